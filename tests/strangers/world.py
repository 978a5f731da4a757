"""Somebody with things of every kind that are theirs alone, and those who try to get at them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Table, insert
from sqlmodel import Session, SQLModel

from rxfeed import wiring
from rxfeed.domain import circle, gallery, ids, numbers_looking, pictures, session_cookie, sessions
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from rxfeed.domain.tables import ServerFact
from rxfeed.domain.viewer import Viewer
from tests.houses import SqliteTemplates, opened
from tests.making import generation, person, picture_bytes, post, publication, suspended
from tests.strangers.junk import JUNK, SOME_JUNK
from tests.strangers.ledger import Ledger
from tests.strangers.stand_ins import AtOnce, PlainPasswords, TextsForAll

MARK = "qxzmark"
"""In every text of the owner's that nobody else may read."""
KEY = f"sk-{MARK}-engine"

STILL = frozenset({"account", "session"})
"""What a suspended person may still change: that they are here, and whether they stay."""

NEAR = ("public post", "unlisted post", "scheduled post", "binned post", "generation", "picture", "upload", "handle", "row of collection", "row of comment")
"""What somebody who doesn't come far might still get at, one of a kind. All of the owner's things are tried by somebody who is signed in."""


@dataclass(frozen=True)
class Caller:
    """Who asks: the cookie that their browser sends, and the numbers by which rows are theirs."""

    name: str
    cookie: str
    numbers: frozenset[int]
    may: frozenset[str] | None = None
    """The only tables in which their own rows may change; all where there are none."""
    junk: Mapping[str, Any] = field(default_factory=lambda: SOME_JUNK)
    far: bool = False
    """Whether nothing stands in their way but that the things are the owner's."""


@dataclass(frozen=True)
class World:
    """The House with all of them in it. `aims` are the owner's things as the screen knows them, by what they are."""

    house: House
    owner: Viewer
    aims: dict[str, str]
    callers: tuple[Caller, ...]
    ledger: Ledger
    secrets: tuple[bytes, ...]

    def aims_of(self, caller: Caller) -> dict[str, str]:
        """What they try to get at."""
        return self.aims if caller.far else {what: self.aims[what] for what in NEAR}

    def leaked(self, said: bytes) -> list[str]:
        """What of the owner's stands in an answer."""
        return [repr(secret[:40]) for secret in self.secrets if secret in said]


@contextmanager
def world(folder: Path) -> Iterator[World]:
    """In a database of its own."""
    with SqliteTemplates(folder).database(folder) as url, opened(folder, url) as house:
        house.engines.replace("openai", None, TextsForAll())
        owner = person(house, "vera", bio="I draw harbours", password_hash=MARK)
        callers = tuple(_callers(house, owner))
        aims = _things(house, owner)
        numbers_looking.look(house, Viewer(), aims["public post"])  # the first look of a day makes what the others are counted by
        _fill(house, owner)
        aims = {**aims, **_rows(house, owner, aims.values())}
        quick = replace(house, threads=AtOnce(), passwords=PlainPasswords())
        wiring._open = quick
        yield World(quick, owner, aims, callers, Ledger(house), _secrets(house, aims["upload"]))
        wiring._open = house


def _callers(house: House, owner: Viewer) -> Iterator[Caller]:
    yield Caller("nobody", "", frozenset())
    cookie = session_cookie.mint()
    guest = sessions.welcome_guest(house, Browser(cookie, "198.51.100.9"))
    generation(house, guest)
    yield Caller("a guest", cookie, frozenset({guest.guest_id or 0}))
    yield replace(_member(house, person(house, "stella"), "somebody else"), junk=JUNK, far=True)
    yield replace(_member(house, person(house, "bruno"), "somebody whom the owner has blocked"), junk={})
    sent_off = person(house, "sven")
    yield replace(_member(house, sent_off, "somebody suspended"), may=STILL)
    suspended(house, sent_off)
    circle.block(house, owner, "bruno")
    circle.follow(house, person(house, "fanny"), "vera")


def _member(house: House, who: Viewer, name: str) -> Caller:
    """Signed in, with a picture and a post of their own."""
    generation(house, who)
    post(house, who)
    with house.database.writing() as session:
        cookie = sessions.start(house, session, who.require_account(), Browser(address="198.51.100.9"))
    return Caller(name, cookie, frozenset({who.require_account()}))


