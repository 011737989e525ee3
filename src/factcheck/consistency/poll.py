"""A poll against itself: the lead between two shares, the error for so many asked, answers beyond a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from factcheck.consistency import margin, sums
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.reading import BARE, Figure, figures, sentence_words
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.model import Interval, Kind

_CONFIDENT = Decimal(98)
"""Points of the margin of error at 95 % of one asked; for n it is divided by the root of n."""
_LEAST, _MOST = Decimal("0.72"), Decimal("1.9")
"""How many times that a margin is that is printed for it: a poll with weights has a larger one."""
_SAMPLE = (Decimal(100), Decimal(200000))
_FAR = 300
_LEVEL = Decimal(25)
"""Per cent from which a figure beside a margin of error is the confidence or a share."""
_AGED = Later(r"[A-Z]\w+, \d+(?=[,.;)])")
_FAR_APART = Decimal(6)
"""Points between two who are said to be level."""
_BESIDE = 4
_HUNDRED = 100
_HALF = Decimal(50)
_MAJORITY = Later(r"(?:a |the )?majority (?:of [a-z]+ )?(?!lead|party|stake|share|owner|black|of)")
_OVER = Decimal("2.5")
"""Points above a hundred that rounding cannot explain."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every lead, margin of error and list of answers of a poll that its other figures contradict."""
    lower = sheet.text.lower()
    if not _shares().search(lower):
        return
    leads = [wrong for wrong in margin.find(sheet) if any(one.quantity.kind is Kind.PERCENT for one in wrong.others)]
    leads = [wrong for wrong in leads if not _OF_ERROR.search(lower[: wrong.at.span.start])]
    yield from leads
    if _polls().search(lower):
        line, text = figures(sheet), sentence_words(sheet.text)
        yield from _errors(sheet, line, text)
        if not leads:
            yield from _answers(sheet, line, text)
            yield from _no_majority(sheet, line)
            yield from _orders(sheet, line, text)
            yield from _levels(sheet, line, text)


@cache
def _polls() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words('poll_words')}|{words('election_words')}|{words('one_answer')}|asked)\b")


@cache
def _shares() -> re.Pattern[str]:
    return re.compile(r"%|per ?cent|points?\b|\d ?pc\b")


def _errors(sheet: Sheet, line: Sequence[Figure], text: Sequence[str]) -> Iterator[Contradiction]:
    """Margins of error that no sample of that size has."""
    for row in sheet.rows:
        for slot in row.slots:
            error = _error(row, slot)
            if error is None:
                continue
            near = [one for one in line if abs(one.span.start - slot.span.start) < _FAR and _is_sample(one)]
            around = "".join(text[number] for number in {one.sentence for one in near})
            if not near or any_of("no_sample").search(f"{around} {row.shape}"):
                continue
            expected = [_CONFIDENT / one.value.sqrt() for one in near]
            if any(_LEAST * size <= error[1] and error[0] <= _MOST * size for size in expected):
                continue
            one, size = near[0], expected[0]
            low, high = round(size * Decimal("0.95"), 1), round(size * Decimal("1.05"), 1)
            said = slot.span.of(sheet.text)
            sum_ = f"of {one.said} asked at random the margin of error is {sums.told(Interval(low, high), 'points')}"
            fix = f"about “{round(size, 1)} points”, or another number than {one.said}"
            yield Contradiction(slot, (one.slot,) if one.slot else (), f"{sum_}, the draft says {said}", fix)


def _error(row: Row, slot: Slot) -> tuple[Decimal, Decimal] | None:
    """Both ends of a margin of error."""
    quantity = slot.quantity
    if slot.quantity.kind not in (Kind.POINTS, Kind.PERCENT) or quantity.low is None or quantity.high is None:
        return None
    said = quantity.text.lower()
    both_ways = "plus or minus" in said or "±" in said or "+/-" in said or "give or take" in said
    if both_ways:
        size = max(abs(quantity.low), abs(quantity.high), (quantity.high - quantity.low) / 2)
        size = min(size, (quantity.high - quantity.low) / 2) if quantity.low != quantity.high else size
        return size - quantity.step / 2, size + quantity.step / 2
    at = row.shape.find(f":{row.slots.index(slot)}>")
    clause = re.split(r" [;.] ", row.shape[:at])[-1] + re.split(r" [;.] ", row.shape[at:])[0]
    if (
        _is_behind_another(row, at)
        or not any_of("error_margin").search(clause)
        or (quantity.kind is Kind.PERCENT and quantity.low >= _LEVEL)
    ):
        return None
    both = sums.ends(slot)
    return both if both is not None and both[1] < _LEVEL else None


