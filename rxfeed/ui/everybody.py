"""One message for all open pages of this process: written once, and laid into each socket's queue."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import reflex as rx
from engineio.packet import MESSAGE
from engineio.packet import Packet as SocketPacket
from reflex_base.constants.state import FIELD_MARKER
from socketio.packet import EVENT

AT_ONCE = 100
"""Sockets until the event loop has its turn: a few milliseconds."""


async def tell_everybody(app: rx.App, state: type[rx.State], news: Mapping[str, object]) -> None:
    """These vars of that state, which it doesn't keep. Socket.IO's own `emit` makes a task for each socket, which costs as much as the sending."""
    namespace = app.event_namespace
    if namespace is None:
        return
    delta = {state.get_full_name(): {name + FIELD_MARKER: value for name, value in news.items()}}
    made = namespace.server.packet_class(EVENT, namespace=namespace.namespace, data=["event", {"delta": delta}])
    packet = SocketPacket(MESSAGE, made.encode())
    sockets, there = namespace.server.eio.sockets, list(namespace.server.manager.get_participants(namespace.namespace, None))
    for number, (_, name) in enumerate(there, 1):
        if (socket := sockets.get(name)) is not None and not socket.closed:
            socket.queue.put_nowait(packet)
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)
