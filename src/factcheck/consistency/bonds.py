"""Amounts near each other of which one is a part of the other: "12 of the 40", "There were 40. Twelve are gone"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from factcheck.consistency.kin import are_kin
from factcheck.consistency.moves import Move, move_of
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.placed import Placed
from factcheck.consistency.reading import BARE, Figure, spoken
from factcheck.model import Bound, Interval, Kind
from factcheck.tables import wordset

_COUNTS = (Kind.COUNT.value, BARE)
_OF = Later(
    r" (?:[a-z'-]+ ){0,3}?(?:of|out of) (?:(?:the|its|their|his|her|all|our|about|some|a|those|these) )*"
    r"(?:(?:[a-z'-]+) (?:'s? )?)?(?:[a-z'-]+ (?:of )?)?"
)
_OPENS = Later(
    r"(?:^|.*[,;:–—-]) (?:out of|of|among|from|in|with) (?:(?:the|its|their|all|our|some|a) )*(?:[a-z'-]+ )?"
)
_OF_THEM = Later(
    r" (?:just |only |some )?of (?:it|them|these|those|whom|which|that|that number|the total)(?: number)? "
)
_PERCENT = Later(r" (?:per cent|percent|pc|%) ")
_ADDED = Later(r" (?:added|adding|adds|another|extra|further|additional|from|than|against|compared with|compared to) $")
_BY_CLOCK = Later(r" (?:by|at|until|till|before|after|since) $")
_LASTING = Later(r" (?:in|by|for|over|past|last|next|first|within|after|every) $")
_AGE = Later(r"^ (?:,(?! or )|\)|years? old) ")
_SUBJECT = Later(
    r"(?<= )(?P<nouns>[a-z]{3,}(?: [a-z]{3,})?)(?: in [a-z ]+| worth)?"
    r" (?::|number|numbers|numbered|came to|come to|totalled|total|of|worth) $"
)
_WITH = Later(r" with (?P<nouns>[a-z]{3,}(?: [a-z]{3,})?) at $")
_NO_NOUNS = ("altogether", "full", "overall", "total", "so", "far")
_FAR, _MANY = 2, 60
"""Sentences between a part and its whole, and how many times the part a whole is at the most unless "of" joins them."""
_OLDEST, _CLOCK = 110, 12
_NEAREST = 20
"""A bare number is of the unit beside it only if neither is this many times the other."""


@dataclass(frozen=True, eq=False)
class Bond:
    """A part and a whole; `joined` where "of" joins them, and not only that one noun does for both."""

    part: Figure
    whole: Figure
    joined: bool


def amounts(near: Sequence[Figure], *, changes: bool = False) -> list[Figure]:
    """The figures that say how many or how much there is; those that are changes only if asked for."""
    return [one for one in near if _is_amount(one) and _is_whole_number(one) and (changes or not is_change(one))]


def _is_whole_number(figure: Figure) -> bool:
    return figure.kind not in _COUNTS or figure.value == figure.value // 1


def is_change(figure: Figure) -> bool:
    """Whether a figure is how much something changed."""
    return move_told(figure) is not None


def is_level(figure: Figure) -> bool:
    """Whether a figure says how much something is or was: an amount or a stretch of time."""
    if figure.kind == Kind.DURATION.value:
        return not is_change(figure) and not _LASTING.search(figure.before)
    aged = figure.bound in (Bound.OVER, Bound.UNDER) and figure.value < _OLDEST and not nouns_of(figure)
    return _is_amount(figure) and not is_change(figure) and not (aged and figure.kind in _COUNTS)


@lru_cache(maxsize=256)
def move_told(figure: Figure) -> Move | None:
    """The change that a figure is, if its words say that it is one."""
    if figure.slot is None:
        return None
    clause = f"{figure.before}<x:0>{figure.after}"
    return move_of(Placed(figure.slot, 0, figure.before, figure.after, clause))


def pairs(found: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Every two amounts of one unit, the smaller first."""
    for one, other in combinations(found, 2):
        low, high = sorted((one, other), key=lambda figure: figure.value)
        if low.value < high.value and have_one_unit(low, high):
            yield low, high


def readings(part: Figure, whole: Figure) -> tuple[Interval, ...]:
    """What share one is of the other; what is left; both again of the two together; nothing where it cannot be told."""
    if part.low <= 0 or whole.low <= 0:
        return ()
    low, high = part.low / whole.high, part.high / whole.low
    both = low / (1 + low), high / (1 + high)
    return Interval(low, high), Interval(1 - high, 1 - low), Interval(*both), Interval(1 - both[1], 1 - both[0])


def readings_in_two(found: Sequence[Figure]) -> Iterator[Interval]:
    """What share an amount is of two of another sentence together: "the mill has 540 men and the yard 350"."""
    for one, two in pairwise(found):
        if one.sentence != two.sentence or not have_one_unit(one, two):
            continue
        first, second = nouns_of(one), nouns_of(two)
        low, high = one.low + two.low, one.high + two.high
        for part in found if not first or not second or are_kin(first, second) else ():
            if part.sentence != one.sentence and part.low > 0 and have_one_unit(part, one) and part.high < low:
                yield Interval(part.low / high, part.high / low)


