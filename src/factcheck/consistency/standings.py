"""The place that each figure has in a ranking, by the words around it: "the second-largest", "runner-up"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.sheet import Row, Slot
from factcheck.model import DATED, Kind
from factcheck.tables import tables

LAST = 99
"""The place of one that is only known not to be the first."""
_LEFT_OUT = (*DATED, Kind.ORDINAL, Kind.AGE)
_FAR = 200
_OF_ALL = Later(
    r"(?:\b(?:of|among|between) (?:the|its|their|all|our)?|\bthe (?:world|country|top|last|first))\s*$", re.IGNORECASE
)
_OVER_TIME = Later(
    r"\b(?:\w+est (?:day|night|hour|week|month|quarter|season|spring|summer|autumn|winter|year|decade)"
    r"|(?:\w+est|most|least|record|\w+est \w+) (?:since|for|so far"
    r"|in (?:a|an|almost|nearly|more|over|at|\w+) (?:\w+ )*(?:years?|months?|decades?|weeks?)))\b"
)
_RIGHT_AFTER = Later(
    r"(?: [a-z]+)?,? (?:(?:was|is|were|are|making it|made it) )?"
    r"(?=(?:the|a|its) (?:[a-z-]+ ){0,2}[a-z-]+(?:est|record)\b|(?:more|less|fewer) than any\b)"
)
_RECORD = Later(r", (?:was|is|were|are|marked|set) (?:a|an? [a-z-]+|the|its) record\b")
_ONLY_JOINS = Later(r"\s*(?:,|and|, and|or|;|to)\s*")
_TIMES = Later(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day)\b")
OWN = Later(
    r"\b(?:its|his|her|their|my|our|(?!(?:world|country|county|state|city|nation|region|town|league|year|season|island"
    r"|continent|district|industry|market)['’]s)[\w]+['’]s) (?:[a-z-]+ ){0,2}[a-z-]*(?:est|most|top|best|record)\b"
)
_AGED = Later(r"\b(?:oldest|youngest)\b")
_PRONOUN = Later(r"\b(?:it|he|she|they|we|I)\b")
_CLOSE = Later(r"[,;:.\d]")
_NAME = Later(r"(?<![.!?“\"] )(?<!^)\b[A-Z][a-z’']+")
_COMPOUND = Later(r"[-‐‑][a-z]")
_POINT = Later(r"(?:^|(?<=\n))\s*1[.)]\s*$")
_OPENER = Later(r"[“\"]?([A-Z][\w’']*)")


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure with its `place`, 0 where nothing is said of it; `most` whether the first has the most, if known."""

    slot: Slot
    row: Row
    place: int
    most: bool | None
    left: str


def standings(text: str, rows: Sequence[Row]) -> list[Standing]:
    """All figures of rows with places, where two or more; the first of "It has ..." takes the place told before it."""
    figures = [tuple(_figures(text, row)) for row in rows]
    if sum(map(len, figures)) < 2:
        return []
    found: list[Standing] = []
    told = _place(lead(text, rows[0]), "") if rows else (0, None)
    for row, slots in zip(rows, figures, strict=True):
        start, before = row.span.start, len(found)
        for slot in slots:
            left, right = text[start : slot.span.start], text[slot.span.end : row.span.end]
            place, most = _place(left, right)
            if not place and _RECORD.match(right):
                place, most = 1, True
            if not place and len(found) == before and told[0] and _is_of_it(left):
                place, most = told
            elif not place and len(found) > before and _ONLY_JOINS.fullmatch(left):
                place, most = found[-1].place, found[-1].most
            found.append(Standing(slot, row, place, most, left))
            start = slot.span.end
        told = _place(text[row.span.start : row.span.end], "") if len(found) == before else (0, None)
    return found


@lru_cache(maxsize=64)
def shape_of(text: str) -> str:
    """The words and signs of a text in lower case, with single spaces."""
    return " ".join(_WORDS.findall(text.lower()))


_WORDS = Later(r"[\w’']+|[^\w\s]")


def lead(text: str, row: Row) -> str:
    """The sentence or line before a row, which may have no figure and so no row of its own."""
    before = _POINT.sub("", text[max(0, row.span.start - _FAR) : row.span.start]).rstrip()
    said = re.split(r"(?<=[.!?])\s|\n", before)[-1] if before else ""
    return "" if re.search(r"\d", said) else said


