"""Colours that cells are filled with, and swatches: cells of a colour and no words beside the words that it stands for."""

import colorsys
import re
from collections.abc import Sequence

_CODE = re.compile(r"#?(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
_WORDS = {
    "red": "FF0000",
    "yellow": "FFFF00",
    "orange": "FFA500",
    "green": "008000",
    "lime": "00FF00",
    "blue": "0000FF",
}
_PALE, _DARK, _GREY = 0.97, 0.2, 0.05  # nearly white, nearly black; the least saturation of a colour
# hues in degrees up to which a colour has its name; the orange of Office is #FFC000 (45°), its yellow #FFFF00 (60°)
_ORANGE, _PALE_ORANGE = 40, 0.7  # from this hue and lightness on people say yellow
_HUES = ((15, "红"), (50, "橙"), (70, "黄"), (170, "绿"), (260, "蓝"), (330, "紫"), (360, "红"))


def fill_of(code: str | None) -> str | None:
    """A colour as six digits, of `#92D050`, `92D050`, `FF92D050` or `yellow`; None for white, for `auto` and for none."""
    word = (code or "").strip().lower()
    found = _CODE.fullmatch(_WORDS.get(word, word))
    return found[1].upper() if found and found[1].upper() != "FFFFFF" else None


def colour_name(fill: str) -> str:
    """What people call a colour (绿, 黄, 红, 橙, 蓝, 紫, 灰); empty for white and black."""
    red, green, blue = (int(fill[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, _ = colorsys.rgb_to_hls(red, green, blue)
    depth = max(red, green, blue) - min(red, green, blue)
    if depth < _GREY:
        return "灰" if _DARK < light < _PALE else ""
    if _ORANGE < 360 * hue <= _HUES[1][0] and light > _PALE_ORANGE:
        return "黄"  # #FFF2CC, a tint of the orange of Office
    return next(name for most, name in _HUES if 360 * hue <= most)


def with_swatches(row: Sequence[tuple[bool, str | None]]) -> list[str | None]:
    """The fills of the cells of a row (whether each holds words, its fill), those of swatches given to the words beside them.

    A swatch stands left of its words where each has words right of it, else right of them.
    """
    fills = [fill for _, fill in row]
    if any(worded and fill for worded, fill in row):
        return fills
    swatches = [
        i
        for i, (worded, fill) in enumerate(row)
        if fill and not worded and (i == 0 or row[i - 1] != (worded, fill))
    ]
    right = {i: next((k for k in range(i + 1, len(row)) if row[k] != row[i]), -1) for i in swatches}
    ahead = all(k >= 0 and row[k][0] for k in right.values())
    for i in swatches:
        beside = right[i] if ahead else i - 1
        if beside >= 0 and row[beside][0]:
            fills[beside] = fills[i]
    return fills


def mixed(fill: str, tint: float) -> str:
    """A colour of a theme made lighter (`tint` above 0, as share) or darker (below)."""
    parts = [int(fill[i : i + 2], 16) for i in (0, 2, 4)]
    hue, light, depth = colorsys.rgb_to_hls(*(p / 255 for p in parts))
    light = light * (1 + tint) if tint < 0 else light + (1 - light) * tint
    shown = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), depth)
    return "".join(f"{round(255 * p):02X}" for p in shown)
