"""Which rules can speak of a figure, by the first word of what they count or name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.model import Kind
from factcheck.text import tokens

if TYPE_CHECKING:
    from factcheck.rules.schema import Rule


@dataclass(frozen=True, slots=True)
class Index:
    """Numbers of rules, from 0: by kind of figure and first stem of what they count; by first stem of what they name.

    `always` are those for every figure of a kind, `consistency` those that hold the draft against itself, which no
    single claim can match.
    """

    counted: Mapping[str, Sequence[int]]
    named: Mapping[str, Sequence[int]]
    always: Sequence[int]
    consistency: Sequence[int]

    def counts(self, kind: Kind, stem: str) -> Sequence[int]:
        """The rules for figures of this kind that count something whose first word has this stem."""
        return self.counted.get(f"{kind.value} {stem}", ())


def index_of(rules: Sequence[Rule]) -> Index:
    """The index of `rules`."""
    counted: dict[str, list[int]] = {}
    named: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        for first in {_first_stem(word) for word in (*rule.claim.names, *rule.claim.growth_of)}:
            named.setdefault(first, []).append(number)
        for first in {_first_stem(word) for word in rule.claim.counts}:
            for kind in dict.fromkeys(rule.claim.kind):
                counted.setdefault(f"{kind.value} {first}", []).append(number)
    checks = [rule.check.kind for rule in rules]
    always, consistency = ([n for n, check in enumerate(checks) if check == one] for one in ("calendar", "consistency"))
    return Index(counted, named, always, consistency)


def _first_stem(words: str) -> str:
    return next((token.stem for token in tokens(words) if token.kind != "sym"), "")
