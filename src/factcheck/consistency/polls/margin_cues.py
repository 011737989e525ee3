"""What makes a figure a margin, lead or majority: "a six-point lead", "by 12 votes", "three behind", "£2 dearer"."""

from __future__ import annotations

import re
from functools import cache

from factcheck.consistency.phrases import Later, any_of, rarest, word_set, words
from factcheck.consistency.reading import Figure

_NO_NOUN = "(?:and|or|but|must|to|will|who|in|of|on|at|from|with|can|not|as|for|is|was|they|he|she|it)"
_CLOCKED = Later(r" by (?:a |an |the |just |only |some )*$")
_LITTLE = r"(?:a |an |the |just |only |some )*"


@cache
def cue_words() -> frozenset[str]:
    """Words of which every sentence with a margin has one."""
    plain = ("by", "after", "than", "went", "between", "differ", "differs", "differed")
    return frozenset({*plain, *rarest("margin_nouns", "margin_places", "margin_comparatives")})


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Names of what makes a figure a margin, with a pattern for the words before it, or for those after it."""
    noun, link, whole = words("margin_nouns"), words("margin_links"), words("margin_wholes")
    two = r"between (?:them|the (?:two|pair)(?: [a-z]+)?)"
    place = rf"{words('margin_places')}|{words('margin_comparatives')}"
    than = rf"(?:more|fewer) (?:(?:(?:{whole}) )?than(?! (?:{words('margin_others')}) )|went)"
    return (
        ("noun", re.compile(rf" (?:{noun})(?: {two})?(?: (?:{link}))* $"), "before"),
        ("noun", re.compile(rf" (?:{noun}) over [^;.,0-9]* , {_LITTLE}$"), "head"),
        ("noun", re.compile(rf" (?:{noun}) over [^;.]* (?:is|was|stood at|stands at) {_LITTLE}$"), "head"),
        ("noun", re.compile(rf"^ (?:- )?(?:(?!{_NO_NOUN} )[a-z]+ ){{0,2}}(?:{noun}) "), "after"),
        ("by", re.compile(rf" (?:{words('margin_verbs')}) (?:[^;.]* )?by {_LITTLE}$|^ by {_LITTLE}$"), "head"),
        ("between", re.compile(r" (?:differ|differs|differed) by $"), "before"),
        ("between", re.compile(rf"^ (?:- )?(?:(?:{whole}) )?(?:(?:separate|divide|decide)[ds]?|by which) "), "after"),
        ("place", re.compile(rf"^ (?:- )?(?:(?:{whole}) )?(?:{place}|{than}) "), "after"),
        ("between", re.compile(rf"^ (?:(?:{whole}) )?{two} "), "after"),
    )


def cue_of(figure: Figure) -> str:
    """The name of what makes a figure a margin, empty where nothing does."""
    if figure.kind == "duration" and (_CLOCKED.search(figure.before) or figure.after.startswith(" after ")):
        return "time"
    for name, pattern, side in _cues():
        if pattern.search(getattr(figure, side)):
            return name
    return ""


def is_other(margin: Figure) -> bool:
    """Whether the words of its clause make it a margin of another time or over something else."""
    if margin.kind == "count" and set(margin.counted.split()[:1]) & {"wicket", *word_set("other_units")}:
        return True  # games, places
    own = f"{re.split(r' [;.] ', margin.before)[-1]} {re.split(r' [;.] ', margin.after)[0]}"
    if any_of("not_margin").search(own) or re.search(r" leads? with $", margin.before):
        return True  # how much the first has
    staged = rf"^ (?:[a-z]+ )?at (?:the )?(?:{words('stage')}) , \d"
    if any_of("stage").search(f"{own} {margin.tail[:12]}") and not re.match(staged, margin.tail):
        return True
    others = rf" (?:of|over|behind|off) (?:(?:the|his|her|its|their) (?:{words('margin_others')})|all(?: [a-z]+)?) "
    then = (
        rf" (?:{words('margin_nouns')}) had been | (?:after|before|until) [a-z]+ing | having "
        rf"| in (?:{words('margin_months')}) | (?:needs?|needed|requires?) $"
    )
    return bool(re.search(then, margin.before) or re.search(others, margin.after))
