"""Hand-made reports for the tests of the report formats: every verdict, a ranking, failures, hostile text."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from factcheck.model import (
    Bound,
    Claim,
    Dating,
    Failure,
    Finding,
    Kind,
    Member,
    Observation,
    Period,
    Place,
    Quantity,
    Report,
    Span,
    Verdict,
    When,
)

UKRAINE = Place("UKR", "Ukraine")
HOSTILE = (
    "\x1b]0;owned\x07\x1b[31m \x9b2J \u202egnp\u202c \u2066a\u2069 z\u200bw [bold]x[/bold] [/] "
    "\x00\x7f\ud800 \u00ad\u3164"
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def on(text: str) -> Period:
    return Period(day(text), day(text))


def finding(draft: str, text: str, verdict: Verdict, reason: str, **more: Any) -> Finding:
    """A finding for the first `text` in `draft` (paragraphs are lines; a sentence ends at a full stop)."""
    start = draft.index(text)
    end = start + len(text)
    line = draft.count("\n", 0, start) + 1
    opens = max(draft.rfind(". ", 0, start) + 2, draft.rfind("\n", 0, start) + 1) if start else 0
    opens = opens if opens > 1 else 0
    stops = [at for at in (draft.find(". ", end), draft.find(".\n", end), len(draft) - 1) if at >= 0]
    sentence = Span(opens, min(stops) + 1)
    low = more.pop("low", None)
    quantity = Quantity(
        text,
        Span(start, end),
        more.pop("core", Span(start, end)),
        more.pop("kind", Kind.COUNT),
        low,
        more.pop("high", low),
        more.pop("step", Decimal(1)),
        unit=more.pop("unit", ""),
        bound=more.pop("bound", Bound.EXACT),
        hedge=more.pop("hedge", ""),
        noun=more.pop("noun", ""),
        when=more.pop("when", None),
    )
    claim = Claim(quantity, sentence, more.pop("measured", ""), more.pop("place", None), more.pop("period", None))
    column = start - draft.rfind("\n", 0, start)
    return Finding(claim, text, sentence.of(draft), line, column, verdict, reason, **more)


def report(path: str, dating: Dating, *findings: Finding, failures: tuple[Failure, ...] = ()) -> Report:
    count = Counter(found.verdict for found in findings)
    coverage = {
        "figures": len(findings),
        "checked": len(findings) - count[Verdict.UNCHECKED],
        **{verdict.value: count[verdict] for verdict in Verdict},
    }
    return Report(path, dating, findings, coverage, failures, rules_digest="5e1f0c2a9b7d4e63")


PORTAL = Observation(
    Decimal(3000381),
    Decimal(2970378),
    Decimal(3030384),
    "person",
    on("2022-03-15"),
    "UNHCR operational data portal",
    "https://data.example.org/en/situations/ukraine?page=1&view=a-rather-long-query-that-is-not-broken&x=1",
    published=day("2022-03-15"),
    superseded=day("2022-03-17"),
)
INVASION = Observation(
    None,
    None,
    None,
    "date",
    None,
    "Security Council, press release SC/14803",
    "https://press.example.org/2022/sc14803",
    published=day("2022-02-23"),
    day=on("2022-02-24"),
)
CITIES = Observation(
    Decimal(10),
    Decimal(10),
    Decimal(10),
    "city",
    Period(day("2021-01-01"), day("2021-12-31")),
    "GeoNames",
    "https://geonames.example.org/",
    edition="2024-11",
    members=tuple(
        Member(rank, name, Decimal(value), note)
        for rank, name, value, note in [
            (1, "Kyiv", 2797553, ""),
            (2, "Kharkiv", 1430885, ""),
            (3, "Odesa", 1001558, ""),
            (4, "Dnipro", 993220, ""),
            (5, "Donetsk", 901645, "held since 2014 by forces that the government in Kyiv does not control"),
            (6, "Lviv", 717803, ""),
            (7, "Zaporizhzhia", 710052, ""),
            (8, "Kryvyi Rih", 612750, ""),
            (9, "Mykolaiv", 476101, ""),
            (10, "Mariupol", 431859, ""),
        ]
    ),
)
GROWTH = Observation(
    Decimal("3.4"),
    Decimal("3.35"),
    Decimal("3.45"),
    "percent",
    Period(day("2021-01-01"), day("2021-12-31")),
    "World Bank, World Development Indicators",
    "https://data.example.org/indicator/NY.GDP.MKTP.KD.ZG?locations=UA",
    published=day("2022-02-15"),
    edition="2022-02",
    note="growth in constant prices; the statistics office counts without Crimea",
)

FIRST = """\
Monday's count put those who had fled the country at more than 5 million people, and aid groups at the \
crossings said that the queues were growing by the hour.
Fighting began on Feb. 14, three weeks ago. Four in ten of the displaced come from the 10 largest cities, \
officials said.
The economy grew by 3.2 percent in 2021, on figures that the ministry gave last autumn. The river is 2,201 \
km long.
At least 700 people were hurt in the port, and 12 tanks were seen near the border with 1.25 million tonnes \
of grain.
It was the biggest airlift since 1945. Talks resume on Wednesday.
"""


def first() -> Report:
    """One finding or more of every verdict, a ranking and a source failure."""
    agency = "does not agree with UNHCR operational data portal (15 March 2022): 3,000,381"
    inferred = Dating(day("2022-03-16"), "inferred", "three weeks ago")
    held = ("the list counts residents in 2021, before the war",)
    return report(
        "drafts/first.txt",
        inferred,
        finding(
            FIRST,
            "more than 5 million people",
            Verdict.MISMATCH,
            agency,
            low=Decimal(5_000_000),
            unit="person",
            core=Span(FIRST.index("5 million"), FIRST.index("5 million") + 9),
            step=Decimal(1_000_000),
            bound=Bound.OVER,
            hedge="more than",
            noun="people",
            measured="people who fled",
            place=UKRAINE,
            period=on("2022-03-14"),
            rule="refugees-from-ukraine-2022",
            reference=PORTAL,
            suggestion="3 million",
            accepts=("5000000", "5999999"),
            refers=("2970378", "3030384"),
            notes=("the count includes people who crossed more than one border",),
            trace=(
                '"more than" opens the figure upwards to the next round step',
                "the portal's count of 15 March",
            ),
        ),
        finding(
            FIRST,
            "Feb. 14",
            Verdict.MISMATCH,
            "does not agree with Security Council (23 February 2022): 24 February 2022",
            kind=Kind.DATE,
            when=When(None, 2, 14),
            rule="invasion-of-ukraine-date",
            reference=INVASION,
            accepts=("2022-02-14", "2022-02-14"),
            refers=("2022-02-24", "2022-02-24"),
            resolved=on("2022-02-14"),
            suggestion="Feb. 24",
            severity="warning",
        ),
        finding(
            FIRST,
            "three weeks ago",
            Verdict.MATCH,
            "agrees with Security Council (23 February 2022): 20 days",
            kind=Kind.DURATION,
            low=Decimal(3),
            unit="week",
            rule="invasion-of-ukraine-date",
            reference=INVASION,
            accepts=("17.5", "24.5"),
            refers=("20", "20"),
        ),
        finding(
            FIRST,
            "Four in ten",
            Verdict.UNCHECKED,
            "no rule speaks of it",
            kind=Kind.RATIO,
            low=Decimal("0.4"),
        ),
        finding(
            FIRST,
            "10 largest cities",
            Verdict.MATCH,
            "agrees with GeoNames (2021): the ten are listed for you",
            low=Decimal(10),
            unit="city",
            rule="largest-cities",
            reference=CITIES,
            accepts=("10", "10"),
            refers=("10", "10"),
            place=UKRAINE,
            notes=held,
        ),
        finding(
            FIRST,
            "3.2 percent",
            Verdict.OUTDATED,
            "agrees with the edition of October 2021, not with that of February 2022: 3.4",
            kind=Kind.PERCENT,
            low=Decimal("3.2"),
            step=Decimal("0.1"),
            unit="percent",
            rule="gdp-growth",
            reference=GROWTH,
            accepts=("3.15", "3.25"),
            refers=("3.35", "3.45"),
            place=UKRAINE,
            period=Period(day("2021-01-01"), day("2021-12-31")),
            suggestion="3.4 percent",
        ),
        finding(
            FIRST,
            "2,201 km",
            Verdict.DISPUTED,
            "the encyclopaedia has 2,201, the water agency 2,285",
            kind=Kind.MEASURE,
            low=Decimal(2201),
            unit="kilometre",
            rule="river-lengths",
            severity="note",
            accepts=("2200.5", "2201.5"),
            refers=("2201", "2285"),
        ),
        finding(
            FIRST,
            "At least 700 people",
            Verdict.UNAVAILABLE,
            "UN human rights office could not be asked",
            low=Decimal(700),
            bound=Bound.AT_LEAST,
            hedge="at least",
            unit="person",
            rule="casualties",
            accepts=("700", ""),
        ),
        finding(
            FIRST,
            "1.25 million tonnes",
            Verdict.NO_DATA,
            "the series has no figure for March 2022",
            kind=Kind.MEASURE,
            low=Decimal("1250000.00"),
            unit="tonne",
            rule="grain-stocks",
            accepts=("1245000", "1255000"),
        ),
        finding(FIRST, "12 tanks", Verdict.UNCHECKED, "no rule speaks of it", low=Decimal(12), noun="tanks"),
        finding(
            FIRST,
            "1945",
            Verdict.MATCH,
            "agrees with Instrument of surrender (8 May 1945): 1945",
            kind=Kind.YEAR,
            when=When(1945),
            low=Decimal(1945),
            rule="second-world-war",
            accepts=("1945", "1945"),
            refers=("1945", "1945"),
            resolved=Period(day("1945-01-01"), day("1945-12-31")),
            notes=("the Berlin airlift of 1948 was larger by weight of freight",),
        ),
        finding(
            FIRST,
            "Wednesday",
            Verdict.MATCH,
            "agrees with the calendar: 16 March 2022 is a Wednesday",
            kind=Kind.WEEKDAY,
            when=When(weekday=2),
            rule="weekdays",
            resolved=on("2022-03-16"),
        ),
        failures=(
            Failure(
                "UN human rights office",
                "no answer within 10 seconds",
                "Run again, or leave it out with --offline",
                "https://office.example.org/api/casualties?country=UKR&from=2022-02-24&to=2022-03-16&format=csv",
            ),
        ),
    )


def quiet() -> Report:
    """A draft without figures, its date taken from the clock."""
    return report("drafts/quiet.md", Dating(day("2022-03-16"), "today"))


def gone() -> Report:
    """A draft that could not be read."""
    missing = Failure("drafts/gone.txt", "there is no such file", "Check the name, or give - to read standard input")
    return Report("drafts/gone.txt", Dating(None, "unknown"), (), {}, (missing,))


def hostile() -> Report:
    """Escapes, overrides and markup in every text that comes from outside."""
    draft = f"{HOSTILE} says 5 {HOSTILE} people\n"
    text = f"5 {HOSTILE} people"
    reference = Observation(
        Decimal(4),
        None,
        None,
        f"per{HOSTILE}son",
        on("2022-03-15"),
        HOSTILE,
        f"https://x.example/{HOSTILE}",
        edition=HOSTILE,
        qualifier=HOSTILE,
        note=HOSTILE,
        members=(Member(1, HOSTILE, Decimal(4), HOSTILE),),
    )
    found = [
        finding(
            draft,
            text,
            verdict,
            HOSTILE,
            low=Decimal(5),
            unit=HOSTILE,
            hedge=HOSTILE,
            noun=HOSTILE,
            measured=HOSTILE,
            place=Place("UKR", HOSTILE, HOSTILE),
            rule=HOSTILE,
            severity=HOSTILE,
            reference=reference,
            accepts=("5", "6"),
            refers=("4", ""),
            suggestion=HOSTILE,
            notes=(HOSTILE,),
            trace=(HOSTILE,),
        )
        for verdict in (Verdict.MISMATCH, Verdict.MATCH, Verdict.UNCHECKED)
    ]
    failure = Failure(HOSTILE, HOSTILE, HOSTILE, f"https://y.example/{HOSTILE}")
    return report(f"drafts/{HOSTILE}.txt", Dating(day("2022-03-16"), "dateline", HOSTILE), *found, failures=(failure,))


def long() -> Report:
    """A line without end, a figure of a million digits, words wider than the page, wide letters."""
    words = "word " * 5000
    digits = "9" * 1_000_000
    endless = f"{words}then 40 ships {words}\n"
    address = f"https://x.example/{'y' * 90}"
    stuck = f"{'a' * 500}-7-{'b' * 500} and €{digits}m and {address} 8 cars and {'東京' * 60} 9 vans.\n"
    unchecked = "no rule speaks of it"
    return report(
        "drafts/a folder with spaces/and-a-name-that-is-longer-than-any-line-of-a-terminal/long.txt",
        Dating(day("2022-03-16"), "option"),
        finding(endless, "40 ships", Verdict.UNCHECKED, unchecked, low=Decimal(40)),
        finding(stuck, "7", Verdict.UNCHECKED, unchecked, low=Decimal(7)),
        finding(stuck, digits, Verdict.UNCHECKED, unchecked, low=Decimal(digits)),
        finding(stuck, "8 cars", Verdict.UNCHECKED, unchecked, low=Decimal(8)),
        finding(
            stuck,
            "9 vans",
            Verdict.MISMATCH,
            f"does not agree with {'x' * 200}: {'1' * 200}",
            low=Decimal(9),
            accepts=("9" * 200, "9" * 201),
            suggestion="東京" * 50,
        ),
        finding(endless, "40 ships", Verdict.NO_DATA, "the series begins in 2023", low=Decimal(40)),
    )
