"""The examples of rules, run: a report for reading, and one for JUnit's readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from factcheck.report.safe import safe_lines

if TYPE_CHECKING:
    from factcheck.rules.load import RuleSet
    from factcheck.selftest import Example


def is_wrong(example: Example) -> bool:
    """Whether an example fails, or is marked as a known miss and passes."""
    return example.passes == example.todo


def as_text(examples: Sequence[Example], rules: RuleSet, encoding: str = "utf-8") -> str:
    """Each example that is wrong with what was expected and got, and a line that counts them all."""
    wrong = [example for example in examples if is_wrong(example)]
    blocks = [_block(example, rules) for example in wrong]
    missed = sum(example.todo and not example.passes for example in examples)
    tested = len({example.rule for example in examples})
    total = (
        f"{_count(len(examples), 'example')} of {_count(tested, 'rule')}: {len(examples) - len(wrong) - missed} passed"
    )
    total += f", {len(wrong)} failed" + (f", {_count(missed, 'known miss', 'known misses')}" if missed else "") + "."
    return safe_lines("\n".join([*blocks, total]), encoding)


def _block(example: Example, rules: RuleSet) -> str:
    path, line = rules.places[example.rule]
    got = ", ".join(example.got) or "silent"
    if example.todo:
        said = f"    this todo is read right now ({got}): move it to the list of its verdict"
    else:
        said = f"    expected  {example.expected}\n    got       {got}"
    return f"{path}:{line}: {example.rule}\n    {example.text}\n{said}\n"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def as_junit(examples: Sequence[Example], rules: RuleSet) -> str:
    """One test suite a file, one test case an example, known misses as skipped."""
    suites: dict[str, list[Example]] = {}
    for example in examples:
        suites.setdefault(rules.places[example.rule][0], []).append(example)
    wrong = sum(map(is_wrong, examples))
    parts = [f'<testsuites name="factcheck rules" tests="{len(examples)}" failures="{wrong}">']
    for path, cases in suites.items():
        failed, skipped = sum(map(is_wrong, cases)), sum(case.todo and not case.passes for case in cases)
        counts = f'tests="{len(cases)}" failures="{failed}" skipped="{skipped}"'
        parts += [f"  <testsuite name={_attribute(path)} {counts}>", *map(_case, cases), "  </testsuite>"]
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join([*parts, "</testsuites>"]) + "\n"


def _case(example: Example) -> str:
    opened = f"    <testcase classname={_attribute(example.rule)} name={_attribute(example.text)}"
    got = ", ".join(example.got) or "silent"
    if is_wrong(example):
        message = "a todo that passes" if example.todo else f"expected {example.expected}, got {got}"
        return f"{opened}><failure message={_attribute(message)}/></testcase>"
    if example.todo:
        return f'{opened}><skipped message="known miss"/></testcase>'
    return f"{opened}/>"


def _attribute(text: str) -> str:
    """The text as an attribute of XML, without the characters that XML cannot hold."""
    return quoteattr("".join(letter if letter.isprintable() else " " for letter in text))
