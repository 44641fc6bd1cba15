"""A page as a light tree of elements and strings: what is never shown is gone, nesting is bounded."""

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.files.limits import Limits
from extract.readers.html.drawn import drawn_as
from extract.readers.html.hidden import is_hidden, opens_panel
from extract.readers.html.nesting import refuse_absurd_nesting, without_many_options
from extract.readers.html.words import page_words, tokens

_RENDERED_DEPTH = 150  # rendering recurses
_FIELDS = frozenset({"input", "textarea", "select"})
_NO_ENTRY = frozenset({"hidden", "button", "submit", "image", "reset"})
_SHOWS = {"iframe": "src", "frame": "src", "embed": "src", "object": "data"}
_MARKS = frozenset({"-comment", "meta"})  # may say where the content begins and ends
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary"})
_HOLDERS = frozenset({"div", "section", "p", "label", "li"})


class Element:
    """One element: tag, attributes, children (elements and strings), and the lines it spans once rendered."""

    __slots__ = (
        "attrs", "children", "data", "first", "inner", "last", "link_size", "parent", "size", "tag", "tokens"
    )  # fmt: skip

    def __init__(self, tag: str, attrs: dict[str, str | None], parent: "Element | None") -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.children: list[Element | str] = []
        self.first = self.last = 0  # range of lines, set by rendering
        self.inner: list[Element] = []  # the nearest block elements below, set by rendering
        self.size = self.link_size = 0  # in tables: characters, and those in links, of all below
        self.data: bool | None = None  # whether a table holds data, once asked
        own = tag if "-" in tag else ""  # <site-header>: a page's own element is called what it is
        named = own or "class" in attrs or "id" in attrs
        self.tokens = tokens(attrs.get("class") or "", attrs.get("id") or own) if named else _NO_TOKENS

    @property
    def names(self) -> frozenset[str]:
        """Tokens of class and id, in lower case."""
        return self.tokens[0]

    @property
    def ends(self) -> frozenset[str]:
        """First and last words of these tokens: post-share and shareBar have share."""
        return self.tokens[1]

    def elements(self) -> Iterator["Element"]:
        """Child elements."""
        return (c for c in self.children if isinstance(c, Element))

    def walk(self) -> Iterator["Element"]:
        """This element and all below it, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend([c for c in reversed(element.children) if isinstance(c, Element)])

    @property
    def cell(self) -> "Element | None":
        """The cell or list item that it is or stands in."""
        return next((e for e in (self, *self.ancestors()) if e.tag in ("td", "th", "li")), None)

    def ancestors(self) -> Iterator["Element"]:
        """The elements around this one, from the inside out."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent


