"""Find the lines without a number that head what follows: parts, fields, problems named in full."""

import re
from collections.abc import Collection
from itertools import pairwise

from extract.language.sentences import STOPS
from extract.lines.bulleted import bulleted_fields
from extract.lines.labels import ANSWERS, label_role
from extract.lines.line_reading import record_number
from extract.lines.lines import Line, Page
from extract.lines.parts import is_category, is_generic, part_role, without_slogan
from extract.mentions.naming import ABOUT_SENTENCE
from extract.outline.fields_above import fields_above
from extract.outline.group_headings import (
    beside_parts,
    divided_by_fields,
    group_headings,
    groups_of_named,
    places,
)
from extract.outline.paired import paired_lines
from extract.outline.problem_lines import problem_lines
from extract.outline.record_labels import labels_of_records
from extract.outline.state_lists import named_lists, sorting_lines
from extract.outline.tree import INTRODUCES, NAMED
from extract.status.statements import hits_in, pure_status

_SET_OFF = ("recommendation", "basic", "next_step")
# alone on its line, whatever stands around it
_CLOSES = re.compile("总结|结语|小结|结束语|总结语|鸣谢|致谢|征[询求]意见|未来路向")


def unnumbered_headings(page: Page, lines: list[Line], cells: Collection[int] = ()) -> dict[int, int]:
    """Find lines without a number that head what follows; the value is their rank (see `outline`).

    Rank 0 stands above 第一部分, rank 2 above 一、 (具体问题整改情况：), rank 3 between 一、 and (一) (资金管理方面).
    `cells` are indexes of label lines known to head cells of one finding.
    """
    problems = problem_lines(page, lines)
    cells = {*cells, *labels_of_records(page, lines, problems)}
    free = [x for x in lines if x.index not in cells]
    found = dict.fromkeys(problems, NAMED) | dict.fromkeys(_bare_heads(free), 2)
    found |= dict.fromkeys(bulleted_fields(page, lines), 3) | dict.fromkeys(places(lines), 3)
    found |= {x.index: 0 for x in free if x.is_plain and _CLOSES.fullmatch(page.folded, x.start, x.end)}
    found |= dict.fromkeys(named_lists(page, lines), 2) | _left_alone(lines)
    paired = dict.fromkeys(paired_lines(page, [x for x in free if x.index not in cells]), NAMED)
    grouping = groups_of_named(page, lines, found) or (
        groups_of_named(page, lines, paired | found) if paired else []
    )
    sorting = sorting_lines(page, lines)
    found |= dict.fromkeys([*grouping, *sorting], 3)
    fields = fields_above(page, free)
    bare = bool(grouping or fields) or divided_by_fields(lines)
    slogans = _slogans(page, lines)
    first = next((x.index for x in lines if x.mark), len(page.lines))
    for at, (line, following) in enumerate(zip(lines, [*lines, None][1:], strict=True)):
        if (
            not line.is_plain
            or line.index in cells
            or following is None
            or found.get(line.index) in (NAMED, 0)
            or line.index in grouping
            or line.index in sorting
            or (line.index in paired and line.block.kind == "heading")
        ):
            continue
        text = line.text.strip()
        if len(text) > 40 or STOPS.search(text) or text.endswith(("，", ",", "、")):
            continue
        words = text.strip("【】[]〖〗 ").rstrip(":：。")
        if line.index in slogans:
            words = without_slogan(words)
        if ":" in words or "\t" in words:
            continue  # 整改情况：已完成整改。 is a label with its content
        if following.is_answer and pure_status(page.folded, line.start, line.end):
            continue  # 整改中, a badge above 整改措施：…
        role = part_role(words)
        set_off = role in _SET_OFF and (
            _set_off(page, line, found, first) or _counted_below(words, lines, at)
        )
        heads_part = set_off or (
            label_role(words) in ANSWERS and _answers_several(page, lines[at + 1 : at + 3])
        )
        if label_role(words) not in (None, "finding", "progress") and not heads_part:
            continue  # 主要措施： opens a part of one finding
        if (
            role
            and not (at and _announced_above(page, lines[at - 1], line, role))
            and (
                heads_part
                or _heads_list(words, following)
                or _marked(line)
                or text.endswith((":", "："))
                or is_generic(words)
                or (bare and len(words) <= _SHORT_HEAD)
            )
            and not _is_lead(words)
        ):
            if role == "basic" and line.index < first:
                found[line.index] = INTRODUCES
            else:
                found[line.index] = 0 if heads_part else 2  # 審計署的建議 ends even 第四部分
        elif (is_category(words) and (_marked(line) or len(words) <= 20)) or _groups_records(
            page, lines[at : at + 3]
        ):
            found[line.index] = 3
        elif following.is_answer and not line.opening_label:
            found[line.index] = NAMED
    found = paired | found
    grouped = group_headings(page, free, {*cells, *found}) or fields
    return beside_parts(page, lines, dict.fromkeys(grouped, 3) | found)


