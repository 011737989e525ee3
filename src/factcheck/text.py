"""Plain text to tokens and sentences; every token and sentence keeps its span in the draft.

Tokens decide early what can never be a quantity: addresses on the web, clock times, telephone numbers, version
numbers and codes such as F-16 come out with a `kind` of their own and are passed over by the number grammar.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from factcheck.tables import table, wordset

GROUP = "\u00a0\u2007\u2009\u202f'’"

_TOKEN = re.compile(
    rf"""
      (?P<url>(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|[\#@]\w+)
    | (?P<iso>(?<![\w.-])\d{{4}}-\d{{2}}-\d{{2}}(?![\w-]))
    | (?P<slash>(?<![\w/.])\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}(?![\w/]))
    | (?P<clock>(?<![\w.,:])\d{{1,2}}(?::\d{{2}}){{1,2}}(?:\s?[ap]\.?m\b\.?)?(?![\w:])
        |(?<![\w.,:])\d{{1,2}}(?:[.]\d{{2}})?\s?(?:[ap]\.m\.|[ap]m\b))
    | (?P<phone>\+\d[\d()\s.-]{{6,16}}\d(?!\w)|(?<![\w.,])\(?\d{{3}}\)?[\s.-]\d{{3}}-\d{{4}}(?!\w)
        |(?<![\w.,])\d{{3}}-\d{{4}}(?![\w-])
        |(?<![\w.,])0\d{{2,4}}[\s-]\d{{3,4}}[\s-]?\d{{3,4}}(?!\w))
    | (?P<version>(?<![\w.])v?\d+\.\d+\.\d+(?:\.\d+)*(?![\w]))
    | (?P<code>(?<![\w])[^\W\d_]+(?:-?\d+[^\W_]*)(?:-\d+)*(?![\w]))
    | (?P<num>(?<![\d])(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:[{GROUP}]\d{{3}})+|\d{{1,3}}(?:\x20\d{{3}})+
        |\d{{1,2}}(?:,\d{{2}})+,\d{{3}}|\d+)(?![{GROUP},]\d{{3}}\b)(?:\.\d+)?|(?<![\w.])\.\d+)
    | (?P<word>(?:[^\W\d_]\.){{2,}}|[^\W\d_]+(?:['’][^\W\d_]+)*)
    | (?P<sym>\S)
    """,
    re.VERBOSE,
)
_CODE_PARTS = re.compile(r"([^\W\d_]+)(-?)(\d.*)")
_GAP = re.compile(r"\n[ \t\r\f\v]*\n|\r\n[ \t]*\r\n|\r[ \t]*\r")
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)")
_OPENING = re.compile(r"\s+[\"'“‘(\[]*([A-Z0-9À-Þ$£€])")
_LAST_WORD = re.compile(r"[\w.’'-]{1,24}$")


@dataclass(slots=True, eq=False)
class Token:
    """One token; `glued` when no white space stands before it. Treated as immutable."""

    start: int
    end: int
    text: str
    kind: str
    glued: bool
    lower: str
    stem: str

    @property
    def is_title(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence's span in the draft, its tokens, and the start of each token for look-ups."""

    start: int
    end: int
    tokens: tuple[Token, ...]

    def index_at(self, offset: int) -> int:
        """The first token that starts at or after `offset`."""
        return bisect_left(self.tokens, offset, key=lambda token: token.start)


@cache
def _stemmer() -> object:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


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
    return str(_stemmer().stemWord(lower))  # type: ignore[attr-defined]


@cache
def _irregular() -> dict[str, str]:
    """Irregular form to its base form."""
    return {form: base for base, forms in table("irregular").items() for form in forms.split()}


def _split_code(match: re.Match[str]) -> bool:
    """Whether letters before digits are a currency, a prefix or a month rather than a code's name."""
    parts = _CODE_PARTS.fullmatch(match[0])
    if parts is None:
        return False
    return parts[1].lower().rstrip(".") in wordset("words", "glued_prefixes")


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of ``text[start:end]`` in order."""
    position, limit = start, len(text) if end is None else end
    previous_end = -1
    while (match := _TOKEN.search(text, position, limit)) is not None:
        first, last, kind = match.start(), match.end(), match.lastgroup or "sym"
        if kind == "code" and _split_code(match):
            letters = _CODE_PARTS.fullmatch(match[0])
            assert letters is not None
            last, kind = first + len(letters[1]), "word"
        word = text[first:last]
        lower = word.lower()
        yield Token(first, last, word, kind, first == previous_end, lower, stem(word) if kind == "word" else lower)
        position = previous_end = last


def sentences(text: str, start: int = 0) -> Iterator[Sentence]:
    """The sentences of `text` from `start`: paragraphs end at empty lines, sentences at stops before a capital."""
    for first, last in _paragraphs(text, start):
        begin = first
        for stop in _sentence_stops(text, first, last):
            if stop > begin:
                yield _sentence(text, begin, stop)
            begin = stop
        if begin < last:
            yield _sentence(text, begin, last)


def _paragraphs(text: str, start: int) -> Iterator[tuple[int, int]]:
    position = start
    for gap in _GAP.finditer(text, start):
        if text[position : gap.start()].strip():
            yield position, gap.start()
        position = gap.end()
    if text[position:].strip():
        yield position, len(text)


def _sentence_stops(text: str, first: int, last: int) -> Iterator[int]:
    for stop in _STOP.finditer(text, first, last):
        opening = _OPENING.match(text, stop.end(), last)
        if opening is None:
            continue
        before = _LAST_WORD.search(text, max(first, stop.start() - 24), stop.start())
        word = before[0] if before else ""
        if stop[0][0] == "." and _is_abbreviation(word, opening[1]):
            continue
        yield stop.end()


def _is_abbreviation(word: str, following: str) -> bool:
    lower = word.lower()
    if lower in wordset("words", "abbreviations"):
        return True
    return (len(word) == 1 and word.isalpha() and word.isupper()) or ("." in word and not following.isdigit() and len(
        word
    ) <= 5)


def _sentence(text: str, start: int, end: int) -> Sentence:
    found = tuple(tokens(text, start, end))
    if not found:
        return Sentence(start, end, ())
    return Sentence(found[0].start, found[-1].end, found)
