"""Changes what is known of a debtor: checked field by field, stored as a whole or not at all, and written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat
from stdnum.exceptions import ValidationError as NumberError

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Debtor
from akkoord.store.models.debtor import DebtorKind, LegalForm
from akkoord.store.models.interest_clause import Clause, Joining, Period
from akkoord.work.ladders.pin_cases import pin_cases
from akkoord.work.mail.bounced import other_address
from akkoord.work.numbers import other_number
from akkoord.work.order.find_doubles import TOLD_APART, find_doubles
from akkoord.work.read_fields import percent, yes
from akkoord.work.record import record

READER = Refusal(Text("U kunt hier meekijken, maar niets wijzigen.", "You may look here, but change nothing."))

Checked = str | bool | Decimal | Refusal | None


def _refuse(nl: str, en: str) -> Refusal:
    return Refusal(Text(nl, en))


def _line(most: int) -> Callable[[str], Checked]:
    def check(raw: str) -> Checked:
        value = " ".join(raw.split())
        return value if len(value) <= most else _refuse(f"Hoogstens {most} tekens.", f"At most {most} characters.")

    return check


def _name(raw: str) -> Checked:
    return _line(200)(raw) if raw.strip() else _refuse("Zonder naam kan er geen brief weg.", "No letter can leave without a name.")


def _one_of(*allowed: str) -> Callable[[str], Checked]:
    return lambda raw: raw if raw in allowed else _refuse("Kies een van de mogelijkheden.", "Choose one of the answers.")


def _country(raw: str) -> Checked:
    value = raw.strip().upper()
    fits = len(value) == 2 and value.isascii() and value.isalpha()
    return value if fits else _refuse("Twee letters, zoals NL of BE.", "Two letters, such as NL or BE.")


def checked_email(raw: str) -> str | Refusal:
    """An e-mail address or nothing."""
    value = raw.strip()
    if not value:
        return value
    try:
        validate_email(value)
    except ValidationError:
        return _refuse(
            "Dit is geen e-mailadres; het lijkt op naam@bedrijf.nl.", "This is no e-mail address; it looks like name@company.com."
        )
    return value


def checked_phone(raw: str) -> str | Refusal:
    """A telephone number as people write it, or nothing."""
    value = " ".join(raw.split())
    digits = sum(char.isdecimal() for char in value)
    fits = not value or (6 <= digits <= 15 and len(value) <= 40 and set(value) <= set("0123456789 +-()./"))
    return value if fits else _refuse("Een telefoonnummer heeft zes tot vijftien cijfers.", "A telephone number has six to fifteen digits.")


def _kvk(raw: str) -> Checked:
    value = "".join(raw.split()).replace(".", "")
    fits = not value or (len(value) == 8 and value.isascii() and value.isdecimal())
    found = len(value)
    return (
        value
        if fits
        else _refuse(f"Een KvK-nummer heeft acht cijfers; dit zijn er {found}.", f"A KvK number has eight digits; this has {found}.")
    )


_VAT_WRONG: tuple[tuple[type[NumberError], Refusal], ...] = (
    (
        InvalidFormat,
        _refuse(
            "Dit btw-nummer heeft niet de goede vorm; een Nederlands nummer is NL, negen cijfers, B en twee cijfers.",
            "This VAT number does not have the right shape; a Dutch one is NL, nine digits, B and two digits.",
        ),
    ),
    (
        InvalidChecksum,
        _refuse(
            "Dit btw-nummer klopt niet: de controlecijfers passen er niet bij. Is er een cijfer verwisseld?",
            "This VAT number is wrong: its check digits do not fit. Were two digits swapped?",
        ),
    ),
    (
        InvalidComponent,
        _refuse(
            "Een btw-nummer begint met de letters van een EU-land, zoals NL.",
            "A VAT number starts with the letters of an EU country, such as NL.",
        ),
    ),
    (
        NumberError,
        _refuse("Dit is geen btw-nummer; het lijkt op NL004495445B01.", "This is no VAT number; it looks like NL004495445B01."),
    ),
)


def _vat(raw: str) -> Checked:
    value = "".join(raw.split()).replace(".", "").upper()
    if not value:
        return value
    try:
        return str(eu_vat.validate(value))
    except NumberError as wrong:
        return next(refusal for kind, refusal in _VAT_WRONG if isinstance(wrong, kind))


CHECKS: Mapping[str, Callable[[str], Checked]] = {
    "name": _name,
    "kind": _one_of(*DebtorKind.values),
    "language": _one_of("nl", "en"),
    "street": _line(200),
    "postcode": _line(20),
    "city": _line(100),
    "country": _country,
    "email": checked_email,
    "phone": checked_phone,
    "kvk": _kvk,
    "vat": _vat,
    "legal_form": _one_of("", *LegalForm.values),
    "note": lambda raw: raw.strip(),
    "large": yes,
    "interest_clause": _one_of(*Clause.values),
    "agreed_rate": percent,
    "agreed_per": _one_of(*Period.values),
    "agreed_joins": _one_of(*Joining.values),
}


def keep_debtor(*, desk: Desk, debtor_id: int, fields: Mapping[str, str], on: date, at: datetime) -> dict[str, Refusal]:
    """Stores `fields` (column -> what a person typed); an empty answer means it is done.

    Saying which kind of debtor it is settles a doubt about that. Raises Debtor.DoesNotExist for another company's.
    """
    if not desk.may_work:
        return {"": READER}
    checked = {name: CHECKS[name](raw) for name, raw in fields.items()}
    refusals = {name: value for name, value in checked.items() if isinstance(value, Refusal)} or _without_rate(checked)
    if refusals:
        return refusals
    with transaction.atomic():
        debtor = desk.debtors().select_for_update().get(id=debtor_id)
        changed = {name: value for name, value in checked.items() if getattr(debtor, name) != value}
        told = {name: [_told(getattr(debtor, name)), _told(value)] for name, value in changed.items()}
        if "kind" in checked and debtor.kind_doubtful:
            debtor.kind_doubtful, told["kind"] = False, [debtor.kind, checked["kind"]]
        if told:
            _store(debtor, changed)
            record("debtor-changed", creditor_id=desk.creditor.pk, debtor_id=debtor.id, on=on, at=at, by=desk.user.email, changed=told)
            _follow(debtor, told, on)
    return {}


def _follow(debtor: Debtor, told: Mapping[str, object], on: date) -> None:
    """What else changes with it: a new address has not bounced, a new number is not wrong, another kind walks another ladder, and
    he may be somebody else too."""
    if "email" in told:
        other_address(debtor.creditor, debtor.id, on=on)
    if "phone" in told:
        other_number(debtor.creditor, debtor.id, on=on)
    if "kind" in told:
        pin_cases(debtor.creditor, on=on, debtors=[debtor.id])
    if TOLD_APART.intersection(told):
        find_doubles(debtor.creditor, on=on, about=[debtor.id])


def _told(value: object) -> object:
    """A value as the log keeps it: a percentage as text."""
    return f"{value}" if isinstance(value, Decimal) else value


def _without_rate(fields: Mapping[str, Checked]) -> dict[str, Refusal]:
    """A clause of its own needs a rate of its own."""
    if fields.get("interest_clause") != "own" or fields.get("agreed_rate") is not None:
        return {}
    return {"agreed_rate": _refuse("Welk percentage is met deze klant afgesproken?", "Which rate was agreed with this customer?")}


def _store(debtor: Debtor, changed: Mapping[str, Checked]) -> None:
    for name, value in changed.items():
        setattr(debtor, name, value)
    debtor.save(update_fields=[*changed, "kind_doubtful"])
