"""A poll against itself: the lead between two shares, the error for so many asked, answers beyond a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise

from factcheck.consistency import sums
from factcheck.consistency.crowd import is_crowded
from factcheck.consistency.phrases import Later, any_of, rarest, word_set, words
from factcheck.consistency.polls.margin import margins
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
_AGED = Later(r"(?:[A-Z]\w+|['’]s \w+), \d+[,.;)]$")
_FAR_APART = Decimal(6)
"""Points between two who are said to be level."""
_HUNDRED = 100
_HALF = Decimal(50)
_OVER, _ROUNDED = Decimal("2.5"), 1
"""Points above a hundred that rounding cannot explain, and by which some answers may be off it to be all."""
_SPAN, _SHORT = 4, 20
"""Sentences that the answers to one question stand in at most, and words of those from the third on."""
_YES_AND_NO = Later(r" yes .* no | no .* yes | (would|will|did|do|does) [^.]* \1 not ")
_OTHER_TIME = Later(
    r" (?:shrunk|shrank|used to|narrowed|widened|grew|grown|slipped|dwindled|doubled|halved|swung|swing) "
)
_OF_GROUP = Later(r" of (?:the |all )?(?!same |those |them |all )([a-z]+) ")
_IN_A_PLACE = Later(r" in (?:the )?([a-z-]+) ")
_ONCE_LEVEL = Later(r" (?:tied|level|neck and neck) in [a-z]+ | (?:had been|were|was) (?:tied|level) ")
_AMONG = Later(r" (?:[;,.]|but|and|while) among ")
_LOOSE = Later(r" (?:up|of men|of women|from) $")
_CHANGED = Later(r" (?:up|down|by|rose|fell|gained|lost) $")
_FOR = Later(r" (?:for|in favou?r|back|backed|support|approve|yes) ")
_PRONOUN = Later(r" (?:he|she|it|they|him|her|his|its|their|the|that) ")
_IT_LEADS = Later(r" (?:it|she|he|they|that) (?:\w+ ){0,2}(?:ahead of|in front of|leads?) ")
_IN_VOTES = Later(r"^ (?:in|on|by|as for|among) ")
_EACH = Later(r" (?:apiece|each) ")
_TO_ANOTHER = Later(r"^ ,? ?(?:to|against) | , (?:versus|against|compared with) $")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every lead, margin of error and list of answers of a poll that its other figures contradict."""
    is_poll = not _polls().isdisjoint(sheet.said())
    leads = [
        one
        for one in margins(sheet)
        if (is_poll or any(two.quantity.kind is Kind.PERCENT for two in one.others)) and not is_crowded(sheet, one)
    ]
    yield from (one for one in leads if one.at.quantity.kind is not Kind.DURATION)
    if is_poll:
        line, text = figures(sheet), sentence_words(sheet.text)
        yield from _errors(sheet, line, text)
        if not leads:
            yield from _answers(sheet, line, text)
            yield from _orders(_shares_of(line, sheet.text), text)


@cache
def _polls() -> frozenset[str]:
    return frozenset({"asked", "majority", "know", *rarest("poll_words", "election_words", "one_answer", "dead_heat")})


def _errors(sheet: Sheet, line: Sequence[Figure], text: Sequence[str]) -> Iterator[Contradiction]:
    """Margins of error that no sample of that size has."""
    for row in sheet.rows:
        for slot in row.slots:
            error = _error(row, slot)
            if error is None:
                continue
            asked = [one for one in line if abs(one.span.start - slot.span.start) < _FAR and _may_be_asked(one)]
            near = [one for one in asked if _is_sample(one)]
            around = "".join(text[number] for number in {one.sentence for one in near})
            if not near or any_of("no_sample").search(f"{around} {row.shape}"):
                continue
            expected = [_CONFIDENT / one.value.sqrt() for one in asked]
            if any(_LEAST * size <= error[1] and error[0] <= _MOST * size for size in expected):
                continue
            one, size = near[0], _CONFIDENT / near[0].value.sqrt()
            low, high = round(size * Decimal("0.95"), 1), round(size * Decimal("1.05"), 1)
            said = slot.span.of(sheet.text)
            sum_ = f"of {one.said} asked at random the margin of error is {sums.told(Interval(low, high), 'points')}"
            fix = f"about “{round(size, 1)} points”, or another number than {one.said}"
            yield Contradiction(slot, (one.slot,) if one.slot else (), f"{sum_}, the draft says {said}", fix)


