"""The room that is left: the easiest plan that the bounds allow for a debt and that is worth no less than handing it over.

>>> from akkoord.core.negotiation.bounds import EXAMPLE, bounds_of_toml
>>> easiest(120_000, bounds=bounds_of_toml(EXAMPLE))
Offer(down=12015, instalments=23, instalment=4695, every_days=30, first_on_day=7, discount=0)
>>> at_once(120_000, bounds=bounds_of_toml(EXAMPLE))
Offer(down=114000, instalments=0, instalment=0, every_days=30, first_on_day=7, discount=6000)
"""

from __future__ import annotations

from akkoord.core.negotiation.bounds import Bounds, within
from akkoord.core.negotiation.offer import Offer
from akkoord.core.negotiation.plan import MONTH, parted
from akkoord.core.negotiation.value import worth

SOON = 7  # days until the first payment


def easiest(debt: int, *, bounds: Bounds) -> Offer | None:
    """As little at the start and as many months as the bounds allow; None where nothing inside them is worth as much as handing over."""
    first = min(SOON, bounds.max_days)
    for count in range(min(bounds.max_instalments, (bounds.max_days - first) // MONTH), -1, -1):
        found = parted(debt, discount=0, down=bounds.min_down(debt), count=count, every=MONTH, day=first)
        if found is not None and _good(found, debt, bounds):
            return found
    return None


def at_once(debt: int, *, bounds: Bounds) -> Offer | None:
    """Everything at once, with the discount that may be given for it; None where no discount may be given."""
    discount = bounds.max_discount(debt)
    found = Offer(debt - discount, 0, 0, MONTH, min(SOON, bounds.max_days), discount)
    return found if discount > 0 and _good(found, debt, bounds) else None


def _good(offer: Offer, debt: int, bounds: Bounds) -> bool:
    return within(offer, debt=debt, bounds=bounds) and worth(offer, debt=debt, bounds=bounds) >= bounds.handover(debt)
