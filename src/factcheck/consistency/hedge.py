"""A hedge that the exact figure elsewhere contradicts: "more than 500 people" and "the tally stood at 478"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from factcheck.consistency.again import KNOWN, tie
from factcheck.consistency.apart import told_apart
from factcheck.consistency.beside import Mention
from factcheck.consistency.mentions import mentions, nearest, opens_with_place, shared_words, sides
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.twice import SAME, factor, in_per_cent, is_only, nouns_agree, roles, whole
from factcheck.model import Bound, Interval, Kind
from factcheck.text import stem

_ABOVE, _BELOW = (Bound.OVER, Bound.AT_LEAST), (Bound.UNDER, Bound.UP_TO, Bound.NEARLY)
_ROUGH = Decimal("1.4")
"""How many times as much the exact figure can be as what "about" says, and "barely"."""
_LITTLE_MORE = Decimal("1.15")
_SLIGHTLY, _FAR = Decimal("0.01"), Decimal(2)
"""What nobody calls wrong, as a share of the figure; and how many times one can be the other if they are one thing."""
_LEAST, _SIZE = 2, 10
"""Signs that two are one, and how many times a third one can be the figure that might be meant as well."""
_NOT = Later(r" (?:not|never|n't|n’t|failed to|without)(?: (?:even|quite|yet))?(?: [a-z]+)? $")
_OF_WHOLE = Later(r" (?:of )?(?:the|its|their|his|her|all the|what)(?: [a-z’']+| <[a-z]+:\d+>){1,5}")
_WHO = Later(r"(?: [a-z]+)? (?:who|that|whose|from|among|aboard|of whom) | (?:in|at|on|near|behind|under|above) ")
_THOSE_OF = Later(r"(?:those|that|the ones) (?:to|from|in|of|for|by|among|who|with|at|on) ")
_SMALL = frozenset({"of", "the", "its", "their", "his", "her", "all", "what"})


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every hedged figure for which a sentence beside it has an exact one on the hedge's other side."""
    near = {
        number + step
        for number, row in enumerate(sheet.rows)
        if any(slot.quantity.bound is not Bound.EXACT for slot in row.slots)
        for step in (-1, 0, 1)
    }
    if not near:
        return
    every = [_turned(sheet, in_per_cent(one)) for one in mentions(sheet, ratios=True, rows=near)]
    seen: set[int] = set()
    for n, second in enumerate(every):
        around = nearest(every, n, after=True)
        for first in reversed(nearest(every, n)):
            if second.row - first.row > 1 or {first.slot.claim, second.slot.claim} & seen:
                break
            sides_ = _sides(first, second)
            if sides_ is None or first.row == second.row or not _is_beyond(*sides_):
                continue
            known = tie(sheet, first, second, around, least=KNOWN) >= KNOWN
            if (known or _is_same(sheet, first, second, around)) and not _is_of_others(
                sheet, first, second, around, known=known
            ):
                seen |= {first.slot.claim, second.slot.claim}
                yield _contradiction(sheet, *sides_)


def _turned(sheet: Sheet, one: Mention) -> Mention:
    """The figure; "never more than 70" is "no more than 70", "did not reach 30" is "under 30"."""
    quantity = one.slot.quantity
    bound = quantity.bound
    if bound is Bound.OVER and any_of("never").is_in(sheet.rows[one.row].shape.partition("<")[0]):
        bound = Bound.UP_TO
    elif bound is Bound.AT_LEAST and quantity.hedge in word_set("no_hedges") and _NOT.search(sides(sheet, one)[0]):
        return replace(
            one, slot=replace(one.slot, quantity=replace(quantity, bound=Bound.UNDER, hedge=f"not {quantity.hedge}"))
        )
    return (
        one
        if bound is quantity.bound
        else replace(one, slot=replace(one.slot, quantity=replace(quantity, bound=bound)))
    )


def _sides(first: Mention, second: Mention) -> tuple[Mention, Mention] | None:
    """The hedged figure and the exact one; ``None`` where both are one or the other, or they do not compare."""
    exact = [_bound(one) is Bound.EXACT for one in (first, second)]
    if first.kind is not second.kind or exact[0] is exact[1]:
        return None
    return (second, first) if exact[0] else (first, second)


def _bound(one: Mention) -> Bound:
    """The relation that a hedge states; "barely" is hardly more, and "reached" is none."""
    quantity = one.slot.quantity
    if quantity.hedge in word_set("no_hedges") and quantity.bound is Bound.AT_LEAST:
        return Bound.EXACT
    return Bound.NEARLY if quantity.hedge in word_set("barely") else quantity.bound


