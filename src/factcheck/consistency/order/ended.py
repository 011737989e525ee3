"""An end told as before its beginning: "began in 1988, ended in 1974", "left on 8 June, arrived on 5 June"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from factcheck.consistency.bonds import nouns_in
from factcheck.consistency.kin import are_kin
from factcheck.consistency.order.extremes import is_verb_behind, told, windows_with
from factcheck.consistency.phrases import Later, any_of, rarest
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.windows import Window
from factcheck.model import Kind

_DATED = (Kind.YEAR, Kind.DATE, Kind.PERIOD)
_HALF_YEAR = 2
_GOES_ON = Later(r"(?:it|its|he|she|they|their|his|her|that|which|by|on|work|construction|once|when) |(?P<what>the) ")
_WORK = Later(r" (?:work|works|building|construction|repairs|digging) ")
_AWAY = Later(r" (?:left|retired|resigned|removed|released|withdrawn) (?:the|a|an|his|her|its|their|from|as) ")
_DONE = Later(r" (?:complete|completed|finished|finish) ")
_OPENED = Later(r" (?:open|opens|opened|launched|inaugurated|sale) ")
"""What may come after the work on a thing is done."""
_SCRIPTS = (("begins", "finishes"), ("leaves", "reaches"), ("comes", "goes"), ("early_day", "late_day"))
_LIMITS = _SCRIPTS[-1]
_AT_THE = Later(r"^ at (?:the )?(?:very )?(?P<end>earliest|latest)(?= )")
_NEW = Later(r" new (?:york|zealand|delhi|orleans|jersey|mexico|england|south wales|hampshire|guinea|brunswick) ")
_BORN = Later(r" (?:born|died|dies|die) ")
_FINISHING = Later(r" (?:end|ends|ended|close|closes|closed|finish|finishes|finished) ")
_NEXT = Later(
    r"(?:^| )(?:and|but|;|,|then|who|which|¶)(?: (?:it|they|he|she|then|only|finally|later|was|were|is|are|had|has|"
    r"have|will|be|been|having|to|due|soon|eventually))* $"
)
_HAD = Later(r" (?:had|having) ")
_OF_ANOTHER = Later(
    r" (?:after|when|since|because|as|where|once|while|following|who|whose) (?!it |they |he |she |that |which )"
)


def ended(sheet: Sheet) -> Iterator[Contradiction]:
    """An end before the beginning, by verbs, or by words such as "at the earliest" and "the last"."""
    if sum(claim.quantity.kind in _DATED for claim in sheet.claims) < 2:
        return
    for names in _SCRIPTS:
        if any(rarest(name).isdisjoint(sheet.words()) for name in names):
            continue
        for window in windows_with(sheet, _DATED, *names):
            dated = [number for number, one in enumerate(window.slots) if one.quantity.kind in _DATED]
            for pair in pairwise(dated):
                if pair[0] in window.home and (found := _backwards(window, dated, pair, names)) is not None:
                    yield told(sheet, *found, "later")


def _backwards(
    window: Window, dated: Sequence[int], pair: tuple[int, int], names: tuple[str, str]
) -> tuple[Slot, Slot] | None:
    """The beginning and the end of a span that two neighbouring dates are said to be, if they lie the other way."""
    said = [_said(window, dated, number, names) for number in pair]
    if {name for name, _ in said} != set(names):
        return None
    first, second = pair if said[0][0] == names[0] else pair[::-1]
    start, end = window.slots[first], window.slots[second]
    days = values(start, end)
    if days is None or days[0] <= days[1] or not is_order_known(start, end):
        return None
    if names == _LIMITS:
        return (start, end) if _are_of_one(window, pair, [of for _, of in said]) else None
    if any_of("another_span").is_in(_NEW.sub(" ", window.shape)) or _is_of_another(window, *pair):
        return None
    if names != _SCRIPTS[0] and not _is_next(window, pair, said[1][0]):
        return None
    return (start, end) if (first > second) == (_HAD.search(window.between(*pair)) is not None) else None


def _is_next(window: Window, pair: tuple[int, int], name: str) -> bool:
    """Whether the second verb has the subject of the first: "left on 8 June and arrived on 5 June"."""
    between = window.between(*pair)
    verbs = list(any_of(name).finditer(between))
    return bool(verbs) and _NEXT.search(between[: verbs[-1].start()]) is not None


def _are_of_one(window: Window, pair: tuple[int, int], of: list[str]) -> bool:
    """Whether the first and the last day are of one thing: the latter names none, or that of the former."""
    ours, theirs = (() if is_verb_behind(one) else nouns_in(one) for one in of)
    if _BORN.search(window.sentence(pair[1])) or any_of("another_span").is_in(of[1]):
        return False
    if _FINISHING.search(window.before(pair[0])) and any_of("begins").is_in(of[1]):
        return False
    return not theirs or not ours or are_kin(ours, theirs)


def _is_of_another(window: Window, first: int, second: int) -> bool:
    """Whether the second of two dates may be of something else than the first."""
    between = window.between(first, second)
    if _DONE.search(between) and _OPENED.search(window.before(first) + " "):
        return True
    if window.order(first) == window.order(second):
        return _OF_ANOTHER.search(between) is not None
    opening = window.sentence(second).lstrip()
    goes_on = _GOES_ON.match(opening)
    if goes_on is None or goes_on["what"] is None:
        return goes_on is None or _AWAY.search(between) is not None
    told_of = window.sentence(first)
    return not _WORK.search(told_of) and not are_kin(nouns_in(opening[goes_on.end() :]), told_of.split())


def _said(window: Window, dated: Sequence[int], number: int, names: tuple[str, str]) -> tuple[str, str]:
    """Which of two lists has the last of the words right before a date, and what stands between; or that behind it."""
    before, after = window.before(number), window.after(number)
    earlier = [f":{one}>" for one in dated if one < number and f":{one}>" in before]
    said = before.rpartition(earlier[-1])[2] if earlier else before
    if names == _LIMITS:
        said = _AT_THE.sub("", said) if earlier else said
        if limit := _AT_THE.match(f" {after} "):
            return names[limit["end"] == "latest"], ""
    hits = [(hit.end(), name) for name in names for hit in any_of(name).finditer(said)]
    end, name = max(hits, default=(0, ""))
    return name, said[end:]


def values(first: Slot, second: Slot) -> tuple[Decimal, Decimal] | None:
    """Both figures, days as numbers in order; a year that only one of two days has is that of both."""
    one, two = first.quantity.when, second.quantity.when
    if one is None or two is None:
        return (first.value, second.value) if first.value is not None and second.value is not None else None
    if one.month is None or two.month is None:
        return (Decimal(one.year), Decimal(two.year)) if one.year and two.year else None
    years = (one.year, two.year) if one.year and two.year else (0, 0)
    days = [year * 372 + (when.month or 0) * 31 + (when.day or 0) for year, when in zip(years, (one, two), strict=True)]
    return Decimal(days[0]), Decimal(days[1])


def is_order_known(first: Slot, second: Slot) -> bool:
    """Whether two days are surely of one year: both with it, or less than half a year apart."""
    one, two = first.quantity.when, second.quantity.when
    if one is None or two is None or (one.year is not None and two.year is not None):
        return True
    return one.month is not None and two.month is not None and one.month - two.month < _HALF_YEAR
