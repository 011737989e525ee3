"""The frozen types that travel from a draft to a report; the words they are made of stand in ``terms``.

Standard library only: every module may import this one, and it imports none of them but ``terms``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from factcheck.terms import DATED, Bound, Direction, Interval, Kind, NotFigure, Period, Span, Verdict, When

if TYPE_CHECKING:
    from factcheck.errors import Fault, SourceError

__all__ = [
    "DATED",
    "Answer",
    "Bound",
    "Claim",
    "Dating",
    "Direction",
    "Failure",
    "Finding",
    "Interval",
    "Kind",
    "Lookup",
    "Mark",
    "Member",
    "NotFigure",
    "Observation",
    "Passed",
    "Period",
    "Place",
    "Quantity",
    "Query",
    "Report",
    "Span",
    "Verdict",
    "Waived",
    "When",
]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure as printed.

    `low` and `high` are the printed value (equal unless the draft prints a range) in `unit`; `step` is one
    unit of the last printed digit, so that "4.2 million" has step 100,000. `when` is set for dates, years and
    weekdays, whose `low` and `high` are then the year or ``None``. `text` is the draft's own words at `span`,
    hedge and unit included; `core` is the span of the bare figure, which a correction changes.

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
class Passed:
    """A number that is no figure, with what it is instead; `text` is the draft's own words at `span`."""

    text: str
    span: Span
    kind: NotFigure


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
    beyond: bool = False
    """Whether the source itself is to be asked though a local store has the series: it may have a newer period."""


Answer = tuple[Observation, ...]
"""All observations a source holds for a query, oldest first; empty where it has none."""

Lookup = Callable[[Query], "Answer | SourceError"]
"""The one impure step: asks a source. Errors come back as values."""


Wait = Callable[[Iterator[int], int], None]
"""Goes through counts of questions that are answered as they come, out of so many: for a progress bar."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A waiver in a draft's own text, of the figures from `start` to `end` that `rule` speaks of.

    `until` is its last day, ``None`` for ever; `reference` is what the source had when it was written, "" for whatever
    it has.
    """

    rule: str
    reason: str
    start: int
    end: int
    line: int
    column: int
    until: date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Waived:
    """Why a finding does not count against its draft, and where that is said: "mark", "list" or "baseline"."""

    reason: str
    how: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim with its rule, reference, comparison and verdict, and where it stands in the draft's file.

    `series` are the source's other values of the same thing, oldest first, where it has several with a year. `fixable`
    says that the rule lets `suggestion` be put in without a second thought.
    """

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
    series: tuple[Observation, ...] = ()
    waived: Waived | None = None
    fixable: bool = False


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
    """What one draft came to. `coverage` counts figures, checked ones and each verdict.

    `text` is the draft's own, in which spans count; `rules` says what each rule that spoke is about, by its id.
    `remarks` tell of waivers that nothing needs, or that no longer hold.
    """

    path: str
    dating: Dating
    findings: tuple[Finding, ...]
    coverage: Mapping[str, int]
    failures: tuple[Failure, ...] = ()
    rules_digest: str = ""
    encoding: str = "utf-8"
    text: str = field(default="", repr=False)
    rules: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Fault, ...] = ()

    def of(self, verdict: Verdict) -> tuple[Finding, ...]:
        """The findings with this verdict, in the order of the draft."""
        return tuple(finding for finding in self.findings if finding.verdict is verdict)
