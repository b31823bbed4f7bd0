"""What the work list says about mail: answers to read, addresses that do not work, servers that do not answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from akkoord.core.problem import Text


def _reply(note: str) -> Text:
    return Text(
        "Er kwam een antwoord binnen. Tot iemand het las, gaat hier niets uit.",
        "An answer came in. Until somebody read it, nothing is sent here.",
    )


def _address(note: str) -> Text:
    told = f" {note.rstrip('.')}." if note else ""
    return Text(f"De e-mail kwam terug. Klopt het adres?{told}", f"The e-mail came back. Is the address right?{told}")


def _wrong_answers(note: str) -> Text:
    return Text(
        "Iemand gaf te vaak een verkeerd antwoord op zijn betaalpagina. Er is niets getoond.",
        "Somebody answered wrongly too often on his payment page. Nothing was shown.",
    )


MAIL_TASKS: Mapping[str, Callable[[str], Text]] = {"read-reply": _reply, "bad-address": _address, "portal-locked": _wrong_answers}


def mail_waits(waiting: int, error: str) -> Text:
    """The mail server does not take letters."""
    one = waiting == 1
    return Text(
        f"De mailserver neemt geen e-mail aan: {error}. {waiting} {'bericht wacht' if one else 'berichten wachten'}; "
        "Akkoord blijft het proberen.",
        f"The mail server takes no e-mail: {error}. {waiting} {'message waits' if one else 'messages wait'}; Akkoord keeps trying.",
    )


def inbox_closed(error: str) -> Text:
    """The mailbox does not open."""
    return Text(
        f"De postbus voor antwoorden gaat niet open: {error}. Akkoord blijft het proberen.",
        f"The mailbox for answers does not open: {error}. Akkoord keeps trying.",
    )
