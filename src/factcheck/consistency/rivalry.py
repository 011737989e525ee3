"""Whether a figure without a place is that of a rival: another name, the others, or the same at another time."""

from __future__ import annotations

import re
from functools import cache

from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.sheet import Row
from factcheck.consistency.standings import Standing
from factcheck.consistency.twice import is_person
from factcheck.extraction.counted import singular
from factcheck.model import Kind
from factcheck.tables import tables, wordset
from factcheck.text import stem

_NAME = Later(r"\b[A-Z][\w’'-]+")
_PLACE = Later(r"(?<!\S)in (?:the )?([a-z]{3,})")
_TIMES = r"<duration:\d+>|year|season|month|week|day|morning|afternoon|evening|night|hour|weekend|period|time|date"
_WHERE = Later(
    rf"(?:^|(?<!\S))(?:was|were|is|are|did|remained) in (?:the )?(?!(?:{_TIMES}|first|last|second|third)(?!\S))([a-z]{(3,)})"
)
_PLACED = Later(r"(?:In|At|On|Over|Across|Beyond|Outside|Inside|Among|Near|Since|With) ")
_WITHIN = Later(r"([a-z]+) (?:in|of) (?:the )?(?=[A-Z])")
_OWN = Later(r"(?<!\S)(?:its|his|her|their|my|our|own)(?!\S)")
_HISTORY = Later(r"(?:'s|s'|’s|its|their|his|her) history(?!\S)")
_ANY_TIME = (
    r"<year:|<date:|<period:|(?<!\S)(?:ago|earlier|(?:year|month|week|day|<duration:\d+>) before|last [a-z]+)(?!\S)"
)
_PAST = Later(_ANY_TIME)
_TIMED = Later(_ANY_TIME + "|<weekday:")
_PRONOUN = Later(r"[“\"]?(?:It|Its|They|He|She|We|I|This|That|These|Those|You|There|His|Her|Their|Our|My)\b")
_TERMS = Later(r"(?:For|By|Counting|Including|Excluding|Without|Under|Among|After|Before) ")
_DESCRIBED = Later(r"(?:The |A |An )?(?:[\w’'-]+ ){1,3}?[\w’'-]+, (?:which|who|where|whose|an?) |[^.]*?, an? [a-z]")
_OF_SORT = Later(r"(?<!\S)(?:by an?|among(?: the)?|of (?:the|its|their|all)) (?:[a-z]+ )?([a-z]{3,})(?!\S)")
_ROLE = Later(r"(?:The |A |An )?(?:[\w]+[’']s )?(?P<role>[A-Z]?[a-z-]+),? (?=[A-Z][a-z])")
_ONE = Later(r"An? (?!further |similar |second |third |new |total )")
_SAME_TIME = Later(rf"(?<!\S)(?:the same|those|that) (?:[a-z]+ )?(?:{_TIMES})(?!\S)")
_SAME = Later(
    rf"(?<!\S)(?:in|at|on|of|from|over|by|to) the same (?!{_TIMES})([a-z]+)|another (?:,|[a-z]+ (?:in|of|on) (?:that|the same))"
)
_OWNED = Later(
    r"the same |(?:his|her|their|our) (?!(?:[a-z]+ (?:- )?){0,3}(?:rival|mate|neighbour|challenger|competitor|colleague)s?(?!\S))"
)
_ITS = Later(r"(?:is|are|remains?) (?:its|their)$")
_OWN_BEST = Later(r"(?:^|(?<!is )(?<!was )(?<!are )(?<!were ))(?:its|his|her|their)$")
_WHOSE = Later(r"[a-z]+['’]s ")
_INSERTED = Later(r" , [^,]* ,")
_GOES_ON = Later(r"(?:it|he|she|they|another) ")
_END = Later(r"[,;.<]| and ")
_LINK = Later(r"(?<!\S)(?:in|of|for|at|on|to|from|by|with|outside|under|when|if)(?!\S)")
_SUPERLATIVE = Later(r"(?<!\S)(?:[a-z]{3,}est|most [a-z]+|least [a-z]+)(?! (?:rival|challenger|competitor))(?!\S)")
_OPENED = Later(r"the [a-z]+ of ")
_OF_THE = Later(r"(?<!\S)(?:in|of|from|at|on|inside|near) (?:the|an?) (?:next )?[a-z]+")
_EARLY = 30
"""Characters in which a sentence names its subject."""


