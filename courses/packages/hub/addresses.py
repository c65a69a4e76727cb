"""Which address a hub may have, and which addresses of the network it may lead to."""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address
# What carries an IPv4 address inside: where it leads cannot be seen from being global.
_WRAPPED = [ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"), ip_network("2002::/16"), ip_network("2001::/32")]
PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True)
class Hub:
    """A hub as the setting names it; `path` ends without a slash."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def named(self) -> Address | None:
        """The address, where the setting names one and no name; localhost is one."""
        try:
            return ip_address("127.0.0.1" if self.host == "localhost" else self.host)
        except ValueError:
            return None

    def addresses(self) -> list[str]:
        """Where to connect: what the name stands for now, without what no name may lead to."""
        if self.named is not None:
            return [str(self.named)]
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        return [str(one[4][0]) for one in found if is_public(ip_address(str(one[4][0]).partition("%")[0]))]


def hub_at(text: str) -> Hub:
    """Raises ValueError for what is no https address. Without https only this machine itself can be named."""
    parts = urlsplit(text)
    scheme = parts.scheme
    if scheme not in ("https", "http") or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise ValueError("it is not an address such as https://hub-api.h5p.org/v1")
    hub = Hub(scheme, parts.hostname, parts.port or PORTS[scheme], parts.path.rstrip("/"))
    if hub.scheme == "http" and not (hub.named and hub.named.is_loopback):
        raise ValueError("a hub is asked by https only")
    return hub


def is_public(address: Address) -> bool:
    inner = getattr(address, "ipv4_mapped", None) or address
    wrapped = any(inner in network for network in _WRAPPED if network.version == inner.version)
    return bool(inner.is_global and not inner.is_multicast and not wrapped)
