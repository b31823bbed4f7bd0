"""What was agreed, in words for our own pages: what we do, what he does, and by when."""

from __future__ import annotations

from collections.abc import Mapping

from akkoord.core.conversation.agreement import Agree
from akkoord.core.money import shown
from akkoord.core.problem import Text
from akkoord.store.models import Agreed

KINDS: Mapping[str, Text] = {
    Agree.PROMISE: Text("Betalen", "Pay"),
    Agree.ARRANGEMENT: Text("Voorstel om in delen te betalen", "Proposal to pay in parts"),
    Agree.CALLBACK: Text("Terugbellen", "Call back"),
    Agree.PROOF: Text("Bewijs sturen", "Send proof"),
    Agree.COMPLAINT: Text("Antwoord op zijn klacht", "Answer to his complaint"),
    Agree.COPY: Text("Kopie van de factuur sturen", "Send a copy of the invoice"),
    Agree.MEETING: Text("Elkaar ontmoeten", "Meet"),
    Agree.STOP_WORK: Text("Het werk stilleggen", "Stop the work"),
    Agree.RESUME_WORK: Text("Het werk weer oppakken", "Take up the work again"),
}


def what(row: Agreed) -> Text:
    """What was agreed, without its day."""
    word = KINDS[Agree(row.kind)]
    if row.amount:
        word = Text(f"{word.nl}: {shown(row.amount)}", f"{word.en}: {shown(row.amount, language='en')}")
    said = " ".join(row.what.split())[:120]
    return Text(f"{word.nl}: {said}", f"{word.en}: {said}") if said else word
