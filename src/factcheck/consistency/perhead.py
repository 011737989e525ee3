"""A figure for each, per head, per 100,000, or an average, against the total and the count that it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.divided import FIGURES, actual, chosen, every_pair, is_mean, per_what, scale_of
from factcheck.consistency.persons import raw_sentence
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.reading import spoken
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.when_told import is_of_another_time
from factcheck.consistency.windows import Window, windows
from factcheck.extraction.counted import singular
from factcheck.intervals import plain
from factcheck.model import Bound, Interval

_FAIR = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY, Bound.OVER)
_OVER_TIME = Later(r"(?:(?:year|month|week|day|season)s?|<duration:[0-9]+>) (?:average|mean) (?:of|was|is)$")
_PER_TIME = Later(r"(?:each |apiece )?(?:a|per) (?:year|month|week|day|hour)(?!\S)")
_OF_ITS = Later(
    r" in (?:its|one) (?:[a-z]+ ){0,2}(?:district|suburb|area|region|quarter|wing)\b|"
    r" (?:its|their|his|her) (?:[a-z]+ )?[a-z]+s (?:earn|get|got|received?|pay|paid|make|made|were|are|will|cost)\b"
)
_NEAR = Decimal("0.03")
"""How far a share may be off that was reckoned on the unrounded figures."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every figure for each that its total and count contradict."""
    for window in windows(sheet):
        if len(window.slots) < 3:
            continue
        for number in window.home:
            if not _is_each(window, number):
                continue
            every = every_pair(window, number)
            if is_mean(window, number) or any(_is_fair(window.slots[number], *pair) for pair in every):
                continue
            pairs = chosen(window, number, every)
            if len(pairs) == 1 and _is_of_others(sheet, window, number, *pairs[0]):
                continue
            if len(pairs) == 1 and (wrong := _judge(sheet, window.slots[number], *pairs[0])) is not None:
                yield wrong


