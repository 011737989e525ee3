"""Dead and injured against all casualties, and a toll against the parts that it is told in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.phrases import any_of, words
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.model import Interval

_COUNT = r"<count:\d+>"


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every toll that is not the sum of the two or more parts that are told of it in the same sentence."""
    for row in sheet.rows:
        if row.shape.count("<count:") < 3 or any_of("not_all_hurt").search(row.shape):
            continue
        wrong = _casualties(sheet, row) or _toll(sheet, row)
        if wrong is not None:
            yield wrong


@cache
def _roles() -> tuple[re.Pattern[str], ...]:
    dead, hurt = words("dead"), words("hurt")
    noun = r"(?: of them)? (?:(?!and|or)[a-z]+ ){0,2}(?:were )?"
    return (
        re.compile(
            rf"(?:{_COUNT} casualties|casualties (?:to|of) {_COUNT}"
            rf"|{_COUNT} people were (?:killed|dead) (?:or|and) (?:{hurt}))"
        ),
        re.compile(rf"(?:(?:{dead}) {_COUNT}|{_COUNT}{noun}(?:{dead})(?! or| and (?:{hurt})))"),
        re.compile(rf"(?:(?:{hurt}|injuring|wounding) {_COUNT}|{_COUNT}{noun}(?:{hurt}))"),
    )


def _casualties(sheet: Sheet, row: Row) -> Contradiction | None:
    """Dead and hurt against the casualties of a sentence with those three counts."""
    if row.shape.count("<count:") != 3 or len(row.slots) != 3:
        return None
    found = []
    for pattern in _roles():
        names = [re.search(_COUNT, one[0]) for one in pattern.finditer(row.shape)]
        slots = [row.slot(name[0]) for name in names if name is not None and row.slot(name[0]) not in found]
        if len(slots) != 1:
            return None
        found.append(slots[0])
    return _compared(sheet, found[0], found[1:])


@cache
def _listed() -> re.Pattern[str]:
    place = r"(?:of them )?(?:in|on|at|from) (?:the |an? )?(?:[a-z]+|<ordinal:\d+>)(?: [a-z]+)?"
    part = rf"(?:{_COUNT}|one)(?: {place}| (?:of them )?[a-z]+)"
    happened = rf"(?:were |had |have )?(?:{words('dead')}|{words('hurt')}|lost|shot)"
    toll = rf"(?P<toll>{_COUNT})(?: (?:[a-z]+ ){{0,2}}{happened}(?: (?:in|by) the [a-z]+)?| dead)"
    toll_first = rf"(?:killed|left|killing) (?P<killed>{_COUNT}) [a-z]+"
    behind = rf" ,(?: with)? (?P<parts>{part}(?: , {part})*(?: ,)? and {part})(?= \.|$)"
    return re.compile(rf"(?<!\S)(?:{toll}|{toll_first}){behind}")


def _toll(sheet: Sheet, row: Row) -> Contradiction | None:
    """A toll against the parts behind it."""
    found = _listed().search(row.shape)
    if found is None:
        return None
    parts = [row.slot(name) for name in re.findall(_COUNT, found["parts"])]
    total = row.slot(found["toll"] or found["killed"])
    ones = len(re.findall(r"(?<!\S)one ", found["parts"]))
    return _compared(sheet, total, parts, ones, some="of them" in found["parts"])


def _compared(
    sheet: Sheet, total: Slot, parts: list[Slot], ones: int = 0, *, some: bool = False
) -> Contradiction | None:
    """A total that its parts, and so many single ones, cannot make up; if they may be only `some`, exceed."""
    whole, each = sums.ends(total), [sums.ends(part) for part in parts]
    if whole is None or any(one is None for one in each):
        return None
    low = sum((one[0] for one in each if one is not None), Decimal(ones))
    high = sum((one[1] for one in each if one is not None), Decimal(ones))
    if whole[1] >= low and (some or whole[0] <= high):
        return None
    said = [one.span.of(sheet.text) for one in parts] + ["one"] * ones
    comes = sums.told(Interval(low, high), "").strip()
    told = total.span.of(sheet.text)
    return Contradiction(
        total,
        tuple(parts),
        f"{' and '.join(said)} make {comes}, the draft says {told}",
        f"“{comes}”, or other parts of {told}",
    )
