"""Editions of a value: which stood on a day, which others there are, and what became of one since the draft."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from factcheck import wording
from factcheck.intervals import hull, reference, shown, spaced
from factcheck.model import Answer, Observation


def is_moment(observation: Observation) -> bool:
    """Whether the observation is of one day, as those of a daily series are."""
    return observation.period is not None and observation.period.start == observation.period.end


def grouped(text: str) -> str:
    """A figure as reports print it; "?" for none."""
    return spaced(Decimal(text)) if text else "?"


def since_revised(
    agreeing: Observation, answer: Answer, day: date | None, agrees: Callable[[Observation], bool]
) -> tuple[str, ...]:
    """A note where the value was right when the draft was written, and the source has put another in its place."""
    if day is None or agreeing.superseded is None or agreeing.superseded <= day:
        return ()
    later = [o for o in answer if o.period == agreeing.period and o.source == agreeing.source and o.superseded is None]
    newest = next((o for o in later if not agrees(o)), None)
    if newest is None:
        return ()
    since, value = wording.long_date(agreeing.superseded), wording.value_words(newest)
    return (f"right when written; since {since} the source has {value}",)


def editions(chosen: Observation, current: list[Observation]) -> tuple[str, ...]:
    """A note where other editions or reports of the same day give other values."""
    same = [o for o in current if o is not chosen and o.period == chosen.period]
    others = [o for o in same if wording.value_words(o) != wording.value_words(chosen)]
    if not others:
        return ()
    whole = hull([i for o in [chosen, *others] if (i := reference(o, Decimal(0))) is not None])
    low, high = shown(whole)
    same_time = "day" if is_moment(chosen) else "time"
    return (f"other reports and editions for the same {same_time} run from {grouped(low)} to {grouped(high)}",)


def standing_on(observations: list[Observation], day: date | None) -> list[Observation]:
    """Those that nothing had replaced by `day`; all where everything was."""
    kept = [o for o in observations if o.superseded is None or day is None or day < o.superseded]
    return kept or observations


def is_daily(observations: list[Observation]) -> bool:
    """Whether some are of one day: a daily series."""
    return any(is_moment(o) for o in observations)


def by_publication(observations: list[Observation], day: date | None) -> list[Observation]:
    """Known before the draft's day first, newest first; then that day's; then later editions."""

    def rank(observation: Observation) -> tuple[int, int]:
        published = observation.published
        end = observation.period.end.toordinal() if observation.period else 0
        if published is None or day is None:
            return (0, -end)
        return ((published >= day) + (published > day), -published.toordinal())

    return sorted(observations, key=rank)
