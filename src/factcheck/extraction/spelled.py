"""Numbers in words: "two hundred and five thousand", "a million and a half", "two-thirds", "half a dozen"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.extraction.nouns import is_noun
from factcheck.extraction.numbers import Number, add_half, rounding, scale_words, words
from factcheck.extraction.units import read_unit
from factcheck.tables import wordset
from factcheck.text import Token, hyphen_at, lower_at

ARTICLES = frozenset({"a", "an"})
_LONGEST = 8
"""Groups in one number; five cover everything below a thousand trillion."""


def read_words(ts: Sequence[Token], i: int) -> Number | None:
    """The number in words at token `i`: a part of a whole, or a whole number with what follows it."""
    part = read_part(ts, i)
    if part is not None:
        return part
    whole = _whole(ts, i)
    if whole is None:
        return None
    return _with_point(ts, whole) or add_half(ts, whole)


def _whole(ts: Sequence[Token], i: int) -> Number | None:
    """Groups below a thousand, each with its magnitude, the magnitudes falling."""
    total, after, smallest = Decimal(0), i, Decimal(0)
    for _ in range(_LONGEST):
        begin = _past_joint(ts, after) if smallest else i
        group = _group(ts, begin, first=not smallest)
        if group is None:
            break
        value, end = group
        scale, end = scale_words(ts, end)
        if smallest and (scale >= smallest or (lower_at(ts, after) == "," and scale == 1 and value < 100)):
            break
        total, after, smallest = total + value * scale, end, scale
        if scale == 1:
            break
    if not smallest:
        return None
    if smallest >= 1000:
        step = rounding(total / smallest, Decimal(1)) * smallest
    else:
        step = rounding(total, Decimal(1)) if smallest != 12 else Decimal(1)
    return Number(total, step, i, after, "words", total / smallest, smallest)


def _past_joint(ts: Sequence[Token], i: int) -> int:
    """Past what joins two groups: nothing, "and", a hyphen, or a comma ("one million, two hundred")."""
    if lower_at(ts, i) == "and" or lower_at(ts, i) == ",":
        return i + 1 + (lower_at(ts, i) == "," and lower_at(ts, i + 1) == "and")
    if hyphen_at(ts, i):
        return i + 1 + 2 * (lower_at(ts, i + 1) == "and" and hyphen_at(ts, i + 2))
    return i


def _group(ts: Sequence[Token], i: int, *, first: bool) -> tuple[Decimal, int] | None:
    """Words below a thousand at `i`, and "twelve hundred": the value and the token after."""
    if lower_at(ts, i) in ARTICLES and first:
        following = lower_at(ts, i + 1)
        if following not in words("scales") or (following == "score" and scale_words(ts, i + 1)[0] == 1):
            return None
        value, after = Decimal(1), i + 1
    else:
        small = _below_hundred(ts, i)
        if small is None:
            return None
        value, after = small
    hundred = after + hyphen_at(ts, after)
    if lower_at(ts, hundred) != "hundred":
        return value, after
    value, after = value * 100, hundred + 1
    begin = after + 1 if lower_at(ts, after) == "and" else after + hyphen_at(ts, after)
    rest = _below_hundred(ts, begin)
    if rest is not None and lower_at(ts, begin + 1) not in words("parts"):
        value, after = value + rest[0], rest[1]
    return value, after


def _below_hundred(ts: Sequence[Token], i: int) -> tuple[Decimal, int] | None:
    ones, tens, word = words("ones"), words("tens"), lower_at(ts, i)
    if word in tens:
        j = i + 2 if hyphen_at(ts, i + 1) or lower_at(ts, i + 1) == "–" else i + 1
        unit = ones.get(lower_at(ts, j), Decimal(0))
        return (tens[word] + unit, j + 1) if 0 < unit < 10 else (tens[word], i + 1)
    return (ones[word], i + 1) if word in ones else None


def _with_point(ts: Sequence[Token], whole: Number) -> Number | None:
    """The number with digits in words after a point: "two point seven"."""
    ones, after, digits = words("ones"), whole.after + 1, ""
    if lower_at(ts, whole.after) != "point" or whole.scale != 1:
        return None
    while lower_at(ts, after) in ones and ones[ts[after].lower] < 10 and len(digits) < _LONGEST:
        digits += str(ones[ts[after].lower])
        after += 1
    if not digits:
        return None
    mantissa, step = whole.value + Decimal(f"0.{digits}"), Decimal(1).scaleb(-len(digits))
    scale, after = scale_words(ts, after)
    return Number(mantissa * scale, step * scale, whole.first, after, "words", mantissa, scale)


def read_part(ts: Sequence[Token], i: int) -> Number | None:
    """A part of a whole: "half", "a third", "two-thirds", "half a million", "three-quarters of a million"."""
    parts, word = words("parts"), lower_at(ts, i)
    above, j = Decimal(1), i
    if word in ARTICLES or word in words("ones"):
        above, j = words("ones").get(word, Decimal(1)), i + 1
        j += hyphen_at(ts, j)
    part = lower_at(ts, j)
    if part not in parts or above == 0:
        return None
    plural = part.endswith("s") or part == "halves"
    if (above > 1) != plural or (j == i and part != "half" and not (part == "quarter" and _opens_share(ts, i + 1))):
        return None
    value, after = above / parts[part], j + 1
    scale, end = _scale_of_part(ts, after)
    if scale != 1:
        return Number(value * scale, scale / 10 if scale != 12 else Decimal(1), i, end, "part", value, scale)
    if part not in ("half", "quarter") and not plural and j == i + 1 and _names_something(ts, after):
        return None
    return Number(value, Decimal("0.01"), i, after, "part", value)


def _opens_share(ts: Sequence[Token], i: int) -> bool:
    """Whether a bare "quarter" is a share: before "of" or a magnitude."""
    return lower_at(ts, i) == "of" or lower_at(ts, i) in ("million", "billion", "trillion")


def _scale_of_part(ts: Sequence[Token], i: int) -> tuple[Decimal, int]:
    """The magnitude a part is of: "half a million", "a quarter of a million", "a half-dozen"."""
    j = i + 1 if lower_at(ts, i) == "of" else i + hyphen_at(ts, i)
    if lower_at(ts, j) in ARTICLES | {"one"}:
        j += 1 + hyphen_at(ts, j + 1)
    elif j > i and lower_at(ts, i) == "of":
        return Decimal(1), i
    scale, after = scale_words(ts, j)
    return (scale, after) if scale != 1 and lower_at(ts, j) != "hundred" else (Decimal(1), i)


def _names_something(ts: Sequence[Token], after: int) -> bool:
    """Whether a noun follows "a third", so that it is the third of several and no share: "a sixth sense"."""
    if hyphen_at(ts, after):
        return True
    return (
        is_noun(ts, after)
        and read_unit(ts, after) is None
        and lower_at(ts, after) not in wordset("labels", "after_share")
    )
