"""Entries of a rule file that declare a source: ``- source: NAME`` with an address, a file or a database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from factcheck.errors import Fault
from factcheck.tables import table
from factcheck.yamlfile import Node, shortened, text_at

KEY = "source"
PLACES = ("url", "file", "database")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(:\d+)?/\S*|http://(127\.0\.0\.1|localhost)(:\d+)?/\S*")
_KEY_IN = re.compile(r"(header|parameter) [A-Za-z0-9_-]+")
_SLOTS = re.compile(r"\{([^{}]*)\}")
SLOTS = ("place", "iso2", "series")


class AnySeries(frozenset[str]):
    """The series of a declared source: whatever a rule writes, or nothing."""

    def __contains__(self, name: object, /) -> bool:
        """Always."""
        return True


def keys() -> Mapping[str, str]:
    """The keys of such an entry, each with its meaning."""
    found: Mapping[str, str] = table("rule_keys")["source"]
    return found


def is_declaration(node: Node) -> bool:
    """Whether an entry of a rule file declares a source."""
    return isinstance(node.value, dict) and KEY in node.value and "check" not in node.value and "id" not in node.value


def faults_of(node: Node, taken: Mapping[str, object]) -> Iterator[Fault]:
    """What is wrong with the declaration at `node`; `taken` are the names of other sources."""
    assert isinstance(node.value, dict)
    yield from _key_faults(node)
    name = text_at(node, KEY)
    if not _NAME.fullmatch(name):
        yield node.at(KEY).fault(f'"{shortened(name)}" is no name of a source', "Write small letters and hyphens.")
    elif name in taken:
        yield node.at(KEY).fault(f'the name "{name}" is that of another source', "Give it a name of its own.")
    for key in ("about", "value"):
        if key not in node.value:
            yield node.fault(f'the source lacks the key "{key}"', f"It means: {keys()[key]}.")
    where = [key for key in PLACES if key in node.value]
    if len(where) != 1:
        yield node.fault("a source has one of the keys url, file and database", "Write where its figures are.")
    yield from _address_faults(node)
    for key in ("key", "database"):
        if key in node.value and not _VARIABLE.fullmatch(text_at(node, key)):
            hint = f"Write the name of a variable of the environment, such as MY_{key.upper()}; it holds the secret."
            yield node.at(key).fault(f'"{key}" must name a variable, in capitals', hint)
    yield from _path_faults(node)


def _key_faults(node: Node) -> Iterator[Fault]:
    assert isinstance(node.value, dict)
    for key, child in node.value.items():
        if key not in keys():
            near = get_close_matches(key[:100], keys(), 1)
            hint = f'Did you mean "{near[0]}"?' if near else f"Its keys are {', '.join(keys())}."
            yield node.fault(f'a source has no key "{shortened(key)}"', hint, key=key)
        elif not isinstance(child.value, str) or not child.value.strip():
            yield child.fault(f'the key "{key}" of a source must be text', f"It means: {keys()[key]}.")


def _address_faults(node: Node) -> Iterator[Fault]:
    address = text_at(node, "url")
    if address and not _ADDRESS.fullmatch(address):
        yield node.at("url").fault("the address must begin with https:// and a host", "Write https://HOST/...")
    for slot in dict.fromkeys(_SLOTS.findall(address)):
        if slot not in SLOTS:
            hint = f"The slots are {', '.join(f'{{{one}}}' for one in SLOTS)}."
            yield node.at("url").fault(f'the address has the unknown slot "{{{shortened(slot)}}}"', hint)
    if address and "{" in address.split("/", 3)[2]:
        yield node.at("url").fault("the host must not have a slot", "Write it out.")
    if text_at(node, "format") not in ("", "json", "csv"):
        yield node.at("format").fault("the format is json or csv", "Write one of them.")
    where = text_at(node, "key-in")
    if where and not _KEY_IN.fullmatch(where):
        hint = "Write: header NAME, or: parameter NAME."
        yield node.at("key-in").fault(f'"{shortened(where)}" does not say where the key goes', hint)


def _path_faults(node: Node) -> Iterator[Fault]:
    """Paths of JMESPath that cannot be read."""
    assert isinstance(node.value, dict)
    if "url" not in node.value or text_at(node, "format") == "csv":
        return
    import jmespath
    from jmespath.exceptions import JMESPathError

    for key in ("rows", "value", "low", "high", "period", "place", "series"):
        text = text_at(node, key)
        if not text:
            continue
        try:
            jmespath.compile(text)
        except JMESPathError:
            hint = "See https://jmespath.org/tutorial.html; a name with a sign in it stands in double quotes."
            yield node.at(key).fault(f'"{shortened(text)}" is no path of JMESPath', hint)


TABLE = "table"
"""What a rule's own ``check: {source: table, table: {...}}`` is named by."""


def own_table(rule: Node) -> tuple[Node, Node | None]:
    """The rule with the table in its check as a source by a name, and the declaration of that source.

    The rule comes back as it is, with ``None``, where its check has none.
    """
    check = rule.at("check")
    if not isinstance(check.value, dict) or text_at(check, KEY) != TABLE or TABLE not in check.value:
        return rule, None
    assert isinstance(rule.value, dict)
    block = check.value[TABLE]
    name = replace(check.value[KEY], value=f"{text_at(rule, 'id')}-{TABLE}")
    content = block.value if isinstance(block.value, dict) else {}
    declaration = replace(block, value={KEY: name, "about": rule.value.get("about", name), **content})
    value = {key: child for key, child in check.value.items() if key != TABLE} | {KEY: name}
    return replace(rule, value=rule.value | {"check": replace(check, value=value)}), declaration


def declared(node: Node) -> dict[str, str]:
    """The declaration as plain text by key, with the folder of its file."""
    assert isinstance(node.value, dict)
    plain = {key: str(child.value) for key, child in node.value.items()}
    return plain | {"folder": str(Path(node.path).parent)}
