"""How a draft gets its date: stated, metadata, dateline, inferred, today's, or none."""

from __future__ import annotations

from datetime import date

import pytest

from corpus_sentences import TODAY, engine
from factcheck.model import Dating

WAR = "Russia invaded Ukraine {ago} ago, and more than 3 million refugees have left Ukraine."


def dated(text: str, today: date | None = TODAY) -> Dating:
    return engine().check(text, today=today).dating


def test_the_option_wins_over_all() -> None:
    given = date(2020, 1, 1)
    assert engine().check("---\ndate: 2022-03-16\n---\nText of 5 words.", given=given).dating == Dating(given, "option")


@pytest.mark.parametrize(
    "head",
    [
        "date: 2022-03-16",
        "Date: 2022-03-16T10:30:00Z",
        "published: 16 March 2022",
        "date: March 16, 2022",
        'date: "2022-03-16"',
    ],
)
def test_front_matter(head: str) -> None:
    found = dated(f"---\ntitle: News\n{head}\n---\nFive people came.")
    assert (found.day, found.how) == (date(2022, 3, 16), "metadata")


@pytest.mark.parametrize(
    "opening",
    [
        "KYIV, March 16, 2022 (Agency) - Five people came.",
        "LONDON/KYIV, 16 March 2022 — Five people came.",
        "Wednesday, 16 March 2022\n\nFive people came.",
        "Published: 16 March 2022\n\nFive people came.",
        "Five people came\n\nBy A Reporter\n16 March 2022\n\nThey came late.",
        "WARSAW, Poland, 16 March 2022 - Five people came.",
    ],
)
def test_dateline(opening: str) -> None:
    found = dated(opening)
    assert (found.day, found.how) == (date(2022, 3, 16), "dateline")


@pytest.mark.parametrize(
    "text",
    [
        "Five people came on 16 March 2022, the mayor said.",
        "The treaty of 16 March 2022 (its text is secret) - holds.",
        "It was the 16 March 2022 vote that decided it.",
    ],
)
def test_a_date_in_the_story_is_no_dateline(text: str) -> None:
    assert dated(text) == Dating(TODAY, "today")


def test_a_dateline_without_a_year_takes_it_from_the_events() -> None:
    found = dated("KYIV, March 16 (Agency) - " + WAR.format(ago="20 days"))
    assert (found.day, found.how) == (date(2022, 3, 16), "dateline")


def test_inference_needs_two_statements_or_one_clear_one() -> None:
    assert dated(WAR.format(ago="20 days") + " Talks go on, he said on Wednesday.").day == date(2022, 3, 16)
    assert dated("Five people came on Wednesday.") == Dating(TODAY, "today")


def test_one_wrong_figure_does_not_move_the_date() -> None:
    text = (
        "Russia invaded Ukraine {} ago. More than 3 million refugees have left Ukraine, he said on Wednesday. "
        "Missiles left five people dead in Kyiv."
    )
    assert dated(text.format("20 days")).day == dated(text.format("five weeks")).day == date(2022, 3, 16)


def test_no_date_lies_after_today() -> None:
    found = dated(WAR.format(ago="20 days") + " He said on Wednesday.", today=date(2022, 3, 1))
    assert found.day is not None
    assert found.day <= date(2022, 3, 1)


def test_without_a_clock_the_date_is_unknown_and_weekdays_stay_unchecked() -> None:
    report = engine().check("They met on Tuesday.")
    assert report.dating == Dating(None, "unknown")
    assert report.coverage["unchecked"] == 1


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar_are_no_trap(day: date) -> None:
    text = "It began on Saturday, January 1, they said on Sunday; Russia invaded Ukraine 99999999999999999999 days ago."
    assert engine().check(text, given=day).coverage["figures"] >= 3
    assert engine().check("It was 01/01/0001, a Tuesday.", today=day).dating.how == "today"
