"""Two figures of one thing at two times, for the changes told near them: "It came to £540m, against £400m in 2020"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from itertools import combinations

from factcheck.consistency.levels import Level
from factcheck.consistency.loose_moves import loosely
from factcheck.consistency.moments import moment_of, year_of
from factcheck.consistency.moves import STRONG_WAS, Move, age_of, move_of
from factcheck.consistency.no_levels import counts_times, is_part
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.placed import Placed, placed
from factcheck.consistency.sheet import Row, Sheet, Slot, sharpened
from factcheck.consistency.topics import topics
from factcheck.intervals import scaled
from factcheck.model import Bound, Kind
from factcheck.tables import tables

_LEVELS = (Kind.MONEY, Kind.COUNT, Kind.MEASURE, Kind.PERCENT)
_BARE_REACH = 20
"""A bare number is of the unit beside it only if neither is this many times the other."""
_SAME_DAYS = Decimal("0.05")
_FAR = 100
"""Two figures of one thing are not this many times each other."""
_LAST = Later(r" last (?!century|decade|century's|decade's)[a-z]")
"""What was the last is later than a year that is told with its number."""
_LEVEL = Later(r" (?:to|from|at|is|was|are|were|be|been|of|than|the|on)(?: [a-z]+)? $|<")


@dataclass(frozen=True, slots=True)
class Told:
    """A change with the row that it stands in."""

    move: Move
    row: int

    @property
    def slot(self) -> Slot:
        """The figure of the change."""
        return self.move.figure.slot


@dataclass(frozen=True, slots=True)
class Pair:
    """What was and what is; where `certain` is unset either may be the older one."""

    old: Level
    new: Level
    certain: bool

    @property
    def slots(self) -> tuple[Slot, Slot]:
        """Both figures, the older first."""
        return self.old.slot, self.new.slot


@dataclass(frozen=True, eq=False)
class Scene:
    """The figures of a row and of its neighbours by their roles."""

    sheet: Sheet
    rows: tuple[Row, ...]
    moves: tuple[Told, ...]
    levels: tuple[Level, ...]

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every two figures of one unit, the older first."""
        return tuple(pairs(self.levels))


def scenes(sheet: Sheet, reach: int) -> Iterator[tuple[int, Scene]]:
    """Each row that tells a change, by its number in its scene of `reach` rows to either side; several checks ask."""
    if ("scenes", reach) not in sheet.memo:
        sheet.memo["scenes", reach] = tuple(_scenes(sheet, reach))
    yield from sheet.memo["scenes", reach]


def _scenes(sheet: Sheet, reach: int) -> Iterator[tuple[int, Scene]]:
    for number, row in enumerate(sheet.rows):
        if not any(move_of(figure) or loosely(figure) for figure in placed(row)):
            continue
        rows = sheet.around(number, before=reach, after=reach)
        at = next(i for i, one in enumerate(rows) if one is row)
        yield at, scene(sheet, rows)


def scene(sheet: Sheet, rows: tuple[Row, ...]) -> Scene:
    """The figures of neighbouring rows by their roles."""
    moves: list[Told] = []
    levels: list[Level] = []
    for number, row in enumerate(rows):
        figures = placed(row)
        for figure in figures:
            move = move_of(figure) or _again(moves, number, figure, figures) or loosely(figure)
            if move is not None:
                moves.append(Told(move, number))
            elif figure.slot.quantity.kind not in _LEVELS or not figure.slot.interval:
                continue
            elif not counts_times(figure) and not _is_one_more(moves, number, figure) and not is_part(figure):
                levels.append(_level(sheet, number, row, figure))
    return Scene(sheet, rows, tuple(moves), tuple(levels))


def _level(sheet: Sheet, number: int, row: Row, figure: Placed) -> Level:
    year, moment = year_of(row, figure, sheet.day), moment_of(row, figure, sheet.day)
    return Level(unhedged(figure.slot), figure, number, age_of(figure), year, moment)


def _is_one_more(moves: Sequence[Told], row: int, figure: Placed) -> bool:
    """Whether a rate goes on a list of changes: "rents rose 45 per cent, timber 30 per cent"."""
    if figure.slot.quantity.kind is not Kind.PERCENT or not moves or moves[-1].row != row:
        return False
    if figure.before.startswith(" : ") or "<year:" in figure.after:
        return False
    last = moves[-1].slot.quantity.kind is Kind.PERCENT
    return last and age_of(figure) == 0 and _LEVEL.search(figure.before) is None


def _again(moves: Sequence[Told], row: int, figure: Placed, figures: Sequence[Placed]) -> Move | None:
    """The figure as the change right before it in other words: "by two-fifths, or 40%"."""
    ahead = [one for one in figures if one.number < figure.number][-1:]
    if not moves or not ahead or moves[-1].row != row or moves[-1].move.figure.number != ahead[0].number:
        return None
    return moves[-1].move.again(figure)


