"""What speaks for a date and a relative word near it being of one event, beside what speaks for any two figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from factcheck.consistency.dates.told_days import Told
from factcheck.consistency.dates.told_phrases import Phrase
from factcheck.consistency.phrases import Later, any_of, share_a_class
from factcheck.consistency.reading import Figure, sentence_words
from factcheck.consistency.sheet import Slot
from factcheck.model import Kind, Period

_COUNTED = Later(r" (?:ago|from|before|after|than|since|until|till|by|between|for)(?: (?:on|in|to))? $")
_THAT = Later(r" that (?:same |first )?[a-z]+ (?:, |\( )?(?:on |of )?$")
_NOUN = Later(
    r" (?P<article>the|this|his|her|its|their|an?) (?:first )?[a-z]+ "
    r"(?:, |\( )?(?:(?:at|in) \S+ )?(?:dated |held |taken |made )?(?:on |of |for )?$"
)
_WILL = Later(r" (?:will|to|shall|would|can|may|due|opens?|begins?|starts?|closes?) ")
_PAST = Later(
    r" (?:was|were|had|did|said|went|came|took|left|began|ran|sank|fell|broke|met|held|won|lost|gave|got|made|found|"
    r"rose|struck|blew|burst|wrote|spoke|flew|[a-z]+ed) "
)
_DAY_OF = Later(r" (?:day|date|night|morning|evening) (?:of|it|he|she|they|in question|when) ")
_SAID = Later(
    r" (?:said|says|told|tells|added|announced|warned|reported|confirmed|statement|spokesman|spokeswoman|according to) "
    r"(?:\S+ ){0,3}(?:on |in )?$"
)
NAMED = frozenset({"that", "definite noun", "day of it"})
TIES = NAMED | {"events", "both will", "both past"}
"""What may tie a date to a word of another sentence; a weekday, of which news is full, only what names its event."""
_STEPS = ((1, "a day"), (3, "days"), (7, "a week"), (14, "a fortnight"), (31, "a month"))


@dataclass(frozen=True, slots=True)
class Pair:
    """A date and a relative word: the days printed, those that the word means, and by how many days they are off."""

    slot: Slot
    printed: Period
    word: Phrase
    means: Told
    off: int


def ties(text: str, pair: Pair, told: Figure, date_: Figure, day: date) -> Iterator[str]:
    """What the sentences of a word and of a date, their distance and their tenses say."""
    every = sentence_words(text)
    of_word, of_date = every[told.sentence], every[date_.sentence]
    head = date_.head
    noun = _NOUN.search(head)
    tests = {
        f"told by {pair.word.kind}": True,
        f"off by {next((name for most, name in _STEPS if pair.off <= most), 'more')}": True,
        "told said": _SAID.search(told.head),
        "date said": _SAID.search(head),
        "that": " that " in head and _THAT.search(head),
        "definite noun": noun is not None and not noun["article"].startswith("a"),
        "told counted": _COUNTED.search(told.head),
        "day of it": _DAY_OF.search(of_date),
        "other days": any_of("other_days").search(of_date),
        "both will": _WILL.search(of_word) and _WILL.search(of_date),
        "both past": _PAST.search(of_word) and _PAST.search(of_date),
        "events": share_a_class("nouns_of_events", of_word.split(), of_date.split()),
    }
    yield from (name for name, holds in tests.items() if holds)
    side = _side(pair.printed.start, pair.printed.end, day)
    if pair.slot.quantity.kind is not Kind.WEEKDAY and side * _side(pair.means.first, pair.means.last, day) < 0:
        yield "other side of today"


def _side(first: date, last: date, day: date) -> int:
    """-1 for days before that of the draft, 1 for days after it, 0 for those around it."""
    return (first > day) - (last < day)
