"""Addresses: made canonical, kept on allow-listed hosts, and never leading inside a private network."""

import ipaddress
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

from scrapers.vocabulary import vocabulary

DEFAULT_PORTS = {"http": 80, "https": 443}
LOOPBACK_SUFFIX = "localhost"  # RFC 6761: such names never leave the machine
DATED = re.compile(
    r"(19|20)\d{2}([-_]?\d{1,2}([-_]?\d{1,2})?)?$|\d{1,2}$|\d{1,2}-\d{1,2}$|(0[1-9]|1[0-2])([0-2]\d|3[01])$"
)

DAY = re.compile(
    r"(?<=[/A-Za-z-])((?:19|20)\d{2})(?:([-_/])(\d{1,2})\2(\d{1,2})(?=[/_.])|(0[1-9]|1[0-2])([0-2]\d|3[01])(?=\d{0,6}(?:[/_.-]|$)))"
)
NUMBERED = re.compile(r"[0-9a-f-]{16,}|\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """Which hosts may be asked. With `replica` only names under .localhost, without it none of them."""

    suffixes: tuple[str, ...]
    replica: bool = False

    def refusal(self, url: str) -> str | None:
        """Why this address must not be asked, or None where it may."""
        parts = urlsplit(url)
        if parts.scheme not in DEFAULT_PORTS:
            return f"scheme {parts.scheme or 'missing'} is not http or https"
        if parts.username or parts.password:
            return "the address carries a user name or password"
        host = (parts.hostname or "").rstrip(".")
        if is_address(host):
            return f"host {host} is an address, not a name"
        if self.replica:
            return None if under(host, LOOPBACK_SUFFIX) else f"host {host} is not part of the replica"
        if parts.port is not None and parts.port < 1024 and parts.port not in DEFAULT_PORTS.values():
            return f"port {parts.port} is not a web port"
        if not any(under(host, suffix) for suffix in self.suffixes):
            return f"host {host} is not on the list of government hosts"
        return None


@cache
def allowed_suffixes() -> tuple[str, ...]:
    """The host suffixes of `data/hosts.toml`."""
    return tuple(vocabulary("hosts")["suffixes"])


@cache
def session_names() -> frozenset[str]:
    """Query parameters that only carry a session, from `data/hosts.toml`."""
    return frozenset(vocabulary("hosts")["session_parameters"])


def under(host: str, suffix: str) -> bool:
    """Is `host` the suffix itself or a name below it?"""
    return host == suffix or host.endswith("." + suffix)


def is_address(host: str) -> bool:
    """Is this a numeric address (also the octal, hex and one-number spellings) instead of a name?"""
    if re.fullmatch(r"[0-9.]+|0x[0-9a-f.x]+", host):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_public(address: str) -> bool:
    """May a request go to this address: a global unicast address, also once mapped from IPv6 to IPv4."""
    found = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(found, ipaddress.IPv6Address):
        found = found.ipv4_mapped or found.sixtofour or found
    return found.is_global and not found.is_multicast


def host_of(url: str) -> str:
    """The host name of an address, lower case, without its port."""
    return (urlsplit(url).hostname or "").rstrip(".")


def origin_of(url: str) -> str:
    """Scheme, host and port: what one robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def folder_of(url: str) -> str:
    """The address without its last path segment and query, ending in a slash."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rpartition("/")[0] + "/", "", ""))


def canonical(url: str, strip: tuple[str, ...] = ()) -> str:
    """One spelling for one page: host in lower case, no fragment, default port or session parameter.

    `strip` names further query parameters that a site uses for its sessions.
    """
    try:
        parts = urlsplit(safe_url_string(url.strip()))
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").rstrip(".")
    netloc = host if port in (None, DEFAULT_PORTS.get(parts.scheme)) else f"{host}:{port}"
    path = re.sub(r";jsessionid=[^/?#]*", "", parts.path, flags=re.IGNORECASE) or "/"
    return urlunsplit((parts.scheme, netloc, path, without_sessions(parts.query, strip), ""))


def without_sessions(query: str, strip: tuple[str, ...]) -> str:
    """The query without session parameters; untouched (also in its quoting) where it has none."""
    pairs = parse_qsl(query, keep_blank_values=True)
    dropped = session_names() | {name.lower() for name in strip}
    kept = [(name, value) for name, value in pairs if name.lower() not in dropped]
    return query if len(kept) == len(pairs) else urlencode(kept)


def link(base: str, href: str) -> str | None:
    """The absolute address of a link, or None where it leads nowhere (scripts, anchors, mail)."""
    target = re.sub(r"[\t\r\n]", "", href).strip().replace("\\", "/")
    if not target or target.startswith("#") or re.match(r"(?i)(javascript|mailto|tel|data|about):", target):
        return None
    try:
        return urljoin(base, target)
    except ValueError:
        return None


def dated_address(url: str) -> str | None:
    """The whole day that an address names (/2024-11-20/, /t20241120_9.html, /P2024112000341.htm), ISO; None without one."""
    match = DAY.search(urlsplit(url).path)
    try:
        return (
            date(int(match[1]), int(match[3] or match[5]), int(match[4] or match[6])).isoformat()
            if match
            else None
        )
    except ValueError:
        return None


def stem(url: str, *, loose: bool = False) -> str:
    """What the addresses of one column have in common: host and path without file name and date folders.

    A column number inside a Hanweb file name (`art_<column>_<item>`) belongs to the stem. `loose` leaves out
    every number, for systems that number a folder for each item (`/c123/content.html`, `/post-123/`).
    """
    parts = urlsplit(url)
    *folders, name = parts.path.rstrip("/").split(
        "/"
    )  # an item may be a folder of its own (/2024/11/20/words/)
    kept = [folder for folder in folders if folder and not DATED.match(folder)]
    if loose:
        kept = [left for folder in kept if (left := NUMBERED.sub("", folder))]
    column = re.match(r"art_\d+_", name)
    return "/".join([parts.hostname or "", *kept, column.group() if column else ""])
