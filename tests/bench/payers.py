"""How well `payer_of` knows a payer: a known mix of payers with noise, by the number of invoices it sees. Prints a table."""

from __future__ import annotations

from collections import Counter
from random import Random

from akkoord.core.behaviour.payer import AT_ONCE, LATE, ON_TIME, REFUSER, payer_of

MANY = 4_000  # payers of each kind
SEEN = (3, 6, 12, 24)  # invoices of each
UNSTEADY = ""


def days_of(kind: str, random: Random) -> int:
    """Days late of one invoice: what this kind usually does, with one in twelve that went otherwise."""
    if random.randrange(12) == 0:
        return random.randint(-20, 45)
    habit = {
        AT_ONCE: lambda: round(random.gauss(-20, 4)),
        ON_TIME: lambda: round(random.gauss(-1, 2)),
        LATE: lambda: round(random.gauss(8, 3)),
        REFUSER: lambda: round(random.gauss(85, 20)),
        UNSTEADY: lambda: random.randint(-15, 50),
    }
    return habit[kind]()


def known(kind: str, seen: int, random: Random) -> str:
    """What is said of one payer by so many invoices; a refuser has left the newest third of them unpaid."""
    days = [days_of(kind, random) for _ in range(seen)]
    unpaid = days[: seen // 3] if kind == REFUSER else []
    return payer_of(days[len(unpaid) :], unpaid=unpaid).kind


def main() -> None:
    """One line a kind and a number of invoices: how often it was known, taken for another, or left open."""
    random = Random(1)
    print(f"{'payer':<10}{'invoices':>9}{'known':>9}{'other':>9}{'open':>9}")
    for kind in (AT_ONCE, ON_TIME, LATE, REFUSER, UNSTEADY):
        for seen in SEEN:
            said = Counter(known(kind, seen, random) for _ in range(MANY))
            right, left = said[kind], said[""] if kind else 0
            shares = [f"{100 * count / MANY:.1f}%" for count in (right, MANY - right - left, left)]
            print(f"{kind or 'unsteady':<10}{seen:>9}" + "".join(f"{share:>9}" for share in shares))


if __name__ == "__main__":
    main()
