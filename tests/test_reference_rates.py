"""What currencies were worth, by the European Central Bank's reference rates that ship with the package."""

from datetime import date
from decimal import Decimal

import pytest

from factcheck.consistency.units.reference_rates import Band, band
from factcheck.tables import text_of

IN_2022 = date(2022, 3, 16)
RATES = [line.split(" ") for line in text_of("exchange_rates.txt").splitlines() if not line.startswith("#")]
MONTHS = next(len(rates) for code, _, *rates in RATES if code == "USD")
LAST = date(1999 + (MONTHS - 1) // 12, (MONTHS - 1) % 12 + 1, 1)
"""The last month of the table, which begins in January 1999."""


@pytest.mark.parametrize(
    ("of", "per", "places", "day", "worth"),
    [
        ("US dollar", "pound sterling", "", IN_2022, "1.22 to 1.41"),
        ("pound sterling", "US dollar", "", IN_2022, "0.710 to 0.823"),
        ("US dollar", "euro", "", None, "0.853 to 1.58"),
        ("yen", "euro", "", date(2000, 6, 1), "98.1 to 131"),
        ("peso", "US dollar", "MEX", IN_2022, "18.8 to 24.3"),
        ("krone", "euro", "DNK NOR", IN_2022, "7.44 to 11.3"),
        ("Turkish lira", "US dollar", "", IN_2022, "5.48 to 14.6"),
    ],
)
def test_the_band_is_that_of_three_years_before_the_draft(
    of: str, per: str, places: str, day: date | None, worth: str
) -> None:
    found = band(of, per, places.split(), day)
    assert found is not None
    assert f"{found.low:.3g} to {found.high:.3g}" == worth
    assert found.drift == 1
    if day is not None:
        assert found.last == day.replace(day=1)
        assert (day.year - found.first.year) * 12 + day.month - found.first.month <= 36


@pytest.mark.parametrize(
    ("of", "per", "places", "day"),
    [
        ("peso", "US dollar", "", IN_2022),  # of which country?
        ("peso", "US dollar", "COL", IN_2022),  # not quoted by the bank
        ("peso", "US dollar", "MEX PHL", IN_2022),  # two that are
        ("rouble", "US dollar", "", IN_2022),  # no longer quoted since that month
        ("Nigerian naira", "euro", "", IN_2022),
        ("cowrie", "euro", "", None),
        ("US dollar", "euro", "", date(1998, 12, 1)),  # before there were rates
        ("US dollar", "euro", "", date(LAST.year + 2, 1, 1)),  # long after the last
    ],
)
def test_an_unknown_rate_has_no_band(of: str, per: str, places: str, day: date | None) -> None:
    assert band(of, per, places.split(), day) is None


def test_the_drift_grows_with_the_time_since_the_last_rate() -> None:
    drifts = []
    for months in (1, 4, 12):
        number = LAST.year * 12 + LAST.month - 1 + months
        found = band("US dollar", "euro", (), date(number // 12, number % 12 + 1, 1))
        assert isinstance(found, Band)
        assert found.last == LAST
        drifts.append(found.drift)
    assert Decimal(1) < drifts[0] < drifts[1] < drifts[2] < 2


def test_the_table_has_a_rate_or_a_dash_for_every_month() -> None:
    assert len({code for code, *_ in RATES}) == len(RATES) > 40
    for code, first, *rates in RATES:
        assert len(code) == 3
        assert "1999-01" <= first <= "2011-01"
        assert all(rate == "-" or Decimal(rate) > 0 for rate in rates)
