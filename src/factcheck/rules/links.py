"""Whether the words between the name of a statistic and a figure say that it has that value.

N is the name, D the figure, L a place: "N of L was D", "N in L (unit) 2012: D", "N of D", "a D N", "N was D in Spain,
compared with E in L". Every word between must be one that can lead from a name to its value (``data/links.yaml``):
places, dates, brackets, verbs of being and of reporting, prepositions. One word that is none of them parts the two.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from functools import cache

from factcheck.model import Kind
from factcheck.rules.barriers import Spot
from factcheck.rules.frame import Frame
from factcheck.tables import table, wordset
from factcheck.text import HYPHENS, stem

_MARKS = frozenset("\"“”„'‘’‚,:;–—-|*•/…")
_STOPS = frozenset(",;:()—–")
_VERBS = (("words", "verbs"), ("grammar", "verbs"), ("grammar", "auxiliaries"))
_LONGEST = 60
"""Tokens between a name and its figure."""
_TITLES = 6
"""Tokens in the name of who reported a figure."""
_ASIDES = 3
_BARE = (Kind.COUNT, Kind.AGE, Kind.DURATION)
"""Kinds that figures of one list may have beside their own: "62 years, against 84 in Japan"."""
_AGES = frozenset({"over", "under", "above", "below", "aged"})
"""Words that begin a group by age right behind a name: "the population over 65"."""
_MOVED = 8
"""Tokens before a figure in which a verb of change makes it the growth of what is named."""


class Link(enum.Enum):
    """How a figure is tied to a name."""

    NONE = enum.auto()
    EARLIER = enum.auto()  # the value it had before: "from D to E", "up from D"
    LEVEL = enum.auto()


@cache
def _stems(*keys: str) -> frozenset[str]:
    return frozenset(stem(word) for key in keys for word in table("links")[key].split())


def link(frame: Frame, name: Spot, own: frozenset[str], *, grows: bool = False) -> tuple[Link, bool]:
    """How the frame's figure is tied to the name, and whether another figure stands between, as in a list.

    `own` are stems of words that may stand between besides those that always may; `grows` asks for a figure that is
    the growth of what is named, "N grew by D".
    """
    first, after = frame.setting.figure
    if name[0] >= after:
        return (Link.LEVEL if not grows and _before_name(frame, name) else Link.NONE), False
    if name[1] >= first:
        return Link.NONE, False
    between = [k for k, figure in enumerate(frame.values) if figure.first > name[1] and figure.after <= first]
    start, listed = name[1] + 1, False
    for k in between:
        figure = frame.values[k]
        if figure.first in frame.change_at:
            continue
        if figure.kind not in (frame.values[frame.own].kind, *_BARE):
            return Link.NONE, False
        ties = _joined(frame, start, figure.first, own) if listed else _ties(frame, start, figure.first, own, grows)
        if ties is Link.NONE:
            return Link.NONE, False
        start, listed = figure.after, True
    if not listed:
        return _ties(frame, start, first, own, grows), False
    return _joined(frame, start, first, own), True


def _before_name(frame: Frame, name: Spot) -> bool:
    """As in "a $3.6 trillion economy", "8 per cent average inflation"."""
    after = frame.setting.figure[1]
    if name[0] - after > 4:
        return False
    i = after
    while i < name[0]:
        place = frame.place_at.get(i)
        if place is not None:
            i = place.after
        elif frame.ts[i].text in HYPHENS or frame.ts[i].lower in wordset("links", "plain"):
            i += 1
        else:
            return False
    return True


def _ties(frame: Frame, start: int, end: int, own: frozenset[str], grows: bool) -> Link:
    """How the words between a name and the first figure behind it tie the two."""
    if end - start > _LONGEST or not clears(frame, (start, end), lambda i: _leads(frame, i, own, "holders")):
        return Link.NONE
    if start < end and not _leads_on(frame, start, end):
        return Link.NONE
    if _is_note(frame, start, end) or (start == end and frame.ts[end].lower in _AGES):
        return Link.NONE
    named_by_verb = any(frame.ts[start - 1].lower in wordset(*one) for one in _VERBS)  # "expect to live 74 years"
    silent = not named_by_verb and all(_is_silent(frame, i) for i in range(start, end))
    if not grows and silent and _has_verb(frame, start):
        return Link.NONE
    if grows:
        moved = any(token.stem in _stems("changes") for token in frame.ts[max(start, end - _MOVED) : end])
        return Link.LEVEL if moved and frame.ts[end - 1].lower not in wordset("links", "leads") else Link.NONE
    return _end(frame, end)


def _leads_on(frame: Frame, start: int, end: int) -> bool:
    """Whether the last word before the figure may stand there: no "and", and a comma only before an apposition.

    As in "Peru's GDP, $270 billion, is" and "GDP of Peru, $270 billion".
    """
    last = frame.ts[end - 1]
    if last.lower in ("and", "or", "but"):
        return False
    if last.text not in ",;":
        return True
    after = max(frame.setting.figure[1], frame.setting.noun[1])
    closed = after >= len(frame.ts) or frame.ts[after].text in ",.;)"
    return last.text == "," and closed and all(_is_silent(frame, i) or frame.is_small(i) for i in range(start, end))


def _is_note(frame: Frame, start: int, end: int) -> bool:
    """Whether the figure stands in a bracket that says something else first: "(2010 = 100)"."""
    opens = next((i for i in range(end - 1, start - 1, -1) if frame.ts[i].text in "()"), None)
    if opens is None or frame.ts[opens].text == ")":
        return False
    return any(i in frame.date_at or i in frame.place_at for i in range(opens, end))


def _is_silent(frame: Frame, i: int) -> bool:
    """Whether the token at `i` is a place's, a date's or a sign, so that it links nothing by itself."""
    inside = any(place.first <= i < place.after for place in frame.places)
    dated = any(first <= i < after for first, after in frame.date_at.items())
    return inside or dated or (frame.ts[i].kind == "sym" and frame.ts[i].text not in ":(–—-")


def _has_verb(frame: Frame, start: int) -> bool:
    """Whether a verb stands in the clause before token `start`: "the strike cost the economy $2 billion"."""
    for token in reversed(frame.ts[:start]):
        if token.text in _STOPS:
            return False
        if any(token.lower in wordset(*one) for one in _VERBS):
            return True
    return False


def _end(frame: Frame, end: int) -> Link:
    """What the word before the figure makes of it: an amount of change is no level, and "from" says it has passed."""
    before = frame.ts[end - 1]
    if before.lower == "from":
        return Link.EARLIER
    return Link.NONE if before.kind == "word" and before.stem in _stems("changes") else Link.LEVEL


def _joined(frame: Frame, start: int, end: int, own: frozenset[str]) -> Link:
    """How the words between two figures of a list tie the second to the name of the first."""

    def leads(i: int) -> bool:
        token = frame.ts[i]
        return token.lower in wordset("links", "joins") or token.text in "()" or _leads(frame, i, own)

    return _end(frame, end) if end - start <= _LONGEST and clears(frame, (start, end), leads) else Link.NONE


def _leads(frame: Frame, i: int, own: frozenset[str], *keys: str) -> bool:
    token = frame.ts[i]
    if token.kind == "sym":
        return token.text in _MARKS or token.text in "()"
    if token.lower in wordset("links", "small") or token.stem in own:
        return True
    return token.kind == "word" and token.stem in _stems("levels", "changes", *keys)


def clears(frame: Frame, span: Spot, leads: Callable[[int], bool], asides: int = _ASIDES) -> bool:
    """Whether every piece of the tokens `span` is a place, a date, a closed bracket, an aside or `leads`."""
    i, end = span
    while i < end:
        after = _piece(frame, i, end)
        if after is not None:
            i = after
        elif leads(i):
            i += 1
        else:
            behind = _behind_aside(frame, span, i) if asides else None
            return behind is not None and clears(frame, (behind, end), leads, asides - 1)
    return True


def _piece(frame: Frame, i: int, end: int) -> int | None:
    """The token behind a piece that begins at `i` and is passed over as a whole; ``None`` where none does."""
    token = frame.ts[i]
    if i in frame.place_at:
        return _places_end(frame, i)
    if i in frame.date_at:
        return frame.date_at[i]
    if i in frame.change_at:
        return frame.change_at[i]
    if token.text in "([" and (close := frame.closing(i, end)) is not None:
        return close + 1
    if token.lower == "by" or (token.lower == "to" and frame.ts[i - 1].lower == "according"):
        return _reporter(frame, i + 1, end)
    if token.lower == "according":
        return i + 1
    return None


def _places_end(frame: Frame, i: int) -> int:
    """The token behind the place at token `i`, or behind the last of "A, B and C"."""
    after = frame.place_at[i].after
    following = after
    while following < len(frame.ts) and frame.ts[following].lower in (",", "and", "&", "or", "the"):
        following += 1
    return _places_end(frame, following) if following > after and following in frame.place_at else after


def _reporter(frame: Frame, start: int, end: int) -> int | None:
    """The token behind the name of who reported: "by the United Nations", "according to the World Bank"."""
    i = start
    while i < min(end, start + _TITLES) and (
        frame.ts[i].is_title or frame.ts[i].lower in ("the", "of", "for", "and", "'s")
    ):
        i += 1
    return i if i > start and any(token.is_title for token in frame.ts[start:i]) else None


def _behind_aside(frame: Frame, span: Spot, stuck: int) -> int | None:
    """The token behind the aside around token `stuck`, between commas or dashes and with no figure in it."""
    ts, (start, end) = frame.ts, span
    opens = next((k for k in range(stuck, start - 1, -1) if ts[k].text in (",", "—", "–", "-")), None)
    if opens is None or (ts[opens].glued and ts[opens].text == "-"):
        return None
    close = next((k for k in range(stuck + 1, end) if ts[k].text == ts[opens].text), None)
    if close is None or any(opens < figure.first < close for figure in frame.values):
        return None
    return close + 1
