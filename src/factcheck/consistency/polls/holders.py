"""Whose a lead is: those whom its words name, held against those who have the two figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.consistency.phrases import Later, any_of, word_set, words
from factcheck.consistency.reading import Figure, spoken
from factcheck.consistency.speakers import names_in

_JOINT = Later(r"[,;:.()–—][”\"]?\s|\s[-–—]\s| (?:and|but|while|whereas|with|that|said|says) ")
_NAME = Later(r"(?:[A-ZÀ-Þ][\w’'.-]*[^\S\n]?)+")
_ASIDE = Later(
    r"\b(?:[Ii]n|[Aa]t|[Ff]or|[Ff]rom|[Bb]y|[Oo]n|[Ss]ince|[Uu]nder|[Aa]fter|[Bb]efore|[Oo]f)"
    r" (?:the )?(?:[A-ZÀ-Þ][\w’'.-]*\s?)+"
)
_OPENING = Later(r"^\s*[A-Z][a-z]+ (?=(?:by|in|of|at|on|to|is|was|since) )")
_THINGS = Later(r"(?:[A-ZÀ-Þ][\w.-]* )*[A-ZÀ-Þ][\w.-]*['’]s? (?=[a-z])")
_PRONOUN = Later(r" (?:he|she|it|they|him|her|them|his|its|their|who|which|that) ")
_THING = Later(
    r"^ (?:(?:and|but|while|then) )?(?:an?|another) (?P<noun>[a-z-]+)(?: (?:was|is|were))? (?P<verb>[a-z]+) "
)
_OWN = Later(r"^ (?:[a-z]+ )?(?:his|her|its|their) (?P<noun>[a-z-]+) (?P<verb>[a-z]+) ")
_ITSELF = Later(r"^ .*(?<!lead) itself ")


def is_anothers(margin: Figure, pair: Sequence[Figure]) -> bool:
    """Whether those whom the words of a lead tell of are none of those who have the two figures told before it."""
    start, end = _clause(margin)
    if any(start <= one.span.start < end for one in pair):
        return False
    text, opens = margin.text, margin.ends[0]
    left = text[start : margin.span.start]
    holders = [_holder(one) for one in pair]
    told = holders[0] | holders[1]
    if pair[0].span.start > margin.span.start:
        mine = _named(left, text[margin.span.end : end])
        return all(holders) and len({one.isdisjoint(told) for one in mine}) > 1  # one of the two, and another
    if _is_new_thing(spoken(left), spoken(text[pair[0].ends[0] : start])):
        return True
    if opens > pair[-1].span.start and start > opens:
        apart = [found[0].strip() for found in _JOINT.finditer(text, opens, start)]
        start = opens if set(apart) == {","} else start
        left = text[start : margin.span.start]
    mine = _named(left, text[margin.span.end : end])
    if not mine:
        return False
    last = max(one.ends[3] for one in (*pair, margin))
    elsewhere = _names(f"{text[:start]} | {text[end:last]}")
    if pair[-1].span.start < margin.span.start and all(one.isdisjoint(elsewhere) for one in mine):
        return all(holders) or (bool(told) and len(mine) > 1)
    return all(holders) and any(one.isdisjoint(told) for one in mine)


def are_held_apart(pair: Sequence[Figure]) -> bool:
    """Whether each of two figures has a holder of its own, by name or as the other's rival."""
    one, two = (_owner(side) for side in pair)
    return bool(one and two and one.isdisjoint(two)) or any_of("opponents").search(pair[1].before) is not None


def is_whose(margin: Figure, pair: Sequence[Figure]) -> bool:
    """Whether one of two figures belongs to who has a lead: by a name, or by a pronoun in the later sentence."""
    start, end = _clause(margin)
    left = margin.text[start : margin.span.start]
    first, owners = min((*pair, margin), key=lambda one: one.span.start), [_owner(one) for one in pair]
    later = spoken(left) if first is not margin else pair[0].before
    mine = _named(left, margin.text[margin.span.end : end])
    return _PRONOUN.search(later) is not None or any(one & owner for one in mine for owner in owners)


def held_pair(sides: Sequence[Figure], margin: Figure) -> tuple[Figure, Figure] | None:
    """The figures of the two whom the words of a lead name, where each of those named has one."""
    start, end = _clause(margin)
    text = margin.text
    owners = [(side, _owner(side)) for side in sides if not start <= side.span.start < end]
    mine = _named(text[start : margin.span.start], text[margin.span.end : end])
    theirs = [[side for side, owner in owners if not owner.isdisjoint(one)] for one in mine]
    found = [one for one in theirs if one]
    if len(found) != 2 or any(len(one) != 1 for one in found) or found[0] == found[1]:
        return None
    one, two = sorted((found[0][0], found[1][0]), key=lambda side: side.span.start)
    return one, two


def _owner(one: Figure) -> frozenset[str]:
    """The name nearest before a figure in its stretch of the sentence."""
    found = _parties(one.text[one.ends[1] : one.span.start])
    return found[-1] if found else frozenset()


def _named(left: str, right: str) -> list[frozenset[str]]:
    """Those whom the words of a lead name: who has it, and over whom."""
    owner = _whose().search(left)
    return _parties(f"{owner[1]} {left[owner.end() :]} | {right}" if owner else f"{left} | {right}")


@cache
def _whose() -> re.Pattern[str]:
    """Whose a lead is: "Smith's lead", "Smith's six-point lead"."""
    name = r"((?:[A-ZÀ-Þ][\w.-]* )*[A-ZÀ-Þ][\w.-]*)"
    return re.compile(rf"{name}['’]s? (?:[a-z]+ )?(?:$|(?={words('margin_nouns')}))")


def _parties(said: str) -> list[frozenset[str]]:
    """The names in some words, without those of places and of others' things, each as the set of its words."""
    found = _NAME.findall(_THINGS.sub(" | ", _ASIDE.sub(" | ", _OPENING.sub(" ", said))))
    return [names for one in found if (names := _names(one))]


def _is_new_thing(left: str, said: str) -> bool:
    """Whether the subject is something new, or another's thing: "an amendment fell by", "her party trails by"."""
    for pattern in (_THING, _OWN):
        found = pattern.match(left)
        if found is None or f" {found['noun']} " in said:
            continue
        if found["noun"] not in _sides_and_leads() and found["verb"] in word_set("margin_verbs"):
            return True
    return _ITSELF.match(left) is not None


@cache
def _sides_and_leads() -> frozenset[str]:
    return word_set("margin_nouns") | word_set("opponents")


def _holder(one: Figure) -> frozenset[str]:
    """Those named in the words around a figure, none where a pronoun may stand for another."""
    stretch = one.text[one.ends[1] : _clause(one)[1]]
    return frozenset() if _PRONOUN.search(spoken(stretch)) else _names(stretch)


def _names(text: str) -> frozenset[str]:
    return frozenset(name.rstrip("’'") for name in names_in(text))


def _clause(one: Figure) -> tuple[int, int]:
    """Where the clause of a figure begins and ends."""
    before = [found.end() for found in _JOINT.finditer(one.text, one.ends[0], one.span.start)]
    behind = _JOINT.search(one.text, one.span.end, one.ends[3])
    return before[-1] if before else one.ends[0], behind.start() if behind else one.ends[3]
