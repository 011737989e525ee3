"""A stretch of time against the dates beside it: "in 2002, 30 years ago", the 50th anniversary of the war of 1982."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from factcheck.consistency import stretches
from factcheck.consistency.phrases import any_of, slot, words
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.model import Interval, Kind, Period
from factcheck.wording import long_date

_QUOTES = re.compile(r"[\"“”‘]")
_END = r"(?= [,.;:)]|$| [-–—] )"
_WORD = r" [^\W\d_][\w'’.-]*"
_THESE_WEEKS = timedelta(days=45)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every stretch of time that the dates beside it contradict; "ago" only where the draft's date is known."""
    for row in sheet.rows:
        dated = "<year:" in row.shape or "<date:" in row.shape or "<period:" in row.shape
        if not dated or len(row.slots) < 2 or _QUOTES.search(row.shape) or any_of("other_years").search(row.shape):
            continue
        seen: set[int] = set()
        for wrong in _in_row(sheet, row):
            if wrong.at.claim not in seen:
                seen.add(wrong.at.claim)
                yield wrong


def _in_row(sheet: Sheet, row: Row) -> Iterator[Contradiction]:
    if "<duration:" in row.shape:
        for pattern, longer in _stretches():
            for found in pattern.finditer(row.shape):
                yield from _stretch(sheet, row, found, longer=longer)
    if sheet.day is not None:
        yield from _until_today(sheet, row, sheet.day)


def _until_today(sheet: Sheet, row: Row, day: date) -> Iterator[Contradiction]:
    if "<duration:" in row.shape or "<age:" in row.shape:
        for pattern, longer in _until_now():
            for found in pattern.finditer(row.shape):
                yield from _ago(sheet, row, found, day, longer=longer)
    if "<ordinal:" in row.shape:
        for pattern in _anniversaries():
            for found in pattern.finditer(row.shape):
                yield from _anniversary(sheet, row, found, day)


