"""What a figure is said of, without a parser: the noun phrases before and behind it, chosen by a few patterns.

In order: what the figure stands before as an adjective ("a 25% tax on cars"), what it is a part of ("60% of the
revenue"), what holds it ("a speed of 15 mph"), what the figure right before it is said of ("190 points, or 0.6%"),
and else the subject of the verb before it. A subject that is a pronoun says nothing, and nothing is what is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from factcheck.extraction import tags as tagging
from factcheck.model import Bound, Direction, Kind, Quantity
from factcheck.tables import wordset
from factcheck.text import Sentence, Token, lower_at

Words = tuple[int, ...]
"""Tokens by their index, in order."""

_CHAIN = frozenset({"of", "in", "for", "from", "on", "with", "between", "to", "at"})
_SAME = frozenset({"(", "or", "/"})
_COMPARED = frozenset({"from", "to", "with", "than", "at", "and"})
_SAME_REACH = 3
"""How many tokens further a figure can begin that says the one before it again, in another unit."""
_OF = frozenset({"of"})
_BEHIND = frozenset({"of", "on", "in", "for"})
_OWNERS = frozenset({"its", "their", "his", "her"})
_PHRASE = frozenset("NMJ")
_LONGEST = 24
_BOUND = frozenset(";:()[]—–")


class Figure(NamedTuple):
    """A figure in the tokens ``[first, after)``, hedge and unit included; `plural` says that its unit is a plural."""

    first: int
    after: int
    kind: Kind
    plural: bool


def with_measured(sentence: Sentence, found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities of a sentence, each with the words of what it is said of."""
    ts, done, previous = sentence.tokens, list[Quantity](), None
    last = 0
    places = [(sentence.index_at(quantity.span.start), sentence.index_at(quantity.span.end)) for quantity in found]
    spoken_of = [place for place, quantity in zip(places, found, strict=True) if quantity.when is None]
    tags = tagging.tag(ts, spoken_of) if spoken_of else ""
    for quantity, (first, after) in zip(found, places, strict=True):
        if quantity.when is not None:
            done.append(quantity)
            continue
        figure = Figure(first, after, quantity.kind, ts[after - 1].lower.endswith("s"))
        words = measured(ts, tags, figure, previous) or (previous[1] if previous is not None else ())
        previous = figure, words
        if done and lower_at(ts, first - 1) in _SAME and done[-1].when is None and first - last < _SAME_REACH:
            quantity = _same_again(quantity, done[-1], bracket=ts[first - 1].text == "(")
        if done and not (quantity.unit or quantity.counted) and lower_at(ts, first - 1) in _COMPARED:
            quantity = replace(quantity, counted=_counted_before(done))
        done.append(replace(quantity, measured=spoken(ts, words)))
        last = after
    return tuple(done)


def _counted_before(done: Sequence[Quantity]) -> str:
    """What the figure before counts, for one that is compared with it: "460 cars, compared with 63"."""
    before = next((quantity for quantity in reversed(done) if quantity.when is None), None)
    if before is None or before.kind not in (Kind.COUNT, Kind.POINTS):
        return ""
    return before.unit if before.unit in ("", "point") and before.unit else before.counted


def _same_again(quantity: Quantity, before: Quantity, *, bracket: bool) -> Quantity:
    """The figure with the direction of the one it repeats, "190 points, or 0.6%", and in brackets with its bound."""
    if quantity.bound is not Bound.EXACT or quantity.direction is not Direction.NONE:
        return quantity
    bound = before.bound if bracket else quantity.bound
    return replace(quantity, direction=before.direction, bound=bound)


def measured(ts: Sequence[Token], tags: str, figure: Figure, previous: tuple[Figure, Words] | None) -> Words:
    """The words of what `figure` is said of; `previous` is the figure before it with its own."""
    if figure.kind not in (Kind.COUNT, Kind.RATIO):
        found = _attributive(ts, tags, figure)
        if found:
            return _join(found, _subject(ts, tags, figure.first))
        found = _part_of(ts, tags, figure)
        if found:
            return found
    if previous is not None and _hangs_on(ts, tags, previous[0].after, figure.first):
        return previous[1]
    held = _held(ts, tags, figure.first)
    if held:
        return _join(held, _subject(ts, tags, figure.first))
    return _beside(ts, tags, figure.first) or _object(ts, tags, figure.first) or _subject(ts, tags, figure.first)


def _join(words: Words, more: Words) -> Words:
    return words + tuple(k for k in more if k not in words)


