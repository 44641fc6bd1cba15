"""Short lines without a number above lists that begin anew or count on: each heads a group (客运总站 / 1.… 2.…)."""

import re
from collections.abc import Container

from extract.lines.labels import label_role
from extract.lines.line_reading import heading_role_of, opening_label
from extract.lines.lines import Line, Page, is_plain
from extract.lines.parts import is_generic, part_role
from extract.roles.cues import weigh
from extract.status.statements import hits_in

_MARKS = re.compile(r"[，,。；;：:！!？?“”\t]")
_QUOTES = str.maketrans("", "", "“”")
_LONGEST, _LONGEST_MARKED = 24, 40
_OF_GROUP = ("responsible", "assisting", "person", "deadline")


def group_headings(page: Page, lines: list[Line], known: Container[int]) -> list[int]:
    """Their indexes: two or more above lists of one kind, each of which begins anew or counts on from the one before.

    Only lines that say nothing else: no label, no purpose of a part, no fault; and lists of more than one number each,
    since an answer of few words stands between two numbers as well.
    """
    found: dict[str, list[int]] = {}
    numbers: dict[str, list[int]] = {}  # the values since the first such heading
    last: dict[str, int] = {}
    for at, line in enumerate(lines):
        mark = None if line.is_table else line.mark
        if mark is None:
            continue
        anew = mark.value == 1
        head = _head_above(page, lines, at, known, anew=anew)
        if head is not None and (anew or mark.value == last.get(mark.kind, 0) + 1):
            found.setdefault(mark.kind, []).append(head.index)
            numbers.setdefault(mark.kind, []).append(0)
        elif anew and mark.kind in found:
            numbers[mark.kind].append(0)  # the same numbers below something else: 整改措施： 1.…
        elif mark.kind in numbers:
            numbers[mark.kind][-1] += 1
        last[mark.kind] = mark.value
    return [
        i
        for kind, heads in found.items()
        if 1 < len(heads) == len(numbers[kind]) and any(numbers[kind])
        for i in heads
    ]


def _head_above(page: Page, lines: list[Line], at: int, known: Container[int], *, anew: bool) -> Line | None:
    """The line above a number, where it is such a heading. Labels of its group (责任单位：…) may stand between and, above
    a list that begins anew, paragraphs that introduce it.
    """
    for k in range(at - 1, max(-1, at - 5), -1):
        line = lines[k]
        if not is_plain(line):
            return None
        label = opening_label(page, line)
        if label is not None and label.role in _OF_GROUP:
            continue
        if anew and label is None and _introduces(page, line):
            continue
        return line if line.index not in known and _heads(page, lines, k, anew=anew) else None
    return None


def _introduces(page: Page, line: Line) -> bool:
    return line.end - line.start > _LONGEST and page.folded[line.end - 1] in "。：:"


def _heads(page: Page, lines: list[Line], k: int, *, anew: bool) -> bool:
    """True for a line that names a group, and is not all that stands below a number (二、责任单位 / 某县人民政府 / 三、…)."""
    above = lines[k - 1].mark if k else None
    if (
        k
        and above is None
        and heading_role_of(page, lines[k - 1])
        and page.folded[lines[k - 1].end - 1] in ":】"
    ):
        return False  # 责任单位： / 财务科
    if above is not None and (not anew or label_role(page.folded[lines[k - 1].body : lines[k - 1].end])):
        return False
    words = page.folded[lines[k].start : lines[k].end].strip()
    marked = lines[k].block.kind == "heading"  # its words may be more, and quote a name
    if not 2 <= len(words) <= (_LONGEST_MARKED if marked else _LONGEST):
        return False
    if _MARKS.search(words.translate(_QUOTES) if marked else words):
        return False
    if words[0] in "(（" and words[-1] in ")）":
        return False  # （第八十九號報告書第2章） below a heading
    if label_role(words) or part_role(words) or is_generic(words) or weigh(words)["finding"] > 0:
        return False
    return not hits_in(page.folded, lines[k].start, lines[k].end) or _SORTED.search(words) is not None


_SORTED = re.compile(r"(?:问题|事项|任务)(?:[(（][^()（）]{1,8}[)）])?$")  # 正在整改的问题（2个）
