"""Marks exchanged for others that say the same: behind labels, of numbers, of sentences, around asides.

Every dress maps one printed line. Text files are dressed line by line, pages between their tags, so tables and forms of
every markup are dressed too.
"""

import html
import re
from collections.abc import Callable
from pathlib import Path

Dress = Callable[[str], str]
HAN = "一二三四五六七八九十"
# labels that most notices use, where they open a line and have their text beside them
_LABEL = re.compile(
    r"^(?P<lead>\s*)【?(?P<words>(?:整改|责任|主要|具体|完成|落实|辦理|改善|處理|主辦|審核|审计)"
    r"(?:落实|完成|进展|牵头)?(?:情况|措施|举措|进展|单位|部门|科室|时限|期限|情形|意見|建議|機關|意见|建议))"
    r"(?:】[:：]?|[:：])(?=.)"
)


def _label(form: str, only: str = "") -> Dress:
    """Labels, or those alone whose words hold `only`, set off as `form` has it."""
    may = re.compile(only)
    return lambda line: _LABEL.sub(
        lambda m: m["lead"] + form.format(m["words"]) if may.search(m["words"]) else m[0], line
    )


def _among(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Dress:
    found = re.compile(pattern)
    return lambda line: found.sub(new, line)


def _composed(line: str) -> str:
    """⑴ for （1） and ㈠ for （一） at the start of a line and behind the marks that end a clause."""
    begins = r"(?:^|(?<=[\s。；：，]))"
    line = re.sub(
        rf"{begins}[（(](\d{{1,2}})[）)]",
        lambda m: chr(0x2473 + int(m[1])) if 0 < int(m[1]) < 21 else m[0],
        line,
    )
    return re.sub(rf"{begins}[（(]([{HAN}])[）)]", lambda m: chr(0x3220 + HAN.index(m[1])), line)


def _aside(left: str, right: str) -> Dress:
    """Other brackets around an aside; a number keeps its own, and so does what opens a line."""
    return _among(rf"(?<=[^\s\u3000>])（(?![{HAN}\d]{{1,3}}）)([^（）\n]{{2,40}})）", rf"{left}\1{right}")


# each with the share of rows that must be told as in the usual dress
DRESSES: dict[str, tuple[Dress, float]] = {
    "a full stop behind labels": (_label("{}。"), 0.9),
    "dashes behind labels": (_label("{}——"), 0.96),
    "a dash behind labels": (_label("{} - "), 0.93),
    "a wide blank behind labels": (_label("{}\u3000"), 0.91),
    "如下 behind labels": (_label("{}如下：", r"(?:情况|措施|举措|进展|情形)$"), 0.98),
    "brackets around labels": (_label("【{}】"), 0.97),
    "a bullet before labels": (_label("◆{}："), 0.94),
    "a hyphen before labels": (_label("- {}："), 0.97),
    "blanks behind commas": (_among("([，；])(?=.)", r"\1 "), 0.985),
    "half-width commas and blanks": (_among("[，；](?=.)", lambda m: ", " if m[0] == "，" else "; "), 0.975),
    "dots for full stops": (_among("。", "．"), 0.97),
    "composed numbers": (_composed, 0.985),
    "zeros before numbers": (_among(r"^(\s*)(\d)([.．、])(?!\d)", r"\g<1>0\2\3"), 0.985),
    "colons behind numbers": (_among(r"^(\s*\d{1,2})[.．](?![\d ])", r"\1："), 0.95),
    "〔〕 around asides": (_aside("〔", "〕"), 0.97),
    "[] around asides": (_aside("[", "]"), 0.97),
    "【】 around asides": (_aside("【", "】"), 0.97),
}


def dressed(path: Path, dress: Dress) -> bytes | None:
    """The file in another dress, None where it has nothing to exchange."""
    text = path.read_bytes().decode("utf-8-sig", "replace")
    if "\ufffd" in text:
        return None  # not of this encoding
    other = _page(text, dress) if path.suffix == ".html" else "\n".join(map(dress, text.split("\n")))
    return None if other == text else other.encode()


_BETWEEN = re.compile(
    r"(<(?:script|style|title)\b.*?</(?:script|style|title)\s*>|<[^>]*>)", re.DOTALL | re.IGNORECASE
)


def _page(text: str, dress: Dress) -> str:
    return "".join(part if n % 2 else _words(part, dress) for n, part in enumerate(_BETWEEN.split(text)))


def _words(part: str, dress: Dress) -> str:
    """What stands between two tags, dressed; entities stay as they are."""
    if not part.strip() or html.unescape(part) != part:
        return part
    return dress(part)
