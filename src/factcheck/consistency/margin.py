"""A margin, lead or majority against the two figures that it lies between: "won 52 to 48", and "the six-point lead"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise

from factcheck.consistency import sums
from factcheck.consistency.phrases import Later, any_of, word_set, words
from factcheck.consistency.reading import BARE, CLOCK, Figure, figures, neighbours
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.model import Bound, Interval

_TOLD = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY)
_NUMBERS = ("count", "points", BARE)
_NO_NOUN = "(?:and|or|but|must|to|will|who|in|of|on|at|from|with|can|not|as|for|is|was|they|he|she|it)"
_WICKETS = 10
_SUMMED = Decimal("1.25")
_LIKE = Decimal("2.5")
"""How many times the other the larger side is at most, where nothing but nearness joins the two."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every margin that is not the difference of its two sides."""
    if not _trigger().search(sheet.text.lower()):
        return
    line = figures(sheet)
    for said in line:
        margin = replace(said, value=-said.value, low=-said.high, high=-said.low) if said.high < 0 else said
        if margin.slot is None or margin.bound not in _TOLD or margin.kind not in ("count", "points", "duration"):
            continue
        cue = _cue(margin)
        if cue and not _is_of_other_unit(margin) and not _is_other(margin):
            wrong = _judged(line, margin, cue)
            if wrong is not None:
                yield wrong


_OTHER = Later(r" (?:another|the other|a second) ")
"""What opens a sentence about another vote or poll."""


def _is_of_another(one: Figure, margin: Figure) -> bool:
    return one.sentence != margin.sentence and _OTHER.match(one.head) is not None


@cache
def _trigger() -> re.Pattern[str]:
    return re.compile(rf"\b(?:by|than|fewer went|more went|{words('margin_nouns')}|{words('margin_places')})\b")


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    """Names of what makes a figure a margin, with a pattern for the words before it, or for those after it."""
    noun, link = words("margin_nouns"), words("margin_links")
    than = rf"(?:more|fewer) (?:than(?! (?:{words('margin_others')}) )|went)"
    return (
        ("noun", re.compile(rf" (?:{noun})(?: (?:{link}))* $"), True),
        ("noun", re.compile(rf"^ (?:- )?(?:(?!{_NO_NOUN} )[a-z]+ ){{0,2}}(?:{noun}) "), False),
        ("by", re.compile(rf" (?:{words('margin_verbs')}) (?:[^;.]* )?by (?:a |an |the |just |only |some )*$"), True),
        (
            "place",
            re.compile(rf"^ (?:- )?(?:(?:{words('margin_wholes')}) )?(?:{words('margin_places')}|{than}) "),
            False,
        ),
    )


def _cue(figure: Figure) -> str:
    for name, pattern, before in _cues():
        if pattern.search(figure.head if before and name == "by" else figure.before if before else figure.after):
            return name
    return ""


def _is_dated(margin: Figure, side: Figure) -> bool:
    """Whether its clause, in which the side is not, says when the margin was."""
    apart = side.sentence != margin.sentence or " ; " in margin.head[len(side.head) :]
    if re.search(rf" [12]\d{{3}} (?:{words('margin_nouns')}) ", margin.head[-30:]):
        return True
    when = rf" in (?:the [a-z]+|{words('margin_months')}|[12]\d{{3}}) "
    return apart and re.search(when, f" {re.split(r' [;.] ', margin.head)[-1]}") is not None


def _is_of_other_unit(margin: Figure) -> bool:
    """Whether the margin is counted in what its sides are not: games, places, wickets."""
    return margin.kind == "count" and bool(set(margin.counted.split()[:1]) & (word_set("other_units") | {"wicket"}))


