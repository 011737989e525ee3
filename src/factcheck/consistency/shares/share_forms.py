"""The forms that a share is told in: per cent, fractions, "one person in four", "40 cents in every dollar"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise

from factcheck.consistency import sums
from factcheck.consistency.bonds import is_change, nouns_in
from factcheck.consistency.phrases import Later
from factcheck.consistency.reading import FRACTION, WORDS, Figure, figure_in_words
from factcheck.consistency.sheet import Slot
from factcheck.model import Bound, Interval, Kind, Span
from factcheck.tables import tables

_LOOSE, _HEDGED = Decimal("0.15"), Decimal("0.25")
"""How far a fraction in words may be off as a share of itself: a bare one, and one with a hedge."""
_DETERMINERS = Later(
    r"^ (?:(?:of|in) )?(?:(?:the|its|their|his|her|our|my|all|those|these|any|that|this|a|some|town's) )*"
)
_WORD = Later(r"[^\W\d_]+")
_MANY = 20
_BESIDE = Later(r" (?:at|the|a|by|past|[a-z]+est|for|is|was|last|next|every|very|so|too|these|those|quite|what) $")
_IN_EVERY = Later(r" (?:in every|on the|in the|in each) (?:dollar|pound|euro|rupee|rand) ")
_CENTS = frozenset({"cent", "penny", "paisa", "US cent"})


@dataclass(frozen=True, eq=False)
class Share:
    """A share with what it can stand for, from 0 to 1, the words it is told in, and the figures of those."""

    figure: Figure
    accepted: Interval
    said: str
    spans: tuple[Span, ...]
    after: str

    @property
    def of(self) -> str:
        """The words behind it without articles: what it is of, and on."""
        return " " + _DETERMINERS.sub("", self.after)

    @property
    def rest(self) -> Interval:
        """What is left of the whole."""
        return Interval(1 - (self.accepted.high or Decimal(1)), 1 - (self.accepted.low or Decimal(0)))

    @property
    def is_bare(self) -> bool:
        """Whether it may stand without the whole it is of."""
        return self.figure.kind in (Kind.PERCENT.value, Kind.MONEY.value)


def shares_in(text: str, line: Sequence[Figure], kinds: Sequence[str]) -> list[Share]:
    """Every share of the draft that is told in one of `kinds`."""
    found = [one for one in (_share(figure) for figure in line if figure.kind in kinds) if one is not None]
    if Kind.RATIO.value in kinds:
        found += [one for one in (_of_two(text, *both) for both in pairwise(line)) if one is not None]
    if Kind.PERCENT.value in kinds:
        found += [one for one in map(_of_cents, line) if one is not None]
    if WORDS in kinds:
        found += _in_words(text, line)
    return found


def _in_words(text: str, line: Sequence[Figure]) -> Iterator[Share]:
    """The shares that are told without a figure: "most of the pupils", "hardly any"."""
    entries = _entries_in(text)
    if entries:
        for match in _words(entries).finditer(text):
            low, high = (Decimal(end) for end in tables("consistency")["kin_shares"][match["share"].lower()].split())
            figure = figure_in_words(text, line, Span(*match.span("share")), (low + high) / 2)
            known = figure.after.startswith(" of ") or match["share"].lower().startswith(("a ", "the ", "only "))
            if known or (nouns_in(figure.after) and not _BESIDE.search(figure.before)):
                yield Share(figure, Interval(low, high), figure.said, (figure.span,), figure.after)


@cache
def _needed() -> dict[str, frozenset[str]]:
    """The words of each entry, without which a text has it not."""
    return {entry: frozenset(_WORD.findall(entry)) for entry in tables("consistency")["kin_shares"]}


@lru_cache(maxsize=8)
def _entries_in(text: str) -> tuple[str, ...]:
    """The entries all of whose words are somewhere in the text."""
    said = frozenset(_WORD.findall(text.lower()))
    return tuple(entry for entry, needed in _needed().items() if needed <= said)


@lru_cache(maxsize=64)
def _words(entries: tuple[str, ...]) -> re.Pattern[str]:
    every = "|".join(sorted(map(re.escape, entries), key=len, reverse=True))
    return re.compile(rf"\b(?P<share>{every})\b(?= (?:of )?[\w£$€])", re.IGNORECASE)


def _share(figure: Figure) -> Share | None:
    if figure.kind == FRACTION:
        half = figure.before.endswith((" first ", " second "))
        return None if half else Share(figure, _rough(figure.value), figure.said, (figure.span,), figure.after)
    accepted = accepted_of(figure.slot) if figure.slot else None
    if accepted is None or accepted.low is None or figure.said.endswith("ed") or is_change(figure):
        return None
    return Share(figure, accepted, figure.said, (figure.span,), figure.after)


def accepted_of(slot: Slot) -> Interval | None:
    """What a share can stand for, from 0 to 1."""
    value, bound = slot.value, slot.quantity.bound
    if value is None:
        return None
    if slot.quantity.kind is Kind.PERCENT:
        printed = sums.cut_off(slot)
        if printed is None or printed.low is None or printed.high is None or value > 100:
            return None
        return Interval(printed.low / 100, printed.high / 100)
    if not 0 < value < 1:
        return None
    if bound in (Bound.OVER, Bound.AT_LEAST):
        return Interval(value * (1 - _LOOSE), Decimal(1))
    if bound in (Bound.NEARLY, Bound.UNDER, Bound.UP_TO):
        return Interval(value * (1 - _HEDGED), value * (1 + _LOOSE / 2))
    loose = _LOOSE if bound is Bound.EXACT else _HEDGED
    return Interval(value * (1 - loose), value * (1 + loose))


def _rough(value: Decimal) -> Interval:
    return Interval(value * (1 - _LOOSE), value * (1 + _LOOSE))


def _of_two(text: str, one: Figure, two: Figure) -> Share | None:
    """A share in two figures: "one person in four"."""
    between = text[one.span.end : two.span.start]
    if one.value != 1 or not 1 < two.value <= _MANY or not re.fullmatch(r"\s[a-z]+ in ", between):
        return None
    return Share(
        two, _rough(1 / two.value), Span(one.span.start, two.span.end).of(text), (one.span, two.span), two.after
    )


def _of_cents(figure: Figure) -> Share | None:
    if figure.unit not in _CENTS or not _IN_EVERY.match(figure.after) or figure.value >= 100:
        return None
    accepted = Interval((figure.low - 1) / 100, (figure.high + 1) / 100)
    return Share(figure, accepted, figure.said, (figure.span,), _IN_EVERY.sub(" ", figure.after))
