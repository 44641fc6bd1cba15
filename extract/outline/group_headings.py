"""Short lines without a number that each head a group: above lists that begin anew or count on (客运总站 / 1.… 2.…), or above
problems that have no number either.
"""

import re
from collections.abc import Container
from itertools import pairwise

from extract.lines.labels import ANSWERS, PROBLEM, label_role
from extract.lines.lines import Line, Page
from extract.lines.parts import is_category, is_generic, part_role
from extract.notice.signature import is_body_name
from extract.outline.tree import NAMED
from extract.roles.cues import weigh
from extract.status.statements import hits_in

_MARKS = re.compile(r"[，,。；;：:！!？?“”\t]")
_QUOTES = str.maketrans("", "", "“”")
_LONGEST, _LONGEST_MARKED = 24, 40
_IN_BRACKETS = re.compile(r"[(（\[〔].*[)）\]〕]")
_FRAME = " 【】〖〗"  # 【补贴发放】: these set a name off, others hold a remark
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
    told = [
        heads for kind, heads in found.items() if 1 < len(heads) == len(numbers[kind]) and any(numbers[kind])
    ]
    return [i for heads in told for i in [*heads, *_bodies_beside(page, lines, heads)]]


def groups_of_named(page: Page, lines: list[Line], named: Container[int]) -> list[int]:
    """Short lines right above problems without a number (资金使用 / F。/ 责任部门：…): two or more, the first of them above the
    first problem. `named` are the indexes of lines known to name problems.
    """
    at = [i for i, x in enumerate(lines) if x.index in named]
    above = [i for k in at if (i := _group_above(page, lines, k, named)) is not None] or [
        lines[k - 1].index for k in at if k and _names_unit(lines[k - 1])
    ]
    return above if len(above) > 1 and above[0] < lines[at[0]].index else []


def _names_unit(line: Line) -> bool:
    """True for 责任单位：县林业局, which above the first problem speaks of what stands below it."""
    label = line.opening_label if line.is_plain else None
    return label is not None and label.role == "responsible" and line.end - label.end <= _LONGEST


def _group_above(page: Page, lines: list[Line], at: int, named: Container[int]) -> int | None:
    """The index of the line that heads a group right above a problem, its introduction between them."""
    for k in range(at - 1, max(-1, at - 4), -1):
        line = lines[k]
        if not line.is_plain or line.opening_label is not None:
            return None
        if not _introduces(page, line):
            heads = line.index not in named and heads_group(page, lines, k, anew=True)
            return line.index if heads else None
    return None


def _bodies_beside(page: Page, lines: list[Line], heads: list[int]) -> list[int]:
    """Bodies named alone on their lines among others that head lists: what is told of one has no number."""
    if not all(is_body_name(page.folded[page.lines[i].start : page.lines[i].end].strip()) for i in heads):
        return []
    return [
        x.index
        for x, following in pairwise(lines)
        if heads[0] < x.index
        and x.index not in heads
        and x.is_plain
        and following.is_plain
        and x.end - x.start <= _LONGEST
        and (following.end - following.start > _LONGEST or _introduces(page, following))
        and is_body_name(x.text.strip())
        and following.opening_label is None
    ]


def _head_above(page: Page, lines: list[Line], at: int, known: Container[int], *, anew: bool) -> Line | None:
    """The line above a number, where it is such a heading. Labels of its group (责任单位：…) may stand between and, above
    a list that begins anew, paragraphs that introduce it.
    """
    for k in range(at - 1, max(-1, at - 5), -1):
        line = lines[k]
        if not line.is_plain and not (anew and line.is_bullet):
            return None
        label = line.opening_label
        if label is not None and label.role in _OF_GROUP:
            continue
        if anew and label is None and _introduces(page, line):
            continue
        return line if line.index not in known and heads_group(page, lines, k, anew=anew) else None
    return None


def _introduces(page: Page, line: Line) -> bool:
    if page.folded[line.end - 1] not in "。：:":
        return False
    return line.end - line.start > _LONGEST or "。" in page.folded[line.start : line.end - 1]


def _heads_cell(line: Line, below: str) -> bool:
    """True for 二、责任单位; not for 二、整改情况 above the name of a body, nor for 二、具体问题的整改, which heads a part
    that fields divide.
    """
    words = line.folded[line.body : line.end]
    role = label_role(words)
    if role is None or role in _OF_GROUP or is_body_name(below):
        return role in _OF_GROUP
    part = (
        line.mark is not None and line.mark.kind == "han" and part_role(words) in ("finding", "rectification")
    )
    return not (part and role in ("finding", "progress"))


