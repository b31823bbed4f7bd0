"""What a letter holds before it is set: parties, invoices, sums with their explanation, and blocks of text a person may change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

TONES = ("friendly", "businesslike", "firm")
"""How a letter can speak; what the law fixes is said alike in each."""
USUAL_TONE = "businesslike"


@dataclass(frozen=True, slots=True)
class LetterParty:
    """Sender or addressee as it is printed; empty where unknown."""

    name: str
    contact: str = ""  # "t.a.v." line
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "NL"
    email: str = ""
    phone: str = ""
    kvk: str = ""
    vat: str = ""
    iban: str = ""
    website: str = ""
    registration: str = ""  # of who collects for others (art. 4 Wki)


@dataclass(frozen=True, slots=True)
class LetterInvoice:
    """One line of the invoice table; amounts in cents."""

    number: str
    issued_on: date
    due_on: date
    total: int
    open: int
    days_overdue: int
    main: bool = True  # False: open as well, but not what this letter is about
    interest_from: date | None = None  # the first day of interest, and why it is that one
    because: str = ""
    source: str = ""
    costs_from: date | None = None  # the first day of costs over it, and what they were reckoned over then
    costs_base: int = 0


@dataclass(frozen=True, slots=True)
class InterestLine:
    """One line of the interest calculation: both days included, rate in percent a year as text, amounts in cents."""

    invoice: str
    from_day: date
    to_day: date
    days: int
    rate: str
    base: int
    interest: int
    source: str
    of: int = 365  # days of the year the rate is of, or of the month where `per` is 1
    per: int = 12  # months: the rate is a year's or a month's


@dataclass(frozen=True, slots=True)
class MovementLine:
    """What changed an invoice in between, in cents: a payment with what it went to, a credit note, or a year's interest that
    joined the sum that bears interest (`what`: payment, credit, joined)."""

    invoice: str
    on: date
    what: str
    amount: int
    costs: int = 0
    interest: int = 0
    principal: int = 0
    over: int = 0


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of the collection-cost calculation; amounts in cents."""

    over: int
    percentage: str
    amount: int
    source: str


@dataclass(frozen=True, slots=True)
class Stop:
    """What a letter about stopping work says of it; the names are those of `LetterContent`. Without `stops_on` the letter
    names a last day to pay, and the work stops on the working day after it."""

    work: str
    article: str
    fear: str = ""
    stops_on: date | None = None


@dataclass(frozen=True, slots=True)
class LetterPromise:
    """A promise to pay that was not kept: `amount` is 0 where no sum was named, `paid` is what came of it, in cents."""

    made_on: date
    until: date
    amount: int = 0
    paid: int = 0


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """One thing that was agreed on the phone: a kind of core.conversation.agreement, cents, and by when."""

    kind: str
    what: str = ""
    amount: int = 0
    parts: int = 0
    day: date | None = None
    minute: str = ""  # 14:30
    place: str = ""
    invoice: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """The call that a letter confirms: when, with whom, what he said in his own words, and everything agreed."""

    on: date
    whom: str = ""
    words: tuple[str, ...] = ()
    agreed: tuple[AgreedLine, ...] = ()

    @property
    def promised(self) -> AgreedLine | None:
        """What he pays, and by when."""
        return next((one for one in self.agreed if one.kind == "promise"), None)


@dataclass(frozen=True, slots=True)
class LetterPart:
    """One payment of an arrangement: its number (0 is the down payment), the last day for it, and its cents."""

    number: int
    day: date
    amount: int


@dataclass(frozen=True, slots=True)
class LetterPlan:
    """The arrangement that a letter lays down, or reminds of. Sums in cents: `total` is what its parts come to, `added` the
    interest of its own time, `waived` and `discount` what is let go when it is kept. `due` is what a reminder or a warning
    asks, for `due_on`; `left` what would be due at once if it were broken."""

    parts: tuple[LetterPart, ...]
    total: int
    interest: str  # frozen, running or waived
    rate: str = ""  # percent, where interest runs on
    per: int = 12  # months: that rate is a year's or a month's
    added: int = 0
    waived: int = 0
    discount: int = 0
    version: int = 1
    valid_until: date | None = None
    agreed_on: date | None = None
    with_partner: bool = False  # the collection partner has a mandate
    due: int = 0
    due_on: date | None = None
    left: int = 0
    accepted: str = ""  # how, by whom and when, on what is kept of it


@dataclass(frozen=True, slots=True)
class LetterEnding:
    """How a matter ended, for the last letter: settled, written-off, credited, arrangement or promise; the day, the cents that are
    not asked any more, and the number of the credit note where there is one."""

    how: str
    on: date
    let_go: int = 0
    credit_note: str = ""


@dataclass(frozen=True, slots=True)
class LetterSettlement:
    """An offer to settle at once: `pay` cents in by `last_day` end it all; else `whole` stays due, interest and costs of the day of
    the letter included."""

    pay: int
    last_day: date
    whole: int


@dataclass(frozen=True, slots=True)
class LetterDesk:
    """What a letter of a collector says of the case (art. 3.1 Bki): for whom he writes, what the claim is for, the number of the case,
    how one complains, and when he first wrote. `natural`: to a natural person, so that his registration must stand in it."""

    client: LetterParty
    number: str
    about: str = ""  # what was delivered or done; empty where the file does not say
    complaints: str = ""
    informed_on: date | None = None
    natural: bool = False


@dataclass(frozen=True, slots=True)
class LetterContent:
    """Everything the page needs; the texts come from the letter's own file or from what a person made of them.

    `asked` is the sum this letter asks for now: principal, plus interest and costs where `with_claims` is set.
    `costs_if_late` are the costs that come on top when the last day passes (0 where none are announced); `capped` says that
    there are none because other letters named all that may be asked (art. 6:96 lid 7 BW, Besluit BIK art. 2a).
    """

    kind: str  # the step: reminder, notice-of-default, collection-warning
    language: str  # nl or en
    reference: str
    dated: date
    sender: LetterParty
    addressee: LetterParty
    invoices: tuple[LetterInvoice, ...]
    principal: int
    interest: int = 0
    costs: int = 0
    costs_if_late: int = 0
    asked: int = 0
    last_day: date | None = None
    earlier: tuple[tuple[str, date], ...] = ()  # earlier steps that left: (step, day)
    interest_lines: tuple[InterestLine, ...] = ()
    cost_lines: tuple[CostLine, ...] = ()
    movements: tuple[MovementLine, ...] = ()
    costs_vat: int = 0  # the part of `costs` that is VAT
    vat_if_late: int = 0  # the part of `costs_if_late` that is VAT
    capped: bool = False
    partner: str = ""  # the collection partner's name, where hand-over is announced
    signed_by: str = ""
    consumer: bool = False
    work: str = ""  # the work that stops, where the letter is about that
    stops_on: date | None = None  # the first day on which it stands still
    article: str = ""  # what stopping it rests on: 6:52, 6:262 or 6:263
    fear: str = ""  # the ground to fear that it will not be paid, where it rests on 6:263
    tone: str = USUAL_TONE
    promise: LetterPromise | None = None  # not kept, and not named in a letter before
    talk: Talk | None = None  # the call that it confirms
    plan: LetterPlan | None = None  # the arrangement that it is about
    ending: LetterEnding | None = None  # how it ended, of a last letter
    settlement: LetterSettlement | None = None  # the offer to settle that it brings
    desk: LetterDesk | None = None  # of a letter that a collector writes for a client
    portal: str = ""  # the link to the debtor's own page, whole; empty where there is none
