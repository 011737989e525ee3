"""The passages written for the checks of a draft against itself, and what each check says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from factcheck.claims import build_claims, read_passage
from factcheck.consistency import CHECKS, make_sheet

CORPUS = Path(__file__).parent / "corpus/consistency"
DAY = date(2022, 3, 16)
"""The date of every passage."""
LISTS = ("contradictory", "agreeing", "alike")


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


def said(check: str, *, fresh: bool) -> Iterator[Said]:
    """What the check says of each of its passages; `fresh` ones are those that it was not written on."""
    content = yaml.safe_load(((CORPUS / "fresh" if fresh else CORPUS) / f"{check}.yaml").read_text(encoding="utf-8"))
    for name in LISTS:
        for text in content[name]:
            sheet = make_sheet(text, build_claims(read_passage(text), DAY), DAY)
            yield Said(check, name, text, len(list(CHECKS[check](sheet))))


def score(check: str, *, fresh: bool) -> Score:
    """The check's counts on its passages."""
    every = list(said(check, fresh=fresh))
    bad = [one for one in every if one.of == "contradictory"]
    right = sum(one.found > 0 for one in bad)
    return Score(right, len(bad) - right, sum(one.found > 0 for one in every if one.of != "contradictory"))
