"""Why a rule speaks of a figure of a sentence, or does not: its conditions one by one, with the words that decided.

The conditions are looked at one by one on the same claim that the matcher sees; whether the rule speaks of it in the
end is the matcher's own word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from factcheck.claims import Passage, Setting, build_claims, read_passage
from factcheck.model import Claim
from factcheck.report.safe import safe_lines
from factcheck.rules.match import Match, Matcher
from factcheck.rules.phrases import Phrase, Words, compiled, phrases_of

if TYPE_CHECKING:
    from factcheck.rules.schema import Rule

_SHOWN = 6
"""Words of a rule that are told where none of them was found."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing a rule asks of a figure, whether it holds, and the words that decided."""

    key: str
    holds: bool
    why: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure with the rule's conditions, and the match if the rule speaks of it."""

    claim: Claim
    conditions: tuple[Condition, ...]
    match: Match | None


def explained(rule: Rule, text: str, day: date | None) -> list[Explained]:
    """Every figure of `text` with what the rule says of it."""
    passage, matcher = read_passage(text), Matcher([rule])
    found = []
    for claim in build_claims(passage, day):
        match = next(iter(matcher.match(claim, passage, day)), None)
        found.append(Explained(claim, tuple(_conditions(rule, claim, passage)), match))
    return found


def _conditions(rule: Rule, claim: Claim, passage: Passage) -> Iterator[Condition]:
    quantity, wanted, setting = claim.quantity, rule.claim, claim.setting
    assert isinstance(setting, Setting)
    yield _one_of("kind", quantity.kind.value, [kind.value for kind in wanted.kind])
    if wanted.unit:
        yield _one_of("unit", quantity.unit or "no unit", wanted.unit)
    if wanted.per:
        yield _one_of("per", quantity.per or "no rate", wanted.per)
    sentence = Words(setting.words((0, len(setting.sentence.tokens))))
    own = Words(setting.words(setting.territory))
    said = (*wanted.names, *wanted.growth_of, *wanted.counts)
    if said:
        yield _words("names" if wanted.names else "counts", said, sentence if wanted.names else own, setting)
    for group in wanted.near:
        yield _words("near", group, sentence if wanted.names else own, setting)
    if wanted.unless:
        yield _none_of("unless", wanted.unless, Words(setting.words(setting.clause)), setting)
    for group in compiled(rule).context:
        hit = next((phrase for phrase in group if phrase in passage.stems), None)
        yield Condition("context", hit is not None, f'"{hit.strip()}" stands in the text' if hit else "not in the text")
    if wanted.place:
        named = ", ".join(dict.fromkeys(mention.place.name for mention in setting.places))
        yield Condition("place", bool(named), f"the sentence names {named}" if named else "the sentence names no place")


def _one_of(key: str, got: str, wanted: Sequence[str]) -> Condition:
    return Condition(key, got in wanted, got if got in wanted else f"{got}, not {' or '.join(wanted)}")


def _words(key: str, wanted: Sequence[str], words: Words, setting: Setting) -> Condition:
    """Whether one of the phrases stands among the words."""
    for written, phrase in zip(wanted, phrases_of(wanted), strict=False):
        spot = words.find(phrase)
        if spot is not None:
            return Condition(key, True, f'"{_printed(setting, spot)}" ({written})')
    return Condition(key, False, f"none of {_some(wanted)} stands in the figure's part of the sentence")


def _none_of(key: str, unwanted: Sequence[str], words: Words, setting: Setting) -> Condition:
    """Whether none of the phrases stands among the words."""
    found: list[Phrase] = [phrase for phrase in phrases_of(unwanted) if words.find(phrase) is not None]
    if not found:
        return Condition(key, True, "none of its words stands in the clause")
    spots = [spot for phrase in found if (spot := words.find(phrase)) is not None]
    shown = ", ".join(dict.fromkeys(f'"{_printed(setting, spot)}"' for spot in spots))
    return Condition(key, False, f"{shown} stands in the clause and silences the rule")


def _printed(setting: Setting, spot: tuple[int, int]) -> str:
    first, last = spot
    return " ".join(token.text for token in setting.sentence.tokens[first : last + 1])


def _some(wanted: Sequence[str]) -> str:
    more = f" and {len(wanted) - _SHOWN} more" if len(wanted) > _SHOWN else ""
    return ", ".join(wanted[:_SHOWN]) + more


def as_text(rule: Rule, found: Sequence[Explained], encoding: str = "utf-8") -> str:
    """Each figure with the conditions that held and those that did not, and what would be asked."""
    if not found:
        return "The sentence has no figure.\n"
    return safe_lines("\n\n".join(_block(rule, one) for one in found), encoding)


def _block(rule: Rule, one: Explained) -> str:
    if not one.conditions[0].holds and one.match is None:
        return f"{one.claim.quantity.text}: no figure of this rule's kind ({one.conditions[0].why})"
    lines = [f"{one.claim.quantity.text}: the rule {rule.id} {'speaks' if one.match else 'does not speak'} of it"]
    lines += [f"  {'yes' if c.holds else 'NO '}  {c.key}: {c.why}" for c in one.conditions]
    if one.match is None:
        if all(condition.holds for condition in one.conditions):
            lines.append("  NO   tie: the words stand there, but the grammar does not tie them to this figure or place")
        return "\n".join(lines)
    query = one.match.query
    if query is not None:
        place = f" for {query.place}" if query.place else ""
        lines.append(f"  asks {query.source} for the series {query.series}{place}")
    if one.match.doubtful:
        lines.append("  in doubt: agreement counts, disagreement is left unchecked")
    return "\n".join(lines)
