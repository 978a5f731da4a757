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
    with asked(house) as questions:
        try:
            yield said
        finally:
            said.extend(statement for statement, _ in questions)


@contextmanager
def asked(house: House) -> Iterator[list[tuple[str, Any]]]:
    """The same with their values, as the driver gets them."""
    questions: list[tuple[str, Any]] = []
    reader = house.database.engines[1]  # type: ignore[attr-defined]
    straight = Prepared.rows

    def note(_c: object, _x: object, statement: str, values: Any, *_: object) -> None:
        questions.append((statement, values))

    def rows(self: Prepared[Any], driver: object, values: dict[str, object]) -> list[Any]:
        written = self._fixed | values
        written |= {name: write(written[name]) for name, write in self._writers}
        questions.append((self.sql, [written[name] for name in self._order]))
        return straight(self, driver, values)

    event.listen(reader, "before_cursor_execute", note)
    Prepared.rows = rows  # type: ignore[method-assign]
    try:
        yield questions
    finally:
        Prepared.rows = straight  # type: ignore[method-assign]
        event.remove(reader, "before_cursor_execute", note)
