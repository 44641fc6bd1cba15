"""Core properties of an Office file as metadata fields. Names of persons are not collected."""

from extract.model import Field
from extract.readers.package import Package, children
from extract.readers.package_parts import relations

_KEPT = ("title", "subject", "keywords", "category", "created", "modified")


def properties(package: Package) -> tuple[Field, ...]:
    """Title, subject, keywords, category and dates that the file's own property part states."""
    part = next(
        (t for k, t in relations(package, "").values() if k == "core-properties"), "docProps/core.xml"
    )
    root = package.xml_if_any(part)
    found = []
    for name in _KEPT:
        value = next((e.text for e in children(root, name) if e.text and e.text.strip()), None)
        if value is not None:
            found.append(Field(key=name, value=" ".join(value.split()), origin="properties"))
    return tuple(found)