def _attributive(ts: Sequence[Token], tags: str, figure: Figure) -> Words:
    """The noun phrase right behind a measure in the singular: "a 25% tax on cars", "a 5 km run"."""
    i = figure.after
    if figure.plural or figure.kind in (Kind.MULTIPLE, Kind.RATIO) or i >= len(ts):
        return ()
    if tags[i] == tagging.JOINER:
        i += 1
    elif lower_at(ts, i) in ("a", "an", "per") and i + 1 < len(ts) and _is_time(ts[i + 1]):
        i += 2
    if i >= len(ts) or tags[i] != tagging.NOUN or ts[i].lower in wordset("words", "dimensions"):
        return ()
    if ts[i].lower in wordset("changes", "difference_behind"):
        return ()
    first = figure.first
    while first > 0 and tags[first - 1] in "NJ":
        first -= 1
    return _content(ts, tags, range(first, figure.first)) + _rightwards(ts, tags, i)


def _part_of(ts: Sequence[Token], tags: str, figure: Figure) -> Words:
    """The noun phrase behind "of"; where it is somebody's, the owner, who is the subject, is said too."""
    i = figure.after
    if lower_at(ts, i) in ("(", ")"):
        i = next((k + 1 for k in range(i, min(i + 7, len(ts))) if ts[k].text == ")"), i)
    if lower_at(ts, i) != "of":
        return ()
    owned = lower_at(ts, i + 1) in _OWNERS
    found = _rightwards(ts, tags, i + 1, _OF)
    if not found:
        return ()
    return _join(found, _subject(ts, tags, figure.first)) if owned else found


def _rightwards(ts: Sequence[Token], tags: str, i: int, chain: frozenset[str] = _BEHIND) -> Words:
    """The words of the noun phrase at `i`, and of those that prepositions add to it."""
    found: list[int] = []
    while i < len(ts) and len(found) < _LONGEST:
        numbered = tags[i] == tagging.NUMBER and found and not ts[i - 1].text.islower()
        if tags[i] in "NJ" or numbered:
            found.append(i)
        elif tags[i] == tagging.DETERMINER and (not found or tags[i - 1] == tagging.PREPOSITION):
            pass
        elif not (tags[i] == tagging.PREPOSITION and ts[i].lower in chain and found and _opens_phrase(ts, tags, i + 1)):
            break
        i += 1
    return _content(ts, tags, found)


def _opens_phrase(ts: Sequence[Token], tags: str, i: int) -> bool:
    if i < len(ts) and tags[i] == tagging.DETERMINER:
        i += 1
    return i < len(ts) and tags[i] == tagging.NOUN


def _hangs_on(ts: Sequence[Token], tags: str, end: int, first: int) -> bool:
    """Whether nothing that could be spoken of stands between two figures: "190 points, or 0.6%", "$3 (£2)"."""
    gap = range(end, first)
    if len(gap) > 8 or any(tags[k] in "VWR" for k in gap):
        return False
    return not any(tags[k] == tagging.NOUN and not _is_time(ts[k]) for k in gap)


def _is_time(token: Token) -> bool:
    return token.lower in wordset("grammar", "times")


def _held(ts: Sequence[Token], tags: str, first: int) -> Words:
    """The noun phrase that holds the figure: "a speed of 15 mph", "sales of 500"."""
    i = first - 1
    while i >= 0 and tags[i] in (tagging.ADVERB, tagging.DETERMINER):
        i -= 1
    if i < 1 or ts[i].lower != "of" or tags[i - 1] != tagging.NOUN:
        return ()
    found = _content(ts, tags, _leftwards(ts, tags, i, chain=_OF))
    return tuple(k for k in found if ts[k].lower not in wordset("grammar", "holders"))


def _beside(ts: Sequence[Token], tags: str, first: int) -> Words:
    """The noun phrase before "up", "down" or "with" and the figure: "Shares up 9%", "a car with 200 hp"."""
    if first > 1 and ts[first - 1].lower in ("up", "down", "with", "versus") and tags[first - 2] == tagging.NOUN:
        return _content(ts, tags, _leftwards(ts, tags, first - 1))
    return ()


def _object(ts: Sequence[Token], tags: str, first: int) -> Words:
    """The object between a verb and the figure: "cut the rate by 5%", "sold the house for $3m"."""
    verb = _verb_before(ts, tags, first)
    if verb is None or first - verb > _LONGEST or ts[verb].lower in wordset("grammar", "auxiliaries"):
        return ()
    lead = ts[first - 1].lower
    if lead not in wordset("grammar", "leads") and tags[first - 1] != tagging.NOUN:
        return ()
    i = verb + 1
    while i < first and tags[i] in (tagging.DETERMINER, tagging.ADVERB):
        i += 1
    if i >= first or tags[i] != tagging.NOUN:
        return ()
    return tuple(k for k in _rightwards(ts, tags, i) if k < first)


