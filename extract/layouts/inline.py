"""Findings that are items of a list inside a paragraph (一是…；二是…), or plain problem paragraphs."""

import re

from extract.drafts import Draft
from extract.language.sentences import first_sentence
from extract.lines.lines import Line, Page
from extract.lines.series import LISTS, series
from extract.roles.cues import leaning, says_nothing
from extract.roles.role_model import role_of

_FIELD = re.compile(r"(?P<field>[^，,。；;：:]{2,24}(?:方面|领域))[，,：:][ ]*")
_ACCOUNT = re.compile(r"送审[^。；;]{0,60}(?:审定|核定)")
_COUNTS = re.compile(
    r"[^，,。；;]{0,24}?(?:\d{1,6}|[一二三四五六七八九十]{1,6}|几|部分|个别)(?:个|项|条)?(?:[^，,。；;]{0,12}的)?(?:问题|事项)[^。]{0,6}(?:尚|仍|还|未|已|正|需|中|均|[，,])"
)


def listed_in(page: Page, line: Line, category: tuple[tuple[int, int], ...]) -> list[Draft]:
    """Each item of an inline list is a finding: its first sentence the title, the rest detail."""
    marks = series(page.folded, line.start, line.end, LISTS)
    stops = [*(m.start for m in marks), line.end][1:]
    drafts = []
    for mark, stop in zip(marks, stops, strict=True):
        draft = _draft(page, mark.end, stop, category or _field(page, line, marks[0].start))
        draft.own = (mark.start, stop)
        draft.label, draft.label_value = (mark.start, mark.label_end), mark.value
        draft.because("title", f"item of an inline list numbered like {mark.kind}")
        drafts.append(draft)
    return drafts


def _field(page: Page, line: Line, end: int) -> tuple[tuple[int, int], ...]:
    """选人用人方面，一是…：the field that a paragraph names before its list."""
    m = _FIELD.fullmatch(page.folded, line.body, end)
    return (m.span("field"),) if m else ()


def paragraph_finding(page: Page, line: Line, category: tuple[tuple[int, int], ...]) -> Draft | None:
    """A paragraph in a part on findings that has no number is a finding where its words say so."""
    start, end = first_sentence(page.folded, line.body, line.end)
    sentence = page.folded[start:end]
    if _COUNTS.match(sentence):
        return None  # 有10个问题尚未完成整改: tells of findings, names none
    if _ACCOUNT.search(sentence):
        return None  # 送审1.2亿元，审定1.1亿元，审减…: the outcome of checking an account
    by_model = says_nothing(sentence)
    if (role_of(sentence) if by_model else leaning(sentence)) != "finding":
        return None
    draft = _draft(page, line.body, line.end, category)
    who = "the sentence-role model" if by_model else "its words"
    draft.because("title", f"paragraph without a number that tells a problem, by {who}")
    return draft


def _draft(page: Page, start: int, end: int, category: tuple[tuple[int, int], ...]) -> Draft:
    a, b = first_sentence(page.folded, start, end)
    draft = Draft(title=(a, b), own=(start, end), category=category)
    if page.folded[b:end].strip():
        draft.detail.append((b, end))
    return draft
