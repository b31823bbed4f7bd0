"""The debtor of a case, as a row of the desk's own company: made from the manifest, or found again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from akkoord.core.problem import Refusal
from akkoord.store.models import Contact, Creditor, Debtor
from akkoord.store.models.debtor import DebtorKind, LegalForm
from akkoord.work.hold import put_hold
from akkoord.work.keep_debtor import checked_email, checked_phone
from akkoord.work.record import Log

_LENGTHS = {"name": 200, "street": 200, "postcode": 20, "city": 100, "kvk": 8, "vat": 20}
_FORMS_OF_PEOPLE = ("eenmanszaak", "vof", "cv", "maatschap")


def is_natural(manifest: Mapping[str, Any]) -> bool:
    """Whether the debtor is a natural person in the Netherlands: then the Wki asks for a registration (art. 2 and 4 Wki). Where the
    file does not say it, a consumer is one, and so is who trades under a form in which people answer themselves."""
    said = manifest["debtor"]
    if (said.get("country") or "NL") != "NL":
        return False
    known = said.get("natural_person")
    return bool(known) if known is not None else said.get("kind") == "consumer" or said.get("legal_form") in _FORMS_OF_PEOPLE


def debtor_for(creditor: Creditor, manifest: Mapping[str, Any], log: Log) -> Debtor:
    """The debtor with this KvK number, or with this name at this postcode; else a new one. What was not known of him yet is added,
    and what is known stays. Call it in the transaction that takes the case in; the log is not written yet."""
    said = _said(manifest["debtor"])
    found = _known(creditor, said)
    if found is None:
        found = Debtor.objects.create(creditor=creditor, **said)
        log.add("desk-debtor", debtor_id=found.id)
    else:
        _add(found, said)
    _contacts(found, manifest["debtor"].get("contacts") or ())
    _care(found, manifest["debtor"], log)
    return found


def _said(raw: Mapping[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {name: " ".join(str(raw.get(name) or "").split())[:most] for name, most in _LENGTHS.items()}
    kind, form = raw.get("kind"), raw.get("legal_form") or ""
    said["kind"] = kind if kind in DebtorKind.values else DebtorKind.BUSINESS
    said["kind_doubtful"] = bool(raw.get("kind_doubtful"))
    said["legal_form"] = form if form in LegalForm.values else ""
    said["country"] = str(raw.get("country") or "NL")[:2].upper()
    said["language"] = "en" if raw.get("language") == "en" else "nl"
    said["kvk"] = said["kvk"] if said["kvk"].isdecimal() and len(said["kvk"]) == 8 else ""
    return said | _reach(raw)


def _reach(raw: Mapping[str, Any]) -> dict[str, str]:
    """An address and a number that can be used; what cannot is left out, and stands in the file."""
    found = {"email": checked_email(str(raw.get("email") or "")), "phone": checked_phone(str(raw.get("phone") or ""))}
    return {name: "" if isinstance(value, Refusal) else value for name, value in found.items()}


def _known(creditor: Creditor, said: Mapping[str, Any]) -> Debtor | None:
    rows = Debtor.objects.select_for_update().filter(creditor=creditor).order_by("id")
    if said["kvk"]:
        same = rows.filter(kvk=said["kvk"]).first()
        if same is not None:
            return same
    if not said["postcode"]:
        return None
    place = _bare(said["postcode"])
    alike = rows.filter(name__iexact=said["name"])
    return next((one for one in alike if _bare(one.postcode) == place and one.kvk in ("", said["kvk"])), None)


def _bare(postcode: str) -> str:
    return "".join(postcode.split()).upper()


def _add(debtor: Debtor, said: Mapping[str, Any]) -> None:
    new = [name for name, value in said.items() if value and not getattr(debtor, name) and name not in ("kind_doubtful", "kind")]
    for name in new:
        setattr(debtor, name, said[name])
    if new:
        debtor.save(update_fields=new)


def _contacts(debtor: Debtor, raw: Any) -> None:
    known = {name.lower() for name in debtor.contacts.values_list("name", flat=True)}
    for one in raw:
        name = " ".join(str(one.get("name") or "").split())[:200]
        if name and name.lower() not in known:
            known.add(name.lower())
            role = str(one.get("role") or "")[:100]
            Contact.objects.create(creditor=debtor.creditor, debtor_id=debtor.id, name=name, role=role, **_reach(one))


def _care(debtor: Debtor, raw: Mapping[str, Any], log: Log) -> None:
    """Who needs extra care, or is insolvent, gets no letter before somebody decided."""
    for kind in ("vulnerable", "insolvency"):
        if raw.get(kind) and not debtor.holds.filter(kind=kind, ended_on=None).exists():
            put_hold(log, debtor_id=debtor.id, kind=kind, note="")
