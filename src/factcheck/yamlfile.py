"""YAML with positions: a tree of nodes that know their line and column, from the events of ruamel.yaml.

The C parser of libyaml is used where it is installed: it reads a shipped file in a tenth of the time of the
pure one. Scalars stay strings, so that "1.50" keeps its last digit and "no" is not a truth value; anchors,
aliases and tags are refused, since a rule needs none and an alias can grow without end. Events are read one
by one because the parser's own tree is built by recursion in C, where deep nesting ends the whole process.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError, YAMLStreamError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from factcheck.errors import Fault, FileError
from factcheck.yamlsyntax import syntax_fault

MAX_DEPTH = 40
"""Lists and blocks inside one another; a rule needs five."""


@dataclass(slots=True)
class Node:
    """One YAML value: a string, a list of nodes or a dict of key to node; `keys` has the place of each."""

    value: str | list[Node] | dict[str, Node]
    line: int
    column: int
    path: str
    keys: dict[str, tuple[int, int]]

    def plain(self) -> Any:  # noqa: ANN401  callers know what their file holds
        """The value as strings, lists and dicts, without positions."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def fault(self, message: str, hint: str = "", *, key: str | None = None) -> Fault:
        """A fault at this node, or at one of its keys."""
        line, column = self.keys[key] if key is not None and key in self.keys else (self.line, self.column)
        return Fault(self.path, line, column, message, hint)

    def at(self, *path: str | int) -> Node:
        """The node at the end of `path`, or the last one on the way that exists."""
        node = self
        for step in path:
            child = None
            if isinstance(node.value, dict):
                child = node.value.get(str(step))
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                child = node.value[step]
            if child is None:
                break
            node = child
        return node


def load(text: str, path: str) -> Node:
    """The one document in `text`; `path` names the file in errors.

    Raises FileError with each duplicate key, anchor, alias and tag, or with the first error of syntax.
    """
    node, faults = read(text, path)
    if faults:
        raise FileError(*faults)
    return node


def read(text: str, path: str) -> tuple[Node, tuple[Fault, ...]]:
    """The one document in `text`, with a fault for each duplicate key, anchor, alias or tag in it.

    Where a key stands twice, its first value is taken; an alias reads as "". Raises FileError for an error of
    syntax, since nothing behind it can be trusted.
    """
    builder = _Builder(path)
    try:
        for event in YAML(typ="safe", pure=False).parse(text):
            builder.take(event)
    except (YAMLError, YAMLStreamError, ValueError) as error:
        raise FileError(syntax_fault(error, text, path, builder.last.line)) from None
    return builder.root or Node("", 1, 1, path, {}), tuple(builder.faults)


class _Builder:
    """Events in, nodes out: `_open` has the lists and blocks that are not closed yet, `_key` the last key."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.root: Node | None = None
        self.last = Node("", 0, 0, path, {})
        self.faults: list[Fault] = []
        self._open: list[tuple[Node, str | None]] = []
        self._key: str | None = None

    def take(self, event: Event) -> None:
        """Add what `event` says. Raises FileError where it is no use to read on."""
        if isinstance(event, CollectionEndEvent):
            _, self._key = self._open.pop()
        elif isinstance(event, NodeEvent):
            self._node(event)
        elif isinstance(event, DocumentStartEvent) and self.root is not None:
            hint = "Keep all that is in this file in one list, and take this line out."
            raise FileError(self._fault(event, "a second document begins here", hint))

    def _node(self, event: NodeEvent) -> None:
        mark = event.start_mark
        if isinstance(event, ScalarEvent):
            value: str | list[Node] | dict[str, Node] = event.value
        elif isinstance(event, AliasEvent):
            value = ""
        else:
            value = {} if isinstance(event, MappingStartEvent) else []
        node = self.last = Node(value, mark.line + 1, mark.column + 1, self.path, {})
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            self._refuse(event)
        self._place(node, event)
        if isinstance(event, CollectionStartEvent):
            if len(self._open) >= MAX_DEPTH:
                message = f"more than {MAX_DEPTH} lists and blocks stand inside one another here"
                raise FileError(self._fault(event, message, "Write it without so many brackets and dashes."))
            self._open.append((node, self._key))
            self._key = None

    def _place(self, node: Node, event: NodeEvent) -> None:
        """Put `node` into the list or block that is open, or take it for the next key of the block."""
        parent = self._open[-1][0] if self._open else None
        if parent is None:
            self.root = node
        elif isinstance(parent.value, list):
            parent.value.append(node)
        elif isinstance(parent.value, dict) and self._key is None:
            self._name(node, event, parent)
        elif isinstance(parent.value, dict) and self._key is not None:
            parent.value.setdefault(self._key, node)
            self._key = None

    def _name(self, node: Node, event: NodeEvent, parent: Node) -> None:
        if not isinstance(node.value, str):
            hint = "Begin the line with a word and a colon; put a value that begins with [ or { in quotes."
            self.faults.append(self._fault(event, "a list or block stands where a key belongs", hint))
        self._key = str(node.value) if isinstance(node.value, str) else ""
        if self._key in parent.keys:
            first = parent.keys[self._key][0]
            message = f'the key "{shortened(self._key)}" stands twice in this block, first in line {first}'
            self.faults.append(self._fault(event, message, "Keep one of them."))
        parent.keys.setdefault(self._key, (node.line, node.column))

    def _refuse(self, event: NodeEvent) -> None:
        if isinstance(event, AliasEvent):
            message = f'"*{shortened(event.anchor)}" stands for a value written elsewhere'
            hint = "Write the value out here, or put the text in quotes."
        elif event.anchor is not None:
            message = f'"&{shortened(event.anchor)}" gives a value a name'
            hint = "Take it out and write the value wherever it is needed, or put the text in quotes."
        else:
            tag = str(getattr(event, "tag", "")).replace("tag:yaml.org,2002:", "!!")
            message = f'"{shortened(tag)}" gives a value a type'
            hint = "Take it out, or put the text in quotes."
        self.faults.append(self._fault(event, message, hint))

    def _fault(self, event: Event, message: str, hint: str) -> Fault:
        return Fault(self.path, event.start_mark.line + 1, event.start_mark.column + 1, message, hint)


def shortened(text: str, limit: int = 60) -> str:
    """`text` for a message, on one line: all of it, or its beginning and an ellipsis."""
    text = " ".join(text.split()) if "\n" in text or "\r" in text else text
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def text_at(node: Node, key: str) -> str:
    """The text at `key` of a block; "" where there is none."""
    child = node.value.get(key) if isinstance(node.value, dict) else None
    return child.value if child is not None and isinstance(child.value, str) else ""
