"""Sources that a rule file declares: addresses with JSON and CSV, files of all kinds, and a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from factcheck.engine import Engine, keys_wanted, read_rules
from factcheck.errors import SourceError
from factcheck.model import Answer, Query, Verdict
from factcheck.rules.load import RuleSet
from factcheck.sources import registry
from factcheck.sources.http import Reply, Site

DAY = date(2026, 11, 1)
RULE = """
- id: libraries
  about: Libraries of a country
  claim: {kind: count, counts: [library], place: country}
  check: {source: libraries%s}
  examples:
    match: [{text: "Kenya has 59 libraries.", date: 2024-05-01, value: 59, at: 2024}]
    mismatch: [{text: "Kenya has 95 libraries.", date: 2024-05-01, value: 59, at: 2024}]
    silent: ["Kenya has 59 museums."]
"""


def rules(folder: Path, source: str, series: str = "") -> RuleSet:
    """The rules of a file that declares a source of these lines, with a rule that asks it."""
    body = "".join(f"  {line}\n" for line in source.strip().splitlines())
    more = f", series: {series}" if series else ""
    file = folder / "libraries.yaml"
    file.write_text(f"- source: libraries\n  about: The library board\n{body}{RULE % more}", encoding="utf-8")
    return read_rules([file])


def answer(loaded: RuleSet, place: str = "KEN", series: str = "", **more: Any) -> Answer | SourceError:
    assert not loaded.faults, loaded.faults
    return registry.make_lookup(offline=False, own=loaded.declared, **more)(Query("libraries", series, place))


def found(loaded: RuleSet, place: str = "KEN", series: str = "", **more: Any) -> list[tuple[str, str]]:
    got = answer(loaded, place, series, **more)
    assert not isinstance(got, SourceError), got
    return [(one.period.label() if one.period else "", str(one.value)) for one in got]


# Addresses.


def replying(body: str, asked: list[tuple[Site, str]] | None = None) -> Any:
    def fetch(site: Site, path: str) -> Reply:
        if asked is not None:
            asked.append((site, path))
        return Reply(site.base + path, body.encode(), DAY)

    return fetch


JSON = """{"data": {"items": [
  {"iso": "KEN", "year": 2023, "n": {"all": 58.50}},
  {"iso": "KEN", "year": "2024", "n": {"all": "1,059"}},
  {"iso": "UGA", "year": 2024, "n": {"all": 12}},
  {"iso": "KEN", "year": 2025, "n": {"all": null}}
]}}"""
ADDRESS = """
url: https://data.example.org/v1/{iso2}/{place}?what={series}
rows: data.items
value: n.all
period: year
place: iso
unit: library
page: https://example.org/libraries
"""


def test_json_by_jmespath(tmp_path: Path) -> None:
    asked: list[tuple[Site, str]] = []
    loaded = rules(tmp_path, ADDRESS, "public")
    got = answer(loaded, series="public &more", fetch=replying(JSON, asked))
    assert not isinstance(got, SourceError)
    assert [(one.period.label() if one.period else "", str(one.value)) for one in got] == [
        ("2023", "58.50"),
        ("2024", "1059"),
    ]
    assert {(one.unit, one.source, one.url, one.retrieved) for one in got} == {
        ("library", "The library board", "https://example.org/libraries", DAY)
    }
    ((site, path),) = asked
    assert (site.base, path) == ("https://data.example.org/", "v1/KE/KEN?what=public%20%26more")


@pytest.mark.parametrize("names", ["Kenya", "KE", "KEN", "ken"])
def test_csv_and_the_names_of_places(names: str, tmp_path: Path) -> None:
    source = "url: https://data.example.org/all.csv\nformat: csv\nvalue: n\nperiod: when\nplace: where\nlow: least"
    body = f"where,when,n,least\r\n{names},2023-06,59,50\r\nUganda,2023-06,12,\r\n"
    got = answer(rules(tmp_path, source), fetch=replying(body))
    assert not isinstance(got, SourceError)
    assert [(one.value, one.low, one.high, one.period and one.period.label()) for one in got] == [
        (Decimal(59), Decimal(50), Decimal(59), "2023-06")
    ]


@pytest.mark.parametrize(
    ("where", "header", "ending"),
    [
        ("header x-api-key", ("x-api-key", "s3cret"), "KEN"),
        ("parameter token", None, "KEN?token=s3cret"),
        ("", None, "KEN?api_key=s3cret"),
    ],
)
def test_keys_come_from_the_environment(
    where: str, header: tuple[str, str] | None, ending: str, tmp_path: Path
) -> None:
    asked: list[tuple[Site, str]] = []
    source = "url: https://data.example.org/{place}\nrows: items\nvalue: n\nkey: LIBRARY_KEY"
    loaded = rules(tmp_path, source + (f"\nkey-in: {where}" if where else ""))
    assert keys_wanted(loaded)[-1] == "LIBRARY_KEY"
    found(loaded, keys={"LIBRARY_KEY": "s3cret"}, fetch=replying('{"items": [{"n": 1}]}', asked))
    assert (asked[0][0].header, asked[0][1]) == (header, ending)
    without = answer(loaded)
    assert isinstance(without, SourceError)
    assert "LIBRARY_KEY" in without.hint


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<html>", "not whole JSON"),
        ('{"data": 1}', "no list of rows at “data.items”"),
        ('{"data": {"items": [{"iso": "KEN", "year": 2024}]}}', "no row of its answer has a “n.all”"),
        ('{"data": {"items": [{"iso": "KEN", "year": 2024, "n": {"all": "many"}}]}}', "row 1 of its answer has “many”"),
        ('{"data": {"items": [{"iso": "KEN", "year": "MMXX", "n": {"all": 2}}]}}', "no year, quarter, month or day"),
        ('{"data": {"items": [{"iso": "KEN", "year": 2024, "n": {"all": true}}]}}', "no figure under “n.all”"),
    ],
)
def test_answers_that_do_not_fit_are_told(body: str, message: str, tmp_path: Path) -> None:
    got = answer(rules(tmp_path, ADDRESS), series="public", fetch=replying(body))
    assert isinstance(got, SourceError)
    assert message in got.message
    assert got.url


def test_what_the_address_needs_must_be_there(tmp_path: Path) -> None:
    got = answer(rules(tmp_path, ADDRESS), fetch=replying(JSON))
    assert isinstance(got, SourceError)
    assert got.message == "its address needs {series}, and the rule gives none"


# Files.


COLUMNS = "value: n\nperiod: year\nplace: country"
CSV = "country,year,n\nKenya,2023,58.10\nKenya,2024,59\nUganda,2024,12\nKenya,2025,\n"
WANTED = [("2023", "58.10"), ("2024", "59")]


def test_a_file_of_text(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text(CSV, encoding="utf-8")
    assert found(rules(tmp_path, f"file: l.csv\n{COLUMNS}")) == WANTED
    (tmp_path / "l.tsv").write_text(CSV.replace(",", "\t"), encoding="utf-8")
    assert found(rules(tmp_path, f"file: l.tsv\n{COLUMNS}")) == WANTED
    query = "SELECT country, max(year) AS year, max(CAST(n AS DECIMAL(9, 2))) AS n FROM data GROUP BY country"
    assert found(rules(tmp_path, f'file: l.csv\nquery: "{query}"\n{COLUMNS}')) == [("2025", "59.00")]


def test_parquet(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    (tmp_path / "l.csv").write_text(CSV, encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT country, CAST(year AS INT) AS year, CAST(n AS DECIMAL(9, 2)) AS n "
            f"FROM read_csv('{tmp_path}/l.csv')) TO '{tmp_path}/l.parquet' (FORMAT parquet)"
        )
    assert found(rules(tmp_path, f"file: l.parquet\n{COLUMNS}")) == [("2023", "58.10"), ("2024", "59.00")]


def test_excel(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    sheet = book.create_sheet("Counts")
    for row in [("country", "year", "n"), ("Kenya", 2023, 58.1), ("Kenya", date(2024, 3, 1), 59), ("Uganda", 2024, 12)]:
        sheet.append(row)
    book.save(tmp_path / "l.xlsx")
    source = f"file: l.xlsx\nsheet: Counts\n{COLUMNS}"
    assert found(rules(tmp_path, source)) == [("2023", "58.1"), ("2024-03-01", "59")]
    asked = f"{source}\nquery: SELECT country, year, n FROM data WHERE year = '2023'"
    assert found(rules(tmp_path, asked)) == [("2023", "58.1")]
    got = answer(rules(tmp_path, source.replace("Counts", "Sums")))
    assert isinstance(got, SourceError)
    assert (got.message, got.hint) == ("l.xlsx has no sheet “Sums”", "Its sheets are Notes, Counts.")


def test_columns_of_one_name_and_a_sheet_without_any(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Empty"
    sheet = book.create_sheet("Counts")
    for row in [("country", "year", "n", "n"), ("Kenya", 2023, 58.1, "draft"), ("Kenya", 2024, 59, None)]:
        sheet.append(row)
    book.save(tmp_path / "l.xlsx")
    source = f"file: l.xlsx\nsheet: Counts\n{COLUMNS}"
    assert found(rules(tmp_path, source)) == [("2023", "58.1"), ("2024", "59")]
    got = answer(rules(tmp_path, source.replace("Counts", "Empty")))
    assert isinstance(got, SourceError)
    assert "has no columns" in got.message


def test_sqlite_is_only_read(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "l.sqlite") as connection:
        connection.execute("CREATE TABLE libraries (country TEXT, year INT, n NUMERIC)")
        connection.executemany("INSERT INTO libraries VALUES (?, ?, ?)", [("KE", 2023, 58), ("KE", 2024, 59)])
    connection.close()
    source = f"file: l.sqlite\n{COLUMNS}\n"
    assert found(rules(tmp_path, f"{source}table: libraries")) == [("2023", "58"), ("2024", "59")]
    assert found(rules(tmp_path, f"{source}query: SELECT * FROM libraries WHERE year > 2023")) == [("2024", "59")]
    over_data = "query: SELECT country, year, n FROM data WHERE n = '58'"
    assert found(rules(tmp_path, f"{source}table: libraries\n{over_data}")) == [("2023", "58")]
    beyond = answer(rules(tmp_path, f"{source}table: libraries\nquery: SELECT * FROM '{tmp_path}/l.csv'"))
    assert isinstance(beyond, SourceError)
    assert "its query is refused" in beyond.message
    got = answer(rules(tmp_path, f"{source}query: DELETE FROM libraries"))
    assert isinstance(got, SourceError)
    assert got.hint == "SQLite says: attempt to write a readonly database"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("file: none.csv", "there is no file"),
        ("file: l.csv\nplace: land", "has no column “land”"),
        ("file: l.doc", "l.doc is no table that can be read"),
        ("file: l.csv\nquery: SELECT * FROM 'other.csv'", "its query is refused"),
        ("file: l.csv\nquery: SELEKT", "its query is refused"),
        ("file: broken.parquet", "broken.parquet cannot be read as a table"),
        ("file: broken.xlsx", "broken.xlsx cannot be read as an Excel file"),
        ("file: broken.sqlite\ntable: x", "broken.sqlite refuses the query"),
        ("file: broken.sqlite", "it is a database, and no table is named"),
        ("database: LIBRARY_DB\ntable: x", "the address of its database is not known"),
    ],
)
def test_tables_that_cannot_be_read_are_told(source: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "other.csv").write_text(CSV, encoding="utf-8")
    for name in ("l.doc", "broken.parquet", "broken.xlsx", "broken.sqlite"):
        (tmp_path / name).write_text("nothing of the kind", encoding="utf-8")
    got = answer(rules(tmp_path, f"{source}\nvalue: n"))
    assert isinstance(got, SourceError)
    assert message in got.message
    assert got.hint


def test_a_draft_is_checked_against_the_newsrooms_own_table(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text(CSV, encoding="utf-8")
    engine = Engine(rules(tmp_path, f"file: l.csv\n{COLUMNS}\ncite: Library board"), offline=True)
    report = engine.check("Kenya has 59 libraries. Uganda has 21 libraries.", given=date(2024, 12, 31))
    assert [(one.verdict, one.reference and one.reference.source) for one in report.findings] == [
        (Verdict.MATCH, "Library board"),
        (Verdict.MISMATCH, "Library board"),
    ]


def test_offline_no_address_and_no_database_is_asked(tmp_path: Path) -> None:
    for source in (ADDRESS, "database: LIBRARY_DB\nvalue: n\ntable: x"):
        loaded = rules(tmp_path, source)
        ask = registry.make_lookup(offline=True, own=loaded.declared)
        assert ask(Query("libraries", "public", "KEN")) == ()


# PostgreSQL, for real.


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of our own, in a folder of our own, on a socket there."""
    pytest.importorskip("psycopg")
    server = shutil.which("postgres") or next(map(str, Path("/usr/lib/postgresql").glob("*/bin/postgres")), None)
    if server is None:
        pytest.skip("PostgreSQL's server is not installed, so it is not tried")
    server = str(Path(server).resolve())
    folder = tmp_path_factory.mktemp("pg")
    user = _other_user(folder)
    home = folder / "data"
    try:
        made = ["-U", "press", "-A", "trust", "-N", "--locale=C", "-E", "UTF8"]
        _run([str(Path(server).with_name("initdb")), "-D", str(home), *made], user)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"PostgreSQL cannot be set up here ({type(error).__name__}), so it is not tried")
    arguments = [server, "-D", str(home), "-k", str(folder), "-c", "listen_addresses=", "-F"]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **user) as running:
        try:
            yield _ready(f"postgresql://press@/postgres?host={folder}")
        finally:
            running.terminate()


