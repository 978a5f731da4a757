"""The process that draws. Imports numpy, pillow and this package's drawing code, nothing else of the house. Started by `crew.py`; ends when its input ends."""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import contextlib
import ctypes
import queue
import signal
import struct
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from rxfeed.engines.sketch import wire

STEP_BACK = 10
"""Of niceness."""


class Stopped(Exception):
    """The picture is no longer wanted."""


def main(*, patient: bool = False) -> None:
    """`patient`: get ready behind whatever serves people, for nobody waits for just this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group, and whoever started this process ends it
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    jobs: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    stop = threading.Event()
    threading.Thread(target=_listen, args=(jobs, stop), daemon=True).start()
    _on_its_own(_warm, patient)
    _send(out, wire.READY)
    while True:
        body = jobs.get()
        stop.clear()
        _send(out, wire.TAKEN)
        _on_its_own(_serve, out, body, stop)
        _give_back()


def _on_its_own(work: Callable[..., None], *args: object) -> None:
    """On a thread of its own, for one that has become patient can't become hasty again."""
    with ThreadPoolExecutor(1) as alone:
        alone.submit(work, *args).result()


def _listen(jobs: queue.SimpleQueue[bytes], stop: threading.Event) -> None:
    """Reads requests on its own thread, so that a cancel and the parent's end are noticed while a picture is being drawn."""
    source = sys.stdin.buffer
    while head := source.read(wire.HEAD.size):
        if len(head) < wire.HEAD.size:
            break
        kind, length = wire.HEAD.unpack(head)
        body = source.read(length)
        if kind == wire.CANCEL:
            stop.set()
        else:
            jobs.put(body)
    os._exit(0)


def _serve(out: object, body: bytes, stop: threading.Event) -> None:
    from rxfeed.engines.sketch.draw import Job, draw

    def pulse() -> None:
        if stop.is_set():
            raise Stopped

    def report(picture: bytes, progress: float) -> None:
        pulse()
        _send(out, wire.FORMING, struct.pack(">d", progress) + picture)
        if progress <= wire.GLANCE:
            _be_patient()

    try:
        _send(out, wire.DONE, draw(Job(**wire.unpacked(body)), report, pulse))
    except Stopped:
        _send(out, wire.STOPPED)
    except Exception as failure:  # noqa: BLE001 - whatever went wrong is told to the engine, and the worker lives on
        _send(out, wire.FAILED, f"{type(failure).__name__}: {failure}".encode())


def _be_patient() -> None:
    """The first glance is drawn as fast as can be, for somebody waits for it; the rest steps back behind whatever serves people, where threads can (Linux)."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), os.getpriority(os.PRIO_PROCESS, os.getpid()) + STEP_BACK)


def _send(out: object, kind: bytes, body: bytes = b"") -> None:
    view = memoryview(wire.frame(kind, body))
    while view:
        view = view[out.write(view):]  # type: ignore[attr-defined]


def _warm(patient: bool) -> None:
    """Load what draws, and make the noise that every picture needs."""
    if patient:
        _be_patient()
    from rxfeed.engines.sketch import noise
    from rxfeed.engines.sketch.draw import Job, draw

    for kind in ("cloud", "paper", "rough", "fine", "white"):
        noise.tile(kind)
    draw(Job("hills and a boat by the sea, paper", 96, 96, "draft", 1), lambda picture, progress: None)


def _give_back() -> None:
    """Return freed memory to the system where the C library can (glibc)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


if __name__ == "__main__":
    main()
