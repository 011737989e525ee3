"""Lists that the sentences behind a number tell: "They are", "were named as", "One is ... the last", name by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache

from factcheck.consistency.lists.enumeration import ANY, Enumeration, names, run_of_names
from factcheck.consistency.lists.in_turn import names_of
from factcheck.consistency.lists.lists_beside import cut, shared, what_they_are
from factcheck.consistency.lists.parallel import clauses, told_behind
from factcheck.consistency.phrases import Later, any_of, word_set, words
from factcheck.extraction.counted import singular
from factcheck.extraction.places import place_named
from factcheck.tables import tables
from factcheck.text import stem

_FEWEST = 2
_FAR = 480
_EACH_ONE = Later(r"an? [^,]+(?:, an? [^,]+)*,? and(?:, [^,]+,)? an? ")
_BEFORE_NAMES = Later(r"^(?:“|Both |All )+(?:the )?|^The ")
_AGED = Later(r"(?:[A-Z][\w’'-]+ ){0,3}?[A-Z][\w’'-]+, \d\d?,")
_NAMED = Later(r"\b(?:names|named|identified|listed)\b[^,;:]*$")
"""What ties names behind it to a number: "gave their names as"."""
_HOME = Later(r", (?:of|from|in|at) $")
_ALL = Later(r",? (?:all|both|each) ")
_ONES = Later(r" (?:are|were) the (?:ones|only)\b(?! (?:it|he|she|they|we)\b)")


def opened(said: str, *, in_words: bool) -> Enumeration | None:
    """The list that a sentence opens: "They are", "From left:"."""
    found = _opening().match(said)
    if found is None or (said.lower().startswith("there ") and not _EACH_ONE.match(found["list"])):
        return None
    told = what_they_are(found["list"], in_words=in_words)
    return shared(told or (told_behind(found["list"]) if found["mark"] else None), found["shared"])


@cache
def _opening() -> re.Pattern[str]:
    opens = rf"(?:{words('list_opens')}|[A-Z][a-z ]{{1,40}},? they (?:are|were))"
    return re.compile(rf"{opens}(?P<shared> (?:for|in|at|with|by))?(?P<mark>:?) (?P<list>.+)", re.IGNORECASE)


def named_next(promise: str, said: str, text: str) -> Iterator[Enumeration | None]:
    """The names that the next sentence lists, where words tie it to the promise: "They", "were named as", "all".

    `promise` is the sentence of the number, `said` the next, and `text` where words may say that the list is whole.
    """
    called = re.match(r"(?:Those|The) (?P<who>(?:[a-z]+ ){1,3})(?:are|were) (?P<list>[A-Z].+)", said)
    if called is not None:
        known = {stem(word) for word in re.findall(r"[a-z]+", promise.lower())}
        who = {stem(word) for word in called["who"].split()}
        yield names(cut(called["list"])) if who & known or not who & word_set("of_the_dead") else None
        return
    if _AGED.match(said) and len(re.findall(r"[A-Z][\w’'-]+, \d\d?,? ", said)) >= _FEWEST:
        yield names(cut(said))
        return
    closes = bool(text) and _is_closed(said, text.partition(said)[2])
    told = clauses(said)
    if told is not None and (_of_places(promise) or not all(map(place_named, told.items[:_FEWEST]))):
        yield told if closes else replace(told, most=ANY)
    run = run_of_names(_BEFORE_NAMES.sub("", said))
    found = names(run[0]) if run is not None else None
    if run is None or found is None or _HOME.search(run.string[: run.start()]):
        return
    before, behind = run.string[: run.start()], run.string[run.end() :]
    closed = _ONES.match(behind) is not None or closes
    every = _ALL.match(behind) is not None or said.startswith(("Both ", "All "))
    every = every and not any_of("told_besides").search(said.lower())
    if not behind.startswith((" and ", ", and ")) and (closed or every or _NAMED.search(before)):
        yield found if closed else replace(found, most=ANY)


def _of_places(promise: str) -> bool:
    return any(singular(word) in word_set("of_a_place") for word in re.findall(r"[a-z]+", promise))


_SOME_AND = Later(
    r"[.!?,:;”“\" ]*(?P<some>(?:One|The (?:first|\w+est|(?:most|best)[ -]\w+))(?: of (?:them|these))?(?= (?:is|was) )|"
    r"[A-Z][\w’' -]{1,40}?(?= (?:is|was) (?:one(?! of the)|the \w+est)\b)|"
    r"(?:The )?[A-Z][^.;:\n]*? and (?:the )?[A-Z][\w’'-]*(?= [a-z]))"
    r"[^.;\n]*[.;] (?:and )?[Tt]he (?:(?:other|remaining) (?P<many>\w+)(?: (?P<noun>[a-z]+s)\b)?|others?|rest)"
    r"(?:(?:, |(?: \w+)? (?:are|were) )(?P<list>[^.\n]+))?"
)


def some_and_others(text: str, nouns: Collection[str]) -> Enumeration | None:
    """One or more that are told, and all the others: "The oldest is A. The others are B and C", "The other three"."""
    told = _SOME_AND.match(text)
    if told is None or (told["noun"] and singular(told["noun"]) not in nouns):
        return None
    first = names(told["some"]) if " and " in told["some"] else Enumeration((told["some"],), 1, 1)
    many = int(tables("consistency")["small_numbers"].get(told["many"], 0))
    others = Enumeration(("another",) * many, many, many) if many else what_they_are(told["list"] or "", in_words=False)
    if first is None or others is None:
        return None
    return Enumeration((*first.items, *others.items), first.least + others.least, min(ANY, first.most + others.most))


def _is_closed(said: str, beyond: str) -> bool:
    """Whether words say that what is listed is all, "there was no other", and nothing else is named before them."""
    spoken = " ".join(re.findall(r"[\w’']+", beyond))
    closes = any_of("closing_words").search(spoken.lower())
    return any_of("closing_words").is_in(" ".join(re.findall(r"[\w’']+", said.lower()))) or (
        closes is not None and not any(names_of(spoken[: closes.start()]))
    )