def _is_beyond(hedged: Mention, exact: Mention) -> bool:
    """Whether the exact figure is on the wrong side of the hedge, and not so far off that it is of another thing."""
    times, said, have = factor(hedged, exact), hedged.slot.value, exact.slot.value
    if times is None or not said or not have or said < 0 or have < 0:
        return False
    have *= times
    half = exact.slot.step * times / 2 if exact.kind is not Kind.COUNT else Decimal(0)
    if not said / _FAR <= have <= said * _FAR:
        return False
    if _bound(hedged) in _ABOVE:
        return have + half < said * (1 - _SLIGHTLY)
    if hedged.slot.quantity.hedge in word_set("barely"):
        return have > said * _LITTLE_MORE
    if _bound(hedged) in _BELOW:
        return have - half > said * (1 + _SLIGHTLY)
    return not Interval(said / _ROUGH, said * _ROUGH).meets(Interval(have, have))


def _is_same(sheet: Sheet, first: Mention, second: Mention, every: Sequence[Mention]) -> bool:
    """Whether the two are of one thing, by signs of which fewer are needed than for two exact figures."""
    nouns, ours, theirs, apart = nouns_agree(first, second), roles(first), roles(second), told_apart(first, second)
    if nouns is None or (ours and theirs and not ours & theirs):
        return False
    if apart and not (apart == "of them" and first.kind is Kind.PERCENT):
        return False
    near = {*sheet.rows[second.row].shape.split()[:2], *second.beside}
    signs = nouns + 2 * bool(ours & theirs) + min(2, len(shared_words(first, second)))
    signs += 2 * (first.headline or second.definite) + 2 * bool(word_set("twice_tallies") & second.words)
    signs += not word_set("hedged_pronouns").isdisjoint(near)
    if (first.kind is Kind.COUNT and signs == nouns) or (first.kind is Kind.DURATION and "it" not in near):
        return False
    only = is_only(first, second, every, _SIZE)
    signs += only * ((first.kind is not Kind.COUNT) + _are_close(first, second))
    rough = Bound.ABOUT in (_bound(first), _bound(second))
    return signs >= _LEAST + 2 * rough + (not only) and (only or nouns == SAME)


def _is_of_others(sheet: Sheet, first: Mention, second: Mention, every: Sequence[Mention], *, known: bool) -> bool:
    """Whether words, a third figure, a part or a whole of its own keep the two from being of one thing."""
    for one in (first,) if known else (first, second):
        if any_of("another_hedged").is_in(" ".join((*one.opening, "|", *one.near))):
            return True
    if opens_with_place(second) or _is_of_other_whole(sheet, first, second) or _is_kept(first, second, every):
        return True
    gap = abs((first.slot.value or Decimal(0)) - (second.slot.value or Decimal(0)))
    near = sheet.rows[max(0, first.row - 1) : second.row + 3]
    if any(slot.value == gap and slot.quantity.kind is first.kind for row in near for slot in row.slots):
        return True
    less = (second.slot.value or 0) < (first.slot.value or 0) and second.kind is Kind.COUNT
    part = less and _WHO.match(sides(sheet, second)[1]) is not None
    return part or _THOSE_OF.match(sheet.rows[second.row].shape) is not None


def _is_of_other_whole(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether a fraction and a share have each a whole behind it, with no noun in common: "half the money"."""
    wholes = [_OF_WHOLE.match(sides(sheet, one)[1]) for one in (first, second)]
    if Kind.RATIO not in (first.slot.quantity.kind, second.slot.quantity.kind) or None in wholes:
        return False
    ours, theirs = ({stem(word) for word in found[0].split() if word.isalpha()} for found in wholes if found)
    return not (ours & theirs) - _SMALL


def _is_kept(first: Mention, second: Mention, every: Sequence[Mention]) -> bool:
    """Whether another figure beside the exact one is what the hedge says, so that the exact one is of another thing."""
    hedged, exact = _sides(first, second) or (first, second)
    plain = whole(hedged)
    rivals = [whole(one) for one in every if one.row == exact.row and one is not exact and one.kind is exact.kind]
    return any(_are_close(plain, one) and not _is_beyond(plain, one) for one in rivals)


def _are_close(first: Mention, second: Mention) -> bool:
    """Whether the two are of about the same size."""
    times, a, b = factor(first, second), first.slot.value, second.slot.value
    return bool(times and a and b) and 1 / _ROUGH <= (b or 0) * (times or 0) / (a or 1) <= _ROUGH


def _contradiction(sheet: Sheet, hedged: Mention, exact: Mention) -> Contradiction:
    said, have = (one.slot.span.of(sheet.text) for one in (hedged, exact))
    hedge = hedged.slot.quantity.hedge or hedged.slot.quantity.text
    sum_ = f"{have} is not what “{hedge}” says of {said}" if hedge not in said else f"{have} is not “{said}”"
    return Contradiction(hedged.slot, (exact.slot,), sum_, f"another hedge, or another figure for {have}")
