"""Where a request comes from, behind as many proxies as the installation has."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

HOME_NETWORK = 64
"""Bits of IPv6 that one subscriber has: he changes the others as he likes."""


def client_address(request: HttpRequest) -> str:
    """The address that the nearest trusted proxy saw, else the peer's; an IPv6 one is cut to its network.

    Each proxy adds what it saw at the end of X-Forwarded-For; what stands before the last `TRUSTED_PROXY_COUNT` is the
    visitor's own writing. Empty for a socket without address.
    """
    told = request.headers.get("X-Forwarded-For", "").split(",")
    count = settings.TRUSTED_PROXY_COUNT
    address = told[-count].strip() if 0 < count <= len(told) else ""
    return _network(address) or _network(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(IPv6Network((found, HOME_NETWORK), strict=False).network_address)
