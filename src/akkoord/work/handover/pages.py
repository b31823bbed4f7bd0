"""What the pages of a dossier say, in words: the summary on one sheet, the lists, and the course of the case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from akkoord.core.day_words import day_shown
from akkoord.core.handover.readiness import readiness
from akkoord.core.ladder.words import STEP_WORDS
from akkoord.core.money import shown
from akkoord.letters.days import day_short
from akkoord.letters.dossier import DossierPages, Inside, Listed, in_days
from akkoord.store.models import Event, Invoice
from akkoord.work.handover.manifest import Data
from akkoord.work.handover.ready import known_of
from akkoord.work.handover.rows import Rows
from akkoord.work.owed import Owed
from akkoord.work.specify import specified
from akkoord.work.told.events import tell

_WAYS = {"email": "e-mail", "post": "post"}
_KINDS = {"business": "zakelijk", "consumer": "consument", "government": "overheid"}
_PLANS = {"running": "loopt", "kept": "nagekomen", "broken": "niet nagekomen", "replaced": "vervangen"}
_OUTCOMES = {"kept": "nagekomen", "broken": "niet nagekomen", "open": "loopt nog"}


def pages_of(rows: Rows, manifest: Data, *, sums: Owed, events: Sequence[Event], inside: Sequence[Inside]) -> DossierPages:
    """The pages, in Dutch: they are for a Dutch collector, bailiff or court."""
    numbers = dict(Invoice.objects.filter(creditor_id=rows.creditor.id, debtor_id=rows.debtor.id).values_list("id", "number"))
    told = [(one.on, _with_note(one.text.nl, one.note)) for one in tell(events, numbers=numbers)]
    return DossierPages(
        content=specified(rows.debtor, sums, on=rows.on, language="nl"),
        ref=manifest["reference"],
        facts=tuple(_facts(rows, manifest)),
        checks=tuple((one.state, one.name.nl, one.because.nl) for one in readiness(known_of(rows))),
        lists=tuple(_lists(manifest)),
        course=in_days(told),
        texts=(("Zijn verweer en ons antwoord", tuple(_defences(manifest))),),
        inside=tuple(inside),
    )


def _with_note(text: str, note: str) -> str:
    return f"{text}: „{note}”" if note else text


def _day(value: str | None) -> str:
    return day_short(date.fromisoformat(value)) if value else ""


def _facts(rows: Rows, manifest: Data) -> Iterator[tuple[str, str]]:
    """The case in a few lines, for who takes it over."""
    debtor, invoices = manifest["debtor"], [one for one in manifest["invoices"] if one["kind"] == "invoice"]
    form = debtor["legal_form"] and f", {debtor['legal_form']}"
    kind = "aard niet zeker" if debtor["kind_doubtful"] else _KINDS[debtor["kind"]]
    yield "Debiteur", f"{kind}{form}" + (f", KvK {debtor['kvk']}" if debtor["kvk"] else "")
    if invoices:
        first = min(one["due_on"] for one in invoices)
        late = (rows.on - date.fromisoformat(first)).days
        yield "Facturen", f"{len(invoices)}; de oudste verviel op {_long(first)}, {late} dagen geleden"
        prescribes = [one["prescribes_on"] for one in invoices if one["prescribes_on"]]
        yield "Verjaart eerst op", _long(min(prescribes)) if prescribes else "niet bekend"
    yield "Betaald tot nu toe", _euro(sum(part["amount"] for one in manifest["payments"] for part in one["booked"]))
    letters = manifest["letters"]
    if letters:
        last = letters[-1]
        until = f", betalen kon tot en met {_long(last['last_day'])}" if last["last_day"] else ""
        yield "Laatste brief", f"{last['subject']}, {_long(last['sent_on'])}{until}"
    yield from _last_words(manifest)


def _last_words(manifest: Data) -> Iterator[tuple[str, str]]:
    calls = manifest["calls"]
    if calls:
        yield "Gesprekken", f"{len(calls)}; het laatste op {_long(calls[-1]['on'])}"
    promises = manifest["promises"]
    if promises:
        broken = sum(one["outcome"] == "broken" for one in promises)
        yield "Toezeggingen", f"{len(promises)}, waarvan {broken} niet nagekomen"
    if manifest["arrangements"]:
        state = manifest["arrangements"][-1]["state"]
        yield "Regelingen", f"{len(manifest['arrangements'])}; de laatste: {_word(_PLANS, state)}"
    defences = manifest["defences"]
    yield "Zijn verweer", defences[-1]["about"] if defences else "hij voerde niets aan"
    if manifest["mandate"]["partner"]:
        number = manifest["mandate"]["registration"]
        yield "Overgedragen aan", manifest["mandate"]["partner"] + (f", register {number}" if number else "")


def _long(day: str) -> str:
    return day_shown(date.fromisoformat(day), language="nl", weekday=False)


def _euro(cents: int) -> str:
    return shown(cents, language="nl")


def _lists(manifest: Data) -> Iterator[Listed]:
    letters = [(_day(one["sent_on"]), _name(one["kind"]), one["subject"], _sent(one), _day(one["last_day"])) for one in manifest["letters"]]
    yield Listed("Brieven", ("Verstuurd", "Soort", "Onderwerp", "Bewijs van verzending", "Laatste dag"), tuple(letters), (0, 2, 3, 4, 0))
    paid = [(_day(one["on"]), one["counterparty"] or one["because"], _booked(one), _euro(one["amount"])) for one in manifest["payments"]]
    yield Listed("Betalingen en creditnota's", ("Dag", "Van", "Geboekt op", "Bedrag"), tuple(paid), (0, 2, 3, 0), (3,))
    calls = [(_day(one["on"]), one["spoke_with"] or "niemand gesproken", one["outcome"], _said(one)) for one in manifest["calls"]]
    yield Listed("Gesprekken", ("Dag", "Met", "Uitkomst", "Wat hij zei"), tuple(calls), (0, 2, 2, 4))
    yield from _agreements(manifest)
    files = [(one["path"], one["what"], f"{one['size']}", one["sha256"][:16]) for one in manifest["files"]]
    yield Listed("Stukken in dit dossier", ("Bestand", "Wat het is", "Bytes", "SHA-256 begint met"), tuple(files), (3, 3, 0, 0), (2,))


def _agreements(manifest: Data) -> Iterator[Listed]:
    promises = tuple(_promise(one) for one in manifest["promises"])
    yield Listed("Toezeggingen", ("Gedaan op", "Bedrag", "Uiterlijk", "Uitkomst"), promises, (1, 1, 1, 2), (1,))
    plans = tuple(_plan(one) for one in manifest["arrangements"])
    yield Listed("Regelingen", ("Afgesproken", "Samen", "Termijnen", "Aanvaard door", "Nu"), plans, (1, 1, 1, 2, 1), (1, 2))
    stops = tuple((one["invoice"], _day(one["on"]), one["how"], one["note"]) for one in manifest["interruptions"])
    yield Listed("Stuiting van de verjaring", ("Factuur", "Dag", "Hoe", "Toelichting"), stops, (1, 1, 1, 3))


def _promise(one: Data) -> tuple[str, ...]:
    amount = _euro(one["amount"]) if one["amount"] else ""
    return _day(one["made_on"]), amount, _day(one["until"]), _word(_OUTCOMES, one["outcome"])


def _plan(one: Data) -> tuple[str, ...]:
    return (
        _day(one["agreed_on"]),
        _euro(one["total"]),
        f"{len(one['instalments'])}",
        one["accepted_by"],
        _word(_PLANS, one["state"]),
    )


def _word(words: Mapping[str, str], name: str) -> str:
    return words.get(name, name)


def _name(kind: str) -> str:
    return STEP_WORDS[kind].nl if kind in STEP_WORDS else kind


def _sent(letter: Data) -> str:
    ways = [f"{_WAYS.get(one['channel'], one['channel'])} {one['recipient']}: {one['receipt'] or 'verstuurd'}" for one in letter["sent"]]
    return "; ".join(ways) or "geen"


def _booked(payment: Data) -> str:
    return ", ".join(f"{one['invoice']} {_euro(one['amount'])}" for one in payment["booked"])


def _said(call: Data) -> str:
    words = [one["words"] or one["reason"] for one in call["said"]]
    return "; ".join(words) or call["note"]


def _defences(manifest: Data) -> Iterator[tuple[str, str]]:
    for one in manifest["defences"]:
        head = f"{_day(one['on'])}" + (f", factuur {one['invoice']}" if one["invoice"] else "") + f": {one['about']}"
        yield head, f"Ons antwoord: {one['answer']}" if one["answer"] else "Hierop is nog geen antwoord opgeschreven."
