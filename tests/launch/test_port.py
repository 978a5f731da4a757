from __future__ import annotations

import socket

import pytest

from rxfeed.domain.errors import Unavailable
from rxfeed.launch.port import claim


def test_a_free_port_stays_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    claim("127.0.0.1", port)
    socket.create_server(("127.0.0.1", port)).close()


def test_a_port_in_use_is_said_with_the_setting_that_changes_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Unavailable, match=f"Port {port} of 127.0.0.1 .* RXFEED_PORT"):
            claim("127.0.0.1", port)


def test_an_address_of_another_machine_is_said_too() -> None:
    with pytest.raises(Unavailable, match=r"192\.0\.2\.1"):
        claim("192.0.2.1", 3000)
