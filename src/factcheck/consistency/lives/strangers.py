"""Whether an age is told of another person than a birth is: by name, as a relative, or as somebody new."""

from __future__ import annotations

import re

from factcheck.consistency.lives.lives import proper, subject_of
from factcheck.consistency.lives.people import part_at
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.sheet import Sheet
from factcheck.consistency.timeline import Point
from factcheck.consistency.windows import Window

_FAR = 60
"""Characters before an age in which it may be told of somebody else."""
_OPENS = 4
"""Words before an age that opens its sentence, at most."""
_APPOSED = Later(r"((?:[A-Z][\w’'-]+ ?)+)[,(]? ?$")


def is_of_another(sheet: Sheet, window: Window, number: int, birth: Point) -> bool:
    """Whether an age is told of another person than the birth, by name or as a relative."""
    if _is_apart(sheet, window, number, birth):
        return True
    start, subject = window.slots[number].span.start, subject_of(sheet, window, birth)
    before = sheet.text[max(0, start - _FAR) : start]
    if re.search(rf"\b(?i:{words('relatives')}) [A-Z][a-z]+, $", before) or _THEIRS.search(before.lower()):
        return True
    if (_NEW.search(before) and not _is_introduced(sheet, window, number, birth)) or _attached(
        sheet, window, number, birth
    ):
        return True
    opens = re.search(r"(?:^|[.!?\n] )The $", before) is not None
    apart = window.order(number) != window.order(birth.number)
    if apart and any_of("relatives").search(" ".join(window.before(number).split()[:-3])):
        return True
    if apart and not opens and _names_another(sheet, window, number):
        return True
    if (subject or apart) and re.search(r"\b(?:an?|two|three) [a-z-]+ (?:of|aged) (?:about )?$", before):
        return True
    apposed = _APPOSED.search(before)
    name = proper(apposed[1]) if apposed is not None and not apposed[1].isupper() else ""
    return bool(name and subject) and not set(name.split()) & set(subject.split())


def _is_introduced(sheet: Sheet, window: Window, number: int, birth: Point) -> bool:
    """Whether somebody new is he whose birth follows, or a person named: "a 17-year-old, born in", "Jo Orr, a"."""
    before, after, start = window.before(number), window.after(number), window.slots[number].span.start
    if _BORN_NEXT.match(after) or (_BEFORE.fullmatch(before) and _BORN.match(after)):
        return True
    if _NAME_AND.search(sheet.text[max(0, start - _FAR) : start]):
        return True
    one_sentence = window.order(number) == window.order(birth.number) and number < birth.number
    return (
        one_sentence and len(before.split()) <= _OPENS and _HIS.search(window.between(number, birth.number)) is not None
    )


_BORN_NEXT = Later(r"(?:(?:man|woman|boy|girl) )?(?:, |\( )(?:who was )?born ")
_NAME_AND = Later(r"[A-Z][\w’'-]+ [A-Z][\w’'-]+, (?:now )?an? $")
_HIS = Later(r" (?:his|her) (?:year of birth|birth|date of birth)| (?:he|she) was born ")


def _is_apart(sheet: Sheet, window: Window, number: int, birth: Point) -> bool:
    """Whether the parts of an age and of a birth are about two persons, or that of the age about who knows whom."""
    here, there = (part_at(sheet, window.slots[at].span.start).person for at in (number, birth.number))
    behind = birth.number < number
    if here is None:
        return behind and window.before(number).startswith(("he ", "she "))
    if here is there:
        return False
    if there is not None and {here.sex, there.sex} == {"he", "she"}:
        return True
    return behind and (here.is_kin or (there is not None and bool(here.names and there.names)))


_THEIRS = Later(r"\b(?:his|her|their|its|whose) (?!age)[a-z-]+(?: [a-z-]+)?, (?:now )?$")
_NEW = Later(r"(?:(?:^|[.!?;\n] |\b(?:and|by|with|for|to) )(?:[Aa]n?|[Aa]nother) [a-z][a-z -]*, | (?:an?|another) )$")
"""Before an age that is of somebody new: "A man, 38", "beat a 45-year-old"."""
_BEFORE = Later(r"(?:[\w’'.-]+ ){1,4}, an?")
_BORN = Later(r"(?:[a-z-]+ ){0,6}, (?:was|is) (?:[a-z]+ )?born ")
"""What encloses an age of the subject of its sentence: "The driver, a 34-year-old man, was born in"."""


_SUBJECT = Later(r"(?:[Tt]he [a-z-]+|(?:[a-z-]+ ){0,3}(?:[A-Z][\w’'-]+ ?){1,3})")
"""Whom an age is of that opens its sentence: "At 48, Ana Ruiz, born in 1981, is"."""


def _attached(sheet: Sheet, window: Window, number: int, birth: Point) -> bool:
    """Whether a birth behind an age in its sentence is said of a noun in between: "plays the painter, born in 1840"."""
    if window.order(number) != window.order(birth.number) or birth.number < number:
        return False
    between = sheet.text[window.slots[number].span.end : window.slots[birth.number].span.start]
    found = re.match(
        r"(?: years old)?[,)]? ?(?P<words>.*?)(?:, who (?:was|is) |, |\(| )(?:born|b\.) ", between, re.DOTALL
    )
    if found is None or re.search(r"\b(?:was|is|were|had been|having been|He|She|he|she)$", found["words"]):
        return False
    if len(window.before(number).split()) <= _OPENS and _SUBJECT.fullmatch(found["words"]):
        return False
    return len(found["words"].split()) > 1 and not re.search(r"[\"”’] (?:says|said)", found["words"])


def _names_another(sheet: Sheet, window: Window, number: int) -> bool:
    """Whether the sentence of an age brings in somebody else behind it."""
    behind = sheet.text[window.slots[number].span.end :]
    behind = re.split(r"[.!?\n](?:\s|$)", behind)[0]
    other = re.search(r"(?<=[a-z] )[A-Z][a-z’'-]+ [A-Z][a-z’'-]+(?! (?:[A-Z]|[Ss]treet|[Pp]rize))", behind)
    relative = re.search(rf"(?<!said )(?<!says )\b(?:his|her|their) (?:late )?(?:{words('relatives')})\b", behind)
    return relative is not None or (other is not None and _WITH.search(behind[: other.start()]) is not None)


_WITH = Later(r"(?:^|[ ,])(?:and|with|replaces|replaced|succeeds|succeeded|praised|met|beat|told|for|by) $")
