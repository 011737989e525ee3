"""A multiple in a window of sentences against the two amounts that it is between: what was and is, or one and another.

The two are alone of their unit near it, or joined as two that are compared; the multiple stands in their sentence,
leaves out what it is of ("or four times as long"), or its sentence has a noun or verb of theirs. No word may set them
apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from factcheck.consistency.bonds import have_one_unit, is_level, nouns_of
from factcheck.consistency.kin import are_kin, have_kin, opens_elsewhere, share_a_deed
from factcheck.consistency.manifold import Manifold, manifolds, may_have_manifolds, names_another_base
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.reading import Figure, figures, sentence_words, spoken
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.topics import are_contrasted
from factcheck.intervals import spaced
from factcheck.model import Interval
from factcheck.tables import tables

_REACH, _MOST = 2, 20
"""Sentences to either side that are read, and figures of them at the most."""
_ELLIPTIC = Later(
    r"^ (?:as (?:many|much|long|far|big|large|high|deep|tall|heavy|old|wide|fast|likely|common)"
    r"|the (?:price|number|size|sum|figure|amount|rate|pace|penalty|money|pay|fee|fine))"
    r" (?:in |,|\.|;|!|:|”|did |were |was |from )|^ [,.;!:”]"
)
_BACK = Later(r"(?:^|[,;:–—“]) (?:that|this|it|they|so|thus|or|an?|the|a rise|meaning) ")
_YEAR = Later(r" (1[5-9]\d\d|20\d\d) ")
_ANEW = Later(r" [,;] (?:and|but) [a-z' ]+$")
_FIGURES = Later(r"^ the (?:figures|numbers|totals) (?:were|are) ")
_KEEN = Later(r"^ as (?:strong|powerful|fast|dangerous|popular|rich|poor|bright|loud|good|bad|hard|deadly|quick) ")
_SINCE = Later(r" since (?!then )(?P<when>[a-z0-9' ]+)")
_SIZES = ("longer", "taller", "heavier", "lighter", "shorter", "thicker", "older", "younger")
_EACH_OTHER = Later(r" the (?:one|other|former|latter) | (?:of|in|for) every ")
_NEW = Later(r" and (?!it |they |that |so |this |thus |which |is |was |are |were |has |had |have |the )[a-z']+ [a-z]+ ")
_PRONOUN = Later(r"^ (?:“ )?(?:it|they|he|she|there|that|this|these|the (?:figures|numbers|totals)) ")
_EACH = Later(r"^ (?:a|an|per|each|every) [a-z]+ ")
_PER = Later(r" (?:a|an|per|each|every) [a-z]+$")
_RELATIVE = ("percent", "ratio", "multiple", "fraction", "words", "points")
_HUNDREDTHS = frozenset({"cent", "penny", "US cent", "paisa"})


def contradicted(sheet: Sheet) -> Iterator[Contradiction]:
    """Every multiple that the two amounts it is bound to contradict."""
    if "multiples bound" not in sheet.memo:
        sheet.memo["multiples bound"] = tuple(_contradicted(sheet))
    yield from sheet.memo["multiples bound"]


def _contradicted(sheet: Sheet) -> Iterator[Contradiction]:
    if not may_have_manifolds(sheet):
        return
    line = figures(sheet, fractions=True)
    told = list(manifolds(sheet.text, line))
    for one in told:
        near = [figure for figure in line if abs(figure.sentence - one.figure.sentence) <= _REACH]
        pair = _bound(sheet, one, near, told) if len(near) <= _MOST else None
        if pair is not None:
            yield from _contradiction(one, pair)


def _bound(
    sheet: Sheet, told: Manifold, near: Sequence[Figure], every: Sequence[Manifold]
) -> tuple[Figure, Figure] | None:
    """The two amounts that contradict a multiple; ``None`` where any other reading is open."""
    near = [one for one in near if one.span != told.figure.span]
    levels = [one for one in near if is_level(one)]
    if _has_own_matter(sheet.text, told) or any(
        _fits(told, pair) for pair in combinations([one for one in near if one.kind not in _RELATIVE], 2)
    ):
        return None
    both = [pair for pair in combinations(levels, 2) if _are_of_one_unit(near, *pair)]
    close = [pair for pair in both if _is_close(told, pair) and _count_one_thing(*pair)]
    joined = [pair for pair in close if _are_compared(*pair)]
    pair = joined[0] if len(joined) == 1 else close[0] if len(close) == 1 else None
    if pair is None or _is_apart(sheet.text, told, pair):
        return None
    within = [told.figure.sentence, *(one.sentence for one in pair)]
    others = [one.figure for one in every if one is not told] + [one for one in near if one.kind in _RELATIVE]
    if any(min(within) <= one.sentence <= max(within) for one in others):
        return None
    return pair if _is_tied(sheet.text, told, pair) else None


def _fits(told: Manifold, pair: tuple[Figure, Figure]) -> bool:
    """Whether the multiple, or one more of it, can be that of the two, whichever was first."""
    if _kind(pair[0]) != _kind(pair[1]) and not {"count", "bare"} & {one.kind for one in pair}:
        return False
    (low, high), (less, more) = (_ends(one) for one in pair)
    if min(low, less) <= 0:
        return False
    return any(told.accepted.meets(Interval(*span)) for span in ((low / more, high / less), (less / high, more / low)))


def _kind(one: Figure) -> tuple[str, str]:
    return ("count", "") if one.kind == "bare" else (one.kind, "dollar" if one.unit in _HUNDREDTHS else one.unit)


def _ends(one: Figure) -> tuple[Decimal, Decimal]:
    scale = 100 if one.unit in _HUNDREDTHS else 1
    return one.low / scale, one.high / scale


def _has_own_matter(text: str, told: Manifold) -> bool:
    """Whether a multiple is wished for, of each year, or of another quality than how much there is."""
    figure = told.figure
    said = sentence_words(text)[figure.sentence]
    last = f" {' '.join(figure.before.split()[-5:])} "
    if any_of("not_this_change").search(said) or any_of("not_yet").search(said) or any_of("modals").search(last):
        return True
    quality = any_of("qualities").search(" ".join(figure.after.split()[:3]))
    wished = figure.before.endswith(" to ") and told.said.lower() in _infinitives()
    if wished or _EACH.match(figure.after) or any_of("each_year").match(figure.after[1:]):
        return True
    if _PER.search(told.said) or " whose " in figure.before or " between " in said:
        return True
    return (quality is not None and quality[0] not in _SIZES) or any_of("elsewhere").search(last) is not None


@cache
def _infinitives() -> frozenset[str]:
    return frozenset({"halve", *tables("consistency")["manifold_words"]})


def _is_close(told: Manifold, pair: tuple[Figure, Figure]) -> bool:
    places = [told.figure.sentence, *(one.sentence for one in pair)]
    return max(places) - min(places) <= 1 or (max(places) - min(places) == _REACH and min(places) == places[0])


def _are_of_one_unit(near: Sequence[Figure], one: Figure, other: Figure) -> bool:
    """Whether two amounts are of one unit, cents of dollars too; a bare number is of the unit that stands nearest."""
    if _kind(one) == _kind(other):
        return True
    bare, full = (one, other) if one.kind in ("count", "bare") else (other, one)
    if not have_one_unit(one, other) and not have_one_unit(other, one):
        return False
    kinds = ("duration",) if full.kind == "duration" else ("money", "measure")
    units = [figure for figure in near if figure.kind in kinds]
    return min(units, key=lambda figure: abs(figure.span.start - bare.span.start)) is full


def _count_one_thing(one: Figure, other: Figure) -> bool:
    first, second = nouns_of(one), nouns_of(other)
    return one.kind not in ("count", "bare") or not first or not second or are_kin(first, second)


def _are_compared(one: Figure, other: Figure) -> bool:
    """Whether nothing but a few words with "against", "while" or the like stands between the two."""
    first, second = sorted((one, other), key=lambda figure: figure.span.start)
    if first.sentence != second.sentence:
        return False
    between = f" {' '.join(re.findall(r'[a-z]+|[^a-z ]', first.text[first.span.end : second.span.start].lower()))} "
    return re.search(rf" (?:{words('manifold_joints')}) ", between) is not None and not re.search(r"\d", between)


def _is_apart(text: str, told: Manifold, pair: tuple[Figure, Figure]) -> bool:
    """Whether words set a multiple apart from the two: another place or time, another base."""
    figure, after = told.figure, _rest(told, pair)
    every = [_EACH_OTHER.sub(" ", said) for said in sentence_words(text)]
    places = sorted({one.sentence for one in pair})
    theirs = " ".join(every[number] for number in places)
    if figure.sentence in places:
        theirs = theirs.replace(after.strip(), " ")
    if " between " in theirs or _has_own_base(text, told, pair, theirs):
        return True
    if figure.sentence in places:
        return len(places) > 1 and _NEW.search(figure.before) is not None
    since = _SINCE.search(figure.before + after)
    if since is not None and " since " not in theirs and not share_a_deed(since["when"], theirs):
        return True
    for number in places:
        first, second = (every[place] for place in sorted((number, figure.sentence)))
        if are_contrasted(first, second) or opens_elsewhere(first, second):
            return True
    return " also " in theirs


def _has_own_base(text: str, told: Manifold, pair: tuple[Figure, Figure], theirs: str) -> bool:
    """Whether a multiple is of a year, a norm or others that neither of the two is of."""
    figure, after, bases = told.figure, _rest(told, pair), any_of("other_bases")
    near = re.split(" [,;:] ", after)[0]
    if bases.search(near) and not bases.search(theirs) and not have_kin(near, theirs):
        return True
    behind = any(one.sentence == figure.sentence and one.span.start > figure.span.start for one in pair)
    if behind and not _ANEW.search(after):
        return False
    years = set(_YEAR.findall(figure.before + after))
    if years and not years & set(_YEAR.findall(theirs)):
        return True
    if _FIGURES.match(theirs):
        return False
    return " the other " not in text and names_another_base(after, theirs)


def _rest(told: Manifold, pair: tuple[Figure, Figure]) -> str:
    """The words behind a multiple up to one of the two or the end of its sentence."""
    start, end = told.figure.span.end, told.figure.ends[3]
    return spoken(
        told.figure.text[start : min([one.span.start for one in pair if start <= one.span.start < end] or [end])]
    )


def _is_tied(text: str, told: Manifold, pair: tuple[Figure, Figure]) -> bool:
    """Whether a multiple stands with the two, goes on about them, or shares a noun or verb with them."""
    places, figure, every = {one.sentence for one in pair}, told.figure, sentence_words(text)
    leaves_out = (
        figure.after.startswith(" since ")
        or _ELLIPTIC.match(figure.after) is not None
        or _BACK.search(figure.before) is not None
    )
    if figure.sentence in places and (len(places) == 1 or leaves_out):
        return True
    theirs = " ".join(every[number] for number in sorted(places) if number != figure.sentence)
    if figure.sentence == max(places) + 1 and leaves_out:
        return _BACK.search(figure.before) is not None or have_kin(every[figure.sentence], theirs)
    if _KEEN.match(figure.after):
        return False
    known = _PRONOUN.match(theirs) and all(_can_be_told_of(one, every[figure.sentence]) for one in pair)
    if figure.sentence == min(places) - 1 and known:
        return True
    priced = any(one.kind == "money" and one.slot and one.slot.quantity.per for one in pair)
    return have_kin(every[figure.sentence], theirs) or (priced and have_kin(every[figure.sentence], "price"))


def _can_be_told_of(one: Figure, said: str) -> bool:
    """Whether an amount counts nothing else than a sentence speaks of."""
    nouns = nouns_of(one) if one.kind in ("count", "bare") else ()
    return not nouns or have_kin(" ".join(nouns), said)


def _contradiction(told: Manifold, pair: tuple[Figure, Figure]) -> Iterator[Contradiction]:
    less, more = sorted(pair, key=lambda one: _ends(one)[0])
    slots = tuple(one.slot for one in pair if one.slot is not None)
    at: Slot | None = told.figure.slot
    if at is None and slots:
        at, slots = slots[0], slots[1:]
    if at is None:
        return
    low, high = _ends(more)[0] / _ends(less)[1], _ends(more)[1] / _ends(less)[0]
    times = spaced(round((low + high) / 2, 1))
    sum_ = f"{more.said} is {times} times {less.said}, the draft says {told.said}"
    yield Contradiction(at, slots, sum_, f"“{times} times”, or other figures than both")
