"""Printed figures and references as intervals of exact decimals. Nothing is rounded before it is compared."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from factcheck.model import Bound, Interval, Kind, Observation, Quantity

HALF = Decimal("0.5")


def next_round(value: Decimal) -> Decimal:
    """The next round figure above `value`: steps of half its leading unit below five units, of one from there.

    3,000,000 goes to 3,500,000; 60,000 to 70,000; 120 to 150. "More than 3 million" is fair up to there, and from
    there on says too little.
    """
    if value <= 0:
        return value + 1
    unit = Decimal(1).scaleb(value.adjusted())
    step = unit / 2 if value < 5 * unit else unit
    return ((value / step).to_integral_value(ROUND_FLOOR) + 1) * step


def last_round(value: Decimal) -> Decimal:
    """The round figure below `value`, the mirror image of `next_round`."""
    if value <= 0:
        return value - 1
    unit = Decimal(1).scaleb(value.adjusted())
    step = unit / 2 if value <= 5 * unit else unit
    if value == unit:
        step = unit / 10
    lower = (value / step).to_integral_value(ROUND_FLOOR) * step
    return lower - step if lower == value else lower


def printed(quantity: Quantity, about: Decimal) -> Interval:
    """What the printed figure can stand for, in its own unit; `about` is the width of a hedge as a share.

    Half a unit of the last printed digit to either side; a hedge widens one side or both (see DESIGN, section 4).
    """
    assert quantity.low is not None and quantity.high is not None
    return spread(quantity, quantity.low, quantity.high, quantity.step, about)


def spread(quantity: Quantity, low: Decimal, high: Decimal, step: Decimal, about: Decimal) -> Interval:
    """What is `printed` where `low` to `high` stand there, rounded to `step`, with hedge and kind of a quantity."""
    half = step * HALF
    wide = abs(high) * about
    match quantity.bound:
        case Bound.ABOUT:
            return Interval(low - max(half, abs(low) * about), high + max(half, wide))
        case Bound.NEARLY:
            return Interval(low - max(abs(low) * about, half), high)
        case Bound.OVER:
            return Interval(low, next_round(high), low_open=True, high_open=True)
        case Bound.AT_LEAST:
            return Interval(low, next_round(high), high_open=True)
        case Bound.UNDER:
            return Interval(last_round(low), high, low_open=True, high_open=True)
        case Bound.UP_TO:
            return Interval(last_round(low), high, low_open=True)
        case Bound.EXACT if step == 1 and quantity.kind in (Kind.COUNT, Kind.ORDINAL):
            return Interval(low, high)  # people and cities are whole
        case Bound.EXACT:
            return Interval(low - half, high + half, high_open=True)


def reference(observation: Observation, revision: Decimal, amount: Decimal = Decimal(0)) -> Interval | None:
    """What the reference can stand for: its low-high range, its own wording, and how far it is revised.

    That is `revision` as a share of it or `amount` in its unit, whichever is more.
    """
    if observation.value is None and (observation.low is None or observation.high is None):
        return None
    low = observation.low if observation.low is not None else observation.value
    high = observation.high if observation.high is not None else observation.value
    assert low is not None and high is not None
    if observation.exact:
        return Interval(low, high)
    loose = revision
    if observation.qualifier == "about":
        loose = max(loose, Decimal("0.1"))
    low, high = low - max(abs(low) * loose, amount), high + max(abs(high) * loose, amount)
    if observation.qualifier in ("more than", "at least"):
        high = max(high, next_round(high))
    if observation.qualifier == "up to":
        low = min(low, last_round(low))
    return Interval(low, high)


def scaled(interval: Interval, factor: Decimal) -> Interval:
    """The interval in another unit, `factor` of which make one of its own."""
    return Interval(
        None if interval.low is None else interval.low * factor,
        None if interval.high is None else interval.high * factor,
        interval.low_open,
        interval.high_open,
    )


def hull(intervals: list[Interval]) -> Interval:
    """The smallest interval that holds all of them."""
    lows = [interval.low for interval in intervals if interval.low is not None]
    highs = [interval.high for interval in intervals if interval.high is not None]
    return Interval(min(lows) if lows else None, max(highs) if highs else None)


def plain(value: Decimal) -> str:
    """The decimal without exponent or trailing zeros behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def spaced(value: Decimal) -> str:
    """The decimal as a reader wants it: grouped by commas, at most six digits behind the point."""
    if value != value.to_integral_value():
        value = round(value, 6).normalize()
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(interval: Interval) -> tuple[str, str]:
    """Both ends as exact decimals; an empty string for an open one."""
    return (
        "" if interval.low is None else plain(interval.low),
        "" if interval.high is None else plain(interval.high),
    )
