"""Statements that are made once, handed to the driver as they are: for what every like asks and writes, and every page that is new.

`Database.rows` is the same outside a transaction.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, TypeVarTuple, cast, overload

from sqlalchemy import BigInteger, Delete, Insert, Select, Update, bindparam
from sqlalchemy.sql.selectable import TextualSelect
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

Columns = TypeVarTuple("Columns")


class Several:
    """Some that a statement looks for, behind `IN`: always as many, so that it is made once. SQLAlchemy's own list is written into it anew each time."""

    def __init__(self, most: int, name: str, kind: TypeEngine[Any] | None = None, nothing: object = -1) -> None:
        """`most` of them by that `name`: ids, or of another `kind`, of which `nothing` is never there."""
        self.most = most
        self.binds = [bindparam(f"{name}_{number}", type_=kind or BigInteger()) for number in range(most)]
        self._none = {bind.key: nothing for bind in self.binds}

    def values(self, wanted: Sequence[object]) -> dict[str, Any]:
        """Those, at most `most`."""
        return {**self._none, **dict(zip(self._none, wanted, strict=False))}

    def parts(self, wanted: Sequence[object]) -> Iterator[dict[str, Any]]:
        """The same of however many, for as many questions as it takes."""
        return (self.values(wanted[start : start + self.most]) for start in range(0, len(wanted), self.most))


WANTED = Several(24, "wanted")
"""Posts of a page."""


@overload
def rows(session: Session, statement: Select[*Columns], **values: object) -> list[tuple[*Columns]]: ...
@overload
def rows(session: Session, statement: Insert | Update | Delete | TextualSelect, **values: object) -> list[tuple[Any, ...]]: ...
def rows(session: Session, statement: Any, **values: object) -> list[Any]:
    """What it finds, or gives back of what it writes, within the session's transaction, after what the session has yet to write.

    A tenth of the price of `session.execute`. Objects that the session holds don't learn of it.
    """
    return cast("list[Any]", session.info["rows"](session, statement, values))


def of_posts(session: Session, statement: Select[*tuple[Any, ...]], post_ids: Sequence[int]) -> Iterator[Any]:
    """The same of a statement that looks for `WANTED`: rows with their columns' names."""
    named = _row(statement)
    for values in WANTED.parts(post_ids):
        yield from map(named._make, rows(session, statement, **values))


@cache
def _row(statement: Select[*tuple[Any, ...]]) -> Any:
    return namedtuple("Row", statement.exported_columns.keys())
