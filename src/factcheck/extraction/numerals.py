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
_OPENING = frozenset("([“‘\"'")


@cache
def number_openers() -> frozenset[str]:
    """Every word that can begin a number, articles and signs of minus among them."""
    tables = (words(name) for name in ("ones", "tens", "parts", "multiples", "doublings", "changes", "change_bases"))
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
    change = _change(ts, i)
    if change is not None:
        return change
    if token.lower in words("doublings"):
        return _doubling(ts, i)
    return _fold(ts, read_words(ts, i))


def _negative(ts: Sequence[Token], i: int, *, money: bool) -> Number | None:
    """The number behind "minus", or behind a sign that touches it and nothing before but a bracket or quote."""
    sign, j = ts[i], i + 1 + hyphen_at(ts, i + 1)
    glued = sign.glued and lower_at(ts, i - 1) not in _OPENING
    if j >= len(ts) or (sign.kind == "sym" and (glued != money or not ts[j].glued or ts[j].kind != "num")):
        return None
    number = read_digits(ts, j, money=money) if ts[j].kind == "num" else read_words(ts, j)
    if number is None or number.form not in ("digits", "words"):
        return None
    return replace(number, value=-number.value, mantissa=-number.mantissa, first=i)


def _fold(ts: Sequence[Token], number: Number | None) -> Number | None:
    """The number as a multiple if "fold" or a touching "x" stands behind it: "10-fold", "ten fold", "2.5x"."""
    if number is None:
        return None
    i = number.after
    if number.form == "digits" and lower_at(ts, i) == "x" and ts[i].glued and not _is_touched(ts, i + 1):
        return replace(number, after=i + 1, form="multiple")
    j = number.after + hyphen_at(ts, number.after)
    if lower_at(ts, j) == "fold":
        return replace(number, after=j + 1, form="multiple")
    return number


def _is_touched(ts: Sequence[Token], i: int) -> bool:
    return i < len(ts) and ts[i].glued and ts[i].kind in ("num", "word", "code")


def _change(ts: Sequence[Token], i: int) -> Number | None:
    """The multiple that a verb says: "doubled", "has halved", "will triple"; not "doubled down"."""
    word, before = ts[i].lower, lower_at(ts, i - 1)
    if lower_at(ts, i + 1) in wordset("labels", "after_doubled") or hyphen_at(ts, i + 1):
        return None
    is_base = word in words("change_bases") and before in wordset("grammar", "modals")
    value = words("changes").get(word) or (words("change_bases")[word] if is_base else None)
    return None if value is None else Number(value, min(value, Decimal(1)), i, i + 1, "change", value)


def _doubling(ts: Sequence[Token], i: int) -> Number | None:
    """The multiple "double" or "triple", which it is only before what is multiplied: "double the number"."""
    if lower_at(ts, i + 1) not in wordset("labels", "multiplied"):
        return None
    value = words("doublings")[ts[i].lower]
    return Number(value, Decimal(1), i, i + 1, "multiple", value)
