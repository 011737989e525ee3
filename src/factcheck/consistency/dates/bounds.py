"""Between which two points of a window a stretch of time must lie: its own sentence's, those beside it, or today."""

from __future__ import annotations

from itertools import pairwise

from factcheck.consistency import stretches
from factcheck.consistency.dates.counted import later
from factcheck.consistency.dates.running import running_from
from factcheck.consistency.dates.stretch_ties import HAS, Tied
from factcheck.consistency.gaps import TODAY, Pair, agrees
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.timeline import Point, Use, shares_situation

_OWN_BASE = Later(r"(?:after|since) (?:it|he|she|they|its|his|her|their) (?:last|only|previous|first) ")
_NEXT = 3
"""Words behind a stretch in which its verb stands."""
_HAD_BEEN = Later(r" (?:it|he|she|they) had (?:been|spent|lived|stood|run|worked|served|waited) ")
_FROM = ("from", "between")
_RANGE = (" to ", " until ", " till ", " through ")
_TO = ("to", "and", "until", "till", "through")
_ENDS_AT = Later(r" ,? ?after (?:[a-z]+ )?$")
_TO_COME = Later(r" (?:will|shall|due) (?:[a-z]+ ){1,12}<[a-z]+ $")
_FURTHER = Later(r" (?:and (?!after|was|lasted|so|that)[a-z]+|by an?|that had|whose) ")
_OF_ITS_OWN = Later(r" after +(?:as|on|with) ")
_FRONTED = Later(r" , (?![a-z]+ing |from |between |which )")
_BEFORE_THAT = Later(r" (?:had|after|ending|with|whose|who|whom|said|says|”|\"|since) ")
_THEIRS = Later(r"(?:he|she|it|they) (?!had )[^,;<]*<|(?:over |during |in )?(?:his|her|its|their) ")
_TOLD_AFTER = Later(r" (?:had|last) ")
_UP_TO = Later(r" (?:before|until|till) [^<]*$")
_MORE = Later(r"and (?:again )?(?:from |between )?<(?:year|date|period):")


