"""How a difference of temperatures is told, and of which two the words say that it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.consistency.kin import opens_elsewhere
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.reading import Figure, sentence_words, spoken
from factcheck.consistency.units.measures import DEGREES

_KNOWN = Later(r" (?:the|that|this|those|these|such an?|an?) $")
_THOSE = Later(r" (?:those|these) $")
_OWN = Later(r" (?:another|further|more|than|except|elsewhere|tomorrow|before|again) ")
_SINCE = Later(r" (?:[a-z]+ ){0,3}since ")
_ANY = Later(r" (?:an?|any|every) (?:[a-z]+ )?[a-z]+ of (?:[a-z]+ ){0,2}$")
_GENERAL = Later(r" (?:is|are|can|may|will|would|could|might|makes?|means?|matters?|in|or) ")
BREAK = Later(r" (?:[,;:]|and|but|while) ")
_UNSAID = Later(
    r"(?:than|above|below|up on|down on|over|under|beyond|short of) (?:is |was )?(?:the |its |their |this |an? )?"
    r"(?:usual|normal|average|mean|norm|expected|forecast|yesterday|in|on|at|last|any|before|limit|record|rest|other)"
)
_TO, _FROM = Later(r" (?:, )?(?:up |down |back )?to "), Later(r" (?:, )?from ")


def told_as(step: Figure) -> Iterator[str]:
    """How a step is told, by name."""
    said = sentence_words(step.text)[step.sentence]
    tests = {
        "named": is_named(step),
        "by": step.before.endswith(" by "),
        "moved": is_moved(step),
        "compared": _compared().match(step.after),
        "those": _THOSE.search(step.before),
        "with something untold": _UNSAID.search(step.after),
        "in words": not step.said[0].isdigit(),
        "in a scale": step.unit in DEGREES,
        "of its own": _SINCE.match(step.after) or _OWN.search(said),
        "to come": any_of("modals").search(step.before) or any_of("not_yet").search(said),
        "in general": _ANY.search(step.head) and _GENERAL.match(step.after),
    }
    yield from (name for name, found in tests.items() if found)


def pair_of(step: Figure, levels: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The two temperatures that a difference is told of."""
    before = [one for one in levels if one.span.start < step.span.start]
    behind = [one for one in levels if one.span.start > step.span.start]
    here = [one for one in behind if one.sentence == step.sentence]
    was_moved, noun = is_moved(step), is_named(step)
    if (was_moved or noun) and _FROM.match(step.after) and len(here) > 1:
        return here[0], here[1]
    if not before:
        return None
    last = before[-1]
    if here and step.sentence - last.sentence <= 1:
        between = spoken(step.text[step.span.end : here[0].span.start])
        beside = _compared().match(between) is not None and not BREAK.search(between.removesuffix(" , "))
        if beside or (was_moved and _TO.match(step.after)):
            return last, here[0]
    if len(before) > 1 and noun and not _is_own(step, last):
        return before[-2], last
    return None


def _is_own(step: Figure, last: Figure) -> bool:
    """Whether its sentence tells it of other temperatures than those before."""
    every = sentence_words(step.text)
    said = every[step.sentence]
    if _SINCE.match(step.after) or _OWN.search(said) or any_of("modals").search(step.before):
        return True
    general = _ANY.search(step.head) is not None and _GENERAL.match(step.after) is not None
    if any_of("not_yet").search(said) or (general and step.sentence != last.sentence):
        return True
    between = every[last.sentence + 1 : step.sentence + 1]
    return any(opens_elsewhere(every[last.sentence], one) for one in between)


def is_named(step: Figure) -> bool:
    """Whether a noun beside it says that it is a difference: "a swing of 9 degrees", "the nine-degree drop"."""
    if _noun_of().search(step.head) or (_THOSE.search(step.before) and _compared().match(step.after) is None):
        return True
    return _KNOWN.search(step.before) is not None and _noun_behind().match(step.after) is not None


def is_difference(one: Figure) -> bool:
    """Whether words beside a figure say that it is a difference."""
    return is_named(one) or one.before.endswith(" by ") or _compared().match(one.after) is not None


def is_moved(step: Figure) -> bool:
    """Whether a verb before a figure says that it is a difference: "has warmed 2C"."""
    return _moved().search(step.before) is not None


@cache
def _moved() -> re.Pattern[str]:
    """A verb before a difference: "had fallen by"."""
    return re.compile(rf" (?:{words('warming_verbs')}|up|down) (?:by )?(?:(?:{words('hedges')}) )?$")


@cache
def _noun_of() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{words('warming_nouns')}) (?:of|,) (?:(?:{words('hedges')}) )?$")


@cache
def _compared() -> re.Pattern[str]:
    """What follows such a step where the temperature it is counted from comes next: "40 degrees warmer than the 3C"."""
    return re.compile(rf" (?:{words('warmer')}|above|below|over|under|more|less|up on|down on)(?!\S)")


@cache
def _noun_behind() -> re.Pattern[str]:
    """A noun behind a step between two temperatures told before: "this 40-degree swing"."""
    return re.compile(rf" (?:{words('warming_nouns')})(?!\S)")
