"""Whether a difference of temperatures and the two beside it are of places of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.consistency.phrases import Later, words
from factcheck.consistency.reading import Figure

_PLACE = Later(r"\b(?:in|at|over|off|near) ([A-Z]\w+)")
_BESIDE = 60
"""Characters to either side of a difference in which a place is its own."""


def places_apart(step: Figure, pair: tuple[Figure, Figure]) -> Iterator[str]:
    """By name, that the sentences of the two name places of their own, or that of the difference another."""
    one, two = (set(_PLACE.findall(_sentence(figure))) for figure in pair)
    if one and two and one != two:
        yield "two places"
    start, end = max(step.ends[0], step.span.start - _BESIDE), min(step.ends[3], step.span.end + _BESIDE)
    here, *theirs = (_named(text) for text in (step.text[start:end], *map(_sentence, pair)))
    if here and any(theirs) and any(here.isdisjoint(there) for there in theirs):
        yield "step of another place"


def _sentence(figure: Figure) -> str:
    return figure.text[figure.ends[0] : figure.ends[3]]


def _named(text: str) -> frozenset[str]:
    return frozenset(found.lower() for found in _places().findall(text))


@cache
def _places() -> re.Pattern[str]:
    """Names of places, and nouns for parts of a country, behind a word for where."""
    return re.compile(rf"\b(?:[Ii]n|[Oo]ver|[Oo]ff|[Nn]ear|[Oo]n) (?:the )?([A-Z]\w+|{words('parts_of_land')})\b")
