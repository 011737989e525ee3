"""Times with a point that no clock shows: "The lights failed at 19.66", where nothing else is at 19.66."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from re import IGNORECASE

from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.sheet import Sheet, Slot
from factcheck.model import Kind

_TIME = Later(r"(?P<hour>\d{1,2})(?P<point>\.?)(?P<minute>\d\d)(?: (?:hours|hrs))?")
_HUNDREDTH = Decimal("0.01")
_HELD = Later(
    r"(?:stood|stands|stand|standing|priced|valued|put|pegged|held|steady|remained|remains|peaked|fixed|unchanged|flat|"
    r"capped|estimated) at $"
)
_AT = Later(
    r"(?:^| )(?:at|until|till|before|after|since|around|by|from|between \S+ and|from \S+ (?:to|until|till)) "
    r"(?:exactly |precisely |about |around |roughly |approximately |, say , )?(?:<count:\d+> (?:, |and |or |, and ))*$"
)
_ZONES = (
    r"local time|(?:in the (?:early )?|this )(?:morning|afternoon|evening)|"
    r"gmt|bst|hours|hrs|sharp|[ap]m|[ap]\.m\."
)
_ZONE = Later(rf"(?:{_ZONES})(?: |$)")
_FREE = Later(
    rf"$|[.,;:)”\"?!—–]|<(?:weekday|date):|(?:{_ZONES}|local|today|tonight|yesterday|tomorrow|daily|and|but|or|when|while|"
    r"because|as|by|on|in the|that|to|until|till|with|after|before|for|every|each|was|were|is|had|has|will|would|must) "
)
_RUNS = Later(r"(?:to|from|train|bus|ferry|flight|service|sailing|express|departure) ")
_SURE = Later(r"(?<![\d.,:£$€])(?:0\d\.[0-5]\d(?![\d%])|\d{1,2}\.[0-5]\d ?(?:[ap]\.?m\b|hrs\b|local time))", IGNORECASE)


def dotted_times(sheet: Sheet, place: int) -> Iterator[Slot]:
    """The figures of the sentence at `place` that stand for a time of day that is none; "at 2575 hours" is one too."""
    row = sheet.rows[place]
    for number, slot in enumerate(row.slots):
        kind, unit = slot.quantity.kind, slot.quantity.unit
        if not (kind is Kind.COUNT and slot.step == _HUNDREDTH) and unit != "hour":
            continue
        found = _TIME.fullmatch(slot.span.of(sheet.text))
        if found is None or not (found["point"] or unit) or not _is_no_time(int(found["hour"]), int(found["minute"])):
            continue
        before, _, behind = row.shape.partition(f"<{kind.value}:{number}>")
        behind = "hours " if unit else behind.lstrip()
        if _is_at(before, behind) and _is_of_a_clock(sheet, place, len(found["hour"]), behind):
            yield slot


def _is_no_time(hour: int, minute: int) -> bool:
    return hour < 30 and (minute > 59 or hour > 24 or (hour == 24 and minute > 0))


def _is_at(before: str, behind: str) -> bool:
    """Whether the words beside a figure leave it free to be a time: "at 19.66 on Friday", "the 14.85 to Leeds"."""
    if before.endswith("the ") and _RUNS.match(behind):
        return True
    return bool(_AT.search(before) and _FREE.match(behind)) and not _HELD.search(before)


def _is_of_a_clock(sheet: Sheet, place: int, digits: int, behind: str) -> bool:
    """Whether its sentence tells when something was, by its words or those behind the figure, and no price."""
    shape = sheet.rows[place].shape
    if any(any_of(name).is_in(shape) for name in ("market", "played", "levels_told")):
        return False
    if _ZONE.match(behind):
        return True
    if any(any_of("market").is_in(near.shape) for near in sheet.around(place, before=2, after=1)):
        return False
    needed = 1 if digits == 2 else 2
    return (_SURE.search(sheet.text) is not None) + any_of("clock_words").is_in(shape) >= needed
