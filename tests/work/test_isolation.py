"""What is another company's does not exist here, and who may only look changes nothing: over every verb that takes a desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.core.serializers import serialize
from django.db import transaction

from akkoord.ladders import text_of
from akkoord.store import models
from akkoord.store.access import Desk
from akkoord.work.arrangement.at_desk import (
    Wish as ArrangementWish,
)
from akkoord.work.arrangement.at_desk import (
    accept_arrangement,
    close_proposal,
    propose_arrangement,
    send_arrangement,
    stop_arrangement,
)
from akkoord.work.ask_model import propose
from akkoord.work.bargain.by_hand import begin_by_hand, pass_on, stop_bargain
from akkoord.work.bargain.on_call import answer_in_call
from akkoord.work.bargain.policy import change_policy
from akkoord.work.conversation.agreeing import drop_agreed, put_agreed
from akkoord.work.conversation.hang_up import hang_up
from akkoord.work.conversation.keep import go_to, keep_field
from akkoord.work.conversation.say import pause_for_care, say_reason, unsay
from akkoord.work.conversation.send_copy import send_copy
from akkoord.work.conversation.settle import settle_agreed
from akkoord.work.conversation.start import drop_call, join_call, start_call
from akkoord.work.court.defences import answer_defence
from akkoord.work.desk.act import Cost, act_in_case, add_cost, ask_client, look_at, note_in_case, take_payment
from akkoord.work.desk.complaints import complain, confirm_complaint
from akkoord.work.desk.decide import accept_case, close_case, refuse_case
from akkoord.work.desk.keep_desk import Wish as DeskWish
from akkoord.work.desk.keep_desk import keep_desk
from akkoord.work.desk.letters import draft_desk_letter
from akkoord.work.desk.statements import make_statement
from akkoord.work.ending.end import WriteOff, give_credit, offer_settlement, undo_ending, withdraw_settlement, write_closing, write_off
from akkoord.work.handover.confirm import confirm_handover, withdraw_handover
from akkoord.work.handover.mail_out import mail_again
from akkoord.work.hold import add_hold, end_hold
from akkoord.work.improve import mend_matter, name_matter, unmend_matter
from akkoord.work.intake.one_invoice import take_one
from akkoord.work.keep_contact import keep_contact, remove_contact
from akkoord.work.keep_debtor import keep_debtor
from akkoord.work.keep_interruption import keep_interruption, take_back_interruption
from akkoord.work.keep_rate import enter_rate, take_back_rate
from akkoord.work.keep_terms import Terms, keep_terms
from akkoord.work.lab.ask import ask_lab, drop_lab
from akkoord.work.ladders.choose_ladder import choose_ladder
from akkoord.work.ladders.keep_group import keep_group, remove_group
from akkoord.work.ladders.keep_ladder import Wish, keep_ladder
from akkoord.work.ladders.put_in_group import put_in_group
from akkoord.work.ladders.restore_ladder import restore_ladder, take_shipped
from akkoord.work.ladders.treat_debtor import Treatment, treat_debtor
from akkoord.work.letters.edit_letter import approve_letter, change_letter, send_again, withdraw_letter
from akkoord.work.letters.keep_letter_texts import Which, keep_letter_texts
from akkoord.work.line.close import close_line
from akkoord.work.line.invite import invite
from akkoord.work.line.open import open_line
from akkoord.work.mail.print_post import print_batch
from akkoord.work.numbers import number_works, without_number
from akkoord.work.ongoing.keep_work import end_work, keep_work, new_secret
from akkoord.work.ongoing.resume_work import looked_at, resume_by_hand
from akkoord.work.ongoing.send_notices import send_notice_again
from akkoord.work.ongoing.stop_work import stop_by_hand
from akkoord.work.ongoing.suspend import draft_suspension
from akkoord.work.ongoing.suspension_answers import Answers, judge
from akkoord.work.order.another_address import another_address, send_by_post
from akkoord.work.order.another_number import another_number
from akkoord.work.order.find_doubles import look_for_doubles
from akkoord.work.order.leave_alone import leave_alone, take_up
from akkoord.work.order.merge_debtors import merge_debtors
from akkoord.work.order.say_delivery import prove_delivery, say_delivered, say_undelivered
from akkoord.work.order.say_terms import say_terms
from akkoord.work.order.settle_kind import settle_kind
from akkoord.work.order.shorten_term import shorten_term
from akkoord.work.order.use_credit_note import use_credit_note
from akkoord.work.pausing.pause import pause_company, resume_company
from akkoord.work.payments.bank import bank_checked
from akkoord.work.payments.place_payment import place_payment, set_aside, undo_allocation
from akkoord.work.portal.enter import looked_at_wrong
from akkoord.work.portal.links import make_link, revoke_link
from akkoord.work.portal.paid_elsewhere import say_booked
from akkoord.work.record_call import record_call
from akkoord.work.replay.ask import ask_replay
from akkoord.work.replay.question import Question, Side
from akkoord.work.watch.heard import decide
from akkoord.work.withdraw_announcement import withdraw_announcement
from tests.cast import BRUG, MONDAY, VERMEER
from tests.factories import (
    at_hour,
    make_allocation,
    make_case,
    make_contact,
    make_credit_note,
    make_creditor,
    make_debtor,
    make_desk,
    make_group,
    make_hold,
    make_interruption,
    make_invoice,
    make_ladder,
    make_letter,
    make_message,
    make_payment,
    make_rate,
    make_task,
)
from tests.work.arranged import proposed, terms
from tests.work.desk_cast import make_line, submit
from tests.work.halted import make_work

AT = at_hour(MONDAY)
REMINDER = Which("reminder", "nl", "businesslike")
RATE = {"series": "commercial", "first": "2027-07-01", "percent": "9,15", "source": "Stcrt. 2027, 1"}
LADDER = text_of("nl_business")
REPLAY = Question(Side("nl_business", 0, LADDER), Side("nl_business", 0, LADDER), MONDAY, MONDAY)
CONTACT = {"name": "Piet", "email": "piet@vermeer.example"}
PLAN = ArrangementWish(terms(MONDAY))
Rows = dict[str, int]


def answers_about(its: Rows) -> Answers:
    """Answers about work that is to stop for this invoice."""
    return Answers("tuinonderhoud", "general", "same-contract", "debtor-first", (its["invoice"],))


VERBS: dict[str, Callable[[Desk, Rows], Any]] = {
    "place_payment": lambda desk, its: place_payment(
        desk=desk, payment_id=its["payment"], invoice_id=its["invoice"], amount=100, on=MONDAY
    ),
    "set_aside": lambda desk, its: set_aside(desk=desk, payment_id=its["payment"], on=MONDAY),
    "undo_allocation": lambda desk, its: undo_allocation(desk=desk, allocation_id=its["allocation"], on=MONDAY),
    "approve_letter": lambda desk, its: approve_letter(desk=desk, letter_id=its["letter"], on=MONDAY),
    "change_letter": lambda desk, its: change_letter(desk=desk, letter_id=its["letter"], subject="Anders", texts={}, on=MONDAY),
    "send_again": lambda desk, its: send_again(desk=desk, letter_id=its["letter"], on=MONDAY),
    "withdraw_letter": lambda desk, its: withdraw_letter(desk=desk, letter_id=its["letter"], because="nee", on=MONDAY),
    "confirm_handover": lambda desk, its: confirm_handover(desk=desk, task_id=its["handover"], on=MONDAY),
    "withdraw_handover": lambda desk, its: withdraw_handover(desk=desk, task_id=its["handover"], because="nee", on=MONDAY),
    "ask_model": lambda desk, its: propose(desk=desk, debtor_id=its["debtor"], text="ik betaal niet", on=MONDAY, at=AT),
    "propose_arrangement": lambda desk, its: propose_arrangement(desk=desk, debtor_id=its["debtor"], wish=PLAN, on=MONDAY, at=AT),
    "accept_arrangement": lambda desk, its: accept_arrangement(
        desk=desk, arrangement_id=its["arrangement"], how="spoken", name="An", on=MONDAY, at=AT
    ),
    "send_arrangement": lambda desk, its: send_arrangement(desk=desk, arrangement_id=its["arrangement"], on=MONDAY, at=AT),
    "close_proposal": lambda desk, its: close_proposal(
        desk=desk, arrangement_id=its["arrangement"], how="declined", because="nee", on=MONDAY, at=AT
    ),
    "stop_arrangement": lambda desk, its: stop_arrangement(desk=desk, arrangement_id=its["arrangement"], because="nee", on=MONDAY, at=AT),
    "add_hold": lambda desk, its: add_hold(desk=desk, debtor_id=its["debtor"], kind="hold", note="", on=MONDAY),
    "end_hold": lambda desk, its: end_hold(desk=desk, hold_id=its["hold"], because="released", on=MONDAY),
    "answer_defence": lambda desk, its: answer_defence(desk=desk, hold_id=its["hold"], answer="Geleverd.", on=MONDAY, at=AT),
    "record_call": lambda desk, its: record_call(desk=desk, task_id=its["call"], outcome="reached", note="", on=MONDAY),
    "keep_contact": lambda desk, its: keep_contact(desk=desk, debtor_id=its["debtor"], contact_id=None, fields=CONTACT, on=MONDAY, at=AT),
    "change_contact": lambda desk, its: keep_contact(
        desk=desk, debtor_id=its["debtor"], contact_id=its["contact"], fields=CONTACT, on=MONDAY, at=AT
    ),
    "remove_contact": lambda desk, its: remove_contact(desk=desk, debtor_id=its["debtor"], contact_id=its["contact"], on=MONDAY, at=AT),
    "keep_debtor": lambda desk, its: keep_debtor(desk=desk, debtor_id=its["debtor"], fields={"name": "Anders"}, on=MONDAY, at=AT),
    "keep_terms": lambda desk, its: keep_terms(desk=desk, invoice_id=its["invoice"], terms=Terms("contract"), on=MONDAY, at=AT),
    "keep_interruption": lambda desk, its: keep_interruption(
        desk=desk, invoice_id=its["invoice"], day=MONDAY, how="letter", note="", on=MONDAY
    ),
    "take_back_interruption": lambda desk, its: take_back_interruption(desk=desk, interruption_id=its["interruption"], on=MONDAY),
    "take_back_rate": lambda desk, its: take_back_rate(desk=desk, rate_id=its["rate"], on=MONDAY, at=AT),
    "restore_ladder": lambda desk, its: restore_ladder(desk=desk, version_id=its["ladder"], running=True, on=MONDAY),
    "keep_group": lambda desk, its: keep_group(desk=desk, group_id=its["group"], name="Anders", ladder="", on=MONDAY),
    "remove_group": lambda desk, its: remove_group(desk=desk, group_id=its["group"], on=MONDAY),
    "put_in_group": lambda desk, its: put_in_group(desk=desk, debtors=[its["debtor"]], group_id=its["group"], on=MONDAY),
    "treat_debtor": lambda desk, its: treat_debtor(desk=desk, debtor_id=its["debtor"], wish=Treatment(payer="late"), on=MONDAY),
    "judge": lambda desk, its: judge(desk=desk, debtor_id=its["debtor"], answers=answers_about(its), on=MONDAY).against,
    "keep_work": lambda desk, its: keep_work(desk=desk, debtor_id=its["debtor"], work_id=None, fields={"name": "x"}, on=MONDAY),
    "change_work": lambda desk, its: keep_work(desk=desk, debtor_id=its["debtor"], work_id=its["work"], fields={"name": "x"}, on=MONDAY),
    "end_work": lambda desk, its: end_work(desk=desk, work_id=its["work"], because="x", on=MONDAY),
    "new_secret": lambda desk, its: new_secret(desk=desk, work_id=its["work"], on=MONDAY),
    "stop_by_hand": lambda desk, its: stop_by_hand(desk=desk, work_id=its["work"], because="x", on=MONDAY),
    "resume_by_hand": lambda desk, its: resume_by_hand(desk=desk, work_id=its["work"], because="x", on=MONDAY),
    "looked_at": lambda desk, its: looked_at(desk=desk, work_id=its["work"], on=MONDAY),
    "send_notice_again": lambda desk, its: send_notice_again(desk=desk, notice_id=its["notice"], on=AT),
    "withdraw_announcement": lambda desk, its: withdraw_announcement(
        desk=desk, announcement_id=its["announcement"], because="x", on=MONDAY
    ),
    "merge_debtors": lambda desk, its: merge_debtors(desk=desk, into_id=its["debtor"], old_id=its["second"], on=MONDAY),
    "leave_alone": lambda desk, its: leave_alone(desk=desk, kind="phone", about=its["debtor"], why="x", on=MONDAY),
    "leave_pair": lambda desk, its: leave_alone(desk=desk, kind="double", about=its["double"], why="x", on=MONDAY),
    "leave_payment": lambda desk, its: leave_alone(desk=desk, kind="payment", about=its["payment"], why="x", on=MONDAY),
    "take_up": lambda desk, its: take_up(desk=desk, left_id=its["left"], on=MONDAY),
    "settle_kind": lambda desk, its: settle_kind(desk=desk, debtor_id=its["debtor"], kind="consumer", on=MONDAY, at=AT),
    "say_terms": lambda desk, its: say_terms(desk=desk, invoice_id=its["invoice"], source="contract", on=MONDAY, at=AT),
    "shorten_term": lambda desk, its: shorten_term(desk=desk, invoice_id=its["invoice"], on=MONDAY),
    "say_delivered": lambda desk, its: say_delivered(desk=desk, invoice_id=its["invoice"], first=None, last=MONDAY, on=MONDAY, at=AT),
    "say_undelivered": lambda desk, its: say_undelivered(desk=desk, invoice_id=its["invoice"], on=MONDAY, at=AT),
    "prove_delivery": lambda desk, its: prove_delivery(
        desk=desk, invoice_id=its["invoice"], name="bon.pdf", content=b"%PDF-1.7", on=MONDAY, at=AT
    ),
    "use_credit_note": lambda desk, its: use_credit_note(desk=desk, note_id=its["note"], invoice_id=its["invoice"], on=MONDAY),
    "another_address": lambda desk, its: another_address(
        desk=desk, debtor_id=its["second"], email="nieuw@vermeer.example", on=MONDAY, at=AT
    ),
    "send_by_post": lambda desk, its: send_by_post(desk=desk, debtor_id=its["second"], on=MONDAY, at=AT),
    "start_call": lambda desk, its: start_call(desk=desk, debtor_id=its["debtor"], on=MONDAY, at=AT),
    "join_call": lambda desk, its: join_call(desk=desk, call_id=its["talk"]),
    "drop_call": lambda desk, its: drop_call(desk=desk, call_id=its["talk"], on=MONDAY, at=AT),
    "keep_field": lambda desk, its: keep_field(desk=desk, call_id=its["talk"], field="note", was="", value="x", on=MONDAY),
    "go_to": lambda desk, its: go_to(desk=desk, call_id=its["talk"], step="return"),
    "say_reason": lambda desk, its: say_reason(desk=desk, call_id=its["talk"], reason="no-money", words="", chosen=True, on=MONDAY),
    "unsay": lambda desk, its: unsay(desk=desk, said_id=its["said"]),
    "pause_for_care": lambda desk, its: pause_for_care(desk=desk, call_id=its["talk"], on=MONDAY, at=AT),
    "put_agreed": lambda desk, its: put_agreed(desk=desk, call_id=its["talk"], kind="proof", on=MONDAY),
    "drop_agreed": lambda desk, its: drop_agreed(desk=desk, agreed_id=its["copy"]),
    "send_copy": lambda desk, its: send_copy(desk=desk, agreed_id=its["copy"], on=MONDAY, at=AT),
    "settle_agreed": lambda desk, its: settle_agreed(desk=desk, agreed_id=its["agreed"], state="done", on=MONDAY),
    "hang_up": lambda desk, its: hang_up(desk=desk, call_id=its["talk"], outcome="no-answer", on=MONDAY, at=AT),
    "another_number": lambda desk, its: another_number(desk=desk, debtor_id=its["second"], phone="020 123 45 67", on=MONDAY, at=AT),
    "number_works": lambda desk, its: number_works(desk=desk, debtor_id=its["second"], on=MONDAY, at=AT),
    "without_number": lambda desk, its: without_number(desk=desk, debtor_id=its["second"], on=MONDAY, at=AT),
    "decide": lambda desk, its: decide(desk=desk, task_id=its["decide"], go_on=True, on=MONDAY, at=AT),
    "name_matter": lambda desk, its: name_matter(desk=desk, reason="bad-treatment", label="x", said=[its["rude"]], agreed=[], on=MONDAY),
    "make_link": lambda desk, its: make_link(desk=desk, debtor_id=its["debtor"], on=MONDAY, at=AT),
    "revoke_link": lambda desk, its: revoke_link(desk=desk, link_id=its["link"], on=MONDAY, at=AT),
    "accept_case": lambda desk, its: accept_case(desk=desk, case_id=its["case"], handler=desk.user.email, on=MONDAY),
    "refuse_case": lambda desk, its: refuse_case(desk=desk, case_id=its["case"], because="nee", on=MONDAY),
    "close_case": lambda desk, its: close_case(desk=desk, case_id=its["case"], because="other", on=MONDAY),
    "ask_client": lambda desk, its: ask_client(desk=desk, case_id=its["case"], text="wat?", on=MONDAY),
    "act_in_case": lambda desk, its: act_in_case(desk=desk, case_id=its["taken"], what="call", day=MONDAY, on=MONDAY),
    "take_payment": lambda desk, its: take_payment(desk=desk, case_id=its["taken"], amount=1, day=MONDAY, on=MONDAY),
    "add_cost": lambda desk, its: add_cost(desk=desk, case_id=its["taken"], cost=Cost(1, "x", "client"), day=MONDAY, on=MONDAY),
    "look_at": lambda desk, its: look_at(desk=desk, case_id=its["case"], task_id=its["objection"], on=MONDAY),
    "note_in_case": lambda desk, its: note_in_case(desk=desk, case_id=its["case"], text="x", on=MONDAY),
    "complain": lambda desk, its: complain(desk=desk, case_id=its["case"], text="x", came_on=MONDAY, on=MONDAY),
    "confirm_complaint": lambda desk, its: confirm_complaint(desk=desk, case_id=its["case"], how="x", on=MONDAY),
    "draft_desk_letter": lambda desk, its: draft_desk_letter(desk=desk, case_id=its["taken"], kind="claim-information", on=MONDAY),
    "make_statement": lambda desk, its: make_statement(desk=desk, line_id=its["desk_line"], month="2026-10", on=MONDAY),
    "say_booked": lambda desk, its: say_booked(desk=desk, pay_id=its["pay"], on=MONDAY, at=AT),
    "looked_at_wrong": lambda desk, its: looked_at_wrong(desk=desk, task_id=its["locked"], on=MONDAY, at=AT),
    "mend_matter": lambda desk, its: mend_matter(desk=desk, improvement_id=its["improvement"], what="x", on=MONDAY),
    "unmend_matter": lambda desk, its: unmend_matter(desk=desk, improvement_id=its["improvement"], on=MONDAY),
    "draft_suspension": lambda desk, its: draft_suspension(desk=desk, debtor_id=its["debtor"], answers=answers_about(its), on=MONDAY),
}
VERBS |= {
    "drop_lab": lambda desk, its: drop_lab(desk=desk, lab_id=its["lab"]),
    "begin_by_hand": lambda desk, its: begin_by_hand(desk=desk, debtor_id=its["debtor"], on=MONDAY, at=AT),
    "pass_on": lambda desk, its: pass_on(desk=desk, bargain_id=its["bargain"], said={"type": "reject"}, seen=None, on=MONDAY, at=AT),
    "stop_bargain": lambda desk, its: stop_bargain(desk=desk, bargain_id=its["bargain"], on=MONDAY, at=AT),
    "answer_in_call": lambda desk, its: answer_in_call(
        desk=desk, call_id=its["talk"], said={"type": "reject"}, seen=None, on=MONDAY, at=AT
    ),
    "offer_settlement": lambda desk, its: offer_settlement(desk=desk, debtor_id=its["debtor"], pay=1, last_day=MONDAY, on=MONDAY),
    "withdraw_settlement": lambda desk, its: withdraw_settlement(desk=desk, ending_id=its["offered"], on=MONDAY),
    "write_off": lambda desk, its: write_off(
        desk=desk, debtor_id=its["debtor"], wanted=WriteOff(frozenset({its["invoice"]}), "small"), on=MONDAY
    ),
    "give_credit": lambda desk, its: give_credit(desk=desk, invoice_id=its["invoice"], amount=1, number="C1", note="", on=MONDAY),
    "undo_ending": lambda desk, its: undo_ending(desk=desk, ending_id=its["ended"], on=MONDAY),
    "write_closing": lambda desk, its: write_closing(desk=desk, ending_id=its["ended"], on=MONDAY),
}
VERBS |= {
    "close_line": lambda desk, its: close_line(desk=desk, line_id=its["line"], on=MONDAY, at=AT),
    "mail_again": lambda desk, its: mail_again(desk=desk, hand_over_id=its["hand-over"], on=AT),
}
OWN: dict[str, Callable[[Desk, Rows], Any]] = {
    "invite": lambda desk, its: invite(desk=desk, name="x", email="", terms={}, on=MONDAY, at=AT),
    "open_line": lambda desk, its: open_line(desk=desk, code="akkoord1.", on=MONDAY, at=AT),
    "ask_lab": lambda desk, its: ask_lab(desk=desk, kind="business", on=MONDAY),
    "change_policy": lambda desk, its: change_policy(desk=desk, fields={}, on=MONDAY, at=AT),
    "bank_checked": lambda desk, its: bank_checked(desk=desk, until=MONDAY, on=MONDAY),
    "keep_letter_texts": lambda desk, its: keep_letter_texts(desk=desk, which=REMINDER, typed={("opening", "one"): "{sum}"}, on=MONDAY),
    "pause_company": lambda desk, its: pause_company(desk=desk, because="storing", on=MONDAY, at=AT),
    "resume_company": lambda desk, its: resume_company(desk=desk, on=MONDAY, at=AT),
    "print_batch": lambda desk, its: print_batch(desk=desk, on=MONDAY, at=AT),
    "keep_ladder": lambda desk, its: keep_ladder(desk=desk, wish=Wish(LADDER, title="Anders"), on=MONDAY),
    "take_shipped": lambda desk, its: take_shipped(desk=desk, name="nl_business", running=True, on=MONDAY),
    "choose_ladder": lambda desk, its: choose_ladder(desk=desk, kind="business", name="eigen", on=MONDAY),
    "ask_replay": lambda desk, its: ask_replay(desk=desk, question=REPLAY, on=MONDAY),
    "look_for_doubles": lambda desk, its: look_for_doubles(desk=desk, on=MONDAY),
    "keep_desk": lambda desk, its: keep_desk(desk=desk, wish=DeskWish(False, "", "", {}), on=MONDAY, at=AT),
    "take_one": lambda desk, its: take_one(desk=desk, upload=None, typed={"number": "1"}, on=MONDAY, at=AT),
    "enter_rate": lambda desk, its: enter_rate(desk=desk, fields=RATE, on=MONDAY, at=AT),
}


def rows_of(creditor: models.Creditor) -> Rows:
    """The numbers of one of everything this company has."""
    debtor = make_debtor(creditor)
    case, invoice = make_case(debtor), make_invoice(debtor)
    payment = make_payment(creditor, amount=9_000)
    letter = make_letter(case, state="draft")
    make_message(make_letter(case, state="approved"), channel="post")
    work = make_work(debtor, state="stopped", look="dispute", webhook="https://planning.example/", secret="x")
    notice = models.WorkNotice.objects.create(
        creditor=creditor,
        work_id=work.id,
        event="work.stopped",
        number=1,
        channel="email",
        recipient="x@y.example",
        made_on=MONDAY,
        state="failed",
    )
    second = make_debtor(creditor, number="2001", name="Vermeer Bouw", bounced="crediteuren@vermeer.example", wrong_phone=VERMEER["phone"])
    double = models.Double.objects.create(
        creditor=creditor, first_id=debtor.id, second_id=second.id, score=100, reasons=["kvk"], found_on=MONDAY
    )
    left = models.LeftAlone.objects.create(creditor=creditor, kind="email", about=second.id, why="x", on=MONDAY, by="x@y.example")
    announced = models.Announcement.objects.create(
        creditor=creditor, debtor_id=debtor.id, letter_id=letter.id, step="handover", announced_on=MONDAY, due_on=MONDAY
    )
    own = {"creditor": creditor, "debtor_id": debtor.id}
    talk = models.Call.objects.create(on=MONDAY, started_at=AT, by="x@y.example", **own)
    deal = {"call_id": talk.id, "made_on": MONDAY, "day": MONDAY, "by": "x@y.example", "ours": True, **own}
    link = models.PortalLink.objects.create(digest=f"{creditor.id}", made_on=MONDAY, expires_on=MONDAY, **own)
    pay = {"amount": 1, "reference": "x", "made_on": MONDAY, "made_at": AT, "state": "paid", "paid_at": AT, "link_id": link.id, **own}
    return {
        **desk_rows(creditor),
        "talk": talk.id,
        "link": link.id,
        "line": models.Line.objects.create(creditor=creditor, side="client", state="open", mark=f"{creditor.id}.a", made_on=MONDAY).id,
        "hand-over": models.HandOver.objects.create(
            creditor=creditor, debtor_id=debtor.id, ref="Z-1", way="csv_by_email", partner="x", made_on=MONDAY, error="x"
        ).id,
        "pay": models.PayLink.objects.create(**pay).id,
        "locked": make_task(debtor, kind="portal-locked").id,
        "said": models.Said.objects.create(call_id=talk.id, on=MONDAY, reason="no-money", **own).id,
        "copy": models.Agreed.objects.create(kind="copy", **deal).id,
        "agreed": models.Agreed.objects.create(kind="complaint", state="open", **deal).id,
        "rude": models.Said.objects.create(call_id=talk.id, on=MONDAY, reason="bad-treatment", **own).id,
        "improvement": models.Improvement.objects.create(
            creditor=creditor, reason="bad-treatment", label="onvriendelijk", made_on=MONDAY, by="x@y.example"
        ).id,
        "bargain": models.Bargain.objects.create(place="call", begun_on=MONDAY, debt=1, engine="0", offered_on=MONDAY, **own).id,
        "lab": models.Lab.objects.create(creditor=creditor, on=MONDAY).id,
        "offered": models.Ending.objects.create(kind="settled", state="offered", made_on=MONDAY, last_day=MONDAY, pay=1, **own).id,
        "ended": models.Ending.objects.create(kind="written-off", made_on=MONDAY, parts=[1], basis={str(invoice.id): 1}, **own).id,
        "decide": make_task(debtor, kind="decide").id,
        "second": second.id,
        "double": double.id,
        "left": left.id,
        "note": make_credit_note(debtor).id,
        "work": work.id,
        "notice": notice.id,
        "announcement": announced.id,
        "debtor": debtor.id,
        "invoice": invoice.id,
        "payment": payment.id,
        "allocation": make_allocation(invoice, payment, amount=1_000).id,
        "letter": letter.id,
        "handover": make_task(debtor, kind="handover", case_id=case.id).id,
        "call": make_task(debtor).id,
        "arrangement": proposed(debtor, on=MONDAY).id,
        "hold": make_hold(debtor).id,
        "contact": make_contact(debtor).id,
        "interruption": make_interruption(invoice, on=MONDAY).id,
        "rate": make_rate(creditor, date(2027, 1, 1)).id,
        "ladder": make_ladder(creditor, LADDER).id,
        "group": make_group(creditor).id,
    }


def desk_rows(creditor: models.Creditor) -> Rows:
    """A new case at its desk, one that was taken on, and an objection."""
    models.Creditor.objects.filter(pk=creditor.pk).update(desk_on=True)
    creditor.refresh_from_db()
    line = make_line(creditor)
    case, taken = submit(line), submit(line, "D2")
    models.DeskCase.objects.filter(creditor=creditor, id=taken.id).update(state="accepted", accepted_on=MONDAY)
    objection = make_task(case.debtor, kind="desk-objection", desk_case_id=case.id)
    return {"case": case.id, "taken": taken.id, "objection": objection.id, "desk_line": line.id}


def everything() -> str:
    """The whole of the database, to see that nothing changed."""
    kept = apps.get_app_config("store").get_models()
    return "\n".join(serialize("json", kind._default_manager.order_by("pk")) for kind in kept)


@pytest.fixture
def theirs(creditor: models.Creditor) -> Rows:
    """One of everything, of this company."""
    return rows_of(creditor)


def changed_by(verb: Callable[[Desk, Rows], Any], desk: Desk, rows: Rows, before: str) -> tuple[Any, bool]:
    """What a verb answers, or that there is no such thing, and whether anything is different after it. What it did
    is taken back, so that the next one finds everything as it was: making one of everything takes a second."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                answer = verb(desk, rows)
        except ObjectDoesNotExist:
            answer = ObjectDoesNotExist
        changed = everything() != before
        transaction.set_rollback(True)
    return answer, changed


