"""More than all of a whole: 45 of the 40 members, "31 of them" behind "28 pupils", 110% of pupils, a fall of 120%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.phrases import Later, any_of, slot, word_set, words
from factcheck.consistency.reading import BARE, Figure, figures, neighbours, sentence_words
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.intervals import plain
from factcheck.model import Bound, Kind
from factcheck.tables import wordset
from factcheck.text import stem

_COUNTED = ("count", BARE, "money", "measure")
_SURE = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY)
_OF_ALL = Later(r"(?:^| [:;–—]) (?:out )?of (?:the |its |all )?$")
_DID = Later(
    r"^ (?:now |already |also )?(?:were|was|are|had|have|has|will|did|said|took|got|came|went|left|won|lost|agreed"
    r"|[a-z]+ed)\b|^ \. "
)
_OF_THE = Later(r"^ (?:out )?of (?:the |its |their |these |those )?(?:[a-z]+ |[a-z ]+['’]s )?$")
_IN_A_GROUP = Later(r" in (?:an?|the) [a-z]+ of $")
_OTHERS = Later(r" (?:another|others?|rest|remaining) ")
_OF_IT = Later(r"^ of (?:it|that|this) ")
_OF_WHOM = Later(r" , (?:of whom|of which) $")
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
        if any(one.quantity.kind is Kind.PERCENT and (one.value or 0) > sums.HUNDRED for one in row.slots):
            for found in () if any_of("more_than_whole").search(row.shape) else _groups().finditer(row.shape):
                yield from _above(sheet, row.slot(found["share"]), "no share of a whole is more than 100 %")
            for found in _falls().finditer(row.shape):
                if found["lost"] or not any_of("below_zero").search(row.shape):
                    share = found["fell"] or found["cut"] or found["lost"]
                    yield from _above(sheet, row.slot(share), "nothing falls by more than 100 %")


@cache
def _groups() -> re.Pattern[str]:
    share = slot("share", "percent")
    return re.compile(
        rf"(?<!\S){share} of (?:the |all |its |their |eligible )?(?:own )?(?:[a-z'’]+ ){{0,2}}?(?:<count:\d+> )?"
        rf"(?:{words('groups_of_people')})(?!\S)"
    )


@cache
def _falls() -> re.Pattern[str]:
    fell = rf"(?:(?:{words('fell')}) (?:by )?|(?:was|were|is|are|been) down (?:by )?){slot('fell', 'percent')}(?! of)"
    cut = rf"(?:cut|cuts|reduced|lowered|slashed)(?: [a-z]+){{1,3}} by {slot('cut', 'percent')}(?! of)"
    lost = rf"(?:lost|loses|shed) {slot('lost', 'percent')} of (?:its|their|his|her) "
    return re.compile(rf"(?<!\S)(?:{fell}|{cut}|{lost})")


def _of_those(sheet: Sheet) -> Iterator[Contradiction]:
    """Every part that is more than all those spoken of right before or after it, by itself or with another."""
    line = figures(sheet)
    for n, part in enumerate(line):
        if part.kind not in _COUNTED or part.bound not in _SURE or part.value < _FEW:
            continue
        near = neighbours(line, part)
        like = [one for one in near if _kind(one) == _kind(part) and one.unit == part.unit]
        less = any(one.high < part.low for one in (*line[max(0, n - 1) : n + 2], *like))
        if not like or not (less or (len(like) == 2 and _is_rest(part))):
            continue
        beside = _beside(line, n)
        is_more = beside is not None or all(one.high < part.low for one in like)
        whole = (beside or _whole(line, n, like)) if is_more else None
        if not (whole or (not is_more and _is_rest(part))) or _is_more_than_whole(sheet, [part, *near]):
            continue
        if whole is None:
            yield from _together(line, n, like)
        else:
            yield from _more(sheet, part.slot, whole.slot) if part.slot and whole.slot else _above_all(part, whole)


def _is_more_than_whole(sheet: Sheet, near: Sequence[Figure]) -> bool:
    """Whether words of the sentences say that a part may be more than its whole, or what each has."""
    text = sentence_words(sheet.text)
    around = "".join(text[one] for one in {one.sentence for one in near})
    return " each " in around.replace(" each of ", " ") or any_of("more_than_whole").is_in(around)


def _kind(part: Figure) -> str:
    return "count" if part.kind == BARE else part.kind


def _is_rest(part: Figure) -> bool:
    """Whether a part is told beside another part of the same whole: "and another 17", "and six to reject"."""
    elliptic = part.before.endswith(" and ") and part.after.startswith(" to ")
    return elliptic or _OTHERS.search(part.before) is not None or _OF_IT.match(part.after) is not None


def _together(line: Sequence[Figure], n: int, like: Sequence[Figure]) -> Iterator[Contradiction]:
    """A part and the one before it in the sentence, which with it is more than their whole."""
    part = line[n]
    ahead = [one for one in like if one.sentence == part.sentence and one.span.start < part.span.start]
    wholes = [one for one in like if not ahead or one is not ahead[-1]]
    if not ahead or len(wholes) != 1:
        return
    one, whole = ahead[-1], wholes[0]
    bound = whole in (_whole(line, line.index(one), wholes), _beside(line, line.index(one)))
    slots = [figure.slot for figure in (part, one, whole) if figure.slot is not None]
    if bound and slots and one.high <= whole.low <= whole.high < one.low + part.low:
        sum_ = f"{one.said} and {part.said} are more than all {whole.said}"
        fix = f"a larger figure than {whole.said}, or a smaller one than {part.said}"
        yield Contradiction(slots[0], tuple(slots[1:]), sum_, fix)


@cache
def _partitive() -> re.Pattern[str]:
    """What follows a part of those spoken of already: "31 of them", "75 of its staff", "nine of the club's games"."""
    those = rf"(?:{words('all_those')})"
    return re.compile(rf"^ (?:[a-z]+ )?of (?:{those} |(?:the|its|his|her|their) ((?:[a-z']+ ){{1,3}}))")


def _whole(line: Sequence[Figure], n: int, like: Sequence[Figure]) -> Figure | None:
    """All those that the figure is said to be a part of."""
    part = line[n]
    before = [one for one in like if one.span.start < part.span.start and (one.counted or one.value > _FEW)]
    if part.kind in _NO_COUNT:
        return before[-1] if before and _OF_IT.match(part.after) else None
    found = _partitive().match(part.after)
    if found is not None:
        return _spoken_of(part, like, before, found[1])
    if before and _OF_ALL.search(before[-1].head) and _DID.match(part.after) and " in " not in part.before[-6:]:
        return before[-1] if before[-1].sentence == part.sentence else None
    people = [one for one in before if _is_place(one)]
    return people[-1] if people and _counts(part, "its_people") else None


def _beside(line: Sequence[Figure], n: int) -> Figure | None:
    """The whole right beside its part: "80 passengers, of whom 95", "in a class of 30, 34 pupils"."""
    part, last = line[n], line[n - 1] if n else line[n]
    after = line[n + 1] if n + 1 < len(line) else None
    if after is not None and after.kind == "count" and part.after == after.before:
        if part.after in (" in ", " out of ") and part.value <= _ROUND and not part.counted:
            return after if _counts(after, "one_of_people") else None
        if _OF_THE.match(part.after) and after.counted:
            return after
    if last.kind != "count" or last.after != part.before or last.sentence != part.sentence:
        return None
    whom = last.counted and _OF_WHOM.search(part.before)
    group = part.before == " , " and part.counted and _IN_A_GROUP.search(last.before)
    return last if whom or group else None


def _spoken_of(part: Figure, like: Sequence[Figure], before: Sequence[Figure], nouns: str | None) -> Figure | None:
    """The whole of a part "of them" or "of the club's games"."""
    collective = {entry.split()[0] for entry in word_set("group_of")}
    generic = nouns is None or not (word_set("of_those") | collective).isdisjoint(nouns.split())
    same = [one for one in like if nouns and one.span.start < part.span.start and _is_same(one, nouns)]
    told = [one for one in like if any_of("in_all").search(f"{one.before[-12:]}{one.after[:20]}")]
    group = any_of("group_of")
    latest = [one for one in before[-1:] if generic and (one.counted or group.search(one.before[-16:]))]
    latest = [one for one in latest if one.counted not in wordset("grammar", "times")]  # "two nights" are not "these"
    return next((chosen[0] for chosen in (same, told, latest) if len(chosen) == 1), None)


def _above_all(part: Figure, whole: Figure) -> Iterator[Contradiction]:
    """The part or the whole, where the other is a number that is no claim."""
    slot = part.slot or whole.slot
    if slot is not None and part.low > whole.high:
        fix = f"a larger figure than {whole.said}, or a smaller one than {part.said}"
        yield Contradiction(slot, (), f"{part.said} is more than all {whole.said}", fix)


def _is_same(one: Figure, nouns: str) -> bool:
    """Whether a figure counts one of some nouns, or the verb before it is such: "the theatre seats 900"."""
    heads = {stem(word) for word in (*one.counted.split(), *one.before.split()[-1:])}
    return any(stem(noun) in heads for noun in nouns.split())


def _is_place(one: Figure) -> bool:
    """Whether it is all people of a place: "the town of 9,000 inhabitants", "home to 500 people"."""
    of = rf" (?:(?:{words('of_a_place')}) of|home to) $"
    return _counts(one, "its_people") and re.search(of, one.before) is not None


def _counts(one: Figure, name: str) -> bool:
    return not word_set(name).isdisjoint(one.counted.split())


def _more(sheet: Sheet, part: Slot, whole: Slot) -> Iterator[Contradiction]:
    one, all_ = sums.ends(part), sums.ends(whole)
    if one is None or all_ is None or part.value is None or whole.value is None:
        return
    if all_[1] < one[0] and part.value <= whole.value * _FAR:
        said = part.span.of(sheet.text), whole.span.of(sheet.text)
        sum_ = f"{plain(part.value)} is more than all {plain(whole.value)}, the draft says {said[0]} of {said[1]}"
        yield Contradiction(part, (whole,), sum_, f"a smaller figure than {said[0]}, or a larger one than {said[1]}")


def _above(sheet: Sheet, share: Slot, why: str) -> Iterator[Contradiction]:
    if share.value is None or share.value <= sums.HUNDRED or share.quantity.bound not in (Bound.EXACT, Bound.ABOUT):
        return
    said = share.span.of(sheet.text)
    fix = f"a figure up to 100 %, or other words around {said}"
    yield Contradiction(share, (), f"{why}, the draft says {said}", fix)
