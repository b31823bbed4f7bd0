"""Reads UN/CEFACT Cross Industry Invoices (D16B and later: Factur-X, XRechnung, NLCIUS-CII) and those of ZUGFeRD 1.0."""

from __future__ import annotations

from akkoord.core.problem import Text
from akkoord.core.reading import Progress, Reading, SourceFile, no_progress
from akkoord.importers._cii.document import invoice_of
from akkoord.importers._einvoice.reading import Language, read_documents, speaks
from akkoord.importers._xml import root_of

NAME = "cii"

_LANGUAGE = Language(
    NAME,
    ("{*}CrossIndustryInvoice", "{*}CrossIndustryDocument"),
    invoice_of,
    Text("Er staat geen CII-factuur of -creditnota in dit bestand.", "There is no CII invoice or credit note in this file."),
)


def recognises(head: bytes) -> bool:
    """Whether the root is a Cross Industry Invoice, or a wrapper that names one early on."""
    namespace, name = root_of(head)
    return speaks(NAME, namespace=namespace, name=name, head=head)


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """Every invoice and credit note in the file."""
    return read_documents(file, language=_LANGUAGE, progress=progress)
