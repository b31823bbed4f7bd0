"""The tables, one noun a file."""

from akkoord.store.models.announcement import Announcement
from akkoord.store.models.answer import Answer
from akkoord.store.models.arrangement import Arrangement
from akkoord.store.models.arrangement_invoice import ArrangementInvoice
from akkoord.store.models.asked import Asked
from akkoord.store.models.bargain import Bargain, BargainTurn
from akkoord.store.models.call import Agreed, Call, Said
from akkoord.store.models.case import Case, StepTaken
from akkoord.store.models.case_check import CaseCheck
from akkoord.store.models.creditor import Creditor, Membership, Role
from akkoord.store.models.debtor import Contact, Debtor, DebtorAccount
from akkoord.store.models.debtor_file import DebtorFile
from akkoord.store.models.debtor_total import DebtorTotal, TotalsMark
from akkoord.store.models.desk import DeskCase, DeskEntry, DeskStatement
from akkoord.store.models.document import Document
from akkoord.store.models.ending import Ending
from akkoord.store.models.event import Event
from akkoord.store.models.hand_over import HandOver
from akkoord.store.models.hold import Hold
from akkoord.store.models.imported import ColumnChoice, FileContent, ImportedFile
from akkoord.store.models.improvement import Improvement
from akkoord.store.models.instalment import Instalment
from akkoord.store.models.interruption import Interruption
from akkoord.store.models.invoice import Invoice
from akkoord.store.models.lab import Lab
from akkoord.store.models.ladder import DebtorGroup, LadderVersion
from akkoord.store.models.letter import Letter, Outbox
from akkoord.store.models.letter_text import LetterText
from akkoord.store.models.line import Line, LineMessage
from akkoord.store.models.mail import ChannelState, InboundMail, PrintBatch
from akkoord.store.models.ongoing_work import OngoingWork
from akkoord.store.models.order import Double, LeftAlone, MergedDebtor
from akkoord.store.models.payment import Allocation, Payment
from akkoord.store.models.portal import PayLink, PortalLink, PortalMessage, PortalVisitor
from akkoord.store.models.published_rate import PublishedRate
from akkoord.store.models.refund import Refund
from akkoord.store.models.replay import Replay
from akkoord.store.models.run import Run
from akkoord.store.models.task import Task
from akkoord.store.models.user import User
from akkoord.store.models.work_notice import WorkNotice
from akkoord.store.models.worker import Worker

__all__ = [
    "Agreed",
    "Allocation",
    "Announcement",
    "Answer",
    "Arrangement",
    "ArrangementInvoice",
    "Asked",
    "Bargain",
    "BargainTurn",
    "Call",
    "Case",
    "CaseCheck",
    "ChannelState",
    "ColumnChoice",
    "Contact",
    "Creditor",
    "Debtor",
    "DebtorAccount",
    "DebtorFile",
    "DebtorGroup",
    "DebtorTotal",
    "DeskCase",
    "DeskEntry",
    "DeskStatement",
    "Document",
    "Double",
    "Ending",
    "Event",
    "FileContent",
    "HandOver",
    "Hold",
    "ImportedFile",
    "Improvement",
    "InboundMail",
    "Instalment",
    "Interruption",
    "Invoice",
    "Lab",
    "LadderVersion",
    "LeftAlone",
    "Letter",
    "LetterText",
    "Line",
    "LineMessage",
    "Membership",
    "MergedDebtor",
    "OngoingWork",
    "Outbox",
    "PayLink",
    "Payment",
    "PortalLink",
    "PortalMessage",
    "PortalVisitor",
    "PrintBatch",
    "PublishedRate",
    "Refund",
    "Replay",
    "Role",
    "Run",
    "Said",
    "StepTaken",
    "Task",
    "TotalsMark",
    "User",
    "WorkNotice",
    "Worker",
]
