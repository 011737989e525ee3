"""Whether the sentences of two ranked figures speak of different things, places, measures or sorts."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from factcheck.consistency.order.standings import Standing
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.twice import is_person
from factcheck.extraction.counted import singular
from factcheck.tables import tables, wordset
from factcheck.text import stem

TIMES = r"<duration:\d+>|year|season|month|week|day|morning|afternoon|evening|night|hour|weekend|period|time|date"
"""Stretches of time in a pattern."""
INSERTED = Later(r" , [^,]* ,")
"""Words between two commas."""
_PLACE = Later(r"(?<!\S)in (?:the )?([a-z]{3,})")
_WHERE = Later(
    rf"(?<!\S)(?:was|were|is|are|did|remained) in (?:the )?(?!(?:{TIMES}|first|last|second|third)(?!\S))([a-z]+)"
)
_HISTORY = Later(r"(?:'s|s'|’s|its|their|his|her) history(?!\S)")
_OF_SORT = Later(r"(?<!\S)(?:by an?|among(?: the)?|of (?:the|its|their|all)) (?:[a-z]+ )?([a-z]{3,})(?!\S)")
_NONE = Later(r"no (?:other )?([a-z]+) ")
_ROLE = Later(r"(?:The |A |An )?(?:[\w]+[’']s )?(?P<role>[A-Z]?[a-z-]+),? (?=[A-Z][a-z])")
_END = Later(r"[,;.<]| and ")
_LINK = Later(r"(?<!\S)(?:in|of|for|at|on|to|from|by|with|about|against|outside|under|when|if)(?!\S)")
_OF_THE = Later(r"(?<!\S)(?:in|of|from|at|on|inside|near) (?:the|an?) (?:next )?[a-z]+")
_SUPERLATIVE = Later(r"(?<!\S)(?:[a-z]{3,}est|most [a-z]+|least [a-z]+)(?! (?:rival|challenger|competitor))(?!\S)")
_STUFF = Later(r"<[a-z]+:\d+> of (?:the |its |all )?([a-z]+)")
_OPENED = Later(r"the [a-z]+ of ")


def near(first: Standing) -> str:
    """The three words before a superlative."""
    return " ".join(first.row.shape[: first.row.shape.find(first.cue)].split()[-3:])


def is_record(standing: Standing) -> bool:
    """Whether a figure is said to be the most or least of all time."""
    return any_of("for_ever").is_in(f"{standing.cue} {standing.behind}") or tells_history(standing)


def tells_history(standing: Standing) -> bool:
    """Whether a sentence speaks of somebody's history."""
    return _HISTORY.search(standing.row.shape) is not None


def tells(first: Standing, second: Standing, name: str) -> bool:
    """Whether the second sentence has words of a list that the first has not, changes aside where those are ranked."""
    found = set(any_of(name).findall(second.row.shape)) - set(any_of(name).findall(first.row.shape))
    for way in ("of_rise", "of_fall"):
        found -= word_set(way) if any_of(way).is_in(first.row.shape) else set()
    return bool(found)


def where(one: Standing) -> set[str]:
    """The place that is itself the first of a ranking: "was highest in Dale", "the lowest was in Dale"."""
    before = near(one).rpartition(" ")[2]
    found = _WHERE.search(f"{before} {one.behind}")
    return {found[1]} if found is not None else set()


def are_of_other_kinds(one: Standing, other: Standing, *, tied: bool) -> bool:
    """Whether two sentences speak of different measures, kinds of things or, where nothing ties them, places."""
    first, second = one.row.shape, other.row.shape
    measures = [{n for n, line in enumerate(_measures()) if line & set(shape.split())} for shape in (first, second)]
    kinds = [set(any_of("kinds_of_things").findall(shape)) for shape in (first, second)]
    if any(all(told) and not told[0] & told[1] for told in (measures, kinds)):
        return True
    places = [set(_PLACE.findall(shape)) - {"same", "last", "first"} for shape in (first, second)]
    places[0] -= where(one)
    is_bound = all(places) and not tied and not one.cue.startswith("no")
    return is_bound and not places[0] & places[1] | places[1] & set(first.split())


@cache
def _measures() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.split()) for line in tables("consistency")["measured_by"])


def is_of_other_stuff(first: Standing, second: Standing) -> bool:
    """Whether a figure is of something that the first sentence does not name: "110 tonnes of oats"."""
    found = _STUFF.match(second.row.shape, len(second.before))
    return found is not None and stem(found[1]) not in _stems(first.row.shape)


def goes_elsewhere(first: Standing, second: Standing) -> bool:
    """Whether the words around the second figure bring in a thing or place that is new, or another superlative."""
    if " there " in second.before or _SUPERLATIVE.search(second.before) or _OPENED.match(second.row.shape):
        return True
    tail = _END.split(second.row.shape[len(second.before) :].partition(">")[2], maxsplit=1)[0]
    said = " ".join(found[0] for found in _OF_THE.finditer(INSERTED.sub(" ", second.before)))
    if _LINK.search(tail):
        said += f" {tail}"
    if not said:
        return False
    stems = _stems(first.row.shape)
    return any(stem(word) not in stems for word in re.findall(r"[a-z’']+", said))


@lru_cache(maxsize=64)
def _stems(shape: str) -> frozenset[str]:
    """The stems of a shape's words, and of those that bring in nothing new."""
    known = wordset("words", "stop") | wordset("words", "months") | set(re.findall(r"[a-z’']+", shape))
    return frozenset(map(stem, known))


def is_of_other_sort(first: str, other: str) -> bool:
    """Whether the second sentence says of what sort its subject is, and the first ranks others: "of the judges"."""
    sorts = {stem(found[1]) for found in _OF_SORT.finditer(first) if is_person(singular(found[1]))}
    role, none = _ROLE.match(other), _NONE.match(first)
    said = role["role"].lower() if role is not None else ""
    if none is not None and role is not None and said == role["role"] and is_person(said) == is_person(none[1]):
        return stem(said) != stem(none[1])
    return bool(sorts) and is_person(said) and stem(said) not in sorts
