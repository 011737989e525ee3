"""Ages at which nobody can have done what is told of him: elected at four, thirty years of work at 23."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.consistency.lives.persons import is_whole_age
from factcheck.consistency.phrases import words
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.windows import Window

_CHILD = 9
"""Age under which nobody does what only the grown do, or is said to."""


def too_young(sheet: Sheet, window: Window) -> Iterator[Contradiction]:
    """Every age in the middle sentence at which somebody is too young for what is told of him."""
    for number in window.home:
        if is_whole_age(window, number):
            yield from _at_age(sheet, window, number)


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
    if 0 < (slot.value or 0) < _CHILD and _child_of_age().search(around):
        said = slot.span.of(sheet.text)
        yield Contradiction(slot, (), f"nobody is grown at {said}", f"a greater age than {said}")
