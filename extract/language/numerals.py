"""Read whole numbers written in Chinese or Arabic digits: 十八, 二十, 一百零五, 一0, 〇, 壹, １２, ③."""

import re
from functools import lru_cache

from extract.language.folding import fold_width

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")
}
_DIGITS |= {"貳": 2, "參": 3, "参": 3, "叄": 3, "陸": 6, "两": 2, "兩": 2, "O": 0, "o": 0, "ㄧ": 1}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_ARABIC = re.compile(r"[0-9]+")


@lru_cache(maxsize=4096)
def parse_numeral(text: str) -> int | None:
    """Return the whole number that `text` writes, or None where it writes none.

    Positional digit strings (二〇二四, 一0) and unit forms (一百零五) are both read.
    """
    text = fold_width(text).strip().replace("廿", "二十").replace("卅", "三十")
    if not text:
        return None
    if _ARABIC.fullmatch(text):
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    if not any(c in _UNITS or c in _BIG for c in text):
        return _positional(text)
    return _with_units(text)


def _positional(text: str) -> int | None:
    value = 0
    for c in text:
        digit = int(c) if c.isascii() and c.isdigit() else _DIGITS.get(c)
        if digit is None:
            return None
        value = value * 10 + digit
    return value


def _with_units(text: str) -> int | None:
    total = section = pending = 0
    for c in text:
        if c in _BIG:
            section += pending
            total = (total + (section or 1)) * _BIG[c]
            section = pending = 0
        elif c in _UNITS:
            section += (pending or 1) * _UNITS[c]
            pending = 0
        elif c in _DIGITS or (c.isascii() and c.isdigit()):
            digit = _DIGITS[c] if c in _DIGITS else int(c)
            pending = pending * 10 + digit if pending and c.isascii() else digit
        else:
            return None
    return total + section + pending
