"""A company whose debtors have a page of their own, a debtor with an invoice, and his browser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client

from akkoord.core.arrangement.terms import Terms
from akkoord.store.access import Desk
from akkoord.store.models import Arrangement, Case, Creditor, Debtor, Invoice, Letter, PayLink, PortalLink
from akkoord.work.arrangement.propose import propose
from akkoord.work.portal.links import code_of, make_link
from tests.doors import cast
from tests.factories import make_document, make_letter

PUBLIC = "https://betalen.delinde.example"


@dataclass
class Visit:
    """A debtor with his link, and the browser he comes with."""

    desk: Desk
    debtor: Debtor
    invoice: Invoice
    link: PortalLink
    client: Client

    @property
    def path(self) -> str:
        """The address of his link."""
        return f"/p/{code_of(self.desk.creditor.id, self.link.id)}"

    def come_in(self) -> Client:
        """He answers the question rightly."""
        answer = self.client.post(self.path, {"answer": "1.312,45"})
        assert (answer.status_code, answer.headers["Location"]) == (302, "/p/rekening/")
        return self.client

    def events(self) -> list[str]:
        """What happened to him, in order."""
        return list(self.desk.events().filter(debtor_id=self.debtor.id).order_by("seq").values_list("kind", flat=True))


def visit(desk: Desk | None = None, **fields: Any) -> Visit:
    """A debtor who owes 1.312,45 with a link of his own; `fields` are his."""
    at = desk or cast.company()
    Creditor.objects.filter(pk=at.creditor.pk).update(portal_on=True)
    at.creditor.refresh_from_db()
    someone = cast.debtor(at, **{"name": "Café De Sluis", "postcode": "2312 AB", **fields})
    late = cast.invoice(at, someone)
    make_document(late)
    link = make_link(desk=at, debtor_id=someone.id, on=cast.TODAY, at=cast.AT - timedelta(minutes=1))
    assert isinstance(link, PortalLink)
    return Visit(at, someone, late, link, Client())


def letter_sent(desk: Desk, of: Debtor) -> Letter:
    """A letter that left to him, with its page."""
    case, _ = Case.objects.get_or_create(creditor=desk.creditor, debtor_id=of.id, closed_on=None, defaults={"opened_on": cast.TODAY})
    return make_letter(case, on=cast.TODAY, state="sent", sent_on=cast.TODAY, pdf=b"%PDF-1.7", content={}, subject=f"Aan {of.name}")


def pay_link(desk: Desk, of: Debtor, link: PortalLink) -> PayLink:
    """A payment that he began at Mollie."""
    own = {"creditor": desk.creditor, "debtor_id": of.id, "link_id": link.id}
    more = {"checkout": "https://www.mollie.com/checkout/x", "remote_id": "tr_abcd1234"}
    return PayLink.objects.create(amount=131_245, reference="x", made_on=cast.TODAY, made_at=cast.AT, **own, **more)


def arrangement_rows(desk: Desk, of: Debtor) -> dict[str, int]:
    """A proposal of an arrangement to him."""
    terms = Terms(0, 3, "month", cast.TODAY + timedelta(days=7), cast.TODAY)
    made = propose(creditor=desk.creditor, debtor_id=of.id, terms=terms, invoices=None, on=cast.TODAY, at=cast.AT, by=desk.user.email)
    assert isinstance(made, Arrangement)
    return {"arrangement_id": made.id}
