"""A figure in a quotation against the reporter's paraphrase of the same: he "said 11 were hurt", and “eighteen”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from factcheck.consistency.again import are_far_apart
from factcheck.consistency.apart import told_apart
from factcheck.consistency.beside import Mention
from factcheck.consistency.mentions import mentions, nearest
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.sheet import Contradiction, Row, Sheet
from factcheck.consistency.speakers import are_one, names_in
from factcheck.consistency.twice import factor, in_one_unit, in_per_cent, nouns_agree, roles
from factcheck.model import Kind
from factcheck.text import stem

_QUOTED = Later(r"[“\"](?:(?<=“)[^”]{3,600}”|(?<!\w\")(?<=\")[^\"]{3,600}\"(?!\w))")  # a sign first: fast
_LARGE, _MOST, _SIZE = 1000, 5, 10
"""From where a figure needs no unit of its own; how many times one may be the other, and a third that may be meant."""
_AT_AGE = ("at", "was", "am", "turned", "aged", "i'm", "i’m")
_WHEN = Later(r"[^.;,”\"\d]{0,30}? (?:if|when|before|after|until|unless|while)\b([^.;,”\"]*)")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every figure in a quotation that its speaker, paraphrased in the sentence beside it, gives otherwise."""
    quoted = quotations(sheet)
    if not quoted:
        return
    every = [in_per_cent(one) for one in mentions(sheet, ratios=True)]
    inside = [is_inside(one, quoted) for one in every]
    if all(inside) or not any(inside):
        return
    seen: set[int] = set()
    for n, second in enumerate(every):
        around = nearest(every, n, after=True)
        for first, quotes in zip(nearest(every, n), nearest(inside, n), strict=True):
            if second.row - first.row != 1 or quotes is inside[n] or second.slot.claim in seen:
                continue
            said, other = (first, second) if quotes else (second, first)
            alike = _in_unit_of(first, second)
            rivals = [one for one in around if one not in (first, second) and one.kind is first.kind]
            if (
                _differ(first, alike)
                and not any(_is_rival(one, (first, alike), quoted) for one in rivals)
                and _are_one_speakers(sheet, said, other, quoted)
                and _is_tied(sheet, first, alike)
                and not _is_of_another(sheet, first, alike)
            ):
                seen.add(second.slot.claim)
                yield _contradiction(sheet, said, other)


def quotations(sheet: Sheet) -> list[tuple[int, int]]:
    """Where the draft's quotations begin and end."""
    if "quotations" not in sheet.memo:
        sheet.memo["quotations"] = [found.span() for found in _QUOTED.finditer(sheet.text)]
    found: list[tuple[int, int]] = sheet.memo["quotations"]
    return found


def is_inside(one: Mention, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether a figure stands in one of the quotations."""
    return any(start < one.slot.span.start < end for start, end in quoted)


def _in_unit_of(first: Mention, second: Mention) -> Mention:
    """The second figure in the first one's unit where it has none of its own and no noun: "three million", "at 19"."""
    if second.kind is not Kind.COUNT or second.own:
        return second
    aged = first.kind is Kind.AGE and second.before in _AT_AGE
    large = first.kind in (Kind.MONEY, Kind.MEASURE) and (second.slot.value or 0) >= _LARGE
    quantity = replace(second.slot.quantity, kind=first.kind, unit=first.slot.quantity.unit)
    return replace(second, kind=first.kind, slot=replace(second.slot, quantity=quantity)) if aged or large else second


def _differ(first: Mention, second: Mention) -> bool:
    """Whether both may be of one thing, and do not agree."""
    if first.kind is not second.kind or are_far_apart(first, second, _MOST):
        return False
    ends, ours, theirs = in_one_unit(first, second), roles(first), roles(second)
    if ends is None or ends[0].meets(ends[1]) or nouns_agree(first, second) is None:
        return False
    return not (ours and theirs and not ours & theirs) and not _are_apart(first, second)


def _is_rival(one: Mention, pair: Sequence[Mention], quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether a third figure may be meant for one of the two: on the same side of the quotation marks, and as large."""
    for number, mine in enumerate(pair):
        other = pair[1 - number]
        if one.row != mine.row or factor(one, mine) is None:
            continue
        if one.slot.value == other.slot.value:
            return True
        low, high = sorted(abs(figure.slot.value or Decimal(0)) for figure in (one, mine))
        if is_inside(one, quoted) is is_inside(mine, quoted) and low != high <= _SIZE * low:
            return True
    return False


def _are_apart(first: Mention, second: Mention) -> bool:
    """Whether words tell the two apart: none that both sentences have, and "of them" of what is more tells nothing."""
    apart, more = told_apart(first, second), (second.slot.value or 0) > (first.slot.value or 0)
    if not apart or (apart in ("of them", "of those") and more):
        return False
    if apart in word_set("no_quotation_apart") or (apart == "year" and not (first.period and second.period)):
        return False
    return not all(set(apart.split()) <= set(one.near) for one in (first, second))


def _are_one_speakers(sheet: Sheet, said: Mention, other: Mention, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether who is quoted speaks in the other sentence too."""
    outside = [_outside(sheet, sheet.rows[one.row], quoted) for one in (other, said)]
    return are_one(*outside, quoted_later=said.row > other.row)


def _outside(sheet: Sheet, row: Row, quoted: Sequence[tuple[int, int]]) -> str:
    """The text of a row without what is quoted in it."""
    text = sheet.text
    for start, end in quoted:
        if start < row.span.end and end > row.span.start:
            text = text[:start] + " " * (end - start) + text[end:]
    return row.span.of(text)


def _is_tied(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether the two have a noun, or their sentences a word, in common, or a word in the later points back."""
    if nouns_agree(first, second) == 2 or roles(first) & roles(second) or first.places & second.places:
        return True
    alone = first.kind in (Kind.MONEY, Kind.DURATION, Kind.AGE)
    kinds = [[slot.quantity.kind for slot in sheet.rows[one.row].slots] for one in (first, second)]
    if alone and all(kind.count(first.kind) < 2 for kind in kinds):
        return True
    named = [names_in(sheet.rows[one.row].span.of(sheet.text)) for one in (first, second)]
    own = {stem(word) for one in (first, second) for word in one.slot.quantity.text.lower().split()}
    names = {stem(name.lower()) for name in named[0] & named[1]}
    shared = ((first.words & second.words) | (first.about & second.about)) - names - _said() - own
    return (
        bool(shared) or second.before in ("the", "all") or not word_set("quotation_points_back").isdisjoint(second.near)
    )


def _is_of_another(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether one figure alone is a part or has a condition beside it: "9 per cent when we came"."""
    parts, conditions = [], []
    for one, other in ((first, second), (second, first)):
        parts.append(set(any_of("of_part_or_whole").findall(" ".join(one.near))))
        found = _WHEN.match(sheet.text[one.slot.span.end :])
        own = found is not None and not {stem(word) for word in found[1].lower().split()} & other.words
        conditions.append(own)
    return parts[0] != parts[1] or conditions[0] is not conditions[1]


@cache
def _said() -> frozenset[str]:
    """Stems of verbs of saying, and of words for speakers."""
    return frozenset(stem(word) for name in ("says", "no_speakers") for word in word_set(name))


def _contradiction(sheet: Sheet, said: Mention, other: Mention) -> Contradiction:
    quoted, told = (one.slot.span.of(sheet.text) for one in (said, other))
    sum_ = f"the quotation says {quoted}, the sentence beside it has the speaker say {told}"
    return Contradiction(other.slot, (said.slot,), sum_, f"“{quoted}” here, or the quotation is another's or misquoted")
