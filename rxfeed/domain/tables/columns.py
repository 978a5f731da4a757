"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field

EMPTY = {"server_default": text("''")}
"""For a column of text that comes to a table with rows."""


class UtcDateTime(TypeDecorator[datetime]):
    """A point in time. Refuses naive values; gives back UTC-aware ones, also from SQLite, which forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return _in_utc(value) if value is not None else None

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        """SQLite's text is written at once, as it is read."""
        return _to_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value is not None else None

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """SQLite's text is read at once: in two steps it took a third of the time of a page of posts."""
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _to_text(value: datetime | None) -> str | None:
    return _in_utc(value).replace(tzinfo=None).isoformat(" ", "microseconds") if value is not None else None


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a point in time needs its zone")
    return value.astimezone(UTC)


def _from_text(text: str | None) -> datetime | None:
    return datetime.fromisoformat(f"{text}+00:00") if text is not None else None


def id_column() -> Any:
    """A primary key minted by `domain.ids`: never by the database. Only under the name INTEGER it is SQLite's own number of the row, found in one step."""
    return Field(primary_key=True, sa_type=BigInteger().with_variant(Integer, "sqlite"), sa_column_kwargs={"autoincrement": False})


def counter() -> Any:
    """A count that is kept with what it counts for."""
    return Field(default=0, sa_column_kwargs={"server_default": "0"})


def link(target: str, *, null: bool = False, index: bool = True, ondelete: str = "CASCADE", **more: Any) -> Any:
    """A foreign key to `table.column`."""
    default = {"default": None} if null else {}
    return Field(foreign_key=target, sa_type=BigInteger, nullable=null, index=index, ondelete=ondelete, **default, **more)  # type: ignore[call-overload]


def moment(*, null: bool = False, index: bool = False) -> Any:
    """A UTC point in time."""
    default = {"default": None} if null else {}
    return Field(sa_type=UtcDateTime, nullable=null, index=index, **default)  # type: ignore[call-overload]
