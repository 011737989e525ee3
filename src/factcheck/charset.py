"""Which encoding a draft's bytes are in, and what they are when they are no text.

UTF-8 is tried first and is almost always right. The rest is for old files: UTF-16 and UTF-32, the
one-byte encodings of Western, Central European and Cyrillic text, and, for text that is mostly not
ASCII, whatever `charset_normalizer` makes of it.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

# UTF-32 stands first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# One-byte encodings of text that is mostly ASCII, likeliest first: a tie goes to the first.
_ONE_BYTE = ("cp1252", "mac_roman", "cp1250", "iso8859_2", "cp1251", "koi8_r")

# For text that is mostly not ASCII: Cyrillic, Greek, Arabic, Hebrew, Thai and East Asian.
_OTHER = (
    *("cp1251", "koi8_r", "koi8_u", "iso8859_5", "mac_cyrillic", "cp1253", "iso8859_7", "cp1255", "cp1256"),
    *("cp874", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
)

# What stands in prose besides letters: typographers' marks, currencies, fractions and powers.
_SIGNS = frozenset("\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014\u2026\u2022\u00ab\u00bb\u2039\u203a\u2122")
_SIGNS |= frozenset("\u00a0\u00a2\u00a3\u00a5\u20ac\u00a7\u00a9\u00ae\u00b0\u00b1\u00b2\u00b3\u00b5\u00b7")
_SIGNS |= frozenset("\u00bc\u00bd\u00be\u00d7\u00f7\u00ba\u00aa\u00bf\u00a1\u00ad\u2116")
# The signs that may stand between two letters: apostrophes, dashes, dots, soft hyphens.
_JOINERS = frozenset("\u2018\u2019\u2013\u2014\u2026\u00b7\u00ad\u00a0")
# Those that open something, and so do not stand behind a letter.
_OPENERS = frozenset("\u00bf\u00a1\u201c\u201e\u00ab\u2039\u00a7\u00a3\u20ac\u00a5\u00b1\u00bc\u00bd\u00be")

_NOT_ASCII = re.compile(rb"[\x80-\xff]{1,40}")
_WORD = re.compile(r"[^\W\d_\u00b2\u00b3\u00b9\u00bc-\u00be]+")

_WINDOW = 40  # bytes kept on each side of a byte that is not ASCII: longer than nearly every word
_SAMPLES = 2000  # places looked at; more do not change the answer
_SAMPLE_BYTES = 64_000  # what `charset_normalizer` is given: its time grows with the text

# File signatures, from https://en.wikipedia.org/wiki/List_of_file_signatures
_SIGNATURES = (
    (re.compile(rb"\s*%PDF-"), "a PDF document"),
    (re.compile(rb"\{\\rtf"), "an RTF document"),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "an old Microsoft Office document (.doc, .xls)"),
    (re.compile(rb"PK\x03\x04(?s:.{0,4000}?)\bword/"), "a Word document (.docx)"),
    (re.compile(rb"PK\x03\x04(?s:.{0,4000}?)\bxl/"), "an Excel workbook (.xlsx)"),
    (re.compile(rb"PK\x03\x04(?s:.{26})mimetypeapplication/vnd\.oasis"), "an OpenDocument file (.odt)"),
    (re.compile(rb"PK\x03\x04(?s:.{26})mimetypeapplication/epub"), "an EPUB book"),
    (re.compile(rb"PK\x03\x04|PK\x05\x06"), "a ZIP archive"),
    (re.compile(rb"\x1f\x8b|BZh\d1AY|\xfd7zXZ\0|7z\xbc\xaf\x27\x1c|Rar!\x1a"), "a compressed archive"),
    (re.compile(rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|RIFF(?s:....)WEBP"), "an image"),
    (re.compile(rb"ID3[\x02-\x04]|OggS\0|fLaC|RIFF(?s:....)WAVE|\0\0\0(?s:.)ftyp"), "a sound or video file"),
    (re.compile(rb"\x7fELF|MZ(?s:.{58})(?s:..)\0\0"), "a program"),
    (re.compile(rb"SQLite format 3\0"), "an SQLite database"),
)


def signature(data: bytes) -> str:
    """Say what the file is by its first bytes ("a PDF document"); "" where they are of no known kind."""
    head = data[:8192]
    return next((name for pattern, name in _SIGNATURES if pattern.match(head)), "")


def candidates(data: bytes) -> Iterator[str]:
    """Yield the encodings to try in turn, likeliest first; each may still fail to decode `data`.

    Nothing follows UTF-8 where the bytes are binary, damaged UTF-8, or nonsense in every other encoding.
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "") or _wide(data)
    yield marked or "utf-8"
    if not marked and 0 not in data and not _damaged_utf8(data):
        yield from _other_script(data) if _mostly_not_ascii(data) else _one_byte(data)


