"""Fetching a picture from an address that a server named, without being led into the house.

The configured server's own addresses are fine. Any other address is resolved once, every answer has to be public, and the connection
goes to exactly that answer, so that a name can't change its mind in between. No redirects, no proxies, a limit on bytes.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from rxfeed.domain.errors import Decision, EngineFailed
from rxfeed.engines.openai_config import OpenAIConfig
from rxfeed.engines.openai_sentences import NOT_A_PICTURE, UNSAFE_ADDRESS

if TYPE_CHECKING:
    import httpx2

MOST_BYTES = 64 * 1024 * 1024
Resolve = Callable[[str, int], Awaitable[list[str]]]


async def resolve(host: str, port: int) -> list[str]:
    """Every address of a name."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class Downloads:
    """Fetches pictures on behalf of one configured server."""

    def __init__(self, config: OpenAIConfig, transport: httpx2.AsyncBaseTransport | None = None, resolver: Resolve = resolve) -> None:
        self._config = config
        self._transport = transport
        self._resolve = resolver

    async def fetch(self, address: str) -> bytes:
        """The bytes at an address. Raises `EngineFailed`, or what the HTTP client raises."""
        import httpx2

        url, headers, extensions = await self._pinned(urljoin(self._config.base_url.rstrip("/") + "/", address))
        async with (
            httpx2.AsyncClient(transport=self._transport, follow_redirects=False, trust_env=False, timeout=self._config.timeout) as client,
            client.stream("GET", url, headers=headers, extensions=extensions) as response,
        ):
            if response.status_code != 200:
                raise _refused(NOT_A_PICTURE)
            return await _limited(response)

    async def _pinned(self, address: str) -> tuple[str, dict[str, str], dict[str, str]]:
        """The address to connect to, its headers, and the name that the certificate has to carry."""
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
            raise _refused(UNSAFE_ADDRESS)
        if _origin(address) == _origin(self._config.base_url):
            return address, {"Authorization": f"Bearer {self._config.key}"} if self._config.key else {}, {}
        port = _origin(address)[2]
        chosen = await self._public_address(parts.hostname, port)
        host = f"[{chosen}]" if ":" in chosen else chosen
        return parts._replace(netloc=f"{host}:{port}").geturl(), {"Host": parts.netloc}, {"sni_hostname": parts.hostname}

    async def _public_address(self, host: str, port: int) -> str:
        try:
            found = [host] if _is_literal(host) else await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise _refused(UNSAFE_ADDRESS) from error
        if not found or not all(is_public(address) for address in found):
            raise _refused(UNSAFE_ADDRESS)
        return found[0]


def is_public(address: str) -> bool:
    """Whether an IP address, unpacked from any wrapping, belongs to the public internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64 or ip.teredo is not None or ip.sixtofour is not None:
            return False
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _is_literal(host: str) -> bool:
    """Whether a host is an IP address already, so that nothing has to be looked up."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _origin(address: str) -> tuple[str, str, int]:
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        port = 0
    return parts.scheme, (parts.hostname or "").lower(), (443 if parts.scheme == "https" else 80) if port is None else port


async def _limited(response: httpx2.Response) -> bytes:
    data = bytearray()
    async for piece in response.aiter_bytes():
        data += piece
        if len(data) > MOST_BYTES:
            raise _refused(NOT_A_PICTURE)
    return bytes(data)


def _refused(sentence: str) -> EngineFailed:
    return EngineFailed(sentence, decision=Decision.TELL_ADMIN)