@cache
def _stretches() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Phrases of a stretch with both its ends; those marked may name a part of it, and are only ever too long."""
    long, start, end = slot("long", "duration"), slot("start", "year", "date"), slot("end", "year", "date")
    to, span = r"(?:to|and|until|till|through)", rf"(?:{words('spans')})"
    both = rf"(?:from|between) {start} {to} {end}"
    adds = rf"(?:,|[-–—]|\()(?: {span})?"
    few, began = rf"(?:(?:{_WORD}){{0,8}}?)", rf"(?:{words('began')})"
    came = rf"(?:in|on|of|from|by) {start}{few}(?: ,)?(?: and| but)?{few} (?:in|on|by) {end}"
    then = rf"(?:{words('lasted')})(?: for)?"
    noun = rf"(?:(?:{_WORD}){{1,3}}?)"
    patterns = (
        (rf"(?:for|lasted|spent|after) {long} ,? ?{both}{_END}", False),
        (rf"(?<!\S){both} {adds} {long}{_END}", False),
        (rf"(?<!\S){both} ,? ?(?:for|lasting|{then}) {long}{_END}", False),
        (rf"(?<!\S){both} , (?:an?|the|his|her|its) {long}{noun}{_END}", False),
        (rf"(?<!\S){both}(?: ,)?(?:{_WORD}){{0,4}}? for {long}{_END}", True),
        (rf"(?<!\S){both} , {long} of(?= )", True),
        (rf"(?<!\S){long}{noun}(?: {span})? (?:from|between|of) {start} {to} {end}", False),
        (rf"(?<!\S){long}{noun} ,(?: which| that)?(?: {span})? {both}{_END}", False),
        (rf"(?<!\S){long}{noun} ?(?:\(|of|,|from) {slot('both', 'period')}", False),
        (rf"(?<!\S){came} ,? ?[-–—]? ?{long} (?:later|afterwards|after){_END}", False),
        (rf"(?<!\S){came} ,? ?{then} {long}{_END}", False),
        (rf"(?<!\S)(?:in|on|of) {start}{few} (?:and|but) ,? ?{long} later ,? (?:in|on) {end}{_END}", False),
        (rf"(?<!\S)(?:in|on) {end}{few}(?: ,)?{few} {long} (?:earlier|before) ,? (?:in|on) {start}{_END}", False),
        (rf"(?<!\S)(?:in|on) {end} , {long} after{few} (?:in|on|of|the) {start}{noun}?{_END}", False),
        (rf"^{long} after{few} {start}(?: ,)?(?:{_WORD}){{0,2}} ,(?:{_WORD}){{1,5}} in {end}{_END}", False),
        (rf"(?<!\S){began}{few} in {start} and{few} in {end} after {long}{_END}", False),
        (rf"(?<!\S)in {end} after {long}{few}(?: ,)?{few} {began}(?: it)? in {start}{_END}", False),
        (rf"(?<!\S)(?:in|on) {start}(?:{_WORD}){{1,6}}? for {long} ,? ?until{few} {end}{_END}", False),
    )
    return tuple((re.compile(pattern), longer) for pattern, longer in patterns)


@cache
def _until_now() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Phrases of a stretch that ends on the draft's own date; those marked may name a part of it."""
    long, start, old = slot("long", "duration"), slot("start", "year", "date"), slot("long", "age")
    span, founded, is_ = rf"(?:{words('spans')})", rf"(?:{words('founded')})", rf"(?:{words('it_is')})"
    few, noun = rf"(?:(?:{_WORD}){{0,6}}?)", rf"(?:(?:{_WORD}){{1,3}}?)"
    some = rf"(?:(?:{_WORD}| <count:\d+>){{0,9}}?)"
    ruled = rf"(?:{words('ruled')})(?: for)?"
    ago = rf"ago(?:{_END}| (?=(?:next|this|last|today|on|to the day)\b))"
    has, plain = "(?:has|have)", rf"(?:(?! w(?:as|ere)\b){_WORD}){{0,3}}?"
    patterns = (
        (
            rf"(?<!until )(?<!before )(?<!after ){start} (?:,|[-–—]|\() (?:(?:that|which) (?:is|was) )?{long} {ago}",
            False,
        ),
        (rf"(?<!\S)the {start}{noun} (?:,|[-–—]|\() {long} {ago}", False),
        (rf"(?<!\S){long} ago (?:, |[-–—] |\( )?(?:back )?(?:in|on) {start}{_END}", False),
        (rf"{has}\b[^<]*? for {long} ,? ?since {start}{_END}", False),
        (rf"{has} {ruled} {long} ,? ?since{few} {start}{_END}", False),
        (rf"(?:{has}\b[^<]*?|\( ?)since {start} ,? ?(?:\(|,|[-–—]) (?:{span} )?{long}{_END}", False),
        (rf"(?<!\S){long} {has}(?: now)? (?:passed|elapsed|gone by) since{few} {start}{plain}{_END}", False),
        (rf"(?<!\S){is_}(?: [a-z]+)? {long} since{few} {start}{plain}(?={_END}| of )", False),
        (rf"(?<!\S){old}{noun} ,? ?(?:which |that |was |is )*{founded} (?:in|on) {start}{_END}", False),
        (rf"(?<!\S){founded} in {start} , the {old}(?= )", False),
        (rf"(?<!\S)in {start} , {has} {ruled} {long}{_END}", False),
        (rf"^(?:{_WORD[1:]} ){{0,4}}since{few} {start} ,{some} (?:for|in|over) {long}{_END}", True),
        (rf"(?<!\S){has}(?:{_WORD}){{1,3}} (?:for )?{long}{few} since{few} {start}{_END}", True),
        (rf"^{long} after{few} {start}{plain} ,", True),
    )
    return tuple((re.compile(pattern), longer) for pattern, longer in patterns)


@cache
def _anniversaries() -> tuple[re.Pattern[str], ...]:
    nth, start = slot("nth", "ordinal"), slot("start", "year", "date")
    named = rf"{nth}(?: wedding)? (?:{words('anniversaries')})"
    few, began = rf"(?:(?:{_WORD}){{0,6}}?)", rf"(?:{words('founded')}|wed|married|born)"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?<!\S){named} (?:of|since){few} {start}",
            rf"(?<!\S){began}(?: back)? (?:in|on) {start}(?: ,)?{few} (?:its|their|his|her|the) {named}",
        )
    )


