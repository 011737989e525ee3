"""One self-contained page: each draft as its reader knows it, every figure marked, its reference beside it.

The page asks nothing of any server, which its own policy forbids, and runs no script but its own. The template's engine
escapes all text.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files

from factcheck.model import Finding, Observation, Report, Verdict
from factcheck.report.chart import HEIGHT, WIDTH, Chart, chart
from factcheck.report.concerns import CONCERNS
from factcheck.report.options import ReportOptions
from factcheck.report.safe import linkable, safe
from factcheck.report.summary import WORDS, draft_line, is_unread
from factcheck.report.wording import (
    citation,
    dating_words,
    decimal_text,
    given_words,
    interval_words,
    number_words,
    sentence,
    unit_of,
)


@dataclass(frozen=True)
class Card:
    """What stands beside a figure."""

    number: int
    finding: Finding
    said: str
    severity: str
    reason: str
    rows: list[tuple[str, str]]
    url: str
    chart: Chart | None
    members: list[tuple[int, str, str, str]]
    folded: bool


@dataclass
class Paragraph:
    """A stretch of the draft: pieces of text, each a figure with its card or none, and the cards."""

    pieces: list[tuple[str, Card | None]] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """One draft."""

    path: str
    dated: str
    summary: str
    unread: bool
    failures: list[tuple[str, str, str]]
    paragraphs: list[Paragraph]


def render(reports: tuple[Report, ...], options: ReportOptions) -> str:
    """The page, in UTF-8 whatever the encoding of the stream."""
    from jinja2 import DictLoader, Environment, StrictUndefined

    folder = files("factcheck") / "data" / "page"
    template, style, script = (
        (folder / name).read_text(encoding="utf-8").strip() for name in ("page.html.j2", "page.css", "page.js")
    )
    environment = Environment(
        loader=DictLoader({"page": template}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    counts = [(verdict, sum(report.coverage.get(verdict, 0) for report in reports)) for verdict in WORDS]
    numbers = iter(range(1, sum(len(report.findings) for report in reports) + 1))
    page = environment.get_template("page").render(
        sections=[_section(report, options, numbers) for report in reports],
        counts=[(verdict.value, WORDS[verdict], n) for verdict, n in sorted(counts, key=_order) if n],
        shown={verdict.value for verdict in (options.only or CONCERNS | {Verdict.MATCH})},
        style=style,
        script=script,
        style_hash=_digest(style),
        script_hash=_digest(script),
        width=WIDTH,
        height=HEIGHT,
        number_words=lambda value: number_words(decimal_text(value)),
    )
    return page + "\n"


def _order(count: tuple[Verdict, int]) -> int:
    """Verdicts with the worst first."""
    return list(Verdict).index(count[0])


def _digest(text: str) -> str:
    """A hash as a content security policy names it: https://www.w3.org/TR/CSP3/#grammardef-hash-source."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _section(report: Report, options: ReportOptions, numbers: Iterator[int]) -> Section:
    remarks = [
        (safe(one.path), safe(f"line {one.line}: {sentence(one.message, one.hint)}"), "") for one in report.remarks
    ]
    failures = [(safe(one.what), safe(sentence(one.message, one.hint)), _link(one.url)) for one in report.failures]
    found = [one for one in report.findings if options.shows(one)]
    cards = [_card(next(numbers), one) for one in sorted(found, key=lambda one: one.claim.quantity.span.start)]
    return Section(
        safe(report.path),
        safe(sentence(f"Read as of {dating_words(report.dating)}")),
        safe(" ".join(draft_line(report))),
        is_unread(report),
        failures + remarks,
        list(_paragraphs(report.text, cards)),
    )


def _paragraphs(text: str, cards: list[Card]) -> Iterator[Paragraph]:
    """The draft in paragraphs, the figures in them; a figure across two belongs to the first."""
    waiting = list(cards)
    for start, end in _stretches(text):
        here = [card for card in waiting if card.finding.claim.quantity.span.start < end]
        waiting = waiting[len(here) :]
        paragraph = Paragraph(cards=here)
        at = start
        for card in here:
            span = card.finding.claim.quantity.span
            if span.start < at:  # inside another figure: its card is there all the same
                continue
            paragraph.pieces += [(_shown(text[at : span.start]), None), (_shown(text[span.start : span.end]), card)]
            at = span.end
        paragraph.pieces.append((_shown(text[at:end]), None))
        if here or text[start:end].strip():
            yield paragraph


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs, which blank lines part: where each begins and ends, without its last line break."""
    start = at = 0
    for line in text.splitlines(keepends=True):
        if not line.strip():
            yield start, at
            start = at + len(line)
        at += len(line)
    yield start, at


def _shown(text: str) -> str:
    """Text with its single line breaks, each line safe."""
    return "\n".join(safe(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _card(number: int, finding: Finding) -> Card:
    reference, quantity = finding.reference, finding.claim.quantity
    rows = []
    if finding.accepts is not None:
        rows.append(("The draft says", interval_words(finding.accepts, quantity.kind, unit_of(finding))))
    if finding.refers is not None:
        rows.append(("The source has", interval_words(finding.refers, quantity.kind, unit_of(finding))))
    elif reference is not None and (given := given_words(reference, quantity.kind)):
        rows.append(("The source has", given))
    if finding.suggestion is not None:
        rows.append(("Write", finding.suggestion))
    if reference is not None:
        rows.append(("Source", citation(reference)))
        rows += [("Remark", reference.note)] if reference.note else []
    rows += [("Note", note) for note in finding.notes]
    if finding.waived is not None:
        rows.append(("Waived", finding.waived.reason))
    if finding.rule is not None:
        rows.append(("Rule", finding.rule))
    severity = "" if finding.severity == "error" or finding.rule is None else finding.severity
    severity = severity if finding.waived is None else "waived"
    url = "" if reference is None else _link(reference.url)
    safe_rows = [(label, safe(value)) for label, value in rows]
    return Card(
        number,
        finding,
        safe(finding.text),
        severity,
        safe(sentence(finding.reason)),
        safe_rows,
        url,
        chart(finding),
        _members(reference),
        folded=finding.verdict not in CONCERNS or finding.waived is not None,
    )


def _members(reference: Observation | None) -> list[tuple[int, str, str, str]]:
    """The members of a ranking: rank, name, value and note."""
    found = reference.members if reference is not None else ()
    return [(one.rank, safe(one.name), number_words(decimal_text(one.value)), safe(one.note)) for one in found]


def _link(url: str) -> str:
    """The address, if it is one that a page may link to."""
    return url if linkable(url) else ""
