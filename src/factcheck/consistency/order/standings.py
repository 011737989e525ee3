"""The place that each figure has in a ranking, by the words around it: "the second-largest", "runner-up"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from factcheck.consistency.pairs import unhedged
from factcheck.consistency.phrases import SLOT, AnyOf, Later, any_of, words
from factcheck.consistency.sheet import Row, Slot, sharpened, unlisted
from factcheck.model import DATED, Kind, Span
from factcheck.tables import tables

LAST = 99
"""The place of one that is only known not to be the first."""
_LEFT_OUT = (*DATED, Kind.ORDINAL)
_FAR, _REACH = 200, 15
"""Characters of the sentence before a row, and words between a place and its figure."""
_OF_THOSE = Later(
    r"(?<!\S)(?:(?:of|among|between) (?:the|its|his|her|their|these|those|all|our|(?:the )?[a-z]+['’]s)"
    r"|[a-z]*est of|top|last|first)$"
)
_POINT = Later(r"(?:^|(?<=\n))\s*1[.)]\s*$")
_GOES_ON = Later(r"(?:it|its|they|their|he|his|she|her|that|there) ")
_BARE = Later(r"(?<!\S)\d{1,3}(?:,\d{3})*(?:\.\d+)?(?= (?:[,;.)]|and|while|but|in|at)(?!\S)|$)")
_NAMED = Later(r"(?:[, ](?:the )?[A-Z][\w’'-]+ |(?:with|on|at|had|has|have) )$")
_DIGIT = Later(r"\d")


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure with its `place`, 0 where nothing is said of it; `most` whether the first has the most, if known.

    `before` are the words of its sentence before it, `cue` is the superlative or the like that gives the place, and
    `behind` the words between that and the next figure or mark.
    """

    slot: Slot
    row: Row
    before: str
    place: int = 0
    most: bool | None = None
    cue: str = ""
    behind: str = ""


def standings(text: str, rows: Sequence[Row]) -> list[Standing]:
    """All figures of neighbouring rows with their places; the first of "It has ..." takes the place told before it."""
    found: list[Standing] = []
    changes = any(
        any_of(way).is_in(cue[-1]) for row in rows for cue in _cues(row.shape) for way in ("of_rise", "of_fall")
    )
    told = _cues(shape_of(lead(text, rows[0]))) if is_pronoun(rows[0].shape) else ()
    for row in rows:
        shape = _ORDINAL.sub(lambda one, row=row: row.slot(one[0]).span.of(text).lower(), row.shape)
        slots = sorted([*_figures(row, shape, changes=changes), *_bare(text, row, shape)], key=lambda one: one[0])
        cues = _cues(shape)
        given = _given(shape, [at for at, _ in slots], cues)
        if told and slots and is_pronoun(shape):
            given[slots[0][0]] = told[-1]
        if _alone().match(shape):
            found = [replace(one, place=one.place or 2) for one in found]
        found += [Standing(slot, row, shape[:at], *given.get(at, (0, 0, 0, None))[2:]) for at, slot in slots]
        told = cues if not slots else ()
    return found


def _given(shape: str, places: Sequence[int], cues: Sequence[_Cue]) -> dict[int, _Cue]:
    """The words that give each figure of a shape its place."""
    given: dict[int, _Cue] = {}
    for number, cue in enumerate(cues):
        at = _figure_of(shape, places, cues, number)
        if at is not None:
            given.setdefault(at, cue)
    alone, led = _alone().match(shape), _LED.search(shape)
    if alone is not None:
        than = _THAN.match(shape, alone.end()) if places and " , " in shape[: places[0]] else None
        split = than.end() if than is not None and than.end() > places[0] else len(shape)
        return {at: (0, 0, 2 if at > split else 1, alone["less"] is None, "only", "") for at in places}
    behind = [at for at in places if led is not None and at > led.end()]
    return dict.fromkeys(behind, (0, 0, LAST, None, "", "")) | given


_Cue = tuple[int, int, int, bool | None, str, str]
"""Where a place is told in a shape, which, whether the first has the most, its words and those behind it."""
_LED = Later(r"(?<!\S)(?:ahead of|in front of|followed by|trailed by|next (?:comes?|came)|then come|then came)(?! <)")
"""Words behind which all figures of a sentence are of those that are not the first."""
_ORDINAL = Later(r"<ordinal:\d+>")
_THAN = Later(r" than (?!<)")
_IN_TIME = Later(
    r"(?: [a-z]+){0,4}? (?:(?:for|in|over)(?: [a-z]+){0,2} <(?:duration|period):\d+>"
    r"|since(?: [a-z]+){0,6} <[a-z]+:\d+>)"
)


