"""Which two figures a change is of: the pair near it that its words do not tell apart from it, if there is but one."""

from __future__ import annotations

import re

from factcheck.consistency import sums
from factcheck.consistency.links import are_alone, goes_on, share_words
from factcheck.consistency.moves import STRONG_WAS, is_rate
from factcheck.consistency.pairs import Level, Pair, Scene, Told, compares, in_whole_units, noun_of, pairs
from factcheck.consistency.phrases import any_of, words
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
    topics,
)
from factcheck.model import Interval, Kind
from factcheck.tables import tables

_POINTS = {"percentage point": 1, "point": 1, "basis point": 100}
"""How many of a unit of change make one percentage point."""
_RELATIVE = (Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE)
_BASE = re.compile(r" (?P<how>on|since|than|above|below|over|from|against|compared with|compared to)(?P<base>(?: \S+){1,4})")
_RANGE = re.compile(rf" (?:{words('ranges')})(?: [a-z]+)? from $")
_OBJECT = re.compile(r"(?:ing|,) (?:the|its|their|his|her) [a-z-]+(?: [a-z-]+)? by ")
_YEAR = re.compile(r"<year:(\d+)>")
_SUBJECT = 2
"""Words before a change that may be a subject and its verb."""
_WILD = 5
"""A change printed in per cent is seldom this many times too small."""
_BESIDE = re.compile(r" (?:up|down|a rise of|a fall of|an increase of|a drop of)(?: by)? ")
_APPOSED = 60
"""Characters between a figure and the change that stands behind it."""
_MANY = 3
"""Figures of one unit beyond which two sentences do not tell which are of one thing."""
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
    if len([level for level in scene.levels if _is_of_unit(level, pair)]) > _MANY and len(rows) > 1:
        return False
    own = [level for level in scene.levels if level.row == told.row and _is_of_unit(level, pair)]
    if own and not {level.slot.claim for level in own} & {pair.old.slot.claim, pair.new.slot.claim}:
        return False
    if _has_own_base(row, change, pair) or _turns_away(scene, told, pair):
        return False
    if any_of("modals").search(change.before) or is_of_a_named_place(text, pair.old.slot, text[: pair.old.slot.span.start]):
        return False
    if len(rows) > 1 and not _is_linked(scene, told, pair):
        return False
    if _is_sum(scene, pair) or _is_set_against(told, pair) or _is_told_of_other(scene, told, pair) or _has_other_noun(told, pair):
        return False
    if _has_partner(scene, pair) or _is_beyond_a_slip(told, pair, apart=len(rows) > 1):
        return False
    if _RANGE.search(pair.old.figure.before) or (not change.slot.quantity.per and _is_per(told, pair)):
        return False
    mine = stretches((" ".join(change.after.split()[:_NEAR]),), row)
    if any_of("market").search(row.shape) and "<weekday:" in row.shape:
        mine = {"day 1"}
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


