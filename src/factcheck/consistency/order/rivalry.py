"""Whether a figure without a place is that of a rival: another name, the others, or the same at another time."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from factcheck.consistency.order.other_sorts import (
    INSERTED,
    are_of_other_kinds,
    goes_elsewhere,
    is_of_other_sort,
    is_of_other_stuff,
    is_record,
    near,
    tells,
    tells_history,
    where,
)
from factcheck.consistency.order.standings import Standing
from factcheck.consistency.order.tied import ANY_TIME, is_one_of_those, is_tied, is_tied_rival
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.model import Kind
from factcheck.tables import wordset

_NAME = Later(r"\b[A-Z][\w’'-]+")
_PLACED = Later(r"(?:In|At|On|Over|Across|Beyond|Outside|Inside|Among|Near|Since|With) ")
_OWN = Later(r"(?<!\S)(?:its|his|her|their|my|our|own)(?!\S)")
_ITS = Later(r"(?:is|are|remains?) (?:its|their)$")
_PAST = Later(ANY_TIME)
_TIMED = Later(f"{ANY_TIME}|<weekday:")
_PRONOUN = Later(r"[“\"]?(?:It|Its|They|He|She|We|I|This|That|These|Those|You|There|His|Her|Their|Our|My)\b")
_TERMS = Later(r"(?:For|By|Counting|Including|Excluding|Without|Under|After|Before) ")
_DESCRIBED = Later(r"(?:The |A |An )?(?:[\w’'-]+ ){1,3}?[\w’'-]+, (?:which|who|where|whose|an?) |[^.]*?, an? [a-z]")
_PLURAL = Later(
    r"[A-Z][a-z]+ (?!has |was |is |does |as |plus |across )[a-z]+[^s'’ ]s (?!the |a |an |in |on |at |of |to "
    r"|for |with |from |by |its |his |her |their |some |about |only |just |nearly |almost |over |more |up |out )"
    r"[a-z]"
)
"""A sentence of a kind of things, which opens with no name: "Foot passengers pay £18"."""
_OVERTAKEN = Later(
    r"\b(?:overt(?:ook|akes|aking|aken)|ahead of|beat|beats|beating|passed|passing|pipped|pipping|edged out|edging out"
    r"|displaced|displacing|dethroned|dethroning|toppled|toppling) (?:[A-Z][\w’'-]+ ?)+"
)
"""Names of those whom the first has left behind: "overtook Ford to become the biggest"."""
_OF_YEAR = Later(r"(?: [a-z’']+){0,6} in <year:\d+>")
_OF_SO_MANY = Later(r"(?<!\S)of (?:the|its|his|her|their|all|these|those) (?:other )?<count:\d+>(?! -)")
_ONE = Later(r"An? (?!further |similar |second |third |new |total )")
_ENDS = Later(r" (?:[,;:.]|and|but|while) ")
_EARLY = 30
"""Characters in which a sentence names its subject."""


def is_rival(text: str, first: Standing, second: Standing) -> bool:
    """Whether a figure of the same or the next sentence is of another than the first of a ranking, or of it before."""
    ever = is_record(first)
    if "\n\n" in text[first.row.span.end : second.row.span.start]:
        return False
    if ever and any_of("of_the_past").is_in(second.row.shape):
        return True
    if any_of("no_claim").is_in(near(first)) or is_of_other_stuff(first, second):
        return False
    if first.row is second.row:
        between = second.before[len(first.before) :]
        return any_of("of_those").is_in(between) and not tells(first, second, "no_rival_at_all")
    if is_narrow(first) and not is_one_of_those(second):
        return False
    if ever and _was_before(second):
        return True
    if are_of_other_kinds(first, second, tied=is_one_of_those(second)):
        return False
    return is_tied_rival(first, second) if is_tied(second) else _is_set_against(text, first, second)


def is_the_same(first: Standing, second: Standing) -> bool:
    """Whether nothing in the second sentence says that it is of another thing, place or kind of figure."""
    told = any_of("no_claim").is_in(near(first)) or tells(first, second, "no_rival_at_all")
    return not told and not are_of_other_kinds(first, second, tied=is_one_of_those(second))


def is_of_so_many(first: Standing) -> bool:
    """Whether a superlative is of things whose number is told: "the tallest of the three towers"."""
    return _OF_SO_MANY.search(first.row.shape) is not None


def is_narrow(first: Standing) -> bool:
    """Whether a superlative holds for some time, place or sort only."""
    behind = first.behind.replace("since records began", "")
    if first.cue and _OF_YEAR.match(first.row.shape.partition(first.cue)[2]):
        return True
    return any_of("narrowed").is_in(f"{' '.join(near(first).split()[-2:])} {behind}")


def _was_before(second: Standing) -> bool:
    """Whether a figure is one of another time: "in 2004 it had reached"."""
    said = second.row.shape if ";" not in second.before else second.before.rpartition(";")[2]
    return _PAST.search(said) is not None and " , when " not in said and any_of("had_been").is_in(said)


def _is_set_against(text: str, first: Standing, second: Standing) -> bool:
    """Whether a sentence that no word ties to a ranking speaks of a rival all the same."""
    told = tells(first, _clause(second), "no_rival")
    if (
        tells(first, second, "no_rival_at_all")
        or told
        or tells_history(first)
        or _TIMED.search(second.row.shape.split(" , ")[0])
    ):
        return False
    of_kind = (
        not first.cue.startswith("no")
        and len(nouns_of(first.behind)) > 1
        and not any_of("tables_led").is_in(first.behind)
    )
    own = (_OWN.search(near(first)) is not None and not _ITS.search(near(first))) or of_kind
    if own and not is_record(first):
        return False
    elsewhere = goes_elsewhere(first, second) and not is_of_so_many(first) and not where(first)
    return not elsewhere and _is_another(text, first, second)


def _clause(second: Standing) -> Standing:
    """The figure with a row of its sentence up to the next mark behind it, without what stands between commas."""
    said = second.row.shape
    behind = _ENDS.split(said[len(second.before) :], maxsplit=1)[0]
    return replace(second, row=replace(second.row, shape=f"{INSERTED.sub(' ', second.before)} {behind}"))


def nouns_of(behind: str) -> list[str]:
    """The nouns behind a superlative, up to the first preposition or verb: of two the first is a kind of the other."""
    noun = re.match(
        r"(?:(?!(?:of|in|ever|for|on|at|by|to|was|is|were|are|from|with|and|that|since|among)(?!\S))[a-z’'-]+ ?)*",
        behind,
    )
    return noun[0].split() if noun is not None else []


def _is_another(text: str, first: Standing, second: Standing) -> bool:
    """Whether the second sentence opens with another name than any of the first, of no other place, sort or terms."""
    one, other = first.row.span.of(text), second.row.span.of(text)
    if _PLACED.match(other) and not first.cue.startswith("no") and not where(first):
        return False
    described = _DESCRIBED.match(other) and not is_of_so_many(first)
    if _TERMS.match(other) or _PLURAL.match(other) or described or is_of_other_sort(first.row.shape, other):
        return False
    if any_of("rival_opens").match(second.row.shape):
        return True
    if _ONE.match(other):
        return first.slot.quantity.kind in (Kind.MONEY, Kind.PERCENT, Kind.DURATION, Kind.MEASURE)
    if _PRONOUN.match(other):
        return False
    known = {_bare(word) for word in re.findall(r"[\w’'-]+", _OVERTAKEN.sub(" ", one))}
    fresh = (found for found in _NAME.finditer(other[: 2 * _EARLY]) if found.start() <= _EARLY)
    return any(_bare(found[0]) not in known | _no_names() and not found[0].endswith("day") for found in fresh)


def _bare(word: str) -> str:
    return word.lower().removesuffix("'s").removesuffix("’s")


@cache
def _no_names() -> frozenset[str]:
    return word_set("toll_openers") | wordset("words", "months")
