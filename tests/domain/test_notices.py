"""What people are told: grouped, once, not by whom they don't see, and right however many do it at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from rxfeed.domain import circle, ids, notices
from rxfeed.domain.house import House
from rxfeed.domain.notices_kinds import FOLLOW, LIKE, Kind
from rxfeed.domain.tables import Notice, NoticeBy, NoticeChoice
from rxfeed.domain.viewer import Viewer
from tests import making


def tell(house: House, kind: Kind, to: Viewer, by: Viewer, post_id: str = "") -> bool:
    with house.database.writing() as session:
        number = ids.from_text(post_id) if post_id else None
        return notices.give(session, kind, to=to.require_account(), by=by.require_account(), post_id=number, now=house.clock.now())


def rows(house: House) -> list[Notice]:
    with house.database.reading() as session:
        return list(session.exec(select(Notice)))


def test_many_likes_of_one_post_at_once_are_one_notice(house: House) -> None:
    mara = making.person(house, "mara")
    post_id = making.post(house, mara).card.id
    fans = [making.person(house) for _ in range(40)]
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda fan: tell(house, LIKE, mara, fan, post_id), fans * 2))
    assert sum(told) == len(fans), "twice is once"
    (notice,) = rows(house)
    assert (notice.people, notice.last, notice.unread) == (40, 40, True)
    with house.database.reading() as session:
        assert sorted(session.exec(select(NoticeBy.number))) == list(range(1, 41))


def test_what_is_undone_is_taken_back(house: House) -> None:
    mara, tariq, kofi = (making.person(house, name) for name in ("mara", "tariq", "kofi"))
    post_id = making.post(house, mara).card.id
    for fan in (tariq, kofi):
        tell(house, LIKE, mara, fan, post_id)
    with house.database.writing() as session:
        assert notices.take_back(session, LIKE, by=kofi.require_account(), post_id=ids.from_text(post_id)) == [mara.account_id]
    assert rows(house)[0].people == 1
    with house.database.writing() as session:
        notices.take_back(session, LIKE, by=tariq.require_account(), post_id=ids.from_text(post_id))
        assert notices.take_back(session, LIKE, by=tariq.require_account(), post_id=ids.from_text(post_id)) == []
    assert rows(house) == []
    with house.database.writing() as session, pytest.raises(ValueError, match="name"):
        notices.take_back(session, LIKE, by=1)


def test_nobody_is_told_by_themselves_by_whom_they_do_not_see_or_of_what_they_have_switched_off(house: House) -> None:
    mara, tariq, kofi = (making.person(house, name) for name in ("mara", "tariq", "kofi"))
    circle.block(house, tariq, "mara")
    circle.mute(house, mara, "kofi")
    assert not any(tell(house, FOLLOW, mara, other) for other in (mara, tariq, kofi))
    with house.database.writing() as session:
        session.add(NoticeChoice(account_id=mara.account_id, kind=FOLLOW.name, wanted=False))
    assert not tell(house, FOLLOW, mara, making.person(house))
    assert rows(house) == []
