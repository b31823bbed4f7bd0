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
from akkoord.store.models import ColumnChoice, Creditor, FileContent, ImportedFile
from akkoord.store.outage import is_outage
from akkoord.work.in_hand import InHand, new_worker
from akkoord.work.intake.store_invoices import store_invoices
from akkoord.work.intake.store_payments import store_payments
from akkoord.work.payments.allocate import allocate
from akkoord.work.record import Log

log_line = logging.getLogger(__name__)
SMALL = 256 * 1024  # bytes
BROKE_OFF = Problem(
    Text(
        "Het lezen van dit bestand brak drie keer af. Het is niet opgenomen; stuur het ons om te zien wat erin staat.",
        "Reading this file broke off three times. It was not taken in; send it to us to see what is in it.",
    )
)
WENT_WRONG = Problem(
    Text(
        "Bij het lezen van dit bestand ging iets mis bij ons. Er is niets van opgenomen; stuur het ons om te zien wat erin staat.",
        "Something went wrong on our side in reading this file. Nothing of it was taken in; send it to us to see what is in it.",
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
    worker: int | None = None,
) -> ImportedFile:
    """Keep a file, and put it in the queue; or in the hands of a worker who takes it in at once, so that no other reads it."""
    file = ImportedFile(creditor=creditor, name=name[:300], columns=dict(columns or {}), on=on, at=at, by=by)
    file.sha256, file.all_units = hashlib.sha256(content).hexdigest(), len(content)
    file.state, file.taken_by = "reading" if worker else "queued", worker
    with transaction.atomic():
        file.save(force_insert=True)
        FileContent.objects.create(creditor=creditor, file_id=file.id, content=content)
    return file


def content_of(file: ImportedFile) -> bytes:
    """What a file holds, as it came."""
    return bytes(FileContent.objects.values_list("content", flat=True).get(creditor_id=file.creditor_id, file_id=file.id))


def choose_columns(*, creditor: Creditor, file_id: int, columns: Mapping[str, str], by: str = "") -> None:
    """What a person says the columns mean: remembered for files with the same headings, and the file is read again."""
    with transaction.atomic():
        file = ImportedFile.objects.get(creditor=creditor, id=file_id)
        said = {field: heading for field, heading in columns.items() if heading in file.headings}
        ColumnChoice.objects.update_or_create(creditor=creditor, headings_hash=_headings_hash(file.headings), defaults={"columns": said})
        file.columns, file.state, file.by = said, "queued", by or file.by
        file.save(update_fields=["columns", "state", "by"])


def _left_out(why: Problem = BROKE_OFF) -> dict[str, Any]:
    return {"report": _report(Reading("unknown", problems=(why,)))}


FILES = InHand(ImportedFile, "reading", _left_out)


def work_off_queue(*, most: int = 100, worker: int | None = None) -> int:
    """Read the files that wait, oldest first; gives how many were read. Two workers never read the same one. Raises the outage
    that broke one off: it stays with this worker until he gives it back."""
    done, worker = 0, worker or new_worker()
    waiting = ImportedFile.objects.filter(state="queued").order_by("id").values_list("creditor_id", "id")
    for creditor_id, number in list(waiting[:most]):
        if file := FILES.take(creditor_id, number, worker):
            _work_off(file)
            done += 1
    return done


def _work_off(file: ImportedFile) -> None:
    mine = FILES.mine(file)
    try:
        take_in(file)
    except Exception as error:  # the edge of the queue: one file that goes wrong must not hold up the others
        if is_outage(error):
            raise
        log_line.exception("file %s of company %s could not be taken in", file.id, file.creditor_id)
        mine.update(state="failed", taken_by=None, **_left_out(WENT_WRONG))


def take_in(file: ImportedFile, *, listen: Progress = no_progress) -> dict[str, Any]:
    """Read one file and store what is new, whole or not at all; gives the report that stays with it. Where the file was given to
    another meanwhile nothing is stored, and that is the report so far. `listen` hears how far it is."""
    mine = FILES.mine(file)
    reading = _read(file, listen)
    with transaction.atomic():
        if mine.select_for_update().values_list("id").first() is None:
            file.refresh_from_db(fields=["state", "report"])
            return {**_report(Reading(file.kind)), **file.report}
        file.taken_by = None
        if reading.unmapped:
            return _ask_columns(file, reading)
        report = _store(file, reading)
        allocate(creditor=file.creditor, on=file.on, at=file.at, by=file.by)
    return report


def _ask_columns(file: ImportedFile, reading: Reading) -> dict[str, Any]:
    file.kind, file.state = reading.kind, "needs-columns"
    file.headings, file.unmapped = list(reading.headings), list(reading.unmapped)
    asked: dict[str, Any] = _report(reading)
    file.report = asked
    file.save(update_fields=["kind", "state", "headings", "unmapped", "report", "taken_by"])
    return asked


def _store(file: ImportedFile, reading: Reading) -> dict[str, Any]:
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
    file.save(update_fields=["kind", "state", "report", "headings", "done_units", "taken_by"])
    told: dict[str, Any] = {**counted, "problems": len(report["problems"])}
    log.add("file-read", file=file.id, name=file.name, file_kind=file.kind, **told)
    log.write()
    return report


def _read(file: ImportedFile, listen: Progress) -> Reading:
    """What the file says; where its headings are strange, with what a person said of such headings before."""
    source = SourceFile(file.name, content_of(file), dict(file.columns))
    reading = read_file(source, progress=_progress(file, len(source.content), listen))
    if not reading.unmapped or file.columns:
        return reading
    known = ColumnChoice.objects.filter(creditor_id=file.creditor_id, headings_hash=_headings_hash(reading.headings)).first()
    return read_file(SourceFile(file.name, source.content, dict(known.columns))) if known else reading


def _headings_hash(headings: Iterable[str]) -> str:
    return hashlib.sha256(json.dumps(list(headings), ensure_ascii=False).encode()).hexdigest()


def _progress(file: ImportedFile, size: int, listen: Progress) -> Progress:
    """Tells the page how far we are, at most once every twentieth of the file, and then who listens; a small file is read before
    anybody looks at the page."""
    if size < SMALL:
        return listen
    told = 0

    def tell(done: int, total: int) -> None:
        nonlocal told
        if total and (done - told) * 20 >= total:
            told = done
            FILES.mine(file).update(done_units=done, all_units=total)
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
