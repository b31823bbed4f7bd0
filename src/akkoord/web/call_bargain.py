"""The offer on the page of a call: what to say next, the room that is left, and what he answers to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from akkoord.core.conversation.agreement import Agree
from akkoord.core.conversation.reason import Cause
from akkoord.core.money import cents_of
from akkoord.core.problem import Refusal, Text
from akkoord.reasons import reasons
from akkoord.store.access import Desk
from akkoord.store.models import Agreed, Bargain, Call, Said
from akkoord.web import clock
from akkoord.web.requests import DeskRequest
from akkoord.work.bargain.by_hand import his_offer
from akkoord.work.bargain.next_offer import next_offer
from akkoord.work.bargain.on_call import answer_in_call

_ASKS = frozenset({"other-term", "vague-promise", "sue-me"})  # reasons beside those of no money to which an offer is an answer
_UNREAD = Refusal(Text("Dit is geen bedrag; het lijkt op 150,00.", "This is no sum; it looks like 150.00."))


def bargaining(desk: Desk, call: Call, said: Sequence[Said], agreed: Sequence[Agreed], *, care: bool) -> dict[str, Any]:
    """The offer, where his reason or his wish asks for one and nothing protects him; what this call agreed stands there too."""
    made = desk.bargains().filter(debtor_id=call.debtor_id, state="agreed", ended_on=call.on).select_related("debtor").first()
    if care or made is not None or not _asks(desk, call, said, agreed):
        return {"offer": None, "offer_made": made}
    found = next_offer(desk.creditor, call.debtor, on=clock.today())
    return {"offer": None, "offer_refused": found} if isinstance(found, Refusal) else {"offer": found}


def _asks(desk: Desk, call: Call, said: Sequence[Said], agreed: Sequence[Agreed]) -> bool:
    if any(one.kind == Agree.ARRANGEMENT for one in agreed):
        return True
    known = reasons()
    heard = [known[one.reason] for one in said if one.reason in known]
    if any(one.cause is Cause.NO_MONEY or one.id in _ASKS for one in heard):
        return True
    return desk.bargains().filter(debtor_id=call.debtor_id, state="open").exists()


def accepts(request: DeskRequest, call: Call) -> Refusal | None:
    """He takes it."""
    return _answer(request, call, {"type": "accept"})


def refuses(request: DeskRequest, call: Call) -> Refusal | None:
    """He does not take it."""
    return _answer(request, call, {"type": "reject"})


def offers(request: DeskRequest, call: Call) -> Refusal | None:
    """He offers something himself."""
    typed = {name: request.POST.get(f"his-{name}", "").strip() for name in ("down", "monthly", "months")}
    sums = {name: cents_of(typed[name], decimal="") if typed[name] else 0 for name in ("down", "monthly")}
    months = int(typed["months"]) if typed["months"].isascii() and typed["months"].isdecimal() and len(typed["months"]) < 4 else 0
    if None in sums.values() or typed["months"] and not months:
        return _UNREAD
    found = next_offer(request.desk.creditor, call.debtor, on=clock.today())
    if isinstance(found, Refusal):
        return found
    event = his_offer(debt=found.debt, monthly=sums["monthly"] or 0, months=months, down=sums["down"] or 0)
    return event if isinstance(event, Refusal) else _answer(request, call, event)


def _answer(request: DeskRequest, call: Call, event: dict[str, Any]) -> Refusal | None:
    seen = request.POST.get("offer-seen", "")
    turns = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 6 else None
    found = answer_in_call(desk=request.desk, call_id=call.id, said=event, seen=turns, on=clock.today(), at=clock.now())
    return None if isinstance(found, Bargain) else found
