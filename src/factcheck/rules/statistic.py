"""Whether a figure is the value of a statistic that a rule names, and of which place.

Rules with `names` are stricter than those with `counts`: the figure must be linked to the name by a phrase, so that
few words need be listed that make it another claim.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from factcheck.claims import Setting
from factcheck.extraction.units import units
from factcheck.model import Claim, Kind, Period, Place, Quantity
from factcheck.rules.frame import DATED, Frame
from factcheck.rules.links import Link
from factcheck.rules.names import Naming, naming
from factcheck.rules.owner import OPEN, owner
from factcheck.rules.phrases import Words
from factcheck.tables import table, wordset
from factcheck.text import Token, stem, tokens

if TYPE_CHECKING:
    from factcheck.rules.phrases import Compiled

_NO_NOUNS = ("ly", "ed", "ing")
"""Endings of single words behind a figure that are no nouns: "3 million compared to", "respectively"."""
_COUNTRY = frozenset(map(stem, ("country", "nation")))
_RECORD = 6
_LABEL = 4
"""Most words of a label's unit."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with the unit that a label gives it, the words that name the statistic, its place, and any doubt."""

    claim: Claim
    words: str
    place: Place | None
    doubtful: bool


def statement(rule: Compiled, claim: Claim) -> Statement | None:
    """What the figure says of the rule's statistic; ``None`` where it says nothing of it.

    The place is ``None`` where the sentence names none; a figure of a city or of several countries says nothing.
    """
    setting: Setting = claim.setting
    frame = Frame(setting)
    if frame.own < 0:
        return None
    found = naming(rule, Words(setting.words((0, len(setting.sentence.tokens)))), frame)
    if found is None:
        return None
    said = _measured(rule, claim, frame, found)
    if said is None or not _is_whole(rule, said) or not _is_current(frame, found, said):
        return None
    around = _around(frame, found)
    if Words(around).has_any(rule.unless) or not all(map(Words(around).has_any, rule.near)):
        return None
    place = _place(rule, frame, found)
    if place is OPEN or (place is None and found.listed):
        return None
    first, last = found.words
    words = " ".join(token.text for token in setting.sentence.tokens[first : last + 1])
    return Statement(said, words, place, Words(around).has_any(rule.doubt))


def _place(rule: Compiled, frame: Frame, found: Naming) -> Place | None:
    """The country of the figure; where its sentence names none, that with which the sentence before began."""
    if rule.rule.claim.place != "country":
        return None
    place = owner(frame, found.words, listed=found.listed)
    return frame.setting.topic if place is None and _refers_back(frame) else place


def _refers_back(frame: Frame) -> bool:
    pairs = zip(frame.ts, frame.ts[1:], strict=False)
    if frame.ts[0].is_title and any(token.text == ":" for token in frame.ts[1:_RECORD]):
        return True  # a line of a record: "Population: 34 million"
    back = any(a.lower in ("the", "this") and b.stem in _COUNTRY for a, b in pairs)
    return back or any(token.lower in ("it", "its") for token in frame.ts[: frame.setting.figure[0]])


def _around(frame: Frame, found: Naming) -> list[tuple[str, int]]:
    """The words of the name's phrase, and those around the figure up to the next joints; no names of places.

    Of a list only what stands before its first figure and beside the frame's own counts.
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
    return next((figure.first for figure in frame.values if figure.first > last), last + 1)


def _measured(rule: Compiled, claim: Claim, frame: Frame, found: Naming) -> Claim | None:
    """The claim, in a unit that the rule takes; a bare figure takes that of its label, or the rule's own."""
    quantity, wanted = claim.quantity, rule.rule.claim
    if quantity.kind is Kind.COUNT and not quantity.unit:
        if not _counts(rule, frame) or _is_scaled(frame) or _shares_scale(frame):
            return None
        if wanted.unit:
            label = _label(frame, found)
            unit = wanted.unit[0] if label is None and Kind.COUNT in wanted.kind else label
            if unit is None or unit not in wanted.unit or unit not in units():
                return None
            return replace(claim, quantity=_in(quantity, unit))
    elif not _counts(rule, frame):
        return None
    if quantity.kind not in wanted.kind or (wanted.unit and quantity.unit not in wanted.unit):
        return None
    return claim


def _in(quantity: Quantity, unit: str) -> Quantity:
    return replace(quantity, unit=unit, kind=units()[unit].kind)


def _counts(rule: Compiled, frame: Frame) -> bool:
    """Whether what stands behind the figure, if anything does, is something that the rule counts."""
    noun = frame.setting.words(frame.setting.noun)
    if not noun or (len(noun) == 1 and frame.ts[noun[0][1]].lower.endswith(_NO_NOUNS)):
        return True
    return noun[0][0] in rule.of or noun[-1][0] in rule.of or Words(noun).has_any(rule.names)


def _is_scaled(frame: Frame) -> bool:
    """Whether a bracket behind the figure says that it counts thousands or millions."""
    i = frame.setting.figure[1]
    if i >= len(frame.ts) or frame.ts[i].text != "(":
        return False
    return any(token.lower in wordset("links", "scales") for token in frame.ts[i : i + 3])


def _shares_scale(frame: Frame) -> bool:
    """Whether the scale of a later figure is this one's too: "68, 84 and 59 million"."""
    scales, own = wordset("links", "scales"), frame.values[frame.own]
    if any(token.lower in scales for token in frame.ts[own.first : own.after]):
        return False
    after = own.after
    for figure in frame.values[frame.own + 1 :]:
        if any(token.lower not in (",", "and") for token in frame.ts[after : figure.first]):
            return False
        if any(token.lower in scales for token in frame.ts[figure.first : figure.after]):
            return True
        after = figure.after
    return False


@cache
def _labels() -> dict[tuple[str, ...], str]:
    return {tuple(token.lower for token in tokens(form)): unit for form, unit in table("links")["units"].items()}


def _label(frame: Frame, found: Naming) -> str | None:
    """The unit in brackets behind the name, or behind a comma that follows the figure."""
    ts, (first, after) = frame.ts, frame.setting.figure
    starts = range(after + 1, len(ts)) if after < len(ts) and ts[after].text in ",(" else range(0)
    inside = [i for i in range(found.words[1] + 1, first) if _in_bracket(frame, i, first)]
    for i in (*inside, *starts[:2]):
        for length in range(_LABEL, 0, -1):
            unit = _labels().get(tuple(token.lower for token in ts[i : i + length]))
            if unit is not None:
                return unit
    return None


def _in_bracket(frame: Frame, i: int, end: int) -> bool:
    opens = next((k for k in range(i - 1, -1, -1) if frame.ts[k].text in "()"), None)
    return opens is not None and frame.ts[opens].text == "(" and frame.closing(opens, end) is not None


def _is_whole(rule: Compiled, claim: Claim) -> bool:
    """Whether the figure is of a whole calendar year, where the rule asks for one."""
    return rule.rule.claim.over != "year" or (claim.period is not None and is_year(claim.period))


def is_year(period: Period) -> bool:
    """Whether the period is one calendar year."""
    start, end = period.start, period.end
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
    return any(i in frame.date_at for i in range(behind, min(behind + 5, len(frame.ts))))


def _has_own_place(frame: Frame) -> bool:
    before = [figure.after for figure in frame.values if figure.after <= frame.setting.figure[0]]
    low = max(before, default=0)
    high = next((f.first for f in frame.values if f.first > frame.setting.figure[0]), len(frame.ts))
    return any(low <= place.first < high for place in frame.places)
