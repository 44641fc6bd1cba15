"""Find the lines without a number that each name one problem: 关于F的问题。, ——F。…, a line right above 整改情况：…."""

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise, takewhile
from sys import maxsize

from extract.language.sentences import STOPS, first_sentence, sentences
from extract.lines.bulleted import answered_below, items_of_answers
from extract.lines.heads import read_head
from extract.lines.line_reading import record_number
from extract.lines.lines import Line, Page
from extract.lines.parts import announces_problems, is_category, is_generic, part_role
from extract.lines.series import LISTS, series
from extract.outline.above_records import titles_of_records
from extract.outline.answered_lines import HEADING, above_answers, heads_group, tells_fault
from extract.outline.paired import answering, turns_below_fields
from extract.outline.units_before import unit_before
from extract.roles.turning import FAULT, weight
from extract.status.statements import hits_in, pure_status

# ——欠款未收回的问题。…  ——“欠款未收回”问题，…
_BREAKS = re.compile(r"[，,。；;！!？?]")
_BULLET_NAMES = re.compile(r"[^。；;：:]{4,60}(?:的)?问题[。：:]|“[^。；;：:“”]{4,60}”(?:的)?问题[，,]")
_NAMES_PROBLEM = re.compile(
    r"(?:关于|针对)[^。；;]{2,80}问题(?:的?整改(?:落实)?情况)?(?:[。：:]|$)|(?:关于|针对|对于?|就)“[^。；;]{2,80}”(?:的|等)?问题[，,]"
)


def problem_lines(page: Page, lines: list[Line]) -> list[int]:
    """Their indexes; of each kind none where there is only one such line."""
    if titles := titles_of_records(lines):
        return titles
    answered = above_answers(page, lines)
    return [
        *_without_groups(_headed(lines), answered),
        *_named(page, lines),
        *_bulleted(page, lines),
        *answered,
        *turns_below_fields(page, lines),
        *_announced(page, lines),
    ]


def _without_groups(heads: list[int], answered: list[int]) -> list[int]:
    """None where one of the headings stands above two problems that are answered for themselves: they head groups."""
    counts = [bisect_left(answered, b) - bisect_right(answered, a) for a, b in pairwise([*heads, maxsize])]
    return [] if max(counts, default=0) > 1 else heads


def _headed(lines: list[Line]) -> list[int]:
    """Headings without a number, each with a labelled answer before the next one, in pages that have no others."""
    found: list[int] = []
    open_: int | None = None
    for line in lines:
        label = line.opening_label
        if label is not None and label.role == "finding":
            return []  # 问题：… below a field
        if line.is_plain and line.block.kind == "heading" and label is None:
            words = line.text
            if open_ is not None or is_category(words) or is_generic(words):
                return []
            open_ = line.index
        elif line.is_table or (line.mark and line.block.kind == "heading"):
            return []
        elif open_ is not None and line.is_answer:
            found.append(open_)
            open_ = None
    return found if len(found) > 1 and open_ is None else []


def _named(page: Page, lines: list[Line]) -> list[int]:
    """Lines without a number that open 关于F的问题。, where there are several: each heads its finding."""
    one_paragraph = {
        z.index for x, y in pairwise(lines) if "\n" not in page.folded[x.end : y.start] for z in (x, y)
    }
    below_fields = _below_fields(page, lines)
    named = [
        x.index
        for x in lines
        if x.is_plain
        and (
            x.index in one_paragraph
            or _NAMES_PROBLEM.match(page.folded, x.start, x.end)
            or (x.index in below_fields and _AIMED.match(page.folded, x.start, x.end))
        )
        and x.head.about
    ]
    named += [x.index for x in lines if x.is_plain and _named_behind(page, x)]
    return named if len(named) > 1 else []


def _named_behind(page: Page, line: Line) -> bool:
    """True for 县卫生健康局：对“F”问题，责令退还…: the body stands before the problem."""
    colon = page.folded.find(":", line.start, min(line.end, line.start + 26)) + 1
    if not colon or not _NAMES_PROBLEM.match(page.folded, colon, line.end):
        return False
    return unit_before(page, line) is not None and read_head(page.folded, colon, line.end).about


# 二、聚焦主责主业，着力解决服务群众不到位问题 heads a field, as 部门预算审计查出问题整改情况 does; 针对F的问题，已… below
# it tells each finding
_SLOGAN = re.compile(
    r"[^。；;：:]{4,24}[，,][^。；;：:]{0,12}(?:解决|破解|整治|纠治|消除|防范|扭转)[^。；;：:]{2,30}(?:问题|现象|风险|难题|倾向)?[。]?"
)
_AIMED = re.compile(r"针对[^。；;]{4,80}问题[，,]")
_SEVERAL = 3  # such lines


