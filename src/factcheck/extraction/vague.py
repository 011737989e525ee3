"""Readings that no report lists: amounts without a number ("dozens", "tens of thousands") and "one of the best".

They have `loose` set; they are there for those who count what a text says and not for those who check it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from factcheck.extraction.hedges import hedge_before
from factcheck.extraction.nouns import is_noun
from factcheck.extraction.numbers import Number
from factcheck.extraction.units import read_unit
from factcheck.tables import table, wordset
from factcheck.text import Token, lower_at

_TEN = Decimal(10)


@cache
def vague_words() -> dict[str, Decimal]:
    """Magnitudes in the plural that stand for some of them: "dozens" is 12 and up."""
    return {word: Decimal(value) for word, value in table("numbers")["vague"].items()}


def read_vague(ts: Sequence[Token], i: int) -> tuple[Decimal, Number] | None:
    """The amount without a number at token `i`: its lower end, and its upper end ten times as high."""
    low = vague_words().get(lower_at(ts, i))
    if low is None or (i and (ts[i - 1].kind == "num" or ts[i - 1].lower in ("the", "many", "a"))):
        return None
    after = i + 1
    if lower_at(ts, after) == "of" and lower_at(ts, after + 1) in vague_words():
        low, after = low * vague_words()[lower_at(ts, after + 1)], after + 2
    if lower_at(ts, after) == "of":
        if lower_at(ts, after + 1) in ("the", "it", "this", "that", "them"):
            return None
        after += read_unit(ts, after + 1) is not None
    elif not is_noun(ts, after):
        return None
    return low, Number(low * _TEN, low, i, after, "words", low * _TEN)


def read_one(ts: Sequence[Token], i: int) -> Number | None:
    """A "one" before a noun or "of": "one of the best teams", "just one area"; not "no one" and "one can"."""
    if lower_at(ts, i) != "one" or lower_at(ts, i - 1) in wordset("labels", "not_one"):
        return None
    after = i + 1
    number = Number(Decimal(1), Decimal(1), i, after, "words", Decimal(1))
    if lower_at(ts, after) == "of":
        following = ts[after + 1] if after + 1 < len(ts) else None
        return number if following is not None and following.kind == "word" and not _is_number(following) else None
    if after < len(ts) and ts[after].text in "-–" and is_noun(ts, after + 1):
        return number
    if lower_at(ts, after) == "that" and hedge_before(ts, i) is None:
        return number
    counts = is_noun(ts, after) and not ts[after].is_title and lower_at(ts, after) not in wordset("labels", "after_one")
    return number if counts or read_unit(ts, after) is not None else None


def _is_number(token: Token) -> bool:
    return token.lower in table("numbers")["ones"] or token.lower in ("them", "us", "those", "these", "which", "whom")
