"""What live sources have in common: names of series by form, periods, figures as they are written, answers as cited."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from factcheck.errors import SourceError
from factcheck.model import Answer, Observation, Period, Query
from factcheck.sources.http import Reply, Site

_MOST_DIGITS = 30
"""No source counts anything with more digits; a longer figure would only fill the memory."""


class Codes(frozenset[str]):
    """The series that are known here, to choose from; every other name of the right form is in it too."""

    _form: re.Pattern[str]

    @classmethod
    def of(cls, known: Iterable[str], form: str) -> Codes:
        """The names `known` here, and all that `form`, a regular expression of ours, takes."""
        made = cls(known)
        made._form = re.compile(form)
        return made

    def __contains__(self, name: object, /) -> bool:
        """Whether `name` has the form of a series of this source."""
        return isinstance(name, str) and self._form.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class Citation:
    """What an answer is cited as: its unit, the source's name, a page that a reader can open, an edition."""

    unit: str
    source: str
    url: str
    edition: str = ""


def year_of(text: object) -> Period:
    """The calendar year that is written as four digits. Raises ValueError for anything else."""
    year = str(text)
    if not re.fullmatch("[0-9]{4}", year) or year == "0000":
        raise ValueError(year)
    return Period(date(int(year), 1, 1), date(int(year), 12, 31))


def months_of(year: int, first: int, count: int = 1) -> Period:
    """The `count` months from month `first` of a year on. Raises ValueError for a month that there is not."""
    last = first + count - 1
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def figure_of(value: object) -> Decimal:
    """A figure as it is written: a number of JSON, or digits in a string. Raises ValueError for anything else."""
    if isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?", value.strip()):
        value = Decimal(value.strip())
    try:
        if not isinstance(value, Decimal) or not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
            raise ValueError(str(value)[:40])
    except InvalidOperation:
        raise ValueError from None
    return value


def observed(value: Decimal, period: Period, *, low: Decimal | None = None, high: Decimal | None = None) -> Observation:
    """An observation that is not yet cited."""
    return Observation(
        value,
        value if low is None else low,
        value if high is None else high,
        unit="",
        period=period,
        source="",
        url="",
    )


def cited(found: Iterable[Observation], citation: Citation, day: date | None) -> list[Observation]:
    """The observations with where they come from; `day` is the day of the answer."""
    return [
        replace(
            one,
            unit=citation.unit,
            source=citation.source,
            url=citation.url,
            edition=one.edition or citation.edition,
            retrieved=day,
        )
        for one in found
    ]


def each(queries: Sequence[Query], answer: Callable[[Query], Answer]) -> dict[Query, Answer | SourceError]:
    """The answer to each query, or why there is none."""
    found: dict[Query, Answer | SourceError] = {}
    for query in queries:
        try:
            found[query] = answer(query)
        except SourceError as error:
            found[query] = error
    return found


def misshapen(site: Site, reply: Reply) -> SourceError:
    """What is said of an answer that has not the form that its source documents."""
    return site.error("its answer is not of the form that it documents", url=reply.url)


def elsewhere(site: Site, reply: Reply, query: Query) -> SourceError:
    """What is said of an answer about another place or series than was asked for."""
    return site.error(f"it answered for another place or series than {query.series} of {query.place}", url=reply.url)


def unasked(site: Site, query: Query, hint: str) -> SourceError:
    """What is said of a question that the source cannot be asked."""
    return site.error(f"it has no “{query.series}” of “{query.place}” to ask for", hint=hint)
