"""What each verdict means and what to do about it, for `factcheck explain` and the documentation."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.model import Verdict

MEANINGS: Mapping[str, str] = {
    Verdict.MISMATCH: """the figure and its reference do not agree.
All that the printed figure can stand for, with its hedge and its rounding, lies outside all that the reference can
stand for on the day the draft speaks of; or two figures of the draft contradict each other. Either side may be wrong.
What to do: open the source; then correct the figure, say where the other one comes from, or waive it with a reason.
It fails a run, unless --fail-on is never, its rule is a note, or it is waived.""",
    Verdict.OUTDATED: """the figure agrees with an older figure of the source, not with that of the draft's date.
What to do: write the newer figure, or name the year or report that the older one is of.
It fails a run with --fail-on outdated.""",
    Verdict.DISPUTED: """the references differ, and the figure lies between them.
What to do: name whose figure it is.
It fails a run with --fail-on outdated.""",
    Verdict.UNAVAILABLE: """a rule speaks of the figure, but its source could not be used: no network, an error, an
answer that cannot be believed. It is never counted as agreement or disagreement.
What to do: run again later, or look it up by hand.
It fails a run with --fail-on unavailable; --require-sources ends such a run with status 4.""",
    Verdict.NO_DATA: """a rule speaks of the figure, but its source has no value for that place and time.
What to do: look it up by hand.
It fails a run with --fail-on unchecked.""",
    Verdict.MATCH: """the figure agrees with its reference: what both can stand for overlaps.
The report shows both intervals and the source. It never fails a run.""",
    Verdict.UNCHECKED: """no rule speaks of the figure, or what it says of which place and time is not sure enough.
What to do: check it by hand; `factcheck rules new` begins a rule for figures like it.
It fails a run with --fail-on unchecked.""",
}
"""By the name of the verdict."""
