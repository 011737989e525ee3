"""One contract for every live source: right value, missing place, wrong place, error body, no JSON, dead host, keys.

Each is read from its cassette, which is transcribed where no network was at hand; ``../shared`` has whole replies.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from factcheck.errors import SourceError
from factcheck.gazetteer import countries
from factcheck.model import Answer, Query
from factcheck.sources import registry
from factcheck.sources.fetcher import Fetcher
from factcheck.sources.http import Reply, Site

DAY = date(2026, 11, 1)
KEYS = {"FRED_API_KEY": "0000", "UCDP_ACCESS_TOKEN": "0000"}
CASSETTES = Path(__file__).resolve().parents[1] / "cassettes"


@dataclass(frozen=True)
class Case:
    """A source with its cassette, what is asked, the period and value of one observation, and its unit."""

    source: str
    cassette: str
    series: str
    place: str
    period: str
    value: str
    unit: str
    other: str = "XXX"  # a place that it has nothing of, or cannot be asked of


CASES = [
    Case("bls", "bls/unemployment", "LNS14000000", "USA", "2025-12", "4.4", "percent", "DEU"),
    Case(
        *("eurostat", "eurostat/protection-of-ukrainians", "migr_asytpfm?unit=PER&sex=T&age=TOTAL&citizen=UA", "EUU"),
        *("2026-07", "44750", "person", "JPN"),
    ),
    Case("fred", "fred/gdp", "GDPC1", "USA", "1948-01-01/1948-03-31", "2239682000000", "US dollar", "DEU"),
    Case("imf", "imf/growth-of-sudan", "NGDP_RPCH", "SDN", "2012", "-17", "percent", "Sudan"),
    Case("owid", "owid/population-of-ukraine", "population", "UKR", "2022", "41048768", "person", "Ukraine"),
    Case("sdmx", "sdmx/population-of-kenya", "WB_WDI:WDI/A.SP_POP_TOTL.{place}", "KEN", "2022", "54252461", "", ""),
    Case("ucdp", "ucdp/deaths-in-israel", "deaths", "ISR", "2002", "1", "person", "DEU"),
    Case("unhcr", "unhcr/refugees-in-turkey", "refugees-in", "TUR", "2024", "2940735", "person", "Turkey"),
    Case(
        *("unhcr-odp", "unhcr-odp/border-crossings", "ukraine-border-crossings", "UKR", "2022-03-15", "3007348"),
        *("person", "POL"),
    ),
    Case("usgs", "usgs/tohoku", "earthquake-magnitude", "JPN", "2011-03-11", "9.1", ""),
    Case("wikidata-item", "wikidata-item/hong-kong", "Q8646/population", "", "2017", "7409800", "person"),
    Case(
        *("worldbank-archive", "worldbank-archive/population-of-the-united-kingdom", "SP.POP.TOTL", "GBR"),
        *("2023", "68492000", "person", "Kingdom"),
    ),
    Case("who", "who/infant-mortality-of-afghanistan", "MDG_0000000001", "AFG", "2011", "61.76149", "", "Kabul"),
]
every = pytest.mark.parametrize("case", CASES, ids=lambda case: case.source)


def bodies(case: Case) -> list[tuple[str, bytes]]:
    """The addresses and replies of a cassette, in order."""
    content = YAML(typ="safe").load((CASSETTES / f"{case.cassette}.yaml").read_text(encoding="utf-8"))
    return [(one["request"]["uri"], one["response"]["body"]["string"].encode()) for one in content["interactions"]]


def ask(case: Case, replies: list[tuple[str, bytes]], **changed: str) -> Answer | SourceError:
    """What the source makes of these replies."""
    left: Iterator[tuple[str, bytes]] = iter(replies)

    def fetch(site: Site, path: str) -> Reply:
        uri, body = next(left)
        if not changed:
            assert site.base + path == uri, "the cassette answers another request"
        return Reply(site.base + path, body, DAY)

    query = Query(case.source, changed.get("series", case.series), changed.get("place", case.place))
    return registry.make_lookup(offline=False, fetch=fetch, keys=KEYS)(query)


def test_every_live_source_is_here() -> None:
    assert {case.source for case in CASES} | {"wikidata"} == set(registry._MODULES)


@every
def test_the_value_of_a_period_is_read_and_cited(case: Case) -> None:
    answer = ask(case, bodies(case))
    assert not isinstance(answer, SourceError), answer
    found = {one.period.label(): one for one in answer if one.period}
    assert found[case.period].value == Decimal(case.value)
    assert found[case.period].unit == case.unit
    assert all(one.source and one.url.startswith("https://") for one in answer)
    starts = [one.period.start for one in answer if one.period]
    assert starts == sorted(starts)


@pytest.mark.parametrize("case", [one for one in CASES if "/Q" not in f"/{one.series}"], ids=lambda case: case.source)
def test_another_place_is_not_asked_for(case: Case) -> None:
    answer = ask(case, [], place=case.other)
    assert isinstance(answer, SourceError)
    assert answer.hint


WRONG: dict[str, Callable[[str], str]] = {
    "sdmx": lambda text: text.replace('"KEN"', '"UGA"'),
    "worldbank-archive": lambda text: text.replace('"GBR"', '"IRL"'),
    "bls": lambda text: text.replace("LNS14000000", "LNS14000001"),
    "eurostat": lambda text: text.replace("EU27_2020", "DE"),
    "owid": lambda text: text.replace(",UKR,", ",POL,"),
    "ucdp": lambda text: text.replace('"country_id":666', '"country_id":651'),
    "unhcr": lambda text: text.replace('"TUR"', '"SYR"'),
    "unhcr-odp": lambda text: text.replace('"situation_view_id":"54"', '"situation_view_id":"55"'),
    "who": lambda text: text.replace('"AFG"', '"ALB"'),
}


@pytest.mark.parametrize("case", [case for case in CASES if case.source in WRONG], ids=lambda case: case.source)
def test_a_reply_about_another_place_is_not_believed(case: Case) -> None:
    replies = [(uri, WRONG[case.source](body.decode()).encode()) for uri, body in bodies(case)]
    answer = ask(case, replies)
    assert isinstance(answer, SourceError)
    assert "another place or series" in answer.message


def test_imf_gives_only_the_country_that_was_asked_for() -> None:
    case = next(case for case in CASES if case.source == "imf")
    replies = [(uri, body.replace(b"SDN", b"AFG")) for uri, body in bodies(case)]
    assert ask(case, replies) == ()


@every
@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b"null", b"{", b'{"value": 1}', b"[1, [2]]", b"\xff"])
def test_what_is_no_reply_of_its_is_told_and_never_a_traceback(body: bytes, case: Case) -> None:
    answer = ask(case, [(uri, body) for uri, _ in bodies(case)])
    assert isinstance(answer, SourceError)
    assert "\n" not in answer.message


@every
def test_a_host_that_is_not_there_is_told_once(case: Case) -> None:
    asked: list[str] = []
    fetcher = Fetcher(resolves=lambda host: asked.append(host) or False)  # type: ignore[func-returns-value]
    lookup = registry.make_lookup(offline=False, fetch=fetcher, keys=KEYS)
    for _ in range(2):
        answer = lookup(Query(case.source, case.series, case.place))
        assert isinstance(answer, SourceError)
        assert "leads nowhere" in answer.message
        assert "0000" not in answer.url
    assert len(asked) == 1


@every
def test_offline_nothing_is_asked(case: Case) -> None:
    assert registry.make_lookup(offline=True)(Query(case.source, case.series, case.place)) == ()


@pytest.mark.parametrize("source", ["fred", "ucdp"])
def test_a_key_that_is_not_there_is_told_with_where_it_belongs(source: str) -> None:
    case = next(case for case in CASES if case.source == source)
    answer = registry.make_lookup(offline=False)(Query(case.source, case.series, case.place))
    assert isinstance(answer, SourceError)
    assert any(name in answer.hint for name in KEYS)
    assert set(registry.KEYS) == set(KEYS)


def test_editions_of_a_value_tell_when_each_was_the_one_shown() -> None:
    rows = [
        {"realtime_start": "2020-04-29", "realtime_end": "2020-05-27", "date": "2020-01-01", "value": "18987.9"},
        {"realtime_start": "2020-05-28", "realtime_end": "9999-12-31", "date": "2020-01-01", "value": "18977.4"},
    ]
    case = next(case for case in CASES if case.source == "fred")
    answer = ask(case, [(bodies(case)[0][0], json.dumps({"observations": rows}).encode())])
    assert not isinstance(answer, SourceError)
    assert [(one.published, one.superseded) for one in answer] == [
        (date(2020, 4, 29), date(2020, 5, 28)),
        (date(2020, 5, 28), None),
    ]


# Wikidata: the query itself is run, against triples in Wikidata's own model.


TRIPLES = """
@prefix wd: <http://www.wikidata.org/entity/> . @prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix p: <http://www.wikidata.org/prop/> . @prefix ps: <http://www.wikidata.org/prop/statement/> .
@prefix psv: <http://www.wikidata.org/prop/statement/value/> .
@prefix psn: <http://www.wikidata.org/prop/statement/value-normalized/> .
@prefix pq: <http://www.wikidata.org/prop/qualifier/> . @prefix pqv: <http://www.wikidata.org/prop/qualifier/value/> .
@prefix wikibase: <http://wikiba.se/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
wd:Q8646 wdt:P298 "HKG" ; p:P1082 <urn:a>, <urn:b>, <urn:c> ; p:P2046 <urn:d>, <urn:f> ; p:P571 <urn:e> .
<urn:a> ps:P1082 7336600.0 ; wikibase:rank wikibase:NormalRank ; pq:P585 "2016-01-01T00:00:00Z"^^xsd:dateTime ;
  pqv:P585 <urn:year> .
