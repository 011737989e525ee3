"""A sentence as the grammar of statistics sees it: places and dates are single pieces, brackets are closed groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from factcheck.claims import Figure, Setting
from factcheck.extraction.places import PlaceMention
from factcheck.model import DATED, Kind
from factcheck.rules.phrases import Words, words_at
from factcheck.tables import wordset
from factcheck.text import Sentence, Token, lower_at

SHARES = frozenset({Kind.PERCENT, Kind.POINTS, Kind.MULTIPLE})
POSSESSIVES = ("'s", "’s", "s'", "s’")


@dataclass(frozen=True, slots=True)
class Named:
    """A place with its token range `first` to `after`; `owns` where it is printed as a possessive."""

    first: int
    after: int
    mention: PlaceMention
    owns: bool


@dataclass(frozen=True)
class Frame:
    """The pieces of the sentence around one figure."""

    setting: Setting

    @cached_property
    def ts(self) -> Sequence[Token]:
        """The sentence's tokens."""
        return self.setting.sentence.tokens

    @property
    def stems(self) -> frozenset[str]:
        """The distinct stems of the sentence's words."""
        return stems_of(self.setting.sentence)

    @cached_property
    def words(self) -> Words:
        """The sentence's words."""
        return words_at(self.setting, (0, len(self.ts)))

    @cached_property
    def places(self) -> tuple[Named, ...]:
        """The places in order, without "US" of "US dollar" and those in a bracket that the figure is not in."""
        found = [one for one in map(self._named, self.setting.places) if not self._is_currency(one)]
        if self._is_bracketed(self.setting.figure[0]):
            return tuple(found)
        return tuple(one for one in found if not self._is_bracketed(one.first))

    def _is_currency(self, place: Named) -> bool:
        following = lower_at(self.ts, place.after)
        return following in ("dollar", "dollars") or (following == "$" and place.mention.place.code == "USA")

    def _named(self, mention: PlaceMention) -> Named:
        sentence, ts = self.setting.sentence, self.ts
        first = sentence.index_at(mention.span.start)
        after = sentence.index_at(mention.span.end)
        owns = ts[after - 1].text.endswith(POSSESSIVES) if after else False
        if not owns and after < len(ts) and ts[after].text in ("'", "’") and ts[after - 1].lower.endswith("s"):
            return Named(first, after + 1, mention, owns=True)
        return Named(first, after, mention, owns=owns)

    @cached_property
    def place_at(self) -> dict[int, Named]:
        """First token of a place to the place."""
        return {place.first: place for place in self.places}

    @cached_property
    def date_at(self) -> dict[int, int]:
        """First token of a date or a year to the token behind it."""
        return {figure.first: figure.after for figure in self.setting.figures if figure.kind in DATED}

    @cached_property
    def change_at(self) -> dict[int, int]:
        """First token of an amount of change before the setting's own figure, "rose by 3% to", to the one behind it."""
        first = self.setting.figure[0]
        own = next((figure.kind for figure in self.setting.figures if figure.first == first), None)
        if lower_at(self.ts, first - 1) != "to":
            return {}
        return {
            figure.first: figure.after
            for figure in self.setting.figures
            if lower_at(self.ts, figure.first - 1) == "by" or (figure.kind in SHARES and own not in SHARES)
        }

    @cached_property
    def values(self) -> tuple[Figure, ...]:
        """The figures but dates and ordinals, in order; those in brackets only if the setting's own is in brackets."""
        passed = DATED | {Kind.ORDINAL}
        found = [figure for figure in self.setting.figures if figure.kind not in passed]
        if self._is_bracketed(self.setting.figure[0]):
            return tuple(found)
        return tuple(figure for figure in found if not self._is_bracketed(figure.first))

    def _is_bracketed(self, i: int) -> bool:
        return self._depths[i] > 0

    @cached_property
    def _depths(self) -> tuple[int, ...]:
        """How many brackets are open before each token, and behind the last."""
        if not any(token.text in "([" for token in self.ts):
            return (0,) * (len(self.ts) + 1)
        steps = ((token.text in "([") - (token.text in ")]") for token in self.ts)
        return tuple(accumulate(steps, initial=0))

    @cached_property
    def own(self) -> int:
        """The number of the setting's figure among `values`; -1 for a date."""
        return next((k for k, figure in enumerate(self.values) if figure.first == self.setting.figure[0]), -1)

    def closing(self, i: int, end: int) -> int | None:
        """The bracket that closes the one at token `i`, before token `end`."""
        depth = 0
        for k in range(i, end):
            depth += (self.ts[k].text in "([") - (self.ts[k].text in ")]")
            if depth == 0:
                return k
        return None

    def is_small(self, i: int) -> bool:
        """Whether a function word stands at token `i`, or no word at all."""
        if not 0 <= i < len(self.ts):
            return True
        token = self.ts[i]
        if token.kind == "word" and token.is_title and token.text.isupper() and len(token.text) > 1:
            return False
        lower = token.lower
        return token.kind == "sym" or lower in wordset("words", "stop") or lower in wordset("links", "small")


@lru_cache(maxsize=8)
def stems_of(sentence: Sentence) -> frozenset[str]:
    """The distinct stems of the sentence's words."""
    return frozenset(token.stem for token in sentence.tokens if token.kind != "sym")
