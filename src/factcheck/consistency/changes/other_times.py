"""Whether a change and two figures are of other days or stretches of time."""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.consistency.links import goes_on
from factcheck.consistency.moments import today
from factcheck.consistency.moves import FUTURE
from factcheck.consistency.pairs import Pair, Scene, Told
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.sheet import Row
from factcheck.consistency.topics import are_other_stretches, stretches

MONTH = Later(r"(?<= )(?:january|february|march|april|may|june|july|august|september|october|november|december)(?= |$)")
_MONTHS_IN = {"day": Decimal("0.03"), "week": Decimal("0.25"), "month": Decimal(1), "quarter": Decimal(3)}
_MONTHS_IN |= {"year": Decimal(12), "decade": Decimal(120)}
_OVER = Later(
    r" (?:in|over|during|within|on|this) (?:the |a |an |one |just )*(?:past |last |single )?"
    r"(?:(?P<unit>day|week|month|quarter|year|decade)|<duration:(?P<number>\d+)>)(?= )"
)
_SEVERAL = Later(
    r" (?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[a-z]+teenth|straight|consecutive|successive"
    r"|in a row|running) (?:[^<.]|<(?:year|date|duration|period):)*?\bsince [^.]*?, (?:when|at which) .*$"
)
"""That a figure behind "since" is from before several changes: "the third rise since November, when it was 2.75%"."""
_NEAR = 5
"""Words behind a change that can say over what time it was."""


def _is_of_another_stretch(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether the change is over a day, say, and the pair over a year."""
    row = scene.rows[told.row]
    mine = stretches((" ".join(told.move.figure.after.split()[:_NEAR]),), row)
    if any_of("market").search(row.shape) and "<weekday:" in row.shape:
        mine = {"day 1"}
    known = _is_as_long(scene, told, pair)
    if known is not None:
        return not known
    other = scene.rows[pair.old.row]
    then = stretches((pair.old.figure.before, pair.old.figure.after), other)
    if other is not row and are_other_stretches(mine, stretches((_opening(other),), other)):
        return True
    return are_other_stretches(mine, then)


def _is_as_long(scene: Scene, told: Told, pair: Pair) -> bool | None:
    """Whether the change is over as many months as lie between the two figures; ``None`` where either is not told."""
    change, row = told.move.figure, scene.rows[told.row]
    near = f"{_opening(row)}| {' '.join(change.after.split()[:_NEAR])} "
    found = _OVER.search(near)
    until = pair.new.moment or today(scene.sheet.day)
    if found is None or until is None or (pair.old.moment is None and pair.old.year is None):
        return None
    if found[0].startswith((" this year", " on <", " this <")):
        return None
    months = _months(row, found)
    since = pair.old.moment or (pair.old.year or Decimal(0)) * 12 + 6
    if pair.new.year is not None and pair.old.year is not None and pair.old.moment is None:
        until, since = pair.new.year * 12, pair.old.year * 12
    loose = Decimal("0.4") if pair.old.moment else Decimal(8)
    return not months or months / 2 - loose <= until - since <= months * Decimal("1.7") + loose


def _months(row: Row, found: re.Match[str]) -> Decimal:
    """How many months a stretch has, nought where it is none of months."""
    if not found["number"]:
        return _MONTHS_IN[found["unit"]]
    slot = row.slots[int(found["number"])]
    return (slot.value or Decimal(0)) * _MONTHS_IN.get(slot.quantity.unit, Decimal(0))


def is_of_another_time(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether the change and the pair are of other days or stretches, or the pair of a record or of all there is."""
    if (
        (_is_of_another_quality(told) and (told.row == pair.old.row or not goes_on(pair.old.figure)))
        or _is_of_another_day(scene, told, pair)
        or _is_before_several(scene, pair)
        or (any_of("extremes").search(pair.old.figure.before) and not _is_summed_up(told, pair))
    ):
        return True
    wide = any(is_widened(scene.rows[told.row], scene.rows[level.row]) for level in (pair.old, pair.new))
    return wide or _is_of_another_stretch(scene, told, pair)


def _is_before_several(scene: Scene, pair: Pair) -> bool:
    """Whether the older figure is from before the first of several changes."""
    old = pair.old.figure
    ahead = f" {scene.rows[pair.old.row].shape}".partition(f":{old.number}>")[0]
    return _SEVERAL.search(ahead) is not None


def _is_summed_up(told: Told, pair: Pair) -> bool:
    """Whether the change stands behind the older figure in its sentence and points back."""
    return told.move.refers and told.row == pair.old.row and pair.old.slot.span.end < told.slot.span.start


def _is_of_another_day(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether a change is yet to come, or of one day, and a pair of another sentence is not."""
    if _is_of_another_month(scene, told, pair):
        return True
    shapes = [scene.rows[level.row].shape for level in (pair.old, pair.new) if level.row != told.row]
    change = told.move.figure
    if shapes and " will " in change.before and not any(" will " in shape for shape in shapes):
        return True
    return change.after.startswith(" on <weekday:") and any(" since " in f" {shape}" for shape in shapes)


def _is_of_another_month(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether a change is told "in May", and the pair of another sentence is not."""
    month = MONTH.match(told.move.figure.after, 4) if told.move.figure.after.startswith(" in ") else None
    rows = {level.row for level in (pair.old, pair.new)}
    return (
        month is not None
        and pair.new.age != FUTURE
        and told.row not in rows
        and not any(month[0] in scene.rows[one].shape for one in rows)
    )


def _is_of_another_quality(told: Told) -> bool:
    """Whether a change is of speed or age, say, or of so much for each: "four times faster", "sales per head fell"."""
    change = told.move.figure
    return (
        any_of("qualities").search(" ".join(change.after.split()[:2])) is not None
        or re.search(r" per [a-z]+ ", change.before) is not None
    )


def _opening(row: Row) -> str:
    """The first words of a sentence up to a figure: "For the full year they rose to"."""
    return f" {' '.join(row.shape.partition('<')[0].split()[:_NEAR])} "


def is_widened(row: Row, other: Row) -> bool:
    """Whether one of two sentences speaks of all there is, and the other does not: "Overall it rose"."""
    wide = [any_of("overall").search(_opening(one)) is not None for one in (row, other)]
    return row is not other and wide[0] != wide[1]
