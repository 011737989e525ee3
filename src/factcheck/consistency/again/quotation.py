"""A figure in a quotation against the reporter's paraphrase of the same: he "said 11 were hurt", and “eighteen”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.consistency.again.mentions import mentions
from factcheck.consistency.again.twofold import doubles, evidence_of, is_inside, quotations
from factcheck.consistency.beside import Mention
from factcheck.consistency.sheet import Contradiction, Row, Sheet
from factcheck.consistency.speakers import are_one, speaker_in
from factcheck.consistency.twice import in_one_unit, in_per_cent
from factcheck.consistency.weighing import Candidate, told


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every figure in a quotation with one outside of it that differs."""
    quoted = quotations(sheet)
    every = [in_per_cent(one) for one in mentions(sheet, ratios=True)] if quoted else []
    inside = {one.slot.claim for one in every if is_inside(one, quoted)}

    def differ(first: Mention, second: Mention) -> bool:
        ends = in_one_unit(first, second) if (first.slot.claim in inside) is not (second.slot.claim in inside) else None
        return ends is not None and not ends[0].meets(ends[1])

    for double in doubles(sheet, every, differ) if inside else ():
        first, second = double.first, double.second
        said, other = (first, second) if first.slot.claim in inside else (second, first)
        beside, quoting = (_outside(sheet, sheet.rows[one.row], quoted) for one in (other, said))
        found = evidence_of(sheet, double, ("slip again",))
        found["one speaker"] += are_one(beside, quoting, quoted_later=said is second)
        found["teller says"] += speaker_in(beside).says
        yield Candidate(found, _contradiction(sheet, said, other))


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every figure in a quotation that its speaker, paraphrased in the sentence beside it, gives otherwise."""
    yield from told("quotation", candidates(sheet))


def _outside(sheet: Sheet, row: Row, quoted: Sequence[tuple[int, int]]) -> str:
    """The text of a row without what is quoted in it."""
    text = sheet.text
    for start, end in quoted:
        if start < row.span.end and end > row.span.start:
            text = text[:start] + " " * (end - start) + text[end:]
    return row.span.of(text)


def _contradiction(sheet: Sheet, said: Mention, other: Mention) -> Contradiction:
    quoted, told = (one.slot.span.of(sheet.text) for one in (said, other))
    sum_ = f"the quotation says {quoted}, the sentence beside it has the speaker say {told}"
    return Contradiction(other.slot, (said.slot,), sum_, f"“{quoted}” here, or the quotation is another's or misquoted")
