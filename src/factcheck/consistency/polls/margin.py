"""A margin, lead or majority against the two figures that it lies between: "won 52 to 48", and "the six-point lead"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise, permutations

from factcheck.consistency import sums
from factcheck.consistency.phrases import Later, any_of, word_set, words
from factcheck.consistency.polls.holders import are_held_apart, held_pair, is_whose
from factcheck.consistency.polls.margin_cues import cue_of, cue_words, is_other
from factcheck.consistency.polls.other_leads import is_of_others
from factcheck.consistency.reading import BARE, CLOCK, Figure, figures, neighbours, sentence_words
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.model import Bound, Interval

_REACHES = ((1, 1), (3, 0), (0, 2))
"""Sentences before and after a lead in which its sides are sought, beside it first."""
_TOLD = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY)
_KINDS = ("count", "points", "duration", "money", "measure")
_NUMBERS = ("count", "points", BARE)
_SUMMED = Decimal("1.25")
_LIKE = Decimal("2.5")
"""How many times the other the larger side is at most, where nothing but nearness joins the two."""
_NAMED_PLACE = Later(r"[^,;.]*? (?:at|against) (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z]")
_YEAR = Later(r" in [12]\d{3} ")
_UNITS = frozenset({"seat", "point", "goal", "run", "vote", "medal", "try", "district", "state", "delegate", "length"})
_ALLIES = Later(r" (?:coalition|alliance|bloc|camp|pact|government|partners?|allies|together|combined|jointly) ")
_OR = Later(r" , [a-z]+ ")
_BY = Later(r" (?:up|down|fell|rose|risen|fallen|grew|grown|gone up) by $")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every margin that is not the difference of its two sides."""
    yield from margins(sheet)


def margins(sheet: Sheet) -> tuple[Contradiction, ...]:
    """The same, read once."""
    if "margins" not in sheet.memo:
        sheet.memo["margins"] = tuple(_margins(sheet))
    found: tuple[Contradiction, ...] = sheet.memo["margins"]
    return found


def _margins(sheet: Sheet) -> Iterator[Contradiction]:
    line = figures(sheet)
    if len(line) < 3:
        return
    every = sentence_words(sheet.text)
    telling = {number for number in {one.sentence for one in line} if not cue_words().isdisjoint(every[number].split())}
    for said in line:
        if said.sentence not in telling or said.slot is None or said.kind not in _KINDS:
            continue
        margin = replace(said, value=-said.value, low=-said.high, high=-said.low) if said.high < 0 else said
        cue = cue_of(margin) if margin.bound in _TOLD else ""
        if cue and not is_other(margin):
            wrong = _judged(line, margin, cue, every)
            if wrong is not None:
                yield wrong


def _judged(line: Sequence[Figure], margin: Figure, cue: str, text: Sequence[str]) -> Contradiction | None:
    if _joined().search(margin.after) or margin.after == " from ":
        return None
    for before, after in _REACHES:
        near = [
            one
            for one in neighbours(line, margin, before=before, after=after)
            if one.bound in _TOLD and not _is_of_a_stage(one, margin)
        ]
        if before and " majority " in margin.before + margin.after and any(one.after.startswith(" - ") for one in near):
            return None  # over all others in a house of so many seats
        sides = _sides(near, margin)
        pair = _pair(near, sides, margin, cue)
        beside = (before, after) == _REACHES[0] or (cue == "noun" and before > 0)
        if pair is not None and not beside and not (are_held_apart(pair) and is_whose(margin, pair)):
            pair = None
        if pair is not None:
            break
    if (
        pair is None
        or _agrees(list(dict.fromkeys((*sides, *pair))), margin)
        or (margin.kind == "duration" and not _are_like(*pair))
    ):
        return None
    if (
        _are_of_other_units(margin, pair)
        or any(_is_apart(margin, side) for side in pair)
        or (margin.value % 1 and not any(one.value % 1 for one in pair))
    ):
        return None
    more, less = sorted(pair, key=lambda one: one.value, reverse=True)
    low, high = more.low - less.high, more.high - less.low
    known = [one for one in near if one not in pair and low <= one.high and one.low <= high]
    if known or margin.slot is None or margin.value > more.value * _SUMMED + 1 or is_of_others(margin, pair, text):
        return None
    others = tuple(one.slot for one in (more, less) if one.slot is not None)
    lies = sums.told(Interval(low, high), "").strip()
    sum_ = f"from {less.said} to {more.said} is {lies}, the draft says {margin.said}"
    fix = f"“{sums.middle(Interval(low, high), '')}”, or other figures than {more.said} and {less.said}"
    return Contradiction(margin.slot, others, sum_, fix)


def _is_of_a_stage(side: Figure, margin: Figure) -> bool:
    """Whether a score is that of a break, and the margin in another clause is not: "10-3 down at the break"."""
    clause = re.split(" [,;.] | and | but | before | then ", side.tail)[0]
    if not (side.after.startswith(" - ") or side.before == " - ") or not any_of("stage").search(f"{clause} "):
        return False
    return not re.search(r" (?:that|this|the|it was) (?:a )?$", margin.before) and margin.said.lower() not in clause


def _is_apart(margin: Figure, side: Figure) -> bool:
    """Whether a margin is of another time or place than a side in another sentence or clause."""
    if side.sentence == margin.sentence:
        return False
    when = rf" in (?:the [a-z]+|{words('margin_months')}|[12]\d{{3}}) "
    if re.search(when, f" {re.split(r' [;.] ', margin.head)[-1]}"):
        return True
    behind = margin.text[margin.span.end : margin.ends[2]]
    return _NAMED_PLACE.match(behind) is not None or _YEAR.search(f"{side.head}{side.tail}") is not None


