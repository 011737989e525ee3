"""Amounts of money in several parts: "7 dollars 25 cents", "40 USD million", "20 MUSD", and signs before and behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from factcheck.extraction.numbers import Number, scale_words
from factcheck.extraction.numerals import read_number
from factcheck.extraction.units import Unit, currency_rows, currency_signs, read_unit, unit_of, units
from factcheck.model import Kind
from factcheck.tables import wordset
from factcheck.text import Token, lower_at

_PREFIXES = {"K": Decimal(1000), "M": Decimal(1_000_000), "B": Decimal(1_000_000_000)}
_HUNDREDTH = Decimal("0.01")
_LONGEST_SIGN = 3


@cache
def _dollar_signs() -> dict[str, Unit]:
    """Signs that end in "$" after letters, in capitals: those may be printed small and apart ("hk $ 5")."""
    return {sign.upper(): unit for sign, unit in currency_signs().items() if len(sign) > 1 and sign[-1] == "$"}


@cache
def _codes() -> dict[str, Unit]:
    """ISO codes with a magnitude before them: "MUSD", "KEUR"."""
    names = {code: name for name, code, _, _ in currency_rows() if code}
    return {prefix + code: units()[name] for code, name in names.items() for prefix in _PREFIXES}


def money_openers() -> frozenset[str]:
    """Words that begin an amount besides the signs: "MNOK 8", "dollar 31"."""
    return frozenset(code.lower() for code in _codes()) | {"dollar"}


def currency_before(ts: Sequence[Token], i: int) -> tuple[Unit, int, Decimal] | None:
    """A currency sign or code before a number at token `i`: its unit, how many tokens it takes, its magnitude."""
    if ts[i].kind == "num":
        return None
    for length in range(_LONGEST_SIGN, 0, -1):
        unit = _sign(ts[i : i + length], length)
        if unit is not None and _starts_amount(ts, i + length) and _may_be_sign(ts, i, length):
            return unit, length, Decimal(1)
    text = ts[i].text
    if text in _codes() and _starts_amount(ts, i + 1):
        return _codes()[text], 1, _PREFIXES[text[0]]
    return (units()["dollar"], 1, Decimal(1)) if _is_name_before(ts, i) else None


def _may_be_sign(ts: Sequence[Token], i: int, length: int) -> bool:
    """Whether one letter that stands for a currency touches its amount: "R5bn"."""
    return length > 1 or len(ts[i].text) > 1 or not ts[i].text.isalpha() or ts[i + 1].glued


def _is_name_before(ts: Sequence[Token], i: int) -> bool:
    """Whether "dollar" names what the number behind it is an amount of: "at dollar 31.4 million"."""
    if ts[i].lower != "dollar" or i + 1 >= len(ts) or ts[i + 1].kind != "num":
        return False
    number = read_number(ts, i + 1, money=True)
    return lower_at(ts, i - 1) in ("of", "at", "to", "for", "from") and (
        number is not None and read_unit(ts, number.after) is None
    )


def opens_negative(ts: Sequence[Token], i: int) -> bool:
    """Whether token `i` is a minus before a currency sign and its amount: "-$9bn", "minus £3m"."""
    if i + 2 >= len(ts) or lower_at(ts, i) not in ("minus", "-", "−"):
        return False
    apart = ts[i].kind == "word" or (not ts[i].glued and ts[i + 1].glued)
    return apart and ts[i + 1].kind != "num" and currency_before(ts, i + 1) is not None


def _sign(part: Sequence[Token], length: int) -> Unit | None:
    if len(part) < length:
        return None
    form = "".join(token.text for token in part)
    if form in currency_signs() and all(token.glued for token in part[1:]):
        return currency_signs()[form]
    if length == 2 and part[1].text == "$" and (len(part[0].text) > 1 or part[0].text == "c" or part[1].glued):
        return _dollar_signs().get(form.upper())
    return None


def _starts_amount(ts: Sequence[Token], i: int) -> bool:
    return i < len(ts) and (ts[i].kind == "num" or read_number(ts, i, money=True) is not None)


def money_behind(ts: Sequence[Token], number: Number) -> tuple[Unit, Number, int] | None:
    """A currency behind `number`, with what belongs to the amount: unit, amount, and the token after all of it."""
    i = number.after
    if i >= len(ts):
        return None
    if ts[i].text in _codes():
        return _codes()[ts[i].text], scaled(number, _PREFIXES[ts[i].text[0]]), i + 1
    if (unit := _sign_behind(ts, i)) is not None:
        return unit, number, i + 1
    read = unit_of(ts, i, part=False, scale=number.scale)
    if read is None or read[0].kind is not Kind.MONEY:
        return None
    unit, after = read
    if ts[after - 1].text.isupper() and number.scale == 1:
        scale, end = scale_words(ts, after)
        if scale > 100:
            return unit, scaled(number, scale), end
    return unit, number, after


def scaled(number: Number, scale: Decimal) -> Number:
    """The number times a magnitude that is printed with its currency."""
    return replace(number, value=number.value * scale, step=number.step * abs(scale), scale=number.scale * abs(scale))


def _sign_behind(ts: Sequence[Token], i: int) -> Unit | None:
    """A sign that stands behind its amount: it touches it, or no other amount follows."""
    unit = currency_signs().get(ts[i].text) if not ts[i].text.isalpha() or not ts[i].text.isascii() else None
    if unit is None or ts[i].kind == "code":
        return None
    free = i + 1 >= len(ts) or ts[i + 1].kind != "num"
    return unit if free or (ts[i].glued and not ts[i + 1].glued) else None


def with_coins(ts: Sequence[Token], number: Number, unit: Unit, after: int) -> tuple[Number, int]:
    """The amount with its hundredths: "7 dollars 25 cents", "7 dollars and 25." at the end of a clause."""
    if unit.kind is not Kind.MONEY or unit.name in wordset("labels", "coins") or number.step != 1 or number.scale != 1:
        return number, after
    i = after + (lower_at(ts, after) == "and")
    if i >= len(ts) or (ts[i].kind == "num" and ts[i].glued):
        return number, after
    coins = read_number(ts, i)
    if coins is None or coins.scale != 1 or not 0 < coins.value < 100 or coins.step != 1 or coins.form == "part":
        return number, after
    coin = read_unit(ts, coins.after)
    named = coin is not None and coin[0].name in wordset("labels", "coins")
    bare = coins.after >= len(ts) or (ts[coins.after].text in ".;!?)" and not _continues(ts, coins.after))
    if not named and not (bare and coins.value >= 10):
        return number, after
    end = coin[1] if coin is not None and named else coins.after
    value = number.value + coins.value * _HUNDREDTH
    return replace(number, value=value, mantissa=value, step=_HUNDREDTH), end


def _continues(ts: Sequence[Token], i: int) -> bool:
    return ts[i].text == "." and i + 1 < len(ts) and ts[i + 1].glued
