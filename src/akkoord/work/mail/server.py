"""The mail server of a company, and when mail may leave by it."""

from __future__ import annotations

from datetime import datetime

from akkoord.core.message import MailServer
from akkoord.jurisdictions import jurisdiction
from akkoord.store.models import Creditor
from akkoord.work.seal import unseal


def mail_server(creditor: Creditor) -> MailServer:
    """The server its mail leaves by."""
    password = unseal(creditor.smtp_password) or ""
    return MailServer(creditor.smtp_host, creditor.smtp_port, creditor.smtp_user, password, creditor.smtp_security)


def contact_now(at: datetime) -> bool:
    """Whether somebody may be approached at this moment: by day, and not on a Sunday or a public holiday (art. 4.2 Bki)."""
    law = jurisdiction()
    return law.contact_from <= at.hour < law.contact_until and law.calendar.is_contact_day(at.date())


def may_mail(creditor: Creditor, at: datetime) -> bool:
    """Whether its mail leaves by itself now: sending is on, not on trial, nothing is paused, and it is an hour of contact."""
    return creditor.sending_on and not creditor.test_address and creditor.paused_since is None and contact_now(at)
