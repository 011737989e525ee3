"""Figures of a draft that contradict the draft itself. Each check is a module with a function ``find``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from factcheck.consistency import age, change, conversion, elapsed, exchange, impossible, parts, perhead, perperiod, relative, share, temperature
from factcheck.consistency.sheet import Contradiction, Sheet, Slot, make_sheet

CHECKS: Mapping[str, Callable[[Sheet], Iterator[Contradiction]]] = {
    "age": age.find,
    "change": change.find,
    "conversion": conversion.find,
    "elapsed": elapsed.find,
    "exchange": exchange.find,
    "impossible": impossible.find,
    "parts": parts.find,
    "perhead": perhead.find,
    "perperiod": perperiod.find,
    "relative": relative.find,
    "share": share.find,
    "temperature": temperature.find,
}
"""The name that a rule gives under ``of``, and its check."""

__all__ = ["CHECKS", "Contradiction", "Sheet", "Slot", "make_sheet"]
