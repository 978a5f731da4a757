"""Requests over kept connections, as fast as they are answered. The client is bare, for it shares the machine with what it measures."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.machine import cpu

END = b"\r\n\r\n"
LENGTH = b"content-length:"
LAST_CHUNK = b"\r\n0\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Load:
    """What some requests took."""

    seconds: float
    cpu_seconds: float
    """Of the server's processes."""
    latencies: Sequence[float]
    """Seconds, one a request."""
    body: bytes
    """Of the last answer."""

    @property
    def a_second(self) -> float:
        return len(self.latencies) / self.seconds

    @property
    def cpu_ms(self) -> float:
        """Per request."""
        return 1000 * self.cpu_seconds / len(self.latencies)


def request(path: str, port: int, **headers: str) -> bytes:
    """The bytes of a GET. Headers by name, `_` for `-`."""
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n{more}\r\n".encode()


def load(port: int, pids: Sequence[int], asked: Sequence[bytes], *, count: int, clients: int) -> Load:
    """`count` requests by `clients` at once, which take turns with what is `asked`. Fails on any answer but 200."""
    return asyncio.run(_load(port, pids, asked, count, clients))


def flood(port: int, pid: int, asked: bytes, *, count: int, clients: int, depth: int = 16) -> Load:
    """The same request over and over, `depth` at a time on each connection: for answers that come faster than a client in Python could ask one by one."""
    return asyncio.run(_flood(port, pid, asked, count, clients, depth))


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: bytes) -> bytes:
    """The body of one answer over a kept connection. Fails on any but 200."""
    writer.write(asked)
    return await _answer(reader)


async def _load(port: int, pids: Sequence[int], asked: Sequence[bytes], count: int, clients: int) -> Load:
    numbers = iter(range(count))
    latencies: list[float] = []
    last = b""

    async def client() -> None:
        nonlocal last
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in numbers:
            began = time.perf_counter()
            last = await ask(reader, writer, asked[number % len(asked)])
            latencies.append(time.perf_counter() - began)
        writer.close()

    spent, began = cpu(*pids), time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    return Load(time.perf_counter() - began, cpu(*pids) - spent, latencies, last)


async def _flood(port: int, pid: int, asked: bytes, count: int, clients: int, depth: int) -> Load:
    rounds = count // clients // depth
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(asked)
    head = await reader.readuntil(END)
    body = await reader.readexactly(_length(head)) if LENGTH in head.lower() else await reader.readuntil(LAST_CHUNK)
    writer.close()

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
        for _ in range(rounds):
            writer.write(asked * depth)
            missing = depth * (len(head) + len(body))
            while missing > 0:
                missing -= len(await reader.read(1 << 20)) or missing
        writer.close()

    spent, began = cpu(pid), time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    seconds = time.perf_counter() - began
    return Load(seconds, cpu(pid) - spent, [seconds / rounds / depth] * (rounds * clients * depth), body)


async def _answer(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(END)
    body = await reader.readexactly(_length(head))
    assert head.startswith(b"HTTP/1.1 200 "), (head, body[:500])
    return body


def _length(head: bytes) -> int:
    lower = head.lower()
    start = lower.index(LENGTH) + len(LENGTH)
    return int(lower[start : lower.index(b"\r\n", start)])
