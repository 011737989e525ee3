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
    exchange,
    hedge,
    impossible,
    lifespan,
    margin,
    parts,
    perhead,
    perperiod,
    product,
    promised,
    quotation,
    relative,
    same,
    share,
    temperature,
    thousand,
    times,
)
from factcheck.consistency.sheet import Contradiction, Sheet, Slot, make_sheet

CHECKS: Mapping[str, Callable[[Sheet], Iterator[Contradiction]]] = {
    "age": age.find,
    "casualties": casualties.find,
    "change": change.find,
    "conversion": conversion.find,
    "elapsed": elapsed.find,
    "excess": excess.find,
    "exchange": exchange.find,
    "hedge": hedge.find,
    "impossible": impossible.find,
    "lifespan": lifespan.find,
    "margin": margin.find,
    "parts": parts.find,
    "perhead": perhead.find,
    "perperiod": perperiod.find,
    "product": product.find,
    "promised": promised.find,
    "quotation": quotation.find,
    "relative": relative.find,
    "reversed": backwards.find,
    "same": same.find,
    "share": share.find,
    "temperature": temperature.find,
    "thousand": thousand.find,
    "times": times.find,
}
"""The name that a rule gives under ``of``, and its check."""

__all__ = ["CHECKS", "Contradiction", "Sheet", "Slot", "make_sheet"]
