"""The series that rules name, fetched for all places into a store, and what that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
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
"""A series fetched since then is left alone: that is what goes on where a fetch was broken off."""
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
    """What a rule may ask about: every country, the world's order, one place or none."""
    place = rule.claim.place
    if place == "world":
        yield Query(source, series, "all")
    elif place in ("country", "city"):
        yield from (Query(source, series, code) for code, one in countries().items() if one.kind != "group")
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
        last = store.fetched(source, name)
        if last is not None and now - last < RECENT and not force:
            yield Synced(source, name, recent=True)
            continue
        answers = sources.many(queries)
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
    lines += [f"    {place} {_of(old)}: {_value(old)} -> {_value(new)}" for place, old, new in revised[:_SHOWN]]
    return lines + ([f"    and {len(revised) - _SHOWN} more"] if len(revised) > _SHOWN else [])


def _of(one: Observation) -> str:
    return one.period.label() if one.period is not None else ""


def _value(one: Observation) -> str:
    return spaced(one.value) if one.value is not None else "a list"
