"""A date, a year, a stretch of time or an anniversary against the day of a named event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from factcheck import wording
from factcheck.checks.outcome import Outcome, in_place
from factcheck.extraction.units import convert
from factcheck.intervals import printed, scaled, shown
from factcheck.model import Answer, Bound, Claim, Interval, Kind, Observation, Period, Verdict, When

if TYPE_CHECKING:
    from factcheck.rules.schema import Rule

DAY = "day"

_ROUGHLY = 5
"""Years on either side that "around 1990" can stand for."""


def judge_event(claim: Claim, rule: Rule, answer: Answer, day: date | None, text: str) -> Outcome:
    """The outcome of a date, year, duration or ordinal that a rule ties to an event."""
    events = [o for o in answer if o.day is not None]
    outcomes = [_judge(claim, rule, event, day, text) for event in (events if rule.check.at == "any" else events[:1])]
    agreeing = next((outcome for outcome in outcomes if outcome.verdict is Verdict.MATCH), None)
    if agreeing is None and rule.check.slips:
        return _slip(claim, events, outcomes)
    return agreeing or next(iter(outcomes), Outcome(Verdict.NO_DATA, "the source has no day for this event"))


def _judge(claim: Claim, rule: Rule, event: Observation, day: date | None, text: str) -> Outcome:
    period = _day_of(event)
    match claim.quantity.kind:
        case Kind.DURATION | Kind.AGE:
            return _duration(claim, rule, event, day, text)
        case Kind.ORDINAL:
            if text[claim.quantity.span.end :].lstrip().lower().startswith("day"):
                return _day_number(claim, event, period, day)
            return _anniversary(claim, event, period, day)
        case Kind.YEAR:
            return _year(claim, event, period, text)
        case _:
            return _date(claim, event, period, text)


def _slip(claim: Claim, events: Sequence[Observation], outcomes: Sequence[Outcome]) -> Outcome:
    """The outcome of the event whose day differs in one part alone, where other days of its kind are left alone.

    Several events can be told as one: a state was declared and was recognised. A date that shares two parts with a day
    that the source knows is meant as that day.
    """
    when = claim.quantity.when
    for event, outcome in zip(events, outcomes, strict=True):
        own = _day_of(event).start
        if when is not None and [when.year == own.year, when.month == own.month, when.day == own.day].count(True) == 2:
            return outcome
    return Outcome(Verdict.UNCHECKED, "the source has other days, and none that is like this one")


def _day_of(event: Observation) -> Period:
    assert event.day is not None
    return event.day


def _date(claim: Claim, event: Observation, period: Period, text: str) -> Outcome:
    """Whether the printed parts of a date agree with one of the event's days."""
    when = claim.quantity.when
    assert when is not None
    days = [period.start + timedelta(days=n) for n in range((period.end - period.start).days + 1)]
    agrees = any(_same(when, own) for own in days)
    verdict = Verdict.MATCH if agrees else Verdict.MISMATCH
    word = "agrees with" if agrees else "does not agree with"
    reason = f"{word} {event.source}: {wording.period_words(period)}"
    fix = None
    if not agrees and when.day is not None:
        figure = wording.date_in_style(period.start, claim.quantity.core.of(text), year=when.year is not None)
        fix = in_place(figure, claim.quantity, text)
    resolved = claim.period.label() if claim.period else ""
    accepts = (claim.period.start.isoformat(), claim.period.end.isoformat()) if claim.period else ("", "")
    return Outcome(
        verdict,
        reason,
        event,
        accepts=accepts,
        refers=(period.start.isoformat(), period.end.isoformat()),
        resolved=claim.period,
        suggestion=fix,
        trace=(f"the date is read as {resolved}",) if resolved else (),
    )


def _same(when: When, day: date) -> bool:
    return (
        (when.year is None or when.year == day.year)
        and (when.month is None or when.month == day.month)
        and (when.day is None or when.day == day.day)
    )


def _year(claim: Claim, event: Observation, period: Period, text: str) -> Outcome:
    low = claim.quantity.low
    assert low is not None
    near = _ROUGHLY if claim.quantity.bound is Bound.ABOUT else 0
    agrees = period.start.year - near <= low <= period.end.year + near
    years = (
        str(period.start.year) if period.start.year == period.end.year else f"{period.start.year} to {period.end.year}"
    )
    word = "agrees with" if agrees else "does not agree with"
    return Outcome(
        Verdict.MATCH if agrees else Verdict.MISMATCH,
        f"{word} {event.source}: {years}",
        event,
        accepts=(str(low), str(low)),
        refers=(str(period.start.year), str(period.end.year)),
        resolved=claim.period,
        suggestion=None if agrees else in_place(str(period.end.year), claim.quantity, text),
    )


