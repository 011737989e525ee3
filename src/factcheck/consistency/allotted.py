"""Whether a figure for each, a count and a total belong together: tied by words, and not set apart by others."""

from __future__ import annotations

from factcheck.consistency.each_of import Three, is_of, nouns_of
from factcheck.consistency.kin import have_kin, opens_elsewhere
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.reading import spoken
from factcheck.consistency.sheet import Sheet
from factcheck.consistency.when_told import is_of_another_time
from factcheck.model import Kind

_SILENT = ("another_count", "not_each", "not_shared")
_NEGATED = Later(
    r" (?:includ(?:es|ing) |with )?(?:no|without|not|nor|before) (?:[a-z]+ )?(?:(?:or|and|nor) [a-z]+ )?(?=[,.;])"
    r"| before (?:tax and )?costs "
)
_SUBJECT = Later(
    r" ?(?:, |; )?(?:and|but|while|whereas|;) (?:the|its|their|his|her|an?|(?!was |is |has |does )[a-z]+s) "
    r"(?!who |average|mean|typical|bill|total|sum|cost|price)"
)
"""Another clause with a subject of its own."""
_BACK = Later(
    r"(?:^|[,;:“–—]| and| so| but) (?:each|it|they|he|she|that|this|that's|which|these|those|who|or|at|with|every one"
    r"|making|(?:giving |making |is |was )?an? (?:average|mean|rate|yield)|works|per|there (?:are|is|was|were)) "
    r"|^ (?:the|on|an?) (?:sum|average|mean|typical|rate) | the (?:[a-z'’]+ ){1,3}(?:of|was|is|at|came to|comes to) $"
)
"""Before a figure for each: it goes on about what was counted."""
_SUMS_UP = Later(
    r" (?:it|they|them|that|this|their|its|these|he|she|his|her|him|both|the bill|the total|the sum|altogether|in all"
    r"|in total|all told|between them|the whole|the lot|the deal|the contract|all <) "
)
_DEFINITE = Later(r" (?:the|all)(?: [a-z'’-]+){0,2}?(?: of| is| was)? $")
_THE = Later(r" (?:the|all|its|their) $")
_FOR_EACH = Later(r"(?: [a-z]+){0,2} (?:for|to|from|in|on|by|at) each (?:of (?:them|these|those) |[.,;:])")
_OPENS_WITH = Later(r" [a-z]+ (?:[a-z'’]+ ){0,3}<(?:count|measure|duration):")
_EARLIER = Later(r" had (?:already |previously |earlier )?[a-z]+ $")
_WITH = Later(
    r" with (?!it |them |each |every |free )(?:the |its |his |her |an? )?[a-z]+(?: (?:and|or) (?:the |an? )?[a-z]+)?"
    r" (?:[.,;]|the |from )"
)
_AND_MORE = Later(r"(?: [a-z]+){0,2}(?: , [a-z]+)? and (?:an? |the |some |[a-z]+ [.,;])")


def are_tied(three: Three) -> bool:
    """Whether words join the three, and none sets one of them apart."""
    window = three.window
    said = " ".join(dict.fromkeys(window.sentence(number) for number in three.numbers))
    said = _NEGATED.sub(" ", said)
    if any(any_of(name).is_in(said) for name in _SILENT) or _has_more(three):
        return False
    return _is_count_tied(three) and _is_total_tied(three)


def _is_count_tied(three: Three) -> bool:
    """Whether it is each of those counted that a figure is for."""
    window, each, count = three.window, three.each, three.count
    if each.among is not None or each.scale > 1 or is_of(each, window.slots[count]):
        return True
    before, counted = f" {window.before(each.number)} ", nouns_of(window.slots[count])
    if _FOR_EACH.match(f" {window.after(each.number)} ") or before == " at ":
        return True
    if window.order(count) == window.order(each.number):
        return _SUBJECT.search(window.between(count, each.number).replace("<", "who ")) is None
    if window.order(count) > window.order(each.number):
        return not counted or window.before(count).endswith(("its", "their", "of the"))
    if each.of and not each.mean and counted:
        return False
    return _BACK.search(before) is not None


def _is_total_tied(three: Three) -> bool:
    """Whether the total is that of those counted."""
    window, total, each = three.window, three.total, three.each
    beside = [number for number in (each.number, three.count) if window.order(number) == window.order(total)]
    if beside:
        nearest = min(beside, key=lambda number: abs(number - total))
        between = window.between(nearest, total)
        if _SUBJECT.search(between) or (nearest == each.number and not each.mean and " and " in between):
            return False
    return each.number in beside or _goes_on(three, is_beside=bool(beside))


def _goes_on(three: Three, *, is_beside: bool) -> bool:
    """Whether the sentences of the total and of the figure for each speak of one thing and time."""
    window, total, each = three.window, three.total, three.each
    mine, theirs = window.sentence(total), window.sentence(each.number)
    first, second = (mine, theirs) if total < each.number else (theirs, mine)
    elsewhere = opens_elsewhere(first, second) and not _OPENS_WITH.match(second)
    if elsewhere or _EARLIER.search(f" {window.before(each.number)} "):
        return False
    is_heading = not first.rstrip(" ”").endswith((".", "!", "?", ":"))
    if is_beside or is_heading or (each.among is not None and total < each.number):
        return True
    if window.slots[total].quantity.kind is Kind.MONEY and total > each.number and any_of("receipts").is_in(mine):
        return True
    if _DEFINITE.search(f" {window.before(total)} ") or _SUMS_UP.search(second):
        return True
    return have_kin(mine, f"{theirs}{window.sentence(three.count)}")


def _has_more(three: Three) -> bool:
    """Whether more than so many each is in the total, or there is another price or another number that may be meant."""
    window, each, total = three.window, three.each.number, three.total
    for number, slot in enumerate(window.slots):
        if number in three.numbers or slot.claim == window.slots[each].claim:
            continue
        priced = slot.quantity.kind is Kind.MONEY and slot.quantity.unit == window.slots[each].quantity.unit
        if priced and window.order(number) == window.order(each):
            return True
        apart = window.order(number) == window.order(total) != window.order(each)
        if apart and slot.quantity.kind is Kind.COUNT and (slot.value or 0) > 1:
            return True
    if window.between(three.count, total) == " for " and three.count > total > each:
        return True
    if window.before(total).endswith(" and"):
        return True
    said = _NEGATED.sub(" ", window.sentence(total))
    behind = (window.after(number) for number in (each, three.count))
    return _WITH.search(said) is not None or any(_AND_MORE.match(f" {text}") for text in behind)


def are_of_two_times(sheet: Sheet, three: Three) -> bool:
    """Whether the sentence of one of the three tells of another time than that of the others."""
    window, said = three.window, {}
    for number in three.numbers:
        start = window.slots[number].span.start
        row = next(row for row in sheet.rows if row.span.start <= start < row.span.end)
        said[window.order(number)] = spoken(row.span.of(sheet.text))
    total = said.pop(window.order(three.total))
    if not said or _THE.search(f" {window.before(three.total)} "):
        return False
    return is_of_another_time(total, " ".join(said.values()))
