"""What a check comes to, before it is placed in a draft."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.model import Observation, Period, Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict with its reason and everything a report shows of it; see ``model.Finding`` for the fields."""

    verdict: Verdict
    reason: str
    reference: Observation | None = None
    accepts: tuple[str, str] | None = None
    refers: tuple[str, str] | None = None
    resolved: Period | None = None
    suggestion: str | None = None
    notes: tuple[str, ...] = ()
    trace: tuple[str, ...] = ()
    series: tuple[Observation, ...] = ()
