"""Shares in a window of sentences, with each part and whole near them that do not give them, and what ties the three.

For it speaks that the share names the whole, by the same noun, one of its kind or a pronoun, that it only says again
what they are ("at 20 per cent,"), or has a verb or noun of its clause in common with the part's; against it words that
set them apart, and other figures near.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from factcheck.consistency import sums
from factcheck.consistency.bonds import (
    Bond,
    amounts,
    bond,
    is_change,
    pairs,
    readings,
    readings_in_two,
)
from factcheck.consistency.evidence import evidence
from factcheck.consistency.reading import Figure, figures, spoken
from factcheck.consistency.shares.equating import equates
from factcheck.consistency.shares.share_forms import Share, shares_in
from factcheck.consistency.shares.share_ties import (
    has_own_matter,
    is_apart,
    is_of_whole,
    is_within,
    names_whole,
    says_the_same,
)
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.slips import slips
from factcheck.consistency.weighing import Candidate
from factcheck.model import Bound, Interval, Kind

_REACH, _NEAR, _MOST, _APART = 4, 12, 3, 2
"""Sentences and figures to either side of a share, other shares that count, sentences from part to untied whole."""
_FAR = 5
"""How many times the share of an untied part and whole the told one can be."""


def shares_beside(sheet: Sheet, kinds: Sequence[str]) -> Iterator[Candidate]:
    """Every share of `kinds` with every part and whole near it that do not give it, unless others near do."""
    line = figures(sheet, fractions=True)
    shares = shares_in(sheet.text, line, kinds)
    for share in shares:
        near = [one for one in line if abs(one.sentence - share.figure.sentence) <= _REACH]
        others = [one for one in near if one.span not in share.spans]
        if len(near) > 2 * _NEAR:
            continue
        fair = list(_right(share, others))
        every = (*_bonds(others), *_ratios(others))
        found = [one for one in every if not any(fit <= _breadth(share, one.part, one.whole) for fit in fair)]
        tied = _tied(share, found)
        for one, ties in tied:
            wrong = _contradiction(share, one)
            if wrong is not None:
                speaks = _evidence(sheet.text, share, one, near, shares)
                speaks.update(name for name, holds in ties.items() if holds)
                speaks["another agrees"], speaks["bonds"] = min(_MOST, len(fair)), min(_MOST, len(tied))
                speaks["not tied"] = not any(ties.values())
                speaks.update(_beside_others(share, one, tied))
                speaks.update(_together(speaks))
                yield Candidate(speaks, wrong)


def _tied(share: Share, found: Sequence[Bond]) -> list[tuple[Bond, dict[str, bool]]]:
    """The parts and wholes that something ties to a share, with what does; without any those that stand close."""
    every = [(one, _ties(share, one)) for one in found]
    tied = [(one, ties) for one, ties in every if any(ties.values())]
    near = (two for two in every if abs(two[0].part.sentence - two[0].whole.sentence) <= _APART)
    return tied or [two for two in near if _may_be(share, two[0])]


def _may_be(share: Share, found: Bond) -> bool:
    """Whether a part and a whole give a share that is not so far off that another is meant."""
    given, said = (_middle(one) for one in (readings(found.part, found.whole)[0], share.accepted))
    return said < _FAR * given and given < _FAR * said


def _ties(share: Share, found: Bond) -> dict[str, bool]:
    """What says that a share is of a part and a whole, by name."""
    return {
        "joined": found.joined,
        "within": is_within(share, found),
        "names the whole": names_whole(share, found),
        "says the same": says_the_same(share, found),
        "equates": equates(share, found),
    }


def _beside_others(share: Share, found: Bond, tied: Sequence[tuple[Bond, Mapping[str, bool]]]) -> Iterator[str]:
    """Whether a part and a whole are tied to a share by more than any others, or others as well tied are nearer."""
    own = next(sum(ties.values()) for one, ties in tied if one is found)
    others = [(sum(ties.values()), _breadth(share, one.part, one.whole)) for one, ties in tied if one is not found]
    breadth = _breadth(share, found.part, found.whole)
    if others and all(many < own for many, _ in others):
        yield "best bond"
    if any(many > own for many, _ in others):
        yield "better bond"
    if any(many >= own and far < breadth for many, far in others):
        yield "bond nearer"


def _bonds(others: Sequence[Figure]) -> Iterator[Bond]:
    for part, whole in pairs(amounts(others)):
        if readings(part, whole):
            yield bond(part, whole) or Bond(part, whole, False)


def _ratios(others: Sequence[Figure]) -> Iterator[Bond]:
    """A part and a whole in one figure: "six out of 24"."""
    for one in others:
        if one.kind == Kind.RATIO.value and " out of " in spoken(one.said) and one.bound is Bound.EXACT:
            yield Bond(one, one, True)


def _right(share: Share, others: Sequence[Figure]) -> Iterator[int]:
    """Over how many sentences every part and whole are spread that give a share, or two of a sentence together."""
    for part, whole in pairs(amounts(others, changes=True)):
        if any(reading.meets(share.accepted) for reading in readings(part, whole)[:1]):
            yield _breadth(share, part, whole)
    for one in _ratios(others):
        if _given(one).meets(share.accepted):
            yield _breadth(share, one.part)
    if any(reading.meets(share.accepted) for reading in readings_in_two(amounts(others))):
        yield 0


def _breadth(share: Share, *others: Figure) -> int:
    """Over how many sentences a share and others are spread."""
    numbers = [share.figure.sentence, *(one.sentence for one in others)]
    return max(numbers) - min(numbers)


def _together(found: Mapping[str, int]) -> Iterator[str]:
    """Names for several entries at once, where each says little alone."""
    if not found.get("of the whole") or found.get("apart") or found.get("own matter"):
        return
    if not found.get("rivals inside"):
        if found.get("joined") and found.get("equates"):
            yield "equated"
        if found.get("joined") and found.get("says the same"):
            yield "joined again"
        is_told = found.get("equates") or found.get("share apposed")
        if is_told and found.get("one sentence") and not found.get("figures inside"):
            yield "beside"
    if found.get("bonds") == 1 and not found.get("another agrees"):
        yield "only bond"


def _middle(interval: Interval) -> Decimal:
    return ((interval.low or Decimal(0)) + (interval.high or Decimal(0))) / 2


def _given(found: Bond) -> Interval:
    """The share that a part and a whole give."""
    value = found.part.value
    return Interval(value, value) if found.part is found.whole else readings(found.part, found.whole)[0]


def _evidence(text: str, share: Share, found: Bond, near: Sequence[Figure], shares: Sequence[Share]) -> Counter[str]:
    tests = {
        "own matter": has_own_matter(share),
        "of the whole": is_of_whole(share, found),
        "apart": is_apart(text, share, found),
    }
    every = evidence(text, {"share": share.figure, "part": found.part, "whole": found.whole}, near)
    every.update(name for name, holds in tests.items() if holds)
    every.update(slips(_middle(share.accepted), _middle(_given(found))))
    every["changes"] = sum(map(is_change, near))
    every["other shares"] = min(len(shares) - 1, _MOST)
    return every


def _contradiction(share: Share, found: Bond) -> Contradiction | None:
    every = dict.fromkeys(one.slot for one in (share.figure, found.part, found.whole) if one.slot is not None)
    at, *others = every or (None,)
    reading = _given(found)
    if at is None or not others or reading.low is None or reading.high is None:
        return None
    actual = Interval(reading.low * sums.HUNDRED, reading.high * sums.HUNDRED)
    said = found.part.said if found.part is found.whole else f"{found.part.said} of {found.whole.said}"
    sum_ = f"{said} is {sums.told(actual)}, the draft says {share.said}"
    return Contradiction(at, tuple(others), sum_, f"“{sums.middle(actual)}”, or another count for {share.said}")
