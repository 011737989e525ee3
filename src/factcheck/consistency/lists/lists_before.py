"""Names that stand before the number they belong to: "A, B and C were freed. The four of them", "all four clubs"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from factcheck.consistency.lists.enumeration import Enumeration, names, run_of_names
from factcheck.consistency.lists.in_turn import names_of
from factcheck.consistency.phrases import Later, word_set
from factcheck.extraction.counted import singular
from factcheck.model import Span
from factcheck.tables import wordset

_LEADS = Later(
    r"(?:^|[.!?,;] |\b(?:and|but|as for)(?: [a-z]+)? )(?:(?:[Nn]one|[Ee]ach|[Aa]ny|[Oo]ne|[Aa]ll) of )?"
    r"(?P<word>[Tt]he|[Aa]ll|[Tt]hese|[Tt]hose) $"
)
_OTHERS = Later(
    r"\b(?:i|me|my(?:self)?|we|us|he|she|him|others?|with|and (?:an?|his|her|their|\w+ others?))\b", re.IGNORECASE
)
_SOME = Later(r" (?:wo)?(?:men|man)\b| (?:sisters|brothers|girls|boys|actors|capitals|ports)\b")
"""Those of only some of the names."""
_WHO = Later(r"[\w’'-]+ (?:who|that|which|in|from|of|whose|with|remaining|other)\b")


def told_before(text: str, number: Span, behind: str) -> Iterator[Enumeration]:
    """The names of the sentence before a number that sums them up, where all names before it are no more or no less."""
    start = max(text.rfind("\n", 0, number.start), 0)
    before = text[start : number.start].lstrip("\n")
    leads = _LEADS.search(before)
    if leads is None or not _sums_up(leads["word"].lower(), behind, opens=leads[0][:1] in ".!?"):
        return
    head = before[: leads.start()].rstrip(" .!?,;”")
    said = re.split(r"[.!?]”? ", head)[-1]
    run = run_of_names(said)
    found = names(run[0]) if run is not None else None
    if run is None or found is None or _OTHERS.search(said) or re.search(rf"(?i)\b{number.of(text)}\b", head):
        return  # those counted may have been told of before
    some = _SOME.match(behind) or any(names_of(f"{run.string[: run.start()]} . {run.string[run.end() :]}"))
    most = len(set(names_of(text[: start + len(head) + 1])))
    yield replace(found, least=0 if some else found.least, most=max(found.most, most))


def _sums_up(lead: str, behind: str, *, opens: bool) -> bool:
    """Whether a number counts those named before it: "the four of them", "all four have", "the four men"."""
    if lead == "all" and re.match(r"[.,;]|$", behind):
        return True
    word = re.match(r" (?P<word>[a-z’'-]+)(?: (?P<next>[a-z]+))?", behind)
    if word is None or _WHO.match(behind[1:]):
        return False
    first = word["word"]
    if first == "of":
        return word["next"] == "them"
    if first in wordset("grammar", "auxiliaries"):
        return lead == "all" or opens
    noun = singular(first)
    return (
        noun != first
        and (noun in word_set("of_a_place") or noun in word_set("sums_up_names"))
        and word["next"] not in wordset("grammar", "prepositions")
    )