def _anniversary(claim: Claim, event: Observation, period: Period, day: date | None) -> Outcome:
    if day is None:
        return Outcome(Verdict.UNCHECKED, "the draft's date is not known")
    at = claim.period.end if claim.period else day
    years = at.year - period.start.year
    agrees = claim.quantity.low in (years, years + 1) if at.month >= 11 else claim.quantity.low == years
    word = "agrees with" if agrees else "does not agree with"
    return Outcome(
        Verdict.MATCH if agrees else Verdict.MISMATCH,
        f"{word} {event.source}: {wording.period_words(period)}, {years} years before {at.year}",
        event,
        accepts=(str(claim.quantity.low), str(claim.quantity.low)),
        refers=(str(years), str(years)),
    )


def _day_number(claim: Claim, event: Observation, period: Period, day: date | None) -> Outcome:
    """As in "the 20th day of the war": the day of the event may count or not, and a draft may be a day old."""
    if day is None or period.start != period.end:
        return Outcome(Verdict.UNCHECKED, "the draft's date, or the event's day, is not known")
    at = claim.period.end if claim.period else day
    passed = (at - period.start).days
    agrees = claim.quantity.low in (passed - 1, passed, passed + 1)
    word = "agrees with" if agrees else "does not agree with"
    return Outcome(
        Verdict.MATCH if agrees else Verdict.MISMATCH,
        f"{word} {event.source}: {wording.period_words(period)}, {passed} days before {wording.long_date(at)}",
        event,
        accepts=(str(claim.quantity.low), str(claim.quantity.low)),
        refers=(str(passed), str(passed + 1)),
    )


def accepted_days(claim: Claim, about: Decimal) -> Interval | None:
    """The number of days that a printed duration can stand for."""
    quantity = claim.quantity
    in_days = convert(Decimal(1), quantity.unit, DAY)
    return scaled(printed(quantity, about), in_days) if in_days is not None else None


def _duration(claim: Claim, rule: Rule, event: Observation, day: date | None, text: str) -> Outcome:
    """Days elapsed from the event to the draft's date; the day of the event may be counted in, as in "day 21"."""
    if day is None:
        return Outcome(Verdict.UNCHECKED, "the draft's date is not known")
    accepts = accepted_days(claim, rule.allow.about)
    if accepts is None:
        return Outcome(Verdict.UNCHECKED, f"a duration in {claim.quantity.unit} is not checked against days")
    period = _day_of(event)
    least, most = (day - period.end).days, (day - period.start).days
    if most < 0:
        return Outcome(Verdict.UNCHECKED, "the event lies after the draft's date")
    agrees = accepts.meets(Interval(Decimal(least), Decimal(most + 1)))
    word = "agrees with" if agrees else "does not agree with"
    elapsed = f"{least}" if least == most else f"{least} to {most}"
    reason = f"{word} {event.source}: {wording.period_words(period)} was {elapsed} days before {wording.long_date(day)}"
    return Outcome(
        Verdict.MATCH if agrees else Verdict.MISMATCH,
        reason,
        event,
        accepts=shown(accepts),
        refers=(str(least), str(most + 1)),
        suggestion=None if agrees else _other_duration(claim, most, text),
        trace=(f"{claim.quantity.text} can stand for {shown(accepts)[0]} to {shown(accepts)[1]} days",),
    )


def _other_duration(claim: Claim, days: int, text: str) -> str | None:
    """The duration in the draft's unit where it rounds well, else in days."""
    quantity = claim.quantity
    in_days = convert(Decimal(1), quantity.unit, DAY)
    assert in_days is not None
    amount = Decimal(days) / in_days
    rounded = amount.to_integral_value(ROUND_HALF_EVEN)
    core = quantity.core.of(text)
    if rounded < 1 or rounded == quantity.low:
        return f"{days} days"
    words = wording.in_style(rounded, quantity, core)
    name = quantity.unit + ("s" if rounded != 1 else "")
    head = "nearly " if amount < rounded and quantity.bound in (Bound.NEARLY, Bound.EXACT, Bound.ABOUT) else ""
    head = "more than " if amount > rounded and quantity.bound is Bound.OVER else head
    if head and words[:1].isupper():
        head, words = head.capitalize(), words.lower()
    return f"{head}{words} {name}"
