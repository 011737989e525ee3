"""Figures that say how often, or how many of another figure, and not how much something was."""

from __future__ import annotations

from functools import lru_cache

from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.placed import Placed
from factcheck.model import Kind

_LISTED = 2
"""Words before a change that goes on a list: "downloads by 8 per cent"."""
_PART_OF = Later(
    r" of (?:(?:the|its|their|his|her|our|(?:[a-z.]+ ){0,3}[a-z.]+(?: ?['’]s|s ?['’])) )?<(?:count|money|measure):"
    r"| of (?:the|its) [a-z]+s "
)
_OF_WHICH = Later(r" (?:, )?of (?:which|whom|them|these|those) ")


@lru_cache(maxsize=512)
def counts_times(figure: Placed) -> bool:
    """Whether the figure is no level: "one", "in six seasons", "by 22 per cent"."""
    if figure.before.endswith(" by ") and len(figure.before.split()) <= _LISTED:
        return True
    return figure.slot.value == 1 or any_of("counts_of_times").match(figure.after[1:]) is not None


@lru_cache(maxsize=512)
def is_part(figure: Placed) -> bool:
    """Whether the figure is a part of the one beside it: "three of 17", "60 jobs, 20 of them vacant"."""
    part = _PART_OF.match(figure.rest)
    rate = figure.slot.quantity.kind is Kind.PERCENT and part is not None and "<" not in part[0]
    return _OF_WHICH.match(figure.before) is not None or (part is not None and not rate)
