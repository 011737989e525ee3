"""Dead and injured against all casualties, tolls against their parts, and two tolls of one event that differ."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from factcheck.consistency.addends import contradiction, runs
from factcheck.consistency.fates import Toll
from factcheck.consistency.lines import by_lines
from factcheck.consistency.outcomes import more_than_all, nobody
from factcheck.consistency.phrases import any_of, rarest
from factcheck.consistency.reading import Figure, figures, sentence_words
from factcheck.consistency.sheet import Contradiction, Row, Sheet
from factcheck.consistency.toll_evidence import evidence_of_sum, evidence_of_two
from factcheck.consistency.tolls import is_apart, sentences, tolls
from factcheck.consistency.weighing import Candidate, told
from factcheck.model import Kind

_HARM = ("harm_words", "safe_words", "missing_words")
_REACH, _MOST, _FARTHEST = 2, 24, 4
"""Sentences from one count to another, figures around them, and how many times one is the other at most."""
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
    harm = [any(any_of(name).is_in(one) for name in _HARM) for one in sentence_words(sheet.text)]
    people = [toll for row in _near_harm(sheet) for toll in tolls(row)]
    known = {slot.span: toll for toll in people for slot in toll.slots}
    for run, near in runs(sheet):
        is_of_harm = any(harm[one.sentence] for one in (run.total, *run.parts))
        wrong = contradiction(run) if is_of_harm and run.total.unit == "" else None
        if wrong is not None:
            yield Candidate(evidence_of_sum(sheet, run, near, known), wrong)
    line = figures(sheet)
    counts = [one for one in line if one.kind == Kind.COUNT.value and one.span in known]
    for one, other in combinations(counts, 2):
        two = known[one.span], known[other.span]
        if not any(harm[one.sentence : other.sentence + 1]) or not _are_two(one, other, *two):
            continue
        near = [figure for figure in line if one.sentence - 1 <= figure.sentence <= other.sentence + 1]
        if len(near) <= _MOST:
            around = [toll for toll in people if toll not in two and _is_near(toll, *two)]
            yield Candidate(evidence_of_two(sheet, (one, other), two, near, around), _differ(sheet, *two))


def _near_harm(sheet: Sheet) -> tuple[Row, ...]:
    """The sentences near words of harm, read once."""
    if "near harm" not in sheet.memo:
        harm = rarest(*_HARM) & sheet.said()
        sheet.memo["near harm"] = tuple(sentences(by_lines(sheet), harm))
    found: tuple[Row, ...] = sheet.memo["near harm"]
    return found


def _are_two(one: Figure, other: Figure, mine: Toll, theirs: Toll) -> bool:
    """Whether of two counts of one fate the later is higher, but not by so much that it is of something else."""
    if other.sentence - one.sentence > _REACH or mine is theirs or not mine.fate or mine.fate is not theirs.fate:
        return False
    return mine.high < theirs.low <= _FARTHEST * mine.high


def _is_near(toll: Toll, mine: Toll, theirs: Toll) -> bool:
    return mine.row.span.start <= toll.row.span.start <= theirs.row.span.end + _AROUND


def _by_words(sheet: Sheet) -> Iterator[Contradiction]:
    """Nobody or everybody against some, and some "of the dead" who are more than all."""
    every = _near_harm(sheet)
    for number, row in enumerate(every):
        first = number
        while number - first < _REACH and first > 0 and every[first].span.start - every[first - 1].span.end <= _NEAR:
            first -= 1
        rows = every[first : number + 1]
        while len(rows) > 1 and is_apart(rows):
            rows = rows[1:]
        if is_apart(rows):
            continue
        yield from more_than_all(sheet, [toll for one in rows[:-1] for toll in tolls(one)], tolls(row))
        if len(rows) > 1:
            yield from nobody(sheet, rows[-2:])


def _differ(sheet: Sheet, mine: Toll, theirs: Toll) -> Contradiction:
    one, other = mine.said(sheet.text), theirs.said(sheet.text)
    at, *others = (*mine.slots, *theirs.slots)
    return Contradiction(
        at, tuple(others), f"the draft says {one}, and {other}", f"another figure than “{one}”, or than {other}"
    )
