"""Reads one setting as a person typed it: the value to store, or why it cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from stdnum import iban as iban_number
from stdnum.exceptions import ValidationError as NumberError
from stdnum.nl import btw

from akkoord.channels import webhook
from akkoord.core.dates import date_of
from akkoord.core.money import cents_of
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Creditor
from akkoord.store.models.creditor import Approval, Attach, DayCount, Instalments, PartnerKind, SentBy
from akkoord.store.models.debtor import LegalForm
from akkoord.store.models.interest_clause import Joining, Period
from akkoord.work.arrangement.propose import LONGEST_REMINDER
from akkoord.work.handover.formats import formats
from akkoord.work.read_fields import percent, yes

Value = str | int | bool | Decimal | date | None
Reader = Callable[[str], Value | Refusal]

MAX_DISCOUNT = 2_500  # hundredths of a percent
MAX_TOLERANCE, MAX_TERM, MAX_PORT = 100_000, 365, 65_535
MAX_HOURLY = 10_000
MAX_BANK_DAYS = 5
_HOST = re.compile(r"(?=.{1,200}$)[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\]")
_POSTCODE_NL = re.compile(r"([1-9]\d{3})\s*([A-Za-z]{2})")


def _refuse(nl: str, en: str) -> Refusal:
    return Refusal(why=Text(nl, en))


def _text(field: str) -> Reader:
    """One line of free text that fits the column."""
    longest: int = getattr(Creditor._meta.get_field(field), "max_length", None) or 200

    def read(raw: str) -> Value | Refusal:
        value = " ".join(raw.split())
        if len(value) > longest:
            return _refuse(f"Te lang: hoogstens {longest} tekens.", f"Too long: at most {longest} characters.")
        return value

    return read


def _name(raw: str) -> Value | Refusal:
    return _text("name")(raw) if raw.strip() else _refuse("De naam van het bedrijf is nodig.", "The company needs a name.")


def _postcode(raw: str) -> Value | Refusal:
    """A Dutch postcode in its usual shape; anything else stays as it was typed."""
    found = _POSTCODE_NL.fullmatch(raw.strip())
    return f"{found[1]} {found[2].upper()}" if found else _text("postcode")(raw)


def _email(raw: str) -> Value | Refusal:
    value = raw.strip()
    try:
        if value:
            validate_email(value)
    except ValidationError:
        return _refuse("Dit is geen e-mailadres, zoals naam@bedrijf.nl.", "This is no e-mail address, such as name@company.nl.")
    return value


def _kvk(raw: str) -> Value | Refusal:
    value = re.sub(r"[\s.]", "", raw)
    if not value or re.fullmatch(r"\d{8}", value, re.ASCII):
        return value
    return _refuse("Een KvK-nummer heeft acht cijfers.", "A KvK number has eight digits.")


def _vat(raw: str) -> Value | Refusal:
    try:
        return "NL" + str(btw.validate(raw)) if raw.strip() else ""
    except NumberError:
        return _refuse(
            "Dit btw-nummer klopt niet. Verwacht: NL, negen cijfers, B en twee cijfers, zoals NL123456782B90.",
            "This VAT number fails its check. Expected: NL, nine digits, B and two digits, such as NL123456782B90.",
        )


def _iban(raw: str) -> Value | Refusal:
    try:
        return str(iban_number.validate(raw)) if raw.strip() else ""
    except NumberError:
        return _refuse(
            "Dit rekeningnummer klopt niet: het controlegetal past niet bij de rest. Kijk het na op uw bankafschrift.",
            "This account number fails its check digits. Compare it with your bank statement.",
        )


def _country(raw: str) -> Value | Refusal:
    value = raw.strip().upper()
    if re.fullmatch(r"[A-Z]{2}", value):
        return value
    return _refuse("Verwacht: een landcode van twee letters, zoals NL.", "Expected: a country code of two letters, such as NL.")


def _one_of(*allowed: str) -> Reader:
    def read(raw: str) -> Value | Refusal:
        if raw in allowed:
            return raw
        return _refuse(f"Kies uit: {', '.join(allowed)}.", f"Choose one of: {', '.join(allowed)}.")

    return read


def _whole(lowest: int, highest: int) -> Reader:
    def read(raw: str) -> Value | Refusal:
        value = int(raw) if re.fullmatch(r"\d{1,6}", raw.strip(), re.ASCII) else -1
        if lowest <= value <= highest:
            return value
        nl, en = f"een heel getal van {lowest} tot en met {highest}", f"a whole number from {lowest} to {highest}"
        return _refuse(f"Verwacht: {nl}.", f"Expected: {en}.")

    return read


def _remind_days(raw: str) -> Value | Refusal:
    """So many days before an instalment; nothing where no reminder is wanted."""
    return _whole(1, LONGEST_REMINDER)(raw) if raw.strip() else None


def _tolerance(raw: str) -> Value | Refusal:
    cents = cents_of(raw, decimal="") if raw.strip() else 0
    if cents is not None and 0 <= cents <= MAX_TOLERANCE:
        return cents
    return _refuse("Verwacht: een bedrag van € 0,00 tot en met € 1.000,00.", "Expected: an amount from € 0.00 to € 1,000.00.")


def _share(raw: str) -> Value | Refusal:
    hundredths = cents_of(raw.strip().removesuffix("%").strip(), decimal="") if raw.strip() else 0
    if hundredths is not None and 0 <= hundredths <= MAX_DISCOUNT:
        return hundredths
    return _refuse("Verwacht: een percentage van 0 tot en met 25.", "Expected: a percentage from 0 to 25.")


def _host(raw: str) -> Value | Refusal:
    value = raw.strip()
    if not value or _HOST.fullmatch(value):
        return value
    return _refuse(
        "Verwacht: de naam van de mailserver, zoals smtp.bedrijf.nl, zonder https:// of poort.",
        "Expected: the name of the mail server, such as smtp.company.nl, without https:// or a port.",
    )


def _folder(raw: str) -> Value | Refusal:
    return _text("imap_folder")(raw) if raw.strip() else "INBOX"


def _model_address(raw: str) -> Value | Refusal:
    value = _text("model_address")(raw.strip())
    why = webhook.wrong(value, inside=frozenset(settings.INSIDE_HOSTS)) if isinstance(value, str) and value else None
    return Refusal(why) if why else value


def _day(raw: str) -> Value | Refusal:
    """A day, or nothing."""
    found = date_of(raw.strip())
    return found if found or not raw.strip() else _refuse("Dit is geen datum.", "This is no date.")


def _way(raw: str) -> Value | Refusal:
    return _one_of(*formats())(raw)


READERS: dict[str, Reader] = {
    "name": _name,
    "street": _text("street"),
    "postcode": _postcode,
    "city": _text("city"),
    "country": _country,
    "email": _email,
    "phone": _text("phone"),
    "website": _text("website"),
    "kvk": _kvk,
    "vat": _vat,
    "iban": _iban,
    "vat_deductible": yes,
    "legal_form": _one_of("", *LegalForm.values),
    "large": yes,
    "signed_by": _text("signed_by"),
    "approval": _one_of(*Approval.values),
    "handover": _one_of(*Approval.values),
    "post": _one_of(*Approval.values),
    "attach_invoices": _one_of(*Attach.values),
    "partner": _text("partner"),
    "partner_email": _email,
    "partner_mandated": yes,
    "partner_mandated_on": _day,
    "partner_kind": _one_of(*PartnerKind.values),
    "partner_phone": _text("partner_phone"),
    "partner_registration": _text("partner_registration"),
    "partner_checked_on": _day,
    "partner_way": _way,
    "tolerance": _tolerance,
    "bank_days": _whole(0, MAX_BANK_DAYS),
    "default_term": _whole(1, MAX_TERM),
    "discount_share": _share,
    "discount_days": _whole(0, MAX_TERM),
    "term_agreed": yes,
    "remind_days": _remind_days,
    "call_attempts": _whole(1, 10),
    "invoices_by": _one_of(*SentBy.values),
    "day_count": _one_of(*DayCount.values),
    "agreed_rate": percent,
    "agreed_per": _one_of(*Period.values),
    "agreed_joins": _one_of(*Joining.values),
    "least_at_once": yes,
    "costs_over_capitalised": yes,
    "instalment_costs": _one_of(*Instalments.values),
    "collection_taxed": yes,
    "vat_declared": yes,
    "smtp_host": _host,
    "smtp_port": _whole(1, MAX_PORT),
    "smtp_user": _text("smtp_user"),
    "smtp_security": _one_of("starttls", "tls", "none"),
    "hourly_limit": _whole(1, MAX_HOURLY),
    "imap_host": _host,
    "imap_port": _whole(1, MAX_PORT),
    "imap_user": _text("imap_user"),
    "imap_security": _one_of("tls", "starttls", "none"),
    "imap_folder": _folder,
    "model_address": _model_address,
    "model_name": _text("model_name"),
    "portal_on": yes,
    "portal_days": _whole(1, MAX_TERM),
    "mollie_on": yes,
}
"""Every setting that a person may change, by the name of its column. Passwords and sending itself have their own ways."""
