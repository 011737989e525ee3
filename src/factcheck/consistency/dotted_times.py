"""Times with a point that no clock shows: "The lights failed at 19.66", where nothing else is at 19.66."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.sheet import Sheet, Slot
from factcheck.model import Kind

_DOTTED = Later(r"(?P<hour>\d{1,2})\.(?P<minute>\d\d)(?: (?:hours|hrs))?|(?P<hours>[0-2]\d)(?P<minutes>\d\d) (?:hours|hrs)")
_HUNDREDTH = Decimal("0.01")
_HELD = Later(r"(?:stood|stands|stand|standing|priced|valued|put|pegged|held|steady|remained|remains|peaked|fixed|unchanged|flat|capped|estimated) at $")
_AT = Later(
    r"(?:^| )(?:at|until|till|before|after|since|around|by|from|between \S+ and|from \S+ (?:to|until|till)) "
    r"(?:exactly |precisely |about |around |roughly |approximately |, say , )?$"
)
_FREE = Later(
    r"(?:$|[.,;:)”\"?!—–]|<(?:weekday|date):|(?:local|gmt|bst|hours|hrs|today|tonight|yesterday|tomorrow|daily|and|but|or|"
    r"when|while|because|as|by|on|in the|that|to|until|till|with|after|before|for|every|each|was|were|is|had|has|will|would|must|sharp|pm|am|p\.m\.|a\.m\.)(?: |$))"
)
_ZONE = Later(r"(?:local time|in the (?:early )?(?:morning|afternoon|evening)|gmt|bst|hours|hrs|sharp|pm|am|p\.m\.|a\.m\.)(?: |$)")
_RUNS = Later(r"(?:to|from|train|bus|ferry|flight|service|sailing|express|departure)(?: |$)")
_KINDS = (Kind.COUNT, Kind.DURATION)
_SURE = Later(r"(?<![\d.,:£$€])(?:0\d\.[0-5]\d(?![\d%])|\d{1,2}\.[0-5]\d ?(?:[ap]\.?m\b|hrs\b|local time))", 2)


def dotted_times(sheet: Sheet, place: int) -> Iterator[Slot]:
    """The figures of the sentence at `place` that stand for a time of day that is none."""
    row = sheet.rows[place]
    for number, slot in enumerate(row.slots):
        may_be = slot.step == _HUNDREDTH or slot.quantity.unit == "hour"
        found = _DOTTED.fullmatch(slot.span.of(sheet.text)) if may_be and slot.quantity.kind in _KINDS else None
        if found is not None and _is_no_time(int(found["hour"] or found["hours"]), int(found["minute"] or found["minutes"])):
            before, behind = row.shape.split(f"<{slot.quantity.kind.value}:{number}>", 1)
            behind = "hours" if slot.quantity.unit else behind.lstrip(" ")
            at = _AT.search(before) and _FREE.match(behind) and not _HELD.search(before)
            at = at or (before.endswith("the ") and _RUNS.match(behind))
            if at and _is_of_a_clock(sheet, place, len(found["hour"] or found["hours"]), behind):
                yield slot


def _is_no_time(hour: int, minute: int) -> bool:
    return minute > 59 and hour < 30 or 24 < hour < 30 or (hour == 24 and minute > 0)


def _is_of_a_clock(sheet: Sheet, place: int, digits: int, behind: str) -> bool:
    """Whether the sentence tells when something was, by its words or those behind the figure, and no price or measure."""
    shape = sheet.rows[place].shape
    if any(any_of(name).is_in(shape) for name in ("market", "played", "levels_told")):
        return False
    if _ZONE.match(behind):
        return True
    if any(any_of("market").is_in(near.shape) for near in sheet.around(place, before=2, after=1)):
        return False
    sure = _SURE.search(sheet.text) is not None
    told = any_of("clock_words").is_in(shape)
    return sure and told or (digits == 2 and (sure or told))
