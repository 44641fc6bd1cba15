"""Who speaks where neither head nor signature says it: mastheads, letterheads, speakers, bylines, the opening."""

import re
from itertools import pairwise

from extract.language.folding import squeeze
from extract.lines.lines import Line, Page
from extract.model import Quote
from extract.notice.bylines import named_with_author
from extract.notice.facts import is_letter
from extract.notice.signature import is_body_name

_ABOVE_TITLE = 6  # lines


_SERIES = re.compile(
    r"(?P<who>[^，,。《》“”:：]{4,40}?)(?:审计(?:调查)?(?:结果)?|整改(?:结果|情况)?|工作|专项|政务|内部)?(?:公告|公报|通报|文件|简报|专报|要情|信息)"
    r"(?:(?:19|20)\d\d年度?第\d{1,3}[号期](?:[(（]总第\d{1,4}[号期][)）])?)?"
)
_SITE = re.compile("(?:平台|网站?|门户|首页|频道|专栏)[ ]*$")
_GOVERNMENT = re.compile("(?:香港|澳门)特别行政区政府")
_OF_REGION = re.compile(f"{_GOVERNMENT.pattern} ")  # and the department behind it: one body


_EDITS = re.compile(r"(?<! )[ ]*(?:编印|编制|编辑|编|印制|印行|印发|发布|公布|刊印)[ ]*$")


def masthead_of(page: Page) -> Quote | None:
    """某市审计局审计结果公告, 某某局文件 above the title of one of its series: the body whose series it is."""
    title = next((x.index for x in page.lines if x.block.kind == "title"), 0)
    for line in page.lines[: min(title, _ABOVE_TITLE)]:
        m = _SERIES.fullmatch(squeeze(line.text))
        if m and is_body_name(m["who"]) and page.folded.startswith(m["who"], line.start):
            return page.quote((line.start, line.start + len(m["who"])))
    return None


_LETTER = re.compile(
    r"(?P<who>[^，,。《》“”:：]{4,30}?)[ ]*(?:书函|函|令|开会通知单)[ ]*(?:[(（][^()（）]{1,12}[)）])?"
)


def letterhead_of(page: Page) -> Quote | None:
    """汐陵縣埔尾鄉公所　函 at the head of an official letter of Taiwan."""
    for line in page.lines[:_ABOVE_TITLE] if is_letter(page) else ():
        m = _LETTER.fullmatch(page.folded, line.start, line.end)
        if m and is_body_name(m["who"].strip()):
            return page.quote(m.span("who"))
    return None


# ——2025年11月26日在某市第九届人民代表大会常务委员会第二十六次会议上
_READ_AT = re.compile(
    r"[—\-–(（ ]*(?:\d{4}|[〇零一二三四五六七八九O0]{4})年[^。；;]{1,12}日[，, ]?在[^。；;]{4,60}会议?上[)）]?[ ]*$"
)


def speaker_of(page: Page) -> Quote | None:
    """某市审计局局长 below the title of a report that was read aloud: his body speaks. So does 某市人民政府 alone below where."""
    top = [x for x in page.lines if x.block.kind not in ("title", "metadata", "attachment")][:5]
    for above, line in pairwise(top):
        if (
            line.is_plain
            and _READ_AT.match(page.folded, above.start, above.end)
            and is_body_name(line.text.strip())
        ):
            return page.quote((line.start, line.end))
    for line in top:
        m = re.match(
            r"(?!以下|下列|兹)(?P<who>[\u4e00-\u9fff]{2,16}(?:局|委|厅|署))(?:党组书记、)?(?:副)?(?:局长|主任|厅长|署长)",
            page.folded[line.start : min(line.end, line.start + 40)],
        )
        if m and line.mark is None and not line.is_table and line.end - line.start <= 40:
            return page.quote((line.start + m.start("who"), line.start + m.end("who")))
    return None


def body_below_title(page: Page) -> Quote | None:
    """A line of its own below the title that names the body: 澳門特別行政區 審計署, 某某縣審計室編印."""
    top = [x for x in page.lines if x.block.kind not in ("title", "metadata", "attachment")][:2]
    for line in top:
        text = line.text
        edited = _EDITS.search(text)
        end = line.start + edited.start() if edited else line.end
        if line.is_table or line.mark is not None or len(text) > 30 or _SITE.search(text):
            continue
        if is_body_name(page.folded[line.start : end]):
            if _GOVERNMENT.fullmatch(text) and line is top[0] and top[1:] and is_body_name(top[1].text):
                continue  # the department below it speaks
            last = _OF_REGION.match(text) is None and page.folded[line.start : end].rstrip().rfind(" ") + 1
            return page.quote((line.start + last, end))
    return None


def byline_of(page: Page, lines: list[Line]) -> Quote | None:
    """◆作者/某市审计局: the body in a line that only names author and body."""
    for line in lines[:4]:
        text = line.text
        m = None if _OF_REGION.match(text) else named_with_author(text)
        if m and is_body_name(m.group("who")):
            return page.quote((line.start + m.start("who"), line.start + m.end("who")))
    return None
