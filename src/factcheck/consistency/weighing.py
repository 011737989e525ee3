"""Figures that do not agree, told where what speaks for their being of one another outweighs what speaks against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from factcheck.consistency.sheet import Contradiction
from factcheck.tables import table

_NEEDED = "needed"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contradiction if its figures are of one another, and the `evidence` for that: how often each kind is there."""

    evidence: Mapping[str, int]
    wrong: Contradiction


def told(check: str, candidates: Iterable[Candidate]) -> Iterator[Contradiction]:
    """Of each figure's candidates the one with the most points, if they are enough."""
    best: dict[int, tuple[int, Candidate]] = {}
    for one in candidates:
        found = points(check, one.evidence)
        at = one.wrong.at.span.start
        if found >= 0 and (at not in best or found > best[at][0]):
            best[at] = found, one
    for _, (_, one) in sorted(best.items()):
        yield replace(one.wrong, because=weighed(check, one.evidence))


def points(check: str, evidence: Mapping[str, int]) -> int:
    """The points of all evidence together, above what the check needs; below 0 it says nothing."""
    counts = points_of(check)
    return sum(counts.get(name, 0) * many for name, many in evidence.items()) - counts[_NEEDED]


def weighed(check: str, evidence: Mapping[str, int]) -> str:
    """The evidence in words, each with its points, and how many are needed: "says the same 15, rivals outside -13"."""
    counts = points_of(check)
    said = {name: counts[name] * many for name, many in evidence.items() if name in counts and many}
    every = ", ".join(f"{name} {many}" for name, many in sorted(said.items(), key=lambda one: -one[1]))
    return f"{sum(said.values())} points of {counts[_NEEDED]} needed: {every}"


@cache
def points_of(check: str) -> dict[str, int]:
    """The points of each kind of evidence for a check, and those it needs, from ``data/points.yaml``."""
    entries = (entry.rsplit(" ", 1) for entry in table("points")[check].split(", "))
    return {name: int(many) for name, many in entries}
