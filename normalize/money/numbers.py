"""Numbers as amounts and counts write them: 1,851.61, 3亿5200万, 壹拾贰万叁仟, 三点二亿 - exactly, as Decimal."""

import re
from decimal import Decimal

_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")}
_DIGITS |= {c: str(i) for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_DIGITS |= {"两": "2", "参": "3", "叄": "3", "貮": "2"}
_BIG = {"兆": 10**12, "亿": 10**8, "万": 10**4}  # 兆 as Taiwan counts
_SMALL = {"千": 1000, "仟": 1000, "百": 100, "佰": 100, "十": 10, "拾": 10}
_SCALES = _BIG | _SMALL
CHINESE = "".join(_DIGITS) + "廿卅点" + "".join(_SCALES)
# Where a number may begin: not inside another, nor inside one grouped by spaces.
BEGINS = r"(?<!\d)(?<!\d[,.'’])(?<!(?<!\d)\d )(?<!(?<!\d)\d\d )(?<!(?<!\d)\d{3} )"
ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d{1,3}(?:['’]\d{3})+|\d+)(?: ?\.\d+|(?<=\d{3})\. \d+)?"
# Arabic and Chinese numerals in turns; one Chinese character a step keeps matching linear.
MIXED = rf"(?:{ARABIC}|[{CHINESE}])(?:\s?[{CHINESE}](?:\s?{ARABIC})?){{0,24}}"
LEADING_ZERO = re.compile(r"0[\d,]")  # of an amount: its first digits are lost
_ARABIC = re.compile(ARABIC)
_VAGUE = re.compile("[一二三四五六七八九两]{2}")  # 三四万, 七八十: not 34, not 78
_SPOKEN = frozenset("一二三四五六七八九")
_DECIMALS = re.compile(f"[{''.join(_DIGITS)}]+")
_PLAIN = re.compile(rf"[{''.join(_DIGITS)}]+(?:点[{''.join(_DIGITS)}]+)?")


def parse_amount_number(text: str) -> Decimal | None:
    """Return the number that `text` (folded) writes, or None where its parts do not fit together or are vague."""
    clean = re.sub(r"\s+(?!\d{3}(?!\d))", "", text).replace("廿", "二十").replace("卅", "三十")
    whole, point, decimals = clean.partition("点")
    if not clean or _VAGUE.search(whole):
        return None
    if point and _DECIMALS.fullmatch(decimals) and whole[-1:] in _SCALES:  # 一百二十点五
        before, after = _read(whole, tuple(_SCALES)), _plain("零点" + decimals)
        return None if before is None or after is None else before + after
    return _read(clean, tuple(_SCALES))


def _read(text: str, scales: tuple[str, ...]) -> Decimal | None:
    """Cut at the largest scale there is; what follows it may hold smaller scales only."""
    if text.isascii():
        return _plain(text)
    for i, scale in enumerate(scales):
        head, found, tail = text.partition(scale)
        if not found:
            continue
        smaller = tuple(s for s in scales[i:] if _SCALES[s] < _SCALES[scale])
        # 3万亿: before a big scale others may stand; 二十, 百: nothing before a small one means one of it
        times = _read(head, smaller) if head else (Decimal(1) if scale in _SMALL else None)
        rest = _rest(tail, scale, smaller) if tail.strip("零〇") else Decimal(0)
        return None if times is None or rest is None else times * _SCALES[scale] + rest
    return _plain(text)


def _rest(tail: str, scale: str, smaller: tuple[str, ...]) -> Decimal | None:
    """Read what follows a scale: 三万五 is 35,000, 三万零五 is 30,005; of 叁万伍 and 3万5 neither is certain."""
    if len(tail.partition("点")[0]) > 1 or scale in "十拾":
        return _read(tail.lstrip("零〇"), smaller)
    return Decimal(_DIGITS[tail]) * _SCALES[scale] / 10 if tail in _SPOKEN else None


def _plain(text: str) -> Decimal | None:
    text = text.lstrip("零〇") if len(text) > 1 and text[1] not in "点." and text[0] in "零〇" else text
    if _ARABIC.fullmatch(text):
        return Decimal(re.sub("[, '’]", "", text))
    if _PLAIN.fullmatch(text):
        return Decimal("".join(_DIGITS.get(c, ".") for c in text))
    return None
