"""What a window says of time: its dates as points, and its stretches of time with what each is the length of."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from factcheck.consistency import stretches
from factcheck.consistency.phrases import Later, any_of, share_a_class, words
from factcheck.consistency.sheet import Row, Slot
from factcheck.consistency.windows import Window, joined
from factcheck.model import Interval, Kind, Period
from factcheck.tables import tables

_SEASON = Decimal("1.6")
"""Years by which a number of seasons, or an anniversary, may differ from the years between two dates."""
_SHORT = {"day": Decimal(1), "week": Decimal(7), "month": Decimal("30.44")}


_HOW_OFTEN = Later(
    r" (?:(?:the|a|its|their|his|her) (?:second|third|fourth|fifth|sixth|<ordinal:\d+>)(?: [a-z]+)?"
    r"|(?:<count:\d+>|<multiple:\d+>|once|twice|two|three|several)(?: [a-z]+){0,2}) in $"
)
"""Before a stretch in which something came so many times."""


_SUPERLATIVE = Later(r" (?:[a-z]{3,}est|worst|best)(?: [a-z]+)? (?:for|in) $")
"""Before a stretch that only looks back: "its slowest growth for ten years"."""
_PART = Later(r"> of (?:his|her|its|their|the) $| (?:longer|older|younger|later|sooner) than $")
"""Before a stretch of which a part is told, or that others are held against."""


_AHEAD = Later(r" (?:will|'ll|’ll|is due|are due|is to|are to) ")
"""Before a day that is still to come, so not that of the year before."""


class Use(enum.Enum):
    """What a stretch of time is the length of."""

    AGO = "from a point to the draft's day"
    LATER = "from a point to a later one"
    LASTED = "between two points, or from one to the draft's day"
    OLD = "from the beginning of a thing to the draft's day"


@dataclass(frozen=True, slots=True)
class Point:
    """A date or year of a window: its number, days, and the word before it that says how it bounds time, if any."""

    number: int
    days: Period
    cue: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time: its number, the days that it can stand for, and its use.

    It is `bound` where its words point back to a date that was told: "since then", "ten years later".
    """

    number: int
    fair: Interval
    use: Use
    bound: bool
    unit: str = "year"


_OPENS, _CLOSES = ("“", '"', "‘", "'"), ("”", '"', "’", "'")
"""Marks around a year that is a title."""


def points(window: Window, day: date | None) -> list[Point]:
    """The dates of a window that a stretch may begin or end at, in the order of the text."""
    if "points" not in window.memo:
        window.memo["points"] = [
            Point(first + point.number, point.days, point.cue)
            for first, row in window.numbered()
            for point in _points(row, day)
        ]
    found: list[Point] = window.memo["points"]
    return found


@lru_cache(maxsize=256)
def _points(row: Row, day: date | None) -> list[Point]:
    """The points of one row, as its own window."""
    if not any(slot.quantity.when is not None for slot in row.slots):
        return []
    window, found = joined((row,), row), []
    for number, slot in enumerate(window.slots):
        if slot.quantity.when is None or slot.quantity.kind is Kind.WEEKDAY:
            continue
        before, behind = window.before(number), window.after(number)
        if before[-1:] in _OPENS and behind[:1] in _CLOSES:
            continue
        ahead = slot.quantity.when.year is None and _AHEAD.search(f" {before} ")
        if any_of("no_point").match(behind) or ahead or _may_be_earlier(window, number):
            continue
        ends, dated = stretches.ends_of(slot), _with_year(window, number)
        when = slot.quantity.when
        if when.year is not None and when.year == when.until and "fiscal" not in slot.quantity.text.lower():
            found.append(Point(number, Period(date(when.year, 1, 1), date(when.year, 12, 31)), _cue(before)))
        elif ends is not None:
            found += [Point(number, ends[0], "from"), Point(number, ends[1], "to")]
        elif slot.quantity.kind is not Kind.PERIOD and (days := stretches.days_of(dated, day)) is not None:
            found.append(Point(number, days, _cue(before)))
    return found


