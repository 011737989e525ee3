"""Those killed or hurt in each sentence of a draft, in figures and in words, with their fate and their role."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from factcheck.consistency.listing import Item, items
from factcheck.consistency.phrases import Later, any_of, rarest, words, words_of
from factcheck.consistency.sheet import Row, Sheet
from factcheck.consistency.tolls.fates import LABELS, Role, Toll, saved_behind, told_fate
from factcheck.consistency.tolls.victim_lists import STOPS, lists, persons
from factcheck.consistency.tolls.victims import Fate, fate, telling
from factcheck.model import Bound, Span

_LONGEST = 260
_REACH = 4
"""Sentences between one that tells of harm and one that is held against those counted in it, at the most."""
_MOST = Decimal(10) ** 9
_SENTENCE = Later(r"[^.!?\n]+(?:[.!?]+[”\"’']?|$|(?=\n))")
_TOKEN = Later(r"[\w’']+|[^\w\s]")
_OF_THOSE = Later(r"(?:more )?of (?:the|them|those|these|whom)(?!\S)")
_MORE = Later(r"(?:more|others?|further|were also|was also)(?!\S)")
_IN_ALL = Later(r"(?:[a-z]+ ){0,3}(?:in all|in total|altogether|all told)(?!\S)")
_BARE = Later(r"(?:[a-z]+ly )?(?:[,;.]|and(?!\S)|in|at|on|$)")
_OF_ALL = ("of the", "of those", "out of the")


def sentences(sheet: Sheet, harm_told: Collection[str]) -> Iterator[Row]:
    """The sentences near figures and near any of the words of harm, those too that have no row of their own."""
    every = list(_pieces(sheet))
    said = [one.shape if isinstance(one, Row) else one.of(sheet.text).lower() for one in every]
    harm = [any(word in words_ for word in harm_told) for words_ in said]
    for number, one in enumerate(every):
        if any(harm[max(0, number - _REACH) : number + _REACH + 1]):
            yield one if isinstance(one, Row) else Row(" ".join(_TOKEN.findall(said[number])), (), one)


def _pieces(sheet: Sheet) -> Iterator[Row | Span]:
    """The rows, and the sentences between them."""
    at = 0
    for row in sheet.rows:
        between = sheet.text[at : row.span.start]
        for found in _SENTENCE.finditer(between[-_LONGEST:]):
            start = at + max(0, len(between) - _LONGEST) + found.start()
            if found[0].strip(" .!?\n”\"'"):
                yield Span(start, start + len(found[0]))
        yield row
        at = row.span.end
    for found in [*_SENTENCE.finditer(sheet.text[at : at + _LONGEST])][:1]:
        yield Span(at, at + found.end())


def is_apart(rows: Sequence[Row]) -> bool:
    """Whether words say that sentences speak of several events, or of several counts of one."""
    if any(any_of("apart_events").is_in(row.shape) for row in rows):
        return True
    return not _dates(rows[-1]) <= _dates(rows[0])


@lru_cache(maxsize=512)
def _dates(row: Row) -> frozenset[str]:
    return frozenset(_DATED.findall(row.shape))


_DATED = Later(
    r"<year:|<date:|<period:|(?<!\S)in (?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)(?!\S)"
)


@lru_cache(maxsize=512)
def tolls(row: Row) -> tuple[Toll, ...]:
    """The people counted in a sentence, in order; lists of them, of whom one thing is told, are one."""
    befell = not _deeds().isdisjoint(words_of(row.shape))
    listed = list(lists(row)) if befell else []
    single = [
        _single(row, item)
        for item in items(row)
        if item.unit == "count" and item.is_figure
        if not any(one.start < item.end and item.start < one.end for one in listed)
    ]
    taken = [(one.start, one.end) for one in (*listed, *single)]
    alone = persons(row) if befell else ()
    others = [one for one in alone if not any(a < one.end and one.start < b for a, b in taken)]
    return tuple(_inherited(sorted([*listed, *single, *others], key=lambda toll: toll.start)))


@cache
def _deeds() -> frozenset[str]:
    """Words of which every sentence has one that tells what befell people without a figure."""
    fates = ("died_of_it", "died_themselves", "was_hurt", "hurt_themselves", "safe_words")
    return rarest("takes_lives", "takes_health", *fates)


def tells_a_fate(row: Row) -> bool:
    """Whether a sentence has any of the words without which nobody counted in it has a fate."""
    return not _fates().isdisjoint(words_of(row.shape))


def parts_told(row: Row) -> frozenset[str]:
    """What parts of a group a sentence may tell of: the dead, hurt, safe, missing, the rest."""
    told = words_of(row.shape)
    return frozenset(part for part, words_ in _parts() if not told.isdisjoint(words_))


@cache
def _parts() -> tuple[tuple[str, frozenset[str]], ...]:
    """Words without which a sentence tells nothing of a part."""
    lists = {
        Fate.DEAD: ("dead_words", "loss_words", "death_tolls", "takes_lives", "died_of_it", "died_themselves"),
        Fate.HURT: ("hurt_words", "takes_health", "was_hurt", "hurt_themselves", "harmed_nouns", "count_of_hurt"),
        Fate.SAFE: ("safe_words", "got_away", "takes_away"),
        Fate.MISSING: ("missing_words",),
        Role.REST: ("rest_of_them",),
    }
    lists[Fate.DEAD] += ("lost_nouns", "count_of_dead")
    labels = {what: frozenset(word for word, of in LABELS.items() if of == what) for what in lists}
    return tuple((what.value, rarest(*names) | labels[what]) for what, names in lists.items())


@cache
def _fates() -> frozenset[str]:
    return _deeds() | telling() | _counts() | rarest("lost_nouns", "harmed_nouns", "both_nouns") | LABELS.keys()


def _single(row: Row, item: Item) -> Toll:
    low, high = item.low, item.high
    if item.slot is not None and item.slot.quantity.bound is Bound.AT_LEAST and item.slot.value is not None:
        low, high = item.slot.value, _MOST
    slots = (item.slot,) if item.slot is not None else ()
    left, right = row.shape[: item.start].strip(), row.shape[item.end :].strip()
    what = told_fate(left, right) or fate(item) or saved_behind(left)
    role = _role(left, right)
    if role is Role.WHOLE or any_of("both_nouns").match(right):
        what = _whole_fate(left, right) or what
    return Toll(row, item.start, item.end, low, high, slots, what, role)


def _whole_fate(left: str, right: str) -> Fate:
    """What the noun of a count that is told again says of them."""
    near = " ".join(right.split(" ", 4)[:4])
    for name, what in (("lost_nouns", Fate.DEAD), ("harmed_nouns", Fate.HURT), ("both_nouns", Fate.BOTH)):
        if any_of(name).search(near):
            return what
    for name, what in (
        ("count_of_both", Fate.BOTH),
        ("count_of_hurt", Fate.HURT),
        ("count_of_dead", Fate.DEAD),
    ):
        if any_of(name).search(left):
            return what
    return Fate.NONE


def _role(left: str, right: str) -> Role:
    """What the words beside a count say of its role."""
    last = " ".join(left.rsplit(" ", 2)[-2:])
    if left.endswith(" ,") and _of_those().search(left):
        return Role.SOME
    if _OF_THOSE.match(right):
        return Role.SOME
    if any_of("rest_of_them").ends(left):
        return Role.REST
    if any_of("increments").is_in(last) or _MORE.match(right):
        return Role.MORE
    return Role.WHOLE if _is_whole(left, right) else Role.PLAIN


def _is_whole(left: str, right: str) -> bool:
    if any_of("told_again").ends(left) and (found := _named_again().match(f"{right} <end>")):
        return found["behind"] is not None or (left in _OF_ALL and right[found.end() :].startswith(" ,"))
    told = not _counts().isdisjoint(words_of(left)) and any_of("toll_comes_to").ends(left)
    if (told and _counted().search(left)) or (not left and right.startswith("bodies were ")):
        return True
    made = any_of("makes_in_all")
    if made.is_in(left) and made.is_in(STOPS.split(left)[-1]) and _made_up().match(right):
        return True
    return _IN_ALL.match(right) is not None


@cache
def _of_those() -> re.Pattern[str]:
    nouns = f"{words('lost_nouns')}|{words('harmed_nouns')}|{words('both_nouns')}"
    of = rf"(?:the|those)(?: <count:\d+>)? (?:{nouns})|those(?: who [a-z]+)?|them|these"
    return re.compile(rf"(?:^|[,;] )(?:out )?of (?:{of}) ,$")


@cache
def _made_up() -> re.Pattern[str]:
    return re.compile(rf"(?:[a-z]+ )?(?:{words('lost_nouns')}|{words('both_nouns')}|lives)(?!\S)")


@cache
def _named_again() -> re.Pattern[str]:
    """The noun of those told again, and the word behind it where that does not say which of them are meant."""
    nouns = f"{words('lost_nouns')}|{words('harmed_nouns')}|{words('both_nouns')}"
    return re.compile(
        rf"(?:(?!(?:{nouns})(?!\S))(?P<kind>[a-z]+) )?(?:{nouns})"
        rf"(?P<behind> (?:(?:{words('no_restriction')})(?!\S)|[a-z]+ <(?:weekday|date|time)))?"
    )


@cache
def _counts() -> frozenset[str]:
    return rarest("count_of_dead", "count_of_hurt", "count_of_both")


@cache
def _counted() -> re.Pattern[str]:
    """Before a count: "The number of dead ... stands at"."""
    of = f"{words('count_of_dead')}|{words('count_of_hurt')}|{words('count_of_both')}"
    return re.compile(
        rf"(?<!\S)(?:{of})(?: (?:in|from|of|at|on|for) [^,;:]{{1,40}}?)?(?: ,[^,]{{1,50}},?)?"
        rf"(?: (?:{words('toll_comes_to')}))+$"
    )


def _inherited(found: Sequence[Toll]) -> list[Toll]:
    """The tolls, of which one that leaves out noun and verb has the fate of the one before it."""
    told: list[Toll] = []
    for toll in found:
        bare = _BARE.match(toll.right) is not None
        joined = told and any_of("joins").search(toll.row.shape[told[-1].end : toll.start])
        if not toll.fate and joined and told[-1].fate and bare and toll.role is Role.PLAIN:
            told.append(replace(toll, fate=told[-1].fate))
        else:
            told.append(toll)
    return told
