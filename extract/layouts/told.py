"""Findings that paragraphs of running text tell: 审计发现，13家食堂停业。…区民政局引入连锁企业…"""

import re

from extract.answers.content import read_stretch
from extract.drafts import Draft, opened
from extract.language.patterns import FOUND
from extract.language.sentences import first_sentence
from extract.lines.lines import Line, Page

_OPENER = re.compile(
    rf"[^。；;“”]{{0,90}}?(?:审计(?:人员|[组局部处室])?|(?:检查|巡[察视]|督察|核查)组?|(?:报告|意见|通报)》?)"
    r"(?:调查|检查|查核|抽查|审核|报告|期间|过程)?(?:中|[^，,。；;“”]{0,16}时)?"
    rf"(?:还|也|又)?(?:{FOUND})(?:[，,：:]|(?=存在))"
)
# 某会未依规定…，经函请研谋改善，已…: what was asked, in the sentence that tells the fault
_ASKED = re.compile(
    r"[，,](?:爰|遂|乃|嗣|案)?(?:业?经)?(?:该室|本室|审计[部处室])?(?:函请|促请|函促|函知|督促)[^。；;，,]{2,24}?(?:改善|改进|妥处|妥适处理|检讨|查处|修正)(?:见[复覆])?[，,]"
)


def told_from(page: Page, line: Line) -> tuple[int, int] | None:
    """The sentence after words that tell of an audit's finding (市审计局指出，…), where a paragraph opens with them."""
    start = line.body if line.is_table else after_opener(page, line.body, line.end)
    return first_sentence(page.folded, start, line.end) if start > line.body else None


def after_opener(page: Page, start: int, end: int) -> int:
    """Where a text goes on behind 审计报告指出：; its start where it does not open so."""
    m = _OPENER.match(page.folded, start, end)
    return m.end() if m else start


def told_finding(page: Page, line: Line) -> Draft | None:
    """The finding that a paragraph tells after such an opening; None for any other paragraph, and without an answer."""
    title = told_from(page, line)
    asked = _ASKED.search(page.folded, *title) if title else None
    if title and asked:
        title = (title[0], asked.start())
    if title is None or not page.folded[title[1] : line.end].strip():
        return None  # news of an audit that ends with what was found
    draft = opened(title, "sentence after words that tell of an audit's finding", (line.start, line.end))
    read_stretch(page, draft, asked.end() if asked else title[1], line.end, "measure")
    return draft if draft.answered else None
