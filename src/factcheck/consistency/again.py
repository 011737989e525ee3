"""How surely a figure is told again of what the sentence before it was of: by a headline, "the", a pronoun, a noun."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.consistency.apart import told_apart
from factcheck.consistency.beside import Mention
from factcheck.consistency.mentions import opens_with_place, shared_words, sides
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.sheet import Sheet, Slot
from factcheck.consistency.twice import SAME, are_one_noun, factor, is_only, is_person, nouns_agree, roles
from factcheck.model import Kind
from factcheck.text import stem

NONE, AKIN, KNOWN, SURE = 0, 1, 2, 3
"""No tie; a word or noun of both; spoken of as known as well; by a headline, or "those" or "all" with the same noun."""
_BEFORE, _SIZE = 6, 10
"""Words before a figure that bring in another thing; how many times it a third one can be that may be meant."""
_POINTING = Later(
    r" (?:the|its|their|his|her|that|this|those|these) (?:[a-z]+ ){0,2}(?P<noun>[a-z]{3,}) (?:of|,|, at|, of|, some) $"
)
"""What the figure is the size of: "the attendance of 12", "that town, at 12"."""
_DEMONSTRATIVE = Later(
    r" (?:(?P<that>that|this|those|these)|the same|all|of (?:the|its|their|his|her)|the (?:whole|entire)) $"
)
_SUBJECT = Later(r"(?P<opens>it|they|he|she|that|this|(?:the|its|their|his|her|that|this) (?P<noun>[a-z]+)) ")
_IS = Later(r" (?:is|was|were|are|be|been|to|at|of|totals?|totalled|reached|costs?)(?: [a-z]+)? $")
_NTH = Later(r"<ordinal:\d+> [a-z]+est(?!\S)")
_HYPHEN = Later(r" [-‐‑] (?P<unit>[a-z]+) ")
_JOINED = Later(r"(?<!\S)(?:an?|the|his|her|their) (?:[a-z]+ ){1,2}(?:, <age:\d+> , )?and (?:(?:his|her|their|the) )?$")
"""An item of a list before a count: "a mother and her three children"."""
_ALL_OF = Later(r"^ of (?:the|its|their|his|her|them|those|these) ")
_AND_MORE = Later(r" (?:[a-z]+ ){1,2}and (?:their|his|her|its|the|an?|two|three|four|<count:\d+>) [a-z]+")


def tie(sheet: Sheet, first: Mention, second: Mention, every: Sequence[Mention], *, least: int = AKIN) -> int:
    """How surely the second figure is of what the first is of; of other things of a kind none.

    What is below `least` may be none.
    """
    if second.row - first.row != 1:
        return NONE
    opens = sheet.rows[second.row].shape.startswith("at <") and sides(sheet, second)[0] == " at "
    demonstrative = _DEMONSTRATIVE.search(sides(sheet, second)[0])
    pointed = second.definite or demonstrative is not None
    back = opens or (not pointed and _points_back(sheet, first, second))
    if least > AKIN and not (pointed or back or first.headline):
        return NONE
    nouns, ours, theirs = _nouns(sheet, first, second), roles(first), roles(second)
    if nouns is None and demonstrative is not None and demonstrative["that"]:
        nouns = 0
    others = nouns is None or bool(ours and theirs and not ours & theirs)
    if others or _is_of_another(sheet, first, second) or _is_of_all(sheet, first, second):
        return NONE
    only = is_only(first, second, every, _SIZE)
    shared = nouns == SAME or bool(ours & theirs) or bool(shared_words(first, second))
    apart = bool(told_apart(first, second)) or first.before in word_set("apart_before")
    known = pointed or (back and not apart)
    if known and not first.headline and _is_of_then(sheet, first, second):
        return NONE
    like = nouns == SAME and (demonstrative is not None or slip(first.slot, second.slot) > 0)
    if known and (only or like) and not first.headline:
        general = second.kind is not Kind.COUNT and (opens or second.head in word_set("known_things"))
        sure = demonstrative is not None or nouns == SAME or bool(ours & theirs) or general
        return SURE if sure and not _is_part(sheet, first, second) else KNOWN
    if apart:
        return NONE
    if first.headline:
        return SURE if only or shared else AKIN
    return AKIN if shared and only and not opens_with_place(second) else NONE


def _is_of_another(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether the words before the second figure bring in another thing, or the smaller is an item of a list."""
    before = sides(sheet, second)[0]
    near = " ".join(before.split()[-_BEFORE:])
    if any_of("other_things").is_in(before) or any_of("anaphora_others").is_in(near) or _NTH.search(near):
        return True
    less = min((first, second), key=lambda one: one.slot.value or 0)
    if less.kind is not Kind.COUNT or not (is_person(less.head) or less.head in word_set("one_person")):
        return False
    before, after = sides(sheet, less)
    return (_JOINED.search(before) or _AND_MORE.match(after)) is not None


