"""Times of day that no clock shows: "at 25:10", "7:72 a.m.", "1475 GMT". Other times of day are no figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.tables import wordset
from factcheck.text import Token, lower_at

_TIME = re.compile(r"(?P<hour>\d{1,2})[:.]?(?P<minute>\d\d)?(?:\s?(?P<half>[ap])\.?m\b\.?)?")
_LAST_HOUR = 29
"""Hours above are times of a race, a game or a film, if no zone is told."""
_NO_HOUR = 99
_LISTED = frozenset({"and", "-", "–", ",", "to"})
_LATER = re.compile(r"(?:1[3-9]|2[0-3]):[0-5]\d")
"""Times after noon in 24 hours."""
_NEAR = 10
"""Tokens before a time in which another says that times are told."""
_SIGNS = frozenset("£$€₹¥")
"""Before a sum for a month: "£24.65pm"."""
_FOUR = re.compile(r"\d{2}[.]?\d{2}")
_SHORT = re.compile(r"\d{1,2}:\d\d")


def is_no_time(ts: Sequence[Token], i: int) -> bool:
    """Whether the token at `i` stands for a time of day by the words around it, and no clock shows that."""
    token = ts[i]
    if token.kind not in ("num", "clock"):
        return False
    of_zone = lower_at(ts, i + 1) in wordset("dates", "zones")
    if not (fault := _fault(token.lower, _NO_HOUR if of_zone else _LAST_HOUR)):
        return False
    if token.kind == "num":
        zoned = token.text.startswith("0") or of_zone
        return zoned and _FOUR.fullmatch(token.text) is not None and lower_at(ts, i - 1) in wordset("dates", "at_time")
    if token.lower[-1] in "m.":
        return lower_at(ts, i - 1) not in _SIGNS and not (lower_at(ts, i + 1) == "i" and token.lower.endswith("am"))
    if _SHORT.fullmatch(token.text) is None or lower_at(ts, i - 2) in wordset("dates", "timed"):
        return False
    if of_zone or lower_at(ts, i + 1) == "local":
        return True
    return not token.text.startswith(("0:", "1:")) and _is_at(ts, i, fault)


def _is_at(ts: Sequence[Token], i: int, fault: str) -> bool:
    """Whether the words beside a time are those of one: "at 25:10", "the 17:63 to Leeds", "set for 14:75"."""
    before, behind = lower_at(ts, i - 1), lower_at(ts, i + 1)
    if before == "the":
        return behind in wordset("dates", "runs")
    if before == "for":
        return lower_at(ts, i - 2) in wordset("dates", "planned")
    if fault == "hour" and before == "from":
        return behind in ("to", "until", "till") and i + 2 < len(ts) and _is_early(ts[i + 2])
    before = lower_at(ts, i - 2) if before in wordset("dates", "exactly") else before
    known = before in wordset("dates", "at_time" if fault == "minute" else "at_hour")
    if before in _LISTED and i > 1 and (fault == "minute" or lower_at(ts, i - 3) in ("between", "from")):
        known = known or ts[i - 2].kind == "clock"
    if fault == "minute" and not known:
        known = any(token.kind == "clock" and _LATER.fullmatch(token.text) for token in ts[max(0, i - _NEAR) : i])
    return known and (behind not in ("of", "in", "into") or not _of_a_part(ts, i + 2))


def _of_a_part(ts: Sequence[Token], i: int) -> bool:
    """Whether a half, a period or a recording is what "25:10 of the" goes on to."""
    return bool({lower_at(ts, i), lower_at(ts, i + 1), lower_at(ts, i + 2)} & wordset("dates", "played"))


def _is_early(token: Token) -> bool:
    """Whether the token is a time before noon, in four digits."""
    return token.kind == "clock" and len(token.text) == 5 and token.text < "12" and not _fault(token.lower)


def _fault(said: str, last: int = _LAST_HOUR) -> str:
    """What is wrong with a time: its "hour" up to `last`, its "minute", the "half" of the day; empty if nothing is."""
    found = _TIME.fullmatch(said)
    if found is None:
        return ""
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if minute > 59:
        return "minute" if hour <= last else ""
    if found["half"]:
        return "half" if 12 < hour <= last else ""
    return "hour" if (hour > 24 or (hour == 24 and minute)) and hour <= last else ""
