"""Shares in words without a figure, most, a minority, few, almost all, against the part and the whole behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from factcheck.consistency import sums
from factcheck.consistency.kin import are_kin, share_a_deed
from factcheck.consistency.links import opens_a_frame
from factcheck.consistency.moves import move_of
from factcheck.consistency.pairs import in_whole_units, noun_of, unhedged
from factcheck.consistency.phrases import any_of
from factcheck.consistency.placed import Placed, placed
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.consistency.topics import are_contrasted
from factcheck.model import Interval, Kind
from factcheck.tables import tables

_BEFORE = 160
"""Characters before the figures in which the word may stand."""
_SUBJECT = 4
"""Words of a claim that say of whom it is."""
_AMOUNTS = (Kind.COUNT, Kind.MONEY, Kind.MEASURE)


def contradicted(sheet: Sheet) -> Iterator[Contradiction]:
    """Every such word that the only part and whole behind it contradict."""
    last = 0
    for number, row in enumerate(sheet.rows):
        lead = sheet.text[max(last, row.span.start - _BEFORE) : row.span.end]
        last = row.span.end
        rows = sheet.around(number, after=1)
        amounts = sum(slot.quantity.kind in _AMOUNTS for one in rows for slot in one.slots)
        found = _word().search(lead) if amounts > 1 else None
        if found is not None:
            start = row.span.end - len(lead) + found.start()
            wrong = _judged(sheet, rows, start, found["share"])
            if wrong is not None:
                yield wrong


def _judged(sheet: Sheet, rows: Sequence[Row], start: int, word: str) -> Contradiction | None:
    claim = re.split(r"[.\n;]", sheet.text[start : start + _BEFORE])[0]
    pair = _only_pair(rows, start)
    if pair is None or any_of("not_of_it").search(claim.lower()) or any_of("modals").search(claim.lower()):
        return None
    (row, part), (_, whole) = pair
    if opens_a_frame(row, Row(claim.lower(), (), part.slot.span)) or part.slot.span.start - start > 2 * _BEFORE:
        return None
    said_of = row.shape.partition(f":{part.number}>")[2]
    if are_contrasted(claim.lower(), part.before + part.clause) or any_of("elsewhere").search(said_of):
        return None
    nouns = whole.slot.quantity.counted.lower().split()
    if nouns and are_kin(claim.lower().split()[:_SUBJECT], nouns) and not share_a_deed(claim.lower(), row.shape, nouns):
        return None  # "Few speak English. Some 900 of the 1,000 sail"
    first, second = (in_whole_units(unhedged(one.slot)) for one in (part, whole))
    share = sums.share(first, second)
    if share is None or share.low is None or share.high is None:
        return None
    same = _denies(claim) == _denies(part.before + part.rest) and ";" not in sheet.text[start : part.slot.span.start]
    left = Interval(sums.HUNDRED - share.high, sums.HUNDRED - share.low)
    both = Interval(share.low / (1 + share.low / sums.HUNDRED), share.high / (1 + share.high / sums.HUNDRED))
    if any(one.meets(_shares()[word.lower()]) for one in (share, both, *(() if same else (left,)))):
        return None
    said = [one.slot.span.of(sheet.text) for one in (part, whole)]
    sum_ = f"{said[0]} beside {said[1]} is {sums.told(share)}, the draft says “{word}”"
    return Contradiction(part.slot, (whole.slot,), sum_, f"another word than “{word}”, or another count")


def _only_pair(rows: Sequence[Row], start: int) -> tuple[tuple[Row, Placed], tuple[Row, Placed]] | None:
    """The part and the whole: the only two amounts of one unit behind a place."""
    found = [(row, one) for row in rows for one in placed(row) if one.slot.span.start > start and _is_amount(one)]
    pairs = [both for both in combinations(found, 2) if _are_of_one_unit(both[0][1].slot, both[1][1].slot)]
    if len(pairs) != 1:
        return None
    part, whole = sorted(pairs[0], key=lambda one: one[1].slot.value or 0)
    own, other = noun_of(part[1]), noun_of(whole[1])
    return (part, whole) if not own or not other or own & other else None


def _is_amount(figure: Placed) -> bool:
    slot = figure.slot
    whole = slot.quantity.kind is not Kind.COUNT or slot.value == (slot.value or 0) // 1
    return slot.quantity.kind in _AMOUNTS and slot.interval is not None and whole and move_of(figure) is None


def _are_of_one_unit(one: Slot, other: Slot) -> bool:
    first, second = one.quantity, other.quantity
    return (first.kind, first.unit, first.per) == (second.kind, second.unit, second.per) and one.value != other.value


def _denies(text: str) -> bool:
    """Whether words deny or oppose, an odd number of times."""
    return len(any_of("opposites").findall(" ".join(re.findall(r"[a-z'’]+", text.lower())))) % 2 == 1


@cache
def _shares() -> dict[str, Interval]:
    """What each word stands for, in per cent."""
    table = tables("consistency")["shares_in_words"]
    every = {word: [sums.HUNDRED * Decimal(end) for end in both.split()] for word, both in table.items()}
    return {word: Interval(low, high) for word, (low, high) in every.items()}


@cache
def _word() -> re.Pattern[str]:
    every = "|".join(sorted(map(re.escape, _shares()), key=len, reverse=True))
    return re.compile(
        rf"(?:^|[.\n“\"] ?|\n)(?P<share>{every}) (?:of )?(?:the |its |their |all )?(?=[a-z\d])", re.IGNORECASE
    )
