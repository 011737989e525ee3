"""The unit beside a number: the package's own closed list first, then quantulum3 on the few words there.

quantulum3 is asked only when the word could be one of its units (``data/unit_words.txt``, made from its
tables by ``tools/build_unit_words.py``): loading it costs more than checking a draft, and most drafts never
need it. An answer that multiplies or divides units which the words do not name is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from factcheck.model import Kind
from factcheck.tables import table, text_of, wordset
from factcheck.text import HYPHENS, Token, hyphen_at, lower_at, tokens

_QUOTES = frozenset({"'", '"'})
_CLOSING = {"(": ")", "[": "]"}
_LONGEST = 4
_THOUSAND, _MILLION = Decimal(1000), Decimal(1_000_000)
_CASE_MATTERS = 2
"""Forms of this many letters or fewer must be written in the case of the table: "C", "t", "MW"."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A canonical unit: its `kind`, and its size `factor` in the `base` unit of its dimension."""

    name: str
    kind: Kind
    base: str
    factor: Decimal


@cache
def units() -> dict[str, Unit]:
    """Every unit of the tables by its canonical name."""
    found = {
        name: Unit(name, Kind(row["kind"]), row.get("base", name), Decimal(row.get("factor", "1")))
        for name, row in table("units").items()
    }
    for name, kind, _, base, factor in _further():
        found.setdefault(name, Unit(name, Kind(kind), base or name, Decimal(factor or "1")))
    return found


@cache
def _further() -> tuple[tuple[str, str, str, str, str], ...]:
    """The rows of ``data/units_more.txt``, and the currencies of ``data/currencies_more.txt`` in the same shape."""
    rows = [_fields(line, 5) for line in text_of("units_more.txt").splitlines() if line and line[0] != "#"]
    money = [(name, "money", f"{code}|{forms}", "", "") for name, code, _, forms in currency_rows()]
    return tuple((row[0], row[1], row[2], row[3], row[4]) for row in [*rows, *money])


@cache
def currency_rows() -> tuple[tuple[str, str, str, str], ...]:
    """Name, ISO code, signs and forms of each row of ``data/currencies_more.txt``."""
    rows = [_fields(line, 4) for line in text_of("currencies_more.txt").splitlines() if line and line[0] != "#"]
    return tuple((row[0], row[1], row[2], row[3]) for row in rows)


def _fields(line: str, count: int) -> list[str]:
    fields = [field.strip() for field in line.split(";")]
    return fields + [""] * (count - len(fields))


@cache
def _forms() -> dict[tuple[str, ...], list[tuple[str, Unit]]]:
    """Word tuples in lower case to the written form and unit."""
    found: dict[tuple[str, ...], list[tuple[str, Unit]]] = {}
    rows = [(name, row["forms"]) for name, row in table("units").items()]
    for name, forms in [*rows, *((name, forms) for name, _, forms, *_ in _further())]:
        for form in forms.split("|"):
            if form:
                found.setdefault(_form_words(form), []).append((form, units()[name]))
                if form[-1] in "23" and form[:-1].isalpha():
                    found.setdefault((form[:-1].lower(), form[-1]), []).append((form, units()[name]))
    return found


def _form_words(form: str) -> tuple[str, ...]:
    if form.replace(" ", "").isalpha():
        return tuple(form.lower().split(" "))
    return tuple(token.lower for token in tokens(form) if token.text not in HYPHENS)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words[0] for words in _forms())


@cache
def currency_signs() -> dict[str, Unit]:
    """Signs and codes that stand before an amount."""
    found = {sign: units()[name] for name, code, signs, _ in currency_rows() for sign in (code, *signs.split("|"))}
    found |= {sign: units()[name] for sign, name in table("currencies").items()}
    found.pop("", None)
    return found


def read_unit(ts: Sequence[Token], i: int) -> tuple[Unit, int] | None:
    """The unit whose words begin at token `i`, hyphens passed over, and the token after it."""
    places = _word_places(ts, i)
    if not places:
        return None
    lowers = tuple(ts[place].lower for place in places)
    if lowers[0] in _first_words():
        for length in range(len(lowers), 0, -1):
            for form, unit in _forms().get(lowers[:length], ()):
                if _fits(ts, places[:length], form):
                    return unit, places[length - 1] + 1
    return _ask_quantulum(ts, places[0])


def unit_of(ts: Sequence[Token], i: int, *, part: bool, scale: Decimal) -> tuple[Unit, int] | None:
    """The unit of a number that ends at token `i`; `part` says that it is a fraction, `scale` its magnitude.

    A fraction may stand before "of a": "a quarter of a percentage point". A fraction of a point is of a
    percentage point. Millions of pounds are money, unless they are pounds of something that is weighed.
    """
    read = read_unit(ts, i) or _apart(ts, i) or _by_size(ts, i, scale)
    if read is None and part:
        j = i + (lower_at(ts, i) == "of" or hyphen_at(ts, i))
        read = read_unit(ts, j + 1) if lower_at(ts, j) in ("a", "an", "one") else None
    if read is None:
        return None
    unit, after = read
    if unit.name == "point" and part:
        return units()["percentage point"], after
    weighed = lower_at(ts, after) == "of" and lower_at(ts, after + 1) not in wordset("labels", "pounds_of")
    if (
        unit.name == "pound"
        and not weighed
        and any(token.stem in wordset("labels", "paying") for token in ts[max(0, i - 8) : i])
    ):
        return units()["pound sterling"], after
    if unit.name == "pound" and scale >= _MILLION:
        return (unit if weighed else units()["pound sterling"]), after
    return read


