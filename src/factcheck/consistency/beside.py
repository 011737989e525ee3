"""A figure of a draft with the words beside it, by which it is known what it is of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from factcheck.claims import Setting
from factcheck.consistency.phrases import word_set
from factcheck.consistency.sheet import Slot
from factcheck.extraction.counted import singular
from factcheck.extraction.nouns import is_plural
from factcheck.model import Claim, Kind, Period
from factcheck.tables import tables, wordset
from factcheck.text import Token, lower_at

_CLAUSE, _BESIDE = 9, 5
"""Tokens to either side of a figure that are read at most, and that may tell it from another."""
_DATED = 10
"""Tokens between a figure and the year in which it was so."""
OPENING = 6
"""Tokens at the beginning of a sentence that say of what or when all of it is."""
FIGURE = "#"
"""Where the figure stands among the words beside it."""
_NAMED = 6
"""Tokens before a figure, and one more, among which its name stands."""
_TIES, _PARTED = ("of", ",", ":", "at"), (",", "-", "–", "—", "(", "which", "who")
_AGES = range(1, 111)
"""What an age can be."""
_LABEL = 4
"""Tokens before a colon that name a figure or a picture at the most."""


@dataclass(frozen=True, eq=False)
class Mention:
    """A figure, the number of its row, its kind, and what is said beside it, which is read when it is asked for.

    `line` says that its row is a line without a full stop right above another.
    """

    slot: Slot
    row: int
    kind: Kind
    claim: Claim
    line: bool

    @property
    def _tokens(self) -> tuple[Token, ...]:
        return self._setting.sentence.tokens

    @property
    def _setting(self) -> Setting:
        setting: Setting = self.claim.setting
        return setting

    @property
    def period(self) -> Period | None:
        """When it was so."""
        return self.claim.period

    @cached_property
    def own(self) -> frozenset[str]:
        """The nouns that it counts or stands before, in the singular."""
        return frozenset(self._nouns)

    @property
    def head(self) -> str:
        """The last of its own nouns."""
        return self._nouns[-1] if self._nouns else ""

    @cached_property
    def _nouns(self) -> list[str]:
        return _nouns(self._tokens, self._setting.noun)

    @cached_property
    def of(self) -> frozenset[str]:
        """The nouns that it is said of."""
        first = self._tokens[0].text
        said = self.slot.quantity.measured.split()
        return frozenset(singular(word.lower()) for word in said if word.islower() or word == first)

    @cached_property
    def near(self) -> tuple[str, ...]:
        """The words of its clause."""
        return self._around(*self._bounds)

    @cached_property
    def beside(self) -> tuple[str, ...]:
        """Fewer of the words of its clause."""
        (start, end), (first, after) = self._bounds, self._setting.figure
        return self._around(max(start, first - _BESIDE), min(end, after + _BESIDE))

    def _around(self, start: int, end: int) -> tuple[str, ...]:
        first, after = self._setting.figure
        return (*map(_said, self._tokens[start:first]), FIGURE, *map(_said, self._tokens[after:end]))

    @cached_property
    def _bounds(self) -> tuple[int, int]:
        return _clause(self._setting)

    @cached_property
    def opening(self) -> tuple[str, ...]:
        """A phrase at the beginning of the sentence."""
        ts = self._tokens
        last = min(OPENING, self._setting.figure[0]) if ts[0].lower in word_set("openings") else 0
        return tuple(map(_said, ts[:last]))

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of all words of the sentence."""
        return frozenset(token.stem for token in self._tokens if is_content(token))

    @cached_property
    def places(self) -> frozenset[str]:
        """The names of the places that it is said of."""
        return frozenset(mention.place.name for mention in self._setting.places)

    @cached_property
    def dated(self) -> bool:
        """Whether a year near it says when it was so."""
        return _is_dated(self._tokens, self._setting, self._setting.figure[0])

    @cached_property
    def before(self) -> str:
        """The word before it; "as" for "as a"."""
        last = self._before(1)
        return "as" if last in ("a", "an") and self._before(2) == "as" else last

    def _before(self, steps: int) -> str:
        return lower_at(self._tokens, self._setting.figure[0] - steps)

    @cached_property
    def behind(self) -> str:
        """The word behind it and its nouns."""
        return lower_at(self._tokens, max(self._setting.noun[1], self._setting.figure[1]))

    @property
    def difference(self) -> bool:
        """Whether it is by how much something changed or differs."""
        return self._setting.difference and (self._before(2) != "by" or self.before in word_set("articles"))

    @cached_property
    def definite(self) -> bool:
        """Whether it is spoken of as known: "the 12 men"."""
        return _is_definite(self._tokens, self._setting.figure[0])

    @cached_property
    def named(self) -> bool:
        """Whether a noun with an article stands before it: "the new price of 40p", "its top speed, 12mph"."""
        before = [self._before(steps) for steps in range(2, _NAMED)]
        return self.before in _TIES and any(word in word_set("same_references") for word in before)

    @cached_property
    def apposed(self) -> bool:
        """Whether it says more of a thing right before it: "a walk, a 12-mile stroll", "which at 12kg"."""
        return self.before in ("a", "an", "at") and self._before(2) in _PARTED

    @cached_property
    def headline(self) -> bool:
        """Whether it stands in a line or caption above the text."""
        return self.line or bool(_label(self._tokens, _LABEL + 1) & word_set("above_text"))


