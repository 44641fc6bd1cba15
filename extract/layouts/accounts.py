"""Running text read by what its clauses do, in whatever order: a problem before its answer, behind it or in the midst of it,
several in one paragraph: 甲，已…。另一方面乙，已…。  已…，以此纠正丙的问题。  丁已收回。之所以收回，是因为审计发现戊。
"""

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from extract.answers.content import read_answer, read_content, read_stretch
from extract.answers.verdicts import apply_verdicts
from extract.drafts import REQUIRED, Draft, Range, opened
from extract.language.numerals import parse_numeral
from extract.language.patterns import NUMBER, THESE
from extract.layouts.faults_first import closes
from extract.layouts.problems_told import STOPS, Told, pieces_in, problem_of, told_behind, without_leads
from extract.layouts.speeches import tells_what_people_said
from extract.lines.lines import Line, Page
from extract.outline.pieces import pieces_of
from extract.roles.turning import ANSWER, FAULT, opens_finding, weight
from extract.status.statements import pure_status, statements

ACCOUNT = "problem that clauses of running text tell"
BEHIND = "problem that clauses of running text tell behind what was done about it"
# 上述两个问题均…, 两处均…, 前一个问题…
_COUNTS = re.compile(rf"[ ]*(?:{THESE}|前|[该此]|这)?(?P<n>{NUMBER})[个项处件]|[ ]*(?:{THESE})(?:问题|事项)")
_SPEECH = re.compile("“[^“”]*[。！!？?，,]”")
_OPENS_NOTICE = re.compile(
    r"(?:现|特)(?:就|将|把|予以)[^。；;]{0,60}(?:如下|公[告布示开]|报告|说明|汇报|监督|审议)|(?:公[告示布开]|报告|说明|汇报)如下|函[告复]贵|请予?审[阅议]"
)
_LISTED_AHEAD = re.compile("问题[:：][^。；;]+[；;][^。；;]+[；;。]")  # 存在以下问题：甲；乙；丙。
_NAMED = re.compile(r"(?:关于|针对)[^。；;:：]{4,60}[。:：]")
_FEWEST = 2
_ANSWERED = 0.7  # share of the findings that must be answered
_NAME = 24  # characters of a field's name


def accounts_in(page: Page, start: int, end: int) -> list[Draft]:
    """The findings of a paragraph of running text; empty where no clause of it tells a problem."""
    told = without_leads(page, list(pieces_in(page, start, end)))
    found: list[Told] = []
    behind = True  # whether what comes next may open another problem without words that part it
    closing: list[tuple[Range, int]] = []
    loose: list[Range] = []
    for n, (a, b) in enumerate(told):
        if found and closes(page, a, b) and (_COUNTS.match(page.folded, a, b)):
            closing.append(((a, b), len(found)))
            behind = True
            continue
        stated = pure_status(page.folded, a, b) is not None
        problem = None if stated else problem_of(page, told, n, found, may_open=behind)
        if problem and not found and told_behind(page, told, n, problem):
            problem = None
        if problem and found and _describes(page, found[-1], (a, b)):
            problem = None
        if problem is None:
            (found[-1].after if found else loose).append((a, b))
            behind = stated or not found or _ends_stated(page, a, b)
            continue
        if not found:
            problem.before = loose
        if problem.start > a:
            problem.before.append((a, problem.start))
        rest = page.trim(problem.stop, b, also="，,；;：:—")[0]
        if page.folded[rest:b].strip(STOPS + "。"):
            problem.after.append((rest, b))
        found.append(problem)
        behind = _ends_stated(page, a, b)
    drafts = [_draft(page, x) for x in found]
    for where, upto in closing:
        apply_verdicts(page, *where, _counted(page, where, drafts[:upto]))
    return drafts


def _describes(page: Page, last: Told, where: Range) -> bool:
    """True for 关于甲。审计报告指出，…: what an audit found, right behind the name of a problem, tells of that one."""
    return (
        not last.after
        and _NAMED.match(page.folded, last.start) is not None
        and opens_finding(page.folded[slice(*where)])
    )


