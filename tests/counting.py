"""How many statements something takes: lists ask a constant number, however long they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from rxfeed.adapters.prepared import Prepared
from rxfeed.domain.house import House


@contextmanager
def counted(house: House) -> Iterator[list[str]]:
    """The statements that are read while the block runs, whichever way they go to the driver."""
    said: list[str] = []
    reader = house.database.engines[1]  # type: ignore[attr-defined]
    straight = Prepared.rows

    def note(_c: object, _x: object, statement: str, *_: object) -> None:
        said.append(statement)

    def rows(self: Prepared[Any], driver: object, values: dict[str, object]) -> list[Any]:
        said.append(self.sql)
        return straight(self, driver, values)

    event.listen(reader, "before_cursor_execute", note)
    Prepared.rows = rows  # type: ignore[method-assign]
    try:
        yield said
    finally:
        Prepared.rows = straight  # type: ignore[method-assign]
        event.remove(reader, "before_cursor_execute", note)
