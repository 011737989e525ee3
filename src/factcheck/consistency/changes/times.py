"""A multiple against per cent more: what has tripled is up 200 per cent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from factcheck.consistency import weighing
from factcheck.consistency.changes import grown, multiple_bound
from factcheck.consistency.changes.multiplied import in_per_cent, multiple_of
from factcheck.consistency.changes.set_apart import is_another_matter
from factcheck.consistency.changes.sole import are_consecutive, others, rivals
from factcheck.consistency.evidence import evidence
from factcheck.consistency.links import share_words
from factcheck.consistency.moments import year_of
from factcheck.consistency.moves import Move, is_rate
from factcheck.consistency.pairs import Scene, Told, scenes
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.placed import placed
from factcheck.consistency.reading import Figure, by_place
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.sums import cut_off
from factcheck.consistency.topics import are_contrasted, are_other_names, are_other_stretches, scope, stretches
from factcheck.consistency.weighing import Candidate
from factcheck.model import Kind

_REACH = 3
"""Sentences with figures from per cent to a multiple at the most."""
_PRONOUN = Later(
    r"^(?: [a-z-]+){0,3}? (?:it|they|that|this|these|them)\b| of (?:it|them) "
    r"| (?:it|they)(?: (?:has|have|had|is|are|was|were))? $"
)
_BASE = Later(r" (?:than|since|on|from|over|to)(?: in)? <year:")
_TURN = Later(r" (?:while|whereas|despite|although|though|but) ")
_TAIL = Later(r" (?:in|on|over|under|after|during|since|before|among|for) .*")
_OPENS = Later(r" (?:in|on|over|under|after|during|since|before|among|for) (?:[a-z'’-]+ )+?(?=it |they )")
_ELSEWHERE = Later(r"[,;] (?:in|at|for|among) (?:the )?[A-Z]")


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every multiple with the per cent, or each two amounts, near it that contradict it."""
    yield from _against_per_cent(sheet)
    yield from multiple_bound.candidates(sheet)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every multiple that per cent said of the same contradict, or the two figures that it is between."""
    seen = set()
    for wrong in (*weighing.told("times", candidates(sheet)), *grown.contradicted(sheet, (Kind.MULTIPLE,))):
        if wrong.at.span not in seen:
            seen.add(wrong.at.span)
            yield wrong


def _against_per_cent(sheet: Sheet) -> Iterator[Candidate]:
    """Every change in per cent with each multiple near it that is another change, unless one of them is the same."""
    if sheet.kinds().isdisjoint((Kind.MULTIPLE, Kind.RATIO)) or Kind.PERCENT not in sheet.kinds():
        return
    line = by_place(sheet)
    for number, scene in scenes(sheet, _REACH):
        for share in scene.moves:
            if share.row != number or share.slot.quantity.kind is not Kind.PERCENT:
                continue
            others = [one for one in scene.moves if one.slot.quantity.kind in (Kind.MULTIPLE, Kind.RATIO)]
            judged = [(one, _judged(scene, share, one)) for one in others if one.slot.span.start in line]
            if share.slot.span.start not in line or any(wrong is None for _, wrong in judged):
                continue
            for times, wrong in judged:
                if wrong is not None:
                    yield Candidate(_evidence(scene, share, times, line), wrong)


def _judged(scene: Scene, share: Told, times: Told) -> Contradiction | None:
    """What is wrong with the per cent of a multiple; ``None`` if they agree, or nothing can be told."""
    multiple, printed = multiple_of(times.move), cut_off(share.slot)
    if multiple is None or printed is None:
        return None
    change = in_per_cent(multiple)
    if change.meets(printed):
        return None
    value = times.slot.value
    assert value is not None
    exact = 100 * (value if times.slot.quantity.kind is Kind.RATIO else abs(value - 1))
    text = scene.sheet.text
    said, way = times.slot.span.of(text), "less" if times.move.sign < 0 else "more"
    sum_ = f"“{said}” is {exact:.0f} % {way}, the draft says {share.slot.span.of(text)}"
    return Contradiction(share.slot, (times.slot,), sum_, f"“{exact:.0f} %”, or another word for “{said}”")


def _evidence(scene: Scene, share: Told, times: Told, line: Mapping[int, Figure]) -> Counter[str]:
    one, other = (line[told.slot.span.start] for told in (share, times))
    rows = sorted((one.sentence, other.sentence))
    near = [figure for figure in line.values() if rows[0] - 1 <= figure.sentence <= rows[1] + 1]
    found = evidence(scene.sheet.text, {"share": one, "times": other}, near)
    first, second = (share, times) if one.span.start < other.span.start else (times, share)
    value, said = times.slot.value or Decimal(1), share.slot.value or Decimal(0)
    tests = {
        "of one": _are_of_one(scene, first, second),
        "refers": second.move.refers,
        "goes on": _goes_on(second.move, apart=first.row != second.row),
        "opposite": share.move.sign * times.move.sign < 0,
        "taken for a hundred": said == 100 * value,
    }
    found.update(name for name, holds in tests.items() if holds)
    return found


def _are_of_one(scene: Scene, first: Told, second: Told) -> bool:
    """Whether the second change goes on about what the first is of."""
    if any(is_another_matter(scene.rows[one.row].shape) or is_rate(one.move) for one in (first, second)):
        return False
    move, apart = second.move, first.row != second.row
    near = others(scene.rows, (first.row, second.row), {first.slot.claim, second.slot.claim})
    if rivals(near, (first.move.figure, move.figure)) and (
        apart or not are_consecutive(scene.rows[first.row], (first.move.figure, move.figure))
    ):
        return False
    if (
        any_of("leads_away").search(move.figure.before)
        or " since " in move.figure.before
        or _TURN.search(first.move.figure.after)
    ):
        return False
    if _are_of_two_times(scene, first, second) or (_are_set_apart if apart else _has_more)(scene, first, second):
        return False
    if first.move.figure.after.endswith(" and "):
        return move.refers
    return _goes_on(move, apart=apart)


def _has_more(scene: Scene, first: Told, second: Told) -> bool:
    """Whether another figure stands between two changes of one sentence, or a place: "in Rome, in Milan"."""
    numbers = range(first.move.figure.number + 1, second.move.figure.number)
    if any_of("overall").search(second.move.figure.before):
        return True
    between = scene.sheet.text[first.slot.span.end : second.slot.span.start]
    others = any(figure.number in numbers for figure in placed(scene.rows[first.row]))
    return (others and not second.move.refers) or _ELSEWHERE.search(between) is not None


def _are_set_apart(scene: Scene, first: Told, second: Told) -> bool:
    """Whether two sentences name two places, groups or owners."""
    scopes = [scope(scene.rows[one.row], one.move.figure) for one in (first, second)]
    one, other = (scene.rows[told.row] for told in (first, second))
    return are_contrasted(*scopes) or are_other_names(scene.sheet.text, one, other, second.slot)


def _are_of_two_times(scene: Scene, first: Told, second: Told) -> bool:
    """Whether two changes are of two years, or over two stretches: "last year", "over the decade"."""
    tails = [_TAIL.match(one.move.figure.after) for one in (first, second)]
    tails[1] = tails[1] or _OPENS.match(second.move.figure.before)
    if not second.move.refers and all(tails) and not share_words(*(tail[0] for tail in tails if tail)):
        return True
    years = [_year(scene, one) for one in (first, second)]
    if None not in years and years[0] != years[1]:
        return True
    over = stretches((first.move.figure.after,), scene.rows[first.row])
    then = stretches((second.move.figure.before,), scene.rows[second.row])
    return first.row != second.row and are_other_stretches(over, then)


def _year(scene: Scene, told: Told) -> Decimal | None:
    """The year in which a change was, not the one that it is told against."""
    return (
        None
        if _BASE.search(told.move.figure.after)
        else year_of(scene.rows[told.row], told.move.figure, scene.sheet.day)
    )


def _goes_on(move: Move, *, apart: bool) -> bool:
    """Whether a change has no subject of its own: "the 300 per cent rise", "it had doubled", ", up 300 per cent"."""
    if move.refers or _PRONOUN.search(move.figure.before) or _PRONOUN.search(move.figure.after):
        return True
    return not apart and _beside().fullmatch(move.figure.before) is not None


@cache
def _beside() -> re.Pattern[str]:
    """What stands between a change and the same change in other words: ", up 300 per cent", "(a rise of 300%)"."""
    nouns = "|".join(words(f"move_nouns_{side}") for side in ("up", "down"))
    return re.compile(
        rf" (?:(?:or|up|down|or up|or down|up by|down by|\(|-|–|—|a|an|that is|to) |(?:an?|the) (?:{nouns}) of "
        rf"|(?:having )?(?:{words('changing')}) (?:by )?)?"
    )
