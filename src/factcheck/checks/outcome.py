"""What a check comes to, before it is placed in a draft."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.model import Observation, Period, Quantity, Verdict


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


def in_place(figure: str | None, quantity: Quantity, text: str) -> str | None:
    """The draft's words with `figure` for the bare figure: hedge and unit stay. ``None`` where it changes nothing."""
    if figure is None or figure == quantity.core.of(text):
        return None
    return text[quantity.span.start : quantity.core.start] + figure + text[quantity.core.end : quantity.span.end]