def _is_told_of_other(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether a change in apposition is that of the figure before it, and the pair has another new one."""
    if not _BESIDE.fullmatch(told.move.figure.before):
        return False
    start = told.slot.span.start
    ahead = [one for one in scene.levels if one.row == told.row and one.figure.slot.span.end <= start]
    near = ahead[-1:] if ahead and start - ahead[-1].figure.slot.span.end < _APPOSED else []
    return bool(near) and near[0].figure.slot.claim != pair.new.figure.slot.claim


def _is_sum(scene: Scene, pair: Pair) -> bool:
    """Whether one of the two is the other and a third figure together: a total and its part."""
    small, large = sorted(pair.slots, key=lambda slot: slot.value or 0)
    near = {pair.old.row, pair.new.row}
    for other in scene.levels:
        slot = in_whole_units(other.slot)
        if other.row in near and _is_of_unit(other, pair) and slot.claim not in (small.claim, large.claim):
            both, whole = sums.total(small, slot), sums.ends(large)
            if both is not None and both.interval is not None and whole is not None and both.interval.meets(Interval(*whole)):
                return True
    return False


def _is_set_against(told: Told, pair: Pair) -> bool:
    """Whether an amount is itself set against the older figure: "lost 71 votes, against 45 in the last session"."""
    absolute = told.slot.quantity.kind not in (*_RELATIVE, Kind.POINTS)
    start, old = told.slot.span.end, pair.old.figure
    near = 0 <= old.slot.span.start - start < _APPOSED and told.row == pair.old.row
    return absolute and near and any_of("set_against").search(old.before) is not None


def _has_other_noun(told: Told, pair: Pair) -> bool:
    """Whether an amount of change counts other things than both figures do."""
    mine = noun_of(told.move.figure)
    if told.slot.quantity.kind is not Kind.COUNT or not mine:
        return False
    theirs = (noun_of(pair.old.figure) | noun_of(pair.new.figure)) - set(tables("consistency")["everyone"])
    kinds = [topics(" ".join(words), Kind.COUNT) for words in (f"{told.slot.quantity.noun} ".split(), _nouns(pair))]
    return bool(theirs) and not mine & theirs and not kinds[0] & kinds[1]


def _nouns(pair: Pair) -> list[str]:
    return " ".join(level.slot.quantity.noun.lower() for level in (pair.old, pair.new)).split()


def _is_linked(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether the change and a pair of another sentence are of one thing, as far as words or the lack of others tell."""
    change, levels = told.move.figure, (pair.old, pair.new)
    numbers = {told.row, pair.old.row, pair.new.row}
    if are_alone(scene.rows, numbers, {told.slot.claim, *(level.slot.claim for level in levels)}):
        return True
    if any(level.row == told.row for level in levels):
        far = next(level for level in levels if level.row != told.row)
        return abs(far.row - told.row) == 1 and (goes_on(far.figure) or _have_one_topic(scene, told, far))
    away = min(abs(level.row - told.row) for level in levels)
    if away > 1:
        return False
    if told.row > pair.new.row and told.row > pair.old.row:
        first = min(levels, key=lambda level: level.slot.span.start)
        return told.move.refers or goes_on(change) or _share_words(scene, told, first)
    return any(goes_on(level.figure) or _have_one_topic(scene, told, level) for level in levels)


def _have_one_topic(scene: Scene, told: Told, level: Level) -> bool:
    kind = level.slot.quantity.kind
    mine = topics(told.move.figure.clause, kind)
    return bool(mine & topics(level.figure.before + level.figure.clause, kind)) or _share_words(scene, told, level)


def _share_words(scene: Scene, told: Told, level: Level) -> bool:
    change = told.move.figure
    mine = change.clause + scope(scene.rows[told.row], change)
    return share_words(mine, scope(scene.rows[level.row], level.figure))


def _has_partner(scene: Scene, pair: Pair) -> bool:
    """Whether the older figure is set against one before it in its sentence: "made £8m, up from £4m"."""
    old, new = pair.old, pair.new
    if old.age != STRONG_WAS or new.age == -STRONG_WAS or new.figure.slot.span.start < old.figure.slot.span.start:
        return False
    ahead = [one for one in scene.levels if one.row == old.row and _is_of_unit(one, pair)]
    return any(one.figure.slot.span.end <= old.figure.slot.span.start for one in ahead)


def _is_beyond_a_slip(told: Told, pair: Pair, *, apart: bool) -> bool:
    """Whether a change in per cent is so far off that the figures of another sentence are of something else."""
    found, value = actual(told, pair), told.slot.value
    if not apart or told.slot.quantity.kind is not Kind.PERCENT or found is None or found.low is None or value is None:
        return False
    return found.low > _WILD * value + 100


def _is_per(told: Told, pair: Pair) -> bool:
    """Whether the figures are for each of something, and an amount of change is not."""
    absolute = told.slot.quantity.kind not in (*_RELATIVE, Kind.POINTS)
    return absolute and all(slot.quantity.per for slot in pair.slots)


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
    if based["how"] == "than" and "<" not in based["base"] and not any_of("base_times").search(based["base"]):
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
    if last <= at.start and not re.search(r"[,;:.()–—-]", between) and not told.move.refers:
        return True  # "homes from $400,000 to $500,000 rose 5%"
    if ". " in between or (last <= at.start and _has_own_subject(scene, told, pair)):
        return True
    own_object = last <= at.start and _OBJECT.search(told.move.figure.before) is not None
    return any_of("turns").search(words) is not None or own_object


def _has_own_subject(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether the words of a change behind the pair are of another thing: "from 400 to 500, and rents rose 4%"."""
    change = told.move.figure
    own = change.before.split()
    if told.move.refers or len(own) < _SUBJECT or own[0].endswith("ing") or any_of("points_back").fullmatch(own[0]):
        return False
    return not goes_on(change) and not share_words(change.before, scope(scene.rows[pair.old.row], pair.old.figure))


def is_another_matter(shape: str) -> bool:
    return any_of("not_this_change").search(shape) is not None or any_of("not_yet").search(shape) is not None


def _is_of_unit(level: Level, pair: Pair) -> bool:
    first, second = in_whole_units(level.slot).quantity, pair.old.slot.quantity
    return first.kind is second.kind and first.unit == second.unit


def _distance(told: Told, pair: Pair) -> int:
    """Characters between the change and the farther of the two figures."""
    at = told.slot.span.start
    return max(abs(level.figure.slot.span.start - at) for level in (pair.old, pair.new))