_NO_TOKENS = tokens("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A parsed page."""

    body: Element
    title: str  # of <title>
    metas: tuple[tuple[str, str], ...]  # (name in lower case, content)
    scripted: bool  # scripts stand in its body
    glosses: int  # ruby annotations left out
    embedded: tuple[str, ...] = ()  # addresses of documents shown in frames and objects
    pictures: tuple[str, ...] = ()
    elements: tuple[Element, ...] = ()  # all of them

    def release(self) -> None:
        """Cut the circles of parents and children when all is read: the tree is freed now, not by a collector of garbage."""
        for element in self.elements:
            element.parent = None


def parse(text: str, *, limits: Limits, hidden: bool = False) -> Page:
    """Parse a page. `hidden` keeps what its style hides and <noscript>. Raises Unreadable for absurd nesting."""
    refuse_absurd_nesting(text)
    parser = LexborHTMLParser(without_many_options(text.replace("\0", "")))
    root = parser.root
    body = Element("body", {}, None)
    if root is None:
        return Page(body=body, title="", metas=(), scripted=False, glosses=0)
    builder = _Builder(min(limits.max_depth, _RENDERED_DEPTH), hidden)
    builder.build(parser.body or root, body)
    _sum_up(builder.tables)
    title = next(iter(parser.tags("title")), None)
    return Page(
        body=body,
        title=" ".join((title.text() if title else "").split()),
        metas=tuple(_metas(parser)),
        scripted=builder.scripted,
        glosses=builder.glosses,
        embedded=tuple(dict.fromkeys(builder.embedded)),
        pictures=tuple(dict.fromkeys(builder.pictures)),
        elements=tuple(builder.elements),
    )


def _sum_up(tables: list[Element]) -> None:
    """Sizes of what stands in tables; only there anybody asks."""
    inner: set[int] = set()
    for table in tables:
        if id(table) in inner:
            continue
        elements = list(table.walk())
        inner.update(id(element) for element in elements if element.tag == "table")
        for element in reversed(elements):
            element.size += sum([len(c.strip()) for c in element.children if isinstance(c, str)])
            if element.tag == "a" and element.attrs.get("href"):
                element.link_size = element.size
            if element is not table and element.parent is not None:
                element.parent.size += element.size
                element.parent.link_size += element.link_size


def _metas(parser: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in parser.tags("meta"):
        attrs = node.attributes
        name = attrs.get("name") or attrs.get("property") or attrs.get("itemprop") or ""
        content = attrs.get("content") or ""
        if name and content.strip():
            yield name.lower(), " ".join(content.split())


class _Builder:
    """Copies the parser's tree into light elements; iterative, so depth costs no stack."""

    def __init__(self, max_depth: int, hidden: bool) -> None:
        self.words = page_words()
        self.max_depth = max_depth
        self.hidden = hidden
        self.scripted = False
        self.glosses = 0
        self.elements: list[Element] = []
        self.tables: list[Element] = []
        self.embedded: list[str] = []
        self.pictures: list[str] = []

    def build(self, node: LexborNode, into: Element) -> None:
        stack: list[tuple[LexborNode | None, Element, int]] = [(node.first_child, into, 1)]
        while stack:
            child, parent, depth = stack.pop()
            while child is not None:
                tag = child.tag or ""
                if tag == "-text":
                    text = child.text_content
                    if text:
                        parent.children.append(text)
                elif tag in _MARKS:
                    parent = self._hinted(child, tag, parent)
                elif tag[:1] != "-":
                    element = self._element(child, tag, parent)
                    inner = child.first_child if element is not None else None
                    if inner is not None:
                        stack.append((child.next, parent, depth))
                        if element is not None and depth < self.max_depth:
                            parent = element
                        child, depth = inner, depth + 1
                        continue
                child = child.next

    def _element(self, node: LexborNode, tag: str, parent: Element) -> Element | None:
        kept = (tag == "noscript" and self.hidden) or (tag == "button" and opens_panel(node, self.words))
        if tag in self.words.dropped_tags and not kept:
            self._note_dropped(node, tag, parent)
            return None
        attrs = node.attributes
        if attrs:
            if not self.hidden and is_hidden(node, attrs, self.words):
                return None
            tag = drawn_as(tag, attrs, parent.tag)
        if tag == "button":
            tag, attrs = ("span" if parent.tag in _HEADINGS else "h4"), {}
        element = Element(tag, attrs, parent)
        parent.children.append(element)
        self.elements.append(element)
        if tag == "table":
            self.tables.append(element)
        elif tag == "img":
            self.pictures.append(attrs.get("src") or "")
        elif shown := attrs.get("pdfsrc") or attrs.get("data-pdf"):
            self.embedded.append(shown)  # a viewer of the site's own
        return element

    def _note_dropped(self, node: LexborNode, tag: str, parent: Element) -> None:
        """What is not read of a page still says something of it."""
        if tag == "button" or (tag in _FIELDS and node.attributes.get("type") not in _NO_ENTRY):
            _mark_form(parent)
        elif tag in _SHOWS:
            self.embedded.append(node.attributes.get(_SHOWS[tag]) or "")
        self.glosses += tag == "rt"
        self.scripted = self.scripted or tag == "script"

    def _hinted(self, node: LexborNode, tag: str, parent: Element) -> Element:
        """Comments that frame the content become an element around it."""
        text = node.comment_content if tag == "-comment" else node.attributes.get("name")
        if not text or len(text) > 80:
            return parent
        text = text.lower()
        if parent.tag == "-content":
            if any(word in text for word in self.words.ends) and parent.parent is not None:
                return parent.parent
        elif any(word in text for word in self.words.begins):
            element = Element("-content", {}, parent)
            parent.children.append(element)
            self.elements.append(element)
            return element
        return parent


def _mark_form(element: Element | None) -> None:
    """Note in the form around a field, and in the element that holds it, that something is to be entered there."""
    if element is not None and element.tag in _HOLDERS:
        element.attrs = {**element.attrs, "-fields": "1"}
    for _ in range(8):
        if element is None:
            return
        if element.tag == "form":
            element.attrs = {**element.attrs, "-fields": "1"}
            return
        element = element.parent
