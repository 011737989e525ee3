"""A hedge that the exact figure elsewhere contradicts: "more than 500 people" and "the tally stood at 478"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from factcheck.consistency.again.mentions import mentions
from factcheck.consistency.again.twofold import REACH, doubles, evidence_of
from factcheck.consistency.beside import Mention
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.reading import spoken
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.twice import are_parts, factor, in_per_cent
from factcheck.consistency.weighing import Candidate, told
from factcheck.model import Bound, Interval, Kind

_ABOVE, _BELOW = (Bound.OVER, Bound.AT_LEAST), (Bound.UNDER, Bound.UP_TO, Bound.NEARLY)
_TOGETHER = ("plain alone", "plain again", "only two")
"""Entries together that count."""
_ROUGH = Decimal("1.4")
"""How many times as much the exact figure can be as what "about" says, and "barely"."""
_LITTLE_MORE = Decimal("1.15")
_SLIGHTLY, _FAR = Decimal("0.01"), Decimal(4)
"""What nobody calls wrong, as a share of the figure; and how many times one can be the other if they are one thing."""
_NOT = Later(r" (?:not|never|n't|failed to|without)(?: (?:even|quite|yet))?(?: [a-z]+)? $")


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every hedged figure with an exact one near it on the hedge's other side."""
    near = {
        number + step
        for number, row in enumerate(sheet.rows)
        if any(slot.quantity.bound is not Bound.EXACT for slot in row.slots)
        for step in range(-REACH, REACH + 1)
    }
    every = [_turned(sheet, in_per_cent(one)) for one in mentions(sheet, ratios=True, rows=near)] if near else []
    for double in doubles(sheet, every, _contradict):
        hedged, exact = _sides(double.first, double.second) or (double.first, double.second)
        found, matter = evidence_of(sheet, double, _TOGETHER), any_of("another_hedged")
        near_it = matter.is_in(" ".join((*hedged.opening, "|", *hedged.near)))
        said = _bound(hedged)
        tests = {
            "said about": said is Bound.ABOUT,
            "said nearly": said is Bound.NEARLY,
            "hedged near": near_it,
            "parts": are_parts(sheet, double.first, double.second),
        }
        found.update(name for name, holds in tests.items() if holds)
        yield Candidate(found, _contradiction(sheet, hedged, exact))


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every hedged figure for which a sentence near it has an exact one on the hedge's other side."""
    yield from told("hedge", candidates(sheet))


def _contradict(first: Mention, second: Mention) -> bool:
    both = _sides(first, second)
    return both is not None and _is_beyond(*both)


def _turned(sheet: Sheet, one: Mention) -> Mention:
    """The figure; "never more than 70" is "no more than 70", "did not reach 30" is "under 30"."""
    quantity = one.slot.quantity
    bound = quantity.bound
    if bound is Bound.OVER and any_of("never").is_in(sheet.rows[one.row].shape.partition("<")[0]):
        bound = Bound.UP_TO
    elif bound is Bound.AT_LEAST and quantity.hedge in word_set("no_hedges") and _is_denied(sheet, one):
        return replace(
            one, slot=replace(one.slot, quantity=replace(quantity, bound=Bound.UNDER, hedge=f"not {quantity.hedge}"))
        )
    return (
        one
        if bound is quantity.bound
        else replace(one, slot=replace(one.slot, quantity=replace(quantity, bound=bound)))
    )


def _is_denied(sheet: Sheet, one: Mention) -> bool:
    """Whether the words before a figure say that it was not reached."""
    said = sheet.text[sheet.rows[one.row].span.start : one.slot.span.start].lower()
    if not any(word in said for word in ("not", "never", "n't", "n’t", "failed", "without")):
        return False
    return _NOT.search(spoken(said)) is not None


def _sides(first: Mention, second: Mention) -> tuple[Mention, Mention] | None:
    """The hedged figure and the exact one; ``None`` where both are one or the other."""
    exact = [_bound(one) is Bound.EXACT for one in (first, second)]
    if exact[0] is exact[1]:
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
    if _bound(hedged) in _BELOW and (have > said or _bound(hedged) is not Bound.NEARLY):
        return have - half > said * (1 + _SLIGHTLY)
    return not Interval(said / _ROUGH, said * _ROUGH).meets(Interval(have, have))


def _contradiction(sheet: Sheet, hedged: Mention, exact: Mention) -> Contradiction:
    said, have = (one.slot.span.of(sheet.text) for one in (hedged, exact))
    hedge = hedged.slot.quantity.hedge or hedged.slot.quantity.text
    sum_ = f"{have} is not what “{hedge}” says of {said}" if hedge not in said else f"{have} is not “{said}”"
    return Contradiction(hedged.slot, (exact.slot,), sum_, f"another hedge, or another figure for {have}")
