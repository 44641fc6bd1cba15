"""Hostile OFD files: rings of objects, endless distances, pages without end, parts outside, pictures that are none."""

from collections.abc import Callable
from itertools import chain, repeat

from tests.extract.ofd_parts import ofd, page, path, words
from tests.extract.office_parts import zipped

Case = tuple[str, Callable[[], bytes], frozenset[str]]
READ: frozenset[str] = frozenset()
EITHER = frozenset({"*"})
MIB = 1024 * 1024
LINE = words(25, 40, "一、系统闲置。整改情况：已完成整改。")
_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content>&b;</ofd:Content></ofd:Page>'
)
_OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    b'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content>&a;</ofd:Content></ofd:Page>'
)


def _unit(number: int, *inner: int) -> str:
    used = "".join(f'<ofd:CompositeObject ID="1" ResourceID="{n}" Boundary="0 0 9 9"/>' for n in inner)
    return f'<ofd:CompositeGraphicUnit ID="{number}"><ofd:Content>{used}{LINE}</ofd:Content></ofd:CompositeGraphicUnit>'


def _text(code: str, text: str, more: str = "") -> str:
    return f'<ofd:TextObject ID="1" Boundary="20 20 100 9" Font="1" Size="4" {more}><ofd:TextCode {code}>{text}</ofd:TextCode></ofd:TextObject>'


def _picture(location: str, body: bytes = b"") -> bytes:
    told = f'<ofd:MultiMedias><ofd:MultiMedia ID="60" Type="Image"><ofd:MediaFile>{location}</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>'
    shown = '<ofd:ImageObject ID="6" ResourceID="60" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>'
    return ofd([page(LINE), page(shown)], resources=told, files={"Doc_0/Res/a.png": body})


def _used(number: int) -> str:
    return f'<ofd:CompositeObject ID="1" ResourceID="{number}" Boundary="0 0 9 9"/>'


OFD: dict[str, Case] = {
    "ofd_laughs": ("a.ofd", lambda: ofd([_LAUGHS]), frozenset({"xml_entities"})),
    "ofd_outside": ("a.ofd", lambda: ofd([_OUTSIDE]), frozenset({"xml_entities"})),
    "ofd_bomb": (
        "a.ofd",
        lambda: ofd([page(" " * (40 * MIB))]),
        frozenset({"zip_bomb", "too_large", "broken_file"}),
    ),
    "ofd_ring": ("a.ofd", lambda: ofd([page(_used(1) + LINE)], resources=_unit(1, 1)), READ),
    "ofd_doubling": (
        "a.ofd",
        lambda: ofd([page(_used(1))], resources="".join(_unit(n, *[n + 1] * 9) for n in range(1, 20))),
        frozenset({"too_many_cells"}),
    ),
    "ofd_deep_blocks": (
        "a.ofd",
        lambda: ofd([page("<ofd:PageBlock>" * 200 + LINE + "</ofd:PageBlock>" * 200)]),
        EITHER,
    ),
    "ofd_endless_distances": (
        "a.ofd",
        lambda: ofd(
            [
                page(
                    _text('X="0" Y="4" DeltaX="g 999999999999 1e308 g nan inf g -5 3 g"', "甲乙丙丁" * 500)
                    + LINE
                )
            ]
        ),
        READ,
    ),
    "ofd_numbers_that_are_none": (
        "a.ofd",
        lambda: ofd(
            [
                page(
                    _text('X="nan" Y="1e999"', "甲乙", 'CTM="inf 0 0 nan 0 0" Weight="x"') + LINE,
                    area="0 0 1e400 nan",
                )
            ]
        ),
        READ,
    ),
    "ofd_no_size": (
        "a.ofd",
        lambda: ofd([page(LINE.replace('Size="4.2"', 'Size="0"'))], box="0 0 0 0"),
        READ,
    ),
    "ofd_nothing_between": (
        "a.ofd",
        lambda: ofd(
            [
                page(
                    _text('X="0" Y="4" DeltaX="4" DeltaY="g 3 4"', "")
                    + LINE
                    + LINE.replace('Size="4.2"', 'Size="-4.2"')
                )
            ]
        ),
        READ,
    ),
    "ofd_broken_resources": (
        "a.ofd",
        lambda: ofd([page(LINE)], files={"Doc_0/PublicRes.xml": b"<ofd:Res"}),
        READ,
    ),
    "ofd_many_characters": (
        "a.ofd",
        lambda: ofd([page(_text('X="0" Y="4" DeltaX="4"', "长" * 100_000))]),
        frozenset({"too_many_cells"}),
    ),
    "ofd_many_lines": ("a.ofd", lambda: ofd([page(path("M 0 0 " + "L 9 9 L 20 9 " * 60_000) + LINE)]), READ),
    "ofd_many_rules": (
        "a.ofd",
        lambda: ofd(
            [page("".join(path(f"M 0 {i % 290} L {i % 200} {i % 290}") for i in range(30_000)) + LINE)]
        ),
        EITHER,
    ),
    "ofd_pages_without_end": (
        "a.ofd",
        lambda: ofd(chain([page(LINE)], repeat(page(""), 1_000))),
        frozenset({"too_many_pages"}),
    ),
    "ofd_picture_outside": ("a.ofd", lambda: _picture("../../../../etc/passwd"), READ),
    "ofd_picture_of_the_machine": ("a.ofd", lambda: _picture("/etc/passwd"), READ),
    "ofd_picture_that_is_none": ("a.ofd", lambda: _picture("a.png", b"\x89PNG\r\n\x1a\nnot"), READ),
    "ofd_template_of_itself": (
        "a.ofd",
        lambda: ofd(
            [page(LINE, more='<ofd:Template TemplateID="700"/>' * 50)],
            templates=[page(LINE, more='<ofd:Template TemplateID="700"/>')],
        ),
        READ,
    ),
    "ofd_document_of_itself": (
        "a.ofd",
        lambda: zipped({"OFD.xml": b"<OFD><DocBody><DocRoot>OFD.xml</DocRoot></DocBody></OFD>"}),
        frozenset({"no_pages"}),
    ),
    "ofd_entry_only": ("a.ofd", lambda: zipped({"OFD.xml": b"<OFD/>"}), frozenset({"no_pages"})),
}
