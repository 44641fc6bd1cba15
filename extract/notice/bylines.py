"""Lines that name the author of an article and his body: ◆某某/某市审计局, □ 某市审计局 某某."""

import re

from extract.notice.signature import is_body_name

_AUTHOR_AND_BODY = re.compile(
    r"^[◆■●★▲(（【\[ ]*+(?:[\u4e00-\u9fff·]{2,12})?[/ ／|]+(?P<who>[\u4e00-\u9fff]{4,24})[)）】\] ]*$"
)
_BODY_AND_AUTHORS = re.compile(
    r"^[◆■●★▲□◇(（【\[ ]*(?P<who>[\u4e00-\u9fff]{2,18}(?:局|处|厅|署|院|办))(?:[ ]+[\u4e00-\u9fff·]{2,4}){1,4}[)）】\] ]*$"
)
_AUTHOR = re.compile(r"(?:作者|撰文|文(?!\s*号))[:：/ ]")
# 某某网某地3月26日电(记者某某), 【某报讯】(记者某某): how a story of the press begins
_DATELINE = re.compile(
    r"[【\[]?(?:本报|本网|本台|据?[\u4e00-\u9fff]{1,8}(?:社|网|报))[\u4e00-\u9fff]{0,6}(?:\d{1,2}月\d{1,2}日)?[ ]*"
    r"(?:电|讯|消息)[】\]]?[ ]*[(（](?:本报|本网|见习|实习)?(?:记者|通讯员)"
)


def named_with_author(text: str) -> re.Match[str] | None:
    """The match of a line that names an author beside his body, which is its group `who`."""
    return _AUTHOR_AND_BODY.match(text) or _BODY_AND_AUTHORS.match(text)


_SIGNED = re.compile(r"[(（【\[]?(?:本文|执笔)?作者(?:单位|系|为)?[:：/ ]?")


def closes_article(text: str) -> bool:
    """True for a last line that names the author: （作者：某市审计局 某某）."""
    return len(text) <= 60 and _SIGNED.match(text) is not None


def is_byline(text: str) -> bool:
    """True for a line that names an author: 文/某某, or one beside a body (第二部分 租務管理 names none)."""
    named = named_with_author(text)
    signed = _AUTHOR.match(text) or _DATELINE.match(text)
    return (named is not None and is_body_name(named["who"])) or signed is not None
