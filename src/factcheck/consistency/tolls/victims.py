"""What the counts of a report of an accident or an attack are of: the dead, the injured, or both."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache

from factcheck.consistency.listing import Item, before, behind
from factcheck.consistency.phrases import Later, any_of, rarest, words

_ENDS = Later(r"(?<!\S)(?:[,;:.–—-]|<\w+:\d+>)(?!\S)")
_JOINT = Later(r"(?<!\S)(?:and|or|but|while)(?!\S)")
_RIGHT, _LEFT = 6, 8


class Fate(StrEnum):
    """What became of those that are counted; `BOTH` are all casualties, `MISSING` may be either."""

    DEAD = "dead"
    HURT = "hurt"
    BOTH = "both"
    MISSING = "missing"
    SAFE = "safe"
    NONE = ""


@lru_cache(maxsize=512)
def fate(item: Item) -> Fate:
    """What became of those that an item counts, by the words of its clause."""
    if item.unit != "count" or (item.slot is not None and item.slot.value is not None and item.slot.value % 1):
        return Fate.NONE  # 9.34 is a time of day
    right = " ".join(_ENDS.split(behind(item), 1)[0].split()[:_RIGHT])
    left = _JOINT.split(" ".join(_ENDS.split(before(item))[-1].split()[-_LEFT:]))[-1]
    if telling().isdisjoint(f"{left} {right}".split()):
        return Fate.NONE
    hurt = any_of("hurt_words").search(right) or any_of("casualty_words").search(right)
    if (hurt and _both().search(right)) or any_of("casualty_words").search(left):
        return Fate.BOTH
    clause = _JOINT.split(right)[0]
    for name, found in (("missing_words", Fate.MISSING), ("hurt_words", Fate.HURT), ("dead_words", Fate.DEAD)):
        if any_of(name).search(clause):
            return found
    for name, found in (("hurt_words", Fate.HURT), ("dead_words", Fate.DEAD), ("loss_words", Fate.DEAD)):
        if any_of(name).search(left) and _verb(name).search(left) and not left.endswith("took"):
            return found
    return Fate.DEAD if any_of("death_tolls").search(left) else Fate.NONE


@cache
def telling() -> frozenset[str]:
    """Words of which every clause has one that tells what became of somebody."""
    return rarest("hurt_words", "casualty_words", "missing_words", "dead_words", "loss_words", "death_tolls")


@cache
def _verb(name: str) -> re.Pattern[str]:
    """A word of the list right before the figure: "killed another 12", "the bodies of five"."""
    return re.compile(rf"(?<!\S)(?:{words(name)})(?: (?:{words('before_a_count')}))*$")


@cache
def _both() -> re.Pattern[str]:
    dead, hurt = words("dead_words"), words("hurt_words")
    pair = rf"(?:(?:{dead}) (?:or|and) (?:{hurt})|(?:{hurt}) (?:or|and) (?:{dead}))"
    return re.compile(rf"(?<!\S)(?:{pair}|{words('casualty_words')})(?!\S)")
