"""Ages: "46 years old", "a 46-year-old", "aged 46", and a bare number between commas after a person."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.extraction.day_names import months
from factcheck.extraction.nouns import counted_noun, is_noun, is_plural
from factcheck.extraction.numbers import Number, words
from factcheck.extraction.units import Unit, units
from factcheck.tables import wordset
from factcheck.text import Token, hyphen_at, lower_at

_OLDEST = 120
_HEDGES = frozenset({"about", "around", "only", "just", "now", "nearly", "almost", "over", "approximately"})
_OWNERS = frozenset({"his", "her", "their", "my", "our", "your", "whose"})
_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "their", "its"})


def read_old(ts: Sequence[Token], after: int) -> int | None:
    """The token after "old" or "of age", if either stands at token `after`, behind a stretch of time."""
    j = after + hyphen_at(ts, after)
    if lower_at(ts, j) in ("old", "olds"):
        return j + 1
    if lower_at(ts, after) in ("-", "–") and lower_at(ts, after + 1) == "old":
        return after + 2
    return j + 2 if lower_at(ts, j) == "of" and lower_at(ts, j + 1) == "age" else None


def read_bare_age(ts: Sequence[Token], first: int, number: Number) -> Unit | None:
    """The unit year if the number of the figure at `first` is an age: "aged 46", "Ann Lee, 46, said"."""
    if number.scale != 1 or not 0 < number.value <= _OLDEST or number.value != number.value.to_integral_value():
        return None
    word = lower_at(ts, first - 1)
    if word in ("aged", "age", "ages") or (word == "of" and lower_at(ts, first - 2) == "age"):
        return units()["year"]
    if _is_said_of_person(ts, first, number) or _limits_people(ts, first, number):
        return units()["year"]
    if number.form != "digits" or first < 2 or ts[first - 1].text not in (",", "("):
        return None
    closing = lower_at(ts, number.after)
    if closing != ("," if word == "," else ")") and not (word == "," and closing in ("", ".")):
        return None
    return units()["year"] if _is_person(ts, first - 2, closed=closing == ",") else None


def read_decade_of_life(ts: Sequence[Token], i: int) -> tuple[Decimal, int, int] | None:
    """Ten years of somebody's life, "in her early 40s": the first, the token after, how many tokens belong before.

    "The 40s" of nobody may be degrees or years.
    """
    value = Decimal(ts[i].text) if ts[i].kind == "num" and ts[i].text.isdigit() and len(ts[i].text) == 2 else None
    after = i + 1
    if value is not None:
        after += lower_at(ts, after) in ("'", "’") and ts[after].glued
        if value % 10 or lower_at(ts, after) != "s" or not ts[after].glued:
            return None
        after += 1
    elif (value := words("tens").get(ts[i].lower.removesuffix("ies") + "y")) is None or not ts[i].lower.endswith("ies"):
        return None
    lead = 0
    if lower_at(ts, i - 1) in "-‐‑" and lower_at(ts, i - 2) in wordset("dates", "parts_of_time"):
        lead = 2
    elif lower_at(ts, i - 1) in wordset("dates", "parts_of_time"):
        lead = 1
    return (value, after, lead) if lower_at(ts, i - lead - 1) in _OWNERS else None


def _limits_people(ts: Sequence[Token], first: int, number: Number) -> bool:
    """Whether people are over or under the number: "patients older than 65", "girls under 18"."""
    i = first - 1 - (lower_at(ts, first - 1) == "than")
    if lower_at(ts, i) in ("older", "younger"):
        return i < first - 1 and not counted_noun(ts, number.after)
    limits = lower_at(ts, i) in wordset("labels", "age_limits") and not is_noun(ts, number.after)
    return limits and i == first - 1 and lower_at(ts, i - 1) in wordset("labels", "people_of_age")


def _is_said_of_person(ts: Sequence[Token], first: int, number: Number) -> bool:
    """Whether a person or an age "is" the number: "he will be 40 in May", "life expectancy is around 81"."""
    i = first - 1
    while i >= 0 and ts[i].lower in _HEDGES:
        i -= 1
    if i < 1 or ts[i].lower not in ("is", "was", "be", "turned", "turns", "am", "are"):
        return False
    following = lower_at(ts, number.after)
    if following in ("old", "or", "per", "to", "-", "–") or is_noun(ts, number.after):
        near = {token.stem for token in ts[max(0, i - 8) : i]}
        return bool(near & {"expect", "age"}) and following not in ("per", "-", "–") and number.form == "digits"
    k = i - 1 if ts[i].lower != "be" else i - 2
    persons = ("he", "she", "i")
    return lower_at(ts, k) in persons or bool({t.lower for t in ts[max(0, i - 8) : i]} & {"expectancy", "age"})


def _is_person(ts: Sequence[Token], i: int, *, closed: bool) -> bool:
    """Whether a name, or one thing with an article a few words before it, ends at token `i`."""
    token = ts[i]
    if token.kind != "word" or token.lower in months():
        return False
    if token.is_title:
        return closed or (i > 0 and ts[i - 1].is_title)
    if not closed or not is_noun(ts, i) or is_plural(token) or token.lower.endswith("ed"):
        return False
    return any(other.lower in _DETERMINERS for other in ts[max(0, i - 3) : i])
