"""Shares in words without a figure, most, a minority, few, almost all, against the part and the whole behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.kin import are_kin, share_a_deed
from factcheck.consistency.links import opens_a_frame
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.portions import Amount, Portion, amounts, portions, shares
from factcheck.consistency.sheet import Contradiction, Row, Sheet
from factcheck.consistency.topics import are_contrasted
from factcheck.model import Interval
from factcheck.tables import tables

_BEFORE = 160
"""Characters before the figures in which the word may stand."""


def contradicted(sheet: Sheet) -> Iterator[Contradiction]:
    """Every such word that the first part and whole behind it contradict."""
    last = 0
    for number, row in enumerate(sheet.rows):
        lead = sheet.text[max(last, row.span.start - _BEFORE) : row.span.end]
        last = row.span.end
        found = _word().search(lead)
        if found is None:
            continue
        start = row.span.end - len(lead) + found.start()
        rows = list(sheet.around(number, after=1))
        wrong = _judged(sheet, rows, start, found)
        if wrong is not None:
            yield wrong


def _judged(sheet: Sheet, rows: Sequence[Row], start: int, found: re.Match[str]) -> Contradiction | None:
    low, high = _shares()[found["share"].lower()]
    counts = [amount for amount in amounts(rows) if amount.slot.span.start > start]
    claim = re.split(r"[.\n;]", sheet.text[start : start + _BEFORE])[0]
    if not counts or any_of("not_of_it").search(claim.lower()) or any_of("modals").search(claim.lower()):
        return None
    for portion in [*_sides(counts, claim), *portions(sheet, counts[0].slot, counts)]:
        part = portion.part
        said = sheet.text[start : part.slot.span.end] + part.figure.rest
        said_of = rows[part.row].shape.partition(f":{part.figure.number}>")[2]
        if opens_a_frame(rows[part.row], Row(claim.lower(), (), part.slot.span)):
            return None
        if (
            are_contrasted(claim.lower(), part.figure.before + part.figure.clause)
            or any_of("elsewhere").search(said_of)
            or part.slot.span.start - start > 2 * _BEFORE
        ):
            return None
        if _is_of_another_deed(claim, rows[part.row].shape, portion):
            return None
        words = part.figure.before + part.figure.rest
        same = _negatives(claim) == _negatives(words)
        if ";" in sheet.text[start : part.slot.span.start]:
            same = same and share_a_deed(claim.lower(), words, _nouns(portion))
        readings = shares(part.slot, portion.whole.slot)[:2]
        if not readings or any(_meets(reading, low, high) for reading in (readings[:1] if same else readings)):
            return None
        return _contradiction(sheet, found["share"], portion, said)
    return None


def _is_of_another_deed(claim: str, shape: str, portion: Portion) -> bool:
    """Whether two sentences have nothing in common but the whole: "Few speak English. Some 900 of the 1,000 sail"."""
    nouns = _nouns(portion)
    return bool(nouns) and not share_a_deed(claim.lower(), shape, nouns) and are_kin(claim.lower().split()[:4], nouns)


def _nouns(portion: Portion) -> list[str]:
    return portion.whole.slot.quantity.counted.lower().split()


def _meets(reading: Interval, low: Decimal, high: Decimal) -> bool:
    assert reading.low is not None and reading.high is not None
    return reading.low <= high and reading.high >= low


def _negatives(text: str) -> bool:
    """Whether words deny or oppose, an odd number of times."""
    return len(any_of("opposites").findall(" ".join(re.findall(r"[a-z'’]+", text.lower())))) % 2 == 1


def _sides(counts: Sequence[Amount], claim: str) -> Iterator[Portion]:
    """Two sides of a vote, "410 against and 260 for": the one that the claim speaks of in both together."""
    if len(counts) < 2:
        return
    first, second = counts[:2]
    sides = [_SIDE.match(one.figure.rest) for one in (first, second)]
    if None in sides or first.row != second.row:
        return
    against = [side is not None and side["side"] in ("against", "no", "noes") for side in sides]
    if against[0] == against[1]:
        return
    part, other = (first, second) if against[0] == _negatives(claim) else (second, first)
    both = sums.total(part.slot, other.slot)
    if both is not None:
        yield Portion(part, Amount(both, other.figure, other.row), True)


_SIDE = Later(r" (?:voted |were |was |votes |members )?(?P<side>against|for|in favour|in favor|yes|no|noes|ayes)\b")


def _contradiction(sheet: Sheet, word: str, portion: Portion, said: str) -> Contradiction:
    del said
    part, whole = portion.part.figure.slot, portion.whole.figure.slot
    actual = sums.share(portion.part.slot, portion.whole.slot)
    assert actual is not None
    first, second = (slot.span.of(sheet.text) for slot in (part, whole))
    sum_ = f"{first} beside {second} is {sums.told(actual)}, the draft says “{word}”"
    return Contradiction(part, (whole,), sum_, f"another word than “{word}”, or another count")


@cache
def _shares() -> dict[str, tuple[Decimal, Decimal]]:
    table = tables("consistency")["shares_in_words"]
    return {word: (Decimal(both.split()[0]), Decimal(both.split()[1])) for word, both in table.items()}


@cache
def _word() -> re.Pattern[str]:
    every = "|".join(sorted(map(re.escape, _shares()), key=len, reverse=True))
    return re.compile(
        rf"(?:^|[.\n“\"] ?|\n)(?P<share>{every}) (?:of )?(?:the |its |their |all )?(?=[a-z\d])", re.IGNORECASE
    )
