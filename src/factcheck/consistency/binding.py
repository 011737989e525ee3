"""Which two figures a change is of: the pair near it that neither words nor other figures tell apart from it."""

from __future__ import annotations

from factcheck.consistency.comparing import actual, fits, is_points_for_per_cent
from factcheck.consistency.links import are_linked, is_heading
from factcheck.consistency.moves import is_rate
from factcheck.consistency.pairs import Pair, Scene, Told, compares
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.placed import RELATIVE
from factcheck.consistency.rivals import has_rival
from factcheck.consistency.set_apart import are_another_matter, is_set_apart
from factcheck.consistency.sole import are_sole

_SIDES = 3
"""Pairs that a gap may be between: those of three figures."""


def bound(scene: Scene, told: Told, *, strict: bool = False) -> Pair | None:
    """The pair that a change is said of; ``None`` where none is, or where the words may mean another one.

    It may mean another one wherever that makes the change right: two other figures, the share of one in the other, a
    second change that the pair is of. `strict` takes per cent for points where they are the difference to the digit.
    """
    relative = told.slot.quantity.kind in RELATIVE
    if (relative and is_rate(told.move)) or " at a time " in told.move.figure.after:
        return None
    every = [pair for pair in scene.pairs if actual(told, pair) is not None]
    every = [pair for pair in every if pair.old.slot.value != pair.new.slot.value]
    if any(fits(told, pair) and not (strict and is_points_for_per_cent(told, pair)) for pair in every):
        return None
    if told.move.sign == 0 and len(every) > _SIDES:
        return None
    if strict:
        digits = [pair for pair in every if is_points_for_per_cent(told, pair) and _points_at(scene, told, pair)]
        if len(digits) == 1:
            return digits[0]
    near = [pair for pair in every if _can_compare(told, pair) and can_be_of(scene, told, pair)]
    if not near:
        return None
    best = min(near, key=lambda pair: (_distance(told, pair), pair.old.age - pair.new.age))
    others = [other for other in scene.moves if other.slot is not told.slot]
    if any(actual(other, best) is not None and fits(other, best) for other in others):
        return None
    return best


def _can_compare(told: Told, pair: Pair) -> bool:
    """Whether a change has an older figure and a newer, a lead two sides, and a gap either."""
    before = told.move.figure.before
    if _AHEAD.search(before):
        return False
    if told.move.sign != 0:
        return compares(pair)
    return not any_of("leads").is_in(before) or not compares(pair)


_AHEAD = Later(r"(?<!\S)(?:leads?|led|leading|ahead|behind) by $")
"""Before what one of two has more than the other, which is no change."""


def can_be_of(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether nothing in the words around the change and the pair, and no other figure, tells them apart."""
    rows = {told.row, pair.old.row, pair.new.row}
    if max(rows) - min(rows) > 2 or runs_against(told, pair) or are_another_matter(scene, told, pair):
        return False
    if not are_sole(scene, told, pair) or is_set_apart(scene, told, pair) or has_rival(scene, told, pair):
        return False
    return len(rows) == 1 or are_linked(scene, told, pair)


def runs_against(told: Told, pair: Pair) -> bool:
    """Whether the pair goes down and the change up, or the other way round: then it is of something else."""
    old, new = (slot.value for slot in pair.slots)
    return (
        pair.certain
        and not told.move.is_judged
        and old is not None
        and new is not None
        and told.move.sign * (new - old) < 0
    )


def _distance(told: Told, pair: Pair) -> int:
    """Characters between the change and the farther of the two figures."""
    at = told.slot.span.start
    return max(abs(level.figure.slot.span.start - at) for level in (pair.old, pair.new))


def _points_at(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether a change that is to the digit the difference of two rates stands with them or points back at them."""
    rows = {told.row, pair.old.row, pair.new.row}
    if max(rows) - min(rows) > 1 or runs_against(told, pair) or are_another_matter(scene, told, pair):
        return False
    return len(rows) == 1 or is_heading(scene, told) or (told.move.refers and told.row == max(rows))
