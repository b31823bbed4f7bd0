"""Reads Factur-X and ZUGFeRD: a PDF with the same invoice as XML (CII or UBL) inside it; the PDF stays with the invoice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import AttachmentRead, Progress, Reading, SourceFile, no_progress
from akkoord.importers import cii, ubl
from akkoord.importers._einvoice.attachments import MOST, file_name
from akkoord.importers._problems import quoted

NAME = "factur-x"

LARGEST = 20_000_000  # bytes of a PDF: beyond it, it is no invoice; a second of reading for each million is the worst that was met
_HEAD = 64 * 1024
_INSTEAD = Text(
    "Exporteer de factuur uit uw boekhoudprogramma als UBL (XML) of als Factur-X/ZUGFeRD-PDF, of zet de facturen in een CSV.",
    "Export the invoice from your bookkeeping program as UBL (XML) or as a Factur-X/ZUGFeRD PDF, or put the invoices in a CSV.",
)
NO_XML = Text(
    f"Deze PDF heeft geen ingebouwde e-factuur (XML); zonder die XML kan Akkoord niet zien wat erop staat. {_INSTEAD.nl}",
    f"This PDF has no e-invoice (XML) inside; without that XML Akkoord cannot see what is on it. {_INSTEAD.en}",
)
LOCKED = Text(
    "Deze PDF is beveiligd met een wachtwoord en kan daarom niet worden gelezen. Bewaar hem zonder wachtwoord en lees hem opnieuw in.",
    "This PDF is protected by a password and can therefore not be read. Save it without a password and read it again.",
)
BROKEN = Text(
    f"Deze PDF is stuk, of zo gemaakt dat hij niet veilig kan worden gelezen. {_INSTEAD.nl}",
    f"This PDF is broken, or made in a way that it cannot be read safely. {_INSTEAD.en}",
)
NO_PDF = Text("Dit is geen PDF.", "This is no PDF.")
LARGE = Text("Deze PDF is groter dan 20 MB en is niet gelezen.", "This PDF is larger than 20 MB and was not read.")
NOT_KEPT = Text(
    "De PDF is groter dan 7 MB en is niet bij de factuur bewaard. De factuur zelf is wel gelezen.",
    "The PDF is larger than 7 MB and was not kept with the invoice. The invoice itself was read.",
)


def recognises(head: bytes) -> bool:
    """Whether this is a PDF; whether there is an invoice in it only the whole file can say."""
    return head.lstrip().startswith(b"%PDF-")


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """The invoice inside the PDF, by the importer of its XML, with the PDF as its document."""
    refused = NO_PDF if not recognises(file.content[:_HEAD]) else LARGE if len(file.content) > LARGEST else None
    if refused is not None:
        return _nothing(refused)
    from akkoord.importers._facturx.embedded import embedded_xml  # loading pypdf takes longer than reading most other files

    inside = embedded_xml(file.content)
    if inside.locked or inside.broken:
        return _nothing(LOCKED if inside.locked else BROKEN)
    for name, content in inside.files:
        importer = next((one for one in (cii, ubl) if one.recognises(content[:_HEAD])), None)
        if importer is not None:
            return _with_pdf(importer.read(SourceFile(name, content), progress=progress), file)
    return _nothing(_no_invoice([name for name, _ in inside.files]))


def _no_invoice(names: Iterable[str]) -> Text:
    """What is missing, naming the XML that is in it where there is some."""
    shown = ", ".join(quoted(name) for name in names)
    if not shown:
        return NO_XML
    nl = f"De XML in deze PDF ({shown}) is geen factuur in CII of UBL. {_INSTEAD.nl}"
    return Text(nl, f"The XML in this PDF ({shown}) is no invoice in CII or UBL. {_INSTEAD.en}")


def _with_pdf(inside: Reading, file: SourceFile) -> Reading:
    if len(file.content) > MOST:
        return replace(inside, kind=NAME, problems=(*inside.problems, Problem(NOT_KEPT)))
    name = file_name(file.name) or "factuur"
    pdf = AttachmentRead(name if name.lower().endswith(".pdf") else f"{name}.pdf", "application/pdf", file.content)
    invoices = tuple(replace(one, attachments=(pdf, *one.attachments)) for one in inside.invoices)
    return Reading(NAME, invoices, problems=inside.problems)


def _nothing(why: Text) -> Reading:
    return Reading(NAME, problems=(Problem(why),))
