"""Other figures that a change, or one of the two figures it may be of, belongs to instead."""

from __future__ import annotations

from itertools import pairwise

from factcheck.consistency.comparing import actual
from factcheck.consistency.levels import Level
from factcheck.consistency.moves import STRONG_WAS
from factcheck.consistency.pairs import Pair, Scene, Told, in_whole_units, noun_of
from factcheck.consistency.phrases import Later
from factcheck.model import Kind

_WILD = 5
"""A change printed in per cent is seldom this many times too small."""
_BESIDE = Later(r" (?:up|down|a rise of|a fall of|an increase of|a drop of)(?: by)? ")
_APPOSED = 60
"""Characters between a figure and the change that stands behind it."""
_FEW = 20
"""Below this, counts of two sentences are often of other things."""
_FAR = 50
"""An amount of change is not this many times too small or too large."""
_LONG = 120
"""Characters over which the figures of one sentence may be of two things."""
_MANY = 3
"""Figures of one unit beyond which two sentences do not tell which are of one thing."""


def has_rival(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether the change or one of the pair is of another figure near them."""
    both = {pair.old.slot.claim, pair.new.slot.claim}
    same = [level for level in scene.levels if _is_of_unit(level, pair)]
    own = {level.slot.claim for level in same if level.row == told.row}
    if len({told.row, pair.old.row, pair.new.row}) > 1:
        few = pair.old.slot.quantity.kind is Kind.COUNT and all((slot.value or 0) < _FEW for slot in pair.slots)
        told_than = told.slot.quantity.kind in (Kind.MULTIPLE, Kind.RATIO) and " than " in pair.old.figure.before
        if few or told_than or len(same) > _MANY or _is_of_other_kind(told, pair):
            return True
    if own and not own & both:
        return True
    return _is_beyond_a_slip(told, pair) or _is_told_of_other(scene, told, pair) or _has_partner(scene, pair)


def _is_of_other_kind(told: Told, pair: Pair) -> bool:
    """Whether the change is of another kind of what the pair counts: "burglary arrests fell" after "drug arrests"."""
    for slot in pair.slots:
        kind, _, noun = slot.quantity.counted.lower().rpartition(" ")
        if kind and noun and slot.quantity.kind is Kind.COUNT:
            said = [
                one for one, two in pairwise(told.move.figure.before.split()) if two.rstrip("s") == noun.rstrip("s")
            ]
            if any(one not in kind.split() for one in said):
                return True
    return False


def _is_told_of_other(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether a change in apposition is that of the figure before it, and the pair has another new one."""
    start = told.slot.span.start
    ahead = [one for one in scene.levels if one.row == told.row and one.figure.slot.span.end <= start]
    if not _BESIDE.fullmatch(told.move.figure.before) or not ahead:
        return False
    near = ahead[-1].figure.slot
    text, end = scene.sheet.text, told.slot.span.end
    if any(one.row == told.row and " and " in text[end : one.slot.span.start] for one in (pair.old, pair.new)):
        return True
    earlier = pair.old.age < 0 or pair.old.year is not None
    back = told.move.refers and earlier and pair.new.row < told.row
    mine = (pair.new.slot.claim, pair.old.slot.claim if back or pair.old.age == STRONG_WAS else None)
    return start - near.span.end < _APPOSED and near.claim not in mine


def _has_partner(scene: Scene, pair: Pair) -> bool:
    """Whether the older figure is set against one before it in its sentence: "made £8m, up from £4m"."""
    old, new = pair.old, pair.new
    start = old.figure.slot.span.start
    if old.figure.before.startswith(" than ") and new.figure.slot.span.start > start:
        return True
    if _is_in_another_range(scene, pair):
        return True
    if old.age != STRONG_WAS or new.age == -STRONG_WAS:
        return False
    bare = old.figure.slot.quantity.kind is Kind.COUNT and not noun_of(old.figure)
    ahead = [one for one in scene.levels if one.row == old.row and (bare or _is_of_unit(one, pair))]
    ahead = [one for one in ahead if one.figure.slot.span.end <= start]
    if new.figure.slot.span.start > start:
        return bool(ahead)
    return bool(ahead) and new.row == old.row and ahead[-1].figure.slot.claim != new.figure.slot.claim


def _is_in_another_range(scene: Scene, pair: Pair) -> bool:
    """Whether one of the two stands with a third in "from A to B"."""
    places = {pair.old.slot.span.start, pair.new.slot.span.start}
    return any(
        one.figure.before.endswith(" from ")
        and two.figure.before == " to "
        and len(places & {one.slot.span.start, two.slot.span.start}) == 1
        for one, two in pairwise(scene.levels)
    )


def _is_beyond_a_slip(told: Told, pair: Pair) -> bool:
    """Whether a change in per cent is so far off that figures a good way from it are of something else."""
    found, value = actual(told, pair), in_whole_units(told.slot).value
    if told.slot.quantity.kind in (Kind.MONEY, Kind.COUNT, Kind.MEASURE) and found and found.low and value:
        return found.low > _FAR * value or value > _FAR * (found.high or 0) > 0
    spans = [told.slot.span.start, *(slot.span.start for slot in pair.slots)]
    near = told.row == pair.old.row == pair.new.row and max(spans) - min(spans) <= _LONG
    if near or told.slot.quantity.kind is not Kind.PERCENT or found is None or found.low is None or value is None:
        return False
    return found.low > _WILD * value + 100


def _is_of_unit(level: Level, pair: Pair) -> bool:
    first, second = in_whole_units(level.slot).quantity, pair.old.slot.quantity
    return first.kind is second.kind and first.unit == second.unit
