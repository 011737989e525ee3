"""Whether a date or a stretch of time is tied to an event that its sentence names.

A sentence may name an event and a date that have nothing to do with each other ("he said on 8 March that the war
went badly"), so word lists alone do not decide. The patterns here do; E is one of the event's words, B a word of
beginning, D the figure:

* "E began on D", "launched on D, E", "the start of E on D", "D, the day E began", "on D, when E began"
* "invaded U on D", "on D, U was invaded", "the D invasion", "the invasion on D"
* "D into E", "D after E", "D since the start of E", "E began D ago", "a D-old E", "E is D old", "D of E",
  "E has lasted D"
* "the n-th anniversary of E"

Between the words that tie them there is no other verb, no other date, and nothing that reports speech.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from functools import cache

from factcheck.claims import Setting
from factcheck.model import Kind, Quantity
from factcheck.tables import table, wordset
from factcheck.text import Token, stem

_REACH = 9
"""Tokens between a figure and the word that ties it to its event."""
_EVENT_REACH = 12
"""Tokens between a word of beginning and the event."""

Spot = tuple[int, int]


class Tie(enum.Enum):
    """How a figure is tied to an event."""

    NONE = enum.auto()
    MAYBE = enum.auto()  # a stretch of time whose end may be another moment than the draft's
    SURE = enum.auto()


@cache
def default_begins() -> frozenset[str]:
    """Stems of the words of beginning that hold for every event without its own."""
    return frozenset(stem(word) for word in wordset("events", "begin"))


@cache
def _barriers() -> frozenset[str]:
    return frozenset(stem(word) for word in wordset("events", "barriers"))


@cache
def _fillers() -> frozenset[str]:
    return wordset("events", "on")


def tie(quantity: Quantity, setting: Setting, events: Sequence[Spot], begins: frozenset[str]) -> Tie:
    """How the figure is tied to the event whose words stand at `events`, token ranges of the sentence."""
    if not events:
        return Tie.NONE
    if quantity.kind is Kind.AGE:
        return _age(setting, events)
    if quantity.kind is Kind.DURATION:
        return _duration(setting, events, begins)
    if quantity.kind is Kind.ORDINAL:
        return _anniversary(setting, events)
    return Tie.SURE if _dated(setting, events, begins) else Tie.NONE


def _dated(setting: Setting, events: Sequence[Spot], begins: frozenset[str]) -> bool:
    ts, (first, after) = setting.sentence.tokens, setting.figure
    if setting.reporting:
        return False
    starts = [i for i, token in enumerate(ts) if token.stem in begins and not first <= i < after]
    acts = [spot for spot in events if _is_act(ts, spot)]
    for i in starts:
        if any(_begins(ts, i, spot) for spot in events) and _tied(ts, (i, i), first, after):
            return True
    if any(_tied(ts, spot, first, after) for spot in acts):
        return True
    return any(_beside(ts, spot, first, after) for spot in events if spot not in acts)


def _is_act(ts: Sequence[Token], spot: Spot) -> bool:
    """Whether an event's word is a verb that happens on a day: "invaded", "were attacked", "joined"."""
    if ts[spot[0]].is_title and spot[0] > 0 and not ts[spot[0]].text.isupper():
        return False
    lower = ts[spot[1]].lower
    if lower in wordset("words", "verbs") or ts[spot[0]].lower in wordset("words", "verbs"):
        return True
    before = ts[spot[0] - 1].lower if spot[0] else ""
    return (lower.endswith(("ed", "es", "ing")) or before in ("to", "would", "did")) and before not in (
        "the",
        "a",
        "its",
        "his",
    )


def _begins(ts: Sequence[Token], begin: int, event: Spot) -> bool:
    """Whether a word of beginning speaks of the event: near it, with no barrier or end of sentence part between."""
    low, high = sorted((begin, event[0]))
    between = ts[low + 1 : high]
    return len(between) <= _EVENT_REACH and not any(
        (_bars(token) and token.lower != "that") or token.text in ";:" for token in between
    )


def _bars(token: Token) -> bool:
    return token.stem in _barriers() or token.lower in ("after", "before")


def _tied(ts: Sequence[Token], spot: Spot, first: int, after: int) -> bool:
    """Whether the word at `spot` and the figure stand in one phrase, whichever comes first."""
    if spot[1] < first:
        between = ts[spot[1] + 1 : first]
        return len(between) <= _REACH and _clear(between) and _leads_to_figure(ts, first)
    between = ts[after : spot[0]]
    return len(between) <= _REACH and _clear(between) and _opens(ts, first, after, spot[0])


def _clear(between: Sequence[Token]) -> bool:
    """No other verb, date, barrier or further clause in the tokens between."""
    for token in between:
        if _bars(token) or token.text in ";:()" or token.kind == "num":
            return False
        if token.lower in ("and", "as", "while") or token.stem in wordset("words", "saying"):
            return False
        if token.lower in wordset("words", "verbs") and token.stem not in default_begins():
            return False
    return True


def _leads_to_figure(ts: Sequence[Token], first: int) -> bool:
    """Whether the word before the date is one that ties it to what came before."""
    if first == 0:
        return False
    before = ts[first - 1]
    if before.lower in _fillers() or before.stem in default_begins():
        return before.lower not in ("until", "before", "by") or True
    return before.text == "," or before.lower in ("on", "in")


