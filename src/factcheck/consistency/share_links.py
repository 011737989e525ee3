"""Whether a share is that of a part in a whole near it, as far as the words between them tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.consistency.links import are_alone, goes_on, opens_a_frame, share_words
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.placed import Placed, placed
from factcheck.consistency.portions import Amount, Portion
from factcheck.consistency.sheet import Row, Sheet
from factcheck.consistency.sole import are_consecutive, others, rivals
from factcheck.consistency.topics import (
    are_contrasted,
    are_for_others,
    are_other_names,
    names,
    scope,
    topics,
)
from factcheck.model import Kind

NEAR = 25
"""Characters between a whole and a share that stands right behind it."""
_OF = Later(r"^ of (?:the |its |their |his |her |our |all )*(?P<noun>[a-z'’-]+|<[a-z]+:\d+>)")
_GENERAL = ("total", "them", "it", "those", "whole", "all")
_OF_PART = Later(r" of (?:them|these|those|whom|which) ")
_LINK = Later(r" (?:(?:\(|or|just|only|about|some|nearly|almost|that is|i\.e\.|which is|a rate of|roughly|[–—-]) )*")
_END = Later(r" (?:[,;:.)!?–—-]|in all|altogether|and|exactly|were|was|are|is|have|had|has) ")


def can_be_of(sheet: Sheet, rows: Sequence[Row], at: int, told: Placed, portion: Portion) -> bool:
    """Whether a share can be that of a part in a whole: no other whole or place is named, and it is near."""
    ends = (portion.part, portion.whole)
    if _has_rival(rows, at, told, portion) or _has_other_whole(told, portion):
        return False
    if _are_many(sheet, rows[at], told, portion) or any_of("of_another_time").search(portion.part.figure.rest):
        return False
    if _OF_PART.match(told.rest) and 0 <= told.slot.span.start - portion.part.figure.slot.span.end < NEAR:
        return False  # "281 died, three-quarters of them in April": of the part, and not of the whole
    if all(one.row == at for one in ends):
        return _is_beside(rows[at], told, portion)
    if max(abs(one.row - at) for one in ends) > (1 if portion.plain else 2):
        return False
    if _others_between(rows, at, told, portion) or not _is_linked(rows, at, told, portion):
        return False
    return not _has_own_whole(rows, at, told, portion) and not _is_elsewhere(sheet, rows, at, told, portion)


def _has_rival(rows: Sequence[Row], at: int, told: Placed, portion: Portion) -> bool:
    """Whether another figure near them can be what a share is of, and nothing joins it to this part and whole."""
    figures = (told, portion.part.figure, portion.whole.figure)
    numbers = (at, portion.part.row, portion.whole.row)
    if not rivals(others(rows, numbers, {one.slot.claim for one in figures}), figures):
        return False
    return not (portion.plain and len(set(numbers)) == 1 and are_consecutive(rows[at], figures))


def _has_other_whole(told: Placed, portion: Portion) -> bool:
    """Whether a share is said to be of a sum or count of its own: "11 per cent of the $139m"."""
    own = re.match(r" of (?:the |its |their |all )*<[a-z]+:(?P<number>\d+)>", told.rest)
    return own is not None and portion.whole.figure.number != int(own["number"])


def _has_own_whole(rows: Sequence[Row], at: int, told: Placed, portion: Portion) -> bool:
    """Whether the words of a share name a whole of its own, or begin a new statement."""
    own, ends = _OF.match(told.rest), (portion.part, portion.whole)
    if own is not None and own["noun"].startswith("<year"):
        return True  # "18 per cent of the 2012 group"
    if not portion.plain and own is not None and own["noun"].startswith("<") and portion.part.row < at:
        return True  # "one in eight of the 800" names its whole, and no part of it
    if at <= max(one.row for one in ends):
        return False
    named = " ".join(rows[one.row].shape for one in ends)
    opens = own is not None and own["noun"] not in _GENERAL and not own["noun"].startswith("<")
    return (own is not None and opens and own["noun"].rstrip("s") not in named) or not _points_back(rows[at], told)


def _is_elsewhere(sheet: Sheet, rows: Sequence[Row], at: int, told: Placed, portion: Portion) -> bool:
    """Whether the part or the whole is of another place or name than the share."""
    for one in (portion.part, portion.whole):
        if one.row == at:
            continue
        before = sheet.text[rows[one.row].span.start : one.slot.span.start]
        if are_for_others(told.rest, one.figure.rest) or (any_of("wider").search(told.rest) and names(before)):
            return True
        if are_contrasted(scope(rows[at], told), scope(rows[one.row], one.figure)):
            return True
        first, second = (at, one.row) if at < one.row else (one.row, at)
        until = one.figure.slot if second == one.row else told.slot
        if are_other_names(sheet.text, rows[first], rows[second], until):
            return True
    return False


def is_beside(text: str, told: Placed, part: Amount, whole: Amount) -> bool:
    """Whether a share stands right behind its part and whole: "12 of 40 (25%)", "12 of 40, or 25%"."""
    end = max(one.figure.slot.span.end for one in (part, whole))
    return is_joined(told) and ";" not in text[end : told.slot.span.start]


def is_joined(told: Placed) -> bool:
    """Whether nothing but "or" or a bracket stands before a share, and no words of its own behind it."""
    return _LINK.fullmatch(told.before) is not None and _END.match(told.after) is not None


def _are_many(sheet: Sheet, row: Row, told: Placed, portion: Portion) -> bool:
    """Whether a sentence has several shares, and this one does not stand right behind the part and the whole."""
    many = [slot for slot in row.slots if slot.quantity.kind is Kind.PERCENT]
    end = max(one.figure.slot.span.end for one in (portion.part, portion.whole))
    gap = sheet.text[end : told.slot.span.start] if end <= told.slot.span.start else " " * NEAR
    return len(many) > 1 and len(gap) >= NEAR and many[0].claim != told.slot.claim


def _is_linked(rows: Sequence[Row], at: int, told: Placed, portion: Portion) -> bool:
    """Whether a share and a part and whole of other sentences are of one thing."""
    ends = (portion.part, portion.whole)
    if any(one.row == at for one in ends):
        return True
    named = " ".join(scope(rows[one.row], one.figure) for one in ends)
    if topics(told.clause, Kind.COUNT) & topics(named, Kind.COUNT):
        return True
    last = max(one.row for one in ends)
    claims = {told.slot.claim, *(one.slot.claim for one in ends)}
    if at < last and are_alone(rows, {at, *(one.row for one in ends)}, claims):
        return not opens_a_frame(rows[min(one.row for one in ends)], rows[at])
    return (at > last and _is_told_back(rows[at], told)) or share_words(told.rest + scope(rows[at], told), named)


def _is_told_back(row: Row, told: Placed) -> bool:
    """Whether the sentence of a share goes on about the figures before it: "That is", "the rate of", "they are"."""
    words = row.shape.split(f":{told.number}>")[0].split()[:-1]
    if not words:
        return told.rest.startswith((" of ", " in ")) or len(told.clause.split()) <= 2
    return _BACK.match(row.shape) is not None or _RATE.search(told.before) is not None or goes_on(told)


_RATE = Later(r" (?:rate|share|proportion|ratio) (?:of|was|is)(?: [a-z]+)? $")
_BACK = Later(
    r"(?:that|this|those|these|it|they|at|which|so|[a-z]+ing"
    r"|the (?:rate|share|figure|proportion|ratio|number|total|result)(?! (?:in|for|among|on|at))) "
)


def _others_between(rows: Sequence[Row], at: int, told: Placed, portion: Portion) -> bool:
    """Whether another figure stands between a share and the part and whole of another sentence."""
    spans = [one.figure.slot.span for one in (portion.part, portion.whole)]
    first, last, here = min(one.start for one in spans), max(one.end for one in spans), told.slot.span
    low, high = (last, here.start) if last <= here.start else (here.end, first)
    every = [one.slot for row in rows for one in placed(row)]
    figures = [slot for slot in every if slot.quantity.kind in (Kind.MONEY, Kind.MEASURE) or slot.quantity.noun]
    between = [slot for slot in figures if low <= slot.span.start and slot.span.end <= high]
    return bool(between) and not all(one.row == at for one in (portion.part, portion.whole))


def _points_back(row: Row, told: Placed) -> bool:
    """Whether the sentence of a share goes on about what was said before: "That is 25%", "the rate of 25%"."""
    before = row.shape.split(f":{told.number}>")[0].split()
    clause = told.before.split() or before
    if told.before == " " and len(told.clause.split()) <= 2:
        return True  # in apposition: "its contribution, 60 pc, comes as a loan"
    return not before[:-1] or any(any_of("points_back").fullmatch(words[0]) for words in (before, clause) if words)


def _is_beside(row: Row, told: Placed, portion: Portion) -> bool:
    """Whether a share in the sentence of its part and whole is nothing but theirs: "(25%)", ", or 25 per cent of"."""
    if told.slot.span.start < min(one.figure.slot.span.start for one in (portion.part, portion.whole)):
        return len(row.shape.split(f":{told.number}>")[0].split()) <= 2
    of = _OF.match(told.rest)
    if of is not None:
        head = row.shape.split(f":{told.number}>")[0]
        return of["noun"] in _GENERAL or of["noun"].startswith("<") or of["noun"].rstrip("s") in head
    return is_joined(told)
