"""Two years for one event: "opened the shop in 1961" and "when it opened, in 1968"; or 1887 and "the 1878 print"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from factcheck.claims import Setting
from factcheck.consistency.beside import is_content
from factcheck.consistency.phrases import word_set
from factcheck.consistency.sheet import Sheet, Slot
from factcheck.model import Kind
from factcheck.tables import tables
from factcheck.text import Token, lower_at

_BACK = 2
"""Rows between the two years at the most."""
_REACH = 12
"""Tokens before a year in which its verb stands."""


@dataclass(frozen=True, slots=True)
class _Event:
    """A year with the class of its verb, `None` for an attribute ("the 1968 canvas"), and the words beside it."""

    slot: Slot
    row: int
    verb: int | None
    words: frozenset[str]
    lower: frozenset[str]
    definite: bool


def same_event(sheet: Sheet) -> Iterator[tuple[Slot, Slot]]:
    """Each pair of years that two places give for one event."""
    if sum(claim.quantity.kind is Kind.YEAR for claim in sheet.claims) < 2:
        return
    events = [event for number, row in enumerate(sheet.rows) for event in _in_row(sheet, number, row.slots)]
    for n, second in enumerate(events):
        for first in events[:n]:
            near = 0 < second.row - first.row <= _BACK
            if near and first.slot.value != second.slot.value and _are_one(first, second):
                yield first.slot, second.slot
                break


def _in_row(sheet: Sheet, number: int, slots: tuple[Slot, ...]) -> Iterator[_Event]:
    for slot in slots:
        setting: Setting = sheet.claims[slot.claim].setting
        if slot.quantity.kind is not Kind.YEAR or slot.value is None:
            continue
        ts, (first, after) = setting.sentence.tokens, setting.figure
        start = next((i for i in range(first - 1, max(-1, first - _REACH), -1) if ts[i].text in ";:()"), -1) + 1
        near = ts[max(start, first - _REACH) : first]
        verbs = [n for token in reversed(near) for n, line in enumerate(_events()) if token.stem in line]
        lower = frozenset(token.lower for token in near)
        says_when = lower_at(ts, first - 1) in ("in", "of", "from")
        words = frozenset(token.stem for token in ts[:after] if is_content(token))
        known = lower_at(ts, first - 1) in ("the", "this", "that", "its", "their", "his", "her")
        definite = known and _is_noun(ts, after)
        named = [n for n, line in enumerate(_events()) if definite and ts[after].stem in line]
        beside = frozenset(token.lower for token in near[-2:]) - {"since"} if named else lower
        if (says_when or definite) and not beside & word_set("twice_another_event"):
            verb = named[0] if named else verbs[0] if verbs and says_when else None
            yield _Event(slot, number, verb, words, lower, definite)


def _is_noun(ts: tuple[Token, ...], i: int) -> bool:
    return i < len(ts) and is_content(ts[i])


def _are_one(first: _Event, second: _Event) -> bool:
    """Whether both years are of one event: the same verb of the same thing, or a slip of the digits."""
    assert first.slot.value is not None and second.slot.value is not None
    if second.definite and second.verb is not None:
        return second.verb == first.verb and second.row - first.row == 1
    if second.definite:
        swapped = sorted(str(first.slot.value)) == sorted(str(second.slot.value))
        return swapped and second.row - first.row == 1
    if first.verb is None or first.verb != second.verb:
        return False
    shared = (first.words & second.words) - _events()[first.verb]
    told = bool(second.lower & word_set("event_pronouns")) and second.row - first.row == 1
    return told or len(shared) > 1


@cache
def _events() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.split()) for line in tables("consistency")["same_events"])
