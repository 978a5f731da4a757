"""Statements that are compiled once and handed to the driver as they are. SQLAlchemy's own way costs three to nine times as much for a page of rows."""

from __future__ import annotations

from typing import Any, Generic, TypeVarTuple

from sqlalchemy import Delete, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

Columns = TypeVarTuple("Columns")


class Prepared(Generic[*Columns]):
    """A statement for one kind of database. Values go in and come out as its columns' types have it; lists (`IN`) can't be given."""

    def __init__(self, statement: Select[*Columns] | Insert | Update | Delete, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        if compiled.insert_prefetch or compiled.update_prefetch:
            raise ValueError("SQLAlchemy would fill in defaults; here each is given")
        self.sql = _written_out(compiled) if dialect.name == "postgresql" else str(compiled)
        self._errors: type[Exception] = dialect.loaded_dbapi.Error
        self._fixed = dict(compiled.params)
        self._order: list[str] | None = compiled.positiontup if compiled.positional else None
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
            cursor = driver.execute(self.sql, given if self._order is None else [given[name] for name in self._order])
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
