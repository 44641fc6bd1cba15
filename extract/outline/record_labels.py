"""Lines that hold but a label and come again with every record: they head its cells, no part of the document."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from extract.lines.labels import ABOUT_PROBLEM, PROBLEM, in_bracket_of, label_role
from extract.lines.lines import Line, Page

_CLOSING = frozenset("）)】]〕:：")  # 整改情况（已完成） is the label 整改情况
_LABEL = 40  # characters of a line that is but a label, its brackets included


def labels_of_records(page: Page, lines: list[Line], problems: list[int]) -> set[int]:
    """Label lines that come again with every record (上次发现 / 建议 / 措施 / 结论 …), or name all cells of one: they
    head no part of the document, nor does one that elsewhere has its text on its own line. `problems` are indexes of
    lines without a number that open a record.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        if line.is_table or line.end - line.body > _LABEL:
            continue
        state = (
            in_bracket_of(page.folded, line.body, line.end) if page.folded[line.end - 1] in _CLOSING else None
        )
        words = page.folded[line.body : state[0] - 1 if state else line.end].strip(" :：。【】[]")
        if len(words) <= 20 and label_role(words):
            places[words].append(line.index)
    beside = _told_beside(lines, places)
    again = {words: found for words, found in places.items() if len(found) > 1}
    if len(again) >= 3 and any(label_role(words) in PROBLEM for words in again):
        return beside | {index for found in again.values() for index in found}
    below_heads = {
        index for found in again.values() if _below_heads(lines, found, problems) for index in found
    }
    if below_heads:
        return beside | below_heads
    roles = {label_role(words) for words in places}
    inline = [label.role for x in lines if places and (label := x.opening_label) and label.end < x.end]
    one_record = not again and (
        (bool(roles & PROBLEM) and len(roles & ABOUT_PROBLEM) > 2)
        or (sum(role in PROBLEM for role in inline) == 1 and len(roles.union(inline) & ABOUT_PROBLEM) > 1)
    )  # 整改任务：F above 整改完成情况： on a line of its own: each label once
    return beside | ({index for found in places.values() for index in found} if one_record else set())


def _told_beside(lines: list[Line], places: Mapping[str, list[int]]) -> set[int]:
    """Label lines (辦理情形： above a list) whose words also open lines that go on (辦理情形：已修復。): cells of records."""
    labels = [label for x in lines if places and (label := x.opening_label) and label.end < x.end]
    told = {label.words for label in labels if label.role in ABOUT_PROBLEM}
    return {index for words in told & places.keys() for index in places[words]}


def _below_heads(lines: list[Line], places: list[int], problems: Collection[int]) -> bool:
    """True for 整改情况： below 一、 and again below 二、: a label inside each. A list like theirs below most tells a part.

    What stands nearest above a label may be an item of the cell before it, so heads of every kind are asked.
    """
    wanted = set(places)
    nearest: list[tuple[str, int]] = []
    last: tuple[str, int] = ("", 0)
    above: dict[str, int] = {}
    heads: dict[str, set[int]] = defaultdict(set)
    for line, following in zip(lines, [*lines, None][1:], strict=True):
        if line.mark and not line.is_table:
            above[line.mark.kind] = line.index
            last = line.mark.kind, line.mark.value
        elif line.index in problems:
            above["problem"] = line.index
        if line.index in wanted:
            nearest.append(last)
            own = following.mark.kind if following and following.mark else None
            for kind, head in above.items():
                if kind != own:
                    heads[kind].add(head)
    if nearest == [(nearest[0][0], n) for n in range(1, len(places) + 1)]:
        return True  # 1. F / 改善情形 / 1.… 2.…, again below 2.: lists begin anew, the heads count on
    return max(map(len, heads.values()), default=0) > 0.75 * len(places)