@cache
def _alone() -> re.Pattern[str]:
    """A sentence of those that alone are placed before another: "Only Lagos, with 90 berths, is larger"."""
    return re.compile(rf"only .* (?:[a-z]+) (?:{words('more_forms')}|(?P<less>{words('less_forms')}))(?!\S)")


def is_pronoun(shape: str) -> bool:
    """Whether a sentence goes on about the one before: "It has 48,000 people"."""
    return _GOES_ON.match(shape) is not None


@lru_cache(maxsize=64)
def _cues(shape: str) -> tuple[_Cue, ...]:
    if not tells_a_place(shape):
        return ()
    found = []
    for one in ranks().finditer(shape):
        bound = _IN_TIME.match(shape, one.end())
        if bound is not None:
            found.append((one.start(), bound.end(), *_read(one), one[0], bound[0].strip()))
            continue
        behind = re.split(r"[,;:.<“”]", shape[one.end() :], maxsplit=1)[0].strip()
        found.append((one.start(), one.end(), *_read(one), one[0], behind))
    return tuple(found)


def _figure_of(shape: str, places: Sequence[int], cues: Sequence[_Cue], number: int) -> int | None:
    """Where the figure of a place stands: the first behind it, or else the only one before it."""
    start, end = cues[number][:2]
    limit = cues[number + 1][0] if number + 1 < len(cues) else len(shape)
    left = cues[number - 1][1] if number else 0
    for at in places:
        between = shape[end:at]
        if end <= at < limit and ";" not in between and len(between.split()) <= _REACH:
            return at
    before = [at for at in places if left <= at < start]
    return before[0] if len(before) == 1 and ";" not in shape[before[0] : start] else None


@lru_cache(maxsize=64)
def shape_of(text: str) -> str:
    """The words and signs of a text in lower case, with single spaces."""
    return " ".join(_WORDS.findall(text.lower()))


_WORDS = Later(r"[\w’']+|[^\w\s]")


def lead(text: str, row: Row) -> str:
    """The sentence or line before a row, which may have no figure and so no row of its own."""
    before = _POINT.sub("", text[max(0, row.span.start - _FAR) : row.span.start]).rstrip()
    said = re.split(r"(?<=[.!?])\s|\n", before)[-1] if before else ""
    return "" if _DIGIT.search(said) else said


def is_rankable(slot: Slot) -> bool:
    """Whether a figure can have a place at all."""
    return slot.interval is not None and slot.quantity.kind not in _LEFT_OUT


def _figures(row: Row, shape: str, *, changes: bool) -> Iterator[tuple[int, Slot]]:
    """The figures of a row that can be ranked: no dates, no number of those ranked, and differences where `changes`."""
    for found in SLOT.finditer(shape):
        slot = row.slots[int(found[2])]
        if not is_rankable(slot) or (not changes and _is_gap(shape, found)):
            continue
        counted = slot.quantity.kind is Kind.COUNT
        if counted and slot.value == 1:
            continue
        left, right = shape[: found.start()].rstrip(), shape[found.end() :]
        if not counted or not (_OF_THOSE.search(left) or right.startswith((" - ", " ‑ "))):
            yield found.start(), unhedged(slot)


def _bare(text: str, row: Row, shape: str) -> Iterator[tuple[int, Slot]]:
    """The numbers behind names that nothing took for figures: "the Spire is 198 metres high and the Needle 224"."""
    at = row.span.start
    for found in _BARE.finditer(shape):
        at = text.find(found[0], at, row.span.end)
        if at < 0:
            return
        span = Span(at, at + len(found[0]))
        at = span.end
        if _NAMED.search(text[row.span.start : span.start]) and not any(
            slot.span.start < span.end and span.start < slot.span.end for slot in row.slots
        ):
            digits = found[0].partition(".")[2]
            slot = unlisted(text, span, Decimal(found[0].replace(",", "")))
            yield found.start(), sharpened(slot, Decimal(1).scaleb(-len(digits)))


