"""The series that rules name, fetched for all places into a store, and what that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING

from factcheck.errors import SourceError
from factcheck.extraction.places import place_named
from factcheck.gazetteer import countries
from factcheck.intervals import spaced
from factcheck.model import Answer, Observation, Query
from factcheck.sources import registry
from factcheck.sources.store import Change, Store, changes

if TYPE_CHECKING:
    from factcheck.rules.load import RuleSet
    from factcheck.rules.schema import Rule

RECENT = timedelta(days=1)
"""What was fetched since then is left alone: that is what goes on where a fetch was broken off."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Synced:
    """What came of a series.

    Places with values, what changed, places not answered for with the first reason; or that it was left alone.
    """

    source: str
    series: str
    places: int = 0
    changes: tuple[Change, ...] = ()
    unanswered: int = 0
    error: SourceError | None = None
    recent: bool = False


def wanted(rules: RuleSet, only: Sequence[str] = ()) -> dict[tuple[str, str], list[Query]]:
    """All that the rules may ask of live sources, or of those that `only` names, by source and series."""
    found: dict[tuple[str, str], dict[Query, None]] = {}
    for rule in rules.rules:
        second = rule.check.otherwise
        for part in (rule.check, *((second,) if second is not None else ())):
            if registry.is_stored(part.source) and (not only or part.source in only):
                queries = _queries(rule, part.source, part.series)
                found.setdefault((part.source, part.series), {}).update(dict.fromkeys(queries))
    return {key: list(queries) for key, queries in found.items()}


def _queries(rule: Rule, source: str, series: str) -> Iterator[Query]:
    """What a rule may ask about: every country that the source knows, the world's order, one place or none."""
    place, known = rule.claim.place, registry.places_of(source)
    if place == "world":
        yield Query(source, series, "all")
    elif place in ("country", "city"):
        codes = [code for code, one in countries().items() if one.kind != "group"] if known is None else sorted(known)
        yield from (Query(source, series, code) for code in codes)
    elif place is None:
        yield Query(source, series, "")
    elif (named := place_named(place)) is not None:
        yield Query(source, series, named.code)


def synced(
    series: Iterable[tuple[tuple[str, str], list[Query]]],
    store: Store,
    sources: registry.Sources,
    *,
    now: datetime,
    force: bool = False,
) -> Iterator[Synced]:
    """Fetch each series and keep it, one after the other; what is kept stays where the rest is broken off.

    Raises FileError for a store that cannot be written.
    """
    for (source, name), queries in series:
        times = {} if force else store.times(source, name)
        left = [query for query in queries if query.place not in times or now - times[query.place] >= RECENT]
        if not left:
            yield Synced(source, name, recent=True)
            continue
        answers = sources.many(left)
        errors = [one for one in answers.values() if isinstance(one, SourceError)]
        good = {query: _read_on(one, now) for query, one in answers.items() if not isinstance(one, SourceError)}
        changed: tuple[Change, ...] = ()
        if any(good.values()):
            before = store.answers(source, name)
            changed = tuple(changes(before, {query.place: answer for query, answer in good.items()}))
            store.put(good)
        places = sum(bool(answer) for answer in good.values())
        yield Synced(source, name, places, changed, len(errors), errors[0] if errors else None)


def _read_on(answer: Answer, now: datetime) -> Answer:
    """The answer with the day on which it was read."""
    return tuple(one if one.retrieved is not None else replace(one, retrieved=now.date()) for one in answer)


def told(one: Synced) -> list[str]:
    """What came of a series, in lines."""
    name = f"{one.source} {one.series}"
    if one.recent:
        return [f"{name}: fetched less than a day ago"]
    if not one.places:
        why = f": {one.error.message}" if one.error is not None else ""
        return [f"{name}: nothing could be fetched{why}"]
    counts = [sum(len(change[at]) for change in one.changes) for at in (1, 2, 3)]
    words = zip(counts, ("new", "revised", "gone"), strict=True)
    said = ", ".join(f"{count:,} {word}" for count, word in words if count)
    lines = [f"{name}: {one.places} place{'s' * (one.places != 1)}, {said or 'nothing changed'}"]
    if one.unanswered and one.error is not None:
        lines.append(f"    {one.unanswered} not answered for: {one.error.message}")
    revised = [(change.place, *pair) for change in one.changes for pair in change.revised]
    lines += [f"    {place} {_of(old)}: {_became(old, new)}" for place, old, new in revised[:_SHOWN]]
    return lines + ([f"    and {len(revised) - _SHOWN} more"] if len(revised) > _SHOWN else [])


def _of(one: Observation) -> str:
    return one.period.label() if one.period is not None else ""


def _became(old: Observation, new: Observation) -> str:
    if old.members or new.members:
        moved = [a for a, b in zip_longest(new.members, old.members) if a is not None and a != b]
        return f"another order, from place {moved[0].rank} on" if moved else "a shorter list"
    return f"{_value(old)} -> {_value(new)}"


def _value(one: Observation) -> str:
    if one.value is None:
        return one.day.label() if one.day is not None else "nothing"
    bounds = f" ({spaced(one.low)} to {spaced(one.high)})" if one.low != one.high and one.low and one.high else ""
    return spaced(one.value) + bounds
