"""What the page of a call shows, gathered: the file, the guide, and what is being agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from akkoord.core.conversation.agreement import Agree
from akkoord.core.conversation.guide import SETTLING, Lines, Phase, Script, State, advice, filled, script_of, two_days
from akkoord.core.conversation.reason import Reason
from akkoord.core.day_words import day_shown
from akkoord.core.money import shown
from akkoord.jurisdictions import jurisdiction
from akkoord.reasons import guide, reasons
from akkoord.store.access import Desk
from akkoord.store.models import Agreed, Call, Debtor, Said
from akkoord.store.queries import call_page, task_page
from akkoord.web import clock
from akkoord.web.call_bargain import bargaining
from akkoord.web.stand import stand
from akkoord.work.conversation.house import our_house
from akkoord.work.conversation.keep import typed
from akkoord.work.hear import Heard, hear
from akkoord.work.owed import owed

SHOWN = 2  # sentences of a kind that stand there at once; the rest is folded
FIELDS = ("hearing", "note", "spoke_with", "phone")
AGREED_FIELDS: Mapping[str, tuple[str, ...]] = {
    "promise": ("amount", "day"),
    "arrangement": ("amount", "parts", "day"),
    "callback": ("day", "minute"),
    "proof": ("what", "day"),
    "complaint": ("what", "invoice", "day"),
    "copy": ("invoice", "day"),
    "meeting": ("day", "minute", "place"),
    "stop-work": ("what", "day"),
    "resume-work": ("what", "day"),
}
ALWAYS = ("promise",)  # its fields stand there from the beginning


@dataclass(frozen=True, slots=True)
class Field:
    """One field of something agreed: the name it is posted under, and what it holds."""

    name: str
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """Something agreed as it stands on the page."""

    agreed: Agreed
    fields: list[Field]


@dataclass(frozen=True, slots=True)
class Sentence:
    """What he said, with the name of its reason and what it came to the time before."""

    said: Said
    reason: Reason | None
    before: Said | None
    then: Sequence[Agreed] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A reason that may be meant, and what one says to it now."""

    reason: Reason
    sure: bool
    again: bool


def script() -> Script:
    """The texts of the guide."""
    return script_of(guide())


def file_of(desk: Desk, call: Call | None, debtor: Debtor) -> dict[str, Any]:
    """The left column: what is open, what was promised, who answered, and our own house."""
    on, number = clock.today(), call.id if call else None
    return {
        **stand(owed(debtor=debtor, on=on)),
        "promises": task_page.promises(desk, debtor.id),
        "answered": call_page.answered_last(desk, debtor.id, but=number),
        "earlier": call_page.earlier_calls(desk, debtor.id, but=number),
        "said_before": [(known(one.reason), one) for one in call_page.said_before(desk, debtor.id, but=number)],
        "house": our_house(desk, debtor, on=on),
        "contacts": desk.contacts().filter(debtor_id=debtor.id).order_by("-decides", "name", "id"),
    }


def known(reason: str) -> Reason | None:
    """The reason of that id; None for one that is not on the shelf any more."""
    return reasons().get(reason)


def live(desk: Desk, call: Call) -> dict[str, Any]:
    """What changes while the call goes on: the guide, what he said, what is agreed, and what was paid."""
    said, agreed = call_page.said_in_call(desk, call.id), call_page.agreed_in(desk, call.id)
    before, invoices = call_page.said_before(desk, call.debtor_id, but=call.id), call_page.open_invoices(desk, call.debtor_id)
    left, money = sum(row.open for row in invoices), _money(desk, call)
    state = _state(desk, call, said, agreed, before, paid=bool(money["paid"]) and not left)
    return {
        "call": call,
        "kept": [(name, typed(call, name)) for name in FIELDS if name != "phone"],
        "said": _sentences(desk, said, before),
        "rows": [_row(one) for one in agreed],
        "invoices": invoices,
        "works": call_page.work_of(desk, call.debtor_id),
        "days": two_days(clock.today(), calendar=jurisdiction().calendar),
        "sums": _sums(left, invoices),
        "kinds": _kinds(agreed, state),
        "settled": any(one.kind in SETTLING and one.amount and one.day for one in agreed),
        **money,
        **bargaining(desk, call, said, agreed, care=state.vulnerable),
        **guided(state, _facts(agreed, left, invoices) | names(desk, call.debtor)),
    }


def _money(desk: Desk, call: Call) -> dict[str, Any]:
    """What came in since the call began."""
    paid, coming = call_page.paid_since(desk, call), call_page.coming_in(desk, call)
    return {"paid": paid, "coming": coming, "money": len(paid) + len(coming)}


def _state(desk: Desk, call: Call, said: Sequence[Said], agreed: Sequence[Agreed], before: Sequence[Said], *, paid: bool) -> State:
    care = desk.holds().filter(debtor_id=call.debtor_id, kind="vulnerable", ended_on=None).exists()
    return State(
        phase=Phase(call.step),
        heard=tuple(one.reason for one in said),
        before=frozenset(one.reason for one in before),
        heard_before=call.heard_before,
        vulnerable=care,
        agreed=frozenset(Agree(one.kind) for one in agreed if one.amount and one.day),
        paid=paid,
    )


