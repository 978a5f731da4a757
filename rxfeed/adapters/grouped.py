"""Transactions within one: SQLite writes to the disk at every commit, and that takes longer than all that is written. So those that wait share one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVarTuple

from sqlalchemy import Select
from sqlmodel import Session

from rxfeed.adapters.reasons import sayable
from rxfeed.domain.errors import Unavailable
from rxfeed.domain.ports import Database

Columns = TypeVarTuple("Columns")


class Grouped:
    """`domain.ports.Database` for as long as the one transaction lasts, which is in the hands of one thread. What it reads is what was before."""

    def __init__(self, whole: Database, session: Session, driver: Any) -> None:
        self._whole, self._session, self._driver = whole, session, driver

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Kept with all others at the end; undone alone when the block raises."""
        self.must_hold()
        self._driver.execute("SAVEPOINT one")
        try:
            with sayable():
                yield self._session
                self._session.flush()
        except BaseException:
            if self._driver.in_transaction:  # a full disk has undone everything already
                self._driver.execute("ROLLBACK TO one")
                self._driver.execute("RELEASE one")
            raise
        else:
            self._driver.execute("RELEASE one")
        finally:
            self._session.expunge_all()

    def must_hold(self) -> None:
        """Raises `Unavailable` where the database has given up the whole transaction."""
        if not self._driver.in_transaction:
            raise Unavailable("The database does not answer. Nothing was changed; try again in a moment.")

    def reading(self) -> AbstractContextManager[Session]:
        return self._whole.reading()

    def grouped(self, *, wait: bool = True) -> AbstractContextManager[Database]:
        return self._whole.grouped(wait=wait)

    def rows(self, statement: Select[*Columns], **values: object) -> list[tuple[*Columns]]:
        return self._whole.rows(statement, **values)

    def exclusively(self, session: Session, what: str) -> None:
        self._whole.exclusively(session, what)

    @property
    def dialect(self) -> str:
        return self._whole.dialect
