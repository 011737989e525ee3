"""Words that set a change apart from two figures: another base, subject, place or time, a forecast, a wish."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from factcheck.consistency.links import goes_on, is_heading, new_words, share_words
from factcheck.consistency.moments import today
from factcheck.consistency.pairs import Pair, Scene, Told
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
)

_BASE = re.compile(
    r" (?P<how>on|since|than|above|below|over|from|against|compared with|compared to)(?P<base>(?: \S+){1,4})"
)
_OBJECT = re.compile(r"(?:ing|,) (?:the|its|their|his|her) [a-z-]+(?: [a-z-]+)? by ")
_YEAR = re.compile(r"<year:(\d+)>")
_MONTH = re.compile(
    r"(?<= )(?:january|february|march|april|may|june|july|august|september|october|november|december)(?= |$)"
)
_PLACED = re.compile(r"(?:in|at|for|among|on|across|throughout|within|outside) (?:the |a |an |its |their )?(?P<where>[a-z-]+(?: [a-z-]+)?)")
_MONTHS_IN = {"day": Decimal("0.03"), "week": Decimal("0.25"), "month": Decimal(1), "quarter": Decimal(3)}
_MONTHS_IN |= {"year": Decimal(12), "decade": Decimal(120)}
_OVER = re.compile(
    r" (?:in|over|during|within) (?:the |a |an |one |just )*(?:past |last |single )?"
    r"(?:(?P<unit>day|week|month|quarter|year|decade)|<duration:(?P<number>\d+)>)(?= )"
)
_VERDICT = re.compile(
    r" (?:beat|beats|beating|topped|exceeded|surpassed|missed|bettered|short of|better than|in line with)"
    r"(?: (?!<)[^\s,;.]+){0,4}? (?:targets?|forecasts?|expectations|goals?|estimates?)(?= )"
)
"""A figure that is judged by what was hoped for, and is none itself."""
_QUALITY = re.compile(r"^(?:the (?:[a-z-]+ )?)?(?:underlying|adjusted|comparable|annual|average|yearly|combined) (?=[a-z])")
_ON_AVERAGE = re.compile(r" on average(?= )")
_THEY = re.compile(r"(?:it|they|these|this|that) (?!compares|compared)")
_SUBJECT = 2
"""Words before a change that may be a subject and its verb."""
_NEAR = 5
"""Words behind a change that can say over what time it was."""


def is_another_matter(shape: str) -> bool:
    """Whether a sentence tells a change of another kind, or one that is yet to come."""
    shape = _VERDICT.sub(" ", any_of("not_yearly").sub(" ", shape))
    return any_of("not_this_change").search(shape) is not None or any_of("not_yet").search(shape) is not None


def are_another_matter(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether any of the sentences of a change and a pair tells of another base, time or wish.

    A quality of the subject, "underlying profit rose", is also that of "it came to"; an average may be that of the pair.
    """
    rows = {told.row, pair.old.row, pair.new.row}
    goes_on = all(number == told.row or _THEY.match(scene.rows[number].shape) for number in rows)
    for number in rows:
        shape = scene.rows[number].shape
        if number != told.row:
            shape = _ON_AVERAGE.sub(" ", shape)
        elif goes_on:
            shape = _QUALITY.sub("", shape)
        if is_another_matter(shape):
            return True
    return False


