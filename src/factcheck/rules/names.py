"""Where a sentence names the statistic that a rule speaks of, and which of the names a figure is tied to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.rules.barriers import Spot
from factcheck.rules.frame import Frame
from factcheck.rules.links import Link, link
from factcheck.tables import wordset
from factcheck.text import HYPHENS, Token, lower_at

if TYPE_CHECKING:
    from factcheck.rules.phrases import Compiled

_OF = frozenset({"of", "in", "to", "on"})
_PARTS = frozenset({"half", "third", "quarter", "twice", "double", "times", "most"})
_TIMELY = frozenset(
    {"in", "at", "on", "by", "as", "of", "the", "end", "start", "beginning", "middle", "now", "today", "year"}
)
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "this", "that", "our", "his", "her", "each", "whose"})


@dataclass(frozen=True, slots=True)
class Naming:
    """A statistic's name, the link from it to a figure, and whether other figures of a list stand between.

    `words` are the tokens of the name; `start` is the first token of the phrase, with what stands before the name.
    """

    words: Spot
    start: int
    link: Link
    listed: bool


def naming(rule: Compiled, frame: Frame) -> Naming | None:
    """The name that the frame's figure is tied to; the nearest where there are several."""
    found = list(_namings(rule, frame))
    first, after = frame.setting.figure
    return min(found, key=lambda one: (one.listed, max(first - one.words[1], one.words[0] - after)), default=None)


def _namings(rule: Compiled, frame: Frame) -> Iterator[Naming]:
    for phrases, grows in ((rule.names, False), (rule.growth_of, True)):
        for spot in _longest({spot for phrase in phrases for spot in frame.words.spots(phrase)}):
            start = _phrase_start(rule, frame, spot)
            if start is None:
                continue
            if not _is_complete(frame, spot):
                continue
            tied, listed = link(frame, spot, rule.of | rule.plain, grows=grows)
            if tied is not Link.NONE and not _is_compared(frame, start, spot):
                yield Naming(spot, start, tied, listed)


def _is_compared(frame: Frame, start: int, spot: Spot) -> bool:
    """Whether the name is what another thing is compared with: "worth more than Peru's GDP, is listed at"."""
    if lower_at(frame.ts, start - 1) not in ("than", "as", "like", "unlike", "behind"):
        return False
    between = frame.ts[spot[1] + 1 : frame.setting.figure[0]]
    return any(token.lower in wordset("grammar", "auxiliaries") for token in between)


def _is_complete(frame: Frame, spot: Spot) -> bool:
    """Whether a name that ends in a preposition, "people live in", has a place behind it that ends there."""
    after = spot[1] + 1
    if frame.ts[spot[1]].lower not in ("in", "of"):
        return True
    place = frame.place_at.get(after + (lower_at(frame.ts, after) == "the"))
    return place is not None and not place.owns and _closes(frame, place.after)


def _closes(frame: Frame, i: int) -> bool:
    """Whether from token `i` to the end of the clause there is only a date and words of time, or a verb follows."""
    while i < len(frame.ts) and frame.ts[i].text not in ",.;:)(":
        if i in frame.date_at:
            i = frame.date_at[i]
            continue
        lower = frame.ts[i].lower
        if any(figure.first == i for figure in frame.values) or lower in wordset("grammar", "auxiliaries"):
            return True
        if lower not in _TIMELY and lower not in wordset("grammar", "verbs"):
            return False
        i += 1
    return True


def _longest(spots: set[Spot]) -> list[Spot]:
    """The spots that lie within no other."""
    return sorted(s for s in spots if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spots))


def _phrase_start(rule: Compiled, frame: Frame, spot: Spot) -> int | None:
    """The first token of the name's phrase; ``None`` where words before it make it another thing.

    "core inflation" is no inflation, "the growth rate of the population" no population.
    """
    i = spot[0]
    ends = {place.after: place for place in frame.places}
    while i > 0:
        before = frame.ts[i - 1]
        if i in ends:
            i = ends[i].first
        elif before.lower in wordset("links", "plain") or before.stem in rule.plain or _is_year(before):
            i -= 1
        else:
            i -= before.lower in _ARTICLES
            break
    if i == 0 or any(figure.after == i for figure in frame.values) or _opens(frame, i):
        return i
    return None


def _is_year(token: Token) -> bool:
    return token.kind == "num" and len(token.text) == 4 and token.text.isdigit()


def _opens(frame: Frame, i: int) -> bool:
    """Whether the token before `i` leaves the name a thing of its own."""
    before = frame.ts[i - 1]
    if frame.ts[i].lower in _ARTICLES and before.lower not in _OF:
        return before.lower not in _PARTS and not _gains(before)
    if before.text in HYPHENS and before.glued:
        return False
    if before.lower in _OF:
        return i < 2 or _is_head(frame, i - 2)
    if frame.is_small(i - 1) or before.kind != "word":
        return True
    return _is_verb(before)


def _is_verb(token: Token) -> bool:
    lists = (("words", "verbs"), ("grammar", "verbs"), ("links", "holds"))
    return any(token.lower in wordset(*one) for one in lists)


def _gains(before: Token) -> bool:
    """Whether a verb takes the name as something won, lost or made: "lost a population of 6 million"."""
    if before.lower in wordset("links", "holds") | wordset("links", "reports"):
        return False
    if before.stem in wordset("words", "saying"):
        return False
    return _is_verb(before) and before.lower not in wordset("links", "sayings")


def _is_head(frame: Frame, i: int) -> bool:
    """Whether the word at `i` may stand before "of" a name without making it another thing, or is no noun."""
    token = frame.ts[i]
    if token.kind != "word" or any(place.first <= i < place.after for place in frame.places):
        return True
    return token.lower in wordset("links", "heads") or frame.is_small(i) or _is_verb(token)
