"""Rules and sources wired for one or many drafts: what the command line and the Python API share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.document import Draft, from_text
from factcheck.errors import Fault, RuleError, SettingsError
from factcheck.model import Lookup, Report
from factcheck.pipeline import check_draft
from factcheck.rules.load import RuleSet, load_rules, read_files, rule_files
from factcheck.rules.match import Matcher
from factcheck.sources import registry

if TYPE_CHECKING:
    from factcheck.rules.sense import KnownSeries


class Engine:
    """One rule set with its matcher, and a lookup that asks each question once."""

    def __init__(self, rules: RuleSet, lookup: Lookup | None = None, *, offline: bool = True) -> None:
        """Make `rules` ready; raises RuleError if the set holds faults and no rule at all.

        Where the caller brings no `lookup`, `offline` leaves out the sources that need a network.
        """
        if rules.faults and not rules.rules:
            raise RuleError(*rules.faults)
        self.rules = rules
        self._matcher = Matcher(rules.rules, rules.digest)
        self._lookup = registry.remembering(lookup or registry.make_lookup(offline=offline))

    def check(self, text: str, *, given: date | None = None, today: date | None = None) -> Report:
        """The report on a text that is no file. Raises DraftError if it is blank."""
        return self.check_draft(from_text(text, "-"), given=given, today=today)

    def check_draft(self, draft: Draft, *, given: date | None = None, today: date | None = None) -> Report:
        """The report on a draft; see ``pipeline.check_draft`` for the dates."""
        return check_draft(draft, self._matcher, self._lookup, given=given, today=today)


def read_rules(paths: list[Path] | None = None) -> RuleSet:
    """The rules in `paths`, or those that ship, with their faults. Raises FileError for a path that is not there."""
    texts, unread = read_texts(paths)
    return load_rules(texts, registry.SERIES, unread)


def with_severities(rules: RuleSet, wanted: Mapping[str, str]) -> RuleSet:
    """The rules with the severities that `wanted` gives by id; those that are "off" are left out.

    Raises SettingsError for an id that no rule has.
    """
    unknown = [name for name in wanted if name not in {rule.id for rule in rules.rules}]
    if unknown:
        near = get_close_matches(unknown[0][:100], [rule.id for rule in rules.rules], 1)
        hint = f'Did you mean "{near[0]}"?' if near else "factcheck rules list names them all."
        raise SettingsError(Fault("severity", 0, 0, f'there is no rule "{unknown[0]}"', hint))
    kept = [
        rule.model_copy(update={"severity": wanted[rule.id]}) if rule.id in wanted else rule
        for rule in rules.rules
        if wanted.get(rule.id) != "off"
    ]
    return replace(rules, rules=tuple(kept))


def read_texts(paths: list[Path] | None = None) -> tuple[list[tuple[str, str]], tuple[Fault, ...]]:
    """The names and texts of the rule files in `paths`, or of those that ship, and the faults of unreadable ones.

    Raises FileError for a path that is not there.
    """
    return (_shipped(), ()) if paths is None else read_files(rule_files(paths))


def known_series() -> KnownSeries:
    """Every source by name, with a function that gives the names of its series."""
    return registry.SERIES


def offline_lookup() -> Lookup:
    """A lookup that asks what ships and no network: for the examples of rules."""
    return registry.make_lookup(offline=True)


def _shipped() -> list[tuple[str, str]]:
    """The rule files inside the wheel, or at the top of a source checkout."""
    folder: Traversable = files("factcheck") / "data" / "rules"
    if not folder.is_dir():
        folder = Path(__file__).resolve().parents[2] / "rules"
    return list(_texts(folder, "rules"))


def _texts(folder: Traversable, name: str) -> Iterator[tuple[str, str]]:
    """The rule files of a folder and of those in it, by name."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from _texts(item, f"{name}/{item.name}")
        elif item.name.endswith(".yaml"):
            yield f"{name}/{item.name}", item.read_text(encoding="utf-8")
