"""A multiple of another country's statistic: "Kenya's population is three times that of Rwanda"."""

from __future__ import annotations

from factcheck.model import Claim, Kind, Place
from factcheck.rules.frame import Frame, Named
from factcheck.rules.phrases import Compiled
from factcheck.rules.relations import Asks, Relation, is_silenced, years_of
from factcheck.tables import wordset
from factcheck.text import lower_at

_REACH = 8
"""Tokens from the figure to the country that it is compared with."""


def comparison(rule: Compiled, claim: Claim, frame: Frame) -> Relation | None:
    """The comparison of two countries by the rule's statistic; ``None`` where it is none, or which two is open."""
    counted = rule.rule.check.kind == "value" and rule.rule.claim.place == "country" and rule.rule.claim.changes
    if claim.quantity.kind is not Kind.MULTIPLE or not counted or claim.quantity.direction:
        return None
    if claim.quantity.text.lower().endswith(tuple(wordset("changes", "summed"))):
        return _sum(rule, frame)
    places = [place for place in frame.places if not place.mention.place.city]
    if len(places) != 2 or len(frame.places) != 2 or not all(place.mention.place.code for place in places):
        return None
    first, second = places
    start, after = frame.setting.figure
    if not (first.after <= start and after <= second.first <= after + _REACH):
        return None
    name = _name(rule, frame, first, second)
    year = _year(frame)
    if name is None or year is None or is_silenced(rule, frame):
        return None
    return Relation(Asks.COMPARE, year, year, True, name, _country(first), (_country(second),))


def _country(named: Named) -> Place:
    return named.mention.place


def _year(frame: Frame) -> int | None:
    """The year that is named, 0 where none is; ``None`` where there are several, or a month."""
    years = [year for _, year in years_of(frame)]
    if not years:
        return 0
    return years[0] if len(years) == 1 and years[0] else None


def _name(rule: Compiled, frame: Frame, first: Named, second: Named) -> str | None:
    """The statistic's name, where the words tie it to both: before "that of", or between the figure and "of"."""
    start, after = frame.setting.figure
    spots = [spot for phrase in rule.names for spot in frame.words.spots(phrase)]
    spots = [s for s in spots if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spots)]
    for low, high in spots:
        words = " ".join(token.text for token in frame.ts[low : high + 1])
        behind = [lower_at(frame.ts, i) for i in range(after, second.first) if lower_at(frame.ts, i) != "the"]
        if high < start and behind == ["that", "of"] and _is_clear(frame, first, low, high, start):
            return words
        if after < low and lower_at(frame.ts, after) == "the" and low == after + 1 and high < second.first:
            of = [lower_at(frame.ts, i) for i in range(high + 1, second.first) if lower_at(frame.ts, i) != "the"]
            if of in (["of"], ["in"]) and lower_at(frame.ts, first.after) in ("has", "had", "with"):
                return words
    return None


def _is_clear(frame: Frame, first: Named, low: int, high: int, start: int) -> bool:
    """Whether the name is the first country's own and only a verb of being stands between it and the figure."""
    owns = first.owns and first.after == low
    of = [lower_at(frame.ts, i) for i in range(high + 1, first.first) if lower_at(frame.ts, i) != "the"]
    between = [token.lower for token in frame.ts[max(high + 1, first.after) : start]]
    said = all(word in wordset("grammar", "auxiliaries") | wordset("grammar", "adverbs") for word in between)
    return (owns or (first.first > high and of in (["of"], ["in"]))) and bool(between) and said


def _sum(rule: Compiled, frame: Frame) -> Relation | None:
    """The comparison with several countries together: "has more people than", "a larger population than those of"."""
    start, after = frame.setting.figure
    before = [place for place in frame.places if place.after <= start]
    inside = [place for place in frame.places if start <= place.first < after]
    places = [place.mention.place for place in (*before, *inside)]
    if len(before) != 1 or len(inside) < 2 or len(inside) + 1 != len(frame.places):
        return None
    if any(place.city or not place.code for place in places) or len({place.code for place in places}) != len(places):
        return None
    name, year = _summed_name(rule, frame, before[0]), _year(frame)
    if name is None or year is None or is_silenced(rule, frame):
        return None
    return Relation(Asks.COMPARE, year, year, True, name, places[0], tuple(places[1:]))


def _summed_name(rule: Compiled, frame: Frame, first: Named) -> str | None:
    """The statistic's name right behind the comparative, "more people than", or before it as the country's own."""
    start = frame.setting.figure[0]
    between = [token.lower for token in frame.ts[first.after : start]]
    has = bool(between) and between[0] in ("has", "had") and set(between[1:]) <= wordset("grammar", "adverbs")
    noun = frame.ts[start + 1] if start + 1 < len(frame.ts) else None
    counted = noun is not None and (noun.stem in rule.of or (noun.stem,) in rule.names)
    if has and noun is not None and counted and lower_at(frame.ts, start + 2) == "than":
        return noun.text
    for phrase in rule.names:
        for low, high in frame.words.spots(phrase):
            if high < start and _is_clear(frame, first, low, high, start):
                return " ".join(token.text for token in frame.ts[low : high + 1])
    return None
