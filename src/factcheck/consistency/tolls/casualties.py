"""Dead and injured against all casualties, tolls against their parts, and two tolls of one event that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, permutations

from factcheck.consistency.lines import by_lines
from factcheck.consistency.phrases import any_of, rarest
from factcheck.consistency.reading import Figure, figures, sentence_words
from factcheck.consistency.sheet import Contradiction, Row, Sheet
from factcheck.consistency.tolls.fates import Toll
from factcheck.consistency.tolls.outcomes import more_than_all, nobody, tells_of_nobody, tells_of_some
from factcheck.consistency.tolls.retold import retold
from factcheck.consistency.tolls.survivors import candidates_of
from factcheck.consistency.tolls.toll_evidence import evidence_of_sum, evidence_of_two
from factcheck.consistency.tolls.tolls import is_apart, sentences, tells_a_fate, tolls
from factcheck.consistency.totals.addends import Run, contradiction, explained, meets, runs
from factcheck.consistency.weighing import Candidate, told
from factcheck.model import Kind

_HARM = ("harm_words", "safe_words", "missing_words")
_REACH, _BACK, _MOST, _FARTHEST = 4, 2, 24, 4
"""Sentences from one count to another, and to words for all or none; figures around; how many times one the other."""
_NEAR, _AROUND = 120, 250
"""Characters between two sentences of one event, and behind the last in which counts may make it right."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every toll that the counts of dead and hurt around it contradict."""
    if rarest(*_HARM).isdisjoint(sheet.words()):
        return
    known: set[int] = set()
    for wrong in (*told("casualties", candidates(sheet)), *_by_words(sheet)):
        spans = {slot.claim for slot in (wrong.at, *wrong.others)}
        if known.isdisjoint(spans):
            known |= spans
            yield wrong


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every total of people that a run of figures near it does not make up, and every two counts that differ."""
    if rarest(*_HARM).isdisjoint(sheet.words()):
        return
    harm, line = _Harm(sentence_words(sheet.text)), figures(sheet)
    told_of = {slot.span for row in by_lines(sheet).rows if tells_a_fate(row) for slot in row.slots}
    counts = [one for one in line if one.kind == Kind.COUNT.value and one.span in told_of]
    pairs = [two for two in combinations(counts, 2) if _may_differ(*two) and harm.is_in(*two)]
    sums = [
        (run, near, wrong)
        for run, near in runs(sheet)
        if not run.total.unit and harm.is_of(run.total, *run.parts) and not _is_explained(sheet, run, near)
        if (wrong := contradiction(run))
    ]
    rows = _near_harm(sheet)
    for run, near, wrong in sums:
        known = [_toll_of(one, rows) for one in (run.total, *run.parts)]
        beside = [toll for toll in (_toll_of(one, rows) for one in _inside(run, near)) if toll is not None]
        yield Candidate(evidence_of_sum(sheet, run, near, known, beside), wrong)
    for found, wrong in candidates_of(sheet, rows):
        yield Candidate(found, wrong)
    for mine, theirs, found in retold(sheet, rows):
        yield Candidate(found, _differ(sheet, mine, theirs))
    yield from _more_of_one_fate(sheet, pairs, rows, line)


def _more_of_one_fate(
    sheet: Sheet, pairs: Sequence[tuple[Figure, Figure]], rows: Sequence[Row], line: Sequence[Figure]
) -> Iterator[Candidate]:
    """Every two counts of one fate of which the later is more."""
    for one, other in pairs:
        mine, theirs = _toll_of(one, rows), _toll_of(other, rows)
        if mine is None or theirs is None or not _are_two(mine, theirs):
            continue
        near = [figure for figure in line if one.sentence - 1 <= figure.sentence <= other.sentence + 1]
        if len(near) <= _MOST:
            people = (toll for row in rows for toll in tolls(row) if toll not in (mine, theirs))
            around = [toll for toll in people if _is_near(toll, mine, theirs)]
            told_ = evidence_of_two(sheet, (one, other), (mine, theirs), near, around)
            yield Candidate(told_, _differ(sheet, mine, theirs))


def _is_explained(sheet: Sheet, run: Run, near: Sequence[Figure]) -> bool:
    """Whether a total is of a sum that is right, or the sum of its parts, or of them and it, is told near."""
    (low, high), total = run.come, run.total
    like = [one for one in near if one is not total and one not in run.parts and one.kind == total.kind]
    return total.span in explained(sheet) or any(
        meets((low, high), one) or meets((low + total.low, high + total.high), one) for one in like
    )


def _inside(run: Run, near: Sequence[Figure]) -> list[Figure]:
    """The other figures in the sentences of a run."""
    own = (run.total, *run.parts)
    numbers = [one.sentence for one in own]
    return [one for one in near if min(numbers) <= one.sentence <= max(numbers) and one not in own]


def _toll_of(figure: Figure, rows: Sequence[Row]) -> Toll | None:
    """The count of people that a figure is."""
    row = next((row for row in rows if row.span.start <= figure.span.start < row.span.end), None)
    every = tolls(row) if row is not None else ()
    return next((toll for toll in every if any(slot.span == figure.span for slot in toll.slots)), None)


@dataclass
class _Harm:
    """Which of the sentences, given as `spoken`, speak of harm; each is read when it is asked for."""

    sentences: Sequence[str]
    known: dict[int, bool] = field(default_factory=dict)

    def is_of(self, *figures_: Figure) -> bool:
        """Whether the sentence of any of some figures does."""
        return any(map(self._speaks, {one.sentence for one in figures_}))

    def is_in(self, first: Figure, last: Figure) -> bool:
        """Whether any sentence from the one's to the other's does."""
        return any(map(self._speaks, range(first.sentence, last.sentence + 1)))

    def _speaks(self, number: int) -> bool:
        if number not in self.known:
            self.known[number] = any(any_of(name).is_in(self.sentences[number]) for name in _HARM)
        return self.known[number]


def _may_differ(one: Figure, other: Figure) -> bool:
    """Whether two counts are near each other, and the later is more, but not so much that it is of something else."""
    return other.sentence - one.sentence <= _REACH and one.high < other.low <= _FARTHEST * one.high


def _near_harm(sheet: Sheet) -> tuple[Row, ...]:
    """The sentences near words of harm, read once."""
    if "near harm" not in sheet.memo:
        harm = rarest(*_HARM) & sheet.said()
        sheet.memo["near harm"] = tuple(sentences(by_lines(sheet), harm))
    found: tuple[Row, ...] = sheet.memo["near harm"]
    return found


def _are_two(mine: Toll, theirs: Toll) -> bool:
    """Whether two tolls are of one fate, and the later is higher, but not by so much that it is of something else."""
    same = mine is not theirs and bool(mine.fate) and mine.fate is theirs.fate
    return same and mine.high < theirs.low <= _FARTHEST * mine.high


def _is_near(toll: Toll, mine: Toll, theirs: Toll) -> bool:
    return mine.row.span.start <= toll.row.span.start <= theirs.row.span.end + _AROUND


def _by_words(sheet: Sheet) -> Iterator[Contradiction]:
    """Nobody or everybody against some, and some "of the dead" who are more than all."""
    every = _near_harm(sheet)
    fated = [tells_a_fate(row) for row in every]
    for number, row in enumerate(every):
        some = any(fated[max(0, number - _BACK) : number]) and tells_of_some(row)
        none = number > 0 and any(
            fated[other] and tells_of_nobody(every[one]) for one, other in permutations((number - 1, number))
        )
        rows = _of_one_event(every, number) if some or none else ()
        if some and rows:
            yield from more_than_all(sheet, rows[:-1], row)
        if none and len(rows) > 1:
            yield from nobody(sheet, rows[-2:])


def _of_one_event(every: Sequence[Row], number: int) -> Sequence[Row]:
    """A sentence with those before it that are near and of the same event; none where it is of several itself."""
    first = number
    while number - first < _BACK and first > 0 and every[first].span.start - every[first - 1].span.end <= _NEAR:
        first -= 1
    return next((every[at : number + 1] for at in range(first, number + 1) if not is_apart(every[at : number + 1])), ())


def _differ(sheet: Sheet, mine: Toll, theirs: Toll) -> Contradiction:
    one, other = mine.said(sheet.text), theirs.said(sheet.text)
    at, *others = (*mine.slots, *theirs.slots)
    return Contradiction(
        at, tuple(others), f"the draft says {one}, and {other}", f"another figure than “{one}”, or than {other}"
    )
