"""Whether two statements can be of the same thing, place and stretch of time, as far as their words tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from factcheck.consistency.moves import Move
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.placed import Placed
from factcheck.consistency.sheet import Row, Slot
from factcheck.model import Kind
from factcheck.tables import tables

_WORD = Later(r"[a-z][a-z'’-]*")
_NAME = Later(r"(?<![.!?:\n“\"] )(?<!^)(?<![“\"\n])\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
_PLACE = Later(r"\s+(?:in|at|for|among)\s+(?:the\s+)?(?P<name>[A-Z][\w’'-]+)")
_SPEAKER = Later(r"[,”\"] (?:said|says|told|according to)\b.*$", re.DOTALL)
_TITLED = Later(r"\b(?:Dr|Mr|Mrs|Ms|Sir|Prof|Professor)\.? (?:[A-Z][\w’'-]+ ?)+")
_PERSONS = ("staff", "members", "passengers", "visitors", "pupils", "patients", "deaths", "injuries", "births")
"""Topics of counts of people: what is made, "output", is none of them."""
_SUBJECT = 4
"""Words at the beginning of a sentence that name who it is about."""
_SCALES = {
    "day": r"day|days|daily|overnight|yesterday|session|<weekday:\d+>",
    "week": r"week|weeks|weekly|fortnight",
    "month": r"month|months|monthly",
    "quarter": r"quarter|quarters|quarterly",
    "year": r"year|years|yearly|twelve months|12 months|<year:\d+>|season|seasons",
    "decade": r"decade|decades",
}
_UNITS = {"day": "day", "week": "week", "month": "month", "year": "year", "decade": "decade"}


def topics(text: str, kind: Kind) -> set[str]:
    """The groups of the tables that the words of a text belong to, of money for money, of counts for counts."""
    found = set(_WORD.findall(text))
    names = _table("topics_of_money" if kind is Kind.MONEY else "topics_of_counts")
    return {name for name, members in names.items() if found & members}


def is_another_topic(move: Move, row: Row, level: Placed, other: Row) -> bool:
    """Whether the words of a change and of a level name two different things."""
    change = move.figure
    kind = level.slot.quantity.kind
    if kind is Kind.PERCENT:
        own = _own(move).replace(" raised ", " ")
        mine, theirs = (topics(text, Kind.MONEY) | topics(text, Kind.COUNT) for text in (own, other.shape))
        if move.refers or any_of("payers").search(_subject(other)):
            return False
        generic = any_of("generic_subjects").search(other.shape) is not None
        return row is not other and not generic and bool(mine) and not mine & theirs
    if kind not in (Kind.MONEY, Kind.COUNT):
        return False
    mine = topics(change.before, kind) if move.refers else _nearest(change, row, kind)
    theirs = _nearest(level, other, kind)
    if mine and theirs:
        return not mine & theirs
    made = any_of("products").search(f"{change.before}{_subject(row)} ") is not None and not theirs.isdisjoint(_PERSONS)
    return not mine and not move.refers and bool(theirs) and (made or _is_of_other_kind(change, row, kind))


def _subject(row: Row) -> str:
    """The first words of a sentence."""
    return " ".join(row.shape.split()[:_SUBJECT])


def _own(move: Move) -> str:
    return move.figure.before if move.refers else move.figure.clause


def _nearest(figure: Placed, row: Row, kind: Kind) -> set[str]:
    """The topics of a figure's clause, or of its own words, or of its row."""
    for text in (figure.clause, figure.before + figure.after, row.shape):
        found = topics(text, kind)
        if found:
            return found
    return set()


def _is_of_other_kind(change: Placed, row: Row, kind: Kind) -> bool:
    """Whether the change is of money and the level counts, or the other way round."""
    another = Kind.COUNT if kind is Kind.MONEY else Kind.MONEY
    return bool(_nearest(change, row, another) - set(tables("consistency")["topics_of_both"]))


