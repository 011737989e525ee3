"""The shares of a draft that may be parts of one whole, in per cent: "7 per cent", "a third", "42p of every pound"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.reading import FRACTION, Figure, figures
from factcheck.consistency.sheet import Sheet

_ROUGH = Decimal("1.8")
"""Points by which a fraction in words may be off."""


@dataclass(frozen=True, slots=True)
class Portion:
    """A share of a whole in per cent, from `low` to `high`, and the `figure` that it is.

    `times` is how many get as much, `rest` whether it is said to be all that is left; one that is not `sure` may as
    well be something else.
    """

    figure: Figure
    low: Decimal
    high: Decimal
    times: int
    rest: bool
    sure: bool


def portions(sheet: Sheet) -> list[Portion]:
    """Every figure of the draft that may be a share of a whole, in order."""
    lower = sheet.text.lower()
    line = figures(sheet, fractions=True)
    return [share for n in range(len(line)) if (share := _share(line, n, lower)) is not None]


@cache
def _rest() -> re.Pattern[str]:
    """What says that the next share is all that is left: "leaving", "the rest", "The 81% who did not"."""
    link = rf"(?: (?:{words('rest_links')}))*"
    left = r"(?:leaving|leaves|left)(?: [a-z']+){0,3}(?: with)?"
    strong = rf"(?:all )?(?:{words('rest_strong')})(?: [a-z']+| ,){{0,18}}"
    return re.compile(rf"(?<! of)(?<! than) (?:(?:all of )?(?:{words('rest_words')}|{strong})|{left}){link} $")


def _share(line: Sequence[Figure], n: int, lower: str) -> Portion | None:
    """The figure as a share, if it can be one of a list."""
    one = line[n]
    if _is_no_part(one):
        return None
    rest = any((_rest().search(one.before), _WHO_NOT.match(one.after), _REST_BEHIND.match(one.after)))
    if one.kind in (FRACTION, "ratio"):
        times = 2 if _EACH.match(one.after) else 1
        rest = rest or re.match(r"(?:the )?(?:other|last|final|remaining|missing)", one.said.lower()) is not None
        if re.match(r" an? ", one.after) or (one.kind == FRACTION and _IN.search(one.before)):
            return None  # half a day, the last quarter of a year
        middle = one.value * 100
        sure = one.kind == "ratio" or rest
        return Portion(one, middle - _ROUGH, middle + _ROUGH, times, rest, sure) if 0 < middle < 100 else None
    loose = one.kind in ("bare", "count") and not one.counted and one.said[0].isdigit()
    pence = one.unit in ("penny", "cent") and _POUND.search(lower)
    if not (one.kind == "percent" or pence or loose) or not 0 < one.value < 100:
        return None
    each = _EACH.match(one.after) is not None
    count = line[n - 1] if n and line[n - 1].kind == "count" and 1 < line[n - 1].value < 10 else None
    times = 1 if not each else int(count.value) if count else 2
    return Portion(one, one.low, one.high, times, rest, not loose)


_EACH = Later(r"^(?: [a-z]+){0,6} each ")
_WHO_NOT = Later(r" (?:who|that|which) (?:did|do|does|had|have|has|were|was|are|would|could) not ")
_OTHERWISE = Later(r" includ| used to | had been ")
_REST_BEHIND = Later(
    r"^(?: [a-z']+| ,){0,4} (?:(?:that|which|all|still) (?:remain(?:s|ed)|(?:(?:that|there) )?(?:is|are|was|were) left)"
    r"|left over|unaccounted for|still to be [a-z]+|(?:made|make|makes|making) up the (?:rest|balance|remainder)) "
)
"""What says behind a share that it is all that is left: "the 20 per cent that remained"."""
_IN = Later(r" (?:in|during|for|since|of) $")
_POUND = Later(r"\b(?:each|every|a|your|the)(?: [a-z]+)? (?:pound|dollar|euro)\b")


def _is_no_part(one: Figure) -> bool:
    """Whether its words make it a change, a rate or a part of a part."""
    before = rf"(?<! make)(?<! makes)(?<! made) (?:{words('no_part')}) (?:the |a |an |some |about |of )*$"
    after = rf"^ (?:(?!on |of |for )[a-z]+ )?(?:{words('no_part_after')}|of that) "
    if (
        _OTHERWISE.search(one.before)
        or one.before == " to "
        or (one.kind == "percent" and any_of("rates").search(one.head))
    ):
        return True
    return re.search(before, one.before) is not None or re.match(after, one.after) is not None
