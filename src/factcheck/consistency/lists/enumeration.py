"""Lists of names or of things in words: how many items a stretch of text can hold, "a ceasefire, aid and talks"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from factcheck.consistency.phrases import Later, any_of, words
from factcheck.tables import tables

_NAME = Later(r"[A-Z][\w’'.-]*")
_AGE = Later(r"(?:aged? )?\d{1,2}|[a-z]+(?:-[a-z]+)?-year-old")
_AMOUNT = Later(r"\(?[£$€]?[\d.,]+(?: ?\w+)?\)?")
_THING = Later(
    r"(?:[a-zà-ÿ\d£$€’'-]+ ){0,4}[a-zà-ÿ\d£$€’'-]+"
    r"(?: (?:of|in|on|at|for|to|from|with|by|before|after|against|over|that) [\w£$€’' -]+)?"
)
_HOME = Later(r"(?:of|from|in) (?:the )?[A-Z]")
_AGED = Later(r"\s*\([^)]*\)|, (?:aged )?\d\d?(?=,| and )")
_BRACKETS = Later(r"\s*\([^)]*\)")
_INNER = Later(r" (?:and|or) (?=[A-Z]|(?:an?|the|her|his) )")
_ASIDE = Later(r"(?<=\band), [^,]+,(?= )")
_JOINT = Later(r"(?:^| )(?:and|or) ")
_LINK = Later(r"^(?:and|or|then|followed by|plus) (?:on to |finally )?")
_BEHIND = Later(r"(?:in|on|at|by|for|with|from|to|of|after|before|against) ")
_LAST_DESCRIBED = Later(r", (?:and|or) (?:an?|the) [a-z’ -]+, (?:[A-Z]\. )?[A-Z][\w ’'-]+$")
"""One described and named behind the last "and", who cannot be two: "and a retired banker, K. Iyer"."""
_LONGEST, _SHORT = 9, 3
_FEWEST = 2
ANY = 99
"""The most items of a list of which it is not said that it is all."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The items of a list as they are read, and the `least` and the `most` that they may be."""

    items: tuple[str, ...]
    least: int
    most: int


def names(text: str) -> Enumeration | None:
    """The names of a list, with ages and descriptions beside them; ``None`` where it is no plain list of names."""
    found: list[str] = []
    text = _up_to_the_last(re.split(rf",? (?:{words('ends_names')})(?!\w)", _ASIDE.sub("", text))[0])
    parts = list(_segments(text))
    joined = text.split(" and ")
    if "," not in text and len(joined) > _FEWEST and all(map(_is_name, joined)):
        return Enumeration(tuple(joined), len(joined) - 1, len(joined))  # two of them may be one name
    loose = 0
    if len(parts) < _FEWEST or not _is_joined(text):
        return None
    for number, part in enumerate(parts):
        if _AGE.fullmatch(part) or _AMOUNT.fullmatch(part) or (number and _HOME.match(part)):
            continue
        if number and _HOME.match(parts[number - 1]) and " " not in part:
            loose += 1
        elif _is_name(part):
            found.append(part)
        elif not (number + 1 < len(parts) and _is_name(parts[number + 1]) and _starts_description(part)):
            return None
    inner = len(re.findall(r" and | or ", " ".join([*found, *_BRACKETS.findall(text)])))
    described = sum(
        1 for part in parts if not _is_name(part) and not _AGE.fullmatch(part) and not _AMOUNT.fullmatch(part)
    ) - bool(_LAST_DESCRIBED.search(text))
    if len(found) < _FEWEST or len(set(found)) < len(found):
        return None
    return Enumeration(tuple(found), len(found), len(found) + inner + described + loose)


def run_of_names(text: str) -> re.Match[str] | None:
    """The one run of names in a sentence, without ages and brackets: "Tickets for Glasgow (3 June) and Perth"."""
    found = list(_run().finditer(_AGED.sub("", text))) if " and " in text else []
    if (
        len(found) != 1
        or len({any_of("no_names").fullmatch(one) is None for one in re.split(r", | and ", found[0][0])}) > 1
    ):
        return None  # "on Sunday and Leeds"
    return found[0]


