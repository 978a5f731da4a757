"""Why the database didn't do it, as a sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from rxfeed.domain.errors import Invalid, RxfeedError, Unavailable


@contextmanager
def sayable() -> Iterator[None]:
    """A vendor's exception becomes a domain error here, so that the person reads a sentence. A broken rule of the tables is left to who broke it."""
    try:
        yield
    except RxfeedError:
        raise
    except (PoolTimeout, TimeoutError) as error:
        raise Unavailable("The server is very busy. Nothing was changed; try again in a moment.") from error
    except (DataError, UnicodeEncodeError) as error:
        raise Invalid("Something in this can't be kept. Write it again without unusual signs.") from error
    except (OperationalError, InterfaceError) as error:
        raise Unavailable(_reason(error.orig)) from error
    except sqlite3.OperationalError as error:  # of what goes straight to the driver
        raise Unavailable(_reason(error)) from error


def _reason(error: BaseException | None) -> str:
    said = str(error).lower()
    if "full" in said:
        return "The server's disk is full. Nothing was changed; the people who run it need to make room."
    if "locked" in said or "busy" in said:
        return "The server is very busy. Nothing was changed; try again in a moment."
    return "The database does not answer. Nothing was changed; try again in a moment."
