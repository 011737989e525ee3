"""The newsroom's own tables, read only: CSV, Parquet, Excel, SQLite and PostgreSQL, queried through DuckDB.

DuckDB holds each as a table named ``data``, which a query in its SQL is asked of; a database without a ``table`` gets
the query as it is. DuckDB fetches its extensions for Excel, SQLite and PostgreSQL over the network when they are first
used, which a checker that runs without one cannot wait for; rows of those three are handed to it by calamine, Python
itself and psycopg.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from factcheck.errors import SourceError
from factcheck.sources.declaration import Declared, Row, by_name, refuse

MOST_ROWS = 1_000_000
WAIT = 10
"""Seconds that a database may take to connect, and for its answer."""

EXTRA = "Install it with: pip install 'factcheck-figures[tables]'."


class Table(NamedTuple):
    """What a table holds: the names of its columns, and its rows in their order."""

    head: list[str]
    rows: Iterable[Sequence[Any]]


def rows(name: str, source: Declared, keys: Mapping[str, str]) -> list[Row]:
    """The rows of the table that the source declares. Raises SourceError."""
    found = _postgres(source, keys) if "database" in source else _file(source)
    try:
        return [by_name(dict(zip(found.head, row, strict=True)), source) for row in found.rows]
    except KeyError as error:
        hint = f"Its columns are {', '.join(found.head[:12])}."
        raise refuse(source, f"the table of {name} has no column “{error.args[0]}”", hint) from None


def _file(source: Declared) -> Table:
    path = Path(source["folder"]) / source["file"]
    if not path.is_file():
        raise refuse(source, f"there is no file {path}", "The name counts from the folder of the rule file.")
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise refuse(source, f"{path.name} is no table that can be read", f"Files end in {', '.join(_READERS)}.")
    return read(path, source)


def _duckdb(source: Declared) -> Any:  # noqa: ANN401  the module, which is an extra
    try:
        import duckdb
    except ImportError:
        raise refuse(source, "tables need duckdb, which is not installed", EXTRA) from None
    return duckdb


def _through_duckdb(reader: str) -> Callable[[Path, Declared], Table]:
    def read(path: Path, source: Declared) -> Table:
        duckdb = _duckdb(source)
        with duckdb.connect(":memory:") as connection:
            try:
                connection.execute(f"CREATE TABLE data AS SELECT * FROM {reader}", [str(path)])  # noqa: S608  ours
            except duckdb.Error as error:
                raise refuse(source, f"{path.name} cannot be read as a table", _first_line(error)) from None
            return _asked(duckdb, connection, source)

    return read


def _asked(duckdb: Any, connection: Any, source: Declared) -> Table:  # noqa: ANN401
    """The rows of the query over the table ``data``, or all of it; no file but that one can be reached."""
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")
    try:
        answer = connection.execute(source.get("query", "SELECT * FROM data"))
        return Table([column[0] for column in answer.description], answer.fetchmany(MOST_ROWS))
    except duckdb.Error as error:
        raise refuse(source, "its query is refused", _first_line(error)) from None


def _first_line(error: Exception) -> str:
    lines = str(error).splitlines()
    return f"DuckDB says: {lines[0][:160]}" if lines else ""


def _excel(path: Path, source: Declared) -> Table:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise refuse(source, "Excel files need python-calamine, which is not installed", EXTRA) from None
    try:
        book = CalamineWorkbook.from_path(path)
    except (CalamineError, OSError):
        raise refuse(source, f"{path.name} cannot be read as an Excel file", "Open it and save it anew.") from None
    sheet = source.get("sheet", book.sheet_names[0])
    if sheet not in book.sheet_names:
        raise refuse(source, f"{path.name} has no sheet “{sheet}”", f"Its sheets are {', '.join(book.sheet_names)}.")
    head, *body = book.get_sheet_by_name(sheet).to_python() or [[]]
    names = [str(name).strip() or f"column{number}" for number, name in enumerate(head, 1)]
    return _queried(Table(names, body), source)


def _queried(found: Table, source: Declared) -> Table:
    """What the query finds in rows that another than DuckDB has read, or all of them."""
    duckdb = _duckdb(source)
    if not found.head:
        raise refuse(source, "its table has no columns", "Give each a name in the first line.")
    cells = [[_shown(cell) for cell in row] for row in found.rows]
    # a column at a time, a hundredth of the time of rows; text, so that no figure becomes a binary one
    columns = list(zip(*cells, strict=True)) or [()] * len(found.head)
    lists = ", ".join(f"unnest(?::VARCHAR[]) AS {_quoted(name)}" for name in found.head)
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"CREATE TABLE data AS SELECT {lists}", list(map(list, columns)))
        return _asked(duckdb, connection, source)


def _quoted(name: str) -> str:
    """A name for SQL."""
    return '"' + name.replace('"', '""') + '"'


def _shown(cell: Any) -> str | None:  # noqa: ANN401  whatever a cell holds
    """A cell as text: whole numbers without the point that Excel's have."""
    if cell in ("", None):
        return None
    return str(int(cell)) if isinstance(cell, float) and cell == int(cell) else str(cell)


