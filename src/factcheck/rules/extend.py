"""Entries that adjust a rule of another file: ``- extends: ID`` with a severity, a tolerance, a message, or off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from factcheck.errors import Fault
from factcheck.yamlfile import Node, shortened, text_at

KEY = "extends"
KEYS = (KEY, "severity", "allow", "message", "note", "fix")
OFF = "off"


def is_extension(node: Node) -> bool:
    """Whether an entry of a rule file adjusts a rule."""
    return isinstance(node.value, dict) and KEY in node.value


def faults_of(node: Node, bases: Mapping[str, Node]) -> Iterator[Fault]:
    """What is wrong with the extension at `node` by itself; `bases` are the rules that there are, by id."""
    assert isinstance(node.value, dict)
    name = text_at(node, KEY)
    if name not in bases:
        near = get_close_matches(name[:100], bases, 1)
        hint = (
            f'Did you mean "{near[0]}"?' if near else "Load the file with that rule too: --rules shipped --rules FILE."
        )
        yield node.at(KEY).fault(f'there is no rule "{shortened(name)}" to adjust', hint)
    for key in node.value:
        if key not in KEYS:
            near = get_close_matches(key[:100], KEYS, 1)
            hint = f'Did you mean "{near[0]}"?' if near else f"Its keys are {', '.join(KEYS)}."
            yield node.fault(f'an entry that adjusts a rule has no key "{shortened(key)}"', hint, key=key)
    if len(node.value) == 1:
        yield node.fault("this entry adjusts nothing", f"Add one of {', '.join(KEYS[1:])}.")


def merged(base: Node, extensions: list[Node]) -> Node:
    """The rule at `base` as the extensions leave it, the last of them first; each value keeps the place it has."""
    assert isinstance(base.value, dict)
    value, keys = dict(base.value), dict(base.keys)
    for extension in extensions:
        assert isinstance(extension.value, dict)
        for key, child in extension.value.items():
            if key not in KEYS or key == KEY:
                continue
            old = value.get(key)
            value[key] = _over(old, child) if key == "allow" and old is not None else child
            keys[key] = extension.keys[key]
    return Node(value, base.line, base.column, base.path, keys)


def _over(old: Node, new: Node) -> Node:
    """A block with its keys put over those of another."""
    if not isinstance(old.value, dict) or not isinstance(new.value, dict):
        return new
    return Node(old.value | new.value, new.line, new.column, new.path, old.keys | new.keys)


def is_off(rule: Node) -> bool:
    """Whether the rule is not wanted."""
    return text_at(rule, "severity") == OFF
