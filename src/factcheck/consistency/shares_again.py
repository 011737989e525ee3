"""A share in words and the per cent of the next sentence that tells it again: "Few were against. 63% voted no"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.consistency import sums
from factcheck.consistency.bonds import nouns_in
from factcheck.consistency.kin import are_kin, deeds_agree, opens_elsewhere
from factcheck.consistency.phrases import Later
from factcheck.consistency.reading import WORDS, figures, sentence_words
from factcheck.consistency.share_forms import Share, shares_in
from factcheck.consistency.shares_bound import are_of_two_times, has_own_matter
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.topics import are_contrasted
from factcheck.model import Interval, Kind

_OF_THEM = Later(r"^ of (?:them|these) ")
_COLON = Later(r"^[^.;,]*(?:,[^.;,]*)?(?::| –| —) $")
"""Between a share in words and the per cent that say it again: "a quarter are undecided: 46 per cent"."""
_WHAT = Later(r"^ (?:that|this|it) (?:is|was) what ")


def contradicted(sheet: Sheet) -> Iterator[Contradiction]:
    """Every share in words or as a fraction that the per cent of a sentence beside it contradicts."""
    every = shares_in(sheet.text, figures(sheet, fractions=True), (Kind.RATIO.value, WORDS, Kind.PERCENT.value))
    for one in every:
        near = [other for other in every if abs(other.figure.sentence - one.figure.sentence) <= 1 and other is not one]
        if one.figure.kind != Kind.PERCENT.value and len(near) == 1 and near[0].figure.kind == Kind.PERCENT.value:
            yield from _judged(sheet.text, one, near[0])


def _judged(text: str, told: Share, again: Share) -> Iterator[Contradiction]:
    every = sentence_words(text)
    first, second = (every[number] for number in sorted((told.figure.sentence, again.figure.sentence)))
    if again.figure.slot is None:
        return
    if told.figure.sentence == again.figure.sentence:
        agree = _COLON.search(text[told.figure.span.end : again.figure.span.start]) is not None
        agree = agree and not told.accepted.meets(again.rest)
    else:
        agree = _agrees(told, again, every)
    if not agree or any(map(has_own_matter, (told, again))):
        return
    if are_contrasted(first, second) or are_of_two_times(first, second) or opens_elsewhere(first, second):
        return
    if not told.accepted.meets(again.accepted):
        slots = (told.figure.slot,) if told.figure.slot is not None else ()
        hundred = Interval((told.accepted.low or 0) * sums.HUNDRED, (told.accepted.high or 0) * sums.HUNDRED)
        sum_ = f"“{told.said}” is {sums.told(hundred)}, the draft says {again.said}"
        yield Contradiction(again.figure.slot, slots, sum_, f"another figure, or another word for “{told.said}”")


def _agrees(told: Share, again: Share, every: Sequence[str]) -> bool:
    """Whether the two are of one whole and the same is said of both."""
    mine, theirs = nouns_in(told.of), nouns_in(again.of)
    same = bool(_OF_THEM.match(again.after)) or not again.after.startswith(" of ")
    if not same and not (mine and theirs and are_kin(mine, theirs)):
        return False
    if _WHAT.match(every[again.figure.sentence]) and again.figure.sentence > told.figure.sentence:
        return True
    if not again.after.startswith(" of "):
        return False
    return bool(deeds_agree(every[told.figure.sentence], every[again.figure.sentence], (*mine[:1], *theirs)))
