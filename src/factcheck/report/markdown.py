"""Markdown for a comment on a pull request or a job's summary: what needs a look as a table, the rest folded.

Text of drafts and sources is escaped, so that it starts no markup, mentions nobody and links nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model import Finding, Report, Verdict
from factcheck.report.concerns import Gravity, concerns, gravity, title
from factcheck.report.options import ReportOptions
from factcheck.report.safe import linkable, safe
from factcheck.report.summary import draft_line, is_unread, total_line
from factcheck.report.wording import citation, dating_words, interval_words, sentence, unit_of

_SIGNS = {Gravity.ERROR: "❌", Gravity.WARNING: "⚠️", Gravity.NOTE: "💬"}
_MARKUP = frozenset("\\`*_[]|~")
_ENTITIES = frozenset("&<>$")
_JOINED = frozenset("@#:")
"""Signs that start a mention, an issue, an address or an emoji where something follows them."""
_LONG = 20
"""Figures that agree are listed up to so many."""


def render(reports: tuple[Report, ...], options: ReportOptions) -> str:
    """A section for each draft, and the sums of all where there are several."""
    blocks = [block for report in reports for block in _draft(report, options)]
    if len(reports) != 1:
        blocks.append(plain(" ".join(total_line(reports))))
    return "\n\n".join(blocks) + "\n"


def plain(text: str) -> str:
    """`text` so that it reads in Markdown as it stands, on one line."""
    shown = safe(text)
    return "".join(_escaped(c, following) for c, following in zip(shown, [*shown[1:], " "], strict=True)).replace(
        "www.", "www&#46;"
    )


def _escaped(character: str, following: str) -> str:
    if character in _MARKUP:
        return f"\\{character}"
    if character in _ENTITIES or (character in _JOINED and not following.isspace()):
        return f"&#{ord(character)};"
    return character


def _draft(report: Report, options: ReportOptions) -> Iterator[str]:
    found = concerns(report, options)
    if is_unread(report):
        yield f"### {plain(report.path)}: not read"
    else:
        count = f"{len(found)} figure{'s' * (len(found) != 1)} to look at" if found else "nothing to look at"
        yield f"### {plain(report.path)}: {count}"
        yield plain(sentence(f"Read as of {dating_words(report.dating)}"))
    if found:
        head = "| | Line | The draft says | Why | Write | Source |\n|---|---:|---|---|---|---|"
        yield "\n".join([head, *map(_row, found)])
    failures = [plain(sentence(f"{one.what}: {one.message}", one.hint)) for one in report.failures]
    if failures:
        yield "\n".join(f"- {line}" for line in failures)
    remarks = [f"{plain(str(one))}" for one in report.remarks]
    if remarks:
        yield "\n".join(f"- {line}" for line in remarks)
    yield from _waived(report)
    yield from _agreeing(report, options)
    if not is_unread(report):
        yield plain(" ".join(draft_line(report)))


def _row(finding: Finding) -> str:
    said = f"{_SIGNS[gravity(finding)]}", str(finding.line), f"“{plain(' '.join(finding.text.split()))}”"
    why = plain(sentence(finding.reason, *finding.notes))
    if finding.refers is not None:
        has = interval_words(finding.refers, finding.claim.quantity.kind, unit_of(finding))
        why += f" The source has {plain(has)}."
    write = "" if finding.suggestion is None else f"**{plain(finding.suggestion)}**"
    return f"| {' | '.join([*said, why, write, _link(finding)])} |"


def _link(finding: Finding) -> str:
    reference = finding.reference
    if reference is None:
        return ""
    words = plain(citation(reference))
    return f"[{words}](<{reference.url}>)" if linkable(reference.url) else words


def _waived(report: Report) -> Iterator[str]:
    """What was let pass, with the reasons."""
    pairs = [(one, one.waived) for one in report.findings if one.waived is not None]
    if pairs:
        lines = [f"- line {one.line}: {plain(title(one))}: {plain(why.reason)}" for one, why in pairs]
        listed = "\n".join(lines)
        yield f"<details><summary>{len(pairs)} waived</summary>\n\n{listed}\n\n</details>"


def _agreeing(report: Report, options: ReportOptions) -> Iterator[str]:
    """What agrees, folded away."""
    agree = report.of(Verdict.MATCH) if options.only is None else ()
    if not agree:
        return
    lines = [f"- line {one.line}: “{plain(' '.join(one.text.split()))}” {plain(one.reason)}" for one in agree[:_LONG]]
    if len(agree) > _LONG:
        lines.append(f"- and {len(agree) - _LONG} more")
    listed = "\n".join(lines)
    yield f"<details><summary>{len(agree)} that agree</summary>\n\n{listed}\n\n</details>"
