"""Words that tie a share to a part and a whole, or set it apart: what it names, a deed of both, a place or time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.consistency.bonds import (
    Bond,
    nouns_in,
    nouns_of,
)
from factcheck.consistency.evidence import are_of_two_times
from factcheck.consistency.kin import (
    are_kin,
    is_any_whole,
    is_rate_of_others,
    opens_elsewhere,
    share_a_deed,
)
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.reading import WORDS, Figure, sentence_words, spoken
from factcheck.consistency.shares.equating import DEFINITE, PRONOUN, equates
from factcheck.consistency.shares.share_forms import Share
from factcheck.consistency.topics import are_contrasted

_OF_THOSE = Later(r"(?:^|[,;]) (?:of|among) (?:those|them|these) ")
_ENDS = Later(r"^ [,.;:)]")
_RATE_OF = Later(r"(?:^|,) (?:an?|the) (?:[a-z]+ ){1,2}rate of $")
_CLOSE, _MANY = 4, 60
"""Words between a share and the whole that it is said to be of."""
_PAID = 20
"""Characters before a share in which a verb can make it one of a price."""
_OPENING = 2
"""Words before a figure that is itself what a sentence opens with: "At 20 per cent," "Of the 40"."""
_MOVED = (" from ", " to ", " than ", " by ", " hit ", " hits ", " reached ")
_BREAK = Later(r"[;:–—]|, and |, but ")


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


def is_of_whole(share: Share, found: Bond) -> bool:
    """Whether the whole that a share names is that of the two, or it names none."""
    after = share.after
    paid = (
        not nouns_in(share.of) and found.whole.kind != "money" and any_of("paying").search(share.figure.before[-_PAID:])
    )
    if paid or is_rate_of_others(share.figure.before + after, nouns_of(found.whole)):
        return False  # "since guests paid half"
    if PRONOUN.match(after) or is_within(share, found) or (share.is_bare and not after.startswith((" of ", " in "))):
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


def names_whole(share: Share, found: Bond) -> bool:
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


def is_within(share: Share, found: Bond) -> bool:
    """Whether the whole stands right behind the share: "most of the 64 jurors"."""
    between = found.whole.text[share.figure.span.end : found.whole.span.start]
    behind = share.figure.span.end <= found.whole.span.start and share.figure.sentence == found.whole.sentence
    return behind and len(between.split()) <= _CLOSE and "," not in between


def says_the_same(share: Share, found: Bond) -> bool:
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
    last = found.whole if is_within(share, found) else share.figure
    after = re.split(r" [;:–—] ", _until(last, (found.part,)))[0]
    return f" {before} {after} "


def is_apart(text: str, share: Share, found: Bond) -> bool:
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
