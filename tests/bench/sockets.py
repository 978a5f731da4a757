"""Reflex's socket without a browser: what `/_event` is told and answers, over a websocket in a few lines."""

from __future__ import annotations

import asyncio
import base64
import os
import secrets
import struct
from typing import Any
from uuid import uuid4

import orjson

TEXT, CLOSE, PING = 1, 8, 9
HYDRATE = "reflex___state____state.hydrate_and_load"
HYDRATED = b'"is_hydrated_rx_state_":true'


class Client:
    """One browser tab, as the server sees it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> None:
        self._reader, self._writer, self.path = reader, writer, path
        self.received = 0
        """Bytes of messages."""

    @classmethod
    async def open(cls, port: int, path: str = "/", cookie: str = "") -> Client:
        """Connect, and wait until the page's first events have been answered."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
        client = cls(reader, writer, path)
        await client._shake_hands(port, cookie)
        event = {"name": HYDRATE, "payload": {"hashes": []}, "router_data": client._router_data}
        client._send(b"40/_event," + orjson.dumps({"event": event}))
        await client.hear(HYDRATED)
        return client

    def fire(self, name: str, **payload: Any) -> None:
        """Send an event; what comes of it is to be heard."""
        event = {"name": name, "payload": payload, "router_data": self._router_data}
        self._send(b"42/_event," + orjson.dumps(["event", event]))

    async def hear(self, wanted: bytes) -> bytes:
        """The next message that holds these bytes; others are passed over, and the server's pings answered."""
        while True:
            message = await self._message()
            if message == b"2":
                self._send(b"3")
            elif wanted in message:
                return message

    def close(self) -> None:
        self._writer.close()

    @property
    def _router_data(self) -> dict[str, str]:
        return {"pathname": self.path, "asPath": self.path}

    async def _shake_hands(self, port: int, cookie: str) -> None:
        lines = [
            f"GET /_event/?token={uuid4()}&EIO=4&transport=websocket HTTP/1.1", f"Host: localhost:{port}", f"Origin: http://localhost:{port}",
            "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
            "Accept-Language: en-GB,en;q=0.9", "Accept-Encoding: gzip, deflate, br", "Cache-Control: no-cache",
        ]  # fmt: skip
        if cookie:
            lines.append(f"Cookie: {cookie}")
        self._writer.write("\r\n".join([*lines, "", ""]).encode())
        head = await self._reader.readuntil(b"\r\n\r\n")
        assert b" 101 " in head, head

    def _send(self, text: bytes) -> None:
        mask = secrets.token_bytes(4)
        size = len(text)
        length = bytes([0x80 | size]) if size < 126 else bytes([0x80 | 126]) + struct.pack(">H", size)
        masked = (int.from_bytes(text, "big") ^ int.from_bytes((mask * (size // 4 + 1))[:size], "big")).to_bytes(size, "big")
        self._writer.write(bytes([0x80 | TEXT]) + length + mask + masked)

    async def _message(self) -> bytes:
        whole = b""
        while True:
            first, second = await self._reader.readexactly(2)
            size = second & 0x7F
            if size == 126:
                (size,) = struct.unpack(">H", await self._reader.readexactly(2))
            elif size == 127:
                (size,) = struct.unpack(">Q", await self._reader.readexactly(8))
            body = await self._reader.readexactly(size)
            kind = first & 0x0F
            if kind == CLOSE:
                raise ConnectionError(f"the server closed the socket: {body!r}")
            if kind == PING:
                continue
            whole += body
            if first & 0x80:
                self.received += len(whole)
                return whole


async def open_many(port: int, count: int, path: str = "/", cookie: str = "", at_once: int = 20) -> list[Client]:
    """Some tabs, a few opening at a time."""
    gate = asyncio.Semaphore(at_once)

    async def one() -> Client:
        async with gate:
            return await Client.open(port, path, cookie)

    return list(await asyncio.gather(*(one() for _ in range(count))))
