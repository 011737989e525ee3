"""So many at so much each against the total: "40 jets at $100 million each" and then "the deal of $5 billion"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.each_of import has_other_rate, of_each
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.reading import BARE, Figure, figures, neighbours, sentence_words
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.when_told import is_of_another_time
from factcheck.extraction.units import convert
from factcheck.model import Bound, Interval
from factcheck.tables import tables
from factcheck.text import stem

_SURE = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY)
_NEAR = Decimal(3)
"""How many times the product a total is at most: one that is further off is most likely the total of something else."""
_IN_ALL = Later(r" (?:in all|in total|altogether|total of) ")
_NO_EXTRAS = Later(
    r" (?:includ(?:es|ing)|with|and|with no|are|were|plus)? ?(?:no|without|not) (?:[a-z]+ ){0,2}?"
    r"(?:(?:or|and|nor) [a-z]+ )?(?=[,.;])| before tax(?: and costs)? (?=[.,])| before costs (?=[.,])"
    r"| between them(?= )"
    r"| (?:and )?sold them(?= (?:for|at) [^a-z]+(?:[a-z]+ )?(?:each|apiece) )"
)
_FROM_THEM = Later(r" (?:gross )?(?:revenue|turnover)(?= from (?:those|these|them|the sale)\b)")
_ROOM = ("seat", "place", "bed", "berth", "desk", "passenger seat")
_CAN = Later(r" (?:can|could|room|capacity|seats?|holds?|takes?|sleeps?|all|gives?|total|in all) ")
_STAKE = Later(r" (?:stake|shares?|holding|house|home|portfolio|collection) [^.]*worth (?:about |some )?$")
_AND_ONE = Later(r"^ (?:[a-z]+ ){0,2}and an? [a-z]+ [.,;]")
_WITH_MORE = Later(r"^ (?:with|counting|adding) [a-z]+ (?:and|or|,) (?:(?:an?|the) )?[a-z]+ [^0-9]*$")
_OF_THEM = Later(r"^ of (?:them|these|those|whom|which) ")
_EXTRA = Later(r"^ (?:[a-z]+ ){0,2}and an? [a-z]+ [.,;]|^ (?:[a-z]+ )?with (?!no |nothing )")
_AT_A_TIME = Later(r"^ (?:last|this|next|yesterday|in (?!all |total )|on) ")
_GETTING = Later(r"^ ([a-z]+s) (?:got|get|received|receive|earned|earn|were given|had) ")
_CROWD = 16
"""Figures around a price of which so many are a table, not a sum."""
_ROUNDED = Decimal(10000)
_SLIPS = (Decimal(10), Decimal(100), Decimal(1000), Decimal(1000000))
_THINGS = ("count", "measure", "duration", BARE)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every total that is not what so many at so much each come to; only where each of the three is clear."""
    if not _sign().search(sheet.text.lower()):
        return
    line, text = figures(sheet), sentence_words(sheet.text)
    done: set[int] = set()
    for n, each in enumerate(line):
        of = of_each(line, n)
        if of is None or each.slot is None or each.bound not in _SURE or each.sentence in done:
            continue
        near = [*neighbours(line, each), *_summed_up(line, each, text)]
        if len(near) > _CROWD:
            continue
        said = "".join(text[number] for number in sorted({one.sentence for one in [each, *near]}))
        if any_of("not_times").search(_FROM_THEM.sub(" ", _NO_EXTRAS.sub(" ", said))):
            continue
        if has_other_rate(line, n, near):
            continue
        wrong = _judged(each, of, near)
        if wrong is not None and _is_later(line, each, wrong, text):
            continue
        if wrong is not None:
            done.add(each.sentence)
            yield wrong


def _is_later(line: Sequence[Figure], each: Figure, wrong: Contradiction, text: Sequence[str]) -> bool:
    """Whether the total stands in a sentence of its own that tells of another time, or of what it was worth then."""
    places = {one.span: one for one in line if one.slot is not None}
    total, number = places[wrong.at.span], places[wrong.others[0].span]
    if total.sentence in (each.sentence, number.sentence) or total.head.endswith((" the ", " all ")):
        return False
    if _STAKE.search(total.head):
        return True
    return is_of_another_time(text[total.sentence], text[each.sentence] + text[number.sentence])


