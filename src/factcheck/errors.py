"""The exception tree. Each error carries its place and next step as fields; only the command line makes text.

FactcheckError
 |-- DraftError        a draft cannot be read
 |    `-- NoDraftError there is none of that name
 |-- RuleError         one or more faults in rule files (``faults``)
 |-- SettingsError     faults in factcheck.toml, a file of waivers or a baseline
 |-- BookError         a shipped book or data table is broken
 `-- SourceError       a source cannot be reached, or its answer cannot be believed
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong at one place of a file; `line` and `column` count from 1, 0 where there is none."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """``path:line:column: message. hint``."""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        hint = f" {self.hint}" if self.hint else ""
        return f"{place}: {self.message}.{hint}"


class FactcheckError(Exception):
    """Base of all errors that factcheck raises on purpose."""


class FileError(FactcheckError):
    """An error with one or more faults, each at a place of a file."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class DraftError(FileError):
    """A draft cannot be read: missing, empty, binary, too large."""


class NoDraftError(DraftError):
    """There is no draft where one is named: no such file, or none in a folder."""


class RuleError(FileError):
    """Rule files with faults; all faults of all files are in ``faults``, ordered by position."""


class SettingsError(FileError):
    """Faults in a file of settings, of waivers, or in a baseline."""


class BookError(FileError):
    """A shipped book or data table cannot be used."""


class SourceError(FactcheckError):
    """A source could not be reached or answered nonsense; `status` is the HTTP status or 0."""

    def __init__(self, source: str, message: str, *, url: str = "", status: int = 0, hint: str = "") -> None:
        super().__init__(f"{source}: {message}")
        self.source = source
        self.message = message
        self.url = url
        self.status = status
        self.hint = hint


class NotKeptError(SourceError):
    """A run without a network has no reply of an earlier one: nothing is known, which is no failure."""
