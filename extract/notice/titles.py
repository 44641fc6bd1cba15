"""The title of a notice, where its reader marked one and where none did."""

import re

from extract.language.folding import squeeze
from extract.language.title_words import stands_around
from extract.lines.lines import Line, Page
from extract.model import Quote
from extract.notice.bylines import is_byline
from extract.notice.facts import field_value
from extract.notice.letter_heads import subject_below_salutation


def title_of(page: Page) -> Quote | None:
    blocks = [b for b in page.document.blocks if b.kind == "title"]
    if blocks:
        return page.quote((blocks[0].start, blocks[0].end))
    found = _title_after_cover(page) or _title_field(page) or _title_line(page) or _title_row(page)
    heads = None if found else subject_below_salutation(page)
    return page.quote(heads) if heads else found


def _title_field(page: Page) -> Quote | None:
    """信息名称：…的公告 in the head; 名称：审计局 is none."""
    named = field_value(page, "title")
    return named if named and len(named.text) > 7 else None


_TITLE_END = re.compile(
    r"(?:公告|报告|公示|通报|通知|方案|清单|台账|一览表|情况表|明细表|统计表|结果|答复|复函|情况|跟进审计|情形|[复覆]文)(?:表)?(?:[(（][^()（）]{1,20}[)）])?$"
)


# 政府覆文：回應《第八十二號報告書》: what kind of paper it is stands before the work it speaks of
_NAMED_WORK = re.compile(r"^[\u4e00-\u9fff]{2,8}[:：](?=[^。；;，,:：]*[《“])")
# A digest that a site prints above the title.
_DIGEST = re.compile(
    r"[【\[(（]?(?:核心提示|内容(?:提要|摘要)|摘要|导读|提要|编者按|要点提示)[】\])）]?[:：]?.{10,}"
)


def _title_line(page: Page) -> Quote | None:
    """A centred, bold or first line that reads like a title, where the reader marked none."""
    leading = [x for x in page.lines[:6] if not _DIGEST.match(page.folded, x.start, x.end)]
    for i, line in enumerate(leading[:4]):
        text = squeeze(line.text)
        if line.is_table or line.mark is not None or line.block.kind == "metadata":
            break
        stands_out = line.block.align == "center" or line.block.bold or i == 0
        if (
            stands_out
            and 8 <= len(text) <= 80
            and not stands_around(text)
            and not re.search(r"[。；;，,:：/◆]", _NAMED_WORK.sub("", text) if i == 0 else text)
            and (
                _TITLE_END.search(text)
                or (i == 0 and (_prose_follows(page, line) or _byline_follows(page, line)))
            )
        ):
            return page.quote((line.start, line.end))
    return None


def _title_row(page: Page) -> Quote | None:
    """The first row of a table that the document begins with, where it is one cell that reads like a title."""
    table = page.document.blocks[0].table if page.document.blocks else None
    first = [c for c in table.cells if c.row == 0 and c.end > c.start] if table else []
    text = squeeze(page.folded[first[0].start : first[0].end]) if len(first) == 1 else ""
    if not 8 <= len(text) <= 80 or not _TITLE_END.search(text) or stands_around(text):
        return None
    return page.quote((first[0].start, first[0].end))


def _title_after_cover(page: Page) -> Quote | None:
    """The title of what a covering letter sends (现印发给你们): a line that the letter names in 《》."""
    cover = next(
        (x for x in page.lines[:8] if "现印发给" in x.text or "现转发给" in x.text),
        None,
    )
    if cover is None:
        return None
    named = re.findall(r"《([^《》]{4,80})》", cover.text)
    for line in page.lines[cover.index + 1 : cover.index + 10]:
        if line.text.strip() in named:
            return page.quote((line.start, line.end))
    return None


def _byline_follows(page: Page, line: Line) -> bool:
    return any(is_byline(x.text) for x in page.lines[line.index + 1 : line.index + 2])


def _prose_follows(page: Page, line: Line) -> bool:
    """True where the next line is running text: a first line without a stop above it is a title.

    So is a line that ends in 如下： after a clause.
    """
    following = page.lines[line.index + 1] if line.index + 1 < len(page.lines) else None
    if following is None or following.is_table or line.end - line.start > 50:
        return False
    words = following.text
    return following.mark is None and (
        "。" in words or (words.endswith(":") and "," in words.replace("，", ","))
    )
