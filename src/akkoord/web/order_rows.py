"""The lines of the page of what is not in order: what each is about, what it costs to leave it, and the form that mends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.urls import reverse

from akkoord.core.day_words import in_words
from akkoord.core.legal_form import likely_form
from akkoord.core.order import Check
from akkoord.core.problem import Text
from akkoord.store.models import Debtor, Invoice
from akkoord.store.queries import order as order_query
from akkoord.web.labels import DOUBLE_SIGN
from akkoord.web.order_mends import MENDS
from akkoord.web.requests import DeskRequest
from akkoord.work.law import law_of
from akkoord.work.numbers import is_wrong
from akkoord.work.order.settle_kind import doubt_about
from akkoord.work.order.shorten_term import limit_of

PLAIN = "mend"  # what a template calls the first way of mending
Bound = tuple[int, str, forms.Form]


@dataclass(slots=True)
class Line:
    """One line: `why` is what is particular to it, `forms` by which way of mending, `place` where the thing itself stands."""

    about: int
    name: str
    place: str
    at_stake: int
    beside: str = ""
    why: Text | None = None
    signs: Sequence[Any] = ()
    forms: dict[str, forms.Form] = field(default_factory=dict)
    mendable: bool = True
    row: Any = None


def lines_of(request: DeskRequest, check: Check, rows: Iterable[Any], *, bound: Bound | None = None) -> list[Line]:
    """The lines of a page; a form that was wrong keeps what was typed."""
    found = list(rows)
    lines = _MAKERS[check.about](request, check, found)
    for line in lines:
        for do, form in line.forms.items():
            form.auto_id = f"id_{line.about}_{do}_%s"
        if bound and bound[0] == line.about:
            bound[2].auto_id = f"id_{line.about}_{bound[1] or PLAIN}_%s"
            line.forms[bound[1] or PLAIN] = bound[2]
    return lines


def fresh_forms(check: Check, initial: Mapping[str, Any] | None = None) -> dict[str, forms.Form]:
    """The forms of this kind that need no more than what is known of the thing itself."""
    ways = {do: mend.form for (name, do), mend in MENDS.items() if name == check.name and mend.form is not None}
    return {do or PLAIN: made(initial=dict(initial or {})) for do, made in ways.items()}


def _debtors(request: DeskRequest, check: Check, rows: list[Debtor]) -> list[Line]:
    return [
        Line(
            one.id,
            one.name,
            reverse("debtor", args=[one.id]),
            one.at_stake,  # type: ignore[attr-defined]  # the query adds it
            why=_of_debtor(check, one),
            forms=fresh_forms(check, _known(check, one)),
            row=one,
        )
        for one in rows
    ]


def _of_debtor(check: Check, one: Debtor) -> Text | None:
    if check.name == "consumer":
        return doubt_about(one)
    if check.name == "bounced":
        return Text(one.email, one.email) if one.email.lower() == one.bounced else None
    if check.name == "wrong-phone":
        return Text(one.phone, one.phone) if is_wrong(one) else None
    return None


def _known(check: Check, one: Debtor) -> dict[str, str]:
    """What a form begins with: what is there, or what a name makes likely."""
    if check.name == "legal-form":
        return {"legal_form": likely_form(one.name)}
    return {"street": one.street, "postcode": one.postcode, "city": one.city} if check.name == "address" else {}


def _invoices(request: DeskRequest, check: Check, rows: list[Invoice]) -> list[Line]:
    law = law_of(request.desk.creditor.pk) if check.name == "long-term" else None
    lines = []
    for one in rows:
        limit = limit_of(one, law=law) if law else None
        line = Line(one.id, one.number, reverse("invoice", args=[one.id]), one.open, one.debtor.name, row=one)
        line.forms = fresh_forms(check, {"everything": True})
        if law is not None:
            line.mendable, line.why = limit is not None, _term_said(one, limit)
        lines.append(line)
    return lines


def _term_said(one: Invoice, limit: Any) -> Text:
    due = in_words(one.due_on)
    if limit is None:
        return Text(
            f"Vervalt {due.nl}; dat mag nog net, omdat de factuur per post ging.",
            f"Due {due.en}; that is just within it, because the invoice went by post.",
        )
    lawful, days = in_words(limit.due_on), (one.due_on - one.issued_on).days
    return Text(
        f"De termijn is {days} dagen, tot {due.nl}. Volgens art. {limit.source} is dat {lawful.nl}: {limit.because.nl}.",
        f"The term is {days} days, until {due.en}. By art. {limit.source} it is {lawful.en}: {limit.because.en}.",
    )


def _notes(request: DeskRequest, check: Check, rows: list[Invoice]) -> list[Line]:
    """Each with the open invoices of the same customer; one whose sum is the same stands in front."""
    theirs = order_query.notes_invoices(request.desk, {one.debtor_id for one in rows})
    lines = []
    for one in rows:
        mine = sorted(theirs.get(one.debtor_id, []), key=lambda invoice: invoice.open != one.open)
        line = Line(one.id, one.number, reverse("invoice", args=[one.id]), one.open, one.debtor.name, mendable=bool(mine), row=one)
        line.forms = {PLAIN: note_form(mine)}
        lines.append(line)
    return lines


def note_form(invoices: Sequence[Invoice], data: Any = None) -> forms.Form:
    """The form that asks on which of these a note is set off."""
    from akkoord.web.templatetags.akkoord import euro

    made: Any = MENDS["credit-note", ""].form
    form: forms.Form = made(data, invoices=[(str(one.id), f"{one.number} · {euro(one.open)}") for one in invoices])
    return form


def _payments(request: DeskRequest, check: Check, rows: list[Any]) -> list[Line]:
    return [Line(one.id, one.counterparty_name, reverse("payments"), one.at_stake, one.remittance, row=one) for one in rows]


def _pairs(request: DeskRequest, check: Check, rows: list[Any]) -> list[Line]:
    return [
        Line(
            one.id,
            one.first.name,
            reverse("debtor", args=[one.first_id]),
            one.at_stake,
            one.second.name,
            signs=[DOUBLE_SIGN[sign] for sign in one.reasons],
            row=one,
        )
        for one in rows
    ]


_MAKERS: Mapping[str, Callable[[DeskRequest, Check, list[Any]], list[Line]]] = {
    "debtor": _debtors,
    "invoice": _invoices,
    "credit-note": _notes,
    "payment": _payments,
    "pair": _pairs,
}