def is_set_apart(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether the words of the change and of the pair are of two matters."""
    text, row, change, old = scene.sheet.text, scene.rows[told.row], told.move.figure, pair.old.figure
    if (
        _is_of_another_time(scene, told, pair)
        or _is_broken(scene, told, pair)
        or _has_own_base(row, change, pair)
        or _turns_away(scene, told, pair)
        or _range().search(old.before)
    ):
        return True
    if any_of("modals").search(change.before):
        return True
    both = pair.old.row == pair.new.row != told.row and pair.old.slot.span.start < pair.new.slot.span.start
    if not both and is_of_a_named_place(text, pair.old.slot, text[: old.slot.span.start]):
        return True
    if " in the " in change.rest and any(any_of("overall").search(one.figure.rest) for one in (pair.old, pair.new)):
        return True
    for level in (pair.old, pair.new):
        other = scene.rows[level.row]
        later, earlier = (other, row) if level.row > told.row else (row, other)
        if (level.row != told.row and has_frame(later, earlier)) or is_another_topic(told.move, row, level.figure, other):
            return True
        if level.row != told.row and are_contrasted(scope(row, change), scope(other, level.figure)):
            return True
        if level.row != told.row and not told.move.refers and not is_heading(scene, told) and are_other_names(text, row, other, level.figure.slot):
            return True
    return False


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
    if other is not row and (are_other_stretches(mine, stretches((_opening(other),), other)) or _spans(mine, pair)):
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
    if found["number"]:
        slot = row.slots[int(found["number"])]
        months = (slot.value or 0) * _MONTHS_IN.get(slot.quantity.unit, 0)
    else:
        months = _MONTHS_IN[found["unit"]]
    since = pair.old.moment or (pair.old.year or 0) * 12 + 6
    if pair.new.year is not None and pair.old.year is not None and pair.old.moment is None:
        until, since = pair.new.year * 12, pair.old.year * 12
    loose = Decimal("0.4") if pair.old.moment else 8
    return not months or months / 2 - loose <= until - since <= months * Decimal("1.7") + loose


def _is_of_another_time(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether the change and the pair are of other days or stretches, or the pair of a record or of all there is."""
    if (
        _is_of_another_quality(told)
        or _is_of_another_day(scene, told, pair)
        or (any_of("extremes").search(pair.old.figure.before) and not _is_summed_up(told, pair))
    ):
        return True
    wide = any(is_widened(scene.rows[told.row], scene.rows[level.row]) for level in (pair.old, pair.new))
    return wide or _is_of_another_stretch(scene, told, pair)


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
    month = _MONTH.match(told.move.figure.after, 4) if told.move.figure.after.startswith(" in ") else None
    rows = {level.row for level in (pair.old, pair.new)}
    return month is not None and told.row not in rows and not any(month[0] in scene.rows[one].shape for one in rows)


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


def _spans(mine: set[str], pair: Pair) -> bool:
    """Whether the years of a pair are farther apart, or less so, than the change: "down 9% over five years"."""
    if pair.old.year is None or pair.new.year is None:
        return False
    years = {Decimal(one.split()[1]) for one in mine if one.startswith("year ")}
    return bool(years) and pair.new.year - pair.old.year not in years


def has_frame(row: Row, other: Row) -> bool:
    """Whether a sentence opens with a place or group that the one before it does not name: "In villages it went"."""
    found = _PLACED.match(row.shape)
    if found is None or any(any_of("time_nouns").fullmatch(word) for word in found["where"].split()):
        return False
    return bool(new_words(f" {found['where']} ")) and not share_words(f" {found['where']} ", other.shape)


def is_widened(row: Row, other: Row) -> bool:
    """Whether one of two sentences speaks of all there is, and the other does not: "Overall it rose"."""
    wide = [any_of("overall").search(_opening(one)) is not None for one in (row, other)]
    return row is not other and wide[0] != wide[1]


@cache
def _range() -> re.Pattern[str]:
    """What makes "from A to B" a range and no change: "tickets cost from"."""
    return re.compile(rf" (?:{words('ranges')})(?: [a-z]+)? from $")


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
    then = pair.old.figure.before + pair.old.figure.after
    if based["how"] == "than" and "<" not in based["base"] and not any_of("base_times").search(based["base"]):
        return True
    month = _MONTH.search(based["base"])
    if month is not None and based["how"] in ("since", "on", "from", "than") and month[0] not in then:
        return True
    years = [row.slots[int(number)].value for number in _YEAR.findall(based["base"])[:1]]
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
    if re.search(
        r"\b(?:though|although|while)\b", text[min(one.end for one in spans) : max(one.start for one in spans)]
    ):
        return True
    if at.end <= first and _has_new_subject(told, pair):
        return True
    own_object = last <= at.start and _OBJECT.search(told.move.figure.before) is not None
    return any_of("turns").search(words) is not None or own_object


def _has_new_subject(told: Told, pair: Pair) -> bool:
    """Whether the words before a pair behind the change name another thing: "rose 12%, leaving income at £5m"."""
    first = min((pair.old.figure, pair.new.figure), key=lambda figure: figure.slot.span.start)
    change = told.move.figure
    own = new_words(first.before)
    return len(own) >= _SUBJECT and not goes_on(first) and not share_words(first.before, change.before + change.clause)


def _has_own_subject(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether the words of a change behind the pair are of another thing: "from 400 to 500, and rents rose 4%"."""
    change = told.move.figure
    own = change.before.split()
    if told.move.refers or len(own) < _SUBJECT or own[0].endswith("ing") or any_of("points_back").fullmatch(own[0]):
        return False
    return not goes_on(change) and not share_words(change.before, scope(scene.rows[pair.old.row], pair.old.figure))
