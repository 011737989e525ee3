"""factcheck: a checker of figures and statistics in news drafts.

>>> import factcheck, datetime
>>> report = factcheck.check("The euro was launched in 1998.", date=datetime.date(2022, 3, 16))
>>> [(finding.text, str(finding.verdict)) for finding in report.findings]
[('1998', 'mismatch')]

Importing this package reads no file and starts nothing; rules, books and tables load when they are first needed.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.model import Lookup, Passed, Quantity, Report
from factcheck.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.rules.load import RuleSet

__all__ = ["Lookup", "Passed", "Quantity", "Report", "__version__", "check", "extract", "load_rules", "passed_over"]
__version__ = VERSION


def check(
    text: str,
    *,
    date: dt.date | None = None,
    today: dt.date | None = None,
    rules: RuleSet | None = None,
    lookup: Lookup | None = None,
) -> Report:
    """Check the figures of a draft and report what does not agree.

    `date` is the draft's date; without it, it is read from the text or inferred, and if that fails `today` is taken.
    With neither, figures that need the date stay unchecked: this function never reads the clock. `rules` are those
    of `load_rules`, by default the rules that ship; `lookup` answers queries, by default the books that ship.

    Raises DraftError if `text` is blank, RuleError if `rules` hold faults.
    """
    from factcheck.engine import Engine

    return Engine(rules if rules is not None else load_rules(), lookup).check(text, given=date, today=today)


def extract(text: str) -> tuple[Quantity, ...]:
    """Every figure of `text` with its exact value, unit and bound, in order; spans count characters of `text`."""
    from factcheck.extraction.quantities import find_quantities
    from factcheck.text import sentences

    return tuple(quantity for sentence in sentences(text) for quantity in find_quantities(text, sentence))


def passed_over(text: str) -> tuple[Passed, ...]:
    """Every number of `text` that is no figure, in order, with what it is: a time, a score, a name, a label."""
    from factcheck.extraction.quantities import read_sentence
    from factcheck.text import sentences

    return tuple(passed for sentence in sentences(text) for passed in read_sentence(text, sentence).passed)


def load_rules(paths: Iterable[Path | str] | None = None) -> RuleSet:
    """The rules in the files and folders `paths`, or the rules that ship.

    Raises RuleError with every fault of every file.
    """
    from factcheck.engine import read_rules
    from factcheck.errors import RuleError

    rules = read_rules([Path(path) for path in paths] if paths is not None else None)
    if rules.faults:
        raise RuleError(*rules.faults)
    return rules
