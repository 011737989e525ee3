"""Which findings fail a run: the words for it, and the profiles that set several of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from factcheck.model import Verdict

FailOn = Literal["mismatch", "outdated", "unavailable", "unchecked", "never"]
Profile = Literal["wire", "default", "audit"]
Severity = Literal["error", "warning", "note"]

PROFILES: Mapping[Profile, Mapping[str, object]] = {
    "wire": {"fail_on": "mismatch", "least": "error", "only": ["mismatch"]},
    "default": {"fail_on": "mismatch", "least": "warning"},
    "audit": {"fail_on": "outdated", "least": "note"},
}
"""What each profile sets; `least` is the least severity of a rule whose finding fails a run (in ``wire``: is shown)."""

_ORDER: tuple[tuple[FailOn, frozenset[Verdict]], ...] = (
    ("mismatch", frozenset({Verdict.MISMATCH})),
    ("outdated", frozenset({Verdict.OUTDATED, Verdict.DISPUTED})),
    ("unavailable", frozenset({Verdict.UNAVAILABLE})),
    ("unchecked", frozenset({Verdict.NO_DATA, Verdict.UNCHECKED})),
)


def failing(fail_on: FailOn) -> frozenset[Verdict]:
    """The verdicts that fail a run: those of `fail_on` and all that are worse."""
    names = [name for name, _ in _ORDER]
    last = names.index(fail_on) if fail_on in names else -1
    return frozenset[Verdict]().union(*(verdicts for _, verdicts in _ORDER[: last + 1]))
