"""The rules of a set as a table, and one of them as it stands in its file. Pure: strings in, strings out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import PurePath
from typing import TYPE_CHECKING

from factcheck.report.safe import safe

if TYPE_CHECKING:
    from factcheck.rules.load import RuleSet
    from factcheck.rules.schema import Rule

_HEAD = ("rule", "what", "source", "series", "severity", "where")
_WIDEST = 44


def chosen(rules: RuleSet, topic: str | None, source: str | None) -> list[Rule]:
    """The rules of a topic, which is the name of their file or folder, and of a source; all where neither is given."""
    found = []
    for rule in rules.rules:
        path = PurePath(rules.places[rule.id][0])
        topics = {path.stem, path.name, *path.parent.parts}
        sources = {rule.check.source, *([rule.check.otherwise.source] if rule.check.otherwise else [])}
        if (topic is None or topic in topics) and (source is None or source in sources):
            found.append(rule)
    return found


def topics(rules: RuleSet) -> list[str]:
    """The names of the rule files, without their endings, in order."""
    return list(dict.fromkeys(PurePath(path).stem for path, _ in rules.places.values()))


def as_table(found: Sequence[Rule], rules: RuleSet, encoding: str = "utf-8") -> str:
    """A line a rule: id, what it checks, source and series, severity, file and line; long cells lose their end."""
    rows = [_HEAD, *(_row(rule, rules) for rule in found)]
    cells = [[*(_cut(safe(cell, encoding)) for cell in row[:-1]), safe(row[-1], encoding)] for row in rows]
    widths = [max(len(row[k]) for row in cells) for k in range(len(_HEAD))]
    return "".join("  ".join(map(str.ljust, row, widths)).rstrip() + "\n" for row in cells)


def _row(rule: Rule, rules: RuleSet) -> tuple[str, ...]:
    path, line = rules.places[rule.id]
    source = "" if rule.check.kind == "calendar" else rule.check.source
    where = ", ".join([f"{path}:{line}", *(f"adjusted in {p}:{n}" for p, n in rules.adjusted.get(rule.id, ()))])
    return rule.id, rule.about, source, rule.check.series, rule.severity, where


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 3] + "..."


def as_written(rule: Rule, rules: RuleSet, texts: Mapping[str, str]) -> str:
    """The rule's own lines in its file, and those that adjust it, each under a comment that says where they are."""
    path, first = rules.places[rule.id]
    parts = [_lines(path, first, rules, texts)]
    parts += [_lines(*place, rules, texts) for place in rules.adjusted.get(rule.id, ())]
    return "\n".join(parts)


def _lines(path: str, first: int, rules: RuleSet, texts: Mapping[str, str]) -> str:
    """The entry of a file that begins in line `first`."""
    begun = [*rules.places.values(), *(place for found in rules.adjusted.values() for place in found)]
    later = [line for other, line in begun if other == path and line > first]
    lines = texts[path].splitlines()[first - 1 : min(later, default=10**9) - 1]
    while lines and (not lines[-1].strip() or lines[-1].startswith("#")):
        lines.pop()
    return "\n".join([f"# {path}, line {first}", *lines]) + "\n"


def no_such_rule(name: str, rules: RuleSet) -> str:
    """What to tell of an id that no rule has: the ones that look most like it."""
    parts = {part: rule.id for rule in rules.rules for part in rule.id.split("-")}
    ids = {rule.id: rule.id for rule in rules.rules}
    near = dict.fromkeys((ids | parts)[word] for word in get_close_matches(name[:100].lower(), [*ids, *parts], 3, 0.6))
    hint = f"Did you mean {', '.join(near)}?" if near else "factcheck rules list names them all."
    return f"there is no rule {safe(name)}. {hint}"