def _is_other(margin: Figure) -> bool:
    """Whether the words of its clause make it a margin of another time or over something else."""
    own = f"{re.split(r' [;.] ', margin.before)[-1]} {re.split(r' [;.] ', margin.after)[0]}"
    if any_of("not_margin").search(own) or any_of("margin_earlier").search(" ".join(margin.tail.split()[:7])):
        return True
    staged = rf" at (?:the )?(?:{words('stage')}) , an? (?:{words('margin_nouns')}) of $"
    if re.search(r" leads? with $", margin.before):
        return True  # how much the first has
    if any_of("stage").search(f"{own} {margin.tail[:12]}") and not re.match(staged, margin.before):
        return True
    others = rf" (?:of|over|behind|off) (?:the|his|her|its|their) (?:[a-z]+ )?(?:{words('margin_others')}) "
    then = (
        rf" (?:{words('margin_nouns')}) had been | (?:after|before|until) [a-z]+ing | having "
        rf"| in (?:{words('margin_months')}) | (?:needs?|needed|requires?) $"
    )
    return bool(re.search(then, margin.before) or re.search(others, margin.after))


def _judged(line: Sequence[Figure], margin: Figure, cue: str) -> Contradiction | None:
    near = [one for one in neighbours(line, margin) if one.bound in _TOLD and not _is_of_another(one, margin)]
    sides = _sides(near, margin)
    if _joined().search(margin.after) or _joined().search(margin.before):
        return None
    if " majority " in margin.before + margin.after and any(one.after.startswith(" - ") for one in near):
        return None  # over all others in a house of so many seats
    pair = _pair(sides, margin, cue)
    if pair is not None and margin.kind == "duration" and not _are_like(*pair):
        return None
    if " needed " in margin.tail[:40]:
        return None
    if pair is not None and _is_dated(margin, pair[1]):
        return None
    if pair is None or _agrees(sides, margin) or _is_part_of_other(*pair):
        return None
    more, less = sorted(pair, key=lambda one: one.value, reverse=True)
    low, high = more.low - less.high, more.high - less.low
    known = [one for one in near if one not in pair and low <= one.high and one.low <= high and _cue(one)]
    if known or high <= 0 or margin.slot is None or margin.value > _most(more, margin):
        return None
    others = tuple(one.slot for one in (more, less) if one.slot is not None)
    lies = sums.told(Interval(low, high), "").strip()
    sum_ = f"from {less.said} to {more.said} is {lies}, the draft says {margin.said}"
    fix = f"“{sums.middle(Interval(low, high), '')}”, or other figures than {more.said} and {less.said}"
    return Contradiction(margin.slot, others, sum_, fix)


def _is_part_of_other(one: Figure, other: Figure) -> bool:
    """Whether one is a part of the other, "2 of the 4 million votes", so that they are no two sides."""
    first = min(one, other, key=lambda side: side.span.start)
    return (
        first.sentence == max(one.sentence, other.sentence)
        and re.match(r" (?:out )?of (?:the |its )?$", first.after) is not None
    )


def _most(more: Figure, margin: Figure) -> Decimal:
    """The most that the margin can be and still be meant as that of the two."""
    return more.value * _SUMMED + 1 if margin.kind == "count" else more.value


def _sides(near: Sequence[Figure], margin: Figure) -> list[Figure]:
    """What the margin may lie between: figures of its kind that count nothing else."""
    if margin.kind == "duration":
        near = [one for one in near if not _cue(one)]  # how far another was behind is no time
        timed = [one for one in near if one.kind == CLOCK or (one.kind == "duration" and one.unit == margin.unit)]
        return timed + [one for one in near if timed and one.kind == "count" and not one.counted and _is_fine(one)]
    points = margin.kind == "points" or not re.search(rf"\b(?:{words('margin_wholes')})\b", margin.counted)
    shares = [one for one in near if one.kind == "percent"] if points else []
    if shares and not any(
        re.match(r" of (?:the|their|its|his) (?:[a-z]+ )?(?:games|matches) ", one.after) for one in shares
    ):
        now = [one for one in shares if not one.before.endswith(" from ")]
        return now + [one for one in near if _is_share(one, now)]
    return [one for one in near if one.kind in _NUMBERS and _counts_alike(one)]


def _is_share(one: Figure, shares: Sequence[Figure]) -> bool:
    """Whether a number without a sign may be a share beside those that have one: "44 per cent, his rival on 39"."""
    if (
        one.kind not in ("count", BARE)
        or one.counted not in ("", "point")
        or not 0 < one.value < 100
        or one.before.endswith(" , ")
    ):
        return False
    elsewhere = all(one.sentence != share.sentence for share in shares)
    if elsewhere and re.search(r" at $", one.head) and re.search(r" in [12]\d{3} ", one.head):
        return False
    beside = re.search(r" (?:on|at|has|with|got|to) $", one.before) is not None
    after = any(one.span.start > share.span.start for share in shares)
    return one.said[0].isdigit() and (after or (beside and any(one.sentence == share.sentence for share in shares)))


