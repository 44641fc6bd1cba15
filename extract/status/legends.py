"""Signs that state, explained by a note (●表示已完成，○表示正在整改; 绿灯：已完成；红灯：未完成) or known (✅ 1.甲, ❌ 2.乙)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from extract.language.folding import fold
from extract.status.forms import Status
from extract.status.statuses import classify_status

Range = tuple[int, int]
Legend = dict[str, tuple[Status, Range]]
_COLOURS = "绿黄红蓝橙灰紫"
_KNOWN: dict[Status, str] = {
    "completed": "✅☑✔✓√🟢",
    "in_progress": "⏳⌛🔄🟡",
    "not_completed": "❌×✗✘✕✖🔴",
}
_DRAWN = "●○〇◎△▲□■☆★◇◆" + "".join(_KNOWN.values())
_SIGN = rf"[{_DRAWN}]\ufe0f?|[A-E]|[{_COLOURS}](?:色|灯|牌|旗|标)?"
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

# 打勾的已经改完，打三角的还在改: signs by what a hand draws
_BY_HAND = re.compile(
    rf"[打画标](?:了|有|上)?(?P<name>对?[勾钩]|三角形?|圆?圈|叉|五?角?星|[{_DRAWN}])号?[的者]?(?:表示|代表|即|为|就?是)?"
    r"(?P<words>[^,，。;；、:：()（）\n]{2,8})"
)
_HANDS = {"勾": "✅☑✔✓√", "钩": "✅☑✔✓√", "三角": "△▲", "圈": "○〇◎", "叉": "❌×✗✘✕✖", "星": "☆★"}

_NUMBER = (
    r"(?:\d{1,2}[.、．]|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[一二三四五六七八九十]{1,3}、"
    r"|(?:第|问题)(?:\d{1,2}|[一二三四五六七八九十]{1,3})[项条个]?[:：、. ])"
)
_MAY = re.compile(f"[{_DRAWN}]")
# A sign at the beginning of a line, behind its number, at its end: ● 1.甲, 1.√甲, 1.甲（▲）
_AT_EDGE = re.compile(
    rf"^[ ]*+(?P<number>{_NUMBER})?[ ]*+(?P<sign>[{_DRAWN}]\ufe0f?)[ ]*+(?P<behind>{_NUMBER})?(?=[ ]*+[^ \n])"
    rf"|^[ ]*+(?P<headed>{_NUMBER})?[^\n]*?[^\n ][ ]*+(?P<last>[(（\[【]?(?P<end>[{_DRAWN}]\ufe0f?)[)）\]】]?)[ 。]*$",
    re.MULTILINE,
)
_LABELLED = re.compile(f":[ ]*[{_DRAWN}][\ufe0f 。]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateSign:
    """A sign at the edge of a line and what it states; `words` that explain it, else the sign itself. `labelled`: it is all
    that a label labels (整改状态：√).
    """

    start: int
    end: int
    status: Status
    words: Range
    labelled: bool


@dataclass(frozen=True, slots=True)
class StateSigns:
    """The signs of a text, and the words that explain signs, also such as stand nowhere."""

    signs: tuple[StateSign, ...]
    explained: tuple[Range, ...] = ()


NO_SIGNS = StateSigns(())


def legend_of(folded: str) -> Legend:
    """The signs of a text by their keys: none where fewer than two states are explained."""
    found: Legend = {}
    keys = (m for key in _keys(folded) for m in _PAIR.finditer(folded, *key))
    for m in chain(_EXPLAINED.finditer(folded), keys, _NAMED.finditer(folded)):
        status = classify_status(m["words"])
        if status is not None:
            blank = len(m["words"]) - len(m["words"].lstrip())
            words = (m.start("words") + blank, m.start("words") + len(m["words"].rstrip()))
            found.setdefault(key_of(m["sign"]), (status, words))
    for m in _BY_HAND.finditer(folded):
        status = classify_status(m["words"])
        signs = next((drawn for name, drawn in _HANDS.items() if name in m["name"]), m["name"])
        found |= {
            key_of(s): (status, m.span("words")) for s in signs if status is not None and s not in found
        }
    return found if len({status for status, _ in found.values()}) > 1 else {}


def is_sign(words: str) -> bool:
    """True for what is nothing but a sign."""
    return len(words) <= 3 and _ALONE.fullmatch(words) is not None


def key_of(sign: str) -> str:
    """绿, 绿灯 and 绿色 are one sign; a circle folds to a zero or not."""
    return sign[0].replace("○", "〇")


def state_signs(text: str) -> StateSigns:
    """The signs at the edges of lines that a legend of the text explains; without a legend those that everybody knows, where
    numbers stand beside them, none twice, and they state different things.
    """
    if not _MAY.search(text):
        return NO_SIGNS
    folded = fold(text)
    legend = legend_of(folded)
    told = [folded.rfind("\n", 0, a) + 1 for _, (a, _) in legend.values()]
    found = [m for m in _AT_EDGE.finditer(folded) if m.start() not in told and not _fills_cell(text, m)]
    if legend:
        signs = [_sign(m, *legend[key]) for m in found if (key := key_of(m["sign"] or m["end"])) in legend]
        return (
            StateSigns(tuple(signs), tuple(words for _, words in legend.values()))
            if len(signs) > 1
            else NO_SIGNS
        )
    known = [
        (m, status) for m in found if (status := _known(m["sign"] or m["end"])) and not _LABELLED.search(m[0])
    ]
    numbers = [m["number"] or m["behind"] or m["headed"] for m, _ in known]
    sure = len({status for _, status in known}) > 1 and all(numbers) and len(set(numbers)) == len(numbers)
    return StateSigns(tuple(_sign(m, status) for m, status in known)) if sure else NO_SIGNS


def _fills_cell(text: str, m: re.Match[str]) -> bool:
    """True for a sign that is all a cell of a table holds: its column tells what it states."""
    start, end = m.span("sign" if m["sign"] else "last")
    return "\t" in (text[start - 1 : start], text[end : end + 1])


def _known(sign: str) -> Status | None:
    return next((status for status, signs in _KNOWN.items() if sign[0] in signs), None)


def _sign(m: re.Match[str], status: Status, words: Range | None = None) -> StateSign:
    start, end = m.span("sign" if m["sign"] else "last")
    own = m.span("sign" if m["sign"] else "end")
    labelled = m.string[m.start() : start].rstrip(" ")[-1:] == ":"
    return StateSign(start=start, end=end, status=status, words=words or own, labelled=labelled)


def _keys(folded: str) -> Iterator[Range]:
    """The lines that are nothing but signs and words."""
    for line in _LINE.finditer(folded):
        if len(line[0]) <= _LONGEST and _KEY.fullmatch(line[0].strip()):
            yield line.span()


# “到站”是指市审计局已同意销号, “在途”即还在办: words of the office's own, which it explains
_OWN = re.compile(
    r"“(?P<word>[\u4e00-\u9fff]{2,6})”(?:是指|系指|即指|即是|即为|意思是|意为|表示|代表|[指即为是])(?P<means>[^“”，,。；;:：()（）\n]{2,24})"
)
_DENIES = re.compile("[未没不尚待拟将无非]")
# Characters that stand for nothing in any text, which the vocabulary of states knows: written for a word that the notice explains
_WRITTEN: dict[Status, str] = {
    "completed": "\ufdd0",
    "largely_completed": "\ufdd1",
    "in_progress": "\ufdd2",
    "not_completed": "\ufdd3",
}
_FOREIGN = re.compile(f"[{''.join(_WRITTEN.values())}]")  # in a file made to deceive: they state nothing


def with_known_states(folded: str) -> str:
    """Folded text of the same length, with states that every rule knows in place of words of the notice's own that it explains,
    where such a word is all that a cell, a line or a label holds. Unchanged unless two words mean two states.
    """
    folded = _FOREIGN.sub("?", folded)
    told = {m["word"]: s for m in _OWN.finditer(folded) if (s := _meaning(m["word"], m["means"])) in _WRITTEN}
    if len({*told.values()}) < 2:
        return folded
    alone = re.compile(rf"(?:^|(?<=[:：\s(（【\[]))(?:{'|'.join(told)})(?=[\s。；;)）】\]]|$)", re.MULTILINE)
    return alone.sub(lambda m: _WRITTEN[told[m[0]]] * len(m[0]), folded)


def _meaning(word: str, means: str) -> Status | None:
    """What an explanation states, be it in its last words (市审计局已同意销号); none for a word that states by itself."""
    if classify_status(word) is not None:
        return None
    for at in range(len(means) - 1):
        if _DENIES.search(means, 0, at):
            return None
        if status := classify_status(means[at:]):
            return status
    return None
