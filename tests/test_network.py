from __future__ import annotations

import asyncio
import socket

import pytest

from tests.network import NoWayOutError


def test_tests_stay_on_this_machine() -> None:
    with pytest.raises(NoWayOutError):
        socket.create_connection(("192.0.2.1", 80), 1)
    with pytest.raises(NoWayOutError):
        socket.getaddrinfo("example.org", 80)


async def test_coroutines_too() -> None:
    with pytest.raises(NoWayOutError):
        await asyncio.open_connection("192.0.2.1", 80)


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), 1).close()
