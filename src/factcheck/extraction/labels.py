"""Numbers that are names, labels or everyday words rather than quantities."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extraction.numbers import Number, words
from factcheck.extraction.units import currency_signs, read_unit
from factcheck.tables import wordset
from factcheck.text import Token


def is_label(ts: Sequence[Token], number: Number, after: int) -> bool:
    """Whether the number in the tokens ``[number.first, after)`` is no quantity."""
    first = number.first
    before = ts[first - 1] if first else None
    following = ts[after] if after < len(ts) else None
    if number.form == "words":
        return _word_is_label(ts, number, before, following)
    if number.form == "part":
        return _part_is_label(before, following)
    if number.form == "digits":
        return _digits_are_label(ts, number, before, following)
    return False


def _word_is_label(ts: Sequence[Token], number: Number, before: Token | None, following: Token | None) -> bool:
    token = ts[number.first]
    if number.value == 1 and number.scale == 1:
        return _one_is_label(ts, number, before, following)
    if number.value == 0:
        return True
    if token.is_title and before is not None and before.kind == "word" and number.first > 0:
        return not before.text.isupper() or before.lower in ("of", "the")
    if before is not None and before.lower in wordset("words", "labels"):
        return number.scale == 1
    return bool(before and before.text in "-‐‑" and before.glued and number.value < 10 and ts[number.first].glued)


def _one_is_label(ts: Sequence[Token], number: Number, before: Token | None, following: Token | None) -> bool:
    """ "one" counts only before a singular noun it really counts: "one person died", "one in four"."""
    if following is None or following.kind != "word":
        return following is None or following.text not in "-‐‑" or read_unit(ts, number.after) is None
    if before is not None and before.lower in wordset("labels", "before_one"):
        return True
    if following.lower in ("in", "out"):
        return False
    return following.lower not in wordset("labels", "after_one")


def _part_is_label(before: Token | None, following: Token | None) -> bool:
    if before is not None and before.lower in wordset("labels", "before_half"):
        return True
    if following is None or following.kind != "word":
        return following is not None and following.text in "-‐‑"
    return following.lower in wordset("labels", "after_half")


def _digits_are_label(ts: Sequence[Token], number: Number, before: Token | None, following: Token | None) -> bool:
    digits = ts[number.first].text
    if len(digits) > 1 and digits[0] == "0" and digits[1].isdigit() and number.scale == 1:
        return True
    if before is None:
        return False
    if before.glued and before.text in "/-–" and number.first >= 2 and ts[number.first].glued:
        return ts[number.first - 2].kind in ("word", "code", "num") and not _is_prefix(ts[number.first - 2])
    if number.scale != 1 or _has_unit(ts, number):
        return False
    if before.lower in wordset("words", "labels") or before.text in ("#", "№"):
        return True
    if following is not None and following.glued and following.text in "/:":
        return True
    if following is not None and following.glued and following.kind == "word":
        return following.lower not in words("short_scales")
    if before.text == "." and number.first >= 2 and ts[number.first - 2].lower in ("no", "nos", "p", "pp", "art", "sec"):
        return True
    return _is_name(ts, number, before, following)


def _has_unit(ts: Sequence[Token], number: Number) -> bool:
    return read_unit(ts, number.after) is not None


def _is_prefix(token: Token) -> bool:
    return token.lower in wordset("words", "glued_prefixes") or token.text in currency_signs()


def _is_name(ts: Sequence[Token], number: Number, before: Token, following: Token | None) -> bool:
    """A capitalised word right before a bare number, with no noun behind it that the number could count."""
    if not before.is_title or before.kind != "word" or number.first < 2 or not before.text.isalpha():
        return False
    if before.lower in wordset("words", "stop") or before.lower in wordset("words", "verbs"):
        return False
    if number.first >= 2 and ts[number.first - 2].text in ".!?\"“":
        return False
    counted = following is not None and following.kind == "word" and not following.is_title
    return not counted or following.lower in wordset("words", "stop")  # type: ignore[union-attr]
