"""The unit and the size of a bare figure, from a label beside it: "GDP (current US$): 270 billion", "5.9, Percent"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from factcheck.extraction.units import units
from factcheck.model import Claim, Kind
from factcheck.rules.frame import Frame
from factcheck.rules.names import Naming
from factcheck.rules.phrases import Words
from factcheck.tables import table, wordset
from factcheck.text import Token, stem, tokens

if TYPE_CHECKING:
    from factcheck.rules.phrases import Compiled

FIGURE_NOUNS = frozenset(map(stem, ("mark", "figure", "level", "threshold", "milestone", "total", "barrier")))
"""Nouns that name the figure itself: "the 3 million mark"."""

_NO_NOUNS = ("ly", "ed", "ing")
"""Endings of single words behind a figure that are no nouns: "3 million compared to", "respectively"."""
_LONGEST = 4
"""Most words of a unit in a label."""
_BEHIND = 2
"""Tokens behind the comma or bracket after a figure at which its label may begin."""


def labelled(rule: Compiled, claim: Claim, frame: Frame, found: Naming) -> Claim | None:
    """The claim, in a unit that the rule takes; a bare figure takes that of its label, or the rule's own.

    ``None`` where the figure counts another thing, has another unit, or is a number of thousands or millions.
    """
    quantity, wanted = claim.quantity, rule.rule.claim
    if not _counts(rule, frame):
        return None
    if quantity.kind is Kind.COUNT and not quantity.unit:
        if _is_scaled(frame, found) or _shares_scale(frame):
            return None
        if wanted.unit:
            label = _label(frame, found)
            unit = wanted.unit[0] if label is None and Kind.COUNT in wanted.kind else label
            if unit not in wanted.unit or unit not in units():
                return None
            return replace(claim, quantity=replace(quantity, unit=unit, kind=units()[unit].kind))
    fits = quantity.kind in wanted.kind and (not wanted.unit or quantity.unit in wanted.unit)
    return claim if fits else None


def _counts(rule: Compiled, frame: Frame) -> bool:
    """Whether what stands behind the figure, if anything does, is something that the rule counts."""
    noun = frame.setting.words(frame.setting.noun)
    if not noun or noun[-1][0] in FIGURE_NOUNS:
        return True
    if len(noun) == 1 and frame.ts[noun[0][1]].lower.endswith(_NO_NOUNS):
        return True
    return noun[0][0] in rule.of or noun[-1][0] in rule.of or Words(noun).has_any(rule.names)


def _is_scaled(frame: Frame, found: Naming) -> bool:
    """Whether a bracket behind the name or the figure says that thousands or millions are counted."""
    first, after = frame.setting.figure
    spots = list(_bracketed(frame, found.words[1] + 1, first))
    if after < len(frame.ts) and frame.ts[after].text == "(":
        spots += range(after, min(after + _BEHIND + 1, len(frame.ts)))
    return any(_is_scale(frame.ts[i]) for i in spots)


def _is_scale(token: Token) -> bool:
    return token.lower in wordset("links", "scales")


def _shares_scale(frame: Frame) -> bool:
    """Whether the scale of a later figure is this one's too: "68, 84 and 59 million"."""
    own = frame.values[frame.own]
    if any(_is_scale(token) for token in frame.ts[own.first : own.after]):
        return False
    after = own.after
    for figure in frame.values[frame.own + 1 :]:
        if any(token.lower not in (",", "and") for token in frame.ts[after : figure.first]):
            return False
        if any(_is_scale(token) for token in frame.ts[figure.first : figure.after]):
            return True
        after = figure.after
    return False


@cache
def _labels() -> dict[tuple[str, ...], str]:
    return {tuple(token.lower for token in tokens(form)): unit for form, unit in table("links")["units"].items()}


def _label(frame: Frame, found: Naming) -> str | None:
    """The unit in brackets behind the name, or behind a comma or in a bracket after the figure."""
    ts, (first, after) = frame.ts, frame.setting.figure
    spots = list(_bracketed(frame, found.words[1] + 1, first))
    if after < len(ts) and ts[after].text in ",(":
        spots += range(after + 1, after + 1 + _BEHIND)
    for i in spots:
        for length in range(_LONGEST, 0, -1):
            unit = _labels().get(tuple(token.lower for token in ts[i : i + length]))
            if unit is not None:
                return unit
    return None


def _bracketed(frame: Frame, start: int, end: int) -> Iterator[int]:
    """The tokens from `start` to `end` that stand in a bracket which closes before `end`."""
    for i in range(start, end):
        if frame.ts[i].text == "(" and (close := frame.closing(i, end)) is not None:
            yield from range(i + 1, close)
