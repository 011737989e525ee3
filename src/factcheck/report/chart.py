"""A small chart of a source's series with the draft's figure on it: where the points lie on its canvas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from factcheck.model import Finding, Observation

WIDTH, HEIGHT = 260, 76
_LEFT, _RIGHT, _TOP, _BOTTOM = 6, 6, 8, 18
_FEWEST = 3
"""Points below which a line says nothing that the reference does not."""
_MOST = 60
"""Points from which on only every second, third ... is drawn, the last always."""
_OFF = Decimal("2.5")
"""A figure further off than so many times the series' own span is told by an arrow, or it would flatten the line."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A line of points, `points` as SVG writes them, and the draft's figure `mark` (x, y) with `off` for off the chart.

    `first` and `last` are the years at the ends, `low` and `high` the least and greatest value of the series.
    """

    points: str
    mark: tuple[str, str] | None
    off: str
    first: int
    last: int
    low: Decimal
    high: Decimal


def chart(finding: Finding) -> Chart | None:
    """The chart of a finding whose source has a series in the reference's unit; ``None`` for all others."""
    reference = finding.reference
    if reference is None or reference.period is None:
        return None
    same = [one for one in finding.series if one.unit == reference.unit and one.value is not None]
    series = _thinned(sorted(same, key=_day))
    if len(series) < _FEWEST:
        return None
    values = [one.value for one in series if one.value is not None]
    said = _said(finding)
    low, high = min(values), max(values)
    span = high - low or abs(high) or Decimal(1)
    off = "" if said is None else "above" if said > high + _OFF * span else "below" if said < low - _OFF * span else ""
    bottom, top = (low, high) if said is None or off else (min(low, said), max(high, said))
    first, last = _day(series[0]).toordinal(), _day(series[-1]).toordinal()

    def x(day: date) -> str:
        at = Decimal(day.toordinal() - first) / (last - first or 1)
        return f"{_LEFT + min(max(at, Decimal(0)), Decimal(1)) * (WIDTH - _LEFT - _RIGHT):.1f}"

    def y(value: Decimal) -> str:
        at = (value - bottom) / (top - bottom or 1)
        return f"{HEIGHT - _BOTTOM - min(max(at, Decimal(0)), Decimal(1)) * (HEIGHT - _TOP - _BOTTOM):.1f}"

    points = " ".join(f"{x(_day(one))},{y(value)}" for one, value in zip(series, values, strict=True))
    when = finding.claim.period.start if finding.claim.period is not None else _day(reference)
    mark = None if said is None else (x(when), y(said))
    return Chart(points, mark, off, _day(series[0]).year, _day(series[-1]).year, low, high)


def _day(one: Observation) -> date:
    """The first day of what the value is about; the last where it has no first."""
    assert one.period is not None
    return one.period.start if one.period.start != date.min else one.period.end


def _thinned(series: Sequence[Observation]) -> Sequence[Observation]:
    step = len(series) // _MOST + 1
    return series if step == 1 else [*series[:-1:step], series[-1]]


def _said(finding: Finding) -> Decimal | None:
    """The middle of what the draft's figure can stand for, in the reference's unit; an open end is left off."""
    try:
        ends = [Decimal(end) for end in finding.accepts or () if end]
    except InvalidOperation:  # a day
        return None
    return sum(ends, Decimal(0)) / len(ends) if ends else None
