"""Ages that are told as a decade or in a word, beside a birth: "the octogenarian, born in 1951", "in his late 40s"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from factcheck.consistency.lives.lives import lives
from factcheck.consistency.phrases import Later
from factcheck.consistency.sheet import Contradiction, Sheet, Slot, unlisted
from factcheck.consistency.timeline import points
from factcheck.consistency.windows import windows
from factcheck.model import Span

_WORDS = {
    "toddler": (1, 3),
    "teenager": (13, 19),
    "quadragenarian": (40, 49),
    "quinquagenarian": (50, 59),
    "sexagenarian": (60, 69),
    "septuagenarian": (70, 79),
    "octogenarian": (80, 89),
    "nonagenarian": (90, 99),
    "centenarian": (100, 109),
}
_DECADES = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}
_WORD = f"({'|'.join(_WORDS)})"
_DECADE = rf"in (?:his|her) (?:early |mid-?|middle |late )?([2-9]0s|(?:{'|'.join(_DECADES)})ies)"
_BORN = r"(?:was |who was )?born "
_APPOSED = rf"(?:, (?:an? |who is )?(?:now )?(?:{_DECADE}|{_WORD}),| is (?:{_DECADE}|an? {_WORD}) and)"
_BEFORE = Later(
    rf"^\W*(?:(?:the|an?) (?:[a-z-]+ ){{0,2}}{_WORD},?|(?:[a-z’'.-]+ ){{0,3}}[a-z’'-]+{_APPOSED}) {_BORN}[^.;]*$"
)
_BEHIND = Later(
    rf"^,? (?:the (?:[a-z]+ )?{_WORD} (?!who\b)|(?:, )?(?:and )?is (?:now |still |only )?(?:{_DECADE}|an? {_WORD})\b)"
)
_TOLD = (*_WORDS, " in his ", " in her ")
_LEEWAY = 1
"""Years by which somebody may be younger or older than the word says."""


def decades(sheet: Sheet, day: date) -> Iterator[Contradiction]:
    """Every age in a word that the birth in its sentence contradicts on the draft's day."""
    lower = sheet.text.lower()
    if "born" not in lower or not any(told in lower for told in _TOLD):
        return
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
    found = _BEFORE.search(lower[sentence.start : birth.start])
    if found is None:
        start, found = birth.end, _BEHIND.search(lower[birth.end : sentence.end])
    if found is None:
        return None
    group, said = next((number, said) for number, said in enumerate(found.groups(), start=1) if said)
    low, high = _WORDS[said] if said in _WORDS else _decade(said)
    return Span(start + found.start(group), start + found.end(group)), low, high


def _decade(said: str) -> tuple[int, int]:
    first = int(said[:2]) if said[0].isdigit() else _DECADES[said[:-3]]
    return first, first + 9


def _wrong(sheet: Sheet, word: tuple[Span, int, int], birth: Slot, ages: tuple[int, int]) -> Contradiction:
    span, low, high = word
    assert sheet.day is not None
    born, year = birth.span.of(sheet.text), sheet.day.year
    sum_ = f"born {born} is {ages[0]} to {ages[1]} in {year}, the draft says {span.of(sheet.text)}"
    either = f"another word for the age, or born between {year - high - 1} and {year - low}"
    return Contradiction(unlisted(sheet.text, span, Decimal(low)), (birth,), sum_, either)
