"""Whether an element is hidden for good, or only waits for a reader's click or a script."""

import re

from selectolax.lexbor import LexborNode

from extract.readers.html.words import PageWords, tokens

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NOTHING = re.compile(r"font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$)", re.I)


def is_hidden(node: LexborNode, attrs: dict[str, str | None], words: PageWords) -> bool:
    """Whether no reader sees an element. A panel that opens below its heading is seen after a click."""
    style = attrs.get("style")
    marked = "hidden" in attrs or attrs.get("aria-hidden") == "true"
    styled = style and ("none" in style or "hid" in style or style.isupper()) and _HIDDEN.search(style)
    if not marked and not styled:
        return bool(style and ("size:0" in style or "size: 0" in style) and _is_nothing(node, style))
    named = tokens(attrs.get("class") or "", attrs.get("id") or "")[0]
    if named & words.folded and not named & words.dropped:
        return False
    # A container of the text that is only invisible, not away, waits for a script to show it.
    return marked or not (styled and styled[0][:1] in "vV" and named & words.content)


def opens_panel(button: LexborNode, words: PageWords) -> bool:
    """Whether a button is the heading of a panel that it opens, not one of the site's own controls."""
    attrs = button.attributes
    named = tokens(attrs.get("class") or "", attrs.get("id") or "")[0]
    panel = "aria-expanded" in attrs or "collapse" in (attrs.get("data-bs-toggle"), attrs.get("data-toggle"))
    return (panel or bool(named & words.folded)) and not any("nav" in name for name in named)


def _is_nothing(node: LexborNode, style: str) -> bool:
    """Whether the element's own text is written in letters of no size: words for search engines and against copying."""
    inner = node.first_child
    return bool(inner is not None and inner.next is None and inner.tag == "-text" and _NOTHING.search(style))
