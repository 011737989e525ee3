"""Rules from several places, rules that adjust others, and rules kept ready from one run to the next."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pytest

from factcheck import engine, packs
from factcheck.engine import Engine, read_rules
from factcheck.errors import FileError
from factcheck.model import Report
from factcheck.rules import kept
from golden_option import GOLDEN

RULE = (GOLDEN / "rules/sound.yaml").read_text(encoding="utf-8")
WRONG = "Some 5 million people fled Ukraine."
NEAR = "Some 4.4 million people fled Ukraine."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/a.yaml").write_text(RULE, encoding="utf-8")
    return tmp_path / "rules"


def adjust(folder: Path, text: str, name: str = "b.yaml") -> list[Path]:
    (folder / name).write_text(text, encoding="utf-8")
    return [folder]


def checked(text: str, names: list[Path], **more: object) -> Report:
    return Engine(read_rules(names, **more)).check(text, given=date(2022, 3, 16))  # type: ignore[arg-type]


def faults(names: list[Path]) -> list[str]:
    return [
        f"{Path(fault.path).name}:{fault.line}:{fault.column}: {fault.message}" for fault in read_rules(names).faults
    ]


# Adjusting.


@pytest.mark.parametrize(
    ("entry", "severity", "reason"),
    [
        ("severity: note", "note", "does not agree"),
        ("message: 'it was {value}'", "error", "it was"),
        ("severity: warning, message: 'it was {value}'", "warning", "it was"),
    ],
)
def test_an_entry_adjusts_a_rule_of_another_file(entry: str, severity: str, reason: str, folder: Path) -> None:
    (finding,) = checked(WRONG, adjust(folder, f"- {{extends: sound, {entry}}}\n")).findings
    assert finding.severity == severity
    assert reason in finding.reason


def test_a_tolerance_is_adjusted_key_by_key(folder: Path) -> None:
    (folder / "a.yaml").write_text(RULE + "  allow: {age: 3d, revision: 1%}\n", encoding="utf-8")
    assert checked(NEAR, [folder]).findings[0].verdict == "mismatch"
    names = adjust(folder, "- extends: sound\n  allow: {revision: 60%}\n")
    assert checked(NEAR, names).findings[0].verdict == "match"
    assert read_rules(names).rules[0].allow.age == 3


def test_a_rule_can_be_put_off(folder: Path) -> None:
    assert not read_rules(adjust(folder, "- {extends: sound, severity: 'off'}\n")).rules


def test_the_last_of_several_wins_and_all_are_told(folder: Path) -> None:
    adjust(folder, "- {extends: sound, severity: note, note: first}\n", "b.yaml")
    rules = read_rules(adjust(folder, "- {extends: sound, severity: warning}\n", "c.yaml"))
    assert (rules.rules[0].severity, rules.rules[0].note) == ("warning", "first")
    assert [(Path(path).name, line) for path, line in rules.adjusted["sound"]] == [("b.yaml", 1), ("c.yaml", 1)]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("- {extends: suond, severity: note}\n", 'b.yaml:1:13: there is no rule "suond" to adjust'),
        ("- {extends: sound, claim: {}}\n", 'b.yaml:1:20: an entry that adjusts a rule has no key "claim"'),
        ("- {extends: sound}\n", "b.yaml:1:3: this entry adjusts nothing"),
        ("- {extends: sound, severity: loud}\n", 'b.yaml:1:30: the key "severity" has the unknown word "loud"'),
        ("- {extends: sound, allow: {abuot: 1%}}\n", 'b.yaml:1:28: the block "allow" has the unknown key "abuot"'),
        ("- {extends: sound, message: '{vaule}'}\n", 'b.yaml:1:29: the key "message" has the unknown slot {vaule}'),
    ],
)
def test_an_entry_that_is_wrong_is_told_and_the_rule_stays(entry: str, said: str, folder: Path) -> None:
    names = adjust(folder, entry)
    assert faults(names)[0].startswith(said)
    assert [finding.verdict for finding in checked(WRONG, names).findings] == ["mismatch"]


# Several places.


def test_shipped_rules_and_own_ones_together(folder: Path) -> None:
    own = {rule.id for rule in read_rules([folder]).rules}
    both = [rule.id for rule in read_rules(["shipped", folder]).rules]
    assert own <= set(both)
    assert len(both) == len(read_rules().rules) + len(own)


def test_own_entries_adjust_shipped_rules(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text("- {extends: members-of-nato, severity: note}\n", encoding="utf-8")
    rules = read_rules(["shipped", tmp_path])
    assert not rules.faults
    assert next(rule for rule in rules.rules if rule.id == "members-of-nato").severity == "note"


def test_a_package_that_is_installed_brings_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "paper_rules"
    module.mkdir()
    (module / "__init__.py").touch()
    (module / "flight.yaml").write_text(RULE, encoding="utf-8")
    info = tmp_path / "paper_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: paper-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[factcheck.rules]\npaper = paper_rules\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    rules = read_rules(["pack:paper"])
    assert [rule.id for rule in rules.rules] == ["sound"]
    assert rules.places["sound"] == ("pack:paper/flight.yaml", 1)
    with pytest.raises(FileError, match="no package with rules of this name is installed"):
        read_rules(["pack:papre"])
    sys.modules.pop("paper_rules", None)


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    texts, _ = packs.read_texts([folder, folder / "a.yaml"])
    assert len(texts) == 1


# Kept for the next run.


def test_kept_rules_are_the_same_rules(folder: Path, tmp_path: Path) -> None:
    names = adjust(folder, "- {extends: sound, severity: note}\n")
    first = read_rules(names, kept=tmp_path)
    again = read_rules(names, kept=tmp_path)
    assert isinstance(again.rules, kept.Rules)
    assert list(again.rules) == list(first.rules)
    assert again.rules[-1] == again.rules[0:1][0]
    assert (again.places, again.digest, again.adjusted) == (dict(first.places), first.digest, dict(first.adjusted))
    assert checked(WRONG, names, kept=tmp_path) == checked(WRONG, names)


def test_all_shipped_rules_can_be_kept(tmp_path: Path) -> None:
    assert list(read_rules(kept=tmp_path).rules) == list(read_rules(kept=tmp_path).rules) == list(read_rules().rules)


def test_a_change_of_a_file_or_of_the_code_is_not_missed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [("a.yaml", RULE)]
    assert kept.key(texts) == kept.key(list(texts))
    assert len({kept.key(texts), kept.key([("b.yaml", RULE)]), kept.key([("a.yaml", RULE + " ")]), kept.key([])}) == 4
    before = kept.key(texts)
    monkeypatch.setattr(kept, "_code", lambda: "other")
    assert kept.key(texts) != before


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": 1}', '{"format": 2}', '{"format": 1, "places": 3}'])
def test_what_cannot_be_read_back_is_made_again(text: str, folder: Path, tmp_path: Path) -> None:
    read_rules([folder], kept=tmp_path)
    (path,) = tmp_path.glob("rules-*.json")
    good = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    assert [rule.id for rule in read_rules([folder], kept=tmp_path).rules] == ["sound"]
    assert path.read_text(encoding="utf-8") == good


def test_rules_with_faults_are_not_kept(folder: Path, tmp_path: Path) -> None:
    read_rules(adjust(folder, "- {id: broken}\n"), kept=tmp_path)
    assert not list(tmp_path.glob("rules-*.json"))


def test_few_sets_are_kept(folder: Path, tmp_path: Path) -> None:
    for number in range(engine._MOST_KEPT + 3):
        (folder / "a.yaml").write_text(RULE + f"# {number}\n", encoding="utf-8")
        read_rules([folder], kept=tmp_path)
    assert len(list(tmp_path.glob("*"))) == engine._MOST_KEPT + 1, "and the folder of rules"


def test_a_folder_that_takes_nothing_is_no_fault(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    assert read_rules([folder], kept=blocked / "deeper").rules


def test_what_is_kept_holds_no_code(folder: Path, tmp_path: Path) -> None:
    read_rules([folder], kept=tmp_path)
    (path,) = tmp_path.glob("rules-*.json")
    assert set(json.loads(path.read_text(encoding="utf-8"))) == {
        *("format", "digest", "places", "adjusted", "declared", "index", "rules")
    }
