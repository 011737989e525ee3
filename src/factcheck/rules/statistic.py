"""Whether a figure is the value of a statistic that a rule names, and of which place.

Rules with `names` are stricter than those with `counts`: the figure must be linked to the name by a phrase, so that
few words need be listed that make it another claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.model import DATED, Claim, Kind, Period, Place
from factcheck.periods import says_year_before
from factcheck.rules.frame import Frame
from factcheck.rules.groups import OPEN
from factcheck.rules.labels import labelled
from factcheck.rules.links import Link
from factcheck.rules.names import Naming, naming
from factcheck.rules.owner import owner
from factcheck.rules.phrases import Words
from factcheck.tables import wordset
from factcheck.text import Token, stem

if TYPE_CHECKING:
    from factcheck.rules.phrases import Compiled
    from factcheck.rules.schema import Rule

_COUNTRY = frozenset(map(stem, ("country", "nation")))
_RECORD = 6
"""Tokens from the start of a line within which a colon makes it one of a record: "Population: 34 million"."""
_DATE_REACH = 5


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with the unit that a label gives it, the words that name the statistic, its place, and any doubt.

    `open` is the name of the one place in the sentence, where that is the name of several or of a part of a country.
    """

    claim: Claim
    words: str
    place: Place | None
    doubtful: bool
    open: str = ""


def statement(rule: Compiled, claim: Claim, frame: Frame) -> Statement | None:
    """What the figure, whose sentence is `frame`, says of the rule's statistic; ``None`` where it says nothing of it.

    The place is ``None`` where the sentence names none; a figure of a city or of several countries says nothing.
    """
    quantity, wanted = claim.quantity, rule.rule.claim
    if quantity.kind not in wanted.kind and (quantity.kind is not Kind.COUNT or quantity.unit):
        return None
    found = naming(rule, frame) if frame.own >= 0 else None
    if found is None:
        return None
    said = labelled(rule, claim, frame, found)
    if said is None or not is_whole(rule.rule, said) or not _is_current(frame, found, said):
        return None
    around = _around(frame, found)
    if Words(around).has_any(rule.unless) or not all(map(Words(around).has_any, rule.near)):
        return None
    place = _place(rule, frame, found)
    first, last = found.words
    words = " ".join(token.text for token in frame.ts[first : last + 1])
    if place is OPEN and (name := _open_name(frame)):
        return Statement(said, words, None, doubtful=True, open=name)
    if place is OPEN or (place is None and found.listed):
        return None
    return Statement(said, words, place, rule.doubts(Words(around), dated=claim.period is not None))


def _open_name(frame: Frame) -> str:
    """The one place that the sentence names, if it is left open which it is; "" for others."""
    names = {place.mention.place.name for place in frame.places}
    is_open = all(not place.mention.place.code and not place.mention.place.city for place in frame.places)
    return names.pop() if len(names) == 1 and is_open else ""


def _place(rule: Compiled, frame: Frame, found: Naming) -> Place | None:
    """The country of the figure; where its sentence names none, that with which the sentence before began."""
    if rule.rule.claim.place != "country":
        return None
    place = owner(frame, found)
    return frame.setting.topic if place is None and _refers_back(frame) else place


def _refers_back(frame: Frame) -> bool:
    pairs = zip(frame.ts, frame.ts[1:], strict=False)
    if frame.ts[0].is_title and any(token.text == ":" for token in frame.ts[1:_RECORD]):
        return True
    back = any(a.lower in ("the", "this") and b.stem in _COUNTRY for a, b in pairs)
    return back or any(token.lower in ("it", "its") for token in frame.ts[: frame.setting.figure[0]])


def _around(frame: Frame, found: Naming) -> list[tuple[str, int]]:
    """The words of the name's phrase, and those around the figure up to the next joints; no names of places.

    Of a list only what stands up to its first figure and beside the frame's own counts.
    """
    ts, last = frame.ts, found.words[1]
    low, high = frame.setting.figure[0], max(frame.setting.figure[1], frame.setting.noun[1])
    values = [figure.after for figure in frame.values if last < figure.first and figure.after <= low]
    start = min(found.start, low)
    while start > 0 and not _parts(ts[start - 1]):
        start -= 1
    end = max(high, found.words[1] + 1, _bracket_end(frame, high))
    while end < len(ts) and not _parts(ts[end]):
        end += 1
    ranges = [(start, end)] if not found.listed else [(start, _first_value(frame, last)), (max(values), end)]
    inside = {i for place in frame.places for i in range(place.first, place.after)}
    if frame.setting.silent:
        inside |= set(range(*frame.setting.figure))
    spots = sorted({i for first, after in ranges for i in range(first, after)} - inside)
    return [(ts[i].stem, i) for i in spots if ts[i].kind != "sym"]


def _bracket_end(frame: Frame, i: int) -> int:
    """The token behind a bracket that opens at token `i` and holds no figures of its own; 0 where there is none."""
    close = frame.closing(i, len(frame.ts)) if i < len(frame.ts) and frame.ts[i].text == "(" else None
    if close is None or any(i < one.first < close and one.kind not in DATED for one in frame.setting.figures):
        return 0
    return close + 1


def _parts(token: Token) -> bool:
    return token.text in ",;:()—–" or token.lower in wordset("words", "joints")


def _first_value(frame: Frame, last: int) -> int:
    """The token behind the first figure after token `last`; its rate, "$1.50 a litre", holds for the whole list."""
    return next((figure.after for figure in frame.values if figure.first > last), last + 1)


def is_whole(rule: Rule, claim: Claim) -> bool:
    """Whether the figure is of a whole calendar year, where the rule asks for one."""
    return rule.claim.over != "year" or (claim.period is not None and is_year(claim.period))


def is_year(period: Period) -> bool:
    """Whether the period is one calendar year."""
    start, end = period.start, period.end
    if period.loose:
        return False
    return start.year == end.year and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def _is_current(frame: Frame, found: Naming, claim: Claim) -> bool:
    """Whether the figure is no amount of change, and a former value only where its own date stands behind it.

    A figure further on in a list needs a place or a date of its own, or the "to" of "from D to E".
    """
    if claim.setting.difference and claim.quantity.unit != "percent":
        return False
    own = _has_own_date(frame)
    if found.link is Link.EARLIER:
        return own
    if not found.listed or own:
        return True
    if frame.ts[frame.setting.figure[0] - 1].lower == "to" or _has_own_place(frame):
        return True
    return any(token.lower.startswith("respective") for token in frame.ts)


def _has_own_date(frame: Frame) -> bool:
    behind = max(frame.setting.figure[1], frame.setting.noun[1])
    end = next((figure.first for figure in frame.values[frame.own + 1 :]), len(frame.ts))
    if says_year_before(frame.ts, behind):
        return True
    return any(i in frame.date_at for i in range(behind, min(behind + _DATE_REACH, end)))


def _has_own_place(frame: Frame) -> bool:
    before = [figure.after for figure in frame.values if figure.after <= frame.setting.figure[0]]
    low = max(before, default=0)
    high = next((f.first for f in frame.values if f.first > frame.setting.figure[0]), len(frame.ts))
    return any(low <= place.first < high for place in frame.places)
