"""What is not in order, kind by kind: counted in one query each, and listed a page at a time, most money in front."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce, Lower
from django.db.models.lookups import GreaterThan

from akkoord.core.law.start import StartRules
from akkoord.core.legal_form import COMPANY, PERSON
from akkoord.store.access import Desk
from akkoord.store.models import Debtor, Invoice, LeftAlone
from akkoord.store.queries import unplaced
from akkoord.store.queries.open_on import all_open

DEBTOR_KINDS = ("bounced", "address", "email", "wrong-phone", "phone", "consumer", "legal-form", "kvk")
INVOICE_KINDS = ("term", "long-term", "delivery", "undelivered")


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows of a kind, and how many cents are at stake in them."""

    rows: int
    at_stake: int


def listed(desk: Desk, name: str, *, rules: StartRules) -> QuerySet[Any]:
    """Everything of one kind that nobody chose to leave, each with `at_stake` in cents; most of it in front."""
    if name in DEBTOR_KINDS:
        return _owing(_of_this(desk, name)).order_by("-at_stake", "name", "id")
    if name in INVOICE_KINDS:
        rows = all_open(desk.invoices()).filter(_of_invoice(name, desk, rules), ~_left(desk, name)).annotate(at_stake=F("left"))
        return rows.select_related("debtor").order_by("-at_stake", "due_on", "id")
    return {"credit-note": _notes, "payment": _payments, "double": _doubles}[name](desk)


def counts(desk: Desk, *, rules: StartRules) -> dict[str, Counted]:
    """How much there is of each kind."""
    others = (*INVOICE_KINDS, "credit-note", "payment", "double")
    debtors = {name: _counted_at(desk, _of_this(desk, name)) for name in DEBTOR_KINDS}
    return {**debtors, **{name: counted(listed(desk, name, rules=rules)) for name in others}}


def _counted_at(desk: Desk, debtors: QuerySet[Debtor]) -> Counted:
    """The same for debtors, from their invoices: quicker than what each of them owes, where they are many."""
    rows = desk.invoices().filter(kind="invoice", open__gt=0, debtor_id__in=debtors.values("id"))
    found = rows.aggregate(n=Count("debtor_id", distinct=True), s=Sum("open"))
    return Counted(found["n"], found["s"] or 0)


def counted(rows: QuerySet[Any]) -> Counted:
    """How much there is of what was listed."""
    found = rows.order_by().aggregate(n=Count("id"), s=Sum("at_stake"))
    return Counted(found["n"], found["s"] or 0)


def open_of(column: str) -> Coalesce:
    """What the debtor in this column owes, before interest and costs."""
    own = Invoice.objects.filter(creditor_id=OuterRef("creditor_id"), debtor_id=OuterRef(column), kind="invoice", open__gt=0)
    total = own.order_by().values("debtor_id").annotate(sum=Sum("open")).values("sum")
    return Coalesce(Subquery(total, output_field=BigIntegerField()), 0)


def _left(desk: Desk, name: str) -> Q:
    return Q(id__in=desk.left_alone().filter(kind=name, undone_on=None).values("about"))


def _of_this(desk: Desk, name: str) -> QuerySet[Debtor]:
    return desk.debtors().filter(_of_debtor(name, desk), ~_left(desk, name))


def _owing(debtors: QuerySet[Debtor]) -> QuerySet[Any]:
    """Who of them owes something: at whom else's nothing is at stake."""
    owing = Invoice.objects.filter(creditor_id=OuterRef("creditor_id"), debtor_id=OuterRef("id"), kind="invoice", open__gt=0)
    return debtors.filter(Exists(owing)).annotate(at_stake=open_of("id"))


def _of_debtor(name: str, desk: Desk) -> Q:
    """What makes a debtor one of this kind. What is cheap to ask stands in front."""

    def reached(**what: Any) -> Q:
        return Q(id__in=desk.contacts().filter(**what).values("debtor_id"))

    sure_business = Q(kind="business", kind_doubtful=False)
    conditions: dict[str, Callable[[], Q]] = {
        "bounced": lambda: (~Q(bounced="") & Q(bounced=Lower("email"))) | reached(bounced__gt="", bounced=Lower("email")),
        "address": lambda: Q(street="") | Q(postcode="") | Q(city=""),
        "email": lambda: Q(email="") & ~reached(email__gt=""),
        "wrong-phone": lambda: (~Q(wrong_phone="") & Q(wrong_phone=F("phone"))) | reached(wrong_phone__gt="", wrong_phone=F("phone")),
        "phone": lambda: Q(phone="") & ~reached(phone__gt=""),
        "consumer": _doubtful,
        "legal-form": lambda: sure_business & Q(legal_form=""),
        "kvk": lambda: sure_business & Q(kvk="", country="NL"),
    }
    return conditions[name]()


