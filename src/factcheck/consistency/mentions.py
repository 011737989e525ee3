"""Figures of a draft with the words beside them, by which two are known to speak of the same thing."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from factcheck.claims import Setting
from factcheck.consistency.sheet import Row, Sheet, Slot
from factcheck.extraction.counted import singular
from factcheck.extraction.nouns import is_plural
from factcheck.model import Kind, Period
from factcheck.tables import tables, wordset
from factcheck.text import Token, lower_at, stem

_MOST = 40
"""Figures before or behind one that it is held against at the most."""
_NEAR, _BESIDE = 9, 5
"""Tokens to either side of a figure in its clause that say what it is, and fewer that may tell it from another."""
_DATED = 10
"""Tokens between a figure and the year in which it was so."""
OPENING = 6
"""Tokens at the beginning of a sentence that say of what or when all of it is."""
_NAMED, _AGES = 4, range(1, 111)
"""Tokens before an age that name whose it is, and what an age can be."""
_MARKUP = re.compile(r"[|`{}]|https?:")
"""What stands in tables and code, not in sentences."""
FIGURE = "#"
"""Where the figure stands among the words beside it."""
_PLACED = [(word,) for word in ("in", "at", "on", "across", "among", "for", "outside", "elsewhere")]
_LABEL = 4
"""Tokens before a colon that name a figure or a picture at the most."""
_COMPARED = (Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.DURATION, Kind.AGE, Kind.POINTS)


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure, the number of its row, and what is said beside it.

    `own` are the nouns that it counts or stands before, in the singular, and `head` the last of them; `of` the nouns
    that it is said of, `about` the stems of those and of the words near it. `near` are the words of its clause,
    `beside` fewer, `opening` a phrase at the beginning of the sentence, `words` the stems of all of it.

    `definite` says that it is spoken of as known ("the 12 men"), `owner` whose it is, `is_whole` that a part stands
    before it ("two of the 12"), `restricted` that words behind say which. `headline` is a line or caption above the
    text, `label` what a colon names, `named` the name before an age.
    """

    slot: Slot
    row: int
    kind: Kind
    head: str
    own: frozenset[str]
    of: frozenset[str]
    about: frozenset[str]
    near: tuple[str, ...]
    beside: tuple[str, ...]
    opening: tuple[str, ...]
    words: frozenset[str]
    named: frozenset[str]
    places: frozenset[str]
    period: Period | None
    dated: bool
    before: str
    behind: str
    difference: bool
    definite: bool
    owner: str
    is_whole: bool
    restricted: bool
    same_time: bool
    headline: bool
    label: frozenset[str]


def mentions(sheet: Sheet, *, ratios: bool = False, rows: Container[int] | None = None) -> Iterator[Mention]:
    """Every figure of the draft, or of some `rows`, that can be held against another: single ones, no dates.

    `ratios` are given if asked for.
    """
    kinds = (*_COMPARED, Kind.RATIO) if ratios else _COMPARED
    for number, row in enumerate(sheet.rows):
        if (rows is not None and number not in rows) or _MARKUP.search(row.shape):
            continue
        headline = _is_headline(sheet, number, row)
        for slot in row.slots:
            quantity = slot.quantity
            loose = quantity.loose and quantity.kind is not Kind.RATIO
            if slot.interval is not None and quantity.kind in kinds and not loose and quantity.low == quantity.high:
                yield _known(sheet, number, slot, headline=headline)


def nearest(every: Sequence[Mention], number: int, *, after: bool = False) -> Sequence[Mention]:
    """The figures before one, and if wanted it and those after it, as far as they may be held against it.

    More than an article has of them is a table or a report, in which figures so far apart are of different things.
    """
    return every[max(0, number - _MOST) : number + _MOST if after else number]


