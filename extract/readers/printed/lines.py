"""Join printed lines into the text they were broken from.

A line break is either made by the typesetter, because what follows did not fit, or by the author. What
follows would have fitted: then the author broke the line.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from extract.language.folding import fold
from extract.lines.enumerators import mark_at
from extract.notice.signature import is_body_name
from extract.readers.printed.geometry import TextLine, is_cjk

_LATIN_WIDTH = 0.56  # em, of a digit or small letter
_SLACK = 0.5  # em: room that must be left over before a break counts as the author's
_OPENING = "“‘（《〈「『【〔［｛([{<"
CLOSING = "”’）》〉」』】〕］｝)]}>，。、；：？！,.;:?!%％…"
_STOPS = "。；：！？;:!?"
_WORD = r"[A-Za-z0-9À-ɏ]+(?:[.,:/%’'+\-][A-Za-z0-9À-ɏ]+)*"
_TOKEN = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:{_WORD}|\S)(?:[{re.escape(CLOSING)}]+(?:{_WORD})?)?(?:[“‘]\S)?"
)  # typesetters do not break between closing punctuation and a number, nor before a quotation mark
_FIGURE = re.compile(r"[-–+(]?\d[\d,]*\.\d+[%)]?")
_GROUP_HEAD = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u2009\u202f]\d{3})*$")
_REST = re.compile(r"[.,]\d")  # of a number, cut before its point
_GROUP = re.compile(r"\d{3}(?!\d)")


def width_of(text: str, size: float) -> float:
    """Estimated width of a text in points."""
    return sum(size if is_cjk(c) else size * _LATIN_WIDTH for c in text)


def first_token(text: str) -> str:
    """What a typesetter cannot part at the start of a line: a word or one character, and its punctuation."""
    found = _TOKEN.match(text.lstrip())
    return found.group() if found else text[:1]


def fits(line: TextLine, following: str, left: float, right: float) -> bool:
    """Whether the first token of what follows would have fitted on the line: the author broke it."""
    room = _room(line, left, right)
    if room < (_SLACK + _LATIN_WIDTH) * line.size:  # not even one letter: most lines of running text
        return False
    needed = width_of(first_token(following), line.size) + _SLACK * line.size
    if not is_cjk(line.text[-1]) and not is_cjk(following[0]):
        needed += 0.25 * line.size
    return needed <= room


def _room(line: TextLine, left: float, right: float) -> float:
    """What is left over of the width: behind the line, and before it where the line is centred."""
    before, behind = line.x0 - left, right - line.x1
    centred = before > 0.3 * line.size and abs(before - behind) < 0.6 * line.size
    return before + behind if centred else behind


def has_mark(text: str) -> bool:
    """Whether a line begins with an enumerator."""
    folded = fold(text[:24])
    mark = mark_at(folded)
    return mark is not None and not folded[mark.end : mark.end + 1].isdigit()  # 2.15 is a number


def glue(before: str, after: str, *, room: bool) -> str:
    """What stands between two lines of one text: a blank between Latin words, nothing in Chinese.

    `room`: whether the first line had room for one more character. Then a break inside a number was made at
    a blank (8 927.15); without room the number was cut.
    """
    left, right = before[-1], after[0]
    if is_cjk(left) or is_cjk(right):
        return ""
    if left.isdigit() and right.isdigit():
        return " " if room or (_GROUP_HEAD.search(before) and _GROUP.match(after)) else ""
    if left.isdigit() and _REST.match(after):
        return ""
    if left in "-–/" and (left != "–" or not before[-2:-1].isspace()):
        return ""
    return " " if left.isalpha() or right.isalpha() or room else ""


def cell_text(lines: Sequence[TextLine], left: float, right: float) -> str:
    """The text of a cell of a table: wrapped lines joined, the author's line breaks kept.

    `left` and `right` bound the room for text in the cell.
    """
    text = lines[0].text
    ends = _unit_ends(lines)
    for i, (before, line) in enumerate(pairwise(lines)):
        text += ("\n" if i in ends else _between(text, before, line, left, right)) + line.text
    return unicodedata.normalize("NFC", text)


# Whole names of bodies, what only goes on with a name, and names that lead another (国家税务总局 / 某县税务局).
_WHOLE = re.compile(
    r"(?<![分支])(?:局|署|厅|政府|委员会|公司|林场|农场|医院|学校|中学|小学|大学|学院|管委会|街道办事处)$"
)
_GOES_ON = re.compile(r"有限|股份|责任|附属|直属|下属|所属|分|总|人民|管理|工作|服务")
_LEADS = re.compile(r"(?:总局|总公司|银行|集团|大学|联社|国网.*公司|中国.*公司)$")
_LEVELS = "省市县区州盟旗镇乡局院校"
_NEXT = 4  # lines that the next name may take


def _unit_ends(lines: Sequence[TextLine]) -> set[int]:
    """Numbers of the lines of a cell of bodies' names behind which one name ends and another begins.

    A name may be broken anywhere (县教育局 / 办公室): what follows must be a whole name, or begin as names do.
    """
    texts = [fold(line.text).strip() for line in lines]
    if len(texts) < 2 or not is_body_name("".join(texts)):
        return set()
    found: set[int] = set()
    start = 0
    for i in range(len(texts) - 1):
        name = "".join(texts[start : i + 1])
        if len(name) > 3 and is_body_name(name) and not _LEADS.search(name):
            nexts = ("".join(texts[i + 1 : k]) for k in range(i + 2, min(i + 2 + _NEXT, len(texts) + 1)))
            if any(_is_next(name, other) for other in nexts):
                found.add(i)
                start = i + 1
    return found


def _is_next(name: str, other: str) -> bool:
    cut = name[-1] == "社" and other[0] == "会"  # 县人力资源社 / 会保障局
    if cut or len(other) < 4 or not is_body_name(other) or _GOES_ON.match(other):
        return False
    return other[0] in _LEVELS or other[:2] == name[:2] or bool(_WHOLE.search(other))


def _between(text: str, before: TextLine, line: TextLine, left: float, right: float) -> str:
    if text[-1] in _STOPS and has_mark(line.text):
        return "\n"
    if _FIGURE.fullmatch(before.text) and _FIGURE.fullmatch(line.text):
        return "\n"  # two figures below one another; a figure that is cut has no decimals yet
    chinese = is_cjk(text[-1]) or is_cjk(line.text[0])
    if chinese and fits(before, line.text, left, right):
        return "\n"
    return glue(text, line.text, room=_room(before, left, right) > 0.7 * before.size)