def heads_group(page: Page, lines: list[Line], k: int, *, anew: bool) -> bool:
    """True for a line that names a group, and is not all that stands below a number (二、责任单位 / 某县人民政府 / 三、…)."""
    above = lines[k - 1].mark if k else None
    if k and above is None and lines[k - 1].heading_role and page.folded[lines[k - 1].end - 1] in ":】":
        return False  # 责任单位： / 财务科
    words = page.folded[lines[k].body : lines[k].end].strip(_FRAME)
    marked = (
        lines[k].block.kind == "heading"
    )  # its words may be more, quote a name, and stand between two numbers
    if above is not None and anew and _heads_cell(lines[k - 1], words):
        return False
    between = above is not None and not (anew or marked)  # two numbers
    if between and (len(words) > _LONGEST or words[-1:] in "。；:" or not _is_answered(lines[k - 1])):
        return False
    if not 2 <= len(words) <= (_LONGEST_MARKED if marked else _LONGEST):
        return False
    if _MARKS.search(words.translate(_QUOTES) if marked else words) or _IN_BRACKETS.fullmatch(words):
        return False
    if words[0] in "(（" and words[-1] in ")）":
        return False  # （第八十九號報告書第2章） below a heading
    if label_role(words) or part_role(words) or is_generic(words) or weigh(words)["finding"] > 0:
        return False
    return not hits_in(page.folded, lines[k].start, lines[k].end)


def _is_answered(line: Line) -> bool:
    """True for a numbered paragraph that is told to its end: nothing below is its cell (3. F。进展：已完成; 4. F。该处已…。)."""
    told = line.text[-1:] == "。" and "。" in line.text[:-1]
    return told or (":" in line.text and any(x.role in ANSWERS for x in line.labels))


def divided_by_fields(lines: list[Line]) -> bool:
    """True for a text without numbers in which two or more lines name fields (预算编制方面)."""
    if any(x.mark and not x.is_bullet for x in lines):
        return False
    short = (x.text for x in lines if x.is_plain and x.end - x.start <= _LONGEST)
    return sum(is_category(words) and not _MARKS.search(words) for words in short) > 1


def beside_parts(page: Page, lines: list[Line], found: dict[int, int]) -> dict[int, int]:
    """Where nothing is numbered, fields of findings stand beside a part that holds none (整改组织情况), not inside it."""
    fields = [i for i, rank in found.items() if rank == 3]
    above = max((i for i, rank in found.items() if rank == 2 and i < min(fields, default=0)), default=None)
    if above is None or NAMED not in found.values() or any(x.mark and not x.is_bullet for x in lines):
        return found
    words = page.folded[page.lines[above].start : page.lines[above].end]
    beside = part_role(words) not in ("finding", "rectification")
    return found | dict.fromkeys(fields, 2) if beside else found


_NAME = 20  # characters of a place, a body or a lot
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{1,10}(?:村|镇|乡|县|区|市|州|旗|团|连|组)|第(?:\d{1,2}|[一二三四五六七八九十]{1,2})[份批次期轮][^，,。；;:：]{1,16}"
)


def places(lines: list[Line]) -> list[int]:
    """Names of places or bodies, each alone above numbered problems (上湾村 / 1、… / 下湾村 / 2、…) or, three of them, above
    paragraphs and nothing else. All of several, or none.
    """
    named: list[tuple[Line, Line]] = []
    for line, following in pairwise(lines):
        words = line.text.strip(" :：") if line.is_plain and line.end - line.start <= _NAME else ""
        if words and not label_role(words) and (_PLACE.fullmatch(words) or is_body_name(words)):
            named.append((line, following))
    kinds = {x.mark.kind if x.mark and not x.is_table else _problem_label(x) for _, x in named}
    alike = len(named) > 1 and len(kinds) == 1 and None not in kinds
    return [line.index for line, _ in named] if alike or _above_paragraphs(lines, named) else []


_FEWEST_ABOVE = 3


def _above_paragraphs(lines: list[Line], named: list[tuple[Line, Line]]) -> bool:
    """True where from the first of such names on all else is paragraphs, right below each of them and nowhere short."""
    if len(named) < _FEWEST_ABOVE:
        return False
    heads = {line.index for line, _ in named}
    below = [x for x in lines if x.index > named[0][0].index and x.index not in heads]
    return all(x.is_plain for x in below) and all(_is_paragraph(x) for _, x in named)


def _is_paragraph(line: Line) -> bool:
    return (
        line.end - line.start > _LONGEST and line.opening_label is None and line.text.rstrip().endswith("。")
    )


def _problem_label(line: Line) -> str | None:
    """The role of a label that opens a record: 审计指出问题：…"""
    label = line.opening_label
    return label.role if label and label.role in PROBLEM else None
