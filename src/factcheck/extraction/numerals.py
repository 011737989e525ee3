"""The longest number that begins at a token, in digits or words, with its sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from factcheck.extraction.numbers import Number, read_digits, read_vulgar, words
from factcheck.extraction.spelled import ARTICLES, read_words
from factcheck.tables import wordset
from factcheck.text import Token, hyphen_at, lower_at

_MINUS = frozenset({"-", "−", "minus"})


@cache
def number_openers() -> frozenset[str]:
    """Every word that can begin a number, articles and signs of minus among them."""
    tables = (words(name) for name in ("ones", "tens", "parts", "multiples", "doublings"))
    return frozenset(word for found in tables for word in found) | ARTICLES | _MINUS


def read_number(ts: Sequence[Token], i: int, *, money: bool = False) -> Number | None:
    """The longest number that begins at token `i`, or ``None``.

    `money` says that a currency stands before it, which makes "5m" five million.
    """
    if i >= len(ts):
        return None
    token = ts[i]
    if token.lower in _MINUS:
        return _negative(ts, i, money=money)
    if token.kind == "num":
        return _fold(ts, read_digits(ts, i, money=money))
    if token.kind == "sym":
        return read_vulgar(ts, i, None)
    return _spelled(ts, i) if token.kind == "word" and token.lower in number_openers() else None


def _spelled(ts: Sequence[Token], i: int) -> Number | None:
    token = ts[i]
    if token.lower in words("multiples"):
        value = words("multiples")[token.lower]
        return Number(value, Decimal(1), i, i + 1, "multiple", value)
    if token.lower in words("doublings"):
        return _doubling(ts, i)
    return _fold(ts, read_words(ts, i))


def _negative(ts: Sequence[Token], i: int, *, money: bool) -> Number | None:
    """The number behind "minus", or behind a sign that touches it and nothing before."""
    sign, j = ts[i], i + 1 + hyphen_at(ts, i + 1)
    if j >= len(ts) or (sign.kind == "sym" and (sign.glued != money or not ts[j].glued or ts[j].kind != "num")):
        return None
    number = read_digits(ts, j, money=money) if ts[j].kind == "num" else read_words(ts, j)
    if number is None or number.form not in ("digits", "words"):
        return None
    return replace(number, value=-number.value, mantissa=-number.mantissa, first=i)


def _fold(ts: Sequence[Token], number: Number | None) -> Number | None:
    """The number as a multiple if "fold" stands behind it: "10-fold", "ten fold"."""
    if number is None:
        return None
    j = number.after + hyphen_at(ts, number.after)
    if lower_at(ts, j) == "fold":
        return replace(number, after=j + 1, form="multiple")
    return number


def _doubling(ts: Sequence[Token], i: int) -> Number | None:
    """The multiple "double" or "triple", which it is only before what is multiplied: "double the number"."""
    if lower_at(ts, i + 1) not in wordset("labels", "multiplied"):
        return None
    value = words("doublings")[ts[i].lower]
    return Number(value, Decimal(1), i, i + 1, "multiple", value)
