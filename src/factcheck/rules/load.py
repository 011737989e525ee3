"""Rule files to rules: every fault of every file is collected, with its place and how to write it right."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck import document
from factcheck.errors import DraftError, Fault, FileError
from factcheck.rules.declared import KEY as SOURCE
from factcheck.rules.declared import AnySeries, declared, is_declaration, own_table
from factcheck.rules.declared import faults_of as declaration_faults
from factcheck.rules.extend import KEY, faults_of, is_extension, is_off, merged
from factcheck.yamlfile import Node, read, shortened, text_at

if TYPE_CHECKING:
    from factcheck.rules.index import Index
    from factcheck.rules.sense import KnownSeries

_BEGIN = 'Begin each rule with a line like "- id: my-rule".'
_KEYS = "A rule is a block of keys: id, about, claim, check, examples."


@dataclass(frozen=True)
class RuleSet:
    """The rules that loaded, in order; `places` has file and line of each id, `digest` is of the texts.

    `written` are the rules as their files hold them, `adjusted` has file and line of what adjusts a rule, by its id;
    `index` says which can speak of a figure, where that is known already. `declared` are the sources that the files
    declare, by name.
    """

    rules: Sequence[Any]
    places: Mapping[str, tuple[str, int]]
    faults: tuple[Fault, ...]
    digest: str
    written: Sequence[Any] = ()
    adjusted: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    index: Index | None = None
    declared: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def rule_files(paths: Iterable[Path]) -> list[Path]:
    """The rule files that `paths` name: files as they are, folders with their ``.yaml`` and ``.yml`` files.

    Raises FileError for a path that does not exist.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(p for p in path.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())
        elif path.exists():
            found.append(path)
        else:
            hint = "Name a rule file or a folder of them."
            raise FileError(Fault(str(path), 0, 0, "there is no such file or folder", hint))
    return list(dict.fromkeys(found))


def read_files(paths: Iterable[Path]) -> tuple[list[tuple[str, str]], tuple[Fault, ...]]:
    """The names and texts of rule files, blank ones as "", and a fault for each file that cannot be read."""
    texts: list[tuple[str, str]] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            texts.append((str(path), document.read(path).text))
        except DraftError as error:
            if path.is_file() and path.stat().st_size < document.MAX_BYTES and not path.read_bytes().strip():
                texts.append((str(path), ""))
            else:
                faults += [_as_rules(fault) for fault in error.faults]
    return texts, tuple(faults)


def _as_rules(fault: Fault) -> Fault:
    """A fault of a draft as one of a rule file."""
    message = fault.message.replace("the draft", "the file").replace("a draft", "a file")
    return replace(fault, message=message, hint=fault.hint.replace("a story", "a topic"))


def load_rules(texts: Iterable[tuple[str, str]], series: KnownSeries, unread: Iterable[Fault] = ()) -> RuleSet:
    """The rules in `texts`, pairs of a file's name and content; `series` are the sources that rules may name.

    A rule with a fault is left out, and its faults are told; `unread` are the faults of files without a text. An entry
    with ``extends`` adjusts a rule of any file; of several for one rule the last wins, key by key.
    """
    faults = list(unread)
    digest = hashlib.sha256()
    entries: list[tuple[Node, list[Fault]]] = []
    for name, text in texts:
        digest.update(text.encode())
        try:
            root, odd = read(text, name)
        except FileError as error:
            faults += error.faults
            continue
        faults += odd
        for node, start, end in _entries(root, faults):
            entries.append((node, [fault for fault in odd if start <= fault.line < end]))
    sources = _declared([node for node, _ in entries if is_declaration(node)], series, faults)
    entries = [entry for entry in entries if not is_declaration(entry[0])]
    loading = _Loading(series, sources, faults)
    bases = [entry for entry in entries if not is_extension(entry[0])]
    loading.adjust([node for node, wrong in entries if is_extension(node) and not wrong], [node for node, _ in bases])
    for node, wrong in bases:
        loading.add(node, wrong)
    ordered = tuple(sorted(faults, key=lambda fault: (fault.path, fault.line, fault.column)))
    return RuleSet(
        rules=tuple(loading.rules),
        places=loading.places,
        faults=ordered,
        digest=digest.hexdigest()[:16],
        written=tuple(loading.written),
        adjusted=loading.adjusted(),
        declared=loading.declared,
    )


