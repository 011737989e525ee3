"""What the YAML parser calls its errors, in an editor's words: where it is, what it is, what to do."""

from __future__ import annotations

import re

from ruamel.yaml.error import StreamMark

from factcheck.errors import Fault

# What YAML 1.1 calls printable, https://yaml.org/spec/1.1/#id868517: all else must not stand in a file.
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # as YAML 1.1 counts lines
_QUOTE_IT = "Put the whole value in quotes."
_COLUMN = "Begin every key of a block in the same column."

# The parser's problem: what the user is told, what to do, and whether it lies where the context (a bracket, a
# quote, a key) begins rather than where the parser gave up. The problems are those of libyaml 0.2.5.
_PROBLEMS = {
    "mapping values are not allowed in this context": (
        "a colon stands where no key can be",
        f"Put a value with a colon in it in quotes. {_COLUMN}",
        False,
    ),
    "could not find expected ':'": (
        "this is neither a key with a colon nor an entry of a list",
        "Write a colon and a space behind a key; put a value that runs over several lines in quotes.",
        True,
    ),
    "did not find expected key": (
        "this line does not belong to the block that it stands in, which begins in line {context}",
        _COLUMN,
        False,
    ),
    "did not find expected '-' indicator": (
        "this line does not belong to the list that it stands in, which begins in line {context}",
        'Begin every entry of a list with "- ", in the same column.',
        False,
    ),
    "did not find expected ',' or ']'": (
        "the list that opens here with [ is not closed, or lacks a comma by line {problem}",
        "Put a comma between its entries and ] behind the last; put an entry with brackets in quotes.",
        True,
    ),
    "did not find expected ',' or '}'": (
        "the block that opens here with { is not closed, or lacks a comma by line {problem}",
        "Put a comma between its keys and } behind the last; put a value with quotes or commas in quotes.",
        True,
    ),
    "found unexpected end of stream": (
        "the quote that opens here is never closed",
        "Put the same quote behind the last word of the value.",
        True,
    ),
    "found unknown escape character": (
        "a backslash in double quotes has a meaning of its own, and this one has none",
        "Write the value in single quotes, or each backslash twice.",
        False,
    ),
    "did not find expected node content": (
        "a value or an entry is missing here",
        "Write it, or take out the comma before it; put a value that begins with a sign in quotes.",
        False,
    ),
    "block sequence entries are not allowed in this context": (
        "an entry of a list begins in the middle of a line",
        'Begin it on a line of its own, or put a value that begins with "- " in quotes.',
        False,
    ),
    "did not find expected <document start>": (
        "there is text here behind the end of what this file says",
        'Begin every entry of a list with "- ", in the same column; put a value with quotes in it in quotes.',
        False,
    ),
    "did not find expected alphabetic or numeric character": (
        "a value must not begin with & or *",
        _QUOTE_IT,
        True,
    ),
}
_OTHER = ("this cannot be read as YAML", f"Put a value with signs in it in quotes. {_COLUMN}", False)


def syntax_fault(error: Exception, text: str, path: str, last: int) -> Fault:
    """The fault for an error of ruamel.yaml's on `text`; `last` is the line of the value it read last."""
    if control := _CONTROL.search(text):
        line, column = _position(text, control.start())
        return Fault(path, line, column, f"the character U+{ord(control[0]):04X} must not stand here", "Delete it.")
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return Fault(path, 1, 1, "this cannot be read as YAML", "Save it as plain text in UTF-8.")
    context = getattr(error, "context_mark", None) or mark
    message, hint, at_context = _special(text, mark, problem, last) or _PROBLEMS.get(problem, _OTHER)
    spot = context if at_context else mark
    for slot, value in (("context", context.line + 1), ("problem", mark.line + 1)):
        message = message.replace(f"{{{slot}}}", str(value))
    return Fault(path, spot.line + 1, spot.column + 1, message, hint)


def _special(text: str, mark: StreamMark, problem: str, last: int) -> tuple[str, str, bool] | None:
    """What the characters at the problem tell, where they tell more than the parser's own words."""
    line = _line(text, mark.line)
    before, here = line[: mark.column], line[mark.column : mark.column + 1]
    if here == "\t" or before.endswith("\t") or "tab character" in problem:
        return "this line is indented with a tab", "Use spaces, as many as in the line above.", False
    if problem == "found character that cannot start any token" and here:
        return f"a value must not begin with {here}", _QUOTE_IT, False
    if problem == "did not find expected key" and before.rstrip().endswith(('"', "'")):
        hint = "Close each quote where its value ends; put a value with double quotes in it in single quotes."
        return (
            f"there is more text behind the closing quote of the value that begins in line {last}",
            hint,
            False,
        )
    return None


def _line(text: str, number: int) -> str:
    lines = _LINE_END.split(text, number + 1)
    return lines[number] if number < len(lines) else ""


def _position(text: str, offset: int) -> tuple[int, int]:
    ends = [end.end() for end in _LINE_END.finditer(text, 0, offset)]
    return len(ends) + 1, offset - (ends[-1] if ends else 0) + 1
