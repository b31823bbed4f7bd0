"""Says which debtor a mail is from: by the letter it answers, by the address it comes from, or by what its subject names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Q

from akkoord.core.mail.incoming import Incoming
from akkoord.store.models import Contact, Creditor, Debtor, Invoice, Letter, MergedDebtor, Outbox

_OURS = re.compile(r"<letter-(\d{1,19})-(\d{1,19})(?:-\w+)?@")
_HANDED_OVER = re.compile(r"<handover-(\d{1,19})-(\d{1,19})@")
_TRIAL = re.compile(r"<trial-\d+-\d+")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{2,58}[A-Za-z0-9]")
MOST = 20  # words of a subject that are looked up


@dataclass(frozen=True, slots=True)
class Whose:
    """The debtor, and the letter where the mail says which."""

    debtor_id: int
    letter_id: int | None = None


def whose_mail(creditor: Creditor, mail: Incoming) -> Whose | None:
    """Whose mail this is; None where it is nobody's that is known here, or an answer to a trial or to
    a hand-over: what a partner writes is not said by the debtor."""
    if any(_TRIAL.match(one) or _HANDED_OVER.match(one) for one in mail.ids):
        return None
    return _by_letter(creditor, mail) or _by_recipient(creditor, mail) or _by_address(creditor, mail) or _by_subject(creditor, mail)


def which_hand_over(creditor: Creditor, mail: Incoming) -> int | None:
    """The hand-over that this mail is about, by the id under which it was sent."""
    found = (_HANDED_OVER.match(one) for one in mail.ids)
    return next((int(one[2]) for one in found if one and int(one[1]) == creditor.id), None)


def _by_letter(creditor: Creditor, mail: Incoming) -> Whose | None:
    for one in mail.ids:
        found = _OURS.match(one)
        if not found or int(found[1]) != creditor.id:
            continue
        letter = Letter.objects.filter(creditor=creditor, id=int(found[2])).values_list("debtor_id", "id").first()
        if letter:
            return Whose(*letter)
    return None


def _by_recipient(creditor: Creditor, mail: Incoming) -> Whose | None:
    """A notice that does not show the letter: the last one that went to the address it names."""
    return _last_sent_to(creditor, mail.bounce.recipient) if mail.bounce else None


def _last_sent_to(creditor: Creditor, address: str) -> Whose | None:
    sent = Outbox.objects.filter(creditor=creditor, channel="email", recipient__iexact=address).exclude(sent_at=None)
    last = sent.order_by("-sent_at", "-id").values_list("letter__debtor_id", "letter_id").first()
    return Whose(*last) if last else None


def _by_address(creditor: Creditor, mail: Incoming) -> Whose | None:
    """Who has this address; where several have it, the one who was written to last."""
    if not mail.sender or mail.bounce:
        return None
    own = {"creditor": creditor, "email__iexact": mail.sender}
    debtors = {
        *Debtor.objects.filter(**own).values_list("id", flat=True),
        *Contact.objects.filter(**own).values_list("debtor_id", flat=True),
    }
    if len(debtors) == 1:
        return Whose(debtors.pop())
    last = _last_sent_to(creditor, mail.sender) if debtors else None
    return Whose(last.debtor_id) if last else None


def _by_subject(creditor: Creditor, mail: Incoming) -> Whose | None:
    """An invoice or a letter's reference named in the subject, where it is of one debtor only."""
    words = {word for word in _WORD.findall(mail.subject)[:MOST] if any(char.isdigit() for char in word) and len(word) >= 4}
    if not words or mail.bounce:
        return None
    numbers = {found[1] for found in (re.fullmatch(r"(.+)-\d{6}", word) for word in words) if found}
    named = Q(number__in=numbers) | Q(id__in=Invoice.objects.filter(creditor=creditor, number__in=words).values("debtor_id"))
    gone = MergedDebtor.objects.filter(creditor=creditor, number__in=numbers).values("debtor_id")
    debtors = list(Debtor.objects.filter(named | Q(id__in=gone), creditor=creditor).values_list("id", flat=True)[:2])
    return Whose(debtors[0]) if len(debtors) == 1 else None
