"""A living person's age against the day or year of birth, on the draft's date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from factcheck.consistency.phrases import any_of
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.periods import resolve
from factcheck.wording import long_date

_AGE, _BORN = r"(?P<age><age:\d+>)", r"(?P<born><(?:date|year):\d+>)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\S)(?:,|\() {_AGE} (?:,|\)) (?:who )?was born (?:in [a-z]+ )?(?:in|on) {_BORN}",
        rf"(?<!\S)\( {_AGE} \) , born (?:in|on) {_BORN}",
        rf"(?<!\S)the {_AGE} , born (?:in|on) {_BORN}",
        rf"^born (?:in|on) {_BORN} , the {_AGE}",
        rf"^born (?:in|on) {_BORN} , (?:mr|mrs|ms|dr)(?: \.)?(?: [a-z]+){{1,2}} , {_AGE} ,",
        rf", who was born (?:in|on) {_BORN} , is {_AGE}",
    )
)
_SOLE = re.compile(r"<age:\d+>")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every age that the birth told beside it contradicts; none where the draft's date is not known."""
    if sheet.day is None:
        return
    for row in sheet.rows:
        if "born" not in row.shape or any_of("another_time").search(row.shape) or len(_SOLE.findall(row.shape)) != 1:
            continue
        for pattern in _PATTERNS:
            for found in pattern.finditer(row.shape):
                age = row.slot(found["age"])
                wrong = _judge(sheet, age, row.slot(found["born"]), sheet.day)
                if wrong is not None:
                    yield wrong


def _judge(sheet: Sheet, age: Slot, born: Slot, day: date) -> Contradiction | None:
    when = born.quantity.when
    if when is None or when.year is None or age.value is None or age.quantity.hedge:
        return None
    period = resolve(when, day)
    if period is None or period.end > day:
        return None
    oldest, youngest = _years(period.start, day), _years(period.end, day)
    if youngest <= age.value <= oldest:
        return None
    either = f"{oldest}" if oldest == youngest else f"{youngest} or {oldest}"
    said = age.span.of(sheet.text)
    birth = born.span.of(sheet.text)
    sum_ = f"born {birth} is {either} on {long_date(day)}, the draft says {said}"
    years = sorted({day.year - int(age.value) - 1, day.year - int(age.value)})
    return Contradiction(age, (born,), sum_, f"“{either}”, or born in {years[0]} or {years[1]}")


def _years(start: date, day: date) -> int:
    """Completed years from `start` to `day`."""
    return day.year - start.year - ((day.month, day.day) < (start.month, start.day))