def test_what_is_another_companys_does_not_exist(theirs: Rows) -> None:
    ours, before = make_desk(make_creditor(BRUG, sending_on=True), email="bram@debrug.example"), everything()
    found = {name: changed_by(verb, ours, theirs, before) for name, verb in VERBS.items()}
    assert {name: one for name, one in found.items() if one != (ObjectDoesNotExist, False)} == {}


def test_reader_changes_nothing(creditor: models.Creditor, theirs: Rows) -> None:
    reader, before = make_desk(creditor, role="reader", email="accountant@boekhoudkantoor.example"), everything()
    found = {name: changed_by(verb, reader, theirs, before) for name, verb in {**VERBS, **OWN}.items()}
    assert [name for name, (_, changed) in found.items() if changed] == []
    assert [name for name, (answer, _) in found.items() if not answer and name != "print_batch"] == []


def test_own_ids_may_not_be_mixed_with_anothers(theirs: Rows) -> None:
    company = make_creditor(BRUG)
    ours, own = make_desk(company, email="bram@debrug.example"), rows_of(company)
    before = everything()
    mixed: list[Callable[[], Any]] = [
        lambda: place_payment(desk=ours, payment_id=own["payment"], invoice_id=theirs["invoice"], amount=1, on=MONDAY),
        lambda: place_payment(desk=ours, payment_id=theirs["payment"], invoice_id=own["invoice"], amount=1, on=MONDAY),
        lambda: add_hold(desk=ours, debtor_id=own["debtor"], invoice_id=theirs["invoice"], kind="hold", note="", on=MONDAY),
        lambda: keep_contact(desk=ours, debtor_id=own["debtor"], contact_id=theirs["contact"], fields=CONTACT, on=MONDAY, at=AT),
        lambda: remove_contact(desk=ours, debtor_id=own["debtor"], contact_id=theirs["contact"], on=MONDAY, at=AT),
        lambda: merge_debtors(desk=ours, into_id=own["debtor"], old_id=theirs["debtor"], on=MONDAY),
        lambda: merge_debtors(desk=ours, into_id=theirs["debtor"], old_id=own["debtor"], on=MONDAY),
        lambda: use_credit_note(desk=ours, note_id=own["note"], invoice_id=theirs["invoice"], on=MONDAY),
    ]
    for attempt in mixed:
        with pytest.raises(ObjectDoesNotExist):
            attempt()
    assert everything() == before