def _is_gap(shape: str, found: re.Match[str]) -> bool:
    """Whether a figure is by how much something differs."""
    left, right = shape[: found.start()].rsplit(None, 2)[-2:], shape[found.end() :].split(None, 2)[:2]
    if any_of("no_gap").is_in(" ".join(left)):
        return False
    if any_of("gap_before").is_in(" ".join(left[-1:])) or any_of("gap_behind").is_in(" ".join(right[:1])):
        return True
    return right == ["of", "the"]


def _read(found: re.Match[str]) -> tuple[int, bool | None]:
    places = tables("consistency")["places"]
    most = True if found["most"] or found["none_more"] else False if found["least"] or found["none_less"] else None
    if found["nth"]:
        return int(places[found["nth"]]), most
    if found["placed"]:
        return next(int(places[word]) for word in found["placed"].split() if word in places), None
    told = {"last": LAST, "second": 2, "third": 3}
    return next((place for name, place in told.items() if found[name]), 1), most


def tells_a_place(shape: str) -> bool:
    """Whether a sentence may tell a place, which is soon known."""
    return (
        _ranking().is_in(shape)
        or shape.startswith("only ")
        or ((" than " in shape or " as " in shape) and (shape.startswith("no") or " no" in shape))
    )


@cache
def _ranking() -> AnyOf:
    names = ("most_words", "least_words", "either_words", "first_words", "second_words", "third_words")
    entries = [
        entry for name in (*names, "its_place", "its_second", "its_last") for entry in tables("consistency")[name]
    ]
    return AnyOf([*entries, "most", "least", "any", "anyone", "anywhere", "anybody", *tables("consistency")["places"]])


@cache
def ranks() -> re.Pattern[str]:
    """Words that give a place: "the largest", "second-largest", "runner-up", "no bank lends more than"."""
    none = r"(?:no|nowhere|nobody|no one|none)(?: (?:[a-z’']+|<count:\d+>)){1,7}"
    nth = "|".join(tables("consistency")["places"])
    came = r"(?:finished|came|placed|ranked|lies?|lying|stands?|beaten into|claimed|took|is|was|were|are|in|secured)"
    placed = rf"{came} (?:{nth})(?! (?:- )?(?:{words('no_nth')})(?!\S))"
    placed += rf"|(?:{nth}) (?:- (?:placed|ranked)|went to)|the (?:{nth})(?= ,(?! (?:an?|<|[a-z]+ later)(?!\S)))"
    degree = r"[a-z]+(?:ed|ive|ant|ous|ful|ar|ble|al|ent|ic)(?!\S)"
    more, less = (
        rf"(?:{kind}) (?:[a-z]+ ){{0,7}}than (?:(?:in|at|on|from|by|for) )?any(?: other|where|one|body)?"
        for kind in (words("more_forms"), words("less_forms"))
    )
    as_more, as_less = (rf"as (?:{words(kind)})(?: [a-z]+){{0,6}} as" for kind in ("as_more_forms", "as_less_forms"))
    most = f"{words('most_words')}|most (?:- )?{degree}|the most(?! part| {degree})|{more}"
    least = f"{words('least_words')}|least (?:- )?{degree}|the least(?! {degree})|{less}"
    return re.compile(
        rf"(?<!\S)(?<!old )(?<!previous )(?<!former )(?<!on )(?<!whose )(?<!his )(?<!her )"
        rf"(?:(?:(?P<nth>{nth}) (?:- )?)?"
        rf"(?:(?P<least>{least})|(?P<most>{most})|(?:{words('either_words')})(?! -))"
        rf"(?! (?:rival|challenger|competitor|opponent|hope|fear|worry|reason|aim|label|shop|deal|has)s?(?!\S))"
        rf"|(?P<none_more>{none} (?:(?:{words('more_forms')})(?: [a-z]+){{0,6}} than(?: any)?|{as_more}))"
        rf"|(?P<none_less>{none} (?:(?:{words('less_forms')})(?: [a-z]+){{0,6}} than(?: any)?|{as_less}))"
        rf"|(?P<placed>{placed})|(?<!of )(?P<second>{words('second_words')}|{words('its_second')})"
        rf"|(?P<third>{words('third_words')})"
        rf"|(?P<first>(?:{words('first_words')}|{words('its_place')})(?! (?:most|[a-z]{{3,}}est)(?!\S)))"
        rf"|(?P<last>{words('its_last')}))(?!\S)"
    )
