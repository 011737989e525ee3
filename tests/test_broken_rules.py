"""Rule files with faults: all faults of all files in one go, each as one sentence with place and way out."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import Fault
from factcheck.report.safe import safe
from factcheck.rules.load import RuleSet, load_rules, read_files, rule_files
from factcheck.sources.registry import SERIES
from golden_option import GOLDEN, Golden

FOLDER = GOLDEN / "rules"
SOUND = (FOLDER / "sound.yaml").read_text(encoding="utf-8")

# Too large, or too odd for an editor, to stand among the files.
WRITTEN = {
    "written-control.yaml": "- id: written-\x1b[31mcontrol\n",
    "written-deep-blocks.yaml": "- " * 100_000 + "x\n",
    "written-deep-brackets.yaml": "[" * 1_000_000,
    "written-deep-keys.yaml": "? " * 100_000 + "x\n",
    "written-line-of-1-mb.yaml": f"- id: written-line\n  about: {'x' * 1_000_000}\n",
    "written-key-of-1-mb.yaml": f"- id: written-key\n  {'x' * 1_000_000}: y\n",
    "written-id-of-1-mb.yaml": SOUND.replace("sound", "X" * 1_000_000),
    "written-nul.yaml": "- id: written\0nul\n",
    "written-percentage-of-5000-digits.yaml": SOUND + f"  allow: {{about: {'9' * 5000}, age: {'9' * 5000}d}}\n",
    "written-tower-of-aliases.yaml": "- a: &a [x, x]\n  b: &b [*a, *a]\n  c: [*b, *b]\n",
}

# How pydantic, ruamel.yaml and Python speak.
FOREIGN = re.compile(
    r"\b([Ii]nput|should|[Vv]alid(ation)?|[Vv]alue error|extra_|mapping|sequence|scalar|token|node|stream|None(Type)?|"
    r"str|dict|tuple|NULL|expected|parsing|pydantic|literal|Traceback|\w*Error)\b"
)


def read_all() -> tuple[dict[str, str], RuleSet]:
    """The text of each broken file, and what loading all of them at once gives."""
    found, unread = read_files(rule_files([FOLDER]))
    assert not unread
    texts = {f"rules/{Path(name).name}": text for name, text in found}
    texts |= {f"rules/{name}": text for name, text in WRITTEN.items()}
    return texts, load_rules(texts.items(), SERIES)


@pytest.fixture(scope="module")
def broken() -> tuple[dict[str, str], RuleSet]:
    return read_all()


def test_every_message_is_the_one_of_the_golden_file(broken: tuple[dict[str, str], RuleSet], golden: Golden) -> None:
    _, rules = broken
    golden("rules/messages.txt", "".join(f"{safe(str(fault))}\n" for fault in rules.faults))


def test_every_broken_file_has_a_fault_and_the_sound_rules_load(
    broken: tuple[dict[str, str], RuleSet],
) -> None:
    texts, rules = broken
    sound = {"rules/sound.yaml", "rules/duplicate-id-across-1.yaml"}
    assert {fault.path for fault in rules.faults} == set(texts) - sound
    assert {rule.id for rule in rules.rules} == {"sound", "displaced-ukraine", "fled-ukraine"}


def test_faults_stand_in_the_order_of_the_files(broken: tuple[dict[str, str], RuleSet]) -> None:
    _, rules = broken
    places = [(fault.path, fault.line, fault.column) for fault in rules.faults]
    assert places == sorted(places)
    assert len(set(map(str, rules.faults))) == len(rules.faults)


def test_each_message_is_one_short_sentence_with_a_next_step(broken: tuple[dict[str, str], RuleSet]) -> None:
    _, rules = broken
    for fault in rules.faults:
        well_said(fault)


def test_each_place_is_in_the_file_and_each_key_stands_at_it(broken: tuple[dict[str, str], RuleSet]) -> None:
    texts, rules = broken
    for fault in rules.faults:
        lines = texts[fault.path].split("\n")
        assert 1 <= fault.line <= max(len(lines), 1), fault
        assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1, fault
        if named := re.search(r'has the unknown key "([\w ]+)"|the key "(\w+)" stands twice', fault.message):
            key = named[1] or named[2]
            assert lines[fault.line - 1][fault.column - 1 :].startswith(key), fault


def well_said(fault: Fault) -> None:
    """The message has a subject and no end, the hint is a sentence; neither is in a library's words."""
    said = re.sub(r'"[^"]*"|\{[^}]*\}', "", f"{fault.message}. {fault.hint}")
    assert not FOREIGN.search(said), fault
    assert fault.message == fault.message.strip(" .,;:"), fault
    assert re.match(r"[A-Z].*(\.|\?|\.\.\.)$", fault.hint), fault
    assert "\n" not in str(fault), fault
    assert len(fault.message) <= 200, fault
    assert len(fault.hint) <= 200, fault


def test_a_misspelt_key_is_not_told_as_a_missing_one_too() -> None:
    wrong = SOUND.replace("mismatch:", "missmatch:").replace("counts:", "count:").replace("series:", "serie:")
    assert sorted(fault.hint for fault in faults_of(wrong)) == [
        'Did you mean "counts"?',
        'Did you mean "mismatch"?',
        'Did you mean "series"?',
    ]


def test_files_with_windows_line_ends_and_a_mark_have_the_same_places(tmp_path: Path) -> None:
    wrong = SOUND.replace("about:", "abuot:")
    path = tmp_path / "rules.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + wrong.replace("\n", "\r\n").encode())
    texts, _ = read_files([path])
    (fault,) = load_rules(texts, SERIES).faults
    assert (fault.line, fault.column, fault.hint) == (2, 3, 'Did you mean "about"?')


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "has no rules in it"),
        (b" \n\n", "has no rules in it"),
        (b"\x89PNG\r\n\x1a\n\0\0", "an image"),
        (b"- id: a\0b\n", "a binary file"),
        (b"- id: \xc3\xa9\xc3\n", "not valid UTF-8"),
    ],
    ids=["empty", "blank", "image", "nul", "utf-8"],
)
def test_a_file_that_cannot_be_read_is_a_fault_and_the_others_load(content: bytes, said: str, tmp_path: Path) -> None:
    wrong, sound = tmp_path / "a.yaml", tmp_path / "b.yaml"
    wrong.write_bytes(content)
    sound.write_text(SOUND, encoding="utf-8")
    texts, unread = read_files([wrong, sound])
    rules = load_rules(texts, SERIES, unread)
    assert [rule.id for rule in rules.rules] == ["sound"]
    (fault,) = rules.faults
    assert said in fault.message
    assert "draft" not in f"{fault.message} {fault.hint}"


def faults_of(text: str) -> tuple[Fault, ...]:
    return load_rules([("rules.yaml", text)], SERIES).faults


@pytest.mark.no_cover
def test_hundreds_of_faults_are_told_quickly() -> None:
    text = "".join(SOUND.replace("id: sound", f"id: sound-{n}").replace("series: u", "series: x") for n in range(300))
    start = time.perf_counter()
    assert len(faults_of(text)) == 300
    assert time.perf_counter() - start < 10


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_whatever_is_typed_into_a_rule_is_answered_in_words(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SOUND)))
    end = data.draw(st.integers(start, min(len(SOUND), start + 12)))
    typed = data.draw(st.text("ab:-#[]{}\"'&*!|>%@`,?~\t\n \\é\x00\u2028 0129", max_size=6))
    for fault in faults_of(SOUND[:start] + typed + SOUND[end:]):
        well_said(fault)
