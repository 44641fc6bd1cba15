"""The parts of an OFD file: where its documents, pages, templates and resources stand in the container."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extract.files.limits import Limits
from extract.model import Unreadable
from extract.readers.ofd.values import Box, box
from extract.readers.office.package import Package, attribute, child, children, descendants, open_package
from extract.readers.office.package_parts import resolved

_A4: Box = (0.0, 0.0, 210.0, 297.0)


@dataclass(slots=True)
class Resources:
    """What objects refer to by number."""

    bold: set[str] = field(default_factory=set)  # fonts
    images: dict[str, tuple[str, str]] = field(
        default_factory=dict
    )  # the part that names a picture, and its location
    parameters: dict[str, etree._Element] = field(default_factory=dict)
    composites: dict[str, etree._Element] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageParts:
    """One page: its box in millimetres, the contents that are drawn on it in order (its templates' first), and resources."""

    box: Box
    contents: tuple[etree._Element, ...]
    resources: Resources


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    part: str
    root: etree._Element
    resources: Resources
    templates: dict[str, str]  # parts


class Container:
    """An OFD file opened. Raises Unreadable where it is broken, encrypted, without pages or with too many."""

    def __init__(self, body: bytes, name: str, limits: Limits) -> None:
        self.package: Package = open_package(body, limits)
        self.lost: list[str] = []  # lists of resources that are broken
        entry = next((n for n in self.package.names if n.rpartition("/")[2] == "ofd.xml"), "ofd.xml")
        root = self.package.xml(entry)
        if next(descendants(root, ["Encryptions"]), None) is not None:
            raise Unreadable(
                "encrypted", f"{name}: got an encrypted OFD file; get the file without protection"
            )
        roots = [self.find(entry, e.text) for e in descendants(root, ["DocRoot"])]
        self._documents = [self._document(part) for part in roots if part is not None]
        self.pages = [(d, page) for d in self._documents for page in children(child(d.root, "Pages"), "Page")]
        if not self.pages:
            raise Unreadable(
                "no_pages", f"{name}: got an OFD file without pages, expected at least one; fetch it again"
            )
        if len(self.pages) > limits.max_pages:
            raise Unreadable(
                "too_many_pages",
                f"{name}: got {len(self.pages):,} pages, at most {limits.max_pages:,} are read; split the file (max_pages)",
            )

    def find(self, part: str, location: str | None) -> str | None:
        """The part that a location told in another part means: relative to that, or to the root of the container."""
        told = (location or "").strip().replace("\\", "/")
        tried = (resolved(posixpath.dirname(part), told), resolved("", told))
        return next((name for name in tried if told and self.package.has(name)), None)

    def page(self, index: int) -> PageParts:
        """One page, counted from 0. Raises Unreadable where a part of it is missing or broken."""
        document, told = self.pages[index]
        part = self.find(document.part, attribute(told, "BaseLoc"))
        if part is None:
            raise Unreadable("broken_file", f"page {index + 1} names no part of the file")
        root = self.package.xml(part)
        resources = self._resources(part, children(root, "PageRes"), document.resources)
        contents = [*self._templates(root, document), root]
        area = child(root, "Area", "PhysicalBox")
        default = child(document.root, "CommonData", "PageArea", "PhysicalBox")
        told_box = box(area.text if area is not None else None) or box(
            default.text if default is not None else None
        )
        sized = told_box if told_box is not None and min(told_box[2:]) > 1 else _A4
        return PageParts(box=sized, contents=tuple(contents), resources=resources)

    def _templates(self, page: etree._Element, document: _Document) -> Iterator[etree._Element]:
        for used in children(page, "Template"):
            part = document.templates.get(attribute(used, "TemplateID") or "")
            root = self.package.xml_if_any(part) if part else None
            if root is not None:
                yield root

    def _document(self, part: str) -> _Document:
        root = self.package.xml(part)
        common = child(root, "CommonData")
        templates = {
            attribute(t, "ID") or "": found
            for t in children(common, "TemplatePage")
            if (found := self.find(part, attribute(t, "BaseLoc"))) is not None
        }
        resources = self._resources(part, children(common, "PublicRes", "DocumentRes"), Resources())
        return _Document(part=part, root=root, resources=resources, templates=templates)

    def _resources(self, part: str, told: Iterator[etree._Element], known: Resources) -> Resources:
        """What lists of resources name, added to what is known."""
        found = Resources({*known.bold}, {**known.images}, {**known.parameters}, {**known.composites})
        for element in told:
            name = self.find(part, element.text)
            try:
                if name is not None:
                    self._add(found, self.package.xml(name), name)
            except Unreadable as refusal:
                if refusal.kind != "broken_file":
                    raise
                self.lost.append(name or "")
        return found

    def _add(self, found: Resources, root: etree._Element, part: str) -> None:
        folder = attribute(root, "BaseLoc") or ""
        for element in descendants(
            root, ("Font", "MultiMedia", "DrawParam", "CompositeGraphicUnit", "VectorG")
        ):
            key = attribute(element, "ID") or ""
            kind = etree.QName(element).localname
            if kind == "Font" and _is_bold(element):
                found.bold.add(key)
            elif kind == "MultiMedia":
                file = child(element, "MediaFile")
                location = (file.text or "").strip() if file is not None else ""
                found.images[key] = (
                    part,
                    location if location.startswith("/") else posixpath.join(folder, location),
                )
            elif kind == "DrawParam":
                found.parameters[key] = element
            elif kind != "Font":
                found.composites[key] = element

    def image(self, resources: Resources, key: str) -> bytes | None:
        """The bytes of a picture; None where the file does not hold it."""
        part, location = resources.images.get(key, ("", ""))
        name = self.find(part, location) or self.find(part, posixpath.basename(location))
        return self.package.read(name) if name else None


def _is_bold(font: etree._Element) -> bool:
    names = f"{attribute(font, 'FontName')} {attribute(font, 'FamilyName')}".lower()
    return attribute(font, "Bold") == "true" or any(
        word in names for word in ("bold", "黑体", "simhei", "heiti", "小标宋")
    )
