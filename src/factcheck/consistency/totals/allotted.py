"""What speaks for and against a figure being for each of a count, and a total being what they have together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from factcheck.consistency.bonds import is_all, nouns_of
from factcheck.consistency.evidence import evidence
from factcheck.consistency.kin import are_kin, opens_elsewhere
from factcheck.consistency.phrases import Later, any_of, word_set, words
from factcheck.consistency.reading import Figure, sentence_words
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.slips import slips
from factcheck.consistency.topics import are_contrasted
from factcheck.consistency.totals.allotted_ties import digits_told
from factcheck.consistency.totals.divided import Three, may_be_each, threes
from factcheck.consistency.totals.when_told import is_of_another_time
from factcheck.consistency.twice import is_person
from factcheck.extraction.counted import singular
from factcheck.model import Kind
from factcheck.tables import tables

_BEFORE, _AFTER, _FAR = 9, 6, 15
"""Words before and behind a figure that can make it one for each, and in its sentence, past other figures."""
_MOST, _NEAR = 4, 2
"""How many other pairs count, and how many times a total is off at the most that is near."""
_EACH = Later(r" (?:each|every|apiece|a piece|per|a head|a pop) ")
_OF_EACH = Later(r" (?:each|every one|all|both)(?: of)?(?: (?:the|its|their|these|those|his|her|our))?(?: [a-z]+)? $")
_EACH_FAR = Later(r" (?:each|every|everyone|everybody|equally|equal|same) ")
_ONE = Later(r"^ (?:[a-z]+ )?(?:to (?:an?|the|each|every)|an?|one) [a-z]+ ")
_MEAN = Later(r" (?:average|averages|averaged|averaging|mean|typical|typically|per capita|normal) ")
_OF = Later(
    r" (?:each|every|per|average|mean|typical|an?|one|to the)(?: one)?(?: of (?:the|its|their|these|those))?"
    r" (?P<of>(?!of )[a-z-]{3,}) "
)
_NEGATED = Later(
    r" (?:includ(?:es|ing) |with )?(?:no|without|not|nor|before) (?:[a-z]+ )?(?:(?:or|and|nor) [a-z]+ )?(?=[,.;])"
    r"| before (?:tax and )?costs "
)
_BACK = Later(
    r"(?:^|[,;:“–—]| and| so| but) (?:each|it|they|he|she|that|this|that's|which|these|those|who|or|at|with|every one"
    r"|making|(?:giving |making |is |was )?an? (?:average|mean|rate|yield)|works|per|there (?:are|is|was|were)) "
    r"|^ (?:the|on|an?) (?:sum|average|mean|typical|rate) | the (?:[a-z'’]+ ){1,3}(?:of|was|is|at|came to|comes to) $"
)
"""Before a figure for each: it goes on about what was counted."""
_EARLIER = Later(r" had (?!a |an |the |to )(?:already |previously |earlier )?[a-z]+ (?:[a-z]+ ){0,2}$")
_WITH = Later(
    r" (?:with|plus|along with|together with) (?!(?:it|them|each|every|free|no|that|this|these|those) |[<\d]|[a-z]+ of "
    r"(?:them|it) )(?:the |its |his |her |an? )?[a-z]+(?: [a-z]+)?(?: (?:and|or) (?:the |an? )?[a-z]+(?: [a-z]+)?)?"
    r" (?:[.,;]|the |from |it |there |included )"
)
_AND_SOLD = Later(r" (?:bought|buys|paid) .* (?:sold|sells|sell) ")
_AT_LARGE = Later(r" (?:as a whole|nationally|nationwide|national|worldwide|in the region|the country|already|so far) ")
_OTHER_SUM = Later(r" (?:budget|debt|debts|reserves?|fund|income|loans?) ")
_INCLUDED = Later(r" (?:included|including|excluding|excluded|plus|in addition to|together with|covers|covered) ")
_AND_MORE = Later(r"(?: [a-z]+){0,3}(?: , [a-z]+)?(?: ,)? and (?:an? |the |some |[a-z]+(?: to| [a-z]+)? [.,;])")
_BEST = Later(
    r" (?:the|its|their|a) (?:[a-z]{3,}est|top|most|least|first|last|recommended|maximum|legal) (?:[a-z]+ ){0,3}$"
)
_GOES_ON = Later(
    r"^ (?:[“\"] )?(?:each|every|it|they|he|she|that|this|these|those|which|at|on average|in all|all|per|between|among"
    r"|the (?:average|mean|typical|sum|rate|bill|total|cost)) "
)
_TOLD = ("other time", "elsewhere", "not for all", "of another count", "not of each", "at large", "may be")
"""What sets them apart that counts by itself too."""
_SUBJECTS = 4
"""Words that a sentence begins with in which its subject is."""
_ROWS = Later(r"^ (?:[a-z-]+ )?[a-z-]+ (?:of|with|, each (?:with|seating|holding|carrying)) $")
_AT = Later(r" at (?:just |only |about |a cost of |a price of )?$")

_SIGNS = frozenset({"each", "per", "mean", "of the counted", "rows", "at", "each of all", "each far"})
"""What can make a figure one for each: without any of these it is none."""
_SIGNS_OF_PRICES = frozenset({"price", "one behind"})
"""What can make a sum of money one."""


@cache
def _priced() -> Later:
    return Later(
        rf" (?:{words('each_verbs')}|{words('each_price_verbs')}|(?:{words('price_words')})s?|cost)(?: [a-z]+)? $"
    )


@cache
def _aimed() -> Later:
    """Before a figure that was only aimed at: "a target of $30 a head"."""
    return Later(rf" (?:{words('aims')}) (?:of|is|was|were|at) (?:[a-z]+ )?$")


def weighed(sheet: Sheet) -> tuple[tuple[Three, Counter[str]], ...]:
    """All threes of the draft that may be of one another, with their evidence; several checks ask for them."""
    if "weighed threes" not in sheet.memo:
        sheet.memo["weighed threes"] = tuple(_weighed(sheet))
    found: tuple[tuple[Three, Counter[str]], ...] = sheet.memo["weighed threes"]
    return found


def _weighed(sheet: Sheet) -> Iterator[tuple[Three, Counter[str]]]:
    for each, near in may_be_each(sheet):
        if _aimed().search(each.before):
            continue
        words_near = _near(each)
        own, noun = _of_each(each, words_near), _noun(each, words_near)
        beside = {one: _of_both(each, noun, one) for one in near if one is not each}
        if any(_may_be_for_each((*own, *of_both)) for of_both in beside.values()):
            for three in threes(each, near):
                signs = (*own, *beside[three.count])
                if _may_be_for_each(signs):
                    yield three, _evidence(three, signs, near)


def _may_be_for_each(signs: Collection[str]) -> bool:
    return not _SIGNS.isdisjoint(signs) or ("each money" in signs and not _SIGNS_OF_PRICES.isdisjoint(signs))


def _evidence(three: Three, signs: Iterable[str], near: Sequence[Figure]) -> Counter[str]:
    each, count, total = three.figures
    assert three.shared.low is not None and three.shared.high is not None
    found = evidence(each.text, {"each": each, "count": count, "total": total}, near)
    found.update(signs)
    found.update(_of_total(three))
    found.update(digits_told(three))
    found.update(slips(each.value, (three.shared.low + three.shared.high) / 2))
    found["another agrees"] = min(three.fair, 2)
    found["agrees with the rest"] = min(three.rests, 2)
    return found


def contradiction(places: Sequence[Figure], sum_: str, fix: str) -> Contradiction:
    """The first of some figures held against the others; those that are no claims cannot be told of."""
    at, *others = [one.slot for one in places if one.slot is not None]
    return Contradiction(at, tuple(others), sum_, fix)


def _near(one: Figure) -> str:
    return f" {' '.join(one.before.split()[-_BEFORE:])} # {' '.join(one.after.split()[:_AFTER])} "


def _of_each(each: Figure, near: str) -> tuple[str, ...]:
    """What a figure's own words, and those `near` it, say of its being one for each."""
    is_each = _EACH.search(near) is not None
    tests = {
        "per": each.slot is not None and each.slot.quantity.per,
        "each": is_each,
        "one behind": _ONE.match(each.after),
        "mean": _MEAN.search(near),
        "price": _priced().search(each.before),
        "goes on": _BACK.search(each.before),
        "at": _AT.search(each.before),
        "each far": not is_each and _EACH_FAR.search(f" {' '.join(each.head.split()[-_FAR:])} "),
        "each money": each.kind == Kind.MONEY.value,
    }
    return tuple(name for name, holds in tests.items() if holds)


