"""Numbers that name a thing, told by the form they are printed in: citations, coordinates, moves, list marks, lots.

Each reader takes the tokens of a sentence and the place of a number, and yields the tokens that count nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from factcheck.extraction.nouns import counted_noun, is_noun
from factcheck.extraction.units import currency_signs, read_unit
from factcheck.model import NotFigure
from factcheck.tables import wordset
from factcheck.text import HYPHENS, Token, hyphen_at, lower_at

Stretch = tuple[int, int]

_DEGREE = "°"
_MINUTES = frozenset("'’′\"”″")
_LONGEST_MARK = 2
"""Digits in the number of a paragraph: "12." or "(3)"."""
_LONGEST_REPORT = 3
"""Words in the name of a series of law reports: "U.S.C. §", "Cal. 4th"."""
_BORES = frozenset({"gauge", "bore"})
_FEWEST_DRAWN = 5
_CODE_DIGITS = 9
_CODE_GROUPS = 3
_SHORT_WORD = 4


def read_designation(ts: Sequence[Token], i: int) -> Iterator[tuple[NotFigure, Stretch]]:
    """Every stretch at the number of token `i` that names something, and what it is."""
    for kind, read in _READERS:
        found = read(ts, i)
        if found is not None:
            yield kind, found


def _list_mark(ts: Sequence[Token], i: int) -> Stretch | None:
    """A number that opens a paragraph: "3. Shortlisted poets", "(2) Any complaint", "5) Stir"."""
    opened = i == 1 and ts[0].text in "(["
    if (i and not opened) or not ts[i].text.isdigit() or len(ts[i].text) > _LONGEST_MARK or i + 1 >= len(ts):
        return None
    mark = ts[i + 1]
    closes = mark.glued and mark.text in (")]" if opened else ".)")
    return (0, i + 2) if closes and (i + 2 == len(ts) or not ts[i + 2].glued) else None


def _move(ts: Sequence[Token], i: int) -> Stretch | None:
    """Digits, points and a short word that touch: a move of chess, "14...Nxd5", or a share's sign, "7203.T"."""
    j = i + 1
    while j < len(ts) and ts[j].text == "." and ts[j].glued:
        j += 1
    if j == i + 1 or j >= len(ts) or not ts[j].glued or not ts[i].text.isdigit():
        return None
    if ts[j].kind == "code" or (ts[j].kind == "word" and len(ts[j].text) < _SHORT_WORD):
        return i, j + 1
    return None


def _citation(ts: Sequence[Token], i: int) -> Stretch | None:
    """A case or statute by volume, series and page: "410 U.S. 113", "[2019] UKSC 41", "1995 (3) SA 391", "§ 552"."""
    if lower_at(ts, i - 1) == "§":
        return i - 1, i + 1
    j, opened = i + 1, lower_at(ts, i - 1) == "["
    if lower_at(ts, j) == "]" and opened:
        j += 1
    if lower_at(ts, j) == "(" and j + 2 < len(ts) and ts[j + 1].kind == "num" and ts[j + 2].text == ")":
        j += 3
    named = False
    for k in range(j, min(j + _LONGEST_REPORT + 1, len(ts))):
        if named and ts[k].kind == "num":
            return i - opened, k + 1
        if not (ts[k].lower.rstrip(".") in wordset("labels", "law_reports") or (named and ts[k].text in (".", "§"))):
            return None
        named = True
    return None


def _coordinates(ts: Sequence[Token], i: int) -> Stretch | None:
    """A latitude or longitude: "41°43'N", "12°S", "23°26'S", "48.5734N"."""
    j = i + 1
    if lower_at(ts, j) == _DEGREE and ts[j].glued:
        j += 1
        while j < len(ts) and ts[j].glued and (ts[j].kind == "num" or ts[j].text in _MINUTES):
            j += 1
    elif "." not in ts[i].text:
        return None
    return (i, j + 1) if j < len(ts) and ts[j].glued and ts[j].text in ("N", "S", "E", "W") else None


