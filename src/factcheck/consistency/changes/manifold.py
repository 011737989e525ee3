"""The forms that a multiple is told in: "tripled", "by half", "pay double", "five times those", "multiplied by six"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from factcheck.consistency.bonds import move_told, nouns_in
from factcheck.consistency.kin import have_kin
from factcheck.consistency.phrases import Later
from factcheck.consistency.reading import Figure, figure_in_words
from factcheck.consistency.sheet import Sheet
from factcheck.model import Bound, Interval, Kind, Span
from factcheck.tables import tables

_ROUGH, _HEDGED = Decimal("0.13"), Decimal("0.25")
"""How far a multiple may be off as a share of itself: words are rounder than figures."""
_TIMES = Later(
    r"^ times (?:as|those|that|what|the|its|their|his|her|our|my|your|more|less|fewer|too|last|this"
    r"|(?!over |after |under |ever |per )[a-z]{2,}er"
    r"|[a-z]+'s) "
)
_BY = Later(r" (?:multiplied|multiplies|multiply|multiplying)(?: itself)? by $| by a factor of $")
_OF_MULTIPLYING = ("multiplied", "multiplies", "multiply", "multiplying")
_TO = Later(r" (?:cut|fell|fallen|shrunk|shrank|down|reduced|dropped|slashed) to $")
_AS = Later(
    r"^ (?:what |as [a-z]+ (?P<again>again )?|that of |those of "
    r"|of the (?:size|length|height|weight|number|price|cost|width|area|pay) "
    r"|the [a-z]+ (?:of|it|they|he|she) )"
)
_MORE = Later(r"^ (?:times )?(?:more|higher|larger|bigger|longer|dearer|greater) ")
_OFTEN = Later(r" (?:an?|per|each|every) [a-z]+")
"""How often something is done, which is no multiple: "twice a month"."""
_OWN = Later(r" (?:a|the|its|their|his|her|no) $")


_NOUN = Later(
    r" (?:an?|the|its|their|his|her|our|my|no|another|(?!it's|that's|there's|what's|he's|she's|who's)[a-z]+'s) "
    r"(?:(?:first|second|third|fourth|fifth|last|latest|next|only|rare|late|early|historic) )?$"
)
"""Words before "double" or "treble" where it is a noun: "the first double of the season"."""
_MANY = Later(r"^ as (?:many|much) (?!as |for |from |at |on |in )(?P<what>[a-z']+)")
_OF_OTHERS = Later(
    r"^ (?:as [a-z]+ (?:[a-z' ]+? )??as|those of|those in|those on|the [a-z]+ [a-z]+ of|the [a-z]+ of|that of|its|their"
    r"|his|her|what) (?!(?:the|a) (?:year|month|week|season|decade|previous|same)|previous |last |it |they |he |she "
    r"|(?:we|you|i) (?:did|were|had|have|beg[au]n|started) |before |did |was |were |in )"
    r"(?P<what>[a-z' ]+)"
)


@dataclass(frozen=True, eq=False)
class Manifold:
    """A multiple, what it can stand for, and the words it is told in."""

    figure: Figure
    accepted: Interval
    said: str


def may_have_manifolds(sheet: Sheet) -> bool:
    """Whether the draft has any figure or word that can be a multiple, which is soon known."""
    if not sheet.kinds().isdisjoint((Kind.MULTIPLE, Kind.RATIO)):
        return True
    return not sheet.said().isdisjoint(("times", "factor", *_OF_MULTIPLYING, *tables("consistency")["manifold_words"]))


def manifolds(text: str, line: Sequence[Figure]) -> Iterator[Manifold]:
    """Every multiple of the draft that is told of one amount against another."""
    for figure in line:
        ends = _value(figure)
        if ends is not None:
            yield Manifold(figure, _accepted(figure, *ends), figure.said)
    table = tables("consistency")["manifold_words"]
    taken = [figure.span for figure in line if figure.kind == Kind.MULTIPLE.value]
    for match in _words().finditer(text):
        span = Span(*match.span("word"))
        if any(one.start < span.end and span.start < one.end for one in taken):
            continue
        value = Decimal(table[match["word"].lower()])
        figure = figure_in_words(text, line, span, value)
        is_word = _OWN.search(figure.before) or is_noun(figure) or figure.after.startswith(" - ")
        if not is_word and not (value <= 4 and nouns_in(figure.after)):  # "double doors"
            yield Manifold(figure, _accepted(figure, value, value), figure.said)


def names_another_base(after: str, theirs: str) -> bool:
    """Whether the words behind a multiple say what it is of, which others do not: "six times what the family paid"."""
    bases = [base for base in (_MANY.match(after), _OF_OTHERS.match(after)) if base is not None]
    return any(not have_kin(base["what"], theirs) for base in bases)


def is_noun(figure: Figure) -> bool:
    """Whether a word for a multiple is the name of a thing: "a first double for the trainer"."""
    bare = figure.said.lower() in ("double", "treble", "triple", "quadruple")
    return (
        bare and _NOUN.search(figure.before) is not None and not figure.after.startswith((" the ", " what ", " that "))
    )


def _value(figure: Figure) -> tuple[Decimal, Decimal] | None:
    """What a figure makes of what was, at least and at most; ``None`` where it is no multiple."""
    value, slot = figure.value, figure.slot
    if figure.kind == Kind.MULTIPLE.value and slot is not None:
        told = None if is_noun(figure) else move_told(figure)
        high = value + 1 if _MORE.match(figure.after) else value
        often = _OFTEN.search(figure.said.lower()) or _OFTEN.match(figure.after)
        return (value, high) if told is not None and not often and value > 0 and value != 1 else None
    if figure.kind == Kind.RATIO.value and slot is not None and 0 < value < 1:
        told = move_told(figure)
        if _TO.search(figure.before):
            return value, value
        if told is not None:
            return (1 + value, 1 + value) if told.sign > 0 else (1 - value, 1 - value)
        same = _AS.match(figure.after)
        return None if same is None else ((1 + value, 1 + value) if same["again"] else (value, value))
    if figure.kind in (Kind.COUNT.value, "bare") and value > 1:
        return (value, value) if _TIMES.match(figure.after) or _BY.search(figure.before) else None
    return None


def _accepted(figure: Figure, low: Decimal, high: Decimal) -> Interval:
    bound = figure.bound
    if bound in (Bound.OVER, Bound.AT_LEAST):
        return Interval(low * (1 - _ROUGH), high + 1) if high > 1 else Interval(low / 2, high * (1 + _ROUGH))
    if bound in (Bound.NEARLY, Bound.UNDER, Bound.UP_TO):
        return Interval(low * (1 - _HEDGED), high * (1 + _HEDGED))
    loose = _ROUGH if bound is Bound.EXACT else _HEDGED
    return Interval(low * (1 - loose), high * (1 + loose))


@cache
def _words() -> re.Pattern[str]:
    every = "|".join(sorted(tables("consistency")["manifold_words"], key=len, reverse=True))
    after = "room|bed|decker|digit|figure|murder|glazing|check|standard"
    return re.compile(rf"\b(?P<word>{every})\b(?![- ](?:{after}))", re.IGNORECASE)
