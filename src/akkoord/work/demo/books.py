"""What comes in at the example's office: its bank statements, the invoices it made, and money that must be placed by hand."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from akkoord.store.access import Desk
from akkoord.work.demo.camt_file import statement
from akkoord.work.demo.cast import Customer, cents, customers, iban
from akkoord.work.demo.company import IBAN
from akkoord.work.demo.csv_file import credit_row, csv_of, euros, invoice_row
from akkoord.work.demo.scenes import Raw, Transfer
from akkoord.work.demo.trade import Sale
from akkoord.work.intake.import_files import receive, take_in
from akkoord.work.keep_contact import keep_contact
from akkoord.work.payments.place_payment import place_payment, set_aside

_COSTS = (("Boomkwekerij Ravenstein", 911, -148_725), ("Tankstation A28", 912, -23_418), ("Groenafval Verwerking Eem", 913, -31_790))


class Books:
    """The files of the year, taken in as they come."""

    def __init__(self, desk: Desk, *, sales: list[Sale], transfers: list[Transfer], first: date) -> None:
        self.desk, self.read_until = desk, first - timedelta(days=1)
        self.sales: dict[date, list[Sale]] = defaultdict(list)
        for one in sales:
            self.sales[one.issued].append(one)
        self.numbers = {(one.customer.number, one.key): one.number for one in sales if one.key}
        self.transfers = sorted(transfers, key=lambda one: (one.on, one.account, one.amount))
        self.balance, self.statements, self.notes = 4_821_137, 0, 0
        self.known: set[str] = set()

    def bank(self, day: date, at: datetime) -> None:
        """The statement up to yesterday."""
        since, until = self.read_until + timedelta(days=1), day - timedelta(days=1)
        if until < since:
            return
        entries = [one for one in self.transfers if since <= one.on <= until]
        if day.weekday() == 4:
            name, account, amount = _COSTS[day.day % 3]
            entries.append(Transfer(until, amount, name, iban(account), f"Factuur {day:%y%m%d}"))
        self.statements += 1
        content = statement(entries, account=IBAN, number=self.statements, opening=self.balance, since=since, until=until)
        self.balance += sum(one.amount for one in entries)
        self.read_until = until
        self._take(f"camt053-{until}.xml", content, day, at)

    def invoices(self, day: date, at: datetime, credits: list[Raw]) -> None:
        """The invoices and credit notes made today."""
        rows = [invoice_row(one) for one in self.sales.get(day, ())] + [self._credit(one, day) for one in credits]
        if not rows:
            return
        self._take(f"verkoopfacturen-{day}.csv", csv_of(rows), day, at)
        for one in self.sales.get(day, ()):
            self._contact(one.customer, day, at)

    def by_hand(self, day: date, at: datetime) -> None:
        """What Akkoord could not place by itself: a person does, where he can tell."""
        for payment in self.desk.payments().filter(free__gt=0, set_aside=False, on__lt=day).order_by("on", "id"):
            plan = next((one for one in self.transfers if _same(one, payment.on, payment.amount, payment.counterparty_iban)), None)
            if plan is None:
                continue
            if plan.aside:
                set_aside(desk=self.desk, payment_id=payment.id, on=day, at=at)
                continue
            invoice = self.desk.invoices().filter(number=plan.meant, kind="invoice", open__gt=0).first()
            if invoice is not None:
                most = min(payment.free, invoice.open)
                place_payment(desk=self.desk, payment_id=payment.id, invoice_id=invoice.id, amount=most, on=day, at=at)

    def odd_files(self, day: date, at: datetime) -> None:
        """Two files of the last day: one with lines that cannot be right, one whose headings say nothing."""
        good = next(one for when in sorted(self.sales, reverse=True) if when <= day for one in self.sales[when])
        first, second = invoice_row(good), invoice_row(good)
        first[0], first[12] = f"{good.number}-A", f"31-02-{day.year}"
        second[0], second[14] = f"{good.number}-B", "1.250,505"
        self._take(f"verkoopfacturen-correctie-{day}.csv", csv_of([invoice_row(good), first, second]), day, at)
        sum_of = euros(good.total)
        old = [[f"{place}", name, f"{good.issued:%d-%m-%Y}", sum_of, sum_of] for place, name in ((7731, "R. Post"), (7740, "M. Visser"))]
        self._take("oude-administratie.csv", csv_of(old, headings=("Stuk", "Wie", "Wanneer", "Hoeveel", "Nog")), day, at)

    def _take(self, name: str, content: bytes, day: date, at: datetime) -> None:
        take_in(receive(creditor=self.desk.creditor, name=name, content=content, on=day, by=self.desk.user.email, at=at))

    def _credit(self, raw: Raw, day: date) -> list[str]:
        self.notes += 1
        of = self.numbers[raw["customer"], raw["invoice"]]
        number, amount = f"C{day.year}-{self.notes:03}", cents(raw["amount"])
        return credit_row(number, customer=customers()[raw["customer"]], on=day, amount=amount, text=raw["text"], of=of)

    def _contact(self, one: Customer, day: date, at: datetime) -> None:
        if one.number in self.known or one.contact is None:
            return
        self.known.add(one.number)
        person = one.contact
        fields = {"name": person.name, "role": person.role, "phone": person.phone, "email": person.email}
        debtor = self.desk.debtors().get(number=one.number)
        keep_contact(desk=self.desk, debtor_id=debtor.id, contact_id=None, fields=fields, on=day, at=at)


def _same(plan: Transfer, on: date, amount: int, account: str) -> bool:
    return (plan.on, plan.amount, plan.account) == (on, amount, account)
