"""Numbered lines that are items below a label: they head no section of their own."""

from extract.lines.enumerators import Mark, mark_at
from extract.lines.labels import ANSWERS, labels_in
from extract.lines.lines import Line, Page
from extract.lines.parts import part_role


def listed_under_labels(page: Page, lines: list[Line]) -> set[int]:
    """Numbered lines that are items below a label (主要措施： 1.… 2.…), whatever numbers the findings themselves.

    The list goes on while it counts on; a line that would also be the next finding is one where a label follows it.
    """
    listed: set[int] = set()
    outer: dict[str, int] = {}
    i, many = 0, len(lines)
    while i < many:
        mark = lines[i].mark
        if mark is not None and not lines[i].is_table:
            outer[mark.kind] = mark.value
        below = lines[i + 1].mark if i + 1 < many and not lines[i + 1].is_table else None
        opened = None
        if (
            below is not None and 1 <= below.value <= 2
        ):  # the first of a list, or the second of one begun beside its label
            opened = _opens_list(page, lines[i], below) or _opens_anew(page, lines, i, below, outer)
        i += 1
        if opened is None:
            continue
        kind, value = opened
        while i < many and not lines[i].is_table and not _is_labelled(page, lines[i]):
            mark = lines[i].mark
            if mark is not None and mark.kind == kind:
                next_finding = mark.value == outer.get(kind, -1) + 1 and _label_follows(page, lines, i)
                if mark.value != value or next_finding:
                    break
                listed.add(lines[i].index)
                value += 1
            elif mark is not None:
                break
            i += 1
    return listed


def _opens_list(page: Page, line: Line, following: Mark) -> tuple[str, int] | None:
    """Kind and next value of the list that a label line opens: an empty label before 1., or a label before 1.…"""
    if line.is_table or following.kind not in (
        "num",
        "num_half",
        "num_paren",
        "roman_paren",
        "circled",
        "shi",
        "latin",
        "latin_paren",
        "ordinal",
        "han_paren",
    ):
        return None
    if line.heading_role and page.folded[line.end - 1] in ":：":
        finds = part_role(page.folded[line.body : line.end - 1]) == "finding"  # 三、稽核結果： / （一）消防局
        return (following.kind, 1) if following.value == 1 and not finds else None
    labels = line.labels
    if not labels or labels[-1].role not in ("measure", "progress", "result", "requirement"):
        return None
    inner = mark_at(page.folded, labels[-1].end, line.end)
    if inner and inner.value == 1 and (following.kind, following.value) == (inner.kind, 2):
        return inner.kind, 2
    return None


def _opens_anew(
    page: Page, lines: list[Line], i: int, following: Mark, outer: dict[str, int]
) -> tuple[str, int] | None:
    """The same of a label without a colon (改善情形) that comes again on lines of its own, where numbers begin anew below it."""
    if following.value != 1 or following.kind not in outer or not lines[i].is_plain:
        return None
    if lines[i].heading_role not in ANSWERS:
        return None
    words = page.folded[lines[i].start : lines[i].end]
    again = sum(x.is_plain and page.folded[x.start : x.end] == words for x in lines)
    return (following.kind, 1) if again > 1 else None


def _is_labelled(page: Page, line: Line) -> bool:
    return not line.is_table and bool(labels_in(page.folded, line.body, min(line.end, line.body + 40)))


def _label_follows(page: Page, lines: list[Line], i: int) -> bool:
    return i + 1 < len(lines) and _is_labelled(page, lines[i + 1])