def _error(row: Row, slot: Slot) -> tuple[Decimal, Decimal] | None:
    """Both ends of a margin of error."""
    quantity = slot.quantity
    if quantity.kind not in (Kind.POINTS, Kind.PERCENT) or quantity.low is None or quantity.high is None:
        return None
    if any(sign in quantity.text.lower() for sign in ("plus or minus", "±", "+/-", "give or take")):
        size = (quantity.high - quantity.low) / 2 or abs(quantity.high)
        return size - quantity.step / 2, size + quantity.step / 2
    at = row.shape.find(f":{row.slots.index(slot)}>")
    led = re.split(r" [;.] ", row.shape[:at])[-1]
    cue = any_of("error_margin")
    behind = [found.end() for found in cue.finditer(led)]
    if behind and re.search(
        r"<(?:points|percent):\d+>(?! (?:- )?(?:level|confidence|certainty|probability))", led[behind[-1] :]
    ):
        return None  # another figure is the margin
    if not behind and not cue.search(re.split(r" [;.] ", row.shape[at:])[0]):
        return None
    both = sums.ends(slot)
    return both if both is not None and both[1] < _LEVEL else None


def _may_be_asked(one: Figure) -> bool:
    return one.kind == "count" and _SAMPLE[0] <= one.value <= _SAMPLE[1]


def _is_sample(one: Figure) -> bool:
    heads = one.counted.replace("-", " ").split()
    named = not heads or any(re.fullmatch(words("sampled"), head) for head in heads)
    return named or any_of("asked_of").search(one.head + one.after) is not None


def _answers(sheet: Sheet, line: Sequence[Figure], text: Sequence[str]) -> Iterator[Contradiction]:
    """Shares of answers that exclude each other and come to more than all."""
    every = _shares_of(line, sheet.text, 0)
    for number in range(len(text)):
        shares: list[Figure] = []
        for last in range(number, min(number + _SPAN, len(text))):
            own = [one for one in every if one.sentence == last]
            shares += own
            if last > number + 1 and (not own or len(text[last].split()) > _SHORT):
                break
            low = sum((one.low for one in shares), Decimal(0))
            around = "".join(text[number : max(last, number + 1) + 1])
            if low <= _HUNDRED + _OVER or not _are_exclusive(shares, around):
                continue
            slots = [one.slot for one in shares if one.slot is not None]
            listed = ", ".join(one.said for one in shares)
            high = sum((one.high for one in shares), Decimal(0))
            sum_ = f"{listed} come to {sums.told(Interval(low, high))}, more than all answers"
            said = slots[-1].quantity.text
            fix = f"another figure than {said}, or other ones beside it"
            yield Contradiction(slots[-1], tuple(slots[:-1]), sum_, fix)
            return


def _are_exclusive(shares: Sequence[Figure], around: str) -> bool:
    """Whether words say that everyone gave one answer, and none that the shares are of several groups or times."""
    one = any_of("one_answer").search(around) or (len(shares) < 4 and _YES_AND_NO.search(around))
    others = ("not_one_answer", "many_answers", "margin_earlier")
    if not one or any(any_of(name).search(around) for name in others) or _OTHER_TIME.search(around):
        return False
    loose = any(any_of("rates").search(one.head) or _LOOSE.search(one.before) for one in shares)
    if loose or len(shares) > _SHORT or _AMONG.search(around):
        return False
    groups = {group[1] for one in shares if (group := _OF_GROUP.match(one.after))}
    places = {place for one in shares for place in _IN_A_PLACE.findall(one.before)} - word_set("lead_places")
    if len(groups) > 1 or len(places) > 1:
        return False
    values = [one.value for one in shares]
    runs = (sum(values[one:two], Decimal(0)) for one, two in combinations(range(len(values) + 1), 2))
    if any(abs(one - _HUNDRED) <= _ROUNDED for one in runs):
        return False
    return not re.search(rf" in (?:{words('margin_months')}) ", around)


