"""Differences of temperature converted as levels, and levels as differences: "warmed by 1.5C (34.7F)"."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency import conversion, degrees, swings
from factcheck.consistency.kin import have_kin, opens_elsewhere
from factcheck.consistency.measures import DEGREES, pairs
from factcheck.consistency.phrases import Later
from factcheck.consistency.reading import sentence_words
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.swings import are_of_two_places
from factcheck.consistency.two_units import Twin

_SO_IT_IS = Later(r" (?:that|which) (?:is|was|would be) ")
_IT_WAS = Later(r" (?:it|they|he|she|we|each) (?:[a-z]+ ){1,4}$")
_APPOSED = Later(r" (?:the|this|that|an?|its|his|her|their) (?P<what>[a-z' -]+) , at (?:[a-z]+ )?$")
_ANOTHER = Later(
    r" (?:warmer|cooler|hotter|colder|milder|later|earlier|another|others?|again|too|also|still|then|elsewhere"
    r"|record|average|normal|usual|mean) "
)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every temperature that is told again in the other unit and is not the same."""
    told = set()
    for wrong in (*_converted(sheet), *swings.find(sheet)):
        if wrong.at.span not in told:
            told.add(wrong.at.span)
            yield wrong


def _converted(sheet: Sheet) -> Iterator[Contradiction]:
    """What is told beside a temperature, then what is weighed, then what is told again in the next sentence."""
    judged = [(pair, degrees.judge(sheet, pair)) for pair in pairs(sheet) if pair.first.unit in DEGREES]
    if not judged:
        return
    yield from (wrong for pair, wrong in judged if wrong is not None and pair.beside)
    yield from (wrong for wrong in conversion.find(sheet) if wrong.at.quantity.unit in DEGREES)
    agreed = {figure.span for pair, wrong in judged if wrong is None for figure in (pair.first, pair.second)}
    for pair, wrong in judged:
        alone = agreed.isdisjoint({pair.first.span, pair.second.span})
        if wrong is not None and pair.again and alone and not _is_apart(sheet, pair):
            yield wrong


def _is_apart(sheet: Sheet, pair: Twin) -> bool:
    """Whether the sentence of the second temperature opens with another place or time, and not with "that is"."""
    before, behind = (sentence_words(sheet.text)[one.sentence] for one in (pair.first, pair.second))
    if _ANOTHER.search(behind) or _IT_WAS.search(pair.second.head) or are_of_two_places(pair.first, pair.second):
        return True
    apposed = _APPOSED.search(pair.second.head)
    if apposed is not None and not have_kin(apposed["what"], before):
        return True
    return opens_elsewhere(before, behind) and _SO_IT_IS.search(pair.second.head) is None
