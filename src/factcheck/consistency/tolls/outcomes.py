"""Nobody or everybody against some of whom the opposite is told, and some of the dead who are more than all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.consistency.phrases import Later, any_of, words, words_of
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.consistency.tolls.fates import Role, Toll
from factcheck.consistency.tolls.tolls import tells_a_fate, tolls
from factcheck.consistency.tolls.victims import Fate


@cache
def _nobody_did() -> tuple[tuple[re.Pattern[str], tuple[Fate, ...]], ...]:
    """What says that nobody died, that nobody was hurt, and that all died, with the fates that contradict each."""
    none = r"(?:no one|nobody|none(?: of (?:[a-z’]+ ){0,2}[a-z’]+)?|not (?:a single|one|<count:\d+>) (?:person|life))"
    aux = r"(?: (?:was|were|is|are|had|has|have|been|reported|hurt or))*"
    died, hurt = f"{words('died_of_it')}|{words('died_themselves')}", words("was_hurt")
    lost = (
        r"(?:no|not a single|not one|zero|without an?y?|without) (?:deaths?|fatalit(?:y|ies)|(?:loss of )?li(?:fe|ves))"
    )
    alive = rf"(?:{words('all_well')})(?: (?:of )?(?:the )?<count:\d+>)?(?: [a-z]+){{0,5}} (?:{words('safe_words')})"
    took = r"(?:killed (?:no one|nobody)|(?:not|never) lost a (?:single )?[a-z]+|(?:cost|claimed) no lives)"
    all_died = rf"all(?: of)?(?: the)? <count:\d+> (?:[^,;.]+ )?(?:{died})"
    no_survivor = rf"(?:no survivors?|all hands were lost|{none}(?: (?:aboard|on board|inside))? (?:survived|lived))"
    return (
        (re.compile(rf"(?<!\S)(?:{none}{aux} (?:{died})|{lost}|{alive}|{took})(?!\S)"), (Fate.DEAD,)),
        (re.compile(rf"(?<!\S){none}{aux} (?:{hurt})(?!\S)"), (Fate.HURT, Fate.DEAD)),
        (re.compile(rf"(?<!\S)(?:{all_died}|{no_survivor})(?!\S)"), (Fate.SAFE,)),
    )


_NOBODY = frozenset(("no", "nobody", "none", "not", "zero", "without", "never", "all"))
_OF_A_TIME = Later(
    r"(?: [a-z]+)? (?:for <duration|since |so far|yet |in (?:the (?:last|past) )?<duration|in [a-z]+ (?:and|or|[.,]))"
)
"""Behind "no deaths": of a time or place only, "reported for a week", "recorded in Kent or"."""
_OF_SOME = Later(r"(?<!\S)of (?:the|them|those|these|whom)")


def tells_of_nobody(row: Row) -> bool:
    """Whether a sentence says that nobody died or was hurt, or that all did."""
    said = words_of(row.shape)
    if _NOBODY.isdisjoint(said) and not any_of("all_well").is_in(row.shape):
        return False
    tells = tells_a_fate(row) or "life" in said
    return tells and any(pattern.search(row.shape) for pattern, _ in _nobody_did())


def tells_of_some(row: Row) -> bool:
    """Whether a sentence may tell of some of those that were counted before."""
    return _OF_SOME.search(row.shape) is not None


def nobody(sheet: Sheet, rows: Sequence[Row]) -> Iterator[Contradiction]:
    """Nobody died or was hurt, or all died, and then there is somebody of whom the opposite is told."""
    for row, other in (rows, rows[::-1]):
        if not tells_of_nobody(row):
            continue
        for pattern, fates in _nobody_did():
            said = pattern.search(row.shape)
            if said is None or pattern.search(other.shape) or _OF_A_TIME.match(row.shape, said.end()):
                continue
            told = [toll for toll in tolls(other) if toll.fate in fates and toll.low > 0]
            if len(told) != 1 or any_of("except_words").search(f"{row.shape} {other.shape}"):
                continue
            if slots := _slots(told[0], other, row):
                them = told[0].said(sheet.text)
                sum_ = f"the draft says “{said[0]}”, and {them} of whom it is not so"
                yield Contradiction(slots[0], (), sum_, f"none, or {them}")
                return


def _slots(toll: Toll, *rows: Row) -> Sequence[Slot]:
    """The figures of a count, or where it is in words, another of its sentence."""
    return toll.slots or [slot for row in rows for slot in row.slots]


def more_than_all(sheet: Sheet, rows: Sequence[Row], row: Row) -> Iterator[Contradiction]:
    """Some of the dead or hurt who are more than all told of in `rows` before, by themselves or with those behind."""
    own = tolls(row)
    before = [toll for one in rows for toll in tolls(one)] if any(toll.role is Role.SOME for toll in own) else []
    for some in own:
        what = _whose(some, before) if before and some.role is Role.SOME else Fate.NONE
        counted = [toll for toll in before if toll.fate in (what, Fate.BOTH)]
        if not what or not counted:
            continue
        behind = [toll for toll in own if toll.start > some.start and not toll.fate and toll.role is Role.PLAIN]
        every = [some, *behind] if some.left.startswith("of ") and len(counted) == 1 else [some]
        others = [*before, *(toll for toll in own if toll not in every)]
        if max((toll.high for toll in others), default=some.low) >= some.low:
            every = every if len(every) > 1 and all(toll.high < counted[0].high for toll in every) else []
        slots = [slot for toll in (*every, counted[-1]) for slot in toll.slots]
        if slots and every and sum(toll.low for toll in every) > counted[-1].high:
            said, whole = " and ".join(toll.said(sheet.text) for toll in every), counted[-1].said(sheet.text)
            fix = f"another figure than “{every[0].said(sheet.text)}”, or than {whole}"
            yield Contradiction(slots[0], tuple(slots[1:]), f"{said} are more than {whole}", fix)


def _whose(some: Toll, before: Sequence[Toll]) -> Fate:
    """What befell those of whom some are told."""
    of = re.match(r"(?:more )?of (?P<whom>(?:the|them|those|these)(?: [a-z]+){0,2})", some.right)
    whom = of["whom"] if of is not None else " ".join(some.left.split()[-5:])
    names = {Fate.DEAD: ("lost_nouns", "died_themselves"), Fate.HURT: ("harmed_nouns", "was_hurt")}
    what = next((fate for fate, lists in names.items() if any(any_of(name).is_in(whom) for name in lists)), Fate.NONE)
    told = {toll.fate for toll in before if toll.fate}
    return told.pop() if not what and len(told) == 1 and some.left.startswith("of ") else what
