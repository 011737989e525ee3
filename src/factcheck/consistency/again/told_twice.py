"""Results, years, dates and days of a count that a sentence near by tells again: "won 3-1", and "the 4-1 victory"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from factcheck.consistency.evidence import evidence
from factcheck.consistency.kin import deeds_agree
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.reading import Figure, figure_in_words, figures, sentence_words
from factcheck.consistency.sheet import Sheet, Slot, unlisted
from factcheck.consistency.slips import slips
from factcheck.extraction.counted import singular
from factcheck.model import Kind, Span
from factcheck.tables import wordset

_RESULT = Later(r"\d(?<![\w.,:/–-]\d)\d{0,2}[-–]\d{1,3}(?![\w–-]|[.,:]\d)")  # digit first: fast
_KINDS = {Kind.YEAR: "year", Kind.DATE: "date", Kind.ORDINAL: "ordinal"}
_REACH, _BEFORE, _BEHIND = 3, 4, 2
"""Sentences from one to the other at the most, and words to either side that say what it is."""
_MOST = 40
"""Such figures in a draft at the most."""
_RESULT_IS = "result"
_ONLY_AGAIN = (_RESULT_IS, Kind.YEAR.value)
"""What a sentence tells again with "the" or "his" before it only: of years there are many."""
_THE = Later(r" (?:(?:the|that|this|his|her|its|their) (?:[a-z'-]+ ){0,2}(?:in |on |of )?|, a )$")


@dataclass(frozen=True, slots=True, eq=False)
class Retold:
    """Such a figure: its kind, its place between the words, and its slot."""

    kind: str
    figure: Figure
    slot: Slot

    @property
    def close(self) -> str:
        """The words to either side."""
        return f" {' '.join(self.figure.head.split()[-_BEFORE:])} | {' '.join(self.behind[:_BEHIND])} "

    @property
    def behind(self) -> list[str]:
        """The words of its sentence behind it."""
        return self.figure.tail.split()


def retold(sheet: Sheet) -> Iterator[tuple[Counter[str], Retold, Retold]]:
    """Every two such figures that differ and are called by one noun or verb, with what speaks for and against them."""
    every = sorted((*_dated(sheet), *_results(sheet)), key=lambda one: one.figure.span.start)
    for number, second in enumerate(every[:_MOST]):
        for first in reversed(every[:number]):
            if second.figure.sentence - first.figure.sentence > _REACH:
                break
            if first.kind == second.kind and first.figure.value != second.figure.value and _are_tied(first, second):
                yield _evidence(sheet, first, second), first, second


def _are_tied(first: Retold, second: Retold) -> bool:
    """Whether what is said close to the two is of one thing."""
    is_again = _THE.search(second.figure.head) is not None
    if not is_again and (first.figure.sentence == second.figure.sentence or first.kind in _ONLY_AGAIN):
        return False
    if first.kind == Kind.ORDINAL.value:
        ours, theirs = (singular(one.behind[0]) if one.behind else "" for one in (first, second))
        return ours == theirs and ours in word_set("counted_on")
    if first.kind == _RESULT_IS:
        behind = " ".join(second.behind[:_BEHIND])
        return any_of("result_words").is_in(first.close) and any_of("result_words").is_in(behind)
    if first.kind == Kind.YEAR.value and _names_an_edition(first) and _names_an_edition(second):
        return False
    return deeds_agree(first.close, second.close) is True


def _names_an_edition(one: Retold) -> bool:
    """Whether a year stands before what it tells apart: "the 2014 regatta", "the 2016 races"."""
    name = one.behind[0] if one.behind else ""
    return one.figure.head.endswith(" the ") and name.isalpha() and name not in wordset("words", "stop")


def _evidence(sheet: Sheet, first: Retold, second: Retold) -> Counter[str]:
    one, other = first.figure, second.figure
    line, words = figures(sheet, fractions=True), sentence_words(sheet.text)
    near = [figure for figure in line if one.sentence - 1 <= figure.sentence <= other.sentence + 1]
    found = evidence(sheet.text, {"first": one, "second": other}, near)
    tests = {
        f"told {first.kind}": True,
        "told again": _THE.search(other.head),
        "another told": any_of("other_things").is_in(words[other.sentence]),
    }
    found.update(name for name, holds in tests.items() if holds)
    found.update(slips(one.value, other.value))
    return found


def _dated(sheet: Sheet) -> Iterator[Retold]:
    """The years, dates and ordinals of a draft that has two of a kind."""
    if sheet.kinds().isdisjoint(_KINDS):
        return
    slots = [slot for row in sheet.rows for slot in row.slots if slot.quantity.kind in _KINDS]
    kinds = [slot.quantity.kind for slot in slots]
    for slot in slots if len(slots) <= _MOST else ():
        value = _value(slot)
        if kinds.count(slot.quantity.kind) > 1 and value is not None:
            yield Retold(slot.quantity.kind.value, _figure(sheet, slot.span, value), slot)


def _value(slot: Slot) -> Decimal | None:
    """A year or ordinal as it is, the day and month of a date as one number."""
    when = slot.quantity.when
    if slot.quantity.kind is not Kind.DATE:
        return slot.value
    return Decimal(100 * when.month + when.day) if when and when.month and when.day and when.until is None else None


def _results(sheet: Sheet) -> Iterator[Retold]:
    """The scores and votes of a draft, which are no figures of it."""
    found = [] if sheet.said().isdisjoint(word_set("result_words")) else list(_RESULT.finditer(sheet.text))
    for one in found if 1 < len(found) <= _MOST else ():
        span = Span(*one.span())
        value = Decimal("".join(sign for sign in one[0] if sign.isdigit()))
        yield Retold(_RESULT_IS, _figure(sheet, span, value), unlisted(sheet.text, span, value))


def _figure(sheet: Sheet, span: Span, value: Decimal) -> Figure:
    return figure_in_words(sheet.text, figures(sheet, fractions=True), span, value)
