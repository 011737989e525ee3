"""What a figure is said of, without a parser: the noun phrases before and behind it, chosen by a few patterns.

In order: what the figure stands before as an adjective ("a 12% levy on cars"), what it is a part of ("60% of the
revenue"), what holds it ("a height of 20 m"), what the figure right before it is said of ("80 points, or 0.4%"),
and else the subject of the verb before it. A subject that is a pronoun says nothing, and nothing is what is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.extraction import tags as tagging
from factcheck.extraction.nouns import noun_phrase
from factcheck.extraction.phrases import LONGEST, OF, Words, content, is_time, leftwards, rightwards
from factcheck.model import Kind
from factcheck.tables import wordset
from factcheck.text import Token, lower_at

_OWNERS = frozenset({"its", "their", "his", "her"})
_THIRD = frozenset({"it", "he", "she", "they"})
_JOINTS = frozenset({",", ";", "and", "while"})
_BOUND = frozenset(";:()[]—–")


class Figure(NamedTuple):
    """A figure in the tokens ``[first, after)``, hedge and unit included; `plural` says that its unit is a plural."""

    first: int
    after: int
    kind: Kind
    plural: bool


def measured(ts: Sequence[Token], tags: str, figure: Figure, previous: tuple[Figure, Words] | None) -> Words:
    """The words of what `figure` is said of; `previous` is the figure before it with its own."""
    if figure.kind not in (Kind.COUNT, Kind.RATIO):
        found = _attributive(ts, tags, figure)
        if found:
            return _join(found, _subject(ts, tags, figure.first))
        found = _part_of(ts, tags, figure)
        if found:
            return found
    if figure.kind is Kind.COUNT:
        found = _counted_of(ts, tags, figure)
        if found:
            return found
    if figure.kind is Kind.AGE and figure.first > 1 and ts[figure.first - 1].text == ",":
        return content(ts, tags, leftwards(ts, tags, figure.first - 1))
    if previous is not None and _hangs_on(ts, tags, previous[0].after, figure.first):
        return previous[1]
    gapped = _gapped(ts, tags, previous[0].after, figure.first) if previous is not None else ()
    if gapped:
        return gapped
    held = _held(ts, tags, figure.first)
    if held:
        end = previous[0].after if previous is not None else 0
        apart = end and not any(tags[k] == tagging.VERB for k in range(end, held[0]))
        absolute = held[0] > 1 and tags[held[0] - 1] == tagging.PREPOSITION and ts[held[0] - 2].text == ","
        return held if apart or absolute else _join(held, _subject(ts, tags, figure.first))
    return _beside(ts, tags, figure.first) or _object(ts, tags, figure.first) or _subject(ts, tags, figure.first)


def _join(words: Words, more: Words) -> Words:
    return words + tuple(k for k in more if k not in words)


def _attributive(ts: Sequence[Token], tags: str, figure: Figure) -> Words:
    """The noun phrase right behind a measure in the singular: "a 12% levy on cars", "a 5 km run"."""
    i = figure.after
    if figure.plural or figure.kind in (Kind.MULTIPLE, Kind.RATIO) or i >= len(ts):
        return ()
    if tags[i] == tagging.JOINER:
        i += 1
    elif lower_at(ts, i) in ("a", "an", "per") and i + 1 < len(ts) and is_time(ts[i + 1]):
        i += 2
    if i >= len(ts) or tags[i] != tagging.NOUN or ts[i].lower in wordset("words", "dimensions"):
        return ()
    if ts[i].lower in wordset("changes", "difference_behind"):
        return ()
    if ts[i].lower.endswith("ed") and i + 1 < len(ts) and tags[i + 1] == tagging.PREPOSITION:
        return ()
    first = figure.first
    while first > 0 and tags[first - 1] in "NJ":
        first -= 1
    return content(ts, tags, range(first, figure.first)) + rightwards(ts, tags, i)


def _counted_of(ts: Sequence[Token], tags: str, figure: Figure) -> Words:
    """The noun phrase behind "of" and what is counted: "six tins of glue"."""
    end = noun_phrase(ts, figure.after)[1]
    if end == figure.after or lower_at(ts, end) != "of" or lower_at(ts, figure.after) == "of":
        return ()
    return rightwards(ts, tags, end + 1, OF)


def _part_of(ts: Sequence[Token], tags: str, figure: Figure) -> Words:
    """The noun phrase behind "of"; where it is somebody's, the owner, who is the subject, is said too."""
    i = figure.after
    if lower_at(ts, i) in ("(", ")"):
        i = next((k + 1 for k in range(i, min(i + 7, len(ts))) if ts[k].text == ")"), i)
    if lower_at(ts, i) != "of":
        return ()
    owned = lower_at(ts, i + 1) in _OWNERS
    found = rightwards(ts, tags, i + 1, OF)
    if not found:
        return ()
    return _join(found, _subject(ts, tags, figure.first)) if owned else found


def _hangs_on(ts: Sequence[Token], tags: str, end: int, first: int) -> bool:
    """Whether nothing that could be spoken of stands between two figures: "80 points, or 0.4%", "$3 (£2)"."""
    gap = range(end, first)
    if len(gap) > 8 or any(tags[k] in "VWR" for k in gap):
        return False
    return not any(tags[k] == tagging.NOUN and not is_time(ts[k]) for k in gap)


