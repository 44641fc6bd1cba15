"""White space of what was collected of a line: folded as browsers do, and told where it indents a paragraph."""

import re

from extract.readers.furniture.wrapped import BLANKS
from extract.readers.html.line import EDGE
from extract.writing import tidy_line

_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]"
_BREAK = rf"({EDGE}*)[ \t]*[\r\n][ \t\r\n\f]*({EDGE}*)"
_BREAK_BESIDE_WIDE = re.compile(rf"(?<={_WIDE}){_BREAK}(?=\w|{_WIDE})|(?<=[\w%]){_BREAK}(?={_WIDE})")
_FOLDED = " \t\r\n\f"
_NOTHING = _FOLDED + EDGE
_UNSEEN = "\r\n\t" + EDGE
_MAY_INDENT = "\ufeff" + "".join(blank[0] for blank in BLANKS)


def finished(raw: str, *, pre: bool = False) -> tuple[str, str]:
    """A collected line with white space folded as browsers do; and the same with its edges, where it has any."""
    if pre:
        return (raw.replace(EDGE, "") if raw.strip(_NOTHING) else "").strip("\n"), ""
    raw = raw.rstrip(_NOTHING).lstrip(_FOLDED)
    if "\n" in raw or "\r" in raw:
        raw = _SPACE.sub(" ", _BREAK_BESIDE_WIDE.sub("", raw))
    if EDGE not in raw:
        return tidy_line(raw), ""
    return tidy_line(raw.replace(EDGE, "")), raw


def typed_lines(raw: str) -> list[str]:
    """The lines of preformatted text, as typed."""
    lines = (line.replace(EDGE, "") for line in raw.splitlines())
    return [line for line in lines if line.strip()] or [""]


def is_indented(typed: str) -> bool:
    """Whether blanks that a page shows stand before a line."""
    shown = typed.lstrip(_UNSEEN)
    return shown[:1] in _MAY_INDENT and shown.replace("\ufeff", "").startswith(BLANKS)
