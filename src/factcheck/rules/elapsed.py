"""Whether a stretch of time or an anniversary is tied to an event: "D into E", "E began D ago", "n-th year of E"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from factcheck.claims import Setting
from factcheck.extraction.day_names import months
from factcheck.rules.barriers import EVENT_REACH, REACH, Spot, Tie, bars, begins_event, is_act, is_clear
from factcheck.tables import table, wordset
from factcheck.text import Token, stem


def age_tie(setting: Setting, events: Sequence[Spot]) -> Tie:
    """As in "the war is nearly three weeks old", "the 20-day-old invasion"."""
    ts, (first, after) = setting.sentence.tokens, setting.figure
    return Tie.SURE if _near_before(ts, events, first) or _near_after(events, after) else Tie.NONE


def duration_tie(setting: Setting, events: Sequence[Spot], begins: frozenset[str]) -> Tie:
    """By the word behind the figure, else by a hyphen or a verb of lasting before it."""
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
    rows = [(tuple(link.split()), Tie.SURE) for link in table("events")["sure"]]
    rows += [(tuple(link.split()), Tie.MAYBE) for link in table("events")["maybe"]]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def _ago(ts: Sequence[Token], events: Sequence[Spot], begins: frozenset[str], first: int, after: int) -> Tie:
    """As in "invaded Ukraine three weeks ago", "the war began three weeks ago", "three weeks ago, Russia invaded"."""
    starts = [
        i for i, token in enumerate(ts) if token.stem in begins and any(begins_event(ts, i, spot) for spot in events)
    ]
    acts = [spot for spot in events if is_act(ts, spot)]
    for spot in [*((i, i) for i in starts), *acts]:
        between = ts[spot[1] + 1 : first] if spot[1] < first else ts[after + 1 : spot[0]]
        if len(between) <= REACH and is_clear(between):
            return Tie.SURE
    return Tie.NONE


def _behind_date(ts: Sequence[Token], start: int) -> int:
    """The token behind a date, and behind "when", as in "since 24 February, when the war began"."""
    i = start
    while i < len(ts) and (ts[i].kind in ("num", "iso") or ts[i].lower.rstrip(".") in months() or ts[i].text == "."):
        i += 1
    if i > start and _text(ts, i) == "," and _text(ts, i + 1) == "when":
        return i + 2
    return start


def _names_event(ts: Sequence[Token], events: Sequence[Spot], begins: frozenset[str], start: int) -> bool:
    """Whether the event, or its beginning, is what the words from `start` speak of."""
    start = _behind_date(ts, start)
    for spot in events:
        if spot[0] < start:
            continue
        between = ts[start : spot[0]]
        if len(between) <= REACH and not any(bars(t) or t.text in ",;:" or t.kind == "num" for t in between):
            return True
    for i in range(start, min(len(ts), start + REACH)):
        if ts[i].stem in begins and any(begins_event(ts, i, spot) for spot in events):
            return not any(bars(t) or t.text in ",;:" for t in ts[start:i])
    return False


def _is_age_of(ts: Sequence[Token], events: Sequence[Spot], first: int, after: int) -> bool:
    """As in "the three-week war", "the 20-day-old invasion": the event is the noun of a hyphenated duration."""
    hyphenated = any(token.text in "-‐‑" for token in ts[first:after])
    j = after
    while j < len(ts) and (ts[j].text in "-‐‑" or ts[j].lower == "old"):
        j += 1
    return hyphenated and any(j <= spot[0] <= j + 2 for spot in events)


def _near_before(ts: Sequence[Token], events: Sequence[Spot], first: int) -> bool:
    """Whether an event stands shortly before; a date may stand between, as in "the war begun on 24 February, now"."""
    for spot in events:
        between = [token for token in ts[spot[1] + 1 : first] if token.kind != "num"]
        if spot[1] < first and len(between) <= 8 and is_clear(between):
            return True
    return False


def _near_after(events: Sequence[Spot], after: int) -> bool:
    return any(spot[0] >= after and spot[0] - after <= 4 for spot in events)


def _has_lasted(ts: Sequence[Token], events: Sequence[Spot], first: int) -> bool:
    """As in "the war has lasted three weeks", "fighting has raged for nearly three weeks"."""
    lasting = wordset("events", "lasting")
    for i in range(max(0, first - 4), first):
        if ts[i].stem in {stem(word) for word in lasting} and "has" in {t.lower for t in ts[max(0, i - 4) : i]}:
            return any(spot[1] < i and i - spot[1] <= 8 for spot in events)
    return False


def anniversary_tie(setting: Setting, events: Sequence[Spot]) -> Tie:
    """As in "the third anniversary of the start of the war", "the 20th day of the war".

    Nothing but names and "of" stand between.
    """
    ts, (_, after) = setting.sentence.tokens, setting.figure
    if _text(ts, after).lower() not in ("anniversary", "birthday", "day"):
        return Tie.NONE
    for spot in events:
        between = ts[after + 1 : spot[0]]
        joins = all(t.lower in ("of", "the", "its", "their", "a") or not _is_function_word(t) for t in between)
        if spot[0] > after and joins and len(between) <= EVENT_REACH:
            return Tie.SURE
    return Tie.SURE if _possessed(ts, events, setting.figure[0]) else Tie.NONE


def _possessed(ts: Sequence[Token], events: Sequence[Spot], first: int) -> bool:
    """As in "the alliance's 75th anniversary"."""
    return any(spot[1] == first - 1 and ts[spot[1]].text.endswith(("'s", "’s", "s'")) for spot in events)


def _is_function_word(token: Token) -> bool:
    return token.kind != "word" or token.lower in wordset("words", "stop")


def _text(ts: Sequence[Token], i: int) -> str:
    return ts[i].text if i < len(ts) else ""
