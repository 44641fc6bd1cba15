"""Numbers that no stop follows (01 F, 1 F, A 预算管理, 一 资金管理): they count on through the page."""

import re
from collections.abc import Iterator

from extract.language.numerals import parse_numeral
from extract.lines.enumerators import HAN, Mark, MarkKind, Numbered

_FEWEST: dict[MarkKind, int] = {"num": 3, "coded": 2, "han": 2}
_PARTED = r"(?:[ \t]+|[ \t]*[|｜丨/·•][ \t]*)(?=[\u4e00-\u9fff“《【])"
_KINDS: tuple[tuple[MarkKind, re.Pattern[str]], ...] = (
    ("num", re.compile(rf"(?P<v>\d{{1,2}}){_PARTED}")),
    ("coded", re.compile(rf"(?P<v>[A-Z]){_PARTED}")),
    ("han", re.compile(rf"(?P<v>{HAN}){_PARTED}")),
)
# 01预算执行率偏低: only with its nought a number that nothing parts from the words counts what is told
_GLUED = re.compile(r"(?P<v>\d{2})(?![年月日时分号点周期届级])(?=[\u4e00-\u9fff“《【])")
_MAY = re.compile(rf"^[ ]*(?:0[1-9]|1|A|一)(?:{_PARTED}|(?<=0\d)(?=[\u4e00-\u9fff“《【]))", re.MULTILINE)


def bare_numbers(folded: str, lines: Numbered) -> Iterator[tuple[int, Mark]]:
    """Lines without a number that open with such a one, where those of a kind count from 1 on and few do not count."""
    if not _MAY.search(folded):
        return
    for kind, pattern in _KINDS:
        found: list[tuple[int, Mark]] = []
        last = others = 0
        nought = False
        for i, (start, _, end, known) in enumerate(lines):
            m = None if known else pattern.match(folded, start, end)
            if m is None and kind == "num" and known is None and (nought or last == 0):
                m = _GLUED.match(folded, start, end)
            value = _value(m["v"]) if m else None
            if m is None or value is None:
                continue
            if value not in (last + 1, 1):
                others += 1
                continue
            nought = nought if value > 1 else m["v"] == "01"
            last = value
            found.append((i, Mark(kind=kind, value=value, start=start, label_end=m.end("v"), end=m.end())))
        if len(found) >= _FEWEST[kind] and len(found) > others and last > 1:
            yield from found


def _value(printed: str) -> int | None:
    return ord(printed) - 64 if printed.isascii() and printed.isalpha() else parse_numeral(printed)
