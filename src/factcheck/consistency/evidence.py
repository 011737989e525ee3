"""What speaks for and against some figures being of one another, by name: words in common, other figures near, places.

No word decides by itself. How much each counts for a check is in a table (see ``weighing``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from factcheck.consistency.bonds import nouns_of
from factcheck.consistency.kin import are_kin, deeds_agree, opens_elsewhere
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.reading import Figure, sentence_words, spoken
from factcheck.consistency.topics import are_contrasted, names
from factcheck.model import Bound
from factcheck.tables import wordset
from factcheck.text import stem

_KNOWN = Later(r" (?:the|that|this|those|these|his|her|its|their|both|all)(?: [a-z-]+)? $")
_OF_THEM = Later(r"^ (?:of|in|among) (?:all )?(?:it|them|these|those|whom|which|that) ")
_OF_THEM_BEFORE = Later(r" (?:of|among) (?:it|them|these|those|whom|which|that) (?:[a-z-]+ ){0,2}$")
_APPOSED = Later(r"[,(:–—-] (?:just |only |some |about |almost |nearly |or )?$")
_ENDS = Later(r"^ [,.;:)!?–—-]")
_THUS = Later(r" (?:thus|therefore|hence|so|or|accordingly|other words|that is|which is|meaning|making|works out) ")
_MOVED = Later(r" (?:from|to|than|by|against|with|hit|hits|reached|until|since) (?:about |some |nearly )?$")
_REFERS = Later(r"^ (?:that|this|it|they|these|those|the) ")
_TIME = Later(r" (?:(?:1[5-9]|20)\d\d|last|previous|earlier|next|ago) ")
_OTHERS = Later(r" (?:including|among|others?|another|more|further|additional|extra|rest|remaining|elsewhere) ")
_JOINT = Later(r" (?:[;:–—-]|and|but|while|with) ")
_BESIDE, _CLOSE = 5, 5
"""Words to either side of a figure that say what it is, and between two that stand close."""
_CROWD = 3
"""Other figures in the sentences of some that are a crowd."""
_OPENING = 3
"""Words before a figure that a sentence opens with."""
_MOST = 4
"""How often one kind of evidence counts at the most."""


def evidence(text: str, figures: Mapping[str, Figure], near: Sequence[Figure]) -> Counter[str]:
    """What speaks for and against `figures`, by their roles, being of one another: its names, and how often.

    `near` are all the figures of the sentences around.
    """
    names_ = [f"{role} {name}" for role, one in figures.items() for name in _of_one(one)]
    for (role, one), (beside, other) in combinations(figures.items(), 2):
        names_ += [f"{role} {beside} {name}" for name in _all_of_two(one, other)]
    found = Counter(names_)
    found.update(_of_all(text, tuple(figures.values()), near))
    return found


@lru_cache(maxsize=128)
def _of_one(one: Figure) -> tuple[str, ...]:
    last, following = f" {' '.join(one.before.split()[-_BESIDE:])} ", f" {' '.join(one.after.split()[:_BESIDE])} "
    beside = last + following
    tests = {
        "known": _KNOWN.search(one.before),
        "of them": _OF_THEM.match(one.after) or _OF_THEM_BEFORE.search(one.before),
        "alone": not nouns_of(one),
        "of": one.after.startswith(" of "),
        "apposed": _APPOSED.search(one.before) and _ENDS.match(one.after),
        "ends": _ENDS.match(one.after),
        "thus": _THUS.search(last),
        "hedged": one.bound is not Bound.EXACT,
        "moved": _MOVED.search(last),
        "opens": len(one.head.split()) <= _OPENING,
        "refers": _REFERS.match(one.head),
        "modal": any_of("modals").search(last),
        "elsewhere": any_of("elsewhere").search(beside),
        "not of it": any_of("not_of_it").search(beside),
        "others": _OTHERS.search(beside),
        "time": _TIME.search(beside),
        "bare": one.slot is None,
    }
    return tuple(name for name, holds in tests.items() if holds)


@lru_cache(maxsize=256)
def _all_of_two(one: Figure, other: Figure) -> tuple[str, ...]:
    return tuple(_of_two(one, other))


def _of_two(one: Figure, other: Figure) -> Iterator[str]:
    mine, theirs = nouns_of(one), nouns_of(other)
    apart = abs(one.sentence - other.sentence)
    if one.span.start > other.span.start:
        yield "behind"
    if mine and theirs:
        yield "same noun" if are_kin(mine, theirs) else "other noun"
    deed = deeds_agree(_clause(one), _clause(other), (*mine, *theirs))
    if deed is not None:
        yield "same deed" if deed else "other side"
    yield from ["word in common"] * min(len(_content(_clause(one)) & _content(_clause(other))), _MOST)
    yield from _apart(one, other) if apart else _in_one_sentence(one, other)


def _apart(one: Figure, other: Figure) -> Iterator[str]:
    """How the sentences of two figures are tied, and what sets them apart."""
    first, second = sorted((one, other), key=lambda figure: figure.span.start)
    every = sentence_words(one.text)
    before, behind = every[first.sentence], every[second.sentence]
    named = [names(figure.text[figure.ends[0] : figure.ends[3]]) for figure in (first, second)]
    between = second.sentence - first.sentence
    yield "next sentence" if between == 1 else "two sentences on" if between == 2 else "further on"
    tests = {
        "contrast": are_contrasted(before, behind),
        "place": opens_elsewhere(before, behind),
        "refers": _REFERS.match(behind),
        "times": are_of_two_times(before, behind),
        "time in one": bool(_TIME.search(before)) != bool(_TIME.search(behind)),
        "names": named[1] - named[0],
        "names in common": named[0] & named[1],
        "topic": _content(before) & _content(behind),
    }
    yield from (name for name, holds in tests.items() if holds)


def _in_one_sentence(one: Figure, other: Figure) -> Iterator[str]:
    first, second = sorted((one.span, other.span), key=lambda span: span.start)
    between = spoken(one.text[first.end : second.start])
    if len(between.split()) < _CLOSE:
        yield "close"
    if not _content(between) - word_set("small_words"):
        yield "in one breath"
    if _JOINT.search(between):
        yield "joint"


def _of_all(text: str, figures: Sequence[Figure], near: Sequence[Figure]) -> Counter[str]:
    """What other figures there are in the sentences of these, and around, and what the sentences have."""
    spans, numbers = [one.span for one in figures], [one.sentence for one in figures]
    lines = sentence_words(text)[min(numbers) : max(numbers) + 1]
    others = [one for one in near if not any(one.span.start < span.end and span.start < one.span.end for span in spans)]
    inside = [min(numbers) <= one.sentence <= max(numbers) for one in others]
    kinds = {(one.kind, one.unit) for one in figures}
    rivals = [(one.kind, one.unit) in kinds for one in others]
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    between = [one for one in others if first < one.span.start < last]
    found = {
        "figures inside": sum(inside),
        "rivals inside": sum(rival and within for rival, within in zip(rivals, inside, strict=True)),
        "rivals outside": sum(rival and not within for rival, within in zip(rivals, inside, strict=True)),
        "figures between": len(between),
        "rivals between": sum(rival and one in between for rival, one in zip(rivals, others, strict=True)),
        "crowded": sum(inside) >= _CROWD,
        "one sentence": len(lines) == 1,
        "others": sum(_OTHERS.search(line) is not None for line in lines),
    }
    return Counter({name: min(many, _MOST) for name, many in found.items() if many})


def are_of_two_times(first: str, second: str) -> bool:
    """Whether both sentences say when, and not the same time."""
    one, two = ({*_TIME.findall(text), *any_of("kin_times").findall(text)} for text in (first, second))
    return bool(one) and bool(two) and not one & two


def _clause(one: Figure) -> str:
    return f"{one.before} {one.after}"


@lru_cache(maxsize=256)
def _content(text: str) -> frozenset[str]:
    """The stems of the words that say something."""
    stop = wordset("words", "stop")
    return frozenset(stem(word) for word in text.split() if len(word) > 3 and word.isalpha() and word not in stop)
