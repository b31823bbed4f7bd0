"""What happens next, said to the debtor himself: what we do and when, or why nothing happens now. Only what is true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from akkoord.core.problem import Text
from akkoord.store.models import Debtor, HandOver
from akkoord.work.outlook import Outlook, outlook

_STEPS: Mapping[str, Text] = {
    "pre-due-notice": Text("Dan schrijven wij u dat de factuur bijna betaald moet zijn.", "We then tell you that the bill is due soon."),
    "reminder": Text("Dan sturen wij u een herinnering.", "We then send you a reminder."),
    "call": Text("Dan bellen wij u om te vragen hoe het zit.", "We then call you to ask how things are."),
    "arrangement-offer": Text("Dan schrijven wij u dat u ook in delen kunt betalen.", "We then write to you that you can pay in parts."),
    "notice-of-default": Text(
        "Dan sturen wij u een brief met een laatste dag om te betalen.", "We then send you a letter with a last day to pay."
    ),
    "fourteen-day-letter": Text(
        "Dan sturen wij u een brief: u krijgt nog veertien dagen om zonder extra kosten te betalen.",
        "We then send you a letter: you get another fourteen days to pay without extra costs.",
    ),
    "suspension-warning": Text("Dan schrijven wij u dat ons werk kan stoppen.", "We then write to you that our work may stop."),
    "suspension": Text("Dan stopt ons werk voor u tot er betaald is.", "Our work for you then stops until you have paid."),
    "collection-warning": Text(
        "Dan sturen wij u een laatste brief, voordat een incassobureau het overneemt.",
        "We then send you a last letter, before a collection agency takes over.",
    ),
    "handover": Text("Dan geven wij de rekening aan een incassobureau.", "We then hand the bill over to a collection agency."),
}
_CARE = Text(
    "Een medewerker kijkt eerst naar uw situatie. Tot die tijd sturen wij niets.",
    "Somebody looks at your situation first. We send nothing meanwhile.",
)
_WAITS: Mapping[str, Text] = {
    "promise": Text("U beloofde te betalen. Wij wachten daarop.", "You promised to pay. We are waiting for that."),
    "arrangement-kept": Text(
        "U betaalt in delen. Zolang u dat doet, doen wij verder niets.", "You are paying in parts. As long as you do, we do nothing else."
    ),
    "dispute": Text(
        "Wij kijken eerst naar uw klacht. Zolang vragen wij niets.", "We look at your complaint first and ask nothing meanwhile."
    ),
    "payment-under-way": Text("Uw betaling is onderweg. U hoeft niets te doen.", "Your payment is on its way. You need do nothing."),
    "hold": Text("Wij kijken er eerst naar. Tot die tijd doen wij niets.", "We look at it first and do nothing meanwhile."),
    "vulnerable": _CARE,
    "insolvency": _CARE,
    "not-due": Text("U hoeft nog niets te doen.", "You need not do anything yet."),
}
_GONE = Text(
    "Het incassobureau neemt contact met u op. Van ons krijgt u hierover geen brieven meer.",
    "The collection agency will contact you. We write no more about this.",
)
_QUIET = Text("Er gebeurt nu niets. Betalen kan altijd.", "Nothing happens now. You can always pay.")
_GRAVEST = ("insolvency", "vulnerable", "payment-under-way", "hold", "arrangement-kept", "promise", "dispute")


@dataclass(frozen=True, slots=True)
class Next:
    """The sentence, and the day that it is about; None where there is none to name."""

    said: Text
    on: date | None = None


def next_for(debtor: Debtor, *, on: date) -> Next:
    """What happens next for all his invoices together: what is nearest, unless something holds everything."""
    rows = outlook(debtor=debtor, on=on)
    if HandOver.objects.filter(creditor_id=debtor.creditor_id, debtor_id=debtor.id, ended_on=None).exists() and not _ours(rows):
        return Next(_GONE)
    steps = sorted((one for one in rows if one.step in _STEPS and one.wait in ("", "not-yet", "no-contact-day")), key=_when)
    held = min((one for one in rows if one.wait in _GRAVEST), key=lambda one: _GRAVEST.index(one.wait), default=None)
    if steps and (held is None or held.wait == "dispute"):
        return Next(_STEPS[steps[0].step], steps[0].on)
    if held is not None:
        return Next(_WAITS[held.wait])
    return Next(_WAITS["not-due"]) if rows and all(one.wait == "not-due" for one in rows) else Next(_QUIET)


def _ours(rows: Sequence[Outlook]) -> bool:
    """Whether we still do something ourselves."""
    return any(one.step in _STEPS and one.step != "handover" for one in rows)


def _when(one: Outlook) -> date:
    return one.on or date.max