def _shares_of(line: Sequence[Figure], text: str, sentences: int = 1) -> list[Figure]:
    """The shares, and numbers without a sign behind them that may be shares."""
    found: list[Figure] = []
    counted = {one.sentence for one in line if one.kind in ("count", BARE) and not one.counted and one.value > _HUNDRED}
    for one in line:
        loose = one.kind in ("count", BARE) and not one.counted and one.said[0].isdigit() and one.value < _HUNDRED
        beside = bool(found) and one.sentence not in counted and one.sentence - found[-1].sentence <= sentences
        if one.kind == "percent" or (
            loose and beside and not _AGED.search(text[max(0, one.span.start - 20) : one.span.end + 1])
        ):
            found.append(one)
    return found


def _orders(shares: Sequence[Figure], text: Sequence[str]) -> Iterator[Contradiction]:
    """Two shares in another order than the draft says: of which the lower leads, is that of most, or is level."""
    for one, two in pairwise(shares):
        last = text[one.sentence - 1] if one.sentence else ""
        around = last + text[one.sentence] + (text[two.sentence] if two.sentence != one.sentence else "")
        if one.slot is None or two.slot is None or two.sentence - one.sentence > 1 or _CHANGED.search(one.before):
            continue
        level = (
            len(shares) == 2
            and not _EACH.search(one.after)
            and any_of("dead_heat").search(around)
            and " no longer " not in around
            and not _ONCE_LEVEL.search(around)
        )
        if level and abs(one.value - two.value) >= _FAR_APART:
            sum_ = f"{one.said} and {two.said} are said to be level"
        elif one.high < two.low and (_is_at(one, "in_front") and _is_at(two, "behind")):
            sum_ = f"{one.said} is said to be ahead of {two.said}"
        elif one.low > two.high and (_is_at(one, "behind") and _is_at(two, "in_front")):
            sum_ = f"{two.said} is said to be ahead of {one.said}"
        elif one.high < two.low and _leads(one, two, last, shares):
            sum_ = f"{one.said} is said to be ahead of {two.said}"
        elif one.high < _HALF and one.high < two.low and _most().match(around) and _FOR.search(f"{one.after} "):
            sum_ = f"{one.said} are said to be more than {two.said}"
        else:
            continue
        yield Contradiction(two.slot, (one.slot,), sum_, f"another figure than {two.said}, or than {one.said}")
        return


def _leads(one: Figure, two: Figure, last: str, shares: Sequence[Figure]) -> bool:
    """Whether who leads, by the sentence before or by the words before the first of two shares, has that one."""
    if any(other.sentence == one.sentence for other in shares if other not in (one, two)):
        return False
    said = f"{one.head}{two.head}"
    if not any(other.sentence == one.sentence - 1 for other in shares) and not _IN_VOTES.match(one.head):
        said = f"{last}{said}"
    if not any_of("lead_taken").search(said) or any_of("behind").search(f"{said} {one.after}"):
        return False
    if two.sentence > one.sentence and _IT_LEADS.search(two.head):
        return True
    if one.sentence == two.sentence and _TO_ANOTHER.match(one.after):
        return True
    rival = any_of("opponents")
    mine = _PRONOUN.search(one.head) or _PRONOUN.search(one.after.partition(";")[0])
    return bool(mine and rival.search(two.head[len(one.head) :] + two.after) and not rival.search(one.head))


def _is_at(one: Figure, name: str) -> bool:
    """Whether the figure's own clause says that it is first, or second."""
    clause = f"{re.split(' [;.] | but | while ', one.head)[-1]}{re.split(' [;.] | but | while ', one.after)[0]}"
    other = "behind" if name == "in_front" else "in_front"
    return any_of(name).search(clause) is not None and any_of(other).search(clause) is None


@cache
def _most() -> re.Pattern[str]:
    """Most of a people for something, at the beginning of a text: "Most Texans like the wall"."""
    verbs = "like|want|back|support|favou?r|approve|agree|say yes"
    return re.compile(rf"^ (?:most|an? majority of|the majority of|majority) (?:[a-z]+ ){{0,3}}(?:{verbs})")
