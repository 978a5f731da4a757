"""What stands in the database, whose it is, and what has become of it after a call."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.engine import make_url

from rxfeed.domain.house import House

Row = tuple[Any, ...]
Rows = dict[str, dict[Row, Row]]
"""By table and key."""

ANYBODYS = {
    "tally": "counts tries, also those of nobody", "ceremony": "a browser's question to a passkey, named by its cookie",
    "postday": "counts looks at a post, whoever looks", "looked": "keeps that they are counted once, without saying who",
}  # fmt: skip
COUNTS = {
    **dict.fromkeys([("account", "followers"), ("account", "following"), ("account", "hides"), ("account", "unread")], "who follows, blocks, mutes, tells"),
    **dict.fromkeys([("post", "likes"), ("post", "saves"), ("post", "reposts"), ("post", "comments"), ("comment", "replies")], "what others did with it"),
    **dict.fromkeys([("notice", "at"), ("notice", "people"), ("notice", "last"), ("notice", "unread")], "several people's deeds are one notice"),
}
"""Columns that rightly change with what others do, and with what."""


ONES_OWN = {"account", "session"}
"""Whoever a row of these refers to, it is nobody else's."""


class Ledger:
    """The rows as they are to stay. After a call `wrongs` says what has changed that mustn't, and everything is as it was again."""

    def __init__(self, house: House) -> None:
        path = make_url(house.database.url).database or ""  # type: ignore[attr-defined]
        self._house = house
        self._file = sqlite3.connect(path, isolation_level=None)
        self._file.execute("PRAGMA synchronous=OFF")
        self._kept = sqlite3.connect(":memory:")
        self._file.backup(self._kept)
        self._tables = _tables(self._file)
        self._before = self._read()
        self._version = self._now()

    def wrongs(self, callers: frozenset[int], may: frozenset[str] | None = None) -> list[str]:
        """Sentences about rows that changed and are none of the caller's, about new ones that aren't theirs, and about tables beyond `may`."""
        if self._now() == self._version:
            return []
        after = self._read()
        found = list(_wrongs(self._tables, self._before, after, set(callers)))
        if may is not None:
            found += [f"changed {name}" for name in self._tables if name not in may | ANYBODYS.keys() and after[name] != self._before[name]]
        self._kept.backup(self._file)
        self._house.shelf.clear() if hasattr(self._house.shelf, "clear") else None
        self._version = self._now()
        return found

    def close(self) -> None:
        self._file.close()
        self._kept.close()

    def _now(self) -> int:
        return int(self._file.execute("PRAGMA data_version").fetchone()[0])

    def _read(self) -> Rows:
        return {
            name: {tuple(row[place] for place in keys): row for row in self._file.execute(f'SELECT * FROM "{name}"')}
            for name, (_, keys) in self._tables.items()
        }


def _tables(file: sqlite3.Connection) -> dict[str, tuple[list[str], list[int]]]:
    """The names of the columns of each table, and the places of its key."""
    names = [row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%VIRTUAL%'")]
    found = {}
    for name in names:
        columns = file.execute(f'PRAGMA table_info("{name}")').fetchall()
        found[name] = ([column[1] for column in columns], [place for place, column in enumerate(columns) if column[5]] or list(range(len(columns))))
    return found


def _wrongs(tables: Mapping[str, tuple[list[str], list[int]]], before: Rows, after: Rows, theirs: set[int]) -> Iterator[str]:
    _join(before, theirs)
    _join(after, theirs)
    for name, (columns, _) in tables.items():
        if name in ANYBODYS:
            continue
        for key in before[name].keys() | after[name].keys():
            was, now = before[name].get(key), after[name].get(key)
            if was != now and not theirs & _numbers(was or now or ()):
                changed = _changed(name, columns, was, now)
                if changed:
                    yield changed


def _join(rows: Rows, theirs: set[int]) -> None:
    """What refers to something of theirs, and has a number of its own, is theirs too; and so is a notice of what they did."""
    theirs |= {notice for notice, by in rows["noticeby"] if by in theirs}
    grown = True
    while grown:
        named = (key[0] for name, some in rows.items() if name not in ONES_OWN for key, row in some.items() if len(key) == 1 and theirs & _numbers(row))
        found = _numbers(tuple(named)) - theirs
        theirs |= found
        grown = bool(found)


def _numbers(row: Row) -> set[int]:
    return {value for value in row if isinstance(value, int) and value > 1 << 32}


def _changed(name: str, columns: list[str], was: Row | None, now: Row | None) -> str:
    if was is None:
        return "" if name == "session" and _is_guests(columns, now) else f"a new row in {name}: {_short(now)}"
    if now is None:
        return f"gone from {name}: {_short(was)}"
    places = [column for column, one, other in zip(columns, was, now, strict=True) if one != other and (name, column) not in COUNTS]
    return f"changed in {name}: {', '.join(places)} of {_short(was)}" if places else ""


def _is_guests(columns: list[str], row: Row | None) -> bool:
    return row is not None and row[columns.index("account_id")] is None


def _short(row: Row | None) -> str:
    return repr(row)[:160]
