"""Every shipped rule loads, and says of its own examples what they expect."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.selftest import run_examples
from factcheck.sources.registry import lookup
from shipped_rules import shipped

RULES = shipped()


def test_all_shipped_rules_load() -> None:
    assert RULES.faults == ()
    assert len(RULES.rules) > 30


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_examples(rule: Any) -> None:
    wrong = []
    for example in run_examples(rule, lookup):
        if example.todo:
            assert not example.passes, f"a todo passes now; move it to its list: {example.text}"
        elif not example.passes:
            wrong.append(f"{example.expected}, got {example.got or 'nothing'}: {example.text}")
    assert not wrong, "\n" + "\n".join(wrong)
