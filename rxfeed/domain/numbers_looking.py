"""Counting who looks at a post without knowing who it was.

An account, a guest's browser or, of all others, an address counts once a day for each post. What remembers it until the day has ended is a digest with a salt
that is random and of that day alone: afterwards both are gone, and only the number stays. Nothing is put into the browser for it.
"""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from rxfeed.domain import ids
from rxfeed.domain.audience_rows import verdict
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Looked, Post, PostDay, ServerFact
from rxfeed.domain.viewer import Viewer

SALT = "views "
"""And the day, is the fact's key."""


def look(house: House, viewer: Viewer, post_id: str) -> bool:
    """Somebody has a post's own page before them. Whether it counts: not what is their own, what they don't see, and what they have seen that day.

    Raises `NotFound` for text that is no id.
    """
    number, today = ids.from_text(post_id), day(house.clock.now())
    if not _counts(house, viewer, number):
        return False
    with house.database.writing() as session:
        who = blake2b(_name(viewer), key=_salt(house, session, today), digest_size=16).digest()
        once = _insert(house, Looked, day=today, post_id=number, who=who).on_conflict_do_nothing()
        if session.execute(once.returning(col(Looked.post_id))).first() is None:
            return False
        first = _insert(house, PostDay, post_id=number, day=today, views=1)
        session.execute(first.on_conflict_do_update(index_elements=["post_id", "day"], set_={"views": col(PostDay.views) + 1}))
    return True


def forget_days(house: House) -> int:
    """Take away what former days were counted with. Returns how many rows."""
    today = day(house.clock.now())
    with house.database.writing() as session:
        gone = session.execute(delete(Looked).where(col(Looked.day) < today))
        session.execute(delete(ServerFact).where(col(ServerFact.key).startswith(SALT), col(ServerFact.key) < f"{SALT}{today}"))
        return int(gone.rowcount)  # type: ignore[attr-defined]


def day(moment: datetime) -> date:
    """Days are those of UTC, for everybody."""
    return moment.astimezone(UTC).date()


def _counts(house: House, viewer: Viewer, number: int) -> bool:
    with house.database.reading() as session:
        post = session.get(Post, number)
        if post is None or post.status != "published" or post.account_id == viewer.account_id:
            return False
        return verdict(session, viewer, post, session.get_one(Account, post.account_id)).see


def _name(viewer: Viewer) -> bytes:
    kind, name = ("account", viewer.account_id) if viewer.signed_in else ("guest", viewer.guest_id) if viewer.guest_id else ("address", viewer.address)
    return f"{kind} {name}".encode()


def _salt(house: House, session: Session, today: date) -> bytes:
    """The day's own, made by whoever comes first."""
    key = f"{SALT}{today}"
    if (fact := session.get(ServerFact, key)) is None:
        made = _insert(house, ServerFact, key=key, value=secrets.token_hex(32), changed_at=house.clock.now())
        session.execute(made.on_conflict_do_nothing())
        fact = session.get_one(ServerFact, key, populate_existing=True)
    return bytes.fromhex(fact.value)


def _insert(house: House, table: type, **values: object) -> Any:
    make = sqlite.insert if house.database.dialect == "sqlite" else postgresql.insert
    return make(table).values(**values)
