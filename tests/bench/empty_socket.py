"""A websocket of the same Granian that says one sentence and holds nothing: what a connected client costs before there is any app."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.bench.sockets import HYDRATED
from tests.bench.waiting import await_answer
from tests.browser.serving import free_port

SERVE = f'''
import asyncio, sys
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server


async def app(scope, receive, send):
    if scope["type"] == "http":
        await send({{"type": "http.response.start", "status": 200, "headers": []}})
        await send({{"type": "http.response.body", "body": b""}})
    while scope["type"] == "websocket" and (message := await receive())["type"] != "websocket.disconnect":
        connecting = message["type"] == "websocket.connect"
        await send({{"type": "websocket.accept"}} if connecting else {{"type": "websocket.send", "text": {HYDRATED.decode()!r}}})


asyncio.run(Server(app, address="127.0.0.1", port=int(sys.argv[1]), interface=Interfaces.ASGI, log_level=LogLevels.error).serve())
'''


@dataclass(frozen=True, slots=True)
class EmptySocket:
    """It runs."""

    port: int
    pid: int


@contextmanager
def empty_socket() -> Iterator[EmptySocket]:
    """Answers whatever comes as a hydrated page would, so that the same clients can open it."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(port)])
    try:
        await_answer(f"http://127.0.0.1:{port}/")
        yield EmptySocket(port, process.pid)
    finally:
        process.kill()
        process.wait()
