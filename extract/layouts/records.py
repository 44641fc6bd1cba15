"""Findings told by labels alone: 反馈问题：… 整改目标：… 整改措施：… 整改完成情况：…, once or again and again."""

from collections.abc import Collection

from extract.content import read_content
from extract.drafts import Draft, Range
from extract.heads import read_head
from extract.line_reading import heading_role_of, labels_of
from extract.lines import Line, Page
from extract.pieces import pieces_of

_PROBLEMS: frozenset[str] = frozenset(["finding", "detail"])
_ADVICE: frozenset[str] = frozenset(["requirement"])
_ABOUT = frozenset(["measure", "progress", "status", "result", "requirement", "responsible", "deadline"])


def labelled_records(page: Page, lines: list[Line], heads: Collection[int] = ()) -> list[Draft]:
    """Each label that names a problem opens a finding; the labels after it fill it. One label is no record.

    Where no label names a problem, recommendations that are answered again and again stand for their findings
    (審計署的建議：… 跟進行動：…). `heads` are indexes of lines left out that head parts: a record that has its answer
    ends there.
    """
    starts = [(i, place) for i, line in enumerate(lines) if (place := _problem(page, lines, i, _PROBLEMS))]
    least = 2
    if not starts:
        starts = [(i, place) for i, line in enumerate(lines) if (place := _problem(page, lines, i, _ADVICE))]
        least = 1
        if len(starts) < 2:
            return []
    drafts: list[Draft] = []
    for n, (i, place) in enumerate(starts):
        stop = starts[n + 1][0] if n + 1 < len(starts) else len(lines)
        stop = _stop(page, lines, i, stop, heads)
        roles = {r for line in lines[i:stop] for r in _roles(page, line)}
        if len((roles - _ADVICE if least == 1 else roles) & _ABOUT) < least:
            continue
        drafts.append(_record(page, lines, i, stop, place))
    return drafts


def _stop(page: Page, lines: list[Line], first: int, stop: int, heads: Collection[int]) -> int:
    """Where a record ends: at the first heading of a part after two of its cells were told."""
    told: set[str] = set()
    for k in range(first, stop):
        if len(told) > 1 and any(lines[k - 1].index < h < lines[k].index for h in heads):
            return k
        told |= _roles(page, lines[k]) & _ABOUT
    return stop


def _roles(page: Page, line: Line) -> set[str]:
    if line.is_table:
        return set()
    role = heading_role_of(page, line)
    return {role} if role else {x.role for x in labels_of(page, line)}


def _problem(page: Page, lines: list[Line], i: int, openers: frozenset[str]) -> Range | None:
    """The text after a label 问题：, on its line or on the next."""
    line = lines[i]
    if line.is_table:
        return None
    if heading_role_of(page, line) in openers:
        following = lines[i + 1] if i + 1 < len(lines) else None
        return (following.body, following.end) if following and not following.is_table else None
    labels = labels_of(page, line)
    if labels and labels[0].role in openers and labels[0].start == line.body:
        stop = labels[1].start if len(labels) > 1 else line.end
        return (labels[0].end, stop) if page.folded[labels[0].end : stop].strip() else None
    return None


def _record(page: Page, lines: list[Line], first: int, stop: int, place: Range) -> Draft:
    head = read_head(page.folded, *page.trim(*place))
    draft = Draft(title=head.title, own=(lines[first].start, lines[stop - 1].end))
    draft.because("title", "label that names a problem")
    mark = lines[first].mark
    if mark is not None and mark.kind == "problem":  # 审计发现一 and the label on the next line
        draft.label, draft.label_value = (mark.start, mark.label_end), mark.value
    if head.rest:
        draft.detail.append(head.rest)
    opening = next(line for line in lines[first:stop] if line.start <= place[0] < line.end)
    rest = (place[1], opening.end) if place[1] < opening.end else None
    after = [line for line in lines[first:stop] if line.start >= opening.end]
    read_content(page, draft, pieces_of(page, after, rest), "measure")
    return draft
