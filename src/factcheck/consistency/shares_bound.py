"""Shares in a window of sentences, bound to a part and a whole by what they are of and what is said of both.

A share is held against a part and a whole where the whole it names is theirs, by the same noun, one of its kind or a
pronoun, and where it only says again what they are ("at 20 per cent,") or has a verb or noun of its clause in common
with the part's. No word may set them apart, and no other figures near may make the share right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.consistency import sums
from factcheck.consistency.bonds import (
    Bond,
    amounts,
    bond,
    is_all,
    nouns_in,
    nouns_of,
    pairs,
    readings,
    readings_in_two,
)
from factcheck.consistency.equating import DEFINITE, PRONOUN, equates
from factcheck.consistency.kin import (
    are_kin,
    deeds_agree,
    is_any_whole,
    is_rate_of_others,
    opens_elsewhere,
    share_a_deed,
)
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.reading import WORDS, Figure, figures, sentence_words, spoken
from factcheck.consistency.share_forms import Share, shares_in
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.topics import are_contrasted
from factcheck.model import Bound, Interval

_REACH, _NEAR = 2, 12
"""Sentences and figures to either side of a share that are read."""
_OF_THOSE = Later(r"(?:^|[,;]) (?:of|among) (?:those|them|these) ")
_ENDS = Later(r"^ [,.;:)]")
_RATE_OF = Later(r"(?:^|,) (?:an?|the) (?:[a-z]+ ){1,2}rate of $")
_CLOSE, _MANY = 4, 60
"""Words between a share and the whole that it is said to be of."""
_PAID = 20
"""Characters before a share in which a verb can make it one of a price."""
_OPENING = 2
"""Words before a figure that is itself what a sentence opens with: "At 20 per cent," "Of the 40"."""
_YEAR = Later(r" (?:1[5-9]|20)\d\d ")
_MOVED = (" from ", " to ", " than ", " by ", " hit ", " hits ", " reached ")
_BREAK = Later(r"[;:–—]|, and |, but ")


def contradicted(sheet: Sheet, kinds: Sequence[str]) -> Iterator[Contradiction]:
    """Every share of `kinds` that the part and the whole it is bound to contradict."""
    line = figures(sheet, fractions=True)
    shares = shares_in(sheet.text, line, kinds)
    for share in shares:
        near = [one for one in line if abs(one.sentence - share.figure.sentence) <= _REACH]
        found = _bound(sheet.text, share, near, shares) if len(near) <= 2 * _NEAR else None
        if found is not None:
            yield from _contradiction(share, found)
        elif share.figure.slot is not None and share.is_bare:
            tally = _tally(sheet.text, share, near, shares)
            if tally is not None and tally.slot is not None:
                yield _off_ratio(sheet.text, share.figure.slot, tally.slot)


def _tally(text: str, share: Share, near: Sequence[Figure], shares: Sequence[Share]) -> Figure | None:
    """The "six out of 24" of the sentence before, which a share in per cent contradicts."""
    before = [one for one in near if one.span.end <= share.figure.span.start and one.kind != "duration"]
    last = before[-1] if before else None
    if last is None or last.kind != "ratio" or " out of " not in spoken(last.said) or last.bound is not Bound.EXACT:
        return None
    found = Bond(last, last, joined=True)
    same = [one for one in shares if one.figure.sentence == share.figure.sentence]
    others = [one for one in same if one is not share and one.figure.span != last.span]
    if others or has_own_matter(share) or share.accepted.meets(Interval(last.value, last.value)):
        return None
    tied = _is_of_whole(share, found) and _says_the_same(share, found) and not _is_apart(text, share, found)
    return last if tied else None


def _off_ratio(text: str, told: Slot, ratio: Slot) -> Contradiction:
    """A share in per cent that the "six out of 24" before it contradicts."""
    said, words = told.span.of(text), ratio.span.of(text)
    exact = Interval((ratio.value or 0) * sums.HUNDRED, (ratio.value or 0) * sums.HUNDRED)
    fix = f"“{sums.middle(exact)}”, or another count for {said}"
    return Contradiction(told, (ratio,), f"{words} is {sums.told(exact)}, the draft says {said}", fix)


def _bound(text: str, share: Share, near: Sequence[Figure], shares: Sequence[Share]) -> Bond | None:
    """The part and whole that contradict a share; ``None`` where any other reading is open."""
    if has_own_matter(share):
        return None
    others = [one for one in near if one.span not in share.spans]
    found, every = amounts(others), list(pairs(amounts(others, changes=True)))
    if any(reading.meets(share.accepted) for pair in every for reading in readings(*pair)[:1]):
        return None
    if any(reading.meets(share.accepted) for reading in readings_in_two(found)):
        return None
    alone = len(found) == 2 and all(abs(one.sentence - share.figure.sentence) <= 1 for one in found)
    bonds = [bond(*pair) or (Bond(*pair, False) if alone else None) for pair in pairs(found)]
    tied = [one for one in bonds if one is not None and _is_of_whole(share, one)]
    tied = [one for one in tied if _says_the_same(share, one) or (alone and _names(share, one))]
    tied = [one for one in tied if not _is_apart(text, share, one) and _is_sole(share, one, near, shares)]
    if len(tied) != 1 or any(
        reading.meets(share.accepted) for pair in every for reading in _other_readings(share, tied[0], pair)
    ):
        return None
    return tied[0]


def _other_readings(share: Share, found: Bond, pair: tuple[Figure, Figure]) -> Sequence[Interval]:
    """What is left of the whole, and the shares in both together, where words leave those open."""
    every = readings(*pair)
    if not every or {one.span for one in pair} != {found.part.span, found.whole.span}:
        return every
    agree = equates(share, found) or deeds_agree(_clause(share, found), _deed(share, found), _wholes(share, found))
    rest = () if agree else every[1:2]
    return (*rest, *(() if found.joined or agree is not None or is_all(found.whole) else every[2:]))


def has_own_matter(share: Share) -> bool:
    """Whether the words of a share name a whole of their own, a wish or a forecast."""
    figure = share.figure
    last = f" {' '.join(re.split(r'[,;:–—]', figure.before)[-1].split()[-5:])} "
    own = f"{last}# {share.after}"
    if any_of("not_of_it").search(own) or any_of("not_yet").search(last) or any_of("each_year").match(share.after[1:]):
        return True
    if any_of("modals").search(last) and not DEFINITE.search(figure.before):
        return True
    if any_of("no_part_after").match(share.after[1:]):
        return True
    if any_of("elsewhere").search(own) or any_of("wider").search(own):
        return True
    return share.is_bare and figure.before.endswith(_MOVED)


def _is_of_whole(share: Share, found: Bond) -> bool:
    """Whether the whole that a share names is that of the two, or it names none."""
    after = share.after
    paid = (
        not nouns_in(share.of) and found.whole.kind != "money" and any_of("paying").search(share.figure.before[-_PAID:])
    )
    if paid or is_rate_of_others(share.figure.before + after, nouns_of(found.whole)):
        return False  # "since guests paid half"
    if PRONOUN.match(after) or _is_within(share, found) or (share.is_bare and not after.startswith((" of ", " in "))):
        return True
    nouns, wholes = nouns_in(share.of), nouns_of(found.whole)
    if not nouns and share.figure.kind == WORDS:
        return found.whole.span.start < share.figure.span.start
    if not nouns and not re.search(r"[a-z,.;:)]", share.of):
        return False  # "10% of the $50m"
    if not nouns or is_any_whole(nouns) or are_kin(nouns, wholes):
        return True
    if not wholes and share.figure.span.start < found.whole.span.start and found.whole.kind != "money":
        return True  # "Half of the inmates ... It holds 650"
    if found.whole.kind == "money" and are_kin(nouns, ("money",)):
        return True
    return found.whole.kind != "money" and share_a_deed(" ".join(nouns), f"{found.whole.before} {found.whole.after}")


def _names(share: Share, found: Bond) -> bool:
    """Whether a share names its whole by a noun of the whole's kind, or one that stands for any, or is their rate."""
    if PRONOUN.match(share.after) or found.whole.value > _MANY * found.part.value:
        return False
    if _OF_THOSE.search(found.part.head):
        return False  # "Of those who come by bus, 190"
    if share.is_bare and not share.after.startswith(" of "):
        return found.joined and _RATE_OF.search(share.figure.before) is not None
    nouns, wholes = nouns_in(share.of), nouns_of(found.whole)
    bare = found.joined and not wholes and found.whole.kind == "count"
    if not nouns:
        return found.joined and share.figure.kind != WORDS and _ENDS.match(share.after) is not None
    return bare or are_kin(nouns, wholes) or is_any_whole(nouns)


