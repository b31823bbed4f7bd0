"""Plays one story: each day its events, the run, the letters that leave; then what was expected of that day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from akkoord.core.conversation.cannot_pay import says_he_cannot_pay
from akkoord.core.message import Message, Receipt
from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor, Invoice, StepTaken, Task, User
from akkoord.work.agree import Terms, agree
from akkoord.work.allocate import credit
from akkoord.work.hold import add_hold, end_hold
from akkoord.work.keep_work import end_work, keep_work
from akkoord.work.record import record
from akkoord.work.record_call import record_call
from akkoord.work.run_day import run_day
from akkoord.work.send_outbox import send_outbox
from akkoord.work.story.compare import Difference, Played, compare
from akkoord.work.story.fields import cents
from akkoord.work.story.parties import creditor_of, debtor_of, invoice_of, settings_of
from akkoord.work.story.pay import pay
from akkoord.work.story.read import Happening, Story

_HOUR, _ZONE = time(10, 0), ZoneInfo("Europe/Amsterdam")


@dataclass(slots=True)
class Delivered:
    """A channel of a story: whatever is handed to it arrives, until the story says otherwise."""

    NAME: str
    failing: bool = False
    count: int = 0

    def send(self, message: Message) -> Receipt:
        """Count the letter."""
        if self.failing:
            return Receipt(sent=False, error="delivery failed")
        self.count += 1
        return Receipt(sent=True, reference=f"{self.NAME} {self.count}")


@dataclass(slots=True)
class Player:
    """One story while it is played."""

    story: Story
    desk: Desk
    debtor: Debtor
    channels: dict[str, Delivered] = field(default_factory=lambda: {name: Delivered(name) for name in ("email", "post")})
    bank: date | None = None

    def play(self) -> list[Difference]:
        """All days from the first event to the last expectation; gives what was not as expected."""
        day, last = self.story.days
        found: list[Difference] = []
        while day <= last:
            for event in self.story.events:
                if event.on == day:
                    self._happen(event)
            found += self._day(day)
            day += timedelta(days=1)
        return found

    def _day(self, day: date) -> list[Difference]:
        at = datetime.combine(day, _HOUR, _ZONE)
        Creditor.objects.filter(id=self.desk.creditor.id).update(bank_until=self.bank or day)
        self.desk.creditor.refresh_from_db()
        counts = run_day(creditor=self.desk.creditor, on=day, at=at)
        send_outbox(creditor=self.desk.creditor, at=at, carriers=self.channels)
        taken = StepTaken.objects.filter(creditor=self.desk.creditor, decided_on=day, withdrawn_on=None)
        steps = list(dict.fromkeys(taken.order_by("id").values_list("step", flat=True)))
        if Task.objects.filter(creditor=self.desk.creditor, kind="handover", made_on=day).exists():
            steps.append("handover")
        waits = list(counts["waiting"])
        if not waits and not Invoice.objects.filter(creditor=self.desk.creditor, kind="invoice", open__gt=0).exists():
            waits = ["paid"]
        played = Played(self.desk.creditor, self.debtor, day, steps, waits)
        return [one for expected in self.story.expects if expected.on == day for one in compare(played, expected)]

    def _happen(self, event: Happening) -> None:
        handlers: dict[str, Callable[[date, Any], None]] = {
            "invoice": self._invoice,
            "payment": self._payment,
            "credit_note": self._credit_note,
            **dict.fromkeys(("dispute", "complaint"), self._dispute),
            "dispute_settled": self._settled,
            "promise": self._promise,
            "call": self._call,
            "vulnerable": lambda on, said: self._hold(on, "vulnerable"),
            "insolvency": lambda on, said: self._hold(on, "insolvency"),
            "delivery_failed": self._failing,
            "hold": lambda on, said: self._hold(on, "hold", until=said.get("until"), note=str(said.get("why", ""))),
            "release": lambda on, said: self._end(on, "hold"),
            "bank_until": self._bank,
            "arrangement": self._arrangement,
            "work": self._work,
            "settings": self._settings,
        }
        handlers[event.what](event.on, event.said)

    def _invoice(self, on: date, said: dict[str, Any]) -> None:
        invoice_of(self.debtor, on, said)

    def _payment(self, on: date, said: dict[str, Any]) -> None:
        self.debtor.refresh_from_db()
        pay(debtor=self.debtor, amount=cents(said["amount"]), reference=str(said.get("reference", "")), on=on)

    def _credit_note(self, on: date, said: dict[str, Any]) -> None:
        total = cents(said.get("total", said.get("amount")))
        note = Invoice.objects.create(
            creditor=self.desk.creditor,
            debtor_id=self.debtor.id,
            number=str(said.get("number", f"C{on}")),
            kind="credit_note",
            issued_on=on,
            due_on=on,
            total=total,
            open=total,
            refers_to=str(said.get("refers_to", said.get("reference", ""))),
        )
        credit(creditor=self.desk.creditor, notes=[note], on=on)

    def _number(self, said: Any) -> int | None:
        number = str(said.get("number", "")) if isinstance(said, dict) else ""
        row = Invoice.objects.filter(creditor=self.desk.creditor, number=number, kind="invoice").first() if number else None
        return row.id if row else None

    def _hold(self, on: date, kind: str, **more: Any) -> None:
        refused = add_hold(desk=self.desk, debtor_id=self.debtor.id, kind=kind, on=on, **{"note": "", **more})
        if refused:
            raise ValueError(f"{on} {kind}: {refused.why.en}")

    def _end(self, on: date, kind: str, invoice_id: int | None = None) -> None:
        standing = self.desk.holds().filter(kind=kind, ended_on=None)
        for hold in standing if invoice_id is None else standing.filter(invoice_id=invoice_id):
            end_hold(desk=self.desk, hold_id=hold.id, because="settled", on=on)

    def _dispute(self, on: date, said: Any) -> None:
        about = str(said.get("about", "")) if isinstance(said, dict) else ""
        self._hold(on, "dispute", invoice_id=self._number(said), note=about)

    def _settled(self, on: date, said: Any) -> None:
        self._end(on, "dispute", self._number(said))

    def _promise(self, on: date, said: dict[str, Any]) -> None:
        amount = cents(said["amount"]) if "amount" in said else None
        self._hold(on, "promise", until=said["by"], amount=amount, invoice_id=self._number(said))

    def _call(self, on: date, said: dict[str, Any]) -> None:
        """A call about the open task; a call that nobody planned needs none."""
        task = self.desk.tasks().filter(kind="call", done_on=None).first()
        if task:
            words = str(said.get("said", ""))
            cannot_pay = says_he_cannot_pay(words)
            record_call(desk=self.desk, task_id=task.id, outcome=said["outcome"], note=words, on=on, cannot_pay=cannot_pay)

    def _failing(self, on: date, said: dict[str, Any]) -> None:
        self.channels[said["channel"]].failing = True

    def _arrangement(self, on: date, said: dict[str, Any]) -> None:
        """An arrangement over all that is open, interest and costs apart."""
        debt = sum(Invoice.objects.filter(creditor=self.desk.creditor, kind="invoice", open__gt=0).values_list("open", flat=True))
        terms = Terms(cents(said.get("down", 0)), int(said["instalments"]), int(said.get("every_days", 30)), said.get("first_on", on))
        made = agree(desk=self.desk, debtor_id=self.debtor.id, debt=debt, terms=terms, on=on)
        if isinstance(made, Refusal):
            raise ValueError(f"{on} arrangement: {made.why.en}")

    def _work(self, on: date, said: dict[str, Any]) -> None:
        """Work that goes on for the debtor from this day, or that ended."""
        if not said.get("ongoing", True):
            rows = self.desk.work().exclude(state="ended")
            for work in rows.filter(name=said["name"]) if "name" in said else rows:
                end_work(desk=self.desk, work_id=work.id, because="ended", on=on)
            return
        fields: dict[str, str] = {
            name: str(said[name]) for name in ("name", "sector", "relation", "order", "fear", "share") if name in said
        }
        fields = {"name": "het onderhoud", **fields}
        refused = keep_work(desk=self.desk, debtor_id=self.debtor.id, work_id=None, fields=fields, on=on)
        if refused:
            raise ValueError(f"{on} work: {next(iter(refused.values())).why.en}")

    def _settings(self, on: date, said: dict[str, Any]) -> None:
        """What an administrator changes on the way: the partner, who confirms, what is too small to chase."""
        changed = settings_of(said)
        Creditor.objects.filter(id=self.desk.creditor.id).update(**changed)
        record("settings-changed", creditor_id=self.desk.creditor.id, on=on)
        self.desk.creditor.refresh_from_db()

    def _bank(self, on: date, said: date) -> None:
        self.bank = said


def play_story(story: Story) -> list[Difference]:
    """Play one story for a company of its own. Raises ValueError where an event cannot be understood."""
    creditor = creditor_of({**story.creditor, **story.settings})
    debtor = debtor_of(creditor, story.debtor)
    return Player(story, Desk(creditor, User(email="story@example.nl"), "owner"), debtor).play()
