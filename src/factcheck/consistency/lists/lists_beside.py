"""Lists that stand with the number they belong to: behind a colon, a dash or "are", in brackets, in apposition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from factcheck.consistency.lists.enumeration import ANY, Enumeration, names, run_of_names, things
from factcheck.consistency.lists.parallel import told_behind
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.extraction.counted import singular

_FEWEST = 2
_MARKED = Later(r"(?:: ?| [–—-] | \((?=[^()]*\))|, namely |, that is |, which are )[“\"]?(?P<list>.+)", re.DOTALL)
_NAMED = Later(
    r"(?:^|[ ,])(?:are|were|will be|as(?! an? )|consists? of|comprises?)(?P<shared> (?:from|in|at|for))? (?P<list>\w.+)"
)
_BESIDE = Later(
    r" (?:(?:[\w’'-]+ ){0,3}[a-z’'-]+(?: (?:in|on|at|for|from|of) (?:the )?[a-z’'-]+)?|"
    r"(?:[a-z’'-]+ ){0,2}(?:[a-z]+s|[a-z]*men|people|children) (?:in|from|of|at) [A-Z][\w’'-]+|"
    r"(?:[\w’'-]+ ){0,2}[A-Z][\w’'-]*s),"
    r"(?P<shared> (?:in|at|from|for|to|by|with))? (?P<list>[A-Z].+)"
)
_THIS = Later(r"\bthis (?=[a-z])")
_WHO = Later(r", (?:who|whose|which|where) [^,;]+(?=, (?:and )?(?:the )?[A-Z][^,;]*(?:,|[.;]|$))")
_STATE = Later(r"(?!(?:an?|the) )(?:[a-z’'-]+ ){1,3}(?:in|on|at|by|to|from|with|for|as|of|off|out|against) ")
"""What is said of things in place of what they are: "driven to Leeds"."""
_PLAIN = Later(r"[a-z’' -]+")
_GOES_ON = Later(r", and (?:an?|the|his|her|their|its|[A-Z])\b")
_BULLET = Later(r"^\s*(?:[-*•–—]|\d{1,2}[.)])\s+(?P<item>\S.*)$")


def in_the_sentence(behind_it: str, *, told: bool, in_words: bool) -> Iterator[Enumeration | None]:
    """The lists that `behind_it` may hold, the rest of the sentence behind a number.

    `told` says that the words before the number let "are" begin a list ("the three are"), `in_words` that what is
    counted may be told in whole clauses, as reasons are.
    """
    marked = _MARKED.search(behind_it)
    if marked is not None and "\n" not in marked["list"]:
        before, mark = behind_it[: marked.start()], marked[0].strip()[:1]
        if mark == "(" and not _PLAIN.fullmatch(before):
            return
        if not any_of("not_before_a_list").search(_THIS.sub("", before)):
            listed = marked["list"].partition(")")[0] if mark == "(" else marked["list"]
            yield read_list(listed) or (told_behind(without_speaker(listed)) if mark == ":" else None)
            if in_words:
                yield to_do(listed)
        return
    named = _NAMED.search(behind_it) if told else None
    if named is not None:
        found = what_they_are(named["list"], in_words=in_words)
        yield shared(found or told_behind(without_speaker(named["list"])), named["shared"])
    beside = _BESIDE.match(behind_it)
    if beside is not None:
        found = _first_names(beside["list"]) or names(cut(beside["list"]))
        yield shared(found, beside["shared"])


def what_they_are(text: str, *, in_words: bool) -> Enumeration | None:
    """The list behind "they are"; not where it may be of what they are like: "black, old and torn"."""
    found = read_list(text) if in_words or _STATE.match(text) is None else None
    if found is None or in_words or any(" " in one or not one.islower() or singular(one) != one for one in found.items):
        return found
    return None


def shared(found: Enumeration | None, preposition: str | None) -> Enumeration | None:
    """A list behind a preposition, where several may be of one item: "the three, from Leeds and York"."""
    return replace(found, most=ANY) if found is not None and preposition else found


def _first_names(text: str) -> Enumeration | None:
    """The run of names that a text begins with."""
    run = run_of_names(text)
    behind = run.string[run.end() :] if run is not None and not run.start() else " and "
    found = names(run[0]) if run is not None and not behind.startswith(" and ") else None
    return replace(found, most=ANY) if found is not None and _GOES_ON.match(behind) else found


def in_lines(text: str, end: int) -> Enumeration | None:
    """The points of a list in lines of their own, with bullets or numbers."""
    if text[end : end + 3].lstrip(":. ")[:1] not in ("\n", ""):
        return None
    points: list[str] = []
    for line in text[end:].lstrip(":. ").lstrip("\n").split("\n"):
        found = _BULLET.match(line)
        if found is None:
            break
        points.append(found["item"])
    return Enumeration(tuple(points), len(points), len(points)) if len(points) >= _FEWEST else None


@cache
def _had() -> re.Pattern[str]:
    modals = r"have|has|had|must|should|would|will|can|could|may|(?:is|are|was|were) to"
    return re.compile(rf"(?:[\w’']+ ){{1,7}}?(?:{modals}|(?P<wish>{words('wish_verbs')}))(?: to)? (?P<list>[a-z][^:]+)")


def to_do(said: str, wanted: int = 0) -> Enumeration | None:
    """What somebody is to do, or wants: "The buyer must keep the dog, mow the lawn and pay"."""
    had = _had().match(said)
    found = read_list(re.sub(r"(, |\b(?:and|or) )to (?=[a-z])", r"\1", had["list"])) if had is not None else None
    if had is None or found is None or len(found.items) <= _FEWEST or any(" and " in one for one in found.items[:-1]):
        return None
    return replace(found, most=ANY) if had["wish"] and wanted > len(found.items) + 1 else found


def cut(text: str) -> str:
    """A list without what follows it: ", each of", ", the last of whom", ", the officer said"."""
    return without_speaker(re.split(rf"[,;]? (?:{words('ends_a_list')})(?!\w)", text)[0])


def without_speaker(text: str) -> str:
    """A list without who told of it, and without what is said of all its items."""
    ends = r" [–—-](?: |$)|, all (?=[a-z])|,? and (?:nobody|no one|nothing|no|never|not)\b"
    text = re.split(ends if text.startswith("that ") else rf"{ends}|,? and that\b", text)[0]
    said = re.search(r", (?:the|a|an|he|she|they|it) [^,]*?(?:said|announced|reported|says|added)$|,? said .+$", text)
    return (text[: said.start()] if said is not None else text).strip(' ”"')


def read_list(text: str) -> Enumeration | None:
    """The names or the things that a text lists, with what follows them cut off."""
    text = _WHO.sub("", re.sub(r"[“”\"]", "", text))
    whole, text = without_speaker(text), cut(text)
    found = names(text)
    if found is None and not re.search(rf"[^,] (?:{words('no_list_verbs')})(?!\w)", whole):
        found = things(text)
    if found is not None and re.search(r"[,;] and ", whole[len(text) :]):
        return replace(found, most=ANY)  # the list goes on behind what was cut off
    return found