def _things(house: House, owner: Viewer) -> dict[str, str]:
    """Posts in each state and what is still being made."""
    later = house.clock.now() + timedelta(days=1)
    secret = {"caption": f"{MARK} caption", "prompt": f"{MARK} prompt", "tags": (MARK,)}
    binned = post(house, owner, **secret).card.id
    gallery.bin(house, owner, binned)
    draft, variants = generation(house, owner, f"{MARK} prompt of a generation", variants=2)
    return {
        "public post": post(house, owner, prompt=f"{MARK} hidden prompt", prompt_hidden=True).card.id,
        "unlisted post": post(house, owner, visibility="unlisted").card.id,
        "scheduled post": gallery.publish(house, owner, publication(house, owner, publish_at=later, **secret)).card.id,
        "binned post": binned,
        "generation": draft,
        "picture": variants[0],
        "other picture": variants[1],
        "upload": _upload(house, owner),
        "handle": "vera",
    }


def _upload(house: House, owner: Viewer) -> str:
    """A picture that looks like nobody else's."""
    kept = pictures.keep(house, picture_bytes(seed=77))
    with house.database.writing() as session:
        pictures.record(session, kept, "upload", now=house.clock.now(), account_id=owner.account_id, guest_id=None)
    return ids.to_text(kept.id)


def _fill(house: House, owner: Viewer) -> None:
    """A row of the owner's in every table that has none yet: as private as can be, and of marked text."""
    with house.database.writing() as session:
        session.add(ServerFact(key="engine key", value=house.vault.seal(KEY), changed_at=house.clock.now()))
        session.flush()
        for table in SQLModel.metadata.sorted_tables:
            somebodys = any(_is_account(column) for column in table.columns)
            if not any(owner.account_id in row or not somebodys for row in session.execute(table.select())):
                session.execute(insert(table).values(_row(house, session, table, owner)))


def _row(house: House, session: Session, table: Table, owner: Viewer) -> dict[str, Any]:
    """What it has to have, and whose it is."""
    whose = next((column for column in table.columns if _is_account(column)), None)
    needed = [column for column in table.columns if column is whose or not (column.nullable or column.server_default)]
    return {column.name: owner.account_id if column is whose else _value(house, session, column) for column in needed}


def _value(house: House, session: Session, column: Any) -> Any:
    """The newest of what it refers to, which is private; else something marked."""
    for key in column.foreign_keys:
        return _newest(session, key.column)
    if column.default is not None and column.default.is_scalar:
        return column.default.arg
    if isinstance(column.type, JSON):
        return {}
    kind = column.type.python_type
    if kind is int:
        return ids.mint() if column.primary_key or column.name.endswith("id") else 0
    marked = {str: f"{MARK} {column.name}"[: getattr(column.type, "length", None) or 200], bytes: f"{MARK} {column.name}".encode(), bool: False}
    return marked.get(kind, house.clock.now())


def _is_account(column: Any) -> bool:
    return any(key.column.table.name == "account" for key in column.foreign_keys)


def _newest(session: Session, column: Any) -> int:
    return int(session.execute(column.table.select().with_only_columns(column).order_by(column.desc()).limit(1)).scalar_one())


def _rows(house: House, owner: Viewer, known: Collection[str]) -> dict[str, str]:
    """The owner's newest row of each table that counts by ids, whatever it is."""
    found = {}
    with house.database.reading() as session:
        for name, table in SQLModel.metadata.tables.items():
            if name == "account" or "id" not in table.primary_key.columns:
                continue
            for row in session.execute(table.select().order_by(table.c.id)):
                if owner.account_id in row._mapping.values():
                    found[f"row of {name}"] = ids.to_text(row.id)
    return {what: text for what, text in found.items() if text not in known}


def _secrets(house: House, upload: str) -> tuple[bytes, ...]:
    """Marked words, and the bytes of a picture that was never published."""
    kept = [house.objects.get(one.key) for one in house.objects.under(f"pictures/{upload}")]
    return (MARK.encode(), *kept)
