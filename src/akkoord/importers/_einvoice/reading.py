"""Reads every invoice of an XML file, whichever of the two languages of e-invoices it is in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from lxml import etree

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import InvoiceRead, Progress, Reading, SourceFile
from akkoord.importers._einvoice.attachments import without_huge
from akkoord.importers._text import decoded
from akkoord.importers._xml import line_of, parsed

SPACES = {
    "ubl": ("urn:oasis:names:specification:ubl:schema:xsd:Invoice-2", "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"),
    "cii": ("urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:", "urn:ferd:CrossIndustryDocument:invoice:"),
}
"""How the namespaces of the documents in each language begin."""
_OTHERS = ("urn:oasis:names:specification:ubl:", "urn:un:unece:uncefact:", "urn:ferd:", "urn:iso:std:iso:20022")


class InvoiceOf(Protocol):
    """Makes an invoice of one document, or tells in `problems` why it cannot be used."""

    def __call__(self, document: etree._Element, /, *, problems: list[Problem]) -> InvoiceRead | None:
        """The invoice."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language of e-invoices: the tags of its documents, what makes an invoice of one, what to say where there is none."""

    kind: str
    tags: tuple[str, ...]
    invoice_of: InvoiceOf
    none: Text


def speaks(language: str, *, namespace: str, name: str, head: bytes) -> bool:
    """Whether this root is a document of the language, or a wrapper that names the language early on (and none before it)."""
    if not name or namespace.startswith(SPACES[language]):
        return bool(name)
    if namespace.startswith(_OTHERS):
        return False
    text = decoded(head, whole=False) or ""
    places = {one: min((text.find(space) for space in spaces if space in text), default=-1) for one, spaces in SPACES.items()}
    met = {one: place for one, place in places.items() if place >= 0}
    return bool(met) and min(met, key=lambda one: met[one]) == language


def read_documents(file: SourceFile, *, language: Language, progress: Progress) -> Reading:
    """Every invoice and credit note in the file."""
    root, problems = parsed(without_huge(file.content))
    if root is None:
        return Reading(language.kind, problems=problems)
    met = list(problems)
    documents = list(_outermost(root, language.tags))
    invoices: list[InvoiceRead] = []
    for done, document in enumerate(documents, start=1):
        invoice = language.invoice_of(document, problems=met)
        if invoice is not None:
            invoices.append(invoice)
        progress(done, len(documents))
    if not documents:
        met.append(Problem(language.none, line_of(root), root.tag.rpartition("}")[2]))
    return Reading(language.kind, tuple(invoices), problems=tuple(met))


def _outermost(root: etree._Element, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """The root itself, or each document in the wrapper around them; not one that stands inside another."""
    found: set[etree._Element] = set()
    for element in root.iter(*tags):
        if found.isdisjoint(element.iterancestors()):
            found.add(element)
            yield element
