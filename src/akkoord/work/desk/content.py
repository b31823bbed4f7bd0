"""What a letter of the desk holds: the case as it stands on a day, from the manifest and from what happened since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from akkoord.core.dates import date_of
from akkoord.core.handover.owing import Owing
from akkoord.core.letter import CostLine, InterestLine, LetterContent, LetterDesk, LetterInvoice, LetterParty, MovementLine
from akkoord.jurisdictions import jurisdiction
from akkoord.steps import letter_step
from akkoord.store.models import Creditor, DeskCase, Letter
from akkoord.work.books import law_kind
from akkoord.work.desk.case import owing
from akkoord.work.desk.debtors import is_natural
from akkoord.work.letters.make_letter import addressee, reached_at, sender

INFORMATION, DEMAND = "claim-information", "desk-demand"
KINDS = (INFORMATION, DEMAND)
_MOST_ABOUT = 160  # characters of what the claim is about


def desk_content(creditor: Creditor, case: DeskCase, kind: str, *, on: date) -> LetterContent:
    """The letter if it is dated `on`: what is left of principal, interest and costs, by their lines."""
    said, debtor, now = case.manifest, case.debtor, owing(case, on=on)
    costs, interest, principal = now.parts
    return LetterContent(
        kind=kind,
        language=debtor.language,
        reference=case.number,
        dated=on,
        sender=sender(creditor),
        addressee=addressee(debtor, *reached_at(debtor, debtor.contacts.order_by("id").first())),
        invoices=_invoices(said, principal, on),
        principal=principal,
        interest=interest,
        asked=now.open,
        last_day=letter_step(kind).last_day(on, jurisdiction()),
        signed_by=creditor.signed_by,
        consumer=law_kind(debtor) == "consumer",
        desk=_desk(creditor, case),
        **_annex(case, now, costs),
    )


def _annex(case: DeskCase, now: Owing, costs: int) -> dict[str, Any]:
    """The lines behind the sums, the client's and the desk's, and what of the costs that are left is VAT."""
    claim, whole = case.claim, case.costs + now.costs_here
    return {
        "costs": costs,
        "interest_lines": (*(_interest_line(one) for one in claim["interest_lines"]), *_run_on(now)),
        "cost_lines": (*(CostLine(**one) for one in claim["cost_lines"]), *_costs_here(case)),
        "movements": tuple(MovementLine(**{**one, "on": _day(one["on"])}) for one in claim["movements"]),
        "costs_vat": claim["vat"] * costs // whole if whole else 0,
    }


def _day(text: str) -> date:
    found = date_of(text)
    if found is None:
        raise ValueError(text)  # the schema lets no other text through
    return found


def _interest_line(raw: Mapping[str, Any]) -> InterestLine:
    return InterestLine(**{**raw, "from_day": _day(raw["from_day"]), "to_day": _day(raw["to_day"])})


def _run_on(now: Owing) -> tuple[InterestLine, ...]:
    """The lines of the days after the file."""
    return tuple(
        InterestLine(number, one.first, one.last, one.days, f"{one.rate}", one.base, one.interest, one.source, one.of, one.per)
        for number, one in (now.since.lines if now.since else ())
    )


def _costs_here(case: DeskCase) -> tuple[CostLine, ...]:
    """The costs that the desk made and the debtor owes, each by what it is for."""
    rows = case.entries.filter(kind="cost", payer="debtor").order_by("on", "id")
    return tuple(CostLine(0, "0", amount, what) for amount, what in rows.values_list("amount", "what"))


def _invoices(said: Mapping[str, Any], principal: int, on: date) -> tuple[LetterInvoice, ...]:
    """Its invoices with what is left of each: what was paid of the principal went to those that fell due first (art. 6:43 BW)."""
    rows = sorted((one for one in said["invoices"] if one["kind"] == "invoice"), key=lambda one: (one["due_on"], one["number"]))
    left, found = principal, []
    for place, one in enumerate(reversed(rows)):
        first = place == len(rows) - 1
        part = left if first else min(left, one["open"])
        left -= part
        due = _day(one["due_on"])
        found.append(LetterInvoice(one["number"], _day(one["issued_on"]), due, one["total"], part, max(0, (on - due).days) if part else 0))
    return tuple(reversed(found))


def _desk(creditor: Creditor, case: DeskCase) -> LetterDesk:
    left = Letter.objects.filter(creditor=creditor, desk_entries__case_id=case.id, kind=INFORMATION, state="sent")
    return LetterDesk(
        client=_client(case.manifest["creditor"]),
        number=case.number,
        about=_about(case.manifest),
        complaints=" ".join(creditor.desk_complaints.split()),
        informed_on=left.order_by("sent_on").values_list("sent_on", flat=True).first(),
        natural=is_natural(case.manifest),
    )


def _client(raw: Mapping[str, Any]) -> LetterParty:
    return LetterParty(**{name: str(raw.get(name) or "") for name in ("name", "street", "postcode", "city", "country", "kvk")})


def _about(said: Mapping[str, Any]) -> str:
    """What the invoices say that they are for; nothing where one of them does not, or where it would be a list."""
    told = list(dict.fromkeys(" ".join(one["description"].split()) for one in said["invoices"] if one["kind"] == "invoice"))
    whole = ", ".join(told)
    return whole if all(told) and len(whole) <= _MOST_ABOUT else ""


def case_of(letter: Letter) -> DeskCase | None:
    """The case that a letter is about; None for any other letter."""
    found = DeskCase.objects.filter(creditor_id=letter.creditor_id, entries__letter_id=letter.id, entries__kind="letter")
    return found.defer("dossier").prefetch_related("line", "debtor", "creditor").first()
