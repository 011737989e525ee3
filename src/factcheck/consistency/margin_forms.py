"""Margins, leads and majorities of a draft, and the figures that each may lie between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from factcheck.consistency.bonds import nouns_of
from factcheck.consistency.kin import are_kin
from factcheck.consistency.phrases import Later, any_of, rarest, word_set, words
from factcheck.consistency.reading import BARE, CLOCK, Figure, sentence_words
from factcheck.model import Bound

TOLD = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY)
"""Bounds of a margin and of its sides."""
_KINDS = ("count", "points", "duration", "money", "measure")
_NUMBERS = ("count", "points", BARE)
_NO_NOUN = "(?:and|or|but|must|to|will|who|in|of|on|at|from|with|can|not|as|for|is|was|they|he|she|it)"
_CLOCKED = Later(r" by (?:a |an |the |just |only |some )*$")


@dataclass(frozen=True, eq=False)
class Lead:
    """A margin, above nought, and what makes it one."""

    figure: Figure
    cue: str


def leads(text: str, line: Sequence[Figure]) -> Iterator[Lead]:
    """Every margin of the draft, but those that their clause says are of others or another time."""
    every = sentence_words(text)
    telling = {
        number for number in {one.sentence for one in line} if not _cue_words().isdisjoint(every[number].split())
    }
    for said in line:
        if said.sentence in telling and said.slot is not None and said.kind in _KINDS and said.bound in TOLD:
            figure = replace(said, value=-said.value, low=-said.high, high=-said.low) if said.high < 0 else said
            cue = _cue(figure)
            if cue and not _is_other(figure):
                yield Lead(figure, cue)


@cache
def _cue_words() -> frozenset[str]:
    """Words of which every sentence with a margin has one."""
    return frozenset({"by", "after", "than", "went", *rarest("margin_nouns", "margin_places", "margin_comparatives")})


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Names of what makes a figure a margin, with a pattern for the words before it, or for those after it."""
    noun, link, whole = words("margin_nouns"), words("margin_links"), words("margin_wholes")
    than = rf"(?:more|fewer) (?:than(?! (?:{words('margin_others')}) )|went)"
    little = r"(?:a |an |the |just |only |some )*"
    return (
        ("noun", re.compile(rf" (?:{noun})(?: (?:{link}))* $"), "before"),
        ("noun", re.compile(rf" (?:{noun}) over [^;.]* (?:is|was|stood at|stands at) {little}$"), "head"),
        ("noun", re.compile(rf"^ (?:- )?(?:(?!{_NO_NOUN} )[a-z]+ ){{0,2}}(?:{noun}) "), "after"),
        ("by", re.compile(rf" (?:{words('margin_verbs')}) (?:[^;.]* )?by {little}$|^ by {little}$"), "head"),
        ("between", re.compile(rf"^ (?:- )?(?:(?:{whole}) )?(?:separate|divide|decide)[ds]? "), "after"),
        ("compared", re.compile(rf"^ (?:- )?(?:(?:{whole}) )?(?:{words('margin_comparatives')}) "), "after"),
        ("place", re.compile(rf"^ (?:- )?(?:(?:{whole}) )?(?:{words('margin_places')}|{than}) "), "after"),
    )


def _cue(figure: Figure) -> str:
    if figure.kind == "duration" and (_CLOCKED.search(figure.before) or figure.after.startswith(" after ")):
        return "time"
    for name, pattern, side in _cues():
        if pattern.search(getattr(figure, side)):
            return name
    return ""


def _is_other(margin: Figure) -> bool:
    """Whether the words of its clause make it a margin of another time or over something else."""
    if margin.kind == "count" and set(margin.counted.split()[:1]) & {"wicket", *word_set("other_units")}:
        return True  # games, places
    own = f"{re.split(r' [;.] ', margin.before)[-1]} {re.split(r' [;.] ', margin.after)[0]}"
    if any_of("not_margin").search(own) or re.search(r" leads? with $", margin.before):
        return True  # how much the first has
    staged = rf"^ (?:[a-z]+ )?at (?:the )?(?:{words('stage')}) , \d"
    if any_of("stage").search(f"{own} {margin.tail[:12]}") and not re.match(staged, margin.tail):
        return True
    others = rf" (?:of|over|behind|off) (?:the|his|her|its|their) (?:{words('margin_others')}) "
    then = (
        rf" (?:{words('margin_nouns')}) had been | (?:after|before|until) [a-z]+ing | having "
        rf"| in (?:{words('margin_months')}) | (?:needs?|needed|requires?) $"
    )
    return bool(re.search(then, margin.before) or re.search(others, margin.after))


def sides_of(near: Sequence[Figure], margin: Figure) -> list[Figure]:
    """What the margin may lie between: figures of its kind."""
    if margin.kind == "duration":
        near = [one for one in near if not _cue(one)]  # how far another was behind is no time
        timed = [one for one in near if one.kind == CLOCK or (one.kind == "duration" and one.unit == margin.unit)]
        return timed + [one for one in near if one.kind == "count" and not one.counted and "." in one.said]
    if margin.kind in ("money", "measure"):
        same = [one for one in near if one.kind == margin.kind and one.unit == margin.unit]
        return same + [one for one in near if same and one.kind in ("count", BARE) and not one.counted]
    shares = [one for one in near if one.kind == "percent"]
    if shares and (margin.kind == "points" or not _counts(margin, "margin_wholes")):
        return shares + [one for one in near if _is_share(one, shares)]
    return [one for one in near if one.kind in _NUMBERS and (one.after == " - " or not one.after.startswith(" - "))]


def are_of_one_kind(one: Figure, two: Figure) -> bool:
    """Whether two sides count one thing, what is won, or do not say what."""
    if one.kind not in _NUMBERS or (_counts_alike(one) and _counts_alike(two)):
        return True
    return are_kin(nouns_of(one), nouns_of(two))


def _is_share(one: Figure, shares: Sequence[Figure]) -> bool:
    """Whether a number without a sign may be a share beside those that have one: "44 per cent, his rival on 39"."""
    loose = one.kind in ("count", BARE) and one.counted in ("", "point") and one.said[0].isdigit()
    return loose and 0 < one.value < 100 and any(one.span.start > share.span.start for share in shares)


def _counts_alike(figure: Figure) -> bool:
    """Whether a figure counts what is won, or says nothing of what it counts."""
    return not figure.counted or _is_name(figure) or _counts(figure, "margin_wholes")


def _counts(figure: Figure, name: str) -> bool:
    return not word_set(name).isdisjoint(figure.counted.replace("-", " ").split())


def _is_name(figure: Figure) -> bool:
    """Whether what stands behind is a name, and nothing that is counted: "Harriers 31 Wasps 17"."""
    return figure.text[figure.span.end :].lstrip()[:1].isupper()


@cache
def joined() -> re.Pattern[str]:
    """The words between two sides that are told as one against the other: "52 to 48"."""
    what = rf"(?:(?:{words('margin_wholes')}|cent) ){{0,2}}"
    owner = r"(?:(?:for|in favour|in favor|of) )?(?:[a-z']+ ){0,3}"
    less = r"(?:only |just )?(?:[a-z]+ ){0,2}(?:'s )?$"
    return re.compile(rf"^ {what}(?:[-–—] $|{owner}(?:to|against|versus|v) {less})")
