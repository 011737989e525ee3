"""The report for a terminal: per draft its date, the findings by verdict and position, failures, a summary.

What needs an editor is shown in full; matches and unchecked figures take a line or two unless `verbose`.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.errors import Fault
from factcheck.model import Failure, Finding, Member, Observation, Report, Verdict
from factcheck.report.excerpt import excerpt, figure
from factcheck.report.layout import Page, Piece, columns
from factcheck.report.options import ReportOptions
from factcheck.report.safe import safe
from factcheck.report.summary import draft_line, is_unread, total_line
from factcheck.report.wording import (
    citation,
    dating_words,
    day_words,
    decimal_text,
    given_words,
    interval_words,
    number_words,
    period_words,
    plural,
    sentence,
    unit_of,
)

_MEANING = {
    Verdict.MISMATCH: "does not agree with the source",
    Verdict.OUTDATED: "agrees with an older figure of the source",
    Verdict.DISPUTED: "the sources do not agree with each other",
    Verdict.UNAVAILABLE: "the source could not be used",
    Verdict.NO_DATA: "the source has no figure for it",
    Verdict.MATCH: "agrees with the source",
    Verdict.UNCHECKED: "no rule speaks of it",
}
"""The verdicts in the order of the report, each with what its heading says."""

_TERSE = frozenset({Verdict.MATCH, Verdict.UNCHECKED})
_USUAL = frozenset({"utf-8", "utf-8-sig", "ascii"})  # encodings of which nothing need be said
_INDENT = 4
_VALUES = 16  # column at which the values of labelled lines start
_EXCERPT_LINES = 3
_NAME = 28  # columns for the name of a member of a ranking, at most


def render(reports: tuple[Report, ...], options: ReportOptions) -> str:
    """The reports as text that reads well at 80 columns, piped and without colour; ends with a newline.

    No line is longer than `options.width` unless it holds an address or a path, which are never broken.
    """
    page = Page(options.width, options.encoding)
    for report in reports:
        page.blank()
        _draft(page, report, options)
    if len(reports) != 1:
        page.blank()
        page.add(*_unbroken(total_line(reports)))
    return page.render(options.color)


def _draft(page: Page, report: Report, options: ReportOptions) -> None:
    if is_unread(report):
        _unread(page, report)
        return
    head = Piece(report.path, "path", whole=True)
    encoding = "" if report.encoding.lower() in _USUAL else f"; read as {report.encoding}"
    page.add(head, Piece(f": {dating_words(report.dating)}{encoding}"), hang=2)
    shown = 0
    for verdict, meaning in _MEANING.items():
        findings = [one for one in report.of(verdict) if options.shows(one) and one.waived is None]
        if not findings:
            continue
        shown += len(findings)
        page.blank()
        heading = Piece(f"{verdict.upper()} ({len(findings)})", verdict)
        page.add(heading, Piece(f": {meaning}"))
        for finding in sorted(findings, key=lambda finding: (finding.line, finding.column)):
            _finding(page, report.path, finding, options)
    shown += _waived(page, report, options)
    page.blank()
    if options.only is not None and report.findings and not shown:
        wanted = " or ".join(verdict for verdict in _MEANING if verdict in options.only)
        page.add(Piece(f"No figure came out as {wanted}."))
    _failures(page, report.failures)
    _remarks(page, report.remarks)
    page.blank()
    page.add(*_unbroken(draft_line(report)))


def _unbroken(phrases: list[str]) -> Iterator[Piece]:
    """Each phrase on one line: a count is not parted from what it counts."""
    for phrase in phrases:
        yield Piece(phrase, whole=True)
        yield Piece(" ")


def _unread(page: Page, report: Report) -> None:
    page.add(Piece(report.path, "path", whole=True), Piece(": this draft could not be read"), hang=2)
    for failure in report.failures:
        page.add(Piece(sentence(failure.message, failure.hint)), indent=_INDENT)


def _failures(page: Page, failures: tuple[Failure, ...]) -> None:
    if not failures:
        return
    page.blank()
    page.add(Piece(f"FAILURES ({len(failures)})", Verdict.UNAVAILABLE), Piece(": these could not be used"))
    for failure in failures:
        page.add(Piece(f"{failure.what}: {sentence(failure.message, failure.hint)}"), hang=_INDENT)
        _link(page, failure.url)


def _waived(page: Page, report: Report, options: ReportOptions) -> int:
    """The findings that do not count, a line or two each; how many."""
    pairs = [(one, one.waived) for one in report.findings if one.waived is not None and options.shows(one)]
    if pairs:
        page.blank()
        page.add(Piece(f"WAIVED ({len(pairs)})", "label"), Piece(": does not count, for a reason that was given"))
    for one, why in pairs:
        place = Piece(f"{report.path}:{one.line}:{one.column}", "place", whole=True)
        said = f" {one.verdict} of {one.rule}; {why.reason}"
        page.add(place, Piece(": "), figure(one, page), Piece(said), hang=_INDENT)
    return len(pairs)


def _remarks(page: Page, remarks: tuple[Fault, ...]) -> None:
    if not remarks:
        return
    page.blank()
    page.add(Piece(f"WAIVERS TO LOOK AT ({len(remarks)})", "label"))
    for remark in remarks:
        where = Piece(f"{remark.path}:{remark.line}:{remark.column}", "place", whole=True)
        page.add(where, Piece(f": {sentence(remark.message, remark.hint)}"), hang=_INDENT)


def _finding(page: Page, path: str, finding: Finding, options: ReportOptions) -> None:
    place = Piece(f"{path}:{finding.line}:{finding.column}", "place", whole=True)
    if finding.verdict in _TERSE and not options.verbose:
        _terse(page, place, finding)
        return
    page.blank()
    severity = "" if finding.severity == "error" or finding.rule is None else f" ({finding.severity})"
    rule = "" if finding.rule is None else f" [{finding.rule}]"
    page.add(place, Piece(": "), Piece(finding.verdict, finding.verdict), Piece(severity), Piece(rule, "label"), hang=2)
    room = _EXCERPT_LINES * (page.width - _INDENT) - page.width // 4
    page.add(*excerpt(finding, page, room), indent=_INDENT)
    page.add(Piece(sentence(finding.reason)), indent=_INDENT)
    _intervals(page, finding)
    if finding.suggestion is not None:
        _row(page, "write:", Piece(f'"{finding.suggestion}"', "correction"))
    if finding.reference is not None:
        _reference(page, finding.reference)
    for note in finding.notes:
        _row(page, "note:", Piece(note))
    if options.verbose:
        _reading(page, finding)


def _terse(page: Page, place: Piece, finding: Finding) -> None:
    """A line or two: a match with its reason, an unchecked figure with the words around it."""
    start = [place, Piece(": ")]
    if finding.verdict is Verdict.UNCHECKED:
        room = page.width - columns(safe(place.text, page.encoding)) - 2
        around = excerpt(finding, page, max(room, page.width // 2))
        page.add(*start, *around, hang=_INDENT)
    else:
        page.add(*start, figure(finding, page), Piece(f" {finding.reason}"), hang=_INDENT)
    if finding.verdict is not Verdict.UNCHECKED:
        _both(page, finding)
    if finding.reference is not None:
        _link(page, finding.reference.url)
        _members(page, finding.reference.members)
    for note in finding.notes:
        page.add(Piece(note), indent=_INDENT, hang=_INDENT + 6, label=Piece("note:", "label"))


def _both(page: Page, finding: Finding) -> None:
    """Both intervals on one line, where they are not one and the same value."""
    if finding.accepts is None or finding.refers is None or finding.accepts == finding.refers:
        return
    kind, unit = finding.claim.quantity.kind, unit_of(finding)
    said, has = interval_words(finding.accepts, kind, unit), interval_words(finding.refers, kind, "")
    page.add(Piece(f"{said} in the draft, {has} in the source"), indent=_INDENT, hang=_INDENT)


def _row(page: Page, label: str, *pieces: Piece) -> None:
    page.add(*pieces, indent=_INDENT, hang=_VALUES, label=Piece(label, "label"))


def _link(page: Page, url: str) -> None:
    if url:
        page.add(Piece(url, "link", whole=True), indent=_INDENT)


def _intervals(page: Page, finding: Finding) -> None:
    """What the draft says against what the source has, each with all that it can stand for."""
    kind, unit = finding.claim.quantity.kind, unit_of(finding)
    if finding.accepts is not None:
        _row(page, "draft says:", Piece(interval_words(finding.accepts, kind, unit)))
    given = "" if finding.reference is None else given_words(finding.reference, kind)
    if finding.refers is not None:
        has = interval_words(finding.refers, kind, unit)
        aside = "" if not given or has.startswith(given) else f" (given as {given})"
        _row(page, "source has:", Piece(f"{has}{aside}"))
    elif given:
        _row(page, "source has:", Piece(given))


def _reference(page: Page, reference: Observation) -> None:
    _row(page, "source:", Piece(citation(reference)))
    _link(page, reference.url)
    if reference.superseded is not None:
        replaced = f"the source itself replaced this figure on {day_words(reference.superseded)}"
        _row(page, "later:", Piece(replaced))
    if reference.note:
        _row(page, "remark:", Piece(reference.note))
    _members(page, reference.members)


def _members(page: Page, members: tuple[Member, ...]) -> None:
    """A ranking as a table; the notes stand after the values, wrapped within their own column."""
    if not members:
        return
    values = [number_words(decimal_text(member.value)) for member in members]
    names = [safe(member.name, page.encoding) for member in members]
    broad = min(max(map(columns, names)), _NAME)
    long = max(map(len, values))
    for member, name, value in zip(members, names, values, strict=True):
        gap = " " * max(broad - columns(name), 0)
        start = f"{member.rank:>3}. {name}{gap}  {value:>{long}}"
        if columns(name) > broad or columns(start) > page.width // 2 + _INDENT:
            long_row = Piece(f"{name}, {value} {member.note}")
            page.add(long_row, indent=_INDENT, hang=_INDENT + 5, label=Piece(f"{member.rank:>3}."))
        else:
            hang = columns(start) + _INDENT + 2
            page.add(Piece(member.note), indent=_INDENT, hang=hang, label=Piece(start))


def _reading(page: Page, finding: Finding) -> None:
    """How the figure was read and by which rule: shown with `verbose`."""
    claim, quantity = finding.claim, finding.claim.quantity
    hedge = f', hedge "{quantity.hedge}" ({quantity.bound})' if quantity.hedge else ""
    unit = f", in {plural(quantity.unit)}" if quantity.unit not in ("", quantity.kind) else ""
    _row(page, "read as:", Piece(f"{quantity.kind}{unit}{hedge}"))
    place = "" if claim.place is None else claim.place.city or claim.place.name
    when = "" if claim.period is None else period_words(claim.period)
    about = ", ".join(part for part in (claim.measured, place, when) if part)
    if about:
        _row(page, "claim:", Piece(about))
    if finding.resolved is not None:
        _row(page, "the day:", Piece(period_words(finding.resolved)))
    _row(page, "rule:", Piece(finding.rule or "none"))
    for step in finding.trace:
        _row(page, "how:", Piece(step))