def are_contrasted(mine: str, theirs: str) -> bool:
    """Whether two texts name two sides: the north and the south, men and women, one firm and its rival."""
    first, second = _words(mine), _words(theirs)
    both = not (first.isdisjoint(_of_contrasts()) or second.isdisjoint(_of_contrasts()))
    for group in _contrasts() if both else ():
        one, two = ({i for i, side in enumerate(group) if side & found} for found in (first, second))
        if one and two and not one & two:
            return True
    if _are_in_others(mine, theirs) or _are_in_others(theirs, mine):
        return True
    return first.isdisjoint(_elsewhere()) != second.isdisjoint(_elsewhere())


@lru_cache(maxsize=256)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.replace("in other words", "")))


def scope(row: Row, figure: Placed) -> str:
    """The words of a row up to a figure, and those of its clause."""
    return row.shape.split(f":{figure.number}>")[0] + figure.clause


def stretches(figures: Iterable[str], row: Row) -> set[str]:
    """The stretches of time that words speak of: "year", and "year 3" where they are counted."""
    text = " ".join(figures)
    found = {name for name, pattern in _SCALES.items() if re.search(rf"(?<!\S)(?:{pattern})(?!\S)", text)}
    for number in re.findall(r"<duration:(\d+)>", text):
        slot = row.slots[int(number)]
        unit, value = slot.quantity.unit, slot.value
        if unit == "month" and value == 12:
            unit, value = "year", value / 12
        if unit in _UNITS and value is not None:
            found.add(f"{unit} {value.normalize():f}")
    return found


def are_other_stretches(mine: set[str], theirs: set[str]) -> bool:
    """Whether two sets of stretches are both known and have none in common."""
    if not mine or not theirs:
        return False
    for one in mine:
        for two in theirs:
            if one == two or (one.split()[0] == two.split()[0] and (one in _SCALES or two in _SCALES)):
                return False
    return True


@cache
def _table(name: str) -> dict[str, frozenset[str]]:
    return {group: frozenset(members) for group, members in tables("consistency")[name].items()}


@cache
def _contrasts() -> tuple[tuple[frozenset[str], ...], ...]:
    return tuple(tuple(frozenset(side.split()) for side in group) for group in tables("consistency")["contrasts"])


@cache
def _of_contrasts() -> frozenset[str]:
    return frozenset(word for group in _contrasts() for side in group for word in side)


def is_of_a_named_place(text: str, level: Slot, before: str) -> bool:
    """Whether a place is named right behind a figure that is not named before it: "4%, against 6% in Angus"."""
    behind = _PLACE.match(text[level.span.end :])
    return behind is not None and behind["name"] not in before and not any_of("no_names").fullmatch(behind["name"])


def are_other_names(text: str, row: Row, other: Row, level: Slot) -> bool:
    """Whether a sentence names others than the one before the figure does, who are not only those that tell it."""
    mine = names(_SPEAKER.sub("", text[row.span.start : row.span.end]))
    before = text[other.span.start : level.span.start]
    said = list(any_of("saying").finditer(before))
    theirs = names(_TITLED.sub("", before[said[-1].end() :] if said else before))
    return bool(mine) and bool(theirs) and not mine & theirs


def names(text: str) -> set[str]:
    """The words with a capital that do not begin a sentence, months and weekdays left out."""
    found = {re.split("['’]", word)[0] for name in _NAME.findall(text) for word in name.split()}
    return {word for word in found if not any_of("no_names").fullmatch(word)}


def _are_in_others(mine: str, theirs: str) -> bool:
    """Whether a sentence that begins "In the hills" follows on one in another place."""
    opening = re.match(r"in the (?P<place>[a-z-]+)", mine)
    if opening is None or any_of("time_nouns").fullmatch(opening["place"]):
        return False
    places = [place for place in re.findall(r" in the ([a-z-]+)", theirs) if not any_of("time_nouns").fullmatch(place)]
    return bool(places) and opening["place"] not in places


@cache
def _elsewhere() -> frozenset[str]:
    return frozenset(tables("consistency")["elsewhere"])
