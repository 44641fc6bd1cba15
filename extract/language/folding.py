"""Fold text for matching without moving a single character.

Every fold keeps the length: `fold(text)[i]` stands for `text[i]`, so offsets found in folded text
are offsets into the original. NFKC is not used because it changes lengths (㈠ becomes three
characters); OpenCC's t2s, tw2s and hk2s configurations keep them (the length-changing ones are
tw2sp, hk2sp, s2twp).
"""

import itertools
import re
import unicodedata
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
import opencc

from extract.vocabulary import vocabulary


def _forms(name: str) -> dict[str, str]:
    """Return what each form of a table of `data/character_variants.toml` stands for."""
    table: dict[str, str] = vocabulary("character_variants")[name]
    return {form: meant for meant, forms in table.items() for form in forms}


def _compatible() -> dict[str, str]:
    """Return the characters for which Unicode keeps a second code: radicals, compatibility ideographs."""
    codes = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))
    plain = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in codes}
    return {char: meant for char, meant in plain.items() if len(meant) == 1 and meant != char}


# Full-width ASCII and space; brackets and quotes that sites use for one another; letters used as numerals.
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_VARIANTS = {
    "\u3000": " ", "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ", "\ufeff": " ",
    "\u200b": " ", "\t": " ", "﹝": "〔", "﹞": "〕", "［": "[", "］": "]", "「": "“", "」": "”", "『": "“", "』": "”",
    "〝": "“", "〞": "”", "﹁": "“", "﹂": "”", "＂": '"', "﹙": "(", "﹚": ")", "︰": ":", "∶": ":", "﹕": ":",
    "﹔": ";", "﹐": ",", "．": ".", "﹒": ".", "○": "〇", "◯": "〇", "Ｏ": "O", "ㄧ": "一", "─": "—", "━": "—",
    "－": "-", "–": "-", "～": "~", "〜": "~", "％": "%", "﹪": "%",
}  # fmt: skip
_WIDTH = {chr(a): chr(b) for a, b in _FULL_WIDTH.items()} | _VARIANTS | _forms("radicals") | _compatible()
_PLANE = 0x10000
_SHORT = 128  # characters that are sooner looked at one by one
_WIDE = re.compile(f"[{re.escape(''.join(_WIDTH))}]")
_SCRIPT = _forms("variants")
_TO_SIMPLIFY = re.compile(f"[{''.join(_SCRIPT)}]")
_BROKEN = re.compile(r"[\ud800-\udfff]")  # lone surrogates, which the converter refuses


@cache
def _traditional() -> re.Pattern[str]:
    """Found in every text that conversion to simplified script changes: most texts need none."""
    chars = vocabulary("traditional_characters")
    changed = "".join((chars["alone"], chars["in_words"], *_SCRIPT))
    return re.compile(rf"[{changed}\ud800-\udfff\U00010000-\U0010ffff]")


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _narrow() -> npt.NDArray[np.uint32]:
    """What stands for each character of the first plane, for all of a text at once (a thirtieth of the time)."""
    codes = np.arange(_PLANE + 1, dtype=np.uint32)
    codes[[ord(char) for char in _WIDTH]] = [ord(meant) for meant in _WIDTH.values()]
    return codes


