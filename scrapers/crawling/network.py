"""The wire: names resolved to public addresses only, certificates checked unless a data file says why not.

Addresses are checked where the connection takes them from, so a name that changes its answer between check and use
(DNS rebinding) gains nothing.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scrapy.core.downloader.contextfactory import _get_creator_context, _ScrapyClientContextFactory
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.resolver import HostResolution
from twisted.internet.address import IPv4Address
from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from twisted.internet.ssl import TLSVersion
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer, provider  # type: ignore[import-untyped]

from scrapers.addresses import LOOPBACK_SUFFIX, is_public, under

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

LEGACY_SERVER_CONNECT = 0x4  # OpenSSL: renegotiation as before RFC 5746
LOWEST_SECURITY = b"DEFAULT:@SECLEVEL=0"
UNKNOWN_NAME = "nxdomain"  # a replica name beginning so does not resolve


@implementer(IHostnameResolver)
class GuardedResolver:
    """Resolves names to public addresses; with `replica` only names under .localhost, and those to this machine."""

    def __init__(self, reactor: Any, *, replica: bool) -> None:
        self.refused: dict[str, str] = {}  # names that resolved to an address we do not ask
        self._reactor = reactor
        self._inner = reactor.nameResolver
        self._replica = replica

    @classmethod
    def from_crawler(cls, crawler: "Crawler", reactor: Any) -> "GuardedResolver":
        return cls(reactor, replica=crawler.settings.getbool("ZHENGGAI_REPLICA"))

    def install_on_reactor(self) -> None:
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 - Twisted's interface
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        """Resolve a name for a connection (twisted.internet.interfaces.IHostnameResolver)."""
        if self._replica:
            return loopback(resolutionReceiver, hostName, portNumber)
        receiver = PublicOnly(resolutionReceiver, hostName, self.refused)
        return self._inner.resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)


def loopback(receiver: Any, host: str, port: int) -> HostResolution:
    """A replica's name is this machine; any other name does not exist."""
    resolution = HostResolution(host)
    receiver.resolutionBegan(resolution)
    if under(host, LOOPBACK_SUFFIX) and not host.startswith(UNKNOWN_NAME):
        receiver.addressResolved(IPv4Address("TCP", "127.0.0.1", port))
    receiver.resolutionComplete()
    return resolution


@provider(IResolutionReceiver)
class PublicOnly:
    """Passes public addresses on; a name with any other address is not asked at all."""

    def __init__(self, receiver: Any, host: str, noted: dict[str, str]) -> None:
        self._receiver = receiver
        self._host = host
        self._noted = noted
        self._addresses: list[Any] = []

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self._addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        refused = [address.host for address in self._addresses if not is_public(address.host)]
        if refused:
            self._noted[self._host] = refused[0]
        else:
            for address in self._addresses:
                self._receiver.addressResolved(address)
        self._receiver.resolutionComplete()


def refused_address(host: str) -> str | None:
    """The address for which a name was refused, if it was."""
    from twisted.internet import reactor  # noqa: PLC0415 - importing it earlier would install another reactor

    resolver: Any = reactor.nameResolver
    return resolver.refused.get(host) if isinstance(resolver, GuardedResolver) else None


@implementer(IPolicyForHTTPS)
class HostPolicy:
    """TLS by host: checked certificates and today's TLS; less only for the hosts that a data file names."""

    def __init__(self, *, unchecked: frozenset[str], legacy: frozenset[str]) -> None:
        self._unchecked = unchecked
        self._legacy = legacy
        self._made: dict[tuple[bytes, int], Any] = {}  # loading the trust store takes a tenth of a second

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: N802 - Twisted's interface
        """The connection maker for one host (twisted.web.iweb.IPolicyForHTTPS)."""
        if (hostname, port) not in self._made:
            self._made[hostname, port] = self._make(hostname, port)
        return self._made[hostname, port]

    def _make(self, hostname: bytes, port: int) -> Any:
        host = hostname.decode("ascii")
        old = host in self._legacy
        factory = _ScrapyClientContextFactory(
            method=None,
            verify_certificates=host not in self._unchecked,
            tls_min_version=TLSVersion.TLSv1_0 if old else TLSVersion.TLSv1_2,
        )
        creator = factory.creatorForNetloc(hostname, port)
        if old:
            context = _get_creator_context(creator)
            context.set_options(LEGACY_SERVER_CONNECT)
            # set here, not through Twisted: it would expand the names and lose the security level
            context.set_cipher_list(LOWEST_SECURITY)
        return creator


class Handler(HTTP11DownloadHandler):
    """Scrapy's HTTP/1.1 handler with TLS by host (its own setting is one for all hosts)."""

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        self._contextFactory: Any = HostPolicy(
            unchecked=frozenset(crawler.settings.getlist("ZHENGGAI_UNCHECKED")),
            legacy=frozenset(crawler.settings.getlist("ZHENGGAI_LEGACY")),
        )