def _declared(nodes: list[Node], series: KnownSeries, faults: list[Fault]) -> dict[str, dict[str, str]]:
    """The sources that entries declare, by name; one with a fault is there too, so that its rules have none."""
    found: dict[str, dict[str, str]] = {}
    for node in nodes:
        faults += declaration_faults(node, {**series, **found})
        found[text_at(node, SOURCE)] = declared(node)
    return found


class _Loading:
    """Rules as they are found, with the faults of those that are left out."""

    def __init__(self, series: KnownSeries, sources: dict[str, dict[str, str]], faults: list[Fault]) -> None:
        self.series: KnownSeries = {**series, **dict.fromkeys(sources, AnySeries)}
        self.declared = sources
        self.faults = faults
        self.rules: list[Any] = []
        self.written: list[dict[str, Any]] = []
        self.places: dict[str, tuple[str, int]] = {}
        self._extensions: dict[str, list[Node]] = {}

    def adjust(self, extensions: list[Node], bases: list[Node]) -> None:
        """Take in the entries that adjust one of the `bases`, or the faults of those that cannot."""
        known = {text_at(node, "id"): node for node in bases}
        for node in extensions:
            wrong = list(faults_of(node, known))
            self.faults += wrong
            if not wrong:
                self._extensions.setdefault(text_at(node, KEY), []).append(node)

    def add(self, node: Node, wrong: list[Fault]) -> None:
        """Take in a rule unless something is wrong with it; one that is adjusted wrongly stays as it was."""
        extensions = self._extensions.get(text_at(node, "id"), [])
        last = merged(node, extensions) if extensions else node
        if is_off(last) and extensions:
            return
        last = self._with_source(last)
        rule, more = _rule(last, self.series, {(fault.line, fault.column) for fault in wrong})
        more += _again(node, self.places)
        self.faults += more
        if extensions and more:
            last = self._with_source(node)
            rule, more = _rule(last, self.series, {(fault.line, fault.column) for fault in wrong})
        if rule is not None and not wrong and not more:
            self.rules.append(rule)
            self.written.append(last.plain())

    def _with_source(self, node: Node) -> Node:
        """The rule, the table of its own taken in among the sources."""
        node, table = own_table(node)
        if table is not None:
            name = text_at(table, SOURCE)
            self.faults += declaration_faults(table, self.series if name not in self.declared else {})
            self.declared[name] = declared(table)
            self.series = {**self.series, name: AnySeries}
        return node

    def adjusted(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """File and line of what adjusts each rule, by id."""
        return {name: tuple((one.path, one.line) for one in found) for name, found in self._extensions.items()}


def _entries(root: Node, faults: list[Fault]) -> list[tuple[Node, int, int]]:
    """The rules of a file, each with its first line and the first line behind it."""
    if not isinstance(root.value, list):
        what = "this file is not a list of rules" if root.value else "this file has no rules in it"
        faults.append(root.fault(what, _BEGIN))
        return []
    ends = [node.line for node in root.value[1:]] + [10**9]
    return [(node, node.line, end) for node, end in zip(root.value, ends, strict=True)]


def _rule(node: Node, series: KnownSeries, told: set[tuple[int, int]]) -> tuple[Any, list[Fault]]:
    """The rule at `node` and its faults, but for those at `told` places, where the YAML itself is wrong."""
    from pydantic import ValidationError

    from factcheck.rules.faults import shape_faults
    from factcheck.rules.schema import Rule
    from factcheck.rules.sense import sense_faults

    if not isinstance(node.value, dict):
        return None, [node.fault("this is not a rule", _KEYS)]
    rule, faults = None, list(sense_faults(node, series))
    try:
        rule = Rule.model_validate(node.plain())
    except ValidationError as error:
        faults += shape_faults(node, error)
    return rule, [fault for fault in faults if (fault.line, fault.column) not in told]


def _again(node: Node, places: dict[str, tuple[str, int]]) -> list[Fault]:
    """A fault if the rule's id is taken; else it is taken now."""
    name = text_at(node, "id")
    if name in places:
        path, line = places[name]
        message = f'the id "{shortened(name)}" is taken by the rule in {path}, line {line}'
        return [node.at("id").fault(message, "Give each rule an id of its own.")]
    if name:
        places[name] = (node.path, node.line)
    return []
