"""Ages that are told as a decade or in a word, beside a birth: "the octogenarian, born in 1951", "in his late 40s"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from factcheck.consistency.lives.lives import lives
from factcheck.consistency.sheet import Contradiction, Sheet, Slot, unlisted
from factcheck.consistency.timeline import points
from factcheck.consistency.windows import windows
from factcheck.extraction.numbers import words
from factcheck.model import Span
from factcheck.tables import tables

_BORN = r"(?:was |who was )?born "
_OF_HIM = (" in his ", " in her ")
_LEEWAY = 1
"""Years by which somebody may be younger or older than the word says."""


def decades(sheet: Sheet, day: date) -> Iterator[Contradiction]:
    """Every age in a word that the birth in its sentence contradicts on the draft's day."""
    said = sheet.said()
    if "born" not in said or (said.isdisjoint(_ages()) and not any(told in sheet.text for told in _OF_HIM)):
        return
    lower = sheet.text.lower()
    for window in windows(sheet, before=0, after=0):
        told = lives(sheet, window, points(window, day))
        if len(told.births) == 1 and not (told.deaths or told.others):
            born, slot = told.births[0].days, window.slots[told.births[0].number]
            word = _word_beside(lower, window.rows[0].span, slot.span)
            ages = (day.year - born.end.year - 1, day.year - born.start.year)
            if word is not None and (word[2] < ages[0] - _LEEWAY or word[1] > ages[1] + _LEEWAY):
                yield _wrong(sheet, word, slot, ages)


def _word_beside(lower: str, sentence: Span, birth: Span) -> tuple[Span, int, int] | None:
    """The word for the age of whoever was born: where it stands, and the ages that it is said of."""
    start = sentence.start
    before, behind = _patterns()
    found = before.search(lower[sentence.start : birth.start])
    if found is None:
        start, found = birth.end, behind.search(lower[birth.end : sentence.end])
    if found is None:
        return None
    group, said = next((number, said) for number, said in enumerate(found.groups(), start=1) if said)
    low, high = _ages()[said]
    return Span(start + found.start(group), start + found.end(group)), low, high


@cache
def _ages() -> Mapping[str, tuple[int, int]]:
    """What ages each word can stand for: "octogenarian", "sixties", "60s"."""
    ages: dict[str, tuple[int, int]] = {}
    for entry in tables("consistency")["ages_in_words"]:
        word, low, high = entry.split()
        ages[word] = int(low), int(high)
    for word, tens in words("tens").items():
        first = int(tens)
        ages[f"{word.removesuffix('y')}ies"] = ages[f"{first}s"] = first, first + 9
    return ages


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What leads from the word to the birth, and what follows the birth up to the word."""
    word = f"({'|'.join(one for one in _ages() if one.isalpha() and not one.endswith('ies'))})"
    decade = f"in (?:his|her) (?:early |mid-?|middle |late )?({'|'.join(one for one in _ages() if one.endswith('s'))})"
    apposed = rf"(?:, (?:an? |who is )?(?:now )?(?:{decade}|{word}),| is (?:{decade}|an? {word}) and)"
    named = rf"(?:[a-z’'.-]+ ){{0,3}}[a-z’'-]+{apposed}"
    is_so = rf"(?:, )?(?:and )?is (?:now |still |only )?(?:{decade}|an? {word})\b"
    return (
        re.compile(rf"^\W*(?:(?:the|an?) (?:[a-z-]+ ){{0,2}}{word},?|{named}) {_BORN}[^.;]*$"),
        re.compile(rf"^,? (?:the (?:[a-z]+ )?{word} (?!who\b)|{is_so})"),
    )


def _wrong(sheet: Sheet, word: tuple[Span, int, int], birth: Slot, ages: tuple[int, int]) -> Contradiction:
    span, low, high = word
    assert sheet.day is not None
    born, year = birth.span.of(sheet.text), sheet.day.year
    sum_ = f"born {born} is {ages[0]} to {ages[1]} in {year}, the draft says {span.of(sheet.text)}"
    either = f"another word for the age, or born between {year - high - 1} and {year - low}"
    return Contradiction(unlisted(sheet.text, span, Decimal(low)), (birth,), sum_, either)
