"""Where reports go: one to standard output, others each to a file, and on GitHub Actions what it shows by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from factcheck.errors import Fault, FileError
from factcheck.model import Report
from factcheck.report import REPORTERS, ReportOptions
from factcheck.terminal import github_summary, on_github, send

FORMATS = tuple(REPORTERS)


@dataclass(frozen=True, slots=True)
class Output:
    """A report in `format` for the file at `path`."""

    format: str
    path: Path


def parse_output(word: str) -> Output:
    """``FORMAT=FILE`` as an output. Raises ValueError, with what to write instead, for all else."""
    name, equals, path = word.partition("=")
    if not equals or not path:
        raise ValueError(f"{word!r} names no file; write it as sarif=report.sarif")
    if name not in FORMATS:
        raise ValueError(f"{name!r} is none of {', '.join(FORMATS)}")
    return Output(name, Path(path))


def deliver(
    reports: tuple[Report, ...], shown: str, outputs: Sequence[Output], options: ReportOptions, *, quiet: bool = False
) -> None:
    """Write every output, then the report in format `shown` to standard output unless `quiet`.

    Raises FileError, with a fault for each file that cannot be written.
    """
    plain = replace(options, color=False, width=80, encoding="utf-8")
    faults = [fault for output in outputs if (fault := _written(output, REPORTERS[output.format](reports, plain)))]
    if not quiet:
        send(REPORTERS[shown](reports, options))
    if shown == "text" and on_github():
        send(REPORTERS["github"](reports, replace(plain, encoding=options.encoding)))
        if summary := github_summary():
            fault = _written(Output("markdown", summary), REPORTERS["markdown"](reports, plain), mode="a")
            faults += [fault] if fault else []
    if faults:
        raise FileError(*faults)


def _written(output: Output, text: str, mode: str = "w") -> Fault | None:
    """What went wrong when `text` was written; ``None`` for nothing."""
    try:
        output.path.parent.mkdir(parents=True, exist_ok=True)
        with output.path.open(mode, encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        hint = "Name a file in a folder that you may write to."
        return Fault(str(output.path), 0, 0, f"the {output.format} report cannot be written ({reason})", hint)
    return None
