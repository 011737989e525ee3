"""What a rule may say: the closed set of keys of a rule file, as pydantic models.

Values arrive as the strings that the file holds (see ``yamlfile``); these models turn them into figures and days.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from factcheck.model import Kind
from factcheck.tables import table

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")
_AGE = re.compile(r"(\d+)\s*([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 31, "y": 366}


def _share(value: object) -> object:
    if isinstance(value, str) and (match := _PERCENT.fullmatch(value.strip())):
        return Decimal(match[1]) / 100
    if isinstance(value, Decimal):
        return value
    raise ValueError("write a percentage such as 10%")


def _days(value: object) -> object:
    if isinstance(value, str) and (match := _AGE.fullmatch(value.strip())):
        return int(match[1]) * _DAYS[match[2]]
    if isinstance(value, int):
        return value
    raise ValueError("write a number of days, weeks, months or years such as 2d, 3w, 6m or 1y")


def _listed(value: object) -> object:
    """One word as a list; the name of a word list ("$forecast") as the words of that list."""
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list):
        return words
    lists = table("word_lists") if any(isinstance(word, str) and word.startswith("$") for word in words) else {}
    return [each for word in words for each in (lists.get(word[1:], [word]) if isinstance(word, str) else [word])]


def _nested(value: object) -> object:
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return [value]
    return value


Share = Annotated[Decimal, BeforeValidator(_share)]
Days = Annotated[int, BeforeValidator(_days)]
Phrase = Annotated[str, Field(min_length=1)]
Phrases = Annotated[tuple[Phrase, ...], BeforeValidator(_listed)]
Group = Annotated[tuple[Phrase, ...], BeforeValidator(_listed), Field(min_length=1)]
Groups = Annotated[tuple[Group, ...], BeforeValidator(_nested)]
Kinds = Annotated[tuple[Kind, ...], BeforeValidator(_listed), Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PeriodBounds(_Part):
    """First and last day of the claims that a rule speaks of."""

    from_: dt.date | None = Field(None, alias="from")
    to: dt.date | None = None


class ClaimPart(_Part):
    """Which figures a rule speaks of. Words match with their inflections."""

    kind: Kinds
    names: Phrases = ()
    growth_of: Phrases = ()
    plain: Phrases = ()
    counts: Phrases = ()
    of: Phrases = ()
    near: Groups = ()
    begin: Phrases = ()
    context: Groups = ()
    unless: Phrases = ()
    doubt: Phrases = ()
    place: str | None = None
    beside: Phrases = ()
    changes: bool = True
    definite: bool = False
    alone: bool = False
    unit: Phrases = ()
    over: Literal["any", "year"] = "any"
    per: Phrases = ()
    period: PeriodBounds = PeriodBounds(**{"from": None})


class SecondSource(_Part):
    """What is asked for a place or time that a rule's own source has no value for."""

    source: Annotated[str, Field(min_length=1)]
    series: Annotated[str, Field(min_length=1)]


class CheckPart(_Part):
    """What a rule asks, and how the answer is compared."""

    kind: Literal["value", "event", "ranking", "calendar", "consistency"] = "value"
    of: Literal[
        "",
        "age",
        "casualties",
        "change",
        "compound",
        "conversion",
        "elapsed",
        "excess",
        "exchange",
        "hedge",
        "impossible",
        "lifespan",
        "margin",
        "multiples",
        "parts",
        "perhead",
        "perperiod",
        "points",
        "poll",
        "product",
        "promised",
        "ranked",
        "quotation",
        "relative",
        "reversed",
        "same",
        "share",
        "shares",
        "temperature",
        "thousand",
        "times",
    ] = ""
    source: str = "books"
    series: str = ""
    table: dict[str, str] | None = None
    at: Literal["claim", "any"] = "claim"
    tie: Literal["phrase", "words"] = "phrase"
    slips: bool = False
    otherwise: SecondSource | None = None


class AllowPart(_Part):
    """What still counts as agreement: the width of a hedge, revisions, and the age of a reference."""

    about: Share = Decimal("0.1")
    revision: Share = Decimal(0)
    amount: Decimal = Decimal(0)
    age: Days = 0
    stale: Days = 1100


class Example(_Part):
    """One sentence with the verdict it must get; `value`, `low` and `high` stand in for the source's answer.

    They are of the example's own day, or of the year `at`. For a ranking `members` stand in, the largest first.
    """

    text: str
    date: dt.date | None = None
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    at: Annotated[int, Field(ge=1, le=9999)] | None = None
    members: Phrases = ()
    verdict: str | None = None


def _example(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


Examples = tuple[Annotated[Example, BeforeValidator(_example)], ...]


class ExamplesPart(_Part):
    """The sentences that test a rule: each list but `outdated` and `todo` needs at least one."""

    match: Annotated[Examples, Field(min_length=1)]
    mismatch: Annotated[Examples, Field(min_length=1)]
    silent: Annotated[Examples, Field(min_length=1)]
    outdated: Examples = ()
    todo: Examples = ()


class Rule(_Part):
    """One rule of a rule file."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    about: Annotated[str, Field(min_length=1)]
    definition: Annotated[str, Field(min_length=1)] | None = None
    measure: Literal["stock", "flow"] | None = None
    claim: ClaimPart
    check: CheckPart
    allow: AllowPart = AllowPart()
    severity: Literal["error", "warning", "note"] = "error"
    fix: Literal["hand", "safe"] = "hand"
    message: str | None = None
    note: str | None = None
    examples: ExamplesPart
