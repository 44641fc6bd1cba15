"""Trim the ends of a body in alphabetic scripts: bylines above it, labels below it, headings over nothing."""

import re

from extract.readers.html.line import Line
from extract.readers.html.sums import SENTENCE, PageSums

_HAN = re.compile("[\u3400-\u9fff]")
_LOOSE = 70  # letters: less is a byline or a label, unless it is a sentence


def trimmed(kept: list[int], sums: PageSums) -> list[int]:
    """Without bylines above the first and labels below the last running text.

    Not where Chinese is written: there salutations, numbers and signatures are such lines.
    """
    full = [
        n for n, i in enumerate(kept) if sums.lines[i].grid is not None or _is_running(sums.lines[i].text)
    ]
    if not full or sum(bool(_HAN.search(sums.lines[kept[n]].text)) for n in full) * 2 > len(full):
        return kept
    head = [i for i in kept[: full[0]] if not _is_loose(sums.lines[i], head=True)]
    tail = kept[full[-1] + 1 :]
    while tail and _is_loose(sums.lines[tail[-1]], head=False):
        tail.pop()
    return _without_bare_headings([*head, *kept[full[0] : full[-1] + 1], *tail], sums)


def _without_bare_headings(kept: list[int], sums: PageSums) -> list[int]:
    """Without headings (below the first level) under which nothing is left."""
    left: list[int] = []
    below: int | None = 1
    for i in reversed(kept):
        level = sums.lines[i].level
        if level is None or level < 2 or below is None or below > level:
            left.append(i)
            below = level
    return left[::-1]


def _is_running(text: str) -> bool:
    return len(text) > _LOOSE or (len(text) > _LOOSE / 3 and bool(SENTENCE.search(text)))


def _is_loose(line: Line, *, head: bool) -> bool:
    if _HAN.search(line.text) or line.element.tag in ("li", "td", "th", "pre", "blockquote", "dd"):
        return False
    return not (head and line.level) and not line.text.endswith((".", "!", "?", ":", "…", '"', "”", "»"))