def guided(state: State, facts: Mapping[str, str]) -> dict[str, Any]:
    """The guide at this moment, with amounts and days in their places."""
    texts = script()
    told = advice(script=texts, reasons=reasons(), state=state)
    start = texts.start if state.phase is Phase.TALK and not state.heard and not told.special else Lines()
    lines, most = filled(told.lines, facts=facts), SHOWN if not told.special else None
    first = 1 if start.say else most
    return {
        "advice": told,
        "shown": Lines(lines.say[:first], lines.questions[:most], lines.avoid[:most]),
        "rest": Lines() if most is None else Lines(lines.say[first:], lines.questions[most:], lines.avoid[most:]),
        "back": known(told.reason),
        "start": filled(start, facts=facts),
        "close": filled(texts.close, facts=facts),
        "steps": list(texts.steps.values()),
        "next_step": texts.steps[told.next] if told.next else None,
        "refer": texts.refer if told.special == "stop" else (),
        "special": {name: filled(one, facts=facts) for name, one in texts.special.items()},
        "second": told.again,
    }


def names(desk: Desk, debtor: Debtor) -> dict[str, str]:
    """Who calls, for which company, and whom he asks for: who decides at the debtor's, else whoever is known there."""
    whom = desk.contacts().filter(debtor_id=debtor.id).order_by("-decides", "name", "id").values_list("name", flat=True).first()
    return {
        "ik": desk.user.get_full_name() or "…",
        "bedrijf": desk.creditor.name,
        "wie": whom or debtor.name,
        "nummer": desk.creditor.phone or "…",
    }


def started(desk: Desk, debtor: Debtor) -> Lines:
    """How the call begins."""
    return filled(script().start, facts=names(desk, debtor))


def _facts(agreed: Sequence[Agreed], left: int, invoices: Sequence[Any]) -> dict[str, str]:
    """What stands in the places of the sentences."""
    on = clock.today()
    first, last = two_days(on, calendar=jurisdiction().calendar)
    promise = next((one for one in agreed if one.kind == "promise"), None)
    late = sum(row.open for row in invoices if row.due_on < on)
    day = promise.day if promise and promise.day else first
    said = {"dag": day, "dag1": first, "dag2": last}
    amount = promise.amount if promise and promise.amount else late or left
    return {name: _spoken(one) for name, one in said.items()} | {"bedrag": shown(amount)}


def _spoken(day: Any) -> str:
    """A day as one says it: without its year."""
    return day_shown(day, language="nl").rpartition(" ")[0]


def _sums(left: int, invoices: Sequence[Any]) -> list[int]:
    """Sums that fit, to choose from: what is late, all of it, half of it, the oldest invoice."""
    late = sum(row.open for row in invoices if row.due_on < clock.today())
    found = [late, left, round(left / 2, -2), invoices[0].open if invoices else 0]
    return [cents for cents in dict.fromkeys(int(one) for one in found) if 0 < cents <= left][:3]


def _kinds(agreed: Sequence[Agreed], state: State) -> list[str]:
    """What else can be agreed, the likeliest after what he said first."""
    likely = list(reasons()[state.heard[-1]].then) if state.heard and state.heard[-1] in reasons() else []
    there = {one.kind for one in agreed}
    once = {"promise", "arrangement", "callback"} & there
    return [kind for kind in dict.fromkeys((*likely, *Agree)) if kind not in once and kind not in ALWAYS]


def _sentences(desk: Desk, said: Sequence[Said], before: Sequence[Said]) -> list[Sentence]:
    earlier = {one.reason: one for one in before}
    then = call_page.agreed_then(desk, {earlier[one.reason].call_id for one in said if one.reason in earlier})
    return [_sentence(one, earlier.get(one.reason), then) for one in said]


def _sentence(one: Said, before: Said | None, then: Mapping[int, list[Agreed]]) -> Sentence:
    return Sentence(one, known(one.reason), before, then.get(before.call_id, ()) if before else ())


def _row(one: Agreed) -> Row:
    names = AGREED_FIELDS.get(one.kind, ("what", "day"))
    return Row(one, [Field(name, f"a-{one.id}-{name}", typed(one, name)) for name in names])


def proposals(desk: Desk, call: Call, text: str) -> dict[str, Any]:
    """What he may mean by these words: one where that is sure, three to choose from where it is not, and signs of need."""
    heard: Heard = hear(text) if text.strip() else Heard("none", 0.0, (), sure=False, vulnerable=())
    ids = [heard.reason, *(one for one, _ in heard.others)] if text.strip() else []
    before = {one.reason for one in call_page.said_before(desk, call.debtor_id, but=call.id)}
    found = [Proposal(one, heard.sure and place == 0, one.id in before) for place, one in enumerate(map(known, ids[:3])) if one]
    texts, facts = script(), facts_of(desk, call)
    return {
        "call": call,
        "proposals": [one for one in found if one.reason.id != "none"] or found,
        "sure": heard.sure,
        "words": text,
        "care": heard.vulnerable,
        "stop": texts.special["stop"],
        "help_at": texts.refer,
        "may_ask_model": bool(desk.creditor.model_address and text.strip() and not heard.sure and not heard.vulnerable),
        "preview": _preview(found[0].reason, Phase(call.step), facts) if found and heard.sure else Lines(),
    }


def facts_of(desk: Desk, call: Call) -> dict[str, str]:
    """What stands in the places of the sentences of a call."""
    invoices = call_page.open_invoices(desk, call.debtor_id)
    return _facts(call_page.agreed_in(desk, call.id), sum(row.open for row in invoices), invoices)


def _preview(reason: Reason, phase: Phase, facts: Mapping[str, str]) -> Lines:
    """What one would say to it in this step."""
    said = {Phase.TALK: reason.opening, Phase.UNDERSTAND: reason.empathy, Phase.RETURN: reason.back_to_arrears}[phase]
    return filled(Lines(said, reason.ask), facts=facts)


def all_reasons() -> list[Reason]:
    """Every reason, by its name, for who chooses himself."""
    return sorted(reasons().values(), key=lambda one: (one.id == "none", one.name.nl))
