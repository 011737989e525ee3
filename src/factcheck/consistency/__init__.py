"""Figures of a draft that contradict the draft itself. Each check is a module with a function ``find``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from factcheck.consistency import (
    age,
    backwards,
    casualties,
    change,
    conversion,
    elapsed,
    excess,
    lifespan,
    margin,
    parts,
    perperiod,
    product,
    promised,
    share,
    times,
)
from factcheck.consistency.sheet import Contradiction, Sheet, Slot, make_sheet

CHECKS: Mapping[str, Callable[[Sheet], Iterator[Contradiction]]] = {
    "age": age.find,
    "change": change.find,
    "conversion": conversion.find,
    "elapsed": elapsed.find,
    "parts": parts.find,
    "casualties": casualties.find,
    "excess": excess.find,
    "lifespan": lifespan.find,
    "margin": margin.find,
    "perperiod": perperiod.find,
    "product": product.find,
    "promised": promised.find,
    "reversed": backwards.find,
    "times": times.find,
    "share": share.find,
}
"""The name that a rule gives under ``of``, and its check."""

__all__ = ["CHECKS", "Contradiction", "Sheet", "Slot", "make_sheet"]
