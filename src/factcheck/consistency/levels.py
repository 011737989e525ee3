"""Two amounts of one thing as they are set against each other: then and now, one and another."""

from __future__ import annotations

import re

from factcheck.consistency.bonds import nouns_of
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.reading import Figure, spoken

_YEAR = Later(r" (1[5-9]\d\d|20\d\d) ")
_DATE = Later(r" in (january|february|march|april|may|june|july|august|september|october|november|december) ")
_PARTS = Later(r" (?:[,;.]|and) ")


def are_set_against(pair: tuple[Figure, Figure]) -> bool:
    """Whether the words between two amounts set them against each other, or those around them are of two times."""
    first, second = sorted(pair, key=lambda one: one.span.start)
    between = spoken(first.text[first.span.end : second.span.start])
    if re.search(rf" (?:{words('manifold_against')}) ", between + second.after):
        return True
    ahead, behind = first.text[first.ends[0] : first.span.start], first.text[second.span.end : second.ends[3]]
    parts = _PARTS.split(between)
    times = [_when(f"{spoken(ahead)} {' '.join(parts[:-1])} "), _when(f" {parts[-1]} {spoken(behind)}")]
    return any(times) and times[0] != times[1]


def leaves_out_noun(one: Figure) -> bool:
    """Whether an amount leaves out what was counted: "the survey found 14"."""
    return one.kind in ("count", "bare") and not nouns_of(one) and any_of("counting").search(one.head) is not None


def _when(said: str) -> frozenset[str]:
    """The words of a text that say when something was so."""
    lists = [any_of(name).findall(said) for name in ("was_words", "is_words", "kin_times")]
    return frozenset([*(word for found in lists for word in found), *_YEAR.findall(said), *_DATE.findall(said)])
