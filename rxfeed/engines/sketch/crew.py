"""The drawing processes: started when needed, ended when idle, replaced when they die."""

from __future__ import annotations

import asyncio
import contextlib
import struct
import sys
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

from rxfeed.domain.errors import Decision, EngineFailed
from rxfeed.engines.sketch import wire

_ROOT = str(Path(__file__).resolve().parents[3])
_START = f"import sys; sys.path.insert(0, {_ROOT!r}); from rxfeed.engines.sketch.worker import main; main(patient=len(sys.argv) > 1)"
_LIMIT = 64 * 1024 * 1024
_STOP_SECONDS = 0.8

Event = tuple[bytes, bytes]


class Hand:
    """One drawing process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        self._in, self._out = process.stdin, process.stdout

    @classmethod
    async def hire(cls, *, patient: bool) -> Hand:
        """Start a process and wait until it is ready to draw; `patient` where that may take longer on a busy machine. Raises `EngineFailed`."""
        words = [sys.executable, "-c", _START, *(["patient"] if patient else [])]
        process = await asyncio.create_subprocess_exec(*words, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=None, limit=_LIMIT)
        hand = cls(process)
        try:
            kind, _ = await asyncio.wait_for(hand.hear(), 30)
        except TimeoutError:
            hand.kill()
            raise EngineFailed("The sketch engine did not start. Try again.", decision=Decision.RETRY) from None
        except BaseException:
            hand.kill()
            raise
        if kind != wire.READY:
            hand.kill()
            raise EngineFailed("The sketch engine did not start. Try again.", decision=Decision.RETRY)
        return hand

    @property
    def alive(self) -> bool:
        return self.process.returncode is None and not self._in.is_closing()

    async def tell(self, kind: bytes, body: bytes = b"") -> None:
        try:
            self._in.write(wire.frame(kind, body))
            await self._in.drain()
        except (BrokenPipeError, ConnectionResetError):
            raise _died() from None

    async def hear(self) -> Event:
        """The next frame. Raises `EngineFailed` when the process has ended."""
        try:
            kind, length = wire.HEAD.unpack(await self._out.readexactly(wire.HEAD.size))
            return kind, await self._out.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionResetError):
            raise _died() from None

    async def abandon(self) -> bool:
        """Stop the picture under way; whether the process can draw another."""
        try:
            await self.tell(wire.CANCEL)
            async with asyncio.timeout(_STOP_SECONDS):
                while (await self.hear())[0] not in (wire.STOPPED, wire.DONE, wire.FAILED):
                    pass
        except (TimeoutError, EngineFailed):
            self.kill()
            return False
        return True

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()

    def dismiss(self) -> None:
        """End the process gently: its input ends, and with it the process."""
        with contextlib.suppress(RuntimeError, OSError):
            self._in.close()


class Crew:
    """At most `size` processes on the running event loop, first come first served. `idle` is in seconds."""

    def __init__(self, size: int, idle: float) -> None:
        self._size, self._idle = size, idle
        self._loop: asyncio.AbstractEventLoop | None = None
        self._gate = asyncio.Semaphore(size)
        self._free: list[Hand] = []
        self._all: set[Hand] = set()
        self._busy = 0
        self._closing: asyncio.TimerHandle | None = None
        self._hiring: asyncio.Lock = asyncio.Lock()

    @property
    def processes(self) -> tuple[int, ...]:
        """Ids of the idle processes that live."""
        return tuple(h.process.pid for h in self._free if h.alive)

    async def warm(self) -> None:
        """Have a process ready, so that the next picture starts at once."""
        self._settle()
        async with self._hiring:
            if not self.processes and not self._busy:
                self._free.append(await self._hire(patient=True))
        self._rest()

    async def work(self, job: dict[str, Any]) -> AsyncGenerator[Event, None]:
        """Frames of one job up to DONE or FAILED. Closing the iterator early stops the drawing within a second."""
        self._settle()
        async with self._gate:
            self._busy += 1
            hand, finished = None, False
            try:
                hand = await self._hand_with(job)
                while not finished:
                    event = await hand.hear()
                    finished = event[0] in (wire.DONE, wire.FAILED)
                    yield event
            finally:
                self._busy -= 1
                if hand and hand.alive and (finished or await asyncio.shield(hand.abandon())):
                    self._free.append(hand)
                elif hand:
                    hand.kill()
                self._rest()

    async def close(self) -> None:
        """End all processes, also those that draw: they keep nothing that could be lost."""
        if self._closing:
            self._closing.cancel()
        hands, self._all, self._free = self._all, set(), []
        for hand in hands:
            hand.kill()
        await asyncio.gather(*(hand.process.wait() for hand in hands))

    async def _hand_with(self, job: dict[str, Any]) -> Hand:
        """A process that has taken the job. One that died while it was idle may not be known to have died until it takes none."""
        while True:
            others = bool(self._free)
            hand = await self._hand()
            try:
                await hand.tell(wire.JOB, wire.packed(job))
                await hand.hear()
            except EngineFailed:
                hand.kill()
                if not others:
                    raise
            except BaseException:
                hand.kill()
                raise
            else:
                return hand

    async def _hand(self) -> Hand:
        if (hand := self._idle_hand()) is not None:
            return hand
        async with self._hiring:
            return self._idle_hand() or await self._hire(patient=self._busy > 1)

    def _idle_hand(self) -> Hand | None:
        while self._free:
            hand = self._free.pop()
            if hand.alive:
                return hand
        return None

    async def _hire(self, *, patient: bool) -> Hand:
        """One after the other, and patiently where nobody waits for it or where others draw for whoever does: those come first."""
        hand = await Hand.hire(patient=patient)
        self._all = {hand, *(known for known in self._all if known.alive)}
        return hand

    def _settle(self) -> None:
        """Belong to the running loop; processes of a loop that has ended are let go."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            for hand in self._all:
                hand.kill()
            self._loop, self._all, self._free, self._closing, self._busy = loop, set(), [], None, 0
            self._gate, self._hiring = asyncio.Semaphore(self._size), asyncio.Lock()
        if self._closing:
            self._closing.cancel()
            self._closing = None

    def _rest(self) -> None:
        """Let idle processes go after a while, to give their memory back."""
        if self._closing:
            self._closing.cancel()
        self._closing = asyncio.get_running_loop().call_later(self._idle, self._let_go)

    def _let_go(self) -> None:
        hands, self._free, self._closing = self._free, [], None
        for hand in hands:
            hand.dismiss()


def progress(body: bytes) -> tuple[float, bytes]:
    """How far a forming picture is, and its bytes."""
    return struct.unpack(">d", body[:8])[0], body[8:]


def _died() -> EngineFailed:
    return EngineFailed("The sketch engine stopped while drawing. Try again.", decision=Decision.RETRY)