def _other_user(folder: Path) -> dict[str, Any]:
    """The server does not run as root: it is given to somebody else."""
    if os.geteuid() != 0:
        return {}
    shutil.chown(folder, "nobody")
    for above in (folder, *folder.parents[:3]):
        above.chmod(0o755)
    return {"user": "nobody", "cwd": str(folder)}


def _run(arguments: list[str], user: dict[str, Any]) -> None:
    subprocess.run(arguments, check=True, capture_output=True, **user)


def _ready(address: str) -> str:
    import time

    import psycopg

    for _ in range(100):
        try:
            with psycopg.connect(address) as connection:
                connection.execute("CREATE TABLE libraries (country text, year int, n numeric(9, 2))")
                connection.execute("INSERT INTO libraries VALUES ('Kenya', 2023, 58.10), ('Kenya', 2024, 59)")
                return address
        except psycopg.OperationalError:
            time.sleep(0.1)
    pytest.skip("PostgreSQL does not come up here, so it is not tried")


def test_postgresql(database: str, tmp_path: Path) -> None:
    keys = {"LIBRARY_DB": database}
    source = f"database: LIBRARY_DB\n{COLUMNS}"
    by_table = rules(tmp_path, f"{source}\ntable: public.libraries")
    assert found(by_table, keys=keys) == [("2023", "58.10"), ("2024", "59.00")]
    by_query = rules(tmp_path, f"{source}\nquery: SELECT * FROM libraries WHERE year = 2024")
    assert found(by_query, keys=keys) == [("2024", "59.00")]
    over_data = "query: SELECT country, year, n FROM data WHERE year = '2023'"
    assert found(rules(tmp_path, f"{source}\ntable: public.libraries\n{over_data}"), keys=keys) == [("2023", "58.10")]


