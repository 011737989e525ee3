"""Whether neighbouring sentences go on about one thing: by a pronoun, a word of both, or for want of other figures."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from factcheck.consistency.comparing import is_points_for_per_cent
from factcheck.consistency.levels import Level
from factcheck.consistency.pairs import Pair, Scene, Told, noun_of
from factcheck.consistency.phrases import Later, any_of, word_set, words
from factcheck.consistency.placed import Placed, placed
from factcheck.consistency.sheet import Row
from factcheck.consistency.topics import scope, topics
from factcheck.model import Kind

_WORD = Later(r"(?<![<\w])[a-z][a-z'’-]{3,}")
_OWN = Later(r" (?:its|their|his|her) [a-z]")
_AS_MUCH = Later(r" (?:as (?:many|much|high|large|big|long)|what|that) ")
_COUNTED = Later(r" (?:counted|recorded|logged|registered|tallied|found|listed) (?:\||$)")
_THUS = Later(r" (?:(?:has|have) since|thus|therefore|hence|, so|accordingly) ")
_FRAME = Later(
    r"(?:of|in|at|on|among) (?:the )?(?:[a-z'’-]+ ){0,2}?(?:of )?<(?:count|money|measure):\d+> (?!who )(?:[a-z'’-]+ )?"
)
_SUBJECT = 4
"""Words at the beginning of a sentence that name who it is about."""
_STEM = 6
"""Letters in which two words of one thing begin alike."""


def are_alone(rows: Sequence[Row], numbers: Collection[int], claims: Collection[int]) -> bool:
    """Whether the rows of these `numbers` hold no figures but these, so that they can be of nothing else."""
    every = [one.slot for number in numbers for one in placed(rows[number])]
    return all(slot.claim in claims or slot.quantity.kind is Kind.RATIO for slot in every)


def goes_on(figure: Placed) -> bool:
    """Whether the words before a figure begin with what was spoken of: "it came to", "the club took"."""
    for text in (figure.before, figure.clause):
        found = any_of("going_on").search(text)
        if found is not None and not text[found.end() :].lstrip().startswith("of "):
            return True
    return False


def share_words(mine: str, theirs: str) -> bool:
    """Whether two texts have a word in common that is none of the small ones."""
    first, second = (
        {word[:_STEM] for word in _WORD.findall(text) if word not in word_set("small_words")} for text in (mine, theirs)
    )
    return bool(first & second)


def new_words(text: str) -> list[str]:
    """The words of a text that are none of the small ones."""
    return [word for word in _WORD.findall(text) if word not in word_set("small_words")]


def has_new_subject(figure: Placed, other: Row) -> bool:
    """Whether a noun that the other sentence does not have is what rose or fell: "the fees went up"."""
    found = _subject().search(figure.before)
    return found is not None and found["noun"][:_STEM] not in other.shape and not goes_on(figure)


def opens_a_frame(row: Row, other: Row) -> bool:
    """Whether a sentence opens with a group or place that the other does not name: "Of the 12 councillors, seven"."""
    found = _FRAME.match(row.shape)
    return found is not None and not share_words(found[0], other.shape)


@cache
def _subject() -> re.Pattern[str]:
    moved = "|".join(words(name) for name in ("move_up", "move_down"))
    aux = "(?: (?:has|have|had|also|alone|then))*"
    return re.compile(rf" (?P<noun>[a-z-]{{3,}}){aux} (?:{moved}|went|came|ran|stood|were cut|was cut) ")


def are_linked(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether a change and a pair of another sentence are of one thing, as far as words or want of others tell."""
    change, levels = told.move.figure, (pair.old, pair.new)
    first = min(levels, key=lambda level: level.slot.span.start)
    if first.row > told.row and _OWN.match(first.figure.before) and not _have_one_topic(scene, told, first):
        return False
    if _is_told_again(scene, told, pair) or _is_met_again(scene, told, pair):
        return True
    numbers = {told.row, pair.old.row, pair.new.row}
    if are_alone(scene.rows, numbers, {told.slot.claim, *(level.slot.claim for level in levels)}):
        return is_tied(scene, told, levels)
    if any(level.row == told.row for level in levels):
        far = next(level for level in levels if level.row != told.row)
        if far.row == told.row - 1 and (told.move.refers or goes_on(change)):
            return True
        return abs(far.row - told.row) == 1 and (goes_on(far.figure) or _have_one_topic(scene, told, far))
    away = min(abs(level.row - told.row) for level in levels)
    if away > 1:
        return False
    if told.row > pair.new.row and told.row > pair.old.row:
        return told.move.refers or goes_on(change) or _share_words(scene, told, first)
    return any(goes_on(level.figure) or _have_one_topic(scene, told, level) for level in levels)


