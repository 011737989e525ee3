"""Rule files to rules: every fault of every file is collected, with its place and how to write it right."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from factcheck.errors import Fault, FileError
from factcheck.yamlfile import Node, load

KnownSeries = Mapping[str, Callable[[], frozenset[str]]]
"""Source name to a function that gives the names of its series."""


@dataclass(frozen=True)
class RuleSet:
    """The rules that loaded, in file order; `places` says where each id stands; `digest` names their content."""

    rules: tuple[Any, ...]
    places: Mapping[str, tuple[str, int]]
    faults: tuple[Fault, ...]
    digest: str


def rule_files(paths: Iterable[Path]) -> list[Path]:
    """The rule files that `paths` name: files as they are, folders with all their ``.yaml`` and ``.yml`` files.

    Raises FileError for a path that does not exist.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(p for p in path.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())
        elif path.exists():
            found.append(path)
        else:
            raise FileError(Fault(str(path), 0, 0, "does not exist", "Name a rule file or a folder of rule files."))
    return list(dict.fromkeys(found))


def load_rules(texts: Iterable[tuple[str, str]], series: KnownSeries) -> RuleSet:
    """The rules in `texts`, pairs of a file's name and content; `series` are the sources that rules may name."""
    rules: list[Any] = []
    places: dict[str, tuple[str, int]] = {}
    faults: list[Fault] = []
    digest = hashlib.sha256()
    for name, text in texts:
        digest.update(text.encode())
        try:
            root = load(text, name)
        except FileError as error:
            faults += error.faults
            continue
        if not isinstance(root.value, list):
            hint = "Begin each rule with a line like: - id: my-rule"
            faults.append(root.fault("is not a list of rules", hint))
            continue
        for node in root.value:
            rule, wrong = _rule(node, series)
            if rule is not None and rule.id in places:
                path, line = places[rule.id]
                place = node.at("id")
                wrong = [place.fault(f'uses the id "{rule.id}" again; it stands in {path}, line {line}', "Rename one.")]
            if wrong:
                faults += wrong
            elif rule is not None:
                rules.append(rule)
                places[rule.id] = (name, node.line)
    ordered = tuple(sorted(faults, key=lambda fault: (fault.path, fault.line, fault.column)))
    return RuleSet(tuple(rules), places, ordered, digest.hexdigest()[:16])


def _rule(node: Node, series: KnownSeries) -> tuple[Any, list[Fault]]:
    from pydantic import ValidationError

    from factcheck.rules.schema import Rule

    if not isinstance(node.value, dict):
        return None, [node.fault("is not a rule", "A rule is a set of keys: id, about, claim, check, examples.")]
    try:
        rule = Rule.model_validate(node.plain())
    except ValidationError as error:
        return None, [_fault(node, detail) for detail in error.errors()]
    return rule, _sense(node, rule, series)


def _sense(node: Node, rule: Any, series: KnownSeries) -> list[Fault]:
    """Faults that the shape of the keys does not show: an unknown source or series, nothing to match."""
    check, faults = node.at("check"), []
    if rule.check.kind == "calendar":
        return []
    if rule.check.source not in series:
        near = get_close_matches(rule.check.source, series, 1)
        hint = f'Did you mean "{near[0]}"?' if near else f"Known sources: {', '.join(sorted(series))}."
        faults.append(check.at("source").fault(f'asks the unknown source "{rule.check.source}"', hint))
    elif rule.check.series not in (known := series[rule.check.source]()):
        near = get_close_matches(rule.check.series, known, 1)
        hint = f'Did you mean "{near[0]}"?' if near else f'List the series with the source "{rule.check.source}".'
        message = f'asks {rule.check.source} for the unknown series "{rule.check.series}"'
        faults.append(check.at("series").fault(message, hint))
    if not rule.claim.counts:
        hint = "Write counts: with the words that the figure counts or measures."
        faults.append(node.at("claim").fault("has no counts, so it would speak of every figure", hint))
    return faults


def _fault(node: Node, detail: Any) -> Fault:
    """One error of pydantic's as a sentence with its place in the file."""
    path = tuple(step for step in detail["loc"] if not (isinstance(step, str) and step.startswith("function-")))
    path = tuple("from" if step == "from_" else step for step in path)
    spot, key, kind = node.at(*path), str(path[-1]) if path else "", detail["type"]
    if kind == "extra_forbidden":
        valid = _valid_keys(path[:-1])
        near = get_close_matches(key, valid, 1)
        hint = f'Did you mean "{near[0]}"?' if near else f"Keys here: {', '.join(valid)}."
        return node.at(*path[:-1]).fault(f'has the unknown key "{key}"', hint, key=key)
    if kind == "missing":
        parent = node.at(*path[:-1])
        if "examples" in path:
            hint = "Add an examples: block with match, mismatch and silent, each with at least one sentence."
        else:
            hint = f"Add a line: {key}: ..."
        return parent.fault(f'lacks the key "{key}"', hint)
    return spot.fault(f"{_named(path)} {_said(detail)}", _advice(detail))


def _named(path: tuple[Any, ...]) -> str:
    keys = [str(step) for step in path if isinstance(step, str)]
    return f'key "{keys[-1]}"' if keys else "this rule"


def _said(detail: Any) -> str:
    given = detail.get("input")
    shown = f' not "{given}"' if isinstance(given, str) and len(given) < 60 else ""
    match detail["type"]:
        case "literal_error" | "enum":
            return f"must be one of {detail['ctx']['expected']}," + (shown or " not something else")
        case "too_short":
            return "must hold at least one entry"
        case "string_pattern_mismatch":
            return f"must be lower-case words joined by hyphens,{shown}"
        case "string_type" | "string_too_short":
            return "must be text"
        case "tuple_type" | "list_type":
            return f"must be a list in [ ],{shown}"
        case "decimal_parsing" | "decimal_type":
            return f"must be a figure such as 3000381,{shown}"
        case "value_error":
            return f"is not right: {detail['msg'].removeprefix('Value error, ')}{',' + shown if shown else ''}"
        case kind if kind.startswith("date"):
            return f"must be a day such as 2022-03-16,{shown}"
        case "model_type" | "dict_type" | "model_attributes_type":
            return "must be a block of keys"
    return f"is not right: {detail['msg']}"


def _advice(detail: Any) -> str:
    return "Write it as in the other rules of this folder." if detail["type"] in ("model_type", "dict_type") else ""


def _valid_keys(path: tuple[Any, ...]) -> list[str]:
    from factcheck.rules import schema

    named = {
        "claim": schema.ClaimPart,
        "check": schema.CheckPart,
        "allow": schema.AllowPart,
        "examples": schema.ExamplesPart,
        "period": schema.PeriodBounds,
    }
    words = [step for step in path if isinstance(step, str)]
    if len(words) >= 2 and words[0] == "examples":
        model: Any = schema.Example
    else:
        model = named[words[-1]] if words and words[-1] in named else schema.Rule
    return [field.alias or name for name, field in model.model_fields.items()]
