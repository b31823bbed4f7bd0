"""The one way a door gets a row: a desk, which is somebody working for one company in a role, or a guest, who owes it something."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import QuerySet

from akkoord.store import models as m


@dataclass(frozen=True, slots=True)
class Desk:
    """What one person may see and do for one company. Every query that a door makes starts here."""

    creditor: m.Creditor
    user: m.User
    role: str

    @property
    def may_work(self) -> bool:
        """Whether he may change anything."""
        return self.role in (m.Role.OWNER, m.Role.CONTROLLER)

    @property
    def may_manage(self) -> bool:
        """Whether he may change settings and people."""
        return self.role == m.Role.OWNER

    def debtors(self) -> QuerySet[m.Debtor]:
        """The debtors of this company."""
        return m.Debtor.objects.filter(creditor=self.creditor)

    def contacts(self) -> QuerySet[m.Contact]:
        """The people at its debtors."""
        return m.Contact.objects.filter(creditor=self.creditor)

    def accounts(self) -> QuerySet[m.DebtorAccount]:
        """The bank accounts its debtors pay from."""
        return m.DebtorAccount.objects.filter(creditor=self.creditor)

    def invoices(self) -> QuerySet[m.Invoice]:
        """Its invoices and credit notes."""
        return m.Invoice.objects.filter(creditor=self.creditor)

    def totals(self) -> QuerySet[m.DebtorTotal]:
        """What stands open at each debtor, as it was kept last."""
        return m.DebtorTotal.objects.filter(creditor=self.creditor)

    def documents(self) -> QuerySet[m.Document]:
        """What came with its invoices; the content is left in the database until it is asked for."""
        return m.Document.objects.filter(creditor=self.creditor).defer("content")

    def payments(self) -> QuerySet[m.Payment]:
        """What its bank said."""
        return m.Payment.objects.filter(creditor=self.creditor)

    def allocations(self) -> QuerySet[m.Allocation]:
        """What was booked on which invoice."""
        return m.Allocation.objects.filter(creditor=self.creditor)

    def refunds(self) -> QuerySet[m.Refund]:
        """What went back to its debtors."""
        return m.Refund.objects.filter(creditor=self.creditor)

    def letters(self) -> QuerySet[m.Letter]:
        """Its letters."""
        return m.Letter.objects.filter(creditor=self.creditor)

    def letter_texts(self) -> QuerySet[m.LetterText]:
        """What it writes in its letters itself."""
        return m.LetterText.objects.filter(creditor=self.creditor)

    def messages(self) -> QuerySet[m.Outbox]:
        """What leaves, or left."""
        return m.Outbox.objects.filter(creditor=self.creditor)

    def mails(self) -> QuerySet[m.InboundMail]:
        """What debtors mailed."""
        return m.InboundMail.objects.filter(creditor=self.creditor)

    def batches(self) -> QuerySet[m.PrintBatch]:
        """What was printed together."""
        return m.PrintBatch.objects.filter(creditor=self.creditor)

    def channel_states(self) -> QuerySet[m.ChannelState]:
        """How its ways in and out are doing."""
        return m.ChannelState.objects.filter(creditor=self.creditor)

    def tasks(self) -> QuerySet[m.Task]:
        """What people have to do."""
        return m.Task.objects.filter(creditor=self.creditor)

    def holds(self) -> QuerySet[m.Hold]:
        """Reasons to wait."""
        return m.Hold.objects.filter(creditor=self.creditor)

    def interruptions(self) -> QuerySet[m.Interruption]:
        """What interrupted the prescription of its invoices, as people wrote it down."""
        return m.Interruption.objects.filter(creditor=self.creditor)

    def steps(self) -> QuerySet[m.StepTaken]:
        """Steps taken."""
        return m.StepTaken.objects.filter(creditor=self.creditor)

    def events(self) -> QuerySet[m.Event]:
        """What happened."""
        return m.Event.objects.filter(creditor=self.creditor)

    def files(self) -> QuerySet[m.ImportedFile]:
        """Files that came in."""
        return m.ImportedFile.objects.filter(creditor=self.creditor)

    def runs(self) -> QuerySet[m.Run]:
        """Daily runs."""
        return m.Run.objects.filter(creditor=self.creditor)

    def replays(self) -> QuerySet[m.Replay]:
        """What its ladders were played over."""
        return m.Replay.objects.filter(creditor=self.creditor)

    def ladders(self) -> QuerySet[m.LadderVersion]:
        """Every version of its ladders."""
        return m.LadderVersion.objects.filter(creditor=self.creditor)

    def groups(self) -> QuerySet[m.DebtorGroup]:
        """The groups of its debtors."""
        return m.DebtorGroup.objects.filter(creditor=self.creditor)

    def cases(self) -> QuerySet[m.Case]:
        """The paths of its debtors along the ladder."""
        return m.Case.objects.filter(creditor=self.creditor)

    def work(self) -> QuerySet[m.OngoingWork]:
        """Its work that goes on."""
        return m.OngoingWork.objects.filter(creditor=self.creditor)

    def notices(self) -> QuerySet[m.WorkNotice]:
        """What is told about its work."""
        return m.WorkNotice.objects.filter(creditor=self.creditor)

    def announcements(self) -> QuerySet[m.Announcement]:
        """What its letters announced."""
        return m.Announcement.objects.filter(creditor=self.creditor)

    def arrangements(self) -> QuerySet[m.Arrangement]:
        """Its payment arrangements."""
        return m.Arrangement.objects.filter(creditor=self.creditor).defer("pdf")

    def debtor_files(self) -> QuerySet[m.DebtorFile]:
        """What its debtors sent or signed; the content is left in the database until it is asked for."""
        return m.DebtorFile.objects.filter(creditor=self.creditor).defer("content")

    def bargains(self) -> QuerySet[m.Bargain]:
        """What is and was negotiated with its debtors."""
        return m.Bargain.objects.filter(creditor=self.creditor)

    def bargain_turns(self) -> QuerySet[m.BargainTurn]:
        """What was said and answered in those talks."""
        return m.BargainTurn.objects.filter(creditor=self.creditor)

    def endings(self) -> QuerySet[m.Ending]:
        """How matters with its debtors ended."""
        return m.Ending.objects.filter(creditor=self.creditor)

    def labs(self) -> QuerySet[m.Lab]:
        """What its bounds were played with in the lab."""
        return m.Lab.objects.filter(creditor=self.creditor)

    def calls(self) -> QuerySet[m.Call]:
        """Its conversations, reached or not."""
        return m.Call.objects.filter(creditor=self.creditor)

    def said(self) -> QuerySet[m.Said]:
        """What its debtors gave as a reason."""
        return m.Said.objects.filter(creditor=self.creditor)

    def agreed(self) -> QuerySet[m.Agreed]:
        """What was agreed with its debtors."""
        return m.Agreed.objects.filter(creditor=self.creditor)

    def improvements(self) -> QuerySet[m.Improvement]:
        """What on our own side makes its debtors pay late, as somebody named it."""
        return m.Improvement.objects.filter(creditor=self.creditor)

    def answers(self) -> QuerySet[m.Answer]:
        """Why, and why not, for its debtors."""
        return m.Answer.objects.filter(creditor=self.creditor)

    def rates(self) -> QuerySet[m.PublishedRate]:
        """The published rates it entered itself, without those it took back."""
        return m.PublishedRate.objects.filter(creditor=self.creditor, withdrawn_on=None)

    def merged(self) -> QuerySet[m.MergedDebtor]:
        """What is left of debtors that were merged into another."""
        return m.MergedDebtor.objects.filter(creditor=self.creditor)

    def doubles(self) -> QuerySet[m.Double]:
        """Pairs of debtors that are likely one."""
        return m.Double.objects.filter(creditor=self.creditor)

    def left_alone(self) -> QuerySet[m.LeftAlone]:
        """What its people chose to leave as it is, without what they took back."""
        return m.LeftAlone.objects.filter(creditor=self.creditor, undone_on=None)

    def portal_links(self) -> QuerySet[m.PortalLink]:
        """The links to its debtors' own pages."""
        return m.PortalLink.objects.filter(creditor=self.creditor)

    def portal_messages(self) -> QuerySet[m.PortalMessage]:
        """What its debtors said there."""
        return m.PortalMessage.objects.filter(creditor=self.creditor)

    def pay_links(self) -> QuerySet[m.PayLink]:
        """What its debtors began to pay there."""
        return m.PayLink.objects.filter(creditor=self.creditor)

    def hand_overs(self) -> QuerySet[m.HandOver]:
        """What went out of hands; the file that went along is left in the database until it is asked for."""
        return m.HandOver.objects.filter(creditor=self.creditor).defer("dossier")

    def case_checks(self) -> QuerySet[m.CaseCheck]:
        """What somebody looked up about its debtors."""
        return m.CaseCheck.objects.filter(creditor=self.creditor)

    def lines(self) -> QuerySet[m.Line]:
        """Its lines to a partner, or of the clients of its own desk."""
        return m.Line.objects.filter(creditor=self.creditor)

    def line_messages(self) -> QuerySet[m.LineMessage]:
        """What was said over them; what went along is left in the database until it is asked for."""
        return m.LineMessage.objects.filter(creditor=self.creditor).defer("raw", "attachment")

    def desk_cases(self) -> QuerySet[m.DeskCase]:
        """The cases that clients brought to its desk; the file of each is left in the database until it is asked for."""
        return m.DeskCase.objects.filter(creditor=self.creditor).defer("dossier", "manifest", "claim")

    def desk_entries(self) -> QuerySet[m.DeskEntry]:
        """What happened in them."""
        return m.DeskEntry.objects.filter(creditor=self.creditor)

    def desk_statements(self) -> QuerySet[m.DeskStatement]:
        """What was settled with its clients."""
        return m.DeskStatement.objects.filter(creditor=self.creditor).defer("pdf")

    def members(self) -> QuerySet[m.Membership]:
        """Who works here."""
        return m.Membership.objects.filter(creditor=self.creditor).select_related("user")