def _docket(ts: Sequence[Token], i: int) -> Stretch | None:
    """A number, a short word and a number in one with hyphens: "22-cv-6714", "191-CE-2047"."""
    j = i + 2
    if not hyphen_at(ts, i + 1):
        return None
    if ts[j].kind == "code":
        return i, j + 1
    if ts[j].kind != "word" or len(ts[j].text) >= _SHORT_WORD:
        return None
    joined = hyphen_at(ts, j + 1) and j + 2 < len(ts) and ts[j + 2].kind == "num"
    return (i, j + 3) if joined and ts[j].lower not in ("to", "by", "and", "or") else None


def _plate(ts: Sequence[Token], i: int) -> Stretch | None:
    """Capitals, digits and one letter that is no unit there: the plate "BMT 216A"."""
    before, j = ts[i - 1] if i else None, i + 1
    if before is None or before.kind != "word" or not before.text.isupper() or not 1 < len(before.text) < _SHORT_WORD:
        return None
    if j >= len(ts) or not ts[j].glued or len(ts[j].text) > 1 or not ts[j].text.isupper():
        return None
    return (i, j + 1) if before.text not in currency_signs() and ts[i].text.isdigit() else None


def _groups(ts: Sequence[Token], i: int) -> Stretch | None:
    """Three groups of digits or more that are no thousands: "5512 0098 7741", "1800 975 711"."""
    if i and ts[i - 1].kind == "num" and not ts[i - 1].glued:
        return None
    j = i
    while j < len(ts) and ts[j].kind == "num" and ts[j].text.replace(" ", "").isdigit() and (j == i or not ts[j].glued):
        j += 1
    groups = " ".join(token.text for token in ts[i:j]).split(" ")
    long = sum(map(len, groups)) >= _CODE_DIGITS and len(groups) >= _CODE_GROUPS and all(len(g) > 2 for g in groups)
    return (i, j) if j > i + 1 and long else None


def _calibre(ts: Sequence[Token], i: int) -> Stretch | None:
    """The bore of a weapon, with its unit: "a .22 rifle", "a 9mm pistol", "12-gauge shotgun"."""
    unit = read_unit(ts, i + 1)
    j = i + 1 if unit is None else unit[1]
    j += lower_at(ts, j) in HYPHENS
    if lower_at(ts, j) in _BORES:
        return (i, j) if lower_at(ts, j + 1) in wordset("labels", "weapons") or not is_noun(ts, j + 1) else None
    printed = ts[i].text.startswith(".") or lower_at(ts, i + 1) == "mm"
    return (i, j) if printed and lower_at(ts, j) in wordset("labels", "weapons") else None


def _drawn(ts: Sequence[Token], i: int) -> Stretch | None:
    """Five bare numbers or more in a row that count nothing: those that were drawn, "5, 14, 28, 32, 43 and 45"."""
    if i > 1 and lower_at(ts, i - 1) in (",", "and") and ts[i - 2].kind == "num":
        return None
    count, j = 0, i
    while j < len(ts) and ts[j].kind == "num" and ts[j].text.isdigit() and len(ts[j].text) <= 2:
        count, j = count + 1, j + 1
        following = j + 1 + (lower_at(ts, j) == "," and lower_at(ts, j + 1) == "and")
        if lower_at(ts, j) not in (",", "and") or following >= len(ts) or ts[following].kind != "num":
            break
        j = following
    bare = count >= _FEWEST_DRAWN and read_unit(ts, j) is None and not counted_noun(ts, j)
    return (i, j) if bare and lower_at(ts, j) not in ("%", "million", "billion", "thousand") else None


_READERS: tuple[tuple[NotFigure, Callable[[Sequence[Token], int], Stretch | None]], ...] = (
    (NotFigure.LABEL, _list_mark),
    (NotFigure.CODE, _move),
    (NotFigure.CODE, _citation),
    (NotFigure.ADDRESS, _coordinates),
    (NotFigure.CODE, _docket),
    (NotFigure.CODE, _plate),
    (NotFigure.CODE, _groups),
    (NotFigure.NAME, _calibre),
    (NotFigure.LABEL, _drawn),
)
