"""Statements that are made once, handed to the driver as they are: for what every like asks and writes. `Database.rows` is the same outside a transaction."""

from __future__ import annotations

from typing import Any, TypeVarTuple, cast, overload

from sqlalchemy import Delete, Insert, Select, Update
from sqlmodel import Session

Columns = TypeVarTuple("Columns")


@overload
def rows(session: Session, statement: Select[*Columns], **values: object) -> list[tuple[*Columns]]: ...
@overload
def rows(session: Session, statement: Insert | Update | Delete, **values: object) -> list[tuple[Any, ...]]: ...
def rows(session: Session, statement: Any, **values: object) -> list[Any]:
    """What it finds, or gives back of what it writes, within the session's transaction, after what the session has yet to write.

    A tenth of the price of `session.execute`. Objects that the session holds don't learn of it.
    """
    return cast("list[Any]", session.info["rows"](session, statement, values))
