"""What on our own side makes customers pay late: gathered from what they say, named by a person, and mended."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from akkoord.core.conversation.agreement import Agree
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Agreed, Creditor, Improvement, Said
from akkoord.store.queries.open_on import was_open
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log

OURS = ("bad-treatment", "quality-dispute", "invoice-incorrect", "not-received", "never-ordered")
COMPLAINT = "complaint"  # what was agreed to be answered, and no reason of these was heard with it
QUARTERS = 4  # the last ones that are shown
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Heard:
    """One time that somebody said so: a row of Said, or of Agreed where it was put down as a complaint alone."""

    debtor_id: int
    on: date
    said_id: int | None = None
    agreed_id: int | None = None


@dataclass(slots=True)
class Matter:
    """One thing on our own side: what was said, by how many, and what it costs as of a day. Sums in cents; `days_late` is the
    mean of their late invoices, each as heavy as the sum that is open on it."""

    reason: str
    improvement: Improvement | None
    heard: list[Heard] = field(default_factory=list)
    open: int = 0
    late: int = 0
    days_late: int = 0
    quarters: tuple[tuple[str, int], ...] = ()

    @property
    def debtors(self) -> int:
        """How many customers said so."""
        return len({one.debtor_id for one in self.heard})


def matters(creditor: Creditor, *, on: date) -> list[Matter]:
    """Everything that was said about our own side, the dearest first and what was mended last; in four queries."""
    named = {row.id: row for row in Improvement.objects.filter(creditor=creditor)}
    found: dict[tuple[str, int | None], Matter] = {(row.reason, row.id): Matter(row.reason, row) for row in named.values()}
    for reason, number, heard in _heard(creditor, on):
        key = reason, number if number in named else None
        found.setdefault(key, Matter(reason, named.get(number) if number else None)).heard.append(heard)
    _priced(creditor, found.values(), on)
    return sorted(found.values(), key=_dearest)


def _dearest(one: Matter) -> tuple[bool, int, int, str]:
    mended = one.improvement is not None and one.improvement.mended_on is not None
    return mended, -one.late, -one.debtors, one.reason


def _heard(creditor: Creditor, on: date) -> Iterable[tuple[str, int | None, Heard]]:
    said = Said.objects.filter(creditor=creditor, reason__in=OURS, on__lte=on).order_by("-on", "-id")
    calls = set()
    for number, call, debtor, day, reason, improvement in said.values_list("id", "call_id", "debtor_id", "on", "reason", "improvement_id"):
        calls.add(call)
        yield reason, improvement, Heard(debtor, day, said_id=number)
    rows = Agreed.objects.filter(creditor=creditor, kind=Agree.COMPLAINT, made_on__lte=on).exclude(state__in=("draft", "withdrawn"))
    columns = ("id", "call_id", "debtor_id", "made_on", "improvement_id")
    for number, call, debtor, day, improvement in rows.order_by("-made_on", "-id").values_list(*columns):
        if call not in calls:
            yield COMPLAINT, improvement, Heard(debtor, day, agreed_id=number)


def _priced(creditor: Creditor, found: Collection[Matter], on: date) -> None:
    whose = {heard.debtor_id for one in found for heard in one.heard}
    left: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows: QuerySet[Any] = was_open(creditor, on=on).filter(debtor_id__in=whose)
    for debtor, due, cents in rows.values_list("debtor_id", "due_on", "left"):
        left[debtor].append(((on - due).days, cents))
    for one in found:
        mine = [row for debtor in {heard.debtor_id for heard in one.heard} for row in left[debtor]]
        one.open = sum(cents for _, cents in mine)
        one.late = sum(cents for days, cents in mine if days > 0)
        one.days_late = round(sum(days * cents for days, cents in mine if days > 0) / one.late) if one.late else 0
        one.quarters = _by_quarter([heard.on for heard in one.heard], on)


def _by_quarter(days: Iterable[date], on: date) -> tuple[tuple[str, int], ...]:
    """How often it was said in each of the last quarters, the oldest first."""
    counted = Counter(_quarter(day) for day in days)
    year, quarter = _quarter(on)
    shown = [divmod(year * 4 + quarter - 1 - back, 4) for back in reversed(range(QUARTERS))]
    return tuple((f"{place + 1}e kw {one}", counted[one, place + 1]) for one, place in shown)


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3 + 1


def name_matter(
    *, desk: Desk, reason: str, label: str, said: Collection[int], agreed: Collection[int], on: date, at: datetime | None = None
) -> Improvement | Refusal:
    """What these said is one thing, and this is what it is called here. A name that is there already is used again."""
    name = " ".join(label.split())
    refused = _cannot_name(desk, reason, name, [*said, *agreed])
    if refused:
        return refused
    with transaction.atomic():
        mine = desk.said().filter(id__in=list(said), reason=reason)
        complaints = desk.agreed().filter(id__in=list(agreed), kind=Agree.COMPLAINT)
        if mine.count() != len(set(said)) or complaints.count() != len(set(agreed)):
            raise Said.DoesNotExist("what is named was not said here, or for another reason")
        found = desk.improvements().filter(reason=reason, label=name).first()
        if found is None:
            found = Improvement.objects.create(creditor=desk.creditor, reason=reason, label=name, made_on=on, by=desk.user.email)
        mine.update(improvement_id=found.id)
        complaints.update(improvement_id=found.id)
        _log(desk, "improvement-named", found, on, at)
    return found


def _cannot_name(desk: Desk, reason: str, name: str, rows: Collection[int]) -> Refusal | None:
    if not desk.may_work:
        return MAY_NOT
    if reason not in (*OURS, COMPLAINT):
        return Refusal(Text("Deze reden bestaat niet.", "There is no such reason."))
    if not rows:
        return Refusal(Text("Kies eerst wie dit zeiden.", "Choose first who said so."))
    if not name or len(name) > LONGEST:
        return Refusal(Text(f"Geef het een naam van hoogstens {LONGEST} tekens.", f"Give it a name of at most {LONGEST} characters."))
    return None


def mend_matter(*, desk: Desk, improvement_id: int, what: str, on: date, at: datetime | None = None) -> Refusal | None:
    """It was mended: what was done. Who says it again shows that it was not."""
    if not desk.may_work:
        return MAY_NOT
    if not what.strip():
        return Refusal(Text("Schrijf op wat eraan gedaan is.", "Write down what was done about it."))
    with transaction.atomic():
        found = desk.improvements().select_for_update().get(id=improvement_id)
        found.mended_on, found.mended_by, found.mended_what = on, desk.user.email, what.strip()[:2_000]
        found.save(update_fields=["mended_on", "mended_by", "mended_what"])
        _log(desk, "improvement-mended", found, on, at)
    return None


def unmend_matter(*, desk: Desk, improvement_id: int, on: date, at: datetime | None = None) -> Refusal | None:
    """It was not mended after all."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        found = desk.improvements().select_for_update().get(id=improvement_id)
        found.mended_on = None
        found.save(update_fields=["mended_on"])
        _log(desk, "improvement-reopened", found, on, at)
    return None


def _log(desk: Desk, kind: str, found: Improvement, on: date, at: datetime | None) -> None:
    log = Log(desk.creditor.id, on, at, desk.user.email)
    log.add(kind, improvement=found.id, reason=found.reason, label=found.label)
    log.write()