@cache
def _signs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words before and behind a figure that make it one for each."""
    few = r"(?: [^\W\d_][\w'’-]*)"
    some = r"(?: (?!each|apiece)[^\W\d_][\w'’-]*){1,6}?"
    first = "(?: of them| of (?:the |its |their |his |her |our )?<count:[0-9]+>)"
    one = "(?:(?:each|every)(?! year| day| week| month| time| night| weekday| morning| evening| season| <weekday))"
    has_then = rf"(?: (?!from|in|for|on|at|with|of)[^\W\d_][\w'’-]*{few}{{0,6}}?)?(?: ,)?"
    each = rf"(?<!in )(?<!for )(?<!of ){one}{first}?{has_then}"
    has = rf"(?:(?:every|per){some}|an? [a-z]+(?! is| was| costs?)) (?:{words('each_has')})(?: an?)?|{each}"
    mean = rf"(?:{words('averages')}){few}{{0,3}}|(?:average|mean){few}{{0,2}} (?:of|is|was|,)"
    paid = "(?:(?:is|was) [a-z]+|[a-z]+s|[a-z]+ed|cost|paid|spent|drank|ate|made|won|got|went)"
    mean = rf"{mean}|the average [a-z]+ {paid}(?: at| for| of)?"
    before = rf"(?:^| )(?:{mean}|per (?:capita|head|person){few}{{1,3}}|{has})$"
    not_then = "of|weekday|day|week|month|year|night|morning|side|way|end|other"
    behind = rf"(?: (?!in|of|for|on|at)[^\W\d_][\w'’-]*){{0,2}}? ?(?:{words('each_behind')})(?! (?:{not_then}))(?= |$)"
    return re.compile(before), re.compile(behind)


def _is_each(window: Window, number: int) -> bool:
    """Whether a figure is one for each of some."""
    slot, before, after = window.slots[number], window.before(number), window.after(number)
    if (
        slot.quantity.kind not in FIGURES
        or slot.value is None
        or slot.quantity.low != slot.quantity.high
        or slot.quantity.bound not in _FAIR
    ):
        return False
    another = any(any_of(name).search(window.sentence(number)) for name in ("another_count", "not_each"))
    opens = any_of("not_each_before").search(" ".join(before.split()[-3:]))
    if another or opens or _OF_ITS.search(window.clause(number)):
        return False
    if slot.quantity.per or per_what(window, number):
        return True
    if _OVER_TIME.search(before) or after.startswith(("when", "years")):
        return False
    if _PER_TIME.match(after):
        return False
    opening, behind = _signs()
    return bool(opening.search(before) or behind.match(f" {after}"))


def _is_of_others(sheet: Sheet, window: Window, number: int, total: Slot, count: Slot) -> bool:
    """Whether the figure is the average of another thing than the total ("the average rent"), or of other people."""
    total_at, count_at = (next(n for n, one in enumerate(window.slots) if one is slot) for slot in (total, count))
    if window.order(total_at) not in (window.order(number), window.order(count_at)):
        here, there = (_with_days(sheet, window, at) for at in ((total_at,), (number, count_at)))
        if is_of_another_time(here, there):
            return True
    if _AND_OTHERS.match(window.after(count_at)) or _AND_OTHERS.match(window.after(number)):
        return True
    of_some = any(_OF_THEM.match(window.after(n)) for n in range(len(window.slots)) if n not in (total_at, count_at))
    if (
        of_some
        or _WITH_MORE.match(window.sentence(total_at))
        or any_of("more_than_each").is_in(window.sentence(total_at))
    ):
        return True
    clause = window.clause(number)
    mean = _MEAN_OF.search(clause)
    if mean is not None and not {mean[1], f"{mean[1]}s"} & _said(window, total):
        return not any_of("sums_at_large").fullmatch(mean[1])
    if _SOLD.search(window.before(number)) and not _said(window, total) & _sales():
        return True
    who = _WHO.match(clause.strip())
    return who is not None and singular(who[1]) not in {singular(word) for word in _said(window, count)}


def _with_days(sheet: Sheet, window: Window, at: tuple[int, ...]) -> str:
    """The sentences of some figures as `spoken`, with their days."""
    return "".join(spoken(raw_sentence(sheet, window, one)) for one in at)


def _said(window: Window, slot: Slot) -> set[str]:
    """The words of the clause that a slot stands in."""
    return set(window.clause(next(n for n, other in enumerate(window.slots) if other is slot)).split())


_AND_OTHERS = Later(
    r"(?:[a-z]+ )?and (?:<count:\d+> [a-z]+|(?:one|another|a further|the [a-z]+|an? [a-z]+) (?:for )?<money:\d+>"
    r"|(?:one|another) for )"
)
_WITH_MORE = Later(r" (?:with|counting|adding) [a-z]+ (?:and|or|,) (?:(?:an?|the) )?[a-z]+ ")
_OF_THEM = Later(r"of (?:them|these|those)\b")
_MEAN_OF = Later(
    r" (?:the|an) average ([a-z]+) (?:is|was|of|came|comes|cost|stood|now|made|got|paid|had|won|[a-z]+s|[a-z]+ed) "
)
_SOLD = Later(r" (?:sell|sells|sold) (?:for|at)$")


@cache
def _sales() -> frozenset[str]:
    return frozenset(("sell", "sells", "sold", "sale", "sales", "fetched", "raised", "revenue"))


_WHO = Later(
    r"([a-z]{3,}s|children|people|men|women)"
    r" (?:earn|get|pay|receive|make|own|spend|eat|drink|cost|fetch|sell)(?:ed|s)? "
)


def _is_fair(each: Slot, total: Slot, count: Slot) -> bool:
    """Whether the figure can be the total over the count, in their roundings and a little more."""
    got, printed = actual(each, total, count), sums.cut_off(each)
    if got is None or printed is None or printed.low is None or printed.high is None:
        return False
    return Interval(printed.low * (1 - _NEAR), printed.high * (1 + _NEAR)).meets(got)


def _judge(sheet: Sheet, each: Slot, total: Slot, count: Slot) -> Contradiction | None:
    got = actual(each, total, count)
    one, other = sheet.claims[each.claim], sheet.claims[total.claim]
    if one.place is not None and one.place != other.place and one.sentence != other.sentence:
        return None
    if got is None or any(one.quantity.bound not in _FAIR for one in (total, count)):
        return None
    scale = scale_of(each.quantity.per)
    whole, number, said = (one.span.of(sheet.text) for one in (total, count, each))
    each_of = f" per {plain(Decimal(scale))}" if scale > 1 else " each"
    value = sums.told(got, "").strip()
    sum_ = f"{whole} over {number} is {value}{each_of}, the draft says {said}"
    fix = f"“{sums.middle(got, '')}”, or another total or count for {said}"
    return Contradiction(each, (total, count), sum_, fix)
