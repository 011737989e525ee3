"""Lists whose items are more than nouns: "A at finance, B at justice", "to cut, to cap", short sentences."""

from __future__ import annotations

import re
from itertools import pairwise

from factcheck.consistency.lists.enumeration import Enumeration, number_of
from factcheck.consistency.phrases import Later
from factcheck.tables import wordset

_FEWEST, _SHORT, _MANY = 3, 7, 12
_JOINT = Later(r"^(?:and|or|plus|then|and then|and finally|finally|lastly|as well as)(?: also)? ")
_TWO = Later(r"\b[A-Z][\w’'-]+ [A-Z][\w’'-]+ and (?=[A-Z][\w’'-]+ [A-Z])")
_BARE = Later(r"(?:[A-Z][\w’'.-]*)(?: [A-Z][\w’'.-]*)*")
_ASIDE = Later(r"(?:who|which|whose|whom|both|all|each|none|the (?:last|first) of) |(?:he|she|they|it) \w+$")
_QUOTED = Later(r"“(?P<said>[^”\n]{12,300})”")
_STOP = Later(r"(?<=[.!?]) +")
_PRONOUN = Later(r"(?:He|She|They|It|We|I|That|This|The)\b")
_FORMS = {
    "name": re.compile(r"[A-Z]"),
    "aim": re.compile(r"(?:to|that) [a-z]"),
    "thing": re.compile(
        r"(?:an?|the|no|more|fewer|less|better|new|two|three|four|five|its|his|her|their|\d\S*) [\w’'-]"
    ),
    "question": re.compile(
        r"(?:did|does|do|was|were|is|are|has|have|can|should|whether|who|what|why|when|where|how) [a-z]"
    ),
    "clause": re.compile(r"(?:it|he|she|they|we|there) [a-z]"),
    "figure": re.compile(r"[A-Za-z][^\d]*[£$€]?\d"),
}


def told_behind(text: str) -> Enumeration | None:
    """A list behind a colon by the form of its items, each of which may have words of its own."""
    text = re.sub(r"\s*\([^)]*\)", "", text).strip(' .“”"')
    pieces = [part.strip() for part in re.split(r";" if ";" in text else r",(?!\d)", text)]
    parts = [_JOINT.sub("", piece) for piece in pieces if piece and not _ASIDE.match(piece)]
    closed = any(_JOINT.match(piece) for piece in pieces[-2:])
    for name, form in _FORMS.items():
        fitting = [part for part in parts if form.match(part)]
        if parts[:1] != fitting[:1] or (name in ("thing", "figure") and len(fitting) < len(parts)):
            continue
        if not fitting or not _are_alike(parts, fitting, name):
            continue
        more = 0 if closed and name != "name" else _joined(fitting, form, name, closed=closed)
        least = len(fitting) + more
        counted = sum((number_of(part) or 1) - 1 for part in fitting)
        most = counted + len(parts) + max(more, len(re.findall(r" (?:and|or|plus|as well as|&) ", " ".join(parts))))
        if least >= _FEWEST - (name == "name") and (name != "name" or len(set(fitting)) == len(fitting)):
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
    return sum(number_of(part) is not None for part in fitting) * 2 <= len(fitting)


def _joined(fitting: list[str], form: re.Pattern[str], name: str, *, closed: bool) -> int:
    """How many more items surely are joined to others by "and"."""
    pairs = sum(len(_TWO.findall(part)) for part in fitting) if name == "name" else 0
    last = fitting[-1].rsplit(" and ", 1)
    final = not closed and len(last) == 2 and all(form.match(piece) for piece in last)
    return max(pairs, int(final))


_ENDS = Later(r"[,;] (?:and |while )?|,? (?:and|while) (?=(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*,? [a-z])")
_CLAUSE = Later(r"(?:[Tt]he |young |Mr |Ms )?(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)(?:(?:’s)? [a-z]|$)")


def clauses(said: str) -> Enumeration | None:
    """The names of a sentence in which each has words of its own: "Ada fries, Bo serves and Cy takes the money"."""
    pieces = [piece for piece in _ENDS.split(said) if not _BESIDE.match(piece)]
    told = [_CLAUSE.match(piece) for piece in pieces]
    found = [one["name"] for one in told if one is not None]
    if len(found) < max(_FEWEST, len(pieces)) or len(set(found)) < len(found):
        return None
    if (
        any(piece == one for piece, one in zip(pieces[:-1], found, strict=False))
        or found[0].lower() in wordset("words", "stop")
        or _PRONOUN.match(said)
    ):
        return None
    return Enumeration(tuple(found), len(found), len(found))


_BESIDE = Later(r"(?:the|an?|who|which|both|all|each|his|her|their|its) ")


def short_sentences(text: str) -> Enumeration | None:
    """Commands or words told in short sentences of their own up to the end of the line: "Walk. Sleep. Laugh."."""
    line = text.lstrip(' .:”"').split("\n")[0]
    quoted = _QUOTED.match(line)
    pieces = [piece for piece in _STOP.split(quoted["said"] if quoted is not None else line) if piece]
    if not _FEWEST <= len(pieces) <= _MANY or any(len(piece.split()) > _SHORT for piece in pieces):
        return None
    if quoted is None and any(map(_PRONOUN.match, pieces)):
        return None
    return Enumeration(tuple(piece.strip(" .!?") for piece in pieces), len(pieces), len(pieces))
