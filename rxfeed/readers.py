"""How settings are read from words. Each reader raises `ValueError` with the rule it keeps, so that the sentence "X must be …" can be said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

MICRO = 1_000_000


def text(value: str) -> str:
    """Anything."""
    return value


def or_off(value: str) -> str:
    """Anything; `off` for nothing."""
    return "" if value.lower() == "off" else value


def on_or_off(value: str) -> bool:
    """`on` or `off`, in any case."""
    return choice("on", "off")(value) == "on"


def number(least: int, most: int) -> Callable[[str], int]:
    """A whole number between two others, both allowed."""

    def read(value: str) -> int:
        if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return int(value)

    return read


def choice(*allowed: str) -> Callable[[str], str]:
    """One of some words, in any case."""

    def read(value: str) -> str:
        if value.lower() not in allowed:
            raise ValueError(f"one of {', '.join(allowed)}")
        return value.lower()

    return read


def url(*schemes: str) -> Callable[[str], str]:
    """An address with one of these schemes. A slash at the end goes."""

    def read(value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in schemes or not (parts.netloc or parts.path):
            raise ValueError(f"an address that starts with {' or '.join(f'{scheme}://' for scheme in schemes)}")
        return value.rstrip("/")

    return read


def postgres_or_sqlite(value: str) -> str:
    """A database. PostgreSQL is spoken to through psycopg 3 whether or not the address says so."""
    known = url("sqlite", "postgresql", "postgresql+psycopg")(value)
    return known.replace("postgresql://", "postgresql+psycopg://", 1)


def folder(value: str) -> Path:
    """A folder, which need not exist yet."""
    path = Path(value).expanduser()
    if path.exists() and not path.is_dir():
        raise ValueError("a folder")
    return path


def networks(value: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Addresses or networks, between commas."""
    try:
        return tuple(ip_network(part, strict=False) for part in _parts(value))
    except ValueError:
        raise ValueError("addresses such as 10.0.0.1 or networks such as 10.0.0.0/8, with commas between them") from None


def words(value: str) -> frozenset[str]:
    """Words between commas."""
    return frozenset(_parts(value))


def dollars(value: str) -> int:
    """An amount in dollars; the answer is in micro-dollars."""
    try:
        amount = Decimal(value)
    except InvalidOperation:
        raise ValueError("an amount in dollars such as 10 or 2.50") from None
    if not amount.is_finite() or not 0 <= amount <= MICRO:
        raise ValueError("an amount in dollars from 0 to 1000000")
    return int(amount * MICRO)


def prices(value: str) -> Mapping[str, int]:
    """`name=dollars` between commas; the answer is in micro-dollars."""
    named = [part.partition("=") for part in _parts(value)]
    try:
        return MappingProxyType({name.strip(): dollars(amount.strip()) for name, _, amount in named})
    except ValueError:
        raise ValueError("names with dollars such as image_out=40,text_in=5") from None


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]
