"""What holds for every text: spans, repeatability, exact values, and time that grows with its length."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from num2words import num2words

import factcheck
from factcheck.extraction.quantities import find_quantities
from factcheck.text import sentences

pytestmark = pytest.mark.no_cover  # long texts and times: the corpora cover the same lines

_WORDS = """
3 million|$|1.5-2|trillion|between|and|10|to|15|per cent|%|half|a|one in four|nearly|more than|or so|five
killed|Feb. 24|2022|Tuesday|'s|since|1945|,|.|-|–|(|)|“|”|the|45th|twice as many|km|m|bn|minus|½|°C|46|aged
F-16|two-thirds|dozen|hundred|of|in|May|I|it.|£|p|point|1,234|0|00|of a|USD|x|/|:|'|years old|at most|one
people|No.
"""
_PIECES = st.sampled_from([*_WORDS.strip().replace("\n", "|").split("|"), "\n\n", "\n", "\u00a0"])
_TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(_PIECES, max_size=40).map(" ".join),
    st.lists(_PIECES, max_size=40).map("".join),
)
_SETTINGS = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])


@_SETTINGS
@given(_TEXTS)
def test_spans_give_back_the_words_and_do_not_overlap(text: str) -> None:
    end = 0
    for quantity in factcheck.extract(text):
        assert quantity.span.of(text) == quantity.text
        assert quantity.text
        assert quantity.span.start >= end
        assert quantity.span.start <= quantity.core.start < quantity.core.end <= quantity.span.end
        end = quantity.span.end


@_SETTINGS
@given(_TEXTS)
def test_loose_readings_do_not_overlap_either(text: str) -> None:
    end = 0
    for sentence in sentences(text):
        for quantity in find_quantities(text, sentence, loose=True):
            assert quantity.span.of(text) == quantity.text
            assert quantity.span.start >= end
            end = quantity.span.end


@_SETTINGS
@given(_TEXTS)
def test_the_same_text_gives_the_same_figures(text: str) -> None:
    assert factcheck.extract(text) == factcheck.extract(text)


@_SETTINGS
@given(_TEXTS, st.sampled_from(["\n\n", "  \n\n", "\n\n\n \n\n"]))
def test_white_space_around_the_text_changes_nothing(text: str, space: str) -> None:
    bare = text.strip()
    moved = factcheck.extract(space + bare + space)
    assert [(q.text, q.low, q.high, q.unit) for q in moved] == [
        (q.text, q.low, q.high, q.unit) for q in factcheck.extract(bare)
    ]


@_SETTINGS
@given(_TEXTS)
def test_sentences_are_in_order_and_keep_every_word(text: str) -> None:
    end = 0
    for sentence in sentences(text):
        assert end <= sentence.start <= sentence.end
        assert not text[end : sentence.start].strip()
        end = sentence.end
    assert not text[end:].strip()


@_SETTINGS
@given(st.one_of(st.integers(0, 10**15 - 1), st.integers(0, 14).map(lambda n: 10**n), st.integers(0, 2100)))
def test_every_integer_in_words_is_read_back(number: int) -> None:
    printed = num2words(number)
    found = factcheck.extract(f"The register counted {printed} names.")
    assert [(q.low, q.high, q.text) for q in found] == [(number, number, printed)]


@_SETTINGS
@given(st.integers(1, 10**12), st.integers(1, 9), st.booleans())
def test_every_printed_decimal_keeps_its_precision(digits: int, places: int, grouped: bool) -> None:
    value = Decimal(digits).scaleb(-places)
    printed = f"{value:,f}" if grouped else f"{value:f}"
    (found,) = factcheck.extract(f"The index stood at {printed} per cent.")
    assert found.text == f"{printed} per cent"
    assert (found.low, found.high) == (value, value)
    assert str(found.low) == str(value)
    assert found.step == Decimal(1).scaleb(-places)


@_SETTINGS
@given(st.integers(0, 10**14))
def test_every_integer_in_digits_is_read_back(number: int) -> None:
    (found,) = factcheck.extract(f"The register counted {number:,} names.")
    assert (found.low, found.text) == (number, f"{number:,}")


_HOSTILE: dict[str, Callable[[int], str]] = {
    "digits": lambda n: "7" * n,
    "digits in words": lambda n: "12345 " * (n // 6),
    "hyphens": lambda n: "-" * n,
    "spaced hyphens": lambda n: "- " * (n // 2),
    "ranges in ranges": lambda n: "between 1 and " * (n // 14) + "2",
    "1 to 2 to 3": lambda n: "1 to " * (n // 5) + "2",
    "1-1-1": lambda n: "1-" * (n // 2),
    "1-1-1 and a letter": lambda n: "1-" * (n // 2) + "1a",
    "1,1,1": lambda n: "1," * (n // 2),
    "1,11,11": lambda n: "1" + ",11" * (n // 3),
    "1,111,1111": lambda n: "1" + ",111" * (n // 4) + "1",
    "111 111": lambda n: "111 " * (n // 4),
    "1.1.1": lambda n: "1." * (n // 2) + "a",
    "1/1/1": lambda n: "1/" * (n // 2) + "9" * 5000,
    "1:1:1": lambda n: "1:" * (n // 2),
    "a1a1": lambda n: "a1" * (n // 2) + "_",
    "code of digits": lambda n: "a" + "1" * n + "_",
    "word": lambda n: "a" * n,
    "word with points": lambda n: "a." * (n // 2),
    "word with quotes": lambda n: "a'" * (n // 2),
    "brackets": lambda n: "(" * n,
    "commas": lambda n: "," * n,
    "points": lambda n: "." * n + "x",
    "spaced points": lambda n: ". " * (n // 2),
    "points and quotes": lambda n: '."' * (n // 2) + "x",
    "quotes": lambda n: "“ A " * (n // 4),
    "lines": lambda n: "\n" * n,
    "lines of spaces": lambda n: "\n   " * (n // 4),
    "spaces": lambda n: "1." + " " * n + "x",
    "magnitudes": lambda n: "1 " + "million " * (n // 8),
    "number words": lambda n: "one " * (n // 4),
    "hundreds": lambda n: "one hundred and " * (n // 16),
    "halves": lambda n: "half a " * (n // 7),
    "signs": lambda n: "$" * n,
    "plus": lambda n: "+1 " * (n // 3),
    "at": lambda n: "a@" * (n // 2),
    "long mail": lambda n: "a" * 60 + "@" + "b." * (n // 2),
    "months": lambda n: "May " * (n // 4),
    "weekdays": lambda n: "Tuesday, " * (n // 9),
    "days of a month": lambda n: "1 and " * (n // 6) + "May",
    "names": lambda n: "10 Downing " * (n // 11),
    "cent": lambda n: "5 per " * (n // 6),
    "figures side by side": lambda n: "5% " * (n // 3),
    "figures said of one thing": lambda n: "fell 5% to 3 " * (n // 13),
    "aged": lambda n: "men aged 30 to 40 " * (n // 20),
    "of the of the": lambda n: "5% " + "of the " * (n // 7),
    "verbs": lambda n: "is has been " * (n // 12) + "5%",
    "small months": lambda n: "may 1 " * (n // 6),
    "vague": lambda n: "tens of thousands of " * (n // 21),
    "draws": lambda n: "1, " * (n // 3),
    "groups": lambda n: "123 " * (n // 4),
    "moves": lambda n: "1." + "." * n + "e4",
    "coordinates": lambda n: "41°" + "43'" * (n // 3),
    "reports": lambda n: "410 U.S. " * (n // 9),
    "margins": lambda n: "plus or minus " * (n // 14) + "3",
    "shared ranges": lambda n: "two- to " * (n // 8),
    "places in a list": lambda n: "finished 7th " * (n // 13),
    "ratios": lambda n: "one in " * (n // 7),
}


def _seconds(text: str) -> float:
    best = 9.0
    for _ in range(2):
        start = time.perf_counter()
        factcheck.extract(text)
        best = min(best, time.perf_counter() - start)
    return best


@pytest.mark.no_cover
@pytest.mark.parametrize("name", _HOSTILE)
def test_time_grows_with_the_length_and_no_faster(name: str) -> None:
    size = 1_200
    factcheck.extract("five people")
    short, long = _seconds(_HOSTILE[name](size)), _seconds(_HOSTILE[name](4 * size))
    assert long < max(12 * short, 0.05), f"{size} characters take {short:.4f} s, four times as many {long:.4f} s"


@pytest.mark.parametrize(
    "text",
    ["7" * 1_000_000, "-" * 10_000, "(" * 200_000, "," * 200_000, "a" * 1_000_000],
    ids=lambda text: text[0] + "…",
)
def test_large_nonsense_is_read_in_a_moment(text: str) -> None:
    start = time.perf_counter()
    assert factcheck.extract(text) == ()
    assert time.perf_counter() - start < 10