def _may_be_earlier(window: Window, number: int) -> bool:
    """Whether a day without a year may be of the year of one before it: "left on 3 May 2019 and arrived on 19 May"."""
    when = window.slots[number].quantity.when
    if when is None or when.year or not when.day or any_of("births").search(window.before(number)):
        return False
    before = (slot.quantity.when for slot in window.slots[:number])
    return any(one is not None and one.year and one.day for one in before)


def _with_year(window: Window, number: int) -> Slot:
    """A date, with the year of the one that it is a range with: "from 3 May to 19 May 2019"."""
    slot = window.slots[number]
    when, behind = (one.quantity.when for one in (slot, window.slots[min(number + 1, len(window.slots) - 1)]))
    if when is None or behind is None or when.year or not (behind.year and behind.month and when.month):
        return slot
    if window.between(number, number + 1).strip() not in tables("consistency")["cues_of_points"]:
        return slot
    year = behind.year - (when.month > behind.month)
    return replace(slot, quantity=replace(slot.quantity, when=replace(when, year=year)))


def _cue(before: str) -> str:
    """The word that says how a point bounds time: "since 1990", "from his election in 1990"."""
    words = re.split(r"[,;:]", before)[-1].split()
    near = next((word for word in reversed(words[-2:]) if word in tables("consistency")["cues_of_points"]), "")
    if near or words[-1:] not in (["in"], ["on"]):
        return near
    far = re.search(
        r"(?:^|\S )(from|to|until|since) (?:an?|his|her|its|their)(?: [a-z]+){1,4} (?:in|on)$", " ".join(words)
    )
    return far[1] if far is not None else ""


def read_stretch(window: Window, number: int) -> Stretch | None:
    """The stretch of time in a slot; ``None`` where it is none, one that was only planned, or of unclear use."""
    slot = window.slots[number]
    before, after = f" {window.before(number)} ", f" {window.after(number)} "
    turns = slot.quantity.kind is Kind.COUNT and _TURNS.search(f"{before}<>{after}") is not None
    if slot.quantity.kind is Kind.COUNT and not turns and not window.tells("seasons"):
        return None
    fair = _years_old(slot) if turns else _fair(slot, after)
    if fair is None or (window.tells("planned") and any_of("planned").is_in(window.clause(number))):
        return None
    if _HOW_OFTEN.search(before) or (before.endswith(" for ") and after.startswith(" from <")):
        return None
    if (
        _PART.search(before)
        or _SUPERLATIVE.search(before)
        or after.startswith((" older", " younger"))
        or any_of("planned_before").search(" ".join(before.split()[-2:]))
    ):
        return None
    use = (Use.OLD, False) if turns else _use(slot, before, after)
    return None if use is None else Stretch(number, fair, *use, _unit(slot, after))


_TURNS = Later(
    r" (?:turns|turned|turning|will turn|is to turn|will be) <> (?:years old )?(?:this|next|in <|on <|today|yesterday)"
)
"""Around the age that a thing reaches about the draft's day."""


def _years_old(slot: Slot) -> Interval | None:
    """The days that somebody or something has been there which turns so old."""
    if slot.value is None:
        return None
    return Interval((slot.value - _SEASON) * stretches.YEAR, (slot.value + _SEASON) * stretches.YEAR)


def _unit(slot: Slot, after: str) -> str:
    named = next((word for word in after.split()[:2] if word in _SHORT), "year")
    return named if slot.quantity.kind is Kind.ORDINAL else slot.quantity.unit or "year"


