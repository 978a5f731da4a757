"""The database adapter: no lost updates, readers that can't write, transactions that undo, sentences for faults."""

from __future__ import annotations

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import bindparam, column, table, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlmodel import col, select

from rxfeed.adapters.database import RelationalDatabase
from rxfeed.domain.errors import Invalid, Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, ServerFact, Tally
from rxfeed.domain.tables.columns import UtcDateTime

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def _increment(house: House, times: int) -> None:
    for _ in range(times):
        with house.database.writing() as session:
            count = session.exec(select(Tally.count).where(Tally.key == "hits").with_for_update()).one()
            session.execute(update(Tally).where(col(Tally.key) == "hits").values(count=count + 1))


def test_eight_threads_lose_no_increment(house: House) -> None:
    times = 1_000 if house.database.dialect == "sqlite" else 200  # PostgreSQL has its locks itself, and what loses increments loses half of them
    with house.database.writing() as session:
        session.add(Tally(key="hits", since=NOON))
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: _increment(house, times), range(8)))
    with house.database.reading() as session:
        assert session.exec(select(Tally.count)).one() == 8 * times


def test_a_reader_can_not_write(house: House) -> None:
    with pytest.raises((Unavailable, DBAPIError)), house.database.reading() as session:
        session.execute(text("DELETE FROM tally"))


def test_what_raises_is_undone(house: House) -> None:
    with pytest.raises(KeyError), house.database.writing() as session:  # noqa: PT012  (the block is what is tested)
        session.add(ServerFact(key="a", value="b", changed_at=NOON))
        session.flush()
        raise KeyError
    with house.database.reading() as session:
        assert session.get(ServerFact, "a") is None


def test_times_come_back_in_utc_and_naive_ones_are_refused(house: House) -> None:
    with house.database.writing() as session:
        session.add(ServerFact(key="a", changed_at=NOON.astimezone(timezone(timedelta(hours=5)))))
    with house.database.reading() as session:
        got = session.get_one(ServerFact, "a").changed_at
        assert (got, got.utcoffset()) == (NOON, timedelta(0))
    with pytest.raises(StatementError, match="zone"), house.database.writing() as session:
        session.add(ServerFact(key="b", changed_at=NOON.replace(tzinfo=None)))


def test_what_can_not_be_kept_is_said(house: House) -> None:
    for value in ("half \ud800 a sign", *(["nul \x00"] if house.database.dialect == "postgresql" else [])):
        with pytest.raises(Invalid, match="unusual signs"), house.database.writing() as session:
            session.add(ServerFact(key="a", value=value, changed_at=NOON))
    with house.database.reading() as session:
        assert session.get(ServerFact, "a") is None


def test_the_quick_way_finds_what_the_usual_one_finds(house: House) -> None:
    columns = col(Account.id), col(Account.handle), col(Account.is_sample), col(Account.created_at), col(Account.delete_at)
    asked = select(*columns).where(col(Account.created_at) == bindparam("moment", type_=UtcDateTime()), col(Account.handle) != bindparam("handle"))
    with house.database.writing() as session:
        session.add(Account(id=1, handle="mara", display_name="Mara", is_sample=True, created_at=NOON, delete_at=NOON.astimezone(timezone(timedelta(hours=5)))))
    with house.database.reading() as session:
        usual = [tuple(row) for row in session.execute(asked, {"moment": NOON, "handle": ""})]
    assert house.database.rows(asked, moment=NOON, handle="") == usual == [(1, "mara", True, NOON, NOON)]
    assert house.database.rows(asked, moment=NOON, handle="mara") == []
    with pytest.raises(Invalid, match="unusual signs"):
        house.database.rows(asked, moment=NOON, handle="half \ud800 a sign")
    with pytest.raises((Unavailable, DBAPIError)):
        house.database.rows(select(column("n")).select_from(table("gone")))


def test_the_quick_way_goes_on_where_the_server_has_closed_its_connections(house: House) -> None:
    asked = select(col(Account.handle)).where(col(Account.handle) != bindparam("handle"))
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    for _ in range(2):
        assert house.database.rows(asked, handle="") == []
        if house.database.dialect == "postgresql":
            with house.database.connection() as connection:
                assert all(connection.execute(text(others)).scalars())
    assert house.database.rows(asked, handle="") == []


def test_a_server_that_is_not_there_is_said() -> None:
    database = RelationalDatabase("postgresql+psycopg://nobody@/nothing?host=/nowhere")
    asked = select(col(Account.handle))
    with pytest.raises(Unavailable, match="does not answer"):
        database.rows(asked)
    with pytest.raises(Unavailable, match="does not answer"), database.reading() as session:
        session.execute(asked)


def test_a_broken_rule_of_the_tables_is_for_the_caller(house: House) -> None:
    for expected in (None, IntegrityError):
        with pytest.raises(expected) if expected else nullcontext(), house.database.writing() as session:
            session.execute(text("INSERT INTO serverfact (key, value, changed_at) VALUES ('a', '', '2026-11-22 12:00:00')"))


def test_only_one_at_a_time_holds_a_thing(house: House) -> None:
    inside: list[int] = []
    most: list[int] = []

    def hold(number: int) -> None:
        with house.database.writing() as session:
            house.database.exclusively(session, "budget")
            inside.append(number)
            most.append(len(inside))
            time.sleep(0.005)
            inside.remove(number)

    threads = [threading.Thread(target=hold, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 8


def test_a_database_locked_for_three_seconds_only_delays(tmp_path: Path) -> None:
    database = RelationalDatabase(f"sqlite:///{tmp_path / 'a.db'}")
    with database.connection() as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER)"))
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(3, lambda: other.execute("ROLLBACK")).start()
    with database.writing() as session:
        session.execute(text("INSERT INTO t VALUES (1)"))
    with database.reading() as session:
        assert session.execute(text("SELECT n FROM t")).scalar_one() == 1
    database.close()
