"""Shares as they are told, in per cent, as fractions and in words, and whether a part and its whole contradict them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from factcheck.consistency import sums
from factcheck.consistency.kin import opens_elsewhere, share_a_deed
from factcheck.consistency.links import are_alone
from factcheck.consistency.moves import move_of
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.placed import Placed, placed
from factcheck.consistency.portions import Amount, Portion, amounts, pairs_of, portions, shares, shares_in_two
from factcheck.consistency.share_links import NEAR, can_be_of, is_beside, is_joined
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.model import Bound, Interval, Kind

_LOOSE, _HEDGED = Decimal("0.15"), Decimal("0.25")
"""How far a fraction in words may be off as a share of itself: a bare one, and one with a hedge."""
_RATE = Later(r" (?:grow(?:ing|s|n)?|grew|interest|loan|yield|inflation)(?: [a-z]+)? (?:at|of|by) $| (?:by|to|from) $")
_ONE_IN = Later(r"\b(?:in|out of)\b", re.IGNORECASE)
_WHOLE = Later(r" (?:of|the|its|their|all|full|empty|complete|finished|built|done) ")
_BARE = Later(r"(?<![\d:.,])\d[\d,]*\d(?![\d>.,]*\d)(?!>)")
"""A number that is no claim: "the mill has 540 men and the yard 350"."""
_SCOPE = Later(r"^ (?:in|at|among|for|on|of) (?!all |total )(?:[a-z'’-]+ )+")


def contradicted(sheet: Sheet, kinds: tuple[Kind, ...]) -> Iterator[Contradiction]:
    """Every share of `kinds` that the part and the whole it is of contradict."""
    for number, row in enumerate(sheet.rows):
        told = [
            figure for figure in placed(row) if figure.slot.quantity.kind in kinds and _is_share(sheet.text, figure)
        ]
        if not told:
            continue
        rows = sheet.around(number, before=2, after=2)
        at = next(i for i, one in enumerate(rows) if one is row)
        found = amounts(rows)
        for figure in told:
            wrong = _judged(sheet, rows, at, figure, found)
            if wrong is not None:
                yield wrong


def _is_share(text: str, figure: Placed) -> bool:
    """Whether a figure is a share and no change: "one in four" always is one."""
    if _ONE_IN.search(figure.slot.span.of(text)):
        return True
    if figure.slot.span.of(text).endswith("ed"):
        return False  # "doubled"
    named = figure.slot.quantity.kind is Kind.PERCENT or _WHOLE.match(figure.rest) is not None
    return named and move_of(figure) is None


def _judged(sheet: Sheet, rows: Sequence[Row], at: int, told: Placed, found: Sequence[Amount]) -> Contradiction | None:
    accepted = accepted_of(told.slot)
    if accepted is None or _is_of_another(told):
        return None
    ratio = _ratio_beside(sheet.text, rows[at], told)
    if ratio is not None:
        return None if accepted.meets(Interval(ratio.value, ratio.value)) else off_ratio(sheet.text, told.slot, ratio)
    exact = (
        accepted if told.slot.quantity.kind is Kind.PERCENT else accepted_of(told.slot, loose=_LOOSE / 2) or accepted
    )
    alone = len(found) == 2 and not any(_BARE.search(row.shape) for row in rows)
    alone = alone and are_alone(rows, range(len(rows)), {told.slot.claim, *(one.slot.claim for one in found)})
    of_all = told.rest.startswith((" of the total ", " of the whole "))
    every = list(portions(sheet, told.slot, found, alone=alone, of_all=alone and of_all))
    beside = {
        (one.part.slot.claim, one.whole.slot.claim): 1
        if one.part.row == one.whole.row == at and is_beside(sheet.text, told, one.part, one.whole)
        else 2
        for one in every
        if one.plain
    }
    if any(share.meets(accepted) for share in shares_in_two(found)) or _is_open(found, beside, accepted, exact):
        return None
    for portion in every:
        if _is_told(rows, portion) or (not portion.plain and _BARE.search(rows[portion.whole.row].shape)):
            return None
        if _is_of_another_matter(rows, at, told, portion):
            return None
        if can_be_of(sheet, rows, at, told, portion):
            return contradiction(sheet, told.slot, portion)
    return None


def _is_open(found: Sequence[Amount], told: Mapping[tuple[int, int], int], accepted: Interval, exact: Interval) -> bool:
    """Whether a share is that of any two amounts; of those `told` as part and whole only so many readings count."""
    for part, whole in pairs_of(found):
        readings = shares(part.slot, whole.slot)[: told.get((part.slot.claim, whole.slot.claim))]
        if any(share.meets(accepted) for share in readings[:1]) or any(share.meets(exact) for share in readings[1:]):
            return True
    return False


def accepted_of(slot: Slot, loose: Decimal = _LOOSE) -> Interval | None:
    """What a share can stand for, from 0 to 1."""
    value, bound = slot.value, slot.quantity.bound
    if value is None:
        return None
    if slot.quantity.kind is Kind.PERCENT:
        printed = sums.cut_off(slot)
        if printed is None or printed.low is None or printed.high is None or value > 100:
            return None
        return Interval(printed.low / 100, printed.high / 100)
    if not 0 < value < 1:
        return None
    if bound in (Bound.OVER, Bound.AT_LEAST):
        return Interval(value * (1 - loose), Decimal(1))
    if bound in (Bound.NEARLY, Bound.UNDER, Bound.UP_TO):
        return Interval(value * (1 - _HEDGED), value * (1 + loose / 2))
    loose = loose if bound is Bound.EXACT else _HEDGED
    return Interval(value * (1 - loose), value * (1 + loose))


def _is_of_another(told: Placed) -> bool:
    """Whether the words of a share name a whole of its own: "40 per cent of those with mange", "among over-65s"."""
    own = told.before[-60:] + "# " + told.rest
    if any_of("not_of_it").search(own) or any_of("modals").search(told.before):
        return True
    if told.slot.quantity.per or any_of("each_year").match(told.rest[1:]):
        return True
    return _SCOPE.match(told.before) is not None or _RATE.search(told.before) is not None


def _is_of_another_matter(rows: Sequence[Row], at: int, told: Placed, portion: Portion) -> bool:
    """Whether the sentence of the part opens with another place or group, or that of the share says something else."""
    later = max(portion.part.row, portion.whole.row)
    if later > at and opens_elsewhere(rows[at].shape, rows[later].shape):
        return True
    if portion.part.row == at:
        return False
    wished = " will " in told.before and " will " not in rows[portion.part.row].shape
    return wished or _begins_anew(told, portion)


def _begins_anew(told: Placed, portion: Portion) -> bool:
    """Whether a share opens a sentence that says something else of the whole: "Half of the shops belong to a baron"."""
    if told.before.strip() or not told.rest.startswith(" of "):
        return False
    part, whole = portion.part.figure, portion.whole.figure
    theirs = f"{part.before} {part.rest} {whole.rest}"
    return not share_a_deed(told.rest, theirs, (*whole.slot.quantity.counted.split(), *told.rest.split()[:3]))


def _is_told(rows: Sequence[Row], portion: Portion) -> bool:
    """Whether another share in the rows is that of the part in the whole, or two of them make up the whole."""
    every = [figure.slot for row in rows for figure in placed(row)]
    accepted = [accepted_of(slot) for slot in every if slot.quantity.kind in (Kind.PERCENT, Kind.RATIO)]
    if any(
        one is not None and share.meets(one)
        for one in accepted
        for share in shares(portion.part.slot, portion.whole.slot)[:1]
    ):
        return True
    values = [slot.value or 0 for slot in every if slot.quantity.kind is Kind.PERCENT]
    return any(99 <= one + two <= 101 for i, one in enumerate(values) for two in values[i + 1 :])


def _ratio_beside(text: str, row: Row, told: Placed) -> Slot | None:
    """The "six out of 24" that a share in per cent stands right behind."""
    if told.slot.quantity.kind is not Kind.PERCENT or not is_joined(told):
        return None
    before = [slot for slot in row.slots if slot.span.end <= told.slot.span.start]
    last = before[-1] if before else None
    if last is None or last.quantity.kind is not Kind.RATIO or last.quantity.bound is not Bound.EXACT:
        return None
    near = told.slot.span.start - last.span.end < 2 * NEAR
    return last if near and "out of" in last.span.of(text).lower() else None


def off_ratio(text: str, told: Slot, ratio: Slot) -> Contradiction:
    """A share in per cent that the "six out of 24" before it contradicts."""
    said, words = told.span.of(text), ratio.span.of(text)
    exact = Interval((ratio.value or 0) * sums.HUNDRED, (ratio.value or 0) * sums.HUNDRED)
    fix = f"“{sums.middle(exact)}”, or another count for {said}"
    return Contradiction(told, (ratio,), f"{words} is {sums.told(exact)}, the draft says {said}", fix)


def contradiction(sheet: Sheet, told: Slot, portion: Portion) -> Contradiction:
    """A share that a part and its whole contradict, with the sum."""
    part, whole = portion.part.figure.slot, portion.whole.figure.slot
    actual = sums.share(portion.part.slot, portion.whole.slot)
    assert actual is not None
    first, second, said = (slot.span.of(sheet.text) for slot in (part, whole, told))
    sum_ = f"{first} of {second} is {sums.told(actual)}, the draft says {said}"
    return Contradiction(told, (part, whole), sum_, f"“{sums.middle(actual)}”, or another count for {said}")


def restated(sheet: Sheet) -> Iterator[Contradiction]:
    """Every fraction that the per cent behind a colon or a dash contradict: "a quarter are undecided: 46 per cent"."""
    for row in sheet.rows:
        figures = placed(row)
        for told, other in pairwise(figures):
            kinds = (told.slot.quantity.kind, other.slot.quantity.kind)
            between = sheet.text[told.slot.span.end : other.slot.span.start]
            if kinds != (Kind.RATIO, Kind.PERCENT) or move_of(told) or move_of(other) or not _COLON.search(between):
                continue
            accepted, printed = accepted_of(told.slot), accepted_of(other.slot)
            if accepted is None or printed is None or printed.low is None or printed.high is None:
                continue
            rest = Interval(1 - printed.high, 1 - printed.low)
            if not accepted.meets(printed) and not accepted.meets(rest):
                first, second = (one.slot.span.of(sheet.text) for one in (told, other))
                sum_ = f"“{first}” is {sums.told(_hundredfold(accepted))}, the draft says {second}"
                yield Contradiction(other.slot, (told.slot,), sum_, f"another figure, or another word for “{first}”")


_COLON = Later(r"[^.;,]*(?:,[^.;,]*)?(?::| –| —) $")


def _hundredfold(share: Interval) -> Interval:
    assert share.low is not None and share.high is not None
    return Interval(share.low * sums.HUNDRED, share.high * sums.HUNDRED)