def _is_fine(figure: Figure) -> bool:
    return "." in figure.said


def _counts_alike(figure: Figure) -> bool:
    """Whether a figure counts what is won, or says nothing of what it counts."""
    if figure.before == " for " or (figure.after == " for " and figure.value <= _WICKETS):
        return False
    if figure.after.startswith(" - "):
        return figure.after == " - "
    counted = figure.counted.replace("-", " ").split()
    return not counted or any(re.fullmatch(words("margin_wholes"), word) for word in counted)


@cache
def _joined() -> re.Pattern[str]:
    what = rf"(?:(?:{words('margin_wholes')}|cent) ){{0,2}}"
    owner = r"(?:(?:for|in favour|in favor|of) )?(?:[a-z']+ ){0,3}"
    less = r"(?:only |just )?(?:[a-z]+ ){0,2}(?:'s )?$"
    return re.compile(rf"^ {what}(?:[-–—] $|{owner}(?:to|against|versus|v) {less})")


def _pair(sides: Sequence[Figure], margin: Figure, cue: str) -> tuple[Figure, Figure] | None:
    """The two sides, where it is clear which figures they are."""
    order = sorted(sides, key=lambda one: one.span.start)
    joined = [
        (one, two)
        for one, two in pairwise(order)
        if one.after == two.before and _joined().search(one.after) and one.sentence == two.sentence
    ]
    scores = [pair for pair in joined if pair[0].after.strip() in ("-", "–")]
    if scores and cue == "place":
        return None
    if len(joined) == 1:
        return None if _apart(*joined[0], margin) else joined[0]
    if joined:
        return None
    pairs = [pair for pair in pairwise(order) if pair[0].sentence == pair[1].sentence]
    named = [(one, two) for one, two in pairs if one.after == two.before and re.fullmatch(r" , [a-z]+ ", one.after)]
    shares = [pair for pair in combinations(order, 2) if all(one.kind == "percent" for one in pair)]
    whole = [(one, two) for one, two in shares if abs(one.value + two.value - 100) <= 1]
    for only in (named, whole):
        if len(only) == 1:
            return None if _apart(*only[0], margin) else only[0]
    like = [one for one in order if any(_are_like(one, two) for two in order if two is not one)]
    return (like[0], like[1]) if len(like) == 2 and not _apart(like[0], like[1], margin) else None


def _are_like(one: Figure, two: Figure) -> bool:
    low, high = sorted((one.value, two.value))
    return low > 0 and high / low <= _LIKE


def _apart(one: Figure, two: Figure, margin: Figure) -> bool:
    """Whether the two are of another time or place than the margin, or one of them than the other."""
    words_ = f"{one.before} {one.after} {two.after}"
    years = (re.match(r"[^.;]* in [12]\d{3} ", side.tail[: len(side.after) + 5]) for side in (one, two))
    if any_of("margin_earlier").search(words_) or any(years):
        return True
    if all(re.match(r"^(?: [a-z]+)? in (?:the )?(?!the )[a-z]+ ", side.after) for side in (margin, two)):
        return True
    first, last = sorted((one, margin), key=lambda side: side.span.start)
    return first.sentence == last.sentence and " but " in last.head[len(first.head) :]


def _agrees(sides: Sequence[Figure], margin: Figure) -> bool:
    """Whether any two of the figures, or one and all the rest, are as far apart as the margin says."""
    target = 1 if margin.counted.startswith("run") else 0  # the side that bats second has to get one more
    for one, two in combinations(sides, 2):
        less, more = sorted((one, two), key=lambda side: side.value)
        low, high = more.low - less.high - target, more.high - less.low
        first, last = max(low, margin.low), min(high, margin.high)
        if first < last or (first == last and (low == high or margin.low == margin.high)):
            return True
    total = sum(one.value for one in sides)
    return any(margin.low <= 2 * one.value - total <= margin.high for one in sides)
