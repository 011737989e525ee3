"""A rule as the rest of the program reads it: plain frozen types, no pydantic.

``rules.schema`` decides what a rule file may say; what it accepted is carried over here, so that a set of rules that
was checked once can be read back from text without loading pydantic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from factcheck.model import Kind

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimPart:
    """Which figures a rule speaks of; see docs/rules.md for the keys. `since` and `until` are its period."""

    kind: tuple[Kind, ...]
    counts: Words
    of: Words
    near: tuple[Words, ...]
    begin: Words
    context: tuple[Words, ...]
    unless: Words
    doubt: Words
    place: str | None
    beside: Words
    unit: Words
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class CheckPart:
    """What a rule asks: the kind of check, source and series, and a second source for what the first lacks."""

    kind: str
    source: str
    series: str
    at: str
    tie: str
    otherwise: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class AllowPart:
    """What still counts as agreement: shares for hedges and revisions, days for age and staleness."""

    about: Decimal
    revision: Decimal
    age: int
    stale: int


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that tests a rule; `expected` is a verdict or "silent", `todo` marks a known miss."""

    text: str
    expected: str
    day: date | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    todo: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, checked."""

    id: str
    about: str
    claim: ClaimPart
    check: CheckPart
    allow: AllowPart
    severity: str
    message: str | None
    note: str | None
    examples: tuple[Example, ...]


def from_plain(row: Mapping[str, Any]) -> Rule:
    """The rule in a dump of ``schema.Rule``: strings, lists and dicts as JSON has them."""
    return Rule(
        id=row["id"],
        about=row["about"],
        claim=_claim(row["claim"]),
        check=_check(row["check"]),
        allow=_allow(row["allow"]),
        severity=row["severity"],
        message=row["message"],
        note=row["note"],
        examples=tuple(_examples(row["examples"])),
    )


def _claim(row: Mapping[str, Any]) -> ClaimPart:
    period = row["period"]
    return ClaimPart(
        kind=tuple(Kind(kind) for kind in row["kind"]),
        counts=tuple(row["counts"]),
        of=tuple(row["of"]),
        near=tuple(tuple(group) for group in row["near"]),
        begin=tuple(row["begin"]),
        context=tuple(tuple(group) for group in row["context"]),
        unless=tuple(row["unless"]),
        doubt=tuple(row["doubt"]),
        place=row["place"],
        beside=tuple(row["beside"]),
        unit=tuple(row["unit"]),
        since=_day(period["from"]),
        until=_day(period["to"]),
    )


def _check(row: Mapping[str, Any]) -> CheckPart:
    second = row.get("otherwise")
    return CheckPart(
        kind=row["kind"],
        source=row["source"],
        series=row["series"],
        at=row["at"],
        tie=row["tie"],
        otherwise=(second["source"], second["series"]) if second else None,
    )


def _allow(row: Mapping[str, Any]) -> AllowPart:
    return AllowPart(Decimal(row["about"]), Decimal(row["revision"]), int(row["age"]), int(row["stale"]))


def _examples(row: Mapping[str, Any]) -> list[Example]:
    found = []
    for expected, examples in row.items():
        for example in examples:
            found.append(
                Example(
                    text=example["text"],
                    expected=expected if expected != "todo" else example["verdict"] or "match",
                    day=_day(example["date"]),
                    value=_figure(example["value"]),
                    low=_figure(example["low"]),
                    high=_figure(example["high"]),
                    todo=expected == "todo",
                )
            )
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _figure(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None
