"""Tables that answer findings told elsewhere: their rows only refer to these by number (第1项, 问题一, 1)."""

import re
from dataclasses import replace

from extract.answers.stated import put_status
from extract.drafts import Draft, Range
from extract.language.folding import squeeze
from extract.language.numerals import parse_numeral
from extract.language.patterns import ABOVE
from extract.layouts.columns import Columns
from extract.lines.labels import ANSWERS
from extract.lines.lines import Page
from extract.model import Issue, Span, Table
from extract.tables.gridded import Grid, cell_words, column_cells
from extract.work import Work

_NUMBER = r"[(（]?(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})[)）]?"
_REFERENCE = re.compile(
    rf"(?:审计|决定|发现|反馈|查出|指出|对应|{ABOVE}|的|正文)*(?:第)?(?:问题|事项|缺失|意见|建议|决定)?(?:第)?{_NUMBER}[、.]?"
    r"(?:项|个|条|点|号)?(?:审计)?(?:决定|问题|事项|缺失|意见|建议)?"
)

_CODE = re.compile(r"[A-Za-z]{1,8}[-—]?\d{1,8}(?:[-—]\d{1,6}){0,3}|\d{4}[-—]\d{1,6}(?:[-—]\d{1,6}){0,2}")
_PAGES = re.compile("页[数码次]|起止页码?|所在页码?")  # of a list of documents, which answers nothing


def reference(words: str) -> int | None:
    """The number of the finding that a cell (folded, without blanks) refers to and says nothing else of."""
    m = _REFERENCE.fullmatch(words)
    return parse_numeral(m["n"]) if m else None


def answered_number(page: Page, answer: Draft) -> int | None:
    """The number of the finding that an answer is to: its own, or the one that stands in the problem's place."""
    return answer.label_value or reference(squeeze(page.folded[slice(*answer.title)]))


def answering(page: Page, table: Table, grid: Grid, columns: Columns) -> Columns | None:
    """The columns of a table of answers, what refers in the place of the problem; None for other tables."""
    if not (ANSWERS & set(columns.roles.values()) or columns.ticks):
        return None
    problems = columns.of("finding", "detail")
    column = problems[0] if problems else next(iter(columns.of("number")), None)
    catalogue = any(_PAGES.fullmatch(squeeze(head)) for head in columns.heads.values())
    if column is None or len(columns.of("count")) > 1 or catalogue:
        return None
    filled = [cell_words(page, c) for c in column_cells(table, grid, column, columns.first_row)]
    refer = sum(reference(words) is not None or _CODE.fullmatch(words) is not None for words in filled)
    if len(filled) < 2 or refer * 4 < len(filled) * 3:
        return None
    roles = {c: r for c, r in columns.roles.items() if r not in ("finding", "detail", "number")}
    return replace(columns, roles={**roles, column: "finding"})


def _key(page: Page, place: Range | None, value: int | None) -> int | str | None:
    """By what an answer finds its finding: the number, or the code where each has one (ZG-01)."""
    code = squeeze(page.folded[slice(*place)]) if place and value is None else ""
    return code if _CODE.fullmatch(code) else value


def give_answers(work: Work) -> None:
    """Give each answer to the finding with its number; by order where numbers start again and the lists agree."""
    if not work.answers:
        return
    if not work.drafts:
        work.drafts.extend(work.answers)  # what they refer to is not on the page
        return
    page = work.page
    numbered = {_key(page, d.label, d.label_value): d for d in work.drafts}
    in_order = len(numbered) < len(work.drafts) == len(work.answers)
    for i, answer in enumerate(work.answers):
        value = answered_number(page, answer) or _key(page, answer.title, None)
        draft = work.drafts[i] if in_order else numbered.get(value)
        if draft is None or value is None:
            start, end = answer.label or answer.title
            message = (
                f"got an answer to {page.text[start:end]!r}, which numbers no finding; it is linked to none"
            )
            span = Span(start=start, end=end)
            work.issues.append(Issue(kind="unlinked_measure", message=message, span=span))
            continue
        give(draft, answer, "table that refers to its number")


def give(draft: Draft, answer: Draft, why: str) -> None:
    """Put what a row of a table tells into the finding that it answers; `why` opens the reasons of its cells."""
    draft.measures.extend(answer.measures)
    draft.requirement.extend(answer.requirement)
    draft.result.extend(answer.result)
    draft.responsible = draft.responsible or list(answer.responsible)
    draft.deadline = draft.deadline or answer.deadline
    draft.pace = draft.pace or answer.pace
    if answer.reasons.get("category") == "category column":
        draft.category = draft.category or answer.category
    if answer.status is not None:
        put_status(draft, answer.status)
    for cell, rule in answer.reasons.items():
        draft.because(cell, f"{why}: {rule}")
