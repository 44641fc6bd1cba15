"""Write a list number the way Word displays it: ECMA-376 part 1, 17.18.59 (ST_NumberFormat).

Only what the published documents of the region use is written here; `format_number` returns None
for a format it was not taught, and the reader of the document then falls back and says so.
"""

from collections.abc import Callable, Mapping

_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FORMAL_HANS = "零壹贰叁肆伍陆柒捌玖"
_FORMAL_HANT = "零壹貳參肆伍陸柒捌玖"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def format_number(number: int, number_format: str) -> str | None:
    """Return `number` written in a Word number format, or None for a format that is not known here."""
    write = _FORMATS.get(number_format)
    return None if write is None else write(number)


def _positional(digits: str) -> Callable[[int], str]:
    def write(number: int) -> str:
        return "".join(digits[int(d)] for d in str(number))

    return write


def _with_units(digits: str, units: str, *, one_ten: bool) -> Callable[[int], str]:
    """Unit forms up to 99,999; `one_ten` writes 壹拾 where the plain form writes 十."""

    def write(number: int) -> str:
        if number <= 0 or number > 99_999:
            return str(number)
        text, zero = "", False
        for power in range(len(str(number)) - 1, -1, -1):
            digit = number // 10**power % 10
            if digit:
                text += (digits[0] if zero else "") + digits[digit] + ("", *units)[power]
                zero = False
            else:
                zero = bool(text)
        return text if one_ten or not text.startswith(digits[1] + units[0]) else text[1:]

    return write


_COUNT = _with_units(_DIGITS.replace("〇", "零"), "十百千万", one_ten=False)


def _count_then_digits(number: int) -> str:
    """The plain counting systems write units up to 99 and digits from 100 on."""
    return _COUNT(number) if number < 100 else _positional("○" + _DIGITS[1:])(number)


def _letters(number: int) -> str:
    """a .. z, aa, bb .. zz, aaa: the letter repeats, it is not a base-26 number."""
    if number <= 0:
        return ""
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def _roman(number: int) -> str:
    if number <= 0 or number > 9999:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _series(characters: str) -> Callable[[int], str]:
    """One character a number; past the end of the series Word falls back to plain digits."""
    return lambda number: characters[number - 1] if 0 < number <= len(characters) else str(number)


def _run(first: str, length: int) -> Callable[[int], str]:
    return _series("".join(chr(ord(first) + i) for i in range(length)))


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda number: characters[(number - 1) % len(characters)] if number > 0 else str(number)


def _sexagenary(number: int) -> str:
    return _cycle(_STEMS)(number) + _cycle(_BRANCHES)(number) if number > 0 else str(number)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_CIRCLED = "".join(chr(0x2460 + i) for i in range(20)) + "".join(chr(0x3251 + i) for i in range(15))
_FULL_WIDTH = _positional("".join(chr(0xFF10 + i) for i in range(10)))
_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _FULL_WIDTH,
    "decimalFullWidth2": _FULL_WIDTH,
    "decimalEnclosedCircle": _series(_CIRCLED),
    "decimalEnclosedCircleChinese": _series(_CIRCLED),
    "decimalEnclosedParen": _run("⑴", 20),
    "decimalEnclosedFullstop": _run("⒈", 20),
    "ideographEnclosedCircle": _run("㊀", 10),
    "numberInDash": lambda number: f"- {number} -",
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "ordinal": _ordinal,
    "chineseCounting": _count_then_digits,
    "taiwaneseCounting": _count_then_digits,
    "japaneseCounting": _COUNT,
    "chineseCountingThousand": _COUNT,
    "taiwaneseCountingThousand": _COUNT,
    "ideographDigital": _positional(_DIGITS),
    "japaneseDigitalTenThousand": _positional(_DIGITS),
    "taiwaneseDigital": _positional("○" + _DIGITS[1:]),
    "chineseLegalSimplified": _with_units(_FORMAL_HANS, "拾佰仟万", one_ten=True),
    "ideographLegalTraditional": _with_units(_FORMAL_HANT, "拾佰仟萬", one_ten=True),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "hex": lambda number: f"{number:X}",
    "none": lambda number: "",
}

# Characters of symbol fonts (private use area, or plain letters) that stand for bullets and marks.
_SYMBOLS: Mapping[str, str] = {
    "symbol:b7": "•", "symbol:a8": "♦", "symbol:a7": "♣", "symbol:d7": "⋅", "symbol:b4": "×",
    "symbol:b1": "±",
    "symbol:a3": "≤", "symbol:b3": "≥", "symbol:b9": "≠", "symbol:b0": "°", "symbol:d6": "√",
    "wingdings:6c": "●", "wingdings:6d": "❍", "wingdings:6e": "■", "wingdings:6f": "□", "wingdings:70": "□",
    "wingdings:71": "❑", "wingdings:72": "❒", "wingdings:75": "◆", "wingdings:76": "❖", "wingdings:77": "⬥",
    "wingdings:9f": "•", "wingdings:a1": "○", "wingdings:a7": "▪", "wingdings:a8": "□", "wingdings:ab": "★",
    "wingdings:d8": "➢", "wingdings:e0": "→", "wingdings:e8": "➔", "wingdings:f0": "⇨", "wingdings:fb": "✗",
    "wingdings:fc": "√", "wingdings:fd": "☒", "wingdings:fe": "☑", "wingdings 2:50": "√",
    "wingdings 2:52": "☑",
    "wingdings 2:51": "☒", "wingdings 2:53": "☒", "wingdings 2:54": "☒", "wingdings 2:a3": "□",
    "wingdings 2:98": "•", "wingdings 3:7d": "▶",
}  # fmt: skip
_SYMBOL_FONTS = ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings")


def symbol(character: str, font: str) -> str | None:
    """Return the Unicode character that a symbol font shows for `character`, or None where it is not known.

    A character outside the private use area in an ordinary font stands for itself.
    """
    code, name = ord(character), font.strip().lower()
    in_private_use = 0xF000 <= code <= 0xF0FF
    if name not in _SYMBOL_FONTS:
        if not in_private_use:
            return character
        name = "symbol"  # the private use area is how Word stores symbol fonts of any name
    low = code & 0xFF if in_private_use or code < 0x100 else None
    if low is None:
        return character
    found = _SYMBOLS.get(f"{name}:{low:02x}")
    if found is None and name == "symbol" and in_private_use:
        found = next((v for k, v in _SYMBOLS.items() if k.endswith(f":{low:02x}")), None)
    return found


def bullet(text: str, font: str) -> str:
    """Return the bullet that a list level displays; an unknown mark of a symbol font becomes •."""
    marks = [symbol(c, font) for c in text.strip()]
    return "".join(m if m is not None else "•" for m in marks)
