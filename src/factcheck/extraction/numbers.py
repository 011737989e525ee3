"""Digits, number words, magnitudes and fractions to an exact ``Decimal`` and the size of its last printed digit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from factcheck.tables import table
from factcheck.text import GROUP, Token

MAX_DIGITS = 30
"""A longer run of digits is an identifier or noise, never a figure in the news."""

_UNGROUP = {ord(character): None for character in GROUP + ", "}
_DOZEN = Decimal(12)
_ARTICLES = frozenset({"a", "an"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the tokens ``[first, after)``.

    `step` is one unit of the last printed digit; `mantissa` is the value before a magnitude word was applied and
    `scale` that magnitude, so that "10 to 15 million" can share it; `form` is digits, words, part or multiple.
    """

    value: Decimal
    step: Decimal
    first: int
    after: int
    form: str = "digits"
    mantissa: Decimal = Decimal(0)
    scale: Decimal = Decimal(1)


@cache
def words(name: str) -> Mapping[str, Decimal]:
    """One table of ``data/numbers.yaml``, word to value."""
    return {word: Decimal(value) for word, value in table("numbers")[name].items()}


@cache
def number_words() -> frozenset[str]:
    """Every word that can begin a number, apart from articles."""
    return frozenset(words("ones")) | frozenset(words("tens")) | frozenset(words("parts"))


def read_number(ts: Sequence[Token], i: int, *, money: bool = False) -> Number | None:
    """The longest number that begins at token `i`, or ``None``.

    `money` says that a currency stands before it, which makes "5m" five million.
    """
    token = ts[i]
    if token.kind == "num":
        return _read_digits(ts, i, money=money)
    if token.kind == "sym":
        return _vulgar(ts, i, None)
    if token.kind != "word":
        return None
    if token.lower in words("multiples"):
        value = words("multiples")[token.lower]
        return Number(value, Decimal(1), i, i + 1, "multiple", value)
    if token.lower in _ARTICLES or token.lower in number_words():
        return _read_words(ts, i)
    return None


def _read_digits(ts: Sequence[Token], i: int, *, money: bool) -> Number | None:
    digits = ts[i].text.translate(_UNGROUP)
    if len(digits) > MAX_DIGITS:
        return None
    value = Decimal(digits)
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    number = Number(value, Decimal(1).scaleb(exponent), i, i + 1, "digits", value)
    number = _fraction_slash(ts, number) or _vulgar(ts, i + 1, number) or number
    return _scaled(ts, number, money=money)


def _fraction_slash(ts: Sequence[Token], number: Number) -> Number | None:
    """``1/2`` and ``3 1/2``: a numerator, a slash and a denominator up to 100."""
    i = number.after
    if i + 1 < len(ts) and ts[i].text in "/⁄" and ts[i].glued and ts[i + 1].kind == "num" and ts[i + 1].glued:
        below = ts[i + 1].text
        if below.isdigit() and 1 < int(below) <= 100 and number.value < int(below):
            value = number.value / Decimal(below)
            return Number(value, Decimal("0.01"), number.first, i + 2, "part", value)
    return None


def _vulgar(ts: Sequence[Token], i: int, whole: Number | None) -> Number | None:
    """A vulgar fraction character at `i`, added to the whole number before it."""
    if i >= len(ts) or ts[i].text not in table("numbers")["vulgar"]:
        return None
    above, below = table("numbers")["vulgar"][ts[i].text].split("/")
    value = Decimal(above) / Decimal(below) + (whole.value if whole else 0)
    return Number(value, Decimal("0.1"), whole.first if whole else i, i + 1, "digits", value)


def _scaled(ts: Sequence[Token], number: Number, *, money: bool) -> Number:
    """The number with the magnitude word or letters after it applied, and "and a half" added."""
    i, scale, after = number.after, Decimal(1), number.after
    while after < len(ts) and ts[after].kind == "word" and ts[after].lower in words("scales"):
        if ts[after].lower in ("score", "dozen") and scale != 1:
            break
        scale *= words("scales")[ts[after].lower]
        after += 1
    if scale == 1 and i + 1 < len(ts) and ts[i].text == "-" and ts[i].glued and ts[i + 1].lower in words("scales"):
        scale, after = words("scales")[ts[i + 1].lower], i + 2
    if scale == 1 and i < len(ts) and _is_short_scale(ts, i, money=money):
        scale, after = words("short_scales")[ts[i].lower.rstrip(".")], i + 1
    value, step = number.value * scale, number.step * scale
    if scale == 1:
        return Number(value, _rounding(value, number.step), number.first, after, number.form, number.value)
    if [token.lower for token in ts[after : after + 3]] == ["and", "a", "half"]:
        value, step, after = value + scale / 2, scale / 2, after + 3
    if step == scale:
        step = _rounding(number.value, number.step) * (scale if scale != _DOZEN else 1)
    return Number(value, step, number.first, after, number.form, number.value, scale)


def _is_short_scale(ts: Sequence[Token], i: int, *, money: bool) -> bool:
    token = ts[i]
    letters = token.lower
    if letters not in words("short_scales") or token.kind != "word":
        return False
    if letters in ("bn", "mn", "mln", "bln", "tn", "trn", "mio"):
        return token.glued or money
    if not token.glued:
        return False
    if money:
        return True
    following = ts[i + 1] if i + 1 < len(ts) else None
    counts = following is not None and following.kind == "word" and len(following.text) > 3 and not following.glued
    return letters == "k" or (letters == "m" and counts and following.lower.endswith(("s", "people")))  # type: ignore[union-attr]


