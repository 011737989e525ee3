"""Plain text to tokens and sentences; every token and sentence keeps its span in the draft.

Tokens decide early what can never be a quantity: addresses on the web, clock times, telephone numbers,
version numbers and codes such as F-16 come out with a `kind` of their own and are passed over by the number
grammar. Repeats in the patterns are possessive or bounded, so that no text takes more than linear time;
those of a group are not possessive, which Python before 3.11.5 matches wrongly (gh-106052).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from factcheck.tables import table, wordset

GROUP = "\u00a0\u2007\u2009\u202f'’"
"""Characters that may stand between groups of three digits, besides the comma and the plain space."""

HYPHENS = frozenset("-‐‑")
DASHES = HYPHENS | frozenset("–—")

_VULGAR = "½¼¾⅐-⅞"
_LETTER = rf"[^\W\d_{_VULGAR}]"

_TOKEN = re.compile(
    rf"""
      (?P<url>(?:https?://|www\.)\S+|[\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}})+|[\#@]\w+)
    | (?P<iso>(?<![\w.-])\d{{4}}-\d{{2}}-\d{{2}}(?![\w-]))
    | (?P<slash>(?<![\w/.–-])\d{{1,2}}(?P<sep>[/.-])\d{{1,2}}(?P=sep)\d{{4}}(?![\w/–-]))
    | (?P<clock>(?<![\w.,:])\d{{1,2}}(?::\d{{2}}){{1,2}}(?:\s?[ap]\.?m\b\.?)?(?![\w:])
        |(?<![\w.,:])\d{{1,2}}(?:[.]\d{{2}})?\s?(?:[ap]\.m\.|[ap]m\b))
    | (?P<phone>\+\d[\d()\s.-]{{6,16}}\d(?!\w)|(?<![\w.,])\(?\d{{3}}\)?[\s.-]\d{{3}}-\d{{4}}(?!\w)
        |(?<![\w.,])\d{{3}}-0\d{{3}}(?![\w-])
        |(?<![\w.,])0\d{{2,4}}[\s-]\d{{3,4}}[\s-]?\d{{3,4}}(?!\w))
    | (?P<version>(?<![\w.])v?\d++\.\d++\.\d++(?:\.\d++)*(?!\.\d)(?!\w))
    | (?P<code>(?<!\w){_LETTER}++-?\d[^\W_]*+(?:[-+./]\d[^\W_]*+)*(?![-+./]\d)(?!\w)
        |(?<!\w){_LETTER}++:\d(?:[\w./-]*\w)?
        |(?<![\w.])[A-Z]{{1,3}}(?:\.\d++){{2,}}(?!\.\d)(?!\w)
        |(?<![\w.,/-])\d++(?:-\d++){{2,}}(?![\w-])
        |(?<![\w.])\d{{1,4}}\([a-z\d]{{1,3}}\)
        |(?<![\w.])\d{{1,5}}[x×]\d{{1,5}}(?!\w))
    | (?P<num>(?<!\d)(?:\d{{1,3}}(?:,\d{{3}}(?!\d))+|\d{{1,3}}(?:[{GROUP}]\d{{3}}(?!\d))+
        |\d{{1,3}}(?:\x20\d{{3}}(?!\d))+|\d{{1,2}}(?:,\d{{2}}){{1,4}},\d{{3}}(?!\d)|\d++)(?:[.·]\d++)?|(?<![\w.])\.\d++)
    | (?P<word>(?:{_LETTER}\.){{2,}}|{_LETTER}++(?:['’]{_LETTER}++)*)
    | (?P<sym>\S)
    """,
    re.VERBOSE,
)
_LETTERS = re.compile(rf"{_LETTER}+")
_ONE_LETTER_SIGNS = frozenset({"R", "N"})
_AMOUNT = re.compile(
    r"""\d{1,3}(?:,\d{3})+(?![\w,]) | \d++\.\d++(?!\w)
      | \d++(?:\.\d++)?(?:(?:bn|trn|tn|mn|m|k)\b|[-\x20](?:mill|bill|trill)ion\b)""",
    re.VERBOSE,
)
"""What makes a capital letter before it a currency and no code: R5bn is money, R2 a robot."""
_GAP = re.compile(r"\n[ \t\r\f\v]*+\n|\r\n[ \t]*+\r\n|\r[ \t]*+\r")
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s)")
_OPENING = re.compile(r"\s++[\"'“‘(\[]*+([A-Z0-9À-Þ$£€])")
_LAST_WORD = re.compile(r"[\w.’'-]{1,24}\Z")
_LONGEST_ABBREVIATION = 5
_NARROWEST = 60
"""Characters in the lines of text that is wrapped by hand, at the least."""
_OPENS_LINE = re.compile(r"[\"'“‘(\[]*+([A-Z0-9À-Þ$£€])")


class Token:
    """One token of a draft, ``text[start:end]``; `glued` when no white space stands before it.

    `lower` is its text in lower case and `is_title` whether it begins with a capital that tells something:
    in a headline of capitals none does. Treated as immutable.
    """

    __slots__ = ("_stem", "end", "glued", "is_title", "kind", "lower", "start", "text")

    def __init__(self, start: int, text: str, kind: str, *, glued: bool) -> None:
        self.start, self.end = start, start + len(text)
        self.text, self.kind, self.glued = text, kind, glued
        self.lower = text.lower()
        self.is_title = text[0].isupper()
        self._stem: str | None = None

    @property
    def stem(self) -> str:
        """The word without its inflection; for other tokens the same as `lower`."""
        if self._stem is None:
            self._stem = stem(self.text) if self.kind == "word" else self.lower
        return self._stem


class Sentence(NamedTuple):
    """A sentence's span in the draft and its tokens."""

    start: int
    end: int
    tokens: tuple[Token, ...]

    def index_at(self, offset: int) -> int:
        """The first token that starts at or after `offset`."""
        return bisect_left(self.tokens, offset, key=lambda token: token.start)


def lower_at(ts: Sequence[Token], i: int) -> str:
    """Token `i` in lower case; the empty string beyond either end."""
    return ts[i].lower if 0 <= i < len(ts) else ""


def hyphen_at(ts: Sequence[Token], i: int) -> bool:
    """Whether token `i` is a hyphen inside a word: no space on either side."""
    return i + 1 < len(ts) and ts[i].text in HYPHENS and ts[i].glued and ts[i + 1].glued


@cache
def _snowball() -> Callable[[str], str]:
    from Stemmer import Stemmer

    stemmed: Callable[[str], str] = Stemmer("english").stemWord
    return stemmed


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word without its inflection: snowball's English stem after irregular forms ("fled" is "flee")."""
    lower = word.lower().replace("’", "'")
    if lower.endswith("'s"):
        lower = lower[:-2]
    elif lower.endswith("s'"):
        lower = lower[:-1]
    lower = _irregular().get(lower, lower)
    if len(lower) <= 3 or not lower.isascii():
        return lower
    return _snowball()(lower)


@cache
def _irregular() -> dict[str, str]:
    """Irregular form to its base form."""
    return {form: base for base, forms in table("irregular").items() for form in forms.split()}


def _prefix(text: str, start: int, code: str) -> int:
    """How many letters before the digits of `code`, at `start`, are a currency, a prefix or a month, and no name."""
    letters = _LETTERS.match(code)
    if letters is None:
        return 0
    if letters[0] in _ONE_LETTER_SIGNS:
        return 1 if _AMOUNT.match(text, start + 1) else 0
    return letters.end() if letters[0].lower() in wordset("words", "glued_prefixes") else 0


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of ``text[start:end]`` in order."""
    position, limit = start, len(text) if end is None else end
    previous_end = -1
    while (match := _TOKEN.search(text, position, limit)) is not None:
        first, word, kind = match.start(), match[0], match.lastgroup or "sym"
        if kind == "code" and (letters := _prefix(text, first, word)):
            word, kind = word[:letters], "word"
        yield Token(first, word, kind, glued=first == previous_end)
        position = previous_end = first + len(word)


def sentences(text: str, start: int = 0) -> Iterator[Sentence]:
    """The sentences of `text` from `start`; they end at empty lines, at stops before a capital, and at headlines."""
    for first, last in _paragraphs(text, start):
        begin = first
        for stop in _sentence_stops(text, first, last):
            yield _sentence(text, begin, stop)
            begin = stop
        if begin < last:
            yield _sentence(text, begin, last)


def sentence_starts(text: str) -> Iterator[int]:
    """Where the sentences of `text` begin, white space before them included, for who does not need their tokens."""
    for first, last in _paragraphs(text, 0):
        yield first
        yield from (stop for stop in _sentence_stops(text, first, last) if stop < last)


def _paragraphs(text: str, start: int) -> Iterator[tuple[int, int]]:
    position = start
    for gap in _GAP.finditer(text, start):
        if text[position : gap.start()].strip():
            yield from _parted(text, position, gap.start())
        position = gap.end()
    if text[position:].strip():
        yield from _parted(text, position, len(text))


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraph, cut at each line break that no width of the page asked for: behind a headline or a caption.

    The word after such a break begins with a capital and would have found room on the line before it.
    """
    lines = text[start:end].split("\n")
    width = max(_NARROWEST, *map(len, lines)) if len(lines) > 1 else 0
    first = at = start
    for line, following in pairwise(lines):
        at += len(line) + 1
        word = following.split(None, 1)[:1]
        fits = bool(word) and len(line.rstrip()) + 1 + len(word[0]) <= width
        if fits and line.rstrip()[-1:] not in ("", ",", ";", "-") and _OPENS_LINE.match(word[0]):
            yield first, at - 1
            first = at
    yield first, end


def _sentence_stops(text: str, first: int, last: int) -> Iterator[int]:
    for stop in _STOP.finditer(text, first, last):
        opening = _OPENING.match(text, stop.end(), last)
        if opening is None:
            continue
        before = _LAST_WORD.search(text, max(first, stop.start() - 24), stop.start())
        if stop[0][0] == "." and _is_abbreviation(before[0] if before else "", opening[1]):
            continue
        yield stop.end()


def _is_abbreviation(word: str, following: str) -> bool:
    if word.lower() in wordset("words", "abbreviations"):
        return True
    if len(word) == 1:
        return word.isalpha() and word.isupper()
    if word[:1].isdigit():
        return False  # "at 9.00. They", "for $4.6m. It"
    return "." in word and not following.isdigit() and len(word) <= _LONGEST_ABBREVIATION


def _sentence(text: str, start: int, end: int) -> Sentence:
    found = tuple(tokens(text, start, end))
    if not found:
        return Sentence(start, end, ())
    if _capitals_tell_nothing(found):
        for token in found:
            token.is_title = False
    return Sentence(found[0].start, found[-1].end, found)


def _capitals_tell_nothing(ts: Sequence[Token]) -> bool:
    """Whether all is in capitals, or it is a headline in which every longer word begins with one."""
    small = capitals = 0
    for token in ts:
        if token.kind == "word" and len(token.text) > 1:
            if token.text.isupper():
                capitals += 1
            elif not token.is_title and len(token.text) > 3 and token.lower not in wordset("words", "stop"):
                return False
            else:
                small += 1
    if capitals > 1 and capitals > 2 * small:
        return True
    return small + capitals > 3 and ts[-1].text not in ".!?"
