"""The draft's date: stated, in its metadata, in its dateline, inferred from what it says itself, or today's.

Inference gathers evidence, each a set of days on which one statement of the draft would be right: a stretch of time
since an event whose day is known, a figure of a series that is published daily, a weekday beside a date. The day that
most of it supports is taken, so that one wrong figure does not move it; weekdays named alone decide between
neighbours. Too little evidence gives no date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

from factcheck.checks.event import accepted_days
from factcheck.checks.value import Asked, agreement
from factcheck.claims import Passage, build_claims
from factcheck.document import Draft
from factcheck.errors import SourceError
from factcheck.model import Answer, Claim, Dating, Kind, Lookup, Quantity, When
from factcheck.periods import resolve
from factcheck.rules.match import Match, Matcher
from factcheck.tables import wordset
from factcheck.text import sentences

_DATE_KEYS = ("date", "published", "publication date", "pubdate", "updated", "dateline")
_TOP = 400
"""Characters from the start within which a dateline or a line with the date stands."""
_DATELINE_TOKENS = 14
_MAX_SPAN = 120
"""A statement that would be right on more days than this dates nothing."""
_LONGEST = 100_000
"""Days since an event beyond which a stretch of time dates no news."""
_REPORT_LAG = 2
"""Days for which a figure that is published daily is still quoted."""
_FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement of the draft and the days on which it would be right; `anchor` if it counts from an event."""

    text: str
    days: frozenset[date]
    anchor: bool
    event: str = ""


def date_draft(draft: Draft, passage: Passage, matcher: Matcher, lookup: Lookup, today: date | None) -> Dating:
    """The draft's date and how it was found; `today` stands in where there is none, ``None`` leaves it unknown."""
    for key in _DATE_KEYS:
        if (stated := _read_day(draft.metadata.get(key, ""))) is not None:
            return Dating(stated, "metadata", draft.metadata[key])
    line = _dateline(passage, draft.body_start)
    if line is not None and line.when is not None and line.when.year is not None:
        day = resolve(line.when, None)
        if day is not None:
            return Dating(day.start, "dateline", line.text)
    inferred = _infer(passage, matcher, lookup, today, line.when if line else None)
    if inferred is not None and line is not None:
        return Dating(inferred.day, "dateline", f"{line.text}, the year from {inferred.because}")
    if inferred is not None:
        return inferred
    if line is not None and line.when is not None and (day := resolve(line.when, today)) is not None:
        return Dating(day.start, "dateline", line.text)
    return Dating(today, "today" if today else "unknown")


