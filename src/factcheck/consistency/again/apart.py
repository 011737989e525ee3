"""What tells two figures apart that seem to speak of the same thing: another part, time, place, group or speaker."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from factcheck.consistency.beside import FIGURE, OPENING, Mention
from factcheck.consistency.phrases import word_set
from factcheck.model import Direction, Kind
from factcheck.tables import tables


def told_apart(first: Mention, second: Mention) -> str:
    """The word or kind of thing by which two figures are of two things; the empty string where there is none."""
    at_once = bool(first.period and second.period and first.period.meets(second.period))
    for one in (first, second):
        found = _apart(one, rises=not (first.headline and one is second))
        if found and not (at_once and found.startswith("last ")):
            return found
    sides = [frozenset(one.beside) for one in (first, second)]
    for number, alone in enumerate(_alone()):
        if bool(alone & sides[0]) != bool(alone & sides[1]) and not (first.headline and number == 1):
            return min(alone & (sides[0] | sides[1]))
    sides = [frozenset((*one.opening, *one.near)) for one in (first, second)]
    if any(_parts(line, *sides) for line in _groups()):
        return "group"
    if is_change(first) != is_change(second):
        return "change"
    if first.kind is Kind.AGE and (
        word_set("apart_kin") & (first.words | second.words) or {first.before, second.before} & {"as", "at"}
    ):
        return "kin"
    if first.period and second.period and not first.period.meets(second.period):
        return "period"
    if first.dated != second.dated and not (second.definite or at_once):
        return "year"
    return "place" if first.places and second.places and not first.places & second.places else ""


def _apart(one: Mention, *, rises: bool) -> str:
    """The word beside a figure that makes it another's part or rival, or with `rises` a new figure that had an old."""
    text = f" {' '.join(one.opening)} | {' '.join(one.beside)} "
    if one.kind is Kind.AGE:
        return ""
    if one.opening[:1] == ("of",) and len(one.opening) < OPENING and one.before not in word_set("same_references"):
        return "of"
    text = text.replace(f" all {FIGURE} of them ", " ")
    found = next((phrase for phrase in tables("consistency")["apart_always"] if f" {phrase} " in text), "")
    if found or one.before in word_set("apart_before"):
        return found or one.before
    if one.kind in (Kind.PERCENT, Kind.POINTS):
        return ""
    if rises and one.kind is Kind.COUNT and any(f" {phrase} {FIGURE} " in text for phrase in word_set("apart_changes")):
        return one.before
    return one.behind if one.behind in word_set("apart_behind") else ""


def is_change(one: Mention) -> bool:
    """Whether a figure is how much something changed, not what it came to."""
    if one.before in word_set("level_before"):
        return False
    told = one.kind in (Kind.PERCENT, Kind.POINTS) and one.slot.quantity.direction is not Direction.NONE
    return one.difference or told


@cache
def _alone() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line) for line in tables("consistency")["apart_alone"])


@cache
def _groups() -> tuple[tuple[frozenset[str], ...], ...]:
    return tuple(
        tuple(frozenset(group.split("|")) for group in line.split()) for line in tables("consistency")["apart_groups"]
    )


def _parts(groups: Sequence[frozenset[str]], first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether the first has words of one of the groups and the second of another."""
    ours, theirs = ({n for n, group in enumerate(groups) if group & side} for side in (first, second))
    return bool(ours and theirs and not ours & theirs)
