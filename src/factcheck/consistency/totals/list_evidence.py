"""What speaks for and against a run of figures being the whole of a total: words, the form of the list, its kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from factcheck.consistency.bonds import is_change, nouns_of
from factcheck.consistency.evidence import evidence
from factcheck.consistency.lines import by_lines
from factcheck.consistency.listing import is_named, is_tight
from factcheck.consistency.phrases import Later, any_of, word_classes
from factcheck.consistency.reading import WORDS, Figure, sentence_words, spoken
from factcheck.consistency.sheet import Row, Sheet
from factcheck.consistency.slips import slips
from factcheck.consistency.totals.addends import Run, is_addable, meets
from factcheck.tables import tables

_MARK = Later(r"[:(—]|\s[–-]\s")
_LINK = Later(r" (?:,|;|:|and|while|with|plus|another) ")
_GAPPED = Later(r"^ (?:[.,;:)]|(?:and|in|at|from|by|for|to|on|with|under|of|as) )")
_TAIL = Later(r"^ (?:[a-z][\w'’]* |- )*(?=[.;,)–—-])")
_OF = Later(r"(?:^|[,:;“]) (?:out )?of (?:the |its |their |all |those )*$")
_ALL = Later(r" (?:all|both) (?:the |its |their |of )*$")
_ONLY = Later(r" (?:only|no|none|nobody|nothing|never|nor|without) ")
_THAT = Later(r"^ (?:that|this|together|all|in all|these|those|they|there|the|it) ")
_REST = Later(r"(?<!\S)(?:others?|rest|remaining|remainder|balance)(?!\S)")
_NUMBERED_REST = Later(
    r"(?<!\S)(?:no|no one else or|any|each|the only|after the) others?(?!\S)|<\w+:\d+> others?(?!\S)"
    r"|(?<!\S)(?:other|remaining|rest|remainder|balance)(?: [^\s<>]+| ,){0,3} <\w+:\d+>"
)
_FAR, _NEAR, _FEW = 8, 4, 3
"""Words between two parts of a list, beside a figure, and at the beginning or the end of a list."""
_MOST = 6
"""Parts that count."""

_SOME = "partial, partial total, left out, larger near"
_TOGETHER = (
    ("whole", ("said to be all, pieces",), f"{_SOME}, far"),
    ("whole list", ("said to be all, pieces", "joined"), f"{_SOME}, far, compared"),
    ("set off list", ("marked", "plain, kinds, gapped, placed", "ended"), f"{_SOME}, narrowed, change"),
    ("set off joined", ("marked", "joined"), f"{_SOME}, narrowed, change, own verbs, mixed"),
    ("list of kinds", ("kinds", "opening, apposed, marked, same"), f"{_SOME}, narrowed"),
    ("of all joined", ("of all, all, total known", "joined", "apposed, opening"), f"{_SOME}, narrowed"),
)
"""Entries for several others at once: one of each group that they need, and none of those that bar them."""


def evidence_of(sheet: Sheet, run: Run, near: Sequence[Figure]) -> Counter[str]:
    """What speaks for and against the parts of a run being all of its total; `near` are all figures around.

    Several checks ask for it, and add to it.
    """
    known: dict[Run, Counter[str]] = sheet.memo.setdefault("evidence of runs", {})
    if run not in known:
        known[run] = _evidence_of(sheet, run, near)
    return known[run].copy()


def _evidence_of(sheet: Sheet, run: Run, near: Sequence[Figure]) -> Counter[str]:
    first, *middle, last = run.parts
    pieces = [one for one in near if _is_pieces(one, run)]
    near = [one for one in near if one not in pieces]
    others = [one for one in near if one not in middle]
    found = evidence(sheet.text, {"total": run.total, "first": first, "last": last}, others)
    found[run.place] += 1
    tests = chain(_of_sums(run, near), _of_words(sheet, run), _of_form(run), _of_list(run))
    found.update(name for name, it_does in tests if it_does)
    found["pieces"] = bool(pieces)
    low, high = run.come
    found.update(slips(run.total.value, (low + high) / 2))
    found["a part forgotten"] = any(meets((low - one.high, high - one.low), run.total) for one in run.parts)
    found["parts"] = min(len(run.parts), _MOST) - 2
    found.update(name for name, needs, bars in _TOGETHER if holds(found, needs, bars))
    return found


def holds(found: Counter[str], needs: Sequence[str], bars: str) -> bool:
    """Whether one of each group of entries that are needed is there, and none of the bars."""
    any_bar = any(found[one] for one in bars.split(", "))
    return not any_bar and all(any(found[one] for one in group.split(", ")) for group in needs)


def _of_sums(run: Run, near: Sequence[Figure]) -> Iterator[tuple[str, bool]]:
    """How far the sum is from the total, and what other sums there are."""
    (low, high), total, parts = run.come, run.total, run.parts
    like = [one for one in near if one is not total and one not in parts and is_addable(total, one)]
    yield "more", low > total.high
    yield "far", high * 3 < total.low * 2 or low * 2 > total.high * 3
    yield "larger near", any(one.low > total.high for one in like)
    yield "left out", any(one.sentence in {part.sentence for part in parts} for one in like)


def _of_words(sheet: Sheet, run: Run) -> Iterator[tuple[str, bool]]:
    """What the words around say: that these are all, or that they are some."""
    total, parts, every = run.total, run.parts, sentence_words(sheet.text)
    rows = [row.shape for row in by_lines(sheet).rows if any(_is_in(one, row) for one in parts)]
    numbers = sorted({one.sentence for one in parts})
    own = " ".join(every[number] for number in numbers)
    both = " ".join(every[number] for number in sorted({*numbers, total.sentence}))
    beyond = "".join(every[numbers[-1] + 1 : numbers[-1] + 2])
    beside = " ".join([*total.before.split()[-_NEAR:], "#", *total.after.split()[:_NEAR]])
    last = " ".join(parts[-1].before.split()[-_NEAR:])
    is_rest = any_of("toll_rest_words").is_in(last) or any_of("final_words").is_in(last)
    is_closed = any_of("closing_words").is_in(f"{own} {beyond}")
    is_whole = any_of("whole_words").is_in(own) or any_of("sum_words").is_in(beside)
    yield "partial", any(map(_is_partial, rows))
    yield "partial total", any_of("not_whole").is_in(every[total.sentence])
    yield "only", _ONLY.search(f"{both} {beyond}") is not None
    yield "rest", is_rest
    yield "said to be all", is_closed or is_whole or is_rest or any_of("toll_made_of").is_in(both)
    yield "of all", _OF.search(total.head) is not None
    yield "all", _ALL.search(total.before) is not None
    yield "compared", any(any_of("compared").is_in(" ".join(one.before.split()[-1:])) for one in parts)
    yield "change", any(map(is_change, (total, *parts)))
    yield "stands for all", any_of("stands_for_all").match(own.strip()) is not None
    yield "refers", _THAT.match(total.head) is not None


def _is_in(one: Figure, row: Row) -> bool:
    return row.span.start <= one.span.start < row.span.end


def _is_partial(shape: str) -> bool:
    """Whether words say that what is listed is not all: "among them", "and others"."""
    if any_of("not_whole").is_in(shape):
        return True
    return _REST.search(shape) is not None and _REST.search(_NUMBERED_REST.sub("#", shape)) is not None


def _is_pieces(one: Figure, run: Run) -> bool:
    """Whether a figure counts as many pieces as there are parts: "splits three ways"."""
    if one is run.total or one in run.parts or one.value != len(run.parts) or not nouns_of(one):
        return False
    return run.total.sentence - 1 <= one.sentence <= run.parts[-1].sentence


def _of_form(run: Run) -> Iterator[tuple[str, bool]]:
    """Where the parts stand to the total: set off from it, beside it, in a sentence that opens with them."""
    total, first = run.total, run.parts[0]
    if total.sentence == first.sentence and total.span.start < first.span.start:
        link = total.text[total.span.end : first.span.start]
        yield "marked" if _MARK.search(link) else "apposed" if link.endswith(", ") else "same", True
    elif total.sentence != first.sentence and len(first.head.split()) <= _FEW:
        yield "opening", True
    elif run.parts[-1].sentence >= total.sentence:
        yield "other", True


def _of_list(run: Run) -> Iterator[tuple[str, bool]]:
    """How the parts stand to each other: as nouns in a row, as the kinds that such things come in."""
    parts, text = run.parts, run.total.text
    gaps = [spoken(text[one.span.end : two.span.start]) for one, two in pairwise(parts)]
    plural = [_has_noun(one) for one in parts]
    gapped = [_GAPPED.match(one.after) is not None for one in parts]
    tail = _TAIL.match(parts[-1].after)
    is_ended = tail is not None and len(tail[0].split()) <= _FEW
    is_row = all(is_tight(link.strip()) for link in gaps)
    is_joined = all(_LINK.search(link) and len(link.split()) <= _FAR for link in gaps)
    nouns = [{*nouns_of(one), *one.after.split()[:1]} for one in parts]
    yield "joined", is_joined
    yield "ended", is_ended
    yield "plain", is_row and is_ended and all(plural)
    yield "kinds", is_row and any(all(line & mine for mine in nouns) for line in word_classes("divisions"))
    yield "placed", is_joined and is_ended and all(any_of("of_places").match(one.after.strip()) for one in parts)
    yield "narrowed", any_of("narrows").match(parts[-1].after.strip().partition(" ")[2]) is not None
    yield "of people", any(noun in tables("consistency")["people"] for noun in nouns_of(run.total))
    yield "gapped", all(gapped[1:]) and not any(plural[1:])
    yield "own verbs", sum(not one and not two for one, two in zip(gapped, plural, strict=True)) > 1
    yield "mixed", any(plural) and not all(plural)


def _has_noun(part: Figure) -> bool:
    """Whether the words behind a part name what it counts."""
    return part.kind == WORDS or is_named(part.after.split()[:3]) or (part.value == 1 and bool(nouns_of(part)))
