"""What became of a group of people: the dead, the hurt and the safe against all, nobody or everybody against some."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from factcheck.consistency.fates import Role, Toll
from factcheck.consistency.phrases import any_of, words, words_of
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.consistency.victims import Fate

_FATES = (Fate.DEAD, Fate.HURT, Fate.SAFE, Fate.MISSING)


def wrong_outcomes(sheet: Sheet, rows: Sequence[Row], window: Sequence[Sequence[Toll]]) -> Iterator[Contradiction]:
    """What is wrong in the last of two sentences, by what is told of the group in the one before it."""
    yield from _group(sheet, window)
    yield from _nobody(sheet, rows, window)


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


@cache
def _nobody_did() -> tuple[tuple[re.Pattern[str], tuple[Fate, ...]], ...]:
    """What says that nobody died, that nobody was hurt, and that all died, with the fates that contradict each."""
    none = r"(?:no one|nobody|none(?: of (?:[a-z’]+ ){0,2}[a-z’]+)?|not (?:a single|one|<count:\d+>) (?:person|life))"
    aux = r"(?: (?:was|were|is|are|had|has|have|been|reported|hurt or))*"
    died, hurt = f"{words('died_of_it')}|{words('died_themselves')}", words("was_hurt")
    lost = (
        r"(?:no|not a single|not one|zero|without an?y?|without) (?:deaths?|fatalit(?:y|ies)|(?:loss of )?li(?:fe|ves))"
    )
    alive = rf"(?:{words('all_well')})(?: (?:of )?(?:the )?<count:\d+>)?(?: [a-z]+){{0,3}} (?:{words('safe_words')})"
    took = r"(?:killed (?:no one|nobody)|(?:not|never) lost a (?:single )?[a-z]+|(?:cost|claimed) no lives)"
    all_died = rf"all(?: of)?(?: the)? <count:\d+> (?:[^,;.]+ )?(?:{died})"
    return (
        (re.compile(rf"(?<!\S)(?:{none}{aux} (?:{died})|{lost}|{alive}|{took})(?!\S)"), (Fate.DEAD,)),
        (re.compile(rf"(?<!\S){none}{aux} (?:{hurt})(?!\S)"), (Fate.HURT, Fate.DEAD)),
        (re.compile(rf"(?<!\S){all_died}(?!\S)"), (Fate.SAFE,)),
    )


def tells_of_nobody(row: Row) -> bool:
    """Whether a sentence may say that nobody died or was hurt, or that all did."""
    return not _NOBODY.isdisjoint(words_of(row.shape)) or any_of("all_well").is_in(row.shape)


_NOBODY = frozenset(("no", "nobody", "none", "not", "zero", "without", "never", "all"))


def _nobody(sheet: Sheet, rows: Sequence[Row], window: Sequence[Sequence[Toll]]) -> Iterator[Contradiction]:
    """Nobody died or was hurt, or all died, and then there is somebody of whom the opposite is told."""
    for row, other, tolls in ((rows[-2], rows[-1], window[-1]), (rows[-1], rows[-2], window[-2])):
        for pattern, fates in _nobody_did():
            told = [toll for toll in tolls if toll.fate in fates and toll.low > 0]
            if len(told) != 1 or any_of("except_words").search(f"{row.shape} {other.shape}"):
                continue
            slots = _slots(told[0], other, row)
            said = pattern.search(row.shape)
            if said is not None and slots and not pattern.search(other.shape):
                them = told[0].said(sheet.text)
                sum_ = f"the draft says “{said[0]}”, and {them} of whom it is not so"
                yield Contradiction(slots[0], (), sum_, f"none, or {them}")
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
