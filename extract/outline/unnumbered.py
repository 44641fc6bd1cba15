"""Find the lines without a number that head what follows: parts, fields, problems named in full."""

import re
from collections.abc import Collection
from itertools import pairwise

from extract.lines.bulleted import bulleted_fields
from extract.lines.labels import label_role
from extract.lines.lines import Line, Page
from extract.lines.parts import part_role, without_slogan
from extract.outline.fields_above import fields_above
from extract.outline.group_headings import (
    beside_parts,
    divided_by_fields,
    group_headings,
    groups_of_named,
    places,
)
from extract.outline.heading_signs import SHORT_HEAD, SPEAKS_FOR_ALL, Around, is_marked
from extract.outline.paired import paired_lines
from extract.outline.problem_lines import problem_lines
from extract.outline.record_labels import labels_of_records
from extract.outline.state_lists import named_lists, sorting_lines
from extract.outline.tree import NAMED
from extract.status.statements import hits_in

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
    found = dict.fromkeys(problems, NAMED) | _plain_enough(page, lines, free)
    paired = dict.fromkeys(paired_lines(page, [x for x in free if x.index not in cells]), NAMED)
    grouping = groups_of_named(page, lines, found) or (
        groups_of_named(page, lines, paired | found) if paired else []
    )
    sorting = sorting_lines(page, lines)
    found |= dict.fromkeys([*grouping, *sorting], 3)
    fields = fields_above(page, free)
    settled = {i for i, rank in found.items() if rank in (NAMED, 0)}.union(cells, grouping, sorting)
    settled |= {i for i in paired if page.lines[i].block.kind == "heading"}
    around = Around(
        page=page,
        lines=lines,
        found=found,
        bare=bool(grouping or fields) or divided_by_fields(lines),
        slogans=_slogans(page, lines),
        first=next((x.index for x in lines if x.mark), len(page.lines)),
    )
    for at, line in enumerate(lines[:-1]):
        rank = around.rank(at) if line.is_plain and line.index not in settled else None
        if rank is not None:
            found[line.index] = rank
    found = paired | found
    grouped = group_headings(page, free, {*cells, *found}) or fields
    return beside_parts(page, lines, dict.fromkeys(grouped, 3) | found)


def _plain_enough(page: Page, lines: list[Line], free: list[Line]) -> dict[int, int]:
    """Lines that head what follows whatever stands around them, with their ranks."""
    found = dict.fromkeys(_bare_heads(free), 2)
    found |= dict.fromkeys(bulleted_fields(page, lines), 3) | dict.fromkeys(places(lines), 3)
    found |= {x.index: 0 for x in free if x.is_plain and _CLOSES.fullmatch(page.folded, x.start, x.end)}
    return found | dict.fromkeys(named_lists(page, lines), 2) | _left_alone(lines)


def _left_alone(lines: list[Line]) -> dict[int, int]:
    """The last line where it is a heading of the page over what comes next, whose text speaks for the whole document."""
    heads = bool(lines) and lines[-1].block.kind == "heading" and part_role(lines[-1].text) in SPEAKS_FOR_ALL
    return {lines[-1].index: 0} if heads else {}


def _bare_heads(lines: list[Line]) -> list[int]:
    """Short lines without a number that say what follows (工程概况, 审计结果, 审计处理), where three or more divide a text."""
    short = [x for x in lines if x.is_plain and x.end - x.start <= SHORT_HEAD]
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


def _slogans(page: Page, lines: list[Line]) -> set[int]:
    """Marked lines such as 查实：三个漏洞, 整改：刀刃向内, 启示：把好事办好: several, each once, not all labels of a record."""
    purposes: dict[int, str] = {}
    for line, following in pairwise(lines):
        if not (line.is_plain and is_marked(line)):
            continue
        words = line.text.strip()
        purpose = without_slogan(words)
        if purpose != words and not hits_in(page.folded, line.start, line.end) and not is_marked(following):
            purposes[line.index] = purpose
    told = list(purposes.values())
    once = len(set(told)) == len(told) > 1
    return set(purposes) if once and any(label_role(p) is None for p in told) else set()
