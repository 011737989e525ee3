"""Two figures of one kind, in one sentence or two, and what speaks for and against their being of one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate

from factcheck.consistency.again.apart import told_apart
from factcheck.consistency.again.mentions import nearest, opens_with_place
from factcheck.consistency.beside import Mention
from factcheck.consistency.evidence import evidence
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.reading import Figure, figures, sentence_words
from factcheck.consistency.sheet import Sheet
from factcheck.consistency.slips import slips
from factcheck.consistency.twice import SAME, factor, is_explained, is_person, nouns_agree, whole
from factcheck.model import Kind

_UNITS = (Kind.AGE, Kind.DURATION, Kind.MEASURE, Kind.MONEY)
REACH, _ON = 4, 2
"""How many sentences with figures one is behind the other at the most, and from how many on it is far."""
_FEW, _MANY = 4, 9
"""Figures from the one to the other at the most: of more it is not sure which are of one another."""
_TWICE, _FAR = 2, 5
"""How many times one figure can be the other."""
_SET_APART = (
    *("apart", "of another", "explained", "opens with place", "quoted one", "another told", "nouns of two things"),
    *("twice", "others", "with more"),
)
_TOLD_AGAIN = ("noun repeated", "definite", "headline", "same")
"""Evidence that two figures are of two things, and that the second is the first told again."""
_SLIPS = ("digits swapped", "one digit", "slip of ten")
_SHARED = 4
"""Words that two sentences have in common count as so many at the most."""
_OF_THE = Later(r" (?:of|among) (?:all )?(?:the|those|these|its|their|his|her) $")
_PART_OF = Later(r"(?: [\w'’.-]+){0,3}? of (?:its|the|their|his|her|our|those|these|all)(?: [a-z]+ of)? ")
_THOSE = ("those", "these", "that", "this")
_NOUN = Later(r" (?:- )?[a-z]+ (?!by |of |at )")
_WORDS = 6
"""Words before a figure that bring in another thing."""
_QUOTED = Later(  # a sign first: fast
    r"[“\"‘](?:(?<=“)[^”]{3,600}”|(?<!\w\")(?<=\")[^\"]{3,600}\"(?!\w)|(?<=‘)[^‘“\n]{3,600}?[,.?!…]’)"
)
_RESTRICTED = Later(r"^ (?:[a-z'-]+ ){0,3}(?:who|that|which|whose|whom) (?!it |he |she |they |we |you |i )")
_WITH = Later(r" (?:with|including|plus|counting) ")
_CO = Later(r" co - ")
_NTH = Later(r" \d+(?:st|nd|rd|th) [a-z]+est ")
_JOINED = Later(r"(?<!\S)(?:an?|the|his|her|their) (?:[a-z]+ ){1,2}(?:, \d+ , )?and (?:(?:his|her|their|the) )?$")
"""An item of a list before a count: "a chief and his nine guards"."""
_AND_MORE = Later(r" (?:[a-z]+ ){1,2}and (?:their|his|her|its|the|an?|two|three|four|\d+) [a-z]+")


@dataclass(frozen=True, slots=True)
class Double:
    """Two figures, as mentions and as figures between the words of the draft, with all figures `near` them."""

    first: Mention
    second: Mention
    figures: tuple[Figure, Figure]
    near: Sequence[Figure]


def doubles(sheet: Sheet, every: Sequence[Mention], differ: Callable[[Mention, Mention], bool]) -> Iterator[Double]:
    """Every two figures of one sentence or of sentences near each other for which `differ` holds."""
    up_to = list(accumulate((len(row.slots) for row in sheet.rows), initial=0))
    for n, latter in enumerate(every):
        for former in reversed(nearest(every, n)):
            apart, between = latter.row - former.row, up_to[latter.row + 1] - up_to[former.row]
            if apart > REACH or between > _MANY:
                break
            if apart < _ON and between > _FEW:
                continue
            first, second = _in_one_kind(former, latter)
            if first.kind is not second.kind or not differ(first, second):
                continue
            if _are_tied(first, second) if apart >= _ON else not _is_part(sheet.text, first, second):
                yield from _double(sheet, first, second)


def _is_part(text: str, first: Mention, second: Mention) -> bool:
    """Whether the first is some of the second: "60 of its fleet of 90"."""
    return _PART_OF.fullmatch(text, first.slot.span.end, second.slot.span.start) is not None


def _are_tied(first: Mention, second: Mention) -> bool:
    """Whether two sentences share a word and no nouns of two things, or the second speaks of what is known."""
    nouns, is_known = nouns_agree(first, second), second.definite
    if first.words.isdisjoint(second.words):
        return nouns == 1 and is_known
    return nouns is not None or (is_known and is_person(first.head) is is_person(second.head))


def _in_one_kind(first: Mention, second: Mention) -> tuple[Mention, Mention]:
    """The two, with the unit of the other where one has none of its own: "aged 93", "at 89"; "23p a litre", "32p"."""
    if first.kind is second.kind:
        bare = "" in (first.slot.quantity.per, second.slot.quantity.per)
        return (whole(first), whole(second)) if bare else (first, second)
    if first.kind is Kind.COUNT and second.kind in _UNITS and not first.own:
        return _with_unit(first, second), second
    if second.kind is Kind.COUNT and first.kind in _UNITS and not second.own:
        return first, _with_unit(second, first)
    return first, second


def _with_unit(count: Mention, other: Mention) -> Mention:
    if count.slot.quantity.per:
        return count
    quantity = replace(count.slot.quantity, kind=other.kind, unit=other.slot.quantity.unit)
    return replace(count, kind=other.kind, slot=replace(count.slot, quantity=quantity))


def _double(sheet: Sheet, first: Mention, second: Mention) -> Iterator[Double]:
    line = figures(sheet, fractions=True)
    found = [next((one for one in line if one.span == mention.slot.span), None) for mention in (first, second)]
    one, other = found
    if one is not None and other is not None and other.sentence - one.sentence <= REACH + 1:
        near = [figure for figure in line if one.sentence - 1 <= figure.sentence <= other.sentence + 1]
        yield Double(first, second, (one, other), near)


def evidence_of(sheet: Sheet, double: Double, together: Container[str] = ()) -> Counter[str]:
    """What speaks for and against the two being of one thing; of entries `together` those that are named."""
    first, second, (one, other) = double.first, double.second, double.figures
    every, words = sentence_words(sheet.text), other.after
    apart, nouns = told_apart(first, second), nouns_agree(first, second)
    times = _times(first, second)
    quoted = [is_inside(mention, quotations(sheet)) for mention in (first, second)]
    tests = {
        "of duration": first.kind is Kind.DURATION,
        "twice": times >= _TWICE,
        "far apart": times >= _FAR,
        "headline": first.headline,
        "definite": second.definite,
        "named": second.named,
        "fewer": _values(first, second)[1] < _values(first, second)[0],
        "of the whole": _OF_THE.search(other.before),
        "those": second.before in _THOSE,
        "attributive": second.definite and second.kind in _UNITS and _NOUN.match(words),
        "noun repeated": nouns == SAME,
        "nouns of persons": nouns == 1,
        "nouns of two things": nouns is None,
        "apart": apart,
        "apart in time": apart in ("period", "year"),
        "explained": is_explained(sheet, first, second),
        "of another": _is_of_another(double),
        "opens with place": opens_with_place(second),
        "quoted one": quoted[0] is not quoted[1],
        "tally": word_set("twice_tallies") & second.words,
        "same": " same " in every[other.sentence],
        "another told": any_of("other_things").is_in(every[other.sentence]) or _CO.search(every[other.sentence]),
        "restricted": _RESTRICTED.match(words),
        "with more": _WITH.search(other.head) or _WITH.search(words),
    }
    found = evidence(sheet.text, {"first": one, "second": other}, double.near)
    found.update(name for name, holds in tests.items() if holds)
    found["words shared"] += min(len(first.words & second.words), _SHARED)
    found.update(slips(*_values(first, second)))
    found.update(name for name in _together(found) if name in together)
    return found


def _together(found: Counter[str]) -> Iterator[str]:
    """Names for several entries at once, where each says little alone."""
    again = any(found[name] for name in _TOLD_AGAIN)
    if again and any(found[name] for name in _SLIPS):
        yield "slip again"
    if found["definite"] and found["noun repeated"]:
        yield "noun definite"
    if found["headline"] and found["first second next sentence"]:
        yield "headline next"
    if any(found[name] for name in _SET_APART):
        return
    yield "plain"
    if not (found["rivals inside"] or found["rivals between"]):
        yield "plain alone"
    if again:
        yield "plain again"
    if not (found["rivals inside"] or found["rivals outside"]):
        yield "only two"
        if again:
            yield "only two again"
    if found["headline"] and not found["rivals inside"]:
        yield "headline alone"


def _values(first: Mention, second: Mention) -> tuple[Decimal, Decimal]:
    """Both figures in the unit of the first."""
    return first.slot.value or Decimal(0), (second.slot.value or Decimal(0)) * (factor(first, second) or 1)


def _times(first: Mention, second: Mention) -> Decimal:
    """How many times the smaller figure the other is."""
    low, high = sorted(_values(first, second))
    return high / low if low else Decimal(_FAR)


def _is_of_another(double: Double) -> bool:
    """Whether the words before the second figure bring in another thing, or the smaller is an item of a list."""
    head = double.figures[1].head
    near = f" {' '.join(head.split()[-_WORDS:])} "
    if any_of("other_things").is_in(head) or any_of("anaphora_others").is_in(near) or _NTH.search(near):
        return True
    less = min((0, 1), key=lambda number: double.figures[number].value)
    mention, figure = (double.first, double.second)[less], double.figures[less]
    if mention.kind is not Kind.COUNT or not (is_person(mention.head) or mention.head in word_set("one_person")):
        return False
    return (_JOINED.search(figure.head) or _AND_MORE.match(figure.tail)) is not None


def quotations(sheet: Sheet) -> list[tuple[int, int]]:
    """Where the draft's quotations begin and end."""
    if "quotations" not in sheet.memo:
        sheet.memo["quotations"] = [found.span() for found in _QUOTED.finditer(sheet.text)]
    found: list[tuple[int, int]] = sheet.memo["quotations"]
    return found


def is_inside(one: Mention, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether a figure stands in one of the quotations."""
    return any(start < one.slot.span.start < end for start, end in quoted)
