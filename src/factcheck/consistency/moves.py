"""The roles of figures in a change: what it is ("up 12%"), what was before ("from 400"), what is now ("to 448")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.placed import Placed
from factcheck.model import Bound

_RELATIVE = ("percent", "points", "ratio", "multiple")
_FROM = Later(r" from <(?:weekday|date):")
_PART_OF = Later(r" of (?:the )?<")
_DAY = Later(r"(?<! till)(?<! until)(?<! before)(?<! from) <weekday:")
_EACH = Later(
    r" (?:an?|each|every|per) (?:year|month|week|quarter|day) (?!earlier|ago|before)"
    r"|(?: \S+)? (?:annually|yearly|monthly) "
)
_AS_MUCH = Later(r" (?:(?:as|the|that|what|those|its|their|his|her|last|this) |<)|$")
_IN_HALF = Later(r" (?:cut|slashed|sliced|chopped) in $")
_YEAR_BEFORE = Later(r" (?:in )?the (?:year|season|month|quarter|week|day) before ")
STRONG_WAS = -4
"""The age of what stands right behind "from" or "than"."""
FUTURE = 5
"""The age of what is yet to be."""
_REACH = 10
"""Words before a figure in which the cues to its role stand."""
_JUDGED = 4
"""Words to either side of a change that can judge it."""
_EXTRA = Later(r" (?:an?|the) (?:extra|additional|further) $")
_AGAIN = Later(r" as (?:many|much|big|large|high|long) again ")
_BARE = Later(r" (?:higher|lower|dearer|cheaper) (?:[.,;:)]|than |and |$)")
_SIDES = {1: "up", -1: "down"}


@dataclass(frozen=True, slots=True)
class Move:
    """A figure that is a change, and its sign: 1 up, -1 down, 0 for a gap between two.

    It `refers` to what was said before where it is a noun with no words of its own: "the 8 per cent fall".
    """

    figure: Placed
    sign: int
    refers: bool = False

    @property
    def is_judged(self) -> bool:
        """Whether it says that something got better or worse, and not whether it rose: "a 70% improvement"."""
        near = " ".join((*self.figure.before.split()[-_JUDGED:], "#", *self.figure.after.split()[:_JUDGED]))
        return any_of("better_or_worse").is_in(near)

    def again(self, figure: Placed) -> Move | None:
        """The next figure as the same change in other words: "by two-fifths, or 40%"."""
        return Move(figure, self.sign) if figure.before in (" or ", " ( ", " or by ", " , ") else None


@lru_cache(maxsize=1024)
def move_of(figure: Placed) -> Move | None:
    """The figure as a change; ``None`` where its own words do not say that it is one."""
    kind = figure.slot.quantity.kind.value
    if kind == "multiple":
        if figure.slot.quantity.text.lower() in ("once", "twice") and not _AS_MUCH.match(figure.after):
            return None  # so often, and not so much: "jabbed twice,"
        value = figure.slot.value or 0
        return Move(figure, 1 if value > 1 else -1, _refers().fullmatch(figure.before) is not None)
    if kind not in _RELATIVE and _is_passed(figure):
        return None
    found = _read(kind, _tail(figure.before), figure.rest if kind == "count" else figure.after)
    return None if found is None else Move(figure, *found)


def _tail(text: str) -> str:
    """The last words of a text: no cue stands farther from its figure."""
    words_ = text.split()
    return text if len(words_) <= _REACH else f" {' '.join(words_[-_REACH:])} "


@lru_cache(maxsize=4096)
def _read(kind: str, before: str, after: str) -> tuple[int, bool] | None:
    """The sign of the change that the words around a figure tell, and whether it refers back."""
    if _phrasal().search(before):
        return None
    if kind == "ratio" and _IN_HALF.search(before):
        return -1, False
    if kind == "ratio" and _AGAIN.match(after):
        return 1, False
    for sign, side in _SIDES.items():
        if kind == "count" and _BARE.match(after):
            return (1 if after.startswith((" higher", " dearer")) else -1), _refers().fullmatch(before) is not None
        if _before(side, kind in _RELATIVE).search(before) or _behind(side, kind).match(after):
            return sign, _refers().fullmatch(before) is not None
    if _EXTRA.search(before):
        return 1, True
    return (0, True) if kind == "points" and _gap().search(f"{before}#{after}") else None


def _is_passed(figure: Placed) -> bool:
    """Whether something fell past the figure, and not by it: "fell below $100"; or a side lost by so many."""
    if _PART_OF.match(figure.rest) or figure.before.endswith((" lost by ", " lose by ", " losing by ")):
        return True
    bound = figure.slot.quantity.bound
    return bound in (Bound.UNDER, Bound.OVER) and not figure.before.endswith((" by ", " of "))


def is_rate(move: Move) -> bool:
    """Whether the change is told for each of several stretches: "5% a year"."""
    figure = move.figure
    return bool(figure.slot.quantity.per) or _EACH.match(figure.after) is not None


def age_of(figure: Placed) -> int:
    """How far the figure's own words put it into the past, below nought, or the present, above it."""
    return _age(figure.before, figure.after)


