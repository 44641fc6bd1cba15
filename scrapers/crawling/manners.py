"""How a crawl behaves towards hosts: pace, patience, limits. Times in seconds unless the name says
otherwise.
"""

import re
from dataclasses import dataclass

AGENT = "zhenggai"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Defaults are for public sites. AutoThrottle moves the pause between `delay` and `longest_delay`."""

    delay: float = 2.0  # least pause between two requests to a host
    first_delay: float = 5.0
    longest_delay: float = 60.0
    hosts_at_once: int = 16  # one request at a time each
    timeout: float = 60.0
    largest_body: int = 30_000_000  # bytes, packed or unpacked
    retries: int = 2  # after the first try
    retry_wait: float = 30.0  # doubled at each retry
    longest_hold: float = 600.0  # a longer Retry-After ends the host's turn for this run
    holds: int = 3  # how often a host may ask one request to wait
    failures: int = 3  # requests in a row without an answer, after which a host is left alone
    forbidden: int = 3  # 403 in a row, after which a host is left alone
    hops: int = 5  # redirects, refreshes and frames followed for one request
    pages: int = 300  # list pages of one column
    bytes_per_source: int = 2_000_000_000
    seconds_per_source: float = 6 * 3600.0
    robots_hours: float = 24.0  # how long rules are kept (RFC 9309: not longer than a day)
    absent_days: float = 30.0
    pass_hours: float = 24.0  # a stopped pass is continued within this time
    recheck_days: float = 7.0  # known articles are asked again, conditionally, after this
    full_days: float = 60.0  # ... and without conditions after this: validators can lie


REPLICA = Manners(
    delay=0.0,
    first_delay=0.0,
    longest_delay=0.2,
    hosts_at_once=32,
    timeout=2.0,
    largest_body=400_000,
    retry_wait=0.05,
    longest_hold=3.0,
    pages=40,
    recheck_days=0.0,
)


def agent_of(contact: str, version: str) -> str:
    """The User-Agent header: who we are and how to reach the person who runs this crawl.

    Raises ValueError unless `contact` is an e-mail address or a web address.
    """
    words = contact.strip()
    mail = re.fullmatch(r"[^@\s<>()]+@[^@\s<>()]+\.[^@\s<>()]+", words)
    web = re.fullmatch(r"https?://[^\s<>()]+\.[^\s<>()]+", words)
    if not words.isascii() or not (mail or web):
        raise ValueError(
            f"got {contact!r} as contact, expected an e-mail address or a web page where a site's keeper can "
            "reach you; set ZHENGGAI_CONTACT or give --contact"
        )
    return f"{AGENT}/{version} (+{'mailto:' if mail else ''}{words})"
