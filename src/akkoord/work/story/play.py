"""Plays one story: each day its events, the run, the letters that leave; then what was expected of that day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from akkoord.core.matching.spelling import normal
from akkoord.core.message import Message, Receipt
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor, Invoice, StepTaken, Task, User
from akkoord.work.handover.turn import hand_over_turn
from akkoord.work.hold import add_hold, end_hold
from akkoord.work.mail.send_outbox import send_outbox
from akkoord.work.ongoing.keep_work import end_work, keep_work
from akkoord.work.payments.allocate import credit
from akkoord.work.record import record
from akkoord.work.run_day import run_day
from akkoord.work.story.arranged import arrange
from akkoord.work.story.at_partner import AtPartner, partner_of
from akkoord.work.story.call import ZONE, play_call
from akkoord.work.story.compare import compare
from akkoord.work.story.fields import cents, day, table
from akkoord.work.story.outcome import Difference, Played
from akkoord.work.story.parties import creditor_of, debtor_of, invoice_of, settings_of, with_pre_due_notice
from akkoord.work.story.pay import pay
from akkoord.work.story.read import Happening, Story

_HOUR = time(10, 0)


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

    def finish(self) -> None:
        """There is nothing to let go of."""


@dataclass(slots=True)
class Player:
    """One story while it is played."""

    story: Story
    desk: Desk
    debtor: Debtor
    partner: AtPartner | None = None
    channels: dict[str, Delivered] = field(default_factory=lambda: {name: Delivered(name) for name in ("email", "post")})
    bank: date | None = None
    calls: list[dict[str, Any]] = field(default_factory=list)  # of today, about a task that this day's run may make

    def play(self) -> list[Difference]:
        """All days from the first event to the last expectation; gives what was not as expected."""
        on, last = self.story.days
        found: list[Difference] = []
        while on <= last:
            today = [event for event in self.story.events if event.on == on]
            for event in sorted(today, key=lambda one: one.what != "invoice"):  # what the others are about comes first
                self._happen(event)
            found += self._day(on)
            on += timedelta(days=1)
        return found

    def _day(self, on: date) -> list[Difference]:
        at = datetime.combine(on, _HOUR, ZONE)
        self.desk.creditor.bank_until = self.bank or on
        self.desk.creditor.save(update_fields=["bank_until"])
        counts = run_day(creditor=self.desk.creditor, on=on, at=at)
        hand_over_turn(creditor=self.desk.creditor, on=on, at=at)
        if self.partner:
            self.partner.carry(on, at)
        send_outbox(creditor=self.desk.creditor, at=at, carriers=self.channels)
        expects = [expected for expected in self.story.expects if expected.on == on]
        played = [self._played(on, counts)] if expects else []
        self._calls_after(on)
        return [one for brought in played for expected in expects for one in compare(brought, expected)]

    def _played(self, on: date, counts: dict[str, Any]) -> Played:
        """What the day brought, for what is expected of it."""
        taken = StepTaken.objects.filter(creditor=self.desk.creditor, decided_on=on, withdrawn_on=None)
        steps = list(dict.fromkeys(taken.order_by("id").values_list("step", flat=True)))
        if Task.objects.filter(creditor=self.desk.creditor, kind="handover", made_on=on).exists():
            steps.append("handover")
        waits = list(counts["waiting"])
        if "paid" not in waits and Invoice.objects.filter(creditor=self.desk.creditor, kind="invoice", open__lte=0).exists():
            waits.append("paid")
        return Played(self.desk.creditor, self.debtor, on, steps, waits)

    def _happen(self, event: Happening) -> None:
        self._ways()[event.what](event.on, event.said)

    def _ways(self) -> dict[str, Callable[[date, Any], None]]:
        return {
            "invoice": self._invoice,
            "payment": self._payment,
            "credit_note": self._credit_note,
            "dispute": self._dispute,
            "complaint": self._complaint,
            "dispute_settled": self._settled,
            "promise": self._promise,
            "call": self._call,
            **{kind: partial(self._stands, kind) for kind in ("vulnerable", "insolvency")},
            "delivery_failed": self._failing,
            "hold": self._wait,
            "release": lambda on, said: self._end(on, "hold"),
            "bank_until": self._bank,
            "arrangement": self._arrangement,
            "work": self._work,
            "settings": self._settings,
            "partner": self._partner,
        }

    def _invoice(self, on: date, said: dict[str, Any]) -> None:
        invoice_of(self.debtor, on, said)

    def _payment(self, on: date, said: dict[str, Any]) -> None:
        self.debtor.refresh_from_db()
        pay(debtor=self.debtor, amount=cents(said["amount"]), reference=str(said.get("reference", "")), on=on)

    def _credit_note(self, on: date, said: dict[str, Any]) -> None:
        total = abs(cents(said.get("total", said.get("amount"))))  # some write what is taken off with a minus
        number, about = str(said.get("number", "")), str(said.get("refers_to", said.get("reference", "")))
        mine = Invoice.objects.filter(creditor=self.desk.creditor)
        if number and mine.filter(number=number, kind="credit_note").exists():
            return  # the same note twice is one
        if not about and mine.filter(number=number, kind="invoice").exists():
            number, about = "", number  # the number of the invoice it is about
        note = Invoice.objects.create(
            creditor=self.desk.creditor,
            debtor_id=self.debtor.id,
            number=number or f"C{mine.count() + 1}-{on}",
            kind="credit_note",
            issued_on=on,
            due_on=on,
            total=total,
            open=total,
            refers_to=about,
        )
        credit(creditor=self.desk.creditor, notes=[note], on=on)

    def _number(self, said: Any) -> int | None:
        number = str(table(said).get("number", ""))
        if not number:
            return None
        for row in Invoice.objects.filter(creditor=self.desk.creditor, kind="invoice"):
            if normal(row.number) == normal(number):
                return row.id
        raise ValueError(f"no invoice {number} is known")

    def _hold(self, on: date, kind: str, **more: Any) -> None:
        refused = add_hold(desk=self.desk, debtor_id=self.debtor.id, kind=kind, on=on, **{"note": "", **more})
        if refused:
            raise ValueError(f"{on} {kind}: {refused.why.en}")

    def _end(self, on: date, kind: str, invoice_id: int | None = None) -> None:
        standing = self.desk.holds().filter(kind=kind, ended_on=None)
        own = standing.filter(invoice_id=invoice_id)
        for hold in own if invoice_id is not None and own.exists() else standing.filter(**({"invoice": None} if invoice_id else {})):
            end_hold(desk=self.desk, hold_id=hold.id, because="settled", on=on)

    def _dispute(self, on: date, said: Any) -> None:
        self._hold(on, "dispute", invoice_id=self._number(said), note=str(table(said).get("about", "")))

    def _complaint(self, on: date, said: Any) -> None:
        """A complaint is looked into before anything more is asked, as a dispute."""
        if said is False:
            self._end(on, "dispute")
        else:
            self._dispute(on, said)

    def _stands(self, kind: str, on: date, said: Any) -> None:
        """`true` from this day, `false` no longer."""
        if said is False:
            self._end(on, kind)
        else:
            self._hold(on, kind, note=str(table(said).get("about", "")))

    def _wait(self, on: date, said: Any) -> None:
        hold = table(said, text="why")
        self._hold(on, "hold", until=day(hold["until"]) if "until" in hold else None, note=str(hold.get("why", "")))

    def _settled(self, on: date, said: Any) -> None:
        self._end(on, "dispute", self._number(said))

    def _promise(self, on: date, said: dict[str, Any]) -> None:
        amount = cents(said["amount"]) if "amount" in said else None
        self._hold(on, "promise", until=day(said.get("by")), amount=amount, invoice_id=self._number(said))

    def _call(self, on: date, said: dict[str, Any]) -> None:
        """A call about the open task. Where there is none yet this day's run may make it; a call that nobody planned needs none."""
        task = self.desk.tasks().filter(kind="call", done_on=None).first()
        if task is None:
            self.calls.append(said)
            return
        play_call(self.desk, self.debtor.id, on, said, task_id=task.id)

    def _calls_after(self, on: date) -> None:
        """Calls about a task that appeared this very day."""
        calls, self.calls = self.calls, []
        for said in calls:
            self._call(on, said)
        self.calls = []

    def _failing(self, on: date, said: Any) -> None:
        channel = str(table(said, text="channel").get("channel", "email"))
        if channel not in self.channels:
            raise ValueError(f"{on} delivery_failed: channel {channel} must be one of {', '.join(self.channels)}")
        self.channels[channel].failing = True

    def _arrangement(self, on: date, said: dict[str, Any]) -> None:
        arrange(self.desk, self.debtor, on, said)

    def _work(self, on: date, raw: Any) -> None:
        """Work that goes on for the debtor from this day, or that ended."""
        said = {"ongoing": raw} if isinstance(raw, bool) else table(raw, text="name")
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

    def _partner(self, on: date, said: Any) -> None:
        if self.partner is None:
            raise ValueError(f"{on} partner: [creditor] desk = true makes him one with a desk")
        self.partner.does(on, said)

    def _bank(self, on: date, said: date) -> None:
        self.bank = day(said)


def play_story(story: Story) -> list[Difference]:
    """Play one story for a company of its own. Raises ValueError where an event cannot be understood."""
    said = {**story.creditor, **story.settings}
    creditor = creditor_of(said)
    if said.get("pre_due_notice") is True:
        with_pre_due_notice(creditor, on=story.days[0])
    debtor = debtor_of(creditor, story.debtor)
    desk = Desk(creditor, User(email="story@example.nl"), "owner")
    partner = partner_of(creditor, desk, on=story.days[0]) if said.get("desk") is True else None
    return Player(story, desk, debtor, partner).play()
