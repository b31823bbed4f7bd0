"""Makes payments of which it is known what they are for, with the noise that banks and people add.

One administration: debtors with open and settled invoices, accounts some of them paid from before, and payments in the order
of their days. KINDS says what is made and how often; each text goes through the noise of `_written` (numbers) and `_spoken`
(words around them), each name through `_as_the_bank_writes_it`. The truth is what the payer meant; where he says nothing, the
order of art. 6:43 BW over what is open of him on that day. An amount that is just that of one open invoice means that one.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from akkoord.core.imputation import OpenClaim, impute
from akkoord.core.matching.book import OpenInvoice, Payer, Received

TODAY = date(2026, 9, 30)
Parts = tuple[tuple[int, int], ...]

KINDS: dict[str, int] = {
    "number": 330,  # the whole amount, the number right or nearly so
    "number-wrong": 45,  # the whole amount, one sign of the number wrong: it may be that of another invoice
    "no-number": 110,  # the whole amount of one invoice, nothing said
    "reference": 80,  # a betalingskenmerk
    "several": 70,  # several invoices, all named
    "several-some-named": 25,
    "several-unnamed": 35,
    "part": 60,  # a part of one invoice, named
    "part-unnamed": 20,
    "too-much": 15,
    "with-costs": 20,  # what a letter asked: the invoice with interest and costs
    "discount": 10,
    "less-credit": 15,  # an invoice, and sometimes two, less a credit note; both are named
    "less-credit-unnamed": 10,  # the same, the note not named
    "less-credit-silent": 8,  # the same, nothing named
    "third-party": 50,  # somebody else pays, and names the number
    "two-debtors": 4,
    "twice": 20,  # an invoice that was paid before
    "another-number": 10,  # pays one invoice, names one he paid before
    "payout": 20,  # many payments in one, of a payment service
    "not-ours": 40,  # no invoice of ours
}
"""How many of about a thousand payments are of each kind."""

_FIRST = "Jan Piet Anna Fatima Mohammed Sanne Lotte Daan Sem Emma Noor Ruben Ali Youssef Marieke Bram Eva Luuk Iris Tess".split()
_STEMS = "Broek Kuip Hoog Ster Wolf Berk Linde Eik Hof Kerk Molen Brug Dam Zand Veen Sluis Haver Roos Stein Weer Graaf Vink Pot".split()
_ENDS = "ma stra sen mans huis veld kamp berg donk horst wijk meijer".split()
_LAST = (
    "de Jong,Jansen,de Vries,van den Berg,Bakker,van Dijk,Visser,Smit,Meijer,de Boer,Mulder,de Groot,Bos,Vos,Peters,Hendriks,"
    "van Leeuwen,Dekker,Brouwer,de Wit,Dijkstra,Smits,de Graaf,van der Meer,Yilmaz,El Amrani,Kok,Jacobs,de Haan,Vermeulen"
).split(",") + [stem + end for stem in _STEMS for end in _ENDS]
_TRADE = (
    "Bakkerij,Bouwbedrijf,Installatiebureau,Garage,Schilderwerken,Administratiekantoor,Hoveniersbedrijf,Transport,Slagerij,"
    "Timmerwerken,Drukkerij,Kapsalon,Restaurant,Advies,Techniek,Loodgieter,Bloemen,Fysiotherapie,Makelaardij,Webbureau"
).split(",")
_PLACE = "Noord Zuid Oost West Amstel Maas Waal IJssel Dommel Eem Vecht Rijn Schelde Linge Berkel Regge Dinkel Aa Gouwe Zaan".split()
_FORMS = (" B.V.", " BV", "", " V.O.F.", " Holding B.V.", "")
_PRICES = (4995, 9900, 12100, 6050, 18150, 24200, 36300, 1995)
_AROUND = (
    "{}",
    "factuur {}",
    "Factuurnummer {}",
    "fact. {}",
    "Betaling factuur {} bedankt",
    "inv {} d.d. {day}",
    "Fact.nr: {} klant {customer}",
    "{} van {day}",
    "betr {}",
    "USTD {}",
    "Uw factuur {} EUR {sum}",
)
_NOTHING = ("", "bedankt", "betaling", "zie factuur", "maandbedrag", "conform afspraak", "overboeking", "/REMI/", "factuur", "huur april")
_SERVICES = ("Stichting Mollie Payments", "ADYEN N.V.", "STICHTING PAY.NL", "Buckaroo Stichting")


@dataclass(slots=True)
class Truth:
    """A payment and what it is for; no parts where it pays no invoice of ours."""

    kind: str
    payment: Received
    parts: Parts
    credits: tuple[tuple[int, int, int], ...] = ()  # credit note, invoice and cents that were taken off


@dataclass(slots=True)
class Made:
    """One administration and its payments."""

    invoices: list[OpenInvoice] = field(default_factory=list)
    notes: list[OpenInvoice] = field(default_factory=list)
    payers: dict[int, Payer] = field(default_factory=dict)
    accounts: list[tuple[str, int, int]] = field(default_factory=list)
    asked: list[tuple[int, int, tuple[int, ...]]] = field(default_factory=list)
    payments: list[Truth] = field(default_factory=list)


NUMBERINGS: dict[str, Callable[[int], str]] = {
    "year-and-count": lambda count: f"2026-{count:04d}",
    "letter": lambda count: f"F2026{count:05d}",
    "count": lambda count: str(14000 + count),
    "slashes": lambda count: f"26/{100000 + count}",
}
"""How a company numbers its invoices; all count on, so that a wrong digit is nearly always that of another invoice."""


def made(payments: int, *, numbering: str, seed: int, discount: int = 200, standing: int = 0) -> Made:
    """An administration with so many payments; `discount` in hundredths of a percent, allowed within ten days. `standing` is how
    many invoices are open, where that is to be an exact number."""
    maker = _Maker(random.Random(seed), NUMBERINGS[numbering], discount)
    maker.debtors(max(20, payments // 2))
    maker.invoices(payments * 2, standing=standing)
    maker.notes(payments // 10)
    kinds = maker.chance.choices(list(KINDS), weights=list(KINDS.values()), k=payments)
    days = sorted(TODAY - timedelta(days=maker.chance.randrange(60)) for _ in kinds)
    for kind, on in zip(kinds, days, strict=True):
        maker.pay(kind, on)
    return maker.made


def kenmerk(number: int) -> str:
    """A betalingskenmerk of sixteen digits: the check digit, then the number.

    >>> kenmerk(56789012345)
    '5000056789012345'
    """
    body = f"{number:015d}"
    weights = (2, 4, 8, 5, 10, 9, 7, 3, 6, 1)
    total = sum(int(digit) * weights[place % 10] for place, digit in enumerate(reversed(body)))
    check = 11 - total % 11
    return f"{ {10: 1, 11: 0}.get(check, check) }{body}"


class _Maker:
    """What is made so far, and who still owes what."""

    def __init__(self, chance: random.Random, number: Callable[[int], str], discount: int) -> None:
        self.chance, self.number, self.discount = chance, number, discount
        self.made = Made()
        self.rows: dict[int, OpenInvoice] = {}
        self.left: dict[int, int] = {}
        self.mine: dict[int, list[int]] = {}
        self.standing = 0  # invoices that are open
        self.paid: dict[int, list[int]] = {}
        self.account: dict[int, str] = {}
        self.owing: list[int] = []  # debtors with invoices that were open, and those with invoices that were paid
        self.had: list[int] = []
        self.last = 0  # id of the last invoice
        self.credit: dict[int, int] = {}  # what is left of each credit note, and whose they are
        self.given: dict[int, list[int]] = {}

    # --- the administration ---

    def debtors(self, many: int) -> None:
        for number in range(1, many + 1):
            self.made.payers[number] = Payer(number, self._name(), str(50000 + number))
            self.account[number] = self._iban()
            if self.chance.random() < 0.65:
                self.made.accounts.append((self.account[number], number, self.chance.randrange(1, 6)))
        for number in self.chance.sample(range(1, many + 1), many // 50):  # one account for two debtors
            self.account[number] = self.account[self.chance.randrange(1, many + 1)]

    def _name(self) -> str:
        if self.chance.random() < 0.4:
            return f"{self.chance.choice(_FIRST)} {self.chance.choice(_LAST)}"
        middle = self.chance.choice(_LAST + _PLACE + _PLACE)
        return f"{self.chance.choice(_TRADE)} {middle}{self.chance.choice(_FORMS)}"

    def _iban(self) -> str:
        bank = self.chance.choice(("INGB", "ABNA", "RABO", "BUNQ", "KNAB", "TRIO"))
        return f"NL{self.chance.randrange(2, 99):02d}{bank}0{self.chance.randrange(10**8, 10**9)}"

    def invoices(self, many: int, *, standing: int = 0) -> None:
        """So many invoices, paid and open; or as many as it takes until so many are standing open."""
        count = 0
        while self.standing < standing if standing else count < many:
            debtor = self.chance.randrange(1, len(self.made.payers) + 1)
            price, run = (self.chance.choice(_PRICES), self.chance.randrange(2, 8)) if self.chance.random() < 0.12 else (0, 1)
            first = TODAY - timedelta(days=self.chance.randrange(20, 220))
            for month in range(run):
                if standing and self.standing == standing:
                    break
                count += 1
                self._invoice(count, debtor, first + timedelta(days=30 * month), price)
        self.owing, self.had, self.last = list(self.mine), list(self.paid), count

    def notes(self, many: int) -> None:
        """So many credit notes that name no invoice; of the sum of a line or a part of what he bought."""
        for count in range(1, many + 1):
            debtor = self.chance.choice(self.owing)
            bought = self.rows[self.chance.choice(self.mine[debtor])]
            worth = self.chance.choice((bought.open // 10, bought.open // 4, bought.open // 2, self.chance.randrange(500, 20_000)))
            on = min(TODAY - timedelta(days=61), bought.issued_on + timedelta(days=self.chance.randrange(1, 30)))
            number = self.number(self.last + count) if self.chance.random() < 0.5 else f"C{self.number(count)}"
            note = OpenInvoice(self.last + count, debtor, number, on, on, max(worth, 100))
            self.made.notes.append(note)
            self.rows[note.id], self.credit[note.id] = note, note.open
            self.given.setdefault(debtor, []).append(note.id)

    def _invoice(self, count: int, debtor: int, issued: date, price: int) -> None:
        issued = min(issued, TODAY - timedelta(days=15))
        total = price or int(self.chance.lognormvariate(10.3, 1.1)) + 500
        if not price and self.chance.random() < 0.25:
            total = round(total, -3) + 1000
        settled = self.chance.random() < 0.3
        reference = kenmerk(70_000_000 + count * 37) if self.chance.random() < 0.5 else ""
        due = issued + timedelta(days=self.chance.choice((14, 14, 30)))
        row = OpenInvoice(count, debtor, self.number(count), due, issued, 0 if settled else total, reference)
        self.made.invoices.append(row)
        self.rows[count], self.left[count] = row, row.open
        (self.paid if settled else self.mine).setdefault(debtor, []).append(count)
        self.standing += not settled
        if not settled and due < TODAY - timedelta(days=75) and self.chance.random() < 0.3:
            self.made.asked.append((debtor, total + max(4000, total * 15 // 100) + total * 3 // 100, (count,)))

    # --- payments ---

    def pay(self, kind: str, on: date) -> None:
        truth = getattr(self, "_" + kind.replace("-", "_"))(on)
        if truth is None:  # nobody can pay so any more: then he pays plainly, or not at all
            truth = self._number(on) or self._not_ours(on)
        for invoice, cents in truth.parts:
            self.left[invoice] -= cents
        for note, invoice, cents in truth.credits:
            self.left[invoice] -= cents
            self.credit[note] -= cents
        self.made.payments.append(truth)

    def _owing(self, on: date, least: int = 1) -> tuple[int, list[int]] | None:
        """A debtor who owes on that day, and what, the first due first."""
        for _ in range(60):
            debtor = self.chance.choice(self.owing) if self.owing else 0
            open_ = [one for one in self.mine.get(debtor, ()) if self.left[one] > 0 and self.rows[one].issued_on <= on]
            if len(open_) >= least:
                return debtor, sorted(open_, key=lambda one: (self.rows[one].due_on, self.rows[one].issued_on, one))
        return None

    def _received(
        self, on: date, debtor: int, amount: int, text: str, *, reference: str = "", payer: str = "", iban: str | None = None
    ) -> Received:
        name = payer or self._as_the_bank_writes_it(self.made.payers[debtor].name)
        account = self.account[debtor] if iban is None else iban
        if not payer and self.chance.random() < 0.06:
            account = self._iban()  # another account of his
        if self.chance.random() < 0.05:
            name = ""
        if self.chance.random() < 0.04:
            account = ""
        return Received(amount, on, account, tuple(filter(None, (text,))), name, reference)

    def _number(self, on: date, *, wrong: bool = False) -> Truth | None:
        found = self._owing(on)
        if found is None:
            return None
        debtor, open_ = found
        one = self.chance.choice(open_)
        said = self._wrong(self.rows[one].number) if wrong else self._written(self.rows[one].number)
        text = self._spoken(said, debtor, one)
        if wrong:  # the slip is that of another invoice of his, of the same sum: then that one is named
            one = next((like for like in open_ if self.rows[like].number == said and self.left[like] == self.left[one]), one)
        kind = "number-wrong" if wrong else "number"
        return Truth(kind, self._received(on, debtor, self.left[one], text), ((one, self.left[one]),))

    def _number_wrong(self, on: date) -> Truth | None:
        return self._number(on, wrong=True)

    def _no_number(self, on: date) -> Truth | None:
        found = self._owing(on)
        if found is None:
            return None
        debtor, open_ = found
        amount = self.left[self.chance.choice(open_)]
        return Truth("no-number", self._received(on, debtor, amount, self.chance.choice(_NOTHING)), self._by_law(on, amount, open_))

    def _by_law(self, on: date, amount: int, open_: Sequence[int]) -> Parts:
        """What a payment without a number is for: the invoice of just that sum, the first due of them; else the order of the law."""
        like = [one for one in open_ if self.left[one] == amount]
        like.sort(key=lambda one: (self.rows[one].due_on >= on, self.rows[one].due_on))
        chosen = like[:1] or list(open_)
        claims = [OpenClaim(one, self.rows[one].due_on, self.rows[one].issued_on, self.left[one]) for one in chosen]
        return tuple(impute(amount, claims=claims, named=(), on=on))

    def _reference(self, on: date) -> Truth | None:
        found = self._owing(on)
        one = next((one for one in found[1] if self.rows[one].reference), None) if found else None
        if found is None or one is None:
            return None
        said = self.rows[one].reference
        inside = self.chance.random() < 0.3
        text = f"BETALINGSKENM. {said[:4]} {said[4:8]} {said[8:12]} {said[12:]}" if inside else ""
        payment = self._received(on, found[0], self.left[one], text, reference="" if inside else said)
        return Truth("reference", payment, ((one, self.left[one]),))

    def _several(self, on: date, *, named: str = "all") -> Truth | None:
        found = self._owing(on, least=2)
        if found is None:
            return None
        debtor, open_ = found
        many = min(len(open_), self.chance.choice((2, 2, 2, 3, 4)))
        chosen = open_[:many] if named == "none" else self.chance.sample(open_, many)
        if named == "some":  # of like sums the law takes the first due
            chosen[-1] = next(one for one in open_ if one not in chosen[:-1] and self.left[one] == self.left[chosen[-1]])
        said = {"all": chosen, "some": chosen[:-1], "none": []}[named]
        joined = self.chance.choice((" en ", ", ", " + ", " ", "/")).join(self._written(self.rows[one].number) for one in said)
        text = self._spoken(joined, debtor, chosen[0]) if said else self.chance.choice(_NOTHING)
        amount = sum(self.left[one] for one in chosen)
        kind = {"all": "several", "some": "several-some-named", "none": "several-unnamed"}[named]
        if not said and any(self.left[one] == amount for one in open_):
            return None
        return Truth(kind, self._received(on, debtor, amount, text), tuple((one, self.left[one]) for one in chosen))

    def _several_some_named(self, on: date) -> Truth | None:
        return self._several(on, named="some")

    def _several_unnamed(self, on: date) -> Truth | None:
        return self._several(on, named="none")

    def _part(self, on: date) -> Truth | None:
        found = self._owing(on)
        if found is None:
            return None
        debtor, open_ = found
        one = self.chance.choice(open_)
        amount = self._some_of(self.left[one])
        text = self._spoken(self._written(self.rows[one].number), debtor, one)
        return Truth("part", self._received(on, debtor, amount, text), ((one, amount),))

    def _less_credit(self, on: date, *, named: str = "all") -> Truth | None:
        """One invoice, of those that are named any and else the oldest of its sum, less the oldest credit note that leaves something."""
        for _ in range(40):
            debtor = self.chance.choice(list(self.given)) if self.given else 0
            notes = [one for one in self.given.get(debtor, ()) if self.credit[one] > 0]
            open_ = [one for one in self.mine.get(debtor, ()) if self.left[one] > 0 and self.rows[one].issued_on <= on]
            open_.sort(key=lambda one: (self.rows[one].due_on, self.rows[one].issued_on, one))
            if found := self._set_off(on, debtor, open_, notes, named):
                return found
        return None

    def _set_off(self, on: date, debtor: int, open_: list[int], notes: list[int], named: str) -> Truth | None:
        many = 2 if len(open_) > 1 and self.chance.random() < 0.25 else 1
        chosen = open_[:many] if named == "none" else self.chance.sample(open_, min(many, len(open_)))
        note = self.chance.choice(notes) if notes else 0
        amount = sum(self.left[one] for one in chosen) - self.credit.get(note, 0)
        if not chosen or not note or amount <= 0 or (named != "all" and any(self.left[one] == amount for one in open_)):
            return None
        said = [self._written(self.rows[one].number) for one in chosen] if named != "none" else []
        if named == "all":
            said.append(f"{self.chance.choice(('min', 'minus', '-', 'creditnota', 'cr'))} {self.rows[note].number}")
        text = self._spoken(" ".join(said), debtor, chosen[0]) if said else self.chance.choice(_NOTHING)
        credits, parts, rest = [], [], self.credit[note]
        for one in chosen:
            off = min(rest, self.left[one])
            rest -= off
            credits += [(note, one, off)] if off else []
            parts += [(one, self.left[one] - off)] if off < self.left[one] else []
        kind = {"all": "less-credit", "some": "less-credit-unnamed", "none": "less-credit-silent"}[named]
        return Truth(kind, self._received(on, debtor, amount, text), tuple(parts), tuple(credits))

    def _less_credit_unnamed(self, on: date) -> Truth | None:
        return self._less_credit(on, named="some")

    def _less_credit_silent(self, on: date) -> Truth | None:
        return self._less_credit(on, named="none")

    def _some_of(self, cents: int) -> int:
        return max(
            1,
            min(cents - 1, self.chance.choice((cents // 2, cents // 3, cents // 1000 * 500, cents * self.chance.randrange(5, 95) // 100))),
        )

    def _part_unnamed(self, on: date) -> Truth | None:
        found = self._owing(on)
        if found is None:
            return None
        debtor, open_ = found
        amount = self._some_of(self.left[open_[0]])
        payment = self._received(on, debtor, amount, self.chance.choice(("termijn", "aanbetaling", "deel 1", "")))
        return Truth("part-unnamed", payment, self._by_law(on, amount, open_))

    def _too_much(self, on: date) -> Truth | None:
        truth = self._number(on)
        if truth is None:
            return None
        more = truth.payment.amount + self.chance.choice((1, 5, 100, 1000, truth.payment.amount))
        named, rest = truth.parts[0][0], more - truth.payment.amount
        owed = [one for one in self.mine[self.rows[named].debtor_id] if self.left[one] > 0 and one != named]
        if any(rest % self.left[one] == 0 for one in owed):
            return None  # the rest would be for that one
        return Truth("too-much", _changed(truth.payment, more), truth.parts)

    def _with_costs(self, on: date) -> Truth | None:
        debtor, amount, (invoice,) = self.chance.choice(self.made.asked) if self.made.asked else (0, 0, (0,))
        if not invoice or self.left[invoice] != self.rows[invoice].open:
            return None
        text = self._spoken(self._written(self.rows[invoice].number), debtor, invoice) if self.chance.random() < 0.7 else "incl kosten"
        return Truth("with-costs", self._received(on, debtor, amount, text), ((invoice, self.left[invoice]),))

    def _discount(self, on: date) -> Truth | None:
        found = self._owing(on)
        fresh = [one for one in found[1] if on <= self.rows[one].issued_on + timedelta(days=10)] if found else []
        if found is None or not fresh or self.left[fresh[0]] != self.rows[fresh[0]].open:
            return None
        amount = self.left[fresh[0]] - (self.left[fresh[0]] * self.discount + 5000) // 10000
        text = self._spoken(self._written(self.rows[fresh[0]].number), found[0], fresh[0])
        return Truth("discount", self._received(on, found[0], amount, text), ((fresh[0], amount),))

    def _third_party(self, on: date) -> Truth | None:
        found = self._owing(on)
        if found is None:
            return None
        debtor, open_ = found
        one = self.chance.choice(open_)
        other = self.chance.randrange(1, len(self.made.payers) + 1)
        stranger = self.chance.random() < 0.7
        payer = self._name() if stranger else self.made.payers[other].name
        iban = self._iban() if stranger else self.account[other]
        text = self._spoken(self._written(self.rows[one].number), debtor, one)
        return Truth("third-party", self._received(on, debtor, self.left[one], text, payer=payer, iban=iban), ((one, self.left[one]),))

    def _two_debtors(self, on: date) -> Truth | None:
        one, two = self._number(on), self._number(on)
        if one is None or two is None or one.parts[0][0] == two.parts[0][0]:
            return None
        text = " en ".join(self.rows[truth.parts[0][0]].number for truth in (one, two))
        amount = one.payment.amount + two.payment.amount
        payment = Received(amount, on, one.payment.iban, (text,), one.payment.name)
        return Truth("two-debtors", payment, one.parts + two.parts)

    def _twice(self, on: date) -> Truth | None:
        debtor = self.chance.choice(self.had) if self.had else 0
        known = self.made.payers.get(debtor)
        if known is None:
            return None
        one = self.chance.choice(self.paid[debtor])
        like = [mine for mine in self.mine.get(debtor, ()) if self.left[mine] > 0]
        amount = self.left[self.chance.choice(like)] if like and self.chance.random() < 0.3 else self.chance.choice(_PRICES)
        text = self._spoken(self._written(self.rows[one].number), debtor, one)
        return Truth("twice", self._received(on, debtor, amount, text), ())

    def _another_number(self, on: date) -> Truth | None:
        found = self._owing(on)
        old = self.paid.get(found[0]) if found else None
        if found is None or not old:
            return None
        debtor, open_ = found
        amount = self.left[open_[0]]
        text = self._spoken(self.rows[self.chance.choice(old)].number, debtor, open_[0])
        return Truth("another-number", self._received(on, debtor, amount, text), self._by_law(on, amount, open_))

    def _payout(self, on: date) -> Truth:
        payment = Received(
            self.chance.randrange(20_000, 900_000),
            on,
            self._iban(),
            (f"PAYOUT {self.chance.randrange(10**9)} t.{on:%m}.2026",),
            self.chance.choice(_SERVICES),
        )
        return Truth("payout", payment, ())

    def _not_ours(self, on: date) -> Truth:
        text = self.chance.choice(
            ("creditnota 4471", "teruggave btw 2026", "rente", "storting", f"order {self.chance.randrange(10**5)}", "declaratie")
        )
        amount = self.chance.choice((self.chance.choice(_PRICES), self.chance.randrange(500, 200_000)))
        return Truth("not-ours", Received(amount, on, self._iban(), (text,), self._name()), ())

    # --- noise ---

    def _written(self, number: str) -> str:
        """A number as people write it: right for most, in other pieces, without year, noughts or letter, with an O for a nought."""
        pieces = number.replace("/", "-").split("-")
        last = pieces[-1]
        ways = (
            (62, number),
            (8, number.replace("-", "").replace("/", "")),
            (7, " ".join(pieces)),
            (5, number.replace("-", ".").replace("/", "-")),
            (4, number.lower()),
            (4, number.replace("0", "O", 1)),
            (4, last.lstrip("F").lstrip("0") if len(pieces) > 1 else last),
            (3, number.lstrip("F")),
            (3, f"{number[:-2]} {number[-2:]}"),
        )
        return self.chance.choices([way for _, way in ways], weights=[weight for weight, _ in ways])[0]

    def _wrong(self, number: str) -> str:
        """One digit wrong, missing, double, or changed with its neighbour; not the first one."""
        places = [place for place, sign in enumerate(number) if sign.isdigit()][1:]
        at = self.chance.choice(places)
        digit = str((int(number[at]) + self.chance.randrange(1, 10)) % 10)
        swapped = number[: at - 1] + number[at] + number[at - 1] + number[at + 1 :]
        return self.chance.choice(
            (number[:at] + digit + number[at + 1 :], number[:at] + number[at + 1 :], number[:at] + number[at] + number[at:], swapped)
        )

    def _spoken(self, number: str, debtor: int, invoice: int) -> str:
        row = self.rows[invoice]
        euros = f"{row.open // 100},{row.open % 100:02d}"
        around = self.chance.choice(_AROUND)
        return around.format(number, day=f"{row.issued_on:%d-%m-%Y}", customer=self.made.payers[debtor].number, sum=euros)

    def _as_the_bank_writes_it(self, name: str) -> str:
        words = name.split()
        initial = f"{words[0][0]}. {' '.join(words[1:])}" if words[0] in _FIRST else name
        ways = (
            name,
            name,
            name.upper(),
            name.upper()[:24],
            name.replace(".", ""),
            initial,
            f"{initial} e/o",
            f"Hr {initial}",
            name.split(" B")[0],
        )
        return self.chance.choice(ways)


def _changed(payment: Received, amount: int) -> Received:
    return Received(amount, payment.on, payment.iban, payment.texts, payment.name, payment.reference)
