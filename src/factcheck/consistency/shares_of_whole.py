"""Shares of one whole that are all listed and do not come to a hundred: "51% and 29%, and the remaining 30%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise, product

from factcheck.consistency import sums
from factcheck.consistency.kin import is_any_whole
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.reading import FRACTION, Figure, figures, sentence_words
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.model import Interval
from factcheck.tables import tables

_ROUGH, _LEEWAY = Decimal("1.8"), Decimal("0.6")
"""Points by which a fraction in words, and a sum of shares on top of its rounding, may be off."""
_FAR = (Decimal(55), Decimal(170))
"""What shares of one whole come to at the least and at the most, however wrong one of them is."""
_LISTED = 3
"""Shares of which more are likely a list that began before what is read."""
_TWO, _MOST, _RUN = 2, 8, 5
"""Shares in one list at most, and sentences of which each has one."""


@dataclass(frozen=True, slots=True)
class Share:
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


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every list of all shares of a whole that come to clearly more or less than the whole."""
    lower = sheet.text.lower()
    line = figures(sheet, fractions=True)
    text = sentence_words(sheet.text)
    shares = [share for n in range(len(line)) if (share := _share(line, n, lower)) is not None]
    numbers = {share.figure.sentence for share in shares}
    done = -1
    for share in shares:
        number = share.figure.sentence
        end = _run(number, numbers)
        windows = [(number - 1, number + 1), *([(number, end)] if end > number + 1 else ())]
        for first, last in windows if number > done else ():
            near = [one for one in shares if first <= one.figure.sentence <= last]
            around = "".join(text[max(0, first) : last + 1])
            if sum(one.times for one in near) < _TWO or len(near) > _MOST or any_of("many_answers").search(around):
                continue
            wrong = _judged(near, line, around)
            if wrong is not None:
                done = last
                yield wrong
                break


def _run(first: int, numbers: AbstractSet[int]) -> int:
    """The last of some sentences with shares that follow one another."""
    return next(last for last in range(first, first + _RUN) if last + 1 not in numbers or last == first + _RUN - 1)