def _sides(near: Sequence[Figure], margin: Figure) -> list[Figure]:
    """What the margin may lie between: figures of its kind that count nothing else."""
    if margin.kind == "duration":
        near = [one for one in near if not cue_of(one)]  # how far another was behind is no time
        timed = [one for one in near if one.kind == CLOCK or (one.kind == "duration" and one.unit == margin.unit)]
        return timed + [one for one in near if one.kind == "count" and not one.counted and "." in one.said]
    if margin.kind in ("money", "measure"):
        same = [one for one in near if one.kind == margin.kind and one.unit == margin.unit]
        return same + [one for one in near if same and one.kind in ("count", BARE) and not one.counted]
    shares = [one for one in near if one.kind == "percent" and not _BY.search(one.before)]
    if shares and (margin.kind == "points" or not _counts(margin, "margin_wholes")):
        return shares + [one for one in near if _is_share(one, shares)]
    return [one for one in near if one.kind in _NUMBERS and (_counts_alike(one) or _count_one(one, margin))]


def _is_share(one: Figure, shares: Sequence[Figure]) -> bool:
    """Whether a number without a sign may be a share beside those that have one: "44 per cent, his rival on 39"."""
    loose = one.kind in ("count", BARE) and one.counted in ("", "point") and one.said[0].isdigit()
    return (
        loose
        and not one.after.startswith(" of ")
        and 0 < one.value < 100
        and any(one.span.start > share.span.start for share in shares)
    )


def _counts_alike(figure: Figure) -> bool:
    """Whether a figure counts what is won, or says nothing of what it counts."""
    if figure.after.startswith(" - "):
        return figure.after == " - "
    noun = figure.counted.partition(" ")[0]
    return not noun or noun.endswith("ed") or _is_name(figure) or _counts(figure, "margin_wholes")


def _count_one(one: Figure, margin: Figure) -> bool:
    """Whether both count things of one noun."""
    return bool(one.counted) and one.counted.split()[-1] in margin.counted.split()


def _counts(figure: Figure, name: str) -> bool:
    return not word_set(name).isdisjoint(figure.counted.replace("-", " ").split())


def _is_name(figure: Figure) -> bool:
    """Whether what stands behind is a name, and nothing that is counted: "Harriers 31 Wasps 17"."""
    return figure.text[figure.span.end :].lstrip()[:1].isupper()


@cache
def _joined() -> re.Pattern[str]:
    what = rf"(?:(?:{words('margin_wholes')}|cent) ){{0,2}}"
    owner = r"(?:(?:for|in favour|in favor|of) )?(?:[a-z']+ ){0,3}"
    less = r"(?:only |just )?(?:[a-z]+ ){0,2}(?:'s )?$"
    return re.compile(rf"^ {what}(?:[-–—] $|{owner}(?:to|against|versus|v) {less})")


def _pair(near: Sequence[Figure], sides: Sequence[Figure], margin: Figure, cue: str) -> tuple[Figure, Figure] | None:
    """The two sides, where it is clear which figures they are: the only two that are joined, or alike."""
    order = sorted(sides, key=lambda one: one.span.start)
    joined = _joined_pairs(order) or _joined_pairs([one for one in near if margin.kind == "count" == one.kind])
    if cue == "place" and any(one.after.strip() in ("-", "–") for one, _ in joined):
        return None
    named = [(one, two) for one, two in pairwise(order) if one.after == two.before and _OR.fullmatch(one.after)]
    shares = [one for one in order if one.kind == "percent"]
    whole = [pair for pair in combinations(shares, 2) if abs(pair[0].value + pair[1].value - 100) <= 1]
    like = [one for one in order if any(_are_like(one, two) for two in order if two is not one)]
    for pairs in (joined, named, whole, [like]):
        if len(pairs) == 1 and len(pairs[0]) == 2:
            return None if _apart(pairs[0][0], pairs[0][1], margin) else (pairs[0][0], pairs[0][1])
        if pairs is joined and len(pairs) > 1:
            return None
    held = held_pair(order, margin)
    return held if held is not None and not _apart(*held, margin) else None


def _joined_pairs(order: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Neighbours that are told as one against the other: "52 to 48", "144 deputies to the other bloc's 118"."""
    pairs = [(one, two) for one, two in pairwise(order) if one.after == two.before]
    return [(one, two) for one, two in pairs if _joined().search(one.after)]


def _are_like(one: Figure, two: Figure) -> bool:
    low, high = sorted((one.value, two.value))
    return low > 0 and high / low <= _LIKE


def _are_of_other_units(margin: Figure, pair: Sequence[Figure]) -> bool:
    """Whether a lead counts what the two do not: points of a poll, and seats."""
    counted = (one for one in (margin, *pair) if one.kind != "percent")
    mine, *theirs = (_UNITS.intersection(f"{one.unit} {one.counted}".split()) for one in counted)
    return bool(mine) and any(one and one.isdisjoint(mine) for one in theirs)


def _apart(one: Figure, two: Figure, margin: Figure) -> bool:
    """Whether the two are of another time or place than the margin, or one of them than the other."""
    if re.match(r" (?:out )?of (?:the |its )?$", min(one, two, key=lambda side: side.span.start).after):
        return True  # "2 of the 4 million votes"
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
        if max(low, margin.low) <= min(high, margin.high):
            return True
    if (
        len(sides) == 3
        and _ALLIES.search(f"{margin.head}{margin.tail}")
        and any(
            margin.low <= abs(one.value + two.value - three.value) <= margin.high
            for one, two, three in permutations(sides)
        )
    ):
        return True  # behind two who count as one
    total = sum(one.value for one in sides)
    return " majority " in margin.before + margin.after and any(
        margin.low <= 2 * one.value - total <= margin.high for one in sides
    )
