"""So many at so much each against the total: "40 jets at $100 million each" and then "the deal of $5 billion"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.phrases import any_of, words
from factcheck.consistency.reading import BARE, Figure, figures, neighbours, sentence_words
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.extraction.units import convert
from factcheck.model import Bound, Interval
from factcheck.tables import tables
from factcheck.text import stem

_SURE = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY)
_NEAR = Decimal(3)
"""How many times the product a total is at most: one that is further off is most likely the total of something else."""
_IN_ALL = re.compile(r" (?:in all|in total|altogether|total of) ")
_ONE_COSTS = re.compile(
    r"(?:^|[:;,]) (?:an?|each|every|one) [a-z]+ (?:costs?|is priced at|sells for|sold for|goes for|holds|weighs) $"
)
_AT_A_TIME = re.compile(r"^ (?:last|this|next|yesterday|in|on) ")
_GETTING = re.compile(r"^ ([a-z]+s) (?:got|get|received|receive|earned|earn|were given|had) ")
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
        of = _of_each(line, n)
        if of is None or each.slot is None or each.bound not in _SURE or each.sentence in done:
            continue
        near = neighbours(line, each)
        if len(near) > _CROWD:
            continue
        if any_of("not_times").search("".join(text[number] for number in {one.sentence for one in [each, *near]})):
            continue
        wrong = _judged(each, of, near)
        if wrong is not None:
            done.add(each.sentence)
            yield wrong


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(rf"\b(?:each|every|per|an?|{words('each_after')}|{words('price_words')}|{words('packed')})\b")


def _of_each(line: Sequence[Figure], n: int) -> str | None:
    """What the figure is for one of: the noun, "" where that is not said, and None where it is not for each."""
    one = line[n]
    if one.slot is None or one.kind not in ("money", "count", "measure", "duration"):
        return None
    if one.before == " to " or one.after == " each for ":
        return None
    if re.match(r"^ (?:[a-z]+ )?(?:, )?and (?:[a-z]+ ){1,2}, ", one.after):
        return None
    if re.match(r"^ (?:from|for|to|by) each of (?:the |its )?$", one.after):
        return ""
    per, most = one.slot.quantity.per, 0 if one.kind == "money" else 1
    if per and per not in ("apiece", "head", "each"):
        return per
    if per or re.match(rf"^ (?:[a-z]+ ){{0,3}}?(?:{words('each_after')}) ", one.after):
        return ""
    of = r"(?:an?|per|for (?:each|every)(?: of the)?|each|every)"
    named = re.match(rf"^ (?:[a-z]+ ){{0,{most}}}{of} ([a-z]+) ", one.after)
    if named is not None and named[1] not in ("total", "year"):
        return named[1]
    return "" if _is_marked(line, n) else None


def _is_marked(line: Sequence[Figure], n: int) -> bool:
    """Whether words before the figure make it one for each, or a price."""
    one, last = line[n], line[n - 1] if n else None
    if " each and " in one.before:
        return False
    if re.search(rf" (?:{words('each_before')})(?: [a-z]+){{0,3}} $", one.before) or _ONE_COSTS.search(one.head):
        return True
    if last is not None and last.after == one.before:
        if re.search(r"(?:each|every one) of the $", last.before):
            return True
        if one.kind == last.kind == "count" and re.fullmatch(rf" (?:{words('packed')}) of ", one.before):
            return True
        if re.match(r"^ (?:[a-z]+ ){1,4}at $", one.before) and last.kind in ("count", "measure"):
            return True
    return one.kind == "money" and re.search(rf" (?:{words('price_words')})(?: of| ,|:)? $", one.before) is not None


def _judged(each: Figure, of: str, near: Sequence[Figure]) -> Contradiction | None:
    many = _numbers(each, of, near)
    whole = [one for one in near if one not in many[:1] and _is_total(one, each)]
    factor = _factor(each, whole[0]) if whole else Decimal(1)
    if any(_meets(each, one, total, factor) for one in near for total in near if one is not total):
        return None
    number, total = _only(many, each), whole[0] if len(whole) == 1 else None
    if len(whole) > 1:
        total = next((one for one in whole if _IN_ALL.search(one.before + one.after)), None)
    if number is not None and number.before.endswith(" other "):
        return None  # the rest get as much, and the total is of all
    if number is None or total is None or number.slot is None or total.slot is None or each.slot is None:
        return None
    if _has_its_own(total, number, each, near) or _is_apart(total, number, each):
        return None
    later = of in tables("consistency")["stretches"] and " will " in each.head and total.sentence != each.sentence
    if later or " after " in each.before or _is_of_others(each, many, near):
        return None
    price = _price(each)
    low, high = price[0] * number.low * factor, price[1] * number.high * factor
    if not _is_near(low, high, total.value):
        return None
    more = [one for one in near if one is not total and one.kind == total.kind == "money" and one.unit == total.unit]
    if any(low + one.low <= total.high and total.low <= high + one.high for one in more):
        return None
    comes = sums.told(Interval(low, high), "").strip()
    fix = f"“{sums.middle(Interval(low, high), '')}”, or another number or price"
    sum_ = f"{number.said} times {each.said} is {comes}, the draft says {total.said}"
    return Contradiction(total.slot, (number.slot, each.slot), sum_, fix)


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
    named = [one for one in things if of and _is_of(one, of)]
    if not named and of in tables("consistency")["stretches"]:
        return [one for one in things if each.kind == "money" and one.after.startswith(" of them ")]
    if named:
        return named
    loose = [one for one in things if one.kind in ("count", "measure") and one.slot is not None]
    return [one for one in loose if one.counted or one.kind == "measure"] or loose


def _is_of(one: Figure, of: str) -> bool:
    """Whether a figure counts what the other is for one of."""
    heads = [*one.counted.replace("-", " ").split(), *one.unit.split()]
    return any(stem(head) == stem(of) or (len(of) > 3 and head.startswith(of)) for head in heads)


def _is_total(one: Figure, each: Figure) -> bool:
    """Whether a figure may be what all come to: of the same currency, unit or thing, and more than one has."""
    if one.slot is None or each.slot is None or one.value <= each.value * _factor(each, one):
        return False
    per = one.slot.quantity.per
    if per not in ("", each.slot.quantity.per) and per not in each.after.split()[:3]:
        return False
    after = re.match(rf"^ (?:[a-z]+ )?(?:{words('each_after')}) ", one.after)
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
