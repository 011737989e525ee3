"""More than all of a whole: 45 of the 40 members, "31 of them" behind "28 pupils", 110% of pupils, a fall of 120%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.phrases import Later, any_of, slot, words
from factcheck.consistency.reading import BARE, Figure, figures, neighbours, sentence_words
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.twice import is_person
from factcheck.intervals import plain
from factcheck.model import Bound
from factcheck.tables import wordset
from factcheck.text import stem

_SURE = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY)
_OF_ALL = Later(r"(?:^| [:;–—]) (?:out )?of (?:the |its |all )?$")
_DID = Later(
    r"^ (?:now |already |also )?(?:were|was|are|had|have|has|will|did|said|took|got|came|went|left|won|lost|[a-z]+ed)\b"
)
_NO_COUNT = ("measure", "money", "percent", "duration")
_FAR = 20
"""How many times the whole a part is at most, however wrong: one that is more is of something else."""
_ROUND = 20
"""The most that "nine in ten" and the like are said with."""
_FEW = 3
"""Parts below are no part of what is counted around them: "two of them" may be of anything."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every part that is more than its whole, and every share or fall above a hundred per cent."""
    yield from _of_those(sheet)
    for row in sheet.rows:
        if "<count:" in row.shape:
            for pattern in _counts():
                for found in pattern.finditer(row.shape):
                    yield from _more(sheet, row.slot(found["part"]), row.slot(found["whole"]))
        if "<percent:" in row.shape:
            for found in () if any_of("more_than_whole").search(row.shape) else _groups().finditer(row.shape):
                yield from _above(sheet, row.slot(found["share"]), "no share of a whole is more than 100 %")
            falls = () if any_of("below_zero").search(row.shape) else _falls()
            for pattern in falls:
                for found in pattern.finditer(row.shape):
                    yield from _above(sheet, row.slot(found["share"]), "nothing falls by more than 100 %")


@cache
def _counts() -> tuple[re.Pattern[str], ...]:
    part, whole = slot("part", "count"), slot("whole", "count")
    inside = r"(?:(?:of|in) (?:the|its) [a-z]+ )?"
    did = r"(?: (?:were|was|are|had|have|has|agreed|did|voted)\b| [a-z]+ed\b|(?= \.|$))"
    return tuple(
        re.compile(rf"(?<!\S){pattern}")
        for pattern in (
            rf"(?:out )?of (?:the |its |all )?{whole} (?:[a-z]+ ){{1,2}}{inside}, {part}{did}",
            rf"of the {whole} [a-z]+ , the [a-z]+ (?:holds?|has|won|controls?) {part}(?= [.,]|$)",
            rf"{part} (?:out )?of (?:the |its )?{whole}(?= [a-z]+)",
            rf"{part} of (?:the |its |their )?[a-z]+['’]s? {whole}(?= [a-z]+)",
        )
    )


@cache
def _groups() -> re.Pattern[str]:
    share = slot("share", "percent")
    return re.compile(
        rf"(?<!\S){share} of (?:the |all |its |their |eligible )?(?:own )?(?:[a-z'’]+ ){{0,2}}?(?:<count:\d+> )?"
        rf"(?:{words('groups_of_people')})(?!\S)"
    )


@cache
def _falls() -> tuple[re.Pattern[str], ...]:
    share, fell = slot("share", "percent"), words("fell")
    return tuple(
        re.compile(rf"(?<!\S){pattern}(?! of)")
        for pattern in (
            rf"(?:{fell}) (?:by )?{share}",
            rf"(?:was|were|is|are|been) down (?:by )?{share}",
            rf"(?:cut|cuts|reduced|lowered|slashed)(?: [a-z]+){{1,3}} by {share}",
        )
    )


@cache
def _partitive() -> re.Pattern[str]:
    """What follows a part of those spoken of already: "31 of them", "75 of its staff", "22 of the side's matches"."""
    those = rf"(?:{words('all_those')})"
    return re.compile(rf"^ (?:[a-z]+ )?of (?:{those} |(?:the|its|his|her|their) ((?:[a-z']+ ){{1,3}}))")


def _of_those(sheet: Sheet) -> Iterator[Contradiction]:
    """Every part that is more than all those spoken of right before or after it."""
    if not _sign().search(sheet.text.lower()):
        return
    line, text = figures(sheet), sentence_words(sheet.text)
    for n, part in enumerate(line):
        if part.kind not in ("count", BARE) or part.value < _FEW or part.bound not in _SURE:
            continue
        near = neighbours(line, part)
        around = "".join(text[one] for one in {one.sentence for one in [part, *near]})
        if " each " in around.replace(" each of ", " ") or any_of("more_than_whole").search(around):
            continue
        whole = _whole(line, n, near)
        if whole is not None and whole.slot is not None:
            yield from _more(sheet, part.slot, whole.slot) if part.slot else _above_all(part, whole.slot, whole)


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(rf"\b(?:of|{words('of_a_place')})\b")


