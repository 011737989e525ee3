"""A figure in a quotation against the reporter's paraphrase of the same: he "said 11 were hurt", and “eighteen”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factcheck.consistency.anaphora import slip
from factcheck.consistency.apart import told_apart
from factcheck.consistency.beside import Mention
from factcheck.consistency.hedge import in_per_cent
from factcheck.consistency.mentions import mentions, nearest
from factcheck.consistency.phrases import Later, word_set
from factcheck.consistency.restated import goes_on_alike, is_tied
from factcheck.consistency.sheet import Contradiction, Row, Sheet
from factcheck.consistency.speakers import are_one
from factcheck.consistency.twice import are_far_apart, in_one_unit, is_only, nouns_agree, roles
from factcheck.model import Kind

_QUOTED = Later(r"“[^”]{3,600}”|(?<!\w)\"[^\"]{3,600}\"(?!\w)")
_LARGE, _MOST = 1000, 5
"""From where a figure needs no unit of its own, and how many times one may be the other."""
_AT_AGE = ("at", "was", "am", "turned", "aged", "i'm", "i’m")
_SIZE = 10
"""How many times a figure can be another in its row that might be meant as well."""


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
    """The second figure in the first one's unit where it has none of its own and no noun: "three million", "at 19"."""
    if first.kind is Kind.AGE and second.kind is Kind.COUNT and not second.own and second.before in _AT_AGE:
        quantity = replace(second.slot.quantity, kind=Kind.AGE, unit=first.slot.quantity.unit)
        return replace(second, kind=Kind.AGE, slot=replace(second.slot, quantity=quantity))
    if second.kind is not Kind.COUNT or second.own or first.kind not in (Kind.MONEY, Kind.MEASURE):
        return second
    large = (second.slot.value or 0) >= _LARGE
    quantity = replace(second.slot.quantity, kind=first.kind, unit=first.slot.quantity.unit)
    return replace(second, kind=first.kind, slot=replace(second.slot, quantity=quantity)) if large else second


def _differ(first: Mention, second: Mention, every: Sequence[Mention]) -> bool:
    """Whether both are of one thing, no other figure can be meant, and they do not agree."""
    far = are_far_apart(first, second, _MOST) and not slip(first.slot, second.slot)
    if first.kind is not second.kind or far:
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
    return not (ours and theirs and not ours & theirs) and not _are_apart(first, second)


def _are_apart(first: Mention, second: Mention) -> bool:
    """Whether words tell the two apart: none that both sentences have, and "of them" of what is more tells nothing."""
    apart, more = told_apart(first, second), (second.slot.value or 0) > (first.slot.value or 0)
    if not apart or (apart in ("of them", "of those") and more):
        return False
    if apart in word_set("no_quotation_apart") or (apart == "year" and first.period and second.period):
        return False
    return not all(set(apart.split()) <= set(one.near) for one in (first, second))


def _outside(sheet: Sheet, row: Row, quoted: Sequence[tuple[int, int]]) -> str:
    """The text of a row without what is quoted in it."""
    text = sheet.text
    for start, end in quoted:
        if start < row.span.end and end > row.span.start:
            text = text[:start] + " " * (end - start) + text[end:]
    return row.span.of(text)


def _is_one_speaker(sheet: Sheet, said: Mention, other: Mention, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether who is quoted speaks in the other sentence too."""
    outside = [_outside(sheet, sheet.rows[one.row], quoted) for one in (other, said)]
    return are_one(*outside, quoted_later=said.row > other.row)


def _contradiction(sheet: Sheet, said: Mention, other: Mention) -> Contradiction:
    quoted, told = (one.slot.span.of(sheet.text) for one in (said, other))
    sum_ = f"the quotation says {quoted}, the sentence beside it has the speaker say {told}"
    return Contradiction(other.slot, (said.slot,), sum_, f"“{quoted}” here, or the quotation is another's or misquoted")