def _left_alone(lines: list[Line]) -> dict[int, int]:
    """The last line where it is a heading of the page over what comes next, whose text speaks for the whole document."""
    heads = bool(lines) and lines[-1].block.kind == "heading" and part_role(lines[-1].text) in _SET_OFF
    return {lines[-1].index: 0} if heads else {}


def _set_off(page: Page, line: Line, found: dict[int, int], first: int) -> bool:
    """True for a heading of the page, and for a line below two others that head parts or fields where all these are in bold,
    or where nothing has a number (`first` that has one).
    """
    if line.block.kind == "heading":
        return True
    if line.end - line.start > _SHORT_HEAD or (not line.block.bold and first < len(page.lines)):
        return False
    heads = (i for i, rank in found.items() if rank in (2, 3) and i < line.index)
    return sum(page.lines[i].block.bold == line.block.bold for i in heads) > 1


def _counted_below(words: str, lines: list[Line], at: int) -> bool:
    """True for 建議 right above 建議一：…, and, once on a page, between two lists of one numbering: it heads the second."""
    mark = lines[at + 1].mark
    if mark is None or mark.value != 1:
        return False
    if mark.kind == "problem":
        return lines[at + 1].text.startswith(words[-2:])
    above = lines[at - 1].mark if at else None
    again = above is not None and above.kind == mark.kind and above.value > 1
    return (
        again and sum(x.is_plain and x.text.strip("：: ") == lines[at].text.strip("：: ") for x in lines) == 1
    )


def _announced_above(page: Page, above: Line, line: Line, role: str) -> bool:
    """True for 审计发现7个问题： right below 二、审计发现的主要问题: it says once more what the list below is."""
    if above.mark is None or above.is_table or _marked(line):
        return False
    words = page.folded[above.body : above.end]
    return not STOPS.search(words) and part_role(words) == role


def _bare_heads(lines: list[Line]) -> list[int]:
    """Short lines without a number that say what follows (工程概况, 审计结果, 审计处理), where three or more divide a text."""
    short = [x for x in lines if x.is_plain and x.end - x.start <= _SHORT_HEAD]
    roles = {x.index: part_role(x.text) for x in short if _stands_bare(x)}
    heads = {index: role for index, role in roles.items() if role}
    return list(heads) if len(set(heads.values())) > 2 else []


def _stands_bare(line: Line) -> bool:
    words = line.text.strip()
    return not re.search(r"[，,。；;：:、\t]", words) and label_role(words) in (
        None,
        "finding",
        "recommendation",
        "requirement",
        "acceptance",
    )


_SHORT_HEAD = 14


def _slogans(page: Page, lines: list[Line]) -> set[int]:
    """Marked lines such as 查实：三个漏洞, 整改：刀刃向内, 启示：把好事办好: several, each once, not all labels of a record."""
    purposes: dict[int, str] = {}
    for line, following in pairwise(lines):
        if not (line.is_plain and _marked(line)):
            continue
        words = line.text.strip()
        purpose = without_slogan(words)
        if purpose != words and not hits_in(page.folded, line.start, line.end) and not _marked(following):
            purposes[line.index] = purpose
    told = list(purposes.values())
    once = len(set(told)) == len(told) > 1
    return set(purposes) if once and any(label_role(p) is None for p in told) else set()


def _answers_several(page: Page, below: list[Line]) -> bool:
    """True for 针对甲问题：… and 关于乙问题：… below 整改进展: it heads the answers to several findings."""
    return len(below) > 1 and all(
        x.is_plain and ABOUT_SENTENCE.match(page.folded, x.start, x.end) for x in below
    )


def _groups_records(page: Page, lines: list[Line]) -> bool:
    """True for a heading of the page right above two tables or more, or a number (第3.4段): a field, below it its records."""
    if lines[0].block.kind != "heading" or len(lines) < 3:
        return False
    return (lines[1].is_table and lines[2].is_table) or record_number(page, lines[1]) is not None


def _heads_list(text: str, following: Line) -> bool:
    """True for 下一步工作打算 above a list that begins anew, even where the page prints it like any line."""
    mark = following.mark
    return (
        len(text) <= 20
        and mark is not None
        and mark.value == 1
        and mark.kind in ("han", "han_paren", "num", "num_half")
    )


def _marked(line: Line) -> bool:
    return line.block.kind == "heading" or (line.block.bold and line.end - line.start <= 40)


def _is_lead(text: str) -> bool:
    """A sentence that announces (现将整改情况报告如下) heads nothing."""
    return bool(
        re.search(
            r"(?:如下|以下|下列).{0,10}$|共(?:查出|发现|指出|存在|反馈)|^(?:现|根据|按照|截至|为)|^对.{4,}[，,]|[，,].{8,}|[，,][^，,]{0,6}(?:问题|不足|缺失)(?:是|有|为|包括)?$",
            text,
        )
    )