def _summed_up(line: Sequence[Figure], each: Figure, text: Sequence[str]) -> list[Figure]:
    """The figures of the sentence after the next, where it sums up: "So that's 93,000 euros"."""
    number = each.sentence + 2
    if number >= len(text) or _SUMS_UP.match(text[number]) is None:
        return []
    return [one for one in line if one.sentence == number]


_SUMS_UP = Later(r"^ [“\"]? ?(?:so |and )?(?:that|that's|this|in all|in total|altogether|all told|together)\b")


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:each|every|per|an?|{words('each_after')}|{words('price_words')}|{words('packed')}|{words('paid_in')})\b"
    )


def _judged(each: Figure, of: str, near: Sequence[Figure]) -> Contradiction | None:
    many = _numbers(each, of, near)
    whole = [one for one in near if one not in many[:1] and _is_total(one, each)]
    factor = _factor(each, whole[0]) if whole else Decimal(1)
    if any(_meets(each, one, total, factor) for one in near for total in near if one is not total):
        return None
    number, total = _only(many, each), whole[0] if len(whole) == 1 else None
    if len(whole) > 1:
        total = next((one for one in whole if _IN_ALL.search(one.before + one.after)), None)
    if number is None or total is None or number.slot is None or total.slot is None or each.slot is None:
        return None
    if _is_more(total, number, each, near) or _is_of_part(total, each, of):
        return None
    if _has_its_own(total, number, each, near) or _is_apart(total, number, each) or _is_of_others(each, many, near):
        return None
    price = _price(each)
    low, high = price[0] * number.low * factor, price[1] * number.high * factor
    if each.counted in _ROOM and total.high < low and _CAN.search(total.head) is None:
        return None  # not every seat need be taken
    if not _is_near(low, high, total.value):
        return None
    more = [one for one in near if one not in (total, number, each) and one.kind in (total.kind, BARE)]
    if any(low + one.low <= total.high and total.low <= high + one.high for one in more):
        return None
    comes = sums.told(Interval(low, high), "").strip()
    fix = f"“{sums.middle(Interval(low, high), '')}”, or another number or price"
    sum_ = f"{number.said} times {each.said} is {comes}, the draft says {total.said}"
    return Contradiction(total.slot, (number.slot, each.slot), sum_, fix)


def _is_more(total: Figure, number: Figure, each: Figure, near: Sequence[Figure]) -> bool:
    """Whether words behind one of the figures say that more than so many each is in the total, or fewer are meant."""
    extra = _WITH_MORE.match(total.head) is not None or any(_EXTRA.match(one.after) for one in (total, each))
    extra = extra or _AND_ONE.match(number.after) is not None
    some = any(one not in (number, total) and _OF_THEM.match(one.after) for one in near)
    return extra or some or number.before.endswith(" other ") or " after " in each.before


def _is_of_part(total: Figure, each: Figure, of: str) -> bool:
    """Whether a total in a sentence of its own is not said to be of all, or is for another stretch than the price."""
    if each.slot is None or total.slot is None:
        return True
    per, stretches = each.slot.quantity.per, tables("consistency")["stretches"]
    if not of and per in stretches and total.slot.quantity.per != per:
        return True
    if total.sentence == each.sentence:
        return False
    told = (
        total.counted or _IN_ALL.search(total.head) or total.head.endswith(" all ") or f" {each.counted}" in total.head
    )
    return (of in stretches and " will " in each.head) or (total.kind == "count" and not told)


def _has_its_own(total: Figure, number: Figure, each: Figure, near: Sequence[Figure]) -> bool:
    """Whether a total in another sentence than both others is of a number that stands beside it there."""
    if total.sentence == each.sentence or number.sentence != each.sentence:
        return False
    return any(
        one.kind == "count" and one.value > 1 for one in near if one is not total and one.sentence == total.sentence
    )


def _is_apart(total: Figure, number: Figure, each: Figure) -> bool:
    """Whether a price in a sentence of its own is of others, or a total in one of its own is of another time."""
    getting = _GETTING.match(each.head)
    if number.sentence != each.sentence and re.search(r" (?:now|currently|today) ", each.head):
        return True
    if number.sentence == total.sentence != each.sentence and getting is not None:
        return not _is_of(number, getting[1])
    return total.sentence != each.sentence and _AT_A_TIME.match(total.head) is not None


