"""Figures side by side: what each is said of, and what a figure takes over from the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.extraction import tags as tagging
from factcheck.extraction.measured import Figure, first_subject, measured
from factcheck.extraction.phrases import Words, spoken
from factcheck.model import Bound, Direction, Kind, Quantity
from factcheck.text import Sentence, lower_at

_COMPARED = frozenset({"from", "to", "with", "than", "at", "and"})
_SAME = frozenset({"(", "or", "/"})
_LISTED = 6
"""Tokens from a figure to the next of a list: "2% in food and 1% in clothing"."""
_SAME_REACH = 3
"""How many tokens further a figure can begin that says the one before it again, in another unit."""


def with_measured(sentence: Sentence, found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities of a sentence, each with the words of what it is said of."""
    ts, done = sentence.tokens, list[Quantity]()
    previous: tuple[Figure, Words] | None = None
    places = [(sentence.index_at(quantity.span.start), sentence.index_at(quantity.span.end)) for quantity in found]
    figures = [p for p, quantity in zip(places, found, strict=True) if quantity.when is None or quantity.when.until]
    tags = tagging.tag(ts, figures) if figures else ""
    for quantity, (first, after) in zip(found, places, strict=True):
        if quantity.when is not None:
            done.append(quantity)
            continue
        figure = Figure(first, after, quantity.kind, ts[after - 1].lower.endswith("s"))
        words = measured(ts, tags, figure, previous) or (
            previous[1] if previous is not None else first_subject(ts, tags, first)
        )
        if quantity.loose and quantity.low == quantity.high:
            words = ()  # "one of the best" is said of nothing
        known = _taken_over(lower_at(ts, first - 1), quantity, done, first - (previous[0].after if previous else 0))
        done.append(replace(known, measured=spoken(ts, words)))
        previous = figure, words
    return tuple(done)


def _taken_over(before: str, quantity: Quantity, done: Sequence[Quantity], gap: int) -> Quantity:
    """The figure with what it takes over from those before it; `gap` tokens are between, `before` is the last."""
    if not done:
        return quantity
    if before in _SAME and done[-1].when is None and gap < _SAME_REACH:
        quantity = _same_again(quantity, done[-1], bracket=before != "or")
    if quantity.direction is Direction.NONE and _goes_on(before, quantity, done, gap):
        quantity = replace(quantity, direction=done[-1].direction)
    if not (quantity.unit or quantity.counted) and before in _COMPARED:
        quantity = replace(quantity, counted=_counted_before(done))
    return quantity


def _goes_on(before: str, quantity: Quantity, done: Sequence[Quantity], gap: int) -> bool:
    """Whether the figure moved with the one before it: "shares fell 2%, bonds by 1%", "rose 2% here and 1% there"."""
    if quantity.unit != done[-1].unit or not quantity.unit:
        return False
    return before == "by" or (before == "and" and gap <= _LISTED)


def _counted_before(done: Sequence[Quantity]) -> str:
    """What the figure before counts, for one that is compared with it: "380 cars, compared with 41"."""
    before = next((quantity for quantity in reversed(done) if quantity.when is None), None)
    if before is None or before.kind not in (Kind.COUNT, Kind.POINTS):
        return ""
    return before.unit if before.unit in ("", "point") and before.unit else before.counted


def _same_again(quantity: Quantity, before: Quantity, *, bracket: bool) -> Quantity:
    """The figure with the direction of the one it repeats, "80 points, or 0.4%", and in brackets with its bound."""
    if quantity.bound is not Bound.EXACT or quantity.direction is not Direction.NONE:
        return quantity
    if bracket:
        return replace(quantity, direction=before.direction, bound=before.bound, hedge=before.hedge)
    return replace(quantity, direction=before.direction)
