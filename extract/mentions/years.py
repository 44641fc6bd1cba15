"""Which year's audit words speak of: a report tells in passing what came of the one before."""

import re

from extract.lines.lines import Page

_EARLIER = re.compile(r"(?:上(?:一)?年度?|去年|前次|上次|以前年度)[^。；;]{0,20}(?:审计|巡察|检查|问题)")
_YEAR = re.compile(r"(20\d\d)年度?[^。；;]{0,12}?(?:审计|预算|财政|问题)")

_OF_ANSWERS = re.compile(
    "整改|(?:跟进|改善|办理|落实|回应|执行)(?:的)?(?:情况|情形|行动|进度|进展|结果|措施)"
)


def of_earlier_year(page: Page, words: str) -> bool:
    """True for folded words that speak of an earlier audit than the title or the first lines do (2022年度审计查出的问题)."""
    if _EARLIER.search(words):
        return True
    own = _years(words)
    if not own:
        return False
    heads = (x for x in page.lines[:6] if x.block.kind == "title" or x.index < 3)
    told = [year for x in heads for year in _years(x.text)]
    return bool(told) and max(own) < told[0]


def reports_on_answers(page: Page) -> bool:
    """True where the title itself is of rectification or of what became of an audit (跟進情況): then what it says of
    findings, it says of its own.
    """
    return any(x.block.kind == "title" and _OF_ANSWERS.search(x.text) for x in page.lines[:6])


def _years(words: str) -> list[int]:
    return [int(year) for year in _YEAR.findall(words)]
