"""Whether two figures of a window are told of one person, and what an age that is told says of the year of birth."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.consistency.lives import of_relative
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.sheet import Row, Sheet
from factcheck.consistency.twice import is_person
from factcheck.consistency.windows import Window, joined
from factcheck.model import Kind
from factcheck.text import stem

_OLDEST = 122
_OF_AGE = (Kind.AGE, Kind.COUNT, Kind.ORDINAL)
_ZONE = 7
"""Words at the beginning of a sentence, behind a phrase with a comma, in which its subject is looked for."""
_HEADS = Later(r"^(?:[“\"‘]?(?:Born|Now|At|In|On|When|Aged|After|Before|By|Though|As|Since)\b[^,]{0,70}, )?")
_PRONOUN = Later(r"^(?:[^,]{0,70} )?(?:[Hh]e|[Ss]he|I)\b|^(?:His|Her|My)\b")
_NO_NAMES = frozenset(
    {"the", "his", "her", "its", "and", "who", "was", "were", "had", "has", "born", "died", "from", "that"}
)


def raw_sentence(sheet: Sheet, window: Window, number: int) -> str:
    """The sentence that a slot stands in, as it is printed."""
    start = window.slots[number].span.start
    row = next(row for row in sheet.rows if row.span.start <= start < row.span.end)
    return row.span.of(sheet.text)


def are_of_one(sheet: Sheet, window: Window, one: int, other: int) -> bool:
    """Whether two figures of a window are told of one person, as far as pronouns, names and nouns tell."""
    if window.order(one) == window.order(other):
        first, last = sorted((window.slots[one].span, window.slots[other].span), key=lambda span: span.start)
        return not _brings_in(sheet.text[first.end : last.start])
    if window.order(one) > window.order(other):
        one, other = other, one
    early, late = (raw_sentence(sheet, window, number) for number in (one, other))
    if _tells_of_kin(early) or _tells_of_kin(late) or _are_namesakes(early, late):
        return False
    if _PRONOUN.search(_subject(late)) or _PRONOUN.search(late):
        return True
    nouns, names = _zone(late), _zone(early)
    if nouns & names:
        return True
    if re.match(r"[“\"]?(?:She|He)\b", early) and re.match(r"(?:[A-Z][\w’'-]+ ?){2,}", _subject(late)):
        return True
    definite = re.match(r"[Tt]he ((?:[a-z-]+ ){1,4})", f"{_subject(late)} ".replace(",", " ,"))
    if definite is None:
        return re.match(r"[Tt]he <?\d+-year-old", _subject(late)) is not None
    heads = [word for word in definite[1].split() if is_person(word)]
    heads += re.findall(r"^The [a-z ]+, who (?:is|was)\b", _subject(late))
    return bool(heads) and not any_of("not_persons").is_in(definite[1])


def _are_namesakes(early: str, late: str) -> bool:
    """Whether two sentences name people of one family name by different first names, and no first name is in both."""
    ours, theirs = ({last: first for first, last in _FULL_NAME.findall(said)} for said in (early, late))
    return any(ours[last] != theirs[last] and ours[last] not in late for last in ours.keys() & theirs.keys()) or any(
        ours[last] != theirs[last] and theirs[last] not in early for last in ours.keys() & theirs.keys()
    )


_FULL_NAME = Later(r"\b(?!(?:Mr|Mrs|Ms|Dr|Sir|Dame|The|Born|When|And|In|At|St)\b)([A-Z][\w’'-]+) ([A-Z][\w-]+)")


def _subject(sentence: str) -> str:
    return sentence[_HEADS.match(sentence).end() :]  # type: ignore[union-attr]


def _zone(sentence: str) -> set[str]:
    """The stems of nouns and names that may be the subject of a sentence."""
    found = re.findall(r"[^\W\d_]{3,}", " ".join(_subject(sentence).split()[:_ZONE]))
    return {stem(word.lower()) for word in found if word.lower() not in _NO_NAMES}


def _brings_in(between: str) -> bool:
    """Whether the words between two figures of a sentence bring in somebody or something else."""
    low = between.lower()
    return (
        any_of("relatives").is_in(re.sub(r"[^\w'’-]+", " ", low))
        or of_relative().search(low) is not None
        or re.search(
            r"\b(?:that|which|whose|where|while|whereas|whom)\b|;(?! (?:he|she) )|\b(?:an?|the) [a-z-]+ who\b", low
        )
        is not None
        or re.search(r"\band (?:[A-Z][\w’'-]+ ){2}|[A-Z][\w’'-]+(?:,| \() ?(?:who (?:was|is) )?(?:born|b\.)", between)
        is not None
    )


def _tells_of_kin(sentence: str) -> bool:
    """Whether a sentence is of somebody's relative: by "his father", or by its subject."""
    low = sentence.lower()
    return of_relative().search(low) is not None


def is_whole_age(window: Window, number: int) -> bool:
    """Whether a figure may be the age of a person in years."""
    quantity, value = window.slots[number].quantity, window.slots[number].value
    if quantity.kind is not Kind.AGE and (quantity.kind is not Kind.COUNT or quantity.counted):
        return False
    return value is not None and 0 < value <= _OLDEST and value == int(value)


def ages_now(window: Window) -> list[int]:
    """The figures of a window that surely are somebody's age on the draft's day, not the one at some time before."""
    return [first + number for first, row in window.numbered() for number in _ages_now(row)]


@lru_cache(maxsize=256)
def _ages_now(row: Row) -> tuple[int, ...]:
    if not any(slot.quantity.kind in _OF_AGE for slot in row.slots):
        return ()
    window = joined((row,), row)
    return tuple(number for number in window.home if _is_age_now(window, number))


def _is_age_now(window: Window, number: int) -> bool:
    if window.slots[number].quantity.kind is Kind.ORDINAL:
        turns = window.after(number).startswith("birthday")
        return turns and re.search(r" (?:today|this week|on <weekday:\d+>) ", window.sentence(number)) is not None
    if not is_whole_age(window, number):
        return False
    before, after, sentence = f" {window.before(number)} ", f" {window.after(number)} ", window.sentence(number)
    if re.search(r"(?: ,|^) now $", before) and re.match(r" [,.]", after):
        return True
    at_another = any_of("another_age").is_in(sentence) or re.match(r" (?:when|as|in|at) ", after) is not None
    return not at_another and _is_today(window, number, before, after)


def _is_today(window: Window, number: int, before: str, after: str) -> bool:
    """Whether the words on either side of an age say it of today."""
    if re.search(r" who is(?: now)? $| (?:he|she) is(?: now)? $", before):
        return re.match(r" [,.)]", after) is not None or not after.strip()
    if re.match(r"^ at(?: the age of)? $", before):
        return re.match(r" ,? ?[^<]*? (?:is|has|heads|runs|still|remains|holds) ", after) is not None
    if re.search(r" (?:turned|turns) $", before):
        return re.match(r" (?:on <weekday|last|this|yesterday|today|in (?:january|february)) ?", after) is not None
    if window.slots[number].quantity.kind is not Kind.AGE:
        return False
    aged = window.slots[number].quantity.text.lower().replace(" ", "-")
    if before == " the " and "year-old" in aged:
        return "<weekday:" in after
    since = " has since " in after or re.match(r" , (?:is|has) ", after) is not None
    return before.endswith(" , ") and after.startswith(" ,") and since