@cache
def _run() -> re.Pattern[str]:
    name = rf"(?:[A-Z][\w’'-]*(?: (?:(?:{words('in_names')}) )?[A-Z][\w’'-]*)*)"
    return re.compile(rf"(?:(?<=[a-z] )|^)(?:the )?{name}(?:, (?:the )?{name})*,? and (?:the )?{name}(?![\w’'-])")


def things(text: str) -> Enumeration | None:
    """The things of a list in small letters; ``None`` where it may be no plain list of nouns."""
    text = _up_to_the_last(_ASIDE.sub("", text))
    parts = list(_segments(text))
    if len(parts) < _FEWEST or not _is_joined(text) or len(set(parts)) < len(parts):
        return None
    bare = ";" in text or not any(map(_starts_description, parts))  # "the boxer, Ali, and a coach" may be two
    if not all(
        (_THING.fullmatch(part) or (bare and _is_name(part)))
        and len(part.split()) <= _LONGEST
        and not _opens().match(part)
        for part in parts
    ):
        return None
    if len({_BEHIND.match(part) is None for part in parts}) > 1:
        return None  # "penalties, in the 31st and 78th minutes"
    inner = len(re.findall(r" and | or ", " ".join(parts)))
    told = [number for part in parts if (number := number_of(part)) is not None]
    plain = len(parts) > _FEWEST or all(len(part.split()) <= _SHORT for part in parts)
    if told and not (plain and len(told) * 2 <= len(parts)):
        return None
    return Enumeration(tuple(parts), len(parts), len(parts) + inner + sum(told) - len(told))


def number_of(part: str) -> int | None:
    """How many things an item says that it is, if it does: "two frogs"."""
    first = re.match(rf"({words('small_numbers')}|\d\d?) ", part)
    return int(tables("consistency")["small_numbers"].get(first[1], first[1])) if first is not None else None


def _up_to_the_last(text: str) -> str:
    """A list up to the item behind its last "and", with the age of that."""
    if ";" in text:
        return text
    pieces = text.split(", ")
    opened = [number for number, piece in enumerate(pieces) if re.match(r"(?:and|or) ", piece)]
    inner = [number for number, piece in enumerate(pieces) if _INNER.search(piece)]
    if not opened and not inner:
        return text
    last = opened[-1] if opened else inner[-1]
    ended = _is_name(_JOINT.split(pieces[last])[-1]) or not _starts_description(_JOINT.split(pieces[last])[-1])
    described = len(pieces) > last + 1 and (
        _AGE.fullmatch(pieces[last + 1]) or (not ended and _is_name(pieces[last + 1]))
    )
    return ", ".join(pieces[: last + 2 if described else last + 1])


def _segments(text: str) -> Iterator[str]:
    """The stretches between commas or semicolons and before the last "and"."""
    text = _BRACKETS.sub("", text.strip(" .“”\"'‘’"))
    pieces = re.split(r"\s*;\s*" if ";" in text else r"\s*,\s*", text)
    pieces = [_LINK.sub("", piece) for piece in pieces]
    final = re.split(r" (?:and|or) ", pieces[-1], maxsplit=1)
    for piece in [*pieces[:-1], *final]:
        one = re.sub(r",? (?:aged )?\d{1,2}$", "", piece).strip() if ";" in text else piece.strip()
        if one:
            yield one


def _is_joined(text: str) -> bool:
    """Whether "and" or "or" stands before the last item, or the items are parted by semicolons."""
    return re.search(r"(?:,|;)? (?:and|or) [^,;]+(?:, [^,;]+)?[.”]?$|;", text.strip()) is not None


def _is_name(part: str) -> bool:
    """Whether a stretch is a name, with no more than a short description before it."""
    bare = re.sub(r"^(?:(?:the|her|his|their|a|an) )?(?:[a-z’'-]+ ){0,3}(?=[A-Z])", "", part)
    return bool(bare) and all(_NAME.fullmatch(word) or word in _small() for word in bare.split())


@cache
def _small() -> frozenset[str]:
    """Words that names hold in small letters."""
    return frozenset(words("in_names").split("|"))


def _starts_description(part: str) -> bool:
    return re.match(r"(?:the|her|his|their|its|a|an) ", part) is not None and len(part.split()) <= 5


@cache
def _opens() -> re.Pattern[str]:
    """Words with which an item is no thing of its own."""
    return re.compile(rf"(?:(?:{words('no_item')})(?!\S)|(?:{words('small_numbers')}|\d+)$)")
