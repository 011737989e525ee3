"""Dates, intervals, units and the origin of a draft's date in words, the same under every locale."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factcheck.model import DATED, Dating, Finding, Kind, Observation, Period

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_PLURALS = {"person": "people", "foot": "feet", "inch": "inches", "hertz": "hertz", "percent": "percent"}
_HOW = {
    "option": "given on the command line",
    "metadata": "from the file's own metadata",
    "dateline": "from the dateline",
    "inferred": "inferred",
    "today": "today's date, as the draft does not give its own",
}


def day_words(day: date, weekday: bool = False) -> str:
    """``16 March 2022``, or ``Wednesday 16 March 2022``."""
    words = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{_DAYS[day.weekday()]} {words}" if weekday else words


def period_words(period: Period) -> str:
    """``15 March 2022``, ``March 2022``, ``2021``, ``1 May 2004 to 31 May 2006``, ``since 14 July 2011``.

    A period that reaches to the first or last day Python knows is open at that end.
    """
    start, end = period.start, period.end
    if end == date.max:
        return "all years" if start == date.min else f"since {day_words(start)}"
    if start == date.min:
        return f"until {day_words(end)}"
    label = period.label()
    if len(label) == len("2022"):
        return label
    if len(label) == len("2022-03"):
        return f"{_MONTHS[start.month - 1]} {start.year}"
    return day_words(start) if start == end else f"{day_words(start)} to {day_words(end)}"


def number_words(text: str, kind: Kind = Kind.COUNT) -> str:
    """A decimal with its thousands grouped, an ISO day as a day; years and all else as they are.

    From a hundred thousand on what stands behind the point is left off: a reader gains nothing by it, and JSON has it.
    """
    if text[4:5] == "-" and len(text) == len("2022-03-16"):
        try:
            return day_words(date.fromisoformat(text))
        except ValueError:
            return text
    whole, point, fraction = text.partition(".")
    if kind in DATED or not (whole.isascii() and whole.removeprefix("-").isdigit()):
        return text
    sign = "-" if whole.startswith("-") else ""
    digits = whole.removeprefix("-")
    first = len(digits) % 3 or 3
    groups = [digits[:first], *(digits[i : i + 3] for i in range(first, len(digits), 3))]
    return f"{sign}{','.join(groups)}{'' if len(digits) > 5 else point + fraction}"


def interval_words(ends: tuple[str, str], kind: Kind, unit: str) -> str:
    """``2,900,000 to 3,100,000 people``; an open end, written as "", gives ``3,000,000 people or more``."""
    low, high = (number_words(end or "", kind) for end in ends)
    if not low and not high:
        return "any value"
    units = "" if kind in DATED or not unit else f" {unit if low == high == '1' else plural(unit)}"
    if low == high:
        return f"{low}{units}"
    if low and high:
        return f"{low} to {high}{units}"
    more, less = ("later", "earlier") if kind in DATED else ("more", "less")
    return f"{low}{units} or {more}" if low else f"{high}{units} or {less}"


def plural(unit: str) -> str:
    """The plural of a canonical unit name: ``square kilometres``, ``kilometres per hour``, ``people``."""
    head, per, rest = unit.partition(" per ")
    first, space, last = head.partition(" ")
    if first == "degree":
        return f"degrees{space}{last}{per}{rest}"
    stem, space, noun = head.rpartition(" ")
    if noun in _PLURALS:
        noun = _PLURALS[noun]
    elif noun.endswith("y") and noun[-2:-1] not in "aeiou":
        noun = f"{noun[:-1]}ies"
    elif not noun.endswith("s"):
        noun = f"{noun}s"
    return f"{stem}{space}{noun}{per}{rest}"


def unit_of(finding: Finding) -> str:
    """The unit of both intervals of a finding.

    It is the reference's where that gives a number, days for a span of time counted from a dated event, and
    the draft's own in all other cases.
    """
    reference, quantity = finding.reference, finding.claim.quantity
    if reference is not None and reference.value is not None and reference.unit:
        return reference.unit
    if quantity.kind in (Kind.DURATION, Kind.AGE) and reference is not None and reference.day is not None:
        return "day"
    return quantity.unit


def given_words(observation: Observation, kind: Kind) -> str:
    """The reference as its source gives it: ``at least 3,000,381``, ``24 February 2022``; "" for neither."""
    if observation.day is not None:
        return period_words(observation.day)
    if observation.value is None:
        return ""
    value = number_words(decimal_text(observation.value), kind)
    return f"{observation.qualifier} {value}" if observation.qualifier else value


def decimal_text(value: Decimal) -> str:
    """`value` exactly, with no exponent, no trailing zeros after the point and no negative zero."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").removesuffix(".")
    return "0" if text == "-0" else text


def citation(observation: Observation) -> str:
    """``UNHCR portal, for 2021, edition 2022-07, published 1 July 2022``, as far as each is known."""
    parts = [observation.source]
    if observation.period is not None and not observation.exact:
        words = period_words(observation.period)
        parts.append(words if words.startswith(("since ", "until ")) else f"for {words}")
    if observation.edition:
        parts.append(f"edition {observation.edition}")
    if observation.published is not None:
        parts.append(f"published {day_words(observation.published)}")
    if observation.retrieved is not None:
        parts.append(f"read {day_words(observation.retrieved)}")
    return ", ".join(parts)


def dating_words(dating: Dating) -> str:
    """``Wednesday 16 March 2022, inferred from "three weeks on"``, or that the date is unknown."""
    if dating.day is None:
        return "date unknown"
    how = _HOW.get(dating.how, dating.how)
    because = dating.because
    if because and dating.how in ("inferred", "dateline"):
        because = because if '"' in because or "\u201c" in because else f'"{because}"'
        how = f"{how} from {because}" if dating.how == "inferred" else f"{how} {because}"
    elif because:
        how = f"{how} ({because})"
    return f"{day_words(dating.day, weekday=True)}, {how}"


def sentence(*parts: str) -> str:
    """The parts that are not empty as sentences: a full stop is added where none stands, and a capital."""
    ended = (part if part[-1] in ".!?" else f"{part}." for part in map(str.strip, parts) if part)
    return " ".join(part[0].upper() + part[1:] for part in ended)