def _is_behind_another(row: Row, at: int) -> bool:
    """Whether another figure stands between the words for the margin of error and this one."""
    led = re.split(r" [;.] ", row.shape[:at])[-1].rpartition("<")[0]
    words_ = list(any_of("error_margin").finditer(led))
    return bool(words_) and re.search(r"<(?:points|percent):", led[words_[-1].end() :]) is not None


def _is_sample(one: Figure) -> bool:
    if one.kind != "count" or not _SAMPLE[0] <= one.value <= _SAMPLE[1]:
        return False
    heads = one.counted.replace("-", " ").split()
    named = not heads or any(re.fullmatch(words("sampled"), head) for head in heads)
    return named or any_of("asked_of").search(one.head + one.after) is not None


def _answers(sheet: Sheet, line: Sequence[Figure], text: Sequence[str]) -> Iterator[Contradiction]:
    """Shares of answers that exclude each other and come to more than all."""
    for number in range(len(text)):
        around = "".join(text[number : number + 2])
        if not any_of("one_answer").search(around) or any_of("not_one_answer").search(around):
            continue
        shares = [one for one in _shares_of(line, sheet.text, 0) if number <= one.sentence <= number + 1]
        first = [one for one in shares if one.sentence == number]
        whole = sum((one.value for one in first), Decimal(0))
        if (
            abs(whole - 100) <= _OVER
            or any_of("margin_earlier").search(around)
            or _NARROWED.search(around)
            or re.search(rf" in (?:{words('margin_months')}) ", around)
        ):
            continue
        loose = [
            one
            for one in shares
            if any_of("rates").search(one.head) or re.search(r" (?:up|by|of men|of women|from) $", one.before)
        ]
        if loose or not 2 <= len(shares) <= 9:
            continue
        low, high = sum((one.low for one in shares), Decimal(0)), sum((one.high for one in shares), Decimal(0))
        slots = [one.slot for one in shares if one.slot is not None]
        if low <= 100 + _OVER or not slots:
            continue
        listed = ", ".join(one.said for one in shares)
        sum_ = f"{listed} come to {sums.told(Interval(low, high))}, more than all answers"
        said = slots[-1].quantity.text
        yield Contradiction(slots[-1], tuple(slots[:-1]), sum_, f"another figure than {said}, or other ones beside it")
        return


def _orders(sheet: Sheet, line: Sequence[Figure], text: Sequence[str]) -> Iterator[Contradiction]:
    """A share that is said to be second and is more than the one said to be first."""
    shares = _shares_of(line, sheet.text)
    around = ((n, shares[max(0, n - _BESIDE) : n + _BESIDE + 1]) for n in range(len(shares)))
    near = ((shares[n], two) for n, others in around for two in others if two is not shares[n])
    pairs = (pair for pair in near if abs(pair[0].sentence - pair[1].sentence) <= 1)
    for first, second in pairs:
        placed = _is_at(first, "in_front") and _is_at(second, "behind")
        if (placed or _led(first, second, line, text)) and first.high < second.low and first.slot and second.slot:
            sum_, fix = f"{first.said} is said to be ahead of {second.said}", f"a smaller figure than {second.said}"
            yield Contradiction(second.slot, (first.slot,), sum_, fix)
            return


def _led(first: Figure, second: Figure, line: Sequence[Figure], text: Sequence[str]) -> bool:
    """Whether the sentence before says that who has the first share leads: "they are in front. At 23%, to 27%"."""
    same = first.sentence == second.sentence and first.after == second.before
    if same and _LEADS.search(first.head) and re.match(r"^ ,? ?(?:to|against) ", first.after):
        return True
    if same and re.search(r" with $", first.before) and re.match(r"^ ,? ?(?:to|against) ", first.after):
        return any_of("lead_taken").search(first.head) is not None and any_of("behind").search(first.head) is None
    if not first.sentence or first.after != second.before:
        return False
    before = re.match(r" (?:at|with|on) $", first.before) and re.match(r"^ , (?:to|against) ", first.after)
    if before is None or any(one.sentence == first.sentence - 1 for one in line):
        return False
    return any_of("lead_taken").search(text[first.sentence - 1]) is not None