def _stretch(sheet: Sheet, row: Row, found: re.Match[str], *, longer: bool) -> Iterator[Contradiction]:
    long = row.slot(found["long"])
    if any_of("no_spans").search(found[0]) or (longer and any_of("of_another").search(found[0])):
        return
    if "both" in found.re.groupindex:
        others: tuple[Slot, ...] = (row.slot(found["both"]),)
        ends = stretches.ends_of(others[0])
    else:
        others = row.slot(found["start"]), row.slot(found["end"])
        first, last = (_days(sheet, other, long) for other in others)
        ends = None if first is None or last is None else (first, last)
    if ends is None or ends[0].start >= ends[1].end or not _is_off(long, *ends, longer=longer):
        return
    gap = stretches.told(*ends, long.quantity.unit)
    names = " to ".join(other.span.of(sheet.text) for other in others)
    sum_ = f"from {names} is {gap}, the draft says {long.span.of(sheet.text)}"
    yield Contradiction(long, others, sum_, f"“{gap}”, or other dates than {names.replace(' to ', ' and ')}")


def _ago(sheet: Sheet, row: Row, found: re.Match[str], day: date, *, longer: bool) -> Iterator[Contradiction]:
    if longer and any_of("of_another").search(row.shape):
        return
    long, start = row.slot(found["long"]), row.slot(found["start"])
    if long.quantity.kind is Kind.AGE and not long.span.of(sheet.text).endswith("old"):
        return
    first = _days(sheet, start, long)
    now = Period(day, day)
    if first is None or first.end >= day or not _is_off(long, first, now, longer=longer):
        return
    gap, said = stretches.told(first, now, long.quantity.unit), long.span.of(sheet.text)
    printed = start.span.of(sheet.text)
    sum_ = f"{printed} is {gap} before the draft's own date, the draft says {said}"
    year = stretches.year_before(day, long)
    other = f"the year {year}" if year and stretches.is_whole_year(first) else f"another date than {printed}"
    yield Contradiction(long, (start,), sum_, f"“{gap}”, or {other}")


def _days(sheet: Sheet, slot: Slot, long: Slot) -> Period | None:
    """The days of one end; ``None`` for a day without a year beside a stretch of years."""
    when = slot.quantity.when
    if when is not None and when.year is None and long.quantity.unit in ("year", "decade", "century"):
        return None
    return stretches.days_of(slot, sheet.day)


def _is_off(long: Slot, start: Period, end: Period, *, longer: bool) -> bool:
    """Whether no fair reading of the stretch lies between the two; with `longer`, whether it is too long."""
    fair, gap = stretches.lasting(long), stretches.between(start, end)
    if fair is None or gap.high is None:
        return False
    return gap.is_below(fair) if longer else not fair.meets(Interval(max(gap.low or Decimal(0), Decimal(0)), gap.high))


def _anniversary(sheet: Sheet, row: Row, found: re.Match[str], day: date) -> Iterator[Contradiction]:
    nth, start = row.slot(found["nth"]), row.slot(found["start"])
    first = stretches.days_of(start, day)
    when = start.quantity.when
    if nth.value is None or first is None or when is None or when.year is None:
        return
    years = _years_spoken_of(row.shape, day, opens=row is sheet.rows[0])
    falls = first.start.year + int(nth.value)
    others = [one.quantity.when for one in row.slots if one.quantity.when is not None and one is not start]
    if not years or falls in years or any(other.year is not None for other in others):
        return
    said, printed = nth.span.of(sheet.text), start.span.of(sheet.text)
    right = day.year - first.start.year
    sum_ = f"the {said} anniversary of {printed} is in {falls}, the draft is of {long_date(day)}"
    fix = f"“{ordinal(right)}”, or the year {day.year - int(nth.value)}"
    yield Contradiction(nth, (start,), sum_, fix)


def _years_spoken_of(shape: str, day: date, *, opens: bool) -> set[int]:
    """The years in which an anniversary may fall that the row speaks of as of these days; none if it does not.

    Only where it `opens` the draft does "marked" alone speak of these days.
    """
    if any_of("another_year").search(shape):
        return {day.year - 1, day.year + 1} if "years" not in shape else set()
    if any_of("these_days").search(shape) or "<weekday:" in shape:
        return {(day - _THESE_WEEKS).year, day.year, (day + _THESE_WEEKS).year}
    now = any_of("about_now").search(shape) or (opens and any_of("marked").search(shape))
    return {day.year - 1, day.year, day.year + 1} if now else set()


def ordinal(number: int) -> str:
    """A whole number as a rank in digits: 1st, 22nd, 113th."""
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