def _read_day(text: str) -> date | None:
    """The day in a metadata value: ISO with or without a time, or in words with a year."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    from factcheck.extraction.quantities import find_quantities

    for sentence in sentences(text[:100]):
        for quantity in find_quantities(text, sentence):
            if quantity.when is not None and quantity.when.year and quantity.when.day:
                period = resolve(quantity.when, None)
                return period.start if period else None
    return None


def _dateline(passage: Passage, start: int) -> Quantity | None:
    """The date in the first lines that stands in a dateline ("KYIV, March 16 (Agency) -") or on a line of its own."""
    for sentence, quantities in zip(passage.sentences, passage.quantities, strict=True):
        if sentence.start > start + _TOP:
            return None
        for quantity in quantities:
            if quantity.kind is not Kind.DATE or quantity.when is None or quantity.when.day is None:
                continue
            if _is_own_line(passage.text, quantity) or _opens_story(passage.text, quantity):
                return quantity
    return None


def _is_own_line(text: str, quantity: Quantity) -> bool:
    first = text.rfind("\n", 0, quantity.span.start) + 1
    last = text.find("\n", quantity.span.end)
    line = text[first : last if last >= 0 else len(text)]
    rest = line.replace(quantity.text, " ").split()
    return len(rest) <= 6 and not any(word.islower() and word.isalpha() and len(word) > 3 for word in rest)


def _opens_story(text: str, quantity: Quantity) -> bool:
    """Capitals before the date on its line, and a dash, a bracket or a colon soon after."""
    first = text.rfind("\n", 0, quantity.span.start) + 1
    before = text[first : quantity.span.start].strip(" ,.")
    after = text[quantity.span.end : quantity.span.end + 40].lstrip()
    places = before.replace(",", " ").replace("/", " ").split()
    if not places or not after:
        return False
    if places[0].isupper() and len(places[0]) > 1 and len(places) <= 5:
        return after[0] in "(—–-:"
    named = len(places) <= 4 and all(word[0].isupper() for word in places)
    return named and "," in text[first : quantity.span.start] and after[0] in "(—–-"


def _infer(passage: Passage, matcher: Matcher, lookup: Lookup, today: date | None, line: When | None) -> Dating | None:
    claims = build_claims(passage, None)
    evidence = [found for claim in claims for found in _evidence(claim, passage, matcher, lookup, today)]
    weekdays = _weekdays(claims)
    support: dict[date, list[Evidence]] = {}
    for found in evidence:
        for day in found.days:
            if (today is None or day <= today) and _fits_line(day, line):
                support.setdefault(day, []).append(found)
    if not support:
        return None
    best = max(support, key=lambda day: (len(support[day]), -_spread(day, weekdays), -day.toordinal()))
    if not _is_enough(best, support, weekdays, line):
        return None
    return Dating(best, "inferred", _because(best, support[best], weekdays))


def _fits_line(day: date, line: When | None) -> bool:
    return line is None or (day.month == line.month and day.day == line.day)


def _is_enough(best: date, support: dict[date, list[Evidence]], weekdays: frozenset[int], line: When | None) -> bool:
    """Two statements, or one that counts from an event and leaves a single day once weekdays are heeded."""
    found = support[best]
    if line is not None or (len(found) >= 2 and (weekdays or any(e.anchor for e in found))):
        return True
    rivals = [day for day in support if len(support[day]) == len(found)]
    narrowed = [day for day in rivals if _spread(day, weekdays) == _spread(best, weekdays)]
    return len(narrowed) == 1 and (found[0].anchor or len(found) >= 2)


def _weekdays(claims: tuple[Claim, ...]) -> frozenset[int]:
    """The weekdays that the draft names alone and as past: not "until Thursday", not "Thursday will"."""
    named = (
        c.quantity.when.weekday for c in claims if c.quantity.when and c.quantity.kind is Kind.WEEKDAY and _is_past(c)
    )
    return frozenset(day for day in named if day is not None)


def _is_past(claim: Claim) -> bool:
    ts, (first, after) = claim.setting.sentence.tokens, claim.setting.figure
    near = {token.lower for token in ts[max(0, first - 3) : first]}
    if near & wordset("dates", "ahead_before"):
        return False
    return not {token.lower for token in ts[after : after + 4]} & wordset("dates", "ahead_behind")


def _spread(day: date, weekdays: frozenset[int]) -> int:
    """How many days back the farthest of the named weekdays lies; a story names those of its last days."""
    if not weekdays:
        return 0
    back = max((day.weekday() - weekday) % 7 for weekday in weekdays)
    return back * 2 + (day.weekday() not in weekdays)


def _evidence(
    claim: Claim, passage: Passage, matcher: Matcher, lookup: Lookup, today: date | None
) -> Iterator[Evidence]:
    when = claim.quantity.when
    if when is not None:
        if when.weekday is not None and when.day is not None and claim.quantity.kind is Kind.DATE:
            yield Evidence(claim.quantity.text, _weekday_dates(when, today), anchor=True)
        return
    for match in matcher.match(claim, passage, None):
        if match.query is None:
            continue
        answer = lookup(match.query)
        if isinstance(answer, SourceError) or not answer:
            continue
        found = _since_event(match, answer) if match.rule.check.kind == "event" else _in_series(match, answer)
        if found is not None:
            yield found
            return


def _weekday_dates(when: When, today: date | None) -> frozenset[date]:
    """The days up to six after each date of the last decades on which month, day and weekday go together."""
    assert when.month is not None and when.day is not None
    last = today.year if today else _FIRST_YEAR + 30
    found: set[date] = set()
    for year in [when.year] if when.year else range(_FIRST_YEAR, last + 1):
        try:
            day = date(year, when.month, when.day)
        except ValueError:
            continue
        if day.weekday() == when.weekday:
            found.update(day + timedelta(days=n) for n in range(4))
    return frozenset(found)


def _since_event(match: Match, answer: Answer) -> Evidence | None:
    claim, event = match.claim, next((o for o in answer if o.day is not None), None)
    if claim.quantity.kind not in (Kind.DURATION, Kind.AGE) or event is None or event.day is None:
        return None
    accepts = accepted_days(claim, match.rule.allow.about)
    if accepts is None or accepts.low is None or accepts.high is None or accepts.high > _LONGEST:
        return None
    if accepts.high - accepts.low > _MAX_SPAN:
        return None
    first = event.day.end + timedelta(days=max(0, ceil(accepts.low) - 1))
    last = event.day.start + timedelta(days=floor(accepts.high))
    days = frozenset(first + timedelta(days=n) for n in range((last - first).days + 1))
    return Evidence(claim.quantity.text, days, anchor=not match.doubtful, event=match.words[0] if match.words else "")


def _in_series(match: Match, answer: Answer) -> Evidence | None:
    """The days just after the observations that a daily figure agrees with."""
    claim = match.claim
    if claim.period is not None or match.rule.check.kind != "value":
        return None
    asked: Asked | None = agreement(claim, match.rule, answer)
    if asked is None:
        return None
    days: set[date] = set()
    for observation in answer:
        period = observation.period
        if period is None or period.start != period.end or not asked.agrees(observation):
            continue
        first = max(period.end, observation.published or period.end) if not observation.edition else period.end
        days.update(first + timedelta(days=n) for n in range(_REPORT_LAG))
    return Evidence(claim.quantity.text, frozenset(days), anchor=False) if 0 < len(days) <= _MAX_SPAN else None


def _because(day: date, found: list[Evidence], weekdays: frozenset[int]) -> str:
    from factcheck.wording import day_name

    anchors = [f"“{e.text}”" + (f" ({e.event})" if e.event else "") for e in found if e.anchor]
    others = [f"“{e.text}”" for e in found if not e.anchor]
    text = " and ".join(dict.fromkeys([*anchors, *others]))
    if day.weekday() in weekdays:
        text += f", said on a {day_name(day)}"
    return text
