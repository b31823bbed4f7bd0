"""The invoices that go along with a letter: the PDFs that are kept of them, within what a mailbox takes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from akkoord.core.message import Attachment
from akkoord.store.among import MANY
from akkoord.store.compiled import Compiled
from akkoord.store.models import Creditor, Document, Invoice, Letter
from akkoord.work.conversation.invitations import invitations
from akkoord.work.letters.make_letter import said_in

MOST = 10_000_000
"""Bytes of all documents together in one e-mail: most mail servers take twenty million, written in a third more letters."""
PDF = "application/pdf"
COPY = "invoice-copy"  # the letter that is there for what goes along
_HEAD = b"%PDF-"
_ODD = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Known:
    """A document that could go along: its number, the name it gets, and its size in bytes."""

    id: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Attached:
    """What goes along, and the names of what does not fit."""

    files: tuple[Attachment, ...] = ()
    left_out: tuple[str, ...] = ()


def goes_along(creditor: Creditor, letter: Letter, *, channel: str) -> tuple[list[Known], list[Known]]:
    """The PDFs of the invoices that a letter is about, in its order: what goes along over this channel, and what is too
    much. Only documents of the company that sends the letter; none where it chose so."""
    if letter.kind != COPY and (creditor.attach_invoices == "never" or (creditor.attach_invoices == "email" and channel != "email")):
        return [], []
    fits: list[Known] = []
    too_much: list[Known] = []
    for one in _documents(creditor, letter):
        room = MOST - sum(other.size for other in fits)
        (fits if one.size <= room else too_much).append(one)
    return fits, too_much


def attached(creditor: Creditor, letter: Letter, *, channel: str) -> Attached:
    """The documents themselves, and in an e-mail the meetings that it confirms. What calls itself a PDF and is none stays
    behind, and is named."""
    fits, too_much = goes_along(creditor, letter, channel=channel)
    meetings = invitations(letter) if channel == "email" else ()
    if not fits:
        return Attached(meetings, tuple(one.name for one in too_much))
    rows = Document.objects.filter(creditor=creditor, id__in=[one.id for one in fits])
    contents = {number: bytes(content) for number, content in rows.values_list("id", "content")}
    good = [one for one in fits if contents.get(one.id, b"")[:1024].lstrip().startswith(_HEAD)]
    files = tuple(Attachment(one.name, PDF, contents[one.id]) for one in good)
    return Attached((*files, *meetings), tuple(one.name for one in (*(one for one in fits if one not in good), *too_much)))


def _of(creditor: int, *numbers: int) -> QuerySet[Document, tuple[Any, ...]]:
    kept = Document.objects.filter(creditor_id=creditor, invoice_id__in=numbers, mime=PDF)
    return kept.order_by("id").values_list("id", "invoice_id", "name", "size")


@lru_cache(maxsize=MANY)
def _kept(invoices: int) -> Compiled:
    """The question which PDFs are kept of so many invoices."""
    return Compiled(_of, numbers=1 + invoices)


def _documents(creditor: Creditor, letter: Letter) -> list[Known]:
    about = [creditor.pk, *(int(number) for number in letter.basis)]
    few = 0 < len(letter.basis) < MANY  # as nearly every letter; of more the numbers are no parameters of their own
    documents = _kept(len(letter.basis)).rows(*about) if few else list(_of(*about))
    if not documents:
        return []
    order = {line.number: place for place, line in enumerate(said_in(letter).invoices) if line.main}
    mine = {"creditor": creditor, "id__in": [int(number) for number in letter.basis]}
    numbers = dict(Invoice.objects.filter(**mine, number__in=order, kind="invoice").values_list("id", "number"))
    found = [(numbers[invoice], number, name, size) for number, invoice, name, size in documents if invoice in numbers]
    word, names = "factuur" if letter.language == "nl" else "invoice", [invoice for invoice, *_ in found]
    found.sort(key=lambda row: order[row[0]])
    return [Known(number, _name(word, invoice, name if names.count(invoice) > 1 else ""), size) for invoice, number, name, size in found]


def _name(word: str, invoice: str, document: str) -> str:
    """A file name that says which invoice it is; of several documents of one invoice each keeps its own name as well."""
    more = f"-{document.removesuffix('.pdf').removesuffix('.PDF')}" if document else ""
    return f"{_ODD.sub('-', f'{word}-{invoice}{more}').strip('-.')[:100]}.pdf"
