"""To a partner without software that speaks with ours: a mail with tables, the dossier as PDF, and the whole of it where it fits."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from akkoord.core.handover.dossier import PDF
from akkoord.core.handover.parcel import ARCHIVE, Means, Parcel
from akkoord.core.message import Attachment
from akkoord.core.money import shown
from akkoord.core.problem import Refusal, Text
from akkoord.partners._tables import day, table

NAME = "csv_by_email"
LABEL = Text("Per e-mail: tabellen en het dossier als PDF", "By e-mail: tables and the dossier as PDF")
MEANS: Means = "email"
FITS, LARGEST = 10_000_000, 18_000_000  # bytes: the archive goes along up to the first; a PDF above the second arrives nowhere
_CLAIM = (
    "kenmerk", "factuur", "soort", "factuurdatum", "vervaldatum", "bedrag", "open", "rente vanaf", "rente", "verjaart op",
    "debiteur", "debiteurnummer", "soort debiteur", "kvk", "straat", "postcode", "plaats", "land", "e-mail", "telefoon",
)  # fmt: skip
_KINDS = {"invoice": "factuur", "credit_note": "creditnota", "business": "bedrijf", "consumer": "consument", "government": "overheid"}
_TOO_LARGE = Refusal(
    Text(
        "Het dossier is te groot voor e-mail. Download het en geef het op een andere manier aan uw partner.",
        "The dossier is too large for e-mail. Download it and give it to your partner in another way.",
    )
)


def parcel(manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> Parcel | Refusal:
    """One mail: what it is about in words, three tables, the PDF, and the archive where it is under ten megabytes."""
    if len(files[PDF]) > LARGEST:
        return _TOO_LARGE
    ref, archive = manifest["reference"], files[ARCHIVE]
    along = [
        Attachment(f"facturen-{ref}.csv", "text/csv", _invoices(manifest)),
        Attachment(f"rente-{ref}.csv", "text/csv", _interest(manifest)),
        Attachment(f"betalingen-{ref}.csv", "text/csv", _payments(manifest)),
        Attachment(f"dossier-{ref}.pdf", "application/pdf", files[PDF]),
    ]
    whole = len(archive) <= FITS and len(archive) + len(files[PDF]) <= LARGEST
    along += [Attachment(f"dossier-{ref}.zip", "application/zip", archive)] if whole else []
    subject = f"Nieuwe zaak {ref}: {manifest['debtor']['name']}, {shown(manifest['claim']['total'])}"
    return Parcel(" ".join(subject.split()), _text(manifest, archive, whole=whole), tuple(along))


def _invoices(manifest: Mapping[str, Any]) -> bytes:
    who = manifest["debtor"]
    about = [who["name"], who["number"], _KINDS[who["kind"]]]
    about += [who[name] for name in ("kvk", "street", "postcode", "city", "country", "email", "phone")]
    rows = [
        [manifest["reference"], one["number"], _KINDS[one["kind"]], day(one["issued_on"]), day(one["due_on"]), one["total"], one["open"],
         day(one["interest_from"]), one["interest"], day(one["prescribes_on"]), *about]
        for one in manifest["invoices"]
    ]  # fmt: skip
    return table(_CLAIM, rows)


def _interest(manifest: Mapping[str, Any]) -> bytes:
    heads = ("kenmerk", "factuur", "van", "tot en met", "dagen", "percentage", "over", "rente", "bron")
    rows = [
        [manifest["reference"], one["invoice"], day(one["from_day"]), day(one["to_day"]), str(one["days"]), one["rate"].replace(".", ","),
         one["base"], one["interest"], one["source"]]
        for one in manifest["claim"]["interest_lines"]
    ]  # fmt: skip
    return table(heads, rows)


def _payments(manifest: Mapping[str, Any]) -> bytes:
    heads = ("kenmerk", "datum", "ontvangen", "factuur", "geboekt", "van", "iban", "omschrijving")
    rows = [
        [manifest["reference"], day(one["on"]), one["amount"], booked["invoice"], booked["amount"], one["counterparty"], one["iban"],
         one["remittance"]]
        for one in manifest["payments"]
        for booked in one["booked"] or [{"invoice": "", "amount": None}]
    ]  # fmt: skip
    return table(heads, rows)


def _text(manifest: Mapping[str, Any], archive: bytes, *, whole: bool) -> str:
    said = [_dutch(manifest), _careful(manifest), _along(archive, whole=whole)]
    said += [_english(manifest)] if manifest["language"] == "en" else []
    us = manifest["creditor"]
    how = " · ".join(filter(None, (us["phone"], us["email"])))
    return (
        "\n\n".join(filter(None, [*said, f"Met vriendelijke groet,\n{us['contact'] or us['name']}\n{us['name']}\n{how}".rstrip()])) + "\n"
    )


def _dutch(manifest: Mapping[str, Any]) -> str:
    claim, count = manifest["claim"], len(manifest["invoices"])
    given = manifest["mandate"]["given_on"]
    invoices = "één factuur" if count == 1 else f"{count} facturen"
    last = min((one["prescribes_on"] for one in manifest["invoices"] if one["prescribes_on"]), default=None)
    lines = [
        "Goedendag,",
        "",
        f"Hierbij dragen wij een zaak aan u over{f', volgens onze opdracht van {day(given)}' if given else ''}.",
        "",
        f"Kenmerk:     {manifest['reference']}",
        f"Debiteur:    {manifest['debtor']['name']}, {manifest['debtor']['city']}",
        f"Open:        {shown(claim['principal'])} ({invoices})",
        f"Rente:       {shown(claim['interest'])} tot en met {day(claim['on'])}",
        f"Kosten:      {shown(claim['costs'] + claim['vat'])}",
        f"Samen:       {shown(claim['total'])}",
    ]
    lines += [f"Verjaart:    {day(last)} (de eerste factuur)"] if last else []
    return "\n".join(lines)


def _careful(manifest: Mapping[str, Any]) -> str:
    """What the partner must know before he writes to anybody."""
    said = []
    if manifest["debtor"]["vulnerable"]:
        said.append("Let op: deze debiteur is mogelijk kwetsbaar. Neem eerst contact met ons op.")
    if manifest["debtor"]["insolvency"]:
        said.append("Let op: er is een insolventie gemeld.")
    if manifest["debtor"]["kind_doubtful"]:
        said.append("Of deze debiteur consument is, staat niet vast. Behandel hem als consument.")
    if any(one["ended_on"] is None for one in manifest["defences"]):
        said.append("Er loopt nog een bezwaar van de debiteur; zie het dossier.")
    return "\n".join(said)


def _along(archive: bytes, *, whole: bool) -> str:
    lines = ["Bij deze e-mail vindt u de facturen, de rente en de betalingen als tabel (voor Excel), en het dossier als PDF."]
    if whole:
        lines.append("Het ZIP-bestand is hetzelfde dossier met alle stukken apart, leesbaar voor software en digitaal ondertekend.")
    else:
        lines.append("Het volledige dossier met alle stukken apart is te groot voor e-mail. Wij sturen het u graag op een andere manier.")
    lines.append(f"SHA-256 van het volledige dossier: {hashlib.sha256(archive).hexdigest()}")
    lines.append("Wilt u de ontvangst bevestigen door deze e-mail te beantwoorden?")
    return "\n".join(lines)


def _english(manifest: Mapping[str, Any]) -> str:
    total = shown(manifest["claim"]["total"], language="en")
    return (
        f"In English: we hand over case {manifest['reference']} against {manifest['debtor']['name']}, {total} in all. "
        "The tables, the PDF and the archive hold everything. Please confirm by answering this e-mail."
    )