def bond(part: Figure, whole: Figure) -> Bond | None:
    """The two as part and whole, if words say so."""
    if abs(part.sentence - whole.sentence) > _FAR or _is_attribute(part) or _is_attribute(whole):
        return None
    if _are_joined(part, whole):
        return Bond(part, whole, True)
    if whole.value > _MANY * part.value:
        return None
    own, other = nouns_of(part), nouns_of(whole)
    behind = part.span.start > whole.span.start
    named = bool(other) or whole.kind not in _COUNTS or not own
    if not own and (is_all(whole) or (named and behind)):
        return Bond(part, whole, False)
    if own and other and are_kin(own, other) and whole.kind in _COUNTS:
        return Bond(part, whole, False)
    return Bond(part, whole, False) if is_all(whole) else None


@lru_cache(maxsize=256)
def nouns_of(figure: Figure) -> tuple[str, ...]:
    """The words of what an amount counts; none where it stands alone."""
    if figure.after.startswith(" of "):
        return ()
    if figure.kind in _COUNTS and figure.slot is not None and figure.counted:
        said = [word for word in figure.counted.split() if not _is_verb(word) and word not in _NO_NOUNS]
        return (
            ()
            if said and (said[0] in wordset("words", "verbs") or any_of("time_nouns").match(said[0]))
            else tuple(said)
        )
    found = nouns_in(figure.after)
    if figure.kind == Kind.MEASURE.value and not found:
        return tuple(figure.unit.split())
    subject = (
        None if found or figure.kind not in _COUNTS else _SUBJECT.search(figure.before) or _WITH.search(figure.before)
    )
    return tuple(subject["nouns"].split()) if subject else found


def nouns_in(text: str) -> tuple[str, ...]:
    """The words that a text begins with up to a verb, preposition or mark."""
    found: list[str] = []
    for word in text.split():
        if not word[0].isalpha() or any_of("no_noun").fullmatch(word) or len(found) == 4:
            break
        found.append(word.removesuffix("'s"))
    return tuple(found)


def is_all(figure: Figure) -> bool:
    """Whether words beside an amount say that it is all there is."""
    near = f" {' '.join(figure.before.split()[-4:])} "
    return (
        any_of("kin_all").search(near) is not None
        or any_of("kin_all_behind").search(" ".join(figure.after.split()[:4])) is not None
    )


def _is_attribute(figure: Figure) -> bool:
    """Whether an amount only says of what size other things are: "cheques of under $200"; or is compared."""
    if figure.bound is Bound.UNDER or _ADDED.search(figure.before):
        return True
    return figure.bound is Bound.OVER and figure.before.endswith((" of ", " than "))


def _is_verb(word: str) -> bool:
    return word.endswith("ed") and len(word) > 4


def _is_amount(figure: Figure) -> bool:
    if figure.kind not in (*_COUNTS, Kind.MONEY.value, Kind.MEASURE.value) or figure.value <= 1:
        return False
    if (figure.slot is not None and figure.slot.quantity.loose) or figure.after.startswith(" - "):
        return False
    if figure.before.endswith(" per "):
        return False  # of how many a rate is
    if figure.kind in _COUNTS:
        if figure.value <= 100 and _PERCENT.search(figure.head) and not nouns_of(figure):
            return False  # "51 per cent for it, 41 against"
        if any_of("counts_of_times").match(figure.after[1:]):
            return False
        if figure.value <= _CLOCK and not nouns_of(figure) and _BY_CLOCK.search(figure.before):
            return False
        aged = figure.before.endswith((" , ", " aged ", " ( ")) and " as many " not in figure.before
        if figure.value < _OLDEST and aged and _AGE.match(figure.after):
            return False
    return True


def have_one_unit(one: Figure, other: Figure) -> bool:
    """Whether two amounts can be held against each other: of one unit, or a bare number beside a unit."""
    if one.kind in _COUNTS and other.kind in _COUNTS:
        return True
    if one.kind == other.kind:
        per = [figure.slot.quantity.per if figure.slot else "" for figure in (one, other)]
        return one.unit == other.unit and per[0] == per[1]
    bare = [figure for figure in (one, other) if figure.kind in _COUNTS and not nouns_of(figure)]
    return len(bare) == 1 and other.value < _NEAREST * one.value and abs(one.sentence - other.sentence) <= 1


def _are_joined(part: Figure, whole: Figure) -> bool:
    if part.sentence == whole.sentence:
        if part.span.end <= whole.span.start and _OF.fullmatch(spoken(whole.text[part.span.end : whole.span.start])):
            return True
        if (
            whole.span.end <= part.span.start
            and _OPENS.fullmatch(whole.head[-60:])
            and not (nouns_of(part) and nouns_of(whole))
        ):
            return True
    if part.span.start < whole.span.end:
        return False
    return _OF_THEM.search(part.before) is not None or _OF_THEM.match(part.after) is not None
