"""Figures of a row with the words that belong to them: the roles of a figure are read from these.

The words between two figures are divided: what stands before a joint ("and", a comma, "from", "to") goes with the
figure before it, the rest with the one behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from factcheck.consistency.phrases import Later
from factcheck.consistency.sheet import Row, Slot
from factcheck.model import Kind
from factcheck.tables import tables

RELATIVE = (Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE)
"""Kinds of figures that are told of others."""
_FIGURE = Later(r"<[a-z]+:(\d+)>")
_TIMES = ("year", "date", "weekday", "period", "duration", "ordinal", "age")
_BREAKS = frozenset([*",;:.()–—-?!“”", "and", "but", "while", "whereas", "although", "though", "so"])
_HYPHENATED = Later(r"(?<=[a-z]) - (?=[a-z])")


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A figure with the words `before` and `after` it that are its own, and its whole `clause`.

    Words are joined by spaces, with one at either end. Times (years, weekdays, stretches) are words here, not
    figures that end one's own words. `number` is its slot's in the row.
    """

    slot: Slot
    number: int
    before: str
    after: str
    clause: str

    @property
    def rest(self) -> str:
        """The words of the clause behind the figure."""
        return " " + self.clause.partition(f":{self.number}> ")[2]


@lru_cache(maxsize=512)
def placed(row: Row) -> tuple[Placed, ...]:
    """The figures of a row other than times, in order."""
    return tuple(
        Placed(row.slots[number], number, before, after, clause)
        for number, before, after, clause in _divided(row.shape)
    )


@lru_cache(maxsize=512)
def _divided(shape: str) -> tuple[tuple[int, str, str, str], ...]:
    """Each figure's number, words before and after, and clause."""
    tokens = (_HYPHENATED.sub("-", shape) if " - " in shape else shape).split()
    signs = [i for i, token in enumerate(tokens) if token[0] == "<" and _FIGURE.fullmatch(token)]
    places = [i for i in signs if not _is_time(tokens[i])]
    found: list[tuple[int, str, str, str]] = []
    for at, place in enumerate(places):
        last = places[at - 1] + 1 if at else 0
        following = places[at + 1] if at + 1 < len(places) else len(tokens)
        first = (_joint(tokens, last, place) if at else None) or last
        end = (_joint(tokens, place + 1, following) if at + 1 < len(places) else None) or following
        number = int(_FIGURE.fullmatch(tokens[place])[1])  # type: ignore[index]
        found.append((number, _words(tokens[first:place]), _words(tokens[place + 1 : end]), _clause(tokens, place)))
    return tuple(found)


def _is_time(token: str) -> bool:
    return token.startswith(tuple(f"<{kind}:" for kind in _TIMES))


def _joint(tokens: list[str], first: int, after: int) -> int | None:
    """Where the words between two figures are divided; ``None`` where they may be of either."""
    between = tokens[first:after]
    for i in range(len(between) - 1, -1, -1):
        if between[i] in _BREAKS and between[i + 1 :] != ["when"]:
            return first + i + (between[i] != "(")
    reach = 6 if between[-1:] == ["when"] else 3
    for i in range(len(between) - 1, max(-1, len(between) - reach), -1):
        if between[i] in _joints():
            joined = takewhile(lambda word: word in _joints(), reversed(between[:i]))
            return first + i - len(list(joined))
    return None


@lru_cache(maxsize=1)
def _joints() -> frozenset[str]:
    return frozenset(tables("consistency")["joints"])


def _clause(tokens: list[str], place: int) -> str:
    """The words around a figure up to a mark or a joint that begins another statement."""
    first, after = place, place
    while first > 0 and tokens[first - 1] not in _BREAKS:
        first -= 1
    while after < len(tokens) and tokens[after] not in _BREAKS:
        after += 1
    return _words(tokens[first:after])


def _words(tokens: list[str]) -> str:
    return f" {' '.join(tokens)} " if tokens else " "
