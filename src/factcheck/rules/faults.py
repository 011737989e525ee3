"""What the schema finds wrong with a rule, in an editor's words.

Each fault is one sentence at one place of the file, with the nearest valid word and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from factcheck.errors import Fault
from factcheck.rules import schema
from factcheck.yamlfile import Node, shortened, text_at

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]

_BLOCKS: dict[str, type[BaseModel]] = {
    "claim": schema.ClaimPart,
    "check": schema.CheckPart,
    "allow": schema.AllowPart,
    "examples": schema.ExamplesPart,
    "period": schema.PeriodBounds,
    "otherwise": schema.SecondSource,
}
_SHARE = ("a percentage such as 10%", "Write the figure and the sign %, and no words.")
_TIME = (
    "a time such as 2d, 3w, 6m or 1y",
    "Write a number and d, w, m or y for days, weeks, months or years.",
)
_ALLOW = {"about": _SHARE, "revision": _SHARE, "age": _TIME, "stale": _TIME}
_TEXT = ("text", "Write one word or phrase, without [ ] or { } around it.")
_LIST = ("a list", "Write its entries in square brackets: [one, two].")
_BLOCK = ("a block of keys", "Write its keys on lines of their own, further in than this one.")
_TYPES = {
    "string_type": _TEXT,
    "string_too_short": _TEXT,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "too_short": ("a list with at least one entry", "Write one."),
    "model_type": _BLOCK,
    "dict_type": _BLOCK,
    "model_attributes_type": _BLOCK,
}
_EXAMPLES = "Add an examples: block with match, mismatch and silent, and at least one sentence in each."


def shape_faults(node: Node, error: ValidationError) -> Iterator[Fault]:
    """Each fault that the schema found in the rule at `node`: once, not again for the list around it."""
    details = [(_path(detail["loc"]), detail) for detail in error.errors()]
    unknown = [path for path, detail in details if detail["type"] == "extra_forbidden"]
    for path, detail in details:
        inside = any(other != path and other[: len(path)] == path for other, _ in details)
        if detail["type"] == "too_short" and inside:
            continue
        if detail["type"] == "missing":
            if not any(_nearest(other) == path for other in unknown):
                yield _missing(node, path)
        elif detail["type"] == "extra_forbidden":
            yield _unknown(node, path)
        elif node.at(*path).value != "" and not (path == ("message",) and detail["type"] == "value_error"):
            yield _wrong(node, path, detail)  # sense.py tells of empty values and of a message's slots


def _path(loc: Iterable[str | int]) -> Path:
    steps = (step for step in loc if not (isinstance(step, str) and step.startswith("function-")))
    return tuple("from" if step == "from_" else step for step in steps)


def _missing(node: Node, path: Path) -> Fault:
    key, parent = str(path[-1]), path[:-1]
    hint = _EXAMPLES if "examples" in path and len(path) < 3 else f"Add a line: {key}: ..."
    return node.at(*parent).fault(f'{_subject(node, parent)} lacks the key "{key}"', hint)


def _unknown(node: Node, path: Path) -> Fault:
    key, near = str(path[-1]), _nearest(path)
    hint = f'Did you mean "{near[-1]}"?' if near else f"The keys here are {', '.join(_valid_keys(path[:-1]))}."
    message = f'{_subject(node, path[:-1])} has the unknown key "{shortened(key)}"'
    return node.at(*path[:-1]).fault(message, hint, key=key)


def _wrong(node: Node, path: Path, detail: ErrorDetails) -> Fault:
    """A value of the wrong kind: what it must be, what it is, how to write it."""
    spot, key = node.at(*path), next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    subject = f'the key "{key}"' if key and not _is_example(path) else _subject(node, path)
    if detail["type"] in ("literal_error", "enum") and isinstance(spot.value, str):
        words = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
        near = get_close_matches(spot.value[:100], words, 1)
        hint = f'Did you mean "{near[0]}"?' if near else f"Write one of {', '.join(words)}."
        return spot.fault(f'{subject} has the unknown word "{shortened(spot.value)}"', hint)
    must, hint = _must(path, detail, spot)
    return spot.fault(f"{subject} must be {must}, not {_given(spot)}", hint)


def _must(path: Path, detail: ErrorDetails, spot: Node) -> tuple[str, str]:
    """What stands at `path` in a sound rule, and how to write it."""
    kind = detail["type"]
    if path[0] == "allow" and path[-1] in _ALLOW:
        return _ALLOW[str(path[-1])]
    if kind == "string_pattern_mismatch":
        slug = "-".join(re.findall(r"[a-z0-9]+", str(spot.value)[:60].lower()))
        return "lower-case words joined by hyphens", f"Write it so: {slug or 'my-rule'}."
    if kind.startswith("date"):
        return "a day such as 2022-03-16", "Write year, month and day with hyphens."
    if kind.startswith("decimal") or kind == "finite_number":
        return "a figure such as 3000381", "Write it in digits, without words, commas or spaces."
    return _TYPES.get(kind, ("written otherwise", "Write it as the other rules do."))


def _is_example(path: Path) -> bool:
    return len(path) > 1 and path[0] == "examples" and isinstance(path[-1], int)


def _given(node: Node) -> str:
    if isinstance(node.value, dict):
        return "a block of keys"
    if isinstance(node.value, list):
        return "a list" if node.value else "an empty list"
    return f'"{shortened(node.value)}"'


def _subject(node: Node, path: Path) -> str:
    if not path:
        name = text_at(node, "id")
        return f'the rule "{shortened(name)}"' if name else "this rule"
    if isinstance(path[-1], int):
        return "this example"
    return f'the block "{path[-1]}"'


def _valid_keys(path: Path) -> list[str]:
    """The keys of the block at `path`."""
    words = [step for step in path if isinstance(step, str)]
    model: type[BaseModel] = schema.Rule
    if len(words) >= 2 and words[0] == "examples":
        model = schema.Example
    elif words:
        model = _BLOCKS.get(words[-1], schema.Rule)
    return [field.alias or name for name, field in model.model_fields.items()]


def _nearest(path: Path) -> Path | None:
    """The path with its last key replaced by the valid one that looks most like it."""
    near = get_close_matches(str(path[-1])[:100], _valid_keys(path[:-1]), 1)
    return (*path[:-1], near[0]) if near else None
