"""The small words that the model is made of: verdicts, kinds of figure, hedges, spans, intervals, periods.

Standard library only. Figures are ``Decimal``; days are ``datetime.date``; spans count characters of the draft's text.
"""

from __future__ import annotations

import enum
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


class Verdict(enum.StrEnum):
    """What a comparison came to. Only MISMATCH fails a run by default."""

    MISMATCH = "mismatch"
    OUTDATED = "outdated"
    DISPUTED = "disputed"
    UNAVAILABLE = "unavailable"
    NO_DATA = "no-data"
    MATCH = "match"
    UNCHECKED = "unchecked"


class Kind(enum.StrEnum):
    """What sort of figure a quantity is; it decides which rules may speak of it."""

    COUNT = "count"  # people, cities, votes: a number of things
    MEASURE = "measure"  # a physical unit: kilometres, tonnes, degrees
    MONEY = "money"
    PERCENT = "percent"  # a share or a rate in per cent
    POINTS = "points"  # percentage points, basis points
    RATIO = "ratio"  # one in four, two-thirds
    MULTIPLE = "multiple"  # twice, threefold
    DURATION = "duration"  # three weeks, 20 days
    AGE = "age"
    ORDINAL = "ordinal"  # 45th, third-largest
    DATE = "date"  # a day, at least day and month
    YEAR = "year"
    WEEKDAY = "weekday"
    PERIOD = "period"  # a stretch of years with a name: the 1990s, the 19th century, fiscal 2023, the 2023/24 season


class NotFigure(enum.StrEnum):
    """What a number is that is no figure to check."""

    TIME = "time"  # a time of day
    SCORE = "score"  # of a match or a set
    VOTE = "vote"  # two sides of one: 52-48, 6-3
    ODDS = "odds"
    PHONE = "phone"
    ADDRESS = "address"  # streets, postcodes, roads
    CODE = "code"  # identifiers, flights, models: F-16, BA117
    VERSION = "version"
    URL = "url"  # with mail addresses, hashtags and handles
    LABEL = "label"  # numbered things: Article 5, page 12, No. 10
    NAME = "name"  # a number that belongs to a name: the Boeing 737, Ocean's Eleven
    IDIOM = "idiom"
    WORD = "word"  # "one", "half" or "second" where they count nothing


DATED = frozenset({Kind.DATE, Kind.YEAR, Kind.WEEKDAY, Kind.PERIOD})
"""Kinds of figures that say when, not how many."""


class Bound(enum.StrEnum):
    """The hedge beside a figure, as a relation between the figure and the truth."""

    EXACT = "="
    ABOUT = "~"
    NEARLY = "<~"  # nearly, almost, close to: just below the figure
    OVER = ">"  # more than, topped, passed
    AT_LEAST = ">="  # at least, reached, or more
    UNDER = "<"  # fewer than
    UP_TO = "<="  # at most, as many as


class Direction(enum.StrEnum):
    """Whether the draft says that the figure is a rise or a fall."""

    UP = "up"
    DOWN = "down"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of characters: ``text[start:end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` inside the span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Interval:
    """What a figure can stand for. ``None`` is an open end; a bound belongs to it unless marked open."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether the two intervals have a value in common."""
        return not (self._below(other) or other._below(self))

    def _below(self, other: Interval) -> bool:
        if self.high is None or other.low is None:
            return False
        if self.high == other.low:
            return self.high_open or other.low_open
        return self.high < other.low

    def is_below(self, other: Interval) -> bool:
        """Whether every value of this interval is less than every value of `other`."""
        return self._below(other)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both inside; a single day has them equal.

    A `loose` one need not begin and end with them: a fiscal year, a season, "in the 1990s".
    """

    start: date
    end: date
    loose: bool = False

    def contains(self, day: date) -> bool:
        """Whether `day` lies in the period."""
        return self.start <= day <= self.end

    def meets(self, other: Period) -> bool:
        """Whether the two have a day in common."""
        return self.start <= other.end and other.start <= self.end

    def label(self) -> str:
        """The shortest ISO form: 2022, 2022-03, 2022-03-16 or start/end."""
        start, end = self.start, self.end
        if start == end:
            return start.isoformat()
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
            return f"{start.year:04}"
        same_month = (start.year, start.month) == (end.year, end.month)
        if same_month and start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
            return f"{start.year:04}-{start.month:02}"
        return f"{start.isoformat()}/{end.isoformat()}"


@dataclass(frozen=True, slots=True)
class When:
    """A date as far as the draft prints it; ``weekday`` counts from Monday = 0, ``until`` is a period's last year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    until: int | None = None