def _is_within(share: Share, found: Bond) -> bool:
    """Whether the whole stands right behind the share: "most of the 64 jurors"."""
    between = found.whole.text[share.figure.span.end : found.whole.span.start]
    behind = share.figure.span.end <= found.whole.span.start and share.figure.sentence == found.whole.sentence
    return behind and len(between.split()) <= _CLOSE and "," not in between


def _says_the_same(share: Share, found: Bond) -> bool:
    """Whether a share behind both only says again what they are, or its clause has a deed of the part's."""
    if share.figure.span.start > found.part.span.end and equates(share, found):
        return True
    first, second = sorted((share.figure.span, found.part.span), key=lambda span: span.start)
    if share.figure.sentence == found.part.sentence and not _BREAK.search(found.part.text[first.end : second.start]):
        return False
    return share_a_deed(_clause(share, found), _deed(share, found), _wholes(share, found))


def _deed(share: Share, found: Bond) -> str:
    """The words around a part, and those behind the whole that it is said to be of: "12 of the 40 shops are shut"."""
    part, whole = found.part, found.whole
    is_told = whole.sentence == part.sentence and whole.span.start > part.span.start
    behind = _until(whole, (part, share.figure)) if is_told else ""
    return f" {part.before} {_until(part, (whole, share.figure))} {behind} "


