"""What is still open in a case at a desk: as submitted, the interest since, costs for the debtor, less what was paid here or there."""

from __future__ import annotations

from dataclasses import dataclass

from akkoord.core.handover.onward import Since


@dataclass(frozen=True, slots=True)
class Owing:
    """The sums of one case, in cents. `costs_here` are costs that the desk made and the debtor owes; `costs_client` are for the client.

    >>> Owing(100_00, 5_00, 15_00, costs_here=10_00, paid_here=50_00, paid_there=20_00).open
    6000
    """

    principal: int
    interest: int
    costs: int
    costs_here: int = 0
    costs_client: int = 0
    paid_here: int = 0
    paid_there: int = 0
    since: Since | None = None  # what interest ran on after the file was made

    @property
    def submitted(self) -> int:
        """As it came in."""
        return self.principal + self.interest + self.costs

    @property
    def interest_since(self) -> int:
        """The interest that ran on after the file."""
        return self.since.interest if self.since else 0

    @property
    def owed(self) -> int:
        """Everything that the debtor owes or owed in it."""
        return self.submitted + self.costs_here + self.interest_since

    @property
    def paid(self) -> int:
        """Wherever it came in."""
        return self.paid_here + self.paid_there

    @property
    def balance(self) -> int:
        """What is left; below nothing where too much was paid."""
        return self.owed - self.paid

    @property
    def open(self) -> int:
        """What can still be asked, never below nothing."""
        return max(0, self.balance)

    @property
    def over(self) -> int:
        """What was paid too much, and goes back."""
        return max(0, -self.balance)

    @property
    def parts(self) -> tuple[int, int, int]:
        """What is left of costs, interest and principal: money goes to them in that order (art. 6:44 lid 1 BW).

        >>> Owing(100_00, 5_00, 15_00, paid_here=18_00).parts
        (0, 200, 10000)
        """
        if self.since:
            return self.since.left
        left, found = self.paid, []
        for due in (self.costs + self.costs_here, self.interest, self.principal):
            taken = min(due, max(0, left))
            left -= taken
            found.append(due - taken)
        if left < 0:  # more was reversed than ever came in
            found[2] -= left
        return found[0], found[1], found[2]
