"""The unit beside a number: the package's own closed list first, then quantulum3 on the one or two words there.

quantulum3 is asked only when the word could be one of its units (``data/unit_words.txt``, made from its tables by
``tools/build_unit_words.py``): loading it costs more than checking a draft, and most drafts never need it. An answer
that multiplies or divides units which the words do not name is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from factcheck.model import Kind
from factcheck.tables import table, text_of
from factcheck.text import Token

_LONGEST = 4
_CASE_MATTERS = 2
"""Forms of this many letters or fewer must be written in the case of the table: "C", "t", "MW"."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A canonical unit: its `kind`, and its size `factor` in the `base` unit of its dimension (itself if alone)."""

    name: str
    kind: Kind
    base: str
    factor: Decimal


@cache
def units() -> dict[str, Unit]:
    """Every unit of ``data/units.yaml`` by its canonical name."""
    return {
        name: Unit(name, Kind(row["kind"]), row.get("base", name), Decimal(row.get("factor", "1")))
        for name, row in table("units").items()
    }


@cache
def _forms() -> dict[tuple[str, ...], list[tuple[str, Unit]]]:
    """Word tuples in lower case to the written form and unit."""
    found: dict[tuple[str, ...], list[tuple[str, Unit]]] = {}
    for name, row in table("units").items():
        for form in row["forms"].split("|"):
            words = tuple(_pieces(form.lower()))
            found.setdefault(words, []).append((form, units()[name]))
    return found


def _pieces(form: str) -> list[str]:
    from factcheck.text import tokens

    return [token.lower for token in tokens(form)]


@cache
def currency_signs() -> dict[str, Unit]:
    """Signs and codes that stand before an amount."""
    return {sign: units()[name] for sign, name in table("currencies").items()}


def read_unit(ts: Sequence[Token], i: int) -> tuple[Unit, int] | None:
    """The unit whose words begin at token `i`, hyphens passed over, and the token after it."""
    start = i + 1 if i + 1 < len(ts) and ts[i].text in "-‐‑" and ts[i].glued and ts[i + 1].glued else i
    lowers = [token.lower for token in ts[start : start + _LONGEST]]
    for length in range(len(lowers), 0, -1):
        for form, unit in _forms().get(tuple(lowers[:length]), ()):
            surface = "".join(
                ("" if token.glued or k == 0 else " ") + token.text for k, token in enumerate(ts[start : start + length])
            )
            if len(form) > _CASE_MATTERS or surface == form:
                if _licensed(ts, start, length, form):
                    return unit, start + length
    return _ask_quantulum(ts, start)


def _licensed(ts: Sequence[Token], start: int, length: int, form: str) -> bool:
    """One-letter units count only right after the number or before no further word: "5m high", not "5 m"."""
    if len(form) > 1 or not form.isalpha():
        return True
    return ts[start].glued


@cache
def _unit_words() -> frozenset[str]:
    return frozenset(line for line in text_of("unit_words.txt").splitlines() if line and not line.startswith("#"))


def _ask_quantulum(ts: Sequence[Token], i: int) -> tuple[Unit, int] | None:
    if i >= len(ts) or ts[i].lower not in _unit_words():
        return None
    for length in (3, 2, 1):
        words = ts[i : i + length]
        if len(words) == length and all(word.lower in _unit_words() for word in words):
            unit = _quantulum_unit(" ".join(word.text for word in words))
            if unit is not None:
                return unit, i + length
    return None


@lru_cache(maxsize=2048)
def _quantulum_unit(words: str) -> Unit | None:
    """What quantulum3 calls the unit in "5 `words`", if it reads exactly that and invents no compound."""
    import logging
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns that its optional classifier is absent
        from quantulum3 import parser
    logging.getLogger("quantulum3").setLevel(logging.CRITICAL)
    found = parser.parse(f"5 {words}")
    if len(found) != 1 or found[0].surface != f"5 {words}" or found[0].value != 5:
        return None
    unit = found[0].unit
    dimensions = unit.dimensions or []
    if unit.entity.name in ("dimensionless", "unknown") or len(dimensions) > len(words.split()):
        return None
    kind = Kind.MONEY if unit.entity.name == "currency" else Kind.MEASURE
    return Unit(unit.name, kind, unit.name, Decimal(1))


def convert(value: Decimal, unit: str, to: str) -> Decimal | None:
    """`value` of `unit` in unit `to`, exactly where the factors are exact; ``None`` if they do not compare."""
    if unit == to:
        return value
    have, want = units().get(unit), units().get(to)
    if have is None or want is None or have.base != want.base:
        return None
    return value * have.factor / want.factor
