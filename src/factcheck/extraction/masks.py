"""Stretches of a sentence whose numbers are no quantities: idioms, quoted titles, addresses, clock words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.extraction.clocks import is_no_time
from factcheck.extraction.designations import read_designation
from factcheck.extraction.nouns import counted_noun
from factcheck.extraction.numbers import words
from factcheck.model import NotFigure
from factcheck.tables import table, wordset
from factcheck.text import Token, hyphen_at, lower_at, tokens

_OPENING, _CLOSING = frozenset('“‘"'), frozenset('”’"')
_LONGEST_TITLE = 8
_LONGEST_STREET = 3


@cache
def _idioms() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The idioms of ``data/labels.yaml`` as words, by their first."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in table("labels")["idioms"]:
        parts = tuple(token.lower for token in tokens(phrase))
        found[parts[0]] = (*found.get(parts[0], ()), parts)
    return found


class Mask(NamedTuple):
    """The tokens ``[first, after)``, none of whose numbers is a figure, and what they are instead."""

    first: int
    after: int
    kind: NotFigure


def masks(ts: Sequence[Token], *, whole: bool) -> list[Mask]:
    """The stretches of a sentence that are not to be read as numbers or dates, in order of their first token.

    Without `whole`, single tokens only: in a sentence without a number word no longer stretch can hide one.
    """
    found: list[Mask] = []
    for i, token in enumerate(ts):
        if token.kind in _TOKENS and not is_no_time(ts, i):
            found.append(Mask(i, i + 1, _TOKENS[token.kind]))
        if not whole:
            continue
        readers = (*_ANYWHERE, *_AT_NUMBERS) if token.kind == "num" else _ANYWHERE
        found.extend(Mask(*stretch, kind) for kind, read in readers for stretch in read(ts, i))
        if token.kind == "num":
            found.extend(Mask(*stretch, kind) for kind, stretch in read_designation(ts, i))
    return found


def _idiom(ts: Sequence[Token], i: int) -> Iterator[tuple[int, int]]:
    for phrase in _idioms().get(ts[i].lower, ()):
        if tuple(token.lower for token in ts[i : i + len(phrase)]) == phrase:
            yield i, i + len(phrase)


def _title(ts: Sequence[Token], i: int) -> Iterator[tuple[int, int]]:
    """A few words in quotation marks, all with capitals but the small ones: the title of a work."""
    if ts[i].text not in _OPENING:
        return
    small = wordset("words", "stop")
    for j in range(i + 1, min(i + 2 + _LONGEST_TITLE, len(ts))):
        token = ts[j]
        if token.text in _CLOSING:
            if j > i + 2 and ts[j - 1].text not in ".,!?":
                yield i + 1, j
            return
        if token.kind == "word" and not token.is_title and (token.lower not in small or j == i + 1):
            return


def _clock(ts: Sequence[Token], i: int) -> Iterator[tuple[int, int]]:
    """Times of day in words: "half past five", "quarter to eight", "six o'clock", "12 noon"."""
    word, hours = ts[i].lower, words("ones")
    if word in ("half", "quarter", "five", "ten", "twenty") and lower_at(ts, i + 1) in ("past", "to"):
        sure = word in ("half", "quarter") or lower_at(ts, i + 1) == "past"
        if sure and (lower_at(ts, i + 2) in hours or (i + 2 < len(ts) and ts[i + 2].kind == "num")):
            yield i, i + 3
    if word in ("o'clock", "o’clock", "noon", "midnight") and i:
        yield i - 1, i + 1


def _address(ts: Sequence[Token], i: int) -> Iterator[tuple[int, int]]:
    """A number, one to three words with capitals, and a word such as Street."""
    if len(ts[i].text) > 5 or not ts[i].text.isdigit():
        return
    j = i + 1
    if j < len(ts) and ts[j].glued and ts[j].kind == "word" and len(ts[j].text) == 1:
        j += 1
    if hyphen_at(ts, j) and ts[j + 1].kind == "num":
        j += 2
    for k in range(j, min(j + _LONGEST_STREET + 1, len(ts))):
        if ts[k].kind != "word" or not ts[k].text[0].isupper():
            return
        if k > j and ts[k].lower in wordset("labels", "streets"):
            yield i, k + 1
            return


def _called(ts: Sequence[Token], i: int) -> Iterator[tuple[int, int]]:
    """Three to six digits that count nothing after a verb of calling: "call 112", "dialled 999"."""
    j = i - 1 if lower_at(ts, i - 1) not in ("on", "number") else i - 2
    if (
        j < 0
        or not ts[i].text.isdigit()
        or not 3 <= len(ts[i].text) <= 6
        or ts[j].stem not in wordset("labels", "calling")
    ):
        return
    if not counted_noun(ts, i + 1):
        yield i, i + 1


_TOKENS = {
    "url": NotFigure.URL,
    "clock": NotFigure.TIME,
    "phone": NotFigure.PHONE,
    "version": NotFigure.VERSION,
    "code": NotFigure.CODE,
    "postcode": NotFigure.ADDRESS,
}
_ANYWHERE = ((NotFigure.IDIOM, _idiom), (NotFigure.NAME, _title), (NotFigure.TIME, _clock))
_AT_NUMBERS = ((NotFigure.ADDRESS, _address), (NotFigure.PHONE, _called))
