"""Percentage points where a share should stand: "unemployment stood at 5 percentage points"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from factcheck.model import Claim, Kind
from factcheck.tables import wordset
from factcheck.text import stem


def as_share(claim: Claim) -> Claim | None:
    """The claim in per cent, where percentage points seem to be a level; ``None`` where they may be a difference."""
    quantity, setting = claim.quantity, claim.setting
    if quantity.kind is not Kind.POINTS or quantity.unit != "percentage point":
        return None
    if any(token.stem in _difference_words() for token in setting.sentence.tokens):
        return None
    return replace(
        claim, quantity=replace(quantity, kind=Kind.PERCENT, unit="percent"), setting=setting.without_figure()
    )


def tells_change(claim: Claim) -> bool:
    """Whether "by" stands before the figure, or a word of change in its sentence."""
    changes = wordset("changes", "up") | wordset("changes", "down")
    none = wordset("changes", "no_changes")
    ts = claim.setting.sentence.tokens
    return claim.setting.difference or any(token.stem in changes and token.lower not in none for token in ts)


@cache
def _difference_words() -> frozenset[str]:
    return frozenset(map(stem, wordset("changes", "point_words")))
