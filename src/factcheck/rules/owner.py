"""Whose figure it is: of several places in a sentence, the one that a statistic's figure belongs to.

In this order: the n-th of as many places as figures ("respectively"); the place right beside the figure, "Peru (3.1)",
"51 million for Peru"; the place in the name's own phrase, "GDP of Peru", "Peru's GDP"; the subject, "Peru, which
borders Chile, has"; the one place that is named. A place that is coordinated with another ("Peru and Chile") decides
nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from factcheck.model import Place
from factcheck.rules.barriers import Spot
from factcheck.rules.frame import Frame, Named
from factcheck.rules.groups import OPEN, country, groups, opens_clause, unbroken
from factcheck.rules.names import Naming
from factcheck.tables import wordset
from factcheck.text import lower_at, stem

_WORLD = frozenset({"WLD", "SSF", "SAS", "MEA", "LCN", "ARB", "OED", "EAS"})
"""The world and its regions: a country beside one is meant, not both."""
_OWNING = frozenset({"of", "in", "for", "across", "inside", "within", "throughout"})
_POINTING = frozenset({"(", "[", ":", "-", "–", "—", "at", "with", "is", "was", "had", "has", "|", "on"})
_OPENING = frozenset({"with", "at", "despite", "given"})
_COMPARING = frozenset({"than", "like", "unlike", "from", "by", "as"})
_DETERMINING = frozenset({"the", "neighbouring", "neighboring", "nearby", "its", "both", "tiny", "small", "large"})
_COUNTRY = frozenset(map(stem, ("country", "nation")))
_RATING = frozenset({"a", "an", "per", "each"})
_STEPS = 3
_NEAR = 4


def owner(frame: Frame, named: Naming) -> Place | None:
    """The place of the frame's figure, whose statistic is `named`; ``None`` where the sentence names none.

    For a figure further on in a list a place of its own comes first.
    """
    search = _Search(frame, named.words, named.start)
    for way in search.ways_of_a_list() if named.listed else search.ways():
        found = way()
        if found is not None:
            return found
    return None


@dataclass(frozen=True)
class _Search:
    """The ways to find the place of the figure of `frame` whose statistic is named at tokens `name`.

    `start` is the first token of the name's phrase.
    """

    frame: Frame
    name: Spot
    start: int

    def ways(self) -> tuple[Callable[[], Place | None], ...]:
        first = (self.in_turn, self.named_with, self.before, self.behind)
        return (*first, self.whose, self.which, self.subject, self.fronted, self.of_people, self.held, self.only)

    def ways_of_a_list(self) -> tuple[Callable[[], Place | None], ...]:
        first = (self.in_turn, self.before, self.behind, self.between)
        return (*first, self.named_with, self.whose, self.subject, self.fronted, self.only)

    @cached_property
    def figure(self) -> Spot:
        """The figure's first token, and the one behind it and the noun it counts."""
        setting = self.frame.setting
        return setting.figure[0], max(setting.figure[1], setting.noun[1])

    @cached_property
    def ends(self) -> dict[int, Named]:
        """The token behind a place to the place."""
        return {place.after: place for place in self.frame.places}

    def in_turn(self) -> Place | None:
        """The n-th of n places for the n-th of n figures, where the sentence says "respectively"."""
        frame = self.frame
        if not any(token.lower.startswith("respective") for token in frame.ts):
            return None
        own = frame.values[frame.own]
        run = unbroken(frame, [figure for figure in frame.values if figure.kind is own.kind], own)
        named = [group for group in groups(frame) if len(group) > 1]
        if len(run) < 2 or not named:
            return None
        fitting = [group for group in named if len(group) == len(run)]
        return country(fitting[0][run.index(own)]) if len(fitting) == 1 else OPEN

    def before(self) -> Place | None:
        """The place right before the figure: "Peru (3.1)", "Peru: 3.1", "Peru with 3.1", "Peru's 3.1"."""
        i, steps = self.figure[0], 0
        while i > 0 and i not in self.ends and self.frame.ts[i - 1].lower in _POINTING and steps < _STEPS:
            i, steps = i - 1, steps + 1
        place = self.ends.get(i)
        if place is None:
            return None
        if self.name[0] > self.figure[0]:
            return country(place) if place.owns else None
        return country(place) if place.first > self.name[0] else None

    def behind(self) -> Place | None:
        """The place right behind the figure: "51 million for Peru", "$1.50 a litre in Peru"."""
        i, ts = self.figure[1], self.frame.ts
        if i + 2 < len(ts) and ts[i].lower in _RATING and ts[i + 1].kind == "word":
            i += 2
        if i >= len(ts) or ts[i].lower not in _OWNING:
            return None
        i += 1
        while i < len(ts) and ts[i].lower in _DETERMINING:
            i += 1
        place = self.frame.place_at.get(i)
        return self.alone(place) if place is not None else None

    def between(self) -> Place | None:
        """The place between the figure before and this one: "in Chile it was 20 million", but not the other's own."""
        first = self.figure[0]
        low = max((value.after for value in self.frame.values if value.after <= first), default=0)
        places = [place for place in self.frame.places if low <= place.first and place.after <= first]
        if len(places) > 1 and self.governor(places[0].first) in _OWNING:
            places = places[1:]
        if not places:
            return None
        return country(places[0]) if len({place.mention.place.code for place in places}) == 1 else OPEN

    def named_with(self) -> Place | None:
        """The place in the phrase of the name: "Peru's GDP", "Peruvian GDP", "GDP in Peru"."""
        i = self.name[0]
        while i > 0 and i not in self.ends and self.frame.ts[i - 1].lower in wordset("links", "plain"):
            i -= 1
        own, place = self.ends.get(i), self.of_name()
        if own is None or place is None:
            only = own or place
            return self.alone(only) if only is not None else None
        same = own.mention.place.code == place.mention.place.code or own.owns
        return self.alone(own) if same else OPEN  # "the Turkish population of Germany"

    def of_name(self) -> Named | None:
        """The place behind the name: "GDP of Peru", "GDP: Peru"."""
        last = self.name[1]
        until = next((value.first for value in self.frame.values if value.first > last), self.figure[0])
        for place in self.frame.places:
            owning = last < place.first < max(until, last + _NEAR)
            if owning and self.governor(place.first) in _OWNING | _POINTING:
                return place
        return None

    def whose(self) -> Place | None:
        """What "whose" stands for: "Peru, whose GDP was"; open if that is no place."""
        i, ts = self.start, self.frame.ts
        if lower_at(ts, i) != "whose":
            i -= 1
        if lower_at(ts, i) != "whose":
            return None
        place = self.ends.get(i - 1 if lower_at(ts, i - 1) == "," else i)
        return self.alone(place) if place is not None else OPEN

    def which(self) -> Place | None:
        """The place right before "which has": "all corners of Peru, which has a population of"; not a city of it."""
        ts, i = self.frame.ts, self.start
        if lower_at(ts, i - 1) in wordset("links", "holds"):
            i -= 1
        if lower_at(ts, i - 1) not in ("which", "that"):
            return None
        place = self.ends.get(i - 2 if lower_at(ts, i - 2) == "," else i - 1)
        if place is None:
            return None
        parts = any(token.lower in wordset("links", "parts") for token in ts[max(0, place.first - _NEAR) : place.first])
        return OPEN if parts else self.alone(place)

    def _past_date(self, i: int) -> int:
        """The token behind "in 2023" at token `i`, or `i`."""
        dated = i + 1 if lower_at(self.frame.ts, i) in ("in", "for", "during") else i
        return self.frame.date_at.get(dated, i)

    def of_people(self) -> Place | None:
        """The place where people live who have the statistic: "A child born in Peru has a life expectancy of"."""
        for place in self.frame.places:
            if place.after <= self.start and self.governor(place.first) == "in" and self.frame.ts[0].is_title:
                born = lower_at(self.frame.ts, self._preposition(place.first) - 1)
                if born in wordset("links", "born"):
                    return self.alone(place)
        return None

    def _preposition(self, i: int) -> int:
        """The token of the preposition before the place at token `i`."""
        i -= 1
        while i > 0 and self.frame.ts[i].lower in _DETERMINING:
            i -= 1
        return i

    def held(self) -> Place | None:
        """Open where something else than a country has the statistic: "Sicily, an Italian island, has a population"."""
        ts = self.frame.ts
        has = ts[self.start].lower in ("a", "an") or lower_at(ts, self.start - 1) in wordset("links", "holds")
        if not has or self.name[0] > self.figure[0] or not self.frame.places:
            return None
        before = ts[: self.start]
        back = any(token.lower == "it" or token.stem in _COUNTRY for token in before)
        return None if back else OPEN

    def subject(self) -> Place | None:
        """The last place before the name that begins a clause, and so is its subject."""
        edge = min(self.name[0], self.figure[0])
        for place in reversed(self.frame.places):
            names = place.mention.form == "name" and not place.owns
            if names and place.after <= edge and (self.begins(place.first) or self.has(place)):
                return self.alone(place)
        return None

    def has(self, place: Named) -> bool:
        """Whether "has" stands right behind the place and no preposition before: "By the latest estimate Peru has"."""
        has = lower_at(self.frame.ts, place.after) in ("has", "had")
        return has and self.governor(place.first) not in wordset("grammar", "prepositions")

    def fronted(self) -> Place | None:
        """The subject behind a phrase that opens the sentence: "With a population of 34 million, Peru"."""
        i, ts = max(self.figure[1], self.name[1] + 1), self.frame.ts
        i = self._past_date(i)
        if ts[0].lower not in _OPENING or i + 1 >= len(ts) or ts[i].text != ",":
            return None
        place = self.frame.place_at.get(i + 1 + (ts[i + 1].lower == "the"))
        return self.alone(place) if place is not None and not place.owns else None

    def only(self) -> Place | None:
        """The one country before the figure, else the one in the sentence; comparisons do not count."""
        places = [place for place in self.frame.places if self.governor(place.first) not in _COMPARING]
        before = [place for place in places if place.after <= self.figure[0]]
        for group in (before, places):
            codes = {place.mention.place.code for place in group}
            codes = codes - _WORLD or codes
            if len(codes) > 1:
                return OPEN
            if codes:
                return country(next(place for place in group if place.mention.place.code in codes))
        return None

    def governor(self, i: int) -> str:
        """The word before a place, articles and the like passed over."""
        ts = self.frame.ts
        i -= 1
        while i >= 0 and ts[i].lower in _DETERMINING:
            i -= 1
        return ts[i].lower if i >= 0 else ""

    def begins(self, i: int) -> bool:
        """Whether a clause begins with the place at token `i`: at the start, behind a sign, a conjunction, "said"."""
        ts = self.frame.ts
        i -= 1
        while i >= 0 and (ts[i].lower in _DETERMINING or ts[i].lower in wordset("grammar", "adverbs")):
            i -= 1
        return i < 0 or ts[i].kind == "sym" or opens_clause(ts[i])

    def alone(self, place: Named) -> Place:
        """The place, if no other is coordinated with it; a comma alone coordinates no two: "Unlike Chile, Peru has"."""
        group = next(group for group in groups(self.frame) if place in group)
        joined = self.frame.ts[group[0].after : group[-1].first]
        apart = len(group) == 2 and all(token.text == "," for token in joined)
        return country(place) if apart or len({one.mention.place.code for one in group}) == 1 else OPEN
