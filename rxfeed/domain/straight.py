"""Statements that are made once, handed to the driver as they are: for what every like asks and writes, and every page that is new.

`Database.rows` is the same outside a transaction.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, TypeVarTuple, cast, overload

from sqlalchemy import BigInteger, Delete, Insert, Select, Update, bindparam
from sqlmodel import Session

Columns = TypeVarTuple("Columns")
AT_ONCE = 24
"""Ids that one statement takes: those of a page."""
_NAMES = [f"wanted_{number}" for number in range(AT_ONCE)]
WANTED = [bindparam(name, type_=BigInteger()) for name in _NAMES]
"""Behind `IN`, for statements that look for several rows by their ids. SQLAlchemy's own list is written into the statement anew each time."""


@overload
def rows(session: Session, statement: Select[*Columns], **values: object) -> list[tuple[*Columns]]: ...
@overload
def rows(session: Session, statement: Insert | Update | Delete, **values: object) -> list[tuple[Any, ...]]: ...
def rows(session: Session, statement: Any, **values: object) -> list[Any]:
    """What it finds, or gives back of what it writes, within the session's transaction, after what the session has yet to write.

    A tenth of the price of `session.execute`. Objects that the session holds don't learn of it.
    """
    return cast("list[Any]", session.info["rows"](session, statement, values))


def of_ids(session: Session, statement: Select[*tuple[Any, ...]], ids: Sequence[int]) -> Iterator[Any]:
    """The same of a statement that looks for `WANTED`: rows with their columns' names, of `AT_ONCE` ids by each question."""
    named = _row(statement)
    for start in range(0, len(ids), AT_ONCE):
        yield from map(named._make, rows(session, statement, **wanted(ids[start : start + AT_ONCE])))


def wanted(ids: Sequence[int]) -> dict[str, object]:
    """The values of `WANTED`. At most `AT_ONCE`; what is left over wants what isn't there."""
    return {**dict.fromkeys(_NAMES, -1), **dict(zip(_NAMES, ids, strict=False))}


@cache
def _row(statement: Select[*tuple[Any, ...]]) -> Any:
    return namedtuple("Row", statement.exported_columns.keys())
