"""The words of the e-mails about work that stops and goes on: to who does it, and the short one to who paid."""

from __future__ import annotations

from datetime import date
from typing import Any

from akkoord.core.day_words import in_words
from akkoord.core.problem import Text
from akkoord.store.models import Creditor, WorkNotice

_SUBJECTS = {
    "work.warned": Text("Werk stopt mogelijk op {day}: {work} voor {customer}", "Work may stop on {day}: {work} for {customer}"),
    "work.stopped": Text("Stop met het werk: {work} voor {customer}", "Stop the work: {work} for {customer}"),
    "work.resumed": Text("Het werk gaat weer verder: {work} voor {customer}", "The work goes on again: {work} for {customer}"),
}
_TEXTS = {
    "work.warned": Text(
        "{customer} heeft niet op tijd betaald en is gewaarschuwd: blijft betaling uit, dan stopt dit werk op {day}.\n\n"
        "Werk: {work}\n\nU hoeft nu nog niets te doen. Ga gewoon door tot u bericht krijgt dat het werk stopt.",
        "{customer} did not pay in time and was warned: without payment this work stops on {day}.\n\n"
        "Work: {work}\n\nThere is nothing to do yet. Please go on until you hear that the work stops.",
    ),
    "work.stopped": Text(
        "{customer} heeft ook na onze waarschuwing niet betaald. Daarom ligt dit werk stil vanaf {day}.\n\n"
        "Werk: {work}\n\nDoe hier niets meer aan tot u bericht krijgt dat het verdergaat. Laat alles veilig en netjes achter. "
        "Vraagt de klant ernaar, verwijs dan vriendelijk naar ons.",
        "{customer} did not pay after our warning. From {day} this work is stopped.\n\n"
        "Work: {work}\n\nPlease do no more of it until you hear that it goes on. Leave everything safe and tidy. "
        "If the customer asks, kindly refer them to us.",
    ),
    "work.resumed": Text(
        "Dit werk voor {customer} gaat weer verder vanaf {day}.\n\nWerk: {work}\n\n{why}Pak het zo snel op als u kunt.",
        "This work for {customer} goes on again from {day}.\n\nWork: {work}\n\n{why}Please take it up as soon as you can.",
    ),
}
_WHY = {
    "paid": Text("Er is betaald. ", "It was paid. "),
    "arrangement": Text("Er is een betalingsregeling. ", "There is an arrangement for payment. "),
}
_TO_DEBTOR = Text("Ons werk voor u gaat weer verder: {work}", "Our work for you goes on again: {work}")
_THANKS = {
    "paid": Text("Wij hebben uw betaling ontvangen. Dank u wel.", "We received your payment. Thank you."),
    "arrangement": Text("Wij hebben afgesproken hoe u betaalt. Dank u wel daarvoor.", "We agreed on how you will pay. Thank you for that."),
    "person": Text("Goed nieuws.", "Good news."),
}
_GOES_ON = Text(
    "Geachte heer, mevrouw,\n\n{thanks} Het werk dat stillag, gaat meteen weer verder: {work}.\n\n"
    "Hebt u vragen? {reach}\n\nMet vriendelijke groet,\n{signed}",
    "Dear Sir or Madam,\n\n{thanks} The work that had stopped goes on at once: {work}.\n\n"
    "Do you have questions? {reach}\n\nKind regards,\n{signed}",
)


def words_of(row: WorkNotice, creditor: Creditor) -> tuple[str, str]:
    """The subject and the text of an e-mail. Who does the work reads Dutch first and English below it."""
    return _to_debtor(row.body, creditor) if row.to_debtor else _to_people(row.event, row.body, creditor)


def _to_people(event: str, body: dict[str, Any], creditor: Creditor) -> tuple[str, str]:
    day, why = in_words(date.fromisoformat(body["day"])), _WHY.get(body["reason"], Text("", ""))
    facts = {"customer": body["customer"]["name"], "work": body["work"]["name"]}
    texts = _TEXTS[event]
    nl, en = texts.nl.format(day=day.nl, why=why.nl, **facts), texts.en.format(day=day.en, why=why.en, **facts)
    subject = _SUBJECTS[event].nl.format(day=day.nl, **facts)
    return subject, f"{nl}\n\n{creditor.name}\n\n– English –\n\n{en}\n"


def _to_debtor(body: dict[str, Any], creditor: Creditor) -> tuple[str, str]:
    language = body["language"]
    reach = _reach(creditor).in_language(language)
    signed = "\n".join(filter(None, (creditor.signed_by, creditor.name)))
    thanks, work = _THANKS[body["reason"]].in_language(language), body["work"]["name"]
    text = _GOES_ON.in_language(language).format(thanks=thanks, work=work, reach=reach, signed=signed)
    return _TO_DEBTOR.in_language(language).format(work=work), f"{text}\n"


def _reach(creditor: Creditor) -> Text:
    if creditor.phone:
        return Text(f"Bel {creditor.phone} of antwoord op deze e-mail.", f"Call {creditor.phone} or reply to this e-mail.")
    return Text("Antwoord gerust op deze e-mail.", "Please reply to this e-mail.")