def _ends_stated(page: Page, start: int, end: int) -> bool:
    told = statements(page.folded, start, end)
    return bool(told) and told[-1].end >= end - 1


def _counted(page: Page, where: Range, drafts: list[Draft]) -> list[Draft]:
    """The findings that a state of several speaks of: as many as it counts, those told last."""
    m = _COUNTS.match(page.folded, *where)
    number = parse_numeral(m["n"]) if m and m["n"] else None
    return drafts[-number:] if number else drafts


def _draft(page: Page, told: Told) -> Draft:
    draft = opened(
        told.title,
        BEHIND if told.before else ACCOUNT,
        (min([told.start, *(a for a, _ in told.answer)]), max([told.stop, *(b for _, b in told.answer)])),
    )
    if told.asked:
        draft.requirement.append(told.asked)
        draft.because("requirement", REQUIRED)
    for where in _joined(page, told.before):
        read_stretch(page, draft, *where, "measure", sure=True)
    for where in (after := _joined(page, told.after)):
        pieces = pieces_of(page, [], where)
        read_content(page, draft, pieces, "measure", sure=told.named or bool(told.before))
    if told.asked and not draft.answered and after:
        del draft.requirement[1:]
    if after and not draft.answered and weight(page.folded[slice(*after[-1])]) > FAULT:
        draft.detail.clear()
        for where in after:
            read_answer(page, draft, *where)
    return draft


def _joined(page: Page, told: Sequence[Range]) -> list[Range]:
    found: list[Range] = []
    for a, b in told:
        if found and not page.folded[found[-1][1] : a].strip(STOPS):
            found[-1] = (found[-1][0], b)
        else:
            found.append((a, b))
    return [x for x in found if page.folded[slice(*x)].strip(STOPS + "。")]


def account_findings(page: Page, lines: list[Line], fields: Container[int] = ()) -> list[Draft]:
    """The findings of plain paragraphs; empty where hardly any is answered. `fields`: the indexes of lines that name a field."""
    drafts: list[Draft] = []
    last: Draft | None = None
    names = _names(page, lines)
    field: tuple[Range, ...] = ()
    for line in lines:
        if line.index in fields or not line.is_plain or line.opening_label or not _tells(page, line):
            last = None if line.index in fields or line.index in names else last
            field = (names[line.index],) if line.index in names else () if line.index in fields else field
            continue
        found = accounts_in(page, line.body, line.end)
        for draft in found:
            draft.category = field
        if found:
            found[0].own = (line.start, found[0].own[1])
            found[-1].own = (found[-1].own[0], line.end)
        elif last is not None and weight(page.folded[line.body : line.end]) > ANSWER:
            read_stretch(page, last, line.body, line.end, "measure", sure=True)
            last.own = (last.own[0], line.end)
        drafts += found
        last = found[-1] if found else last
    answered = sum(_is_answered(page, d) for d in drafts)
    told = answered >= max(_FEWEST, _ANSWERED * len(drafts))
    if told and any(_LISTED_AHEAD.search(page.folded, *d.title) for d in drafts if not d.measures):
        return []  # the readers of lists told ahead know whose answers follow
    return drafts if told and not tells_what_people_said(page, drafts) else []


def _is_answered(page: Page, draft: Draft) -> bool:
    told = (page.folded[a:b] for item in draft.measures for a, b in item)
    return draft.status is not None or any(weight(x) > 0 for x in told)


def _names(page: Page, lines: Sequence[Line]) -> dict[int, Range]:
    """The lines that each name a field above paragraphs: short, without a stop, two or more of them."""
    found = {
        x.index: page.trim(x.body, x.end)
        for x, y in pairwise(lines)
        if x.is_plain and len(x.text) <= _NAME and x.text[-1:] not in "。；;：:，," and _tells(page, y)
    }
    return found if len(found) >= _FEWEST else {}


def _tells(page: Page, line: Line) -> bool:
    words = page.folded[line.body : line.end].strip()
    if words[:1] == "“" and _SPEECH.match(words):
        return False  # somebody speaks
    return words[-1:] in "。；;" and not _OPENS_NOTICE.search(words)
