"""Years that stand alone: four digits after a word of time, or before nothing that they could count."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extraction.dates import DateRead, year_at
from factcheck.extraction.day_names import months, weekdays
from factcheck.extraction.nouns import is_plural
from factcheck.extraction.units import read_unit
from factcheck.model import When
from factcheck.tables import verb_forms, wordset
from factcheck.text import Token, lower_at

_OLDEST = 1500
"""A bare number below this is a year only after a word of time."""
_SUMS = frozenset({"average", "total", "mean", "median", "maximum", "minimum"})
"""Words that "of" and a number stand behind: "an average of 1500" is no year."""
_TIMELY = ("sure", "likely", "seasons", "fiscal", "feasts")
"""Tables of words that a year stands behind."""
_VERBS = (("grammar", "auxiliaries"), ("words", "verbs"), ("grammar", "verbs"))
_NEAR = 6
_MODERN = range(1900, 2100)


def read_year(ts: Sequence[Token], i: int) -> DateRead | None:
    """The year that stands alone at token `i`."""
    year = year_at(ts, i)
    if year is None or _hangs_together(ts, i) or _is_in_name(ts, i):
        return None
    before, following = lower_at(ts, i - 1), ts[i + 1] if i + 1 < len(ts) else None
    if lower_at(ts, i + 1) in wordset("dates", "zones") or before in wordset("words", "labels"):
        return None
    if read_unit(ts, i + 1) is not None or (before == "of" and lower_at(ts, i - 2) in _SUMS):
        return None
    if year not in _MODERN and before == "to" and _is_reached(ts, i):
        return None
    counted = _is_counted(following)
    timed = before in wordset("dates", "sure") or before in wordset("dates", "likely")
    if counted and not (year in _MODERN and year % 100 and not _counts_people(following)):
        return DateRead(When(year), i + 1, "year") if timed and year % 100 else None
    return DateRead(When(year), i + 1, "year") if timed or year >= _OLDEST else None


def _is_reached(ts: Sequence[Token], i: int) -> bool:
    """Whether a figure changed to this one, so that it is no year: "will rise by 117 to 1254"."""
    near = ts[max(0, i - 1 - _NEAR) : i - 1]
    changed = any(token.stem in wordset("changes", "up") | wordset("changes", "down") for token in near)
    return changed and not any(token.lower == "from" for token in near)


def _hangs_together(ts: Sequence[Token], i: int) -> bool:
    """Whether the digits at token `i` are a part of something longer: "1995/96", "2019b", "12.1995"."""
    following = ts[i + 1] if i + 1 < len(ts) else None
    if following is not None and following.glued:
        if following.kind in ("word", "num", "code"):
            return True
        if following.text in "/-–" and _is_number_glued(ts, i + 2):
            return not _runs_back(ts, i)
    return i > 1 and ts[i].glued and ts[i - 1].glued and ts[i - 1].text in ",./:"


def _runs_back(ts: Sequence[Token], i: int) -> bool:
    """Whether two years in brackets are no span, for the second is before the first: "(1967-1921)"."""
    first, last = year_at(ts, i), year_at(ts, i + 2)
    return (
        first is not None
        and last is not None
        and last < first
        and (lower_at(ts, i - 1), lower_at(ts, i + 3)) == ("(", ")")
    )


def _is_in_name(ts: Sequence[Token], i: int) -> bool:
    """Whether the word before makes the year the end of a name, "Tokyo 2020", "Project 2025"; a month does not.

    A year with a noun behind it is that thing's, "the US 2020 election", as is one behind a word that opens a sentence.
    """
    if i and ts[i - 1].text.endswith(("'s", "’s")) and lower_at(ts, i + 1) == ":":
        return True
    if not i or not ts[i - 1].is_title or not ts[i - 1].text.isalpha():
        return False
    if i == 1 or ts[i - 2].text in '.!?:;"“':
        return lower_at(ts, i + 1) in wordset("grammar", "auxiliaries") and not ts[i - 1].lower.endswith(("ly", "ing"))
    before = ts[i - 1].lower
    if ts[i - 1].text.isupper() or before in months() or before in weekdays():
        return False
    if any(before in wordset("dates", name) for name in _TIMELY):
        return False
    following = lower_at(ts, i + 1)
    if following in ("", ",", ")") or following in verb_forms("finite"):
        return True
    return any(following in wordset(*verbs) for verbs in _VERBS)


def _is_number_glued(ts: Sequence[Token], i: int) -> bool:
    return i < len(ts) and ts[i].glued and ts[i].kind == "num"


def _is_counted(token: Token | None) -> bool:
    """Whether the token looks like a plural noun, a magnitude or a unit that the number before it counts."""
    if token is None or token.kind != "word" or token.is_title:
        return token is not None and token.text in "%°"
    return token.lower not in wordset("words", "stop") and is_plural(token)


def _counts_people(token: Token | None) -> bool:
    """Whether the token is a word that follows counts and hardly ever years: "people", "per", "troops"."""
    return token is None or token.kind != "word" or token.lower in wordset("dates", "counted")
