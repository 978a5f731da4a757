"""Who really asks, where a proxy stands in front. Forwarded addresses are believed from the proxies that the settings name, and from nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address

from starlette.types import ASGIApp, Receive, Scope, Send

Network = IPv4Network | IPv6Network
FORWARDED = (b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"forwarded", b"x-real-ip")


class Proxies:
    """Puts the visitor's address, scheme and host into the request, and takes the headers they came in away."""

    def __init__(self, app: ASGIApp, trusted: Sequence[Network]) -> None:
        self.app = app
        self.trusted = tuple(trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan" and any(name in FORWARDED for name, _ in scope["headers"]):
            scope = self._seen_through(scope)
        await self.app(scope, receive, send)

    def _seen_through(self, scope: Scope) -> Scope:
        told = {name: value.decode("latin-1").strip() for name, value in scope["headers"] if name in FORWARDED}
        kept = [(name, value) for name, value in scope["headers"] if name not in FORWARDED]
        client = scope.get("client")
        if client is None or not self._trusts(client[0]):
            return {**scope, "headers": kept}
        if host := told.get(b"x-forwarded-host"):
            kept = [(name, value) for name, value in kept if name != b"host"] + [(b"host", _last(host).encode("latin-1"))]
        return {
            **scope,
            "headers": kept,
            "client": (self._visitor(told.get(b"x-forwarded-for", ""), client[0]), client[1]),
            "scheme": _scheme(scope, told.get(b"x-forwarded-proto", "")),
        }

    def _visitor(self, chain: str, proxy: str) -> str:
        """The last address in the chain that is not one of ours: everything before it may be invented."""
        for address in reversed([part.strip() for part in chain.split(",") if part.strip()]):
            if not _is_address(address):
                return proxy
            if not self._trusts(address):
                return address
            proxy = address
        return proxy

    def _trusts(self, address: str) -> bool:
        return _is_address(address) and any(ip_address(address) in network for network in self.trusted)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _last(chain: str) -> str:
    return chain.rpartition(",")[2].strip()


def _scheme(scope: Scope, told: str) -> str:
    secure = _last(told).lower() in {"https", "wss"} if told else scope["scheme"] in {"https", "wss"}
    plain = "ws" if scope["type"] == "websocket" else "http"
    return f"{plain}s" if secure else plain
