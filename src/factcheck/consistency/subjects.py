"""Whether two sentences say what they say of two things: "The fund returned 7% a year. The index gained 50%"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.rates import Rate
from factcheck.consistency.sheet import Row
from factcheck.consistency.topics import topics
from factcheck.model import Kind
from factcheck.tables import wordset

SORT = Later(
    r"(?!(?:the|an?|its|their|his|her|of|in|at|on|for|these|those|such|all|total|average|typical|median|and|or|new|"
    r"this|that|but|so|as|by|to|with|from|some|most|more|fewer|many|[a-z]+'s)$)[a-z-]+"
)
"""A word that can tell one sort of a thing from another."""
_SUBJECT, _SHORT = 4, 3
"""Words at the beginning of a sentence that may be its subject, and letters of the shortest noun in it."""
_STEM = 5
"""Letters in which two words of one thing begin alike."""
_OF_TIME = Later(
    r" (?:over|in|during|after|by|since|between|within|for) (?:the |that |those |these |this |a |an )*"
    r"(?:(?:past|last|same|next|whole) )*(?:<[a-z]+:\d+>|period|time|decade|years?|end)"
    r"(?: (?:and|to|of) <year:\d+>| of it)*"
    r"(?: of)?(?: ,)?(?= )"
)
_JOINED = Later(r" (?:and|;) (?!is |are |was |were |has |have |it |they )")
_POINTED = Later(
    r"(?:^| )(?:(?:that|than|as) (?:it|they) (?:did|was|were|had)"
    r"|such|thus|that makes|by that|at that rate|as a result|this makes|making) "
)


def are_of_two(text: str, rows: Sequence[Row], first: Rate, second: Rate) -> bool:
    """Whether both statements name what they are of, and no word or topic of the later is in the earlier."""
    one, two = (_told_before(rows[at.row], at) for at in (first, second))
    if first.row != second.row:
        one = rows[first.row].shape
        if are_other_sorts(one, rows[second.row].shape):
            return True
    else:
        two = two[len(one) :]
        if not _JOINED.search(two):
            return False
    if _POINTED.search(rows[second.row].shape):
        return False
    mine, theirs = _subject(_told_before(rows[first.row], first)), _subject(two)
    if not mine or not theirs or any(any_of("payers").is_in(f"{noun} {noun}s") for noun in (mine, theirs)):
        return False
    if theirs[:_STEM] in one:
        return False
    name = re.search(rf"\b{re.escape(theirs)}\b", text[rows[second.row].span.start :], re.IGNORECASE)
    if name is not None and name.start() and name[0][0].isupper():
        return False
    return not any(topics(one, kind) & topics(theirs, kind) for kind in (Kind.MONEY, Kind.COUNT))


def are_other_sorts(one: str, two: str) -> bool:
    """Whether the subjects of two sentences are two sorts of the same: "beer sales" and "wine sales"."""
    mine, theirs = (shape.partition("<")[0].split()[:_SUBJECT] for shape in (one, two))
    sorts = {noun: sort for sort, noun in pairwise(mine) if SORT.fullmatch(sort) and len(noun) > _SHORT}
    if len(theirs) > 1 and _is_sort_of(theirs[0], theirs[1], one, sorts):
        return True
    for sort, noun in pairwise(theirs):
        other = sorts.get(noun)
        if other is not None and SORT.fullmatch(sort) and other != sort and other not in two:
            return True
    return False


def _is_sort_of(sort: str, noun: str, one: str, sorts: Mapping[str, str]) -> bool:
    """Whether a sentence opens with one sort of what another names as a whole: "dairy farms" after "farms"."""
    named = noun.endswith("s") and len(noun) > _SHORT and noun not in sorts and f" {noun} " in f" {one} "
    return named and SORT.fullmatch(sort) is not None and sort not in one and sort not in wordset("words", "stop")


def _told_before(row: Row, at: Rate) -> str:
    """The words of a sentence before a figure."""
    return " " + row.shape.split(f":{at.figure.number}>")[0].rpartition("<")[0]


def _subject(before: str) -> str:
    """The noun before the last verb, without the words of time between; empty for a pronoun."""
    found = list(_noun().finditer(_OF_TIME.sub(" ", before)))
    if not found or any_of("going_on").is_in(found[-1]["noun"]) or any_of("generic_nouns").is_in(found[-1]["noun"]):
        return ""
    return found[-1]["noun"]


@cache
def _noun() -> re.Pattern[str]:
    moved = "|".join(words(name) for name in ("move_up", "move_down"))
    aux = "(?: (?:has|have|had|will|also|alone|then|was|were|is|are|been|be))*"
    other = f"went|came|returned|lent|sold|{words('past_words')}|{words('past_verbs')}|{words('present_verbs')}"
    return re.compile(rf"(?<= )(?P<noun>[a-z][a-z'-]+){aux} (?:{moved}|{other}) ")
