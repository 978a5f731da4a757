"""Statements that are compiled once and handed to the driver as they are. SQLAlchemy's own way costs three to nine times as much for a page of rows."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from typing import Any, Generic, TypeVarTuple

from sqlalchemy import Delete, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

Columns = TypeVarTuple("Columns")
_NAME = re.compile(r"%\((\w+)\)s")


class Prepared(Generic[*Columns]):
    """A statement for one kind of database. Values go in and come out as its columns' types have it; lists (`IN`) can't be given."""

    def __init__(self, statement: Select[*Columns] | Insert | Update | Delete, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        if compiled.insert_prefetch or compiled.update_prefetch:
            raise ValueError("SQLAlchemy would fill in defaults; here each is given")
        if dialect.name == "postgresql":
            self.sql, self._order = _numbered(_written_out(compiled))
            self._cursor: Callable[[Any], Any] = dialect.loaded_dbapi.RawCursor
        else:
            self.sql, self._order, self._cursor = str(compiled), compiled.positiontup or [], sqlite3.Connection.cursor
        self._errors: type[Exception] = dialect.loaded_dbapi.Error
        self._fixed = dict(compiled.params)
        writers = {name: value.type.dialect_impl(dialect).bind_processor(dialect) for value, name in compiled.bind_names.items()}
        self._writers = [(name, write) for name, write in writers.items() if write]
        columns = list(statement.exported_columns)
        self._answers = bool(columns)
        readers = ((place, column.type.dialect_impl(dialect).result_processor(dialect, None)) for place, column in enumerate(columns))
        self._readers = [(place, read) for place, read in readers if read]

    def rows(self, driver: Any, values: dict[str, object]) -> list[tuple[*Columns]]:
        """What it finds, or gives back of what it writes, over a driver's connection. Raises SQLAlchemy's errors."""
        given = self._fixed | values
        for name, write in self._writers:
            given[name] = write(given[name])
        try:
            cursor = self._cursor(driver).execute(self.sql, [given[name] for name in self._order])
            found = cursor.fetchall() if self._answers else []
        except self._errors as error:
            raise DBAPIError.instance(self.sql, None, error, self._errors) from error
        return [self._read(row) for row in found] if self._readers else found

    def _read(self, row: tuple[Any, ...]) -> tuple[*Columns]:
        made = list(row)
        for place, read in self._readers:
            made[place] = read(made[place])
        return tuple(made)


def _written_out(compiled: SQLCompiler) -> str:
    """With numbers that never change, as those of `LIMIT`, in the text.

    PostgreSQL takes a limit that it isn't told for a tenth of all rows, thinks a plan that holds for any values dear, and so makes one each time: half of
    what a page of a feed cost.
    """
    text = str(compiled)
    for value, name in compiled.bind_names.items():
        if value.unique and type(value.value) is int and value.value >= 0:
            text = text.replace(f"%({name})s", str(value.value))
    return text


def _numbered(text: str) -> tuple[str, list[str]]:
    """With values by number, as PostgreSQL itself has them, and their names in that order.

    Psycopg reads through a text with names to make the other of it, and keeps only what is shorter than 4,096 characters: a third of what For you cost.
    """
    names = list(dict.fromkeys(_NAME.findall(text)))
    return _NAME.sub(lambda found: f"${names.index(found[1]) + 1}", text).replace("%%", "%"), names
