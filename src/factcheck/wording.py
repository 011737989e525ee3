"""Sentences and corrections in a copy editor's words: values in the draft's own rounding and style."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import cache

from factcheck.extraction.numbers import words
from factcheck.intervals import spaced
from factcheck.model import Bound, Kind, Observation, Period, Quantity
from factcheck.tables import table

_UP = frozenset({Bound.NEARLY, Bound.UNDER, Bound.UP_TO})
_DOWN = frozenset({Bound.OVER, Bound.AT_LEAST})
_LARGEST_WORD = 99


def day_name(day: date) -> str:
    """The weekday's English name, whatever the machine's language."""
    return str(table("words")["weekdays"].split()[day.weekday()].capitalize())


def long_date(day: date) -> str:
    """16 March 2022."""
    return f"{day.day} {_month(day.month)} {day.year}"


def _month(number: int) -> str:
    return str(table("words")["months"].split()[number - 1].capitalize())


def period_words(period: Period | None) -> str:
    """The period as a reader says it: 2021, March 2022, 16 March 2022, or a stretch of days."""
    if period is None:
        return ""
    label = period.label()
    if period.start == period.end:
        return long_date(period.start)
    if len(label) == 4:
        return label
    if len(label) == 7:
        return f"{_month(period.start.month)} {period.start.year}"
    if period.end.year >= 9000:
        return f"since {long_date(period.start)}"
    return f"{long_date(period.start)} to {long_date(period.end)}"


def cite(observation: Observation) -> str:
    """The source with its date in brackets."""
    when = long_date(observation.published) if observation.published else period_words(observation.period)
    return f"{observation.source} ({when})" if when and when not in observation.source else observation.source


_UNITS = {"percent": "%", "": "", "person": "", "people": "", "country": "", "count": "", "ordinal": ""}
"""Units that a sentence does not spell out: what is counted is clear from it."""


def _plural(unit: str) -> str:
    head, per, rest = unit.partition(" per ")
    irregular = {"foot": "feet", "inch": "inches", "degree Celsius": "degrees Celsius", "hertz": "hertz"}
    return irregular.get(head, head if head.endswith("s") else f"{head}s") + per + rest


def value_words(observation: Observation) -> str:
    """The reference's value as printed: one figure, or low to high."""
    low, high, value = observation.low, observation.high, observation.value
    unit = _UNITS.get(observation.unit, f" {_plural(observation.unit)}")
    hedge = f"{observation.qualifier} " if observation.qualifier and observation.qualifier != "exactly" else ""
    if low is not None and high is not None and low != high:
        return f"{hedge}{spaced(low)} to {spaced(high)}{unit}"
    return f"{hedge}{spaced(value)}{unit}" if value is not None else ""


@cache
def _small_words() -> dict[int, str]:
    ones = {int(value): word for word, value in words("ones").items()}
    tens = {int(value): word for word, value in words("tens").items() if word != "fourty"}
    named = dict(ones)
    for ten, word in tens.items():
        named |= {ten + one: f"{word}-{ones[one]}" if one else word for one in range(10)}
    return named


def in_style(value: Decimal, quantity: Quantity, core: str) -> str:
    """`value` as the draft would print it in place of `core`: same magnitude word, digits and rounding."""
    if quantity.kind is Kind.ORDINAL:
        return _ordinal(int(value), core)
    stem, scale, suffix = _scale_of(core)
    rounding = ROUND_CEILING if quantity.bound in _UP else ROUND_FLOOR if quantity.bound in _DOWN else ROUND_HALF_EVEN
    step = _fine_enough(value, quantity.step, exact=rounding is ROUND_HALF_EVEN)
    rounded = (value / step).to_integral_value(rounding) * step
    if scale > 1 and abs(rounded) < scale:
        return spaced(rounded)
    figure = rounded / scale
    if stem.isalpha() and figure == figure.to_integral_value() and 0 <= figure <= _LARGEST_WORD:
        text = _small_words()[int(figure)]
        return (text.capitalize() if core[0].isupper() else text) + suffix
    digits = max(0, -int((step / scale).normalize().as_tuple().exponent))
    text = f"{figure:,.{digits}f}" if "," in core or figure >= 10_000 else f"{figure:.{digits}f}"
    return text + suffix


def _fine_enough(value: Decimal, step: Decimal, *, exact: bool) -> Decimal:
    """The step to round to: the printed one, or one that does not take more than a twentieth off the value."""
    while step > 1 and value != 0 and abs(value) < step:
        step /= 10
    while (
        exact and value != 0 and abs((value / step).to_integral_value(ROUND_HALF_EVEN) * step - value) * 20 > abs(value)
    ):
        step /= 10
    return step


def _ordinal(value: int, core: str) -> str:
    """``22nd``, or a word where the draft has one and there is one."""
    if core[:1].isalpha():
        named = {int(number): word for word, number in words("ordinals").items()}
        if value in named:
            return named[value].capitalize() if core[0].isupper() else named[value]
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _scale_of(core: str) -> tuple[str, Decimal, str]:
    """A printed figure as its digits or word, its magnitude and the text of that magnitude."""
    scales = words("scales")
    for k, word in enumerate(parts := core.replace("-", " ").split()):
        if k and word.lower() in scales and word.lower() != "hundred":
            head = " ".join(parts[:k])
            return head.strip("$€£¥"), scales[word.lower()], core[core.lower().index(word.lower()) - 1 :]
    letters = core.lstrip("0123456789.,$€£¥ ")
    if letters and letters.lower() in words("short_scales") and core[0] in "0123456789$€£¥":
        return core[: -len(letters)], words("short_scales")[letters.lower()], letters
    return core.replace("-", "").replace(" ", ""), Decimal(1), ""


def _sign(core: str) -> str:
    """What stands before the digits of an amount: "$", "US$", "Rs "."""
    first = next((k for k, character in enumerate(core) if character.isdigit()), 0)
    return core[:first]


def corrected(observation: Observation, quantity: Quantity, core: str, factor: Decimal) -> str | None:
    """The figure that would agree, in the draft's rounding; `factor` turns the reference's unit into the draft's."""
    low, high, value = observation.low, observation.high, observation.value
    sign = _sign(core) if quantity.kind is Kind.MONEY else ""
    if low is not None and high is not None and low != high and quantity.step * 2 <= (high - low) * factor * 2:
        first, last = (in_style(end * factor, quantity, core) for end in (low, high))
        return f"{sign}{first} to {last}" if first != last else sign + first
    if value is None:
        return None
    return sign + in_style(value * factor, quantity, core)


def date_in_style(day: date, core: str, *, year: bool) -> str:
    """`day` in the order and month style of the printed date `core`."""
    pieces = core.replace(",", " ").split()
    name = _month(day.month)
    month = next((p for p in pieces if p.rstrip(".").lower()[:3] == p.rstrip(".").lower() and p[0].isalpha()), "")
    abbreviated = bool(month) and len(name) > 4
    shown_month = name[:3] + ("." if month.endswith(".") else "") if abbreviated else name
    if core[:1].isdigit() and "-" in core:
        return day.isoformat()
    month_first = core[:1].isalpha()
    if month_first:
        return f"{shown_month} {day.day}" + (f", {day.year}" if year else "")
    return f"{day.day} {shown_month}" + (f" {day.year}" if year else "")


def filled(message: str, observation: Observation, place: str, text: str) -> str:
    """A rule's message with its slots filled."""
    return message.format(
        value=value_words(observation),
        period=period_words(observation.period),
        source=observation.source,
        place=place,
        printed=text,
    )
