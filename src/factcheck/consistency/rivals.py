"""Other figures that a change, or one of the two figures it may be of, belongs to instead."""

from __future__ import annotations

from itertools import pairwise

from factcheck.consistency import sums
from factcheck.consistency.comparing import actual
from factcheck.consistency.moves import STRONG_WAS
from factcheck.consistency.pairs import Level, Pair, Scene, Told, in_whole_units, noun_of
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.placed import RELATIVE
from factcheck.consistency.subjects import SORT, are_other_sorts
from factcheck.consistency.topics import topics
from factcheck.model import Interval, Kind
from factcheck.tables import tables

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
    apart = len({told.row, pair.old.row, pair.new.row}) > 1
    if apart and len([level for level in scene.levels if _is_of_unit(level, pair)]) > _MANY:
        return True
    own = {level.slot.claim for level in scene.levels if level.row == told.row and _is_of_unit(level, pair)}
    if own and not own & {pair.old.slot.claim, pair.new.slot.claim}:
        return True
    if apart and (_is_of_other_kind(scene, told, pair) or _leads_to_another(scene, told, pair)):
        return True
    if _is_beyond_a_slip(told, pair, apart=apart) or _is_each(told, pair) or _has_other_noun(told, pair):
        return True
    few = all((slot.value or 0) < _FEW for slot in pair.slots)
    if apart and few and pair.old.slot.quantity.kind is Kind.COUNT:
        return True
    return (
        _is_sum(scene, pair)
        or _is_set_against(told, pair)
        or _is_told_of_other(scene, told, pair)
        or _has_partner(scene, pair)
    )


def _leads_to_another(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether the change has brought something to a third figure: "prices rose 22% to 118,000 crowns"."""
    behind = [one for one in scene.levels if one.row == told.row and one.figure.slot.span.start > told.slot.span.end]
    own = {pair.old.figure.slot.claim, pair.new.figure.slot.claim}
    return bool(behind) and behind[0].figure.before in (" to ", " , to ") and behind[0].figure.slot.claim not in own


def _is_of_other_kind(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether the change is of another kind of what the pair counts: "burglary arrests fell" after "drug arrests"."""
    said = told.move.figure.before.split()
    if not told.move.refers and any(
        are_other_sorts(scene.rows[told.row].shape, scene.rows[level.row].shape)
        for level in (pair.old, pair.new)
        if level.row != told.row
    ):
        return True
    for slot in pair.slots:
        kind, _, noun = slot.quantity.counted.lower().rpartition(" ")
        if not kind or not noun or slot.quantity.kind is not Kind.COUNT:
            continue
        for first, second in pairwise(said):
            if second.rstrip("s") == noun.rstrip("s") and SORT.fullmatch(first) and first not in kind.split():
                return True
    return False


def _is_told_of_other(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether a change in apposition is that of the figure before it, and the pair has another new one."""
    if not _BESIDE.fullmatch(told.move.figure.before):
        return False
    start = told.slot.span.start
    ahead = [one for one in scene.levels if one.row == told.row and one.figure.slot.span.end <= start]
    near = ahead[-1:] if ahead and start - ahead[-1].figure.slot.span.end < _APPOSED else []
    if len(ahead) > 1 and near and _are_joined(ahead[-2], ahead[-1], pair):
        return False
    earlier = pair.old.age < 0 or pair.old.year is not None
    back = told.move.refers and earlier and pair.new.row < told.row
    return bool(near) and near[0].figure.slot.claim not in (pair.new.slot.claim, pair.old.slot.claim if back else None)


def _are_joined(new: Level, old: Level, pair: Pair) -> bool:
    """Whether a change stands behind both: "3,400, against 4,200 in 2020, a fall of 38%"."""
    both = (new.figure.slot.claim, old.figure.slot.claim)
    return old.age == STRONG_WAS and both == (pair.new.figure.slot.claim, pair.old.figure.slot.claim)


def _is_sum(scene: Scene, pair: Pair) -> bool:
    """Whether one of the two is the other and a third figure together: a total and its part."""
    small, large = sorted(pair.slots, key=lambda slot: slot.value or 0)
    near = {pair.old.row, pair.new.row}
    for other in scene.levels:
        slot = in_whole_units(other.slot)
        if other.row in near and _is_of_unit(other, pair) and slot.claim not in (small.claim, large.claim):
            both, whole = sums.total(small, slot), sums.ends(large)
            if both and both.interval and whole and both.interval.meets(Interval(*whole)):
                return True
    return False


def _is_set_against(told: Told, pair: Pair) -> bool:
    """Whether an amount is itself set against the older figure: "lost 71 votes, against 45 in the last session"."""
    absolute = told.slot.quantity.kind not in (*RELATIVE, Kind.POINTS)
    start, old = told.slot.span.end, pair.old.figure
    near = 0 <= old.slot.span.start - start < _APPOSED and told.row == pair.old.row
    return absolute and near and any_of("set_against").search(old.before) is not None


def _has_other_noun(told: Told, pair: Pair) -> bool:
    """Whether an amount of change counts other things than both figures do."""
    mine = noun_of(told.move.figure)
    if told.slot.quantity.kind is not Kind.COUNT or not mine:
        return False
    theirs = (noun_of(pair.old.figure) | noun_of(pair.new.figure)) - set(tables("consistency")["everyone"])
    nouns = " ".join(level.slot.quantity.noun.lower() for level in (pair.old, pair.new))
    kinds = topics(told.slot.quantity.noun.lower(), Kind.COUNT) & topics(nouns, Kind.COUNT)
    return bool(theirs) and not mine & theirs and not kinds


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
        return bool(ahead) or old.figure.before.startswith(" than ")
    return bool(ahead) and new.row == old.row and ahead[-1].figure.slot.claim != new.figure.slot.claim


def _is_in_another_range(scene: Scene, pair: Pair) -> bool:
    """Whether one of the two stands with a third in "from A to B"."""
    for one, two in pairwise(scene.levels):
        if one.row == two.row and one.figure.before.endswith(" from ") and two.figure.before == " to ":
            places = {one.slot.span.start, two.slot.span.start}
            if len(places & {pair.old.slot.span.start, pair.new.slot.span.start}) == 1:
                return True
    return False


def _is_beyond_a_slip(told: Told, pair: Pair, *, apart: bool) -> bool:
    """Whether a change in per cent is so far off that the figures of another sentence are of something else."""
    found, value = actual(told, pair), in_whole_units(told.slot).value
    if told.slot.quantity.kind in (Kind.MONEY, Kind.COUNT, Kind.MEASURE) and found and found.low and value:
        return found.low > _FAR * value or value > _FAR * (found.high or 0) > 0
    spans = [told.slot.span.start, *(slot.span.start for slot in pair.slots)]
    apart = apart or max(spans) - min(spans) > _LONG
    if not apart or told.slot.quantity.kind is not Kind.PERCENT or found is None or found.low is None or value is None:
        return False
    return found.low > _WILD * value + 100


def _is_each(told: Told, pair: Pair) -> bool:
    """Whether the figures are for each of something, and an amount of change is not."""
    absolute = told.slot.quantity.kind not in (*RELATIVE, Kind.POINTS) and not told.slot.quantity.per
    return absolute and all(slot.quantity.per for slot in pair.slots)


def _is_of_unit(level: Level, pair: Pair) -> bool:
    first, second = in_whole_units(level.slot).quantity, pair.old.slot.quantity
    return first.kind is second.kind and first.unit == second.unit
