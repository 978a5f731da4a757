"""Whether the port can be had, asked before anything else: the usual mistake deserves a quick answer."""

from __future__ import annotations

import socket

from rxfeed.domain.errors import Unavailable


def claim(host: str, port: int) -> None:
    """Raises `Unavailable` where somebody else has it, or it isn't this machine's to give."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        reason = (error.strerror or "no reason given").partition(" (")[0]
        raise Unavailable("Port {port} of {host} can't be used: {reason}. RXFEED_PORT chooses another.", port=port, host=host, reason=reason) from error
