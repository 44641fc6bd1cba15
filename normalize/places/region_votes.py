"""Which place a text speaks of most, and which a document number's first letters can stand for."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from normalize.places.gazetteer import Unit, full_names, in_force, place_context, short_names, unit_of
from normalize.places.place_names import find_full_names, is_han
from normalize.vocabulary import vocabulary

_UNKNOWN_CITY = re.compile(r"(?<![㐀-鿿])([㐀-鿿]{2})[市县](?!场)")


@cache
def _number_forms() -> dict[str, list[str]]:
    return dict(vocabulary("place_abbreviations")["forms"])


def abbreviated(number: str, *, year: int | None = None) -> tuple[Unit, ...]:
    """Return the units that the first characters of a document number can stand for (遂审…, 渝…)."""
    found: dict[str, Unit] = {}
    for length in (2, 1):
        head = number.lstrip(" (〔[")[:length]
        if len(head) != length or not all(is_han(c) for c in head):
            continue
        for code in _number_forms().get(head, ()):
            if (unit := unit_of(code, year)) is not None:
                found[code] = unit
        for name, units in short_names().items():
            if head in name:
                found.update((u.code, u) for u in in_force(units, year))
    return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """How often a text names each place (bodies of it twice), in which words, and cities that no table holds."""

    counts: Counter[str]
    spoken: dict[str, str]
    strangers: int


def decided_by_votes(votes: Votes, numbers: tuple[str, ...], year: int | None) -> tuple[Unit, str] | None:
    """Return the place that a document number and the text agree on, or that the text names most by far."""
    if not votes.counts or votes.strangers >= max(votes.counts.values()):
        return None
    for number in numbers:
        heads = {u.code for u in abbreviated(number, year=year)}
        agreed = [code for code in votes.counts if code in heads]
        if len(agreed) == 1 and (unit := unit_of(agreed[0], year)):
            return unit, f"document number: {number}; text: {votes.spoken[unit.code]}"
    ranked = votes.counts.most_common(2)
    code, most = ranked[0]
    if most < 2 or (len(ranked) > 1 and ranked[1][1] * 2 > most):
        return None
    unit = unit_of(code, year)
    return (unit, f"text: {votes.spoken[code]}") if unit else None


def count_votes(text: str, year: int | None) -> Votes:
    """Count the places whose bodies a folded text names (湖州市审计局), and keep the words."""
    counts: Counter[str] = Counter()
    spoken: dict[str, str] = {}
    bodies = tuple(place_context()["bodies"])
    for place in find_full_names(text, year=year):
        if len(place.units) != 1:
            continue
        code = place.units[0].code
        counts[code] += 2 if text.startswith(bodies, place.end) else 1
        spoken.setdefault(code, text[place.start : place.end + 6].split("\n", maxsplit=1)[0])
    return Votes(counts=counts, spoken=spoken, strangers=_strangers(text))


def _strangers(text: str) -> int:
    """Count mentions of a city that the table does not hold: 澄原 is always followed by 市, 加强 is not."""
    heads = Counter(found[1] for found in _UNKNOWN_CITY.finditer(text))
    most = 0
    for head, count in heads.items():
        known = head + "市" in full_names() or head + "县" in full_names()
        named = text.count(head + "市") + text.count(head + "县")
        if count > 1 and not known and named * 5 >= text.count(head) * 4:
            most = max(most, named)
    return most