def _is_told_again(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether the pair is told of those who pay, get or have it: "Prices rose 5%. Buyers who paid £8 now pay £10"."""
    rows = {pair.old.row, pair.new.row}
    if rows != {told.row + 1} or not are_untold_apart(scene, told, pair):
        return False
    row = scene.rows[told.row + 1]
    levels = (pair.old, pair.new)
    if pair.old.slot.quantity.kind is Kind.PERCENT or any(_counts_another(scene.rows[told.row], one) for one in levels):
        return False
    if _COUNTED.search(pair.old.figure.before + "|" + pair.new.figure.before) and not noun_of(pair.old.figure):
        return True
    return any_of("payers").search(" ".join(row.shape.split("<")[0].split()[:_SUBJECT])) is not None


def _is_met_again(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether a change of a rate in points is to the digit, or a rate of the next sentence is told without a noun."""
    if pair.old.slot.quantity.kind is not Kind.PERCENT or not are_untold_apart(scene, told, pair):
        return False
    if is_points_for_per_cent(told, pair):
        if told.row < min(pair.old.row, pair.new.row):
            return not _rates_of(scene, told.row + 1) - _rates_of(scene, told.row)
        later = told.row > max(pair.old.row, pair.new.row)
        return not later or told.move.refers or goes_on(told.move.figure) or _share_words(scene, told, pair.old)
    if told.slot.quantity.kind is not Kind.POINTS:
        return False
    return told.row in (pair.old.row, pair.new.row) or _names_no_other_rate(scene, told, pair)


def _names_no_other_rate(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether the sentence of a pair behind a change names no rate that the change's does not name."""
    if {pair.old.row, pair.new.row} != {told.row + 1}:
        return False
    mine, theirs = (_rates_of(scene, told.row + n) for n in (0, 1))
    told_of = " ".join(scene.rows[told.row + 1].shape.split()[:_SUBJECT])
    return not theirs - mine and not any_of("payers").is_in(told_of)


def _rates_of(scene: Scene, number: int) -> set[str]:
    return {noun.rstrip("s") for noun in any_of("rate_nouns").findall(scene.rows[number].shape)}


def are_untold_apart(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether the sentences of a change and a pair hold no other figures."""
    claims = {told.slot.claim, pair.old.slot.claim, pair.new.slot.claim}
    return are_alone(scene.rows, {told.row, pair.old.row, pair.new.row}, claims)


def is_tied(scene: Scene, told: Told, levels: Sequence[Level]) -> bool:
    """Whether the later of two sentences points back, or has a word or a topic of the earlier."""
    apart = [level for level in levels if level.row != told.row]
    if told.move.refers or (
        _THUS.search(scope(scene.rows[told.row], told.move.figure)) and told.row > min(one.row for one in levels)
    ):
        return True
    if _AS_MUCH.match(told.move.figure.after) or is_heading(scene, told):
        return True
    if any(any_of("back_then").search(level.figure.before) for level in apart):
        return True
    if all(_counts_another(scene.rows[told.row], level) for level in apart):
        return any(share_words(level.figure.clause, scene.rows[told.row].shape) for level in apart)
    if any(level.row > told.row and has_new_subject(level.figure, scene.rows[told.row]) for level in apart):
        return False
    if any(goes_on(one) for one in (told.move.figure, *(level.figure for level in levels))):
        return True
    return any(_have_one_topic(scene, told, level) for level in apart)


def is_heading(scene: Scene, told: Told) -> bool:
    """Whether a change stands in a heading, which the sentence below it tells again."""
    span = scene.rows[told.row].span
    return scene.sheet.text[span.end : span.end + 1] == "\n" and scene.sheet.text[span.end - 1].isalnum()


def _counts_another(row: Row, level: Level) -> bool:
    """Whether a figure counts what the sentence of the change neither names nor has a topic of: "42 airports"."""
    nouns = noun_of(level.figure)
    if level.slot.quantity.kind is not Kind.COUNT or not nouns or any(noun in row.shape for noun in nouns):
        return False
    return not topics(row.shape, Kind.COUNT) & topics(level.figure.clause, Kind.COUNT)


def _have_one_topic(scene: Scene, told: Told, level: Level) -> bool:
    kind = level.slot.quantity.kind
    change = told.move.figure
    mine = topics(change.clause, kind) or topics(scope(scene.rows[told.row], change), kind)
    return bool(mine & topics(level.figure.before + level.figure.clause, kind)) or _share_words(scene, told, level)


def _share_words(scene: Scene, told: Told, level: Level) -> bool:
    change = told.move.figure
    mine = change.clause + scope(scene.rows[told.row], change)
    return share_words(mine, scope(scene.rows[level.row], level.figure))
