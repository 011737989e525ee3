"""Whose figure it is: of several places in a sentence, the one that a statistic's figure belongs to.

In this order: the n-th of as many places as figures ("respectively"); the place right beside the figure, "Peru (3.1)",
"51 million for Peru"; the place in the name's own phrase, "GDP of Peru", "Peru's GDP"; the subject, "Peru, which borders
Chile, has"; the one place that is named. A place that is coordinated with another ("Peru and Chile") decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.claims import Figure
from factcheck.model import Place
from factcheck.rules.barriers import Spot
from factcheck.rules.frame import Frame, Named
from factcheck.tables import wordset
from factcheck.text import Token

OPEN = Place("", "")
"""The place is named, but not which of several it is; or it is a city, or two places at once."""

_WORLD = frozenset({"WLD"})
_OWNING = frozenset({"of", "in", "for", "across", "inside", "within", "throughout"})
_BESIDE = frozenset({"(", "[", ":", "-", "–", "—", "at", "with", "is", "was", "had", "has", "=", "|", "on"})
_OPENING = frozenset({"with", "at", "despite", "given"})
_BEFORE = frozenset({"the", "neighbouring", "neighboring", "nearby", "its", "both", "tiny", "small", "large"})
_AND = frozenset({"and", "&", "or", ",", "the", "both", "plus"})


def owner(frame: Frame, anchor: Spot, *, listed: bool) -> Place | None:
    """The place of the frame's figure, whose statistic is named at tokens `anchor`; ``None`` where none is named.

    `listed` says that the figure is not the first behind the name: then only a place of its own counts, or the one
    that all figures of the list share if each has its own date.
    """
    ways = (_in_turn, _attached, _beside, _named_with, _subject, _fronted, _only)
    if not listed:
        ways = (_in_turn, _named_with, _attached_before, _attached_behind, _subject, _fronted, _only)
    for way in ways:
        found = way(frame, anchor)
        if found is not None:
            return found
    return None


def _in_turn(frame: Frame, _: Spot) -> Place | None:
    """The n-th of n places for the n-th of n figures, where the sentence says "respectively"."""
    if not any(token.lower in ("respectively", "respective") for token in frame.ts):
        return None
    own = frame.values[frame.own]
    run = [figure for figure in frame.values if figure.kind is own.kind]
    run = _unbroken(frame, run, own.first)
    if len(run) < 2:
        return None
    groups = [group for group in _groups(frame) if len(group) > 1]
    fitting = [group for group in groups if len(group) == len(run)]
    if not groups:
        return None
    return _place(fitting[0][[figure.first for figure in run].index(own.first)]) if len(fitting) == 1 else OPEN


def _unbroken(frame: Frame, figures: Sequence[Figure], own: int) -> list[Figure]:
    """The figures around the one at token `own` with only commas and "and" between."""
    runs: list[list[Figure]] = [[]]
    for figure in figures:
        last = runs[-1][-1] if runs[-1] else None
        between = frame.ts[last.after : figure.first] if last is not None else []
        if any(token.lower not in (",", "and", "&", "%", "percent") for token in between):
            runs.append([])
        runs[-1].append(figure)
    return next((run for run in runs if any(figure.first == own for figure in run)), [])


def _groups(frame: Frame) -> Iterator[list[Named]]:
    """The places in runs with only commas and "and" between."""
    run: list[Named] = []
    for place in frame.places:
        if run and not all(token.lower in _AND for token in frame.ts[run[-1].after : place.first]):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _attached(frame: Frame, anchor: Spot) -> Place | None:
    return _attached_before(frame, anchor) or _attached_behind(frame, anchor)


def _attached_before(frame: Frame, anchor: Spot) -> Place | None:
    """The place right before the figure: "Peru (3.1)", "Peru: 3.1", "Peru with 3.1", "Peru's 3.1"."""
    i = frame.setting.figure[0]
    ends = {place.after: place for place in frame.places}
    steps = 0
    while i > 0 and i not in ends and frame.ts[i - 1].lower in _BESIDE and steps < 3:
        i, steps = i - 1, steps + 1
    place = ends.get(i)
    if place is None or anchor[0] >= frame.setting.figure[1]:
        return _place(place) if place is not None and place.owns else None
    if place.first < anchor[0]:
        return None
    return _place(place)


def _attached_behind(frame: Frame, _: Spot) -> Place | None:
    """The place right behind the figure: "51 million for Peru", "3.1 per cent in Peru"."""
    i = max(frame.setting.figure[1], frame.setting.noun[1])
    if i + 2 < len(frame.ts) and frame.ts[i].lower in ("a", "an", "per", "each") and frame.ts[i + 1].kind == "word":
        i += 2  # "$1.50 a litre in Peru"
    if i < len(frame.ts) and frame.ts[i].lower in _OWNING:
        i += 1
        while i < len(frame.ts) and frame.ts[i].lower in _BEFORE:
            i += 1
        place = frame.place_at.get(i)
        if place is not None:
            return _alone(frame, place)
    return None


def _beside(frame: Frame, _: Spot) -> Place | None:
    """The place between the figure before and this one: "in Chile it was 20 million", but not the one before's own."""
    low = max((figure.after for figure in frame.values if figure.after <= frame.setting.figure[0]), default=0)
    places = [place for place in frame.places if low <= place.first and place.after <= frame.setting.figure[0]]
    if len(places) > 1 and _governor(frame, places[0].first) in _OWNING:
        places = places[1:]
    if not places:
        return None
    return _place(places[0]) if len({place.mention.place.code for place in places}) == 1 else OPEN


