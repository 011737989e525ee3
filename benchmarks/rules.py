"""10,000 rules beside 100: how long they take to load, and to match an article: ``python benchmarks/rules.py``.

The rules are made for this, with the shape of a shipped one (words, tolerance, examples), about words of a list of
verbs and of the articles themselves, so that the harder case is measured: every sentence has words that some rules
count. A hundred of the 10,000 are the first hundred of the rules that ship. Wanted: the second load under 2 s; the
article takes at most 1.5 times as long against 10,000 as against 100.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from factcheck.engine import Engine, read_rules, read_texts
from factcheck.rules.load import RuleSet

MANY, FEW, RUNS = 10_000, 100, 15
LOAD_BAR, MATCH_BAR = 2.0, 1.5
ROOT = Path(__file__).resolve().parents[1]
ARTICLES = [*ROOT.parent.glob("shared/article.txt"), ROOT / "examples/displacement.txt"]
DAY = dt.date(2022, 3, 16)
RULE = """- id: made-{number}
  about: What is said of {first} {second}
  claim: {{kind: count, counts: [{first} {second}, {second}], unless: [planned, {third}], near: [[{third}, {first}]]}}
  check: {{source: books, series: members-nato}}
  allow: {{about: 10%, revision: 2%, stale: 2y}}
  examples:
    match: [{{text: "There are 30 {second} of a {third}.", date: 2022-03-16, value: 30}}]
    mismatch: [{{text: "There are 32 {second} of a {third}.", date: 2022-03-16, value: 30}}]
    silent: ["There are 32 planned {second}."]
"""


def nouns() -> list[str]:
    """Words of everyday news, and rare ones: those of the article itself are among them, as real rules' words are."""
    data = files("factcheck") / "data"
    verbs = (data / "verbs.txt").read_text(encoding="utf-8").split("\n")[1].split()[1:]
    return sorted({word for word in verbs if word.isalpha() and len(word) > 3} | set(ARTICLES[-1].read_text().split()))


def made(count: int) -> Iterator[str]:
    """The text of `count` rules."""
    chosen, words = random.Random(1), [word for word in nouns() if word.isalpha()]  # noqa: S311  no secret
    for number in range(count):
        first, second, third = chosen.sample(words, 3)
        yield RULE.format(number=number, first=first, second=second, third=third)


def first_hundred() -> str:
    """The text of about a hundred of the rules that ship."""
    texts, _ = read_texts()
    blocks = [block for _, text in texts for block in text.split("\n- id: ")[1:]]
    return "".join(f"- id: {block.rstrip()}\n" for block in blocks[:FEW])


def seconds(rules: RuleSet, text: str) -> float:
    """The median time of a check, after one that is not counted."""
    engine = Engine(rules)
    engine.check(text, given=DAY)
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        engine.check(text, given=DAY)
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def loaded(folder: Path, kept: Path) -> tuple[float, RuleSet]:
    begin = time.perf_counter()
    rules = read_rules([folder], kept=kept)
    Engine(rules)
    return time.perf_counter() - begin, rules


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        few, many, kept = (Path(name) / part for part in ("few", "many", "kept"))
        for folder, count in ((few, 0), (many, MANY - FEW)):
            folder.mkdir()
            (folder / "shipped.yaml").write_text(first_hundred(), encoding="utf-8")
            if count:
                (folder / "made.yaml").write_text("".join(made(count)), encoding="utf-8")
        small = loaded(few, kept)[1]
        first, _ = loaded(many, kept)
        second, large = loaded(many, kept)
        text = ARTICLES[0].read_text(encoding="utf-8")
        one, other = seconds(small, text), seconds(large, text)
    print(f"| | {len(small.rules):,} rules | {len(large.rules):,} rules | wanted |")
    print("|---|---:|---:|---:|")
    print(f"| first load | | {first:.2f} s | |")
    print(f"| second load | | {second:.2f} s | under {LOAD_BAR:.0f} s |")
    print(f"| an article ({ARTICLES[0].name}) | {one * 1000:.1f} ms | {other * 1000:.1f} ms | |")
    print(f"| ratio | | {other / one:.2f} | at most {MATCH_BAR} |")


if __name__ == "__main__":
    main()
