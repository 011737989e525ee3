"""A local store of series fetched once for all places, from which lookups are answered without a network.

One SQLite file. A row holds all that a source had of a series for a place, as JSON with exact decimals as text,
deflated, since each value cites its source in full; and when it was fetched. An empty answer is kept too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from os import getpid
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple
from urllib.parse import quote
from zlib import compress, decompress
from zlib import error as deflation_error

from factcheck.errors import Fault, FileError
from factcheck.model import Answer, Observation, Query
from factcheck.sources.answers import as_json, from_json

KIND, VERSION = 0x66616374, 1
"""What SQLite's header says of a store, by which another database is not taken for one."""

FRESH = timedelta(days=30)
"""How long an answer of the store is taken in place of asking the source."""

_DAMAGED = "Take it away and run factcheck sync, or name another with --store."

_TABLE = """
CREATE TABLE IF NOT EXISTS answers (
    source TEXT, series TEXT, place TEXT, fetched TEXT NOT NULL, answer BLOB NOT NULL,
    PRIMARY KEY (source, series, place)
) WITHOUT ROWID
"""


class Held(NamedTuple):
    """What the store has of a series: how many places and values, and when it was last fetched."""

    source: str
    series: str
    places: int
    fetched: str


class Store:
    """A store for several threads, and after a fork; its file is made when it is first written."""

    def __init__(self, path: Path, *, now: datetime, fresh: timedelta = FRESH) -> None:
        """`now` is the time of the run; an answer younger than `fresh` stands in for its source.

        Raises FileError for a file that is no store.
        """
        self.path, self._now, self._fresh = path, now, fresh
        self._connection: sqlite3.Connection | None = None
        self._made = False
        self._process, self._lock = 0, Lock()
        if path.is_file():
            self._read("SELECT count(*) FROM answers WHERE place = ''")

    def answer(self, query: Query, *, offline: bool) -> Answer | None:
        """What it has; ``None`` where that is nothing, or, unless `offline`, too old. Raises FileError."""
        if not self.path.is_file():
            return None
        sql = "SELECT fetched, answer FROM answers WHERE source = ? AND series = ? AND place = ?"
        rows = self._read(sql, query.source, query.series, query.place)
        if not rows:
            return None
        fetched, packed = rows[0]
        if not offline and self._now - datetime.fromisoformat(fetched) > self._fresh:
            return None
        return self._unpacked(packed) or (() if offline else None)

    def times(self, source: str, series: str) -> dict[str, datetime]:
        """When each place of a series was last fetched."""
        if not self.path.is_file():
            return {}
        rows = self._read("SELECT place, fetched FROM answers WHERE source = ? AND series = ?", source, series)
        return {place: datetime.fromisoformat(fetched) for place, fetched in rows}

    def answers(self, source: str, series: str) -> dict[str, Answer]:
        """All that it has of a series, by place."""
        if not self.path.is_file():
            return {}
        rows = self._read("SELECT place, answer FROM answers WHERE source = ? AND series = ?", source, series)
        return {place: self._unpacked(packed) for place, packed in rows}

    def put(self, answers: Mapping[Query, Answer]) -> None:
        """Keep answers in place of those that are there, all or none. Raises FileError."""
        when = self._now.isoformat(timespec="seconds")
        rows = [(one.source, one.series, one.place, when, _packed(found)) for one, found in answers.items()]
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._lock, self._open() as connection:
                if not self._made:
                    connection.execute(_TABLE)
                    connection.execute(f"PRAGMA application_id = {KIND}")
                    connection.execute(f"PRAGMA user_version = {VERSION}")
                    self._made = True
                connection.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)", rows)
        except OSError as error:
            raise self._unusable((error.strerror or "unknown reason").lower(), "Name another with --store.") from None
        except sqlite3.Error as error:
            raise self._unusable(error) from None

    def held(self) -> list[Held]:
        """What it has, series by series."""
        if not self.path.is_file():
            return []
        sql = "SELECT source, series, count(*), min(fetched) FROM answers GROUP BY source, series ORDER BY 1, 2"
        return [Held(*row) for row in self._read(sql)]

    def _read(self, sql: str, *values: str) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                connection = self._open()
                return connection.execute(sql, values).fetchall() if self._made else []
        except sqlite3.Error as error:
            raise self._unusable(error) from None

    def _open(self) -> sqlite3.Connection:
        """The connection of this process. Nothing is written to a file that is no store, or that is only read."""
        if self._connection is None or self._process != getpid():
            address = f"file:{quote(str(self.path))}?mode={'rw' if self.path.is_file() else 'rwc'}"
            connection = sqlite3.connect(address, uri=True, check_same_thread=False, timeout=10)
            ((kind,),) = connection.execute("PRAGMA application_id").fetchall()
            ((version,),) = connection.execute("PRAGMA user_version").fetchall()
            ((tables,),) = connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
            if kind != KIND and (kind or tables):
                raise self._unusable("it is another program's", "Name another with --store.")
            if version > VERSION:
                raise self._unusable(
                    "a newer factcheck made it", "Bring this one up to date, or name another with --store."
                )
            self._made, self._connection, self._process = kind == KIND, connection, getpid()
        return self._connection

    def _unpacked(self, packed: bytes) -> Answer:
        try:
            return from_json(decompress(packed))
        except (deflation_error, TypeError, ValueError):
            raise self._unusable("a row of it is damaged") from None

    def _unusable(self, why: object, hint: str = _DAMAGED) -> FileError:
        return FileError(Fault(str(self.path), 0, 0, f"this store cannot be used ({why})", hint))


class Change(NamedTuple):
    """What a fetch changed of a place: observations that are new, revised (before and after), or gone."""

    place: str
    new: tuple[Observation, ...]
    revised: tuple[tuple[Observation, Observation], ...]
    gone: tuple[Observation, ...]


def changes(before: Mapping[str, Answer], after: Mapping[str, Answer]) -> Iterable[Change]:
    """What is not as it was, place by place."""
    for place, answer in after.items():
        old, new = _last(before.get(place, ())), _last(answer)
        revised = [(old[key], new[key]) for key in new if key in old and _said(old[key]) != _said(new[key])]
        change = Change(
            place,
            tuple(new[key] for key in new if key not in old),
            tuple(revised),
            tuple(old[key] for key in old if key not in new),
        )
        if change[1:] != ((), (), ()):
            yield change


def _said(one: Observation) -> object:
    """What an observation says, whatever it is cited as."""
    return one.value, one.low, one.high, one.day, one.members


def _last(answer: Answer) -> dict[object, Observation]:
    """The last edition of each period."""
    return {one.period: one for one in answer}


def _packed(answer: Answer) -> bytes:
    return compress(as_json(answer))