def _known(sheet: Sheet, number: int, slot: Slot, *, headline: bool) -> Mention:
    """The mention, which several checks ask for."""
    known: dict[object, Mention] = sheet.memo.setdefault("mentions", {})
    if slot.span not in known:
        known[slot.span] = _mention(sheet, number, slot, headline=headline)
    return known[slot.span]


def shared_words(first: Mention, second: Mention) -> frozenset[str]:
    """Stems of words beside both figures that are not what they count."""
    own = frozenset(stem(word) for one in (first, second) for word in one.own)
    return (first.about & second.about) - first.own - second.own - own


def opens_with_place(one: Mention) -> bool:
    """Whether the sentence opens with a place or part, in which the figure does not stand: "In the north it was"."""
    return one.opening[:1] in _PLACED and len(one.opening) > 1 and one.period is None


def _mention(sheet: Sheet, number: int, slot: Slot, *, headline: bool) -> Mention:
    claim = sheet.claims[slot.claim]
    setting: Setting = claim.setting
    ts, (first, after) = setting.sentence.tokens, setting.figure
    start, end = _bounds(ts, setting)
    left, right = max(start, first - _BESIDE), min(end, after + _BESIDE)
    behind, before = lower_at(ts, max(setting.noun[1], after)), lower_at(ts, first - 1)
    if lower_at(ts, first - 2) == "as" and before in ("a", "an"):
        before = "as"
    own, said = _nouns(ts, setting.noun), slot.quantity.measured.split()
    content = [token.stem for token in (*ts[start:first], *ts[after:end]) if _is_content(token)]
    return Mention(
        slot,
        number,
        _kind(ts, setting.figure, slot, counted=bool(own)),
        head=own[-1] if own else "",
        own=frozenset(own),
        of=frozenset(singular(word.lower()) for word in said if word.islower() or word == ts[0].text),
        about=frozenset((*map(stem, said), *content)),
        near=(*map(_said, ts[start:first]), FIGURE, *map(_said, ts[after:end])),
        beside=(*map(_said, ts[left:first]), FIGURE, *map(_said, ts[after:right])),
        opening=tuple(map(_said, ts[: min(OPENING, first)] if ts[0].lower in _list("openings") else ())),
        words=frozenset(token.stem for token in ts if _is_content(token)),
        named=frozenset(t.text for t in ts[max(0, first - _NAMED) : first] if t.is_title and _is_content(t)),
        places=frozenset(mention.place.name for mention in setting.places),
        period=claim.period,
        dated=_is_dated(ts, setting, first),
        before=before,
        behind=behind,
        difference=setting.difference and (lower_at(ts, first - 2) != "by" or before in _list("articles")),
        definite=_is_definite(ts, first),
        owner=next((ts[i].stem for i in (first - 1, first - 2) if lower_at(ts, i).endswith(("'s", "’s"))), ""),
        is_whole=lower_at(ts, first - 2) == "of" and any(figure.after == first - 2 for figure in setting.figures),
        restricted=behind in _list("restricting"),
        same_time=_is_at_same_time(ts[max(0, first - _BESIDE) : after + _BESIDE]),
        headline=headline or bool(_label(ts, _LABEL + 1) & _list("above_text")),
        label=_label(ts, first) if before == ":" else frozenset(),
    )


def _bounds(ts: tuple[Token, ...], setting: Setting) -> tuple[int, int]:
    """The tokens of a figure's own clause near it."""
    (first, after), (low, high) = setting.figure, setting.clause
    if low == first and first and ts[first - 1].text == ",":  # an apposition: "the rate that month, 4%, was low"
        low = max(0, first - _BESIDE)
    return _start(ts, max(low, first - _NEAR), first), _end(ts, after, min(high, after + _NEAR))


def _is_at_same_time(ts: tuple[Token, ...]) -> bool:
    return any(f"{first.lower} {second.lower}" in _list("same_times") for first, second in pairwise(ts))