def _held(ts: Sequence[Token], tags: str, first: int) -> Words:
    """The noun phrase that holds the figure: "a height of 20 m", "sales of 500"."""
    i = first - 1
    while i >= 0 and tags[i] in (tagging.ADVERB, tagging.DETERMINER):
        i -= 1
    if i < 1 or ts[i].lower != "of" or tags[i - 1] != tagging.NOUN:
        return ()
    found = content(ts, tags, leftwards(ts, tags, i, chain=OF))
    return tuple(k for k in found if ts[k].lower not in wordset("grammar", "holders"))


def _gapped(ts: Sequence[Token], tags: str, end: int, first: int) -> Words:
    """The subject of a clause that leaves its verb out after the figure that ends at `end`: "and Bolt by 9%"."""
    if lower_at(ts, end) not in _JOINTS or any(tags[k] in "VWR" for k in range(end, first)):
        return ()
    found = content(ts, tags, [k for k in _before_figure(ts, tags, first) if k > end])
    return found if any(tags[k] == tagging.NOUN for k in found) else ()


def _beside(ts: Sequence[Token], tags: str, first: int) -> Words:
    """The noun phrase before "up", "down" or "with" and the figure: "Shares up 9%", "a car with 200 hp"."""
    if first > 1 and ts[first - 1].lower in ("up", "down", "with", "versus", "(") and tags[first - 2] == tagging.NOUN:
        return content(ts, tags, leftwards(ts, tags, first - 1))
    return ()


def _object(ts: Sequence[Token], tags: str, first: int) -> Words:
    """The object between a verb and the figure: "cut the rate by 5%", "sold the house for $3m"."""
    verb = _verb_before(ts, tags, first)
    if verb is None or first - verb > LONGEST or ts[verb].lower in wordset("grammar", "auxiliaries"):
        return ()
    lead = ts[first - 1].lower
    if lead not in wordset("grammar", "leads") and tags[first - 1] != tagging.NOUN:
        return ()
    i = verb + 1
    while i < first and tags[i] in (tagging.DETERMINER, tagging.ADVERB):
        i += 1
    if i >= first or tags[i] != tagging.NOUN:
        return ()
    return tuple(k for k in rightwards(ts, tags, i) if k < first)


def _subject(ts: Sequence[Token], tags: str, first: int) -> Words:
    """The subject of the verb before token `first`, or the noun phrase before it where there is no verb."""
    verb = _verb_before(ts, tags, first)
    if verb is None:
        return content(ts, tags, _before_figure(ts, tags, first))
    for _ in range(3):
        end = _before_verbs(ts, tags, verb)
        if end > 1 and ts[end - 1].text == "," and tags[end - 2] == tagging.NOUN and not ts[verb].lower.endswith("ing"):
            return content(ts, tags, _with_apposition(ts, tags, end - 1))
        if end <= 0 or any(ts[k].lower == "there" for k in range(end, verb)):
            return ()
        stop = tags[end - 1]
        if stop == tagging.PRONOUN:
            return ()
        if stop == tagging.CLAUSE:
            end -= 1 + (end > 1 and ts[end - 2].text == ",")
            return content(ts, tags, leftwards(ts, tags, end))
        if stop in (tagging.NOUN, tagging.NUMBER, tagging.FIGURE):
            return content(ts, tags, _with_apposition(ts, tags, end))
        earlier = _verb_before(ts, tags, end - 1)
        if earlier is None:
            return content(ts, tags, leftwards(ts, tags, end - 1))
        verb = earlier
    return ()


def _with_apposition(ts: Sequence[Token], tags: str, end: int) -> list[int]:
    """The noun phrases before `end`; where they stand between commas, what they explain as well."""
    found = leftwards(ts, tags, end)
    comma = found[0] - 1 if found else 0
    if (
        comma > 0
        and ts[comma].text == ","
        and end < len(ts)
        and ts[end].text == ","
        and tags[comma - 1] == tagging.NOUN
    ):
        return [*leftwards(ts, tags, comma), *found]
    return found


def _verb_before(ts: Sequence[Token], tags: str, first: int) -> int | None:
    """The nearest verb before token `first` in the same clause."""
    for i in range(first - 1, max(-1, first - 40), -1):
        if tags[i] == tagging.VERB and ts[i].lower not in wordset("grammar", "participles"):
            return i
        if ts[i].text in _BOUND or (tags[i] == tagging.CLAUSE and ts[i].lower in ("while", "but", "whereas")):
            return None
    return None


def _before_verbs(ts: Sequence[Token], tags: str, verb: int) -> int:
    """The end of what stands before the whole group of verbs and adverbs that ends with `verb`."""
    i = verb
    while i > 0 and (tags[i - 1] in (tagging.VERB, tagging.ADVERB) or ts[i - 1].lower == "to"):
        i -= 1
    return i


def _before_figure(ts: Sequence[Token], tags: str, first: int) -> list[int]:
    """The noun phrase before a figure in a clause without a verb: "Shares up 9%", "a car with 200 hp"."""
    i = first
    while i > 0 and tags[i - 1] in (tagging.PREPOSITION, tagging.ADVERB, tagging.DETERMINER):
        i -= 1
    return leftwards(ts, tags, i)


def first_subject(ts: Sequence[Token], tags: str, first: int) -> Words:
    """The subject of the first verb of the sentence, for a pronoun that stands for it before token `first`."""
    if not any(token.lower in _THIRD for token in ts[max(0, first - LONGEST) : first]):
        return ()
    verb = tags.find(tagging.VERB, 0, first)
    return content(ts, tags, leftwards(ts, tags, _before_verbs(ts, tags, verb))) if verb > 0 else ()