def _only(many: Sequence[Figure], each: Figure) -> Figure | None:
    """The one number, or the only one in the sentence of the price."""
    near = many if len(many) == 1 else [one for one in many if one.sentence == each.sentence]
    if len(near) > 1:
        near = [one for one in near if one.span.start < each.span.start]
    return near[0] if len(near) == 1 else None


def _is_of_others(each: Figure, many: Sequence[Figure], near: Sequence[Figure]) -> bool:
    """Whether the last count before the price is of others, who are those that it is for each of."""
    before = [one for one in near if one.span.start < each.span.start and one.sentence == each.sentence]
    earlier = [one for one in before if one.value > 1]
    return bool(earlier) and earlier[-1].kind == "count" and earlier[-1] not in many


def _meets(each: Figure, many: Figure, total: Figure, factor: Decimal) -> bool:
    low, high = _price(each)
    return low * many.low * factor <= total.high and total.low <= high * many.high * factor


def _price(each: Figure) -> tuple[Decimal, Decimal]:
    """What a price may stand for: one without millions is not rounded."""
    if each.kind == "money" and each.bound is Bound.EXACT and re.fullmatch(r"\D*[\d,.]+(?: ?[a-z ]+)?", each.said):
        return (each.value, each.value) if each.value < _ROUNDED else (each.low, each.high)
    return each.low, each.high


def _is_near(low: Decimal, high: Decimal, total: Decimal) -> bool:
    """Whether the total is about as much, or a power of ten away: otherwise it is the total of something else."""
    if low <= 0 or total <= 0:
        return False
    return (low / _NEAR <= total <= high * _NEAR) or any(
        low <= total * slip <= high or low <= total / slip <= high for slip in _SLIPS
    )


def _numbers(each: Figure, of: str, near: Sequence[Figure]) -> list[Figure]:
    """Figures that may say for how many it is."""
    things = [one for one in near if one.kind in _THINGS and one.slot is not None and one.value > 1]
    things = [one for one in things if one.kind != "duration" or not _is_apart_stretch(one)]
    named = [one for one in things if of and _is_of(one, of)]
    if not named and of in tables("consistency")["stretches"]:
        return [one for one in things if each.kind == "money" and one.after.startswith(" of them ")]
    if named:
        return named
    loose = [one for one in things if one.kind in ("count", "measure") and one.slot is not None]
    if each.kind == "count" and each.counted:
        loose = [one for one in loose if one.counted != each.counted] or loose
    return [one for one in loose if one.counted or one.kind == "measure"] or loose


def _is_apart_stretch(one: Figure) -> bool:
    """Whether a stretch of time is none that the price was paid for: "six days a week", "in the past ten years"."""
    weekly = one.slot is not None and bool(one.slot.quantity.per)
    return weekly or one.before.endswith((" past ", " last ", " next ", " ill for ", " away for "))


def _is_of(one: Figure, of: str) -> bool:
    """Whether a figure counts what the other is for one of."""
    heads = [*one.counted.replace("-", " ").split(), *one.unit.split()]
    return any(stem(head) == stem(of) or (len(of) > 3 and head.startswith(of)) for head in heads)


def _is_total(one: Figure, each: Figure) -> bool:
    """Whether a figure may be what all come to: of the same currency, unit or thing, and more than one has."""
    if one.slot is None or each.slot is None or one.value <= each.value * _factor(each, one):
        return False
    per = one.slot.quantity.per
    if per not in ("", each.slot.quantity.per) and per not in (
        *each.after.split()[:3],
        *each.slot.quantity.text.lower().split(),
    ):
        return False
    after = re.match(rf"^ (?!and )(?:[a-z]+ )?(?:{words('each_after')}) ", one.after)
    if after or re.search(r" each (?:[a-z]+ )*$| of the $", one.before[1:]):
        return False
    if re.search(r" and (?:another |a further )?$", one.before) and not _IN_ALL.match(one.after):
        return False
    if each.kind == "count":
        return one.kind == "count"
    return one.kind == each.kind and (one.unit == each.unit or _factor(each, one) != 1)


def _factor(each: Figure, total: Figure) -> Decimal:
    """How many of the total's unit one of the price's is: a hundredth for pence beside pounds."""
    small = (each.unit == "penny" and total.unit == "pound sterling") or (
        each.unit == "cent" and total.unit in tables("consistency")["of_cents"]
    )
    if each.kind == "measure" and total.kind == "measure":
        return convert(Decimal(1), each.unit, total.unit) or Decimal(1)
    return Decimal("0.01") if small else Decimal(1)
