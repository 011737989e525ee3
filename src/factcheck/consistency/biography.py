"""What a draft tells of one person, as bounds: the years in which he may have been born, and have died.

Each date or age gives such bounds; two of one person whose bounds leave no year contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from factcheck.consistency.lives import Lives, is_own, lives, of_relative
from factcheck.consistency.people import Part, Person, is_verb, part_at, parts
from factcheck.consistency.persons import ages_now, is_whole_age
from factcheck.consistency.phrases import Later, any_of, word_set, words
from factcheck.consistency.reading import spoken
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.timeline import Point, points
from factcheck.consistency.windows import Window, windows
from factcheck.model import Kind, Period

OLDEST = 122
OFFICE, GROWN, SMALL, YOUNG = 15, 12, 6, 3
"""Ages under which nobody takes office, marries or graduates, and works, writes or fights."""
_EVER = 9999


@dataclass(frozen=True, slots=True)
class Fact:
    """What one figure tells of a person: the first and last year of birth, and of death, that it leaves open."""

    kind: str
    person: Person
    slot: Slot | None
    born: tuple[int, int]
    died: tuple[int, int]
    told: str
    year: Slot | None = None


def find_lives(sheet: Sheet) -> Iterator[Contradiction]:
    if _NAMESAKES.search(sheet.text):
        return
    every = [fact for window in windows(sheet) for fact in _facts(sheet, window)]
    every = [*_at_death(every), *_alive(sheet, every)]
    for n, fact in enumerate(every):
        for other in every[:n]:
            if other.person is fact.person and (fact.slot is not other.slot or fact.kind + other.kind in ("BD", "DB")) and _is_told(sheet.text, fact, other):
                if wrong := _against(sheet, fact, other):
                    yield wrong


def _at_death(every: Sequence[Fact]) -> Iterator[Fact]:
    """The facts, with ages at death as the births that they tell with the year of the death."""
    for fact in every:
        deaths = [one for one in every if one.kind == "D" and one.person is fact.person]
        if fact.kind == "l" and len(deaths) == 1:
            first, last = deaths[0].died
            yield replace(fact, kind="L", born=(first - fact.born[0] - 1, last - fact.born[0]), died=(first, last))
        elif fact.kind != "l" and not (fact.kind == "L" and deaths):
            yield fact


def _alive(sheet: Sheet, every: Sequence[Fact]) -> Iterator[Fact]:
    """That somebody who was born or died long ago is told of as alive."""
    old = [one for one in every if one.kind in "BD"]
    if sheet.day is None or not any(one.died[1] < sheet.day.year for one in old):
        return
    everyone = parts(sheet)
    for number, part in enumerate(everyone):
        end = everyone[number + 1].start if number + 1 < len(everyone) else len(sheet.text)
        said = sheet.text[part.start : end]
        if part.person is not None and not part.owned:
            for kind, pattern in (("V", _STILL), ("v", _HOPES)):
                if pattern.search(said):
                    yield Fact(kind, part.person, None, (-_EVER, _EVER), (sheet.day.year, _EVER), "is alive")


_STILL = Later(r"\bstill [a-z]+s\b|\bis (?:doing|recovering|living|planning|looking)\b|\blives (?:in|with|alone)\b|\btold (?:reporters|the|a)\b")
_HOPES = Later(r"\b(?:hopes|plans|wants|is due|is to be tried|is to stand|will stand|has denied|denies|told (?:reporters|the|a))\b")
_NAMESAKES = Later(r"\bthe (?:elder|younger)\b|\b(?:Sr|Jr|Snr|Jnr)\b|namesake")
_NEAR = 2
"""Years by which two ages, or an age and a birth, may differ."""
_PAIRS = {frozenset(pair) for pair in ("BD", "BW", "BL", "DW", "NW", "NS", "NA", "LW", "AW", "BS", "DL", "AS", "AB", "BV", "Bv", "Dv")}


def _is_told(text: str, fact: Fact, other: Fact) -> bool:
    if fact.slot is not None and other.slot is not None and {fact.kind, other.kind} == {"B", "D"}:
        first, last = sorted((fact.slot.span, other.slot.span), key=lambda span: span.start)
        if re.search(r"^[^.]*\b(?:after|before) (?!(?:he|she|his|her)\b)[^.]*$", text[first.end : last.start]):
            return False
    kinds = frozenset((fact.kind, other.kind))
    return kinds in _PAIRS and not (kinds == {"A", "W"} and (fact.year == other.slot or other.year == fact.slot))


def _against(sheet: Sheet, fact: Fact, other: Fact) -> Contradiction | None:
    first, last = fact, other
    for name in ("born", "died"):
        one, two = getattr(first, name), getattr(last, name)
        near = _NEAR if name == "born" and {first.kind, last.kind} <= set("BLNA") else 0
        if one[1] + near < two[0] or two[1] + near < one[0]:
            first, last = (first, last) if first.slot else (last, first)
            others = (last.slot,) if last.slot else ()
            said, when = first.slot.span.of(sheet.text), last.told
            sum_ = f"{first.told}; {last.told} [{first.kind}{last.kind} {name} {one} {two}]"
            return Contradiction(first.slot, others, sum_, f"another figure than {said} or {when}")
    return None


def _facts(sheet: Sheet, window: Window) -> Iterator[Fact]:
    known = points(window, sheet.day)
    told = lives(sheet, window, known)
    now = ages_now(window)
    if sheet.day is not None:
        today = Period(sheet.day, sheet.day)
        known = known + [Point(n, today, "") for n in window.home if window.slots[n].quantity.kind is Kind.WEEKDAY]
    for n in window.home:
        when = window.slots[n].quantity.when
        if window.slots[n].quantity.kind is Kind.PERIOD and when and when.year and when.until == when.year and all(p.number != n for p in known):
            known = known + [Point(n, Period(date(when.year, 1, 1), date(when.year, 12, 31)), "")]
    for point in known:
        if point.number in window.home:
            yield from _dated(sheet, window, told, point)
    for number in window.home:
        yield from _aged(sheet, window, told, now, number)


def _dated(sheet: Sheet, window: Window, told: Lives, point: Point) -> Iterator[Fact]:
    slot = window.slots[point.number]
    part = part_at(sheet, slot.span.start)
    if part.person is None or part.owned:
        told_of = {one.person for one in parts(sheet) if one.person is not None}
        sole = told_of.pop() if len(told_of) == 1 else None
        if sole is not None and point in told.births and not of_relative().search(window.sentence(point.number)):
            part = Part(part.start, sole)
    if part.person is None:
        return
    said, first, last = slot.span.of(sheet.text), point.days.start.year, point.days.end.year
    lead = sheet.text[part.start : slot.span.start].lower()
    lived = _LIVED.search(spoken(lead))
    if lived is not None and point.cue not in ("from", "to", "until", "till"):
        lived = None
    every = sheet.text[max(part.start, *(one.span.end for one in window.slots[: point.number] if one.quantity.when), 0) : slot.span.start].lower()
    if point in told.births and not _moved_on(every) and is_own(sheet, window, point) and not part.owned:
        yield Fact("B", part.person, slot, (first, last), (first, last + OLDEST), f"born in {said}")
    elif _is_life(sheet, window, point) or lived is not None or (point in told.deaths and any(one.number == point.number for one in told.births)):
        if point.cue == "from":
            yield Fact("B", part.person, slot, (first, last), (first, last + OLDEST), f"born in {said}")
        else:
            yield Fact("D", part.person, slot, (first - OLDEST, last), (first, last), f"died in {said}")
    elif _died().search(every) and not part.owned:
        yield Fact("D", part.person, slot, (first - OLDEST, last), (first, last), f"died in {said}")
    elif point in told.others or point in told.deaths or slot.quantity.kind in (Kind.WEEKDAY, Kind.PERIOD):
        deed = _deed(sheet, window, point.number, part)
        if deed is not None:
            least, does = deed
            yield Fact("W", part.person, slot, (-_EVER, last - least), (first if does else -_EVER, _EVER), f"grown in {said}")


def _moved_on(lead: str) -> bool:
    """Whether a verb behind a comma parts the birth from the date: "born in the war, left in"."""
    return any(_is_past(one[1]) for one in re.finditer(r", (?:and )?([a-z]+)", lead.rpartition("born")[2]))


_LIVED = Later(r"(?:^| )lived (?:from [^,]{0,20})?(?:from|to|until|till) $")


def _is_life(sheet: Sheet, window: Window, point: Point) -> bool:
    """Whether years stand in brackets right behind the name of a person, and may be those of a life."""
    span = window.slots[point.number].span
    if sheet.text[span.end : span.end + 1] != ")" or sheet.text[span.start - 1 : span.start] != "(":
        return False
    part = part_at(sheet, span.start)
    names = part.person.names if part.person is not None else ()
    roles = part.person.roles if part.person is not None else set()
    return bool(names) and (len(names) > 1 or bool(roles)) and not roles & word_set("rulers") and not part.owned and sheet.text[: span.start - 2].endswith(names[-1])


@cache
def _died() -> re.Pattern[str]:
    by_others = "killed|murdered|executed|hanged|assassinated|shot|slain|lynched|beheaded"
    return re.compile(
        rf"^ ?(?:{by_others}|drowned|buried) [^.;:]*$|(?<!nearly )(?<!almost )\b(?:died|dies|dead since|passed away|passing away|passed on|perished|drowned|succumbed|took (?:his|her) own life"
        rf"|(?:shot|hanged|killed|drowned|poisoned) (?:him|her)self|(?:froze|bled|burned|burnt|starved|fell|crashed|plunged|leapt|choked|drank) to (?:his |her )?death"
        rf"|met (?:his|her) (?:end|death)|went down with|was struck down|breathed (?:his|her) last|gave up the ghost|was found dead"
        rf"|lost (?:his|her) life|departed this life|fell (?:in battle|in action|at)|(?:was|been) (?:[a-z]+ )?(?:{by_others}|buried|laid to rest|lost (?:at|on|in))"
        rf"|^ ?(?:at|until|before|since|after) (?:his|her) death)\b[^.;:]*$"
    )


def _deed(sheet: Sheet, window: Window, number: int, part: Part) -> tuple[int, bool] | None:
    """The least age of who did what is told with a date, and whether he did it alive; ``None`` where that is unclear."""
    span = window.slots[number].span
    lead = spoken(sheet.text[part.start : span.start])
    opens = _OPENER.fullmatch(lead) is not None and _SUBJECT.match(sheet.text, span.end) is not None
    if opens:
        lead = spoken(_CLAUSE_END.split(sheet.text[span.end : span.end + 90])[0])
    elif not (_ON.search(lead) or _EVENT.search(lead)):
        return None
    if _BY_THEM.search(window.sentence(number)) or _NOT_SO.search(lead) or _ASIDE.search(lead):
        return None
    if part.owned:
        if any_of("milestones").is_in(lead):
            return GROWN, True
        first = _firsts().search(lead)
        return (SMALL, any_of("presences").is_in(lead)) if first is not None and not _TELLS.search(lead) else None
    office = _office().search(lead)
    if lead.endswith(" since ") and (_EVER_SINCE.search(lead) is None or _RECORD.search(lead)):
        return None
    if lead.endswith(" from ") and not re.match(r" (?:to|until|till) ", sheet.text[span.end : span.end + 8]):
        return None
    verb = _verb(lead.split(), opens, part)
    if verb is None:
        return (OFFICE, False) if office is not None else None
    said, deed, passive = verb
    if any_of("small").is_in(said) or of_relative().search(lead[: lead.find(said)]):
        return None
    least = OFFICE if office else next((age for age, name in ((GROWN, "grown_deeds"), (SMALL, "deeds")) if any_of(name).is_in(said)), YOUNG)
    if deed == "was" or (passive and least < GROWN) or any_of("lived").is_in(said):
        least = 0
    after = deed in word_set("after_death") or any_of("posthumous_gains").is_in(said)
    return least, not after and (not passive or least >= GROWN or any_of("living_deeds").is_in(said))


_TELLS = Later(r" (?:set|about|story|tells|told|based|inspired|takes|took|recalls|opens|begins|follows|covers|deals|starts) ")
_BY_THEM = Later(r" by (?:his|her|their|the) ")
_SUBJECT = Later(r",? (?:[a-z]+ly )?(?:he|she|the|[A-Z])")
_OPENER = Later(r" (?:[^,]{3,30} (?:later|on|earlier|before|after) , )?(?:(?:back |as early as |early |late )?(?:in|by|on|since|from|until|during)(?: the (?:[a-z]+ of)?)?)? ")
_EVER_SINCE, _RECORD = Later(r" (?:has|have|had|been) "), Later(r" (?:first|time|only|best|worst|largest|longest|biggest|youngest|oldest|highest|lowest|fastest|most) ")
_ON = Later(r" (?:in|by|on|since|from|until|till|during|back in|in late|in early)(?: the (?:[a-z]+ of)?)? $")
_CLAUSE_END = Later(r"[.;]\s|, (?:and|but|when|which|where|who)\b")
_EVENT = Later(r" (?:in|at|with|during|led|won|fought|survived|joined|staged) (?:the|an?) [^,]{0,40} of $")
_NOT_SO = Later(r" (?:would|could|never|not|nobody|if|imagined|portrays|plays a|said to|legend|would - be) ")
_ASIDE = Later(r" (?:that|which|whose|where|after|before|since|until) [^<,]{5,}$")


def _verb(words_: list[str], opens: bool, part: Part) -> tuple[str, str, bool] | None:
    """The verb of a person in words about him: all from it on, itself, and whether it is done to him."""
    person = part.person
    names = {piece for name in person.names for piece in spoken(name).split()} | person.roles if person is not None else set()
    start = max((at + 1 for at, word in enumerate(words_) if _YEAR.fullmatch(word)), default=0)
    places = [at for at, word in enumerate(words_) if at >= start and _is_past(word) and word not in _AUX and word not in names]
    if not places:
        idle = [at for at, word in enumerate(words_) if at >= start and word in ("was", "had")]
        return (f" {' '.join(words_[idle[0] :])} ", "was", False) if idle else None
    at = places[0] if opens else places[-1]
    prior = words_[:at]
    while prior and (prior[-1].endswith("ly") or prior[-1] in _ADVERBS):
        prior = prior[:-1]
    passive = bool(prior) and prior[-1] in _BE
    if passive and any_of("done_to_things").is_in(words_[at]):
        return None
    resumes = bool(prior) and prior[-1] == "," and not any(is_verb(word) for word in prior[1 : prior.index(",")] if word not in names)
    if words_[at] in word_set("of_other_times"):
        return None
    own = not prior or resumes or prior[-1] in _LEADS or prior[-1] in names or (opens and not any(map(is_verb, prior)))
    return (f" {' '.join(words_[at - 1 if passive else at :])} ", words_[at], passive) if own else None


_ADVERBS = frozenset("first later also then still soon".split())
_YEAR = Later(r"1\d{3}|20\d\d")
_AUX = frozenset("was were is are has had have been be did".split())
_BE = ("was", "were", "been", "be", "is", "are", "being", "got")
_LEADS = frozenset("he she who i and was were been be being had has have did having got ) to himself herself".split())


def _is_past(word: str) -> bool:
    return (is_verb(word) and not word.endswith("s") and word not in _ADVERBS)


@cache
def _office() -> re.Pattern[str]:
    return re.compile(
        rf" (?:became|become|been|was|was made|made|named|serving as|served as|as) "
        rf"(?:(?:an?|the|its|his|her|their) )?(?:[a-z’'-]+ ){{0,3}}?(?:{words('offices')}) [^<;]*$"
    )


@cache
def _firsts() -> re.Pattern[str]:
    """What somebody made or did: "his first bronze"."""
    return re.compile(rf" (?:first|debut|second|last|early) (?!(?:[a-z]+ )?(?:{words('relatives')}|home|house) )")


def _aged(sheet: Sheet, window: Window, told: Lives, now: list[int], number: int) -> Iterator[Fact]:
    slot = window.slots[number]
    part = part_at(sheet, slot.span.start)
    if part.person is None or part.owned:
        return
    before, after = f" {window.before(number)} ", f" {window.after(number)} "
    said = slot.span.of(sheet.text)
    if slot.quantity.kind is Kind.DURATION and sheet.day is not None:
        if slot.quantity.unit == "year" and slot.value and _SERVICE.search(before):
            born = sheet.day.year - int(slot.value) - 10
            yield Fact("S", part.person, slot, (-_EVER, born), (-_EVER, _EVER), f"for {said}")
        return
    if sheet.day is not None and (number in now or _is_now(sheet, window, number, before, after)) and not _died().search(_rest(sheet, part, slot)):
        year, age = sheet.day.year, int(slot.value or 0)
        yield Fact("N", part.person, slot, (year - age - 1, year - age), (year, _EVER), f"who is {said}")
        return
    year_of = slot.quantity.kind is Kind.ORDINAL and re.match(r" year\b", after) and re.search(r" (?:his|her) $", before)
    if not is_whole_age(window, number) and not year_of:
        return
    age = int(slot.value or 0) - bool(year_of)
    here = [p for p in points(window, sheet.day) if p not in told.births and window.order(p.number) == window.order(number)]
    dies = year_of or (before in (" he was ", " she was ") and re.match(r" (?:[,.]|and)", after)) or _age_at_death().search(before) or _WHEN_DIED.match(after)
    if not dies and len(here) == 1 and re.search(r" (?:at|aged|was|turned|age of) $", before) and _is_near(window, number, here[0].number):
        first, last = here[0].days.start.year, here[0].days.end.year
        yield Fact("A", part.person, slot, (first - age - 1, last - age), (first, _EVER), f"was {said} in {last}", window.slots[here[0].number])
    elif dies:
        yield Fact("l", part.person, slot, (age, age), (-_EVER, _EVER), f"died at {said}")
        if sheet.day is not None and _just_died().search(window.shape):
            today = sheet.day.year
            yield Fact("L", part.person, slot, (today - age - 2, today - age), (today - 1, today), f"died at {said}")


def _rest(sheet: Sheet, part: Part, slot: Slot) -> str:
    """The text from the beginning of a part to the end of the sentence."""
    behind = re.split(r"[.!?;](?:\s|$)", sheet.text[slot.span.end : slot.span.end + 300])[0]
    return (sheet.text[part.start : slot.span.end] + behind).lower()


_SERVICE = Later(r" (?:for|after) (?:the past |the last |more than |some )?$")


def _is_now(sheet: Sheet, window: Window, number: int, before: str, after: str) -> bool:
    slot = window.slots[number]
    if slot.quantity.kind is Kind.ORDINAL:
        return after.startswith(" birthday")
    if not is_whole_age(window, number) or any_of("another_age").is_in(window.sentence(number)):
        return False
    dated = any(one.quantity.when is not None and one.quantity.when.year for one in window.slots[:number] if window.order(number) == 0)
    if before.endswith((" , ", " a sprightly ")) and after.startswith(" ,") and "<year" not in before:
        return True
    if re.match(r" in <(?:year|date)", after):
        return False
    if re.search(r" (?:today|now) , at $", before) or (re.search(r" is(?: now)? $", before) and re.match(r" [.,]", after)):
        return True
    return re.search(r" (?:he|she) (?:will be|is|turns|turned) $| will turn $", before) is not None


@cache
def _age_at_death() -> re.Pattern[str]:
    died = r"(?:died|dies|dead|death|passed away|dying|buried|killed|drowned|hanged|shot|executed|murdered|perished|drowned)"
    return re.compile(
        rf" (?:lived|survived) (?:to|until)(?: be| the age of| the ripe old age of)? $"
        rf"| {died} (?:[^;]*(?:aged|age|at|age of|man of|woman of|,)(?: (?:just|only|about|barely))?)? $"
        rf"|^ (?:when|at the time) [^;<]*{died} [^;]* $"
    )


def _is_near(window: Window, age: int, year: int) -> bool:
    """Whether an age is told right beside a year: "at 22, in 1995", "In 1995 she was 22"."""
    between = f" {window.between(age, year)} "
    if age < year:
        return re.fullmatch(r"\s+(?:years old )?,? ?(?:(?:in|on|by)|when [^.,;<]{3,60} in)\s+", between) is not None
    return re.fullmatch(r"\s+,? ?(?:when )?(?:(?:he|she) (?:was|turned)|at|aged)\s+", between) is not None


_WHEN_DIED = Later(r" when (?:he|she) (?:died|passed away|was killed|drowned)\b| at (?:his|her) death\b")


@cache
def _just_died() -> re.Pattern[str]:
    return re.compile(r" (?:dies|has died|dead at|who died) | (?:died|passed away)(?: peacefully)? (?:in [a-z]+ ,|on (?:[a-z]+ )?<weekday|on [a-z]+ [a-z]+day|yesterday|last)")
