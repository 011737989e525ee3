"""A multiple or a fraction told as a change against the two figures that it is between: "doubled, from 8 to 9"."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency.binding import can_be_of, is_another_matter
from factcheck.consistency.multiplied import between, multiple_of
from factcheck.consistency.pairs import Pair, Scene, Told, compares, pairs
from factcheck.consistency.sheet import Contradiction
from factcheck.consistency.sums import told as in_words
from factcheck.intervals import spaced
from factcheck.model import Interval, Kind


def grown(scene: Scene, number: int) -> Iterator[Contradiction]:
    """Every multiple or fraction told as a change in a row that its two figures contradict."""
    for told in scene.moves:
        if told.row == number and told.slot.quantity.kind in (Kind.MULTIPLE, Kind.RATIO):
            pair = _pair(scene, told)
            if pair is not None:
                yield _contradiction(scene, told, pair)


def _pair(scene: Scene, told: Told) -> Pair | None:
    """The pair that contradicts the change, where no other makes it true."""
    multiple = multiple_of(told.move)
    if multiple is None or is_another_matter(scene.rows[told.row].shape):
        return None
    every = list(pairs(scene.levels))
    if any(_fits(multiple, pair) for pair in every):
        return None
    near = [pair for pair in every if compares(pair) and can_be_of(scene, told, pair)]
    at = told.slot.span.start
    return min(
        near,
        key=lambda pair: max(abs(slot.span.start - at) for slot in pair.slots),
        default=None,
    )


def _fits(multiple: Interval, pair: Pair) -> bool:
    """Whether the multiple can be that of the two, either being the older where nothing tells."""
    one, other = between(pair), between(Pair(pair.new, pair.old, pair.certain))
    return any(found is not None and found.meets(multiple) for found in ((one,) if pair.certain else (one, other)))


def _contradiction(scene: Scene, told: Told, pair: Pair) -> Contradiction:
    found, text = between(pair), scene.sheet.text
    assert found is not None and found.low is not None and found.high is not None
    first, second, said = (slot.span.of(text) for slot in (*pair.slots, told.slot))
    times = spaced(round((found.low + found.high) / 2, 1))
    sum_ = f"{second} is {times} times {first}, the draft says {said}"
    return Contradiction(told.slot, pair.slots, sum_, f"“{times} times”, or other figures than both")
