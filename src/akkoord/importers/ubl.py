"""Reads UBL 2.1 invoices and credit notes: Peppol BIS 3, NLCIUS (SI-UBL 2.0) and SI-UBL 1.2, alone or several in one file."""

from __future__ import annotations

from akkoord.core.problem import Text
from akkoord.core.reading import Progress, Reading, SourceFile, no_progress
from akkoord.importers._einvoice.reading import SPACES, Language, read_documents, speaks
from akkoord.importers._ubl.document import invoice_of
from akkoord.importers._xml import root_of

NAME = "ubl"

_INVOICE, _CREDIT_NOTE = SPACES[NAME]
_LANGUAGE = Language(
    NAME,
    (f"{{{_INVOICE}}}Invoice", f"{{{_CREDIT_NOTE}}}CreditNote"),
    invoice_of,
    Text("Er staat geen UBL-factuur of -creditnota in dit bestand.", "There is no UBL invoice or credit note in this file."),
)


def recognises(head: bytes) -> bool:
    """Whether the root is a UBL invoice or credit note, or a wrapper that names one early on."""
    namespace, name = root_of(head)
    return speaks(NAME, namespace=namespace, name=name, head=head)


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """Every invoice and credit note in the file."""
    return read_documents(file, language=_LANGUAGE, progress=progress)
