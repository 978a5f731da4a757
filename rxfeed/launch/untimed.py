"""Engine.IO's sockets without a clock for every message."""

from __future__ import annotations

import asyncio

from engineio.async_socket import AsyncSocket
from engineio.exceptions import QueueEmpty
from engineio.packet import Packet


def sockets() -> None:
    """From now on in this process: every socket waits for what it is to send as below."""
    AsyncSocket.poll = _poll


async def _poll(self: AsyncSocket) -> list[Packet]:
    """What is to be sent, as soon as there is any; nothing where the socket is closed.

    Engine.IO's own makes a task and a timer for each message, to give up a socket for which nothing has come in two pings' time. But it pings each itself:
    while a socket lives something comes, and when it is closed too. In Python 3.11 that clock was a tenth of what a like costs.
    """
    try:
        packets = [await self.queue.get()]
    except asyncio.CancelledError:
        raise QueueEmpty from None
    self.queue.task_done()
    while packets[-1] is not None and not self.queue.empty():
        packets.append(self.queue.get_nowait())
        self.queue.task_done()
    if len(packets) > 1 and packets[-1] is None:
        self.queue.put_nowait(None)  # the end: for the next look
    return [packet for packet in packets if packet is not None]
