"""What speaks for and against a run of shares being all of one whole: words, opposites, a rest, how far it is off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from factcheck.consistency.evidence import evidence
from factcheck.consistency.kin import is_any_whole
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.reading import FRACTION, Figure, figures, sentence_words, spoken
from factcheck.consistency.shares.hundred import Run
from factcheck.consistency.shares.portions import Portion
from factcheck.consistency.sheet import Sheet
from factcheck.consistency.slips import slips
from factcheck.tables import tables

_SAID = ("all_of_it", "closing_words", "made_of", "one_answer", "stake_words", "election_words", "many_answers")
_DOUBTED = ("not_told", "not_whole", "poll_words")
"""Names of lists whose words, in the sentences of a run and beside, speak for or against it."""
_NEAR, _FAR = Decimal(10), Decimal(30)
"""Points by which a sum is a little off, or far."""
_LONG = 8
"""Words between two shares that are joined."""
_ANOTHER = Later(r" (?:another|a further|an additional) $")
_GAPPED = Later(r" (on|to|from) ")
_OF = Later(r" of (?:(?:the|its|their|his|her|a|an|all|those) )?([a-z]+) ")
_OF_BEFORE = Later(r"(?:^|[;,.]) of (?:the |those who |all )?([a-z]+) , $")
_STAKE_IN = Later(r" (?:[a-z]+ )?(?:stake|interest)s? in ")
_JOINED = Later(r" (?:,|;|and|while|with|plus|another|or) ")


def evidence_of(sheet: Sheet, run: Run) -> Counter[str]:
    """What speaks for and against the shares of a run being all of one whole: its names, and how often."""
    shares = run.shares
    first, last = shares[0].figure, shares[-1].figure
    line = figures(sheet, fractions=True)
    own = {one.figure.span for one in shares[1:-1]}
    near = [one for one in line if first.sentence - 1 <= one.sentence <= last.sentence + 1 and one.span not in own]
    found = evidence(sheet.text, {"first": first, "last": last}, near)
    found.update(_of_words(sheet, run))
    found.update(_of_list(run, line))
    found.update(_of_sum(run))
    found.update(_together(found))
    return found


def _together(found: Counter[str]) -> Iterator[str]:
    """Names for several entries at once, where each says little alone."""
    if any(found[name] for name in ("of others", "rivals inside", "dated later", "begun before", "cut short")):
        return
    if found["rest last"]:
        yield "rest alone"
    if found["opposites"]:
        yield "opposites alone"
    if found["promised"]:
        yield "promised alone"
    if found["made_of"] or found["all_of_it"] or found["closing_words"]:
        yield "closed alone"


def _of_words(sheet: Sheet, run: Run) -> Iterator[str]:
    every = sentence_words(sheet.text)
    first, last = run.shares[0].figure.sentence, run.shares[-1].figure.sentence
    own, around = ("".join(every[max(0, first - more) : last + 1 + more]) for more in (0, 1))
    dated = [any_of("margin_earlier").is_in(f"{one.figure.before}{one.figure.after}") for one in run.shares]
    if any(dated):
        yield "dated" if all(dated) else "dated first" if dated[0] else "dated later"
    for name in (*_SAID, *_DOUBTED):
        if any_of(name).search(own):
            yield name
        elif any_of(name).search(around):
            yield f"{name} beside"


def _of_list(run: Run, line: Sequence[Figure]) -> Iterator[str]:
    shares = run.shares
    rests = [one for one in shares if one.rest]
    wholes = _wholes(shares)
    tests = {
        "rest": rests,
        "rest last": shares[-1].rest,
        "opposites": _is_pair(shares, "sums_opposites"),
        "opposed": _is_pair(shares, "opposed_views"),
        "promised": _is_promised(shares, line),
        "another": any(_ANOTHER.search(one.figure.before) for one in shares[1:]),
        "one link": _have_one_link(shares),
        "colon": ":" in shares[0].figure.head,
        "of one": len(wholes) == 1,
        "in words": any(one.figure.kind in (FRACTION, "ratio") for one in shares),
        "bare": not all(one.sure for one in shares),
        "each": any(one.times > 1 for one in shares),
        "three": len(shares) == 3,
        "four": len(shares) > 3,
        **_beyond(run),
        "joined": all(_JOINED.search(link) and len(link.split()) <= _LONG for link in _links(shares)),
        "one each": len({one.figure.sentence for one in shares}) == len(shares),
        "of one kind": len({one.figure.kind for one in shares}) == 1,
    }
    yield from (name for name, holds in tests.items() if holds)
    yield from ["of others"] * (len(wholes) - 1)


def _beyond(run: Run) -> dict[str, bool]:
    """Whether other shares stand in the sentences of a run's ends, or in those beside."""
    first, last = run.shares[0].figure, run.shares[-1].figure
    before = [one.figure.sentence for one in run.near if one.figure.span.start < first.span.start]
    behind = [one.figure.sentence for one in run.near if one.figure.span.start > last.span.start]
    return {
        "begun before": first.sentence in before,
        "cut short": last.sentence in behind,
        "goes on before": bool(before) and first.sentence not in before,
        "goes on behind": bool(behind) and last.sentence not in behind,
        "filled up": any(run.is_filled_by(one) for one in run.near),
    }


