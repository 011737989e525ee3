"""Whether a quotation and its paraphrase say one thing: a positive tie, and nothing that one of them alone says."""

from __future__ import annotations

from functools import cache

from factcheck.consistency.anaphora import slip
from factcheck.consistency.beside import FIGURE, Mention
from factcheck.consistency.mentions import sides
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.sheet import Sheet
from factcheck.consistency.twice import nouns_agree, roles
from factcheck.model import Kind
from factcheck.text import stem

_SHORT = 4
_SAME = 2
"""What `nouns_agree` gives for the same noun."""
_NAME = Later(r"(?<!\w)[A-ZÀ-Þ][\w’'-]+")
_OF_WHOM = Later(rf"{FIGURE} of (?:my|our|the|his|her|their|those|these|them)(?= |$)")
_TO_DO = Later(rf"{FIGURE}[^,;]* to (?!(?:the|a|an|this|that|its|his|her|their|my|our) )([a-z]+)(?= |$)")
_WHEN = Later(r"[^.;,”\"\d]{0,30}? (?:if|when|before|after|until|unless|while)\b([^.;,”\"]*)")
_IN = Later(rf"(?:^| )[^\W\d_]+ (?:in|at|across|inside) [^\W\d_]+ [^\W\d_]+ (?:by )?{FIGURE}(?= |$)")


def is_tied(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether more than the noun of the one stands in the other sentence, or a pronoun in the later one points back."""
    named = [names_in(sheet.rows[one.row].span.of(sheet.text)) for one in (first, second)]
    names = {stem(name.lower()) for name in named[0] & named[1]}
    shared = ((first.words & second.words) | (first.about & second.about)) - names - _said()
    counted = first.kind not in (Kind.PERCENT, Kind.RATIO)
    own = (
        word
        for one in (first, second)
        for word in (*one.slot.quantity.text.lower().split(), *(one.own if counted else ()))
    )
    if shared - frozenset(map(stem, own)) or roles(first) & roles(second) or first.places & second.places:
        return True
    if nouns_agree(first, second) == _SAME and (
        second.about & word_set("twice_tallies") or slip(first.slot, second.slot)
    ):
        return True
    values = [{slot.value for slot in sheet.rows[one.row].slots if slot.value is not None} for one in (first, second)]
    if values[0] & values[1]:
        return True
    if first.period and second.period and first.period.meets(second.period):
        return True
    if first.kind is Kind.DURATION and {first.before, second.before} <= {"in", "within", "under"}:
        return True
    return second.before in ("the", "all") or bool(word_set("quotation_points_back") & frozenset(second.near))


def goes_on_alike(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether no word beside one figure alone makes it a part, of another time or place, or of another end."""
    both = (first, second)
    if _is_of_another(sheet, first, second):
        return False
    near = [" ".join(one.near) for one in both]
    parts = [set(any_of("of_part_or_whole").findall(text)) for text in near]
    ends = [set(_TO_DO.findall(text)) for text in near]
    if (parts[0] != parts[1] and not _are_at_once(first, second)) or (ends[0] and ends[1] and not ends[0] & ends[1]):
        return False
    whole = first.kind is Kind.PERCENT and first.of != second.of
    if (first.of and second.of and whole) or _opens(*both) or _opens(*both[::-1]):
        return False
    less, more = sorted(both, key=lambda one: one.slot.value or 0)
    if _OF_WHOM.search(" ".join(less.near)) and not _OF_WHOM.search(" ".join(more.near)):
        return False
    whens = [_has_condition(sheet, one, other) for one, other in (both, both[::-1])]
    return whens[0] is whens[1] and len([text for text in near if _IN.search(text)]) != 1


def _is_of_another(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether the words before one figure alone bring in another thing: "The old one took", "Its mother was"."""
    found = [set(_OTHER_ONE.findall(sides(sheet, one)[0])) for one in (first, second)]
    return found[0] != found[1]


_OTHER_ONE = Later(
    r" (?:(?:old|new|first|second|last|next|other|previous|former|big|small) ones?|"
    r"(?:its|his|her|their) (?:mother|father|brother|sister|son|daughter|wife|husband|predecessor|rival)) "
)


def _are_at_once(first: Mention, second: Mention) -> bool:
    return first.period is not None and second.period is not None and first.period.meets(second.period)


def _has_condition(sheet: Sheet, one: Mention, other: Mention) -> bool:
    """Whether "if" or "when" behind a figure brings in what the other sentence does not speak of."""
    found = _WHEN.match(sheet.text[one.slot.span.end :])
    return found is not None and not {stem(word) for word in found[1].lower().split()} & other.words


def _opens(one: Mention, other: Mention) -> bool:
    """Whether a place, time or part that the sentence opens with, and the other lacks, says of what its figure is."""
    near = [word for word in one.near if word not in "“\"‘'"]
    led = one.opening[:1] not in ((), ("a",)) or (bool(near) and near[0] in word_set("quotation_openings"))
    shared = {stem(word) for word in (*one.opening, *near[:_SHORT])} & other.words - _said()
    return led and not one.period and FIGURE not in near[:3] and not shared


def names_in(text: str) -> frozenset[str]:
    """Words with a capital that are no known beginning of a sentence, month or day."""
    found = [match[0].removesuffix("'s").removesuffix("’s") for match in _NAME.finditer(text)]
    return frozenset(name for name in found if name.lower() not in word_set("no_speakers"))


@cache
def _said() -> frozenset[str]:
    """Stems of verbs of saying, and of words for speakers."""
    return frozenset(stem(word) for name in ("says", "no_speakers") for word in word_set(name))
