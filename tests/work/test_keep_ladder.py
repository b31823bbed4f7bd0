"""Ladders that a company writes itself: versions, who walks which, groups, and what they would do tomorrow."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akkoord.core.ladder.toml import ladder_of_toml
from akkoord.core.problem import Refusal
from akkoord.ladders import text_of
from akkoord.steps import all_steps
from akkoord.store.access import Desk
from akkoord.store.models import Case, Creditor, Debtor, DebtorGroup, Event, LadderVersion
from akkoord.work.day.whom import whom
from akkoord.work.facts import situation
from akkoord.work.keep_debtor import keep_debtor
from akkoord.work.know_payers import know_payers
from akkoord.work.ladders.choose_ladder import choose_ladder
from akkoord.work.ladders.keep_group import keep_group, remove_group
from akkoord.work.ladders.keep_ladder import Wish, keep_ladder
from akkoord.work.ladders.preview_ladder import Preview, preview_ladder
from akkoord.work.ladders.put_in_group import put_in_group
from akkoord.work.ladders.restore_ladder import restore_ladder, take_shipped
from akkoord.work.ladders.treat_debtor import Treatment, treat_debtor
from akkoord.work.ladders.which import Rulebook
from akkoord.work.ladders.who_walks import who_walks
from tests.cast import JANSEN, MONDAY
from tests.factories import at_hour, make_debtor, make_debtors, make_desk, make_invoice
from tests.work.days import DAY, work_day

AT = at_hour(MONDAY)
SHIPPED = text_of("nl_business")
SLOW = SHIPPED.replace('[{ step = "due-day", days = 1 }]', '[{ step = "due-day", days = 9 }]')
OTHERS = SLOW.replace('["business", "government"]', '["consumer"]')
QUICK = SLOW.replace("days = 9", "days = 2")


def kept(desk: Desk, text: str = SLOW, name: str = "nl_business", *, running: bool = False, title: str = "") -> LadderVersion:
    """A version that could be kept."""
    row = keep_ladder(desk=desk, wish=Wish(text, name, title, running), on=MONDAY, at=AT)
    assert isinstance(row, LadderVersion)
    return row


def walks(creditor: Creditor) -> list[tuple[str, int | None]]:
    """The ladder and the number of the version of every debtor with something open, in order."""
    found = situation(creditor, on=MONDAY, with_future=True)
    return [(walk.ladder, found.book.ladders[walk.version].version if walk.version else None) for walk in found.walks.values()]


def versions() -> list[tuple[str, int, str]]:
    """Every version there is: name, number, who."""
    return list(LadderVersion.objects.order_by("name", "version").values_list("name", "version", "by"))


def test_shipped_ladder_is_written_down_before_the_first_change(desk: Desk) -> None:
    assert SLOW != SHIPPED
    row = kept(desk)
    assert versions() == [("nl_business", 1, ""), ("nl_business", 2, desk.user.email)]
    assert LadderVersion.objects.get(version=1).text == SHIPPED
    event = Event.objects.get(kind="ladder-changed")
    assert (event.debtor_id, event.by, event.data) == (
        None,
        desk.user.email,
        {"ladder": "nl_business", "title": "", "version": row.version, "moved": 0},
    )


def test_same_text_once_more_is_no_new_version(desk: Desk) -> None:
    first, again = kept(desk), kept(desk)
    assert first.id == again.id
    assert Event.objects.filter(kind="ladder-changed").count() == 1


def test_case_that_runs_keeps_its_version_and_new_ones_begin_with_the_newest(creditor: Creditor, desk: Desk) -> None:
    old, new = make_debtors(creditor, 2)
    make_invoice(old)
    work_day(creditor, MONDAY)
    kept(desk)
    make_invoice(new, due_on=MONDAY)
    assert walks(creditor) == [("nl_business", 1), ("nl_business", 2)]


def test_cases_that_run_go_along_where_that_is_asked(creditor: Creditor, desk: Desk) -> None:
    make_invoice(make_debtor(creditor))
    work_day(creditor, MONDAY)
    row = kept(desk, running=True)
    assert Case.objects.get().ladder_id == row.id
    assert Event.objects.get(kind="ladder-changed").data["moved"] == 1


def test_case_that_says_no_version_stays_on_what_it_walked(creditor: Creditor, desk: Desk) -> None:
    make_invoice(make_debtor(creditor))
    work_day(creditor, MONDAY)
    Case.objects.update(ladder_id=None)
    kept(desk)
    assert walks(creditor) == [("nl_business", 1)]


def test_change_makes_the_next_run_look_at_everybody(creditor: Creditor, desk: Desk) -> None:
    for debtor in make_debtors(creditor, 3):
        make_invoice(debtor, due_on=MONDAY + 20 * DAY)
    work_day(creditor, MONDAY)
    assert whom(creditor, on=MONDAY + DAY).full is False
    kept(desk)
    assert whom(creditor, on=MONDAY + DAY).full is True


def test_run_goes_by_what_was_kept(creditor: Creditor, desk: Desk) -> None:
    make_invoice(make_debtor(creditor))
    kept(desk)
    assert work_day(creditor, MONDAY)["decisions"] == {}
    assert work_day(creditor, MONDAY + 8 * DAY)["decisions"] == {"reminder": 1}


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        ("for = [", "nl_business", "Dit is geen TOML: de tekst houdt op voordat hij af is"),
        (SLOW.replace("days = 9", "days = 0"), "nl_business", "Het aantal dagen is een heel getal van 1 tot en met 365"),
        (
            OTHERS,
            "nl_business",
            "Deze ladder blijft voor wie hij was; maak voor anderen een nieuwe",
        ),
        (SLOW, "nl_nobody", "Deze ladder is er niet"),
        (SLOW, "", "Geef de ladder een naam"),
        (SLOW + "#" * 50_000, "nl_business", "De tekst is langer dan 50000 tekens"),
    ],
)
def test_ladder_with_a_mistake_is_refused_and_nothing_is_written(desk: Desk, text: str, name: str, says: str) -> None:
    wrong = keep_ladder(desk=desk, wish=Wish(text, name), on=MONDAY, at=AT)
    assert isinstance(wrong, tuple)
    assert [one.why.nl for one in wrong] == [says]
    assert LadderVersion.objects.count() == Event.objects.count() == 0


def test_new_ladder_has_a_name_of_its_own(desk: Desk) -> None:
    names = [kept(desk, SLOW, "", title="Scholen").name for _ in range(2)]
    assert names == ["eigen-scholen", "eigen-scholen-2"]


def test_older_version_comes_back_as_the_newest(creditor: Creditor, desk: Desk) -> None:
    kept(desk)
    kept(desk, QUICK)
    first = LadderVersion.objects.get(version=2)
    back = restore_ladder(desk=desk, version_id=first.id, running=False, on=MONDAY, at=AT)
    shipped = take_shipped(desk=desk, name="nl_business", running=False, on=MONDAY, at=AT)
    assert isinstance(back, LadderVersion)
    assert isinstance(shipped, LadderVersion)
    assert [(back.version, back.text), (shipped.version, shipped.text)] == [(4, SLOW), (5, SHIPPED)]
    assert LadderVersion.objects.count() == 5


def test_ladder_that_is_chosen_is_walked_by_everybody_of_its_kind(creditor: Creditor, desk: Desk) -> None:
    business, consumer = make_debtor(creditor), make_debtor(creditor, JANSEN)
    for debtor in (business, consumer):
        make_invoice(debtor)
    work_day(creditor, MONDAY)
    own = kept(desk, name="", title="Rustig")
    assert choose_ladder(desk=desk, kind="business", name=own.name, on=MONDAY, at=AT) is None
    creditor.refresh_from_db()
    assert walks(creditor) == [("eigen-rustig", 1), ("nl_consumer", 1)]
    assert Case.objects.get(debtor_id=business.id).ladder_id == own.id


def test_consumers_never_walk_a_ladder_for_businesses(creditor: Creditor, desk: Desk) -> None:
    own, debtor = kept(desk, name="", title="Rustig"), make_debtor(creditor, JANSEN)
    make_invoice(debtor)
    assert isinstance(choose_ladder(desk=desk, kind="consumer", name=own.name, on=MONDAY, at=AT), Refusal)
    refused = treat_debtor(desk=desk, debtor_id=debtor.id, wish=Treatment(ladder=own.name), on=MONDAY, at=AT)
    assert list(refused) == ["ladder"]
    group = keep_group(desk=desk, group_id=None, name="Leden", ladder=own.name, on=MONDAY, at=AT)
    assert isinstance(group, DebtorGroup)
    assert put_in_group(desk=desk, debtors=[debtor.id], group_id=group.id, on=MONDAY, at=AT) == 1
    assert walks(creditor) == [("nl_consumer", None)]


def test_debtor_who_turns_out_to_be_a_consumer_goes_on_along_that_ladder(creditor: Creditor, desk: Desk) -> None:
    debtor = make_debtor(creditor)
    make_invoice(debtor)
    work_day(creditor, MONDAY)
    assert keep_debtor(desk=desk, debtor_id=debtor.id, fields={"kind": "consumer"}, on=MONDAY, at=AT) == {}
    assert walks(creditor) == [("nl_consumer", 1)]


def test_group_has_its_own_steps_until_it_is_taken_away(creditor: Creditor, desk: Desk) -> None:
    debtors = make_debtors(creditor, 3)
    for debtor in debtors:
        make_invoice(debtor)
    work_day(creditor, MONDAY)
    own = kept(desk, name="", title="Rustig")
    group = keep_group(desk=desk, group_id=None, name="  Scholen ", ladder=own.name, on=MONDAY, at=AT)
    assert isinstance(group, DebtorGroup)
    assert put_in_group(desk=desk, debtors=[one.id for one in debtors[:2]], group_id=group.id, on=MONDAY, at=AT) == 2
    assert walks(creditor) == [("eigen-rustig", 1), ("eigen-rustig", 1), ("nl_business", 1)]
    assert Event.objects.filter(kind="debtor-changed", data__changed={"group": ["", "Scholen"]}).count() == 2
    assert remove_group(desk=desk, group_id=group.id, on=MONDAY, at=AT) is None
    assert set(walks(creditor)) == {("nl_business", 1)}
    assert DebtorGroup.objects.count() == 0


def test_two_groups_do_not_have_one_name(desk: Desk) -> None:
    keep_group(desk=desk, group_id=None, name="Scholen", ladder="", on=MONDAY, at=AT)
    again = keep_group(desk=desk, group_id=None, name="scholen", ladder="eigen-weg", on=MONDAY, at=AT)
    assert isinstance(again, dict)
    assert sorted(again) == ["ladder", "name"]


def test_what_a_person_says_of_a_payer_stays_until_history_counts_again(creditor: Creditor, desk: Desk) -> None:
    debtor = make_debtor(creditor)
    for late in (6, 7, 8):
        make_invoice(debtor, open=0, due_on=MONDAY - 30 * DAY, settled_on=MONDAY - 30 * DAY + late * DAY)
    know_payers(creditor=creditor, debtors=[debtor.id], on=MONDAY)
    assert treat_debtor(desk=desk, debtor_id=debtor.id, wish=Treatment(payer="refuser"), on=MONDAY, at=AT) == {}
    know_payers(creditor=creditor, debtors=[debtor.id], on=MONDAY)
    debtor.refresh_from_db()
    assert (debtor.payer, debtor.payer_said) == ("refuser", True)
    assert treat_debtor(desk=desk, debtor_id=debtor.id, wish=Treatment(), on=MONDAY, at=AT) == {}
    debtor.refresh_from_db()
    assert (debtor.payer, debtor.payer_said, debtor.payer_rests["quartiles"]) == ("late", False, [6, 7, 8])


def test_who_walks_is_counted_by_ladder_and_version(creditor: Creditor, desk: Desk) -> None:
    for debtor in make_debtors(creditor, 3):
        make_invoice(debtor)
    make_debtor(creditor, JANSEN)
    work_day(creditor, MONDAY)
    row = kept(desk)
    first = LadderVersion.objects.get(version=1)
    found = who_walks(Rulebook.of(creditor))
    assert {name: one.debtors for name, one in found.items()} == {"nl_business": 3, "nl_consumer": 1}
    assert found["nl_business"].cases == {first.id: 3}
    assert row.id not in found["nl_business"].cases


def look(desk: Desk, text: str, *, name: str = "nl_business", running: bool = True, on: date = MONDAY + DAY) -> Preview:
    """What this text would do on a day."""
    ladder = ladder_of_toml(text, name=name, steps=all_steps())
    return preview_ladder(desk=desk, ladder=ladder, running=running, on=on, today=MONDAY)


def test_preview_says_who_gets_what_and_what_differs(creditor: Creditor, desk: Desk) -> None:
    late, early = make_debtors(creditor, 2)
    make_invoice(late, due_on=MONDAY - 9 * DAY, total=70_000)
    make_invoice(early, due_on=MONDAY)
    seen = look(desk, SLOW)
    assert [(one.step, one.debtors, one.amount, one.before) for one in seen.steps] == [("reminder", 1, 70_000, 2)]
    assert (seen.reached, seen.before, seen.looked_at, seen.cut) == (1, 2, 2, False)
    assert [(one.debtor, dict(one.then), list(one.now)) for one in seen.changed] == [(early.id, {}, ["reminder"])]


def test_preview_is_what_the_run_does_once_it_is_kept(creditor: Creditor, desk: Desk) -> None:
    for place, debtor in enumerate(make_debtors(creditor, 12)):
        make_invoice(debtor, due_on=MONDAY - place * DAY)
    foreseen = {one.step: one.debtors for one in look(desk, SLOW).steps}
    kept(desk)
    assert {name: count for name, count in foreseen.items() if count} == work_day(creditor, MONDAY + DAY)["decisions"]


def test_preview_leaves_cases_that_run_alone_unless_they_go_along(creditor: Creditor, desk: Desk) -> None:
    make_invoice(make_debtor(creditor))
    work_day(creditor, MONDAY, {})
    sooner = SHIPPED.replace('[{ step = "reminder", days = 7 }]', '[{ step = "due-day", days = 1 }]')
    assert look(desk, sooner, running=False).changed == []


def test_preview_of_a_new_ladder_is_for_everybody_it_could_be_for(creditor: Creditor, desk: Desk) -> None:
    make_invoice(make_debtor(creditor))
    make_invoice(make_debtor(creditor, JANSEN))
    assert look(desk, SLOW, name="nieuw").looked_at == 1


def test_preview_writes_nothing(creditor: Creditor, desk: Desk) -> None:
    make_invoice(make_debtor(creditor))
    look(desk, SLOW)
    assert (LadderVersion.objects.count(), Case.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_preview_says_that_there_were_more(creditor: Creditor, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("akkoord.work.ladders.preview_ladder.MOST", 2)
    for debtor in make_debtors(creditor, 3):
        make_invoice(debtor)
    seen = look(desk, SLOW)
    assert (seen.looked_at, seen.cut) == (2, True)


def test_queries_do_not_grow_with_debtors(creditor: Creditor, desk: Desk) -> None:
    counts = []
    for many in (1, 3):
        Debtor.objects.all().delete()
        for debtor in make_debtors(creditor, many):
            make_invoice(debtor)
        with CaptureQueriesContext(connection) as asked:
            look(desk, SLOW, running=False)
            who_walks(Rulebook.of(creditor))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_ladders_and_groups_of_another_company_are_not_there(creditor: Creditor, desk: Desk) -> None:
    own = kept(desk, name="", title="Rustig")
    group = keep_group(desk=desk, group_id=None, name="Scholen", ladder="", on=MONDAY, at=AT)
    assert isinstance(group, DebtorGroup)
    other = make_desk(Creditor.objects.create(name="Elders", bank_until=MONDAY), email="elders@example.nl")
    wrong = keep_ladder(desk=other, wish=Wish(SLOW, own.name), on=MONDAY, at=AT)
    assert isinstance(wrong, tuple)
    with pytest.raises(LadderVersion.DoesNotExist):
        restore_ladder(desk=other, version_id=own.id, running=False, on=MONDAY, at=AT)
    with pytest.raises(DebtorGroup.DoesNotExist):
        remove_group(desk=other, group_id=group.id, on=MONDAY, at=AT)
    mine = make_debtor(creditor)
    assert put_in_group(desk=other, debtors=[mine.id], group_id=None, on=MONDAY, at=AT) == 0


@pytest.mark.parametrize("role", ["controller", "reader"])
def test_only_an_owner_keeps_ladders_and_groups(creditor: Creditor, role: str) -> None:
    at = make_desk(creditor, role=role, email=f"{role}@example.nl")
    assert isinstance(keep_ladder(desk=at, wish=Wish(SLOW, "nl_business"), on=MONDAY, at=AT), tuple)
    assert isinstance(take_shipped(desk=at, name="nl_business", running=True, on=MONDAY, at=AT), tuple)
    assert isinstance(choose_ladder(desk=at, kind="business", name="nl_business", on=MONDAY, at=AT), Refusal)
    assert isinstance(keep_group(desk=at, group_id=None, name="Scholen", ladder="", on=MONDAY, at=AT), dict)
    assert (LadderVersion.objects.count(), DebtorGroup.objects.count()) == (0, 0)
