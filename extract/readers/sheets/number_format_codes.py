"""Number formats of spreadsheet cells, parsed: ECMA-376 part 1, 18.8.30 and 18.8.31."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

# Numbers of built-in formats; 27-36 and 50-58 are those of the zh-cn locale.
BUILT_IN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0', 6: '"¥"#,##0', 7: '"¥"#,##0.00',
    8: '"¥"#,##0.00', 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"',
    30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0",
    38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: "#,##0;-#,##0;-;@",
    42: '"¥"#,##0;"¥"-#,##0;"¥"-;@', 43: "#,##0.00;-#,##0.00;-;@", 44: '"¥"#,##0.00;"¥"-#,##0.00;"¥"-;@',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_SYSTEM = {"F800": 'yyyy"年"m"月"d"日"', "F400": "h:mm:ss"}  # [$-F800]: the long date of the system
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|(?P<skip>[_*].)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<half>AM/PM|A/P|上午/下午|am/pm|a/p)|(?P<general>(?i:general)|G/通用格式|G/標準)|(?P<exponent>[Ee][+-][0#?]+)"
    r"|(?P<date>[yYeEmMdDhHsS]+|[aA]{3,4}(?![a-zA-Z]))|(?P<number>[0#?]+|[.,])|(?P<percent>%)"
    r"|(?P<text>@)|(?P<other>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)
Kind = Literal[
    "literal", "date", "elapsed", "half", "digits", "point", "comma", "percent", "exponent", "text", "general"
]  # fmt: skip


_KINDS: dict[str, Kind] = {
    "half": "half", "general": "general", "exponent": "exponent", "percent": "percent", "text": "text",
    ".": "point", ",": "comma",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the parts between semicolons."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None
    digits: str | None  # Word name of the number format that writes its digits, for [DBNum1] and [DBNum2]

    def has(self, *kinds: Kind) -> bool:
        return any(t.kind in kinds for t in self.tokens)


@lru_cache(maxsize=512)
def parse_format(code: str) -> tuple[Section, ...]:
    """The sections of a number format; a format without any text is General."""
    parts: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code):
        if match.group("other") == ";":
            parts.append([])
        else:
            parts[-1].append(match)
    return tuple(map(_section, parts))


def _section(matches: Sequence[re.Match[str]]) -> Section:
    tokens: list[Token] = []
    condition, digits = None, None
    for match in matches:
        bracket = match.group("bracket")
        if bracket is None:
            tokens += _token(match)
            continue
        if bracket.upper() in ("DBNUM1", "DBNUM2"):
            digits = "chineseCountingThousand" if bracket.endswith("1") else "chineseLegalSimplified"
        elif found := _CONDITION.fullmatch(bracket.strip()):
            condition = (found.group(1), float(found.group(2)))
        elif _ELAPSED.fullmatch(bracket):
            tokens.append(Token("elapsed", bracket.lower()))
        elif bracket.startswith("$"):
            currency, _, locale = bracket[1:].partition("-")
            if locale.upper() in _SYSTEM:
                return parse_format(_SYSTEM[locale.upper()])[0]
            tokens.append(Token("literal", currency))
    return Section(tuple(tokens), condition, digits)


def _token(match: re.Match[str]) -> list[Token]:
    name, text = match.lastgroup or "other", match.group()
    if name == "skip":
        return []
    if name in ("quoted", "escaped", "other"):
        return [Token("literal", match.group(name))]
    if name == "date":  # a run such as "mmss" is two tokens
        return [Token("date", run.group().lower()) for run in re.finditer(r"([a-zA-Z])\1*", text)]
    if name == "number":
        return [Token(_KINDS.get(text, "digits"), text)]
    return [Token(_KINDS[name], text)]


_GENERAL = Section((Token("general", "General"),), None, None)


def choose(sections: tuple[Section, ...], value: float) -> tuple[Section, float]:
    """The section for a value, and the value it shows: the negative section writes its own sign."""
    if any(s.condition for s in sections):
        for section in sections:
            if section.condition is None or _holds(section.condition, value):
                return section, value
        return _GENERAL, value
    if len(sections) > 2 and value == 0:
        return sections[2], value
    if len(sections) > 1 and value < 0:
        return sections[1], -value
    return sections[0], value


def _holds(condition: tuple[str, float], value: float) -> bool:
    sign, limit = condition
    return {
        "<": value < limit, "<=": value <= limit, ">": value > limit, ">=": value >= limit,
        "=": value == limit, "<>": value != limit,
    }[sign]  # fmt: skip
