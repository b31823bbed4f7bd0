"""Takes files in: keeps each as it came, reads it, and stores what is new; the same file or row twice changes nothing."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import Progress, Reading, SourceFile, no_progress
from akkoord.importers.recognise import read_file
from akkoord.store.models import ColumnChoice, Creditor, ImportedFile
from akkoord.work.intake.store_invoices import store_invoices
from akkoord.work.intake.store_payments import store_payments
from akkoord.work.payments.allocate import allocate
from akkoord.work.record import Log

log_line = logging.getLogger(__name__)
SMALL = 256 * 1024  # bytes
BROKE_OFF = Problem(
    Text(
        "Het lezen van dit bestand brak twee keer af. Het is niet opgenomen; stuur het ons om te zien wat erin staat.",
        "Reading this file broke off twice. It was not taken in; send it to us to see what is in it.",
    )
)


def receive(
    *,
    creditor: Creditor,
    name: str,
    content: bytes,
    on: date,
    by: str = "",
    at: datetime | None = None,
    columns: Mapping[str, str] | None = None,
) -> ImportedFile:
    """Keep a file and put it in the queue."""
    return ImportedFile.objects.create(
        creditor=creditor,
        name=name[:300],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        all_units=len(content),
        columns=dict(columns or {}),
        on=on,
        at=at,
        by=by,
    )


def choose_columns(*, creditor: Creditor, file_id: int, columns: Mapping[str, str], by: str = "") -> None:
    """What a person says the columns mean: remembered for files with the same headings, and the file is read again."""
    with transaction.atomic():
        file = ImportedFile.objects.defer("content").get(creditor=creditor, id=file_id)
        said = {field: heading for field, heading in columns.items() if heading in file.headings}
        ColumnChoice.objects.update_or_create(creditor=creditor, headings_hash=_headings_hash(file.headings), defaults={"columns": said})
        file.columns, file.state, file.by = said, "queued", by or file.by
        file.save(update_fields=["columns", "state", "by"])


def work_off_queue(*, most: int = 100) -> int:
    """Read the files that wait, oldest first; gives how many were read. Two workers never read the same one."""
    done = 0
    waiting = ImportedFile.objects.filter(state="queued").order_by("id").values_list("creditor_id", "id")
    for creditor_id, number in list(waiting[:most]):
        if ImportedFile.objects.filter(creditor_id=creditor_id, id=number, state="queued").update(state="reading") == 1:
            file = ImportedFile.objects.select_related("creditor").get(creditor_id=creditor_id, id=number)
            take_in(file)
            done += 1
    return done


def start_again() -> int:
    """Files that were being read when the program stopped go back in the queue: nothing of them was stored. One that stops
    the program a second time is left out, so that it does not hold up the others. Gives how many are read again."""
    rows = ImportedFile.objects.filter(state="reading").only("creditor_id", "id", "report", "state", "done_units")
    for file in rows:
        again = bool(file.report.get("broke_off"))
        file.state, file.done_units = "failed" if again else "queued", 0
        file.report = {**_report(Reading("unknown", problems=(BROKE_OFF,) if again else ())), "broke_off": True}
        file.save(update_fields=["state", "done_units", "report"])
    return sum(file.state == "queued" for file in rows)


def queue_again() -> int:
    """Files whose reading was broken off because the database or the disk failed go back in the queue as they are: it was no
    fault of theirs, and nothing of them was stored. Gives how many."""
    return ImportedFile.objects.filter(state="reading").update(state="queued", done_units=0)


def take_in(file: ImportedFile, *, listen: Progress = no_progress) -> dict[str, Any]:
    """Read one file and store what is new, whole or not at all; gives the report that stays with it. `listen` hears how far it is."""
    reading = _read(file, listen)
    if reading.unmapped:
        file.kind, file.state = reading.kind, "needs-columns"
        file.headings, file.unmapped = list(reading.headings), list(reading.unmapped)
        asked = file.report = _report(reading)
        file.save(update_fields=["kind", "state", "headings", "unmapped", "report"])
        return asked
    with transaction.atomic():
        creditor = file.creditor
        log = Log(creditor.id, file.on, file.at, file.by)
        report = _report(reading)
        problems = list(reading.problems)
        sure = reading.knows_who_paid
        counted = store_invoices(creditor=creditor, rows=reading.invoices, file=file, log=log, problems=problems, knows_who_paid=sure)
        counted["payments"], doubles = store_payments(creditor=creditor, reading=reading, file=file, problems=problems, log=log)
        counted["duplicates"] += doubles
        report.update(counted, **_sorted_out(problems))
        file.kind, file.report, file.headings = reading.kind, report, list(reading.headings)
        file.state = "failed" if reading.kind == "unknown" or (report["problems"] and not any(counted.values())) else "done"
        file.done_units = file.all_units
        file.save(update_fields=["kind", "state", "report", "headings", "done_units"])
        told: dict[str, Any] = {**counted, "problems": len(report["problems"])}
        log.add("file-read", file=file.id, name=file.name, file_kind=file.kind, **told)
        log.write()
        allocate(creditor=creditor, on=file.on, at=file.at, by=file.by)
    return report


def _read(file: ImportedFile, listen: Progress) -> Reading:
    """What the file says; where its headings are strange, with what a person said of such headings before."""
    source = SourceFile(file.name, bytes(file.content), dict(file.columns))
    reading = read_file(source, progress=_progress(file, listen))
    if not reading.unmapped or file.columns:
        return reading
    known = ColumnChoice.objects.filter(creditor_id=file.creditor_id, headings_hash=_headings_hash(reading.headings)).first()
    return read_file(SourceFile(file.name, source.content, dict(known.columns))) if known else reading


def _headings_hash(headings: Iterable[str]) -> str:
    return hashlib.sha256(json.dumps(list(headings), ensure_ascii=False).encode()).hexdigest()


def _progress(file: ImportedFile, listen: Progress) -> Progress:
    """Tells the page how far we are, at most once every twentieth of the file, and then who listens; a small file is read before
    anybody looks at the page."""
    if len(file.content) < SMALL:
        return listen
    told = 0

    def tell(done: int, total: int) -> None:
        nonlocal told
        if total and (done - told) * 20 >= total:
            told = done
            rows = ImportedFile.objects.filter(creditor_id=file.creditor_id, id=file.id)
            rows.update(done_units=done, all_units=total)
        listen(done, total)

    return tell


def _report(reading: Reading) -> dict[str, Any]:
    counts = dict.fromkeys(("invoices", "credit_notes", "payments", "debtors", "duplicates"), 0)
    return {"kind": reading.kind, **counts, **_sorted_out(reading.problems)}


def _sorted_out(problems: Iterable[Problem]) -> dict[str, Any]:
    """Problems, and what is only told, as the report keeps them."""
    told = list(problems)
    return {
        name: [_problem(one) for one in told if one.notice == is_notice] for name, is_notice in (("problems", False), ("notices", True))
    }


def _problem(one: Problem) -> dict[str, Any]:
    return {"line": one.line, "where": one.where, "message": one.message.nl, "message_en": one.message.en}
