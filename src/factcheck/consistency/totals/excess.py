"""More than all of a whole: 45 of the 40 members, "31 of them" behind "28 pupils", 110% of pupils, a fall of 120%."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.bonds import is_change, nouns_of
from factcheck.consistency.evidence import evidence
from factcheck.consistency.phrases import Later, any_of, word_set, words
from factcheck.consistency.reading import Figure, figures, sentence_words
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.totals.addends import KINDS, contradiction, is_addable, runs
from factcheck.consistency.totals.list_evidence import evidence_of, holds
from factcheck.consistency.weighing import Candidate, told
from factcheck.intervals import plain
from factcheck.model import Bound, Kind
from factcheck.text import stem

_SURE = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY)
_OF_ALL = Later(r"(?:^| [:;–—]) (?:out )?of (?:the |its |all |[a-z' ]+'s )?$")
_OF_THE = Later(r"^ (?:out )?of (?:the |its |their |these |those |his |her )?(?:[a-z]+ |(?!it |them )[a-z ]+['’]s )?$")
_OF_WHOM = Later(r" , (?:of whom|of which) $")
_IN_A_GROUP = Later(r" in (?:an?|the) [a-z]+ of $")
_OF_IT = Later(r"^ (?:[a-z]+ ){0,2}(?:out )?of (?:it|that|this) | (?:out )?of (?:it|that|this|those|these|them) ,? ?$")
_OF_BEFORE = Later(
    r"^ (?:[a-z]+ ){0,2}of (?:the |last |this |its )?(?:one|season|year|week|month|day|issue|edition|quarter) "
    r"(?:before|earlier) "
)
"""That a figure is of another time: "30,000 of the one before"."""
_EACH = Later(r" (?:each|every|per|apiece) (?!of )")
_NEGATIVE = Later(r" (?:all|only|just|full|entire|whole|total|no more|in all) ")
_BESIDE = Later(r" (?:of|from|all|only|just|full|entire|whole|total) ")
_FAR, _FEW, _MOST = 4, 4, 24
"""How many times the whole a part is at most, the least whole that counts, and figures around the two."""
_APART = 1
_NOT = "more than whole, each, larger near, part others, of others, whole moved"
_TOGETHER = (
    ("part of all", ("of all, beside, of whom, in a group",), _NOT),
    ("part of the latest", ("of those, of it", "latest"), f"{_NOT}, whole alone, change"),
    ("part of the named", ("of those", "named"), _NOT),
    ("known of the named", ("named, one word", "part known, of those"), _NOT),
    ("above all of it", ("all of it",), f"{_NOT}, higher, change, part time"),
    ("above the place", ("place",), _NOT),
)
_SHARES = (
    ("falls below nothing", ("fell, cut", "per cent"), "below zero, not of a whole, rose"),
    ("more than everybody", ("of people",), "not of a whole, rose"),
    ("more than its own", ("of its", "cut"), "below zero, not of a whole"),
)
"""Entries for several others at once: one of each group that they need, and none of those that bar them."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every part that is more than its whole, and every share or fall above a hundred per cent."""
    yield from told("excess", candidates(sheet))


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every two figures of which one may be a part of the other but is more, and every per cent above a hundred."""
    yield from _together(sheet)
    line = figures(sheet)
    for n, one in enumerate(line):
        if one.kind == Kind.PERCENT.value and one.slot is not None and one.value > sums.HUNDRED and one.bound in _SURE:
            near = [other for other in line if abs(other.sentence - one.sentence) <= _APART]
            yield Candidate(_of_share(sheet.text, one, near), _above(one))
        if one.kind not in KINDS or one.bound not in _SURE:
            continue
        near = [other for other in line[max(0, n - _MOST) : n + _MOST] if abs(other.sentence - one.sentence) <= _APART]
        if len(near) > _MOST or not any(_may_be_less(one, other) for other in near):
            continue
        like = [other for other in near if other is not one and is_addable(one, other)]
        is_of_those = _partitive().match(one.after) or _OF_IT.match(one.after)
        if not is_of_those and any(other.value >= one.value for other in like):
            continue
        for whole in near:
            if whole is not one and _may_be_less(one, whole) and _is_whole(one, whole):
                wrong = _more(one, whole)
                if wrong is not None:
                    yield Candidate(_of_two(sheet.text, one, whole, near), wrong)


def _together(sheet: Sheet) -> Iterator[Candidate]:
    """Every total that is less than the parts of it told near it."""
    for run, near in runs(sheet):
        wrong = contradiction(run) if run.come[0] > run.total.high else None
        if wrong is not None:
            found = evidence_of(sheet, run, near)
            found["parts of it"] = sum(_partitive().match(one.after) is not None for one in run.parts)
            found["parts others"] = any(any_of("increments").is_in(one.before) for one in run.parts)
            yield Candidate(found, wrong)


def _may_be_less(part: Figure, whole: Figure) -> bool:
    """Whether a whole is less than its part, but not so much that it is of something else."""
    return _FEW <= whole.value < part.value <= whole.value * _FAR


def _is_whole(part: Figure, whole: Figure) -> bool:
    """Whether one can be all of which the other is a part: in one unit, with "of" or "all" beside one of them."""
    of_them = _partitive().match(part.after) or _OF_IT.match(part.after)
    if _OF_BEFORE.match(part.after) or (of_them and part.before.endswith(" the ")):
        return False  # of another time, or all of them: "the bill for the 12 of them"
    if _BESIDE.search(f"{part.before}{part.after}{whole.before}{whole.after}") is None:
        return False
    return is_addable(whole, part) and whole.kind in KINDS and whole.bound in _SURE


def _of_two(text: str, part: Figure, whole: Figure, near: Sequence[Figure]) -> Counter[str]:
    """What speaks for and against a figure being a part of another."""
    sentences = sentence_words(text)
    first, second = sorted((part, whole), key=lambda one: one.span.start)
    around = "".join(sentences[number] for number in sorted({part.sentence, whole.sentence}))
    others = [one for one in near if one is not part and one is not whole and is_addable(part, one)]
    behind, last = part.span.start > whole.span.start, part.before
    of = _partitive().match(part.after)
    named = {stem(word) for word in (of[1] or "").split()} if of else set()
    own = {stem(noun) for noun in nouns_of(whole)} | {stem(word) for word in whole.before.split()[-1:]}
    before = [one for one in near if is_addable(part, one) and one.span.start < part.span.start]
    linked = second.before == first.after
    of_whole = linked and _OF_THE.match(part.after) is not None
    tests = {
        "of those": of is not None,
        "of it": _OF_IT.match(part.after) is not None or _OF_IT.search(last) is not None,
        "of all": behind and _OF_ALL.search(whole.head) is not None and part.sentence == whole.sentence,
        "beside": not behind and of_whole,
        "latest": before[-1:] == [whole],
        "of others": (of is not None or _OF_IT.match(part.after) is not None) and not behind and not of_whole,
        "of whom": behind and linked and _OF_WHOM.search(last) is not None,
        "in a group": behind and linked and last == " , " and _IN_A_GROUP.search(whole.before) is not None,
        "named": bool(named & own),
        "one word": bool({stem(noun) for noun in nouns_of(part)} & own),
        "place": _is_place(whole) and not word_set("its_people").isdisjoint(nouns_of(part)),
        "more than whole": any_of("more_than_whole").is_in(around),
        "each": _EACH.search(around) is not None,
        "larger near": any(one.high >= part.low for one in others),
        "far": part.value > whole.value * 2,
        "near in size": part.value * 4 < whole.value * 5,
        "all of it": _NEGATIVE.search(f"{whole.before[-30:]}{whole.after[:30]}") is not None,
        "change": is_change(part) or is_change(whole),
        "higher": any_of("greater").is_in(around),
    }
    found = evidence(text, {"part": part, "whole": whole}, near)
    found.update(name for name, it_does in tests.items() if it_does)
    found.update(name for name, needs, bars in _TOGETHER if holds(found, needs, bars))
    return found


@cache
def _partitive() -> re.Pattern[str]:
    """What follows a part of those spoken of already: "31 of them", "75 of its staff", "nine of the club's games"."""
    those = rf"(?:{words('all_those')})"
    nouns = r"(?:the|its|his|her|their|our|my|your|those|these|this|that) ((?!own )(?:[a-z'’-]+ ){1,3})"
    return re.compile(rf"^ (?:[a-z]+ ){{0,2}}(?:of|from) (?:{nouns}|{those} )")


def _is_place(one: Figure) -> bool:
    """Whether it is all people of a place: "the port of 70 inhabitants", "home to 500 people"."""
    of = rf" (?:(?:{words('of_a_place')}) of|home to) $"
    return not word_set("its_people").isdisjoint(nouns_of(one)) and re.search(of, one.before) is not None


def _of_share(text: str, share: Figure, near: Sequence[Figure]) -> Counter[str]:
    """What speaks for and against a per cent being a share of a whole or a fall."""
    last = " ".join(share.before.split()[-6:])
    tests = {
        "per cent": True,
        "of people": re.match(rf" of (?:[a-z'’]+ |[0-9,.]+ ){{0,5}}?(?:{words('groups_of_people')}) ", share.tail)
        is not None,
        "of its": re.match(r" of (?:its|their|his|her|the|all) ", share.after) is not None,
        "fell": any_of("fell").is_in(last),
        "cut": re.search(r"\b(?:cuts?|reduc\w+|lowered|slashed|shed|los[st]|loses|down|drained)\b", last) is not None,
        "rose": any_of("rises").is_in(last) or any_of("greater").is_in(last),
        "not of a whole": any_of("more_than_whole").is_in(sentence_words(text)[share.sentence]),
        "below zero": any_of("below_zero").is_in(sentence_words(text)[share.sentence]),
    }
    found = evidence(text, {"share": share}, near)
    found.update(name for name, it_does in tests.items() if it_does)
    found.update(name for name, needs, bars in _SHARES if holds(found, needs, bars))
    return found


def _more(part: Figure, whole: Figure) -> Contradiction | None:
    slots = [one.slot for one in (part, whole) if one.slot is not None]
    if not slots:
        return None
    sum_ = f"{plain(part.value)} is more than all {plain(whole.value)}, the draft says {part.said} of {whole.said}"
    fix = f"a smaller figure than {part.said}, or a larger one than {whole.said}"
    return Contradiction(slots[0], tuple(slots[1:]), sum_, fix)


def _above(share: Figure) -> Contradiction:
    assert share.slot is not None
    why = (
        "no share of a whole is more than 100 %"
        if share.after.startswith(" of ")
        else "nothing falls by more than 100 %"
    )
    fix = f"a figure up to 100 %, or other words around {share.said}"
    return Contradiction(share.slot, (), f"{why}, the draft says {share.said}", fix)
