"""The text of one Word paragraph as its reader sees it.

Kept: inserted and moved-to text, field results, base text of ruby, equations as a line of text, symbols, text
of content controls and hyperlinks. Left out: deleted and moved-from text, hidden text, field instructions,
footnote and comment marks. Text boxes are handed back: they follow the paragraph that anchors them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from extract.readers.office.docx_styles import Look, Styles, run_look, switch
from extract.readers.office.left_out import Tally
from extract.readers.office.list_numbers import format_number, symbol
from extract.readers.office.package import attribute, child, children, descendants, local
from extract.readers.office.pieces import Run

_DROPPED = frozenset(
    {"del", "moveFrom", "rPr", "pPr", "instrText", "delText", "delInstrText", "rt", "annotationRef"}
)
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CIRCLED = re.compile(r"\\o\s*\\ac\s*\(\s*[○〇◯]\s*[,;，]\s*(\d{1,2})\s*\)", re.IGNORECASE)
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_DOCUMENTS = ("Word", "Excel", "PowerPoint", "Package", "AcroExch", "ET.", "WPS", "KET")
_POWERS = {"2": "²", "3": "³"}


@dataclass(slots=True)
class _Field:
    """An open field; what stands before its separator is the instruction, which nobody sees."""

    instruction: str = ""
    in_result: bool = False


class RunReader:
    """Reads runs; fields may stay open from one paragraph to the next."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.tally = Tally()
        self._fields: list[_Field] = []

    def read(self, paragraph: etree._Element, base: Look) -> tuple[list[Run], list[etree._Element]]:
        """Runs of a paragraph, and the text boxes anchored in it."""
        self._base, self._runs, self._boxes = base, list[Run](), list[etree._Element]()
        self._children(paragraph, base)
        for unfinished in self._fields:  # an instruction that never ends would hide the rest of the document
            unfinished.in_result = True
        return self._runs, self._boxes

    def _children(self, element: etree._Element, look: Look) -> None:
        for part in element:
            self._part(part, look)

    def _part(self, part: etree._Element, look: Look) -> None:
        name = local(part)
        if name in ("del", "moveFrom", "ins", "moveTo"):
            self.tally.changes += 1
        if name in _DROPPED or is_deleted(part):
            if name == "instrText" and self._fields:
                self._fields[-1].instruction += part.text or ""
            return
        handler = _HANDLERS.get(name)
        if handler is not None:
            handler(self, part, look)
        elif name in _BREAKS:
            self._say(_BREAKS[name], look)
        else:  # hyperlinks, content controls, smart tags, inserted runs: what they hold stands in the text
            self._children(part, look)

    def _run(self, run: etree._Element, look: Look) -> None:
        properties = child(run, "rPr")
        style = self.styles.character(attribute(child(properties, "rStyle"), "val"))
        look = run_look(properties).over(style.over(self._base))
        if look.hidden:
            self.tally.hidden += 1
            self._fields_only(run)
            return
        self._children(run, look)

    def _fields_only(self, run: etree._Element) -> None:
        """Hidden runs still open and close fields."""
        for part in run:
            if local(part) in ("fldChar", "instrText"):
                self._part(part, Look())

    def _text(self, part: etree._Element, look: Look) -> None:
        text = part.text or ""
        if _PRIVATE.search(text):
            text = _PRIVATE.sub(lambda m: self._symbol(m.group(), look.font or ""), text)
        self._say(text, look)

    def _symbol(self, character: str, font: str) -> str:
        shown = symbol(character, font)
        if shown is None:
            self.tally.symbols.add(f"{font or '?'} {ord(character):04X}")
            return "□"
        return shown

    def _sym(self, part: etree._Element, look: Look) -> None:
        try:
            character = chr(int(attribute(part, "char") or "", 16))
        except (ValueError, OverflowError):
            return
        self._say(self._symbol(character, attribute(part, "font") or ""), look)

    def _field_mark(self, part: etree._Element, look: Look) -> None:
        kind = attribute(part, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
            self._form_field(part, look)
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            done = self._fields.pop()
            if not done.in_result:
                self._say(_drawn(done.instruction), look)

    def _form_field(self, part: etree._Element, look: Look) -> None:
        """What a check box or a drop-down list of a form shows; it stands in the field's data."""
        for box in descendants(part, ("checkBox",)):
            state = child(box, "checked")
            if state is None:
                state = child(box, "default")
            self._runs.append(Run("☑" if switch(state) else "□", look))
        for choice in descendants(part, ("ddList",)):
            state = child(choice, "result")
            if state is None:
                state = child(choice, "default")
            entries = [attribute(e, "val") or "" for e in children(choice, "listEntry")]
            chosen = attribute(state, "val") or "0"
            if chosen.isdecimal() and int(chosen) < len(entries):
                self._runs.append(Run(entries[int(chosen)], look))

    def _say(self, text: str, look: Look) -> None:
        if text and all(f.in_result for f in self._fields):
            self._runs.append(Run(text, look))

    def _alternatives(self, part: etree._Element, look: Look) -> None:
        """One thing written twice for old and new programs: the first branch that says something is read."""
        for branch in (*children(part, "Choice"), *children(part, "Fallback")):
            runs, boxes = len(self._runs), len(self._boxes)
            self._children(branch, look)
            if len(self._runs) > runs or len(self._boxes) > boxes:
                return

    def _box(self, part: etree._Element, look: Look) -> None:
        self._boxes.append(part)

    def _ruby(self, part: etree._Element, look: Look) -> None:
        for base in children(part, "rubyBase"):
            self._children(base, look)

    def _note(self, part: etree._Element, look: Look) -> None:
        self.tally.notes += 1

    def _equation(self, part: etree._Element, look: Look) -> None:
        self._say(_linear(part), look)

    def _control(self, part: etree._Element, look: Look) -> None:
        """A content control; "click here to enter text" is no text of the document."""
        if switch(child(part, "sdtPr", "showingPlcHdr")):
            self.tally.hidden += 1
        else:
            for content in children(part, "sdtContent"):
                self._children(content, look)

    def _object(self, part: etree._Element, look: Look) -> None:
        """An embedded document shows as a picture; equations of old are objects too."""
        if (attribute(part, "ProgID") or "").startswith(_DOCUMENTS):
            self.tally.embedded += 1

    def _skip(self, part: etree._Element, look: Look) -> None:
        """Says nothing that a reader sees."""


_HANDLERS: dict[str, Callable[[RunReader, etree._Element, Look], None]] = {
    "r": RunReader._run,
    "t": RunReader._text,
    "sym": RunReader._sym,
    "fldChar": RunReader._field_mark,
    "AlternateContent": RunReader._alternatives,
    "txbxContent": RunReader._box,
    "ruby": RunReader._ruby,
    "footnoteReference": RunReader._note,
    "endnoteReference": RunReader._note,
    "oMath": RunReader._equation,
    "sdt": RunReader._control,
    "docPr": RunReader._skip,
    "OLEObject": RunReader._object,
}


def is_deleted(element: etree._Element) -> bool:
    """Whether an element is a deletion as Word 2003 marks it."""
    return local(element) == "annotation" and (attribute(element, "type") or "").endswith("Deletion")


def _drawn(instruction: str) -> str:
    """What a field without a result draws: a number in a circle (EQ \\o\\ac(○,1))."""
    match = _CIRCLED.search(instruction)
    return "" if match is None else format_number(int(match.group(1)), "decimalEnclosedCircle") or ""


def _linear(equation: etree._Element) -> str:
    """An equation on one line: fractions with a slash, powers raised where a character exists for them."""
    name = local(equation)
    if name == "t":
        return equation.text or ""
    if name == "f":
        return f"{_all(child(equation, 'num'))}/{_all(child(equation, 'den'))}"
    if name == "sSup":
        power = _all(child(equation, "sup"))
        return _all(child(equation, "e")) + _POWERS.get(power, f"^{power}")
    if name in ("rPr", "ctrlPr", "fPr", "sSupPr"):
        return ""
    return _all(equation)


def _all(element: etree._Element | None) -> str:
    return "" if element is None else "".join(map(_linear, element))
