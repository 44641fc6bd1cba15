"""Tables that a page draws with other elements: ARIA roles, `display: table`, classes that say table, row and cell.

Such elements get the tag of what they stand for, so that one rule reads all tables. A row counts only in a table
and a cell only in a row: `display: table-cell` alone is a way to centre things.
"""

import re
from functools import lru_cache

from extract.readers.html.words import drawn_words, tokens

_DISPLAY = re.compile(r"display\s*:\s*(?:inline-)?(table(?:-[a-z-]+)?)", re.IGNORECASE)
_SHOWN_AS = {
    "table": "table",
    "table-row": "tr",
    "table-cell": "td",
    "table-row-group": "tbody",
    "table-header-group": "thead",
    "table-footer-group": "tfoot",
    "table-caption": "caption",
}
_ROLES = {
    "table": "table",
    "grid": "table",
    "treegrid": "table",
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "th",
    "rowheader": "th",
    "rowgroup": "tbody",
}
_WITHIN = {
    "table": None,
    "tr": frozenset({"table", "tbody", "thead", "tfoot"}),
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
    "tbody": frozenset({"table"}),
    "thead": frozenset({"table"}),
    "tfoot": frozenset({"table"}),
    "caption": frozenset({"table"}),
}
_DRAWN_WITH = frozenset(
    {"div", "span", "ul", "ol", "li", "dl", "dt", "dd", "section", "p", "em", "i", "b", "strong"}
)


def drawn_as(tag: str, attrs: dict[str, str | None], around: str) -> str:
    """The table tag that an element stands for in an element with the tag `around`; else its own tag."""
    if tag not in _DRAWN_WITH:
        return tag
    style = attrs.get("style")
    role = attrs.get("role")
    meant = None
    if role:
        meant = _ROLES.get(role.strip().lower())
    if meant is None and style and "table" in style:
        found = _DISPLAY.search(style)
        meant = _SHOWN_AS.get(found[1].lower()) if found else None
    if meant is None and (classes := attrs.get("class")):
        meant = _by_class(classes)
    if meant is None:
        return tag
    within = _WITHIN[meant]
    return meant if within is None or around in within else tag


@lru_cache(maxsize=4096)  # the pages of a site have the same few classes
def _by_class(classes: str) -> str | None:
    names = tokens(classes, "")[0]
    return next((tag for tag, words in drawn_words().items() if names & words), None)
