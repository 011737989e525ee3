"""YAML with positions: a tree of nodes that know their line and column, read by ruamel.yaml.

The C parser of libyaml is used where it is installed: it reads a shipped file in a tenth of the time of the pure
one. Scalars stay strings, so that "1.50" keeps its last digit and "no" is not a truth value; anchors, aliases and
tags are refused, since a rule needs none and an alias can grow without end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from factcheck.errors import Fault, FileError


@dataclass(slots=True)
class Node:
    """One YAML value: a string, a list of nodes or a dict of key to node; `keys` holds the place of each key."""

    value: str | list[Node] | dict[str, Node]
    line: int
    column: int
    path: str
    keys: dict[str, tuple[int, int]]

    def plain(self) -> Any:
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
            if isinstance(node.value, dict) and isinstance(step, str) and step in node.value:
                node = node.value[step]
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            else:
                break
        return node


def load(text: str, path: str) -> Node:
    """The one document in `text`; `path` names the file in errors.

    Raises FileError with the place of each duplicate key, alias, tag or error of syntax.
    """
    try:
        root = YAML(typ="safe", pure=False).compose(text)
    except (MarkedYAMLError, ReaderError, ValueError) as error:
        raise FileError(_syntax_fault(error, path)) from None
    except RecursionError:
        raise FileError(Fault(path, 1, 1, "is nested too deeply to be read")) from None
    if root is None:
        return Node("", 1, 1, path, {})
    faults: list[Fault] = []
    node = _convert(root, path, faults, set())
    if faults:
        raise FileError(*faults)
    return node


def _syntax_fault(error: Exception, path: str) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    hint = "Check the indentation, the quotes and the colons of this line and the one before it."
    if isinstance(mark, object) and mark is not None:
        return Fault(path, mark.line + 1, mark.column + 1, f"is not YAML here: {problem}", hint)
    return Fault(path, 1, 1, f"is not YAML: {problem}", hint)


def _convert(node: Any, path: str, faults: list[Fault], seen: set[int]) -> Node:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if id(node) in seen or getattr(node, "anchor", None):
        faults.append(Fault(path, line, column, "uses an anchor or alias (& or *)", "Write the value out."))
        return Node("", line, column, path, {})
    seen.add(id(node))
    if isinstance(node, ScalarNode):
        return Node(str(node.value), line, column, path, {})
    if isinstance(node, SequenceNode):
        return Node([_convert(child, path, faults, seen) for child in node.value], line, column, path, {})
    assert isinstance(node, MappingNode)
    values: dict[str, Node] = {}
    keys: dict[str, tuple[int, int]] = {}
    for key, child in node.value:
        name, place = str(key.value), (key.start_mark.line + 1, key.start_mark.column + 1)
        if name in values:
            faults.append(Fault(path, *place, f'has the key "{name}" twice', "Keep one of them."))
            continue
        values[name], keys[name] = _convert(child, path, faults, seen), place
    return Node(values, line, column, path, keys)
