"""The frozen types that travel from a draft to a report, and the verdicts.

Standard library only: every module may import this one, and it imports none of them.
Figures are ``Decimal``; days are ``datetime.date``; spans count characters of the draft's text.
"""

from __future__ import annotations

import enum
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.errors import SourceError


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
    """Days from `start` to `end`, both inside; a single day has them equal."""

    start: date
    end: date

    def contains(self, day: date) -> bool:
        """Whether `day` lies in the period."""
        return self.start <= day <= self.end

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
    """A date as far as the draft prints it; ``weekday`` counts from Monday = 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure as printed.

    `low` and `high` are the printed value (equal unless the draft prints a range) in `unit`; `step` is one
    unit of the last printed digit, so that "4.2 million" has step 100,000. `when` is set for dates, years and
    weekdays, whose `low` and `high` are then the year or ``None``. `text` is the draft's own words at `span`,
    hedge and unit included; `core` is the span of the bare figure, which is what a correction replaces.

    `noun` is the noun phrase that the figure counts, as printed, `counted` the same with its head in the singular;
    `per` is what a rate is for each of ("barrel", "day"); `measured` are the words, in the order of the draft, of
    what the figure is said of. `loose` marks readings that no report lists, such as "dozens" and "one of the best".
    """

    text: str
    span: Span
    core: Span
    kind: Kind
    low: Decimal | None
    high: Decimal | None
    step: Decimal
    unit: str = ""
    bound: Bound = Bound.EXACT
    hedge: str = ""
    direction: Direction = Direction.NONE
    noun: str = ""
    when: When | None = None
    counted: str = ""
    per: str = ""
    measured: str = ""
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A country, region or city: ISO 3166 alpha-3 `code` of the country, and the city's name if it is one."""

    code: str
    name: str
    city: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity in context: what is measured, of which place, for which time.

    `setting` carries the words around the figure for the matcher; reports do not read it.
    """

    quantity: Quantity
    sentence: Span
    measured: str = ""
    place: Place | None = None
    period: Period | None = None
    setting: Any = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Member:
    """One place in a ranking: its `rank` from 1, `name`, `value`, and what the reference knows of it."""

    rank: int
    name: str
    value: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """What a source answers for one place and period.

    `low` and `high` are equal to `value` where the source gives one figure; a date answers as `day`. `period`
    is what the value is about, `published` when it appeared, `superseded` the first day on which the source
    itself had replaced it. `source`, `url` cite it; `exact` marks defined constants.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    period: Period | None
    source: str
    url: str
    published: date | None = None
    superseded: date | None = None
    edition: str = ""
    qualifier: str = ""
    exact: bool = False
    note: str = ""
    day: Period | None = None
    members: tuple[Member, ...] = ()
    retrieved: date | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What a rule asks of a source: a `series`, for a `place` (ISO alpha-3, or "" where the series has one)."""

    source: str
    series: str
    place: str = ""


Answer = tuple[Observation, ...]
"""All observations a source holds for a query, oldest first; empty where it has none."""

Lookup = Callable[[Query], "Answer | SourceError"]
"""The one impure step: asks a source. Errors come back as values."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim with its rule, reference, comparison and verdict, and where it stands in the draft's file."""

    claim: Claim
    text: str
    sentence: str
    line: int
    column: int
    verdict: Verdict
    reason: str
    rule: str | None = None
    severity: str = "error"
    reference: Observation | None = None
    accepts: tuple[str, str] | None = None
    refers: tuple[str, str] | None = None
    resolved: Period | None = None
    suggestion: str | None = None
    notes: tuple[str, ...] = ()
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be used, or a draft that could not be read: not a finding."""

    what: str
    message: str
    hint: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Dating:
    """The draft's date and how it was found: option, metadata, dateline, inferred, today or unknown."""

    day: date | None
    how: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What one draft came to. `coverage` counts figures, checked ones and each verdict."""

    path: str
    dating: Dating
    findings: tuple[Finding, ...]
    coverage: Mapping[str, int]
    failures: tuple[Failure, ...] = ()
    rules_digest: str = ""
    encoding: str = "utf-8"

    def of(self, verdict: Verdict) -> tuple[Finding, ...]:
        """The findings with this verdict, in the order of the draft."""
        return tuple(finding for finding in self.findings if finding.verdict is verdict)