def fold_width(text: str) -> str:
    """Fold full width, odd spaces and look-alike punctuation; the script stays."""
    if len(text) < _SHORT:
        for char in set(_WIDE.findall(text)):
            text = text.replace(char, _WIDTH[char])
        return text
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    folded = np.where(codes < _PLANE, _narrow().take(codes, mode="clip"), codes)
    return folded.tobytes().decode("utf-32-le", "surrogatepass")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Fold width and script (traditional to simplified), one character to one character.

    Lone surrogates are replaced.
    """
    narrow = fold_width(text)
    if not _traditional().search(narrow):
        return narrow
    clean = _BROKEN.sub("?", narrow)
    folded: str = _TO_SIMPLIFY.sub(lambda found: _SCRIPT[found[0]], _simplifier().convert(clean))
    if len(folded) != len(text):  # never seen; an offset into the wrong place would be worse than no folding
        return clean
    return folded


_QUOTES = re.compile('["“”]')


def paired_quotes(folded: str) -> str:
    """Turn straight and mistyped quotation marks ("…", ”…”) into pairs, line by line; the length stays.

    Lines with an odd number of marks, and those whose marks pair as they stand (nested ones too), are left alone.
    """
    before, *opened = folded.split("“")
    if '"' not in folded and "”" not in before and {words.count("”") for words in opened} <= {1}:
        return folded
    return "\n".join(map(_paired, folded.split("\n")))


def _paired(line: str) -> str:
    marks = _QUOTES.findall(line)
    depths = list(itertools.accumulate(1 if mark == "“" else -1 for mark in marks))
    stands = not marks or ('"' not in marks and min(depths) >= 0 and depths[-1] == 0)
    if stands or len(marks) % 2:
        return line
    pair = itertools.cycle("“”")
    return _QUOTES.sub(lambda _: next(pair), line)


# the dot comes first: looked for as a character, what stands before it is asked of few
_DOT = (
    r"\.(?<=[\u4e00-\u9fff)”%]\.)(?<![一二三四五六七八九十百〇零壹贰叁肆伍陆柒捌玖拾甲乙丙丁戊己庚辛壬癸]\.)"
)
_DOT_AT_END = re.compile(_DOT + r"(?=[ )”】\]]*$)", re.MULTILINE)
_DOT_BEFORE_LABEL = re.compile(_DOT + r"(?=[\u4e00-\u9fff]{2,8}:)")  # …記錄．署方行動：…
_DOT_BETWEEN = re.compile(_DOT + r"(?=[^ \n])")


def full_stops(folded: str) -> str:
    """Folded text with a full stop for each dot that ends a Chinese sentence: 已整改．; inside lines where such dots are its
    full stops, since 艾力.买买提 is a name.
    """
    text, ends = _DOT_AT_END.subn("。", folded)
    ends += len(_DOT_BEFORE_LABEL.findall(text))
    return _DOT_BETWEEN.sub("。", text) if ends > max(1, folded.count("。")) else text


_LONG_BRACKETS = re.compile(r"〔(?![\d〇零○一二三四五六七八九十XxＸ*×]{2,4}〕)([^〔〕\n]{2,60})〕")


def usual_brackets(folded: str) -> str:
    """Folded text with [] for 〔〕 around anything but the year of a document number: 〔责任单位：财务科〕."""
    return _LONG_BRACKETS.sub(r"[\1]", folded) if "〔" in folded else folded


# Small pictures that open a line, but coloured circles and squares, which state how far something has come.
_PICTURE = "[\U0001f300-\U0001f533\U0001f536-\U0001f7df\U0001f900-\U0001faff✅❌❗❓⭐⏰⚡✨⛔☀☎❤✋✊☝✍]"
_OPENING_PICTURE = re.compile(rf"^([ ]*)(?:{_PICTURE}[\ufe0f\u200d]*)+", re.MULTILINE)
_KEY = re.compile("([0-9])\ufe0f?\u20e3")


def usual_signs(folded: str) -> str:
    """Folded text with a bullet for each small picture that opens a line, a number for that of a key; the length stays."""
    if "\u20e3" in folded:
        folded = _KEY.sub(lambda m: f"{m[1]}.".ljust(len(m[0])), folded)
    return _OPENING_PICTURE.sub(lambda m: f"{m[1]}●".ljust(len(m[0])), folded)


def squeeze(text: str) -> str:
    """Drop all white space: how as-printed cells are compared with their place in the text."""
    return "".join(text.split())


@lru_cache(maxsize=4096)
def plain_of(text: str) -> str:
    """Return a text as labels are compared: folded, without white space. What frames pages comes back on each of them."""
    return squeeze(fold(text))