@pytest.mark.parametrize(
    ("kept", "parameter", "expected"),
    [
        ("utf8", "", [("2023", "58.10")]),
        ("latin1", "&client_encoding=latin1", [("2023", "58.10")]),
        ("latin1", "", "its database has letters that are not UTF-8"),
    ],
)
def test_postgresql_of_no_encoding(kept: str, parameter: str, expected: object, database: str, tmp_path: Path) -> None:
    other = _without_encoding(database, kept)
    loaded = rules(tmp_path, f"database: LIBRARY_DB\n{COLUMNS}\ntable: libraries")
    keys = {"LIBRARY_DB": other + parameter}
    if isinstance(expected, str):
        got = answer(loaded, keys=keys)
        assert isinstance(got, SourceError)
        assert (got.message, "client_encoding" in (got.hint or "")) == (expected, True)
    else:
        assert found(loaded, keys=keys) == expected


def _without_encoding(database: str, kept: str) -> str:
    """The address of a database in the same server that does not say that its letters are `kept` so."""
    import psycopg

    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS old")
        connection.execute("CREATE DATABASE old TEMPLATE template0 ENCODING SQL_ASCII LC_COLLATE 'C' LC_CTYPE 'C'")
    address = database.replace("/postgres?", "/old?")
    with psycopg.connect(address, client_encoding=kept) as connection:
        connection.execute("CREATE TABLE libraries (country text, year int, n numeric(9, 2), town text)")
        connection.execute("INSERT INTO libraries VALUES ('Kenya', 2023, 58.10, 'Thíka')")
    return address


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("DELETE FROM libraries", "PostgreSQL says: cannot execute DELETE in a read-only transaction"),
        ("SELECT * FROM museums", 'PostgreSQL says: relation "museums" does not exist'),
        ("SELECT pg_sleep(30)", "Check the server and the address in LIBRARY_DB."),
    ],
)
def test_postgresql_is_only_read_and_not_for_long(
    query: str, hint: str, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck.sources.own_tables.WAIT", 1)
    loaded = rules(tmp_path, f"database: LIBRARY_DB\n{COLUMNS}\nquery: {query}")
    got = answer(loaded, keys={"LIBRARY_DB": database})
    assert isinstance(got, SourceError)
    assert got.hint == hint


def test_a_database_that_is_not_there_and_its_password(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    loaded = rules(tmp_path, f"database: LIBRARY_DB\n{COLUMNS}\ntable: x")
    got = answer(loaded, keys={"LIBRARY_DB": f"postgresql://press:hunter2@/postgres?host={tmp_path}"})
    assert isinstance(got, SourceError)
    assert got.message == "its database cannot be reached"
    assert "hunter2" not in repr((got.args, got.hint, got.url))


# What is wrong with a declaration.


@pytest.mark.parametrize(
    ("source", "message", "line"),
    [
        ("url: https://a.example/x", 'the source lacks the key "value"', 1),
        ("value: n", "a source has one of the keys url, file and database", 1),
        ("value: n\nfile: a.csv\nurl: https://a.example/", "a source has one of the keys url, file and database", 1),
        ("value: n\nurl: ftp://a.example/", "the address must begin with https:// and a host", 4),
        ("value: n\nurl: http://a.example/", "the address must begin with https:// and a host", 4),
        ("value: n\nurl: https://{place}.example/", "the address must begin with https:// and a host", 4),
        ("value: n\nurl: https://a.example/{plaice}", 'the address has the unknown slot "{plaice}"', 4),
        ("value: n\nurl: https://a.example/\nformat: xml", "the format is json or csv", 5),
        ("value: n[\nurl: https://a.example/", '"n[" is no path of JMESPath', 3),
        ("value: n\nfile: a.csv\nperoid: year", 'a source has no key "peroid"', 5),
        ("value: [n]\nfile: a.csv", 'the key "value" of a source must be text', 3),
        ("value: n\ndatabase: postgresql://me:pw@host/x", '"database" must name a variable, in capitals', 4),
        ("value: n\nfile: a.csv\nkey-in: cookie x", '"cookie x" does not say where the key goes', 5),
    ],
)
def test_faults_of_declarations(source: str, message: str, line: int, tmp_path: Path) -> None:
    loaded = rules(tmp_path, source)
    faults = [(fault.message, fault.line) for fault in loaded.faults]
    assert (message, line) in faults, faults
    assert all(fault.hint for fault in loaded.faults)
    assert len(loaded.rules) == 1, "a rule that asks the source is not at fault"


IN_A_RULE = """
- id: libraries
  about: Libraries of a country
  claim: {kind: count, counts: [library], place: country}
  check: {source: %s}
  examples:
    match: [{text: "Kenya has 59 libraries.", date: 2024-05-01, value: 59, at: 2024}]
    mismatch: [{text: "Kenya has 95 libraries.", date: 2024-05-01, value: 59, at: 2024}]
    silent: ["Kenya has 59 museums."]
"""


def test_a_table_in_a_rule(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text(CSV, encoding="utf-8")
    columns = ", ".join(COLUMNS.splitlines())
    for cite in ("", ", cite: Board"):
        check = f"table, table: {{file: l.csv, {columns}{cite}}}"
        (tmp_path / "a.yaml").write_text(IN_A_RULE % check, encoding="utf-8")
        for _ in range(2):
            loaded = read_rules([tmp_path / "a.yaml"], kept=tmp_path / "kept")
            assert not loaded.faults
            report = Engine(loaded).check("Kenya has 59 libraries. Uganda has 21 libraries.", given=date(2024, 12, 31))
            assert [(one.verdict, one.reference and one.reference.source) for one in report.findings] == [
                (Verdict.MATCH, "Board" if cite else "Libraries of a country"),
                (Verdict.MISMATCH, "Board" if cite else "Libraries of a country"),
            ]


@pytest.mark.parametrize(
    ("check", "message"),
    [
        ("table", "a table of your own has both keys"),
        ("books, series: population, table: {file: l.csv, value: n}", "a table of your own has both keys"),
        ("table, table: {file: l.csv}", 'the source lacks the key "value"'),
        ("table, table: {value: n}", "a source has one of the keys url, file and database"),
        ("table, table: {file: l.csv, value: n, peroid: year}", 'a source has no key "peroid"'),
        ("table, table: l.csv", 'the source lacks the key "value"'),
    ],
)
def test_faults_of_a_table_in_a_rule(check: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(IN_A_RULE % check, encoding="utf-8")
    faults = read_rules([tmp_path / "a.yaml"]).faults
    assert message in [fault.message for fault in faults]
    assert {fault.line for fault in faults} == {5}
    assert all(fault.hint for fault in faults)


def test_a_name_that_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("- {source: books, about: x, file: a.csv, value: n}\n", encoding="utf-8")
    (fault,) = read_rules([file]).faults
    assert fault.message == 'the name "books" is that of another source'


def test_declared_sources_are_kept_with_the_rules(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text(CSV, encoding="utf-8")
    rules(tmp_path, f"file: l.csv\n{COLUMNS}")
    for _ in range(2):
        loaded = read_rules([tmp_path / "libraries.yaml"], kept=tmp_path / "kept")
        assert found(loaded) == WANTED
