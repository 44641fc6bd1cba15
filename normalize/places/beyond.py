"""Hong Kong and Macau: by bodies that exist only there, others by words of the place."""

from collections.abc import Callable, Sequence

from normalize.places.gazetteer import Unit, place_context, unit_of


def named_beyond(
    name: str, value: str, year: int | None, holds: Callable[[str], bool]
) -> tuple[Unit, str] | None:
    """The region that an issuer or a title (folded) begins with a body of, and the words that say so.

    `holds` tells whether a word stands anywhere in the notice: 教育局 is of Hong Kong only beside other words.
    """
    if name not in ("issuer", "title"):
        return None
    for code, words in place_context()["beyond"].items():
        unit = unit_of(code, year)
        own = _opening(value, words["bodies"]) if name == "issuer" else None
        own = own or _opening(value.lstrip("《“"), words["titles"])
        shared = _opening(value, words["shared"]) if name == "issuer" else None
        context = next(filter(holds, words["words"]), None) if shared and not own else None
        if unit and (own or (shared and context)):
            return unit, f"{name}: {own}" if own else f"{name}: {shared}; {context}"
    return None


def _opening(value: str, words: Sequence[str]) -> str | None:
    """The first of these words that a text begins with."""
    return next(filter(value.startswith, words), None) if value.startswith(tuple(words)) else None


def told_beyond(text: str, year: int | None) -> tuple[Unit, str] | None:
    """The region whose offices and papers a text (folded) names, where it names those of one only: 審計署署長, 澳門元."""
    said = {
        code: next((w for w in words["text"] if w in text), None)
        for code, words in place_context()["beyond"].items()
    }
    told = [(code, word) for code, word in said.items() if word]
    unit = unit_of(told[0][0], year) if len(told) == 1 else None
    return (unit, f"text: {told[0][1]}") if unit else None