@cache
def _opposites(name: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    pairs = (pair.split(" / ") for pair in tables("consistency")[name])
    return tuple((frozenset(first.split()), frozenset(second.split())) for first, second in pairs)


@cache
def _rest() -> re.Pattern[str]:
    """What says that the next share is all that is left: "leaving", "the rest", "The 81% who did not"."""
    link = rf"(?: (?:{words('rest_links')}))*"
    left = r"(?:leaving|leaves|left)(?: [a-z']+){0,3}(?: with)?"
    strong = rf"(?:all )?(?:{words('rest_strong')})(?: [a-z']+){{0,14}}(?: ,(?: which| who)?(?: [a-z']+){{0,5}})?"
    return re.compile(rf"(?<! of)(?<! than) (?:(?:all of )?(?:{words('rest_words')}|{strong})|{left}){link} $")


def _share(line: Sequence[Figure], n: int, lower: str) -> Share | None:
    """The figure as a share, if it can be one of a list."""
    one = line[n]
    if _is_no_part(one):
        return None
    rest = _rest().search(one.before) is not None or (_WHO_NOT.match(one.after) is not None)
    if one.kind in (FRACTION, "ratio"):
        times = 2 if _EACH.match(one.after) else 1
        rest = rest or re.match(r"(?:the )?(?:other|last|final|remaining|missing)", one.said.lower()) is not None
        if re.match(r" an? ", one.after) or (one.kind == FRACTION and _IN.search(one.before)):
            return None  # half a day, the last quarter of a year
        middle = one.value * 100
        sure = one.kind == "ratio" or rest
        return Share(one, middle - _ROUGH, middle + _ROUGH, times, rest, sure) if 0 < middle < 100 else None
    loose = one.kind in ("bare", "count") and not one.counted and one.said[0].isdigit()
    pence = one.unit in ("penny", "cent") and _POUND.search(lower)
    if not (one.kind == "percent" or pence or loose) or not 0 < one.value < 100:
        return None
    each = _EACH.match(one.after) is not None
    count = line[n - 1] if n and line[n - 1].kind == "count" and 1 < line[n - 1].value < 10 else None
    times = 1 if not each else int(count.value) if count else 2
    return Share(one, one.low, one.high, times, rest, not loose)


_EACH = Later(r"^(?: [a-z]+){0,6} each ")
_WHO_NOT = Later(r" (?:who|that|which) (?:did|do|does|had|have|has|were|was|are|would|could) not ")
_IN = Later(r" (?:in|during|for|since|of) $")
_POUND = Later(r"\b(?:each|every|a|your|the)(?: [a-z]+)? (?:pound|dollar|euro)\b")


def _is_no_part(one: Figure) -> bool:
    """Whether its words make it a change, a rate or a part of a part."""
    before = rf"(?<! make)(?<! makes)(?<! made) (?:{words('no_part')}) (?:the |a |an |some |about |of )*$"
    after = rf"^ (?:(?!on |of |for )[a-z]+ )?(?:{words('no_part_after')}|of that) "
    if " includ" in one.before or one.before == " to " or (one.kind == "percent" and any_of("rates").search(one.head)):
        return True
    return re.search(before, one.before) is not None or re.match(after, one.after) is not None


def _judged(near: Sequence[Share], line: Sequence[Figure], around: str) -> Contradiction | None:
    """What contradicts the whole, if the shares are all of one."""
    last = max((one.figure.sentence for one in near if one.rest), default=None)
    near = [one for one in near if last is None or one.figure.sentence <= last]
    sure = [one for one in near if one.sure]
    rests = [one for one in sure if one.rest]
    if any(re.match(r" , (?!is |are |was |were )(?:[a-z]+ ){1,2}and ", one.figure.after) for one in rests):
        return None  # the rest is more than that
    if not sure or (len(sure) < 2 and not any_of("made_of").search(around)) or _some_sum_fits(near, rests):
        return None
    low = sum((one.low * one.times for one in sure), Decimal(0))
    high = sum((one.high * one.times for one in sure), Decimal(0))
    over, under = 100 + _LEEWAY < low < _FAR[1], _FAR[0] < high < 100 - _LEEWAY
    if not (over or under) or (under and len(sure) > _LISTED) or (under and any_of("not_told").search(around)):
        return None
    if len(rests) == 1 and _wholes(rests) and len(_wholes(sure)) > 1:
        return None
    if len(rests) != 1 and (
        any_of("margin_earlier").search(around) or len(_wholes(sure)) > 1 or not _is_all(sure, line, around, over=over)
    ):
        return None
    return _contradiction(sure, rests, Interval(low, high))


def _some_sum_fits(near: Sequence[Share], rests: Sequence[Share]) -> bool:
    """Whether any of the shares, with all that is the rest, come to the whole."""
    for taken in product(*[(0, 1, one.times) if one.times > 1 else (0, 1) for one in near]):
        if sum(map(bool, taken)) < 2 or any(one in rests and not many for one, many in zip(near, taken, strict=True)):
            continue
        low = sum(one.low * many for one, many in zip(near, taken, strict=True))
        high = sum(one.high * many for one, many in zip(near, taken, strict=True))
        if low <= 100 + _LEEWAY and high >= 100 - _LEEWAY:
            return True
    return False


def _is_all(sure: Sequence[Share], line: Sequence[Figure], around: str, *, over: bool) -> bool:
    """Whether the shares are said to be all there are, or no two of them can be of the same part."""
    if _is_pair(sure, "sums_opposites") or any_of("all_of_it").search(around) or _is_promised(sure, line):
        return True
    if not over:
        return False
    if len(sure) >= _LISTED and ":" in sure[0].figure.head and any_of("election_words").search(around):
        return True
    alone = any(any_of(name).search(around) for name in ("made_of", "stake_words", "one_answer"))
    return alone or _is_pair(sure, "opposed_views") or _are_apart(sure)


def _are_apart(sure: Sequence[Share]) -> bool:
    """Whether the form of the list says that the shares are of different parts: "another 40%", "on rent, half on"."""
    if any(_ANOTHER.search(one.figure.before) for one in sure[1:]):
        return True
    for one, two in pairwise(sure):
        link = _GAPPED.match(two.figure.after)
        if link is None or one.figure.after != two.figure.before or f" {link[1]} " not in one.figure.after:
            return False
    return True


_ANOTHER = Later(r" (?:another|a further|an additional) $")
_GAPPED = Later(r" (on|to|from) ")


def _wholes(sure: Sequence[Share]) -> set[str]:
    """The nouns that the shares are said to be of, without those that stand for any whole."""
    found = (_OF.match(one.figure.after) or _OF_BEFORE.search(one.figure.before) for one in sure)
    stakes = {str(n) for n, one in enumerate(sure) if _STAKE_IN.match(one.figure.after)}
    return {of[1] for of in found if of is not None and not is_any_whole((of[1],))} | stakes


_OF = Later(r" of (?:(?:the|its|their|his|her|a|an|all|those) )?([a-z]+) ")
_OF_BEFORE = Later(r"(?:^|[;,.]) of (?:the |those who |all )?([a-z]+) , $")
_STAKE_IN = Later(r" (?:[a-z]+ )?(?:stake|interest)s? in ")


def _is_pair(sure: Sequence[Share], name: str) -> bool:
    """Whether the two are of opposites that make up all there is: men and women, town and country."""
    if len(sure) != 2:
        return False
    said = [(set(one.figure.head.split()[-12:]), set(one.figure.tail.split()[:6])) for one in sure]
    where = [re.findall(r" in (?:the )?(?:[a-z]+'s )?([a-z]+) ", one.figure.before)[-1:] for one in sure]
    if where[0] and where[1] and where[0] != where[1]:
        return False
    first, second = (one | two for one, two in said)
    if sure[0].figure.sentence == sure[1].figure.sentence:  # each with its own words, not the other's
        first, second = (set(f"{one.figure.before} {one.figure.after}".split()) for one in sure)
    return any((one & first and two & second) or (two & first and one & second) for one, two in _opposites(name))


def _is_promised(sure: Sequence[Share], line: Sequence[Figure]) -> bool:
    """Whether as many parts are spoken of right before as there are shares: "three owners: ..."."""
    first = sure[0].figure
    many = sum(one.times for one in sure)
    return any(
        one.kind == "count"
        and one.value == many
        and 0 <= first.sentence - one.sentence <= 1
        and one.span.start < first.span.start
        and (re.search(rf"\b(?:{words('part_nouns')})\b", one.counted) is not None or " : " in one.after)
        for one in line
    )


def _contradiction(sure: Sequence[Share], rests: Sequence[Share], whole: Interval) -> Contradiction | None:
    slotted = [one.figure for one in sure if one.figure.slot is not None]
    at = next((one.figure for one in rests if one.figure.slot is not None), slotted[-1] if slotted else None)
    if at is None or at.slot is None:
        return None
    others = [one.slot for one in slotted if one is not at and one.slot is not None]
    listed = ", ".join(one.figure.said for one in sure)
    sum_ = f"{listed} come to {sums.told(whole)}, not to 100 %"
    return Contradiction(at.slot, tuple(others), sum_, f"another figure than {at.said}, or other ones beside it")
