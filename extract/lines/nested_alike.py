"""Headings numbered as the items below them are: 一、预算方面 / 一、… / 二、… / 二、资产方面 / 一、…"""

from collections.abc import Iterator
from dataclasses import replace

from extract.lines.enumerators import Mark, MarkKind, Numbered

_LONGEST = 24  # characters of such a heading
_STOPS = frozenset("。；;，,：:")
_FEWEST = 2  # headings
_ABOVE: dict[MarkKind, MarkKind] = {"han": "part", "han_paren": "han", "num": "han", "num_paren": "num"}


def nested_alike(folded: str, lines: Numbered) -> Iterator[tuple[int, Mark]]:
    """The headings among lines of one numbering, each with a number of the kind that stands above it.

    A heading counts on from the last heading and has a first item right below it; the items of each count from 1.
    """
    firsts: dict[MarkKind, int] = {}
    for i, (_, _, _, mark) in enumerate(lines):
        above = lines[i - 1][3] if i else None
        if mark and above and mark.value == 1 and mark.kind == above.kind and mark.kind in _ABOVE:
            firsts[mark.kind] = firsts.get(mark.kind, 0) + 1
    for kind, count in firsts.items():
        if count >= _FEWEST:
            yield from _headings(folded, lines, kind)


def _headings(folded: str, lines: Numbered, kind: MarkKind) -> list[tuple[int, Mark]]:
    """The headings of one kind of number; none where some number of that kind fits in neither count."""
    at = [(i, mark) for i, (_, _, _, mark) in enumerate(lines) if mark and mark.kind == kind]
    found: list[tuple[int, Mark]] = []
    item = 0
    for (i, mark), (below, next_mark) in zip(at, [*at[1:], (-1, None)], strict=True):
        opens = below == i + 1 and next_mark is not None and next_mark.value == 1
        _, body, end, _ = lines[i]
        if mark.value == len(found) + 1 and _is_short(folded[body:end]) and (opens or mark.value != item + 1):
            found.append((i, replace(mark, kind=_ABOVE[kind])))
            item = 0
        elif mark.value == item + 1 and found:
            item += 1
        else:
            return []
    return found


def _is_short(words: str) -> bool:
    return len(words) <= _LONGEST and _STOPS.isdisjoint(words)