def _opens(ts: Sequence[Token], first: int, after: int, spot: int) -> bool:
    """As in "On D, Russia invaded" (the date opens its clause) and "D, the day when it began" (a link follows it)."""
    link = [token.lower for token in ts[after : after + 5]]
    if link[:1] == [","]:
        link = link[1:]
    if (
        link[:2] == ["the", "day"]
        or link[:1] in (["when"], ["which"])
        or link[:2] in (["on", "which"], ["the", "morning"])
    ):
        return True
    begins_sentence = all(token.kind == "sym" or token.lower in _fillers() for token in ts[max(0, first - 3) : first])
    opens_clause = first <= 3 or ts[first - 2].text in ",;—–" or ts[first - 1].text in ",;—–"
    return begins_sentence and opens_clause and spot - after <= _REACH


def _beside(ts: Sequence[Token], spot: Spot, first: int, after: int) -> bool:
    """As in "the Feb. 24 invasion", "the invasion of Ukraine on Feb. 24", "the start of the war on Feb. 24"."""
    if spot[0] >= after:
        between = ts[after : spot[0]]
        return len(between) <= 3 and all(t.kind == "word" and t.lower not in wordset("words", "stop") for t in between)
    between = ts[spot[1] + 1 : first]
    if not between or len(between) > 5 or not _clear(between) or between[-1].lower not in ("on", "in", "of", "from"):
        return False
    return all(
        t.is_title or t.lower in ("of", "on", "in", "by", "the", "'s", "against", "early", "from") for t in between
    )


def _age(setting: Setting, events: Sequence[Spot]) -> Tie:
    """As in "the war is nearly three weeks old", "the 20-day-old invasion"."""
    ts, (first, after) = setting.sentence.tokens, setting.figure
    return Tie.SURE if _near_before(ts, events, first) or _near_after(events, after) else Tie.NONE


def _duration(setting: Setting, events: Sequence[Spot], begins: frozenset[str]) -> Tie:
    ts, (first, after) = setting.sentence.tokens, setting.figure
    behind = [token.lower for token in ts[after : after + 4]]
    if behind[:1] == ["ago"]:
        return _ago(ts, events, begins, first, after)
    if _is_age_of(ts, events, first, after):
        return Tie.SURE
    for link, tied in _links():
        if behind[: len(link)] == list(link):
            start = after + len(link)
            return tied if _names_event(ts, events, begins, start) else Tie.NONE
    return Tie.SURE if _has_lasted(ts, events, first) else Tie.NONE


@cache
def _links() -> tuple[tuple[tuple[str, ...], Tie], ...]:
    rows = [(tuple(link.split()), Tie.SURE) for link in table("events")["sure"] if link not in ("ago", "old")]
    rows += [(tuple(link.split()), Tie.MAYBE) for link in table("events")["maybe"]]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def _ago(ts: Sequence[Token], events: Sequence[Spot], begins: frozenset[str], first: int, after: int) -> Tie:
    """As in "invaded Ukraine three weeks ago", "the war began three weeks ago", "three weeks ago, Russia invaded"."""
    starts = [i for i, token in enumerate(ts) if token.stem in begins and any(_begins(ts, i, spot) for spot in events)]
    acts = [spot for spot in events if _is_act(ts, spot)]
    for spot in [*((i, i) for i in starts), *acts]:
        between = ts[spot[1] + 1 : first] if spot[1] < first else ts[after + 1 : spot[0]]
        if len(between) <= _REACH and _clear(between):
            return Tie.SURE
    return Tie.NONE


def _names_event(ts: Sequence[Token], events: Sequence[Spot], begins: frozenset[str], start: int) -> bool:
    """Whether the event, or its beginning, is what the words from `start` speak of."""
    for spot in events:
        if spot[0] < start:
            continue
        between = ts[start : spot[0]]
        if len(between) <= _REACH and not any(_bars(t) or t.text in ",;:" or t.kind == "num" for t in between):
            return True
    for i in range(start, min(len(ts), start + _REACH)):
        if ts[i].stem in begins and any(_begins(ts, i, spot) for spot in events):
            return not any(_bars(t) or t.text in ",;:" for t in ts[start:i])
    return False


def _is_age_of(ts: Sequence[Token], events: Sequence[Spot], first: int, after: int) -> bool:
    """As in "the three-week war", "the 20-day-old invasion": the event is the noun of a hyphenated duration."""
    hyphenated = any(token.text in "-‐‑" for token in ts[first:after])
    j = after
    while j < len(ts) and (ts[j].text in "-‐‑" or ts[j].lower == "old"):
        j += 1
    return hyphenated and any(j <= spot[0] <= j + 2 for spot in events)


def _near_before(ts: Sequence[Token], events: Sequence[Spot], first: int) -> bool:
    return any(
        spot[1] < first and len(ts[spot[1] + 1 : first]) <= 8 and _clear(ts[spot[1] + 1 : first]) for spot in events
    )


def _near_after(events: Sequence[Spot], after: int) -> bool:
    return any(spot[0] >= after and spot[0] - after <= 4 for spot in events)


def _has_lasted(ts: Sequence[Token], events: Sequence[Spot], first: int) -> bool:
    """As in "the war has lasted three weeks", "fighting has raged for nearly three weeks"."""
    lasting = wordset("events", "lasting")
    for i in range(max(0, first - 4), first):
        if ts[i].stem in {stem(word) for word in lasting if word != "be"} and "has" in {
            t.lower for t in ts[max(0, i - 4) : i]
        }:
            return any(spot[1] < i and i - spot[1] <= 8 for spot in events)
    return False


def _anniversary(setting: Setting, events: Sequence[Spot]) -> Tie:
    ts, (first, after) = setting.sentence.tokens, setting.figure
    words = [token.lower for token in ts[after : after + 3]]
    if not words or words[0] not in ("anniversary", "birthday"):
        return Tie.NONE
    del first
    return Tie.SURE if any(after < spot[0] <= after + 12 for spot in events) else Tie.NONE
