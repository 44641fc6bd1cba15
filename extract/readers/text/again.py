"""A title that a page prints once more above its text: whole, broken over lines, or its first half."""

import re
from collections.abc import Sequence

from extract.language.folding import squeeze

_AGAIN = 4  # lines of a body within which its title may be printed once more
_BEGUN = 10  # characters of a title that broke off
_LONGEST_AGAIN = 3  # such lines beyond the first


def without_title(lines: Sequence[str], body: list[int], title: Sequence[int]) -> list[int]:
    """Indexes of the body's lines without the title printed once more: on a line of its own, or broken over several."""
    whole = squeeze("".join(lines[i] for i in title))
    wanted = {whole, *(squeeze(lines[i]) for i in title)}
    for start in range(min(_AGAIN, len(body)) if title else 0):
        for stop in range(start + 2, start + 2 + _LONGEST_AGAIN):
            if squeeze("".join(lines[i] for i in body[start:stop])) == whole:
                return body[:start] + body[stop:]
    return [
        i
        for n, i in enumerate(body)
        if not (n < _AGAIN and title and (squeeze(lines[i]) in wanted or _begins(lines[i], whole)))
    ]


def _begins(line: str, whole: str) -> bool:
    """True for the first half of a title, printed once more above it."""
    plain = squeeze(line)
    return len(plain) >= _BEGUN and whole.startswith(plain) and not re.search("[号期][)）]?$", plain)
