"""The passages written for the checks of a draft against itself, and what each check says of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from factcheck.claims import build_claims, read_passage
from factcheck.consistency import CHECKS, Sheet, make_sheet

CORPUS = Path(__file__).parent / "corpus/consistency"
DAY = date(2022, 3, 16)
"""The date of every passage."""
OWN, FRESH, PARAGRAPHS = "", "fresh", "paragraphs"
"""The folders of passages: those that checks are written on, and those by other hands, sentences and paragraphs."""
LISTS = ("contradictory", "agreeing", "alike")
MARK = re.compile("[⟦⟧]")
"""Around the figures of a passage that contradict each other; ``tools/fit_points.py`` reads them."""


@dataclass(frozen=True)
class Said:
    """A passage, the list it stands in, and how many contradictions its check found."""

    check: str
    of: str
    text: str
    found: int


@dataclass(frozen=True)
class Score:
    """Counts of contradictory passages found and missed, and of others that were called contradictory."""

    right: int
    missed: int
    wrong: int

    @property
    def precision(self) -> float:
        """In per cent; 100 where nothing was called contradictory."""
        called = self.right + self.wrong
        return round(100 * self.right / called, 1) if called else 100.0

    @property
    def recall(self) -> float:
        """In per cent."""
        return round(100 * self.right / max(1, self.right + self.missed), 1)


@cache
def passages(check: str, folder: str = OWN) -> Mapping[str, Sequence[str]]:
    """The passages of a check by the list they stand in; those in the other folders are ones it was not written on."""
    path = CORPUS / folder / f"{check}.yaml"
    found = YAML(typ="safe").load(path)
    return {name: tuple(MARK.sub("", text) for text in found[name]) for name in LISTS}


@cache
def sheet_of(text: str) -> Sheet:
    """A passage made ready, once for all tests of a process."""
    return make_sheet(text, build_claims(read_passage(text), DAY), DAY)


@cache
def said(check: str, folder: str = OWN) -> tuple[Said, ...]:
    """What the check says of each of its passages."""
    return tuple(
        Said(check, name, text, len(list(CHECKS[check](sheet_of(text)))))
        for name, texts in passages(check, folder).items()
        for text in texts
    )


@cache
def alarms(*, fresh: bool, checks: frozenset[str] | None = None) -> Mapping[str, Sequence[str]]:
    """The correct passages that each check calls contradictory; no check was mended on the `fresh` ones."""
    found: dict[str, list[str]] = {check: [] for check in CHECKS}
    asked = {check: find for check, find in CHECKS.items() if checks is None or check in checks}
    for text in correct(fresh=fresh):
        for check, find in asked.items():
            if any(True for _ in find(sheet_of(text))):
                found[check].append(text)
    return found


@cache
def correct(*, fresh: bool) -> tuple[str, ...]:
    """Passages in which nothing contradicts anything."""
    path = CORPUS / f"correct/{'fresh' if fresh else 'known'}.yaml"
    return tuple(YAML(typ="safe").load(path))


def score(check: str, *folders: str) -> Score:
    """The check's counts on the passages of some folders."""
    every = [one for folder in folders for one in said(check, folder)]
    bad = [one for one in every if one.of == "contradictory"]
    right = sum(one.found > 0 for one in bad)
    return Score(right, len(bad) - right, sum(one.found > 0 for one in every if one.of != "contradictory"))