def _of_both(each: Figure, noun: str, count: Figure) -> tuple[str, ...]:
    """What the words of a figure, for one `noun`, and of a count say of its being one for each of them."""
    tests = {
        "of the counted": _is_of(noun, count),
        "rows": _ROWS.search(_between(count, each)),
        "each of all": _OF_EACH.search(count.before) and count.sentence == each.sentence,
    }
    return tuple(name for name, holds in tests.items() if holds)


def _noun(each: Figure, near: str) -> str:
    """What a figure is for one of, if its own words or those `near` it say that."""
    per = each.slot.quantity.per if each.slot else ""
    if per and not per[0].isdigit():
        return "person" if per in ("head", "capita", "person") else singular(per)
    found = _OF.search(near)
    return singular(found["of"]) if found and found["of"] not in tables("consistency")["stretches"] else ""


def _is_of(of: str, one: Figure) -> bool:
    """Whether a figure counts what another is for one of."""
    if not of or one.kind in (Kind.MEASURE.value, Kind.DURATION.value):
        return bool(of) and one.unit.startswith(of)
    nouns = nouns_of(one)
    return are_kin((of,), nouns) or (of in word_set("same_at_large") and any(map(is_person, nouns)))


def _of_total(three: Three) -> Iterator[str]:
    each, count, total = three.figures
    lines = sentence_words(total.text)
    said = _NEGATED.sub(" ", " ".join(lines[number] for number in sorted({one.sentence for one in three.figures})))
    tests = {
        "all": is_all(total),
        "total last": total.span.start > max(each.span.start, count.span.start),
        "near": three.off < _NEAR,
    }
    yield from (name for name, holds in tests.items() if holds)
    yield from ["apart"] * len(apart := set(_apart(three, lines, said)))
    yield from apart.intersection(_TOLD)
    yield from ["more"] * sum(map(bool, _more(three, said)))
    yield from ["rival pairs"] * min(three.rivals, _MOST)


