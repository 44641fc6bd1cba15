"""Pages whose name holds the words of a search: places and topics. Findings seldom say where they were found."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.search import fold_for_search
from db.site.once import once
from db.site.shared import Names

__all__ = ["Leads", "leads"]

MOST = 6  # of each kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """Codes of places and ids of topics, best first; `places_more` and `topics_more` are those left out."""

    places: list[str]
    topics: list[str]
    places_more: int
    topics_more: int


def leads(names: Names, words: str) -> Leads:
    """Places and topics whose name (of a topic: in either language) holds the words as they were typed."""
    sought = fold_for_search(words.strip().strip('"'))
    if len(sought) < 2:
        return Leads(places=[], topics=[], places_more=0, topics_more=0)
    folded = once(names.connection, "folded names", lambda: _folded(names))
    places = _holding(sought, folded[0])
    topics = _holding(sought, folded[1])
    return Leads(
        places=places[:MOST],
        topics=topics[:MOST],
        places_more=len(places[MOST:]),
        topics_more=len(topics[MOST:]),
    )


def _folded(names: Names) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(folded name, key) of all places and provinces that are known, and of all topics."""
    places = {**names.known_provinces, **names.places}
    return (
        [(fold_for_search(name), code) for code, name in places.items() if code != "-"],
        [(fold_for_search(name), key) for key, *both in names.all_topics for name in both if name],
    )


def _holding(sought: str, named: Iterable[tuple[str, str]]) -> list[str]:
    """Keys of names that hold the words: the name itself first, then those that begin with them, then short ones."""
    found = [(name, key) for name, key in named if sought in name]
    found.sort(key=lambda entry: (not entry[0].startswith(sought), len(entry[0]), entry[1]))
    return list(dict.fromkeys(key for _, key in found))
