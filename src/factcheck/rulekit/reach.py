"""What rules speak of in a corpus of drafts: figures without a rule, by what they count, and rules that never fired."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factcheck.extraction.counted import singular
from factcheck.model import Finding, Report
from factcheck.report.safe import safe_lines

if TYPE_CHECKING:
    from factcheck.rules.load import RuleSet

_SHOWN = 3
"""Places named for each group of figures."""


@dataclass
class Group:
    """Figures that no rule speaks of and that count the same thing."""

    name: str
    figures: list[tuple[str, Finding]] = field(default_factory=list)


def uncovered(reports: Iterable[Report]) -> list[Group]:
    """The figures without a rule, in groups, the largest first."""
    groups: dict[str, Group] = {}
    for report in reports:
        for finding in report.findings:
            if finding.rule is None:
                name = _name(finding)
                groups.setdefault(name, Group(name)).figures.append((report.path, finding))
    return sorted(groups.values(), key=lambda group: -len(group.figures))


def _name(finding: Finding) -> str:
    """What the figure is of: the head of what it counts, its unit, what it is said of, or its kind."""
    quantity = finding.claim.quantity
    if quantity.counted:
        return quantity.counted.rsplit(maxsplit=1)[-1]
    said = singular(quantity.measured.rsplit(maxsplit=1)[-1].lower()) if quantity.measured else ""
    parts = [part for part in (quantity.unit or quantity.kind.value, said and f"({said})") if part]
    return " ".join(parts)


def fired(reports: Iterable[Report]) -> set[str]:
    """The ids of the rules that speak of a figure of the reports."""
    return {finding.rule for report in reports for finding in report.findings if finding.rule is not None}


def as_text(reports: Sequence[Report], rules: RuleSet, top: int, encoding: str = "utf-8") -> str:
    """How many figures have a rule, the `top` largest groups without one, and the rules that never fired."""
    groups = uncovered(reports)
    total = sum(len(report.findings) for report in reports)
    without = sum(len(group.figures) for group in groups)
    lines = [
        f"{total:,} figures in {len(reports):,} drafts; a rule speaks of {total - without:,}, none of {without:,}."
    ]
    if groups:
        lines += ["", "Without a rule, by what they are of:"]
        lines += [_line(group) for group in groups[:top]]
        if len(groups) > top:
            lines.append(f"  and {len(groups) - top:,} more kinds; --top shows more")
    silent = [rule.id for rule in rules.rules if rule.id not in fired(reports)]
    if silent:
        lines += [
            "",
            f"Rules that spoke of no figure here ({len(silent):,} of {len(rules.rules):,}):",
            *_wrapped(silent),
        ]
    return safe_lines("\n".join(lines), encoding)


def _line(group: Group) -> str:
    shown = [f"{path}:{one.line}:{one.column} {one.text}" for path, one in group.figures[:_SHOWN]]
    more = f", and {len(group.figures) - _SHOWN} more" if len(group.figures) > _SHOWN else ""
    return f"  {len(group.figures):>4}  {group.name}: {'; '.join(shown)}{more}"


def _wrapped(names: Sequence[str], width: int = 100) -> list[str]:
    lines, line = [], " "
    for name in names:
        if len(line) + len(name) + 1 > width:
            lines.append(line)
            line = " "
        line += f" {name}"
    return [*lines, line]