def _kind(ts: tuple[Token, ...], figure: tuple[int, int], slot: Slot, *, counted: bool) -> Kind:
    """The kind of a figure; a bare one between commas is an age ("Teacher, 34, jailed"), but not of "the number"."""
    first, after = figure
    kind = slot.quantity.kind
    aside = after - first == 1 and lower_at(ts, first - 1) in (",", "at") and lower_at(ts, after) in (",", ".", "")
    if not aside or counted or slot.value not in _AGES or kind not in (Kind.COUNT, Kind.AGE):
        return kind
    return Kind.COUNT if lower_at(ts, first - 2) in _list("twice_tallies") else Kind.AGE


def _said(token: Token) -> str:
    """A word in lower case, and the month of May as it is."""
    return token.text if token.text == "May" else token.lower


def _start(ts: tuple[Token, ...], low: int, first: int) -> int:
    """Where the words before a figure begin that are of its own clause."""
    return next((i + 1 for i in range(first - 1, low - 1, -1) if _is_joint(ts, i)), low)


def _is_joint(ts: tuple[Token, ...], i: int) -> bool:
    """Whether one clause ends at a word and another begins; "that day" begins none, nor "a year before"."""
    if ts[i].lower in ("before", "after") and lower_at(ts, i - 1) in wordset("grammar", "times"):
        return False
    pair = f"{ts[i].lower} {lower_at(ts, i + 1)}"
    return ts[i].lower in wordset("words", "joints") and pair not in _list("same_times")


def _is_dated(ts: tuple[Token, ...], setting: Setting, first: int) -> bool:
    """Whether a year stands behind the figure, or opens the sentence, that says when it was so."""
    years = [figure.first for figure in setting.figures if figure.kind in (Kind.YEAR, Kind.PERIOD)]
    in_year = [year for year in years if lower_at(ts, year - 1) in _list("before_years")]
    return any(year < OPENING or 0 < year - first <= _DATED for year in in_year)


def _end(ts: tuple[Token, ...], after: int, limit: int) -> int:
    """Where the words behind a figure end that are of its own clause."""
    return next((i for i in range(after, limit) if _is_joint(ts, i)), limit)


def _nouns(ts: tuple[Token, ...], bounds: tuple[int, int]) -> list[str]:
    """The nouns of a noun phrase in the singular, up to a verb: a participle at its end, or one behind a plural."""
    found: list[str] = []
    for i in range(*bounds):
        if ts[i].kind == "word":
            if found and ts[i].lower.endswith("ed") and is_plural(ts[i - 1]):
                break
            found.append(ts[i].lower)
    while found and (found[-1].endswith("ed") or found[-1] in wordset("words", "verbs")):
        found.pop()
    return [singular(word.removesuffix("'s").removesuffix("’s")) for word in found]


def _is_content(token: Token) -> bool:
    return token.kind == "word" and len(token.text) > 2 and token.lower not in wordset("words", "stop")


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(tables("consistency")[name])


def _is_definite(ts: tuple[Token, ...], first: int) -> bool:
    """Whether what stands before the figure speaks of something known: "the", "its new"."""
    for i in (first - 1, first - 2):
        if lower_at(ts, i) in _list("same_references"):
            return not (lower_at(ts, i) == "all" and lower_at(ts, i - 1) == "in")
        if i < 0 or ts[i].lower not in _list("known_adjectives"):
            return False
    return False


def _label(ts: tuple[Token, ...], first: int) -> frozenset[str]:
    """What a colon near the beginning of the sentence names."""
    colon = next((i for i, token in enumerate(ts[: min(first, _LABEL + 1)]) if token.text == ":"), None)
    return frozenset(token.stem for token in ts[: colon or 0])


def _is_headline(sheet: Sheet, number: int, row: Row) -> bool:
    """Whether a row is a line without a full stop right above the row that follows."""
    if number + 1 >= len(sheet.rows) or sheet.text[row.span.end - 1] in ".!?;,":
        return False
    between = sheet.text[row.span.end : sheet.rows[number + 1].span.start]
    return "\n" in between and not between.strip()