class Binding(Tied):
    """A stretch with the two points that it must lie between, if that is clear."""

    __slots__ = ()

    def pair(self) -> Pair | None:
        """The two points that the stretch must lie between; ``None`` where that is not clear."""
        found = self._found()
        if found is None or found[0].days.end >= found[1].days.start:
            return None
        short = self.stretch.unit not in ("year", "decade", "century")
        if _OWN_BASE.match(self.window.after(self.stretch.number)):
            return None
        if found[1].number == TODAY and _TO_COME.search(f" {self.led(found[0])} "):
            return None
        unclear = short and any(stretches.is_whole_year(point.days) for point in found)
        return None if unclear or any_of("births").search(self.led(found[0])) else found

    def _found(self) -> Pair | None:
        found = later(self) if self.stretch.use is Use.LATER else None
        if found is None and self.stretch.use is Use.LASTED:
            found = self._ends() or self._ends_before()
        if found is None and self.today is not None and self.stretch.use is not Use.LATER:
            first = running_from(self, self.today)
            found = None if first is None else (first, self.today)
        if found is None and self.stretch.use is Use.LASTED:
            found = self._widest()
        return found

    def _ends(self) -> Pair | None:
        """Both ends in the stretch's own sentence: "from 1990 to 2000", "opened in 1957 and closed in 1999"."""
        for start, end in pairwise(self.here):
            if start.days.end > end.days.start:
                continue
            words = self.window.between(start.number, end.number)
            if words in _RANGE or (start.cue in _FROM and end.cue in _TO):
                if self.is_too_long(start, end) and not _MORE.match(self.window.after(end.number)):
                    return start, end
            elif self.stretch.number < end.number:
                if self._is_before_end(start, end):
                    return start, end
            elif len(self.here) == 2:
                return (start, end) if self._is_behind_both(start, end, words) else None
        return None

    def _is_before_end(self, start: Point, end: Point) -> bool:
        """Whether a stretch is the one between two points of which it stands before the second, or before both."""
        led = self.window.between(start.number, self.stretch.number)
        if self.stretch.number > start.number:
            if " and " not in led and "until" in self.window.between(self.stretch.number, end.number):
                return True
            apart = HAS.search(led) is not None
        else:
            led = f" {self.window.before(self.stretch.number)} {led}"
            apart = len(self.here) != 2 or _FRONTED.search(led) is not None
        return not apart and self.is_too_long(start, end) and _BEFORE_THAT.search(led) is None

    def _is_behind_both(self, start: Point, end: Point, words: str) -> bool:
        """Whether a stretch behind both points is the one between: "opened in 1957, shut in 1999 after 42 years"."""
        whole, behind = self.is_whole(start), self.window.between(end.number, self.stretch.number)
        shared = whole or self.stretch.bound or shares_situation(words, self.clause)
        if not shared or HAS.search(self.clause) or _FURTHER.search(behind):
            return False
        return whole or _OF_ITS_OWN.search(f"{behind} {self.window.after(self.stretch.number)} ") is None

    def _ends_before(self) -> Pair | None:
        """The end in the stretch's own sentence and the beginning in the one before, or both there."""
        before = [point for point in self.there if point.number < self.stretch.number]
        if len(self.here) == len(self.there) == 1 and not before and _TOLD_AFTER.search(self.led(self.there[0])):
            before = list(self.there)
        if len(self.here) == len(before) == 1 and self.here[0].cue not in ("since", "from"):
            between = self.window.between(self.stretch.number, self.here[0].number)
            bound = self.shares(before[0]) or (self.stretch.bound and "<" not in between)
            return (before[0], self.here[0]) if bound or _HAD_BEEN.search(self.clause) else None
        if not self.here and not before and len(self.there) == 2:
            start, end = self.there
            if not (self.stretch.bound or self.shares(start) or self.shares(end)):
                return None
            whole = (
                self.stretch.bound
                and any(any_of(name).search(self.led(start)) for name in ("begins", "entered"))
                and any(any_of(name).search(self.led(end)) for name in ("finishes", "left"))
            )
            return (start, end) if start.days.end < end.days.start and (whole or self.is_too_long(start, end)) else None
        if not self.here and len(before) == 2 and not HAS.search(self._beside()):
            start, end = before
            bound = _HAD_BEEN.search(self.clause) is not None
            bound = bound or self.points_back() or self.shares(start) or self.shares(end)
            bound = bound or (self.is_too_long(start, end) and _THEIRS.match(f"{self.sentence.strip()} ") is not None)
            if start.days.end < end.days.start and bound:
                return start, end
        return None

    def _beside(self) -> str:
        """The words of its sentence up to a stretch, and the first behind it."""
        behind = self.window.after(self.stretch.number).split()[:_NEXT]
        return f" {self.window.before(self.stretch.number)} {' '.join(behind)} "

    def _widest(self) -> Pair | None:
        """The first and last point of the window, where the stretch is too long even for these."""
        since = [point for point in self.here if point.cue == "since"]
        if since and not HAS.search(self.clause) and not self.is_whole(since[0]):
            return None
        every = sorted((*self.here, *self.there), key=lambda point: point.days.start)
        if self.today is not None and any(agrees(self.stretch, point, self.today) for point in every):
            return None
        if self.today is not None and (self.is_now() or len(every) == 1):
            every.append(self.today)
        if len(every) < 2 or not self.is_too_long(every[0], every[-1]) or self._is_over_at(every[0]):
            return None
        shared = any(self.shares(point) for point in every if point.number != TODAY)
        return (every[0], every[-1]) if shared else None

    def _is_over_at(self, point: Point) -> bool:
        """Whether a stretch ends at a point: "elected in 2010 after 30 years", "30 years before he left in 1999"."""
        if point not in self.here:
            return False
        if point.number < self.stretch.number:
            return _ENDS_AT.match(self.window.between(point.number, self.stretch.number)) is not None
        behind = self.window.between(self.stretch.number, point.number)
        return self.window.before(self.stretch.number) == "after" or _UP_TO.search(f"{behind} ") is not None
