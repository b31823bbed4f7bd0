"""What the owner of the example does on her last day in good temper: an offer that lies at a customer's, and a small rest let go."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Bargain, Debtor
from akkoord.work.bargain.by_hand import begin_by_hand, his_offer, pass_on
from akkoord.work.bargain.policy import KINDS, USUAL, change_policy
from akkoord.work.ending.end import WriteOff, write_off

LEAST, MOST = 60_000, 400_000  # cents about which one negotiates in the example
_SHARES = ("min_down_share", "max_discount_share", "handover_value_share", "yearly_discount_rate")


def agreeable(desk: Desk, *, on: date, at: datetime) -> None:
    """Bounds with a little discount, one talk in which the customer made an offer of his own, and one rest written off."""
    change_policy(desk=desk, fields=_bounds(), on=on, at=at)
    for debtor in _quiet(desk, on):
        talk = begin_by_hand(desk=desk, debtor_id=debtor.id, on=on, at=at)
        if isinstance(talk, Bargain):
            offer = his_offer(debt=talk.debt, monthly=talk.debt // 20 // 500 * 500, months=0)
            if not isinstance(offer, Refusal):
                pass_on(desk=desk, bargain_id=talk.id, said=offer, seen=talk.turns, on=on, at=at)
            break
    rest = desk.invoices().filter(kind="invoice", open__gt=0, open__lte=desk.creditor.tolerance).order_by("open", "number").first()
    if rest is not None:
        wanted = WriteOff(frozenset({rest.id}), "small", "Restje; niet de moeite waard om voor te bellen.")
        write_off(desk=desk, debtor_id=rest.debtor_id, wanted=wanted, on=on, at=at)


def _bounds() -> dict[str, str]:
    """The usual bounds as somebody types them, with five percent of discount for businesses."""
    typed = {
        f"{kind}-{name}": f"{Decimal(value) * 100:f}".replace(".", ",") if name in _SHARES else f"{value}".replace(".", ",")
        for kind in KINDS
        for name, value in USUAL[kind].items()
    }
    return typed | {"business-max_discount_share": "5"}


def _quiet(desk: Desk, on: date) -> list[Debtor]:
    """Businesses that owe a sum worth talking about, and about whom nothing else is going on."""
    busy = {*desk.tasks().filter(done_on=None).values_list("debtor_id", flat=True)}
    busy |= {*desk.holds().filter(ended_on=None).values_list("debtor_id", flat=True)}
    busy |= {*desk.letters().filter(state__in=("draft", "approved")).values_list("debtor_id", flat=True)}
    sums: dict[int, int] = {}
    for debtor, cents in desk.invoices().filter(kind="invoice", open__gt=0, due_on__lt=on).values_list("debtor_id", "open"):
        sums[debtor] = sums.get(debtor, 0) + cents
    found = [number for number, cents in sums.items() if LEAST <= cents <= MOST and number not in busy]
    return list(desk.debtors().filter(id__in=found, kind="business", kind_doubtful=False).order_by("number"))
