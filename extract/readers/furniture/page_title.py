"""Find the title among the leading lines of a plain text: by its words, else by where it stands."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from extract.language.folding import fold, squeeze
from extract.language.title_words import looks_like_title, stands_around
from extract.readers.furniture.head_fields import unlisted
from extract.readers.furniture.head_lines import (
    is_column,
    is_imprint,
    is_named_body,
    is_running_text,
    is_site_name,
)
from extract.readers.furniture.placed_title import (
    LONGEST_PLACED,
    NUMBER,
    NUMBER_OF_CHAPTER,
    REPORT,
    SERIAL,
    SHORTEST_PLACED,
    VOLUME,
    echoed,
    frames,
    placed,
)

_TITLE_LINES = 12
_LETTER_LINES = 20
_COVER_LINES = 16
_LONGEST_TITLE = 4  # lines
_LONGEST_TITLE_TEXT = 150
_COLUMN = 6  # characters of the name of a column
_WHOLE_TITLE = 12
_HEAD_BELOW = 6  # lines below the title of a page within which that of its text stands
_STOPS = "。:;,"
_SENDS = re.compile(r"印发|转发|下发|发布|公布|发给")
_TITLED = re.compile(r"《([^《》]{4,80})》")
_NUMBERED = re.compile(
    r"^(第?[一二三四五六七八九十]+[、.部章]|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.、]|[一二三四]是)"
)
_BESIDE = re.compile(
    r"[A-Za-z&.,'·•●/()-]+|[^,]+,[^,]+,.*!"
)  # EN, AUDIT BULLETIN, 山高水长，文脉绵延，…！: no title
_SERIAL_INSIDE = re.compile(
    r"公告[(（][12]\d{3}年第?\d+[号期][^()（）]{0,12}[)）]$|[12]\d{3}年第?\d+[号期](?:审计)?(?:结果)?公告$"
    r"|公告[12]\d{3}年(?:度)?第\d+[号期](?:[(（]总第?\d+[号期][)）])?$"
)
# 审计署署长第七十九号报告书 第4章 公共泳池的管理: the volume, the chapter and its name on one line
_VOLUME_AND_NAME = re.compile(rf"^{REPORT}.{{0,4}}{NUMBER_OF_CHAPTER}.{{4,50}}$")
# 跟進報告 on the line below the name
_KIND = re.compile("(?:跟进|进展|进度|最新)(?:进展|情况)?报告|(?:政府|当局|部门)?的?(?:[复覆]文|回应)")
_CHAPTER = re.compile(rf"^{NUMBER_OF_CHAPTER}$")
_NO_CHAPTER = ("摘要", "目录", "引言", "撮要", "内容", "前言")


def title_lines(
    lines: Sequence[str], body: Sequence[int], framed: Collection[int], *, by_place: bool = True
) -> tuple[int, ...]:
    """Indexes of the title's lines; empty where there is none.

    `body` are the lines that are neither metadata nor navigation, `framed` the others. First the head's lines up to the
    one that names a kind of document (…的公告); then what a covering letter sends on; then the line that stands where
    a title stands (unless `by_place` is False: a field of the head names the title).
    """
    head = _head(lines, body)
    return (
        _covered(lines, body)
        or _chapter(lines, head)
        or _named(lines, [i for i in head if not _is_volume(lines[i])])
        or _enclosed(lines, body)
        or (placed(lines, head, framed) if by_place else ())
        or echoed(lines, body)
        or _named(lines, head)
    )


def _head(lines: Sequence[str], body: Sequence[int]) -> list[int]:
    """The lines above the first sentence or numbered line."""
    head: list[int] = []
    for i in body[:_TITLE_LINES]:
        plain = squeeze(fold(lines[i]))
        if is_running_text(lines[i]) or plain[-1:] in _STOPS or _NUMBERED.match(plain):
            break
        if not _BESIDE.fullmatch(plain) and not _of_page(plain, lines[i + 1 : i + _HEAD_BELOW]):
            head.append(i)
    return head


def _of_page(plain: str, below: Sequence[str]) -> bool:
    """Whether a line is the title of the page (某公告-某市审计局), and that of the text alone stands further down."""
    whole = plain.rpartition("-")[0]
    texts = [text for line in below if len(text := squeeze(fold(line))) >= SHORTEST_PLACED]
    return len(whole) >= SHORTEST_PLACED and any(whole.endswith(text) for text in texts)


def _is_serial(line: str) -> bool:
    """2019年第43号(总第221号), whatever follows but a title of its own."""
    plain = squeeze(fold(line))
    found = SERIAL.match(plain)
    return found is not None and not looks_like_title(plain[found.end() :].lstrip("()（）总第0123456789号期"))


def _is_volume(line: str) -> bool:
    return bool(VOLUME.match(squeeze(fold(line))))


def _chapter(lines: Sequence[str], head: Sequence[int]) -> tuple[int, ...]:
    """The line below the number of a volume and of a chapter: 審計署署長第九十號報告書 / 第3章 / 公廁的管理."""
    before = False
    for i in head:
        plain = squeeze(fold(lines[i]))
        if _VOLUME_AND_NAME.match(plain):
            following = i + 1 in head and _KIND.fullmatch(squeeze(fold(lines[i + 1])))
            return (i, i + 1) if following else (i,)
        if _is_volume(lines[i]) or (before and _CHAPTER.match(plain)):
            before = True
        elif before:
            fits = 4 <= len(plain) <= LONGEST_PLACED and not plain.startswith((*_NO_CHAPTER, "(", "第"))
            return (i,) if fits and not is_named_body(plain) and not frames(lines[i]) else ()
    return ()


def _covered(lines: Sequence[str], body: Sequence[int]) -> tuple[int, ...]:
    """政府帳目委員會第九十號報告書 right above the table of contents: what the cover before it says on many lines."""
    for i, following in pairwise(body[:_COVER_LINES]):
        if _is_volume(lines[i]) and squeeze(fold(lines[following])) in ("目录", "目次"):
            return (i,)
    return ()


def _named(lines: Sequence[str], head: Sequence[int]) -> tuple[int, ...]:
    for start in (n for n, i in enumerate(head) if not _is_serial(lines[i])):
        for end in range(min(len(head), start + _LONGEST_TITLE), start, -1):
            group = head[start:end]
            if (
                _names_document([lines[i] for i in group])
                and not _is_masthead(lines, head, group)
                and not _is_menu(lines, head, group)
            ):
                if len(group) > 1 and _WHOLE.match(squeeze(fold(lines[group[-1]]))):
                    return tuple(group[-1:])
                return tuple(without_letterhead(lines, group))
    return ()


# 某某县关于…的公示: a title that needs no line above it.
_WHOLE = re.compile(
    r"[\u4e00-\u9fff]{2,24}(?:局|厅|委|会|府|中心|公司|院|署|办|县|市|区|镇|乡|校|所)关于.{6,}(?:公[告示开]|报告|通[报告]|函)$"
)
_BODY = re.compile(
    r"[\u4e00-\u9fff]{4,24}(?:局|处|厅|委员会|政府|中心|公司|院|署|办公室)|审计署|(?:香港|澳门)特别行政区|[\u4e00-\u9fff]{0,12}(?:立法[会院]|议会|委员会|小组|基金会|协会)"
)


_ABROAD = re.compile(r"(?<=[\u4e00-\u9fff])[A-Za-z][A-Za-z'’.,&-]{5,}$")  # the body's name in English


def without_letterhead(lines: Sequence[str], group: Sequence[int]) -> Sequence[int]:
    """Drop names of bodies and sites alone above a title that is whole without them (and does not go on with 关于, or
    stands apart from them: a trail of columns between)."""
    if len(group) > 1 and unlisted(lines[group[-1]]) == lines[group[-1]]:
        group = [i for i in group if unlisted(lines[i]) == lines[i]]  # bullets above are columns
    named = 0
    begun = squeeze(fold(lines[group[-1]]))
    if len(group) > 1 and all(begun.startswith(squeeze(fold(lines[i]))) for i in group[:-1]):
        return group[-1:]  # a line above that broke off
    while named < len(group) - 1 and (
        _BODY.fullmatch(_ABROAD.sub("", squeeze(fold(lines[group[named]]))))
        or is_imprint(lines[group[named]])
        or is_site_name(unlisted(lines[group[named]]))
        or is_column(unlisted(lines[group[named]]))
    ):
        named += 1
    rest = squeeze(fold("".join(lines[i] for i in group[named:])))
    apart = named > 0 and group[named] - group[named - 1] > 1
    apart = apart or any(is_column(unlisted(lines[i])) for i in group[:named])
    of_site = any(is_site_name(unlisted(lines[i])) for i in group[:named])
    goes_on = rest.startswith(("关于", "对", "就")) and not apart and not of_site
    whole = not goes_on and len(rest) >= 12 and looks_like_title(rest)
    return group[named:] if whole else group


def _is_menu(lines: Sequence[str], head: Sequence[int], group: Sequence[int]) -> bool:
    """公司治理 / 重大事项 / 整改公示: short lines below one another, and a title below them that is long enough for a name."""
    short = all(len(squeeze(fold(lines[i]))) <= _COLUMN for i in group)
    below = (lines[i] for i in head if i > group[-1])
    return short and any(len(x) >= _WHOLE_TITLE and looks_like_title(x) for x in below)


def _is_masthead(lines: Sequence[str], head: Sequence[int], group: Sequence[int]) -> bool:
    """某市审计局审计结果公告 with its serial, and the title of the matter below it: the name of a series."""
    whole = squeeze(fold("".join(lines[i] for i in group)))
    below = [i for i in head if i > group[-1]]
    serial = [i for i in below[:1] if SERIAL.search(squeeze(fold(lines[i])))]
    told = [i for i in below if not _is_serial(lines[i]) and not is_named_body(lines[i])]
    named = any(looks_like_title(lines[i]) for i in told[:3])
    return "关于" not in whole and named and bool(serial or _SERIAL_INSIDE.search(whole))


def _enclosed(lines: Sequence[str], body: Sequence[int]) -> tuple[int, ...]:
    """The title of what a covering letter sends on: 《…方案》…印发给你们, then a line of just these words."""
    sent: set[str] = set()
    for i in body[:_LETTER_LINES]:
        plain = squeeze(fold(lines[i]))
        if plain in sent and looks_like_title(lines[i]):
            return (i,)
        if _SENDS.search(plain):
            sent.update(_TITLED.findall(plain))
    return ()


def _names_document(lines: Sequence[str]) -> bool:
    """Whether lines make one title: only the last one names the kind, no dates or numbers among them."""
    whole = squeeze("".join(lines))
    if len(whole) > _LONGEST_TITLE_TEXT or not looks_like_title(lines[-1]) or not looks_like_title(whole):
        return False
    if len({squeeze(line) for line in lines}) < len(lines):
        return False  # a line printed twice
    return not any(
        (looks_like_title(line) and not fold(line).startswith("关于"))
        or NUMBER.search(fold(line))
        or SERIAL.search(squeeze(fold(line)))
        or _SERIAL_INSIDE.search(squeeze(fold(line)))
        or stands_around(line)
        for line in lines[:-1]
    )