def _links(shares: Sequence[Portion]) -> Iterator[str]:
    """The words between shares that follow one another."""
    for one, two in pairwise(shares):
        yield spoken(one.figure.text[one.figure.span.end : two.figure.span.start])


def _of_sum(run: Run) -> Iterator[str]:
    come = (run.low + run.high) / 2
    off = abs(come - 100)
    yield "over" if run.over else "under"
    yield "off a little" if off <= _NEAR else "off far" if off > _FAR else "off"
    found = {slip for one in run.shares for slip in slips(one.figure.value, one.figure.value + 100 - come)}
    yield from found & {"digits swapped", "one digit", "slip of ten"}


def _have_one_link(shares: Sequence[Portion]) -> bool:
    """Whether the form of the list says that the shares are of different parts: "on rent, half on food"."""
    for one, two in pairwise(shares):
        link = _GAPPED.match(two.figure.after)
        if link is None or one.figure.after != two.figure.before or f" {link[1]} " not in one.figure.after:
            return False
    return True


def _wholes(shares: Sequence[Portion]) -> set[str]:
    """The nouns that the shares are said to be of, without those that stand for any whole."""
    found = (_OF.match(one.figure.after) or _OF_BEFORE.search(one.figure.before) for one in shares)
    stakes = {str(n) for n, one in enumerate(shares) if _STAKE_IN.match(one.figure.after)}
    return {of[1] for of in found if of is not None and not is_any_whole((of[1],))} | stakes


def _is_pair(shares: Sequence[Portion], name: str) -> bool:
    """Whether the two are of opposites that make up all there is: men and women, town and country."""
    if len(shares) != 2:
        return False
    said = [(set(one.figure.head.split()[-12:]), set(one.figure.tail.split()[:6])) for one in shares]
    where = [re.findall(r" in (?:the )?(?:[a-z]+'s )?([a-z]+) ", one.figure.before)[-1:] for one in shares]
    if where[0] and where[1] and where[0] != where[1]:
        return False
    first, second = (one | two for one, two in said)
    if shares[0].figure.sentence == shares[1].figure.sentence:  # each with its own words, not the other's
        first, second = (set(f"{one.figure.before} {one.figure.after}".split()) for one in shares)
    return any((one & first and two & second) or (two & first and one & second) for one, two in _opposites(name))


def _is_promised(shares: Sequence[Portion], line: Sequence[Figure]) -> bool:
    """Whether as many parts are spoken of right before as there are shares: "three owners: ..."."""
    first = shares[0].figure
    many = sum(one.times for one in shares)
    return any(
        one.kind == "count"
        and one.value == many
        and 0 <= first.sentence - one.sentence <= 1
        and one.span.start < first.span.start
        and (re.search(rf"\b(?:{words('part_nouns')})\b", one.counted) is not None or " : " in one.after)
        for one in line
    )


@cache
def _opposites(name: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    pairs = (pair.split(" / ") for pair in tables("consistency")[name])
    return tuple((frozenset(first.split()), frozenset(second.split())) for first, second in pairs)
