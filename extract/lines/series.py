"""Find lists that count 1, 2, 3 … inside running text: 1.…；2.…  一是…；二是…  一则…，二则…  首先，…；其次，…."""

import re
from collections.abc import Iterator, Sequence

from extract.lines.enumerators import CIRCLED, HAN, IN_TURN, Mark, MarkKind, comes_last, mark_at

# The lists that stand inside running text
LISTS: tuple[MarkKind, ...] = ("shi", "num", "num_half", "num_paren", "circled", "ordinal", "han_paren")
_BOUNDARY = "；;。.:：!！?？\n\t，,、”）) 」"


def series(text: str, start: int, end: int, kinds: tuple[MarkKind, ...]) -> list[Mark]:
    """Find an inline list in text[start:end]: marks of one kind counting 1, 2, 3 ... at clause boundaries.

    The first mark may stand at the start or after a colon, a semicolon or a full stop; each next one must
    carry the next value, so that `2.15个部门` is item 2 and `3.2公里` inside item 1 is not item 3. A mark
    whose ordinal the page lost (`是强化培训` for `三是`) is accepted between its neighbours.
    """
    best: list[Mark] = []
    if not _FIRST_ITEM.search(text, start, end):
        return best
    for kind in kinds:
        if kind not in _FIRST or not _FIRST[kind].search(text, start, end):
            continue  # dashes count nothing
        found = _count_up(text, start, end, kind)
        if len(found) >= 2 and (not best or found[0].start < best[0].start):
            best = found
    return best


def with_ends(marks: Sequence[Mark], end: int) -> Iterator[tuple[Mark, int]]:
    """The marks of a list, each with the end of its item: where the next one begins, or the list ends."""
    return zip(marks, [*[m.start for m in marks], end][1:], strict=True)


def _count_up(text: str, start: int, end: int, kind: MarkKind) -> list[Mark]:
    marks: list[Mark] = []
    at = start
    want = 1
    while at < end:
        mark = _next(text, start, at, end, kind, want)
        if mark is None:
            break
        marks.append(mark)
        at, want = mark.end, want + 1
    if kind == "shi" and marks:
        marks = _with_lost_ordinals(text, marks, end)
    return marks


_SEARCH: dict[str, str] = {
    "num": r"(?=\d)(?<!\d)(?<!\d[.,，])\d{1,2}[ ]*[.、．]|[⒈-⒛]",
    "num_half": r"(?=\d)(?<!\d)(?<!\d[.,，])\d{1,2}[ ]*[)）]",
    "num_paren": r"[(（][ ]*\d{1,2}[ ]*[)）]|[⑴-⒇]",
    "circled": f"[{CIRCLED}]",
    "shi": rf"{HAN}(?:[是则]|来[、,，:：])",
    "ordinal": rf"(?:第|其){HAN}(?:[项个点条]|个?方面)?[、,，:：是]|(?:{'|'.join(IN_TURN)})[、,，:：]",
    "han_paren": rf"[(（]{HAN}[)）]|[㈠-㈩]",
    "latin_paren": r"[(（][a-z][)）]",
    "roman_paren": r"[(（][ivx]{1,4}[)）]",
    "han": rf"{HAN}、",
}
_SEARCHERS = {kind: re.compile(pattern) for kind, pattern in _SEARCH.items()}
# what the first item of every list holds, kind by kind
_FIRSTS = {
    "num": "1[ ]*[.、．]|⒈",
    "num_half": "1[ ]*[)）]",
    "num_paren": "1[ ]*[)）]|⑴",
    "circled": "①",
    "shi": "一(?:[是则]|来[、,，:：])",
    "ordinal": "首先|一[、,，:：是项个点条方]",
    "han_paren": "一[)）]|㈠",
    "latin_paren": "a[)）]",
    "roman_paren": "i[)）]",
    "han": "一、",
}
_FIRST = {kind: re.compile(pattern) for kind, pattern in _FIRSTS.items()}
_FIRST_ITEM = re.compile("|".join(dict.fromkeys(_FIRSTS.values())))
_LOST_ORDINAL = re.compile(r"(?<=[。；;])[ ]*是(?=[\u4e00-\u9fff]{2})")


def _next(text: str, start: int, at: int, end: int, kind: MarkKind, want: int) -> Mark | None:
    unbounded: Mark | None = None
    for m in _SEARCHERS[kind].finditer(text, at, end):
        before = text[m.start() - 1] if m.start() > start else "\n"
        if before not in _BOUNDARY:
            if kind == "shi" and want > 1 and unbounded is None and before not in "第统同唯":
                lost = mark_at(text, m.start(), end)  # the page may have lost the stop before 二是
                unbounded = lost if lost and lost.value == want else None
            continue
        if kind in ("num", "num_half", "han") and before in "，,、" and m.start() > start:
            continue  # 1、2、3号楼
        mark = mark_at(text, m.start())
        if (
            mark is None
            or mark.kind != kind
            or (mark.value != want and not (want > 1 and comes_last(text, mark)))
        ):
            continue
        return mark
    return unbounded


def _with_lost_ordinals(text: str, marks: list[Mark], end: int) -> list[Mark]:
    """Accept `。是推动…` after the last item: web pages lose the ordinal of 三是 (see the survey, section d)."""
    last = marks[-1]
    m = _LOST_ORDINAL.search(text, last.end, end)
    if not m or len(marks) < 2:
        return marks
    at = m.start() + len(m.group()) - 1
    return [*marks, Mark(kind="shi", value=last.value + 1, start=at, label_end=at, end=at + 1)]