def _is_of_all(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether a thing is called by its size, and the sentence before it tells who has how much of it."""
    row = sheet.rows[first.row]
    many = len(row.slots) > 1 or any(word.isdigit() for word in row.shape.split())
    return many and _HYPHEN.match(sides(sheet, second)[1]) is not None


def _is_of_then(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether words behind the second figure alone say that it was so at another time: "the 13.2 of a year ago"."""
    after = sides(sheet, second)[1].split()[: _BEFORE - 1]
    dated = second.dated and not first.dated and any(word.startswith("<year:") for word in after)
    return dated or not {"ago", "before", "earlier", "previous"}.isdisjoint(after)


def _nouns(sheet: Sheet, first: Mention, second: Mention) -> int | None:
    """How well the nouns agree, by `nouns_agree`, and for "the 280-room Esplanade", "the 17-hour wait"."""
    agreed = nouns_agree(first, second)
    unit = _HYPHEN.match(sides(sheet, second)[1])
    if unit is not None and any(are_one_noun(unit["unit"], noun) for noun in first.own):
        return SAME
    if agreed == SAME or not second.own or second.own & first.own:
        return agreed
    if second.kind is not Kind.COUNT:
        known = second.head in word_set("known_things") or {stem(noun) for noun in second.own} & first.words
        return agreed or 0 if known or first.headline or slip(first.slot, second.slot) else None
    return 1 if agreed is None and roles(first) & roles(second) else agreed


def _points_back(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether the figure is that of a noun or subject spoken of as known: "the attendance of 12", "The price is"."""
    named = _POINTING.search(sides(sheet, second)[0])
    if named is not None:
        return _is_spoken_of(named["noun"], first) or named["noun"] in word_set("known_things")
    subject = _SUBJECT.match(sheet.rows[second.row].shape)
    if subject is None or second.own:
        return False
    noun = subject["noun"]
    if noun is None:
        return second.kind is not Kind.COUNT and _IS.search(sides(sheet, second)[0]) is not None
    return _is_spoken_of(noun, first) or stem(noun) in word_set("twice_tallies")


def _is_spoken_of(noun: str, first: Mention) -> bool:
    """Whether a noun, or one that stands for the same, is of the first figure's sentence."""
    return stem(noun) in first.words or any(are_one_noun(noun, other) for other in first.own | first.of)


def _is_part(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether the second figure may be of some of the first's: it is less, and its words are not those of all."""
    if (second.slot.value or 0) >= (first.slot.value or 0):
        return False
    after = _ALL_OF.sub(" ", sides(sheet, second)[1])
    own = {stem(noun) for noun in second.own - first.own - {second.head}} - first.words
    return (
        bool(own)
        or after.startswith(" of ")
        or (is_person(second.head) and second.head != first.head and not roles(first) & roles(second))
    )


def slip(first: Slot, second: Slot) -> int:
    """How like a slip of the pen the difference is, in points: digits in another order, one digit, a zero."""
    a, b = (_digits(one) for one in (first, second))
    if first.quantity.unit != second.quantity.unit or min(len(a), len(b)) == 0:
        return 0
    if len(a) == len(b) > 1 and sorted(a) == sorted(b):
        return min(4, max(2, len(a.rstrip("0"))))
    many = max(len(a.rstrip("0")), len(b.rstrip("0"))) > 1
    if len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1:
        return int(many)
    longer, shorter = sorted((a, b), key=len, reverse=True)
    dropped = {longer[:i] + longer[i + 1 :] for i in range(len(longer))}
    return int(shorter in dropped and (many or longer == f"{shorter}0"))


def _digits(one: Slot) -> str:
    value = one.value
    return "" if value is None else f"{value.normalize():f}".replace(".", "").lstrip("0")


def are_far_apart(first: Mention, second: Mention, most: int) -> bool:
    """Whether one figure is so much more than the other that it is hardly of the same, and has not just a zero more."""
    a, b, times = first.slot.value, second.slot.value, factor(first, second)
    if not a or not b or times is None:
        return True
    if first.kind is Kind.COUNT and (a == a.to_integral_value()) is not (b == b.to_integral_value()):
        return True  # 6.1 of a thousand are no count
    ratio = max(abs(a / (b * times)), abs(b * times / a))
    return ratio > most and ratio not in (Decimal(10), Decimal(100)) and slip(first.slot, second.slot) < SAME