def _sqlite(path: Path, source: Declared) -> Table:
    import sqlite3

    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=WAIT)
    try:
        answer = connection.execute(_query(source))
        return _of_database([column[0] for column in answer.description], answer.fetchmany(MOST_ROWS), source)
    except sqlite3.Error as error:
        raise refuse(source, f"{path.name} refuses the query", f"SQLite says: {str(error)[:160]}") from None
    finally:
        connection.close()


def _of_database(head: list[str], rows: Iterable[Sequence[Any]], source: Declared) -> Table:
    """What a database has told: of a whole table what the query finds in it, and else the answer to its own."""
    found = Table(head, rows)
    return _queried(found, source) if "table" in source else found


def _query(source: Declared) -> str:
    """What a database is asked: all of the table that is declared, or the query."""
    if "table" in source:
        name = ".".join(map(_quoted, source["table"].split(".")))
        return f"SELECT * FROM {name}"  # noqa: S608  quoted
    if "query" in source:
        return source["query"]
    raise refuse(source, "it is a database, and no table is named", "Add a line: table: ... or query: ...")


def _postgres(source: Declared, keys: Mapping[str, str]) -> Table:
    address = keys.get(source["database"], "")
    if not address:
        hint = f"Put postgresql://USER:PASSWORD@HOST/NAME into the variable {source['database']}."
        raise refuse(source, "the address of its database is not known", hint)
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        raise refuse(source, "PostgreSQL needs psycopg, which is not installed", EXTRA) from None
    try:
        # A database may not say how its letters are kept (SQL_ASCII): psycopg would give bytes, and nothing be read.
        encoding = conninfo_to_dict(address).get("client_encoding", "utf8")
        options = f"-c statement_timeout={WAIT}s"
        with psycopg.connect(address, connect_timeout=WAIT, options=options, client_encoding=encoding) as connection:
            connection.read_only = True
            answer = connection.execute(_query(source))
            head = [column.name for column in answer.description or ()]
            return _of_database(head, answer.fetchmany(MOST_ROWS), source)
    except psycopg.OperationalError as error:
        raise _unreached(source, error) from None
    except psycopg.errors.CharacterNotInRepertoire:
        hint = f"Add client_encoding=latin1 to the address in {source['database']}, or the encoding that it has."
        raise refuse(source, "its database has letters that are not UTF-8", hint) from None
    except psycopg.Error as error:
        message = error.diag.message_primary or "it is not valid"
        raise refuse(source, "its database refuses the query", f"PostgreSQL says: {message[:160]}") from None


def _unreached(source: Declared, error: Exception) -> SourceError:
    """What is said of a database that does not answer; its own words may hold the address, and are left out."""
    slow = "timeout" in str(error).lower() or "canceling" in str(error).lower()
    message = f"its database did not answer within {WAIT} seconds" if slow else "its database cannot be reached"
    return refuse(source, message, f"Check the server and the address in {source['database']}.")


_READERS: Mapping[str, Callable[[Path, Declared], Table]] = {
    ".csv": _through_duckdb("read_csv(?, all_varchar=true, header=true)"),
    ".tsv": _through_duckdb("read_csv(?, all_varchar=true, header=true, delim='\t')"),
    ".parquet": _through_duckdb("read_parquet(?)"),
    ".xlsx": _excel,
    ".xls": _excel,
    ".ods": _excel,
    ".sqlite": _sqlite,
    ".sqlite3": _sqlite,
    ".db": _sqlite,
}
