"""A weekday against a date, and against the draft's own date. Needs no source: the sum is the calendar's."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from factcheck import wording
from factcheck.checks.outcome import Outcome, in_place
from factcheck.model import Claim, Kind, Observation, Period, Verdict, When

_THESE_WEEKS = 31
CALENDAR = "the Gregorian calendar"


def judge_calendar(claim: Claim, day: date | None, text: str, *, sure: bool = True) -> Outcome | None:
    """The outcome of a weekday alone, or of one with a date; ``None`` for a date without a weekday.

    Whether a day that no month has stands in a draft by mistake is for the check `impossible`: it may be spoken of.
    `sure` is false where today stands in for the draft's date: then a date without a year that is not of these weeks
    may be of another year, and is left unchecked.
    """
    when = claim.quantity.when
    if when is None:
        return None
    if claim.quantity.kind is Kind.WEEKDAY:
        return _weekday(when, claim.period, day)
    if when.weekday is None:
        return None
    if when.month is not None and when.day is not None and _impossible(when, day):
        reason = f"does not agree with {CALENDAR}: {_month_name(when)} has no day {when.day}"
        return Outcome(Verdict.MISMATCH, reason, _calendar(None))
    if claim.period is None or claim.period.start != claim.period.end:
        return None
    outcome = _weekday_and_date(claim, when, claim.period.start, text)
    far = day is not None and abs((claim.period.start - day).days) > _THESE_WEEKS
    if far and not sure and when.year is None and outcome.verdict is Verdict.MISMATCH:
        return Outcome(Verdict.UNCHECKED, "the date names no year, and the draft's own date is not known")
    return outcome


def _impossible(when: When, day: date | None) -> bool:
    assert when.month is not None and when.day is not None
    year = when.year or (day.year if day else 2024)
    return not 1 <= when.day <= monthrange(year, when.month)[1]


def _month_name(when: When) -> str:
    assert when.month is not None
    name = wording.long_date(date(2000, when.month, 1)).split()[1]
    return f"{name} {when.year}" if when.year else name


def _calendar(day: date | None) -> Observation:
    period = Period(day, day) if day else None
    return Observation(None, None, None, "date", period, CALENDAR, "", day=period, exact=True)


def _weekday(when: When, period: Period | None, day: date | None) -> Outcome:
    assert when.weekday is not None
    if period is None or day is None:
        return Outcome(Verdict.UNCHECKED, "the draft's date is not known, so the weekday has no date")
    found = period.start
    gap = (day - found).days
    distance = "the draft's own date" if gap == 0 else f"{gap} day{'s' if gap > 1 else ''} before the draft's date"
    iso = found.isoformat()
    return Outcome(
        Verdict.MATCH,
        f"is {wording.long_date(found)}, {distance}",
        _calendar(found),
        accepts=(iso, iso),
        refers=(iso, iso),
        resolved=period,
    )


def _weekday_and_date(claim: Claim, when: When, found: date, text: str) -> Outcome:
    iso = found.isoformat()
    said = wording.day_name(found + timedelta(days=((when.weekday or 0) - found.weekday()) % 7))
    if found.weekday() == when.weekday:
        reason = f"agrees with {CALENDAR}: {wording.long_date(found)} was a {said}"
        return Outcome(Verdict.MATCH, reason, _calendar(found), (iso, iso), (iso, iso), claim.period)
    nearest = _nearest(found, when.weekday or 0)
    reason = (
        f"does not agree with {CALENDAR}: {wording.long_date(found)} was a {wording.day_name(found)}, not a {said}; "
        f"the nearest {said} was {wording.long_date(nearest)}"
    )
    core = claim.quantity.core.of(text)
    fix = in_place(_with_weekday(core, said, wording.day_name(found)), claim.quantity, text)
    return Outcome(Verdict.MISMATCH, reason, _calendar(found), resolved=claim.period, suggestion=fix)


def _with_weekday(core: str, said: str, right: str) -> str:
    """The printed date with the weekday `right` for `said`, cut short or in capitals as the draft has it."""
    for word in core.replace(",", " ").replace("(", " ").replace(")", " ").split():
        name = word.rstrip(".")
        if name.lower()[:3] == said.lower()[:3]:
            fitting = right if len(name) == len(said) else right[:3]
            return core.replace(name, fitting.upper() if name.isupper() else fitting, 1)
    return core


def _nearest(day: date, weekday: int) -> date:
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)
