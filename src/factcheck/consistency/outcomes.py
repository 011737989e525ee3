"""What became of a group of people: the dead, the hurt and the safe against all, nobody or everybody against some."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from factcheck.consistency.fates import Role, Toll
from factcheck.consistency.phrases import any_of, words
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.consistency.victims import Fate

_LINK = 3
_FATES = (Fate.DEAD, Fate.HURT, Fate.SAFE, Fate.MISSING)


def wrong_outcomes(sheet: Sheet, rows: Sequence[Row], window: Sequence[Sequence[Toll]]) -> Iterator[Contradiction]:
    """What is wrong in the last of two sentences, by what is told of the group in the one before it."""
    yield from _group(sheet, window)
    yield from _nobody(sheet, rows, window)
    yield from _everybody(sheet, rows, window)


def _group(sheet: Sheet, window: Sequence[Sequence[Toll]]) -> Iterator[Contradiction]:
    """A group of which so many died, were hurt or got away."""
    first, own = window[-2], [toll for toll in window[-1] if toll.role is not Role.SOME]
    groups = [toll for toll in first if toll.fate in (Fate.NONE, Fate.BOTH) and toll.role is Role.PLAIN]
    fates = {toll.fate for toll in own}
    if len(groups) != 1 or len(first) != 1 or len(own) < 2 or not groups[0].slots:
        return
    group = groups[0]
    if not fates <= set(_FATES) or len(fates) < 2 or not _is_of_people(group):
        return
    low, high = sum((toll.low for toll in own), Decimal(0)), sum((toll.high for toll in own), Decimal(0))
    lasting = any(toll.role is Role.REST for toll in own) or {Fate.DEAD, Fate.SAFE} <= fates
    hit = any_of("all_hit").search(group.row.shape) is not None and {Fate.DEAD, Fate.HURT} <= fates
    whole = (lasting or hit) and not any_of("not_whole").search(f"{group.row.shape} {own[0].row.shape}")
    less = whole and high < group.low and high * 3 > group.low
    if (group.high < low <= group.high * 3) or less:
        yield _told(sheet, group, own)


def _is_of_people(group: Toll) -> bool:
    """Whether a count is of people in danger together: aboard, shot at, a party."""
    party = re.search(rf"(?<!\S)(?:{words('group_of_people')}) of$", group.left)
    return party is not None or any_of("in_danger").search(group.row.shape) is not None


def _nobody(sheet: Sheet, rows: Sequence[Row], window: Sequence[Sequence[Toll]]) -> Iterator[Contradiction]:
    """Nobody died, and then somebody did."""
    for row, tolls in ((rows[-2], window[-1]), (rows[-1], window[-2])):
        said = any_of("no_dead").search(row.shape)
        safe = any_of("all_well").search(row.shape) and any_of("safe_words").search(row.shape)
        other = rows[-1] if row is rows[-2] else rows[-2]
        dead = [toll for toll in tolls if toll.fate is Fate.DEAD and toll.low > 0]
        if not (said or safe) or len(dead) != 1 or any_of("except_words").search(f"{row.shape} {other.shape}"):
            continue
        slots = _slots(dead[0], other, row)
        if slots:
            told = dead[0].said(sheet.text)
            yield Contradiction(slots[0], (), f"the draft says {told} dead, and none", f"none, or {told}")
            return


def _everybody(sheet: Sheet, rows: Sequence[Row], window: Sequence[Sequence[Toll]]) -> Iterator[Contradiction]:
    """All were killed, and then some survived."""
    killed = (
        rf"(?<!\S)all(?: of the)? <count:\d+> (?:[^,;.]+ )?(?:{words('died_of_it')}|{words('died_themselves')})(?!\S)"
    )
    if re.search(killed, rows[-2].shape) is None or any_of("except_words").search(rows[-1].shape):
        return
    for toll in window[-1]:
        if toll.fate is Fate.SAFE and toll.slots and toll.low > 0:
            told = toll.said(sheet.text)
            yield Contradiction(
                toll.slots[0], (), f"the draft says {told} alive, and all dead", f"other figures than {told}"
            )
            return


def _slots(toll: Toll, *rows: Row) -> Sequence[Slot]:
    """The figures of a count, or where it is in words, another of its sentence."""
    return toll.slots or [slot for row in rows for slot in row.slots]


def _told(sheet: Sheet, group: Toll, own: Sequence[Toll]) -> Contradiction:
    slots = [slot for toll in own for slot in toll.slots]
    parts, whole = " and ".join(toll.said(sheet.text) for toll in own), group.said(sheet.text)
    come = sum((toll.low for toll in own), Decimal(0))
    return Contradiction(
        group.slots[0],
        tuple(slots),
        f"{parts} make {come}, the draft says {whole}",
        f"“{come}”, or other parts of {whole}",
    )
