"""Lines that sites print above a title without saying so: trails of columns, navigation, names of sites and bodies."""

import re
from collections.abc import Sequence
from functools import cache

from extract.language.folding import fold, plain_of
from extract.language.title_words import looks_like_title
from extract.vocabulary import vocabulary

_NUMBERED = re.compile(r"[(（]?[\d一二三四五六七八九十]{1,3}[)）.、．]")
_ARROWS = re.compile(r"(?<![ ])[ ]*+[>»›→]++[ ]*+")
_SLASHES = re.compile(r"[ ]*/[ ]*")
_BARS = re.compile(r"[ ]*[|·\\][ ]*|[ ]+")
_LONGEST_ITEM = 18
SENTENCE = re.compile(r"[。；！？;]|[,，].{4,}[,，:：]")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = vocabulary("head_lines")
    bodies, edits = "|".join(data["bodies"]), "|".join(data["edits"])
    return (
        re.compile("|".join(data["columns"])),
        re.compile(rf"[\u4e00-\u9fff()]{{2,30}}(?:{bodies})(?P<edits>{edits})?"),
        re.compile(rf"[\u4e00-\u9fffA-Za-z]{{2,24}}(?:{'|'.join(data['sites'])})"),
    )


def is_trail(line: str) -> bool:
    """Whether a line at the very top is the place in a site: 某市审计局 > 工作动态, 某区政府网 / 回应关切 / 问答."""
    plain = fold(line).strip()
    if plain.startswith((">", "»", "›")):
        return "。" not in plain  # what is left of one: > 某公告-某市审计局; not >> 已完成整改。已…
    if re.search(r"[。；;，,：:“”《》？！]", plain):
        return False
    if _ARROWS.search(plain):
        if _NUMBERED.match(plain):
            return False  # 1.收费超标准 → 已全部退还
        return _are_items(_ARROWS.split(plain.strip("> »›→")), 2, digits=True)
    if len(_SLASHES.findall(plain)) > 1:
        return _are_items(_SLASHES.split(plain), 3)
    items = _BARS.split(plain)
    return _are_items(items, 3) and any(is_column(item) for item in items)


def is_corner(line: str, below: Sequence[str]) -> bool:
    """Whether a line is the name of a site or a body and one of its columns beside it (某市审计局　通知公告), with a title
    among the lines `below`.
    """
    items = _BARS.split(fold(line).strip())
    if len(items) != 2 or not _are_items(items, 2):
        return False
    named = is_site_name(items[0]) or (is_named_body(items[0]) and is_column(items[1]))
    return named and any(looks_like_title(x) and len(x) > len(line) for x in below)


def _are_items(items: list[str], fewest: int, *, digits: bool = False) -> bool:
    """Whether pieces of a line can be names of columns: short, in Chinese, none with a number that could be a date."""
    return len(items) >= fewest and all(
        len(item) <= _LONGEST_ITEM and (digits or not re.search(r"\d", item)) and _HAN.search(item)
        for item in items
    )


def is_column(text: str) -> bool:
    """Whether a text is the name of a column that many sites have: 通知公告, 政务公开."""
    return bool(_words()[0].fullmatch(plain_of(text)))


def is_named_body(text: str) -> bool:
    """Whether a line is nothing but the name of a body, with 编印 or 发布 behind it at most."""
    return bool(_words()[1].fullmatch(plain_of(text)))


def is_imprint(text: str) -> bool:
    """Whether a line is a body's name with what it did to the paper behind it: 某市审计局办公室编印."""
    found = _words()[1].fullmatch(plain_of(text))
    return bool(found and found["edits"])


def is_site_name(text: str) -> bool:
    """Whether a line is nothing but the name of a site: 某学院信息公开网."""
    return bool(_words()[2].fullmatch(plain_of(text)))


def is_running_text(line: str) -> bool:
    """Whether a line is long and holds a sentence: the body has begun."""
    plain = fold(line)
    return len(plain) > 30 and bool(SENTENCE.search(plain))
