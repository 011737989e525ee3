"""Ages of relatives: a child older than the parent, an elder brother who is younger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.consistency.lives.persons import is_whole_age
from factcheck.consistency.phrases import Later, words
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.windows import Window

_YOUNGEST_PARENT = 9
_APPOSED = Later(r"(?:(?:[A-Z][\w’'-]+ ?){1,4},? ?(?:who is|who are|is|now)? ?(?:now )?|, (?:who is )?(?:now )?)\(?$")
_BESIDE = Later(
    r" (?:with|from|by|of|for|to|beside|joins|joined"
    r"|succeed|succeeds|replace|replaces|follow|follows|met|told) (?:[^\W\d_][\w.’'-]* ){1,4}, $"
)
_STANDS_ALONE = Later(r" (?:[,.)]|and|lives?|both|have|has|is|was|were) ?")


def kin_ages(sheet: Sheet, window: Window) -> Iterator[Contradiction]:
    """Every age of a child, parent, brother or sister that cannot be beside that of the person."""
    if not window.tells("kin_told") or window.tells("no_kin_of_blood"):
        return
    ages = [number for number in range(len(window.slots)) if _is_age(sheet, window, number)]
    if len(ages) != 2 or not set(ages) & set(window.home):
        return
    first, second = ages
    role, other, one = _role(window, second), first, second
    if not role:
        role, other, one = _role(window, first), second, first
        if not role or not _comes_back(window, one, other):
            return
    else:
        apart = window.order(first) != window.order(second)
        if _role(window, first) or (apart and not window.before(second).startswith(("his ", "her "))):
            return
    value, own = (int(window.slots[number].value or 0) for number in (one, other))
    if _may_be(role, value, own):
        return
    said = [window.slots[number].span.of(sheet.text) for number in (one, other)]
    sum_ = f"the {_NAMES[role]} is {said[0]}, beside somebody who is {said[1]}"
    yield Contradiction(window.slots[one], (window.slots[other],), sum_, f"another age than {said[0]} or {said[1]}")


_NAMES = {"children": "child", "parents": "parent", "elder": "elder", "younger": "younger"}


def _is_age(sheet: Sheet, window: Window, number: int) -> bool:
    """Whether a figure is an age behind a name, or one that somebody is or turned."""
    if not is_whole_age(window, number):
        return False
    start = window.slots[number].span.start
    before, after = window.before(number), f" {window.after(number)} "
    if re.search(r"(?:^| )(?:turned|turns|who is|aged|is|now)(?: now)?$", before):
        return True
    if not before:
        return False
    apposed = _APPOSED.search(sheet.text[max(0, start - 60) : start]) is not None
    at = re.match(r"at$", before) is not None and after.startswith(" ,")
    return at or (apposed and _STANDS_ALONE.match(after) is not None)


def _role(window: Window, number: int) -> str:
    """As which relative of the other an age is told: "his son Dean, 39"; empty where it is of none."""
    before = f" {window.before(number)} ".rsplit(">", 1)[-1]
    for role, pattern in _roles():
        if pattern.search(before):
            return role
    return ""


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    name = r"(?: [^\W\d_][\w’'-]*){0,3}(?: , (?!who)[^\W\d_][\w’'-]*)?"
    tail = rf"{name}(?: ,(?: the [a-z-]+(?: by| of)?[^,]*,)?)?(?: who is| now| aged| is| turned| \()* $"
    whose = r"(?:his|her|my|[^\W\d_][\w-]*(?:['’]s|s['’]))"
    return tuple(
        (
            role,
            re.compile(
                rf" {whose} (?:(?:own|only|late|disabled|grown - up|adult|beloved|{more}) )*(?:{words(role)}){tail}"
            ),
        )
        for role, more in (
            ("elder", "-"),
            ("younger", "-"),
            ("children", "elder|eldest|oldest|younger|youngest"),
            ("parents", "-"),
        )
    )


def _comes_back(window: Window, one: int, other: int) -> bool:
    """Whether the second age is of whose relative the first is of: "Mrs Eze's mother, 70 ... Mrs Eze turned 74"."""
    before = window.before(one)
    if before.startswith(("his ", "her ")) and window.order(one) == window.order(other):
        return _BESIDE.search(f" {window.between(one, other)}") is not None
    owner = re.search(r"([^\W\d_][\w-]*)['’]s (?:[a-z-]+ )*$", re.sub(rf"(?:{words('kin_told')}).*$", "", before))
    between = window.between(one, other)
    return owner is not None and f" {owner[1]} " in f" {between} ".replace("’s", "").replace("'s", "")


def _may_be(role: str, value: int, own: int) -> bool:
    if role == "children":
        return own - value >= _YOUNGEST_PARENT
    if role == "parents":
        return value - own >= _YOUNGEST_PARENT
    return value >= own if role == "elder" else value <= own