def _whole(line: Sequence[Figure], n: int, near: Sequence[Figure]) -> Figure | None:
    """All those that the figure is said to be a part of, where none of the figures around is as many."""
    part = line[n]
    counts = [one for one in near if one.kind == "count" and one.slot is not None]
    if any(one.high >= part.low for one in counts):
        return None
    before = [one for one in counts if one.span.start < part.span.start and (one.counted or one.value > _FEW)]
    beside = _beside(line, n)
    if beside is not None:
        return beside
    found = _partitive().match(part.after)
    if found is not None:
        return _spoken_of(line, n, counts, before, found[1])
    if before and _OF_ALL.search(before[-1].head) and _DID.match(part.after) and " in " not in part.before[-6:]:
        return before[-1] if before[-1].sentence == part.sentence else None
    people = [one for one in before if _is_place(one)]
    return people[-1] if people and _is_one_of(part, "its_people") else None


def _beside(line: Sequence[Figure], n: int) -> Figure | None:
    """The whole right beside its part: "80 passengers, of whom 95", "in a class of 30, 34 pupils"."""
    part, last = line[n], line[n - 1] if n else line[n]
    after = line[n + 1] if n + 1 < len(line) else None
    if after is not None and part.after in (" in ", " out of ") and after.slot and after.value < part.value <= _ROUND:
        return after if _is_one_of(after, "one_of_people") else None
    if last.kind != "count" or last.after != part.before or last.sentence != part.sentence:
        return None
    whom = last.counted and re.search(r" , (?:of whom|of which) $", part.before)
    group = part.before == " , " and part.counted and re.search(r" in an? [a-z]+ of $", last.before)
    return last if whom or group else None


def _spoken_of(
    line: Sequence[Figure], n: int, counts: Sequence[Figure], before: Sequence[Figure], nouns: str | None
) -> Figure | None:
    """The whole of a part "of them" or "of the side's matches"."""
    part, last = line[n], line[n - 1] if n else line[n]
    if nouns is None and last.kind in _NO_COUNT and last.sentence == part.sentence:
        return None
    generic = nouns is None or re.search(rf"\b(?:{words('of_those')})\b", nouns) is not None
    same = [one for one in counts if nouns and _is_same(one, nouns)]
    same = [one for one in same if one.sentence != part.sentence or one.span.start < part.span.start]  # "and five to"
    told = [one for one in counts if any_of("in_all").search(f"{one.before[-12:]}{one.after[:20]}")]
    group = any_of("group_of")
    latest = [one for one in before[-1:] if generic and (one.counted or group.search(one.before[-16:]))]
    latest = [one for one in latest if one.counted not in wordset("grammar", "times")]  # "two nights" are not "these"
    if nouns and any(any_of(name).search(nouns) for name in ("lost_nouns", "harmed_nouns", "both_nouns")):
        latest = [one for one in latest if not one.counted or any(map(is_person, one.counted.split()))]
    return next((chosen[0] for chosen in (same, told, latest) if len(chosen) == 1), None)


def _above_all(part: Figure, slot: Slot, whole: Figure) -> Iterator[Contradiction]:
    """The whole, where the part is a number that is no claim."""
    sum_ = f"{part.said} is more than all {whole.said}"
    yield Contradiction(slot, (), sum_, f"a larger figure than {whole.said}, or a smaller one than {part.said}")


def _is_same(one: Figure, nouns: str) -> bool:
    heads = {stem(word) for word in one.counted.split()}
    return any(stem(noun) in heads for noun in nouns.split())


def _is_place(one: Figure) -> bool:
    """Whether it is all people of a place: "the town of 9,000 inhabitants"."""
    return _is_one_of(one, "its_people") and re.search(rf" (?:{words('of_a_place')}) of $", one.before) is not None


def _is_one_of(one: Figure, name: str) -> bool:
    return any(re.fullmatch(words(name), word) for word in one.counted.split())


def _more(sheet: Sheet, part: Slot, whole: Slot) -> Iterator[Contradiction]:
    one, all_ = sums.ends(part), sums.ends(whole)
    if one is None or all_ is None or part.value is None or whole.value is None or one[0] <= all_[1]:
        return
    if part.value > whole.value * _FAR:
        return
    if part.quantity.bound is not Bound.EXACT and part.quantity.hedge != "some":
        return
    said = part.span.of(sheet.text), whole.span.of(sheet.text)
    sum_ = f"{plain(part.value)} is more than all {plain(whole.value)}, the draft says {said[0]} of {said[1]}"
    yield Contradiction(part, (whole,), sum_, f"a smaller figure than {said[0]}, or a larger one than {said[1]}")


def _above(sheet: Sheet, share: Slot, why: str) -> Iterator[Contradiction]:
    if (
        share.value is None
        or share.value <= Decimal(100)
        or share.quantity.bound in (Bound.NEARLY, Bound.UNDER, Bound.UP_TO)
    ):
        return
    said = share.span.of(sheet.text)
    yield Contradiction(
        share, (), f"{why}, the draft says {said}", f"a figure up to 100 %, or other words around {said}"
    )
