"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field


class UtcDateTime(TypeDecorator[datetime]):
    """A point in time. Refuses naive values; gives back UTC-aware ones, also from SQLite, which forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a point in time needs its zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def id_column() -> Any:
    """A primary key minted by `domain.ids`: never by the database."""
    return Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})


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
