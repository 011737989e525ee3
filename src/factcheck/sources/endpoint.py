"""A declared address: one question for a place and series, and its rows by JMESPath or by the columns of a CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import quote, urlsplit

from factcheck.errors import SourceError
from factcheck.gazetteer import alpha2
from factcheck.model import Query
from factcheck.sources.declaration import COLUMNS, Declared, Row, by_name, cited_as, refuse
from factcheck.sources.http import Fetch, Reply, Site
from factcheck.sources.trust import parsed

_KINDS = {"json": ("application/json",), "csv": ("text/csv", "text/plain", "application/csv")}
MOST_ROWS = 100_000


def rows(query: Query, source: Declared, fetch: Fetch, keys: Mapping[str, str]) -> tuple[list[Row], str, date | None]:
    """The rows of the answer, its address and its day. Raises SourceError."""
    address = _address(query, source)
    parts = urlsplit(address)
    header, parameter = _key(source, keys)
    secret = keys.get(source["key"], "") if parameter else ""
    kind = source.get("format", "json")
    site = Site(cited_as(source), f"{parts.scheme}://{parts.netloc}/", _KINDS[kind], header, secret)
    path = address[len(site.base) :] + (("&" if parts.query else "?") + parameter if parameter else "")
    reply = fetch(site, path)
    found = list(_from_json(reply, source, site) if kind == "json" else _from_csv(reply, source, site))
    if len(found) > MOST_ROWS:
        raise refuse(source, f"its answer has more than {MOST_ROWS:,} rows", "Ask for fewer in url.", address)
    return found, address, reply.day


def _address(query: Query, source: Declared) -> str:
    """The address with what is asked put in; each value is escaped, so that it stays where the template has it."""
    values = {"place": query.place, "series": query.series, "iso2": alpha2().get(query.place, "")}
    address = source["url"]
    for name, value in values.items():
        if f"{{{name}}}" in address and not value:
            hint = "Write place: country in the rule, or a series, or take it out of url."
            raise refuse(source, f"its address needs {{{name}}}, and the rule gives none", hint)
        address = address.replace(f"{{{name}}}", quote(value, safe=""))
    return address


def _key(source: Declared, keys: Mapping[str, str]) -> tuple[tuple[str, str] | None, str]:
    """The header or the parameter with the key, if it needs one."""
    if "key" not in source:
        return None, ""
    value = keys.get(source["key"], "")
    if not value:
        hint = f"Put it into the variable {source['key']}, or into keys.toml of factcheck's settings."
        raise refuse(source, "it needs a key, and there is none", hint)
    where, _, name = source.get("key-in", "parameter api_key").partition(" ")
    return ((name, value), "") if where == "header" else (None, f"{quote(name)}={quote(value, safe='')}")


def _from_json(reply: Reply, source: Declared, site: Site) -> Iterator[Row]:
    import jmespath

    content: Any = parsed(reply, site)
    listed = jmespath.search(source.get("rows", "@"), content)
    if not isinstance(listed, list):
        raise _misfit(source, f"its answer has no list of rows at “{source.get('rows', '@')}”", site.cut(reply.url))
    paths = {name: jmespath.compile(source[name]) for name in COLUMNS if name in source}
    for item in listed:
        yield {name: path.search(item) for name, path in paths.items()}
    if listed and all(paths["value"].search(item) is None for item in listed):
        raise _misfit(source, f"no row of its answer has a “{source['value']}”", site.cut(reply.url))


def _from_csv(reply: Reply, source: Declared, site: Site) -> Iterator[Row]:
    try:
        table = csv.DictReader(reply.body.decode("utf-8-sig").splitlines())
        head = list(table.fieldnames or ())
        yield from (by_name(row, source) for row in table)
    except (UnicodeDecodeError, csv.Error):
        raise site.error("its answer is not a table of text", url=reply.url) from None
    except KeyError as error:
        hint = f"Its columns are {', '.join(head[:12])}."
        raise refuse(source, f"its answer has no column “{error.args[0]}”", hint, site.cut(reply.url)) from None


def _misfit(source: Declared, message: str, url: str) -> SourceError:
    return refuse(source, message, "Compare the answer with rows and value in the rule file.", url)
