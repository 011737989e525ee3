"""A number of things promised against those listed: "three reasons: cost and time", in its sentence or the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from factcheck.consistency.enumeration import Enumeration, names, run_of_names, things
from factcheck.consistency.groups import groups
from factcheck.consistency.lines import by_lines
from factcheck.consistency.parallel import short_sentences, told_behind
from factcheck.consistency.phrases import Later, any_of, rarest, word_set, words
from factcheck.consistency.sheet import UNLISTED, Contradiction, Row, Sheet, Slot
from factcheck.extraction.counted import singular
from factcheck.model import Bound, Kind
from factcheck.text import stem

_FEWEST, _MOST = 2, 12
_EACH_ONE = Later(r"an? [^,]+(?:, an? [^,]+)*,? and(?:, [^,]+,)? an? ")
_NEAR = 240
_NOUNS = 3
_ANY, _SHORT = 99, 24
_OFF = 4
"""How many items may be too many or too few for the list still to be the one that was promised."""
_END = (
    r"(?:[^.!?\n]+|\.(?=\w)|(?<=\bSt)\.|(?<=\b[A-Z])\.|(?<=\bMr)\.|(?<=\bMrs)\.|(?<=\bDr)\.|"
    r"(?<=\bRep)\.|(?<=\bSen)\.|(?<=\bGov)\.|(?<=\bGen)\.|(?<=\bProf)\.)"
)
_REST = Later(rf"{_END}*")
_SENTENCE = Later(rf"[.!?”\"\s]*(?P<said>{_END}+)")
_AMONG = Later(r"\b[Aa]mong (?:[a-z]+ )?$")
_BULLET = Later(r"^\s*(?:[-*•–—]|\d{1,2}[.)])\s+(?P<item>\S.*)$")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every list that has more or fewer items than were promised."""
    for row in by_lines(sheet).rows:
        for number, slot in enumerate(row.slots):
            if slot.span.start < row.span.start or slot.span.end > row.span.end or not _is_promise(row, number):
                continue
            wrong = _judge(sheet, slot, slot.span.end)
            if wrong is not None:
                yield wrong
    for slot, end in groups(sheet):
        wrong = _judge(sheet, slot, end)
        if wrong is not None:
            yield wrong


def _is_promise(row: Row, number: int) -> bool:
    slot, quantity = row.slots[number], row.slots[number].quantity
    if quantity.kind not in (Kind.COUNT, Kind.POINTS, Kind.DURATION) or slot.value not in range(_FEWEST, _MOST + 1):
        return False
    before = row.shape.partition(f":{number}>")[0].rpartition(" <")[0].rpartition(" ")[2]
    return (quantity.bound is Bound.EXACT and quantity.hedge in ("", "odd")) or (
        quantity.hedge == "about" and any_of("about_verbs").fullmatch(before) is not None
    )


def _judge(sheet: Sheet, slot: Slot, start: int) -> Contradiction | None:
    """The list that has more or fewer items than the slot says; what it counts is named from `start` on."""
    rest = _REST.match(sheet.text, start)
    behind_it = rest[0] if rest is not None else ""
    noun = re.match(r"\s+(?:[a-z’'-]+ ){0,2}[a-z’'-]+", behind_it)
    first = noun[0].split()[0] if noun is not None else "of"
    named = slot.quantity.kind is not Kind.COUNT or any_of("no_noun_words").fullmatch(first) is None
    named = named or re.match(r" of (?:the (?:[a-z]+|\d+)|them) [a-z]", behind_it) is not None
    named = named or sheet.text[: slot.span.start].endswith(" of ") or slot.claim == UNLISTED
    if not named or _AMONG.search(sheet.text, max(0, slot.span.start - _SHORT), slot.span.start) or _is_silenced(behind_it):
        return None
    end = start + len(behind_it)
    for listed in _listed(sheet.text, slot, behind_it, end):
        if listed is None:
            continue
        wanted = int(slot.value or 0)
        if listed.least <= wanted <= listed.most:
            return None
        if abs(len(listed.items) - wanted) > _OFF and not listed.items[0].startswith("number "):
            return None
        return _told(sheet, slot, listed)
    return None


def _is_silenced(text: str) -> bool:
    lower = text.lower()
    if not any(word in lower for word in rarest("not_the_list")):
        return False
    shape = re.sub(r"([^\w\s’'-])", r" \1 ", re.sub(r"\b(?:no others?|at once)\b", "", lower))
    return any_of("not_the_list").search(" ".join(shape.split())) is not None


