"""A count of people with what became of them, and the predicates and verbs that tell it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from factcheck.consistency.phrases import Later, any_of, rarest, words, words_of
from factcheck.consistency.sheet import Row, Slot
from factcheck.consistency.tolls.victims import Fate

_WORD = r"(?!(?:and|or|but|while)(?!\S))[^\W\d_<][\w’']*"


class Role(StrEnum):
    """How a count stands to the others: one told again as the whole, some of those told, more than those, the rest."""

    PLAIN = "plain"
    WHOLE = "whole"
    SOME = "some"
    MORE = "more"
    REST = "rest"
    LIST = "list"


@dataclass(frozen=True, slots=True, eq=False)
class Toll:
    """People counted in one place: `low` to `high` of them, what became of them, and the words beside them."""

    row: Row
    start: int
    end: int
    low: Decimal
    high: Decimal
    slots: tuple[Slot, ...]
    fate: Fate
    role: Role

    @property
    def left(self) -> str:
        """The words of the sentence before it."""
        return self.row.shape[: self.start].strip()

    @property
    def right(self) -> str:
        """The words of the sentence behind it."""
        return self.row.shape[self.end :].strip()

    def said(self, text: str) -> str:
        """The draft's words for it, or their number."""
        if len(self.slots) == 1 and self.role is not Role.LIST:
            return self.slots[0].span.of(text)
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


LABELS = {
    **dict.fromkeys(("dead", "killed", "deaths", "fatalities"), Fate.DEAD),
    **dict.fromkeys(("injured", "hurt", "wounded", "injuries"), Fate.HURT),
}
"""What stands before a colon and a count."""


def told_fate(left: str, right: str) -> Fate:
    """What the predicate behind a count or the label before it says."""
    if left.endswith(" :") and (label := left[:-2].rpartition(" ")[2]) in LABELS:
        return LABELS[label]
    return predicate_fate(right)


def predicate_fate(right: str) -> Fate:
    """What the predicate that words begin with says of those before them."""
    if _told_by().isdisjoint(words_of(right)):
        return Fate.NONE
    found = _predicates().match(right)
    if found is None:
        return Fate.NONE
    if found["safe"]:
        return Fate.SAFE
    return Fate.DEAD if found["dead"] else Fate.HURT


@cache
def _told_by() -> frozenset[str]:
    """Words of which every predicate has one."""
    return rarest("died_of_it", "died_themselves", "was_hurt", "hurt_themselves", "safe_words", "got_away")


@cache
def _predicates() -> re.Pattern[str]:
    """A fate behind those it is told of: "(labourers) were all killed", "(civilians) who had queued also died"."""
    aux = rf"(?:{words('before_a_fate')})"
    noun = rf"(?:(?!(?:{words('takes_lives')}|{words('before_a_fate')})(?!\S)){_WORD}(?: - {_WORD})? ){{0,7}}?"
    clause = rf"(?:(?:who|that) (?:{_WORD} ){{1,7}}?)?"
    dead = rf"(?P<dead>(?:{aux} )+(?:{words('died_of_it')})|(?:{aux} )*(?:{words('died_themselves')}))"
    hurt = rf"(?P<hurt>(?:{aux} )+(?:{words('was_hurt')})|(?:{aux} )*(?:{words('hurt_themselves')}))"
    away = f"{words('safe_words')}|{words('got_away')}"
    safe = rf"(?P<safe>(?:{aux} )*(?:dug out |pulled out |brought out |found |taken off )?(?:{away}))"
    return re.compile(rf"{noun}{clause}(?:(?:and|,|as well) )?(?:{dead}|{hurt}|{safe})(?!\S)")


def victims_behind(left: str) -> Fate:
    """What the verb right before a list does to those in it."""
    for name, what in (("takes_lives", Fate.DEAD), ("takes_health", Fate.HURT)):
        if any_of(name).ends(left) and not re.search(r"(?<!\S)(?:was|were|been) \w+$", left):
            return what
    return Fate.NONE


def saved_behind(left: str) -> Fate:
    """Whether the words right before a count say that somebody got them away."""
    return Fate.SAFE if any_of("takes_away").ends(_BEFORE_COUNT.sub("", left)) else Fate.NONE


_BEFORE_COUNT = Later(r"(?: (?:another|a further|some|about|all|the other|the|at least|only|of the))+$")
