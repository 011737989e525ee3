"""Words that tie a multiple to two amounts, or set it apart from them: another base, place, time or quality."""

from __future__ import annotations

import re
from functools import cache

from factcheck.consistency.bonds import nouns_of
from factcheck.consistency.changes.manifold import Manifold, names_another_base
from factcheck.consistency.kin import have_kin, opens_elsewhere, share_a_deed
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.reading import Figure, sentence_words, spoken
from factcheck.consistency.topics import are_contrasted
from factcheck.tables import tables

_ELLIPTIC = Later(
    r"^ (?:as (?:many|much|long|far|big|large|high|deep|tall|heavy|old|wide|fast|likely|common)"
    r"|the (?:price|number|size|sum|figure|amount|rate|pace|penalty|money|pay|fee|fine))"
    r" (?:in |,|\.|;|!|:|”|did |were |was |from )|^ [,.;!:”]"
)
_BACK = Later(r"(?:^|[,;:–—“]) (?:that|this|it|they|so|thus|or|an?|the|a rise|meaning) ")
_YEAR = Later(r" (1[5-9]\d\d|20\d\d) ")
_ANEW = Later(r" [,;] (?:and|but) [a-z' ]+$")
_FIGURES = Later(r"^ the (?:figures|numbers|totals) (?:were|are) ")
_KEEN = Later(r"^ as (?:strong|powerful|fast|dangerous|popular|rich|poor|bright|loud|good|bad|hard|deadly|quick) ")
_COMPARED = Later(r"^(?: times)? (?:as|the|what|that|those|more|bigger|larger|higher) ")
_SINCE = Later(r" since (?!then )(?P<when>[a-z0-9' ]+)")
_SIZES = ("longer", "taller", "heavier", "lighter", "shorter", "thicker", "older", "younger")
_EACH_OTHER = Later(r" the (?:one|other|former|latter) | (?:of|in|for) every ")
_NEW = Later(r" and (?!it |they |that |so |this |thus |which |is |was |are |were |has |had |have |the )[a-z']+ [a-z]+ ")
_PRONOUN = Later(r"^ (?:“ )?(?:it|they|he|she|there|that|this|these|the (?:figures|numbers|totals)) ")
_EACH = Later(r"^ (?:a|an|per|each|every) [a-z]+ ")
_PER = Later(r" (?:a|an|per|each|every) [a-z]+$")


def has_own_matter(text: str, told: Manifold) -> bool:
    """Whether a multiple is wished for, of each year, or of another quality than how much there is."""
    figure = told.figure
    said = sentence_words(text)[figure.sentence]
    last = f" {' '.join(figure.before.split()[-5:])} "
    if any_of("not_this_change").search(said) or any_of("not_yet").search(said) or any_of("modals").search(last):
        return True
    quality = any_of("qualities").search(" ".join(figure.after.split()[:3]))
    wished = figure.before.endswith(" to ") and told.said.lower() in _infinitives()
    if wished or _EACH.match(figure.after) or any_of("each_year").match(figure.after[1:]):
        return True
    if _PER.search(told.said) or " whose " in figure.before or " between " in said:
        return True
    return (quality is not None and quality[0] not in _SIZES) or any_of("elsewhere").search(last) is not None


@cache
def _infinitives() -> frozenset[str]:
    return frozenset({"halve", *tables("consistency")["manifold_words"]})


def is_apart(text: str, told: Manifold, pair: tuple[Figure, Figure]) -> bool:
    """Whether words set a multiple apart from the two: another place or time, another base."""
    figure, after = told.figure, _rest(told, pair)
    every = [_EACH_OTHER.sub(" ", said) for said in sentence_words(text)]
    places = sorted({one.sentence for one in pair})
    theirs = " ".join(every[number] for number in places)
    if figure.sentence in places:
        theirs = theirs.replace(after.strip(), " ")
    if " between " in theirs or _has_own_base(text, told, pair, theirs):
        return True
    if figure.sentence in places:
        return len(places) > 1 and _NEW.search(figure.before) is not None
    since = _SINCE.search(figure.before + after)
    if since is not None and " since " not in theirs and not share_a_deed(since["when"], theirs):
        return True
    for number in places:
        first, second = (every[place] for place in sorted((number, figure.sentence)))
        if are_contrasted(first, second) or opens_elsewhere(first, second):
            return True
    return " also " in theirs


def _has_own_base(text: str, told: Manifold, pair: tuple[Figure, Figure], theirs: str) -> bool:
    """Whether a multiple is of a year, a norm or others that neither of the two is of."""
    figure, after, bases = told.figure, _rest(told, pair), any_of("other_bases")
    near = re.split(" [,;:] ", after)[0]
    if bases.search(near) and not bases.search(theirs) and not have_kin(near, theirs):
        return True
    behind = any(one.sentence == figure.sentence and one.span.start > figure.span.start for one in pair)
    if behind and not _ANEW.search(after):
        return False
    years = set(_YEAR.findall(figure.before + after))
    if years and not years & set(_YEAR.findall(theirs)):
        return True
    if _FIGURES.match(theirs):
        return False
    return " the other " not in text and names_another_base(after, theirs)


def _rest(told: Manifold, pair: tuple[Figure, Figure]) -> str:
    """The words behind a multiple up to one of the two or the end of its sentence."""
    start, end = told.figure.span.end, told.figure.ends[3]
    return spoken(
        told.figure.text[start : min([one.span.start for one in pair if start <= one.span.start < end] or [end])]
    )


def runs_against(told: Manifold, *, grown: bool) -> bool:
    """Whether a multiple is of less though the amount told later is more, or of more though it is less."""
    low, high = told.accepted.low, told.accepted.high
    if _COMPARED.match(told.figure.after):
        return False
    return (low is not None and low > 1 and not grown) or (high is not None and high < 1 and grown)


def is_tied(text: str, told: Manifold, pair: tuple[Figure, Figure]) -> bool:
    """Whether a multiple stands with the two, goes on about them, or shares a noun or verb with them."""
    places, figure, every = {one.sentence for one in pair}, told.figure, sentence_words(text)
    leaves_out = _leaves_out(told)
    if figure.sentence in places and (len(places) == 1 or leaves_out):
        return True
    theirs = " ".join(every[number] for number in sorted(places) if number != figure.sentence)
    if figure.sentence == max(places) + 1 and leaves_out:
        return _BACK.search(figure.before) is not None or have_kin(every[figure.sentence], theirs)
    if _KEEN.match(figure.after):
        return False
    known = _PRONOUN.match(theirs) and all(_can_be_told_of(one, every[figure.sentence]) for one in pair)
    if figure.sentence == min(places) - 1 and known:
        return True
    priced = any(one.kind == "money" and one.slot and one.slot.quantity.per for one in pair)
    return have_kin(every[figure.sentence], theirs) or (priced and have_kin(every[figure.sentence], "price"))


def _leaves_out(told: Manifold) -> bool:
    """Whether a multiple does not say what it is of."""
    figure = told.figure
    if figure.after.startswith(" since ") or _ELLIPTIC.match(figure.after):
        return True
    return _BACK.search(figure.before) is not None


def _can_be_told_of(one: Figure, said: str) -> bool:
    """Whether an amount counts nothing else than a sentence speaks of."""
    nouns = nouns_of(one) if one.kind in ("count", "bare") else ()
    return not nouns or have_kin(" ".join(nouns), said)
