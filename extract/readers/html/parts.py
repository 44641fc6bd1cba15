"""Whether a notice goes on at other pages of its site."""

import re
from collections.abc import Sequence

from extract.model import Issue
from extract.readers.html.line import Line
from extract.readers.html.main import Region

# A pager called with the name of the page's own file; lists that stand beside a notice are called index or list.
_SCRIPTED = re.compile(
    r"createPage(?:HTML|Html)\(\s*(?:[\"'][^\"']*[\"']\s*,\s*)?(\d{1,4})\s*,\s*\d+\s*,\s*[\"'](?!(?i:index|list|default))\w"
)
_NUMBER = re.compile(r"[\[【(]?[第]?([1-9]\d?)[页頁]?[\]】)]?")


def later_pages(text: str, lines: Sequence[Line], region: Region) -> Issue | None:
    """A doubt where a pager below the text leads to its next pages."""
    called = _SCRIPTED.search(text)
    pages = int(called[1]) if called else 0
    target = _second_page(lines, region)
    if pages < 2 and target is None:
        return None
    where = f"its second page, {target}" if target else f"the other pages of {pages}"
    return Issue(
        kind="unread_page",
        message=f"got the first page of a notice that goes on; fetch {where}",
    )


def _second_page(lines: Sequence[Line], region: Region) -> str | None:
    """Where the link 2 below the text leads, in a line of numbers."""
    for line in lines[region.first :]:
        if not line.links or len(line.text) > 60:
            continue
        numbered = {found[1]: link for link in line.links if (found := _NUMBER.fullmatch(link.text.strip()))}
        if "2" in numbered and not numbered["2"].target.startswith(("#", "javascript")):
            return numbered["2"].target
    return None
