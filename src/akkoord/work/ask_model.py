"""Asks the company's language model what a debtor means, without what is personal; off until an owner fills in an address.

Nothing depends on it: whoever calls this shows the proposal beside what was recognised here, and a person chooses.
"""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from akkoord.channels.language_model import ask
from akkoord.core.conversation.mask import Masked, mask
from akkoord.core.conversation.model_talk import Proposed, answer, question
from akkoord.core.problem import Refusal, Text
from akkoord.reasons import listener, reasons
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import record
from akkoord.work.seal import unseal

OFF = Refusal(Text("Er is geen taalmodel ingesteld.", "No language model is set up."))
NOT_YOURS = Refusal(Text("Alleen een eigenaar probeert het taalmodel.", "Only an owner tries the language model."))
EMPTY = Refusal(Text("Er is niets opgeschreven.", "Nothing was written down."))
SIGNS = Refusal(
    Text(
        "In deze tekst staan tekenen van kwetsbaarheid. Die gaat de deur niet uit.",
        "This text has signs of vulnerability. It does not leave the house.",
    ),
    "AVG art. 9",
)
_LOST = Refusal(Text("De sleutel is niet meer te openen. Vul hem opnieuw in.", "The key can no longer be opened. Fill it in again."))
_TRIED = "Goedemorgen, ik heb die factuur nooit ontvangen."


def propose(*, desk: Desk, debtor_id: int, text: str, on: date, at: datetime) -> Proposed | Refusal:
    """A reason and a summary of what this debtor said, names and numbers back in their places; or why there is none.

    What is said with signs of vulnerability is never sent. Raises Debtor.DoesNotExist for one that is not of this company.
    """
    if not desk.may_work:
        return MAY_NOT
    debtor = desk.debtors().get(id=debtor_id)
    refused = _refused(desk.creditor, text)
    if refused:
        return refused
    masked = mask(text, known=_known(desk, debtor))
    found = _asked(desk.creditor, masked)
    answered = isinstance(found, Proposed)
    record("model-asked", creditor_id=desk.creditor.pk, on=on, at=at, by=desk.user.email, debtor_id=debtor.id, answered=answered)
    return found


def try_model(*, desk: Desk) -> Proposed | Refusal:
    """Asks it about one sentence that is nobody's, as a test of the settings."""
    if not desk.may_manage:
        return NOT_YOURS
    return _refused(desk.creditor, _TRIED) or _asked(desk.creditor, mask(_TRIED, known={}))


def _refused(creditor: Creditor, text: str) -> Refusal | None:
    if not creditor.model_address:
        return OFF
    if not text.strip():
        return EMPTY
    return SIGNS if listener().signs(text) else None


def _asked(creditor: Creditor, masked: Masked) -> Proposed | Refusal:
    key = unseal(creditor.model_key)
    if key is None:
        return _LOST
    asked = question(masked.text, model=creditor.model_name, reasons=reasons())
    said = ask(creditor.model_address, key=key, question=asked, inside=frozenset(settings.INSIDE_HOSTS))
    if isinstance(said, Refusal):
        return said
    found = answer(said, reasons=reasons())
    return found if isinstance(found, Refusal) else Proposed(found.reason, masked.back(found.summary))


def _known(desk: Desk, debtor: Debtor) -> dict[str, list[str]]:
    """What is known of him and of us that must not leave: names with their parts, numbers, addresses."""
    contacts = list(desk.contacts().filter(debtor_id=debtor.id))
    names = [debtor.name, desk.creditor.name, desk.creditor.signed_by, *(one.name for one in contacts)]
    parts = [part for name in names for part in name.split() if len(part) > 3 and part[0].isupper()]
    places = [debtor.street, debtor.postcode, debtor.city, desk.creditor.street, desk.creditor.postcode]
    numbers = [debtor.kvk, debtor.vat, debtor.number, debtor.phone, *(one.phone for one in contacts)]
    invoices = desk.invoices().filter(debtor_id=debtor.id).values_list("number", flat=True)
    known = {"NAAM": names + parts, "ADRES": places, "NUMMER": numbers, "FACTUUR": list(invoices)}
    return {kind: [one for one in said if one.strip()] for kind, said in known.items()}
