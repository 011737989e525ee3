"""What a figure says of a statistic besides its level: by how much it changed, how many times it is what it was.

* change: "Peru's population rose by 2% in 2022", "fell by 3 million from 2010 to 2020", "by 2 percentage points"
* times: "has doubled since 1990"
* extreme: the year in "the highest since 1997"

The years must be said; "rose by 2%" alone is of no known time and says nothing. Money is left out: its changes are told
in national currency or in real terms, and series are in dollars of the day.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factcheck.model import Claim, Direction, Kind, Place
from factcheck.rules.frame import Frame
from factcheck.rules.groups import OPEN
from factcheck.rules.links import Link
from factcheck.rules.names import naming
from factcheck.rules.owner import owner
from factcheck.rules.phrases import Compiled, Phrase, Words
from factcheck.tables import wordset
from factcheck.text import lower_at

if TYPE_CHECKING:
    from factcheck.rules.schema import Rule

_LEVELS = frozenset({Kind.COUNT, Kind.MEASURE, Kind.DURATION, Kind.AGE})
_REACH = 6
"""Tokens before "since" in which the superlative stands."""


class Asks(enum.Enum):
    """What is asked of the series."""

    CHANGE = "change"
    TIMES = "times"
    EXTREME = "extreme"
    COMPARE = "compare"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation with the years it is of: from `base` to `end`, which is the latest where the draft names none.

    `up` says whether the statistic rose, or for an extreme whether it is the highest. A comparison is with the
    `others`, added up, in the year `base`, which is 0 for the latest.
    """

    asks: Asks
    base: int
    end: int | None
    up: bool
    words: str
    place: Place | None
    others: tuple[Place, ...] = ()


def relation(rule: Compiled, claim: Claim, frame: Frame) -> Relation | None:
    """What the figure says of the rule's statistic; ``None`` where it says nothing, or not surely."""
    if not _may_relate(rule.rule):
        return None
    if claim.quantity.kind is Kind.YEAR:
        return _extreme(rule, claim, frame)
    asks, up = _asked(rule.rule, claim)
    if asks is None:
        return None
    growing = rule if asks is Asks.TIMES else replace(rule, names=(), growth_of=rule.names)
    found = naming(growing, frame) if frame.own >= 0 else None
    if found is None or found.listed or found.link is not Link.LEVEL or is_silenced(rule, frame):
        return None
    years, place = _span(frame), owner(frame, found)
    if years is None or place is OPEN or place is None or _rate_behind(frame):
        return None
    first, last = found.words
    return Relation(asks, *years, up, " ".join(token.text for token in frame.ts[first : last + 1]), place)


def _may_relate(rule: Rule) -> bool:
    """Whether the rule's statistic is a level whose changes are told as the series has them."""
    counted = rule.check.kind == "value" and rule.claim.place == "country" and bool(rule.claim.names)
    return counted and rule.claim.changes and Kind.MONEY not in rule.claim.kind


def _asked(rule: Rule, claim: Claim) -> tuple[Asks | None, bool]:
    """Which relation the figure can be, by its kind and unit, and whether it says that the statistic rose."""
    quantity, share = claim.quantity, Kind.PERCENT in rule.claim.kind
    up = quantity.direction is Direction.UP
    if quantity.direction is Direction.NONE:
        return None, up
    if quantity.kind is Kind.MULTIPLE:
        return (Asks.TIMES, up) if quantity.text.lower().endswith(tuple(wordset("changes", "times"))) else (None, up)
    if share:
        return (Asks.CHANGE if quantity.kind is Kind.POINTS else None), up
    if quantity.kind in (Kind.PERCENT, Kind.RATIO):
        return Asks.CHANGE, up
    same = not quantity.unit or quantity.unit in rule.claim.unit
    return (Asks.CHANGE if quantity.kind in _LEVELS and same else None), up


def is_silenced(rule: Compiled, frame: Frame) -> bool:
    """Whether a word under `unless` stands in the sentence; those that tell of change are meant for levels."""
    changes = wordset("changes", "up") | wordset("changes", "down") | {"by", "point", "of", "growth"}

    def counts(phrase: Phrase) -> bool:
        return not changes.intersection(phrase)

    inside = {i for place in frame.places for i in range(place.first, place.after)}
    inside |= set(range(*frame.setting.figure))
    words = Words([(t.stem, i) for i, t in enumerate(frame.ts) if t.kind != "sym" and i not in inside])
    future = any(token.lower in wordset("changes", "future") for token in frame.ts[: frame.setting.figure[0]])
    return future or words.has_any(phrase for phrase in rule.unless if counts(phrase))


def _rate_behind(frame: Frame) -> bool:
    """Whether the change is one of each year, "2% a year", or of less than a year, "in the first half of"."""
    return any(token.lower in wordset("changes", "parts_of_year") for token in frame.ts) or any(
        lower_at(frame.ts, i) in ("a", "per", "each", "every", "annually") and lower_at(frame.ts, i + 1) == "year"
        for i in range(len(frame.ts))
    )


def years_of(frame: Frame) -> Iterator[tuple[int, int]]:
    """The token and the number of each year that the sentence names alone; a month beside one ends all."""
    for first, after in sorted(frame.date_at.items()):
        text = frame.ts[first].text
        if after - first != 1 or len(text) != 4 or not text.isdigit():
            yield first, 0
        else:
            yield first, int(text)


def _span(frame: Frame) -> tuple[int, int | None] | None:
    """The years from which and to which something changed; ``None`` where they are not said clearly."""
    named = list(years_of(frame))
    if not named or any(year == 0 for _, year in named):
        return None
    before = [lower_at(frame.ts, i - 1) for i, _ in named]
    years = [year for _, year in named]
    if len(named) == 2 and before[0] in ("from", "between", "since") and before[1] in ("to", "and", "until"):
        return (years[0], years[1]) if years[0] < years[1] else None
    if len(named) != 1:
        return None
    if before[0] == "since":
        return years[0], None
    return (years[0] - 1, years[0]) if before[0] in ("in", "during") else None


def _extreme(rule: Compiled, claim: Claim, frame: Frame) -> Relation | None:
    """The year in "inflation hit 14% in 2022, the highest since 1997": the statistic and its own year must be named."""
    first = frame.setting.figure[0]
    if lower_at(frame.ts, first - 1) != "since" or claim.quantity.when is None or claim.quantity.when.year is None:
        return None
    lead = frame.ts[max(0, first - 1 - _REACH) : first - 1]
    word = next(
        (t for t in reversed(lead) if t.lower in wordset("changes", "highest") | wordset("changes", "lowest")), None
    )
    if word is None or any(t.text in ",;.:" for t in lead[lead.index(word) :]):
        return None
    spots = [spot for phrase in rule.names for spot in frame.words.spots(phrase) if spot[1] < first]
    years = [(i, year) for i, year in years_of(frame) if i != first]
    codes = {place.mention.place.code for place in frame.places}
    if not spots or len(years) != 1 or years[0][1] == 0 or len(codes) != 1 or "" in codes:
        return None
    if any(token.text in ";:" or token.lower in wordset("words", "joints") for token in frame.ts[spots[0][1] : first]):
        return None
    base, end = claim.quantity.when.year, years[0][1]
    place = frame.places[0].mention.place
    if (
        base >= end
        or place.city
        or _rate_behind(frame)
        or lower_at(frame.ts, years[0][0] - 1) not in ("in", "for", "during")
    ):
        return None
    name = " ".join(token.text for token in frame.ts[spots[0][0] : spots[0][1] + 1])
    return Relation(Asks.EXTREME, base, end, word.lower in wordset("changes", "highest"), name, place)
