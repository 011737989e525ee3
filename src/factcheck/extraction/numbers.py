"""Digits, magnitudes and fractions to an exact ``Decimal`` and the size of its last printed digit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from factcheck.extraction.nouns import counted_noun, is_noun
from factcheck.extraction.units import read_unit
from factcheck.tables import table, wordset
from factcheck.text import GROUP, HYPHENS, Token, hyphen_at, lower_at

MAX_DIGITS = 24
"""A longer run of digits is an identifier or noise, never a figure in the news."""

_UNGROUP = {ord(character): None for character in GROUP + ", "} | {ord("·"): "."}
_TIMES = frozenset({"by", "x", "×"})
_ONE_THING = frozenset({"a", "an", "the", "his", "her", "its"})
_DOZEN = Decimal(12)
_SLASHED = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 100})
"""Denominators of fractions with a slash: 9/11, 24/7 and 20/20 are none."""
_NEAR_LENGTH = 6
_MAX_SCALES = 2
"""Magnitude words in a row: "eight thousand million", never more."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the tokens ``[first, after)``.

    `step` is one unit of the last printed digit; `mantissa` is the value before a magnitude word was
    applied and `scale` that magnitude, so that "10 to 15 million" can share it; `form` is digits, words,
    part, multiple or ratio.
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


def read_digits(ts: Sequence[Token], i: int, *, money: bool) -> Number | None:
    """The number printed in digits at token `i`, with its magnitude; ``None`` if it is too long for one."""
    digits = ts[i].text.translate(_UNGROUP)
    if len(digits) > MAX_DIGITS:
        return None
    value, step = Decimal(digits), Decimal(1).scaleb(-len(digits.partition(".")[2]))
    number = Number(value, step, i, i + 1, "digits", value)
    power = _power(ts, number)
    if power is not None:
        return power
    number = _slashed(ts, number) or read_vulgar(ts, i + 1, number) or number
    if number.form == "part":
        return number
    return _scaled(ts, number, money=money)


def _power(ts: Sequence[Token], number: Number) -> Number | None:
    """A power of ten behind the number: "6.02×10^23", "6 x 10-8", "2×10−9"."""
    i = number.after
    if lower_at(ts, i) not in ("×", "x", "*") or lower_at(ts, i + 1) != "10" or i + 2 >= len(ts) or not ts[i + 2].glued:
        return None
    j = i + 2 + (ts[i + 2].text == "^")
    minus = lower_at(ts, j) in ("-", "−", "–")
    j += minus
    if j >= len(ts) or not ts[j].glued or not ts[j].text.isdigit() or len(ts[j].text) > 2:
        return None
    scale = Decimal(1).scaleb(-int(ts[j].text) if minus else int(ts[j].text))
    return Number(number.value * scale, number.step * scale, number.first, j + 1, "digits", number.value, scale)


def _slashed(ts: Sequence[Token], number: Number) -> Number | None:
    """``3/4``: a numerator, a slash and one of the usual denominators."""
    i = number.after
    if i + 1 < len(ts) and ts[i].text in "/⁄" and ts[i].glued and ts[i + 1].kind == "num" and ts[i + 1].glued:
        below = ts[i + 1].text
        if len(below) < 4 and below.isdigit() and int(below) in _SLASHED and number.value < int(below):
            value = number.value / Decimal(below)
            return Number(value, Decimal("0.01"), number.first, i + 2, "part", value)
    return None


def read_vulgar(ts: Sequence[Token], i: int, whole: Number | None) -> Number | None:
    """A vulgar fraction character at `i`, added to the whole number right before it if there is one."""
    if i >= len(ts) or ts[i].kind != "sym" or ts[i].text not in table("numbers")["vulgar"]:
        return None
    above, below = table("numbers")["vulgar"][ts[i].text].split("/")
    value = Decimal(above) / Decimal(below) + (whole.value if whole else 0)
    if whole is None:
        return _scaled(ts, Number(value, Decimal("0.01"), i, i + 1, "part", value), money=False)
    return Number(value, Decimal("0.1"), whole.first, i + 1, "digits", value)


def scale_words(ts: Sequence[Token], i: int) -> tuple[Decimal, int]:
    """The magnitude words at `i` multiplied, hyphens passed over, 1 without any; and the token after them."""
    scale, after, scales = Decimal(1), i, words("scales")
    for _ in range(_MAX_SCALES):
        j = after + 1 if hyphen_at(ts, after) else after
        word = lower_at(ts, j)
        if (
            word not in scales
            or (word in ("score", "dozen") and scale != 1)
            or (word == "score" and not _is_twenty(ts, j))
        ):
            break
        scale, after = scale * scales[word], j + 1
    return scale, after


def _is_twenty(ts: Sequence[Token], i: int) -> bool:
    """Whether "score" is twenty, as in "three score and ten", "a score of guests"; elsewhere it is a result."""
    if lower_at(ts, i - 1) in words("ones") and lower_at(ts, i + 1) != "of":
        return lower_at(ts, i + 1) in ("and", "or") or counted_noun(ts, i + 1)
    return lower_at(ts, i - 1) == "a" and lower_at(ts, i + 1) == "of" and counted_noun(ts, i + 2)


