"""Words that set a change apart from two figures: another base, subject, place or time, a forecast, a wish."""

from __future__ import annotations

import re

from factcheck.consistency.changes.other_times import MONTH, is_of_another_time
from factcheck.consistency.links import goes_on, is_heading, new_words, share_words
from factcheck.consistency.pairs import Pair, Scene, Told
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.placed import Placed
from factcheck.consistency.sheet import Row
from factcheck.consistency.topics import (
    are_contrasted,
    are_other_names,
    is_another_topic,
    is_of_a_named_place,
    scope,
)

_BASE = Later(r" (?P<how>on|since|than|above|below|over|from|against|compared with|compared to)(?P<base>(?: \S+){1,4})")
_OBJECT = Later(r"(?:ing|,) (?:the|its|their|his|her) [a-z-]+(?: [a-z-]+)? by ")
_YEAR = Later(r"<year:(\d+)>")
_PLACED = Later(
    r"(?:in|at|for|among|on|across|throughout|within|outside) "
    r"(?:the |a |an |its |their )?(?P<where>[a-z-]+(?: [a-z-]+)?)"
)
_VERDICT = Later(
    r" (?:beat|beats|beating|topped|exceeded|surpassed|missed|bettered|short of|better than|in line with)"
    r"(?: (?!<)[^\s,;.]+){0,4}? (?:targets?|forecasts?|expectations|goals?|estimates?)(?= )"
)
"""A figure that is judged by what was hoped for, and is none itself."""
_QUALITY = Later(r"^(?:the (?:[a-z-]+ )?)?(?:underlying|adjusted|comparable|annual|average|yearly|combined) (?=[a-z])")
_ON_AVERAGE = Later(r" on average(?= )")
_THEY = Later(r"(?:it|they|these|this|that) (?!compares|compared)")
_ELSEWHERE = Later(
    r" (?:[;,–—-]|and|but|while)(?: and| but| while)? (?:in|on|at|among|outside|across|within) the "
    r"(?!whole |end |process )(?P<where>[a-z]+) (?=[a-z])"
)
"""A place or group that a clause is of: "; on the outskirts they are up a fifth"."""
_SUBJECT = 2
"""Words before a change that may be a subject and its verb."""


def is_another_matter(shape: str) -> bool:
    """Whether a sentence tells a change of another kind, or one that is yet to come."""
    shape = _VERDICT.sub(" ", any_of("not_yearly").sub(" ", shape))
    return any_of("not_this_change").search(shape) is not None or any_of("not_yet").search(shape) is not None


def are_another_matter(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether a sentence of a change or a pair tells of another base, time or wish.

    A quality of the subject, "underlying profit rose", is also that of "it came to"; an average may be the pair's.
    """
    rows = {told.row, pair.old.row, pair.new.row}
    they = all(number == told.row or _THEY.match(scene.rows[number].shape) for number in rows)
    for number in rows:
        shape = scene.rows[number].shape
        if number != told.row:
            shape = _ON_AVERAGE.sub(" ", shape)
        elif they:
            shape = _QUALITY.sub("", shape)
        if is_another_matter(shape):
            return True
    return False


def is_set_apart(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether the words of the change and of the pair are of two matters."""
    text, row, change, old = scene.sheet.text, scene.rows[told.row], told.move.figure, pair.old.figure
    if is_of_another_time(scene, told, pair) or _has_own_base(row, change, pair) or _turns_away(scene, told, pair):
        return True
    if any_of("modals").search(change.before):
        return True
    both = pair.old.row == pair.new.row != told.row and pair.old.slot.span.start < pair.new.slot.span.start
    if not both and is_of_a_named_place(text, pair.old.slot, text[: old.slot.span.start]):
        return True
    for level in (pair.old, pair.new):
        other = scene.rows[level.row]
        later, earlier = (other, row) if level.row > told.row else (row, other)
        if (level.row != told.row and has_frame(later, earlier)) or is_another_topic(
            told.move, row, level.figure, other
        ):
            return True
        if level.row != told.row and are_contrasted(scope(row, change), scope(other, level.figure)):
            return True
        if (
            level.row != told.row
            and not told.move.refers
            and not is_heading(scene, told)
            and are_other_names(text, row, other, level.figure.slot)
        ):
            return True
    return False


def has_frame(row: Row, other: Row) -> bool:
    """Whether a sentence opens with a place or group that the one before it does not name: "In villages it went"."""
    found = _PLACED.match(row.shape)
    if found is None or any(any_of("time_nouns").fullmatch(word) for word in found["where"].split()):
        return False
    return bool(new_words(f" {found['where']} ")) and not share_words(f" {found['where']} ", other.shape)


def _has_own_base(row: Row, change: Placed, pair: Pair) -> bool:
    """Whether the change is told against something else: "12 per cent on the long-run average", "since 2015"."""
    based = _BASE.search(change.after)
    if based is None:
        return False
    if any_of("other_bases").search(based["base"]):
        return True
    then = pair.old.figure.before + pair.old.figure.after
    if based["how"] == "than" and "<" not in based["base"] and not any_of("base_times").search(based["base"]):
        return True
    if pair.old.year is None and any_of("back_then").search(then):
        return False
    month = MONTH.search(based["base"])
    if month is not None and based["how"] in ("since", "on", "from", "than") and month[0] not in then:
        return True
    years = [row.slots[int(number)].value for number in _YEAR.findall(based["base"])[:1]]
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
    if re.search(
        r"\b(?:though|although|while)\b", text[min(one.end for one in spans) : max(one.start for one in spans)]
    ):
        return True
    if last <= at.start and _names_a_place(words, scope(scene.rows[told.row], pair.old.figure)):
        return True
    own_object = last <= at.start and _OBJECT.search(told.move.figure.before) is not None
    return any_of("turns").search(words) is not None or own_object


def _names_a_place(between: str, theirs: str) -> bool:
    """Whether the words between a pair and a change begin a clause with a place that the pair's does not name."""
    found = (one["where"] for one in _ELSEWHERE.finditer(between))
    return any(not any_of("time_nouns").fullmatch(where) and not share_words(where, theirs) for where in found)


def _has_own_subject(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether the words of a change behind the pair are of another thing: "from 400 to 500, and rents rose 4%"."""
    change = told.move.figure
    own = change.before.split()
    if told.move.refers or len(own) < _SUBJECT or own[0].endswith("ing") or any_of("points_back").fullmatch(own[0]):
        return False
    return not goes_on(change) and not share_words(change.before, scope(scene.rows[pair.old.row], pair.old.figure))
