"""Reads UBL 2.1 invoices and credit notes: Peppol BIS 3, NLCIUS (SI-UBL 2.0) and SI-UBL 1.2, alone or several in one file."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import InvoiceRead, Progress, Reading, SourceFile, no_progress
from akkoord.importers._text import decoded
from akkoord.importers._ubl.document import invoice_of
from akkoord.importers._xml import line_of, parsed, root_of

NAME = "ubl"

_NAMESPACE = "urn:oasis:names:specification:ubl:schema:xsd:"
_INVOICE, _CREDIT_NOTE = f"{_NAMESPACE}Invoice-2", f"{_NAMESPACE}CreditNote-2"
DOCUMENTS = (f"{{{_INVOICE}}}Invoice", f"{{{_CREDIT_NOTE}}}CreditNote")

NONE = Text("Er staat geen UBL-factuur of -creditnota in dit bestand.", "There is no UBL invoice or credit note in this file.")


def recognises(head: bytes) -> bool:
    """Whether the root is a UBL invoice or credit note, or a wrapper that names one early on."""
    namespace, name = root_of(head)
    if not name or namespace in (_INVOICE, _CREDIT_NOTE):
        return bool(name)
    if namespace.startswith((_NAMESPACE, "urn:iso:std:iso:20022")):
        return False
    text = decoded(head, whole=False) or ""
    return _INVOICE in text or _CREDIT_NOTE in text


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """Every invoice and credit note in the file."""
    root, problems = parsed(file.content)
    if root is None:
        return Reading(NAME, problems=problems)
    met = list(problems)
    documents = list(_documents(root))
    invoices: list[InvoiceRead] = []
    for done, document in enumerate(documents, start=1):
        invoice = invoice_of(document, problems=met)
        if invoice is not None:
            invoices.append(invoice)
        progress(done, len(documents))
    if not documents:
        met.append(Problem(NONE, line_of(root), root.tag.rpartition("}")[2]))
    return Reading(NAME, tuple(invoices), problems=tuple(met))


def _documents(root: etree._Element) -> Iterator[etree._Element]:
    """The documents in a file: the root itself, or each one in the wrapper around them."""
    for element in root.iter(*DOCUMENTS):
        if not any(parent.tag in DOCUMENTS for parent in element.iterancestors()):
            yield element
