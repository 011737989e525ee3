"""Files to drafts: the text of a file with a way back from offsets to lines and columns.

Nothing is changed in the text but a byte order mark, which is dropped: line ends, control characters and
front matter stay, so that an offset means the same in the draft and in the file as decoded.
"""

from __future__ import annotations

import re
import stat
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

from factcheck import charset
from factcheck.errors import DraftError, Fault, NoDraftError
from factcheck.model import Mark

MAX_BYTES = 20_000_000
"""From this size on a file is refused: as long as thirty novels, it is a dump or an archive, not a draft."""

FRONT_MATTER_LINES = 50
"""Front matter is closed within this many lines; a rule at the top of a longer text is only a rule."""

_SAVE = "Save its text as plain text in UTF-8 and check that file"
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|[\r\n]|\Z)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_ENTRY = re.compile(r"([A-Za-z][\w.-]*(?: [\w.-]+){0,3})[ \t]*:(?:[ \t]+(.*))?$", re.DOTALL)
_COMMENT = re.compile(r"(?:^|[ \t])#")
_BLANK = " \t\n\r\f\v\ufeff\u200b\u00a0"


@dataclass(frozen=True)
class Draft:
    r"""One input document.

    `path` is the name it was given by. `text` is its decoded text as it stands in the file, line ends
    (``\n``, ``\r\n``, ``\r``) and front matter included. `encoding` is Python's name of the encoding it was
    read in. `metadata` holds the front matter, keys in lower case; the draft proper begins at `body_start`.
    Where the text is not the file's own but made from it, `starts` are the offsets at which its lines begin, or for a
    document without lines its paragraphs. `marks` are the waivers in it, `remarks` tell of those that cannot be read.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    metadata: Mapping[str, str] = field(default_factory=dict, hash=False)
    body_start: int = 0
    starts: tuple[int, ...] = ()
    marks: tuple[Mark, ...] = ()
    remarks: tuple[Fault, ...] = ()

    @cached_property
    def _starts(self) -> Sequence[int]:
        return self.starts or [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of the character at `offset`; columns count characters.

        Raises IndexError outside ``0 <= offset <= len(text)``.
        """
        if not 0 <= offset <= len(self.text):
            raise IndexError(f"offset {offset} in a draft of {len(self.text)} characters")
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def read(path: Path) -> Draft:
    """Read the draft in the file at `path`.

    Raises DraftError, with one fault that names the path and the way out, if there is no such file, it is no
    regular file, may not be read, is empty, too large, or not text.
    """
    return decode(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """The first MAX_BYTES of the file at `path`. Raises DraftError as `read` does."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):  # never opened: reading a pipe or a terminal could wait for ever
            raise _not_a_file(path, mode)
        with path.open("rb") as file:
            return file.read(MAX_BYTES)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def decode(data: bytes, name: str) -> Draft:
    """Make a draft of the bytes of a file or of standard input; `name` is its name in the report.

    Raises DraftError with one fault if `data` is blank, has MAX_BYTES or more, or is no text in a common
    encoding; where one byte is to blame, the fault names its line and column.
    """
    refuse_size(data, name)
    if kind := charset.signature(data):
        raise draft_error(name, f"this is {kind}, not plain text", f"{_SAVE}.")
    errors: list[UnicodeDecodeError] = []
    for encoding in charset.candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            errors.append(error)
            continue
        if "\0" in text:
            raise _binary(text, name)
        return from_text(text, name, encoding.removesuffix("-sig"))
    if 0 in data and errors[0].encoding == "utf-8":
        raise _binary(data.decode("latin-1"), name)
    raise _undecodable(data, name, errors[0])


def refuse_size(data: bytes, name: str) -> None:
    """Raise DraftError if `data` is too much for a draft."""
    if len(data) >= MAX_BYTES:
        size = f"{MAX_BYTES // 1_000_000} MB"
        raise draft_error(name, f"the draft has {size} or more", "Split it into one smaller file a story.")


def from_text(text: str, name: str, encoding: str = "utf-8") -> Draft:
    """Make a draft of text that is decoded already.

    Raises DraftError with one fault if nothing is in it but white space or front matter.
    """
    if not text.strip(_BLANK):
        what = "has only white space in it" if text else "is empty"
        raise draft_error(name, f"the draft {what}", "Check that it was saved, and that this is the right file.")
    metadata, body_start = _front_matter(text)
    if body_start and not text[body_start:].strip(_BLANK):
        raise draft_error(name, "the draft has only front matter", "Check that its text was saved.")
    return Draft(name, text, encoding, metadata, body_start)


def _front_matter(text: str) -> tuple[dict[str, str], int]:
    """The entries of the front matter and the offset behind it; ``{}, 0`` where the draft has none.

    It is `key: value` lines between a first line of ``---`` and one of ``---`` or ``...``. Lists and nested
    entries are passed over. Other text between two rules is not front matter.
    """
    entries: dict[str, str] = {}
    if not text.startswith("---"):
        return entries, 0
    for number, found in enumerate(islice(_LINE.finditer(text), FRONT_MATTER_LINES)):
        line = found[1].rstrip(" \t")
        if number == 0:
            if line != "---":
                break
        elif line in {"---", "..."}:
            return entries, found.end() if entries else 0
        elif line and line[0] not in " \t#-":
            entry = _ENTRY.match(line)
            if not entry:
                break
            entries.setdefault(entry[1].lower(), _scalar(entry[2] or ""))
    return {}, 0


def _scalar(value: str) -> str:
    """A plain or quoted YAML value as text; "" for a block or a collection."""
    value = value.strip(" \t")
    if value[:1] in {'"', "'"}:
        quote = value[0]
        return value[1:end] if (end := value.find(quote, 1)) > 0 else value[1:]
    if value[:1] in {"|", ">", "[", "{"}:
        return ""
    comment = _COMMENT.search(value)
    return value[: comment.start()].rstrip(" \t") if comment else value


def draft_error(name: str, message: str, hint: str, line: int = 0, column: int = 0) -> DraftError:
    """An error with one fault."""
    return DraftError(Fault(name, line, column, message, hint))


def _not_a_file(path: Path, mode: int) -> DraftError:
    if stat.S_ISDIR(mode):
        return draft_error(str(path), "this is a directory, not a draft", "Name the files in it, each by its own path.")
    kind = "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
    return draft_error(str(path), f"this is {kind}, not a file", "Give the text on standard input, with - as the name.")


def _unreadable(path: Path, error: OSError | ValueError) -> DraftError:
    if isinstance(error, FileNotFoundError):
        return NoDraftError(Fault(str(path), 0, 0, "there is no such file", "Check its name and the folder."))
    if isinstance(error, PermissionError):
        hint = "Change its permissions (or those of its folder), or ask its owner for a copy."
        return draft_error(str(path), "you have no permission to read this file", hint)
    reason = getattr(error, "strerror", "") or "no file can have this name"
    return draft_error(str(path), f"the file cannot be read ({reason.lower()})", "Check its name and the folder.")


def _binary(text: str, name: str) -> DraftError:
    line, column = Draft(name, text).position(text.index("\0"))
    return draft_error(name, "this is a binary file (it has a NUL byte here)", f"{_SAVE}.", line, column)


def _undecodable(data: bytes, name: str, error: UnicodeDecodeError) -> DraftError:
    """Place the first byte that does not decode, counting in the text before it."""
    before = data[: error.start].decode(error.encoding, errors="ignore").removeprefix("\ufeff")
    line, column = Draft(name, before).position(len(before))
    what = f"byte 0x{data[error.start]:02x} is not valid {error.encoding.upper()}"
    return draft_error(name, f"{what}, and the draft is in no other common encoding", f"{_SAVE}.", line, column)
