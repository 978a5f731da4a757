"""Why the database didn't do it, as a sentence."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from types import TracebackType

from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from rxfeed.domain.errors import Invalid, RxfeedError, Unavailable


class _Sayable:
    """Nothing is kept in it: one for all, around every statement."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is not None and (said := _said(error)):
            raise said from error


_SAYABLE = _Sayable()


def sayable() -> AbstractContextManager[None]:
    """A vendor's exception becomes a domain error here, so that the person reads a sentence. A broken rule of the tables is left to who broke it."""
    return _SAYABLE


def _said(error: BaseException) -> RxfeedError | None:
    match error:
        case RxfeedError():
            return None
        case PoolTimeout() | TimeoutError():
            return Unavailable("The server is very busy. Nothing was changed; try again in a moment.")
        case DataError() | UnicodeEncodeError():
            return Invalid("Something in this can't be kept. Write it again without unusual signs.")
        case OperationalError() | InterfaceError():
            return Unavailable(_reason(error.orig))
        case sqlite3.OperationalError():  # of what goes straight to the driver
            return Unavailable(_reason(error))
    return None


def _reason(error: BaseException | None) -> str:
    said = str(error).lower()
    if "full" in said:
        return "The server's disk is full. Nothing was changed; the people who run it need to make room."
    if "locked" in said or "busy" in said:
        return "The server is very busy. Nothing was changed; try again in a moment."
    return "The database does not answer. Nothing was changed; try again in a moment."
