"""The shape of the JSON report, version 1, as pydantic models; they make the JSON Schema that ships.

After a field was added (none is ever taken away, renamed or given another meaning)::

    python -m factcheck.report.schema_v1 > src/factcheck/data/report-v1.schema.json
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from pydantic.json_schema import GenerateJsonSchema

from factcheck.model import Bound, Direction, Kind, Verdict

# Patterns are ECMA 262, as JSON Schema asks; both anchors are needed there.
DecimalText = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$", description="exact decimal without exponent")]
DayText = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="ISO 8601 day")]
PeriodText = Annotated[
    str,
    Field(
        pattern=r"^([0-9]{4}(-[0-9]{2}){0,2}|([0-9]{4}(-[0-9]{2}){2})?/([0-9]{4}(-[0-9]{2}){2})?)$",
        description="a year, month or day, or FROM/TO with both days inside and an end left out if open",
    ),
]
Offset = Annotated[int, Field(ge=0)]
SpanPair = Annotated[
    tuple[Offset, Offset],
    Field(description="start and end in characters of the draft's text, the end not inside", examples=[[81, 90]]),
]
# Of a decimal or of a day, by the kind of the figure; null where that end is open.
Ends = tuple[DecimalText | DayText | None, DecimalText | DayText | None]
Text = str


def _text(description: str, *examples: object) -> Any:  # noqa: ANN401 - as pydantic's Field
    return Field(description=description, examples=list(examples) or None)


class QuantityV1(BaseModel):
    """The figure as printed: decimals, or for dates and weekdays the days, null if they are not known."""

    low: DecimalText | DayText | None = _text("lower end of what is printed, in `unit`", "3000000")
    high: DecimalText | DayText | None = _text("upper end; equal to `low` unless a range is printed", "3000000")
    unit: Text = _text("canonical unit, singular; empty for none", "person", "kilometre", "")
    kind: Kind = _text("what sort of figure it is", "count")
    bound: Bound = _text("the hedge as a relation between the figure and the truth", ">=")
    hedge: Text = _text("the words of the hedge; empty for none", "at least")
    direction: Direction = _text("whether the draft says that it is a rise or a fall; empty if neither", "up")
    step: DecimalText = _text("one unit of the last printed digit", "100000")
    noun: Text = _text("the noun that follows the figure; empty for none", "people")
    core: SpanPair = _text("the bare figure, without hedge and unit")


class PlaceV1(BaseModel):
    """A country, or a city in one."""

    code: Text = _text("ISO 3166-1 alpha-3 code of the country", "UKR")
    name: Text = _text("name of the country or region", "Ukraine")
    city: Text = _text("name of the city; empty if the claim is of the whole country", "Kyiv", "")


class ClaimV1(BaseModel):
    """What the figure is said to measure, of which place, for which time."""

    measured: Text = _text("what is counted or measured, in the draft's words", "refugees")
    place: PlaceV1 | None = _text("null if no place was found")
    period: PeriodText | None = _text("null if no time was found", "2022-03-15", "2021")


class MemberV1(BaseModel):
    """One place in a ranking."""

    rank: Annotated[int, Field(ge=1)] = _text("from 1", 1)
    name: Text = _text("its name in the reference", "Kyiv")
    value: DecimalText = _text("what it is ranked by, in the reference's unit", "2797553")
    note: Text = _text("a remark for the editor; empty for none")


class ReferenceV1(BaseModel):
    """What the source has."""

    value: DecimalText | None = _text("its figure; null for a date, or a range with no best value", "3000381")
    low: DecimalText | None = _text("lower end of its range, if it gives one", "2970378")
    high: DecimalText | None = _text("upper end of its range, if it gives one", "3030384")
    day: PeriodText | None = _text("the day or days of a dated event", "2022-02-24")
    unit: Text = _text("canonical unit of value, low and high, singular", "person")
    period: PeriodText | None = _text("what the figure is about", "2022-03-15")
    source: Text = _text("name of the source, as it is cited", "UNHCR operational data portal")
    url: Text = _text("where it can be read", "https://data.unhcr.org/")
    published: DayText | None = _text("the day on which it appeared", "2022-03-15")
    superseded: DayText | None = _text("first day on which the source itself had replaced it", "2022-03-17")
    retrieved: DayText | None = _text("the day on which it was read from the source")
    edition: Text = _text("edition of the data; empty if the source has none", "2022-07")
    qualifier: Text = _text("the source's own hedge", "at least", "")
    exact: bool = _text("whether it is a constant by definition")
    note: Text = _text("a remark that comes with the reference; empty for none")
    members: list[MemberV1] = _text("the members of a ranking, first to last; else empty")


class WaivedV1(BaseModel):
    """Why a finding does not count against its draft."""

    reason: Text = _text("the reason that was given", "the ministry's own count")
    how: Text = _text("where it was given: mark (in the draft), list (in a file of waivers) or baseline", "mark")


class FindingV1(BaseModel):
    """One figure of the draft and what came of it."""

    text: Text = _text("the figure in the draft's words, with hedge and unit", "more than 3 million people")
    sentence: Text = _text("the sentence it stands in")
    span: SpanPair = _text("where `text` stands in the draft")
    line: Annotated[int, Field(ge=1)] = _text("line of the file, from 1", 7)
    column: Annotated[int, Field(ge=1)] = _text("column of that line in characters, from 1", 31)
    quantity: QuantityV1
    claim: ClaimV1
    rule: Text | None = _text("id of the rule that spoke; null if none did", "refugees-from-ukraine-2022")
    severity: Text = _text("the rule's severity: error, warning or note", "error")
    verdict: Verdict = _text("only mismatch says that draft and source do not agree", "mismatch")
    reference: ReferenceV1 | None = _text("null if there was none to compare with")
    accepts: Ends | None = _text(
        "low and high of all that the printed figure can stand for, in `unit`; null at an open end",
        ["2950000", "3050000"],
    )
    refers: Ends | None = _text(
        "low and high of all that the reference can stand for, in `unit`", ["2970378", "3030384"]
    )
    unit: Text = _text("unit of `accepts` and `refers`; empty for none", "person")
    reason: Text = _text("why, in one sentence for a reader; its wording is not frozen")
    suggestion: Text | None = _text("the right figure in the draft's rounding; it replaces `text`", "3 million")
    notes: list[Text] = _text("remarks for the editor")
    trace: list[Text] = _text("how the figure was read and matched; its wording is not frozen")
    waived: WaivedV1 | None = _text("null for a finding that counts")


class CoverageV1(BaseModel):
    """How many figures were found, how many a rule spoke of, and how many came to each verdict."""

    figures: Offset
    checked: Offset
    mismatch: Offset
    outdated: Offset
    disputed: Offset
    unavailable: Offset
    no_data: Offset = Field(alias="no-data")
    match: Offset
    unchecked: Offset


class FailureV1(BaseModel):
    """A source that could not be used, or the draft itself if `what` is its path."""

    what: Text = _text("name of the source, or path of the draft")
    message: Text = _text("what went wrong")
    hint: Text = _text("what to do; empty for nothing")
    url: Text = _text("the address that was asked; empty for none")


class RemarkV1(BaseModel):
    """A waiver that cannot be read, that nothing needs, or that no longer holds."""

    path: Text = _text("the file that it stands in")
    line: Offset = _text("its line, from 1", 3)
    column: Offset = _text("its column, from 1", 1)
    message: Text = _text("what is to be said of it; its wording is not frozen")
    hint: Text = _text("what to do; empty for nothing")


class DraftV1(BaseModel):
    """The report on one draft."""

    path: Text = _text("the draft as it was named", "drafts/story.txt")
    date: DayText | None = _text("the day from which the draft is read; null if unknown", "2022-03-16")
    date_from: Text = _text("option, metadata, dateline, inferred, today or unknown", "inferred")
    date_because: Text = _text("the words or the field that gave the date; empty for none")
    encoding: Text = _text("the encoding in which the file was read", "utf-8")
    rules_digest: Text = _text("digest of the rules: equal digests mean equal rules")
    findings: list[FindingV1] = _text("in the order of the draft; those that the user asked for")
    coverage: CoverageV1 = _text("counts of all figures, whether they are listed or not")
    failures: list[FailureV1] = _text("what could not be used; empty if all went well")
    remarks: list[RemarkV1] = _text("waivers that do nothing; empty for none")


class ReportV1(BaseModel):
    """What `factcheck --format json` writes. Fields are only ever added: pass over those you do not know."""

    version: Literal[1]
    drafts: list[DraftV1]


class _Schema(GenerateJsonSchema):
    """Without a title for each field: they only repeat the keys."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002
        return False


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the report."""
    made = ReportV1.model_json_schema(schema_generator=_Schema)
    return {"$schema": GenerateJsonSchema.schema_dialect, **made, "title": "factcheck report, version 1"}


def schema_text() -> str:
    """The JSON Schema as the file that ships: keys in order, ends with a newline."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
