"""A lowest figure above the highest, or a least figure above the most: "a low of 24, a high of 17"."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import combinations

from factcheck.consistency.bonds import nouns_in
from factcheck.consistency.crowd import is_crowded
from factcheck.consistency.kin import are_kin
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.windows import Window, joined
from factcheck.model import Bound, Kind
from factcheck.text import stem

KINDS = (Kind.MONEY, Kind.COUNT, Kind.MEASURE, Kind.PERCENT, Kind.DURATION, Kind.POINTS)
"""What a range can be of, besides ages and days."""
_ENDED = (*KINDS, Kind.AGE)
_HEDGED = (Bound.OVER, Bound.AT_LEAST, Bound.UNDER, Bound.UP_TO)
_REACH, _NEAR = 14, 6
"""Words between what makes a figure an end of a range and the figure, before it and behind."""
_FAR = 10
"""A lowest figure this many times the highest is of something else."""
_PLACED = Later(r" (?:in|on|for|at|of|among) (?!(?:the|its|their|his|her) (?:[a-z]+est|most|least) )")
_OPENS = Later(r" (?:<duration:\d+>|<year:\d+>|a year|the year|last|by then) ")
_OWNED = Later(r" [a-z-]+(?:'s|’s) (?:[a-z]+est|highs?|lows?|most|least) ")
_MARK = Later(r" [.,;:)–—-] ")
_OWN = Later(r" (?:(?P<how>[a-z]+) )?(?:at|for) (?:its|the|their|his|her)(?: very)? (?P<end>[a-z]+)(?= )")
_GOES = Later(r" (?:go|goes|going|run|runs|rise|rises|from <[a-z]+:\d+>) $")
_JOINS_ON = Later(r" (?:and|but|to|,|, with) $")
_OF = (" of the", " of its", " of their")
_LIMIT = Later(r"(?i)minimum|maximum")
_OF_ALL = Later(r"(?:^| )(?:was|is|were|are|and|but|,|;|while) [a-z]+$")
_BE = Later(r" (?:is|was|are|were|be|being) ")
_OF_WHAT = Later(r" (of|for|to|in|at) (?:(?:the|its|their|his|her|a|an) )?([a-z-]+)(?= )")
_JOINED = Later(r" (?:,|and|, and|or|but|, but) ")
_ASIDE = Later(r" , [^,<]* ,(?= )")
_JOIN = Later(r".* (?:and|but|or|yet|while|;) ")
_NOT = Later(r" (?:not|no|never|none|nobody|nowhere|nor|neither|cannot|can't|mustn't)(?: [a-z-]+){0,4} $")
_NOBODY = Later(r" (?:nobody|no one|no - one|none|nowhere|nothing|no other|not one)(?: [a-z-]+){0,3} $")
_SAID = Later(r"\b(?:according|said|says|say)\b")
_BUT = Later(r"(?:[a-z-]+ )?but <")
_MUST = Later(r" (?:must|should|have to|has to|need to|needs to) (?:[a-z]+ )?be ")
_ANOTHER = Later(r" (?:the|a|an|that|this|no|each|any) ")
_FRAMED = Later(r" (?:before|after|since|last|until|during|when|if|by|for|with|than|another|first|second|next) ")
_UP_TO = Later(r"(?i)up to|as (?:much|many|few)")
_WORDED = Later(r"(?i).*(?:least|most|less|more|fewer|minimum|maximum|up to|exceeding|as )")


def is_backwards(sheet: Sheet) -> Iterator[Contradiction]:
    """Every lower end of something that is above the upper."""
    for window in windows_with(sheet, _ENDED, "low_end", "high_end", hedged=True):
        yield from _labelled(sheet, window)


def windows_with(
    sheet: Sheet, kinds: Container[Kind], first: str, second: str, *, hedged: bool = False
) -> Iterator[Window]:
    """Each row with the next where the two have two figures of some kinds, and words of both lists, or a hedge."""
    for number, row in enumerate(sheet.rows):
        rows = sheet.around(number, after=1)
        if sum(slot.quantity.kind in kinds for one in rows for slot in one.slots) < 2:
            continue
        ends = sum(any(any_of(name).is_in(one.shape) for one in rows) for name in (first, second))
        hedges = sum(slot.quantity.bound in _HEDGED for one in rows for slot in one.slots) if hedged else 0
        if ends > 1 or (hedges and hedges + ends > 1):
            yield joined(rows, row)


@dataclass(frozen=True, slots=True)
class _End:
    """A figure of a window that is said to be the lower or the upper end of something, and the words `of` what.

    It is `bare` if only its own hedge says so: "at least 40".
    """

    slot: Slot
    number: int
    low: bool
    of: str
    bare: bool


def _labelled(sheet: Sheet, window: Window) -> Iterator[Contradiction]:
    """A lowest figure above the highest: "a low of 24 degrees, a high of 17"."""
    ends = list(_ends(sheet.text, window))
    for one, other in combinations(ends, 2):
        low, high = (one, other) if one.low else (other, one)
        if one.low is other.low or not are_alike(low.slot, high.slot) or one.number not in window.home:
            continue
        if one.bare or other.bare:
            fit = _are_tied(sheet.text, window, one, other)
        else:
            rivals = (end for end in ends if end not in (one, other) and not end.bare)
            fit = not any(are_alike(end.slot, low.slot) for end in rivals) and not _are_apart(window, one, other)
            fit = fit and " than the " not in window.between(one.number, other.number)
        if fit and _is_more(low, high):
            wrong = told(sheet, low.slot, high.slot, "more")
            if one.bare or other.bare or not is_crowded(sheet, wrong):
                yield wrong


def _ends(text: str, window: Window) -> Iterator[_End]:
    """The figures that words such as "lowest" or "at least" make an end; of counted things few of the former."""
    for number, one in enumerate(window.slots):
        if one.interval is None or one.quantity.kind not in _ENDED:
            continue
        before = f" {window.before(number)} "
        said = " ".join(_unowned(before).rpartition(f"<{one.quantity.kind.value}:")[2].split()[-_REACH:])
        hit = _owned(f" {window.after(number)} ")
        if hit is None and not any_of("another_span").is_in(_MARK.split(said)[-1]) and not said.endswith(_OF):
            found = [(hit.end(), name) for name in ("low_end", "high_end") for hit in any_of(name).finditer(said)]
            end, name = max(found, default=(0, ""))
            hit = (end, name, _of_what(said, end)) if name else _behind(window.after(number))
        if hit is not None and (not one.quantity.counted or any_of("plain_ends").is_in(said)):
            yield _End(one, number, hit[1] == "low_end", hit[2], bare=False)
        elif (low := _is_least(one, one.span.of(text), before, window.after(number))) is not None:
            limit = _JOINS_ON.search(before) and _LIMIT.search(one.span.of(text))
            labelled = limit or _NOBODY.search(before) or _GOES.search(before)
            yield _End(one, number, low, "  ", bare=bool(one.quantity.counted) or not labelled)


def _owned(after: str) -> tuple[int, str, str] | None:
    """The end that a phrase right behind a figure makes it, and no other: "12 metres deep at its deepest"."""
    found = _OWN.match(after)
    if found is None:
        return None
    ends = (name for name in ("low_end", "high_end") if any_of(name).fullmatch(found["end"]))
    return next(((found.end(), name, f" of {found['how'] or ''} ") for name in ends), None)


def _unowned(before: str) -> str:
    """The words before a figure, without such a phrase that is of the one before it."""
    _, last, tail = before.rpartition("> ")
    owned = _owned(f" {tail}") if last else None
    return tail[owned[0] - 1 :] if owned else before


def _of_what(said: str, end: int) -> str:
    """The words behind an end that tell what it is the end of; "=" where it is told of all: "highest in Kent"."""
    of = f" {said[end:].partition(',')[0].strip()} "
    return "= " if _OF_ALL.search(said[:end]) and _PLACED.match(of) else _BE.split(of)[0] + " "


def _behind(after: str) -> tuple[int, str, str] | None:
    """The end that words right behind a figure make it: "£7, the dearest"."""
    near = " ".join(after.partition("<")[0].split()[:_NEAR])
    found = [(hit.start(), name, "  ") for name in ("low_end", "high_end") for hit in any_of(name).finditer(near)]
    return min(found, default=None)


def _is_least(one: Slot, said: str, before: str, after: str) -> bool | None:
    """Whether a hedge makes a figure the least or the most there may be: "at least", "never more than"."""
    bound = one.quantity.bound
    if bound in (Bound.OVER, Bound.UNDER):
        if _NOT.search(before):
            return bound is Bound.UNDER
        both = before.endswith(" but ") or _BUT.match(after) or _MUST.search(before)
        return bound is Bound.OVER if both else None
    if bound in (Bound.AT_LEAST, Bound.UP_TO) and _WORDED.match(said):
        return bound is Bound.AT_LEAST or "as few" in said.lower()
    return None


def _are_tied(text: str, window: Window, one: _End, other: _End) -> bool:
    """Whether the second of two hedged figures is of what the first is of, for nothing else is named with it."""
    between, behind = window.between(one.number, other.number), window.after(other.number)
    if _JOINED.fullmatch(between):
        return True
    first, opening = window.sentence(one.number), f" {window.before(other.number)} "
    if window.order(one.number) != window.order(other.number):
        if _SAID.search(behind):
            return False
    else:
        join = _JOIN.match(_ASIDE.sub(" ", between))
        if join is None:
            return False
        first, opening = f"{window.before(one.number)} {join[0]}", _ASIDE.sub(" ", between)[join.end() - 1 :]
    known, opening = {stem(word) for word in first.split()}, _ASIDE.sub(" ", opening)
    new = [word for word in opening.split() if _is_new(word, known)]
    if "<" in between or any(_is_new(word, known) for word in _MARK.split(f" {behind} ")[0].split()):
        return False
    if not new:
        return True
    goes_on = opening.split()[0] not in new and not _ANOTHER.match(opening) and not _FRAMED.search(opening)
    return goes_on and not any(_UP_TO.match(end.slot.span.of(text)) for end in (one, other))


def _is_new(word: str, known: Container[str]) -> bool:
    return word not in word_set("adds_nothing") and stem(word) not in known


def _are_apart(window: Window, one: _End, other: _End) -> bool:
    """Whether each is of its own place or time, or the second sentence is of another than the first."""
    first, second = (dict(_OF_WHAT.findall(end.of)) for end in (one, other))
    if any(first[word] != second[word] for word in first.keys() & second.keys()):
        return True
    if window.order(one.number) != window.order(other.number):
        opening = window.sentence(other.number)
        if _OPENS.match(opening) or _PLACED.match(opening) or _OWNED.match(opening):
            return True
        ours, theirs = (() if is_verb_behind(end.of) else nouns_in(end.of) for end in (one, other))
        if ours and theirs and not are_kin(ours, theirs):
            return True
    if (one.of == "= ") is not (other.of == "= ") and _PLACED.search(one.of + other.of):
        return True
    return all(_PLACED.match(f" {window.after(end.number)} ") for end in (one, other))


def is_verb_behind(of: str) -> bool:
    """Whether a verb, and no noun, stands behind an end: "the dearest costs £20", "the lightest tipped"."""
    first, *rest = of.split() or [""]
    verbs = any(any_of(name).fullmatch(first) for name in ("sized", "steady"))
    return not rest or first.endswith("ed") or verbs


def _is_more(low: _End, high: _End) -> bool:
    """Whether a figure surely is more than another; a hedge is taken for what it says."""
    first, second = low.slot, high.slot
    exact = first.step == second.step and first.quantity.bound is second.quantity.bound is Bound.EXACT
    least = first.value if low.bare or exact or first.interval is None else first.interval.low
    limited = high.bare or exact or second.quantity.bound is Bound.OVER
    most = second.value if limited or second.interval is None else second.interval.high
    return least is not None and most is not None and 0 < least - most <= _FAR * abs(most)


def are_alike(first: Slot, second: Slot) -> bool:
    """Whether both are of one kind and unit; one may leave its unit to the other: "between 30 and 20 metres"."""
    one, two = first.quantity, second.quantity
    if Kind.AGE in (one.kind, two.kind) or one.when is not None:
        return True
    if one.kind is two.kind:
        return one.unit == two.unit and (one.counted == two.counted or "" in (one.counted, two.counted))
    bare = [quantity for quantity in (one, two) if quantity.kind is Kind.COUNT and not quantity.counted]
    return bool(bare) and {one.kind, two.kind} & {Kind.MEASURE, Kind.DURATION, Kind.MONEY} != set()


def told(sheet: Sheet, first: Slot, second: Slot, more: str) -> Contradiction:
    """That the first end is `more` than the second, or "later"."""
    said = [one.span.of(sheet.text) for one in (first, second)]
    sum_ = f"the least, {said[0]}, is more than the most, {said[1]}"
    if more == "later":
        sum_ = f"the beginning, {said[0]}, is later than the end, {said[1]}"
    return Contradiction(second, (first,), sum_, f"the two the other way round, or another than {said[1]}")
