"""Lines of styled text for a terminal: words are wrapped, never broken; style is paint put on at the end."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from factcheck.report.safe import carries, safe

_STYLES = {
    "path": "bold",
    "place": "bold",
    "figure": "bold underline",
    "correction": "bold green",
    "label": "dim",
    "link": "cyan",
    "mismatch": "bold red",
    "outdated": "bold yellow",
    "disputed": "bold magenta",
    "unavailable": "bold magenta",
    "no-data": "bold cyan",
    "match": "bold green",
    "unchecked": "bold",
}
NARROWEST = 40
_PUNCTUATION = 4  # columns left beside a shortened word for marks and stops that stick to it


class Piece(NamedTuple):
    """A run of text in one named style; a `whole` one is an address or a path: never wrapped or shortened."""

    text: str
    style: str = ""
    whole: bool = False


@dataclass(slots=True)
class _Word:
    pieces: list[Piece]
    columns: int
    gap: str = ""  # style of the space before the word


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes: two for wide East Asian characters, none for accents."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) != 0 for c in text)


def fit(text: str, limit: int, ellipsis: str = "\u2026") -> str:
    """`text` in at most `limit` columns, its middle left out if need be; an address (``://``) stays whole."""
    if "://" in text or (len(text) <= 4 * limit and columns(text) <= limit):
        return text
    room = limit - len(ellipsis)
    head, tail = text[: room - room // 3], text[-(room // 3) :]
    while columns(head) + columns(tail) > room:
        head, tail = (head[:-1], tail) if columns(head) > 2 * columns(tail) else (head, tail[1:])
    return f"{head}{ellipsis}{tail}"


def wrap(pieces: Iterable[Piece], width: int, first: int = 0) -> list[list[Piece]]:
    """Lines of at most `width` columns, the first shorter by `first`; only a `whole` word can be longer."""
    given = list(pieces)
    if _fits_as_it_is(given, width - first):
        return [given]
    lines: list[list[Piece]] = [[]]
    room = width - first
    for word in _words(given):
        taken = word.columns
        if lines[-1] and taken + 1 > room:
            lines.append([])
            room = width
        elif lines[-1]:
            lines[-1].append(Piece(" ", word.gap))
            room -= 1
        lines[-1].extend(word.pieces)
        room -= taken
    return lines


def _fits_as_it_is(pieces: Sequence[Piece], room: int) -> bool:
    """Whether the pieces need no more than to be set down, as most do."""
    text = "".join([piece.text for piece in pieces])
    if len(text) > room or not text.isascii() or "  " in text or text != text.strip():
        return False
    return not any(piece.style and piece.text != piece.text.strip() for piece in pieces)


def _words(pieces: Iterable[Piece]) -> list[_Word]:
    words: list[_Word] = []
    apart = True
    for piece in pieces:
        if not piece.text:
            continue
        chunks = [piece.text] if piece.whole else piece.text.split()
        apart = apart or (not piece.whole and piece.text[0] == " ")
        for index, chunk in enumerate(chunks):
            part = Piece(chunk, piece.style, piece.whole)
            if index or apart:
                words.append(_Word([part], columns(chunk), piece.style if index else ""))
            else:
                words[-1].pieces.append(part)
                words[-1].columns += columns(chunk)
            apart = False
        apart = apart or (not piece.whole and piece.text[-1] == " ")
    return words


@dataclass(slots=True)
class Page:
    """A report as it grows. All text goes in through `add`, which makes it safe."""

    width: int
    encoding: str = "utf-8"
    lines: list[list[Piece]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.width = max(self.width, NARROWEST)

    @property
    def ellipsis(self) -> str:
        """What stands for words left out, as far as the stream can carry it."""
        return "\u2026" if carries(self.encoding, "\u2026") else "..."

    @property
    def marks(self) -> tuple[str, str]:
        """What stands before and after a figure, with colour too: marks can be copied and read aloud."""
        return ("\u00bb", "\u00ab") if carries(self.encoding, "\u00bb\u00ab") else (">>", "<<")

    def blank(self) -> None:
        """An empty line, but never two of them and none at the top."""
        if self.lines and self.lines[-1]:
            self.lines.append([])

    def add(self, *pieces: Piece, indent: int = 0, hang: int | None = None, label: Piece | None = None) -> None:
        """A paragraph: the first line starts with `label` at column `indent`, the others at column `hang`."""
        hang = indent if hang is None else hang
        room = self.width - hang
        clean = [Piece(safe(piece.text, self.encoding), piece.style, piece.whole) for piece in pieces]
        head = [Piece(" " * indent)]
        if label is not None:
            name = safe(label.text, self.encoding)
            # A label as long as the hang is deep still wants one space after it.
            gap = max(hang - indent - columns(name), 1)
            head += [Piece(name, label.style), Piece(" " * gap)]
        start = sum(columns(piece.text) for piece in head)
        lines = wrap(self._shortened(clean, room), room, start - hang)
        self.lines.append(head + lines[0])
        self.lines.extend([Piece(" " * hang), *line] for line in lines[1:])

    def _shortened(self, pieces: Iterable[Piece], room: int) -> Iterable[Piece]:
        for piece in pieces:
            long = not piece.whole and len(piece.text) > room // 2
            yield Piece(_each_word(piece.text, room, self.ellipsis), piece.style) if long else piece

    def render(self, color: bool) -> str:
        """The page as text, one line each, with escape sequences for styles only if `color`."""
        paint = _painter() if color else _plain
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        return "".join(_line(line, paint) + "\n" for line in self.lines)


def _each_word(text: str, room: int, ellipsis: str) -> str:
    # Splitting at single spaces keeps the spaces at both ends, which part this piece from its neighbours.
    words = text.split(" ")
    return " ".join(fit(word, room - _PUNCTUATION, ellipsis) if columns(word) > room else word for word in words)


def _plain(text: str, _style: str) -> str:
    return text


def _painter() -> Callable[[str, str], str]:
    # Imported here: rich costs 20 ms (its console 45), which no piped report needs. Markup is never read.
    from rich.color import ColorSystem
    from rich.style import Style

    styles = {name: Style.parse(style) for name, style in _STYLES.items()}

    def paint(text: str, style: str) -> str:
        return styles[style].render(text, color_system=ColorSystem.STANDARD) if style else text

    return paint


def _line(line: Sequence[Piece], paint: Callable[[str, str], str]) -> str:
    if paint is _plain:
        return "".join([piece.text for piece in line]).rstrip(" ")
    runs = groupby(line, lambda piece: piece.style)
    return "".join(paint("".join(piece.text for piece in run), style) for style, run in runs).rstrip(" ")
