"""Whether a rate and what it is held against are of one growth, as far as words or the lack of others tell."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.consistency.changes.rates import Rate
from factcheck.consistency.changes.set_apart import has_frame
from factcheck.consistency.changes.totals import Total
from factcheck.consistency.kin import have_kin, share_a_deed
from factcheck.consistency.links import goes_on
from factcheck.consistency.pairs import Pair, noun_of
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.placed import Placed
from factcheck.consistency.sheet import Row, Sheet
from factcheck.consistency.topics import are_contrasted, are_other_names, scope, topics
from factcheck.model import Kind

_SUBJECT = 4
"""Words at the beginning of a sentence that name who it is about."""
_BACK = Later(
    r"(?:^|[ “])(?:that|this|it|they|these|those|such|he|she|which|thus"
    r"|growth|growing|expanding|shrinking|losing|total|upshot|therefore|hence|so)(?= )"
    r"| (?:the|this|that) $|^ (?:“ )?(?:at )?$|there (?:were|was|are|is|had been|will be) $"
    r"|^ (?:“ )?an? (?:[a-z-]+ ){1,3}(?:that|which|who|of|bought|costing|worth) "
    r"|^ (?:over|in|after|during) (?:the|those|these) (?:same )?<duration:\d+> (?!since|after|before)"
)
"""Words before the second figure that go on about the first."""
_THE_TIME = Later(
    r" (?:over|in|after|during) (?:the|those|these) (?:same )?<duration:\d+>(?! since|after|before)"
    r"| of (?:it|them) |<duration:\d+> (?:later|on|afterwards|thereafter|hence) "
)
"""The same stretch of time as before, its end, or the same thing."""
_OWN = Later(r" (?:its|their|his|her) (?:[a-z-]+ )?(?!growth|rate|rise|pace)[a-z-]+ ")
"""What a sentence is about is another thing of the same owner."""
_NUMBER_OF = Later(
    r" (?:number|share|price|cost|value|volume|use|amount)s? of (?:the |its |their |an? )?(?P<what>[a-z-]+) "
)
_MORE_OF = Later(
    r" (?:more|less|fewer|its|their|his|her) "
    r"(?P<what>(?!size|than|in|now|on|by|at|for|per|to|when|since|of|after|and|as)[a-z-]+) "
)
"""What a figure is of, which has to be what the rate is of."""


def are_tied(sheet: Sheet, rows: Sequence[Row], rate: Rate, total: Total) -> bool:
    """Whether a rate and a total are of one thing, as far as words or the lack of others tell."""
    if any(any_of("of_some").is_in(row.shape) for row in rows):
        return False
    first, second = sorted((rate.figure, total.figure), key=lambda one: one.slot.span.start)
    if rate.row == total.row:
        return _are_in_one_clause(rows[rate.row], first, second)
    one, two = (rows[number] for number in sorted((rate.row, total.row)))
    if two.shape.startswith(("at that ", "at this ", "at such ")):
        return True
    if are_contrasted(scope(one, first), scope(two, second)) or are_other_names(sheet.text, one, two, second.slot):
        return False
    heading = sheet.text[one.span.end : one.span.end + 1] == "\n"
    return not _are_of_others(one, two) and (heading or _goes_on(one, two, second))


def _are_in_one_clause(row: Row, first: Placed, second: Placed) -> bool:
    """Whether nothing in a sentence turns from one of its figures to another matter."""
    ahead = row.shape.partition(f":{second.number}>")[0]
    between = ahead.partition(f":{first.number}>")[2]
    back = _BACK.search(between) or _THE_TIME.search(second.rest)
    apart = between.endswith(f" and to <{second.slot.quantity.kind.value}") or (" ; " in between and back is None)
    return not apart and not any_of("turns_away").is_in(between) and not any_of("turns").match(ahead)


def _are_of_others(one: Row, two: Row) -> bool:
    """Whether the later sentence opens with another place or group, or the two have different topics."""
    if two.shape.startswith(("across ", "throughout ", "abroad ", "elsewhere ")) or has_frame(two, one):
        return True
    both = ([topics(row.shape, kind) for row in (one, two)] for kind in (Kind.MONEY, Kind.COUNT))
    return any(mine and theirs and not mine & theirs for mine, theirs in both)


def _goes_on(one: Row, two: Row, second: Placed) -> bool:
    """Whether the later sentence goes on about what the one before it does."""
    if share_a_deed(one.shape, two.shape, word_set("move_up") | word_set("move_down")):
        return True
    ahead, _, behind = f" {two.shape} ".partition(f"<{second.slot.quantity.kind.value}:{second.number}>")
    named = (_NUMBER_OF.search(ahead), _MORE_OF.match(behind))
    if _OWN.match(ahead) or any(found is not None and not have_kin(found["what"], one.shape) for found in named):
        return False
    back = _BACK.search(ahead) or _THE_TIME.search(two.shape) or any_of("over_the_time").search(ahead)
    paid = any_of("payers").is_in(" ".join(two.shape.split()[:_SUBJECT]))
    return paid or back is not None or goes_on(second)


def counts_another(rows: Sequence[Row], rate: Rate, pair: Pair) -> bool:
    """Whether the pair counts, behind the rate, what the rate's sentence does not speak of: "300 farmers"."""
    nouns = noun_of(pair.old.figure) | noun_of(pair.new.figure)
    if not nouns or pair.old.slot.quantity.kind is not Kind.COUNT or min(pair.old.row, pair.new.row) <= rate.row:
        return False
    return not have_kin(" ".join(nouns), rows[rate.row].shape)
