"""Figures of a draft that contradict the draft itself. Each check is a module with a function ``find``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from factcheck.consistency import (
    age,
    backwards,
    casualties,
    change,
    compound,
    conversion,
    elapsed,
    excess,
    exchange,
    hedge,
    impossible,
    lifespan,
    margin,
    multiples,
    parts,
    perhead,
    perperiod,
    points,
    poll,
    product,
    promised,
    quotation,
    ranked,
    relative,
    same,
    share,
    shares_of_whole,
    temperature,
    thousand,
    times,
)
from factcheck.consistency.sheet import Contradiction, Sheet, Slot, make_sheet

CHECKS: Mapping[str, Callable[[Sheet], Iterator[Contradiction]]] = {
    "age": age.find,
    "casualties": casualties.find,
    "change": change.find,
    "compound": compound.find,
    "conversion": conversion.find,
    "elapsed": elapsed.find,
    "excess": excess.find,
    "exchange": exchange.find,
    "hedge": hedge.find,
    "impossible": impossible.find,
    "lifespan": lifespan.find,
    "margin": margin.find,
    "multiples": multiples.find,
    "parts": parts.find,
    "perhead": perhead.find,
    "perperiod": perperiod.find,
    "points": points.find,
    "poll": poll.find,
    "product": product.find,
    "promised": promised.find,
    "ranked": ranked.find,
    "quotation": quotation.find,
    "relative": relative.find,
    "reversed": backwards.find,
    "same": same.find,
    "share": share.find,
    "shares": shares_of_whole.find,
    "temperature": temperature.find,
    "thousand": thousand.find,
    "times": times.find,
}
"""The name that a rule gives under ``of``, and its check."""

__all__ = ["CHECKS", "Contradiction", "Sheet", "Slot", "make_sheet"]
