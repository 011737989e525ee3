"""What speaks for and against counts of victims being of one another: what befell them and how they are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from factcheck.consistency.evidence import evidence
from factcheck.consistency.phrases import any_of
from factcheck.consistency.reading import Figure, sentence_words
from factcheck.consistency.sheet import Sheet
from factcheck.consistency.slips import slips
from factcheck.consistency.tolls.fates import Toll
from factcheck.consistency.tolls.victims import Fate
from factcheck.consistency.totals.addends import Run, explained
from factcheck.consistency.totals.list_evidence import evidence_of, holds

_LISTS = ("another_event", "apart_events", "rises", "not_all_dead", "in_danger", "all_hit")
"""Words of sentences that tell of several events, of a count that rose, of some only or of a group."""
_UNCLEAN = ("partial", "strange fate", "explained parts", "victims beside", "apart_events")
"""What makes a list of victims not clean: it may be of some, of others too or of a sum that is right."""
_MOST = 8
"""Counts around two others that may make them right."""
_SOME = ("partial", "partial total", "left out", "larger near", *_LISTS[:4])
_APART = (
    "right otherwise, right with another, difference, told again place, told again times, again others,"
    " apart_events, rises, another_event"
)
"""What bars the entries for several others at once."""


def evidence_of_sum(
    sheet: Sheet, run: Run, near: Sequence[Figure], known: Sequence[Toll | None], beside: Sequence[Toll]
) -> Counter[str]:
    """What speaks for and against a run of victims being all of a total, by what is `known` of it and each part.

    `beside` are the other counts of its sentences.
    """
    total, *parts = [one.fate if one is not None else Fate.NONE for one in known]
    told = {one for one in parts if one}
    tests = {
        total or "untold": True,
        "one fate": bool(total) and told == {total},
        "several fates": len(told) > 1 and total in (Fate.NONE, Fate.BOTH),
        "dead and hurt": total is Fate.BOTH and {Fate.DEAD, Fate.HURT} <= told,
        "dead and safe": {Fate.DEAD, Fate.SAFE} <= told,
        "no fate": not told and not total,
    }
    found = evidence_of(sheet, run, near)
    found.update(name for name, it_does in tests.items() if it_does)
    found.update(_of_event(sheet, (run.total, *run.parts)))
    found["explained parts"] = any(one.span in explained(sheet) for one in run.parts)
    found["strange fate"] = total in (Fate.DEAD, Fate.HURT) and not told <= {total, Fate.BOTH}
    rivals = [one for one in beside if not total or one.fate in (total, Fate.NONE)]
    found["victims beside"] = min(len(rivals), 3)
    clean = found["joined"] and (total or told) and not any(found[name] for name in _UNCLEAN)
    if clean and run.place in ("behind", "next"):
        found["clean more" if found["more"] else "clean less"] = 1
    is_whole = found["dead and safe"] or found["dead and hurt"] or found["rest"]
    told_all = found["several fates"] or found["dead and hurt"]
    found["whole of fates"] = bool(is_whole and told_all and all(parts)) and not any(found[name] for name in _SOME)
    return found


def evidence_of_two(
    sheet: Sheet, two: tuple[Figure, Figure], tolls: tuple[Toll, Toll], near: Sequence[Figure], around: Sequence[Toll]
) -> Counter[str]:
    """What speaks for and against two counts being of the same victims; `around` are all others."""
    one, other = two
    mine, theirs = tolls
    others = around[:_MOST]
    sums = [_added(some) for many in (1, 2, 3) for some in combinations(others, many)]
    both = [_added([toll, *some]) for toll in tolls for many in (1, 2) for some in combinations(others, many)]
    gap = (
        max(mine.low, theirs.low) - min(mine.high, theirs.high),
        max(mine.high, theirs.high) - min(mine.low, theirs.low),
    )
    tests = {
        f"again {theirs.fate}": True,
        f"told {mine.role}": True,
        f"again {theirs.role}": True,
        "twice": max(mine.low, theirs.low) > 2 * min(mine.high, theirs.high),
        "right otherwise": any(_meets(some, toll) for some in sums for toll in tolls),
        "right with another": any(_meets(some, toll) for some in both for toll in tolls),
        "difference": any(_meets(gap, toll) for toll in others),
    }
    found = evidence(sheet.text, {"told": one, "again": other}, near)
    found.update(name for name, it_does in tests.items() if it_does)
    found.update(_of_event(sheet, two))
    found.update(slips((theirs.low + theirs.high) / 2, (mine.low + mine.high) / 2))
    found["explained pair"] = sum(figure.span in explained(sheet) for figure in two)
    found["more of one fate"] = holds(found, (), _APART)
    return found


def _added(some: Sequence[Toll]) -> tuple[Decimal, Decimal]:
    return sum((one.low for one in some), Decimal(0)), sum((one.high for one in some), Decimal(0))


def _meets(come: tuple[Decimal, Decimal], toll: Toll) -> bool:
    return come[0] <= toll.high and come[1] >= toll.low


def _of_event(sheet: Sheet, figures: Sequence[Figure]) -> list[str]:
    """What says that sentences are of several events, of a count that rose or of some only."""
    numbers = [one.sentence for one in figures]
    text = " ".join(sentence_words(sheet.text)[min(numbers) : max(numbers) + 1])
    return [name for name in _LISTS if any_of(name).is_in(text)]
