"""The store: series fetched for all places, what changed, broken off and run again, lookups without a network."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from threading import Thread

import pytest

from command import Command, Run, make_command
from factcheck.errors import FileError
from factcheck.model import Answer, Member, Observation, Period, Query
from factcheck.rules.load import RuleSet
from factcheck.sources import registry, store
from factcheck.sources.fetcher import Fetcher
from factcheck.sources.http import Reply, Site
from factcheck.sources.store import Store, changes
from factcheck.sync import Synced, synced, told, wanted
from shipped_rules import shipped

PEOPLE = Path(__file__).parents[1] / "rules/statistics/people.yaml"
"""Rules of few series, so that a sync of all they name is quick."""
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
KENYA = Query("worldbank", "SP.POP.TOTL", "KEN")
YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))


def observation(value: str, **more: object) -> Observation:
    known = {"value": Decimal(value), "low": Decimal(value), "high": Decimal(value), "unit": "person", "period": YEAR}
    return Observation(**{"source": "World Bank", "url": "https://a.example/", **known, **more})  # type: ignore[arg-type]


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    return Store(tmp_path / "folder" / "store.sqlite", now=NOW)


def later(kept: Store, **time: int) -> Store:
    """The same store in a run that long after."""
    return Store(kept.path, now=NOW + timedelta(**time))


EXACT = (
    observation("54252461.50", edition="2026-01-01", retrieved=date(2026, 11, 1), published=date(2022, 5, 4)),
    observation("1E+3", low=Decimal("0.10"), note="naïve “note”", qualifier="x", superseded=date(2023, 1, 1)),
)


def test_what_is_kept_comes_back_exactly(kept: Store) -> None:
    kept.put({KENYA: EXACT})
    found = later(kept, hours=1).answer(KENYA, offline=False)
    assert found == EXACT
    assert [str(one.value) for one in found or ()] == ["54252461.50", "1E+3"]


@pytest.mark.parametrize(
    ("days", "offline", "found"), [(1, False, True), (29, False, True), (31, False, False), (900, True, True)]
)
def test_what_is_old_is_asked_for_anew_but_offline(days: int, offline: bool, found: bool, kept: Store) -> None:
    kept.put({KENYA: EXACT})
    assert (later(kept, days=days).answer(KENYA, offline=offline) is not None) is found


def test_what_it_lacks_is_asked_for_but_offline(kept: Store) -> None:
    peru = Query("worldbank", "SP.POP.TOTL", "PER")
    kept.put({KENYA: EXACT, peru: ()})
    assert kept.answer(peru, offline=False) is None
    assert kept.answer(peru, offline=True) == ()
    assert kept.answer(Query("worldbank", "SP.POP.TOTL", "GHA"), offline=True) is None


def test_how_old_is_too_old_can_be_told(kept: Store) -> None:
    kept.put({KENYA: EXACT})
    at = {"now": NOW + timedelta(days=3), "fresh": timedelta(days=2)}
    assert Store(kept.path, **at).answer(KENYA, offline=False) is None  # type: ignore[arg-type]
    assert Store(kept.path, **at).answer(KENYA, offline=True) == EXACT  # type: ignore[arg-type]


def test_several_threads_may_read(kept: Store) -> None:
    kept.put({KENYA: EXACT})
    found: list[Answer | None] = []
    threads = [Thread(target=lambda: found.append(kept.answer(KENYA, offline=False))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [EXACT] * 8


@pytest.mark.parametrize("content", [b"no database" * 200, b"\0" * 4096])
def test_a_file_that_is_no_store_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(content)
    with pytest.raises(FileError, match="this store cannot be used") as caught:
        Store(path, now=NOW)
    assert "factcheck sync" in caught.value.faults[0].hint
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (f"PRAGMA user_version = {store.VERSION + 1}", "a newer factcheck made it"),
        ("UPDATE answers SET answer = x'00'", "a row of it is damaged"),
        ("UPDATE answers SET answer = x'789c030000000001'", "a row of it is damaged"),
    ],
)
def test_a_store_that_cannot_be_read_is_told_and_left_as_it_is(change: str, why: str, kept: Store) -> None:
    kept.put({KENYA: EXACT})
    with sqlite3.connect(kept.path) as connection:
        connection.execute(change)
    connection.close()
    before = kept.path.read_bytes()
    with pytest.raises(FileError, match=re.escape(f"this store cannot be used ({why})")):
        later(kept, hours=1).answer(KENYA, offline=True)
    assert kept.path.read_bytes() == before


def test_a_store_is_only_read_to_check_drafts(kept: Store, tmp_path: Path) -> None:
    kept.put({KENYA: EXACT})
    before = (kept.path.read_bytes(), kept.path.stat().st_mtime_ns)
    assert later(kept, hours=1).answer(KENYA, offline=True) == EXACT
    assert (kept.path.read_bytes(), kept.path.stat().st_mtime_ns) == before
    empty = tmp_path / "empty.sqlite"
    empty.touch()
    assert Store(empty, now=NOW).answer(KENYA, offline=True) is None
    assert empty.read_bytes() == b""


def test_a_desks_own_database_is_not_written_to(tmp_path: Path) -> None:
    """Most programs leave the number in the head of their databases at 0."""
    path = tmp_path / "desk.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE libraries (country TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(FileError, match="it is another program's") as caught:
        Store(path, now=NOW)
    assert caught.value.faults[0].hint == "Name another with --store."
    assert path.read_bytes() == before


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match="this store cannot be used"):
        Store(tmp_path / "file" / "store.sqlite", now=NOW).put({KENYA: EXACT})


def test_another_programs_database_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA application_id = 7")
        connection.execute("CREATE TABLE answers (place TEXT)")
    connection.close()
    with pytest.raises(FileError, match="another program's"):
        Store(path, now=NOW)


def test_what_changed_is_new_revised_or_gone() -> None:
    before = {"KEN": (observation("1"), observation("5", period=Period(date(2020, 1, 1), date(2020, 12, 31))))}
    after = {
        "KEN": (observation("2"), observation("3", period=Period(date(2023, 1, 1), date(2023, 12, 31)))),
        "UGA": (),
    }
    (change,) = store.changes(before, after)
    assert (change.place, len(change.new), len(change.gone)) == ("KEN", 1, 1)
    ((old, new),) = change.revised
    assert (old.value, new.value) == (1, 2)


# Fetching.


class Bank:
    """A World Bank that has the population of every country, in thousands of `factor`; what it was asked."""

    def __init__(self) -> None:
        self.factor, self.asked = 1000, list[str]()
        self.broken = self.misshapen = ""
        self.years = ["2022"]

    def __call__(self, site: Site, path: str) -> Reply:
        self.asked.append(path)
        code = path.split("/")[4].partition("?")[0]
        if code == self.broken:
            raise KeyboardInterrupt
        head = {"page": 1, "pages": 1, "per_page": "20000", "sourceid": "2", "lastupdated": "2026-01-01"}
        rows = [
            {
                "indicator": {"id": code}, "country": {"id": "XX"}, "countryiso3code": place, "date": year,
                "value": "many" if place == self.misshapen else self.factor * 7,
            }
            for place in re.findall("[A-Z]{3}", path.split("/")[2])
            for year in reversed(self.years)
        ]  # fmt: skip
        return Reply(site.base + path, json.dumps([head, rows]).encode(), date(2026, 11, 25))


def test_every_series_that_rules_name_is_wanted() -> None:
    found = wanted(shipped())
    assert len(found) > 60
    assert {source for source, _ in found} == {"worldbank"}
    population = found["worldbank", "SP.POP.TOTL"]
    assert len(population) > 200
    assert wanted(shipped(), ["who"]) == {}


SERIES = {
    ("worldbank", code): [Query("worldbank", code, p) for p in ("KEN", "UGA")] for code in ("AA.B", "CC.D", "EE.F")
}


def test_a_fetch_that_is_broken_off_goes_on_where_it_was(kept: Store) -> None:
    bank = Bank()
    bank.broken = "CC.D"
    sources = registry.make_lookup(offline=False, fetch=bank)
    with pytest.raises(KeyboardInterrupt):
        list(synced(SERIES.items(), kept, sources, now=NOW))
    assert [one.series for one in kept.held()] == ["AA.B"]
    bank.broken, bank.asked = "", []
    found = list(synced(SERIES.items(), kept, sources, now=NOW))
    assert [one.recent for one in found] == [True, False, False]
    assert len(bank.asked) == 2
    assert told(found[0]) == ["worldbank AA.B: fetched less than a day ago"]
    assert told(found[1]) == ["worldbank CC.D: 2 places, 2 new"]


def test_a_later_fetch_tells_what_was_revised(kept: Store) -> None:
    bank = Bank()
    sources = registry.make_lookup(offline=False, fetch=bank)
    list(synced(SERIES.items(), kept, sources, now=NOW))
    (same, *_) = synced(SERIES.items(), kept, sources, now=NOW, force=True)
    assert told(same) == ["worldbank AA.B: 2 places, nothing changed"]
    bank.factor = 2000
    (one, *_) = synced(SERIES.items(), later(kept, days=2), sources, now=NOW + timedelta(days=2))
    assert told(one) == [
        "worldbank AA.B: 2 places, 2 revised",
        "    KEN 2022: 7,000 -> 14,000",
        "    UGA 2022: 7,000 -> 14,000",
    ]


def test_without_a_network_nothing_is_lost(kept: Store) -> None:
    kept.put({Query("worldbank", "AA.B", "KEN"): EXACT})
    nowhere = registry.make_lookup(offline=False, fetch=Fetcher(resolves=lambda host: False))
    found = list(synced(SERIES.items(), later(kept, days=2), nowhere, now=NOW + timedelta(days=2)))
    assert told(found[0])[0].startswith("worldbank AA.B: nothing could be fetched: the name api.worldbank.org")
    assert kept.answer(Query("worldbank", "AA.B", "KEN"), offline=True) == EXACT


def test_places_that_were_not_had_or_not_wanted_before_are_asked_for(kept: Store) -> None:
    bank = Bank()
    bank.misshapen = "UGA"
    sources = registry.make_lookup(offline=False, fetch=bank)
    one = ("worldbank", "AA.B")
    (first,) = synced([(one, SERIES[one])], kept, sources, now=NOW)
    assert told(first)[1] == "    1 not answered for: its answer is not of the form that it documents"
    bank.misshapen, bank.asked = "", []
    wanted_now = [*SERIES[one], Query(*one, "POL")]
    (second,) = synced([(one, wanted_now)], kept, sources, now=NOW)
    assert told(second) == ["worldbank AA.B: 2 places, 2 new"]
    assert [path.split("/")[2] for path in bank.asked] == ["UGA;POL"]
    (third,) = synced([(one, wanted_now)], kept, sources, now=NOW)
    assert third.recent


ORDER = tuple(Member(rank, name, Decimal(value)) for rank, name, value in ((1, "India", 5), (2, "China", 4)))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"value": "5"}, {"value": "5", "edition": "2026-02"}, "nothing changed"),
        ({"value": "5"}, {"value": "6"}, "5 -> 6"),
        ({"value": "5", "low": Decimal(1)}, {"value": "5", "low": Decimal(2)}, "5 (1 to 5) -> 5 (2 to 5)"),
        ({"members": ORDER}, {"members": ORDER}, "nothing changed"),
        ({"members": ORDER}, {"members": (ORDER[0], Member(2, "Peru", Decimal(4)))}, "another order, from place 2 on"),
        ({"members": ORDER}, {"members": ORDER[:1]}, "a shorter list"),
        ({"day": YEAR}, {"day": Period(date(2021, 1, 1), date(2021, 12, 31))}, "2022 -> 2021"),
    ],
)
def test_all_that_an_observation_says_may_be_revised(
    before: dict[str, object], after: dict[str, object], said: str
) -> None:
    def made(words: dict[str, object]) -> Answer:
        more = {key: one for key, one in words.items() if key != "value"}
        if "value" in words:
            return (observation(str(words["value"]), **more),)
        return (replace(observation("0", **more), value=None, low=None, high=None),)

    found = tuple(changes({"all": made(before)}, {"all": made(after)}))
    lines = told(Synced("worldbank", "AA.B", 1, found))
    assert said in lines[-1]


@pytest.mark.parametrize(
    ("source", "series", "count"),
    [
        ("eurostat", "une_rt_a?age=Y15-74&sex=T&unit=PC_ACT", 43),
        ("bls", "LNS14000000", 1),
        ("fred", "GDPC1", 1),
        ("ucdp", "deaths", 28),
        ("who", "WHOSIS_000001", 251),
        ("usgs", "earthquake-magnitude", 251),
    ],
)
def test_only_places_that_a_source_knows_are_wanted(source: str, series: str, count: int) -> None:
    (rule,) = [rule for rule in shipped().rules if rule.id == "population-of-country"]
    check = rule.check.model_copy(update={"source": source, "series": series, "otherwise": None})
    (queries,) = wanted(RuleSet((rule.model_copy(update={"check": check}),), {}, (), "")).values()
    assert len(queries) == count
    asked: list[str] = []

    def closed(site: Site, path: str) -> Reply:
        asked.append(path)
        raise site.error("it is closed")

    registry.make_lookup(offline=False, fetch=closed, keys={"FRED_API_KEY": "0", "UCDP_ACCESS_TOKEN": "0"}).many(
        queries
    )
    assert len(asked) <= 28
    assert source not in {"eurostat", "usgs"} or len(asked) < 9, "a source that refuses is not asked place by place"


# The command.


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.txt").write_text("Kenya has a population of 35 million.\n", encoding="utf-8")
    command = make_command(monkeypatch, capsys)

    def with_shipped_rules(*words: str) -> Run:
        return command(*words, rules=None)

    return with_shipped_rules


def test_drafts_are_checked_from_the_store(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    bank = Bank()
    monkeypatch.setattr(Fetcher, "__call__", lambda _, site, path: bank(site, path))
    bank.factor = 7_750_351  # times 7: the people of Kenya
    done = run("sync", "worldbank", "--store", "s.sqlite", "--rules", str(PEOPLE))
    assert done.status == 0
    assert "worldbank SP.POP.TOTL: 2" in done.out
    assert len(bank.asked) == len(set(bank.asked)), "a series is one question"
    bank.asked.clear()
    for words in ((), ("--offline",)):
        done = run("--date", "2022-11-16", "draft.txt", "--store", "s.sqlite", *words)
        assert done.status == 1
        assert "54,252,457" in done.out
        assert "read 25 November 2026" in " ".join(done.out.split())
    assert bank.asked == []
    assert "worldbank SP.POP.TOTL: 2" in run("sync", "--list", "--store", "s.sqlite").out


def years(lines: str) -> Counter[str]:
    """The years of the references in a report in lines of JSON."""
    return Counter(one["reference"]["period"] for one in map(json.loads, lines.splitlines()) if one["reference"])


@pytest.mark.parametrize("count", [1, 14])
def test_a_period_that_the_store_lacks_is_asked_of_the_source(
    count: int, run: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bank = Bank()
    bank.factor = 7_750_351
    monkeypatch.setattr(Fetcher, "__call__", lambda _, site, path: bank(site, path))
    assert run("sync", "worldbank", "--store", "s.sqlite", "--rules", str(PEOPLE)).status == 0
    bank.asked, bank.years = [], ["2022", "2023"]
    (tmp_path / "drafts").mkdir()
    text = "Peru had a population of 54 million in 2022. In 2023, {} had a population of 54 million.\n"
    for number, name in enumerate(["Norway", "Chile", "Ghana", "Cuba", "Fiji", "Nepal", "Oman"] * 2):
        if number < count:
            (tmp_path / "drafts" / f"{number}.txt").write_text(text.format(name), encoding="utf-8")
    words = ("--date", "2024-11-16", "drafts", "--no-cache", "--store", "s.sqlite", "--format", "jsonl")
    done = run(*words, "--offline")
    assert done.out.count('"match"') == 2 * count
    assert years(done.out) == {"2022": 2 * count}
    assert bank.asked == []
    done = run(*words)
    assert done.out.count('"match"') == 2 * count
    assert years(done.out) == {"2022": count, "2023": count}
    (asked,) = bank.asked
    assert "NOR" in asked
    assert "PER" not in asked, "of Peru the store has the year"


@pytest.mark.parametrize("count", [3, 14, 60])
def test_all_that_many_drafts_ask_of_a_series_is_one_question(
    count: int, run: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bank = Bank()
    bank.factor = 7_750_351
    monkeypatch.setattr(Fetcher, "__call__", lambda _, site, path: bank(site, path))
    names = ["Kenya", "Peru", "Norway", "Chile", "Ghana", "Cuba", "Fiji", "Nepal", "Oman", "Qatar", "Togo", "Haiti"]
    (tmp_path / "drafts").mkdir()
    for number in range(count):
        text = f"{names[number % len(names)]} has a population of 54 million.\n" if number else "Nothing at all.\n"
        (tmp_path / "drafts" / f"{number}.txt").write_text(text, encoding="utf-8")
    done = run("--date", "2022-11-16", "drafts", "--no-cache", "--format", "jsonl")
    assert done.status == 0, done.err
    assert done.out.count('"verdict": "match"') + done.out.count('"verdict":"match"') == count - 1
    assert len(bank.asked) == 1, "by the first process, whoever reads the drafts"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("draft.txt", "--store", "none.sqlite"), "none.sqlite: there is no such store"),
        (("draft.txt", "--store", "draft.txt"), "draft.txt: this store cannot be used"),
        (("sync", "--list", "--store", "draft.txt"), "draft.txt: this store cannot be used"),
        (("sync", "nowhere", "--store", "s.sqlite"), "no rule asks nowhere; sources that are asked: worldbank"),
    ],
)
def test_stores_and_sources_that_are_not_there_are_told(words: tuple[str, ...], told: str, run: Command) -> None:
    done = run(*words)
    assert done.status == 2
    assert told in " ".join(done.err.split())