def _named_with(frame: Frame, anchor: Spot) -> Place | None:
    """The place in the phrase of the name: "Peru's GDP", "Peruvian GDP", "GDP in Peru"."""
    ends = {place.after: place for place in frame.places}
    i = anchor[0]
    while i > 0 and i not in ends and frame.ts[i - 1].lower in wordset("links", "plain"):
        i -= 1
    if i in ends:
        return _alone(frame, ends[i])
    until = frame.values[frame.own].first if frame.own >= 0 else len(frame.ts)
    until = next((f.first for f in frame.values if f.first > anchor[1]), until)
    for place in frame.places:
        if anchor[1] < place.first < max(until, anchor[1] + 4) and _governor(frame, place.first) in _OWNING | _BESIDE:
            return _alone(frame, place)
    return None


def _subject(frame: Frame, anchor: Spot) -> Place | None:
    """The last place before the name that begins a clause, and so is its subject."""
    edge = min(anchor[0], frame.setting.figure[0])
    for place in reversed(frame.places):
        if place.after <= edge and place.mention.form == "name" and not place.owns and _begins(frame, place.first):
            return _alone(frame, place)
    return None


def _begins(frame: Frame, i: int) -> bool:
    """Whether a clause begins with the place at token `i`: at the start, behind a sign, a conjunction or "said"."""
    i -= 1
    while i >= 0 and (frame.ts[i].lower in _BEFORE or frame.ts[i].lower in wordset("grammar", "adverbs")):
        i -= 1
    if i < 0 or frame.ts[i].kind == "sym":
        return True
    before = frame.ts[i]
    clause = before.lower in wordset("grammar", "clause") and before.lower not in wordset("grammar", "prepositions")
    return clause or before.lower in ("and", "but", "or", "that") or _says(before)


def _says(token: Token) -> bool:
    return token.stem in wordset("words", "saying") or token.lower in wordset("links", "sayings")


def _fronted(frame: Frame, anchor: Spot) -> Place | None:
    """The subject behind a phrase that opens the sentence: "With a population of 34 million, Peru"."""
    i = max(frame.setting.figure[1], frame.setting.noun[1], anchor[1] + 1)
    if frame.ts[0].lower not in _OPENING or i + 1 >= len(frame.ts) or frame.ts[i].text != ",":
        return None
    place = frame.place_at.get(i + 1) or (frame.place_at.get(i + 2) if frame.ts[i + 1].lower == "the" else None)
    return _alone(frame, place) if place is not None and not place.owns else None


def _only(frame: Frame, anchor: Spot) -> Place | None:
    """The one country before the figure, else the one in the sentence; comparisons do not count."""
    aside = ("than", "like", "unlike", "from", "by", "as")
    places = [place for place in frame.places if _governor(frame, place.first) not in aside]
    before = [place for place in places if place.after <= frame.setting.figure[0]]
    for group in (before, places):
        codes = {place.mention.place.code for place in group}
        codes = codes - _WORLD or codes
        if len(codes) > 1:
            return OPEN
        if codes:
            return _place(next(place for place in group if place.mention.place.code in codes))
    return None


def _governor(frame: Frame, i: int) -> str:
    """The word before a place, articles and the like passed over."""
    i -= 1
    while i >= 0 and frame.ts[i].lower in _BEFORE:
        i -= 1
    return frame.ts[i].lower if i >= 0 else ""


def _alone(frame: Frame, place: Named) -> Place:
    """The place, if no other is coordinated with it."""
    group = next(group for group in _groups(frame) if place in group)
    joined = frame.ts[group[0].after : group[-1].first]
    if len(group) == 2 and all(token.text == "," for token in joined):
        return _place(place)  # "Unlike Chile, Peru has"
    return _place(place) if len({other.mention.place.code for other in group}) == 1 else OPEN


def _place(named: Named) -> Place:
    place = named.mention.place
    return OPEN if place.city or not place.code else Place(place.code, place.name)