def is_rival(text: str, first: Standing, second: Standing) -> bool:
    """Whether a figure of the next sentence is of another than the first of a ranking, or of the same before."""
    ever = is_record(first)
    if ever and any_of("of_the_past").is_in(second.row.shape):
        return "\n\n" not in text[first.row.span.end : second.row.span.start]
    near = _near(first)
    if any_of("no_claim").is_in(near):
        return False
    if first.row is second.row:
        return any_of("of_those").is_in(second.before[len(first.before) :]) and not _tells(
            first, second, "no_rival_at_all"
        )
    if "\n\n" in text[first.row.span.end : second.row.span.start]:
        return False
    behind = first.behind.replace("since records began", "")
    shares = _is_one_of_those(second)
    if not shares and any_of("narrowed").is_in(f"{' '.join(near.split()[-2:])} {behind}"):
        return False
    said = second.row.shape if ";" not in second.before else second.before.rpartition(";")[2]
    if ever and _PAST.search(said) and " , when " not in said and any_of("had_been").is_in(said):
        return True
    if _are_of_other_kinds(first, second):
        return False
    if is_tied(second):
        return _is_tied_rival(first, second)
    if _tells(first, second, "no_rival"):
        return False
    if _HISTORY.search(first.row.shape) or _TIMED.search(second.row.shape.split(" , ")[0]):
        return False
    own = (_OWN.search(near) is not None and not _ITS.search(near)) or len(nouns_of(first.behind)) > 1
    if own and not ever:
        return False
    return not _goes_elsewhere(first, second) and _is_another(text, first, second)


def _is_tied_rival(first: Standing, second: Standing) -> bool:
    """Whether a sentence that is tied to a ranking is of a rival: not of somebody's own, of another time or sort."""
    said = second.row.shape
    if _tells(first, second, "no_rival_at_all") or _OWNED.match(said):
        return False
    if _OWN_BEST.search(_near(first)) and not _GOES_ON.match(said):
        return False
    if _near(first).endswith("'s") and _WHOSE.match(said):
        return False
    if _PAST.search(_INSERTED.sub(" ", said)) and not is_record(first):
        return False
    same = _SAME.search(said)
    if same is not None and same[1] and f" {same[1]}s " in first.row.shape:
        return False
    return _is_one_of_those(second) or not _goes_elsewhere(first, second)


def is_the_same(first: Standing, second: Standing) -> bool:
    """Whether nothing in the second sentence says that it is of another thing, place or kind of figure."""
    told = any_of("no_claim").is_in(_near(first)) or _tells(first, second, "no_rival_at_all")
    return not told and not _are_of_other_kinds(first, second)


def _tells(first: Standing, second: Standing, name: str) -> bool:
    """Whether the second sentence has words of a list that the first has not."""
    found = set(any_of(name).findall(second.row.shape)) - set(any_of(name).findall(first.row.shape))
    for way in ("of_rise", "of_fall"):
        found -= word_set(way) if any_of(way).is_in(first.row.shape) else set()
    return bool(found)


def _near(first: Standing) -> str:
    return " ".join(first.row.shape[: first.row.shape.find(first.cue)].split()[-3:])


def is_tied(second: Standing) -> bool:
    """Whether the words of a sentence tie it to a ranking told before: "in the same league", "over those months"."""
    return _is_one_of_those(second) or _SAME_TIME.search(second.row.shape) is not None


def _is_one_of_those(second: Standing) -> bool:
    return any_of("of_those").is_in(second.row.shape) or _SAME.search(second.row.shape) is not None


