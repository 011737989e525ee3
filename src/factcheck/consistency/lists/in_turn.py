"""Lists told an item or more at a time, over clauses or sentences: "A goes first. B and C follow. No others do"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.consistency.lists.enumeration import Enumeration
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.tables import tables, wordset
from factcheck.text import stem

_FEWEST = 2
_FAR = 480
_WORD = Later(r"[\w’'-]+|[.,;:]")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_PLACED = rf"(?:{'|'.join(_ORDINALS[1:])})(?:ly)?"
_IN = r"(?:(?:in|for|at|with|on) )?"
_OWN = r"(?:the|her|his|its|their) "
_VERB = r"(?=(?: of (?:them|these|those))? (?:(?:is|was|has|had|will|would|an?|the|in|at|on|to|for)\b|,))"
_BEGINS = Later(
    rf"{_IN}(?:{_OWN}first|(?P<one>one){_VERB}|{_IN}one|(?P<most>{_OWN}\w+est){_VERB}|"
    r"(?P<bare>first(?:ly)?|[\w ]{1,30} comes? first))(?!\w)",
    re.IGNORECASE,
)
_STEP = Later(
    rf"(?:(?<=[.,;:] )|(?<=and )){_IN}(?:(?P<place>(?:{_OWN}|(?P<added>a ))?{_PLACED})"
    rf"(?P<closed> and (?:last|final|lastly|finally))?|(?P<more>another|the next)"
    rf"|(?P<one>one){_VERB}|(?P<other>the other){_VERB}|(?P<least>the \w+est){_VERB}"
    rf"|(?P<then>(?:and )?(?:then|next|after that))|(?P<last>the last|the final|lastly|finally|last))(?!\w)",
    re.IGNORECASE,
)


def one_by_one(text: str, wanted: int) -> Enumeration | None:
    """What is told one by one: "One is the heat, another the defence; the third is a goalkeeper"."""
    near = near_words(text)
    begins = _BEGINS.match(near)
    if begins is None:
        return None
    count, closed = 1, False
    for step in _STEP.finditer(near, begins.end()):
        last = step["last"] or (step["least"] and begins["most"])
        if step["place"]:
            place = _ORDINALS.index(re.sub(r"^[a-z]+ |ly$", "", step["place"].lower())) + 1
            if place > count + 1:
                return None
            if step["added"] and place > wanted:
                break  # "a third" is one more than the two that were promised
            count, closed = max(count, place), closed or step["closed"] is not None
        elif (last and count >= _FEWEST and not closed) or step["other"]:
            count, closed = count + 1, not re.search(r"(?<!no )\bothers\b", near)
        elif (step["more"] and count < wanted) or (step["one"] and begins["one"]) or (step["then"] and begins["bare"]):
            count += 1
    if count < _FEWEST or not (closed or count > wanted):
        return None
    return Enumeration(tuple(f"number {one + 1}" for one in range(count)), count, count)


_NAME = r"[A-Z][\w’'-]*(?: (?:(?:of|de|la|van|von|al) )?[A-Z][\w’'-]*)*"


def near_words(text: str) -> str:
    """The words and signs of the line that begins a text, up to a few sentences."""
    return " ".join(_WORD.findall(text[:_FAR].lstrip('.!?,:;”“" ').split("\n")[0]))


_LOOSE = Later(
    r"(?:^|[.;] |\band )(?i:(?:there (?:is|was|are|were) )?(?:an?|one|another|his|her|its|their|the)) "
    r"(?!(?:time|day|week|month|year|hour)s?\b)(?![^.;]{0,30}[A-Z])[a-z]"
)
"""What may be an item that has no name: "and a baker"."""

_BARE = frozenset(("is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "will", "would"))
"""Verbs that say nothing of what the others do not do."""
_OPEN = frozenset(("other", "others", "more", "further", "only", "else", "the"))
"""Last words of what says that a list is whole only by what follows: "no other school is planned"."""


def until_closed(text: str, promise: str) -> Enumeration | None:
    """The names in the sentences up to one that says that there are no others: so many items at the most."""
    near = near_words(text)
    told = near[:ends] if (ends := where_closed(near, promise)) is not None else ""
    if any_of("not_the_list").is_in(re.sub(r"\b(?:others?|once|twice|the rest)\b", "", told.lower())):
        return None
    known = set(re.findall(r"[A-Z][\w-]*", promise))
    found: list[str] = []
    sentences = [one.strip() for one in told.split(" .") if one.strip()]
    for number, sentence in enumerate(sentences):
        new = [name for name in names_of(sentence) if known.isdisjoint(name.split())]
        if not new and number + 1 < len(sentences):
            return None
        found += new
        known.update(word for name in new for word in name.split())
    return Enumeration(tuple(found), 0, len(found) + len(_LOOSE.findall(told))) if len(found) >= _FEWEST else None


def names_of(sentence: str) -> Iterator[str]:
    """The names of a sentence, whatever they name."""
    for found in re.finditer(_NAME, sentence):
        name = re.sub(r"[’']s?$", "", found[0])
        first = name.split()[0]
        if first.lower() in _small() or any_of("no_names").fullmatch(first):
            name = name[len(first) :].strip()
        if name:
            yield name


@cache
def _small() -> frozenset[str]:
    """Words that begin sentences and no names."""
    return (
        wordset("words", "stop")
        | wordset("grammar", "participles")
        | {"one", "another", *tables("consistency")["small_numbers"]}
    )


def where_closed(near: str, promise: str) -> int | None:
    """Where the sentence ends that says that nothing more belongs to the list: "no other is planned"."""
    mine = {stem(word) for word in re.findall(r"[a-z]+", promise.lower())}
    for closes in any_of("list_closes").finditer(near.replace("’", "'").lower()):
        is_all = closes[0].split()[-1] not in _OPEN
        behind = [word for word in near[closes.end() :].lower().split() if word not in _BARE]
        if not is_all and behind and stem(behind[0]) in mine:
            del behind[0]
        word = behind[0] if behind else "."
        if is_all or not word[0].isalpha() or word in word_set("closes_words") or stem(word) in mine:
            return near.find(" .", closes.end()) % (len(near) + 1)
    return None
