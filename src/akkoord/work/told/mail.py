"""What the time line says about mail that came in or came back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from akkoord.core.problem import Text

Data = Mapping[str, Any]


def _received(nl: str, en: str) -> Callable[[Data], Text]:
    def told(data: Data) -> Text:
        sender, subject = str(data.get("sender") or ""), str(data.get("subject") or "")
        about = f": {subject}" if subject else ""
        return Text(f"{nl} {sender}{about}", f"{en} {sender}{about}")

    return told


def _returned(nl: str, en: str) -> Callable[[Data], Text]:
    def told(data: Data) -> Text:
        said = str(data.get("error") or data.get("status") or "")
        recipient = str(data.get("recipient") or "")
        return Text(f"{nl.format(recipient)} · {said}", f"{en.format(recipient)} · {said}")

    return told


def _undelivered(data: Data) -> Text:
    subject = str(data.get("subject") or "")
    return Text(
        f"{subject} telt als niet bezorgd; Akkoord kijkt opnieuw wat er moet gebeuren",
        f"{subject} counts as not delivered; Akkoord looks anew at what has to be done",
    )


def _judged(data: Data) -> Text:
    if data.get("outcome") == "works":
        return Text("E-mailadres klopt toch en wordt weer gebruikt", "The e-mail address is right after all and is used again")
    return Text("Verder zonder e-mail", "On without e-mail")


MAIL_SENTENCES: Mapping[str, Callable[[Data], Text]] = {
    "mail-received": _received("Antwoord van", "Answer from"),
    "mail-automatic": _received("Automatisch antwoord van", "Automatic answer from"),
    "mail-read": lambda data: Text("Antwoord gelezen", "Answer read"),
    "mail-bounced": _returned("E-mail aan {} kwam terug", "E-mail to {} came back"),
    "mail-delayed": _returned("E-mail aan {} is vertraagd", "E-mail to {} is delayed"),
    "letter-undelivered": _undelivered,
    "address-judged": _judged,
}
