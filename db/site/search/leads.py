"""Pages whose name holds the words of a search: places and topics. Findings seldom say where they were found."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.search.words import fold_for_search
from db.site.asked.once import once
from db.site.asked.shared import Names

__all__ = ["Leads", "leads"]

MOST = 6  # of each kind
UNITS = ("市", "县", "区", "省")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """Codes of places and ids of topics, best first; `places_more` and `topics_more` are those left out."""

    places: list[str]
    topics: list[str]
    places_more: int
    topics_more: int
    within: tuple[str, str] | None  # a place that one of several words names, and the other words


def leads(names: Names, words: str) -> Leads:
    """Places and topics whose name (of a topic: in either language) holds the words as they were typed."""
    sought = fold_for_search(words.strip().strip('"'))
    named_places, named_topics = once(names.connection, "folded names", lambda: _folded(names))
    places = _holding(sought, named_places)
    topics = _holding(sought, named_topics)
    return Leads(
        places=places[:MOST],
        topics=topics[:MOST],
        places_more=len(places[MOST:]),
        topics_more=len(topics[MOST:]),
        within=_within(words.split(), dict(named_places)),
    )


def _within(terms: list[str], places: dict[str, str]) -> tuple[str, str] | None:
    """The first word that names a place, in full or without 市, 县 or 区, and the words beside it."""
    for number, term in enumerate(terms if len(terms) > 1 else ()):
        folded = fold_for_search(term)
        code = next(
            (places[name] for name in (folded, *(folded + unit for unit in UNITS)) if name in places), None
        )
        if code:
            return code, " ".join(terms[:number] + terms[number + 1 :])
    return None


def _folded(names: Names) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(folded name, key) of all places and provinces that are known, and of all topics."""
    places = {**names.known_provinces, **names.places}
    return (
        [(fold_for_search(name), code) for code, name in places.items() if code != "-"],
        [(fold_for_search(name), key) for key, *both in names.all_topics for name in both if name],
    )


def _holding(sought: str, named: Iterable[tuple[str, str]]) -> list[str]:
    """Keys of names that hold the words: the name itself first, then those that begin with them, then short ones."""
    found = [(name, key) for name, key in named if sought in name] if len(sought) > 1 else []
    found.sort(key=lambda entry: (not entry[0].startswith(sought), len(entry[0]), entry[1]))
    return list(dict.fromkeys(key for _, key in found))
