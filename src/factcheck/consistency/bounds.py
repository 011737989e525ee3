"""Between which two points of a window a stretch of time must lie: its own sentence's, those beside it, or today."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcheck.consistency import stretches
from factcheck.consistency.gaps import ADJACENT, TODAY, Pair, agrees, gap
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.timeline import Point, Stretch, Use, shares_situation
from factcheck.consistency.windows import Window
from factcheck.model import Kind

_REACH = 12
"""Words between a stretch and the end of it in its sentence."""
_BASE = Later(r"(?:after|before|from) (?!<)([^,;.<]+)")
_OWN_BASE = Later(r"(?:after|since) (?:it|he|she|they|its|his|her|their) (?:last|only|previous|first) ")
_NEXT = 3
"""Words behind a stretch in which its verb stands."""
_HAD_BEEN = Later(r" (?:it|he|she|they) had (?:been|spent|lived|stood|run|worked|served|waited) ")
_FROM = ("from", "between")
_RANGE = (" to ", " until ", " till ", " through ")
_TO = ("to", "and", "until", "till", "through")
_HAS = Later(r" (?:has|have|'ve|[a-z]+['’](?:ve|s been)|is|are|will|marks) ")


@dataclass(frozen=True, slots=True)
class Binding:
    """A stretch in its window, with the points of its own sentence, those of the others, and today's if known."""

    window: Window
    stretch: Stretch
    here: Sequence[Point]
    there: Sequence[Point]
    today: Point | None

    def pair(self) -> Pair | None:
        """The two points that the stretch must lie between; ``None`` where that is not clear."""
        found = self._found()
        if found is None or found[0].days.end >= found[1].days.start:
            return None
        short = self.stretch.unit not in ("year", "decade", "century")
        if _OWN_BASE.match(self.window.after(self.stretch.number)):
            return None
        unclear = short and any(stretches.is_whole_year(point.days) for point in found)
        return None if unclear or any_of("births").search(self._led(found[0])) else found

    def _led(self, point: Point) -> str:
        """The clause up to a point."""
        clause, own = self.window.clause(point.number), f":{point.number}>"
        return clause[: clause.find(own)]

    def _found(self) -> Pair | None:
        found = self._later() if self.stretch.use is Use.LATER else None
        if found is None and self.stretch.use is Use.LASTED:
            found = self._ends() or self._ends_before()
        if found is None and self.today is not None and self.stretch.use is not Use.LATER:
            start = self._start(self.today)
            found = None if start is None else (start, self.today)
        if found is None and self.stretch.use is Use.LASTED:
            found = self._widest()
        return found

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
        return "<weekday:" in self.sentence or any(
            any_of(name).search(self.sentence) for name in ("these_days", "present")
        )

    def shares(self, point: Point) -> bool:
        """Whether the stretch and a point speak of one situation; in one sentence, between their commas."""
        if point not in self.here:
            return shares_situation(self.window.clause(point.number), self.clause)
        parts = self.sentence.split(" , ")
        of_point, own = (
            next((part for part in parts if f":{number}>" in part), "")
            for number in (point.number, self.stretch.number)
        )
        return of_point != own and shares_situation(of_point, own)

    def _is_too_long(self, start: Point, end: Point) -> bool:
        return gap(start, end).is_below(self.stretch.fair)

    def _ends(self) -> Pair | None:
        """Both ends in the stretch's own sentence: "from 1990 to 2000", "opened in 1957 and closed in 1999"."""
        for start, end in pairwise(self.here):
            if start.days.end > end.days.start:
                continue
            words = self.window.between(start.number, end.number)
            if words in _RANGE or (start.cue in _FROM and end.cue in _TO):
                if self._is_too_long(start, end) and not _MORE.match(self.window.after(end.number)):
                    return start, end
            elif start.number < self.stretch.number < end.number:
                led = self.window.between(start.number, self.stretch.number)
                if " and " not in led and "until" in self.window.between(self.stretch.number, end.number):
                    return start, end
            elif len(self.here) == 2 and self.stretch.number > end.number and start.cue != "since":
                shared = self.stretch.bound or shares_situation(words, self.clause)
                return (start, end) if shared and not _HAS.search(self.clause) else None
        return None

    def _ends_before(self) -> Pair | None:
        """The end in the stretch's own sentence and the beginning in the one before, or both there."""
        before = [point for point in self.there if point.number < self.stretch.number]
        if len(self.here) == len(before) == 1 and self.here[0].cue not in ("since", "from"):
            between = self.window.between(self.stretch.number, self.here[0].number)
            bound = self.shares(before[0]) or (
                self.stretch.bound and "<" not in between and len(between.split()) <= _REACH
            )
            return (before[0], self.here[0]) if bound or _HAD_BEEN.search(self.clause) else None
        if not self.here and not before and len(self.there) == 2 and self.stretch.bound:
            start, end = self.there
            whole = any_of("begins").search(self._led(start)) and any_of("finishes").search(self._led(end))
            return (
                (start, end) if start.days.end < end.days.start and (whole or self._is_too_long(start, end)) else None
            )
        if not self.here and len(before) == 2 and not _HAS.search(self._beside()):
            start, end = before
            bound = _HAD_BEEN.search(self.clause) is not None
            bound = bound or self._points_back() or self.shares(start) or self.shares(end)
            bound = bound or (self._is_too_long(start, end) and _THEIRS.match(f"{self.sentence.strip()} ") is not None)
            if start.days.end < end.days.start and bound:
                return start, end
        return None

    def _beside(self) -> str:
        """The words of its sentence up to a stretch, and the first behind it."""
        behind = self.window.after(self.stretch.number).split()[:_NEXT]
        return f" {self.window.before(self.stretch.number)} {' '.join(behind)} "

    def _widest(self) -> Pair | None:
        """The first and last point of the window, where the stretch is too long even for these."""
        if any(point.cue == "since" for point in self.here) and not _HAS.search(self.clause):
            return None
        every = sorted((*self.here, *self.there), key=lambda point: point.days.start)
        if self.today is not None and any(agrees(self.stretch, point, self.today) for point in every):
            return None
        if self.today is not None and (self.is_now() or len(every) == 1):
            every.append(self.today)
        if len(every) < 2 or not self._is_too_long(every[0], every[-1]):
            return None
        shared = any(self.shares(point) for point in every if point.number != TODAY)
        return (every[0], every[-1]) if shared else None

    def _later(self) -> Pair | None:
        """A point and the later one that "ten years later", or "ten years after", is said of."""
        known = sorted((*self.here, *self.there), key=lambda point: point.number)
        near = [
            point for point in self.here if ADJACENT.fullmatch(self.window.between(point.number, self.stretch.number))
        ]
        if near:
            others = [point for point in known if point.number < min(self.stretch.number, near[0].number)]
            others = others or [point for point in self.here if point.number != near[0].number]
            behind = re.match(r"(?:before|after) <[a-z]+:(\d+)>", self.window.after(self.stretch.number))
            others = [point for point in self.here if behind and point.number == int(behind[1])] or others
            if len(near) > 1 and others[-1] is near[0]:
                near = near[1:]
            if not others or self._has_own_base(others[-1]):
                return None
            other = others[-1]
            return other, near[0]
        if self.today is None or not self.is_now():
            return None
        first = not self.window.before(self.stretch.number) and not re.search(r" (?:was|were|had) ", self.sentence)
        if first and len(self.here) == 1 and self.here[0].number > self.stretch.number:
            return self.here[0], self.today
        before = [point for point in known if point.number < self.stretch.number]
        return (before[0], self.today) if not self.here and len(before) == 1 else None

    def _has_own_base(self, point: Point) -> bool:
        """Whether it is counted from what its words name, and not from a point: "two years after the forecast"."""
        base = _BASE.match(self.window.after(self.stretch.number))
        return base is not None and not shares_situation(base[1], self._led(point))

    def _start(self, today: Point) -> Point | None:
        """The point from which a stretch runs to the draft's day; ``None`` where none is clearly meant."""
        here = [point for point in self.here if point.days.start <= today.days.end]
        if self.window.after(self.stretch.number).startswith("on ") and any(
            ADJACENT.fullmatch(self.window.between(point.number, self.stretch.number)) for point in here
        ):
            return None
        for point in here:
            if point.cue not in ("until", "before", "to") and self._is_start_here(point):
                return point
        return None if here else self._start_before(today)

    def _points_back(self) -> bool:
        """Whether a stretch is one of "those ten years"."""
        return self.stretch.bound and _BACK.search(f" {self.window.before(self.stretch.number)} ") is not None

    def _start_before(self, today: Point) -> Point | None:
        """The point of another sentence from which a stretch runs to the draft's day."""
        use, bound = self.stretch.use, self.stretch.bound
        if use is Use.OLD:
            fit = [point for point in self.there if self._is_anniversary(point)]
            return fit[0] if len(fit) == 1 else None
        running = any(point.cue == "since" for point in self.there)
        if use is Use.LASTED and not (running or _HAS.search(self.clause) or self.is_now()):
            return None
        fit = [point for point in self.there if self.shares(point)]
        if use is Use.LASTED and not bound:
            fit = [point for point in fit if self._is_too_long(point, today)]
        if len(fit) == 1 or (use is Use.LASTED and not bound):
            return fit[0] if len(fit) == 1 else None
        return self.there[0] if len(self.there) == 1 and bound else None

    def _is_start_here(self, point: Point) -> bool:
        """Whether a stretch runs from a point of its own sentence to the draft's day."""
        between, has = self.window.between(point.number, self.stretch.number), _HAS.search(self.sentence)
        if " ; " in between:
            has = _HAS.search(self.clause)
        if self.stretch.use is Use.AGO:
            return self.stretch.bound or ADJACENT.fullmatch(between) is not None
        if self.stretch.use is Use.OLD:
            return self._is_anniversary(point)
        if self.stretch.use is not Use.LASTED or self.today is None:
            return False
        if point.cue == "since" and (has or self.stretch.bound):
            return self.stretch.bound or self._is_too_long(point, self.today)
        return len(self.here) == 1 and bool(self.stretch.bound and has)

    def _is_anniversary(self, point: Point) -> bool:
        """Whether a thing of that age, or its anniversary these days, began at a point."""
        slot = self.window.slots[self.stretch.number]
        if slot.quantity.kind is Kind.ORDINAL:
            marked = self.window.order(self.stretch.number) == 0 and any_of("marked").search(self.sentence)
            if not (self.is_now() or marked):
                return False
        clause = self.window.clause(point.number)
        if any_of("founded").search(clause) or any_of("origins").search(clause):
            return True
        behind = self.window.after(self.stretch.number)
        if point in self.here:
            of = re.match(r"(?:[a-z]+ )?anniversary (?:of|since) ", behind)
            return of is not None and point.number > self.stretch.number
        if not behind.startswith("anniversary"):
            return slot.quantity.kind is Kind.ORDINAL and self.shares(point)
        return not behind.startswith("anniversary of") or self.shares(point) or "event" in behind


_THEIRS = Later(r"(?:he|she|it|they) (?!had )[^,;<]*<|(?:over |during |in )?(?:his|her|its|their) ")
_BACK = Later(r" (?:those|these|that|this|it) ")
_MORE = Later(r"and (?:again )?(?:from |between )?<(?:year|date|period):")
