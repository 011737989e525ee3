"""How much a statistic changed, or how many times it is what it was, against the series' values for the two years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from factcheck import wording
from factcheck.checks.outcome import Outcome
from factcheck.intervals import printed, spaced
from factcheck.model import Answer, Bound, Claim, Interval, Kind, Observation, Verdict
from factcheck.rules.relations import Asks, Relation

if TYPE_CHECKING:
    from factcheck.rules.schema import Rule

_HUNDRED = Decimal(100)
_TOLERANCE = Decimal("0.15")
"""Share of a change by which editions of the same series differ: revisions move both its ends, but not alike."""
_SMALL = {Kind.PERCENT: Decimal("0.3"), Kind.RATIO: Decimal("0.003"), Kind.POINTS: Decimal("0.2")}
"""What a change may be off at least, in its own unit."""
_OF_LEVEL = Decimal("0.001")
"""The same for a change in the unit of the series, as a share of its level."""
_TIMES = Decimal("0.05")
_LATEST_YEARS = 3
"""Years before the draft of which the latest value may be."""


def judge_change(claim: Claim, rule: Rule, related: Relation, answer: Answer, day: date | None) -> Outcome:
    """The outcome of a change or a multiple between two years of the series."""
    bases = [o for o in answer if year_of(o) == related.base]
    ends = _ends(related, answer, day)
    missing = related.base if not bases else related.end if not ends else None
    if not bases or not ends:
        when = str(missing) if missing else "the years before the draft"
        return Outcome(Verdict.NO_DATA, f"the source has no value for {when}, so the change cannot be told")
    accepts = _accepts(claim, rule, related)
    pairs = list(_pairs(bases, ends))
    sums = [(base, end, _size(claim, related, base, end)) for base, end in pairs]
    agreeing = next(((b, e, size) for b, e, size in sums if accepts.meets(_around(claim, related, size, b))), None)
    base, end, size = agreeing or sums[0]
    said = _said(claim, related, base, end, size)
    if agreeing is not None:
        return Outcome(Verdict.MATCH, f"agrees with {wording.cite(end)}: {said}", end)
    return Outcome(Verdict.MISMATCH, f"does not agree with {wording.cite(end)}: {said}", end)


def judge_comparison(
    claim: Claim, rule: Rule, related: Relation, answers: Sequence[Answer], day: date | None
) -> Outcome:
    """The outcome of "three times that of", "more than A and B together", in one year.

    `answers` are of the country itself and of those that it is compared with, whose values are added.
    """
    held = [{year: o for o in answer if (year := year_of(o)) is not None} for answer in answers]
    years = set.intersection(*(set(one) for one in held))
    years = {y for y in years if (day is None or y <= day.year) and related.base in (0, y)}
    names = " and ".join(place.name for place in related.others)
    if not years or (related.base == 0 and (day is None or day.year - max(years) > _LATEST_YEARS)):
        own = related.place.name if related.place is not None else ""
        return Outcome(Verdict.NO_DATA, f"the source has no year in which {own} and {names} have a value")
    year = max(years)
    one, *others = (by_year[year] for by_year in held)
    total = sum((o.value for o in others if o.value is not None), Decimal(0))
    size = one.value / total if one.value is not None and total else Decimal(0)
    said = f"{wording.value_words(one)} in {year} is {spaced(round(size, 2))} times {spaced(total)} for {names}"
    times = replace(related, asks=Asks.TIMES)
    if _accepts(claim, rule, times).meets(_around(claim, times, size, one)):
        return Outcome(Verdict.MATCH, f"agrees with {wording.cite(one)}: {said}", one)
    return Outcome(Verdict.MISMATCH, f"does not agree with {wording.cite(one)}: {said}", one)


def _accepts(claim: Claim, rule: Rule, related: Relation) -> Interval:
    """What the printed change can stand for; "doubled" is as rough as a hedge, not as a digit."""
    low, high = claim.quantity.low, claim.quantity.high
    if related.asks is Asks.TIMES and claim.quantity.bound is Bound.EXACT and low is not None and high is not None:
        return Interval(low * (1 - rule.allow.about), high * (1 + rule.allow.about))
    return printed(claim.quantity, rule.allow.about)


def year_of(observation: Observation) -> int | None:
    """The year that the observation is of; ``None`` for one of a longer time, or without a figure."""
    period = observation.period
    if period is None or observation.value is None or period.start.year != period.end.year:
        return None
    return period.start.year


def _ends(related: Relation, answer: Answer, day: date | None) -> list[Observation]:
    """The values for the last year: the one that is named, else the two latest that the draft could know."""
    if related.end is not None:
        return [o for o in answer if year_of(o) == related.end]
    if day is None:
        return []
    years = sorted({year for o in answer if (year := year_of(o)) is not None and related.base < year <= day.year})
    late = [year for year in years[-2:] if day.year - year <= _LATEST_YEARS]
    return [o for year in reversed(late) for o in answer if year_of(o) == year]


def _pairs(bases: list[Observation], ends: list[Observation]) -> Iterator[tuple[Observation, Observation]]:
    """Each end with a base of its own edition, and only where none has one with every other."""
    same = [(base, end) for end in ends for base in bases if (base.edition, base.source) == (end.edition, end.source)]
    yield from same or [(base, end) for end in ends for base in bases]


def _size(claim: Claim, related: Relation, base: Observation, end: Observation) -> Decimal:
    """The change in the figure's own terms, positive where it goes the way that the draft says."""
    assert base.value is not None and end.value is not None
    if related.asks is Asks.TIMES:
        return end.value / base.value if base.value else Decimal(0)
    change = end.value - base.value if related.up else base.value - end.value
    if claim.quantity.kind is Kind.PERCENT:
        return change / base.value * _HUNDRED if base.value else Decimal(0)
    return change / base.value if claim.quantity.kind is Kind.RATIO and base.value else change


def _around(claim: Claim, related: Relation, size: Decimal, base: Observation) -> Interval:
    """What the change can stand for, as the series is revised."""
    if related.asks is Asks.TIMES:
        return Interval(size * (1 - _TIMES), size * (1 + _TIMES))
    level = abs(base.value) if base.value is not None else Decimal(0)
    least = _SMALL.get(claim.quantity.kind, level * _OF_LEVEL)
    wide = max(abs(size) * _TOLERANCE, least)
    return Interval(size - wide, size + wide)


def _said(claim: Claim, related: Relation, base: Observation, end: Observation, size: Decimal) -> str:
    """The sum: "55 million in 2020 is 10% more than 50 million in 2015"."""
    values = [f"{wording.value_words(o)} in {year_of(o)}" for o in (end, base)]
    if related.asks is Asks.TIMES:
        return f"{values[0]} is {spaced(round(size, 2))} times {values[1]}"
    more = "more" if (size >= 0) == related.up else "less"
    amount = spaced(round(abs(size), 2 if abs(size) < _HUNDRED else 0))
    if claim.quantity.kind is Kind.RATIO:
        return f"{values[0]} is {spaced(round(abs(size) * _HUNDRED, 1))}% {more} than {values[1]}"
    units = {Kind.PERCENT: "%", Kind.POINTS: " percentage points"}
    return f"{values[0]} is {amount}{units.get(claim.quantity.kind, '')} {more} than {values[1]}"
