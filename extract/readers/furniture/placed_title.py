"""Titles that no word of their own tells: by their place above fields or prose, or by the prose that begins as they do."""

import re
from collections.abc import Collection, Sequence

from extract.language.folding import fold, squeeze
from extract.language.title_words import stands_around
from extract.readers.furniture.dates import dated_pairs
from extract.readers.furniture.fields import pairs_in
from extract.readers.furniture.head_lines import is_named_body, is_running_text, is_site_name

SHORTEST_PLACED = 8  # characters of a title that no word of its own names
LONGEST_PLACED = 60
_LONGEST_HEADLINE = 90
_ECHO = 5  # characters that a headline and the prose below it both begin with
NUMBER = re.compile(r"[〔\[(]\d{4}[〕\])]\s*\d+\s*号|^\d{4}年\d+月\d+日$|^第\d+[号期]")
_HAN = "[〇零○一二三四五六七八九十]"
_ENDING_DATE = re.compile(
    rf"[(]?(?:(?:19|20)\d\d[年./-]\d{{1,2}}[月./-]\d{{1,2}}日?|{_HAN}{{2,4}}年{_HAN}{{1,2}}月(?:{_HAN}{{1,3}}日)?)[)]?$"
)
_CLOCKED = re.compile(r"\d{1,2}[./-]\d{1,2}(?:[./-]\d{4})?\d{1,2}:\d\d(?::\d\d)?")  # 03-01 06:57
_MENU = re.compile(r"[^ ]{2,6}(?:[ ]+[^ ]{2,6}){4,}")  # 最新法规 点击最多 资料下载 法规解读 法规搜索
SERIAL = re.compile(r"^[(（]?(?:[12]\d{3}年?(?:第|公告第)?|第|总第)\d+[号期]")
# 审计署署长第八十六号报告书（2026年4月）: the volume in which a chapter stands
REPORT = "(?:审计署署长|(?:立法会)?(?:政府)?[帐账]目委员会)第[^号]{1,9}号报告书"
NUMBER_OF_CHAPTER = r"第?[\d一二三四五六七八九十]{1,3}(?:章|部分?)"
VOLUME = re.compile(rf"^{REPORT}(?:[(（].{{1,16}}[)）]|[—\-–:·]*{NUMBER_OF_CHAPTER})*$")


def placed(lines: Sequence[str], head: Sequence[int], framed: Collection[int]) -> tuple[int, ...]:
    """A line right above the metadata, or between them (or a breadcrumb) and the first sentence; it may run over two."""
    for n, i in enumerate(head):
        if not _may_be_placed(lines[i]):
            continue
        group = [i]
        if n + 1 < len(head) and head[n + 1] == i + 1 and _goes_on(lines[i], lines[i + 1]):
            group.append(i + 1)
        below = group[-1] + 1
        if below >= len(lines):
            return ()
        above = any(k < i for k in framed)
        if frames(lines[below]) or below in framed or (above and is_running_text(lines[below])):
            return tuple(group)
    return ()


def echoed(lines: Sequence[str], body: Sequence[int]) -> tuple[int, ...]:
    """A first line without a stop above prose that begins with the same name: a headline, long as it may be."""
    if len(body) < 2:
        return ()
    plain, below = squeeze(fold(lines[body[0]])), squeeze(fold(lines[body[1]]))
    whole = SHORTEST_PLACED <= len(plain) <= _LONGEST_HEADLINE and not re.search(r"[。;:]|[,、]$", plain)
    echoed = plain[:_ECHO] == below[:_ECHO] and not re.search(r"\d", plain[:_ECHO])
    told = whole and echoed and not stands_around(lines[body[0]])
    return (body[0],) if told and is_running_text(lines[body[1]]) else ()


def _may_be_placed(line: str) -> bool:
    plain = squeeze(fold(line))
    return (
        SHORTEST_PLACED <= len(plain) <= LONGEST_PLACED
        and not re.search(r"[。;]|^[^:]{9,}(?<!报告)(?<!公告)(?<!摘要):", plain)
        and plain[-1] not in ",、:"
        and len(re.findall(r"[\u4e00-\u9fff]", plain)) >= 6
        and not any(p.search(plain) for p in (SERIAL, NUMBER, VOLUME))
        and not _MENU.fullmatch(fold(line).strip())
        and not is_named_body(plain)
        and not is_site_name(plain)
        and not stands_around(line)
        and not pairs_in(line)
    )


def _goes_on(line: str, following: str) -> bool:
    """Whether the second line of a title follows: none that could stand alone as another thing of the head."""
    plain = squeeze(fold(following))
    whole = len(squeeze(fold(line))) + len(plain)
    return (
        len(plain) >= 4
        and plain != squeeze(fold(line))  # printed twice
        and whole <= LONGEST_PLACED
        and not plain.startswith(("—", "-", "(", "["))
        and not re.search(r"[。;:]", plain)
        and not frames(following)
        and not is_running_text(following)
    )


def frames(line: str) -> bool:
    """Whether a line below a title is one of its frame: fields, a date, a serial, a subtitle, the body that publishes."""
    plain = squeeze(fold(line))
    framing = (
        bool(pairs_in(line) or dated_pairs(line) or _CLOCKED.fullmatch(plain))
        or any(p.search(plain) for p in (SERIAL, NUMBER, VOLUME))
        or plain.startswith(("——", "撰文:", "作者:", "文:"))
    )
    return framing or is_named_body(_ENDING_DATE.sub("", plain))
