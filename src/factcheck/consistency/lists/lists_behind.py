"""Lists that the sentences behind a number tell: "They are", "were named as", "One is ... the last", name by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from factcheck.consistency.lists.enumeration import ANY, Enumeration, names, run_of_names
from factcheck.consistency.lists.lists_beside import cut, shared, what_they_are
from factcheck.consistency.lists.parallel import clauses, told_behind
from factcheck.consistency.phrases import Later, any_of, word_set, words
from factcheck.extraction.counted import singular
from factcheck.extraction.places import place_named
from factcheck.text import stem

_FEWEST = 2
_FAR = 480
_EACH_ONE = Later(r"an? [^,]+(?:, an? [^,]+)*,? and(?:, [^,]+,)? an? ")
_BEFORE_NAMES = Later(r"^(?:“|Both |All )+(?:the )?|^The ")
_AGED = Later(r"(?:[A-Z][\w’'-]+ ){0,3}?[A-Z][\w’'-]+, \d\d?,")
_NAMED = Later(r"\b(?:names|named|identified|listed)\b[^,;:]*$")
"""What ties names behind it to a number: "gave their names as"."""
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
    told = clauses(said)
    of_places = any(singular(word) in word_set("of_a_place") for word in re.findall(r"[a-z]+", promise))
    if told is not None and (of_places or not all(map(place_named, told.items[:_FEWEST]))):
        yield told if _is_closed(text) else replace(told, most=ANY)
    run = run_of_names(_BEFORE_NAMES.sub("", said))
    found = names(run[0]) if run is not None else None
    if run is None or found is None:
        return
    before, behind = run.string[: run.start()], run.string[run.end() :]
    closed = _ONES.match(behind) is not None or _is_closed(text)
    every = _ALL.match(behind) is not None or said.startswith(("Both ", "All "))
    every = every and not any_of("told_besides").search(said.lower())
    if not behind.startswith((" and ", ", and ")) and (closed or every or _NAMED.search(before)):
        yield found if closed else replace(found, most=ANY)


def _is_closed(text: str) -> bool:
    """Whether words say that what is listed is all: "there was no other"."""
    return any_of("closing_words").search(" ".join(re.findall(r"[\w’']+", text.lower()))) is not None


_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_IN = r"(?:(?:in|for|at|with|on) )?"
_OWN = r"(?:the|her|his|its|their) "
_FIRST = Later(rf"(?:{_IN}{_OWN}first|(?P<bare>first(?:ly)?|[\w ]{{1,30}} comes? first)|{_IN}one)(?!\w)")
_STEP = Later(
    rf"(?:^|[.,;:] |and ){_IN}(?:(?P<place>(?:{_OWN}|(?P<added>a ))?(?:{'|'.join(_PLACES[1:])})(?:ly)?)"
    r"(?P<closed> and (?:last|final|lastly|finally))?|(?P<more>another|the next|the other)"
    r"|(?P<then>(?:and )?(?:then|next|after that))|(?P<last>the last|the final|lastly|finally|last))(?!\w)"
)


def one_by_one(text: str, wanted: int) -> Enumeration | None:
    """What is told one by one: "One is the heat, another the defence; the third is a goalkeeper"."""
    following = text[:_FAR].lstrip('.!?,:;”“" ').split("\n")[0]
    near = " ".join(re.findall(r"[\w’']+|[.,;:]", following.lower()))
    begins = _FIRST.match(near)
    if begins is None:
        return None
    count, closed = 1, False
    for step in _STEP.finditer(near):
        if step["place"]:
            place = _PLACES.index(re.sub(r"^[a-z]+ |ly$", "", step["place"])) + 1
            if place > count + 1:
                return None
            if step["added"] and place > wanted:
                break  # "a third" is one more than the two that were promised
            count, closed = max(count, place), closed or step["closed"] is not None
        elif (
            (step["more"] and count < wanted)
            or (step["then"] and begins["bare"])
            or (step["last"] and count >= _FEWEST and not closed)
        ):
            count, closed = count + 1, closed or step["last"] is not None
    if count < _FEWEST or not (closed or count > wanted):
        return None
    return Enumeration(tuple(f"number {one + 1}" for one in range(count)), count, count)
