"""Asking, changing and reading one's own, on real rows. Nothing is drawn here: see tests/jobs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, update
from sqlmodel import col

from rxfeed.domain import ids, studio, studio_leases, studio_work
from rxfeed.domain.errors import Conflict, Invalid, LimitReached, NotFound, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.studio import Ask
from rxfeed.domain.tables import Call
from rxfeed.domain.viewer import NOBODY, Viewer
from rxfeed.domain.views import GenerationView
from tests.domain.people import account, guest
from tests.jobs.engines import PRICE, ObedientEngine

ASK = Ask("obedient", "a boat")


@pytest.fixture
def engine(house: House) -> ObedientEngine:
    obedient = ObedientEngine()
    house.engines.replace("obedient", obedient, None)
    return obedient


@pytest.fixture
def anna(house: House, engine: ObedientEngine) -> Viewer:
    return account(house, "anna")


@pytest.fixture
def bert(house: House) -> Viewer:
    return account(house, "bert")


def end_all(house: House, status: str = "failed") -> None:
    """Whatever is under way has ended so."""
    with house.database.writing() as session:
        session.execute(update(Call).where(col(Call.ended_at).is_(None)).values(status=status, ended_at=house.clock.now(), counts=status == "ready"))


def test_what_is_asked_is_written_down(house: House, anna: Viewer) -> None:
    asked = studio.request(house, anna, replace(ASK, prompt=" a {red|blue} boat\0 ", variants=4, shape="3:2", quality="fine", form={"caption": "Boote"}))
    assert asked == studio.watch(house, anna, asked.id) == studio.pending(house, anna)
    assert (asked.prompt, asked.shape, asked.quality, asked.width, asked.height) == ("a {red|blue} boat", "3:2", "fine", 96, 64)
    assert [variant.prompt for variant in asked.variants] == ["a red boat", "a blue boat", "a red boat", "a blue boat"]
    assert asked.form == {"caption": "Boote"}
    assert studio.price(house, replace(ASK, variants=4)) == 4 * PRICE


def test_nobody_and_guests_may_not_ask_for_what_costs_money(house: House, anna: Viewer) -> None:
    with pytest.raises(NotSignedIn, match="cookies"):
        studio.request(house, NOBODY, ASK)
    with pytest.raises(NotSignedIn, match="Obedient 1"):
        studio.request(house, guest(), ASK)
    with pytest.raises(Invalid, match="does not have that engine"):
        studio.request(house, anna, replace(ASK, engine="x" * 1_000_000))


def test_two_generations_at_once(house: House, anna: Viewer, bert: Viewer) -> None:
    studio.request(house, anna, ASK)
    second = studio.request(house, anna, replace(ASK, variants=4))
    with pytest.raises(LimitReached, match="2 of your generations"):
        studio.request(house, anna, ASK)
    assert studio.allowance(house, anna, "obedient").reason.startswith("{running} of your generations")
    studio.request(house, bert, ASK)
    studio.cancel(house, anna, second.id)
    studio.request(house, anna, ASK)


def test_pictures_a_day(house: House, anna: Viewer) -> None:
    house = replace(house, limits=replace(house.limits, pictures_a_day=5, generations_at_once=9))
    studio.request(house, anna, replace(ASK, variants=4))
    left = studio.allowance(house, anna, "obedient")
    assert (left.pictures_left, left.pictures_a_day, left.running, left.at_once, left.paid, left.reason) == (1, 5, 1, 9, True, "")
    with pytest.raises(LimitReached, match="1 are left today"):
        studio.request(house, anna, replace(ASK, variants=2))
    studio.request(house, anna, ASK)
    with pytest.raises(LimitReached, match="5 pictures are used up") as refusal:
        studio.request(house, anna, ASK)
    assert 0 < refusal.value.retry_after <= 86_400
    assert studio.allowance(house, anna, "obedient").reason.startswith("Today's {most} pictures")


def test_what_failed_or_was_cancelled_frees_the_quota(house: House, anna: Viewer) -> None:
    house = replace(house, limits=replace(house.limits, pictures_a_day=2))
    asked = studio.request(house, anna, replace(ASK, variants=2))
    studio.cancel(house, anna, asked.id)
    assert studio.allowance(house, anna, "obedient").pictures_left == 2
    studio.request(house, anna, replace(ASK, variants=2))
    end_all(house)
    assert studio.allowance(house, anna, "obedient").pictures_left == 2


def test_a_new_day_begins_at_midnight_utc(house: House, anna: Viewer) -> None:
    house = replace(house, limits=replace(house.limits, pictures_a_day=1, generations_at_once=9))
    late = replace(house, clock=HeldClock(datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC)))
    studio.request(late, anna, ASK)
    with pytest.raises(LimitReached):
        studio.request(late, anna, ASK)
    studio.request(replace(house, clock=HeldClock(datetime(2026, 11, 23, tzinfo=UTC))), anna, ASK)


def test_guests_are_limited_by_browser_and_by_address(house: House) -> None:
    house = replace(house, limits=replace(house.limits, guest_pictures_a_day=4, generations_at_once=9))
    sketch = Ask("sketch", "a boat", variants=3)
    one, another, elsewhere = guest(), guest(), guest("198.51.100.1")
    studio.request(house, one, sketch)
    with pytest.raises(LimitReached, match="1 are left"):
        studio.request(house, another, sketch)
    with pytest.raises(LimitReached, match="1 are left"):
        studio.request(house, replace(one, address="198.51.100.1"), sketch)
    studio.request(house, another, replace(sketch, variants=1))
    with pytest.raises(LimitReached, match="Sign up for more"):
        studio.request(house, another, replace(sketch, variants=1))
    studio.request(house, elsewhere, sketch)


def test_the_servers_money(house: House, anna: Viewer, bert: Viewer) -> None:
    house = replace(house, limits=replace(house.limits, budget_a_day=3 * PRICE, generations_at_once=9))
    studio.request(house, anna, replace(ASK, variants=2))
    assert studio.allowance(house, bert, "obedient").budget_left == PRICE
    with pytest.raises(LimitReached, match="money for today"):
        studio.request(house, bert, replace(ASK, variants=2))
    studio.request(house, bert, ASK)
    assert studio.allowance(house, anna, "obedient").reason.startswith("This server's money")
    assert studio.allowance(house, anna, "sketch").reason == ""
    studio.request(house, anna, Ask("sketch", "a boat"))
    closed = replace(house, limits=replace(house.limits, budget_a_day=0))
    with pytest.raises(LimitReached, match="spends no money"):
        studio.request(closed, anna, ASK)


def test_a_budget_that_shrank_is_looked_at_again_before_the_call(house: House, anna: Viewer) -> None:
    studio.request(house, anna, ASK)
    work = studio_work.claim(house, "me")
    assert work is not None
    studio_work.begin_moderating(house, "me", work)
    with pytest.raises(LimitReached):
        studio_work.begin_calling(replace(house, limits=replace(house.limits, budget_a_day=PRICE - 1)), "me", work)


def test_others_find_nothing(house: House, anna: Viewer, bert: Viewer) -> None:
    asked = studio.request(house, anna, ASK)
    call = asked.variants[0].id
    for stranger in (bert, guest(), NOBODY):
        for forged in (
            lambda who: studio.watch(house, who, asked.id), lambda who: studio.cancel(house, who, asked.id), lambda who: studio.retry(house, who, call),
            lambda who: studio.cancel(house, who, asked.id, call), lambda who: studio.keep_form(house, who, asked.id, {}),
            lambda who: studio.keep_draft(house, who, asked.id, {}), lambda who: studio.dismiss(house, who, asked.id),
        ):  # fmt: skip
            with pytest.raises(NotFound):
                forged(stranger)
        assert studio.pending(house, stranger) is None
        assert studio.library(house, stranger).generations == []
        assert studio.history(house, stranger) == ([], "")
    assert studio.watch(house, anna, asked.id) == asked


@pytest.mark.parametrize("forged", ["", "0", "0000000000000", "z" * 13, "x" * 1_000_000, "../../etc/pass", "' OR 1=1 --", "\0" * 13])
def test_forged_ids_find_nothing(house: House, anna: Viewer, forged: str) -> None:
    own = studio.request(house, anna, ASK)
    with pytest.raises(NotFound):
        studio.watch(house, anna, forged)
    with pytest.raises(NotFound):
        studio.cancel(house, anna, own.id, forged)
    with pytest.raises(NotFound):
        studio.retry(house, anna, forged)
    with pytest.raises(NotFound):
        studio.request(house, anna, replace(ASK, references=(forged,)))
    with pytest.raises(Invalid):
        studio.library(house, anna, cursor=forged or "x")
    with pytest.raises(Invalid):
        studio.library(house, anna, forged)


def test_a_call_of_another_generation_is_not_part_of_this_one(house: House, anna: Viewer) -> None:
    one, two = studio.request(house, anna, ASK), studio.request(house, anna, ASK)
    with pytest.raises(NotFound):
        studio.cancel(house, anna, one.id, two.variants[0].id)
    assert studio.watch(house, anna, two.id).status == "queued"


def test_only_what_did_not_come_can_be_tried_again(house: House, anna: Viewer) -> None:
    asked = studio.request(house, anna, ASK)
    with pytest.raises(Conflict):
        studio.retry(house, anna, asked.variants[0].id)
    studio.cancel(house, anna, asked.id)
    again = studio.retry(house, anna, asked.variants[0].id)
    assert (again.status, again.total) == ("queued", 1)
    with pytest.raises(Conflict):
        studio.retry(house, anna, asked.variants[0].id)


def test_a_retry_is_limited_like_a_first_try(house: House, anna: Viewer) -> None:
    asked = studio.request(house, anna, replace(ASK, variants=2))
    studio.cancel(house, anna, asked.id, asked.variants[0].id)
    poor = replace(house, limits=replace(house.limits, pictures_a_day=1))
    with pytest.raises(LimitReached, match="used up"):
        studio.retry(poor, anna, asked.variants[0].id)
    studio.request(house, anna, ASK)
    studio.retry(house, anna, asked.variants[0].id)


def test_the_composer_shows_the_newest_until_it_is_put_away(house: House, anna: Viewer) -> None:
    assert studio.pending(house, anna) is None
    first = studio.request(house, anna, ASK)
    second = studio.request(house, anna, ASK)
    assert _id(studio.pending(house, anna)) == second.id
    studio.dismiss(house, anna, second.id)
    assert _id(studio.pending(house, anna)) == first.id
    end_all(house)
    third = studio.request(house, anna, ASK)
    studio.keep_form(house, anna, third.id, {"caption": "Für später"})
    studio.keep_draft(house, anna, third.id, {"caption": "Jetzt nicht"})
    assert studio.pending(house, anna) is None
    drafts = studio.library(house, anna, "drafts").generations
    assert [(draft.id, draft.draft, draft.form) for draft in drafts] == [(third.id, True, {"caption": "Jetzt nicht"})]
    studio.keep_draft(house, anna, third.id, {"caption": "Doch"}, draft=False)
    assert _id(studio.pending(house, anna)) == third.id


def test_history_is_every_prompt_once_last_used_first(house: House, anna: Viewer) -> None:
    for number in (*range(60), 3):
        studio.request(house, anna, replace(ASK, prompt=f"boat {number}"))
        end_all(house)
    first, cursor = studio.history(house, anna)
    rest, end = studio.history(house, anna, cursor)
    assert first[:3] == ["boat 3", "boat 59", "boat 58"]
    assert (len(first), len(rest), end) == (50, 10, "")
    assert len({*first, *rest}) == 60


def test_the_library_by_status_in_pages(house: House, anna: Viewer) -> None:
    made = []
    for number in range(30):
        asked = studio.request(house, anna, ASK)
        end_all(house, "ready" if number % 3 == 0 else "failed")
        made.append(asked.id)
    running = studio.request(house, anna, ASK).id
    first = studio.library(house, anna)
    second = studio.library(house, anna, "all", first.next)
    assert [seen.id for seen in (*first.generations, *second.generations)] == [running, *reversed(made)]
    assert (len(first.generations), second.next) == (24, "")
    assert [seen.id for seen in studio.library(house, anna, "running").generations] == [running]
    assert [seen.id for seen in studio.library(house, anna, "ready").generations] == list(reversed(made[::3]))
    assert len(studio.library(house, anna, "failed").generations) == 20


def test_a_page_takes_the_same_number_of_queries_however_long_it_is(house: House, anna: Viewer) -> None:
    studio.request(house, anna, ASK)
    few = queries(house, anna)
    for _ in range(10):
        end_all(house)
        studio.request(house, anna, replace(ASK, variants=4))
    assert queries(house, anna) == few == 4


def test_a_guests_work_moves_with_the_guest(house: House, bert: Viewer) -> None:
    somebody = guest()
    asked = studio.request(house, somebody, Ask("sketch", "a boat", variants=2, form={"caption": "Mein Boot"}))
    with house.database.writing() as session:
        studio.adopt(session, somebody.guest_id or 0, bert.account_id or 0)
    assert studio.pending(house, bert) == asked
    assert studio.allowance(house, bert, "sketch").pictures_left == house.limits.pictures_a_day - 2
    assert studio.pending(house, somebody) is None
    assert studio.allowance(house, somebody, "sketch").pictures_left == house.limits.guest_pictures_a_day - 2


def test_leases(house: House, anna: Viewer) -> None:
    """Whoever has the lease moves the call; whose lease has run out has lost it."""
    asked = studio.request(house, anna, ASK)
    work = studio_work.claim(house, "one")
    assert work is not None
    assert ids.to_text(work.call_id) == asked.variants[0].id
    assert studio_work.claim(house, "two") is None
    with pytest.raises(studio_work.LeaseLost):
        studio_work.begin_moderating(house, "two", work)
    assert studio_leases.reap(house, "two") == 0
    later = replace(house, clock=HeldClock(house.clock.now() + 2 * studio_work.LEASE))
    assert studio_leases.reap(later, "one") == 0
    assert studio_leases.reap(later, "two", alive={"one"}) == 0
    assert studio_leases.reap(later, "two") == 1
    with pytest.raises(studio_work.LeaseLost):
        studio_work.begin_moderating(house, "one", work)
    again = studio_work.claim(house, "two")
    assert again is not None
    assert again.call_id == work.call_id
    assert studio_leases.renew(house, "two") == 1
    assert studio_leases.reap(house, "one", gone={"two"}) == 1


def test_a_picture_that_brings_the_server_down_is_given_up_in_the_end(house: House, engine: ObedientEngine, anna: Viewer) -> None:
    engine.paid = False
    asked = studio.request(house, anna, ASK)
    for crash in range(studio_leases.CRASHES):
        assert studio.watch(house, anna, asked.id).status == "queued", crash
        work = studio_work.claim(house, "one")
        assert work is not None
        studio_work.begin_moderating(house, "one", work)
        studio_work.begin_calling(house, "one", work)
        assert studio_leases.reap(house, "two", gone={"one"}) == 1
    seen = studio.watch(house, anna, asked.id)
    assert (seen.status, seen.variants[0].decision, seen.variants[0].can_retry) == ("failed", "tell_admin", True)
    assert "again and again" in seen.variants[0].error


def test_the_server_has_so_many_places(house: House, anna: Viewer, bert: Viewer) -> None:
    house = replace(house, limits=replace(house.limits, calls_at_once=3, generations_at_once=9))
    for viewer in (anna, anna, bert):
        studio.request(house, viewer, replace(ASK, variants=4))
    turns = [studio_work.claim(house, "me") for _ in range(4)]
    assert [work.account_id if work else None for work in turns] == [anna.account_id, bert.account_id, None, None]
    carla = account(house, "carla")
    studio.request(house, carla, ASK)
    turn = studio_work.claim(house, "me")
    assert turn is not None
    assert turn.account_id == carla.account_id


def queries(house: House, viewer: Viewer) -> int:
    """How many a page of the library takes."""
    said: list[str] = []
    reader = house.database.engines[1]  # type: ignore[attr-defined]

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.startswith("SELECT"):
            said.append(statement)

    event.listen(reader, "before_cursor_execute", note)
    try:
        studio.library(house, viewer, "all")
    finally:
        event.remove(reader, "before_cursor_execute", note)
    return len(said)


class HeldClock:
    """`domain.ports.Clock` that stands still."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment


def _id(view: GenerationView | None) -> str:
    assert view is not None
    return view.id
