"""Several workers on one database: what one has in hand no other takes, and what nobody has any more is taken up again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.utils import OperationalError

from akkoord.ladders import text_of
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Event, ImportedFile, Invoice, Replay, Worker
from akkoord.work.in_hand import LOOKS, MOST, Watch
from akkoord.work.intake.import_files import FILES, receive, take_in, work_off_queue
from akkoord.work.questions.queue import Queue, Tell
from akkoord.work.replay.ask import REPLAYS, ask_replay
from akkoord.work.replay.question import Question, Side
from tests.cast import MONDAY
from tests.factories import make_desk

pytestmark = pytest.mark.django_db
KINDS = (FILES, REPLAYS.in_hand)
HERE, THERE = 7, 8  # two workers
LIST = b"Factuurnummer;Naam;Factuurdatum;Vervaldatum;Bedrag\r\nF1;Klant;16-10-2026;15-11-2026;10,00\r\n"


def make_waiting(creditor: Creditor) -> ImportedFile:
    return receive(creditor=creditor, name="een.csv", content=LIST, on=MONDAY)


def make_taken(creditor: Creditor, worker: int) -> ImportedFile:
    file = make_waiting(creditor)
    taken = FILES.take(creditor.id, file.id, worker)
    assert taken is not None
    return taken


def stands(file: ImportedFile) -> tuple[str, int | None, int]:
    row = ImportedFile.objects.get(creditor_id=file.creditor_id, id=file.id)
    return row.state, row.taken_by, row.broken_off


def look(watch: Watch, times: int) -> None:
    for _ in range(times):
        watch.turn()


def asked(desk: Desk) -> Replay:
    side = Side("nl_business", 0, text_of("nl_business"))
    row = ask_replay(desk=desk, question=Question(side, side, MONDAY - timedelta(days=30), MONDAY), on=MONDAY)
    assert isinstance(row, Replay)
    return row


def test_of_two_workers_one_gets_a_file(creditor: Creditor) -> None:
    file = make_waiting(creditor)
    assert [FILES.take(creditor.id, file.id, one) is not None for one in (HERE, THERE)] == [True, False]
    assert stands(file) == ("reading", HERE, 0)


def test_file_whose_reader_shows_that_he_is_alive_stays_his(creditor: Creditor) -> None:
    file, watch = make_taken(creditor, THERE), Watch(KINDS, HERE)
    other = Watch(KINDS, THERE)
    for _ in range(3 * LOOKS):
        other.turn()
        watch.turn()
    assert stands(file) == ("reading", THERE, 0)


def test_file_whose_reader_is_gone_waits_again(creditor: Creditor) -> None:
    file, watch = make_taken(creditor, THERE), Watch(KINDS, HERE)
    look(watch, LOOKS)
    assert stands(file) == ("reading", THERE, 0)
    look(watch, 1)
    assert stands(file) == ("queued", None, 1)
    assert work_off_queue() == 1
    assert stands(file)[0] == "done"


def test_own_file_is_never_thought_to_be_let_go(creditor: Creditor) -> None:
    file = make_taken(creditor, HERE)
    look(Watch(KINDS, HERE), 3 * LOOKS)
    assert stands(file) == ("reading", HERE, 0)


def test_looks_before_an_outage_count_for_nothing(creditor: Creditor) -> None:
    file, watch = make_taken(creditor, THERE), Watch(KINDS, HERE)
    for _ in range(3):
        look(watch, LOOKS)
        watch.forget()
    assert stands(file) == ("reading", THERE, 0)


def test_sign_of_life_at_the_last_moment_is_seen(creditor: Creditor) -> None:
    file, watch, other = make_taken(creditor, THERE), Watch(KINDS, HERE), Watch(KINDS, THERE)
    other.turn()
    look(watch, LOOKS)
    other.turn()
    look(watch, LOOKS)
    assert stands(file) == ("reading", THERE, 0)
    look(watch, 1)
    assert stands(file) == ("queued", None, 1)


def test_worker_that_was_thought_to_be_gone_is_known_again_with_its_next_sign() -> None:
    watch, other = Watch(KINDS, HERE), Watch(KINDS, THERE)
    other.turn()
    look(watch, LOOKS + 1)
    assert set(Worker.objects.values_list("id", flat=True)) == {HERE}
    other.turn()
    assert set(Worker.objects.values_list("id", flat=True)) == {HERE, THERE}


def test_worker_that_stops_leaves_nothing_behind_and_blames_no_file(creditor: Creditor) -> None:
    file, watch = make_taken(creditor, HERE), Watch(KINDS, HERE)
    watch.turn()
    watch.leave()
    assert (stands(file), Worker.objects.count()) == (("queued", None, 0), 0)


def test_what_an_outage_broke_off_is_given_back_as_often_as_it_takes_and_only_by_who_had_it(creditor: Creditor) -> None:
    mine, theirs = make_waiting(creditor), make_taken(creditor, THERE)
    for _ in range(3 * MOST):
        assert FILES.take(creditor.id, mine.id, HERE) is not None
        assert FILES.give_back(HERE) == 1
        assert stands(mine) == ("queued", None, 0)
    assert stands(theirs) == ("reading", THERE, 0)


def test_file_that_stops_the_program_too_often_is_left_out_and_says_so(creditor: Creditor) -> None:
    file, found = make_waiting(creditor), []
    for _ in range(MOST):
        assert FILES.take(creditor.id, file.id, THERE) is not None
        look(Watch(KINDS, HERE), LOOKS + 1)
        found.append(stands(file)[0])
    assert found == ["queued"] * (MOST - 1) + ["failed"]
    file.refresh_from_db()
    assert [one["message_en"].partition(".")[0] for one in file.report["problems"]] == ["Reading this file broke off three times"]
    assert work_off_queue() == 0


def test_reader_who_lost_his_file_stores_nothing_of_it(creditor: Creditor) -> None:
    """He stood still for so long that he was thought to be gone, and another took it up."""
    late = make_taken(creditor, THERE)
    look(Watch(KINDS, HERE), LOOKS + 1)
    report = take_in(late)
    assert (report["invoices"], Invoice.objects.count(), stands(late)[0]) == (0, 0, "queued")
    assert work_off_queue(worker=HERE) == 1
    assert (take_in(late)["invoices"], Invoice.objects.count()) == (1, 1)
    assert Event.objects.filter(kind="file-read").count() == 1


def test_file_that_somebody_takes_in_himself_is_read_by_no_worker(creditor: Creditor) -> None:
    file = receive(creditor=creditor, name="een.csv", content=LIST, on=MONDAY, worker=HERE)
    assert work_off_queue(worker=THERE) == 0
    assert take_in(file)["invoices"] == 1
    assert stands(file) == ("done", None, 0)


def test_replay_that_an_outage_breaks_off_goes_on_as_often_as_it_takes(desk: Desk) -> None:
    row, left = asked(desk), 3 * MOST

    def play(row: Replay, tell: Tell) -> dict[str, int]:
        nonlocal left
        left -= 1
        if left:
            raise OperationalError("server closed the connection unexpectedly")
        return {"played": 1}

    queue = Queue(Replay, play)
    for _ in range(3 * MOST - 1):
        with pytest.raises(OperationalError):
            queue.work_off(worker=HERE)
        assert (queue.work_off(worker=THERE), queue.in_hand.give_back(HERE)) == (0, 1)
    assert queue.work_off(worker=HERE) == 1
    row.refresh_from_db()
    assert (row.state, row.taken_by, row.broken_off, row.outcome) == ("done", None, 0, {"played": 1})


def test_replay_that_stops_the_program_is_left_out_after_a_while(desk: Desk) -> None:
    row, found = asked(desk), []
    for _ in range(MOST):
        assert REPLAYS.in_hand.take(desk.creditor.id, row.id, THERE) is not None
        look(Watch(KINDS, HERE), LOOKS + 1)
        found.append(desk.replays().get().state)
    assert found == ["queued"] * (MOST - 1) + ["failed"]


def test_replay_that_was_given_to_another_is_answered_by_him_alone(desk: Desk) -> None:
    row = asked(desk)

    def play(row: Replay, tell: Tell) -> dict[str, int]:
        look(Watch(KINDS, HERE), LOOKS + 1)  # it took so long that this worker was thought to be gone
        return {"late": 1}

    assert Queue(Replay, play).work_off(worker=THERE) == 1
    row.refresh_from_db()
    assert (row.state, row.outcome) == ("queued", {})


@pytest.fixture
def desk(creditor: Creditor) -> Desk:
    return make_desk(creditor)
