"""A first look at what is to be read, before anything is imported."""

import os
from collections.abc import Iterable, Iterator
from itertools import islice

_LOOKED_AT = 500  # names: enough to tell folders of scans from folders of pages
_PICTURES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp")


def may_hold_pictures(paths: Iterable[str]) -> bool:
    """Whether one of the first files below these paths is named as one whose pages may have to be recognised."""
    return any(name.lower().endswith(_PICTURES) for name in islice(_names(paths), _LOOKED_AT))


def _names(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        yield path
        for _, _, names in os.walk(path):
            yield from names
