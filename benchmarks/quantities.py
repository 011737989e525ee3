"""Write what factcheck reads in the texts of a gold file, in the gold file's names: quantities.py GOLD > PREDICTED.

Both hold one JSON object a line. Names are mapped to names by ``quantities.yaml``; nothing else is done to a reading.
"""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.extraction.quantities import find_quantities
from factcheck.model import Direction, Kind, Quantity
from factcheck.text import sentences
from factcheck.yamlfile import load

LEFT_OUT = frozenset({Kind.DATE, Kind.YEAR, Kind.WEEKDAY, Kind.PERIOD, Kind.ORDINAL})
"""Kinds that the gold file does not hold."""


@cache
def names() -> dict[str, Any]:
    path = Path(__file__).with_suffix(".yaml")
    found: dict[str, Any] = load(path.read_text(encoding="utf-8"), path.name).plain()
    return found


def number(value: Decimal | None) -> float:
    assert value is not None
    return float(value)


def unit(quantity: Quantity) -> str:
    """The unit, or what is counted, with what it is per."""
    units, kinds = names()["units"], names()["kinds"]
    name = kinds.get(str(quantity.kind), {}).get(quantity.unit) or units.get(quantity.unit, quantity.unit)
    if not name and quantity.counted:
        name = (
            names()["counted"]
            .get(str(quantity.kind), "{}")
            .format(names()["counted_names"].get(quantity.counted, quantity.counted))
        )
    name = name or names()["bare"].get(str(quantity.kind), "-")
    per = units.get(quantity.per, quantity.per)
    return f"{name} per {per}" if per else name


def change(quantity: Quantity) -> str:
    bound = names()["hedges"].get(quantity.hedge) or names()["bounds"][str(quantity.bound)]
    if quantity.direction is not Direction.NONE and bound in names()["bounds_under_change"]:
        return str(quantity.direction)
    return str(bound)


def row(quantity: Quantity) -> dict[str, Any]:
    low, high = number(quantity.low), number(quantity.high)
    return {
        "value": low if low == high else [low, high],
        "unit": unit(quantity),
        "change": change(quantity),
        "concepts": quantity.measured.split(),
    }


def main(gold: str) -> None:
    for line in Path(gold).read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        text = json.loads(line)["text"]
        found = [q for s in sentences(text) for q in find_quantities(text, s, loose=True) if q.kind not in LEFT_OUT]
        print(json.dumps({"text": text, "quantities": [row(quantity) for quantity in found]}, ensure_ascii=False))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
