"""No test talks to anything but this machine."""

from __future__ import annotations

import sys
from ipaddress import ip_address
from typing import Any


class NoWayOutError(RuntimeError):
    """A test wanted to leave the machine."""


def stay_home() -> None:
    """From now on this process connects to loopback and Unix sockets only. Can't be undone."""
    sys.addaudithook(_watch)


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(args[1], tuple) and not _is_home(args[1][0]):
        raise NoWayOutError(f"A test tried to connect to {args[1]}.")
    if event == "socket.getaddrinfo" and args[0] is not None and not _is_home(args[0]):
        raise NoWayOutError(f"A test tried to look {args[0]!r} up.")


def _is_home(host: str | bytes) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    try:
        address = ip_address(name)
    except ValueError:
        return name in {"localhost", ""}
    return address.is_loopback or address.is_unspecified
