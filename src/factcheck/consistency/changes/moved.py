"""Changes in a window of sentences, with every two figures near them that do not give them, and what ties the three.

For it speaks that the two go the way of the change and that their sentences are linked or tied; against it words that
set them apart and other figures in their sentences or around; how far it is off for or against.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from factcheck.consistency import sums
from factcheck.consistency.changes.comparing import actual, fits, is_points_for_per_cent
from factcheck.consistency.changes.multiplied import between, multiple_of
from factcheck.consistency.changes.set_apart import are_another_matter, is_set_apart
from factcheck.consistency.evidence import evidence
from factcheck.consistency.links import are_linked, goes_on, is_tied
from factcheck.consistency.moves import is_rate, move_of
from factcheck.consistency.pairs import Pair, Scene, Told, in_whole_units, scenes
from factcheck.consistency.phrases import any_of
from factcheck.consistency.placed import placed
from factcheck.consistency.reading import by_place
from factcheck.consistency.sheet import Sheet
from factcheck.consistency.slips import slips
from factcheck.model import Kind

_REACH, _MOST, _TOLD = 4, 24, 3
"""Sentences with figures to either side, figures in them at the most, and how often one kind of evidence counts."""
_NOUGHT = Decimal(0)


@dataclass(frozen=True, eq=False)
class Moved:
    """A change and two figures that contradict it; `around` is what other pairs there are for it."""

    scene: Scene
    told: Told
    pair: Pair
    around: Mapping[str, int]

    @cached_property
    def evidence(self) -> Mapping[str, int]:
        """What speaks for and against the change being of the two."""
        found = _evidence(self.scene, self.told, self.pair)
        found.update(self.around)
        found.update(_together(found))
        return found


def moved(sheet: Sheet, kinds: Sequence[Kind], *, strict: bool = False) -> Iterator[Moved]:
    """Every change of `kinds` with each two figures near it that contradict it, unless others near do not.

    `strict` takes per cent for points where they are the difference to the digit, and changes of no way, gaps.
    """
    for number, scene in scenes(sheet, _REACH):
        if sum(len(placed(row)) for row in scene.rows) > _MOST:
            continue
        for told in scene.moves:
            if told.row == number and told.slot.quantity.kind in kinds:
                yield from _moved(scene, told, strict)


def _moved(scene: Scene, told: Told, strict: bool) -> Iterator[Moved]:
    if not _is_of_all(told):
        return
    judged = [(pair, _contradicts(told, pair, strict)) for pair in scene.pairs]
    fair = [_breadth(told, pair) for pair, wrong in judged if wrong is False and not _goes_another_way(told, pair)]
    near = [_breadth(told, pair) for pair, wrong in judged if wrong is not None]
    every = [pair for pair, wrong in judged if wrong and not any(one <= _breadth(told, pair) for one in fair)]
    line = by_place(scene.sheet) if every else {}
    for pair in every:
        if (strict or told.move.sign) and all(slot.span.start in line for slot in (told.slot, *pair.slots)):
            nearer = any(one < _breadth(told, pair) for one in near)
            around = {"pairs": min(_TOLD, len(every)), "another agrees": min(_TOLD, len(fair)), "pair nearer": nearer}
            yield Moved(scene, told, pair, around)


def _contradicts(told: Told, pair: Pair, strict: bool) -> bool | None:
    """Whether a change cannot be that of two figures; ``None`` where it is none of such."""
    spans = [slot.span for slot in pair.slots]
    if pair.old.slot.value == pair.new.slot.value or told.slot.span in spans:
        return None
    if told.slot.quantity.kind in (Kind.RATIO, Kind.MULTIPLE):
        multiple, found = multiple_of(told.move), [between(one) for one in (pair, Pair(pair.new, pair.old, False))]
        if multiple is None or None in found:
            return None
        return not any(one.meets(multiple) for one in found[: 1 if pair.certain else 2] if one is not None)
    fair = fits(told, pair)
    if fair is None:
        return None
    return not fair or (strict and is_points_for_per_cent(told, pair))


def _breadth(told: Told, pair: Pair) -> int:
    """Over how many sentences a change and two figures are spread."""
    numbers = (told.row, pair.old.row, pair.new.row)
    return max(numbers) - min(numbers)


def _is_of_all(told: Told) -> bool:
    """Whether the change is of the whole time between two figures, and not of each of several stretches."""
    relative = told.slot.quantity.kind in (Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE)
    return not (relative and is_rate(told.move)) and " at a time " not in told.move.figure.after


def _evidence(scene: Scene, told: Told, pair: Pair) -> Counter[str]:
    line = by_place(scene.sheet)
    slots = {"change": told.slot, "old": pair.old.slot, "new": pair.new.slot}
    roles = {role: line[slot.span.start] for role, slot in slots.items()}
    numbers = {told.row, pair.old.row, pair.new.row}
    first, last = min(one.sentence for one in roles.values()), max(one.sentence for one in roles.values())
    found = evidence(scene.sheet.text, roles, [one for one in line.values() if first - 1 <= one.sentence <= last + 1])
    ends = sorted(slot.span.start for slot in pair.slots)
    later = told.row > max(pair.old.row, pair.new.row)
    tests = {
        "same way": _go_the_same_way(told, pair),
        "refers": told.move.refers,
        "set apart": is_set_apart(scene, told, pair),
        "other matter": are_another_matter(scene, told, pair),
        "not linked": len(numbers) > 1 and not are_linked(scene, told, pair),
        "tied": is_tied(scene, told, (pair.old, pair.new)),
        "anew": later and not told.move.refers and not goes_on(told.move.figure),
        "between": ends[0] < told.slot.span.start < ends[1],
        "points": is_points_for_per_cent(told, pair),
        "loose": move_of(told.move.figure) is None,
        "narrow": any_of("narrowing").is_in(scene.rows[told.row].shape),
    }
    found.update(name for name, holds in tests.items() if holds)
    found.update(_slips(told, pair))
    found.update(_others(scene, told, pair))
    for number, row in enumerate(scene.rows):
        place = "others inside" if min(numbers) <= number <= max(numbers) else "others outside"
        others = (one.slot for one in placed(row) if one.slot.span not in (slot.span for slot in slots.values()))
        found[place] = min(_TOLD, found[place] + sum(one.value != told.slot.value for one in others))
    found["old age"] = min(_TOLD, max(0, -pair.old.age))
    found["new age"] = min(_TOLD, max(0, pair.new.age))
    return found


def _together(found: Counter[str]) -> Iterator[str]:
    """Names for several entries at once, where each says little alone."""
    if not found["same way"] or found["set apart"] or found["other matter"]:
        return
    if not found["others inside"]:
        if found["one sentence"]:
            yield "plain"
        elif found["tied"]:
            yield "plain apart"
    if not (found["pair nearer"] or found["change nearer"] or found["pair explained"] or found["another agrees"]):
        yield "only pair" if found["pairs"] == 1 else "best pair"


def _others(scene: Scene, told: Told, pair: Pair) -> Iterator[str]:
    """What other changes there are for the two figures."""
    others = [one for one in scene.moves if one is not told and _contradicts(one, pair, strict=False) is not None]
    if any(_contradicts(one, pair, strict=False) is False for one in others):
        yield "pair explained"
    if any(_breadth(one, pair) < _breadth(told, pair) for one in others):
        yield "change nearer"


def _go_the_same_way(told: Told, pair: Pair) -> bool:
    """Whether the two figures go up or down as the change does; otherwise it is likely of something else."""
    if told.move.sign == 0 or not pair.certain:
        return False
    grown = (pair.new.slot.value or 0) - (pair.old.slot.value or 0)
    return told.move.is_judged or told.move.sign * grown >= 0


def _goes_another_way(told: Told, pair: Pair) -> bool:
    """Whether two figures of which it is told which was first go up where the change goes down, or down."""
    return pair.certain and told.move.sign != 0 and not _go_the_same_way(told, pair)


def _slips(told: Told, pair: Pair) -> Iterator[str]:
    """How the change is off from what the two come to."""
    in_words = told.slot.quantity.kind in (Kind.RATIO, Kind.MULTIPLE)
    should = between(pair) if in_words else actual(told, pair)
    said = multiple_of(told.move) if in_words else sums.cut_off(in_whole_units(told.slot))
    wrong_base = sums.change(pair.new.slot, pair.old.slot) if told.slot.quantity.kind is Kind.PERCENT else None
    if wrong_base and said and wrong_base.meets(said):
        yield "of the newer"
    if should and said:
        yield from slips(*(((one.low or _NOUGHT) + (one.high or _NOUGHT)) / 2 for one in (said, should)))
