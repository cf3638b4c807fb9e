"""Where a link leads: only machines that the whole internet reaches are ever asked anything."""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

IpAddress = IPv4Address | IPv6Address
Rule = Callable[[IpAddress], bool]
"""Tells whether a machine may be asked."""


TRANSLATED = IPv6Network("64:ff9b::/96")
"""Addresses of IPv4 written in IPv6, for a network that only speaks the latter; the last 32 bits are theirs."""


class NotPublicError(OSError):
    """Leads nowhere, or to a machine that is not to be asked."""


def is_public(address: IpAddress) -> bool:
    """Neither this machine nor those beside it, also when written as an address of the other family."""
    inner = _inner(address) if isinstance(address, IPv6Address) else None
    return address.is_global and not address.is_multicast and (inner is None or is_public(inner))


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The machine that an address of a gateway leads to."""
    if address in TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def resolve(host: str, port: int, allowed: Rule) -> list[str]:
    """The addresses to connect to, in order. The name is not asked twice: its second answer could be another machine.

    Raises NotPublicError when any of its addresses is not allowed, OSError when it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not all(allowed(ip_address(address.partition("%")[0])) for address in addresses):
        raise NotPublicError
    return addresses
