"""Whom one may mean while typing a handle."""

from __future__ import annotations

import re

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from rxfeed.domain import handles
from rxfeed.domain.audience_rows import people
from rxfeed.domain.house import House
from rxfeed.domain.pictures_view import public_address
from rxfeed.domain.tables import Account
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import AuthorView

MOST = 6
BEGINNING = re.compile(r"[a-z0-9_]{1,30}")
LAST = "\x7f"
"""Sorts after everything that a handle may have, where text is sorted by its bytes."""


def completions(house: House, viewer: Viewer, beginning: str) -> list[AuthorView]:
    """At most six people whose handles begin so, in the order of their handles. Raises `NotSignedIn`."""
    viewer.require_reader()
    start = handles.fold(str(beginning)[:40])
    if not BEGINNING.fullmatch(start):
        return []
    handle = col(Account.handle)
    query = select(handle, col(Account.display_name), col(Account.avatar_name), col(Account.is_sample)).where(_begins(house, start), *people(viewer))
    with house.database.reading() as session:
        found = session.exec(query.order_by(handle).limit(MOST)).all()
    return [AuthorView(row[0], row[1] or row[0], public_address(row[2], 96) if row[2] else "", row[3]) for row in found]


def _begins(house: House, start: str) -> ColumnElement[bool]:
    """As each database finds it in an index: SQLite sorts by bytes, PostgreSQL as its language does, and has an index of its own for beginnings."""
    handle = col(Account.handle)
    if house.database.dialect == "sqlite":
        return handle.between(start, start + LAST)
    return handle.startswith(start, autoescape=True)