def _doubtful() -> Q:
    """As core.order.doubt sees it."""
    signs = ~Q(kvk="") | ~Q(vat="") | ~Q(legal_form="") | Q(name__iregex=COMPANY)
    person = Q(kind="business", kvk="", vat="", legal_form="", name__iregex=PERSON)
    return Q(kind_doubtful=True) | (Q(kind="consumer") & signs) | person


class _Days(Func):
    """The days from its second date to its first, by what each database does quickly."""

    arity = 2
    arg_joiner = " - "
    template = "(%(expressions)s)"
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Its dates are text there."""
        first, second = self.get_source_expressions()
        days = _Days(Func(first, function="julianday"), Func(second, function="julianday"))
        return super(_Days, days).as_sql(compiler, connection, **context)


def _of_invoice(name: str, desk: Desk, rules: StartRules) -> Q:
    proven = desk.documents().filter(proves_delivery=True, invoice_id__isnull=False).values("invoice_id")
    conditions: dict[str, Q] = {
        "term": Q(term_source__in=("invoice", "unknown")),
        "long-term": _too_long(desk, rules),
        "delivery": Q(delivered_until=None, undelivered_id=None) & ~Q(id__in=proven),
        "undelivered": Q(undelivered_id__isnull=False),
    }
    return conditions[name]


def _too_long(desk: Desk, rules: StartRules) -> Q:
    """As core.law.start.too_long sees it, but that an invoice by post is taken to arrive on its own day."""

    def past(days: int) -> Q:
        return Q(GreaterThan(_Days(F("due_on"), Coalesce("received_on", "issued_on")), days))

    def at(**what: Any) -> Q:
        return Q(debtor_id__in=desk.debtors().filter(kind_doubtful=False, **what).values("id"))

    government = past(rules.statutory) & at(kind="government")
    business = past(rules.longest) & at(kind="business")
    large = past(rules.large) & Q(issued_on__gte=rules.large_for_all) & at(kind="business", large=True)
    mostly_not = past(min(rules.statutory, rules.longest, rules.large))
    return mostly_not & (government | business if desk.creditor.large else government | business | large)


def _notes(desk: Desk) -> QuerySet[Any]:
    rows = desk.invoices().filter(kind="credit_note", open__gt=0).select_related("debtor").annotate(at_stake=F("open"))
    return rows.filter(~_left(desk, "credit-note")).order_by("-at_stake", "issued_on", "id")


def _payments(desk: Desk) -> QuerySet[Any]:
    return (
        unplaced.payments(desk, which="free").annotate(at_stake=F("free")).filter(~_left(desk, "payment")).order_by("-at_stake", "on", "id")
    )


def _doubles(desk: Desk) -> QuerySet[Any]:
    rows = desk.doubles().select_related("first", "second")
    rows = rows.annotate(at_stake=open_of("first_id") + open_of("second_id"))
    return rows.filter(~_left(desk, "double")).order_by("-at_stake", "-score", "id")


def left_alone(desk: Desk) -> QuerySet[LeftAlone]:
    """What was left as it is, the newest first."""
    return desk.left_alone().order_by("-on", "-id")


def names_of(desk: Desk, rows: Iterable[LeftAlone]) -> dict[tuple[str, int], tuple[str, int | None]]:
    """What each of these is about, in words, with the debtor it belongs to; in four queries."""
    ids = [one.about for one in rows]
    found: dict[tuple[str, int], tuple[str, int | None]] = {}
    for debtor in desk.debtors().filter(id__in=ids).only("creditor_id", "id", "name"):
        found["debtor", debtor.id] = (debtor.name, debtor.id)
    for invoice in desk.invoices().filter(id__in=ids).only("creditor_id", "id", "number", "debtor_id"):
        found["invoice", invoice.id] = found["credit-note", invoice.id] = (invoice.number, invoice.debtor_id)
    for pair in desk.doubles().filter(id__in=ids).select_related("first", "second"):
        found["pair", pair.id] = (f"{pair.first.name} / {pair.second.name}", pair.first_id)
    return found


def notes_invoices(desk: Desk, debtor_ids: Iterable[int]) -> dict[int, list[Invoice]]:
    """The open invoices of these debtors, the oldest in front, in one query."""
    found: dict[int, list[Invoice]] = {}
    for one in desk.invoices().filter(kind="invoice", open__gt=0, debtor_id__in=list(debtor_ids)).order_by("due_on", "id"):
        found.setdefault(one.debtor_id, []).append(one)
    return found
