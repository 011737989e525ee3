"""Changes in a window of sentences, with every two figures near them that do not give them, and what ties the three.

For it speaks that the two go the way of the change and that their sentences are linked or tied; against it words that
set them apart, other figures in their sentences or around, and a change that is far too small or too large.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from factcheck.consistency.comparing import actual, fits, is_points_for_per_cent
from factcheck.consistency.crowd import is_crowded
from factcheck.consistency.evidence import evidence
from factcheck.consistency.links import are_linked, goes_on, is_tied
from factcheck.consistency.moves import is_rate
from factcheck.consistency.multiplied import between, multiple_of
from factcheck.consistency.pairs import Pair, Scene, Told, in_whole_units, scenes
from factcheck.consistency.phrases import any_of
from factcheck.consistency.placed import placed
from factcheck.consistency.reading import Figure, figures
from factcheck.consistency.set_apart import are_another_matter, is_set_apart
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.model import Kind

_MOST, _TOLD = 14, 3
"""Figures of a window at the most, and how often one kind of evidence counts."""
_FAR = 5
"""A change that is this many times too small or too large is likely of something else."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A change, two figures that contradict it, and the `evidence` that it is theirs."""

    scene: Scene
    told: Told
    pair: Pair
    evidence: Mapping[str, int]


def moved(sheet: Sheet, kinds: Sequence[Kind], *, strict: bool = False) -> Iterator[Moved]:
    """Every change of `kinds` with each two figures near it that contradict it, unless others near do not.

    `strict` takes per cent for points where they are the difference to the digit.
    """
    for number, scene in scenes(sheet):
        if sum(len(placed(row)) for row in scene.rows) > _MOST:
            continue
        for told in scene.moves:
            if told.row == number and told.slot.quantity.kind in kinds:
                yield from _moved(scene, told, strict)


def _moved(scene: Scene, told: Told, strict: bool) -> Iterator[Moved]:
    judged = [(pair, _contradicts(told, pair, strict)) for pair in scene.pairs]
    if any(wrong is False for _, wrong in judged):
        return
    every = [pair for pair, wrong in judged if wrong and _is_clear(scene.sheet, told, pair)]
    line = {one.span.start: one for one in figures(scene.sheet)} if every else {}
    for pair in every:
        if all(slot.span.start in line for slot in (told.slot, *pair.slots)):
            found = _evidence(scene, told, pair, line)
            found["pairs"] = min(_TOLD, len(every))
            yield Moved(scene, told, pair, found)


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
    if actual(told, pair) is None:
        return None
    return not fits(told, pair) or (strict and is_points_for_per_cent(told, pair))


def _is_clear(sheet: Sheet, told: Told, pair: Pair) -> bool:
    """Whether the three stand in no crowd of figures, and the change is of the whole time between the two."""
    relative = told.slot.quantity.kind in (Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE)
    if (relative and is_rate(told.move)) or " at a time " in told.move.figure.after:
        return False
    return not is_crowded(sheet, Contradiction(told.slot, pair.slots, "", ""))


def _evidence(scene: Scene, told: Told, pair: Pair, line: Mapping[int, Figure]) -> Counter[str]:
    slots = {"change": told.slot, "old": pair.old.slot, "new": pair.new.slot}
    roles = {role: line[slot.span.start] for role, slot in slots.items()}
    numbers = {told.row, pair.old.row, pair.new.row}
    first, last = min(one.sentence for one in roles.values()), max(one.sentence for one in roles.values())
    found = evidence(scene.sheet.text, roles, [one for one in line.values() if first - 1 <= one.sentence <= last + 1])
    ends = sorted(slot.span.start for slot in pair.slots)
    later = told.row > max(pair.old.row, pair.new.row)
    tests = {
        "same way": told.move.sign != 0 and pair.certain and not _runs_against(told, pair),
        "refers": told.move.refers,
        "set apart": is_set_apart(scene, told, pair),
        "other matter": are_another_matter(scene, told, pair),
        "not linked": len(numbers) > 1 and not are_linked(scene, told, pair),
        "tied": is_tied(scene, told, (pair.old, pair.new)),
        "anew": later and not told.move.refers and not goes_on(told.move.figure),
        "between": ends[0] < told.slot.span.start < ends[1],
        "far off": _is_far_off(told, pair),
        "points": is_points_for_per_cent(told, pair),
        "narrow": any_of("narrowing").is_in(scene.rows[told.row].shape),
    }
    found.update(name for name, holds in tests.items() if holds)
    for number, row in enumerate(scene.rows):
        place = "others inside" if min(numbers) <= number <= max(numbers) else "others outside"
        others = (one.slot for one in placed(row) if one.slot.span not in (slot.span for slot in slots.values()))
        found[place] = min(_TOLD, found[place] + sum(one.value != told.slot.value for one in others))
    found["old age"] = min(_TOLD, max(0, -pair.old.age))
    found["new age"] = min(_TOLD, max(0, pair.new.age))
    return found


def _runs_against(told: Told, pair: Pair) -> bool:
    """Whether the pair goes down and the change up, or the other way round: then it is of something else."""
    grown = (pair.new.slot.value or 0) - (pair.old.slot.value or 0)
    return pair.certain and not told.move.is_judged and told.move.sign * grown < 0


def _is_far_off(told: Told, pair: Pair) -> bool:
    """Whether a change is so far off that figures a good way from it are of something else."""
    if told.slot.quantity.kind in (Kind.RATIO, Kind.MULTIPLE):
        return False
    found = actual(told, pair)
    value = abs(in_whole_units(told.slot).value or Decimal(0))
    if found is None or found.low is None or found.high is None or not value:
        return True
    return found.low > _FAR * value or found.high * _FAR < value