def kind_of(setting: Setting, slot: Slot) -> Kind:
    """The kind of a figure; a bare one between commas is an age ("Teacher, 34, jailed"), but not of "the number"."""
    ts, (first, after) = setting.sentence.tokens, setting.figure
    kind = slot.quantity.kind
    if kind not in (Kind.COUNT, Kind.AGE) or after - first != 1 or lower_at(ts, first - 1) not in (",", "at"):
        return kind
    if lower_at(ts, after) not in (",", ".", "") or slot.value not in _AGES or _nouns(ts, setting.noun):
        return kind
    return Kind.COUNT if lower_at(ts, first - 2) in word_set("twice_tallies") else Kind.AGE


def _said(token: Token) -> str:
    """A word in lower case, and the month of May as it is."""
    return token.text if token.text == "May" else token.lower


def _is_dated(ts: tuple[Token, ...], setting: Setting, first: int) -> bool:
    """Whether a year stands behind the figure, or opens the sentence, that says when it was so."""
    years = [figure.first for figure in setting.figures if figure.kind in (Kind.YEAR, Kind.PERIOD)]
    in_year = [year for year in years if lower_at(ts, year - 1) in word_set("before_years")]
    return any(year < OPENING or 0 < year - first <= _DATED for year in in_year)


def _nouns(ts: tuple[Token, ...], bounds: tuple[int, int]) -> list[str]:
    """The nouns of a noun phrase in the singular, up to a verb: a participle at its end, or one behind a plural."""
    found: list[str] = []
    for i in range(*bounds):
        if ts[i].kind == "word":
            if ts[i].lower in word_set("no_nouns") or (found and ts[i].lower.endswith("ed") and is_plural(ts[i - 1])):
                break
            found.append(ts[i].lower)
    while found and (found[-1].endswith("ed") or found[-1] in wordset("words", "verbs")):
        found.pop()
    return [singular(word.removesuffix("'s").removesuffix("’s")) for word in found]


def is_content(token: Token) -> bool:
    """Whether a token is a word that says more than the small ones."""
    return token.kind == "word" and len(token.text) > 2 and token.lower not in wordset("words", "stop")


def _is_definite(ts: tuple[Token, ...], first: int) -> bool:
    """Whether what stands before the figure speaks of something known: "the", "its new"."""
    for i in (first - 1, first - 2):
        if lower_at(ts, i) in word_set("same_references"):
            if lower_at(ts, i) == "that":  # else it begins a clause: "said that 12 were hurt"
                return i == 0 or lower_at(ts, i - 1) in wordset("grammar", "prepositions")
            return not (lower_at(ts, i) == "all" and lower_at(ts, i - 1) == "in")
        if i < 0 or ts[i].lower not in word_set("known_adjectives"):
            return False
    return False


def _label(ts: tuple[Token, ...], first: int) -> frozenset[str]:
    """What a colon near the beginning of the sentence names."""
    colon = next((i for i, token in enumerate(ts[: min(first, _LABEL + 1)]) if token.text == ":"), None)
    return frozenset(token.stem for token in ts[: colon or 0])


def _clause(setting: Setting) -> tuple[int, int]:
    """The tokens of a figure's own clause near it."""
    ts, (first, after), (low, high) = setting.sentence.tokens, setting.figure, setting.clause
    if low == first and first and ts[first - 1].text == ",":  # an apposition: "the rate that month, 4%, was low"
        low = max(0, first - _BESIDE)
    return _start(ts, max(low, first - _CLAUSE), first), _end(ts, after, min(high, after + _CLAUSE))


def _start(ts: tuple[Token, ...], low: int, first: int) -> int:
    """Where the words before a figure begin that are of its own clause."""
    return next((i + 1 for i in range(first - 1, low - 1, -1) if _is_joint(ts, i)), low)


def _end(ts: tuple[Token, ...], after: int, limit: int) -> int:
    """Where the words behind a figure end that are of its own clause."""
    return next((i for i in range(after, limit) if _is_joint(ts, i)), limit)


def _is_joint(ts: tuple[Token, ...], i: int) -> bool:
    """Whether one clause ends at a word and another begins; "that day" begins none, nor "a year before"."""
    if ts[i].lower in ("before", "after") and lower_at(ts, i - 1) in wordset("grammar", "times"):
        return False
    pair = f"{ts[i].lower} {lower_at(ts, i + 1)}"
    return ts[i].lower in wordset("words", "joints") and pair not in tables("consistency")["same_times"]