def _leftwards(ts: Sequence[Token], tags: str, end: int, chain: frozenset[str] = _CHAIN) -> list[int]:
    """Tokens of the noun phrases that end before `end`, joined by prepositions and "and"."""
    i, found = end - 1, list[int]()
    while i >= 0 and len(found) < _LONGEST and _extends(ts, tags, i, found, chain):
        found.append(i)
        i -= 1
    return found[::-1]


def _extends(ts: Sequence[Token], tags: str, i: int, found: Sequence[int], chain: frozenset[str]) -> bool:
    """Whether token `i` goes on, leftwards, with the noun phrases whose tokens are `found`."""
    tag, later = tags[i], tags[i + 1] if found else ""
    linked = bool(found) and i > 0 and tags[i - 1] in (tagging.NOUN, tagging.NUMBER)
    if later == tagging.DETERMINER and tag != tagging.PREPOSITION:
        return tag == tagging.CONJUNCTION and linked
    if tag == tagging.NOUN:
        return not (found and later in "NM" and _is_time(ts[i]) and ts[i + 1].is_title)
    if tag in "MJD":
        return True
    if tag == tagging.FIGURE:
        return later == tagging.FIGURE or later in ("N", "J") or _is_age(ts, tags, i)
    if tag == tagging.PREPOSITION:
        return ts[i].lower in chain and linked
    if tag == tagging.CONJUNCTION:
        return ts[i].lower == "and" and linked
    return tag == tagging.VERB and ts[i].lower in wordset("grammar", "participles") and linked


def _is_age(ts: Sequence[Token], tags: str, i: int) -> bool:
    """Whether the figure that ends at token `i` belongs to a participle: "women aged 25 to 54"."""
    while i > 0 and tags[i] == tagging.FIGURE:
        i -= 1
    return ts[i].lower in wordset("grammar", "participles")


def _subject(ts: Sequence[Token], tags: str, first: int) -> Words:
    """The subject of the verb before token `first`, or the noun phrase before it where there is no verb."""
    verb = _verb_before(ts, tags, first)
    if verb is None:
        return _content(ts, tags, _before_figure(ts, tags, first))
    for _ in range(3):
        end = _before_verbs(ts, tags, verb)
        if end > 1 and ts[end - 1].text == "," and tags[end - 2] == tagging.NOUN and not ts[verb].lower.endswith("ing"):
            return _content(ts, tags, _with_apposition(ts, tags, end - 1))
        if end <= 0 or any(ts[k].lower == "there" for k in range(end, verb)):
            return ()
        stop = tags[end - 1]
        if stop == tagging.PRONOUN:
            return ()
        if stop == tagging.CLAUSE:
            end -= 1 + (end > 1 and ts[end - 2].text == ",")
            return _content(ts, tags, _leftwards(ts, tags, end))
        if stop in (tagging.NOUN, tagging.NUMBER):
            return _content(ts, tags, _with_apposition(ts, tags, end))
        earlier = _verb_before(ts, tags, end - 1)
        if earlier is None:
            return _content(ts, tags, _leftwards(ts, tags, end - 1))
        verb = earlier
    return ()


def _with_apposition(ts: Sequence[Token], tags: str, end: int) -> list[int]:
    """The noun phrases before `end`; where they stand between commas, what they explain as well."""
    found = _leftwards(ts, tags, end)
    comma = found[0] - 1 if found else 0
    if (
        comma > 0
        and ts[comma].text == ","
        and end < len(ts)
        and ts[end].text == ","
        and tags[comma - 1] == tagging.NOUN
    ):
        return [*_leftwards(ts, tags, comma), *found]
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
    return _leftwards(ts, tags, i)


def _content(ts: Sequence[Token], tags: str, found: Sequence[int]) -> Words:
    """The words among `found` that say something: nouns, adjectives, names with their numbers."""
    words = [k for k in found if tags[k] in "NMJ" or ts[k].lower in wordset("grammar", "participles")]
    words += [k for k in found if tags[k] == tagging.FIGURE and ts[k].kind == "num" and _is_age(ts, tags, k)]
    return tuple(k for k in sorted(words) if ts[k].lower not in ("total", "s") and not _is_time(ts[k]))


def spoken(ts: Sequence[Token], words: Words) -> str:
    """The words as they are printed, possessive endings left out, compounds with hyphens in one."""
    parts: list[str] = []
    for k in words:
        text = ts[k].text.removesuffix("'s").removesuffix("’s")
        joins = parts and ts[k].glued and k - 1 in words and (ts[k].kind == "sym" or ts[k - 1].kind == "sym")
        if joins:
            parts[-1] += text
        elif ts[k].kind != "sym":
            parts.append(text + "." * (ts[k].lower in wordset("grammar", "pointed") and lower_at(ts, k + 1) == "."))
    return " ".join(part.strip("-./") for part in parts if part != "sub-")
