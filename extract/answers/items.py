"""Cut the text of measures into items: numbered lines, inline lists (1.…;2.…  一是…二是…), plain paragraphs."""

import re
from dataclasses import dataclass

from extract.lines.enumerators import Mark, MarkKind, mark_at
from extract.lines.series import series, with_ends

Range = tuple[int, int]
_INLINE: tuple[MarkKind, ...] = (
    "num",
    "num_half",
    "num_paren",
    "circled",
    "shi",
    "ordinal",
    "latin_paren",
    "roman_paren",
    "han_paren",
)
# Kinds that may number the lines of one measure list.
_LISTED = (
    "num",
    "num_half",
    "num_paren",
    "circled",
    "shi",
    "ordinal",
    "latin",
    "latin_paren",
    "roman_paren",
    "dash",
    "han_paren",
    "han",
)
_ANNOUNCES = re.compile(
    r"(?:[:：]|(?:以下|如下|下列)[^。]{0,14}[。]?|(?<![几两二三四五六七八九十\d])[几两二三四五六七八九十\d]+(?:个|项|点|条|方面)[^。]{0,8}[。]?)$"
)


@dataclass(slots=True, kw_only=True)
class Items:
    """Measures as ranges of text, and the lead-in sentence before them, if there is one."""

    lead: Range | None
    items: tuple[tuple[Range, ...], ...]
    numbered: bool


def split_items(folded: str, lines: list[Range]) -> Items:
    """Cut lines (ranges of text) into items without their enumerators; paragraphs without items are one each."""
    lines = [line for line in lines if folded[line[0] : line[1]].strip()]
    marks = [mark_at(folded, *line) for line in lines]
    listed = _listed(folded, lines, marks)
    if listed:
        return _by_lines(folded, lines, marks, listed)
    items: list[tuple[Range, ...]] = []
    lead: Range | None = None
    numbered = False
    for line in lines:
        cut = _inline(folded, line)
        if cut is None:
            items.append((line,))
            continue
        before, parts = cut
        numbered = True
        if before and _ANNOUNCES.search(folded[before[0] : before[1]].rstrip()):
            lead = before
        elif before:
            items.append((before,))
        items.extend((part,) for part in parts)
    return Items(lead=lead, items=tuple(items), numbered=numbered)


def _listed(folded: str, lines: list[Range], marks: list[Mark | None]) -> str | None:
    """Kind of mark that numbers these lines 1, 2, ... (or holds 1. 2. on the first, 3. on the next) or None."""
    for mark in marks:
        if mark is None:
            continue
        values = [m.value for m in marks if m and m.kind == mark.kind]
        if mark.kind in _LISTED and (mark.kind == "dash" or values[:2] in ([1, 2], [1])):
            single = mark.kind != "dash" and values == [1]
            announced = len(marks) > 1 and folded[slice(*lines[0])].rstrip()[-1] in ":："
            if single and not announced:  # 1.2万册图书已配送, or 1. of what is no list
                decimal = folded[mark.end - 1 : mark.end + 1].lstrip(".．").isdigit()
                return None if decimal or (len(marks) > 1 and marks[0] is None) else mark.kind
            return mark.kind
    return None


def _by_lines(folded: str, lines: list[Range], marks: list[Mark | None], kind: str) -> Items:
    items: list[list[Range]] = []
    lead: Range | None = None
    for line, mark in zip(lines, marks, strict=True):
        if mark and mark.kind == kind:
            inner = _inline(folded, line, (kind,))
            if inner and len(inner[1]) > 1:  # 1.…;2.… on one line, 3.… on the next
                items.extend([part] for part in inner[1])
            else:
                items.append([(mark.end, line[1])])
        elif not items and lead is None and _ANNOUNCES.search(folded[line[0] : line[1]].rstrip()):
            lead = line
        elif (
            items
            and folded[lines_end(folded, items[-1]) - 1] not in "。！"
            and not _is_paragraph(folded, line)
        ):
            items[-1].append(line)
        else:
            items.append([line])
    return Items(lead=lead, items=tuple(tuple(item) for item in items if item), numbered=True)


def lines_end(folded: str, item: list[Range]) -> int:
    """End of the last range of an item, blanks trimmed."""
    end = item[-1][1]
    while end > item[-1][0] + 1 and folded[end - 1].isspace():
        end -= 1
    return end


def _is_paragraph(folded: str, line: Range) -> bool:
    return bool(re.match(r"(?:同时|此外|另外|目前|截至|下一步)[，,]?", folded[line[0] : line[1]]))


def _inline(
    folded: str, line: Range, kinds: tuple[MarkKind, ...] = _INLINE
) -> tuple[Range | None, list[Range]] | None:
    start, end = line
    marks = series(folded, start, end, kinds)
    if not marks:
        return None
    parts = [(m.end, stop) for m, stop in with_ends(marks, end)]
    before = (start, marks[0].start) if folded[start : marks[0].start].strip() else None
    return before, parts
