"""Items told by letters, numbers, ranks or days: "(a) a tax and (b) a ban", "blocks A, C and D", "Monday to Friday"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.consistency.lists.enumeration import ANY, Enumeration
from factcheck.consistency.phrases import Later

_NEAREST, _FAR = 60, 900
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ROWS = (tuple(map(str, range(1, 13))), tuple("abcdefgh"), tuple("ABCDEFGH"), _CARDINALS, _DAYS)
_MARK = Later(
    r"(?:(?<=[.:;,!?”] )|(?<=\band )|(?<=[a-z] )(?=\())"
    r"(?:(?P<mark>\d{1,2})[.)]|\(?(?P<letter>[a-h])\)|\((?P<number>\d\d?)\)) (?=\S)"
)
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
_ITEM = rf"(?:\d{{1,3}}|[A-Z]|[b-h]|{_ORDINAL}|{'|'.join(_CARDINALS)})"
_AND = r"(?:,? (?:and|or) (?:the )?|, (?:the )?)"
_RUN = (
    rf"(?:the )?(?P<run>{_ITEM}(?:{_AND}{_ITEM})*,? (?:and|or) (?:the )?{_ITEM})"
    r"(?![\w½%’-]|[.,]\d| (?:of|years?|months?|\w+ ago)\b)"
)
_LABELS = Later(rf"(?:(?:numbers|nos|rooms|days|on) )?{_RUN}")
_CALLED = Later(rf"(?:, (?=[A-Z]\b)|\b(?:named|called|lettered|numbered|known as) ){_RUN}")
_SUBJECT = Later(rf"(?:The (?={_ORDINAL})|(?P<noun>[A-Z][a-z]+s) ){_RUN}")
_DATES = Later(rf"\bon {_RUN}(?= [A-Z][a-z]+)")
_REACH = Later(
    r"(?:,|\(|\b(?:lettered|numbered|called|from|on))(?: from)? (?P<from>\w+) (?:to|until|through) (?P<to>\w+)"
)


def labels(text: str) -> Enumeration | None:
    """What a list begins with that is told by letters, numbers or ranks: "the second, fourth and fifth"."""
    return _told(_LABELS.match(text))


def labelled(behind: str, said: str, nouns: Sequence[str]) -> Enumeration | None:
    """Labels beside a number or in the next sentence, tied by its noun: "two blocks, A, C and D", "Blocks A, C"."""
    if (called := _told(_CALLED.search(behind))) is not None:
        return called
    reach = _REACH.search(behind)
    for row in _ROWS if reach is not None else ():
        if reach is not None and reach["from"] in row and reach["to"] in row and (row is not _DAYS or "days" in nouns):
            first, last = row.index(reach["from"]), row.index(reach["to"])
            told = row[first : last + 1] if first <= last else (*row[first:], *row[: last + 1])
            return Enumeration(told, len(told), len(told))
    subject = _SUBJECT.match(said)
    if subject is not None and (subject["noun"] is None or subject["noun"].lower() in nouns):
        return _told(subject)
    dates = _DATES.search(said) if not {"days", "dates", "nights"}.isdisjoint(nouns) else None
    alone = dates is not None and not re.search(r"\d", said[: dates.start()] + said[dates.end() :])
    return _told(dates) if alone else None


def _told(found: re.Match[str] | None) -> Enumeration | None:
    told = re.split(_AND, found["run"]) if found is not None else []
    return Enumeration(tuple(told), len(told), len(told)) if told else None


def numbered(text: str, nouns: Sequence[str]) -> Enumeration | None:
    """Items with numbers or letters of their own: "1. Sleep. 2. Walk", "(a) a tax and (b) a ban", "Stage one is"."""
    near = text[:_FAR].partition("\n")[0]
    marks = list(_MARK.finditer(near))
    if marks and marks[0].start() <= _NEAREST:
        many = max(_in_order([mark[mark.lastgroup or ""] for mark in marks], row) for row in _ROWS[:2])
        if many > 1:
            return Enumeration(tuple(f"({one})" for one in range(1, many + 1)), many, many)
    for noun in nouns:
        told = re.findall(rf"\b{re.escape(noun)} ({'|'.join(_CARDINALS)}|\d\d?)(?![\w-])", near.lower())
        many = max(_in_order(told, row) for row in (_ROWS[0], _CARDINALS))
        if many > 1:
            return Enumeration(tuple(f"{noun} {one}" for one in told[:many]), many, ANY)
    return None


def _in_order(told: Sequence[str], row: Sequence[str]) -> int:
    """How many of a row are told in its order, from the first."""
    many = 0
    for one in told:
        many += many < len(row) and one == row[many]
    return many
