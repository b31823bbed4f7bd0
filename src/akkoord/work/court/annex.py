"""The draft of what goes along with the writ, as content and as PDF, with everything that is missing named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from akkoord.core.court.annex import Defence, Exhibit, Ground, Litigant, WritAnnex
from akkoord.core.legal_form import likely_form
from akkoord.core.problem import Text
from akkoord.letters.court import render_court_annex
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor
from akkoord.work.books import law_kind
from akkoord.work.court.case import CourtCase
from akkoord.work.court.defences import defences
from akkoord.work.court.evidence import exhibits, lean_on_terms, sent_letters, tried
from akkoord.work.letters.make_letter import addressee, sender
from akkoord.work.specify import specified

LANGUAGE = "nl"  # of the court
_NATURAL = "natural"
_MAYBE_CONSUMER = Text(
    "Of gedaagde als consument handelt, staat niet vast; alles is berekend alsof het zo is.",
    "Whether the defendant acts as a consumer is not sure; everything is reckoned as if he does.",
)
_REGISTER = Text(
    "De woonplaats van gedaagde volgens de basisregistratie personen, na te gaan door de deurwaarder.",
    "Where the defendant lives by the register of persons, to be looked up by the bailiff.",
)
_TERMS = Text(
    "De betaaltermijn rust op een overeenkomst of op voorwaarden: leg die over.",
    "The term of payment rests on an agreement or on terms of sale: put those before the judge.",
)
_INFORMED = Text(
    "Bewijs dat voor het sluiten van de overeenkomst aan de informatieplichten is voldaan (art. 6:230l, 6:230m en 6:230v BW).",
    "Proof that the duties to inform before the contract were met (art. 6:230l, 6:230m and 6:230v BW).",
)
_NO_FOURTEEN_DAYS = Text(
    "Er is geen veertiendagenbrief verzonden (art. 6:96 lid 6 BW); incassokosten zijn dan niet verschuldigd.",
    "No fourteen-day letter was sent (art. 6:96 lid 6 BW); collection costs are then not due.",
)
_INSOLVENT = Text(
    "Er is een teken van faillissement, surseance of schuldsanering: zoek het op in het Centraal Insolventieregister. "
    "In een faillissement dient u de vordering in bij de curator.",
    "There is a sign of insolvency: look it up in the Central Insolvency Register. In a bankruptcy the claim goes to the trustee.",
)
_NOT_INSOLVENT = Text(
    "Een uittreksel uit het Centraal Insolventieregister van de dag waarop u dagvaardt.",
    "An extract from the Central Insolvency Register of the day of the writ.",
)


def writ_annex(desk: Desk, case: CourtCase) -> WritAnnex:
    """Everything the annex holds; in Dutch, the language of the court."""
    plaintiff = Litigant(sender(desk.creditor), desk.creditor.legal_form or likely_form(desk.creditor.name))
    defendant = Litigant(addressee(case.debtor, "", ""), _form_of(case.debtor))
    evidence, against = exhibits(desk, case), defences(desk, case.debtor.id, on=case.on)
    return WritAnnex(
        plaintiff=plaintiff,
        defendant=defendant,
        venue=case.venue,
        claim=specified(case.debtor, case.sums, on=case.on, language=LANGUAGE),
        grounds=[Ground(one.number, one.description, one.delivered_from, one.delivered_until, one.term_source) for one in case.invoices],
        tried=tried(desk, case),
        exhibits=evidence,
        defences=against,
        prescribes=[(one.number, case.prescribes[one.id]) for one in case.invoices],
        missing=tuple(_missing(desk, case, (plaintiff, defendant), evidence, against)),
    )


def annex_pdf(desk: Desk, case: CourtCase) -> bytes:
    """The draft as PDF. The same case gives the same bytes."""
    return render_court_annex(writ_annex(desk, case))


def _form_of(debtor: Debtor) -> str:
    """What he is in law; a consumer is a natural person, and nothing is made up for who may be either."""
    if debtor.kind == "consumer" and not debtor.kind_doubtful:
        return _NATURAL
    return debtor.legal_form


def _missing(
    desk: Desk, case: CourtCase, parties: tuple[Litigant, Litigant], evidence: Sequence[Exhibit], against: Sequence[Defence]
) -> Iterator[Text]:
    yield from _of_parties(desk.creditor, case.debtor, parties)
    yield from _of_evidence(case, evidence, against)
    yield from _of_law(desk, case)


def _of_parties(creditor: Creditor, debtor: Debtor, parties: tuple[Litigant, Litigant]) -> Iterator[Text]:
    for nl, en, one in (("eiser", "the plaintiff", parties[0]), ("gedaagde", "the defendant", parties[1])):
        if not one.form:
            yield Text(f"De rechtsvorm van {nl}.", f"The legal form of {en}.")
        if not (one.party.street and one.party.postcode and one.party.city):
            yield Text(f"Het volledige adres van {nl}.", f"The full address of {en}.")
    if not creditor.kvk:
        yield Text("Het KvK-nummer van eiser.", "The KvK number of the plaintiff.")
    if debtor.kind == "business" and not debtor.kvk:
        yield Text("Het KvK-nummer van gedaagde, met een uittreksel.", "The KvK number of the defendant, with an extract.")
    if debtor.kind_doubtful:
        yield _MAYBE_CONSUMER
    if parties[1].form == _NATURAL:
        yield _REGISTER


def _of_evidence(case: CourtCase, evidence: Sequence[Exhibit], against: Sequence[Defence]) -> Iterator[Text]:
    for one in evidence:
        if not one.at_hand:
            said = f"Productie {one.number}, {one.what}: het stuk zelf zit niet in Akkoord."
            yield Text(said, f"Exhibit {one.number} ({one.what}): the document itself is not in Akkoord.")
    if lean_on_terms(case.invoices):
        yield _TERMS
    for defence in against:
        if not defence.answer:
            day = f"{defence.on:%d-%m-%Y}"
            yield Text(f"Het bezwaar van {day} heeft nog geen antwoord.", f"The objection of {day} has no answer yet.")


def _of_law(desk: Desk, case: CourtCase) -> Iterator[Text]:
    """What a judge looks at by himself toward a consumer, prescription, and what is known of his troubles."""
    if law_kind(case.debtor) == "consumer":
        yield _INFORMED
        if not any(letter.kind == "fourteen-day-letter" for letter, _ in sent_letters(desk, case)):
            yield _NO_FOURTEEN_DAYS
    for number, day in ((one.number, case.prescribes[one.id]) for one in case.invoices):
        if day <= case.on:
            yield Text(
                f"Factuur {number} is op {day:%d-%m-%Y} verjaard, als gedaagde daar een beroep op doet.",
                f"Invoice {number} prescribed on {day:%d-%m-%Y}, if the defendant invokes it.",
            )
    held = desk.holds().filter(debtor_id=case.debtor.id, kind="insolvency", ended_on=None)
    yield _INSOLVENT if held.exists() else _NOT_INSOLVENT