def _shares_of(line: Sequence[Figure], text: str, sentences: int = 1) -> list[Figure]:
    """The shares, and numbers without a sign behind them that may be shares."""
    found: list[Figure] = []
    counted = {one.sentence for one in line if one.kind in ("count", BARE) and not one.counted and one.value > _HUNDRED}
    for one in line:
        loose = (
            one.sentence not in counted
            and one.kind in ("count", BARE)
            and not one.counted
            and one.said[0].isdigit()
            and one.value < 100
        )
        beside = bool(found) and one.sentence - found[-1].sentence <= sentences
        aged = _AGED.search(text[max(0, one.span.start - 20) : one.span.end + 1])
        if one.kind == "percent" or (loose and beside and not aged):
            found.append(one)
    return found


def _no_majority(sheet: Sheet, line: Sequence[Figure]) -> Iterator[Contradiction]:
    """Shares below a half under a headline that speaks of a majority."""
    head, _, body = sheet.text.partition("\n")
    if not body or not _MAJORITY.match(head.lower()):
        return
    shares = [one for one in line if one.kind == "percent" and len(head) < one.span.start < len(head) + _FAR]
    if len(shares) < 2 or sum(one.value for one in shares) <= _HALF or any(one.high >= _HALF for one in shares):
        return
    if shares[0].slot is not None:
        others = tuple(one.slot for one in shares[1:] if one.slot is not None)
        fix = f"more than 50 % for {shares[0].said}, or no majority"
        yield Contradiction(shares[0].slot, others, f"{shares[0].said} is no majority", fix)


def _is_at(one: Figure, name: str) -> bool:
    """Whether the figure's own clause says that it is first, or second."""
    clause = f"{re.split(' [;.] | but | while ', one.head)[-1]}{re.split(' [;.] | but | while ', one.after)[0]}"
    other = "behind" if name == "in_front" else "in_front"
    return any_of(name).search(clause) is not None and any_of(other).search(clause) is None


def _levels(sheet: Sheet, line: Sequence[Figure], text: Sequence[str]) -> Iterator[Contradiction]:
    """Two shares far apart that are said to be level, or of which the lower is said to be ahead or that of most."""
    shares = [one for one in _shares_of(line, sheet.text) if not _CHANGED.search(one.before)]
    for one, two in pairwise(shares):
        last = text[one.sentence - 1] if one.sentence else ""
        around = last + text[one.sentence] + (text[two.sentence] if two.sentence != one.sentence else "")
        if one.slot is None or two.slot is None or two.sentence - one.sentence > 1:
            continue
        level = len(shares) == 2 and any_of("dead_heat").search(around) and " no longer " not in around
        if level and abs(one.value - two.value) >= _FAR_APART:
            sum_ = f"{one.said} and {two.said} are said to be level"
        elif two.sentence == one.sentence + 1 and _IT_LEADS.search(two.head) and one.high < two.low:
            sum_ = f"{one.said} is said to be ahead of {two.said}"
        elif _MOST_BACK.match(around) and " for " in one.after and " against " in two.after and one.high < two.low:
            sum_ = f"{one.said} are said to be more than {two.said}"
        else:
            continue
        yield Contradiction(two.slot, (one.slot,), sum_, f"another figure than {two.said}, or than {one.said}")
        return


_OF_ERROR = Later(r" with an? (?:[a-z]+ )?margin of (?:about |some )?$")
_NARROWED = Later(r" (?:shrunk|shrank|narrowed|widened|grew|grown|slipped|dwindled|doubled|halved|swung|swing) ")
_CHANGED = Later(r" (?:up|down|by|rose|fell|gained|lost) $")
_LEADS = Later(r" (?:leads?|leading|led|ahead of|in front of) (?:[a-z'.]+ ){1,4}, (?:with |by |at )?$")
_IT_LEADS = Later(
    r" (?:it|she|he|they|that) (?:still )?(?:is|are|remains?|stays?|was|keeps?)? ?(?:ahead of|in front of|leads?) "
)
_MOST_BACK = Later(
    r"^ (?:most|a majority of|the majority of) (?:[a-z]+ ){1,3}(?:like|want|back|support|favou?r|approve|agree|say yes)"
)
