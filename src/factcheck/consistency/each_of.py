"""Which figure is for each of some: "$100 million each", "15 rows of 30", "Tickets cost £12"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.consistency.phrases import Later, word_set, words
from factcheck.consistency.reading import Figure
from factcheck.tables import tables

_ONE_COSTS = Later(
    r"(?:^|[:;,\"“]|\bwith|\band|\bthat|\bas) (?:an?|each|every|one) (?:[a-z]+ ){1,2}(?:of [a-z]+ )?(?:now )?"
    r"(?:costs?|is priced at|sells (?:for|at)|sold for|goes for|fetch(?:es|ed)|holds|weighs|(?:is |was )?worth"
    r"|valued at|pays?|paid) $"
    r"|(?:^|[:;,]) an? (?:[a-z]+ ){0,2}(?:ticket|seat|pass|copy|bottle|night|lesson|meal) (?:is|was) $"
)
_ALL_COST = Later(
    r"(?:^|[:;,\"“]|\band|\bthat|\bof) (?:the )?[a-z]+s (?:each )?(?:cost|sell (?:for|at)|sold (?:for|at)|go for"
    r"|went for|retail at|fetch|fetched|are priced at|were priced at) $"
)
_COSTS = Later(r" (?:price|cost|fee|fare|charge)(?: ,[^,<]*,)? (?:is|was|of|at) $")
_NEAR = 4
_AND_ANOTHER = Later(r" (?:and|or|but|,) (?:and )?(?:[a-z]+ ){0,3}$")
_A_THING = Later(
    r"^ (?:an?|per|for each|for every|for students|for children|for pensioners|for locals) "
    r"(?!year|week|month|day)[a-z]+ "
)


def of_each(line: Sequence[Figure], n: int) -> str | None:
    """What the figure is for one of: the noun, "" where that is not said, and None where it is not for each."""
    one = line[n]
    if one.slot is None or one.kind not in ("money", "count", "measure", "duration"):
        return None
    if one.before == " to " or one.after == " each for ":
        return None
    if re.match(r"^ (?:[a-z]+ )?(?:, )?and (?:[a-z]+ ){1,2}, ", one.after):
        return None
    named = _named(one)
    if named is not None:
        return named
    per = one.slot.quantity.per
    return _packed(line, n) or ("" if not per and _is_marked(line, n) else None)


def _named(one: Figure) -> str | None:
    """What the words behind a figure say that it is for each of."""
    assert one.slot is not None
    if re.match(r"^ (?:from|for|to|by) each of (?:the |its )?$", one.after):
        return ""
    per, most = one.slot.quantity.per, 0 if one.kind == "money" else 1
    every = re.match(r"^ for (?:each|every) ([a-z]+) ", one.after)
    if every is not None:
        return every[1]
    later = re.match(rf"^ (?!(?:[a-z]+ )?and )(?:[a-z]+ ){{0,3}}?(?:{words('each_after')}) ", one.after) is not None
    if per and per not in ("apiece", "head", "each") and not (later and per in tables("consistency")["stretches"]):
        return per
    if per or later:
        return ""
    of = r"(?:an?|per|for (?:each|every)(?: of the)?|each|every)"
    named = re.match(rf"^ (?:(?!(?:at|in|on|by|from|to|with|as|of) )[a-z]+ ){{0,{most}}}{of} ([a-z]+) ", one.after)
    return named[1] if named is not None and named[1] not in ("total", "year") else None


def _packed(line: Sequence[Figure], n: int) -> str:
    """What so many are packed in: "15 rows of 30", "90 daily rates of €40"; empty otherwise."""
    one, last = line[n], line[n - 1] if n else None
    if last is None or last.after != one.before or last.kind != "count" or last.slot is None:
        return ""
    found = re.fullmatch(rf" (?:[a-z]+ )?({words('packed')}|{words('paid_in')}) of ", one.before)
    return found[1] if found is not None and (one.kind == "count") == (found[1] in word_set("packed")) else ""


def _is_marked(line: Sequence[Figure], n: int) -> bool:
    """Whether words before the figure make it one for each, or a price."""
    one, last = line[n], line[n - 1] if n else None
    if " each and " in one.before:
        return False
    if re.search(rf" (?:{words('each_before')})(?: [a-z]+){{0,3}} $", one.before) or _ONE_COSTS.search(one.head):
        return True
    if last is not None and last.after == one.before:
        if re.search(r"(?:each|every one) of the $", last.before):
            return True
        if re.match(r"^ (?:[a-z]+ ){0,4}at $", one.before) and last.kind in ("count", "measure"):
            return True
    if one.kind == "money" and (_ALL_COST.search(one.head) or _COSTS.search(one.before)):
        return True
    return one.kind == "money" and re.search(rf" (?:{words('price_words')})(?: of| ,|:)? $", one.before) is not None


def has_other_rate(line: Sequence[Figure], n: int, near: Sequence[Figure]) -> bool:
    """Whether another price for each stands in the sentence: "80 francs a jab and 120 a visit"."""
    each = line[n]
    if each.slot is None or each.kind != "money":
        return False
    known = ("", each.slot.quantity.per, *tables("consistency")["stretches"])
    others = [one for one in near if one.sentence == each.sentence and one.value != each.value]
    beside = [one for one in others if one.kind == "money" and one.unit == each.unit and one.after != " each "]
    if any(_AND_ANOTHER.search(one.before) and one.value < each.value * _NEAR for one in beside):
        return True
    return any(
        _A_THING.match(one.after) or (one.slot is not None and one.slot.quantity.per not in known) for one in others
    )
