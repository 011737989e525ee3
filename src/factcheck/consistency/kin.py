"""Whether two nouns, or two verbs, name one thing: the same word, or two of a class of general words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from factcheck.consistency.phrases import Later, any_of, share_a_class, word_set
from factcheck.consistency.twice import is_person
from factcheck.extraction.counted import singular
from factcheck.tables import tables, wordset
from factcheck.text import stem


def are_kin(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether a noun of the one phrase stands for one of the other: "fleet" for "trucks"."""
    first, second = ({singular(word) for word in text} for text in (mine, theirs))
    if first & second:
        return True
    if share_a_class("kin_things", first, second):
        return True
    people = frozenset(tables("consistency")["kin_people"])
    return any(one & people and any(map(is_person, other)) for one, other in ((first, second), (second, first)))


def is_rate_of_others(clause: str, nouns: Iterable[str]) -> bool:
    """Whether a clause has a rate that is of other things than these: "turnout" of no wards."""
    rates = tables("consistency")["kin_rates"]
    return any(f" {rate} " in clause and not are_kin((of,), nouns) for rate, of in rates.items())


def is_any_whole(nouns: Iterable[str]) -> bool:
    """Whether a noun stands for whatever whole was spoken of: "the total", "the batch", "them"."""
    return any(any_of("kin_wholes").fullmatch(singular(noun)) for noun in nouns)


def share_a_deed(mine: str, theirs: str, besides: Iterable[str] = ()) -> bool:
    """Whether two clauses have a verb or noun in common, or two of one class, that is none of `besides`."""
    return deeds_agree(mine, theirs, besides) is not None


_AGAINST = Later(r" (?:voted|vote|were|was|are|is) against ")


def deeds_agree(mine: str, theirs: str, besides: Iterable[str] = ()) -> bool | None:
    """Whether the verb or noun that two clauses have in common is the same, or its opposite; ``None`` without one."""
    left = {stem(word) for word in besides}
    first, second = (_stems(text) - left for text in (mine, theirs))
    if not first.isdisjoint(second):
        return True
    one, other = ({side for word in some for side in _sides_of().get(word, ())} for some in (first, second))
    if not one.isdisjoint(other):
        return True
    return None if {line for line, _ in one}.isdisjoint(line for line, _ in other) else False


@lru_cache(maxsize=256)
def _stems(text: str) -> frozenset[str]:
    """The stems of the verbs and nouns of a clause."""
    return frozenset(stem(word) for word in _AGAINST.sub(" oppose ", text).split() if _tells(word))


_FRAME = Later(
    r"^ ?(?:in|at|on|among|for|across|of|from) (?!all |total |short |that |these |those |this )"
    r"(?P<what>(?:[^,;:<\d]|\b(?:1[5-9]|20)\d\d\b)+?) ?(?:[,<\d]|$)"
)


_SECOND = Later(r" (?:a|an|the|it|they|he|she|we|there|its|his|her|their) ")


def opens_elsewhere(first: str, second: str) -> bool:
    """Whether a sentence opens with a place, group or time that the one before it does not name: "In the trial,"."""
    frame = _FRAME.match(second)
    return frame is not None and not share_a_deed(_SECOND.split(frame["what"])[0], first)


def have_kin(mine: str, theirs: str) -> bool:
    """Whether two sentences have a verb or noun in common, or two that name one thing."""
    if share_a_deed(mine, theirs):
        return True
    first, second = ({singular(word) for word in text.split() if _tells(word)} for text in (mine, theirs))
    return share_a_class("kin_things", first, second)


def _tells(word: str) -> bool:
    return (
        len(word) > 2
        and word.isalpha()
        and word not in wordset("words", "stop")
        and word not in word_set("small_words")
    )


@cache
def _sides_of() -> Mapping[str, Sequence[tuple[int, int]]]:
    """Each stem with the classes that it is in, and its side there: classes have deeds and their opposites."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, line in enumerate(tables("consistency")["kin_deeds"]):
        for side, deeds in enumerate(line.split(" / ")):
            for word in deeds.split():
                found.setdefault(stem(word), []).append((number, side))
    return found
