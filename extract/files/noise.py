"""Names of files that programs leave beside documents: they hold nothing that anybody wrote."""

import re

_NOISE = re.compile(
    r"(^|/)(__MACOSX|\.DS_Store|Thumbs\.db|desktop\.ini|~\$[^/]*|\._[^/]*)(/|$)", re.IGNORECASE
)


def is_noise(name: str) -> bool:
    """Whether a name, or a path with forward slashes, is that of a program's own file (an Office lock, thumbnails)."""
    return _NOISE.search(name) is not None
