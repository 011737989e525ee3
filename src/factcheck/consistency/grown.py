"""A multiple or a fraction told as a change against the two figures that it is between: "doubled, from 8 to 9"."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency.binding import can_be_of
from factcheck.consistency.kin import have_kin
from factcheck.consistency.links import new_words, share_words
from factcheck.consistency.manifold import names_another_base
from factcheck.consistency.multiplied import between, multiple_of
from factcheck.consistency.pairs import Pair, Scene, Told, compares
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.set_apart import is_another_matter
from factcheck.consistency.sheet import Contradiction
from factcheck.intervals import spaced
from factcheck.model import Interval, Kind

_UNTOLD = Later(r" to #|# that(?: of|[ ]?[,.;)])")
"""What is only meant to be doubled, and "twice that" of a figure just named."""
_OPENING = 3
"""Words at the beginning of a sentence that say what it is of."""
_FEW = 20
"""Below this, counts are often of other things."""


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
    if (
        multiple is None
        or is_another_matter(scene.rows[told.row].shape)
        or _UNTOLD.search(f"{told.move.figure.before}#{told.move.figure.after}")
    ):
        return None
    every = scene.pairs
    if any(_fits(multiple, pair) for pair in every):
        return None
    near = [pair for pair in every if compares(pair) and not _is_doubtful(told, pair)]
    near = [pair for pair in near if can_be_of(scene, told, pair)]
    near = [pair for pair in near if not _has_own_base(scene, told, pair)]
    near = [pair for pair in near if not _is_of_another(scene, told, pair)]
    at = told.slot.span.start
    return min(
        near,
        key=lambda pair: max(abs(slot.span.start - at) for slot in pair.slots),
        default=None,
    )


def _is_doubtful(told: Told, pair: Pair) -> bool:
    """Whether the pair is of rates of another sentence, of counts too small to be what multiplied, or of parts."""
    kind, apart = pair.old.slot.quantity.kind, {pair.old.row, pair.new.row} != {told.row}
    if apart and told.slot.quantity.kind is Kind.RATIO and told.move.figure.after.startswith(" of "):
        return True
    if kind is Kind.COUNT:
        return all((slot.value or 0) < _FEW for slot in pair.slots)
    return kind is Kind.PERCENT and not told.move.refers and apart


def _is_of_another(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether the sentence of a multiple behind the two begins with another thing: "Profit, ..., doubled"."""
    ahead = scene.rows[told.row].shape.partition(f":{told.move.figure.number}>")[0]
    opening = f" {' '.join(ahead.split()[:_OPENING])} "
    if told.row <= max(pair.old.row, pair.new.row) or told.move.refers or any_of("going_on").is_in(opening):
        return False
    theirs = scene.rows[pair.new.row].shape
    return bool(new_words(opening)) and not share_words(ahead, theirs) and not have_kin(ahead, theirs)


def _has_own_base(scene: Scene, told: Told, pair: Pair) -> bool:
    """Whether the multiple is of others than the pair of another sentence: "six times what the family paid"."""
    theirs = " ".join(scene.rows[row].shape for row in {pair.old.row, pair.new.row} - {told.row})
    if not theirs and "<" not in told.move.figure.rest:
        theirs = scene.rows[told.row].shape.split(f":{told.move.figure.number}>")[0]
    return bool(theirs) and names_another_base(told.move.figure.rest, theirs)


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
