"""Countries, capitals and large cities in a draft, as names and as adjectives.

Unclear means left open (an empty code) or not found, never guessed: a wrong place would have a claim checked
against the wrong country. The words are in ``data/places.tsv``, ``city_names.tsv`` and ``place_doubts.txt``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from factcheck.extraction import place_index
from factcheck.extraction.place_index import Entry
from factcheck.gazetteer import countries
from factcheck.model import Place, Span

_WORD = re.compile(r"(?<![\w@])[^\W\d_a-zß-öø-ÿ][^\W\d_]*")
_BESIDE_BEFORE = re.compile(r"([^\W\d_][\w'-]*\.?)[ \n]\Z")
_BESIDE_AFTER = re.compile(r"[ \n]([^\W\d_][\w'-]*)")
_ABBREVIATED = 5  # letters and full stop: "Prof." is a title, "Amman." ends a sentence
_HEADING = 100  # characters of a line on each side that show whether it is set in capitals
_AMERICAN = re.compile(r"[ -]Americans?\b")
_CURRENCY = re.compile(
    r"[ -](?:dollar|franc|rupee|yen|rou?ble|pound|peso|kron[aeo]r?|crown|lira|yuan|won|hryvnia|shilling|rand"
    r"|real|zloty|forint|dinar|dirham|ri[yj]?al|cent)s?\b"
)
_AMOUNT = re.compile(r"(?:\d|\b(?:hundred|thousand|million|billion|trillion|bn|mn))[ -]?\Z")
_SMALL_LETTERS = re.compile(
    r"""(?<![\w-])(?:(?P<EMU>euro[ ]?area|euro[ ]?zone)(?!\w)
      |(?P<SSF>sub-Saharan[ ]Africa)(?!\w)
      |(?P<WLD>world(?='s\b)
        |(?<=[Tt]he[ ])(?:whole[ ]|entire[ ])?world(?=[^\w\s'-]|\s*\Z
            |\ (?:has|had|is|was|were|will|would|can|could|and|or|but|in|at|to|with|by|for|from|on|as|since
                 |that|who|when|where|now|today|over|after|during|until|because)\b)
        |[Ww]orld(?=\ (?:population|economy|GDP|trade|output)\b)))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as a draft prints it. `form` is name, adjective, capital (the city or its government) or city.

    `place.code` is empty where the draft leaves open which of several places it means, or means part of one.
    """

    span: Span
    place: Place
    form: str


_Hit = tuple[int, int, Entry]


def find_places(text: str) -> tuple[PlaceMention, ...]:
    """All mentions of places in `text`, in order; they do not overlap, the longest spelling wins."""
    flat = text.replace("\n", " ").replace("\u00a0", " ").replace("’", "'")
    hits = _without_persons(text, [hit for hit in _spelled(flat) if _stands(text, flat, hit)])
    clear = {entry.code for _, _, entry in hits if entry.code}
    places = {entry: _resolved(entry, clear, flat) for entry in {entry for _, _, entry in hits}}
    found = [PlaceMention(Span(start, end), places[entry], _form(entry, places[entry])) for start, end, entry in hits]
    for match in _SMALL_LETTERS.finditer(flat):
        code = match.lastgroup or ""
        found.append(PlaceMention(Span(*match.span()), Place(code, countries()[code].name), "name"))
    return tuple(sorted(found, key=lambda mention: mention.span.start))


@cache
def place_named(name: str) -> Place | None:
    """The place a rule file means by `name` ("Ukraine", "Kyiv"); None if unknown or shared by several."""
    return place_index.named(name)


def why_open(name: str) -> str:
    """Why a place of that name is left open: which several it may be, or what it is a part of."""
    part = place_index.subdivisions().get(name)
    if part is not None:
        return f"{name} is a part of {_with_article(countries()[part[1]].name)}, and the series are of whole countries"
    opening = place_index.openings().get(name)
    candidates = [_with_article(countries()[code].name) for code in opening.candidates] if opening is not None else []
    if len(candidates) > 1:
        return f"{name} may be {' or '.join(candidates)}"
    return f"{name} may be the country or another place" if candidates else f"{name} is a part of a country"


def _with_article(name: str) -> str:
    """A country's name within a sentence: "the United States", "Peru"."""
    takes = name.startswith(("United ", "Republic ", "Democratic ")) or name.endswith(
        ("Republic", "Islands", "Emirates")
    )
    return f"the {name}" if takes or name in ("Netherlands", "Philippines", "Gambia", "Bahamas") else name


def _spelled(flat: str) -> list[_Hit]:
    """Every spelling of the index in order, longest first; words that only look like places are dropped."""
    hits: list[_Hit] = []
    position, index = 0, place_index.by_first_word()
    for match in _WORD.finditer(flat):
        start, word = match.start(), match[0]
        if start < position:
            continue
        group = index.get(word, ())
        if not group and len(word) > 1 and word.isupper():
            group = place_index.by_first_capitals().get(word, ())
        for entry in group:
            end = start + len(entry.surface)
            if flat.startswith(entry.surface, start) and _ends_word(flat, end):
                hits.append((start, end, entry))
                position = end
                break
    return [hit for hit in hits if hit[2].form != "not"]


def _ends_word(flat: str, end: int) -> bool:
    following = flat[end : end + 2]
    if not following:
        return True
    if following[0] == ".":
        return not following[1:].isalnum()
    return not (following[0].isalnum() or following[0] in "_$@")


def _stands(text: str, flat: str, hit: _Hit) -> bool:
    """Whether a spelling is a place of its own, and not part of a heading, a currency or another place."""
    start, end, entry = hit
    if entry.surface == "US" and _in_capitals(text, start):
        return False
    if entry.form == "adjective" and entry.code != "USA" and _AMERICAN.match(flat, end):
        return False
    if _CURRENCY.match(flat, end) and _AMOUNT.search(flat, max(0, start - 12), start):
        return False
    part = not entry.code and not entry.candidates
    return part or entry.code in ("USA", "CAN") or not _before_state(flat, end, entry)


def _in_capitals(text: str, start: int) -> bool:
    """Whether the line around `start` has no small letter, so that US may be the pronoun."""
    before = text[max(0, start - _HEADING) : start].rpartition("\n")[2]
    line = before + text[start : start + _HEADING].partition("\n")[0]
    return line.upper() == line and len(line.split()) > 1


def _before_state(flat: str, end: int, entry: Entry) -> bool:
    """Whether a state or province of North America follows: "Moscow, Idaho", but not "Armenia, Georgia"."""
    if not flat.startswith(", ", end):
        return False
    return any(
        flat.startswith(state, end + 2)
        and _ends_word(flat, end + 2 + len(state))
        and (entry.city or state not in place_index.openings())
        for state in place_index.words("state")
    )


def _without_persons(text: str, hits: list[_Hit]) -> list[_Hit]:
    """The hits without names of persons: "Michael Jordan", "Jordan Peterson", and "Jordan" after them."""
    persons, proper = place_index.words("person"), place_index.words("proper")
    doubtful = {_title(entry.surface) for _, _, entry in hits} & (persons | proper)
    if not doubtful:
        return hits
    named = {hit for hit in hits if _title(hit[2].surface) in doubtful and _beside_name(text, hit)}
    known = {_title(entry.surface) for _, _, entry in named} & persons
    spoken = {entry.code for _, _, entry in hits if _title(entry.surface) not in known}
    lone = {surface for _, _, entry in hits if (surface := entry.surface) in known and entry.code not in spoken}
    return [hit for hit in hits if hit not in named and hit[2].surface not in lone]


def _title(surface: str) -> str:
    return surface.title() if surface.isupper() else surface


def _beside_name(text: str, hit: _Hit) -> bool:
    """Whether a capitalised word stands beside the hit that does not usually stand beside a place."""
    start, end, _ = hit
    allowed = place_index.words("beside")
    if before := _BESIDE_BEFORE.search(text, max(0, start - 24), start):
        word = before[1]
        if word[0].isupper() and word.rstrip(".") not in allowed:
            return not word.endswith(".") or len(word) <= _ABBREVIATED
    after = _BESIDE_AFTER.match(text, end)
    if after is None or not after[1][0].isupper() or after[1] in allowed:
        return False
    return not after[1].isupper() or len(after[1]) == 1  # "Chad GDP": an abbreviation is no surname


def _form(entry: Entry, place: Place) -> str:
    """The form of a mention: a capital's name that turns out to be a city of another country is a city."""
    elsewhere = entry.candidates and place.code not in ("", entry.candidates[0])
    return "city" if entry.form == "capital" and elsewhere else entry.form


def _resolved(entry: Entry, clear: set[str], flat: str) -> Place:
    """The place of an entry; an open name is decided if the draft speaks for just one of its candidates."""
    if entry.code or not entry.candidates:
        return Place(entry.code, entry.name, entry.city)
    spoken = clear & set(entry.candidates)
    if opening := place_index.openings().get(entry.name):
        if any(_has_word(flat, word) for word in opening.against):
            return Place("", entry.name, entry.city)
        spoken |= {code for word, code in opening.evidence if _has_word(flat, word)}
    if len(spoken) != 1:
        return Place("", entry.name, entry.city)
    code = spoken.pop()
    return Place(code, countries()[code].name, entry.city)


def _has_word(flat: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}", flat) is not None
