"""What is not in order, kind by kind: counted in five queries whatever there is, and listed a page at a time, most money in front."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
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
from akkoord.store.models import Contact, Document, Invoice, LeftAlone
from akkoord.store.queries import unplaced

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
        return _debtors(desk).filter(_of_debtor(name), ~_left(name)).order_by("-at_stake", "name", "id")
    if name in INVOICE_KINDS:
        return _invoices(desk).filter(_of_invoice(name, desk, rules), ~_left(name)).order_by("-at_stake", "due_on", "id")
    return {"credit-note": _notes, "payment": _payments, "double": _doubles}[name](desk)


def counts(desk: Desk, *, rules: StartRules) -> dict[str, Counted]:
    """How much there is of each kind."""
    owing = desk.invoices().filter(kind="invoice", open__gt=0).annotate(at_stake=F("open"))
    of_debtors = {name: Q(_of_debtor(name, "debtor__"), ~_left(name, "debtor_id")) for name in DEBTOR_KINDS}
    debtors = _counted(owing, of_debtors, what="debtor_id")
    invoices = _counted(_invoices(desk), {name: Q(_of_invoice(name, desk, rules), ~_left(name)) for name in INVOICE_KINDS})
    return {**debtors, **invoices, **{name: counted(listed(desk, name, rules=rules)) for name in ("credit-note", "payment", "double")}}


def _counted(rows: QuerySet[Any], conditions: dict[str, Q], *, what: str = "id") -> dict[str, Counted]:
    """One pass over the open invoices for all kinds together; `what` is counted once."""
    flags = {f"is_{name.replace('-', '_')}": (name, condition) for name, condition in conditions.items()}
    marked = rows.annotate(**{flag: ExpressionWrapper(condition, output_field=BooleanField()) for flag, (_, condition) in flags.items()})
    sums: dict[str, Any] = {}
    for flag in flags:
        sums[f"n_{flag}"] = Count(what, filter=Q(**{flag: True}), distinct=what != "id")
        sums[f"s_{flag}"] = Sum("at_stake", filter=Q(**{flag: True}))
    found = marked.aggregate(**sums)
    return {name: Counted(found[f"n_{flag}"], found[f"s_{flag}"] or 0) for flag, (name, _) in flags.items()}


def counted(rows: QuerySet[Any]) -> Counted:
    """How much there is of what was listed."""
    found = rows.order_by().aggregate(n=Count("id"), s=Sum("at_stake"))
    return Counted(found["n"], found["s"] or 0)


def open_of(column: str) -> Coalesce:
    """What the debtor in this column owes, before interest and costs."""
    own = Invoice.objects.filter(creditor_id=OuterRef("creditor_id"), debtor_id=OuterRef(column), kind="invoice", open__gt=0)
    total = own.order_by().values("debtor_id").annotate(sum=Sum("open")).values("sum")
    return Coalesce(Subquery(total, output_field=BigIntegerField()), 0)


def _left(name: str, column: str = "id") -> Exists:
    chosen = LeftAlone.objects.filter(creditor_id=OuterRef("creditor_id"), kind=name, about=OuterRef(column), undone_on=None)
    return Exists(chosen)


def _debtors(desk: Desk) -> QuerySet[Any]:
    """Who owes something: at whom else's nothing is at stake."""
    owing = Invoice.objects.filter(creditor_id=OuterRef("creditor_id"), debtor_id=OuterRef("id"), kind="invoice", open__gt=0)
    return desk.debtors().filter(Exists(owing)).annotate(at_stake=open_of("id"))


def _reached(at: str, **what: Any) -> Q:
    """Whether somebody at the debtor's place has this."""
    whose = OuterRef("debtor_id" if at else "id")
    return Q(Exists(Contact.objects.filter(creditor_id=OuterRef("creditor_id"), debtor_id=whose, **what)))


def _of_debtor(name: str, at: str = "") -> Q:
    """What makes a debtor one of this kind; `at` leads to him from his invoice. What is cheap to ask stands in front."""

    def said(**what: Any) -> Q:
        return Q(**{f"{at}{column}": value for column, value in what.items()})

    sure_business = said(kind="business", kind_doubtful=False)
    conditions: dict[str, Callable[[], Q]] = {
        "bounced": lambda: (~said(bounced="") & said(bounced=Lower(f"{at}email"))) | _reached(at, bounced__gt="", bounced=Lower("email")),
        "address": lambda: said(street="") | said(postcode="") | said(city=""),
        "email": lambda: said(email="") & ~_reached(at, email__gt=""),
        "wrong-phone": lambda: (
            (~said(wrong_phone="") & said(wrong_phone=F(f"{at}phone"))) | _reached(at, wrong_phone__gt="", wrong_phone=F("phone"))
        ),
        "phone": lambda: said(phone="") & ~_reached(at, phone__gt=""),
        "consumer": lambda: _doubtful(said),
        "legal-form": lambda: sure_business & said(legal_form=""),
        "kvk": lambda: sure_business & said(kvk="", country="NL"),
    }
    return conditions[name]()


def _doubtful(said: Callable[..., Q]) -> Q:
    """As core.order.doubt sees it."""
    signs = ~said(kvk="") | ~said(vat="") | ~said(legal_form="") | said(name__iregex=COMPANY)
    person = said(kind="business", kvk="", vat="", legal_form="") & said(name__iregex=PERSON)
    return said(kind_doubtful=True) | (said(kind="consumer") & signs) | person


def _invoices(desk: Desk) -> QuerySet[Any]:
    rows = desk.invoices().filter(kind="invoice", open__gt=0).select_related("debtor")
    return rows.annotate(at_stake=F("open"))


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
    proof = Document.objects.filter(creditor_id=OuterRef("creditor_id"), invoice_id=OuterRef("id"), proves_delivery=True)
    conditions: dict[str, Q] = {
        "term": Q(term_source__in=("invoice", "unknown")),
        "long-term": _too_long(desk, rules),
        "delivery": Q(~Exists(proof), delivered_until=None, undelivered_id=None),
        "undelivered": Q(undelivered_id__isnull=False),
    }
    return conditions[name]


def _too_long(desk: Desk, rules: StartRules) -> Q:
    """As core.law.start.too_long sees it, but that an invoice by post is taken to arrive on its own day."""

    def past(days: int) -> Q:
        return Q(GreaterThan(_Days(F("due_on"), Coalesce("received_on", "issued_on")), days))

    sure = Q(debtor__kind_doubtful=False)
    government = Q(debtor__kind="government") & past(rules.statutory)
    business = Q(debtor__kind="business") & past(rules.longest)
    large = Q(debtor__kind="business", debtor__large=True, issued_on__gte=rules.large_for_all) & past(rules.large)
    return sure & (government | business if desk.creditor.large else government | business | large)


def _notes(desk: Desk) -> QuerySet[Any]:
    rows = desk.invoices().filter(kind="credit_note", open__gt=0).select_related("debtor").annotate(at_stake=F("open"))
    return rows.filter(~_left("credit-note")).order_by("-at_stake", "issued_on", "id")


def _payments(desk: Desk) -> QuerySet[Any]:
    return unplaced.payments(desk, which="free").annotate(at_stake=F("free")).filter(~_left("payment")).order_by("-at_stake", "on", "id")


def _doubles(desk: Desk) -> QuerySet[Any]:
    rows = desk.doubles().select_related("first", "second")
    rows = rows.annotate(at_stake=open_of("first_id") + open_of("second_id"))
    return rows.filter(~_left("double")).order_by("-at_stake", "-score", "id")


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