def _listed(text: str, slot: Slot, behind_it: str, end: int) -> Iterator[Enumeration | None]:
    """The lists that may be the promised one, the nearest first."""
    yield from _in_the_sentence(text, slot, behind_it)
    yield _in_lines(text, end)
    following = _SENTENCE.match(text, end)
    said = following["said"] if following is not None else ""
    if not said or _is_silenced(said) or _ALSO.match(said):
        return
    opened = _opening().match(said)
    if opened is not None:
        there = said.lower().startswith("there ")
        yield _read(opened["list"]) if not there or _EACH_ONE.match(opened["list"]) else None
    start = max(text.rfind(". ", 0, slot.span.start), text.rfind("\n", 0, slot.span.start))
    yield _named_next(f"{text[start + 1 : slot.span.start]}{behind_it}", said, text[end : end + len(said) + _NEAR])
    if slot.quantity.kind is Kind.COUNT:
        yield _in_order(text, end, int(slot.value or 0))
        if {singular(word) for word in re.findall(r"[a-z]+", behind_it.lower())[:_NOUNS]} & word_set("detail_nouns"):
            yield short_sentences(text[end : end + 2 * _NEAR])
    if _is_of_words(slot, behind_it):
        yield _had(said)


def _is_of_words(slot: Slot, behind_it: str) -> bool:
    """Whether what is promised is told in words, as reasons and conditions are."""
    said = re.findall(r"[a-z]+", behind_it.lower())
    return slot.quantity.kind is Kind.POINTS or not word_set("listed_nouns").isdisjoint(said)


def _had(said: str) -> Enumeration | None:
    """What is wanted of somebody: "The buyer must keep the dog, mow the lawn and pay"."""
    had = _HAD.match(said)
    found = _read(had["list"]) if had is not None else None
    return found if found is not None and len(found.items) > _FEWEST else None


@cache
def _opening() -> re.Pattern[str]:
    opens = rf"(?:{words('list_opens')}|[A-Z][a-z ]{{1,40}},? they (?:are|were))"
    return re.compile(rf"{opens}(?: (?:for|in|at|with|by))? (?P<list>.+)", re.IGNORECASE)


def _named_next(promise: str, said: str, text: str) -> Enumeration | None:
    """The names that the next sentence lists, where words tie it to the promise: "They", "were named as", "all"."""
    called = re.match(r"(?:Those|The) (?P<who>(?:[a-z]+ ){1,3})(?:are|were) (?P<list>[A-Z].+)", said)
    if called is not None:
        known = {stem(word) for word in re.findall(r"[a-z]+", promise.lower())}
        who = {stem(word) for word in called["who"].split()}
        return names(_cut(called["list"])) if who & known or not who & word_set("of_the_dead") else None
    if _AGED.match(said) and len(re.findall(r"[A-Z][\w’'-]+, \d\d?,? ", said)) >= _FEWEST:
        return names(_cut(said))
    run = run_of_names(_BEFORE_NAMES.sub("", said))
    if run is None:
        return None
    found, behind_run = names(run[0]), run.string[run.end() :]
    ones = _ONES.match(behind_run) is not None
    closed = ones or _is_closed(f"{promise} {text}") or _THEY.match(said) is not None
    every = (_ALL.match(behind_run) or said.startswith(("Both ", "All "))) and not any_of("told_besides").search(said.lower())
    if found is None or behind_run.startswith((" and ", ", and ")):
        return None
    if closed or every or _NAMED.search(run.string[: run.start()]):
        return found if closed else replace(found, most=_ANY)
    return None


_ALSO = Later(r"(?:\S+ ){0,4}(?:also|too)\b")
_HAD = Later(r"(?:[\w’']+ ){1,7}?(?:have|has|had|must|should|would|will|(?:is|are|was|were) to)(?: to)? (?P<list>[a-z][^:]+)")
_BEFORE_NAMES = Later(r"^(?:“|Both |All )+(?:the )?|^The ")
_AGED = Later(r"(?:[A-Z][\w’'-]+ ){0,3}?[A-Z][\w’'-]+, \d\d?,")
_THEY = Later(r"(?:They|These|Those) (?:are|were)\b")
_NAMED = Later(r"\b(?:names|named|identified|listed)\b[^,;:]*$")
"""What ties names behind it to a number: "gave their names as"."""
_ALL = Later(r",? (?:all|both|each) ")
_ONES = Later(r" (?:are|were) the (?:ones|only)\b(?! (?:it|he|she|they|we)\b)")


def _is_closed(text: str) -> bool:
    """Whether words say that what is listed is all: "there was no other"."""
    return any_of("closing_words").search(" ".join(re.findall(r"[\w’']+", text.lower()))) is not None


