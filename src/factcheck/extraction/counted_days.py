"""What else a number beside a month can be, where it is no day: a count, "By November 31 had left", a year, an age."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.tables import wordset
from factcheck.text import Token, lower_at

_YEAR_OF_TWO_DIGITS = 40
"""From here on "by May 68" is the year; "by May 32" hardly is."""
_NAMES = frozenset({"april", "june", "may", "august"})


def is_month_and_number(ts: Sequence[Token], i: int, number: int, after: int) -> bool:
    """A month at `i`, and a count or a year: "in April 31", "By June 45 of the 60", "May 68", "April 31, May 45"."""
    before, behind = lower_at(ts, i - 1), lower_at(ts, after)
    if before == "on" or ts[after - 1].kind == "word":
        return False
    if before == "in" or number >= _YEAR_OF_TWO_DIGITS or behind in wordset("dates", "counted_behind_month"):
        return True
    if behind == "of" and lower_at(ts, after + 1) in wordset("dates", "of_some"):
        return lower_at(ts, after + 2) not in ("year", "month")
    if before == "of" and lower_at(ts, i - 2) in wordset("dates", "parts_of_month"):
        return True
    if behind == "," and lower_at(ts, after + 1) in wordset("words", "months") and _is_high(ts, after + 2):
        return True
    opens = i < 2 or not ts[i - 2].text[0].isalnum() or lower_at(ts, i - 2) in ("and", "but", "then")
    return opens and behind in wordset("dates", "verbs_behind_count")


def _is_high(ts: Sequence[Token], i: int) -> bool:
    return i < len(ts) and ts[i].text.isdigit() and int(ts[i].text) > 31


def is_number_and_name(ts: Sequence[Token], i: int, month: int, after: int) -> bool:
    """A number at `i`, and at `month` a name or what is counted: "At 31 June Carter left", "her 31st April show"."""
    before, behind = lower_at(ts, i - 1), lower_at(ts, after)
    if behind in wordset("dates", "counted"):
        return True
    if ts[month].lower == "of":
        return False
    if ts[i + 1].lower != ts[month].lower:
        return before in wordset("dates", "owners") or before.endswith(("'s", "’s"))
    is_name = ts[month].lower in _NAMES and after < len(ts) and ts[after].kind == "word" and ts[after].is_title
    return is_name and before not in ("on", "the") and behind not in wordset("words", "weekdays")
