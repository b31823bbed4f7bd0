"""What each form on the page of what is not in order does: one call into work, and the word when it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akkoord.core.problem import Refusal
from akkoord.web import clock
from akkoord.web.forms import order as order_forms
from akkoord.web.requests import DeskRequest
from akkoord.work.keep_debtor import keep_debtor
from akkoord.work.numbers import number_works
from akkoord.work.order.another_address import another_address, send_by_post
from akkoord.work.order.another_number import another_number
from akkoord.work.order.say_delivery import prove_delivery, say_delivered, say_undelivered
from akkoord.work.order.say_terms import say_terms
from akkoord.work.order.settle_kind import settle_kind
from akkoord.work.order.shorten_term import shorten_term
from akkoord.work.order.use_credit_note import use_credit_note

Said = Mapping[str, Any]
Answer = dict[str, Refusal]


@dataclass(frozen=True, slots=True)
class Mend:
    """One way to mend a thing: its form (None: a button alone), what it does, and what is said when it is done."""

    form: type[forms.Form] | None
    act: Callable[[DeskRequest, int, Said], Answer]
    done: str | Promise


def _known(request: DeskRequest, about: int, said: Said) -> Answer:
    fields = {name: str(value) for name, value in said.items()}
    return keep_debtor(desk=request.desk, debtor_id=about, fields=fields, on=clock.today(), at=clock.now())


def _address(request: DeskRequest, about: int, said: Said) -> Answer:
    return another_address(desk=request.desk, debtor_id=about, email=said["email"], on=clock.today(), at=clock.now())


def _kind(request: DeskRequest, about: int, said: Said) -> Answer:
    return settle_kind(desk=request.desk, debtor_id=about, kind=said["kind"], on=clock.today(), at=clock.now())


def _term(request: DeskRequest, about: int, said: Said) -> Answer:
    source, everything = said["source"], said["everything"]
    return say_terms(desk=request.desk, invoice_id=about, source=source, everything=everything, on=clock.today(), at=clock.now())


def _delivered(request: DeskRequest, about: int, said: Said) -> Answer:
    days = {"first": said["first"], "last": said["last"]}
    return say_delivered(desk=request.desk, invoice_id=about, **days, on=clock.today(), at=clock.now())


def _proof(request: DeskRequest, about: int, said: Said) -> Answer:
    file = said["proof"]
    refusal = prove_delivery(desk=request.desk, invoice_id=about, name=file.name, content=file.read(), on=clock.today(), at=clock.now())
    return {"proof": refusal} if refusal else {}


def _note(request: DeskRequest, about: int, said: Said) -> Answer:
    refusal = use_credit_note(desk=request.desk, note_id=about, invoice_id=int(said["invoice"]), on=clock.today(), at=clock.now())
    return {"invoice": refusal} if refusal else {}


def _post(request: DeskRequest, about: int, said: Said) -> Answer:
    return _alone(send_by_post(desk=request.desk, debtor_id=about, on=clock.today(), at=clock.now()))


def _number(request: DeskRequest, about: int, said: Said) -> Answer:
    return another_number(desk=request.desk, debtor_id=about, phone=said["phone"], on=clock.today(), at=clock.now())


def _right(request: DeskRequest, about: int, said: Said) -> Answer:
    return _alone(number_works(desk=request.desk, debtor_id=about, on=clock.today(), at=clock.now()))


def _shorter(request: DeskRequest, about: int, said: Said) -> Answer:
    return _alone(shorten_term(desk=request.desk, invoice_id=about, on=clock.today(), at=clock.now()))


def _never(request: DeskRequest, about: int, said: Said) -> Answer:
    return _alone(say_undelivered(desk=request.desk, invoice_id=about, on=clock.today(), at=clock.now()))


def _alone(refusal: Refusal | None) -> Answer:
    return {"": refusal} if refusal else {}


MENDS: Mapping[tuple[str, str], Mend] = {
    ("bounced", ""): Mend(order_forms.EmailForm, _address, _("Nieuw adres bewaard.")),
    ("bounced", "post"): Mend(None, _post, _("Voortaan per post.")),
    ("address", ""): Mend(order_forms.AddressForm, _known, _("Adres bewaard.")),
    ("email", ""): Mend(order_forms.EmailForm, _known, _("E-mailadres bewaard.")),
    ("wrong-phone", ""): Mend(order_forms.PhoneForm, _number, _("Nieuw nummer bewaard.")),
    ("wrong-phone", "right"): Mend(None, _right, _("Akkoord biedt het nummer weer aan om te bellen.")),
    ("phone", ""): Mend(order_forms.PhoneForm, _known, _("Telefoonnummer bewaard.")),
    ("consumer", ""): Mend(order_forms.KindForm, _kind, _("Genoteerd wat hij is.")),
    ("legal-form", ""): Mend(order_forms.LegalFormForm, _known, _("Rechtsvorm bewaard.")),
    ("kvk", ""): Mend(order_forms.KvkForm, _known, _("KvK-nummer bewaard.")),
    ("term", ""): Mend(order_forms.TermForm, _term, _("Genoteerd waar de termijn is afgesproken.")),
    ("long-term", ""): Mend(None, _shorter, _("De vervaldag is nu die van de wet.")),
    ("delivery", ""): Mend(order_forms.DeliveredForm, _delivered, _("Genoteerd wanneer er geleverd is.")),
    ("delivery", "proof"): Mend(order_forms.ProofForm, _proof, _("Het bewijs staat bij de factuur.")),
    ("delivery", "never"): Mend(None, _never, _("Zolang er niet geleverd is, vraagt Akkoord hier niet om betaling.")),
    ("undelivered", ""): Mend(order_forms.DeliveredForm, _delivered, _("Genoteerd wanneer er geleverd is. Akkoord gaat weer verder.")),
    ("credit-note", ""): Mend(order_forms.NoteForm, _note, _("Verrekend.")),
}
"""By the kind of disorder, and which of its ways."""
