"""Deeds that one commit keeps: each is its own person's, and nobody hears of what isn't kept."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import col, select, update

from rxfeed.domain import ids, marks, together
from rxfeed.domain.errors import Invalid, NotAllowed, NotFound, Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Like, Notice, Post
from rxfeed.domain.viewer import Viewer
from tests import making
from tests.houses import SqliteTemplates, opened

CROWD = 200


@pytest.fixture
def alone(sqlite_templates: SqliteTemplates, tmp_path: Path) -> Iterator[House]:
    """On SQLite, for what only its one writer can meet."""
    with sqlite_templates.lent(tmp_path) as url, opened(tmp_path, url) as house:
        yield house


def crowd(house: House) -> list[Viewer]:
    """Many people, by one transaction."""
    made = [Account(id=ids.mint(), handle=f"one{number}", created_at=house.clock.now()) for number in range(CROWD)]
    with house.database.writing() as session:
        session.add_all(made)
    return [Viewer(account_id=account.id, handle=account.handle) for account in made]


def likes(house: House) -> tuple[int, int]:
    """As they are counted, and their rows."""
    with house.database.reading() as session:
        return sum(session.exec(select(Post.likes))), len(session.exec(select(Like.account_id)).all())


async def test_two_hundred_like_a_post_at_once(house: House) -> None:
    mara = making.person(house)
    post, people = making.post(house, mara).card.id, crowd(house)
    await asyncio.gather(*(house.together(marks.like, one, post, on=True) for one in people + people[:20]))
    assert likes(house) == (CROWD, CROWD)
    with house.database.reading() as session:
        (notice,) = session.exec(select(Notice))
    assert (notice.account_id, notice.people, notice.last, notice.unread) == (mara.account_id, CROWD, CROWD, True)


async def test_what_one_may_not_touches_nobody_else(house: House) -> None:
    mara, kofi, tariq = (making.person(house) for _ in range(3))
    post = making.post(house, mara).card.id

    def impossible(house: House) -> None:
        with house.database.writing():
            raise OperationalError("SELECT 1", None, OSError("disk I/O error"))

    def broken(house: House) -> None:
        with house.database.writing() as session:
            session.execute(update(Post).where(col(Post.id) == ids.from_text(post)).values(likes=1000))
            raise Invalid("no")

    heard: list[object] = []
    house.news.listen(marks.ANSWERED, heard.append)
    came = await asyncio.gather(
        house.together(marks.like, kofi, post, on=True),
        house.together(broken),
        house.together(impossible),
        house.together(marks.like, tariq, ids.to_text(7), on=True),
        house.together(marks.like, making.suspended(house, making.person(house)), post, on=True),
        house.together(marks.like, tariq, post, on=True),
        return_exceptions=True,
    )
    assert [type(one) for one in came] == [type(None), Invalid, Unavailable, NotFound, NotAllowed, type(None)]
    assert likes(house) == (2, 2)
    await asyncio.sleep(0)
    assert heard == [{"id": post}] * 2


async def test_where_all_is_lost_everybody_is_told_so_and_nothing_is_announced(alone: House) -> None:
    kofi, tariq = (making.person(alone) for _ in range(2))
    post = making.post(alone, making.person(alone)).card.id

    def full_disk(house: House) -> None:
        with house.database.writing() as session:
            session.execute(text("ROLLBACK"))  # as SQLite itself does then
            raise Unavailable("full")

    heard: list[object] = []
    alone.news.listen(marks.ANSWERED, heard.append)
    wishes = (alone.together(marks.like, kofi, post, on=True), alone.together(full_disk), alone.together(marks.like, tariq, post, on=True))
    came = await asyncio.gather(*wishes, return_exceptions=True)
    assert {type(one) for one in came} == {Unavailable}
    assert likes(alone) == (0, 0)
    assert heard == []
    await alone.together(marks.like, kofi, post, on=True)
    assert likes(alone) == (1, 1)


async def test_who_else_writes_keeps_nobody_from_anything_but_writing(alone: House) -> None:
    kofi, tariq = (making.person(alone) for _ in range(2))
    post = making.post(alone, making.person(alone)).card.id
    another = sqlite3.connect(alone.database.engines[0].url.database, isolation_level=None)  # type: ignore[attr-defined]
    with closing(another):
        another.execute("BEGIN IMMEDIATE")  # as another process
        one = asyncio.create_task(alone.together(marks.like, kofi, post, on=True))
        for _ in range(20):
            await asyncio.sleep(0.005)  # the event loop has its turns
            assert not one.done()
        another.execute("COMMIT")
    await one
    with alone.database.writing():  # a thread of this one
        other = asyncio.create_task(alone.together(marks.like, tariq, post, on=True))
        await asyncio.sleep(0.01)
        assert not other.done()
    await other
    assert likes(alone) == (2, 2)


async def test_a_slow_disk_is_waited_for_elsewhere(alone: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "QUICK", 0.0)
    post, people = making.post(alone, making.person(alone)).card.id, crowd(alone)[:20]
    loop, threads = asyncio.get_running_loop(), list[object]()
    in_thread = loop.run_in_executor
    monkeypatch.setattr(loop, "run_in_executor", lambda *asked: threads.append(asked) or in_thread(*asked))
    await asyncio.gather(*(alone.together(marks.like, one, post, on=True) for one in people))
    assert likes(alone) == (20, 20)
    assert threads
