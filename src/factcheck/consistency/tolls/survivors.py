"""A group with those of it who died, were hurt, lived or are missing, told in the sentences behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from factcheck.consistency.phrases import any_of
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.consistency.tolls.fates import Role, Toll
from factcheck.consistency.tolls.tolls import is_apart, parts_told, tolls
from factcheck.consistency.tolls.victims import Fate
from factcheck.consistency.totals.addends import explained

_REACH, _MOST, _NEAR, _FEW = 5, 6, 6, 3
"""Sentences behind a group that are read, and parts of it."""
_LEAST, _FARTHEST = Decimal("0.4"), Decimal("2.2")
"""How far the parts may be from the group for them to be held against it."""
_NO_WHOLE = (Role.SOME, Role.MORE, Role.REST, Role.LIST)


@dataclass(frozen=True, slots=True)
class Group:
    """Some people, and `parts` of them by what became of them; `passed` counts between are of something else."""

    whole: Toll
    parts: tuple[Toll, ...]
    passed: int
    sentences: int

    @property
    def come(self) -> tuple[Decimal, Decimal]:
        """The least and the most that the parts come to."""
        return sum((one.low for one in self.parts), Decimal(0)), sum((one.high for one in self.parts), Decimal(0))


def groups(rows: Sequence[Row]) -> Iterator[Group]:
    """Every group that those told of behind it do not make up."""
    parted = [parts_told(row) for row in rows]
    for number, row in enumerate(rows):
        for whole in tolls(row) if len(frozenset().union(*parted[number : number + _REACH])) > 1 else ():
            if whole.role in _NO_WHOLE or whole.low < 3 or whole.fate in (Fate.DEAD, Fate.MISSING) or not whole.slots:
                continue
            group = _group(whole, rows[number : number + _REACH])
            if group is not None:
                yield group


def _group(whole: Toll, rows: Sequence[Row]) -> Group | None:
    parts: list[Toll] = []
    passed = sentences = 0
    for number, row in enumerate(rows):
        every = [one for one in tolls(row) if number or one.start > whole.start or _is_of(one, whole)]
        if number and (is_apart([rows[0], row]) or any(_is_anew(one, parts) for one in every)):
            break
        for toll in every:
            if _is_part(toll, whole, parts):
                parts.append(toll)
                sentences = number
            elif (toll.low, toll.high) != (whole.low, whole.high):
                passed += 1
    if not 2 <= len(parts) <= _MOST or not _is_division(parts):
        return None
    group = Group(whole, tuple(parts), passed, sentences)
    low, high = group.come
    wrong = low > whole.high or high < whole.low
    near = high >= _LEAST * whole.low and low <= _FARTHEST * whole.high
    return group if wrong and near and (low > whole.high or _is_all(group)) else None


def _is_all(group: Group) -> bool:
    """Whether the parts must be all of a group: the dead and those who lived, the dead and the hurt, or the rest."""
    fates = {one.fate for one in group.parts}
    if any(any_of("not_whole").is_in(one.row.shape) for one in (group.whole, *group.parts)):
        return False
    both = Fate.HURT if group.whole.fate is Fate.BOTH else Fate.SAFE
    return {Fate.DEAD, both} <= fates or any(one.role is Role.REST for one in group.parts)


def _is_of(some: Toll, whole: Toll) -> bool:
    """Whether a count is one of the whole right behind it: "five of the crew of nine"."""
    between = some.row.shape[some.end : whole.start]
    return some.role is Role.SOME and len(between.split()) <= _NEAR and "," not in between


def _is_anew(toll: Toll, parts: Sequence[Toll]) -> bool:
    """Whether a count is of a fate that is told already, so that it is told again or is of others."""
    told = [one.fate for one in parts if one.fate and one.role is Role.PLAIN]
    return toll.role is Role.PLAIN and toll.fate in told


def _is_division(parts: Sequence[Toll]) -> bool:
    """Whether parts are of two fates, or one is the rest."""
    return len({one.fate for one in parts}) > 1 or any(one.role is Role.REST for one in parts)


def _is_part(toll: Toll, whole: Toll, parts: Sequence[Toll]) -> bool:
    """Whether a count is of those of the whole, and of none of the parts before it."""
    fates = {one.fate for one in parts}
    if toll.fate is Fate.BOTH or any(one.fate is toll.fate and one.low == toll.low for one in parts):
        return False
    if not toll.fate or toll.fate is whole.fate:
        return toll.role is Role.REST or (toll.role is Role.SOME and not parts)
    return toll.role is not Role.SOME or toll.fate not in fates


def candidates_of(sheet: Sheet, rows: Sequence[Row]) -> Iterator[tuple[Counter[str], Contradiction]]:
    """Each group that its parts do not make up, with what speaks for and against."""
    for group in groups(rows):
        slots = [slot for one in (group.whole, *group.parts) for slot in one.slots]
        if explained(sheet).isdisjoint(slot.span for slot in slots):
            yield _evidence(group), _contradiction(sheet, group, slots)


def _evidence(group: Group) -> Counter[str]:
    parts = group.parts
    fates = {one.fate for one in parts}
    tests = {
        f"group {group.whole.fate or 'untold'}": True,
        "group over dead and safe": group.come[0] > group.whole.high and {Fate.DEAD, Fate.SAFE} <= fates,
        "group rest": any(one.role is Role.REST for one in parts),
        "group again": len(fates) < len(parts),
        "group plainly": not group.passed and len(fates) == len(parts),
    }
    found = Counter(name for name, it_does in tests.items() if it_does)
    found["group passed"] = min(group.passed, _FEW)
    found["group sentences"] = min(group.sentences, _FEW)
    return found


def _contradiction(sheet: Sheet, group: Group, slots: Sequence[Slot]) -> Contradiction:
    whole, parts = group.whole, group.parts
    said = " and ".join(one.said(sheet.text) for one in parts)
    low, high = group.come
    come = str(low) if low == high else f"{low} to {high}"
    total = whole.said(sheet.text)
    wrong, fix = f"{said} make {come}, the draft says {total}", f"“{come}”, or other parts of {total}"
    return Contradiction(slots[0], tuple(slots[1:]), wrong, fix)