def _below_fields(page: Page, lines: list[Line]) -> set[int]:
    """The plain lines below headings, with a number or without, that name a field, where all above such lines do."""
    if page.folded.count("针对") < _SEVERAL:
        return set()
    found: set[int] = set()
    field = False
    for line in lines:
        if line.mark is not None and not line.is_table:
            slogan = _SLOGAN.fullmatch(page.folded, line.body, line.end) is not None
            field = slogan or (heads_group(page, line) and not is_generic(page.folded[line.body : line.end]))
        elif line.is_plain and _AIMED.match(page.folded, line.start, line.end):
            if not field:
                return set()
            found.add(line.index)
        elif line.is_plain and _heads(line):
            field = is_category(line.text.strip().rstrip(":：。"))
    return found if len(found) >= _SEVERAL else set()


def _bulleted(page: Page, lines: list[Line]) -> list[int]:
    """Lines with a bullet in a list announced as problems, above labelled answers (■ F。 / 整改结果：…), or that tell
    problem and answer below a heading: ——F。…（已完成整改）.
    """
    if [x.is_bullet for x in lines].count(True) < 2:
        return []
    named: list[int] = []
    announced: list[int] = []
    heading = lines[0]
    answered: list[int] = []
    told: list[int] = []
    open_, grouped = False, False
    above: Line | None = None  # the last heading of a group whose bullets tell problem and answer
    items = items_of_answers(lines)
    for at, line in enumerate(lines):
        if not line.is_bullet:
            open_ = _announces_list(page, line) or (open_ and line.is_plain)
            grouped = heads_group(page, line) or _goes_on(above, line)
            heading = line
        elif line.index not in items and not record_number(page, line) and line.opening_label is None:
            named += [line.index] if _BULLET_NAMES.match(page.folded, line.body, line.end) else []
            announced += [line.index] if open_ else []
            answered += [line.index] if answered_below(lines, at) else []
            if grouped and _tells_both(page, line):
                told.append(line.index)
                above = heading
    return [index for found in (named, announced, answered, told) if len(found) > 1 for index in found]


def _goes_on(above: Line | None, line: Line) -> bool:
    """True for （三）应健全机制、堵塞漏洞的事项 behind the group （二）应纠正的事项: it heads one, whatever its words."""
    before, mark = above.mark if above else None, line.mark
    if before is None or mark is None or line.end - line.body > HEADING:
        return False
    return mark.kind == before.kind and mark.value == before.value + 1 and not STOPS.search(line.text)


def _announces_list(page: Page, line: Line) -> bool:
    """True for 三、审计发现的问题 and for a paragraph that ends in 还存在以下问题：."""
    words = "" if line.is_table else page.folded[line.body : line.end].strip()
    heading = len(words) <= HEADING and not STOPS.search(words)
    return (heading and part_role(words.rstrip(":：。")) == "finding") or announces_problems(words)


def _tells_both(page: Page, line: Line) -> bool:
    """True for a bullet that tells a fault and then what was done, or ends in its state: F。已…。（已完成整改）."""
    start, stop = first_sentence(page.folded, line.body, line.end)
    rest = page.folded[stop : line.end].strip()
    if not rest or stop - start > 80 or hits_in(page.folded, start, stop):
        return False
    last = sentences(page.folded, stop, line.end)[-1]
    return pure_status(page.folded, *last) is not None or tells_fault(page, line)


def _announced(page: Page, lines: list[Line]) -> list[int]:
    """Paragraphs right below each that ends in 还存在以下问题：, down to a heading, where the text has no other numbers and most
    tell a fault.
    """
    counted = [i for i, x in enumerate(lines) if x.is_table or x.mark or x.is_answer]
    last = counted[-1] if counted else 0  # the first lead stands there or below, or there is none
    leads = [i for i, x in enumerate(lines[last:], last) if x.is_plain and _announces_list(page, x)]
    if not leads or any(x.is_plain and _announces_list(page, x) for x in lines[:last]):
        return []
    found: list[int] = []
    for at, stop in pairwise([*leads, len(lines)]):
        below = takewhile(lambda x: x.is_plain and not _heads(x), lines[at + 1 : stop])
        unlabelled = takewhile(lambda x: x.opening_label is None, below)
        told = list(takewhile(lambda x: not answering(page, x), unlabelled))
        if any(series(page.folded, x.start, x.end, LISTS) for x in told):
            return []  # each paragraph lists several
        if 0 < sum(x.block.bold or x.block.kind == "heading" for x in told) < len(told):
            return []  # each problem stands in bold above what describes it
        faults = [x.index for x in told if _opens_fault(page, x)]
        found += faults if 2 * len(faults) > len(told) else []
    return found if len(found) > 1 else []


def _heads(line: Line) -> bool:
    """True for a short line that names a field or a part."""
    words = line.text.strip().rstrip(":：。")
    short = len(words) <= HEADING and not _BREAKS.search(words) and line.opening_label is None
    return short and (line.block.kind == "heading" or is_category(words) or part_role(words) is not None)


def _opens_fault(page: Page, line: Line) -> bool:
    start, stop = first_sentence(page.folded, line.body, line.end)
    return stop - start <= 120 and (tells_fault(page, line) or weight(page.folded[start:stop]) < FAULT)
