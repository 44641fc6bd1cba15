"""Where an element leads that calls a function of its page: openInfo('901') and what that function opens."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bs4 import BeautifulSoup, Tag

from scrapers.addresses import link
from scrapers.lists.addressing import address

GOES = re.compile(r"location(?:\.href)?\s*=\s*|location\.(?:replace|assign)\(\s*|\bopen\(\s*")
DEFINED = re.compile(
    r"(?:function\s+(\w+)\s*|(?<![\w.])(\w+)\s*[=:]\s*function\s*)\(([^)]{0,200})\)\s*\{"
    r"|(?<![\w.])(\w+)\s*=\s*\(?([\w\s,]{0,200})\)?\s*=>\s*\{"
)
CALL = re.compile(r"(?<![\w.])([A-Za-z_]\w{0,60})\(([^(){};]{0,400})\)")
LONGEST_FUNCTION = 800  # characters
MOST = 200  # functions of a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function of a page: its parameters, the script it stands in, and where its code begins."""

    parameters: tuple[str, ...]
    script: str
    start: int

    @property
    def code(self) -> str:
        """The first lines of its code."""
        return self.script[self.start : self.start + LONGEST_FUNCTION]


def functions_of(soup: BeautifulSoup) -> Mapping[str, Function]:
    """The functions that the scripts of a page define, by name."""
    return defined_in(tuple(script.get_text() for script in soup.find_all("script")))


@lru_cache(maxsize=4)
def defined_in(scripts: tuple[str, ...]) -> Mapping[str, Function]:
    """The functions of some scripts; kept, because pagers, rows and files of one page ask for the same."""
    found: dict[str, Function] = {}
    for script in scripts:
        for match in islice(DEFINED.finditer(script), MOST):
            name = match.group(1) or match.group(2) or match.group(4)
            said = match.group(3) if match.group(3) is not None else match.group(5) or ""
            parameters = tuple(word.strip() for word in said.split(","))
            found.setdefault(name, Function(parameters=parameters, script=script, start=match.end()))
    return found


def calls(tag: Tag) -> list[tuple[str, tuple[str, ...]]]:
    """The functions that an element calls, each with what it hands over, quotes taken off."""
    said = f"{tag.get('href') or ''} {tag.get('onclick') or ''}"
    return [
        (match.group(1), tuple(word.strip().strip("'\"") for word in match.group(2).split(",")))
        for match in islice(CALL.finditer(said), 5)
    ]


def opened(tag: Tag, functions: Mapping[str, Function], base: str) -> str | None:
    """The address that a function opens for what an element hands over; None where it opens the same whatever that is."""
    for name, given in calls(tag):
        function = functions.get(name)
        values = dict(zip(function.parameters, given, strict=False)) if function else {}
        for goes in GOES.finditer(function.code if function else ""):
            assert function is not None
            said, end = address(function.script, function.start + goes.end(), values)
            code = function.script[function.start + goes.end() : end]
            if said and any(re.search(rf"(?<![\w.]){re.escape(key)}\b", code) for key in values if key):
                return link(base, said)
    return None