def _apart(three: Three, lines: Sequence[str], said: str) -> Iterator[str]:
    """What sets one of the three apart from the others: another time, place or group, or what may be."""
    each, count, total = three.figures
    own = lines[total.sentence]
    others = " ".join(lines[number] for number in sorted({each.sentence, count.sentence} - {total.sentence}))
    first, last = sorted((each.sentence, count.sentence))
    tests = {
        "earlier": _EARLIER.search(each.before),
        "not for all": any_of("not_each_before").is_in(" ".join(each.before.split()[-3:])) or _BEST.search(each.before),
        "of another count": any_of("another_count").is_in(said),
        "not of each": any_of("not_each").is_in(said),
        "other time": others and is_of_another_time(own, others),
        "elsewhere": any(
            any_of(name).search(f"{one.before} {one.after}")
            for name in ("elsewhere", "wider", "not_of_it")
            for one in (each, total)
        ),
        "at large": _AT_LARGE.search(f"{each.head} {each.after}"),
        "may be": any_of("modals").search(each.before) or any_of("not_yet").search(each.before),
        "two places": first != last
        and (opens_elsewhere(lines[first], lines[last]) or are_contrasted(lines[first], lines[last])),
        "another subject": each.sentence != count.sentence and _has_another_subject(three),
    }
    yield from (name for name, holds in tests.items() if holds)


def _has_another_subject(three: Three) -> bool:
    """Whether the sentence of a figure for each begins with a noun that is none of the counted, and no pronoun."""
    head = three.each.head
    if _GOES_ON.match(head) or _BACK.search(three.each.before):
        return False
    nouns = [word for word in head.split()[:_SUBJECTS] if word.isalpha() and len(word) > 3]
    return bool(nouns) and not are_kin(nouns, (*nouns_of(three.count), *nouns_of(three.total)))


def _more(three: Three, said: str) -> Iterator[object]:
    """What may say that there is more in the total than so many at so much."""
    each, count, total = three.figures
    yield any_of("not_shared").is_in(said)
    yield _WITH.search(said)
    yield any(_AND_MORE.match(one.after) for one in (each, count))
    yield total.before.endswith(" and ")
    yield _INCLUDED.search(said)
    yield _OTHER_SUM.search(f"{total.before} {total.after}")
    yield _AND_SOLD.search(said)


def _between(one: Figure, other: Figure) -> str:
    if one.sentence != other.sentence:
        return ""
    first, second = sorted((one, other), key=lambda figure: figure.span.start)
    return first.after if first.ends[2] <= second.span.start and second.ends[1] >= first.span.end else second.before