@lru_cache(maxsize=4096)
def _age(before: str, after: str) -> int:
    if _right_before("was_right_before").search(before) or before in (" on the ", " on "):
        return STRONG_WAS
    if _YEAR_BEFORE.match(before):
        return STRONG_WAS
    if before.startswith((" that year , ", " in that year , ", " that season , ")):
        return -1
    if _right_before("is_right_before").search(before):
        return -STRONG_WAS
    if any_of("will_words").search(before + after) or _FROM.match(after):
        return FUTURE
    found = int(_DAY.search(before + after) is not None)
    for text, weight in ((after, 2), (before, 1)):
        was, is_ = any_of("was_words").search(text), any_of("is_words").search(text)
        found += weight * (bool(is_) - bool(was))
    return found - 2 * any_of("earlier_still").is_in(before + after)


@cache
def _filler() -> str:
    return rf"(?: (?!(?:{words('no_filler')}) )[a-z'’-]+)"


@cache
def _refers() -> re.Pattern[str]:
    """That only an article, "that rise of" or "it was" stands before the figure: what changed was named before."""
    every = "|".join(words(f"move_nouns_{side}") for side in _SIDES.values())
    return re.compile(
        rf"(?:.* )?(?:(?:that|this|the|an?|such an?|its|which|it) )(?:is |was |were |had |has )?(?:(?:{every}) of )?$"
        rf"| (?:(?:making|made) for |meaning |marking |representing |which is )?(?:{every}) of $"
        rf"|(?:.* )?(?:that|this|the) (?:{every}) (?:at|was|is|to be|as) $"
    )


@cache
def _phrasal() -> re.Pattern[str]:
    return re.compile(rf" (?:{words('phrasals')})(?: [a-z'’-]+){{0,2}}? $")


@cache
def _gap() -> re.Pattern[str]:
    gaps = f"{words('move_gaps')}|{words('move_shifts')}"
    return re.compile(rf" (?:{gaps}) of [^#]*#| (?:leads?|led)\b[^#]* by {_filler()}?#|#{_filler()}{{0,2}} (?:{gaps}) ")


@cache
def _right_before(name: str) -> re.Pattern[str]:
    return re.compile(rf" (?:{words(name)})(?: (?:the|a|an|its|his|her|their|just|only|some|about|a mere))? $")


@cache
def _before(side: str, relative: bool) -> re.Pattern[str]:
    """A verb right before the figure, a verb and "by", or "a rise of"."""
    takes = words(f"move_{side}" if relative else f"move_takes_{side}")
    nouns = words(f"move_nouns_{side}" if relative else f"move_sums_{side}")
    takes += f"|{words('move_off')}" if relative and side == "down" else ""
    fillers = rf"{_filler()}{{0,3}}" if relative else rf"(?: (?:{words('move_fillers')}|[a-z]+ly)){{0,2}}"
    alone = side if relative else rf"(?:(?:{words('before_sides')}|[,;:(–—“-]) {side}|(?<=^ ){side})"
    return re.compile(
        rf" (?:(?:{takes}|{alone}){fillers}"
        rf"|(?:{words(f'move_{side}')})(?: [a-z'’-]+){{0,6}}? by{_filler()}{{0,2}}"
        rf"|(?:{nouns})(?: [a-z'’-]+){{0,3}}?(?: ,)? of{_filler()}{{0,2}}"
        rf"|(?:the|that|this) (?:{nouns}) (?:at|was|is|to be|as){_filler()}{{0,1}}"
        rf"|(?:{nouns}) (?:reached|hit|came to|amounted to|stood at|averaged)) $"
    )


@cache
def _behind(side: str, kind: str) -> re.Pattern[str]:
    """A noun of change or a comparative right behind the figure: "the 8 per cent fall", "8% more than"."""
    nouns = words(f"move_nouns_{side}" if kind in _RELATIVE else f"move_sums_{side}")
    more = words("move_more" if side == "up" else "move_less")
    judged = "" if kind in (*_RELATIVE,) else rf"(?!(?:{words('judged')}) )"
    compared = r"(?: [a-z-]+){0,3} than" if kind == "count" else ""
    filler = rf"(?: (?!(?:{words('no_filler')}|{words('not_behind')}) )[a-z'’-]+)"
    return re.compile(
        rf"{filler}{{0,2}}? {judged}(?!cut (?!(?:{words('after_noun')}) ))(?:{nouns}|(?:{more}){compared}) "
    )
