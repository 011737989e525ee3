"""Ages at which nobody can have done what is told of him: elected at four, thirty years of work at 23."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.consistency.lifetimes import GROWN
from factcheck.consistency.persons import is_whole_age
from factcheck.consistency.phrases import Later, words
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.windows import Window
from factcheck.model import Bound, Kind

_OF_WORK = Later(
    r" (?:has|had|have)? ?(?:been )?(?:worked|taught|served|run|ran|led|married|practised|practiced|coached|employed"
    r"|driven|drove|farmed|preached|nursed|policed|reported|governed|ruled|managed|chaired|headed|sat)\b[^<;]* for $"
)
_IN_WORK = Later(r"(?:as an? [a-z]+|in (?:the )?(?:job|post|business|trade|office|police|army|navy|ministry))\b")
_HAS = Later(r"^ , (?:[a-z]+ )?(?:has|have) (?:been )?[a-z]+ [^<;]*for $")
_ASIDE = Later(r" (?:whose|his|her|which|that|where|father|mother|company|firm|family) ")


def too_young(sheet: Sheet, window: Window) -> Iterator[Contradiction]:
    """Every age in the middle sentence at which somebody is too young for what is told of him."""
    for number in window.home:
        if is_whole_age(window, number):
            yield from _at_age(sheet, window, number)
            yield from _worked_longer(sheet, window, number)


def _worked_longer(sheet: Sheet, window: Window, number: int) -> Iterator[Contradiction]:
    """Somebody who has worked for longer than he has been grown: "Lind, 23, worked as a miner for 30 years"."""
    age = window.slots[number]
    apposed = window.before(number).endswith(",") and window.after(number).startswith(",")
    if age.quantity.kind is not Kind.AGE or not apposed:
        return
    lasting = [
        n
        for n, one in enumerate(window.slots)
        if n > number
        and window.order(n) == window.order(number)
        and one.quantity.kind is Kind.DURATION
        and one.quantity.unit == "year"
        and one.quantity.bound is not Bound.UP_TO
    ]
    if len(lasting) != 1:
        return
    slot, between = window.slots[lasting[0]], window.between(number, lasting[0])
    if _ASIDE.search(between) or "<" in between or slot.value is None or age.value is None:
        return
    work = _OF_WORK.search(between) or _IN_WORK.match(window.after(lasting[0]))
    least = GROWN if work else 0 if _HAS.match(between) else None
    if least is not None and age.value - slot.value + 1 < max(least, 1):
        said, told = age.span.of(sheet.text), slot.span.of(sheet.text)
        yield Contradiction(age, (slot,), f"who is {said} was no worker {told} ago", f"another age than {said}")


@cache
def _child_of_age() -> re.Pattern[str]:
    """An age ("<>") with what the same person did at it."""
    became = rf"(?:became|was made|was named) (?:the |an? )?(?:{words('offices')})"
    deed = rf"(?:was |had |got |had been )?(?:{words('adult_deeds')}|{became}) "
    return re.compile(
        rf"(?:^| )at (?:the age of )?(?:just |only )?<> ,? ?(?:he|she|i) {deed}"
        rf"| (?:he|she|i) {deed}[^<;]{{0,40}} (?:at|when (?:he|she|i) was) (?:the age of |just |only |aged )*<> [,.]"
        rf"|(?:^| )(?:[a-z]+|,) was (?:only |just |still )?<> when (?:he|she|i) {deed}"
        rf"|(?:^| )when (?:he|she|i) was (?:only |just |still )?<> ,? ?(?:he|she|i) {deed}"
    )


def _at_age(sheet: Sheet, window: Window, number: int) -> Iterator[Contradiction]:
    """What only the grown do at the age of a child."""
    slot = window.slots[number]
    around = f" {window.before(number)} <> {window.after(number)} ".replace("  ", " ")
    if 0 < (slot.value or 0) < GROWN - 1 and _child_of_age().search(around):
        said = slot.span.of(sheet.text)
        yield Contradiction(slot, (), f"nobody is grown at {said}", f"a greater age than {said}")
