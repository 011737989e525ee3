"""A stretch of time in its window, and what ties it to the points around it: one situation, the tense, its length."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from factcheck.consistency.gaps import gap
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.timeline import Point, Stretch, shares_situation
from factcheck.consistency.windows import Window

HAS = Later(r" (?:has|have|'ve|[a-z]+['’](?:ve|s been)|is|are|will|marks) ")
"""Words of the present in a sentence."""
_PARTS = Later(r" (?:[,;–—]|and|but|who|which|before|until) ")
_DATE_ALONE = 2
"""Words of a date that is set off by commas: "in 1990"."""
_BACK = Later(r" (?:those|these|that|this|it) ")
_AFTER = Later(r" after (?:just |only |some )?$")
_LAST = Later(r" last (?!year|month|week|<)")
_ENDED = Later(
    r" (?:end|ends|ended|ending|break|breaks|broke|breaking) (?:an?|the|his|her|its|their|more than|nearly)? ?"
    r"(?:wait of|drought of|absence of|gap of)? ?$"
)
"""Before a stretch that ran from what was last, or from what came since: "ended a 20-year wait"."""


@dataclass(frozen=True, slots=True)
class Tied:
    """A stretch in its window, with the points of its own sentence, those of the others, and today's if known."""

    window: Window
    stretch: Stretch
    here: Sequence[Point]
    there: Sequence[Point]
    today: Point | None

    @property
    def clause(self) -> str:
        """The clause of the stretch."""
        return self.window.clause(self.stretch.number)

    @property
    def sentence(self) -> str:
        """The sentence of the stretch."""
        return self.window.sentence(self.stretch.number)

    def is_now(self) -> bool:
        """Whether the sentence speaks of the draft's own days."""
        return "<weekday:" in self.sentence or self.tells_now(self.sentence)

    @staticmethod
    def tells_now(said: str) -> bool:
        """Whether some words speak of the draft's own days."""
        return any(any_of(name).search(said) for name in ("these_days", "present"))

    def led(self, point: Point) -> str:
        """The clause up to a point."""
        clause, own = self.window.clause(point.number), f":{point.number}>"
        return clause[: clause.find(own)]

    def shares(self, point: Point) -> bool:
        """Whether the stretch and a point speak of one situation; in one sentence, between their commas."""
        if point not in self.here:
            if any(_their_own().match(self.window.sentence(number)) for number in (point.number, self.stretch.number)):
                return False
            return self.is_whole(point) or shares_situation(self.window.clause(point.number), self.clause)
        parts = _PARTS.split(self.sentence)
        of_point, own = (
            next((part for part in parts if f":{number}>" in part), "")
            for number in (point.number, self.stretch.number)
        )
        return of_point != own and (self.is_whole(point) or shares_situation(of_point, own))

    def is_whole(self, point: Point) -> bool:
        """Whether something began at a point and was over "after 20 years", with no word on what these were of."""
        number = self.stretch.number
        before, after = f" {self.window.before(number)} ", f"{self.window.after(number)} "
        around = f" {self.around(point)} "
        last = point.cue == "since" or _LAST.search(around) is not None
        if last and _ENDED.search(before):
            return True
        over = _AFTER.search(before) is not None and _whole().match(after) is not None
        return over and (last or any(any_of(name).search(around) for name in ("begins", "founded", "entered")))

    def around(self, point: Point) -> str:
        """The clause of a point between its commas; all of it where a comma only sets the date off."""
        clause = self.window.clause(point.number)
        part = next((part for part in clause.split(" , ") if f":{point.number}>" in part), "")
        return part if len(part.split()) > _DATE_ALONE else clause

    def is_too_long(self, start: Point, end: Point) -> bool:
        """Whether the stretch is longer than the time between two points."""
        return gap(start, end).is_below(self.stretch.fair)

    def points_back(self) -> bool:
        """Whether a stretch is one of "those ten years"."""
        return self.stretch.bound and _BACK.search(f" {self.window.before(self.stretch.number)} ") is not None


@cache
def _their_own() -> re.Pattern[str]:
    """What opens a sentence on somebody else: "Its manager ..."."""
    return re.compile(rf"\W*(?:its|their|his|her)(?: [a-z-]+)? (?:{words('posts')}|{words('relatives')})s? ")


@cache
def _whole() -> re.Pattern[str]:
    """Behind a stretch that is told of as a whole: "after 20 years.", "after 20 years in prison"."""
    return re.compile(rf"(?:[.,;:—–)] |and |(?:behind|in|of) (?:{words('states')}) )|$")
