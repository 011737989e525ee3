"""Rules and sources wired for one or many drafts: what the command line and the Python API share."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.document import Draft, from_text
from factcheck.errors import RuleError
from factcheck.model import Lookup, Query, Report, Wait
from factcheck.packs import read_texts
from factcheck.pipeline import Wanted, check_drafts, try_draft
from factcheck.rules import kept as keeping
from factcheck.rules.load import RuleSet, load_rules
from factcheck.rules.match import Matcher
from factcheck.sources import registry
from factcheck.sources.declaration import wanted_keys

if TYPE_CHECKING:
    from factcheck.rules.sense import KnownSeries
    from factcheck.sources.cache import Held
    from factcheck.sources.evidence import Recorder
    from factcheck.sources.http import Fetch
    from factcheck.sources.registry import Sources
    from factcheck.sources.store import Store

__all__ = [
    "Engine",
    "Wanted",
    "forget_replies",
    "kept_replies",
    "keys_wanted",
    "known_series",
    "live_keys",
    "lookup_of",
    "offline_lookup",
    "open_store",
    "read_rules",
    "read_texts",
    "recorder",
    "severity_rules",
]
_MOST_KEPT = 8
"""Sets of rules that are kept ready for later runs."""


class Engine:
    """One rule set with its matcher, and a lookup that asks each question once."""

    def __init__(  # noqa: PLR0913  how sources are asked
        self,
        rules: RuleSet,
        lookup: Lookup | None = None,
        *,
        offline: bool = True,
        keys: Mapping[str, str] | None = None,
        cache: Path | None = None,
        fetch: Fetch | None = None,
        store: Store | None = None,
    ) -> None:
        """Make `rules` ready; raises RuleError if the set holds faults and no rule at all.

        Where the caller brings no `lookup`, `offline` leaves out the sources that need a network, `keys` are those that
        sources ask for, by the names that ``keys_wanted`` gives, and their replies are kept between runs in the file
        `cache`. `fetch` asks them in place of the network: what was recorded. What is in the `store` is not asked for.
        """
        if rules.faults and not rules.rules:
            raise RuleError(*rules.faults)
        self.rules = rules
        self._matcher = Matcher(rules.rules, rules.digest, rules.index)
        own = rules.declared
        made = lookup or registry.make_lookup(
            offline=offline, fetch=fetch, keys=keys, cache=cache, own=own, store=store
        )
        self._lookup = registry.asking(made)

    def check(self, text: str, *, given: date | None = None, today: date | None = None) -> Report:
        """The report on a text that is no file. Raises DraftError if it is blank."""
        return self.check_draft(from_text(text, "-"), given=given, today=today)

    def check_draft(self, draft: Draft, *, given: date | None = None, today: date | None = None) -> Report:
        """The report on a draft; see ``pipeline.check_draft`` for the dates."""
        (report,) = self.check_drafts([draft], given=given, today=today)
        return report

    def check_drafts(
        self,
        drafts: Sequence[Draft],
        *,
        given: date | None = None,
        today: date | None = None,
        wait: Wait | None = None,
    ) -> list[Report]:
        """The report on each draft; all that they ask of a series is one question. `wait` is told how that goes."""

        def ahead(queries: Iterable[Query]) -> None:
            self._lookup.ahead(queries, wait)

        return check_drafts(drafts, self._matcher, self._lookup, given=given, today=today, ahead=ahead)

    def try_draft(self, draft: Draft, *, given: date | None = None, today: date | None = None) -> Report | Wanted:
        """The report on a draft, or what `ask` is to be given first, together with what other drafts want."""
        return try_draft(draft, self._matcher, self._lookup, self._lookup.lacking, given=given, today=today)

    def ask(self, queries: Iterable[Query], wait: Wait | None = None) -> None:
        """Ask what drafts want: all about a series in one question. `wait` is told how that goes."""
        self._lookup.ahead(queries, wait)


def read_rules(
    names: Sequence[str | Path] | None = None, more: Sequence[tuple[str, str]] = (), kept: Path | None = None
) -> RuleSet:
    """The rules that `names` name, or those that ship, with their faults; see `packs.read_texts`.

    `more` are further rule files, as names and texts. In the folder `kept` rules without faults wait for the next run.
    Raises FileError for a path that is not there.
    """
    texts, unread = read_texts(names)
    texts = [*texts, *more]
    path = kept / f"rules-{keeping.key(texts)}.json" if kept is not None and not unread else None
    if path is not None and (found := _read_back(path)):
        return found
    rules = load_rules(texts, registry.SERIES, unread)
    if path is not None and (text := keeping.written(rules)):
        _keep(path, text)
    return rules


def _read_back(path: Path) -> RuleSet | None:
    try:
        return keeping.read_back(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def _keep(path: Path, text: str) -> None:
    """Write `text` to `path` in one step; of the oldest beside it some go. A folder that takes nothing is no fault."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
        others = sorted(path.parent.glob("rules-*.json"), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in others[_MOST_KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def severity_rules(wanted: Mapping[str, str], path: str) -> tuple[str, str]:
    """The severities that settings give, by id, as a rule file of entries that adjust; `path` names it in errors."""
    rows = (f"- {{extends: {json.dumps(name)}, severity: {json.dumps(word)}}}\n" for name, word in wanted.items())
    return path, "".join(rows)


def known_series() -> KnownSeries:
    """Every source by name, with a function that gives the names of its series."""
    return registry.SERIES


def lookup_of(rules: RuleSet, keys: Mapping[str, str]) -> Sources:
    """A lookup that asks every source that `rules` may name, anew; `keys` as in ``Engine``."""
    return registry.make_lookup(offline=False, keys=keys, own=rules.declared)


def offline_lookup(rules: RuleSet | None = None) -> Lookup:
    """A lookup that asks what ships, the files that `rules` declare, and no network: for the examples of rules."""
    return registry.make_lookup(offline=True, own=rules.declared if rules is not None else None)


def live_keys() -> tuple[str, ...]:
    """The variables of the environment that hold the keys of the live sources that ship."""
    return registry.KEYS


def keys_wanted(rules: RuleSet) -> tuple[str, ...]:
    """The variables of the environment in which sources look for their keys and addresses."""
    return (*registry.KEYS, *wanted_keys(rules.declared.values()))


def kept_replies(path: Path) -> list[Held]:
    """The replies of sources that the file `path` keeps between runs, host by host."""
    from factcheck.sources.cache import held

    return held(path)


def forget_replies(path: Path) -> int:
    """Empty the file of replies; how many were in it."""
    from factcheck.sources.cache import clear

    return clear(path)


def recorder(cache: Path | None, *, offline: bool) -> Recorder:
    """A fetch over the network, and the replies kept in `cache`, that notes what it is told."""
    from factcheck.sources.evidence import Recorder
    from factcheck.sources.fetcher import Fetcher

    return Recorder(Fetcher(cache=cache, offline=offline))


def open_store(path: Path, now: datetime, days: int = 0) -> Store:
    """The store in a file, which need not be there yet; `now` is the time of the run. Raises FileError.

    For so many `days` what it has stands in for its source.
    """
    from factcheck.sources.store import Store

    return Store(path, now=now, fresh=timedelta(days=days))
