"""What a robots.txt (RFC 9309) lets us do."""

from dataclasses import dataclass

from protego import Protego

from scrapers.answers.decoding import decode
from scrapers.answers.magic import kind_of
from scrapers.crawling.manners import AGENT

LARGEST = 500_000  # bytes that are read of a robots.txt (RFC 9309: at least 500 KiB)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a host allows. `stop` says why nothing at all may be asked; `delay` is its Crawl-delay in seconds."""

    parsed: Protego | None = None
    delay: float = 0.0
    stop: str | None = None

    def allows(self, url: str) -> bool:
        """May this address be asked?"""
        return self.stop is None and (self.parsed is None or bool(self.parsed.can_fetch(url, AGENT)))


def parse(body: bytes) -> Rules:
    """The rules of a robots.txt; a web page (sent for everything unknown) has none."""
    if kind_of(body) == "html":
        return Rules()
    try:
        parsed = Protego.parse(decode(body[:LARGEST]))
    except Exception as error:
        # whatever the parser stumbles on, rules that cannot be read are no permission
        return Rules(stop=f"robots.txt cannot be read: {type(error).__name__}")
    return Rules(parsed=parsed, delay=float(parsed.crawl_delay(AGENT) or 0.0))