def is_record(standing: Standing) -> bool:
    """Whether a figure is said to be the most or least of all time."""
    said = f"{standing.cue} {standing.behind}"
    return any_of("for_ever").is_in(said) or _HISTORY.search(said) is not None


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
    if any(any_of("ranked_places").is_in(found[1]) for found in _WITHIN.finditer(one)):
        return False
    if _PLACED.match(other) and not first.cue.startswith("no") and not _is_where(first):
        return False
    if _TERMS.match(other) or _DESCRIBED.match(other) or _is_of_other_sort(first.row.shape, other):
        return False
    if any_of("rival_opens").match(second.row.shape):
        return True
    if _ONE.match(other):
        return first.slot.quantity.kind in (Kind.MONEY, Kind.PERCENT, Kind.DURATION, Kind.MEASURE)
    if _PRONOUN.match(other):
        return False
    known = {_bare(word) for word in re.findall(r"[\w’'-]+", one)}
    fresh = (found for found in _NAME.finditer(other[: 2 * _EARLY]) if found.start() <= _EARLY)
    return any(_bare(found[0]) not in known | _no_names() and not found[0].endswith("day") for found in fresh)


def _goes_elsewhere(first: Standing, second: Standing) -> bool:
    """Whether words right behind the second figure bring in another day, or a thing or place that is new."""
    if " there " in second.before or _SUPERLATIVE.search(second.before) or _OPENED.match(second.row.shape):
        return True
    tail = _END.split(second.row.shape[len(second.before) :].partition(">")[2], maxsplit=1)[0]
    head = " ".join(found[0] for found in _OF_THE.finditer(_INSERTED.sub(" ", second.before)))
    if not head and not _LINK.search(tail):
        return False
    known = wordset("words", "stop") | wordset("words", "months") | set(re.findall(r"[a-z’']+", first.row.shape))
    known = {stem(word) for word in known}
    said = f"{head} {tail}" if _LINK.search(tail) else head
    return any(stem(word) not in known for word in re.findall(r"[a-z’']+", said))


def _bare(word: str) -> str:
    return word.lower().removesuffix("'s").removesuffix("’s")


@cache
def _no_names() -> frozenset[str]:
    return word_set("toll_openers") | wordset("words", "months")


def _is_of_other_sort(first: str, other: str) -> bool:
    """Whether the second sentence says of what sort its subject is, and the first ranks others: "of the judges"."""
    sorts = {stem(found[1]) for found in _OF_SORT.finditer(first) if is_person(singular(found[1]))}
    role = _ROLE.match(other)
    said = role["role"].lower() if role is not None else ""
    return bool(sorts) and is_person(said) and stem(said) not in sorts


def _are_of_other_kinds(one: Standing, other: Standing) -> bool:
    """Whether two sentences speak of different measures, kinds of things or places."""
    first, second = one.row.shape, other.row.shape
    measures = [{n for n, line in enumerate(_measures()) if line & set(shape.split())} for shape in (first, second)]
    kinds = [set(any_of("kinds_of_things").findall(shape)) for shape in (first, second)]
    places = [set(_PLACE.findall(shape)) - {"same", "last", "first"} for shape in (first, second)]
    places[0] -= _is_where(one)
    if any(all(told) and not told[0] & told[1] for told in (measures, kinds)):
        return True
    return (
        all(places)
        and not _is_one_of_those(other)
        and not one.cue.startswith("no")
        and not places[0] & places[1] | places[1] & set(first.split())
    )


def _is_where(one: Standing) -> set[str]:
    """The place that is itself the first of a ranking: "was highest in Dale", "the lowest was in Dale"."""
    before = one.row.shape[: one.row.shape.find(one.cue)].split()[-1:]
    found = _WHERE.search(f"{' '.join(before)} {one.behind}")
    return {found[1]} if found is not None else set()


@cache
def _measures() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.split()) for line in tables("consistency")["measured_by"])


def is_one_topic(first: Row, second: Standing) -> bool:
    """Whether the words before a share bring in nothing but names that the first sentence has not."""
    if second.slot.quantity.kind is not Kind.PERCENT:
        return True
    known = wordset("words", "stop") | word_set("neutral_words") | set(re.findall(r"[a-z’']+", first.shape))
    said = re.findall(r"(?<![\w’'<:-])[a-z’']+(?![:>])", second.before)
    return len({stem(word) for word in said} - {stem(word) for word in known}) <= 2
