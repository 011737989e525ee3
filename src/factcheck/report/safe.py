"""Makes text from drafts, rules and sources safe to show: nothing in it can steer a terminal or hide.

A character that is not printable (Unicode categories Cc, Cf, Cs, Co, Cn: terminal escapes, C1 controls,
bidirectional overrides, zero-width characters, lone surrogates) is shown as its escape. "Printable" is what
``str.isprintable`` says, see https://docs.python.org/3/library/stdtypes.html#str.isprintable.
"""

from __future__ import annotations

# Letters and marks that are printable by category, and yet show nothing:
# https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt (Default_Ignorable_Code_Point).
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
_LINE_BREAKS = frozenset("\t\n\r\u2028\u2029")
# Plain stand-ins for the punctuation of a newspaper, where the stream cannot carry it.
_PLAIN = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2013": "-",
    "\u2014": "--",
    "\u2026": "...",
    "\u00ab": "<<",
    "\u00bb": ">>",
}


def carries(encoding: str, text: str) -> bool:
    """Whether a stream in `encoding` can carry `text`; an unknown encoding is taken for ASCII."""
    try:
        text.encode(encoding)
    except LookupError:
        return text.isascii()
    except UnicodeError:
        return False
    return True


def linkable(address: str) -> bool:
    """Whether a page may link to the address: one of the web, with nothing in it that could end it."""
    return address.startswith(("https://", "http://")) and not set(address) & set(" \t\r\n<>\"'`")


def safe(text: str, encoding: str = "utf-8") -> str:
    """`text` on one line, a space for every kind of white space, an escape for all that is not printable."""
    if text.isascii() and text.isprintable():
        return text
    shown = "".join(_show(character) for character in text)
    if carries(encoding, shown):
        return shown
    return "".join(c if carries(encoding, c) else _PLAIN.get(c) or _escape(c) for c in shown)


def safe_lines(text: str, encoding: str = "utf-8") -> str:
    """`text` with its line breaks, and each line made safe; it ends in one line break."""
    return "".join(safe(line, encoding) + "\n" for line in text.rstrip("\n").split("\n"))


def safe_json(document: str, encoding: str = "utf-8") -> str:
    """A JSON `document` with the same characters as JSON escapes; its line breaks and its meaning are kept.

    They can only stand inside strings, so replacing them in the finished document is sound.
    """
    if document.isascii():
        return document.replace("\x7f", "\\u007f")
    hidden = {c for c in set(document) if c != "\n" and not (_visible(c) and carries(encoding, c))}
    return document if not hidden else document.translate({ord(c): _json_escape(c) for c in hidden})


def _visible(character: str) -> bool:
    return character.isprintable() and character not in _INVISIBLE


def _show(character: str) -> str:
    if _visible(character):
        return character
    # Above U+0020 white space is a no-break or wide space or a separator; U+0085 is a control.
    if character in _LINE_BREAKS or (character.isspace() and character > "\x9f"):
        return " "
    return _escape(character)


def _escape(character: str) -> str:
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _json_escape(character: str) -> str:
    # A lone surrogate cannot be encoded, but its escape can be written.
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i] << 8 | units[i + 1]:04x}" for i in range(0, len(units), 2))
