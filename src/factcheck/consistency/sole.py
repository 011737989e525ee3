"""Whether figures stand alone, or are joined so closely that no other figure near them can be meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from functools import cache

from factcheck.consistency.links import is_heading
from factcheck.consistency.pairs import Pair, Scene, Told
from factcheck.consistency.phrases import Later, words
from factcheck.consistency.placed import RELATIVE, Placed, placed
from factcheck.consistency.sheet import Row
from factcheck.model import Kind

_FROM = Later(r"(?:.* )?from $")
_APPOSED = Later(
    r" (?:\()?(?:up|down|a rise of|a fall of|an increase of|a drop of|a decline of|a jump of|a gain of|or)? ?(?:by )?"
)


def others(rows: Sequence[Row], numbers: Iterable[int], claims: Collection[int]) -> list[Placed]:
    """The figures of these rows and of all between them that are none of `claims`."""
    within = list(numbers)
    spread = range(min(within), max(within) + 1)
    return [one for number in spread for one in placed(rows[number]) if one.slot.claim not in claims]


def rivals(near: Collection[Placed], figures: Collection[Placed]) -> list[Placed]:
    """Those of the figures `near` that can be meant instead: more than one, or of the kinds of these `figures`.

    A share that only says another again, "a quarter, 25 per cent", is none.
    """
    told = {share_of(one) for one in figures if one.slot.quantity.kind in RELATIVE}
    again = [one for one in near if one.slot.quantity.kind not in RELATIVE or share_of(one) not in told]
    if len(again) > 1:
        return again
    kinds = {one.slot.quantity.kind for one in figures}
    kinds |= set(RELATIVE) if kinds & set(RELATIVE) else set()
    return [one for one in again if one.slot.quantity.kind in kinds]


def share_of(figure: Placed) -> Decimal | None:
    """A share as a fraction of one: of "a quarter" and of "25 per cent" the same."""
    value = figure.slot.value
    return value / 100 if value is not None and figure.slot.quantity.kind is Kind.PERCENT else value


def are_sole(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether a change and a pair have no other figure near them, or are joined: "up 5% to 420 from 400"."""
    claims = {told.slot.claim, pair.old.slot.claim, pair.new.slot.claim}
    near = others(scene.rows, (told.row, pair.old.row, pair.new.row), claims)
    if not rivals(near, (told.move.figure, pair.old.figure, pair.new.figure)):
        return True
    if pair.old.row != pair.new.row or not _are_joined(pair, told):
        return False
    if told.row == pair.old.row:
        return are_consecutive(scene.rows[told.row], (told.move.figure, pair.old.figure, pair.new.figure))
    if told.row == pair.new.row - 1 and is_heading(scene, told):
        return True
    mine = [one for one in placed(scene.rows[told.row]) if one.slot.claim != told.slot.claim]
    return told.move.refers and not mine and told.row == pair.new.row + 1


def are_consecutive(row: Row, figures: Collection[Placed]) -> bool:
    """Whether no other figure of the row stands between these."""
    order = [one.number for one in placed(row)]
    places = sorted(order.index(one.number) for one in figures)
    return places[-1] - places[0] == len(places) - 1


def _are_joined(pair: Pair, told: Told) -> bool:
    """Whether nothing but joints stands between the two: "from A to B", "to B from A", "B, against A"."""
    old, new, change = pair.old.figure, pair.new.figure, told.move.figure
    if new.number > old.number:
        if told.row == pair.old.row and old.number < change.number < new.number:
            return False
        return new.before == " to " and _FROM.fullmatch(old.before) is not None
    beside = change.number < new.number and new.before == " to "
    apposed = new.number < change.number < old.number and _APPOSED.fullmatch(change.before) is not None
    return (beside or apposed or told.row != pair.new.row) and _set_against().fullmatch(old.before) is not None


@cache
def _set_against() -> re.Pattern[str]:
    joint = words("was_right_before")
    return re.compile(rf" (?:(?:,|\() ?)?(?:{joint}) (?:the |a |an |its |just |only )?")
