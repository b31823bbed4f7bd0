"""Makes invoices and credit notes of the groups, and says what of the debtor accounts belongs to none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from akkoord.core.problem import Problem
from akkoord.core.reading import InvoiceRead, PartyRead
from akkoord.importers._problems import XML_DATE, unusable
from akkoord.importers._xaf import words
from akkoord.importers._xaf.groups import Group, Grouped
from akkoord.importers._xaf.lines import Line
from akkoord.importers._xaf.parties import Relation
from akkoord.importers._xaf.parts import parts_of


@dataclass(slots=True)
class Made:
    """What the groups came to. `loose` is what of the accounts stands on no invoice, in cents: charged and paid together. `paid` is
    by customer what he paid, or got credited, that is on no invoice (negative); `strays` counts lines that name no customer."""

    invoices: list[InvoiceRead] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    loose: int = 0
    paid: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    strays: int = 0


def made_of(found: Grouped, relations: Mapping[str, Relation], *, seller: PartyRead, currency: str) -> Made:
    """The invoices of a file in the order of its lines, with a problem for everything a person has to place himself."""
    made = Made()
    owners: dict[str, str] = {}
    buyers: dict[str, Relation] = {}
    for (customer, number), group in found.groups.items():
        relation = relations.get(customer) or Relation(PartyRead(name=customer, number=customer), ())
        invoice = _invoice(number, group, relation)
        if invoice is None or owners.setdefault(number, customer) != customer:
            made.problems.append(_left_out(number, group, customer, owners.get(number, customer)))
            made.loose += group.left
            made.paid[customer] += group.left - group.total
            continue
        made.invoices.append(replace(invoice, seller=seller, currency=currency))
        buyers[customer] = relation
        too_much = group.left - _said_left(invoice)
        made.loose += too_much
        made.paid[customer] += too_much
    made.problems.extend(problem for relation in buyers.values() for problem in relation.problems)
    made.problems.extend(_tell_loose(found.loose, made, relations))
    return made


def _invoice(number: str, group: Group, relation: Relation) -> InvoiceRead | None:
    head = max(group.charged, key=lambda line: abs(line.amount))
    issued_on = head.issued_on or next((line.on for line in (head, *group.charged) if line.on), None)
    if issued_on is None:
        return None
    total, left = abs(group.total), _left(group)
    return InvoiceRead(
        number=number,
        kind="invoice" if group.total > 0 else "credit_note",
        issued_on=issued_on,
        total=total,
        buyer=relation.party,
        due_on=next((line.due_on for line in (head, *group.charged) if line.due_on), None),
        open=left,
        description=head.text,
        parts=parts_of(group.settled, paid=total - left, issued_on=issued_on) if group.total > 0 else (),
        paid_on=None if left else _last_day(group.settled) or issued_on,
        only_open=all(line.is_opening for line in group.charged),  # what was left when the year began, not what was asked
        line=head.line,
    )


def _left(group: Group) -> int:
    """What is left of an invoice or credit note, between nothing and all of it."""
    return min(abs(group.total), max(0, group.left if group.total > 0 else -group.left))


def _said_left(invoice: InvoiceRead) -> int:
    left = invoice.open or 0
    return left if invoice.kind == "invoice" else -left


def _last_day(lines: Iterable[Line]) -> date | None:
    return max((line.on for line in lines if line.on), default=None)


def _left_out(number: str, group: Group, customer: str, first: str) -> Problem:
    line = group.charged[0].line
    if first != customer:
        return Problem(words.two_customers(number, first, customer), line, "invRef")
    return unusable("", expected=XML_DATE, where="effDate", line=line)


def _tell_loose(lines: list[Line], made: Made, relations: Mapping[str, Relation]) -> Iterable[Problem]:
    """What a person has to place: for each customer what was paid without an invoice, and how many charges had no number."""
    first: dict[str, int | None] = {}
    charges, strays = list[Line](), list[Line]()
    for line in lines:
        made.loose += line.amount
        if not line.customer:
            strays.append(line)
        elif line.amount > 0 and not line.is_money and line.mutation != "P":
            charges.append(line)
        else:
            made.paid[line.customer] += line.amount
            first.setdefault(line.customer, line.line)
    made.strays = len(strays)
    for customer, paid in sorted(made.paid.items(), key=lambda one: one[1]):
        if paid < 0:
            yield Problem(words.paid_without_invoice(-paid, customer, _name(customer, relations)), first.get(customer), "invRef")
    if charges:
        yield Problem(words.charged_without_number(len(charges), _sum(charges)), charges[0].line, "invRef")
    if strays:
        yield Problem(words.without_customer(len(strays), _sum(strays)), strays[0].line, "custSupID")


def _name(customer: str, relations: Mapping[str, Relation]) -> str:
    return relations[customer].party.name if customer in relations else ""


def _sum(lines: Iterable[Line]) -> int:
    return sum(line.amount for line in lines)
