"""Parts of a house that are away, full or forgetful, around real ones."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlmodel import Session, select

from rxfeed.domain.errors import Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.ports import Database, ObjectStore
from rxfeed.domain.tables import Call


class FullStore:
    """A store whose disk is full until there is room."""

    def __init__(self, store: ObjectStore) -> None:
        self._store, self.room = store, False

    def put(self, key: str, data: bytes) -> None:
        if not self.room:
            raise Unavailable("The server's disk is full. Nothing was changed; the people who run it need to make room.")
        self._store.put(key, data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class ShakyDatabase:
    """A database that is away when it is written to for the first time while a call has this status; with `late`, after it has committed."""

    def __init__(self, database: Database, status: str, *, late: bool = False) -> None:
        self._database, self._status, self._late, self.failed = database, status, late, threading.Event()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        away = not self.failed.is_set() and self._reached()
        if away:
            self.failed.set()
        if away and not self._late:
            raise _away()
        with self._database.writing() as session:
            yield session
        if away:
            raise _away()

    def _reached(self) -> bool:
        with self._database.reading() as session:
            return session.exec(select(Call.id).where(Call.status == self._status)).first() is not None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)


class FullDatabase:
    """A database that has no room from the moment on at which a picture's bytes are in the store."""

    def __init__(self, house: House) -> None:
        self._house, self.refused = house, threading.Event()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        if any(self._house.objects.under("arrived")):
            self.refused.set()
            raise Unavailable("The server's disk is full. Nothing was changed; the people who run it need to make room.")
        with self._house.database.writing() as session:
            yield session

    def __getattr__(self, name: str) -> Any:
        return getattr(self._house.database, name)


class SilentStore:
    """A store that can't be read until it answers."""

    def __init__(self, store: ObjectStore) -> None:
        self._store, self.answers, self.asked = store, False, threading.Event()

    def get(self, key: str) -> bytes:
        self._answer()
        return self._store.get(key)

    def size(self, key: str) -> int:
        self._answer()
        return self._store.size(key)

    def _answer(self) -> None:
        if not self.answers:
            self.asked.set()
            raise Unavailable("The store for pictures does not answer. Try again in a minute.")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def _away() -> Unavailable:
    return Unavailable("The server is very busy. Nothing was changed; try again in a moment.")
