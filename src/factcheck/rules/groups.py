"""Places and figures in runs: "Peru, Chile and Bolivia", "3, 4 and 5 million"; and where a clause begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.claims import Figure
from factcheck.model import Place
from factcheck.rules.frame import Frame, Named
from factcheck.tables import wordset
from factcheck.text import Token

OPEN = Place("", "")
"""The place is named, but not which of several it is; or it is a city, or two places at once."""
_AND = frozenset({"and", "&", "or", ",", "the", "both", "plus"})


def opens_clause(token: Token) -> bool:
    """Whether a clause can begin behind the word: "and", "that", "said"."""
    if token.lower in ("and", "but", "or", "that") or token.stem in wordset("words", "saying"):
        return True
    if token.lower in wordset("links", "sayings"):
        return True
    return token.lower in wordset("grammar", "clause") and token.lower not in wordset("grammar", "prepositions")


def unbroken(frame: Frame, figures: Sequence[Figure], own: Figure) -> list[Figure]:
    """The figures around `own` with only commas and "and" between."""
    runs: list[list[Figure]] = [[]]
    for figure in figures:
        between = frame.ts[runs[-1][-1].after : figure.first] if runs[-1] else ()
        if any(token.lower not in (",", "and", "&") for token in between):
            runs.append([])
        runs[-1].append(figure)
    return next(run for run in runs if own in run)


def groups(frame: Frame) -> Iterator[list[Named]]:
    """The places in runs with only commas and "and" between."""
    run: list[Named] = []
    for place in frame.places:
        if run and not all(token.lower in _AND for token in frame.ts[run[-1].after : place.first]):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def country(named: Named) -> Place:
    """The country that is named; `OPEN` for a city and for a name of several."""
    place = named.mention.place
    return OPEN if place.city or not place.code else Place(place.code, place.name)
