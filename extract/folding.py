"""Fold text for matching without moving a single character.

Every fold keeps the length: `fold(text)[i]` stands for `text[i]`, so offsets found in folded text
are offsets into the original. NFKC is not used because it changes lengths (㈠ becomes three
characters); OpenCC's t2s, tw2s and hk2s configurations keep them (the length-changing ones are
tw2sp, hk2sp, s2twp).
"""

import re
from functools import cache, lru_cache

import opencc

# Full-width ASCII and space; brackets and quotes that sites use for one another; letters used as numerals.
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_VARIANTS = {
    "\u3000": " ", "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ", "\ufeff": " ",
    "\u200b": " ", "\t": " ", "﹝": "〔", "﹞": "〕", "［": "[", "］": "]", "「": "“", "」": "”", "『": "“", "』": "”",
    "〝": "“", "〞": "”", "﹁": "“", "﹂": "”", "＂": '"', "﹙": "(", "﹚": ")", "︰": ":", "∶": ":", "﹕": ":",
    "﹔": ";", "﹐": ",", "．": ".", "﹒": ".", "○": "〇", "◯": "〇", "Ｏ": "O", "ㄧ": "一", "─": "—", "━": "—",
    "－": "-", "–": "-", "～": "~", "〜": "~", "％": "%", "﹪": "%",
}  # fmt: skip
_WIDTH = {**{chr(a): chr(b) for a, b in _FULL_WIDTH.items()}, **_VARIANTS}
_TO_FOLD = re.compile(f"[{re.escape(''.join(_WIDTH))}]")


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def fold_width(text: str) -> str:
    """Fold full width, odd spaces and look-alike punctuation; the script stays."""
    return _TO_FOLD.sub(lambda found: _WIDTH[found[0]], text)  # four times as fast as str.translate here


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Fold width and script (traditional to simplified), one character to one character.

    Lone surrogates are replaced first: the converter refuses them.
    """
    clean = text.encode("utf-8", "replace").decode("utf-8") if _has_surrogate(text) else text
    folded: str = _simplifier().convert(fold_width(clean))
    if len(folded) != len(text):  # never seen; an offset into the wrong place would be worse than no folding
        return fold_width(clean)
    return folded


def _has_surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def squeeze(text: str) -> str:
    """Drop all white space: how as-printed cells are compared with their place in the text."""
    return "".join(text.split())