def add_half(ts: Sequence[Token], number: Number) -> Number:
    """The number with a part added: "a million and a half", "two and a half million"."""
    after, steps = number.after, 0
    for word in ("and", "a", ""):
        after += hyphen_at(ts, after)
        if word and lower_at(ts, after) == word:
            after, steps = after + 1, steps + 1
    part = lower_at(ts, after)
    if (
        steps == 0
        or lower_at(ts, number.after + hyphen_at(ts, number.after)) != "and"
        or part not in ("half", "quarter")
    ):
        return number
    if steps == 1 and (part != "half" or lower_at(ts, after + 1) == "a"):
        return number
    below = words("parts")[part]
    more, end = scale_words(ts, after + 1) if number.scale == 1 else (Decimal(1), after + 1)
    scale = number.scale * more
    value = (number.mantissa + 1 / below) * scale
    return Number(value, scale / below, number.first, end, number.form, value / scale, scale)


def _scaled(ts: Sequence[Token], number: Number, *, money: bool) -> Number:
    """The number with the magnitude word or letters after it applied, and "and a half" added."""
    scale, after = scale_words(ts, number.after)
    if scale == 1 and (short := _short_scale(ts, number, money=money)) is not None:
        scale, after = short, number.after + 1
    step = number.step
    if step == 1:
        step = rounding(number.value, step)
    scaled_step = step * scale if scale != _DOZEN else Decimal(1)
    found = Number(number.value * scale, scaled_step, number.first, after, number.form, number.value, scale)
    return add_half(ts, found)


def _short_scale(ts: Sequence[Token], number: Number, *, money: bool) -> Decimal | None:
    """The magnitude that the letters behind the digits stand for, if they stand for no unit or name."""
    i = number.after
    if i >= len(ts) or ts[i].kind != "word":
        return None
    letters, scale = ts[i].lower, words("short_scales").get(ts[i].lower)
    if scale is None or len(letters) > 1:
        return scale
    if ts[i].text == "B" and not ts[i].glued and (counted_noun(ts, i + 1) or lower_at(ts, i + 1) == "people"):
        return scale
    if not ts[i].glued or (i + 1 < len(ts) and ts[i + 1].glued and ts[i + 1].kind in ("num", "word")):
        return None
    if money:
        return scale
    if letters == "k":
        return scale if ts[i].text == "k" or counted_noun(ts, i + 1) or number.value >= 100 else None
    if letters == "m":
        return None if _is_metre(ts, number) else scale
    return scale if letters == "b" and ts[i].text == "b" else None


def _is_metre(ts: Sequence[Token], number: Number) -> bool:
    """Whether "m" that touches digits is metres: a word of length or "by" is near, or it sizes one thing."""
    before, after = lower_at(ts, number.first - 1), number.after + 1
    if _is_among_lengths(ts, number.first, after):
        return True
    j = after
    if lower_at(ts, j) in ("to", "-", "–") and j + 2 < len(ts) and ts[j + 1].kind == "num" and ts[j + 2].lower == "m":
        j += 3
    following = lower_at(ts, j)
    if following in wordset("labels", "after_metres"):
        return True
    if following in _TIMES and j + 1 < len(ts) and ts[j + 1].kind == "num":
        return True
    near = {token.stem for token in ts[max(0, number.first - 4) : number.first]}
    if before in _TIMES and not near & wordset("changes", "up") and not near & wordset("changes", "down"):
        return True
    if near & wordset("labels", "before_metres"):
        return True
    if counted_noun(ts, j) or read_unit(ts, j) is not None or following in wordset("labels", "after_millions"):
        return False
    return before in _ONE_THING and (is_noun(ts, j + hyphen_at(ts, j)) or (before == "the" and j == after))


def _is_among_lengths(ts: Sequence[Token], first: int, after: int) -> bool:
    """Whether a number with a longer name of a length stands near: "1m is equal to 10 dm", "2m (6ft)"."""
    for i in range(max(0, first - _NEAR_LENGTH), min(len(ts), after + _NEAR_LENGTH)):
        if ts[i].kind == "num" and i != first and lower_at(ts, i + 1) not in ("m", "in"):
            unit = read_unit(ts, i + 1)
            if unit is not None and unit[0].base == "metre":
                return True
    return False


def rounding(value: Decimal, step: Decimal) -> Decimal:
    """The step of a whole number of three or more digits that ends in zeros: it may be rounded.

    "50,000" can stand for 47,500 to 52,500: one unit of the last digit that is not zero, at most a tenth.
    """
    if step != 1 or value < 100 or value != value.to_integral_value():
        return step
    digits = str(int(value))
    zeros = len(digits) - len(digits.rstrip("0"))
    return min(Decimal(10) ** zeros, Decimal(int(value / 10)) or Decimal(1)) if zeros else step


def spelled_ordinal(ts: Sequence[Token], i: int) -> tuple[Decimal, int] | None:
    """The ordinal in words at token `i`, "third" or "thirty-first", and the token after it."""
    ordinals, tens, lower = words("ordinals"), words("tens"), lower_at(ts, i)
    unit = ordinals.get(lower_at(ts, i + 2), Decimal(10)) if lower_at(ts, i + 1) in HYPHENS else Decimal(10)
    if lower in tens and unit < 10:
        return tens[lower] + unit, i + 3
    return (ordinals[lower], i + 1) if lower in ordinals else None
