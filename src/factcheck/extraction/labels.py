"""Numbers that are names, labels or everyday words rather than quantities."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.extraction.hedges import hedge_before
from factcheck.extraction.nouns import counted_noun, is_noun, is_plural, noun_phrase
from factcheck.extraction.numbers import Number, words
from factcheck.extraction.units import currency_signs, read_unit, unit_of
from factcheck.model import Kind, NotFigure
from factcheck.tables import wordset
from factcheck.text import Token, hyphen_at, lower_at

_NUMBER_MARKS = frozenset({"no", "nos", "p", "pp", "art", "sec", "ch", "vol", "fig", "op", "opp", "k", "kv"})
_LAST_SCHOOL_YEAR = 13
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "his", "her", "their", "its"})
_BE = frozenset({"is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may"})


def label_of(ts: Sequence[Token], number: Number, after: int) -> NotFigure | None:
    """What the number in the tokens ``[number.first, after)`` is where it is no quantity; ``None`` where it is one."""
    before = ts[number.first - 1] if number.first else None
    following = ts[after] if after < len(ts) else None
    if hyphen_at(ts, after) and lower_at(ts, after + 1) in wordset("labels", "after_hyphen"):
        return NotFigure.WORD
    if number.form == "words":
        return _named(before) if _word_is_label(ts, number, before, following) else None
    if number.form == "part" and number.scale == 1:
        return NotFigure.WORD if _part_is_label(ts, number, before, following) else None
    if number.form == "digits":
        return _digits_label(ts, number, before, after)
    return None


def _named(before: Token | None) -> NotFigure:
    """What a number in words is that counts nothing: a numbered thing, a name, or a word like others."""
    if before is not None and before.lower in wordset("words", "labels"):
        return NotFigure.LABEL
    return NotFigure.NAME if before is not None and before.is_title else NotFigure.WORD


def _word_is_label(ts: Sequence[Token], number: Number, before: Token | None, following: Token | None) -> bool:
    if number.value == 1 and number.scale == 1:
        return _one_is_label(ts, number, before, following)
    if number.value == 0:
        return not counted_noun(ts, number.after)
    if before is None:
        return False
    if ts[number.first].is_title and before.kind == "word":
        return True
    if _is_labelling(ts, before, number.after):
        return number.scale == 1 and read_unit(ts, number.after) is None
    return hyphen_at(ts, number.first - 1) and before.glued and abs(number.value) < 10


def _one_is_label(ts: Sequence[Token], number: Number, before: Token | None, following: Token | None) -> bool:
    """Whether "one" counts nothing; it does in "one person died", "one dead" and "killed one"."""
    if before is not None and before.lower in wordset("labels", "before_one"):
        return True
    if following is not None and following.kind == "num":
        return True
    if before is not None and ts[number.first].is_title and before.kind == "word":
        return True
    if before is not None and (before.stem in wordset("labels", "counting") or hedge_before(ts, number.first)):
        return following is not None and following.lower == "of"
    if following is None or following.lower in wordset("labels", "after_one"):
        return following is None or lower_at(ts, number.after + 1) != "more"
    if read_unit(ts, number.after) is not None:
        return False
    if lower_at(ts, number.first - 2) in _DETERMINERS and before is not None and before.kind == "word":
        return not is_noun(ts, number.after)  # "the new one leaks"
    return following.kind != "word" or following.lower in wordset("words", "stop")


def _part_is_label(ts: Sequence[Token], number: Number, before: Token | None, following: Token | None) -> bool:
    unit = unit_of(ts, number.after, part=True, scale=number.scale)
    if unit is not None:  # "a fourth week" is one more week, "a quarter of a week" a part of one
        return unit[0].kind is Kind.DURATION and ts[number.after - 1].lower in words("ordinals")
    if before is not None and before.lower in wordset("labels", "before_half"):
        return True
    if following is None or following.kind != "word":
        return following is not None and following.text in "-‐‑"
    return following.lower in wordset("labels", "after_half")


def _digits_label(ts: Sequence[Token], number: Number, before: Token | None, after: int) -> NotFigure | None:
    digits, following = ts[number.first].text, ts[after] if after < len(ts) else None
    if len(digits) > 1 and digits[0] == "0" and digits[1].isdigit():
        return NotFigure.CODE
    if number.first and ts[number.first].glued and ts[number.first].kind == "num" and _joined_before(ts, number.first):
        return NotFigure.CODE
    if following is not None and following.glued and _joined_behind(ts, after, number.scale):
        return NotFigure.CODE
    if before is None:
        return None
    labelled = _is_labelling(ts, before, after) or before.text in ("#", "№")
    labelled |= before.text == "P" and lower_at(ts, number.first - 2) == "&"
    labelled |= before.text == "." and lower_at(ts, number.first - 2) in _NUMBER_MARKS
    if number.scale == 1 and labelled and following is not None and following.glued and len(following.text) == 1:
        return NotFigure.LABEL if following.text not in "%°" else None
    if number.scale != 1 or read_unit(ts, after) is not None:
        return None
    if labelled:
        return NotFigure.LABEL
    return NotFigure.NAME if after == number.after and _is_name(ts, number, before, following) else None


def _is_labelling(ts: Sequence[Token], before: Token, after: int) -> bool:
    """Whether the word before a number makes it a label, and is no verb that what is counted follows."""
    if before.is_title and before.lower in wordset("labels", "school_years"):
        number = ts[after - 1].text
        return number.isdigit() and int(number[:3]) <= _LAST_SCHOOL_YEAR
    if before.lower not in wordset("words", "labels"):
        return False
    is_verb = not before.is_title and before.lower in wordset("labels", "label_verbs")
    return not (is_verb and counted_noun(ts, after))


def _joined_before(ts: Sequence[Token], first: int) -> bool:
    """Whether the digits hang on a word, a code or another number: "Boeing-737", "1,1", "x/5"."""
    before, other = ts[first - 1], ts[first - 2] if first > 1 else None
    if before.text in "*#&" and (other is None or before.glued):
        return True
    if before.text not in "/-–,:." or not before.glued or other is None:
        return before.kind in ("word", "code") and not _is_prefix(before)
    return other.kind in ("word", "code", "num", "version") and not _is_prefix(other)


def _joined_behind(ts: Sequence[Token], after: int, scale: Decimal) -> bool:
    """Whether letters that are no unit, or a slash, colon or comma and digits, hang on the number."""
    following, beyond = ts[after], after + 1
    if following.kind in ("word", "code", "num"):
        return scale == 1 and read_unit(ts, after) is None
    if following.text in "/:":
        return True
    return following.text in ",." and beyond < len(ts) and ts[beyond].glued and ts[beyond].kind == "num"


def _is_prefix(token: Token) -> bool:
    return token.lower in wordset("words", "glued_prefixes") or token.text in currency_signs()


def _is_name(ts: Sequence[Token], number: Number, before: Token, following: Token | None) -> bool:
    """Whether the word with a capital before a bare number makes it a name: "the HP 305 cartridge"."""
    if not before.is_title or before.kind != "word" or not before.text.isalpha():
        return False
    if before.lower in wordset("words", "stop") or before.lower in wordset("words", "verbs"):
        return False
    if number.first < 2 or ts[number.first - 2].text in '.!?"“':
        return _opens_as_name(ts, number, before, following)
    if following is None or not is_noun(ts, number.after) or following.is_title:
        return True
    if following.lower.endswith("ed"):
        return lower_at(ts, number.after + 1) in ("the", "a", "an", "its", "his", "her", "their")
    first, end = noun_phrase(ts, number.after)
    return end == first + 1 and number.value != 1 and not is_plural(ts[first])


def _opens_as_name(ts: Sequence[Token], number: Number, before: Token, following: Token | None) -> bool:
    """A sentence that opens with a capitalised word and a number, then a verb: "Voyager 1 has left"."""
    if following is None or following.lower not in _BE or hedge_before(ts, number.first) is not None:
        return False
    return not before.lower.endswith(("ly", "ed", "ing")) and not before.text.isdigit()
