"""The client's half of opening a line: he looks whose code it is, and takes it up. From then on that desk is his partner."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord.core.handover.coupling import Offered, read_code
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Line
from akkoord.work.installation_key import our_public_key
from akkoord.work.line.elsewhere import open_there
from akkoord.work.line.find import line_of
from akkoord.work.line.take_up import EXPIRED, Client, take_up
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import record

_OWN = Refusal(Text("Dit is een koppelcode van uw eigen bedrijf.", "This is a coupling code of your own company."))
_ONLY_THERE = Refusal(
    Text(
        "De Akkoord van deze partner is van buiten niet te bereiken. Werken met e-mail kan wel.",
        "The Akkoord of this partner cannot be reached from outside. Working by e-mail is possible.",
    )
)


def look(code: str) -> Offered | Refusal:
    """Who offers a line by this code. Nothing is asked of anybody, and nothing is kept."""
    return read_code(code)


def is_here(offered: Offered) -> bool:
    """Whether that desk is in this installation."""
    return offered.key == our_public_key()


def open_line(*, desk: Desk, code: str, on: date, at: datetime) -> Line | Refusal:
    """Take the code up. The desk becomes the partner; its mandate is another matter, that a person gives. A code that was taken up
    here already gives its line again, so that an answer that was lost on the way does no harm."""
    if not desk.may_manage:
        return MAY_NOT
    offered = read_code(code)
    if isinstance(offered, Refusal):
        return offered
    known = desk.lines().filter(side="client", mark=offered.mark, key=offered.key, state="open").first()
    if known is not None:
        return known
    if on > offered.expires_on:
        return EXPIRED
    return _opened_here(desk, offered, on, at) if is_here(offered) else _opened_there(desk, offered, on, at)


def _opened_here(desk: Desk, offered: Offered, on: date, at: datetime) -> Line | Refusal:
    company = desk.creditor
    client = Client(company.name, our_public_key(), company.email, company.kvk, here_id=company.id)
    with transaction.atomic():
        found = line_of(offered.mark)
        if found is not None and found.creditor_id == company.id:
            return _OWN
        theirs = take_up(mark=offered.mark, secret=offered.secret, client=client, on=on, at=at)
        if isinstance(theirs, Refusal):
            return theirs
        partner = Creditor.objects.get(id=theirs.creditor_id)
        who = {"name": partner.name, "email": partner.email, "kvk": partner.kvk, "phone": partner.phone}
        return _kept(desk, offered, who | {"registration": partner.desk_registration}, on, at, here_id=partner.id)


def _opened_there(desk: Desk, offered: Offered, on: date, at: datetime) -> Line | Refusal:
    if not offered.address:
        return _ONLY_THERE
    company = desk.creditor
    client = Client(company.name, our_public_key(), company.email, company.kvk)
    who = open_there(offered, client, at=at)
    if isinstance(who, Refusal):
        return who
    with transaction.atomic():
        return _kept(desk, offered, who, on, at, address=offered.address)


def _kept(desk: Desk, offered: Offered, who: dict[str, str], on: date, at: datetime, **where: Any) -> Line:
    """Our side of the line, and the desk as our partner. What the code says of name and number counts: that is what was confirmed."""
    company = Creditor.objects.select_for_update().get(id=desk.creditor.id)
    mine = {"creditor": company, "side": "client", "mark": offered.mark}
    known = Line.objects.filter(**mine).first()
    if known is not None:
        return known
    is_as = {"name": offered.name, "registration": offered.registration, "email": who["email"], "kvk": who["kvk"]}
    line = Line.objects.create(**mine, **is_as, **where, state="open", key=offered.key, heard_at=at, made_on=on)
    _partner(company, line, who)
    told: dict[str, Any] = {"partner": line.name, "partner_way": "akkoord", "partner_mandated": company.partner_mandated}
    record("settings-changed", creditor_id=company.id, on=on, at=at, by=desk.user.email, **told)
    record("line-opened", creditor_id=company.id, on=on, at=at, by=desk.user.email, line=line.id, name=line.name)
    desk.creditor.refresh_from_db()
    return line


def _partner(company: Creditor, line: Line, who: dict[str, str]) -> None:
    """A mandate and a look into the register were for one partner; another one does not inherit them."""
    if (company.partner, company.partner_registration) != (line.name, line.registration):
        company.partner_mandated, company.partner_mandated_on, company.partner_checked_on = False, None, None
    company.partner, company.partner_registration, company.partner_way = line.name, line.registration, "akkoord"
    company.partner_email = who["email"] or company.partner_email
    company.partner_phone = who["phone"] or company.partner_phone
    company.handover = company.handover if company.partner_mandated else "person"
    company.save()
