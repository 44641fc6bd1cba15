"""Parts of a page that several bodies wrote and sign each for themselves: 甲镇人民政府 / … / 甲镇人民政府 2024年9月12日"""

from collections.abc import Sequence

from extract.language.folding import squeeze
from extract.lines.lines import Line, Page
from extract.notice.signature import Signature

_FEWEST = 2
_SHORTEST = 2  # characters of a heading that names the body by its first words: 甲镇


def signed_parts(page: Page, signatures: Sequence[Signature]) -> dict[int, Signature]:
    """The signatures below parts that open with the name of who signs, by the indexes of these headings; none where fewer than
    two bodies do so.
    """
    found: dict[int, Signature] = {}
    names: set[str] = set()
    at = 0
    for signature in signatures:
        own = page.lines[at : signature.first_line]
        at = signature.last_line + 1
        name = squeeze("".join(page.folded[slice(*x)] for x in signature.signers))
        head = next((x for x in own if _names(page, x, name)), None) if name and name not in names else None
        if head is not None and head.index + 1 < signature.first_line:
            found[head.index] = signature
            names.add(name)
    return found if len(found) >= _FEWEST else {}


def _names(page: Page, line: Line, name: str) -> bool:
    """True for a line that is the name of a body, or its first words."""
    if line.is_table or line.block.kind in ("title", "metadata") or line.end - line.body > len(name) + 4:
        return False
    words = squeeze(page.folded[line.body : line.end]).strip("【】[]:：")
    return len(words) >= _SHORTEST and name.startswith(words)
