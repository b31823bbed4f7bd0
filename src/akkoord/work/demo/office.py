"""What the owner of the example does at her desk: reads letters and lets them go, calls, writes down, decides."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.db.models import Q

from akkoord.core.arrangement.terms import Interest, Terms
from akkoord.core.dates import Calendar
from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Letter, Task
from akkoord.work.arrangement.accept import Acceptance, accept
from akkoord.work.arrangement.propose import propose
from akkoord.work.demo.cast import cents, read
from akkoord.work.demo.scenes import Raw, Script
from akkoord.work.handover.at_desk import say_passed_on
from akkoord.work.handover.confirm import confirm_handover, withdraw_handover
from akkoord.work.handover.turn import hand_over_turn
from akkoord.work.hold import add_hold, end_hold
from akkoord.work.letters.edit_letter import approve_letter, change_letter, withdraw_letter
from akkoord.work.record_call import record_call

_LEFT = timedelta(days=3)  # the work of the last days is left to whoever looks at the example
_NOTES = read("notes.toml")


class Office:
    """The desk through the year. `coming` says of a customer's number on which days he pays."""

    def __init__(self, desk: Desk, script: Script, *, last: date, calendar: Calendar, chance: Random) -> None:
        self.desk, self.script, self.chance, self.calendar = desk, script, chance, calendar
        self.busy_until = last - _LEFT
        self.coming: dict[str, list[date]] = {}
        self.invoices: dict[tuple[str, str], str] = {}
        self.left: set[int] = set()

    def holds(self, day: date, at: datetime) -> None:
        """Reasons to wait that come up today, and those that end."""
        for raw in self.script.holds.get(day, ()):
            self._hold(raw["customer"], raw["kind"], raw["note"], raw.get("invoice", ""), raw["until"], day, at)
        for raw in self.script.ends.get(day, ()):
            debtor = self.desk.debtors().get(number=raw["customer"])
            for hold in self.desk.holds().filter(debtor_id=debtor.id, kind=raw["kind"], ended_on=None):
                end_hold(desk=self.desk, hold_id=hold.id, because=raw["ends"]["because"], on=day, at=at)

    def arrangements(self, day: date, at: datetime) -> None:
        """What is agreed in parts today, over all that is late."""
        for raw in self.script.arrangements.get(day, ()):
            debtor = self.desk.debtors().get(number=raw["customer"])
            terms = Terms(0, raw["parts"], raw["every"], raw["first"], day, Interest.WAIVED)
            own: dict[str, Any] = {"creditor": self.desk.creditor, "on": day, "at": at, "by": self.desk.user.email}
            made = propose(debtor_id=debtor.id, terms=terms, invoices=None, note=raw["note"], remind_days=raw.get("remind"), **own)
            if not isinstance(made, Refusal):
                contact = debtor.contacts.order_by("id").first()
                accept(arrangement_id=made.id, acceptance=Acceptance(raw["how"], contact.name if contact else debtor.name), **own)

    def letters(self, day: date, at: datetime) -> None:
        """Reads what is ready: most of it may go, some of it is changed or taken back, and some stays where it is."""
        drafts = self.desk.letters().filter(state="draft").prefetch_related("debtor").order_by("id")
        for letter in drafts:
            if letter.id not in self.left:
                self._letter(letter, day, at)

    def _letter(self, letter: Letter, day: date, at: datetime) -> None:
        waiting = self.script.letters.get((letter.debtor.number, letter.kind))
        raw: Raw = waiting.popleft() if waiting else {"do": "leave" if letter.made_on >= self.busy_until else "approve"}
        if raw["do"] == "leave":
            self.left.add(letter.id)
        elif raw["do"] == "withdraw":
            withdraw_letter(desk=self.desk, letter_id=letter.id, because=raw["because"], on=day, at=at)
        else:
            if raw["do"] == "change":
                change_letter(desk=self.desk, letter_id=letter.id, subject=letter.subject, texts={"request": raw["text"]}, on=day, at=at)
            approve_letter(desk=self.desk, letter_id=letter.id, on=day, at=at)

    def tasks(self, day: date, at: datetime) -> None:
        """Calls whom there is to call, and decides about hand-overs."""
        open_tasks = self.desk.tasks().filter(done_on=None, due_on__lte=day).select_related("debtor").order_by("id")
        held = set(
            self.desk.holds()
            .filter(ended_on=None, invoice_id=None)
            .exclude(~Q(kind="promise"), until__lt=day)
            .values_list("debtor_id", flat=True)
        )
        for task in open_tasks:
            if task.id in self.left:
                continue
            if task.kind == "handover":
                self._handover(task, day, at)
            elif task.debtor_id not in held:
                self._call(task, day, at)

    def _handover(self, task: Task, day: date, at: datetime) -> None:
        waiting = self.script.handovers.get(task.debtor.number)
        raw: Raw = waiting.popleft() if waiting else {"do": "leave"}
        if raw["do"] == "confirm":
            confirm_handover(desk=self.desk, task_id=task.id, on=day, at=at)
            self._given(day, at)
        elif raw["do"] == "withdraw":
            withdraw_handover(desk=self.desk, task_id=task.id, because=raw["because"], on=day, at=at)
        else:
            self.left.add(task.id)

    def _given(self, day: date, at: datetime) -> None:
        """The file is made, and given to the partner."""
        hand_over_turn(creditor=self.desk.creditor, on=day, at=at)
        for number in self.desk.hand_overs().filter(sent_at=None, ended_on=None).values_list("id", flat=True):
            say_passed_on(desk=self.desk, hand_over_id=number, on=day, at=at)

    def _call(self, task: Task, day: date, at: datetime) -> None:
        waiting = self.script.calls.get(task.debtor.number)
        raw = waiting.popleft() if waiting else self._ordinary(task, day)
        if raw["outcome"] == "leave":
            self.left.add(task.id)
            return
        promised = cents(raw["promised"]) if "promised" in raw else None
        by = self.calendar.working_day_from(day + timedelta(days=raw["within"])) if "within" in raw else None
        record_call(
            desk=self.desk, task_id=task.id, outcome=raw["outcome"], note=raw["note"], on=day, promised=promised, promised_by=by, at=at
        )
        if "dispute" in raw:
            self._hold(task.debtor.number, "dispute", raw["dispute"], raw["invoice"], None, day, at)

    def _ordinary(self, task: Task, day: date) -> Raw:
        """A call like any other: often nobody answers, and who does says something that fits what he will do."""
        if task.due_on >= self.busy_until:
            return {"outcome": "leave"}
        if self.chance.randrange(3) == 0 and task.attempts < 2:
            return {"outcome": self.chance.choice(("no-answer", "no-answer", "call-back")), "note": self.chance.choice(_NOTES["missed"])}
        soon = any(day <= one <= day + timedelta(days=9) for one in self.coming.get(task.debtor.number, ()))
        person = "consumer" if task.debtor.kind == "consumer" else "business"
        return {"outcome": "reached", "note": self.chance.choice(_NOTES[person]["soon" if soon else "later"])}

    def _hold(self, customer: str, kind: str, note: str, key: str, until: date | None, day: date, at: datetime) -> None:
        debtor = self.desk.debtors().get(number=customer)
        invoice = self.desk.invoices().get(number=self.invoices[customer, key], kind="invoice").id if key else None
        add_hold(desk=self.desk, debtor_id=debtor.id, kind=kind, note=note, on=day, invoice_id=invoice, until=until, at=at)
