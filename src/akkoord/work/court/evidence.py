"""The evidence there is for a claim, in the order in which a writ names it, and what was done to be paid before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from akkoord.core.court.annex import Exhibit, numbered
from akkoord.core.day_words import day_shown
from akkoord.store.access import Desk
from akkoord.store.models import Invoice, Letter, Outbox
from akkoord.work.court.case import CourtCase

Found = tuple[str, date | None, bool]
_BY = {"email": "per e-mail aan", "post": "per post aan"}
_AGREED = ("contract", "terms")


def exhibits(desk: Desk, case: CourtCase) -> tuple[Exhibit, ...]:
    """Everything that can be put before the judge, numbered: invoices, delivery, terms, letters, calls, arrangements, his own words."""
    return numbered([*_of_invoices(desk, case.invoices), *_terms(case.invoices), *_letters(desk, case), *_words(desk, case)])


def _of_invoices(desk: Desk, invoices: Sequence[Invoice]) -> Iterator[Found]:
    kept: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    for invoice, name, proves in desk.documents().filter(invoice_id__in=[x.id for x in invoices]).values_list(*_DOCUMENT):
        kept[invoice].append((name, proves))
    for one in invoices:
        yield f"factuur {one.number}", one.issued_on, any(not proves for _, proves in kept[one.id])
        proofs = [name for name, proves in kept[one.id] if proves]
        for name in proofs:
            yield f"bewijs van levering bij factuur {one.number} ({name})", one.delivered_until, True
        if not proofs:
            yield f"bewijs van levering bij factuur {one.number}", one.delivered_until, False


_DOCUMENT = ("invoice_id", "name", "proves_delivery")


def _terms(invoices: Sequence[Invoice]) -> Iterator[Found]:
    """The agreement itself is not kept here; it is named wherever the claim leans on it."""
    sources = {one.term_source for one in invoices}
    yield "de opdracht of de overeenkomst", None, False
    if "terms" in sources:
        yield "de algemene voorwaarden, met het bewijs dat zij zijn overhandigd en aanvaard", None, False


def sent_letters(desk: Desk, case: CourtCase) -> list[tuple[Letter, list[Outbox]]]:
    """The letters about these invoices that left, oldest first, each with its proof of sending; those about none in particular too."""
    sent = desk.letters().filter(debtor_id=case.debtor.id, state="sent", sent_on__lte=case.on).defer("pdf", "content", "blocks")
    claimed = {f"{one.id}" for one in case.invoices}
    letters = [one for one in sent.order_by("sent_on", "id") if not one.basis or claimed & one.basis.keys()]
    ways: dict[int, list[Outbox]] = defaultdict(list)
    for one in desk.messages().filter(letter_id__in=[letter.id for letter in letters], state__in=("sent", "bounced")).order_by("id"):
        ways[one.letter_id].append(one)
    return [(letter, ways[letter.id]) for letter in letters]


def _letters(desk: Desk, case: CourtCase) -> Iterator[Found]:
    for letter, ways in sent_letters(desk, case):
        yield f"brief „{letter.subject}”, {_sent(ways)}", letter.sent_on, bool(letter.sha256)


def _sent(ways: Collection[Outbox]) -> str:
    """How it left, and whether it came back."""
    said = [f"{_BY.get(one.channel, one.channel)} {one.recipient}{' (kwam terug)' if one.state == 'bounced' else ''}" for one in ways]
    return "; ".join(said) or "zonder bewijs van verzending"


def _words(desk: Desk, case: CourtCase) -> Iterator[Found]:
    """What was said and agreed: the log of calls, arrangements, and what he wrote or sent himself."""
    debtor, on = case.debtor.id, case.on
    calls = desk.calls().filter(debtor_id=debtor, on__lte=on).exclude(ended_at=None)
    if calls.exists():
        yield f"overzicht van de gesprekken ({calls.count()})", None, True
    for agreed, pdf in desk.arrangements().filter(debtor_id=debtor, agreed_on__lte=on).values_list("agreed_on", "pdf_sha256"):
        yield "betalingsregeling met erkenning van de schuld", agreed, bool(pdf)
    for mail in desk.mails().filter(debtor_id=debtor, kind="reply", on__lte=on).order_by("at").values_list("subject", "on"):
        yield f"bericht van gedaagde „{mail[0]}”", mail[1], True
    for name, sent in desk.debtor_files().filter(debtor_id=debtor, on__lte=on).order_by("id").values_list("name", "on"):
        yield f"stuk van gedaagde ({name})", sent, True


def tried(desk: Desk, case: CourtCase) -> tuple[str, ...]:
    """What was done to be paid without a judge, a line each, by day."""
    said = [(letter.sent_on or case.on, f"„{letter.subject}”, {_sent(ways)}") for letter, ways in sent_letters(desk, case)]
    said += [(one.on, _call(one.spoke_with, one.outcome)) for one in desk.calls().filter(debtor_id=case.debtor.id, on__lte=case.on)]
    said += [
        (one.agreed_on, f"betalingsregeling afgesproken over {_state(one.state)}")
        for one in desk.arrangements().filter(debtor_id=case.debtor.id, agreed_on__lte=case.on)
        if one.agreed_on
    ]
    return tuple(f"{day_shown(day, language='nl', weekday=False)}: {what}." for day, what in sorted(said))


def _state(state: str) -> str:
    return {"broken": "de schuld; zij is niet nagekomen", "running": "de schuld; zij loopt nog"}.get(state, "de schuld")


def _call(whom: str, outcome: str) -> str:
    if outcome == "reached":
        return f"gebeld en gesproken met {whom}" if whom else "gebeld en gesproken"
    return "gebeld, niemand van gedaagde gesproken"


def lean_on_terms(invoices: Sequence[Invoice]) -> bool:
    """Whether the term of payment rests on an agreement that is not kept here."""
    return any(one.term_source in _AGREED for one in invoices)
