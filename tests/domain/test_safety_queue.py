"""What waits for a moderator, what is kept of it, and the log of what was decided."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from rxfeed.domain import gallery, safety
from rxfeed.domain.errors import Conflict, Invalid, NotFound, RxfeedError
from rxfeed.domain.gallery import Changes
from rxfeed.domain.house import House
from rxfeed.domain.safety import Decision, MatterView
from rxfeed.domain.tables import Account, Matter, Post, Ruling
from rxfeed.domain.viewer import Viewer
from tests.counting import counted
from tests.domain.test_pictures_sweep import later
from tests.making import person, post

WHY = "It shows somebody who does not want it."


@pytest.fixture
def mara(house: House) -> Viewer:
    return person(house, "mara")


@pytest.fixture
def judge(house: House) -> Viewer:
    return person(house, "judge", role="moderator")


def reported(house: House, author: Viewer, *reporters: Viewer, **more: object) -> str:
    """A post that they have reported."""
    made = post(house, author, **more).card.id
    for reporter in reporters or (person(house),):
        safety.report(house, reporter, "post", made, "spam", "Look at this.")
    return made


def waiting(house: House, judge: Viewer) -> MatterView:
    (matter,) = safety.queue(house, judge).matters
    return matter


def shown(house: House, viewer: Viewer, post_id: str) -> str:
    try:
        return gallery.show(house, viewer, post_id).status
    except RxfeedError as error:
        return type(error).__name__


def test_evidence_stays_as_it_was_and_its_picture_too(house: House, mara: Viewer, judge: Viewer) -> None:
    made = reported(house, mara, prompt="a red kite", caption="Mine!")
    gallery.edit(house, mara, made, Changes(caption="Innocent."))
    gallery.bin(house, mara, made)
    late = later(house, days=31)
    gallery.purge(late)
    safety.sweep_exhibits(late)
    matter = waiting(house, judge)
    (kept,) = matter.evidence
    assert (kept.words, kept.caption, matter.state, matter.can) == ("a red kite", "Mine!", "gone", ["dismiss", "suspend"])
    assert house.objects.get(safety.see_exhibit(house, judge, kept.pictures[0]).key)
    with pytest.raises(NotFound):
        safety.see_exhibit(house, mara, kept.pictures[0])
    with pytest.raises(Conflict):
        safety.decide(house, judge, matter.id, Decision("hide", WHY))
    safety.decide(house, judge, matter.id, Decision("dismiss"))
    assert safety.sweep_exhibits(late) == 1
    with pytest.raises(NotFound):
        safety.see_exhibit(house, judge, kept.pictures[0])


def test_the_log_is_only_added_to(house: House, mara: Viewer, judge: Viewer) -> None:
    reported(house, mara)
    safety.decide(house, judge, waiting(house, judge).id, Decision("dismiss"))
    for change in (update(Ruling).values(why="Nothing."), delete(Ruling)):
        with pytest.raises(DBAPIError, match="only added"), house.database.writing() as session:
            session.execute(change)
    with house.database.writing() as session:
        session.delete(session.get_one(Account, judge.account_id))
        session.delete(session.get_one(Account, mara.account_id))
    (row,) = safety.log(house, person(house, role="admin")).rulings
    assert (row.by, row.whom) == ("judge", "mara")


@pytest.mark.parametrize(
    "decision",
    [Decision("hide"), Decision("hide", "x" * 1_001), Decision("rate", WHY), Decision("suspend", WHY, days=-1), Decision("restore", WHY), Decision("", WHY)],
)
def test_what_cannot_be_decided(house: House, mara: Viewer, judge: Viewer, decision: Decision) -> None:
    made = reported(house, mara)
    with pytest.raises(Invalid):
        safety.decide(house, judge, waiting(house, judge).id, decision)
    assert (shown(house, person(house), made), safety.log(house, judge).rulings) == ("published", [])


@pytest.mark.parametrize("order", ["oldest", "most"])
def test_the_queue_goes_on_by_keyset_in_a_constant_number_of_queries(house: House, mara: Viewer, judge: Viewer, order: str) -> None:
    with house.database.writing() as session:
        for number in range(1, 26):
            session.add(Matter(id=number, kind="account", thing_id=number, author_id=mara.account_id, reports=number % 3, opened_at=house.clock.now()))
    read, cursor = [], ""
    while True:
        with counted(house) as queries:
            page = safety.queue(house, judge, order, cursor)
        assert len(queries) <= 8
        read += page.matters
        if not (cursor := page.next):
            break
    assert len({matter.id for matter in read}) == len(read) == 25
    assert [matter.reports for matter in read] == sorted((matter.reports for matter in read), reverse=True) or order == "oldest"
    for bad in ("x", "9" * 5_000, "1.", "é.0"):
        with pytest.raises(Invalid):
            safety.queue(house, judge, order, bad)


def test_an_open_matter_has_its_own_index(house: House) -> None:
    with house.database.reading() as session:
        if house.database.dialect == "sqlite":
            plan = session.execute(text("EXPLAIN QUERY PLAN SELECT * FROM matter WHERE closed_at IS NULL ORDER BY reports DESC, id DESC LIMIT 11"))
            assert "ix_matter_most" in str(plan.all())
        assert session.exec(select(col(Post.id))).first() is None
