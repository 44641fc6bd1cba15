"""The pictures of a Word document: what they show is read only where there is nothing else to read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from extract.files.limits import Limits
from extract.model import Document, Issue, Unreadable
from extract.readers.office.package import Package, attribute, child, local
from extract.reading import WORD_PICTURES, load
from scrapers.items import RawNotice

_POINT = 12_700  # English metric units
_LARGE = (
    595 * 842 / 4
)  # square points: a quarter of a page of A4; below it stand seals, photographs and logos
_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm)")
UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4}  # points


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPicture:
    """A picture where it stands: the relationship that holds its bytes, its size on paper in points (0: not said)."""

    relation: str
    width: float = 0.0
    height: float = 0.0

    @property
    def is_large(self) -> bool:
        """Whether it may be a page, or a good part of one."""
        return self.width * self.height >= _LARGE


def pictures_of(root: etree._Element) -> list[PlacedPicture]:
    """Pictures in the order of the document; one that is there twice for old and new programs counts once."""
    found = list(_walk(root))
    return [p for at, p in enumerate(found) if at == 0 or p.relation != found[at - 1].relation]


def _walk(element: etree._Element) -> Iterator[PlacedPicture]:
    for part in element.iter():
        name = local(part)
        if name not in ("blip", "imagedata") or any(local(a) == "Fallback" for a in part.iterancestors()):
            continue
        relation = attribute(part, "embed") or attribute(part, "id")
        if relation:
            width, height = _extent(part) if name == "blip" else _drawn(part)
            yield PlacedPicture(relation=relation, width=width, height=height)


def _extent(blip: etree._Element) -> tuple[float, float]:
    frame = next((a for a in blip.iterancestors() if local(a) in ("inline", "anchor")), None)
    extent = child(frame, "extent")
    try:
        return int(attribute(extent, "cx") or 0) / _POINT, int(attribute(extent, "cy") or 0) / _POINT
    except ValueError:
        return 0.0, 0.0


def _drawn(imagedata: etree._Element) -> tuple[float, float]:
    shape = imagedata.getparent()
    sizes = {
        k: float(v) * UNITS[u] for k, v, u in _SIZE.findall(attribute(shape, "style") or "") if _is_number(v)
    }
    return sizes.get("width", 0.0), sizes.get("height", 0.0)


def _is_number(text: str) -> bool:
    return text.count(".") < 2 and text != "."


def read_pictures(
    placed: Iterable[tuple[PlacedPicture, str]],
    package: Package | None,
    raw: RawNotice,
    limits: Limits,
    *,
    media_type: str,
) -> Document:
    """A document without a word: its pictures, each in a part of the package, are recognised.

    Raises Unreadable where it has none.
    """
    pictures: list[tuple[PlacedPicture, RawNotice]] = []
    for picture, target in placed:
        if package is not None and package.has(target) and len(pictures) < limits.max_pages:
            name = f"{raw.file_name}!{target.rpartition('/')[2]}"
            pictures.append((picture, replace(raw, file_name=name, body=package.read(target))))
    if not pictures:
        raise Unreadable("no_text", f"{raw.file_name}: the document holds no text.")
    document: Document = load(WORD_PICTURES)(raw, pictures, limits, media_type=media_type)
    return document


def unread_pictures(pictures: Iterable[PlacedPicture]) -> Iterator[Issue]:
    """Say that large pictures stand between words."""
    large = sum(picture.is_large for picture in pictures)
    if large:
        message = (
            f"{large} large pictures stand between the words and are not read; print the document to PDF, "
            "whose pictures are, if they show text."
        )
        yield Issue(kind="pictures_left_out", message=message)
