"""The place of a claim, as a rule asks for it: a fixed one, any country, or none."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.claims import Passage, Setting
from factcheck.extraction.places import PlaceMention, place_named
from factcheck.model import Place
from factcheck.text import stem

if TYPE_CHECKING:
    from factcheck.rules.schema import Rule

_WORLD = "WLD"
_RANKED = frozenset({"EUU", "EMU", "OED"})
"""Groups whose members are known; see data/groups.yaml."""
_WORLDS = frozenset({"world", "world's", "world’s", "globe", "earth", "planet"})
_CAPITAL = stem("capital")
ANYWHERE = Place("", "")
_BACK_REFERENCES = frozenset({stem("country"), stem("nation")})


def place_of(rule: Rule, setting: Setting, passage: Passage) -> Place | None:
    """The place that the claim is about; `ANYWHERE` where the rule needs none, ``None`` where it does not fit."""
    wanted = rule.claim.place
    if wanted is None:
        return ANYWHERE
    if wanted in ("country", "city"):
        return _country(rule, setting)
    if wanted == "town":
        return _town(setting)
    if wanted == "world":
        return _world(setting)
    place = _named(wanted)
    if place is None:
        return None
    fits = _has_event_place if rule.check.kind == "event" else _is_about
    return place if fits(place, rule, setting, passage) else None


@lru_cache(maxsize=1024)
def _named(name: str) -> Place | None:
    return place_named(name)


def _has_event_place(place: Place, rule: Rule, setting: Setting, passage: Passage) -> bool:
    """Whether the event's place is named, or the draft is about it, and no other place is named as the event's own."""
    beside = {found.code for name in rule.claim.beside if (found := _named(name)) is not None}
    mentions = setting.places_within(setting.territory)
    stems = {phrase.split()[0] for phrase in map(_stems, rule.claim.counts)}
    for word, i in setting.words(setting.territory):
        if word not in stems:
            continue
        own = setting.places_within((i + 1, min(i + 4, setting.territory[1])))
        if own and own[0].place.code not in beside | {place.code, ""}:
            return False
    return any(mention.place.code == place.code for mention in mentions) or place.code in passage.main_places[:2]


@lru_cache(maxsize=4096)
def _stems(phrase: str) -> str:
    return " ".join(map(stem, phrase.split()))


def _is_about(place: Place, rule: Rule, setting: Setting, passage: Passage) -> bool:
    """Whether the figure's territory names `place`, or names no other and the draft is about its country."""
    beside = {found.code for name in rule.claim.beside if (found := _named(name)) is not None}
    mentions = setting.places_within(setting.clause)
    if all(mention.place.code != place.code for mention in mentions):
        mentions = setting.places_within(setting.territory)
    others = {mention.place.code for mention in mentions} - {place.code, _WORLD, ""} - beside
    if others:
        return False
    if place.city:
        cities = {mention.place.city for mention in mentions if mention.place.city and mention.place.code == place.code}
        if cities:
            return place.city in cities
        return _says_capital(setting) and place.code in _around(setting, passage)
    return any(mention.place.code == place.code for mention in mentions) or place.code in passage.main_places[:2]


def _says_capital(setting: Setting) -> bool:
    return any(word == _CAPITAL for word, _ in setting.words(setting.territory))


def _around(setting: Setting, passage: Passage) -> set[str]:
    return {mention.place.code for mention in setting.places} | set(passage.main_places)


def _country(rule: Rule, setting: Setting) -> Place | None:
    """The one country of the figure's territory, else of its sentence, else the one last spoken of."""
    wanted = rule.claim.place
    beside = {found.code for name in rule.claim.beside if (found := _named(name)) is not None}
    if wanted != "city" and _names_city(setting, beside):
        return None
    apposed = _apposed(setting)
    if apposed is not None:
        return Place(apposed.code, apposed.name)
    for mentions in (setting.places_within(setting.territory), list(setting.places)):
        codes = {mention.place.code for mention in mentions}
        codes = codes - beside or codes
        if len(codes) > 1:
            return _nearest(mentions, setting)
        if codes:
            return None if codes == {""} else _country_of([m for m in mentions if m.place.code in codes])
    words = {word for word, _ in setting.words(setting.territory)}
    if words & _BACK_REFERENCES:
        codes = {mention.place.code for mention in setting.previous_places}
        if len(codes) == 1 and codes != {""}:
            return _country_of(list(setting.previous_places))
    return None


def _world(setting: Setting) -> Place | None:
    """The group whose countries are ranked, "the EU's second-largest economy", or the world; ``None`` for neither."""
    groups = {mention.place for mention in setting.places_within(setting.territory) if mention.place.code in _RANKED}
    if len(groups) == 1:
        return groups.pop()
    said = any(token.lower in _WORLDS for token in setting.sentence.tokens)
    return ANYWHERE if said and not groups else None


def _town(setting: Setting) -> Place | None:
    """The one city of the figure's clause, else of its sentence, that is named before the figure."""
    for mentions in (setting.places_within(setting.clause), list(setting.places)):
        towns = {mention.place for mention in mentions if mention.place.city}
        if len(towns) > 1:
            return None
        if towns:
            town = towns.pop()
            return Place(town.code, town.city, town.city)
    return None


def _names_city(setting: Setting, beside: set[str]) -> bool:
    """Whether the figure may be a city's: one is named beside it, or a capital so near that it is no metonym."""
    near = [m for m in setting.places_within(setting.clause) if m.place.code not in beside]
    if any(mention.place.city for mention in near):
        return True
    far = setting.places_within(setting.territory) if near else setting.places
    return any(mention.form == "city" and mention.place.code not in beside for mention in far)


def _apposed(setting: Setting) -> Place | None:
    """The country right before the comma that opens the figure's territory: "Poland, a country of 38 million"."""
    start, ts = setting.territory[0], setting.sentence.tokens
    if start < 2 or ts[start - 1].text != "," or ts[start].lower not in ("a", "an", "the"):
        return None
    at = ts[start - 2].end
    return next((m.place for m in setting.places if m.span.end == at and m.place.code and not m.place.city), None)


def _country_of(mentions: list[PlaceMention]) -> Place:
    place = next(mention.place for mention in mentions if mention.place.code)
    return Place(place.code, place.name)


def _nearest(mentions: list[PlaceMention], setting: Setting) -> Place | None:
    """Of several countries the one that stands in the figure's own phrase as its owner; else none."""
    first, after = setting.figure
    ts = setting.sentence.tokens
    near_start = ts[max(0, first - 2)].start
    near_end = ts[min(len(ts), setting.noun[1] + 3) - 1].end if after <= setting.noun[1] else ts[after - 1].end
    close = {m.place.code for m in mentions if near_start <= m.span.start and m.span.end <= near_end and m.place.code}
    if len(close) != 1:
        return None
    return _country_of([mention for mention in mentions if mention.place.code in close])