def _fair(slot: Slot, after: str) -> Interval | None:
    """The days that a figure can stand for as a stretch of time; ``None`` where it is none."""
    kind, noun = slot.quantity.kind, " ".join(after.split()[:2])
    if kind is Kind.AGE and any_of("posts").match(f"{noun} "):
        return None
    if kind is Kind.DURATION or (kind is Kind.AGE and slot.quantity.text.lower().endswith("old")):
        return stretches.lasting(slot)
    counted = kind is Kind.COUNT and any_of("seasons").search(noun)
    if slot.value is None or not (counted or (kind is Kind.ORDINAL and any_of("nth_of").search(noun))):
        return None
    unit = next(
        (days for word, days in _SHORT.items() if kind is Kind.ORDINAL and word in noun.split()), stretches.YEAR
    )
    return Interval((slot.value - _SEASON) * unit, (slot.value + _SEASON) * unit)


def _use(slot: Slot, before: str, after: str) -> tuple[Use, bool] | None:
    if slot.quantity.kind in (Kind.ORDINAL, Kind.AGE):
        return Use.OLD, False
    for pattern, use, bound in _uses():
        if pattern.search(f"{before}<> {after.strip()} "):
            return use, bound
    return None


@cache
def _uses() -> tuple[tuple[re.Pattern[str], Use, bool], ...]:
    """Patterns of the words around a stretch ("<>") in the order in which they are tried."""
    few = r"(?:[^\W\d_][\w'’-]* ){0,2}"
    return tuple(
        (re.compile(pattern), use, bound)
        for pattern, use, bound in (
            (rf"^ *(?:but |and )?<> on ,|(?: now ,? |, )<> on ,? |<> (?:{words('passed')}) ", Use.AGO, True),
            (
                r"^ *<> after [^<]{3,60}<(?:year|date):\d+> , [^<]*?(?:is|are|has|have|still|now|remains?|lives?) ",
                Use.AGO,
                False,
            ),
            (rf"^ ?(?:that|this|which) was {few}<> ago (?!that )", Use.AGO, True),
            (r"<> (?:ago|back ,) ", Use.AGO, False),
            (rf" (?:took|taken|needed|waited|wait|waiting) (?:for |another |some )?{few}<> ", Use.LASTED, True),
            (rf" (?:{words('celebrated')}) {few}<> (?:as|of|in|since|at|with|on)? ?", Use.AGO, True),
            (rf" (?:that|those|this|these|the) (?:{words('nouns_of_stretches')}) [^<]{{0,40}}<> ", Use.LASTED, True),
            (r"<> (?:now|already) ", Use.LASTED, True),
            (r"<> (?:later|afterwards|earlier|previously) ", Use.LATER, True),
            (rf" (?:it is|it's|it’s|it has been|marks?|marked|marking|is|been) {few}<> since ", Use.AGO, True),
            (r" (?:it's|it’s|it has) been <> ", Use.AGO, True),
            (r" in (?:the|those) <> since ", Use.AGO, True),
            (r"<> (?:after|from) ", Use.LATER, True),
            (rf" (?:those|these|that) {few}<> ", Use.LASTED, True),
            (r" (?:his|her|its|their|our) <> ", Use.LASTED, False),
            (
                rf"(?: of|^ in| after| for| lasted| lasting| spent| or| total of| period of| ,| \() {few}<> ",
                Use.LASTED,
                False,
            ),
            (r" <> (?:[a-z-]+ ){1,2}(?:began|started|ran|lasted|ended|opened) ", Use.LASTED, True),
            (r"^ *<> (?:of|without) [^<,;.]{1,30} (?:have|has) ", Use.LASTED, True),
            (rf"<> {few}(?:{words('nouns_of_stretches')}) ", Use.LASTED, False),
            (rf" (?:spans?|spanned|spanning|covered|for the) {few}<> ", Use.LASTED, True),
            (r"<> (?:separates?|separated) ", Use.LASTED, True),
        )
    )


def shares_situation(one: str, other: str) -> bool:
    """Whether words of one situation stand in both clauses: "opened" in one, "stood" in the other."""
    first, second = set(one.split()), set(other.split())
    if share_a_class("situations", first, second):
        return True
    stems = [{word[:6] for word in some if len(word) > 5 and word.isalpha()} for some in (first, second)]
    return bool(stems[0] & stems[1])