@dataclass(frozen=True, slots=True)
class Guest:
    """One debtor at his own page, by one link. Every query of that page starts here: his rows, at this one company, and no others."""

    creditor: m.Creditor
    debtor: m.Debtor
    link: m.PortalLink

    def invoices(self) -> QuerySet[m.Invoice]:
        """His invoices and credit notes."""
        return m.Invoice.objects.filter(creditor=self.creditor, debtor_id=self.debtor.id)

    def documents(self) -> QuerySet[m.Document]:
        """What came with them; the content is left in the database until it is asked for."""
        return m.Document.objects.filter(creditor=self.creditor, invoice__debtor_id=self.debtor.id).defer("content")

    def letters(self) -> QuerySet[m.Letter]:
        """The letters that left to him."""
        return m.Letter.objects.filter(creditor=self.creditor, debtor_id=self.debtor.id, state="sent")

    def holds(self) -> QuerySet[m.Hold]:
        """Reasons to wait that stand for him."""
        return m.Hold.objects.filter(creditor=self.creditor, debtor_id=self.debtor.id, ended_on=None)

    def messages(self) -> QuerySet[m.PortalMessage]:
        """What he said here."""
        return m.PortalMessage.objects.filter(creditor=self.creditor, debtor_id=self.debtor.id)

    def files(self) -> QuerySet[m.DebtorFile]:
        """What he sent or signed; the content is left in the database until it is asked for."""
        return m.DebtorFile.objects.filter(creditor=self.creditor, debtor_id=self.debtor.id).defer("content")

    def pay_links(self) -> QuerySet[m.PayLink]:
        """What he began to pay here."""
        return m.PayLink.objects.filter(creditor=self.creditor, debtor_id=self.debtor.id)

    def arrangements(self) -> QuerySet[m.Arrangement]:
        """His payment arrangements."""
        return m.Arrangement.objects.filter(creditor=self.creditor, debtor_id=self.debtor.id)


def desks_of(user: m.User) -> list[Desk]:
    """The companies this person works for, by name."""
    memberships = m.Membership.objects.filter(user=user).select_related("creditor").order_by("creditor__name", "creditor_id")
    return [Desk(creditor=one.creditor, user=user, role=one.role) for one in memberships]


def nobody_yet() -> bool:
    """Whether nobody could ever sign in to this installation: then the first visit makes its first user."""
    return not _people().exists()


def _people() -> QuerySet[m.User]:
    """Whoever signs in, or once could: all but who has no password and is not active, such as the people of the example."""
    return m.User.objects.exclude(is_active=False, password__startswith=UNUSABLE_PASSWORD_PREFIX)


def active_people() -> list[m.User]:
    """Who may sign in now, by address."""
    return list(_people().filter(is_active=True).order_by("email"))


def ownerless() -> QuerySet[m.Creditor]:
    """Companies nobody can get at: made on the command line, or the example, before there was a user."""
    return m.Creditor.objects.exclude(memberships__user__in=_people())
