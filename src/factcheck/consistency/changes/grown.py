"""A multiple or a fraction told as a change against the two figures that it is between: "doubled, from 8 to 9"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.consistency.changes.manifold import names_another_base
from factcheck.consistency.changes.moved import Moved, moved
from factcheck.consistency.changes.multiplied import between
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.weighing import Candidate, told
from factcheck.intervals import spaced
from factcheck.model import Kind


def contradicted(sheet: Sheet, kinds: Sequence[Kind]) -> Iterator[Contradiction]:
    """Every multiple or fraction of `kinds` that the two figures it is between contradict, by the points of changes."""
    every = (one for one in moved(sheet, kinds) if not _has_own_base(one) and not _is_again(one))
    yield from told("change", (Candidate(one.evidence, contradiction(one)) for one in every))


def _has_own_base(one: Moved) -> bool:
    """Whether the multiple is of others than the two: "six times what the buyer expected"; a verb has an object."""
    change, rows = one.told.move.figure, one.scene.rows
    theirs = " ".join(rows[row].shape for row in {one.pair.old.row, one.pair.new.row} - {one.told.row})
    if not theirs and change.slot.span.of(one.scene.sheet.text).endswith("ed"):
        return False
    if not theirs and "<" not in change.rest:
        theirs = rows[one.told.row].shape.split(f":{change.number}>")[0]
    return bool(theirs) and names_another_base(change.rest, theirs)


def _is_again(one: Moved) -> bool:
    """Whether the sentence tells another multiple: "doubled, and doubled again"."""
    said = [other.row for other in one.scene.moves if other.slot.quantity.kind is Kind.MULTIPLE]
    return said.count(one.told.row) > 1


def contradiction(one: Moved) -> Contradiction:
    """The two figures and how many times the older the newer is."""
    change, pair, text = one.told, one.pair, one.scene.sheet.text
    found = between(pair)
    assert found is not None and found.low is not None and found.high is not None
    first, second, said = (slot.span.of(text) for slot in (*pair.slots, change.slot))
    times = spaced(round((found.low + found.high) / 2, 1))
    sum_ = f"{second} is {times} times {first}, the draft says {said}"
    return Contradiction(change.slot, pair.slots, sum_, f"“{times} times”, or other figures than both")
