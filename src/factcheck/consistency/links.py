"""Whether two neighbouring sentences go on about one thing: by a pronoun, a word of both, or for want of other figures."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from factcheck.consistency.phrases import any_of
from factcheck.consistency.placed import Placed, placed
from factcheck.consistency.sheet import Row
from factcheck.model import Kind
from factcheck.tables import tables

_WORD = re.compile(r"(?<![<\w])[a-z][a-z'’-]{3,}")
_STEM = 6
"""Letters in which two words of one thing begin alike."""


def are_alone(rows: Sequence[Row], numbers: Collection[int], claims: Collection[int]) -> bool:
    """Whether the rows of these `numbers` hold no figures but these, so that they can be of nothing else."""
    every = [one.slot for number in numbers for one in placed(rows[number])]
    return all(slot.claim in claims or slot.quantity.kind is Kind.RATIO for slot in every)


def goes_on(figure: Placed) -> bool:
    """Whether the words before a figure begin with what was spoken of: "it came to", "the club took"."""
    return any_of("going_on").search(figure.before) is not None or any_of("going_on").search(figure.clause) is not None


def share_words(mine: str, theirs: str) -> bool:
    """Whether two texts have a word in common that is none of the small ones."""
    first, second = ({word[:_STEM] for word in _WORD.findall(text) if word not in _small()} for text in (mine, theirs))
    return bool(first & second)


@cache
def _small() -> frozenset[str]:
    return frozenset(tables("consistency")["small_words"])
