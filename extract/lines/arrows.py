"""Arrows that part a problem from what was done about it on one line, again and again: 1.F → 已退还, 2.G→正在整改."""

import re

_ARROWS = "→⇒➔"
_LINE = re.compile(
    rf"^(?P<problem>[^\n\t{_ARROWS}]{{4,120}}?)(?P<blank>[ ]?)(?P<arrow>[{_ARROWS}])[^\n\t{_ARROWS}]{{4,}}$",
    re.MULTILINE,
)
_FEWEST = 3
_STOPS = "。；;：:，,"


def with_stops(folded: str) -> str:
    """Folded text of the same length, with a stop (else a colon) where an arrow leads on from a problem to its answer."""
    found = [m for m in _LINE.finditer(folded) if m["problem"][-1] not in _STOPS]
    if len(found) < _FEWEST:
        return folded
    characters = list(folded)
    for m in found:
        at, sign = (m.start("blank"), "。") if m["blank"] else (m.start("arrow"), ":")
        characters[at] = sign
    return "".join(characters)
