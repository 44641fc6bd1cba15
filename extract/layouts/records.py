"""Findings told by labels alone: 反馈问题：… 整改目标：… 整改措施：… 整改完成情况：…, once or again and again."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from extract.answers.content import read_content
from extract.drafts import Draft, Range, opened
from extract.language.numerals import parse_numeral
from extract.lines.enumerators import Mark
from extract.lines.heads import read_head
from extract.lines.labels import ABOUT_PROBLEM, ANSWERS, PROBLEM, Role
from extract.lines.line_reading import record_number
from extract.lines.lines import Line, Page
from extract.lines.series import LISTS, series, with_ends
from extract.outline.pieces import Piece, pieces_of

_ADVICE: frozenset[str] = frozenset(["requirement"])
_HEAD = "head"  # beside the roles of labelled cells
_LONGEST_HEAD = 30  # characters
_STOPS = ("。", ";", ":", "，", ",", "、")
# 养护经费｜第1条, No.3 资金管理: what parts the name of a field from the number of a record
_PIECE = re.compile(r"[^|/·:—\s-]+(?:[ ](?=\d)[^|/·:—\s-]+)?")
_NUMBERS = re.compile(
    r"第[ ]?(?P<n>[\d一二三四五六七八九十]{1,3})[ ]?[条项号件个则张宗点]|(?:No\.?|NO\.?|№|#)[ ]?(?P<m>\d{1,3})|(?P<k>\d{1,3})"
)


def labelled_records(page: Page, lines: list[Line], heads: Collection[int] = ()) -> list[Draft]:
    """Each label that names a problem opens a finding; the labels after it fill it. One label is no record.

    Where no label names a problem, recommendations that are answered again and again stand for their findings
    (審計署的建議：… 跟進行動：…). `heads` are indexes of lines left out that head parts: a record that has its answer
    ends there.
    """
    starts = [(i, place) for i, line in enumerate(lines) if (place := _problem(page, lines, i, PROBLEM))]
    starts = _without_described(lines, starts)
    opens: frozenset[str] = frozenset()
    if not starts:
        starts = [(i, place) for i, line in enumerate(lines) if (place := _problem(page, lines, i, _ADVICE))]
        opens = _ADVICE
        if len(starts) < 2:
            return []
    stretches = _stretches(page, lines, [i for i, _ in starts], heads)
    told = [{r for x in lines[a:b] for r in _roles(x)} & ABOUT_PROBLEM - opens for a, b in stretches]
    again = opens or _answered_again(page, [place for _, place in starts], told)
    return [
        draft
        for (first, stop), roles, (_, place) in zip(stretches, told, starts, strict=True)
        if place[0] < lines[stop - 1].end
        and _fewest(roles, again=bool(again)) <= max(len(roles), _different(lines[first:stop], roles))
        for draft in _record(page, lines, first, stop, place)
    ]


def _fewest(roles: set[Role], *, again: bool) -> int:
    return 1 if again or "status" in roles else 2


def _different(lines: list[Line], roles: set[Role]) -> int:
    """Labels of such roles by their words: 整改情况：… and 整改结果：… tell both how it went."""
    return len({label.words for x in lines if (label := x.opening_label) and label.role in roles})


def _without_described(lines: list[Line], starts: list[tuple[int, Range]]) -> list[tuple[int, Range]]:
    """Leave out 【描述】 below 【问题】, 具体问题 below 问题: it tells more of the problem that a label above it names."""
    kept: list[tuple[int, Range]] = []
    for at, place in starts:
        above = kept[-1][0] if kept else None
        if (
            above is None
            or not _describes(lines[at], lines[above])
            or any(_roles(x) & ANSWERS for x in lines[above:at])
        ):
            kept.append((at, place))
    return kept


def _describes(line: Line, above: Line) -> bool:
    mine, other = line.opening_label, above.opening_label
    return mine is not None and other is not None and mine.words != other.words


def _stretches(
    page: Page, lines: list[Line], starts: list[int], heads: Collection[int]
) -> list[tuple[int, int]]:
    """The lines of each record."""
    leads = _leads(page, lines, starts, heads)
    stops = [*leads[1:], len(lines)]
    return [(a, _stop(lines, a, b, heads)) for a, b in zip(leads, stops, strict=True)]


def _answered_again(page: Page, problems: list[Range], told: list[set[Role]]) -> bool:
    """True where the pair of a problem and its answer comes again and again (【审计发现】…【整改落实】…), one problem each."""
    answered = sum(bool(roles & ANSWERS) for roles in told)
    return (
        len(told) > 1 and answered == len(told) and not any(series(page.folded, *p, LISTS) for p in problems)
    )


def _leads(page: Page, lines: list[Line], starts: list[int], heads: Collection[int]) -> list[int]:
    """Where each record begins: at its problem, or at the cells that stand above the problem in every record."""
    above = [_cells_above(page, lines, i, starts[n - 1] if n else -1, heads) for n, i in enumerate(starts)]
    opened = [label.words if (label := lines[i].opening_label) else "" for i in starts]
    usual = Counter(opened).most_common(1)[0][
        0
    ]  # another label (案由 of what is discussed below) opens no record
    alike = (cells for cells, words in zip(above, opened, strict=True) if words == usual)
    in_all = set.intersection(*({role for role, _ in cells} for cells in alike))
    return [
        min([i, *(at for role, at in cells if role in in_all)])
        for i, cells in zip(starts, above, strict=True)
    ]


def _cells_above(
    page: Page, lines: list[Line], start: int, floor: int, heads: Collection[int]
) -> list[tuple[str, int]]:
    """Role and place of the labelled cells right above a problem: 编号 X / 责任单位：… / 问题：…; no heading parts them."""
    cells: list[tuple[str, int]] = []
    at = start - 1
    while at > floor and not any(h in heads for h in range(lines[at].index, lines[at + 1].index)):
        role = _cell(page, lines[at])
        if role is None:
            cells += [(_HEAD, at)] if _may_head(lines[at]) else []
            break
        cells.append((role, at))
        at -= 1
    return cells


def _may_head(line: Line) -> bool:
    """True for a short line without a number or a label (养护经费｜第1条), which above every record heads it."""
    words = line.text.rstrip()
    return line.is_plain and len(words) <= _LONGEST_HEAD and not words.endswith(_STOPS)


def _cell(page: Page, line: Line) -> str | None:
    if line.is_table:
        return None
    if record_number(page, line):
        return "number"
    label = line.opening_label
    return label.role if label else None


def _stop(lines: list[Line], first: int, stop: int, heads: Collection[int]) -> int:
    """Where a record ends: at the first heading of a part after its answer, or two of its cells, were told."""
    told: set[Role] = set()
    for k in range(first, stop):
        if (len(told) > 1 or told & ANSWERS) and any(lines[k - 1].index < h < lines[k].index for h in heads):
            return k
        told |= _roles(lines[k]) & ABOUT_PROBLEM
    return stop


def _roles(line: Line) -> set[Role]:
    if line.is_table:
        return set()
    role = line.heading_role
    return {role} if role else {x.role for x in line.labels}


def _problem(page: Page, lines: list[Line], i: int, openers: frozenset[str]) -> Range | None:
    """The text after a label 问题：, on its line or on the next."""
    line = lines[i]
    if line.is_table:
        return None
    if line.heading_role in openers:
        following = lines[i + 1] if i + 1 < len(lines) else None
        told = following is not None and not following.is_table and following.body < following.end
        return (following.body, following.end) if following and told else None
    labels = line.labels
    if labels and labels[0].role in openers and labels[0].start == line.body:
        stop = labels[1].start if len(labels) > 1 else line.end
        return (labels[0].end, stop) if page.folded[labels[0].end : stop].strip() else None
    return None


def _record(page: Page, lines: list[Line], first: int, stop: int, place: Range) -> list[Draft]:
    """The finding of a record, or each of those that it lists and answers by the same numbers."""
    head = read_head(page.folded, *page.trim(*place))
    draft = Draft(title=head.title, own=(lines[first].start, lines[stop - 1].end))
    draft.because("title", "label that names a problem")
    mark = lines[first].mark
    top = lines[first]
    headed = top.end <= place[0] and _may_head(top) and top.heading_role is None and _cell(page, top) is None
    head_line = top if headed else None
    numbered = next((m for x in lines[first:stop] if (m := record_number(page, x))), None)
    if mark is not None and mark.kind == "problem":  # 审计发现一 and the label on the next line
        draft.label, draft.label_value = (mark.start, mark.label_end), mark.value
    elif numbered:
        told = numbered.lastgroup or 0
        draft.label, draft.label_value = numbered.span(told), parse_numeral(numbered[told])
    draft.detail += [told for told in (head.aside, head.rest) if told]
    if head_line is not None:
        _read_head(page, draft, head_line)
    opening = next(line for line in lines[first:stop] if line.start <= place[0] < line.end)
    rest = (place[1], opening.end) if place[1] < opening.end else None
    others = [
        x for x in lines[first:stop] if x is not opening and x is not head_line and not record_number(page, x)
    ]
    above = [x for x in others if x.end <= opening.start]
    after = [x for x in others if x.start >= opening.end]
    pieces = [*pieces_of(page, above, None), *pieces_of(page, after, rest)]
    divided = [] if draft.label else _divided(page, place, pieces)
    for one, told_of in divided:
        one.own, one.category = draft.own, draft.category
        read_content(page, one, told_of, "measure")
    if not divided:
        read_content(page, draft, pieces, "measure")
    return [one for one, _ in divided] or [draft]


def _divided(page: Page, place: Range, pieces: list[Piece]) -> list[tuple[Draft, list[Piece]]]:
    """问题 ①甲；②乙。 整改 ①…；②… 状态 ①…；②…: a finding for each number, where an answer has the same ones; a piece
    without them holds for all.
    """
    problems = _items(page, *place)
    listed = {
        i: items for i, p in enumerate(pieces) if len(items := _items(page, p.start, p.end)) == len(problems)
    }
    if len(problems) < 2 or not any(pieces[i].role in ANSWERS for i in listed):
        return []
    found: list[tuple[Draft, list[Piece]]] = []
    for n, (mark, stop) in enumerate(problems):
        head = read_head(page.folded, *page.trim(mark.end, stop, also="；;"))
        draft = opened(head.title, "label that names a problem")
        draft.label, draft.label_value = (mark.start, mark.label_end), mark.value
        draft.detail += [told for told in (head.aside, head.rest) if told]
        own = [
            replace(p, start=listed[i][n][0].end, end=listed[i][n][1]) if i in listed else p
            for i, p in enumerate(pieces)
        ]
        found.append((draft, own))
    return found


def _items(page: Page, start: int, end: int) -> list[tuple[Mark, int]]:
    """The numbers of a text that is nothing but a list, and where each item ends."""
    start, end = page.trim(start, end)
    marks = series(page.folded, start, end, LISTS)
    return list(with_ends(marks, end)) if marks and marks[0].start == start else []


def _read_head(page: Page, draft: Draft, line: Line) -> None:
    """Number and field that a line above the record names (养护经费｜第1条, 标段  一标段)."""
    fields: list[Range] = []
    for piece in _PIECE.finditer(page.folded, line.start, line.end):
        number = _NUMBERS.fullmatch(piece[0])
        if number is None:
            fields.append(piece.span())
        elif draft.label is None:
            draft.label = piece.span()
            draft.label_value = parse_numeral(number["n"] or number["m"] or number["k"])
    if fields and not draft.category:
        again = len(fields) == 2 and page.folded[slice(*fields[0])] in page.folded[slice(*fields[1])]
        draft.category = (fields[again],)
        draft.because("category", "line above the record")