def _by_size(ts: Sequence[Token], i: int, scale: Decimal) -> tuple[Unit, int] | None:
    """A currency with the name of a verb, where the amount is large and nothing was won: "2 trillion won"."""
    is_money = scale >= _THOUSAND and lower_at(ts, i) in wordset("labels", "verbs_of_money")
    if not is_money or lower_at(ts, i + 1) in ("the", "a", "an", "this", "its", "their", "his", "her"):
        return None
    return units()[ts[i].lower], i + 1


def _apart(ts: Sequence[Token], i: int) -> tuple[Unit, int] | None:
    """A unit in brackets, "66 (kg)", or behind a hyphen with spaces, "10 - year loans"."""
    mark = lower_at(ts, i)
    if mark in _CLOSING:
        read = read_unit(ts, i + 1)
        return (read[0], read[1] + 1) if read is not None and lower_at(ts, read[1]) == _CLOSING[mark] else None
    if mark in HYPHENS and i + 1 < len(ts) and not ts[i].glued and not ts[i + 1].glued:
        read = read_unit(ts, i + 1)
        return read if read is not None and not lower_at(ts, read[1] - 1).endswith("s") else None
    return None


def _word_places(ts: Sequence[Token], i: int) -> list[int]:
    """The next few tokens that are no hyphens inside a word, by their index."""
    places: list[int] = []
    while i < len(ts) and len(places) < _LONGEST:
        if hyphen_at(ts, i):
            i += 1
        places.append(i)
        i += 1
    return places


def _fits(ts: Sequence[Token], places: Sequence[int], form: str) -> bool:
    """Whether the words are written as the unit's `form` must be: short ones and codes in its own case."""
    if len(form) > _CASE_MATTERS and not form.isupper():
        return not (len(places) == 1 and form in wordset("labels", "doubtful_units") and _means_another(ts, places[0]))
    surface = "".join(("" if ts[p].glued or k == 0 else " ") + ts[p].text for k, p in enumerate(places))
    if surface != form:
        return False
    if form in wordset("labels", "touching_units"):
        feet = lower_at(ts, places[0] - 2) in wordset("labels", "feet")
        sized = feet or lower_at(ts, places[0] + 1) in wordset("labels", "after_metres")
        return ts[places[0]].glued and (sized if form == "in" else "." in ts[places[0] - 1].text)
    if form in _QUOTES:
        return lower_at(ts, places[0] + 1) in wordset("labels", "after_metres") or _has_depth(ts, places[0])
    return len(form) > 1 or not form.isalpha() or ts[places[0]].glued or _measures(ts, places[0], form)


def _has_depth(ts: Sequence[Token], i: int) -> bool:
    """Whether a word of length or height stands a few words before token `i`."""
    return any(token.stem in wordset("labels", "before_metres") for token in ts[max(0, i - 6) : i])


def _measures(ts: Sequence[Token], i: int, letter: str) -> bool:
    """Whether one letter apart from the number is a unit, as the words around say: "6.5 m wide", "40 C."."""
    following = lower_at(ts, i + 1)
    if letter == "m":
        if i + 1 >= len(ts) or ts[i + 1].kind == "num":
            return True
        return following in wordset("labels", "after_metres") or (following in (".", ",", ")") and _has_depth(ts, i))
    if letter in "WV":
        return True
    return letter in "CF" and (i + 1 == len(ts) or ts[i + 1].kind == "sym" or ts[i + 1].text.islower())


def _means_another(ts: Sequence[Token], i: int) -> bool:
    """Whether a word that is more than a unit ("second", "stone") is none: one of many, with no hyphen."""
    if i > 1 and (ts[i - 2].text == "/" or ts[i - 1].text in table("numbers")["vulgar"]):
        return False
    if i and (ts[i - 1].text in HYPHENS or lower_at(ts, i - 1) in ("one", "a", "an", "half", "quarter", "1")):
        return hyphen_at(ts, i + 1) and lower_at(ts, i + 2) not in ("a", "an", "per")
    return lower_at(ts, i) != "stone" or not _is_weight(ts, i)


def _is_weight(ts: Sequence[Token], i: int) -> bool:
    """Whether "stone", token `i`, is a weight by a word before it or by pounds behind: "shed two stone"."""
    if i + 2 < len(ts) and ts[i + 1].kind == "num" and lower_at(ts, i + 2) in ("lb", "lbs", "pounds"):
        return True
    return any(token.stem in wordset("labels", "weighing") for token in ts[max(0, i - 6) : i])


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
    """`value` of `unit` in unit `to`, exact where the factors are; ``None`` if the two do not compare."""
    if unit == to:
        return value
    have, want = units().get(unit), units().get(to)
    if have is None or want is None or have.base != want.base:
        return None
    return value * have.factor / want.factor
