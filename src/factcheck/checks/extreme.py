"""Whether a statistic was the highest or lowest since a year, by the series' own values between."""

from __future__ import annotations

from decimal import Decimal

from factcheck import wording
from factcheck.checks.change import year_of
from factcheck.checks.outcome import Outcome
from factcheck.model import Answer, Observation, Verdict
from factcheck.rules.relations import Relation

_TIE = Decimal("0.02")
"""Values nearer than this share are as good as equal: editions differ by as much."""


def judge_extreme(related: Relation, answer: Answer) -> Outcome:
    """The outcome of "the highest since 1997": no year between may have gone beyond; a year without a value is told."""
    assert related.end is not None
    by_year = {year: o for o in answer if (year := year_of(o)) is not None}
    own = by_year.get(related.end)
    if own is None:
        return Outcome(Verdict.NO_DATA, f"the source has no value for {related.end}")
    if related.base < min(by_year):
        return Outcome(Verdict.NO_DATA, f"the source's series starts in {min(by_year)}, after {related.base}", own)
    word = "higher" if related.up else "lower"
    between = [by_year[y] for y in sorted(by_year) if related.base < y < related.end]
    beyond = [o for o in between if _is_beyond(o, own, up=related.up)]
    if beyond:
        worst = beyond[-1]
        reason = f"in {year_of(worst)} it was {word}: {wording.value_words(worst)}, against {wording.value_words(own)}"
        return Outcome(Verdict.MISMATCH, f"does not agree with {wording.cite(own)}: {reason} in {related.end}", own)
    reason = f"agrees with {wording.cite(own)}: no year since {related.base} was {word} than {wording.value_words(own)}"
    return Outcome(Verdict.MATCH, reason, own, notes=tuple(_notes(related, by_year, own, word)))


def _is_beyond(one: Observation, own: Observation, *, up: bool) -> bool:
    assert one.value is not None and own.value is not None
    margin = abs(own.value) * _TIE
    return one.value > own.value + margin if up else one.value < own.value - margin


def _notes(related: Relation, by_year: dict[int, Observation], own: Observation, word: str) -> list[str]:
    """What an editor should know: that the year itself was not beyond, and how many years have no value."""
    assert related.end is not None
    found = []
    base = by_year.get(related.base)
    if base is not None and not _is_beyond(base, own, up=related.up):
        found.append(f"in {related.base} itself it was not {word}: {wording.value_words(base)}")
    gaps = sum(year not in by_year for year in range(related.base, related.end))
    if gaps:
        found.append(f"the source has no value for {gaps} of the years between")
    return found