def _wide(data: bytes) -> str:
    """The UTF-16 byte order of mostly Latin text without a byte order mark, or "".

    Every second byte of such text is NUL, and no other one is.
    """
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 or min(even, odd) or max(even, odd) * 4 < len(data):
        return ""
    encoding = "utf-16-be" if even else "utf-16-le"
    sample = data[:_SAMPLE_BYTES].decode(encoding, errors="replace")
    plain = all(c in "\t\n\r\f" or unicodedata.category(c) not in {"Cc", "Cn", "Co", "Cs"} for c in sample)
    return encoding if plain else ""


def _damaged_utf8(data: bytes) -> bool:
    """Whether the text is UTF-8 but for a few bytes: guessing would garble what is sound."""
    start = next((found.start() for found in _NOT_ASCII.finditer(data)), 0)
    text = data[start : start + _SAMPLE_BYTES].decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    return sum(c > "\x7f" for c in text) - bad >= bad


def _mostly_not_ascii(data: bytes) -> bool:
    letters = len(re.findall(rb"[A-Za-z]", data[:_SAMPLE_BYTES]))
    return sum(byte > 0x7F for byte in data[:_SAMPLE_BYTES]) > letters


def _other_script(data: bytes) -> Iterator[str]:
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE_BYTES]
    if len(data) > _SAMPLE_BYTES:  # not in the middle of a character
        sample = sample[: max(sample.rfind(b"\n"), sample.rfind(b" ")) + 1] or sample
    found = from_bytes(sample, cp_isolation=list(_OTHER))
    yield from (match.encoding for match in found)


def _one_byte(data: bytes) -> list[str]:
    """The one-byte encodings in which the text reads best, leaving out those in which it is nonsense."""
    places = [
        (data[max(0, found.start() - _WINDOW) : found.end() + _WINDOW], min(found.start(), _WINDOW), found)
        for found in islice(_NOT_ASCII.finditer(data), _SAMPLES)
    ]
    scores = {
        encoding: sum(
            _likelihood(window.decode(encoding, errors="replace"), start, start + len(found[0]))
            for window, start, found in places
        )
        for encoding in _ONE_BYTE
    }
    return sorted((name for name in _ONE_BYTE if scores[name] > 0), key=lambda name: -scores[name])


def _likelihood(text: str, start: int, end: int) -> int:
    """How well ``text[start:end]``, which is not ASCII, reads where it stands.

    Each sign and each word counts for it or, twice, against it: one impossible word outweighs a lucky sign.
    """
    score = 0
    for place in range(start, min(end, len(text))):
        if not text[place].isalpha():
            behind, before = text[:place][-1:].isalpha(), text[place + 1 : place + 2].isalpha()
            fit = (_JOINERS if before else _SIGNS - _OPENERS) if behind else _SIGNS
            score += 1 if text[place] in fit else -2
    for word in _WORD.finditer(text):
        if word.start() < end and word.end() > start:
            score += 1 if _wordlike(word[0]) else -2
    return score


def _wordlike(word: str) -> bool:
    """Whether `word` is of one script and its capitals stand where capitals do."""
    if not (word.islower() or word.istitle() or word.isupper()) or (len(word) == 1 and word.isupper()):
        return False
    foreign = [c for c in word if c > "\x7f"]
    latin = [unicodedata.name(c, "").startswith("LATIN") for c in foreign]
    if all(latin):
        return len(foreign) <= max(2, len(word) // 2)
    return len(foreign) == len(word) and not any(latin)
