"""Row 8: memory of all processes: with nobody there, of each visitor, and after pictures were drawn."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.bare import bare_reflex
from tests.bench.drawing import ROOMY, composer, generate, until_final
from tests.bench.empty_socket import empty_socket
from tests.bench.figures import Figure
from tests.bench.machine import memory, memory_by_process
from tests.bench.place import serving
from tests.bench.sockets import open_many

CLIENTS = 100
GENERATIONS = 20
REST_SECONDS = 60
MEGABYTE = 1024 * 1024
SOCKET = "it keeps a read buffer of 128 KB that can't be set, so no Reflex app reaches the target"


def measure(app: Path, rest: float) -> Iterator[Figure]:
    with serving(app, **ROOMY) as server, bare_reflex() as bare, empty_socket() as empty:
        assert server.process is not None
        pid = server.process.pid
        yield Figure("8", "Memory, idle, all processes", memory(pid) / MEGABYTE, "MB", None, memory(bare.pid) / MEGABYTE, "bare Reflex")
        each = asyncio.run(_memory_of_a_client(server.port, pid, "/"))
        floor = asyncio.run(_memory_of_a_client(bare.port, bare.pid, "/"))
        socket = asyncio.run(_memory_of_a_client(empty.port, empty.pid, "/"))
        note = f"{socket / 1024:.0f} KB are Granian's socket before any app: {SOCKET}"
        yield Figure("8", f"Memory a connected client, of {CLIENTS} on the feed", each / 1024, "KB", 160, floor / 1024, "bare Reflex", note=note)
    with serving(app, **ROOMY) as server:
        assert server.process is not None
        pid = server.process.pid
        asyncio.run(_generate_many(server.port, GENERATIONS))
        drawn = memory(pid) / MEGABYTE
        time.sleep(rest)
        largest = ", ".join(f"{size / MEGABYTE:.0f} MB {Path(words.split()[0]).name}" for words, size in memory_by_process(pid)[:3])
        note = f"{drawn:.0f} MB right after; the largest: {largest}"
        yield Figure("8", f"Memory {rest:.0f} s after {GENERATIONS} generations", memory(pid) / MEGABYTE, "MB", 250, note=note)


async def _memory_of_a_client(port: int, pid: int, path: str) -> float:
    """Bytes. The first few are not counted: they load what all share."""
    first = await open_many(port, 10, path)
    await asyncio.sleep(1)
    before = memory(pid)
    tabs = await open_many(port, CLIENTS, path)
    await asyncio.sleep(1)
    each = (memory(pid) - before) / CLIENTS
    for tab in [*first, *tabs]:
        tab.close()
    return each


async def _generate_many(port: int, count: int) -> None:
    """One after the other, one picture each."""
    tab = await composer(port, 0)
    for _ in range(count):
        await generate(tab, 1)
        await tab.hear(b'"status":"queued"')
        await until_final(tab)
    tab.close()