_ORDERED = (
    ("one", "the first", "first"),
    ("another", "the second", "a second", "second", "the other"),
    ("the third", "a third", "third"),
    ("the fourth", "a fourth", "fourth"),
    ("the fifth", "a fifth", "fifth"),
)


def _in_order(text: str, end: int, wanted: int) -> Enumeration | None:
    """What is told one by one: "One is the heat, another the defence; the third is a goalkeeper"."""
    following = text[end : end + _NEAR].lstrip('.!?”" ').split("\n")[0]
    near = " ".join(re.findall(r"[\w’']+|[.,;:]", following.lower()))
    if re.match(rf"(?:{'|'.join(_ORDERED[0])})(?!\w)", near) is None:
        return None
    count = 0
    for forms in _ORDERED:
        if not re.search(rf"(?:^|[.,;:] |and )(?:{'|'.join(forms)})(?!\w)", near):
            break
        count += 1
    closed = re.search(r"(?:second|third|fourth|fifth) and (?:last|final|lastly|finally)(?!\w)", near) is not None
    last = re.search(r"(?:the last|the final|lastly|finally)(?!\w)", near) is not None or closed
    count += last and not closed
    if count < _FEWEST or not (last or count > wanted):
        return None
    return Enumeration(tuple(f"number {one + 1}" for one in range(count)), count, count)


def _in_the_sentence(text: str, slot: Slot, behind_it: str) -> Iterator[Enumeration | None]:
    """A list behind a colon, a dash or "are"; in apposition to what is counted."""
    marked = re.search(r"(?:: ?| [–—-] |, namely |, that is |, which are )[“\"]?(?P<list>.+)", behind_it, re.DOTALL)
    if marked is not None and "\n" not in marked["list"]:
        if not any_of("not_before_a_list").search(behind_it[: marked.start()]):
            yield _read(marked["list"]) or (
                told_behind(_without_speaker(marked["list"])) if marked[0][0] == ":" else None
            )
            if _is_of_words(slot, behind_it[: marked.start()]):
                yield _had(marked["list"])
        return
    before = text[: slot.span.start].rstrip().rpartition(" ")[2].lower()
    told = before in ("the", "following", "all") or slot.claim == UNLISTED
    as_ = "as" if slot.claim != UNLISTED else "consists? of|comprises?"
    named = re.search(rf"(?:^|[ ,])(?:are|were|{as_}) (?P<list>\w.+)", behind_it) if told else None
    if named is not None:
        yield _read(named["list"])
        return
    beside = re.match(r" (?:[\w’'-]+ ){0,2}[a-z’'-]+, (?P<list>[A-Z].+)", behind_it)
    if beside is not None:
        yield names(_cut(beside["list"]))


def _in_lines(text: str, end: int) -> Enumeration | None:
    """The points of a list in lines of their own, with bullets or numbers."""
    if text[end : end + 3].lstrip(":. ")[:1] not in ("\n", ""):
        return None
    lines = text[end:].lstrip(":. ").lstrip("\n").split("\n")
    points: list[str] = []
    for line in lines:
        found = _BULLET.match(line)
        if found is None:
            break
        points.append(found["item"])
    if len(points) < _FEWEST:
        return None
    return Enumeration(tuple(points), len(points), len(points))


def _cut(text: str) -> str:
    """A list without what follows it: ", each of", ", the last of whom", ", the officer said"."""
    return _without_speaker(re.split(rf",? (?:{words('ends_a_list')})(?!\w)", text)[0])


def _without_speaker(text: str) -> str:
    text = re.split(r" [–—-] |, all (?=[a-z])|,? and (?:that|nobody|no one|nothing)\b", text)[0]
    said = re.search(r", (?:the|a|an|he|she|they|it) [^,]*?(?:said|announced|reported|says|added)$|,? said .+$", text)
    return (text[: said.start()] if said is not None else text).strip(' ”"')


def _read(text: str) -> Enumeration | None:
    whole, text = _without_speaker(text), _cut(text)
    found = names(text)
    if found is None and not re.search(rf"[^,] (?:{words('no_list_verbs')})(?!\w)", whole):
        found = things(text)
    if found is not None and re.search(r"[,;] and ", whole[len(text) :]):
        return replace(found, most=_ANY)  # the list goes on behind what was cut off
    return found


def _told(sheet: Sheet, slot: Slot, listed: Enumeration) -> Contradiction:
    said, many = slot.span.of(sheet.text), len(listed.items)
    sum_ = f"{many} are listed ({', '.join(listed.items)}), the draft says {said}"
    return Contradiction(slot, (), sum_, f"“{many}”, or another list")
