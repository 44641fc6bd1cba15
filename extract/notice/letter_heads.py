"""What the head and the foot of a letter say: its number, what it is about, who signs it."""

import re
from collections.abc import Sequence
from itertools import takewhile

from extract.lines.lines import Line, Page

Range = tuple[int, int]
# 檔號：PA/AUD/2023-24/07, 公函編號：1127/DAF/IGID/2024: letters of Hong Kong and Macau
_FILE_NUMBER = re.compile(
    r"(?:^|(?<=[ \n\t]))(?:(?![来贵你])[\u4e00-\u9fff]{1,3})?(?:档案?(?:号|编号)|(?:公函|发函|函件)编?号|(?<![\u4e00-\u9fff])编号(?=[^\n]{0,20}/))[ ]*[:：][ ]*"
    r"(?P<n>(?=[^\n]{0,20}[A-Z])(?=[^\n]{0,20}[/-])[A-Za-z0-9()./ -]{4,40}?)[ ]*(?:$|(?=\n|\t| [\u4e00-\u9fff]))",
    re.MULTILINE,
)
# 以SD/SUB/3/118號信件指出, 第OF-238/CA/2024號公函
_ANSWERED = re.compile(
    r"(?:以|第|编号为?|[来贵][函署局处]的?)[ ]*(?P<n>(?=[^号\n]{0,24}[A-Z])(?=[^号\n]{0,24}[/-])[A-Za-z0-9()./ -]{4,40}?)[ ]*号[ ]*(?:公?函|信|来函|书?函|通知|备忘录|便笺)"
    r"|报告书?[ ]?[(（](?:档案?编?号|编号|文号|参考编号)[ ]*[:：][ ]*(?P<file>(?=[^)）]{0,24}[/-])[A-Za-z0-9()./ -]{4,40}?)[ ]*[)）]"
)
_SUBJECT = re.compile(r"[ ]*(?:事由|主旨|事宜|主题)[ ]*[:：][ ]*(?=[^ \n])")
SALUTATION = re.compile(
    r"(?:致|(?:敬|迳|径|逕|谨|肃)[启复覆]者)(?:[:：].{0,40})?"
    r"|[^，,。；;:：]{0,12}(?:先生|女士|小姐|太太|博士|教授|主任|[署局处厅校院会馆市县]长|议员|专员|[阁合]下|[台钧均大]鉴)[:：]?"
)
_STOPS = re.compile("[。；;：:，,！？]")
_OFFICE = r"(?:代理?|署理|副)?[\u4e00-\u9fff]{0,12}?(?:长|主任|总监|干事|主席|专员|经理|总裁|代表人|召集人|秘书|主教|馆主|院监|校监)"
_NAME = r"[\u4e00-\u9fff][\u4e00-\u9fff○〇OＯ*＊×Xx]{1,3}"
_SIGNS = re.compile(rf"[ ]*{_OFFICE}[ ]+{_NAME}[ ]*|[ ]*{_OFFICE}[ ]*[\u4e00-\u9fff][○〇OＯ*＊×]{{1,3}}[ ]*")
_OFFICE_ALONE = re.compile(rf"[ ]*(?:[(（][^()（）]{{1,8}}[)）])?{_OFFICE}[ ]*")
_NAME_ALONE = re.compile(rf"[ ]*[(（]?{_NAME}[)）]?[ ]*")
_HEAD, _FOOT = 24, 8  # lines
_LONGEST = 40  # characters of a line of a subject


def file_number(page: Page, lines: Sequence[Line]) -> Range | None:
    """The number that a letter or a paper of Hong Kong or Macau gives itself near its head."""
    return _numbered(page, lines, _FILE_NUMBER)


def letter_answered(page: Page, lines: Sequence[Line]) -> Range | None:
    """The number of the letter that one of these lines answers."""
    return _numbered(page, lines, _ANSWERED)


def _numbered(page: Page, lines: Sequence[Line], pattern: re.Pattern[str]) -> Range | None:
    found = (pattern.search(page.folded, x.start, x.end) for x in lines if not x.is_table)
    return next((m.span(m.lastgroup or "n") for m in found if m), None)


def subject_of(page: Page) -> Range | None:
    """What a letter says it is about: behind 事由： or 主旨：, or the lines between salutation and first sentence."""
    for line in page.lines[:_HEAD]:
        m = _SUBJECT.match(page.folded, line.start, line.end) if not line.is_table else None
        if m:
            return m.end(), line.end
    return subject_below_salutation(page)


def subject_below_salutation(page: Page) -> Range | None:
    """陳女士： / 某院 / 某年度審查的改善計劃 / 貴署於…進行審查，…。: the lines that head the letter."""
    for line in page.lines[:_HEAD]:
        if line.is_table or not SALUTATION.fullmatch(page.folded, line.start, line.end):
            continue
        below = page.lines[line.index + 1 : line.index + 5]
        heads = list(takewhile(lambda x: _heads(page, x), below))
        after = below[len(heads)] if 0 < len(heads) < len(below) else None
        if after is not None and after.is_plain and ("。" in after.text or after.text.rstrip().endswith(":")):
            return heads[0].start, heads[-1].end
    return None


def _heads(page: Page, line: Line) -> bool:
    short = line.is_plain and 6 <= line.end - line.start <= _LONGEST
    return short and _STOPS.search(page.folded, line.start, line.end) is None


def signers(page: Page, lines: Sequence[Line]) -> set[int]:
    """Indexes of the last lines that only name an office and who holds it: 縣長　周○○, 總幹事 / 梁少芬."""
    found: set[int] = set()
    last = [x for x in lines if x.block.kind != "attachment"][-_FOOT:]
    for at, line in enumerate(last):
        if not line.is_plain:
            continue
        where = (page.folded, line.start, line.end)
        below = last[at + 1] if at + 1 < len(last) else None
        if _SIGNS.fullmatch(*where):
            found.add(line.index)
        named = below is not None and below.is_plain and _OFFICE_ALONE.fullmatch(*where)
        if named and below and _NAME_ALONE.fullmatch(page.folded, below.start, below.end):
            found |= {line.index, below.index}
    return found
