"""Reads what happened to some debtors in a period: for each the ground on which ladders are walked again, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from akkoord.core.conversation.outcome import FAILED
from akkoord.core.conversation.promise import Broken
from akkoord.core.dates import ONE_DAY
from akkoord.core.ladder.facts import WorkFacts
from akkoord.core.replay.past import Bill, Part, Past, RealStep, RealTask, Span, Stand
from akkoord.store.models import (
    Allocation,
    Announcement,
    Contact,
    Creditor,
    Debtor,
    DebtorAccount,
    Event,
    Hold,
    InboundMail,
    Invoice,
    OngoingWork,
    Payment,
    StepTaken,
    Task,
)
from akkoord.store.models.mail import MailKind
from akkoord.work.know_payers import LAST
from akkoord.work.known_about import ANNOUNCING, STAY_AWAY, against_stopping
from akkoord.work.replay.runs import Runs
from akkoord.work.watch.broken import REMEMBERED, money_until

LATE_READ = timedelta(days=7)  # a statement read later than this says nothing of what was known at the time
_FREE = ("id", "counterparty_iban", "likely_debtor_id", "on", "file__on")
_BOOKED = ("payment-placed", "credited", "payment-known")
_TOLD = (
    *_BOOKED,
    "call",
    "wrong-number",
    "step-refused",
    "promise",
    "dispute",
    "hold",
    "insolvency",
    "vulnerable",
    "arrangement-kept",
    "hold-ended",
)


@dataclass(slots=True)
class _Told:
    """What the events of some debtors say about when something became known."""

    booked: dict[int, list[date]] = field(default_factory=lambda: defaultdict(list))
    holds: dict[int, date] = field(default_factory=dict)
    ended: dict[int, date] = field(default_factory=dict)
    calls: dict[int, list[tuple[date, str]]] = field(default_factory=lambda: defaultdict(list))
    refused: dict[int, list[tuple[date, str]]] = field(default_factory=lambda: defaultdict(list))
    wrong_numbers: dict[int, date] = field(default_factory=dict)

    @classmethod
    def of(cls, creditor: Creditor, debtors: Sequence[int], runs: Runs) -> _Told:
        told = cls()
        rows = Event.objects.filter(creditor=creditor, debtor_id__in=debtors, kind__in=_TOLD).order_by("seq")
        for debtor, invoice, on, seq, kind, data in rows.values_list("debtor_id", "invoice_id", "on", "seq", "kind", "data"):
            known = runs.known(on, seq)
            if kind in _BOOKED and invoice is not None:
                told.booked[invoice].append(runs.knew(seq) or date.max)
            elif kind == "call" and debtor is not None:
                told.calls[debtor].append((on, str(data.get("outcome", ""))))
            elif kind == "wrong-number" and debtor is not None:
                told.wrong_numbers[debtor] = on
            elif kind == "step-refused" and debtor is not None:
                told.refused[debtor].append((on, str(data.get("step", ""))))
            elif "hold" in data:
                (told.ended if kind == "hold-ended" else told.holds)[int(data["hold"])] = known
        return told


class Reader:
    """Reads the past of some debtors at a time, for one company and one period."""

    def __init__(self, creditor: Creditor, *, first: date, last: date) -> None:
        self.creditor, self.first, self.last = creditor, first, last
        self.runs = Runs.of(creditor)

    def read(self, debtors: Sequence[int]) -> Iterator[Past]:
        """Each of these debtors who had something open in the period."""
        self.told = _Told.of(self.creditor, debtors, self.runs)
        own: dict[str, Any] = {"creditor": self.creditor, "debtor_id__in": list(debtors)}
        bills = self._bills(own)
        said = self._said(own, bills)
        phones = list(Contact.objects.filter(**own).exclude(phone="").values_list("debtor_id", "phone", "wrong_phone"))
        rows = Debtor.objects.filter(creditor=self.creditor, id__in=list(debtors)).order_by("id")
        for debtor in rows.only("creditor_id", "id", "kind", "kind_doubtful", "phone", "wrong_phone", "payer", "payer_said"):
            if bills.get(debtor.id):
                his = [(phone, wrong) for one, phone, wrong in phones if one == debtor.id]
                his += [(debtor.phone, debtor.wrong_phone)] if debtor.phone else []
                yield self._past(debtor, bills[debtor.id], said, numbers=his)

    def _said(self, own: dict[str, Any], bills: Mapping[int, list[Bill]]) -> dict[str, dict[int, list[Any]]]:
        """By the name of what a past holds, and by debtor."""
        return {
            "stands": self._stands(own, bills),
            "tasks": self._tasks(own),
            "unread": self._unread(own),
            "under_way": self._under_way(own, bills),
            "cannot_pay": self._cannot_pay(own),
            "work": self._work(own),
            "broken": self._broken(own, bills),
            "settled": self._settled(own),
        }

    def _past(
        self, debtor: Debtor, bills: list[Bill], said: dict[str, dict[int, list[Any]]], *, numbers: Sequence[tuple[str, str]]
    ) -> Past:
        """`numbers` are those to call him on, each with the one that turned out to be wrong."""
        right = any(phone != wrong for phone, wrong in numbers)
        return Past(
            debtor.id,
            "consumer" if debtor.kind_doubtful else debtor.kind,
            tuple(bills),
            has_phone=bool(numbers),
            number_wrong=None if right else self.told.wrong_numbers.get(debtor.id),
            failed=tuple(_failed(self.told.calls[debtor.id])),
            refused=tuple(_refused(self.told.refused[debtor.id], bills)),
            payer_said=debtor.payer if debtor.payer_said else "",
            **{name: tuple(rows[debtor.id]) for name, rows in said.items()},
        )

    def _bills(self, own: dict[str, Any]) -> dict[int, list[Bill]]:
        standing = Q(settled_on=None) | Q(settled_on__gte=self.first)
        rows = Invoice.objects.filter(standing, kind="invoice", issued_on__lte=self.last, total__gt=0, **own)
        columns = ("id", "number", "issued_on", "due_on", "total", "debtor_id", "file__on")
        found = list(rows.order_by("due_on", "id").values_list(*columns))
        numbers = [row[0] for row in found]
        parts, (steps, withdrawn) = self._parts(numbers), self._steps(numbers)
        bills: dict[int, list[Bill]] = defaultdict(list)
        for number, name, issued, due, total, debtor, read in found:
            since = self._since(issued, due, read, steps[number])
            came = _not_before_a_step(parts[number], steps[number], total)
            bills[debtor].append(
                Bill(number, name, issued, since, due, total, came, tuple(steps[number]), *_kept_away(withdrawn.get(number), steps[number]))
            )
        return bills

    def _since(self, issued: date, due: date, read: date | None, steps: Sequence[RealStep]) -> date:
        """The first day whose run knew the invoice: what was read long after it fell due, by an office that ran, came late."""
        if read is None or read <= due or not self.runs.there(read):
            return issued
        return read if any(one.decided_on == read for one in steps) else read + ONE_DAY

    def _parts(self, invoices: Sequence[int]) -> dict[int, list[Part]]:
        rows = Allocation.objects.filter(creditor=self.creditor, invoice_id__in=list(invoices), undone_on=None).order_by("id")
        grouped: dict[int, list[tuple[date, int, bool, date | None]]] = defaultdict(list)
        columns = ("invoice_id", "on", "amount", "payment_id", "because", "payment__file__on")
        for invoice, on, amount, payment, because, read in rows.values_list(*columns):
            grouped[invoice].append((on, amount, payment is not None or because == "file", read))
        found: dict[int, list[Part]] = defaultdict(list)
        self.waited: dict[int, list[Span]] = defaultdict(list)
        for invoice, came in grouped.items():
            days = self.told.booked[invoice]
            for place, (on, amount, money, read) in enumerate(came):
                known = self._known(on, days[place] if len(days) == len(came) else max(days, default=on))
                found[invoice].append(Part(on, known, amount, money))
                if read is not None and on <= read < known:  # it was there, and nobody had placed it
                    self.waited[invoice].append(Span(read, known - ONE_DAY))
        return found

    def _known(self, on: date, told: date) -> date:
        """The day of the run that knew of money of a day. What was read long afterwards counts as read the day after."""
        return told if on <= told <= on + LATE_READ and self.runs.there(on) else on + ONE_DAY

    def _steps(self, invoices: Sequence[int]) -> tuple[dict[int, list[RealStep]], dict[int, date]]:
        """The steps of each invoice, and from which day on a person wanted no more of the suspension of work."""
        found: dict[int, list[RealStep]] = defaultdict(list)
        back: dict[int, date] = {}
        rows = StepTaken.objects.filter(creditor=self.creditor, invoice_id__in=list(invoices)).order_by("id")
        columns = ("invoice_id", "step", "decided_on", "left_on", "received_on", "last_day", "withdrawn_on", "letter_id")
        taken = list(rows.values_list(*columns))
        ended = self._taken_back({row[7] for row in taken if row[1] in ANNOUNCING and row[7] is not None})
        anew = {(row[0], row[1], row[2]) for row in taken}
        for invoice, step, decided, left, received, last, withdrawn, letter in taken:
            over = withdrawn if withdrawn is None or (invoice, step, withdrawn) in anew else withdrawn + ONE_DAY
            if letter in ended and step in ANNOUNCING:
                over = ended[letter] + ONE_DAY
                if step in STAY_AWAY:
                    back[invoice] = over
            found[invoice].append(RealStep(step, decided, left, received, last, over))
        return found, back

    def _taken_back(self, letters: set[int]) -> dict[int, date]:
        rows = Announcement.objects.filter(creditor=self.creditor, state="withdrawn", letter_id__in=list(letters))
        return {letter: ended for letter, ended in rows.values_list("letter_id", "ended_on") if ended is not None}

    def _stands(self, own: dict[str, Any], bills: Mapping[int, list[Bill]]) -> dict[int, list[Stand]]:
        rows = Hold.objects.filter(Q(ended_on=None) | Q(ended_on__gte=self.first), since__lte=self.last, **own).order_by("id")
        found: dict[int, list[Stand]] = defaultdict(list)
        columns = ("id", "debtor_id", "invoice_id", "kind", "since", "until", "ended_on")
        for number, debtor, invoice, kind, since, until, ended in rows.values_list(*columns):
            acted = any(one.decided_on == since for bill in bills.get(debtor, ()) for one in bill.steps)
            known = self.told.holds.get(number, since + ONE_DAY if acted else since)  # a step of that day was decided before it
            last = until if ended is None else self.told.ended.get(number, ended) - ONE_DAY
            if ended is None and kind == "promise" and until is not None:
                last = money_until(self.creditor, until)
            if until is not None and last is not None and kind != "promise":
                last = min(last, until)
            found[debtor].append(Stand(kind, known, last, invoice))
        return found

    def _broken(self, own: dict[str, Any], bills: Mapping[int, list[Bill]]) -> dict[int, list[tuple[Broken, Span]]]:
        """Promises that were found to be broken, the last one first, for as long as that counted: until the money came after all."""
        found: dict[int, list[tuple[Broken, Span]]] = defaultdict(list)
        rows = Hold.objects.filter(kind="promise", ended_because="broken", ended_on__gte=self.first - REMEMBERED, **own)
        columns = ("debtor_id", "invoice_id", "since", "until", "amount", "ended_on")
        for debtor, invoice, made, until, amount, ended in rows.order_by("-ended_on", "-id").values_list(*columns):
            if until is None or ended is None or ended > self.last:
                continue
            parts = [one for bill in bills.get(debtor, ()) if invoice in (None, bill.id) for one in bill.parts if one.on >= made]
            over = min(ended + REMEMBERED, *_paid_later(parts, amount or 1)) - ONE_DAY
            found[debtor].append((Broken(made, until, amount, 0, ended, invoice), Span(ended, over)))
        return found

    def _tasks(self, own: dict[str, Any]) -> dict[int, list[RealTask]]:
        found: dict[int, list[RealTask]] = defaultdict(list)
        rows = Task.objects.filter(kind__in=("call", "handover"), **own).order_by("made_on", "id")
        for debtor, kind, made, done in rows.values_list("debtor_id", "kind", "made_on", "done_on"):
            found[debtor].append(RealTask(kind, made, done))
        return found

    def _cannot_pay(self, own: dict[str, Any]) -> dict[int, list[Span]]:
        """From the day after the call in which he said so, while his case was open."""
        found: dict[int, list[Span]] = defaultdict(list)
        rows = Task.objects.filter(kind="call", cannot_pay=True, **own)
        for debtor, made, done, closed in rows.values_list("debtor_id", "made_on", "done_on", "case__closed_on"):
            found[debtor].append(Span((done or made) + ONE_DAY, closed))
        return found

    def _under_way(self, own: dict[str, Any], bills: Mapping[int, list[Bill]]) -> dict[int, list[Span]]:
        """Money that waited to be placed, and money that still does: from his account, or likely his for another reason."""
        found: dict[int, list[Span]] = defaultdict(list)
        for debtor, mine in bills.items():
            found[debtor] += [span for bill in mine for span in self.waited[bill.id]]
        free = Payment.objects.filter(creditor=self.creditor, free__gt=0, set_aside=False, on__lte=self.last)
        since = {number: (iban, likely, read or on) for number, iban, likely, on, read in free.values_list(*_FREE)}
        ibans = {iban for iban, _, _ in since.values() if iban}
        accounts: dict[str, list[int]] = defaultdict(list)
        for iban, debtor in DebtorAccount.objects.filter(iban__in=ibans, **own).values_list("iban", "debtor_id"):
            accounts[iban].append(debtor)
        for iban, likely, day in since.values():
            for debtor in {*accounts.get(iban, ()), likely} & {*bills}:
                found[debtor].append(Span(day))
        return found

    def _unread(self, own: dict[str, Any]) -> dict[int, list[Span]]:
        found: dict[int, list[Span]] = defaultdict(list)
        rows = InboundMail.objects.filter(kind=MailKind.REPLY, **own)
        for debtor, on, read in rows.values_list("debtor_id", "on", "read_on"):
            found[debtor].append(Span(on + ONE_DAY, read))
        return found

    def _work(self, own: dict[str, Any]) -> dict[int, list[tuple[WorkFacts, Span]]]:
        found: dict[int, list[tuple[WorkFacts, Span]]] = defaultdict(list)
        columns = ("debtor_id", "since", "stopped_on", "ended_on", "name", "sector", "relation", "order", "fear")
        for debtor, since, stopped, ended, name, *said in OngoingWork.objects.filter(**own).order_by("id").values_list(*columns):
            until = min((day for day in (stopped, ended) if day is not None), default=None)
            found[debtor].append((WorkFacts(name, against_stopping(*said)), Span(since, until)))
        for works in found.values():
            works.sort(key=lambda pair: pair[0].against is not None)
        return found

    def _settled(self, own: dict[str, Any]) -> dict[int, list[tuple[date, date]]]:
        credited = Allocation.objects.filter(creditor=self.creditor, undone_on=None).exclude(credit_note_id=None).values("invoice_id")
        rows = Invoice.objects.filter(kind="invoice", settled_on__gte=self.first - LAST, settled_on__lte=self.last, **own)
        found: dict[int, list[tuple[date, date]]] = defaultdict(list)
        for debtor, settled, due in rows.exclude(id__in=credited).order_by("settled_on").values_list("debtor_id", "settled_on", "due_on"):
            if settled is not None:
                found[debtor].append((settled, due))
        return found


def _not_before_a_step(parts: list[Part], steps: Sequence[RealStep], total: int) -> tuple[Part, ...]:
    """Money of the very day of a step was not known when that step was decided: there was something open then."""
    decided = {one.decided_on for one in steps}
    if sum(one.amount for one in parts) < total:
        return tuple(parts)
    return tuple(Part(one.on, one.known + ONE_DAY, one.amount, one.money) if one.known in decided else one for one in parts)


def _kept_away(since: date | None, steps: Sequence[RealStep]) -> tuple[frozenset[str], date | None]:
    """Steps that a person took back for good and from which day on; none where he warned anew."""
    anew = since is not None and any(one.step in STAY_AWAY and one.decided_on >= since for one in steps)
    return (frozenset(), None) if since is None or anew else (STAY_AWAY["suspension-warning"], since)


def _paid_later(parts: Sequence[Part], amount: int) -> Iterator[date]:
    """The day of the run that knew that what was promised had come; far off where it never did."""
    came = 0
    for one in sorted(parts, key=lambda one: one.known):
        came += one.amount
        if came >= amount:
            yield one.known
            return
    yield date.max


def _failed(calls: Sequence[tuple[date, str]]) -> Iterator[Span]:
    """How many calls in a row had failed, from the day after each until the next call."""
    failed = 0
    for place, (on, outcome) in enumerate(calls):
        failed = failed + 1 if outcome in FAILED else 0
        if failed:
            yield Span(on + ONE_DAY, calls[place + 1][0] if place + 1 < len(calls) else None, str(failed))


def _refused(told: Sequence[tuple[date, str]], bills: Sequence[Bill]) -> Iterator[Span]:
    """From the day a step was refused until it was taken after all."""
    for on, step in told:
        later = [one.decided_on for bill in bills for one in bill.steps if one.step == step and one.decided_on > on]
        yield Span(on, min(later) - ONE_DAY if later else None, step)
