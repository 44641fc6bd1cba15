"""Signs that a note explains: 注：●表示已完成，○表示正在整改; 绿灯：已完成；红灯：未完成."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from extract.lines.lines import Page
from extract.model import Status
from extract.status.statuses import classify_status

Range = tuple[int, int]
_COLOURS = "绿黄红蓝橙灰紫"
_SIGN = rf"[●○〇◎△▲□■☆★◇◆√×✓✔✗]|[A-E]|[{_COLOURS}](?:色|灯|牌|旗|标)?"
# ●已完成 ○正在整改 ▲未启动: a line of nothing but signs and their states
_WORD = r"[\u4e00-\u9fff]{2,8}"
_KEY = re.compile(
    r"[(（]?(?:(?:图例|注|备注|说明|标识|符号)(?:说明)?[:：]?)?[ ]*+"
    rf"(?:(?:{_SIGN})[ ]*+{_WORD}[ 、,，;；。|/]*+){{2,}}[)）]?[ ]*+"
)
_LINE = re.compile(r"[^\n]+")
_LONGEST = 120  # characters of a line that explains signs
_PAIR = re.compile(rf"(?P<sign>{_SIGN})[ ]*(?P<words>{_WORD})")
_ALONE = re.compile(f"(?:{_SIGN})[灯]?")
_EXPLAINED = re.compile(
    rf"(?<![A-Za-z0-9])[“\"]?(?P<sign>{_SIGN})[”\"]?"
    r"(?:标[识记注]|底[纹色]|背景|填充|部分|单元格)?的?[ ]*(?:表示|代表|意为|意指|为|指|即|是|:|—+|-|=)[ ]*"
    r"[“\"]?(?P<words>[^,，。;；、:：()（）|\t\n“”\"]{2,12})"
)

# 已完成（绿色）, 正在整改用黄色标注: the colour behind the state
_NAMED = re.compile(
    rf"(?P<words>[\u4e00-\u9fff]{{2,8}}?)的?(?:问题|事项|项)?的?(?:[(]|[用以](?=[{_COLOURS}])|标(?:注为|[注为成])|为)[“\"]?(?P<sign>[{_COLOURS}]色)"
)


def stated_by(page: Page, words: str) -> tuple[Status, Range] | None:
    """What a cell that holds only a sign states, and the words of the note that say so."""
    if len(words) > 3 or _ALONE.fullmatch(words) is None:
        return None
    return _legend(page).get(_key(words))


def are_signs(page: Page, texts: Sequence[str]) -> bool:
    """True for a column of signs that a note explains."""
    return bool(texts) and 2 * sum(stated_by(page, t) is not None for t in texts) > len(texts)


def _key(sign: str) -> str:
    """绿, 绿灯 and 绿色 are one sign; a circle folds to a zero or not."""
    return sign[0].replace("○", "〇")


def _keys(page: Page) -> Iterator[Range]:
    """The lines that are nothing but signs and words."""
    for line in _LINE.finditer(page.folded):
        if len(line[0]) <= _LONGEST and _KEY.fullmatch(line[0].strip()):
            yield line.span()


def _legend(page: Page) -> dict[str, tuple[Status, Range]]:
    """The signs of a document: none where fewer than two states are explained."""
    key = (_legend,)
    if key not in page.known:
        found: dict[str, tuple[Status, Range]] = {}
        keys = (m for key in _keys(page) for m in _PAIR.finditer(page.folded, *key))
        for m in chain(_EXPLAINED.finditer(page.folded), keys, _NAMED.finditer(page.folded)):
            status = classify_status(m["words"])
            if status is not None:
                found.setdefault(_key(m["sign"]), (status, page.trim(*m.span("words"))))
        page.known[key] = found if len({status for status, _ in found.values()}) > 1 else {}
    legend: dict[str, tuple[Status, Range]] = page.known[key]
    return legend
