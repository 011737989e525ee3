"""Lists whose items are more than nouns: "A at finance, B at justice", "to cut, to cap", clauses told one by one."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from factcheck.consistency.enumeration import Enumeration, names, things
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.tables import tables

_FEWEST, _SHORT, _MANY = 3, 7, 12
_JOINT = Later(r"^(?:and|or|plus|then|and then|and finally|finally|lastly|as well as)(?: also)? ")
_TURN = Later(r"\b(?:but|while|whereas|although|though|because|when|after|before|if|unlike|instead|which|who)\b")
_TWO = Later(r"\b[A-Z][\w’'-]+ [A-Z][\w’'-]+ and (?=[A-Z][\w’'-]+ [A-Z])")
_BARE = Later(r"(?:[A-Z][\w’'.-]*)(?: [A-Z][\w’'.-]*)*")
_NUMBER = Later(r"(?:\d{1,2}|two|three|four|five|six) ")
_ASIDE = Later(r"(?:who|which|whose|whom|both|all|each|none|the (?:last|first) of) ")
_OPENED = Later(
    r"(?:(?:[A-Z][^,.:;]{1,40},? )?(?:they|those|these) (?:are|were) "
    r"|(?:Pictured )?[Ff]rom (?:the )?left(?: to right)?:? |(?:Left to right|Clockwise from [a-z ]+): "
    r"|[A-Z][a-z]+(?:ed|en|orn|ing|t)(?: [a-z]+)? (?:are|were) (?=[A-Z]))(?P<list>.+)"
)
_SINGLE = Later(
    r"(?:One|The (?:first|largest|highest|oldest|biggest)|[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*) (?:is|was|has|had)\b"
    r"(?!.* and [A-Z])"
)
"""A sentence of one of them: "Mount Soro is the highest", "One is in Leeds"."""
_STRANGER = Later(r", (?:a|an|another) ")
_AND = Later(r" (?:and|or|plus|as well as|&) ")
_VERBS = Later(
    r"^(?:he|she|it|they|we|I|you|this|that|there|[A-Z][\w’']*) |\b(?:said|says|is|was|are|were|has|had|will)\b"
)
_NO_ITEM = Later(
    r"(?:and|or|but|who|which|where|when|while|whose|both|all|each|none|including|such|especially|above|of course|for"
    r"|with|in|at|on|by|then|if|as|one of|most|mainly|two|three|four|five|six|seven|\d+|[a-z]+(?:ing|ed))(?: |$)|$"
)
_LONGEST = 12
_QUOTED = Later(r"“(?P<said>[^”\n]{12,300})”")
_STOP = Later(r"(?<=[.!?]) +")
_FORMS = {
    "name": re.compile(r"[A-Z]"),
    "aim": re.compile(r"to [a-z]"),
    "thing": re.compile(
        r"(?:an?|the|no|more|fewer|less|better|new|two|three|four|five|its|his|her|their|\d\S*) [\w’'-]"
    ),
    "figure": re.compile(r"[A-Za-z][^\d]*[£$€]?\d"),
}


def told_behind(text: str) -> Enumeration | None:
    """A list behind a colon by the form of its items, each of which may have words of its own."""
    return _by_form(text, ("name", "aim", "thing", "figure")) or _of_any_form(text)


def told_in_clauses(text: str, what: str) -> Enumeration | None:
    """A sentence that is a list of clauses of one form: "Salvo kneads, Enzo bakes and Pippo sells"."""
    text = text if what == "name" else text[:1].lower() + text[1:]
    found = None if _TURN.search(text) or _STRANGER.search(text) else _by_form(text, (what,))
    if found is not None and what == "name" and re.search(r", \d+", text):
        return None
    return found


def _of_any_form(text: str) -> Enumeration | None:
    """A list behind a colon whose last item has "and" before it, whatever the items are."""
    pieces = [piece.strip() for piece in text.strip(' .“”"').split(",")]
    parts = [_JOINT.sub("", piece) for piece in pieces]
    closed, ands = _JOINT.match(pieces[-1]) is not None, sum(len(_AND.findall(part)) for part in parts)
    same = len({part.split(" ")[0] for part in parts}) == 1
    if ";" in text or len(parts) + ands < _FEWEST or any(_NO_ITEM.match(part) for part in (*parts[1:-1], *pieces[:-1])):
        return None
    if len(parts[-1].split()) > _LONGEST or (not same and any(_VERBS.search(part) for part in parts)):
        return None
    if closed and (not ands or same):
        return Enumeration(tuple(parts), len(parts), len(parts) + ands)
    if not closed and ands == len(_AND.findall(parts[-1])) == 1:
        return Enumeration(tuple(parts), len(parts), len(parts) + 1)
    return None


def _by_form(text: str, forms: tuple[str, ...]) -> Enumeration | None:
    text = re.sub(r"\s*\([^)]*\)", "", text).strip(' .“”"')
    pieces = [part.strip() for part in re.split(r";" if ";" in text else r",(?!\d)", text)]
    parts = [_JOINT.sub("", piece) for piece in pieces if piece and not _ASIDE.match(piece)]
    closed = any(_JOINT.match(piece) for piece in pieces[-2:])
    for name in forms:
        form = _FORMS[name]
        if not parts or form.match(parts[0]) is None:
            continue
        fitting = [part for part in parts if form.match(part)]
        if name in ("thing", "figure") and len(fitting) < len(parts):
            continue
        if not _are_alike(parts, fitting, name):
            continue
        more = 0 if closed and name != "name" else _joined(fitting, form, name, closed=closed)
        least = len(fitting) + more
        counted = sum(_number(found[0].strip()) - 1 for part in fitting if (found := _NUMBER.match(part)))
        most = counted + len(parts) + max(more, len(re.findall(r" (?:and|or|plus|as well as|&) ", " ".join(parts))))
        if least >= _FEWEST and (name != "name" or len(set(fitting)) == len(fitting)):
            return Enumeration(tuple(fitting), least, most)
    return None


def _are_alike(parts: list[str], fitting: list[str], name: str) -> bool:
    """Whether the items are of one build: no mere names among clauses, and not all of them numbers of something."""
    if name == "name":
        ends = [part in parts[-1:] or following in fitting for part, following in pairwise([*parts, ""])]
        bare = [
            _BARE.fullmatch(part) is not None and end for part, end in zip(parts, ends, strict=True) if part in fitting
        ]
        return len(set(bare)) == 1
    return sum(_NUMBER.match(part) is not None for part in fitting) * 2 <= len(fitting)


def _joined(fitting: list[str], form: re.Pattern[str], name: str, *, closed: bool) -> int:
    """How many more items surely are joined to others by "and"."""
    pairs = sum(len(_TWO.findall(part)) for part in fitting) if name == "name" else 0
    last = fitting[-1].rsplit(" and ", 1)
    final = not closed and len(last) == 2 and all(form.match(piece) for piece in last)
    return max(pairs, int(final))


def subjects(said: str) -> tuple[Enumeration | None, bool]:
    """A list with which a sentence opens, where words tie it to what was counted; and whether it is told as all."""
    found = _tied().search(said)
    if found is None or found.start() < _SHORT:
        return None, False
    text = said[: found.start()].strip(' “"')
    whole = any_of("told_as_all").search(" ".join(re.findall(r"[\w’']+", found[0].lower()))) is not None
    small = things(text[:1].lower() + text[1:]) if whole else None
    return names(text) or small, whole


@cache
def _tied() -> re.Pattern[str]:
    """Words behind a list that say that it is of those told of before."""
    return re.compile(
        rf" (?:{words('told_as_all')}|{words('told_of_each')})(?!\w)(?! (?:it|he|she|they|we|I|you|the) )"
    )


def opened(said: str) -> str | None:
    """The list behind "In alphabetical order they are", "From left:" or "Sworn in were"."""
    found = _OPENED.match(said)
    return found["list"] if found is not None else None


def short_sentences(text: str) -> Enumeration | None:
    """Commands or words told in short sentences of their own up to the end of the line: "Walk. Sleep. Laugh."."""
    line = text.lstrip(' .:”"').split("\n")[0]
    quoted = _QUOTED.match(line)
    pieces = [piece for piece in _STOP.split(quoted["said"] if quoted is not None else line) if piece]
    if not _FEWEST <= len(pieces) <= _MANY or any(len(piece.split()) > _SHORT for piece in pieces):
        return None
    if quoted is None and any(re.match(r"(?:He|She|They|It|We|I|That|This|The)\b", piece) for piece in pieces):
        return None
    return Enumeration(tuple(piece.strip(" .!?") for piece in pieces), len(pieces), len(pieces))


def remaining(text: str) -> Enumeration | None:
    """One told of by itself and then "the remaining two"."""
    sentences = _STOP.split(text.strip(' .”"'))[:3]
    for number, said in enumerate(sentences[1:], 1):
        found = _rest().match(said)
        if found is not None and all(_SINGLE.match(one) for one in sentences[:number]):
            many = number + _number(found["many"])
            told = tuple(f"number {one + 1}" for one in range(many))
            return Enumeration(told, many, many)
    return None


@cache
def _rest() -> re.Pattern[str]:
    few = words("small_numbers")
    return re.compile(rf"The (?:remaining|other|last) (?P<many>{few}|\d{{1,2}})(?=,| (?:are|were|have|had)\b)")


def _number(said: str) -> int:
    return int(tables("consistency")["small_numbers"].get(said, said))
