"""Core properties of an Office file as metadata fields. Names of persons are not collected."""

from collections.abc import Mapping

from lxml import etree

from extract.model import Field
from extract.readers.office.package import Package, children
from extract.readers.office.package_parts import relations

_KEPT = ("title", "subject", "keywords", "category", "created", "modified")


def properties(package: Package) -> tuple[Field, ...]:
    """Title, subject, keywords, category and dates that the file's own property part states."""
    part = next(
        (t for k, t in relations(package, "").values() if k == "core-properties"), "docProps/core.xml"
    )
    return fields_of(package.xml_if_any(part), {name: name for name in _KEPT})


def fields_of(root: etree._Element | None, names: Mapping[str, str]) -> tuple[Field, ...]:
    """The first value of each of these elements, under the name that it is to have."""
    found = []
    for name, key in names.items():
        value = next((e.text for e in children(root, name) if e.text and e.text.strip()), None)
        if value is not None:
            found.append(Field(key=key, value=" ".join(value.split()), origin="properties"))
    return tuple(found)