def _until(one: Figure, others: Sequence[Figure]) -> str:
    """The words behind a figure up to the next of some others, or to the end of its sentence."""
    ends = [other.span.start for other in others if one.span.end <= other.span.start < one.ends[3]]
    return spoken(one.text[one.span.end : min(ends, default=one.ends[3])])


def _wholes(share: Share, found: Bond) -> tuple[str, ...]:
    """The nouns that both have because they are of one whole."""
    named = not share.is_bare or share.after.startswith((" of ", " in "))
    return (*nouns_of(found.whole), *(nouns_in(share.of) if named else ()))


def _clause(share: Share, found: Bond) -> str:
    """The words around a share up to a conjunction, also behind the whole that it is said to be of."""
    before = re.split(r" [;:–—] | and | but ", share.figure.before)[-1]
    last = found.whole if _is_within(share, found) else share.figure
    after = re.split(r" [;:–—] ", _until(last, (found.part,)))[0]
    return f" {before} {after} "


def _is_apart(text: str, share: Share, found: Bond) -> bool:
    """Whether words set a share apart from the part or the whole: another place, group or time."""
    every, same = sentence_words(text), share.figure.span.start > found.part.span.end and equates(share, found)
    for one in (found.part,) if found.joined else (found.part, found.whole):
        if one.sentence == share.figure.sentence:
            continue
        first, second = (every[number] for number in sorted((one.sentence, share.figure.sentence)))
        if are_contrasted(first, second) or (are_of_two_times(first, second) and not same):
            return True
        last = (share.figure,) if share.figure.sentence > one.sentence else (found.part, found.whole)
        opened = any(len(figure.head.split()) <= _OPENING for figure in last)
        if not opened and opens_elsewhere(first, second):
            return True
    if " will " in re.split("[,;:]", share.figure.before)[-1] and " will " not in _deed(share, found):
        return True
    return any_of("of_another_time").search(found.part.after) is not None


def are_of_two_times(first: str, second: str) -> bool:
    """Whether both sentences say when, and not the same time."""
    one, two = ({*_YEAR.findall(text), *any_of("kin_times").findall(text)} for text in (first, second))
    return bool(one) and bool(two) and not one & two


def _is_sole(share: Share, found: Bond, near: Sequence[Figure], shares: Sequence[Share]) -> bool:
    """Whether no other share or multiple stands among the three, and no other share is that of the two."""
    places = [one.sentence for one in (share.figure, found.part, found.whole)]
    within = range(min(places), max(places) + 1)
    others = [one for one in shares if one is not share]
    if any(one.accepted.meets(readings(found.part, found.whole)[0]) for one in others):
        return False
    if any(one.figure.sentence in within for one in others):
        return False
    return not any(one.kind == "multiple" and one.sentence in within for one in near)


def _contradiction(share: Share, found: Bond) -> Iterator[Contradiction]:
    slots = tuple(one.slot for one in (found.part, found.whole) if one.slot is not None)
    at, reading = share.figure.slot, readings(found.part, found.whole)[0]
    if at is None and slots:
        at, slots = slots[0], slots[1:]
    if at is None or reading.low is None or reading.high is None:
        return
    actual = Interval(reading.low * sums.HUNDRED, reading.high * sums.HUNDRED)
    sum_ = f"{found.part.said} of {found.whole.said} is {sums.told(actual)}, the draft says {share.said}"
    yield Contradiction(at, slots, sum_, f"“{sums.middle(actual)}”, or another count for {share.said}")
