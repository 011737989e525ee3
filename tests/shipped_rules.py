"""The rules that ship, read once for all tests."""

from __future__ import annotations

from functools import cache

from factcheck.engine import read_rules
from factcheck.rules.load import RuleSet


@cache
def shipped() -> RuleSet:
    return read_rules()
