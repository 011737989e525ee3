"""Days of a month, before their month: "24", "24th", "the thirty-first", "24, 25 and"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extraction.numbers import spelled_ordinal
from factcheck.text import Token, lower_at

ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})


def day_of_month(ts: Sequence[Token], i: int) -> tuple[int, int] | None:
    """A day of the month at `i`, "24" or "24th", and the token after it."""
    if i >= len(ts) or ts[i].kind != "num" or not ts[i].text.isdigit() or len(ts[i].text) > 2:
        return None
    number, j = int(ts[i].text), i + 1
    if not 1 <= number <= 31:
        return None
    if j < len(ts) and ts[j].glued and ts[j].kind == "word":
        return (number, j + 1) if ts[j].lower in ORDINAL_ENDS else None
    return number, j


def spelled_day(ts: Sequence[Token], i: int) -> tuple[int, int] | None:
    """A day as an ordinal in words before "of": "the first of May", "the thirty-first of July"."""
    spelled = spelled_ordinal(ts, i)
    if spelled is None or spelled[0] > 31 or past_of(ts, spelled[1]) == spelled[1]:
        return None
    return int(spelled[0]), spelled[1]


def past_of(ts: Sequence[Token], j: int) -> int:
    """Past "of" or "day of" behind an ordinal."""
    named = j + (lower_at(ts, j) == "day")
    return named + 1 if lower_at(ts, named) == "of" else j


def listed_days(ts: Sequence[Token], j: int) -> int:
    """Past further days before the month: "24-25 February", "24, 25 and 26 February"."""
    for _ in range(4):
        if lower_at(ts, j) not in ("and", "to", "or", ",", "-", "–"):
            break
        day = day_of_month(ts, j + 1)
        if day is None:
            break
        j = day[1]
    return j