def unhedged(slot: Slot) -> Slot:
    """The figure without a word that hedges nothing here: "some 48 per cent", "climbed to £276,000"."""
    quantity, hedge = slot.quantity, slot.quantity.hedge.lower()
    some = hedge == "some" and slot.value is not None and slot.step * 40 <= slot.value
    if not some and not any_of("arrived_at").fullmatch(hedge):
        return slot
    return sharpened(replace(slot, quantity=replace(quantity, bound=Bound.EXACT)), slot.step)


def pairs(levels: Sequence[Level]) -> Iterator[Pair]:
    """Every two figures of one unit, the older first."""
    for (i, first), (k, second) in combinations(enumerate(levels), 2):
        one, two = _of_one_unit(first, second, beside=k - i == 1 and second.row - first.row <= 1)
        if one is None or two is None or _are_far_apart(one.slot, two.slot):
            continue
        older = _order(one, two)
        yield Pair(two, one, True) if older > 0 else Pair(one, two, older < 0)


def _order(one: Level, two: Level) -> int:
    """Below nought if the first is the older, above it if the second is, nought where nothing tells."""
    if one.year is not None and two.year is not None and one.year != two.year:
        return -1 if one.year < two.year else 1
    if (one.year is None) != (two.year is None) and min(one.age, two.age) >= 0:
        dated = one if two.year is None else two
        if dated.age == 0:
            return -1 if dated is one else 1
    if (one.year is None) != (two.year is None):
        dated, other = (one, two) if two.year is None else (two, one)
        if dated.age <= 0 and other.age > STRONG_WAS and _LAST.search(f"{other.figure.before}|{other.figure.after}"):
            return -1 if dated is one else 1
    if max(abs(one.age), abs(two.age)) < -STRONG_WAS and _are_dated_apart(one, two):
        return -1 if (one.moment or 0) < (two.moment or 0) else 1
    return one.age - two.age or one.tense - two.tense


def _are_dated_apart(one: Level, two: Level) -> bool:
    """Whether days or months beside both say which was first."""
    return one.moment is not None and two.moment is not None and abs(one.moment - two.moment) > _SAME_DAYS


def _of_one_unit(first: Level, second: Level, *, beside: bool) -> tuple[Level | None, Level | None]:
    """Both in one unit: pence as pounds, and a bare number beside a unit as of that unit."""
    one, two = (in_whole_units(level.slot) for level in (first, second))
    if one.quantity.per and two.quantity.per and one.quantity.per != two.quantity.per:
        return None, None
    if one.quantity.kind is two.quantity.kind and one.quantity.unit == two.quantity.unit:
        if one.quantity.kind is Kind.COUNT and not _same_things(first.figure, second.figure):
            return None, None
        return _with(first, one), _with(second, two)
    for bare, full, figure in ((one, two, first.figure), (two, one, second.figure)):
        if beside and bare.quantity.kind is Kind.COUNT and not noun_of(figure) and _comparable(bare, full):
            given = replace(bare, quantity=replace(bare.quantity, kind=full.quantity.kind, unit=full.quantity.unit))
            return _with(first, given if bare is one else one), _with(second, given if bare is two else two)
    return None, None


def _with(level: Level, slot: Slot) -> Level:
    return level if level.slot is slot else replace(level, slot=slot)


def _are_far_apart(one: Slot, two: Slot) -> bool:
    """Whether two figures are too unlike to be of one thing."""
    low, high = sorted(abs(slot.value or Decimal(0)) for slot in (one, two))
    return high > _FAR * low > 0


def _comparable(bare: Slot, full: Slot) -> bool:
    if not bare.value or not full.value or full.quantity.kind is Kind.COUNT:
        return False
    return max(bare.value, full.value) < _BARE_REACH * min(bare.value, full.value)


@cache
def _hundredths() -> dict[str, str]:
    return dict(tables("consistency")["hundredths"])


def in_whole_units(slot: Slot) -> Slot:
    """Pence and cents as pounds and dollars."""
    whole = _hundredths().get(slot.quantity.unit)
    if whole is None or slot.interval is None or slot.value is None:
        return slot
    factor = Decimal("0.01")
    quantity = replace(slot.quantity, unit=whole)
    interval = scaled(slot.interval, factor)
    return replace(slot, quantity=quantity, value=slot.value * factor, interval=interval, step=slot.step * factor)


def _same_things(one: Placed, two: Placed) -> bool:
    """Whether two counts can be of the same: one has no noun of its own, or says people, or both say one thing."""
    first, second = (noun_of(figure) for figure in (one, two))
    if not first or not second or first & second:
        return True
    counted = [figure.slot.quantity.counted.lower() for figure in (one, two)]
    if any(any_of("anybody").fullmatch(said) for said in counted):
        return True
    mine, theirs = (topics(said, Kind.COUNT) for said in counted)
    return bool(mine & theirs)


@lru_cache(maxsize=512)
def noun_of(figure: Placed) -> frozenset[str]:
    """The words of what a figure counts, plurals cut; none where they are words of time."""
    said = figure.slot.quantity.counted.lower().split()
    timed = any(any_of("time_nouns").fullmatch(word) for word in said)
    return frozenset() if timed else frozenset(word.rstrip("s") for word in said)