def _rounding(value: Decimal, step: Decimal) -> Decimal:
    """The step of a whole number of three or more digits that ends in zeros: it may be rounded.

    "50,000" can stand for 47,500 to 52,500: one unit of the last digit that is not zero, at most a tenth.
    """
    if step != 1 or value < 100 or value != value.to_integral_value():
        return step
    digits = str(int(value))
    zeros = len(digits) - len(digits.rstrip("0"))
    return min(Decimal(10) ** zeros, Decimal(int(value / 10)) or Decimal(1)) if zeros else step


def _read_words(ts: Sequence[Token], i: int) -> Number | None:
    """A number in words from token `i`: groups below a thousand, each with its magnitude, then parts."""
    total, position, smallest, used = Decimal(0), i, None, False
    while position < len(ts):
        begin = position + 1 if used and ts[position].lower == "and" else position
        group = _group(ts, begin, first=not used)
        if group is None:
            break
        value, after = group
        scale = Decimal(1)
        while after < len(ts) and ts[after].lower in words("scales"):
            scale *= words("scales")[ts[after].lower]
            after += 1
        if smallest is not None and scale >= smallest:
            break
        total, position, smallest, used = total + value * scale, after, scale, True
        if scale == 1:
            break
    part = _part(ts, position if used else i, total if used else None)
    if part is not None:
        value, after, step = part
        return Number(value, step, i, after, "part", value)
    if not used or smallest is None:
        return None
    mantissa = total / smallest
    step = _rounding(mantissa, Decimal(1)) * smallest if smallest >= 1000 else _rounding(total, Decimal(1))
    return _with_half(ts, Number(total, step, i, position, "words", mantissa, smallest))


def _with_half(ts: Sequence[Token], number: Number) -> Number:
    """ "a million and a half", "three and a half million": the half and a magnitude after it."""
    after, value, scale = number.after, number.value, number.scale
    step = number.step
    lowers = [token.lower for token in ts[after : after + 3]]
    if lowers == ["and", "a", "half"] or lowers[:2] == ["and", "half"]:
        after += len(lowers) if lowers[1] == "a" else 2
        value, step = value + scale / 2, scale / 2
    while after < len(ts) and after > number.after and ts[after].lower in words("scales"):
        more = words("scales")[ts[after].lower]
        value, step, scale, after = value * more, step * more, scale * more, after + 1
    return Number(value, step, number.first, after, number.form, value / scale, scale)


def _group(ts: Sequence[Token], i: int, *, first: bool) -> tuple[Decimal, int] | None:
    """Words below a thousand at `i`: the value and the token after."""
    if i >= len(ts):
        return None
    if ts[i].lower in _ARTICLES and first:
        following = ts[i + 1].lower if i + 1 < len(ts) else ""
        return (Decimal(1), i + 1) if following in words("scales") and following != "score" else None
    small = _below_hundred(ts, i)
    if small is None:
        return None
    value, position = small
    if position < len(ts) and ts[position].lower == "hundred" and value < 100:
        value, position = value * 100, position + 1
        begin = position + 1 if position < len(ts) and ts[position].lower == "and" else position
        rest = _below_hundred(ts, begin)
        if rest is not None and not _is_article_part(ts, begin):
            value, position = value + rest[0], rest[1]
    return value, position


def _is_article_part(ts: Sequence[Token], i: int) -> bool:
    return i + 1 < len(ts) and ts[i].lower == "one" and ts[i + 1].lower in words("parts")


def _below_hundred(ts: Sequence[Token], i: int) -> tuple[Decimal, int] | None:
    if i >= len(ts):
        return None
    ones, tens = words("ones"), words("tens")
    if ts[i].lower in tens:
        value, position = tens[ts[i].lower], i + 1
        if position < len(ts) and ts[position].text in "-‐‑–":
            position += 1
        if position < len(ts) and ts[position].lower in ones and 0 < ones[ts[position].lower] < 10:
            return value + ones[ts[position].lower], position + 1
        return value, i + 1
    if ts[i].lower in ones:
        return ones[ts[i].lower], i + 1
    return None


def _part(ts: Sequence[Token], i: int, above: Decimal | None) -> tuple[Decimal, int, Decimal] | None:
    """ "half a million", "two-thirds", "a quarter of", "three quarters": value, token after, step."""
    parts, scales = words("parts"), words("scales")
    if above is None and i < len(ts) and ts[i].lower in _ARTICLES | {"one"}:
        i += 1
    elif above is not None and i < len(ts) and ts[i].text in "-‐‑":
        i += 1
    if i >= len(ts) or ts[i].lower not in parts:
        return None
    word = ts[i].lower
    if above is None and word != "half" and (i == 0 or ts[i - 1].lower not in _ARTICLES | {"one"}):
        return None
    if above is not None and (above > 20 or word in ("half", "third", "quarter") or not word.endswith("s")):
        return (above / parts[word], i + 1, Decimal("0.01")) if above == 1 else None
    value = (above or Decimal(1)) / parts[word]
    after = i + 1
    rest = [token.lower for token in ts[after : after + 2]]
    if rest[:1] == ["a"] and rest[1:] and rest[1] in scales and rest[1] != "score":
        return value * scales[rest[1]], after + 2, scales[rest[1]] / 10
    if rest[:1] and rest[0] in scales and rest[0] in ("million", "billion", "trillion", "dozen"):
        return value * scales[rest[0]], after + 1, scales[rest[0]] / 10
    return value, after, Decimal("0.01")
