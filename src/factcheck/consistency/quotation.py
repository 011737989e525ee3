"""A figure in a quotation against the reporter's paraphrase of the same: he "said 11 were hurt", and “eighteen”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from factcheck.consistency.apart import told_apart
from factcheck.consistency.beside import Mention
from factcheck.consistency.hedge import in_per_cent
from factcheck.consistency.mentions import mentions, nearest
from factcheck.consistency.phrases import any_of, words
from factcheck.consistency.restated import goes_on_alike, is_tied, names_in
from factcheck.consistency.sheet import Contradiction, Row, Sheet
from factcheck.consistency.twice import are_far_apart, in_one_unit, is_only, nouns_agree, roles
from factcheck.model import Kind

_QUOTED = re.compile(r"“[^”]{3,600}”|(?<!\w)\"[^\"]{3,600}\"(?!\w)")
_LARGE, _MOST = 1000, 5
"""From where a figure needs no unit of its own, and how many times one may be the other."""
_SIZE = 10
"""How many times a figure can be another in its row that might be meant as well."""
_SAID_THE = re.compile(r"\b(?:said|says|added|according to) the (?:[a-z]+ )?([a-z]+)")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every figure in a quotation that its speaker, paraphrased in the sentence beside it, gives otherwise."""
    quoted = quotations(sheet)
    if not quoted:
        return
    every = [in_per_cent(one) for one in mentions(sheet, ratios=True)]
    seen: set[int] = set()
    for n, second in enumerate(every):
        around = nearest(every, n, after=True)
        for first in nearest(every, n):
            inside = [is_inside(one, quoted) for one in (first, second)]
            if second.row - first.row != 1 or inside[0] is inside[1] or second.slot.claim in seen:
                continue
            said, other = (second, first) if inside[1] else (first, second)
            alike = _in_unit_of(first, second)
            if (
                _is_one_speaker(sheet, said, other, quoted)
                and _differ(first, alike, around)
                and is_tied(sheet, first, alike)
                and goes_on_alike(sheet, first, alike)
            ):
                seen.add(second.slot.claim)
                yield _contradiction(sheet, said, other)


def quotations(sheet: Sheet) -> list[tuple[int, int]]:
    """Where the draft's quotations begin and end."""
    return [(found.start(), found.end()) for found in _QUOTED.finditer(sheet.text)]


def is_inside(one: Mention, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether a figure stands in one of the quotations."""
    return any(start < one.slot.span.start < end for start, end in quoted)


def _in_unit_of(first: Mention, second: Mention) -> Mention:
    """The second figure in the first one's unit where it has none of its own and no noun: "three million"."""
    if second.kind is not Kind.COUNT or second.own or first.kind not in (Kind.MONEY, Kind.MEASURE):
        return second
    large = (second.slot.value or 0) >= _LARGE
    quantity = replace(second.slot.quantity, kind=first.kind, unit=first.slot.quantity.unit)
    return replace(second, kind=first.kind, slot=replace(second.slot, quantity=quantity)) if large else second


def _differ(first: Mention, second: Mention, every: Sequence[Mention]) -> bool:
    """Whether both are of one thing, no other figure can be meant, and they do not agree."""
    if first.kind is not second.kind or are_far_apart(first, second, _MOST):
        return False
    ends, nouns = in_one_unit(first, second), nouns_agree(first, second)
    if ends is None or ends[0].meets(ends[1]) or nouns is None:
        return False
    alike = [one for one in every if one.kind is first.kind]
    values = [{one.slot.value for one in alike if one.row == row} for row in (first.row, second.row)]
    rest = [one for one in every if one.slot.value not in values[0] & values[1]]
    if not is_only(first, second, rest, _SIZE) or {first.slot.value, second.slot.value} & values[0] & values[1]:
        return False
    ours, theirs = roles(first), roles(second)
    apart, more = told_apart(first, second), (second.slot.value or 0) > (first.slot.value or 0)
    return not (ours and theirs and not ours & theirs) and (not apart or (apart == "of them" and more))


def _outside(sheet: Sheet, row: Row, quoted: Sequence[tuple[int, int]]) -> str:
    """The text of a row without what is quoted in it."""
    text = sheet.text
    for start, end in quoted:
        if start < row.span.end and end > row.span.start:
            text = text[:start] + " " * (end - start) + text[end:]
    return row.span.of(text)


def _is_one_speaker(sheet: Sheet, said: Mention, other: Mention, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether who is quoted speaks in the other sentence too: the same name, or a name and "he", "the minister"."""
    outside = [_outside(sheet, sheet.rows[one.row], quoted) for one in (said, other)]
    if any(any_of("other_speakers").search(" ".join(re.findall(r"[\w’'-]+", text.lower()))) for text in outside):
        return False
    names = [names_in(text) for text in outside]
    if not _saying().search(outside[1]) or not (names[0] or _saying().search(outside[0])):
        return False
    later = int(other.row > said.row)
    if _pronoun_says().search(outside[later]):
        return True
    if _pronoun_says().search(outside[1 - later]) and names[later]:
        return bool(names[0] & names[1])
    if names[0] and names[1]:
        return bool(names[0] & names[1])
    called = [set(_SAID_THE.findall(text)) for text in outside]
    return not any(called[n] and names[1 - n] and not called[n] & _lower(outside[1 - n]) for n in (0, 1))


def _lower(text: str) -> set[str]:
    return set(re.findall(r"[\w’'-]+", text.lower()))


@cache
def _saying() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?<!was )(?<!were )(?:{words('says')})(?!\w)", re.IGNORECASE)


@cache
def _pronoun_says() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:he|she|they) (?:{words('says')})(?!\w)", re.IGNORECASE)


def _contradiction(sheet: Sheet, said: Mention, other: Mention) -> Contradiction:
    quoted, told = (one.slot.span.of(sheet.text) for one in (said, other))
    sum_ = f"the quotation says {quoted}, the sentence beside it has the speaker say {told}"
    return Contradiction(other.slot, (said.slot,), sum_, f"“{quoted}” here, or the quotation is another's or misquoted")
