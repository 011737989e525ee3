"""A multiple in a window of sentences against the two amounts that it is between: what was and is, or one and another.

For it speaks that the two are compared, that the multiple stands with them, leaves out what it is of ("or four times as
long") or shares a noun or verb with them; against it words that set them apart, and other amounts around.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from factcheck.consistency.bonds import have_one_unit, is_level, nouns_of
from factcheck.consistency.changes.manifold import Manifold, manifolds, may_have_manifolds
from factcheck.consistency.changes.multiple_ties import has_own_matter, is_apart, is_tied, runs_against
from factcheck.consistency.evidence import evidence
from factcheck.consistency.kin import are_kin
from factcheck.consistency.reading import Figure, figures
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.slips import slips
from factcheck.consistency.weighing import Candidate
from factcheck.intervals import spaced
from factcheck.model import Interval

_REACH, _MOST, _TOLD = 3, 20, 3
"""Sentences to either side that are read, figures of them at the most, and how often one kind of evidence counts."""
_RELATIVE = ("percent", "ratio", "multiple", "fraction", "words", "points")
_HUNDREDTHS = frozenset({"cent", "penny", "US cent", "paisa"})


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every multiple with each two amounts near it that contradict it, unless others as near do not."""
    if "multiples bound" not in sheet.memo:
        sheet.memo["multiples bound"] = tuple(_candidates(sheet))
    yield from sheet.memo["multiples bound"]


def _candidates(sheet: Sheet) -> Iterator[Candidate]:
    if not may_have_manifolds(sheet):
        return
    line = figures(sheet, fractions=True)
    every = list(manifolds(sheet.text, line))
    for one in every:
        near = [figure for figure in line if abs(figure.sentence - one.figure.sentence) <= _REACH]
        if len(near) <= _MOST:
            yield from _of_multiple(sheet, one, near, every)


def _of_multiple(
    sheet: Sheet, told: Manifold, near: Sequence[Figure], every: Sequence[Manifold]
) -> Iterator[Candidate]:
    near = [one for one in near if one.span != told.figure.span]
    amounts = [one for one in near if one.kind not in _RELATIVE]
    fair = [_breadth(told, pair) for pair in combinations(amounts, 2) if _fits(told, pair)]
    both = [pair for pair in combinations(filter(is_level, near), 2) if _are_of_one_unit(near, *pair)]
    open_ = [pair for pair in both if _count_one_thing(*pair) and not any(one <= _breadth(told, pair) for one in fair)]
    for pair in open_:
        wrong = _contradiction(told, pair) if min(_ends(one)[0] for one in pair) > 0 else None
        if wrong is not None:
            found = _evidence(sheet, told, pair, near)
            found["pairs"] = min(_TOLD, len(open_))
            found["another agrees"] = min(_TOLD, len(fair))
            found["pair nearer"] = any(_breadth(told, one) < _breadth(told, pair) for one in both)
            found["other multiples"] = min(_TOLD, sum(one is not told and _is_inside(one, told, pair) for one in every))
            yield Candidate(found, wrong)


def _breadth(told: Manifold, pair: tuple[Figure, Figure]) -> int:
    """Over how many sentences a multiple and two amounts are spread."""
    places = [told.figure.sentence, *(one.sentence for one in pair)]
    return max(places) - min(places)


def _is_inside(one: Manifold, told: Manifold, pair: tuple[Figure, Figure]) -> bool:
    places = [told.figure.sentence, *(figure.sentence for figure in pair)]
    return min(places) <= one.figure.sentence <= max(places)


def _evidence(sheet: Sheet, told: Manifold, pair: tuple[Figure, Figure], near: Sequence[Figure]) -> Counter[str]:
    text, (first, second), figure = sheet.text, pair, told.figure
    found = evidence(text, {"multiple": figure, "first": first, "second": second}, near)
    low, high = sorted((one[0] + one[1]) / 2 for one in map(_ends, pair))
    tests = {
        "own matter": has_own_matter(text, told),
        "apart": is_apart(text, told, pair),
        "tied": is_tied(text, told, pair),
        "behind": second.span.start < figure.span.start,
        "other way": runs_against(told, grown=_ends(first)[0] < _ends(second)[0]),
        "told last": first.sentence < second.sentence < figure.sentence,
        "per differs": len({one.slot.quantity.per if one.slot else "" for one in pair}) > 1,
    }
    found.update(name for name, holds in tests.items() if holds)
    value = max(figure.value, 1 / figure.value)
    found.update(name for name in slips(value, high / low) if name != "slip of ten")  # by chance, of so few digits
    return found


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


def _are_of_one_unit(near: Sequence[Figure], one: Figure, other: Figure) -> bool:
    """Whether two amounts are of one unit, cents of dollars too; a bare number is of the unit that stands nearest."""
    if _kind(one) == _kind(other):
        return True
    bare, full = (one, other) if one.kind in ("count", "bare") else (other, one)
    if not (have_one_unit(one, other) and have_one_unit(other, one)):
        return False
    kinds = ("duration",) if full.kind == "duration" else ("money", "measure")
    units = [figure for figure in near if figure.kind in kinds]
    return min(units, key=lambda figure: abs(figure.span.start - bare.span.start)) is full


def _count_one_thing(one: Figure, other: Figure) -> bool:
    first, second = nouns_of(one), nouns_of(other)
    return one.kind not in ("count", "bare") or not first or not second or are_kin(first, second)


def _contradiction(told: Manifold, pair: tuple[Figure, Figure]) -> Contradiction | None:
    less, more = sorted(pair, key=lambda one: _ends(one)[0])
    slots = tuple(one.slot for one in pair if one.slot is not None)
    at: Slot | None = told.figure.slot
    if at is None and slots:
        at, slots = slots[0], slots[1:]
    if at is None:
        return None
    low, high = _ends(more)[0] / _ends(less)[1], _ends(more)[1] / _ends(less)[0]
    times = spaced(round((low + high) / 2, 1))
    sum_ = f"{more.said} is {times} times {less.said}, the draft says {told.said}"
    return Contradiction(at, slots, sum_, f"“{times} times”, or other figures than both")