<urn:b> ps:P1082 7409800.0 ; wikibase:rank wikibase:PreferredRank ; pq:P585 "2017-01-01T00:00:00Z"^^xsd:dateTime ;
  pqv:P585 <urn:year> .
<urn:c> ps:P1082 1.0 ; wikibase:rank wikibase:DeprecatedRank .
<urn:d> psn:P2046 <urn:area> ; wikibase:rank wikibase:NormalRank .
<urn:e> ps:P571 "1997-07-01T00:00:00Z"^^xsd:dateTime ; psv:P571 <urn:day> ; wikibase:rank wikibase:NormalRank .
<urn:f> psn:P2046 <urn:part> ; wikibase:rank wikibase:NormalRank ; pq:P518 wd:Q165 .
<urn:part> wikibase:quantityAmount 1649340000.0 .
<urn:year> wikibase:timePrecision 9 . <urn:day> wikibase:timePrecision 11 .
<urn:area> wikibase:quantityAmount 2755030000.0 .
"""


@pytest.fixture
def graph() -> Callable[[Site, str], Reply]:
    """A fetch that answers SPARQL from the triples, as the service would."""
    oxigraph = pytest.importorskip("pyoxigraph", reason="pyoxigraph is not installed")
    from urllib.parse import parse_qs, urlsplit

    store: Any = oxigraph.Store()
    store.load(TRIPLES.encode(), format=oxigraph.RdfFormat.TURTLE)

    def fetch(site: Site, path: str) -> Reply:
        (text,) = parse_qs(urlsplit(path).query)["query"]
        return Reply(site.base + path, store.query(text).serialize(format=oxigraph.QueryResultsFormat.JSON), DAY)

    return fetch


@pytest.mark.parametrize(
    ("series", "place", "found"),
    [
        ("population", "HKG", [("2016", "7336600", "person"), ("2017", "7409800", "person")]),
        ("area", "HKG", [("", "2755.03", "square kilometre")]),
        ("Q8646/inception", "", [("1997-07-01", "", "")]),
        ("population", "MAC", []),
    ],
)
def test_wikidata_is_asked_in_its_own_model(
    series: str, place: str, found: list[tuple[str, str, str]], graph: Callable[[Site, str], Reply]
) -> None:
    answer = registry.make_lookup(offline=False, fetch=graph)(Query("wikidata", series, place))
    assert not isinstance(answer, SourceError), answer
    got = [
        (one.period.label() if one.period else "", "" if one.value is None else f"{one.value.normalize():f}", one.unit)
        for one in answer
    ]
    assert got == found


@pytest.mark.parametrize(
    ("query", "file", "expected"),
    [
        (Query("who", "WHOSIS_000001", "AFG"), "who-gho/WHOSIS_000001_AFG_rows.json", None),
        (Query("bls", "LAUCN040010000000005", ""), "bls/v2_series_LAUCN040010000000005.json", 25),
        (Query("bls", "BOGUS1234", ""), "bls/v2_latest_bogus_series.json", "does not know the series"),
        (Query("bls", "LNS14000000", ""), "bls/v2_error_bogus_series_with_catalog.json", "refused"),
        (Query("fred", "UMCSENT", ""), "fred/observations_UMCSENT_missing_values_trimmed.json", 0),
        (Query("fred", "GDPC1", ""), "fred/error_api_key_missing.json", "not of the form"),
        (Query("imf", "NGDP_R", "GEO"), "imf/datamapper_unknown_indicator_NGDP_R_prefix_trimmed.json", "does not know"),
        (Query("imf", "NGDP_R", "GEO"), "imf/datamapper_no_values.json", "does not know"),
        (Query("usgs", "earthquake-magnitude", "JPN"), "usgs/fdsn_query_null_fields_2018-01-18.geojson", 0),
        (Query("usgs", "earthquake-magnitude", "JPN"), "usgs/fdsn_query_empty_M9plus_2008-2010.geojson", 0),
        (
            Query("unhcr", "refugees-from", "UKR"),
            "unhcr-population/population_coo_UKR_coa_all_2021-2025_trimmed.json",
            "another",
        ),
        (
            Query("unhcr-odp", "ukraine-refugees-in-europe", ""),
            "unhcr-odp/timeseries_widget283577_group5478_2022-08.json",
            69,
        ),
    ],
)
def test_real_replies(query: Query, file: str, expected: int | str | None, shared: Path) -> None:
    body = (shared / "captures" / file).read_bytes()
    lookup = registry.make_lookup(offline=False, fetch=lambda site, path: Reply(site.base + path, body, DAY), keys=KEYS)
    answer = lookup(query)
    if isinstance(expected, str):
        assert isinstance(answer, SourceError)
        assert expected in answer.message
    else:
        assert not isinstance(answer, SourceError), answer
        assert expected is None or len(answer) == expected


# How each source writes that it has no value, with the pattern of the value of the case in its reply.
MISSING = {
    "bls": (r'("December",\s*"value":)\s*"4\.4"', r'\1"-"'),
    "fred": (r'"value":\s*"2239\.682"', '"value":"."'),
    "imf": (r'"2012":\s*-1[0-9.]+', '"2012":null'),
    "owid": (r",UKR,2022,41048768", ",UKR,2022,"),
    "sdmx": (r'<generic:ObsValue value="54252461"/>', '<generic:ObsValue value="NaN"/>'),
    "unhcr": (r'"refugees":\s*2940735', '"refugees":"-"'),
    "who": (r'"NumericValue":\s*61\.76149', '"NumericValue":null'),
    "worldbank-archive": (r'"value":68\d+', '"value":null'),
}


@pytest.mark.parametrize("case", [case for case in CASES if case.source in MISSING], ids=lambda case: case.source)
def test_a_period_without_a_value_is_left_out(case: Case) -> None:
    pattern, without = MISSING[case.source]
    replies = [(uri, re.sub(pattern, without, body.decode()).encode()) for uri, body in bodies(case)]
    assert replies != bodies(case)
    whole, answer = ask(case, bodies(case)), ask(case, replies)
    assert not isinstance(whole, SourceError)
    assert not isinstance(answer, SourceError), answer
    periods = {one.period.label() for one in answer if one.period}
    assert periods == {one.period.label() for one in whole if one.period} - {case.period}


# Wikidata, item by item.


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        ("Q8646/inception", [("1997-07-01", "")]),
        ("Q8646/dissolved", []),
        ("Q8646/head-of-government/Q15023", [("2012-07-01/2017-06-30", "held by Q15023")]),
        ("Q8646/head-of-government/Q1", []),
        ("Q8646/area", [("2016", "2755.03")]),
    ],
)
def test_an_item_of_wikidata(series: str, expected: list[tuple[str, str]]) -> None:
    case = next(case for case in CASES if case.source == "wikidata-item")
    answer = ask(case, bodies(case), series=series)
    assert not isinstance(answer, SourceError), answer
    told = [(one.period.label() if one.period else "", one.note or f"{one.value or ''}") for one in answer]
    assert told == expected


def test_every_holder_of_an_office_is_told() -> None:
    case = next(case for case in CASES if case.source == "wikidata-item")
    answer = ask(case, bodies(case), series="Q8646/head-of-government")
    assert not isinstance(answer, SourceError)
    assert [one.day and one.day.label() for one in answer] == ["1997-07-01", "2005-06-21", "2012-07-01", "2017-07-01"]
    assert answer[-1].period is not None
    assert answer[-1].period.end == date.max


def test_editions_of_the_world_bank_tell_when_each_was_the_one_shown() -> None:
    case = next(case for case in CASES if case.source == "worldbank-archive")
    answer = ask(case, bodies(case))
    assert not isinstance(answer, SourceError)
    assert [(one.period and one.period.label(), one.published, one.superseded, one.edition) for one in answer] == [
        ("2021", date(2025, 4, 30), date(2026, 3, 31), "2025-04"),
        ("2021", date(2026, 3, 31), None, "2026-03"),
        ("2023", date(2025, 4, 30), date(2026, 3, 31), "2025-04"),
        ("2023", date(2026, 3, 31), None, "2026-03"),
    ]


# Pages.

PAGED = {"unhcr": ("maxPages", "page=2"), "ucdp": ("TotalPages", "page=1"), "worldbank-archive": ("pages", "page=2")}


@pytest.mark.parametrize("case", [case for case in CASES if case.source in PAGED], ids=lambda case: case.source)
def test_pages_are_read_to_the_last(case: Case) -> None:
    key, mark = PAGED[case.source]
    content = json.loads(bodies(case)[0][1])
    rows = content["items"] if "items" in content else content.get("Result") or content["source"]["data"]
    first, second = [json.loads(json.dumps(content)) for _ in range(2)]
    for part, kept in ((first, rows[: len(rows) // 2]), (second, rows[len(rows) // 2 :])):
        part[key] = 2
        if "source" in part:
            part["source"]["data"] = kept
        else:
            part["items" if "items" in part else "Result"] = kept
    pages, asked = iter([first, second]), []

    def fetch(site: Site, path: str) -> Reply:
        asked.append(path)
        return Reply(site.base + path, json.dumps(next(pages)).encode(), DAY)

    query = Query(case.source, case.series, case.place)
    answer = registry.make_lookup(offline=False, fetch=fetch, keys=KEYS)(query)
    assert answer == ask(case, bodies(case))
    assert mark in asked[1]
    first[key] = second[key] = 1000
    pages = iter([first, second])
    answer = registry.make_lookup(offline=False, fetch=fetch, keys=KEYS)(query)
    assert isinstance(answer, SourceError)
    assert "runs to 1000 pages" in answer.message


# Agencies of SDMX.


@pytest.mark.parametrize(
    ("series", "place", "message"),
    [
        ("NOWHERE:X1/A", "", "there is no agency NOWHERE"),
        ("ECB:EXR", "", "to ask for"),
        ("WB_WDI:WDI/A.SP_POP_TOTL.{place}", "", "to ask for"),
    ],
)
def test_agencies_that_cannot_be_asked(series: str, place: str, message: str) -> None:
    answer = registry.make_lookup(offline=False, fetch=Fetcher(resolves=pytest.fail))(Query("sdmx", series, place))
    assert isinstance(answer, SourceError)
    assert message in answer.message
    assert answer.hint


def test_a_message_of_several_series_and_a_power_of_ten() -> None:
    case = next(case for case in CASES if case.source == "sdmx")
    ((uri, body),) = bodies(case)
    scaled = body.replace(
        b"</generic:SeriesKey>",
        b'</generic:SeriesKey><generic:Attributes><generic:Value id="UNIT_MULT" value="3"/></generic:Attributes>',
    )
    answer = ask(case, [(uri, scaled)])
    assert not isinstance(answer, SourceError)
    assert answer[0].value == Decimal(53219166) * 1000
    start, end = body.index(b"<generic:Series>"), body.index(b"</message:DataSet>")
    two = body[:end] + body[start:end].replace(b'"KEN"', b'"UGA"') + body[end:]
    several = ask(case, [(uri, two)], series="WB_WDI:WDI/A.SP_POP_TOTL.")
    assert isinstance(several, SourceError)
    assert "has 2 series" in several.message


# Several places in one question.


def _both(text: str, place: str, other: str) -> str:
    """A reply of JSON about one place as one about two, with the same figures."""
    one, two = json.loads(text), json.loads(text.replace(f'"{place}"', f'"{other}"'))
    for key in ("value", "items"):
        if key in one:
            one[key] += two[key]
    if "values" in one:
        for code, values in one["values"].items():
            values.update(two["values"][code])
    return json.dumps(one)


def _two_in_a_block(text: str, place: str, other: str) -> str:
    """A block of JSON-stat with a second place of the same figures behind the first."""
    content = json.loads(text)
    at = content["id"].index("geo")
    after = 1
    for size in content["size"][at + 1 :]:
        after *= size
    content["size"][at] = 2
    content["dimension"]["geo"]["category"]["index"] = {place: 0, other: 1}
    content["value"] = {
        str(int(key) // after * 2 * after + step * after + int(key) % after): value
        for key, value in content["value"].items()
        for step in (0, 1)
    }
    return json.dumps(content)


def _more_lines(text: str, place: str, other: str) -> str:
    head, _, body = text.partition("\n")
    return f"{head}\n{body.rstrip()}\n{body.replace(f',{place},', f',{other},')}" if head.startswith("Entity") else text


TWO = {
    "who": (_both, "AFG", "ALB", "SpatialDim%20in%20%28%27AFG%27%2C%27ALB%27%29"),
    "imf": (_both, "SDN", "AFG", "NGDP_RPCH/SDN/AFG"),
    "unhcr": (_both, "TUR", "SYR", "coa=TUR,SYR&"),
    "owid": (_more_lines, "UKR", "POL", "country=UKR~POL&"),
    "eurostat": (_two_in_a_block, "EUU", "DEU", "geo=EU27_2020&geo=DE&"),
}


@pytest.mark.parametrize("case", [case for case in CASES if case.source in TWO], ids=lambda case: case.source)
def test_several_places_are_asked_for_at_once(case: Case) -> None:
    merge, place, other, expected = TWO[case.source]
    codes = {"EUU": "EU27_2020", "DEU": "DE"}
    both = [merge(body.decode(), codes.get(place, place), codes.get(other, other)) for _, body in bodies(case)]
    left, asked = iter(both), []

    def fetch(site: Site, path: str) -> Reply:
        asked.append(path)
        return Reply(site.base + path, next(left).encode(), DAY)

    queries = [Query(case.source, case.series, place), Query(case.source, case.series, other)]
    found = registry.make_lookup(offline=False, fetch=fetch).many(queries)
    assert expected in asked[-1]
    assert len(asked) == len(both)
    alone = ask(case, bodies(case))
    assert not isinstance(alone, SourceError)
    for query in queries:
        answer = found[query]
        assert not isinstance(answer, SourceError), answer
        assert [(one.period, one.value, one.unit) for one in answer] == [
            (one.period, one.value, one.unit) for one in alone
        ]


@pytest.mark.parametrize("case", [case for case in CASES if case.source in TWO], ids=lambda case: case.source)
def test_a_place_that_is_not_in_the_reply_spoils_nothing(case: Case) -> None:
    _, place, other, _ = TWO[case.source]
    singles = {place: bodies(case)}
    asked: list[str] = []

    def fetch(site: Site, path: str) -> Reply:
        asked.append(path)
        replies = singles[place]
        return Reply(site.base + path, replies[(len(asked) - 1) % len(replies)][1], DAY)

    queries = [Query(case.source, case.series, place), Query(case.source, case.series, other)]
    found = registry.make_lookup(offline=False, fetch=fetch).many(queries)
    assert not isinstance(found[queries[0]], SourceError)
    assert found[queries[0]]
    assert found[queries[1]] == ()


def test_one_question_about_earthquakes_serves_all_countries() -> None:
    case = next(case for case in CASES if case.source == "usgs")
    asked: list[str] = []

    def fetch(site: Site, path: str) -> Reply:
        asked.append(path)
        return Reply(site.base + path, bodies(case)[0][1], DAY)

    queries = [Query("usgs", case.series, place) for place in ("CHL", "JPN", "PER")]
    found = registry.make_lookup(offline=False, fetch=fetch).many(queries)
    assert len(asked) == 1
    assert list(found.values()) == [(), ask(case, bodies(case)), ()]


def test_a_figure_that_is_none_is_not_called_another_place() -> None:
    case = next(case for case in CASES if case.source == "eurostat")
    ((uri, body),) = bodies(case)
    answer = ask(case, [(uri, body.replace(b"44750", b'"many"'))])
    assert isinstance(answer, SourceError)
    assert "not of the form" in answer.message


def test_a_third_place_in_a_block_is_not_believed() -> None:
    case = next(case for case in CASES if case.source == "eurostat")
    body = _two_in_a_block(bodies(case)[0][1].decode(), "EU27_2020", "JP").encode()
    queries = [Query("eurostat", case.series, place) for place in ("EUU", "DEU")]
    lookup = registry.make_lookup(offline=False, fetch=lambda site, path: Reply(site.base + path, body, DAY))
    for answer in lookup.many(queries).values():
        assert isinstance(answer, SourceError)
        assert "another place or series" in answer.message


def test_the_world_bank_is_asked_for_several_places_at_once(shared: Path) -> None:
    body = (shared / "captures/worldbank/data_multi_country_EG.ELC.RNEW.ZS_trimmed.json").read_bytes()
    asked: list[str] = []

    def fetch(site: Site, path: str) -> Reply:
        asked.append(path)
        return Reply(site.base + path, body, DAY)

    queries = [Query("worldbank", "EG.ELC.RNEW.ZS", place) for place in ("CAN", "IRL", "TWN", "DEU")]
    found = registry.make_lookup(offline=False, fetch=fetch).many(queries)
    assert asked == ["v2/country/CAN;IRL;DEU/indicator/EG.ELC.RNEW.ZS?format=json&per_page=20000"]
    counts = {query.place: len(answer) for query, answer in found.items() if not isinstance(answer, SourceError)}
    assert counts == {"CAN": 7, "IRL": 7, "TWN": 0, "DEU": 0}


def test_many_places_are_several_questions_of_some_length() -> None:
    asked: list[str] = []

    def fetch(site: Site, path: str) -> Reply:
        asked.append(path)
        return Reply(site.base + path, b'{"value": []}', DAY)

    places = sorted(code for code, one in countries().items() if one.kind == "country")[:100]
    queries = [Query("who", "WHOSIS_000001", place) for place in places]
    found = registry.make_lookup(offline=False, fetch=fetch).many(queries)
    assert set(found.values()) == {()}
    assert len(asked) == 3
    assert max(map(len, asked)) < 2000
