"""Neighbouring sentences read as one: a shape over all of them, with the words on either side of each figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from factcheck.consistency.phrases import SLOT, Later, any_of
from factcheck.consistency.sheet import Row, Sheet, Slot

BREAK = " ¶ "
"""What parts two sentences in a window's shape."""
_CLAUSE = Later(r" (?:[;:¶.–—-]|, (?:and|but|while|whereas|which|who|whose|when|where|because)) ")


@dataclass(frozen=True, eq=False)
class Window:
    """Some `rows` joined, with their slots numbered throughout; `home` are the slots of the middle row.

    `memo` has what several checks read from it.
    """

    rows: tuple[Row, ...]
    slots: tuple[Slot, ...]
    home: range
    memo: dict[str, Any] = field(init=False, default_factory=dict, repr=False)

    @cached_property
    def shape(self) -> str:
        """The rows as one, in the form of a row's shape."""
        return BREAK.join(_renumbered(row.shape, first) for first, row in self.numbered())

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where each slot stands in the shape."""
        return tuple(found.span() for found in SLOT.finditer(self.shape))

    def numbered(self) -> Iterator[tuple[int, Row]]:
        """Each row, behind the number that its first slot has in the window."""
        first = 0
        for row in self.rows:
            yield first, row
            first += len(row.slots)

    def tells(self, name: str) -> bool:
        """Whether any entry of a list is in one of the sentences."""
        entries = any_of(name)
        return any(entries.is_in(row.shape) for row in self.rows)

    def before(self, number: int) -> str:
        """The words of the sentence before a slot."""
        return self.shape[: self.places[number][0]].rsplit(BREAK, 1)[-1].strip()

    def after(self, number: int) -> str:
        """The words of the sentence behind a slot."""
        return self.shape[self.places[number][1] :].split(BREAK, 1)[0].strip()

    def sentence(self, number: int) -> str:
        """The sentence that a slot stands in, with spaces at its ends."""
        return f" {self.before(number)} {self.shape[slice(*self.places[number])]} {self.after(number)} "

    def clause(self, number: int) -> str:
        """The part of the sentence around a slot, up to the next comma with a conjunction, dash or semicolon."""
        before, after = self.before(number) + " ", f" {self.after(number)} "
        opens = [found.end() for found in _CLAUSE.finditer(before)]
        closes = _CLAUSE.search(after)
        start, end = opens[-1] if opens else 0, closes.start() if closes else len(after)
        return f" {before[start:]}{self.shape[slice(*self.places[number])]}{after[:end]} "

    def order(self, number: int) -> int:
        """Which sentence of the window a slot stands in, from 0."""
        return self.shape.count(BREAK, 0, self.places[number][0])

    def between(self, one: int, other: int) -> str:
        """The words between two slots, in whichever order they stand."""
        first, second = sorted((one, other))
        return self.shape[self.places[first][1] : self.places[second][0]]


def windows(sheet: Sheet, *, before: int = 1, after: int = 1) -> Iterator[Window]:
    """A window around each row."""
    key = f"windows {before} {after}"
    if key not in sheet.memo:
        sheet.memo[key] = tuple(
            joined(sheet.around(number, before=before, after=after), row) for number, row in enumerate(sheet.rows)
        )
    yield from sheet.memo[key]


def joined(rows: tuple[Row, ...], middle: Row) -> Window:
    """Rows as one window around `middle`."""
    slots: list[Slot] = []
    home = range(0)
    for row in rows:
        if row is middle:
            home = range(len(slots), len(slots) + len(row.slots))
        slots += row.slots
    return Window(rows, tuple(slots), home)


@lru_cache(maxsize=512)
def _renumbered(shape: str, start: int) -> str:
    """A row's shape with its slots counted from `start`."""
    if start == 0:
        return shape
    return SLOT.sub(lambda found: f"<{found[1]}:{int(found[2]) + start}>", shape)
