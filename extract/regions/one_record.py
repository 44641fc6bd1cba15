"""Labels that tell of one problem and what was done about it: the sections of a text as the cells of one record."""

import re
from collections import Counter

from extract.layouts.records import labelled_records
from extract.lines.enumerators import HAN
from extract.lines.labels import ANSWERS, PROBLEM, Role
from extract.lines.lines import Line, Page
from extract.outline.tree import Section
from extract.work import Work

OUTER = ("part", "division", "formal", "roman", "han", "han_paren", "stem")
_CELLS = frozenset(["deadline", "responsible", "status", "measure", "requirement"])
# What the label of an answer speaks of: not 结果：, 进度： or 措施： alone, which head anything.
_ANSWERED = re.compile(
    "整改|改善|改进|改正|矫正|回应|[回函答][复覆]|[声申查]复|跟进|追踪|复查|列管|检讨|(?:办理|处理|执行|落实)情[况形]"
)
_REPLIES: frozenset[Role] = frozenset([*ANSWERS, "acceptance"])
_FEWEST_ANSWERS = 2  # labels of answers that make one record where a problem is labelled too


def answers_by_label(lines: list[Line]) -> bool:
    """True where a label that tells a rectification comes again and again (整改情况：已完成整改，…, 機關回復：…), or where one
    problem is told by labels (任务名称：… 整改措施：… 整改完成情况：…).
    """
    labels = [(x.words, x.role) for line in lines if (x := line.opening_label) is not None]
    labels += [(x.text, role) for x in lines if x.is_plain and (role := x.heading_role) is not None]
    heads = {role for x in lines if x.is_plain and (role := x.heading_role) is not None}
    if heads & PROBLEM and "requirement" in heads and heads & _REPLIES:
        return True  # 審查所得 / (a) … 改善建議 / (a) … 管理層的回應 / (a) …
    told = Counter(words for words, role in labels if role in _REPLIES and _ANSWERED.search(words))
    again = {(words, role) for (words, role), n in Counter(labels).items() if n > 1}
    asked = any(role in PROBLEM or role == "requirement" for _, role in again)
    if asked and sum(role in ANSWERS for _, role in again) > 1:
        return True  # 貴署觀察：… 校方行動：… 現時狀況：…
    return any(n > 1 for n in told.values()) or (
        len(told) >= _FEWEST_ANSWERS and any(role in PROBLEM for _, role in labels)
    )


def read_one_record(work: Work) -> set[int]:
    """One finding whose cells are the sections themselves: 一、反馈问题 二、整改目标 三、整改时限 四、整改措施, or those of one
    part: 二、问题整改情况 (一)问题描述：… (二)整改情况：….

    Returns the indexes of the parts that were read: all, that one, or none.
    """
    root = work.case.root
    whole = _end_of_record(root)
    inside = [(root, whole)] if whole else [(x, end) for x in root.children if (end := _end_of_record(x))]
    if len(inside) != 1:
        return set()
    above, stop = inside[0]
    lines = work.case.body if whole else above.lines[1:]
    drafts = labelled_records(work.page, [x for x in lines if x.start < stop])
    work.note(
        "labels",
        float(bool(drafts)),
        len(drafts),
        "sections that are cells of one record",
        chosen=bool(drafts),
    )
    work.drafts.extend(drafts)
    told = [i for i, p in enumerate(work.case.parts) if p.heading is above or (whole and p.start < stop)]
    read = set(told) if drafts else set()
    work.used |= read
    return read


def _end_of_record(above: Section) -> int:
    """Where a record ends whose cells the outer numbers below a heading open, one label a problem's, which has no list of
    its own; 0 for other sections. What follows the last label (七、公示时间及意见反馈) is no part of it.
    """
    tops = [s for s in above.children if s.line.mark and s.line.mark.kind in OUTER]
    roles = [_role(s.line) for s in tops]
    problems = [s for s, role in zip(tops, roles, strict=True) if role in PROBLEM]
    if len(problems) != 1 or sum(role in _CELLS | ANSWERS for role in roles) < 2:
        return 0
    told = [i for i, role in enumerate(roles) if role is not None]
    inside = sum(_role(s.line) in PROBLEM for top in tops for s in top.subtree if s is not top)
    if inside > 1:  # 二、审核意见及办理情形 / （一）审核意见：… （二）审核意见：…: records of its own
        return 0
    if None in roles[told[0] : told[-1]] or sum(1 for s in problems[0].subtree if s.kind is not None) > 2:
        return 0
    return next((s.start() for s in tops[told[-1] + 1 :]), above.end() + 1)


_PROBLEM_NUMBER = re.compile(
    rf"(?:反馈(?:的)?|督察反馈)?(?:第(?:{HAN}|\d{{1,3}})[项个条](?:反馈)?(?:的)?(?:问题|任务|事项)?|(?:问题|任务|事项)(?:{HAN}|\d{{1,3}}))[:：]?"
)


def read_numbered_records(work: Work) -> set[int]:
    """一、第十九项问题 above labels that tell it (反馈问题：… 整改目标：… 整改完成情况：…): each such part is one record.

    Returns the indexes of these parts, or none.
    """
    page = work.page
    told = {
        i: p for i, p in enumerate(work.case.parts) if p.heading is not None and _numbers_one(page, p.heading)
    }
    if not told:
        return set()
    headings = [p.heading for p in told.values() if p.heading is not None]
    between = {h.line.index for h in headings}
    drafts = labelled_records(page, [x for x in work.case.body if x.index not in between])
    places = [next((i for i, p in told.items() if p.start < d.own[0] < p.end), None) for d in drafts]
    if places != list(told):
        return set()
    for draft, heading in zip(drafts, headings, strict=True):
        draft.label = draft.label or page.trim(heading.line.body, heading.line.end)
        draft.because("label", "the heading of its record")
    work.note("labels", 1.0, len(drafts), "records below the numbers of problems", chosen=True)
    work.drafts.extend(drafts)
    work.used |= set(told)
    return set(told)


def _numbers_one(page: Page, heading: Section) -> bool:
    line = heading.line
    return (
        not line.is_table and _PROBLEM_NUMBER.fullmatch(page.folded[line.body : line.end].strip()) is not None
    )


def _role(line: Line) -> Role | None:
    """The role of a line that is a label or opens with one."""
    label = line.opening_label
    return line.heading_role or (label.role if label else None)
