"""The text of one OpenDocument paragraph as its reader sees it.

Left out: hidden text, notes, comments, pronunciation, prompts, and what was deleted (that stands elsewhere in the file).
Frames and shapes are handed back: what they hold follows the paragraph that anchors them.
"""

import re

from lxml import etree

from extract.readers.office.docx_styles import Look
from extract.readers.office.left_out import Tally
from extract.readers.office.package import attribute, local, whole
from extract.readers.office.pieces import Run
from extract.readers.opendocument.odf_styles import OdfStyles

SHAPES = frozenset(
    {
        "frame",
        "g",
        "custom-shape",
        "rect",
        "ellipse",
        "circle",
        "polygon",
        "polyline",
        "path",
        "line",
        "caption",
    }
)
_DROPPED = frozenset(
    {"annotation", "annotation-end", "ruby-text", "tracked-changes", "script", "number", "hidden-paragraph", "event-listeners"}
)  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n]+")
_MOST_BLANKS = 1000


class InlineReader:
    """Reads what stands in paragraphs."""

    def __init__(self, styles: OdfStyles, tally: Tally) -> None:
        self._styles = styles
        self._tally = tally

    def read(self, paragraph: etree._Element, base: Look) -> tuple[list[Run], list[etree._Element]]:
        """Runs of a paragraph, and the frames anchored in it."""
        self._runs, self._frames = list[Run](), list[etree._Element]()
        self._inside(paragraph, base)
        return self._runs, self._frames

    def _inside(self, element: etree._Element, look: Look) -> None:
        self._say(_BLANKS.sub(" ", element.text or ""), look)
        for part in element:
            self._part(part, look)
            self._say(_BLANKS.sub(" ", part.tail or ""), look)

    def _part(self, part: etree._Element, look: Look) -> None:
        name = local(part)
        if name == "s":
            self._say(" " * min(whole(part, "c", 1), _MOST_BLANKS), look)
        elif name in ("tab", "line-break"):
            self._say("\t" if name == "tab" else "\n", look)
        elif name == "note":
            self._tally.notes += 1
        elif _is_unseen(part, name):
            self._tally.hidden += 1
        elif name in SHAPES:
            self._frames.append(part)
        elif name == "span":
            said = self._styles.style("text", attribute(part, "style-name")).look
            self._inside(part, said.over(look))
        elif name not in _DROPPED:  # links, fields, marks: what they hold stands in the text
            self._inside(part, look)

    def _say(self, text: str, look: Look) -> None:
        if not text:
            return
        if look.hidden:
            self._tally.hidden += bool(text.strip())
        else:
            self._runs.append(Run(text, look))


def _is_unseen(part: etree._Element, name: str) -> bool:
    """Prompts to be written over, and text that a condition hides."""
    if name == "hidden-text":
        return attribute(part, "is-hidden") != "false"
    return name == "placeholder" or attribute(part, "showing-place-holder") == "true"