def _figures(text: str, row: Row) -> Iterator[Slot]:
    """The figures of a row that can be ranked: no dates, and no number of those that are ranked ("of the six")."""
    for slot in row.slots:
        inside = row.span.start <= slot.span.start and slot.span.end <= row.span.end
        if not inside or slot.quantity.kind in _LEFT_OUT or slot.interval is None:
            continue
        if _COMPOUND.match(text, slot.span.end) and slot.quantity.kind is Kind.COUNT:
            continue  # "in the eight-team group"
        if slot.quantity.kind is not Kind.COUNT or not _OF_ALL.search(text[row.span.start : slot.span.start]):
            yield slot


def _is_of_it(left: str) -> bool:
    """Whether a sentence goes on about the one before: "It has 48,000 people"."""
    return re.match(r"[“\"]?(?:It|Its|They|Their|He|His|She|Her|That|There)\b", left) is not None


def _place(left: str, right: str) -> tuple[int, bool | None]:
    """The place that the words before a figure give it, or those right behind it: ", the highest of all"."""
    said = _RIGHT_AFTER.match(right)
    for clause in (left, _CLOSE.split(right[said.end() :])[0] if said is not None else ""):
        shape = shape_of(clause)
        if _OVER_TIME.search(shape) or (clause is left and any_of("of_a_change").fullmatch(shape.rpartition(" ")[2])):
            return 0, None
        found = list(ranks().finditer(shape))
        if found:
            return _read(found[-1])
        if any_of("competitors").search(shape):
            return LAST, None
    return 0, None


def _read(found: re.Match[str]) -> tuple[int, bool | None]:
    most = None
    if found["most"] or found["none_more"]:
        most = True
    if found["least"] or found["none_less"]:
        most = False
    if found["nth"]:
        return int(tables("consistency")["places"][found["nth"]]), most
    if found["last"]:
        return LAST, None
    if found["placed"]:
        places = tables("consistency")["places"]
        return next(int(places[word]) for word in found["placed"].split() if word in places), None
    if found["second"]:
        return 2, None
    if found["third"]:
        return 3, None
    return 1, most


@cache
def ranks() -> re.Pattern[str]:
    """Words that give a place: "the largest", "second-largest", "runner-up", "no bank lends more than"."""
    none = r"(?:no|nowhere|nobody|no one|none)(?: [a-z’']+){1,6}"
    nth = "|".join(tables("consistency")["places"])
    came = r"(?:finished|came|placed|ranked|lies?|lying|stands?|beaten into|claimed|took|is|was|in|secured)"
    placed = rf"{came} (?:{nth})(?! (?:- )?(?:{words('no_nth')})(?!\S))|(?:{nth}) (?:- (?:placed|ranked)|went to)"
    either = rf"(?P<either>{words('either_words')})(?! -)"
    top = rf"(?:(?P<most>{words('most_words')})|(?P<least>{words('least_words')})|{either})"
    return re.compile(
        rf"(?<!\S)(?:(?:(?P<nth>{nth}) (?:- )?)?{top}"
        rf"|(?P<none_more>{none} (?:{words('more_forms')})(?: [a-z]+)? than(?: any)?)"
        rf"|(?P<none_less>{none} (?:{words('less_forms')})(?: [a-z]+)? than(?: any)?)"
        rf"|(?P<placed>{placed})|(?P<last>{words('its_last')})"
        rf"|(?P<second>{words('second_words')}|{words('its_second')})|(?P<third>{words('third_words')})"
        rf"|(?P<first>{words('first_words')}|{words('its_place')}))(?!\S)"
    )


def names_another(standing: Standing) -> bool:
    """Whether a figure is told of one with a name of its own: "Cuddalore got 141 mm"."""
    left = _TIMES.sub("", standing.left).strip(" ,")
    if _PRONOUN.search(left):
        return False
    opened = _OPENER.match(left)
    if _NAME.search(left) is not None:
        return True
    word = opened[1].lower() if opened is not None else "the"
    if word in ("a", "an"):
        return standing.slot.quantity.kind in (Kind.MONEY, Kind.PERCENT)
    return any_of("toll_openers").fullmatch(word) is None and not word.endswith("ly")


def is_alone(standing: Standing) -> bool:
    """Whether a superlative is of things of one's own, or of an age: rivals without a place are not among them."""
    shape = standing.left.lower()
    return any(pattern.search(shape) for pattern in (_PRONOUN, OWN, _AGED))


def is_record(standing: Standing, text: str) -> bool:
    """Whether a figure is said to be a record."""
    near = text[standing.slot.span.start : standing.row.span.end]
    return standing.place == 1 and "record" in f"{standing.left} {near}".lower()
