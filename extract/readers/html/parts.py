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
_COUNT = re.compile(r"\bcountPage\s*=\s*(\d{1,3})\b")
_OWN_NAME = re.compile(
    r"\bt\d{5,8}(?=[_.\"'\\])"
)  # in the links that such a script writes: t20240105_31_1.html
_SCRIPT = 3000  # characters
_NUMBER = re.compile(r"[\[【(]?[第]?([1-9]\d?)[页頁]?[\]】)]?")


def later_pages(text: str, lines: Sequence[Line], region: Region, page: int = 1) -> Issue | None:
    """A doubt where a pager below the text of a notice's page leads to its next pages."""
    pages = _counted(text)
    target = _page(page + 1, lines, region)
    if pages <= page and target is None:
        return None
    which = "its second page" if page == 1 else f"its page {page + 1}"
    where = f"{which}, {target}" if target else f"the other pages of {pages}"
    got = "the first page" if page == 1 else f"{page} pages"
    return Issue(kind="unread_page", message=f"got {got} of a notice that goes on; fetch {where}")


def _counted(text: str) -> int:
    """How many pages a script of the page says that the notice has."""
    if called := _SCRIPTED.search(text):
        return int(called[1])
    counted = _COUNT.search(text) if "countPage" in text else None
    own = counted and _OWN_NAME.search(text, counted.end(), counted.end() + _SCRIPT)
    return int(counted[1]) if counted and own else 0


def _page(number: int, lines: Sequence[Line], region: Region) -> str | None:
    """Where the link with a page's number below the text leads, in a line of numbers."""
    for line in lines[region.first :]:
        if not line.links or len(line.text) > 60:
            continue
        numbered = {found[1]: link for link in line.links if (found := _NUMBER.fullmatch(link.text.strip()))}
        link = numbered.get(str(number))
        if link is not None and not link.target.startswith(("#", "javascript")):
            return link.target
    return None
