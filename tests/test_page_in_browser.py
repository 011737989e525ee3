"""The HTML report in a real browser: Debian's Chromium without a window, where it is installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factcheck.document import from_text
from factcheck.engine import Engine, read_rules
from factcheck.model import Answer, Observation, Period, Query
from factcheck.report import REPORTERS, ReportOptions

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DRAFT = """\
Germany has a population of 48 million. <img src=x onerror="document.title='owned'">

The population of Germany was 81.8 million in 2010. The talks lasted 5 hours.
"""


COLOURS = """() => {
  const clear = (one) => /rgba\\(.*, 0\\)|transparent/.test(getComputedStyle(one).backgroundColor);
  const behind = (one) => { while (clear(one) && one.parentElement) one = one.parentElement; return one; };
  return [...document.querySelectorAll("p, dd, dt, h2, .verdict, .line, .filter, output, button:enabled")]
    .filter((one) => one.offsetParent)
    .map((one) => [one.className, getComputedStyle(one).color, getComputedStyle(behind(one)).backgroundColor]);
}"""
"""The colour of each piece of text that is shown and of what is behind it."""


def lookup(query: Query) -> Answer:
    """The population of Germany in thirteen years."""

    def observation(year: int) -> Observation:
        value = Decimal(81_800_000 + 100_000 * (year - 2010))
        period = Period(date(year, 1, 1), date(year, 12, 31))
        return Observation(value, value, value, "person", period, "Office <b>", "https://example.org/?a=1&b=2")

    return tuple(observation(year) for year in range(2010, 2023)) if query.place == "DEU" else ()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("Debian's chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    report = Engine(read_rules(), lookup).check_draft(from_text(DRAFT, "story.txt"), given=date(2023, 5, 2))
    path: Path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(REPORTERS["html"]((report,), ReportOptions()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    opened = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(address)
    yield opened
    assert complaints == []
    assert asked == [address]
    context.close()


def test_a_reader_goes_through_the_figures(page: Page) -> None:
    assert page.title() == "factcheck: story.txt"
    place = page.locator("#place")
    assert place.inner_text() == "– of 2"
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "48 million"
    assert page.locator(".card.here .verdict").inner_text().lower() == "mismatch"
    page.keyboard.press("n")
    assert place.inner_text() == "2 of 2"
    page.click("#next")
    assert place.inner_text() == "1 of 2"
    page.keyboard.press("k")
    assert place.inner_text() == "2 of 2"


def test_a_reader_filters_by_verdict(page: Page) -> None:
    shown = page.locator(".card:visible")
    assert shown.count() == 2
    page.uncheck("input[value=match]")
    assert shown.count() == 1
    assert page.locator("#place").inner_text() == "– of 1"
    page.check("input[value=unchecked]")
    assert shown.count() > 1
    page.uncheck("input[value=unchecked]")
    page.uncheck("input[value=mismatch]")
    assert shown.count() == 0
    assert page.locator("#next").is_disabled()


def test_a_click_on_a_figure_leads_to_its_card(page: Page) -> None:
    page.click("a.figure.mismatch")
    assert page.evaluate("document.activeElement.id") == page.locator("article.mismatch").get_attribute("id")
    source = page.locator("article.mismatch dd a")
    assert source.get_attribute("href") == "https://example.org/?a=1&b=2"
    assert source.inner_text().startswith("Office <b>")


def test_the_series_is_drawn_with_the_figure(page: Page) -> None:
    chart = page.locator("article.mismatch svg")
    assert chart.is_visible()
    assert "from 2010 to 2022" in (chart.get_attribute("aria-label") or "")
    assert chart.locator("text.off").inner_html().strip() == "↓ draft"


def test_a_phone_shows_it_in_one_column(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    text, card = page.locator(".row .text").first.bounding_box(), page.locator(".card").first.bounding_box()
    assert text and card and card["y"] >= text["y"] + text["height"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(page: Page, scheme: Any) -> None:
    """A contrast of 4.5 to 1 at least: https://www.w3.org/TR/WCAG22/#contrast-minimum."""
    page.emulate_media(color_scheme=scheme)
    pairs = page.evaluate(COLOURS)
    assert len(pairs) > 10
    assert [pair for pair in pairs if contrast(pair[1], pair[2]) < 4.5] == []


def contrast(one: str, other: str) -> float:
    """How far two colours are apart, as WCAG counts it."""

    def light(color: str) -> float:
        parts = [float(part) / 255 for part in color[color.index("(") + 1 : -1].split(",")[:3]]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
