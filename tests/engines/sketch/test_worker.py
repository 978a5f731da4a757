"""The process that draws, as far as it can be seen from inside."""

from __future__ import annotations

import os
import threading
from dataclasses import asdict

from rxfeed.engines.sketch import wire, worker
from rxfeed.engines.sketch.draw import Job


class Out:
    """Notes how patient the thread is that writes each frame."""

    def __init__(self) -> None:
        self.written: list[tuple[bytes, int]] = []

    def write(self, frame: memoryview) -> int:
        self.written.append((bytes(frame[:1]), os.getpriority(os.PRIO_PROCESS, threading.get_native_id())))
        return len(frame)


def test_the_first_glance_is_hasty_and_the_rest_steps_back() -> None:
    out, here = Out(), os.getpriority(os.PRIO_PROCESS, 0)
    job = wire.packed(asdict(Job("a boat", 96, 96, "draft", 1)))
    for _ in range(2):
        drawing = threading.Thread(target=worker._serve, args=(out, job, threading.Event()))
        drawing.start()
        drawing.join()
    patient = min(19, here + worker.STEP_BACK)
    assert out.written[: len(out.written) // 2] == out.written[len(out.written) // 2 :]
    assert out.written[: len(out.written) // 2] == [(wire.FORMING, here), *[(wire.FORMING, patient)] * 3, (wire.DONE, patient)]
