"""Which two figures a change is of: the pair near it that its words do not tell apart from it, if there is but one."""

from __future__ import annotations

import re

from factcheck.consistency import sums
from factcheck.consistency.moves import is_rate
from factcheck.consistency.pairs import Level, Pair, Scene, Told, compares, in_whole_units, pairs
from factcheck.consistency.phrases import any_of
from factcheck.consistency.placed import Placed
from factcheck.consistency.sheet import Row
from factcheck.consistency.topics import (
    are_contrasted,
    are_other_names,
    are_other_stretches,
    is_another_topic,
    is_of_a_named_place,
    scope,
    stretches,
)
from factcheck.model import Interval, Kind

_POINTS = {"percentage point": 1, "point": 1, "basis point": 100}
"""How many of a unit of change make one percentage point."""
_RELATIVE = (Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE)
_BASE = re.compile(r" (?:on|since|than|above|below|over|from|against|compared with|compared to)(?P<base>(?: \S+){1,4})")
_OBJECT = re.compile(r"(?:ing|,) (?:the|its|their|his|her) [a-z-]+(?: [a-z-]+)? by ")
_YEAR = re.compile(r"<year:(\d+)>")
_SIDES = 3
"""Pairs that a gap may be between: those of three figures."""
_NEAR = 5
"""Words behind a change that can say over what time it was."""


def bound(scene: Scene, told: Told) -> Pair | None:
    """The pair that a change is said of; ``None`` where none is, or where the words may mean another one.

    It may mean another one wherever that makes the change right: two other figures, the share of one in the other, a
    second change that the pair is of.
    """
    relative = told.slot.quantity.kind in _RELATIVE
    if is_another_matter(scene.rows[told.row].shape) or (relative and is_rate(told.move)):
        return None
    every = [pair for pair in pairs(scene.levels) if actual(told, pair) is not None]
    if any(fits(told, pair) for pair in every):
        return None
    if told.move.sign == 0 and len(every) > _SIDES:
        return None
    near = [pair for pair in every if (told.move.sign == 0 or compares(pair)) and can_be_of(scene, told, pair)]
    if not near:
        return None
    best = min(near, key=lambda pair: (_distance(told, pair), pair.old.age - pair.new.age))
    others = [other for other in scene.moves if other.slot is not told.slot]
    if any(actual(other, best) is not None and fits(other, best) for other in others):
        return None
    return best


def actual(told: Told, pair: Pair) -> Interval | None:
    """What the change between the two comes to, in the unit of the change told; ``None`` where it is of another kind."""
    old, new = sums.alike(*pair.slots)
    kind, unit = told.slot.quantity.kind, told.slot.quantity.unit
    if kind is Kind.PERCENT:
        return sums.change(old, new)
    apart = sums.difference(old, new)
    if apart is None or apart.low is None or apart.high is None:
        return None
    if kind is Kind.POINTS and old.quantity.kind is Kind.PERCENT and unit in _POINTS:
        return Interval(apart.low * _POINTS[unit], apart.high * _POINTS[unit])
    whole = in_whole_units(told.slot).quantity
    if kind in (Kind.MONEY, Kind.COUNT, Kind.MEASURE) and kind is old.quantity.kind and whole.unit == old.quantity.unit:
        return apart
    return None


def fits(told: Told, pair: Pair) -> bool:
    """Whether the change can be that of the two figures, whichever is the older where nothing tells."""
    printed = sums.cut_off(in_whole_units(told.slot))
    found = actual(told, pair)
    if printed is None or found is None:
        return True
    turned = Pair(pair.new, pair.old, pair.certain)
    other = None if pair.certain else actual(told, turned)
    return printed.meets(found) or (other is not None and printed.meets(other))


def can_be_of(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether nothing in the words of the change and of the pair is of another matter."""
    text, row, change = scene.sheet.text, scene.rows[told.row], told.move.figure
    rows = {told.row, pair.old.row, pair.new.row}
    if _is_broken(scene, told, pair) or max(rows) - min(rows) > 2 or any(is_another_matter(scene.rows[number].shape) for number in rows):
        return False
    own = [level for level in scene.levels if level.row == told.row and _is_of_unit(level, pair)]
    if own and not {level.slot.claim for level in own} & {pair.old.slot.claim, pair.new.slot.claim}:
        return False
    if _has_own_base(row, change, pair) or _turns_away(scene, told, pair):
        return False
    if any_of("modals").search(change.before) or is_of_a_named_place(text, pair.old.slot, text[: pair.old.slot.span.start]):
        return False
    mine = stretches((" ".join(change.after.split()[:_NEAR]),), row)
    then = stretches((pair.old.figure.before, pair.old.figure.after), scene.rows[pair.old.row])
    if are_other_stretches(mine, then):
        return False
    for level in (pair.old, pair.new):
        other = scene.rows[level.row]
        if is_another_topic(told.move, row, level.figure, other):
            return False
        if level.row != told.row and are_contrasted(scope(row, change), scope(other, level.figure)):
            return False
        if level.row != told.row and not told.move.refers and are_other_names(text, row, other, level.figure.slot):
            return False
    return True


def _is_broken(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether marks of a table, or several quotations, stand between the figures."""
    spans = [told.slot.span, *(slot.span for slot in pair.slots)]
    between = scene.sheet.text[min(span.start for span in spans) : max(span.end for span in spans)]
    return "|" in between or "`" in between or between.count('"') > 2


def _has_own_base(row: Row, change: Placed, pair: Pair) -> bool:
    """Whether the change is told against something else: "12 per cent on the long-run average", "since 2015"."""
    based = _BASE.search(change.after)
    if based is None:
        return False
    if any_of("other_bases").search(based["base"]):
        return True
    years = [row.slots[int(number)].value for number in _YEAR.findall(based["base"])[:1]]
    then = pair.old.figure.before + pair.old.figure.after
    if pair.old.year is None and any_of("back_then").search(then):
        return False
    return bool(years) and years[0] != pair.old.year


def _turns_away(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether the change and the pair stand in one sentence that speaks of something else between them."""
    if not told.row == pair.old.row == pair.new.row:
        return False
    text, spans = scene.sheet.text, [level.figure.slot.span for level in (pair.old, pair.new)]
    first, last, at = min(one.start for one in spans), max(one.end for one in spans), told.slot.span
    between = text[at.end : first] if at.end <= first else text[last : at.start] if last <= at.start else ""
    words = f" {' '.join(re.findall(r'[A-Za-z]+|[^A-Za-z ]', between)).lower()} "
    own_object = last <= at.start and _OBJECT.search(told.move.figure.before) is not None
    return any_of("turns").search(words) is not None or own_object


def is_another_matter(shape: str) -> bool:
    return any_of("not_this_change").search(shape) is not None or any_of("not_yet").search(shape) is not None


def _is_of_unit(level: Level, pair: Pair) -> bool:
    first, second = in_whole_units(level.slot).quantity, pair.old.slot.quantity
    return first.kind is second.kind and first.unit == second.unit


def _distance(told: Told, pair: Pair) -> int:
    """Characters between the change and the farther of the two figures."""
    at = told.slot.span.start
    return max(abs(level.figure.slot.span.start - at) for level in (pair.old, pair.new))
