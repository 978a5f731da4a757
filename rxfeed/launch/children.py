"""Runs another program so that nothing of it is left behind, whatever ends us."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from types import FrameType

GRACE_SECONDS = 5


def run_whole(command: Sequence[str]) -> tuple[int, str]:
    """Its exit code and what it said. On Ctrl-C or SIGTERM it ends with everything that it has started.

    A signal that comes while it is being started waits until there is something to end.
    """
    early: list[int] = []
    before = {number: signal.signal(number, lambda number, _: early.append(number)) for number in _heard()}
    try:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
        try:
            for number in before:
                signal.signal(number, _leave)
            if early:
                _leave(early[0], None)
            said, _ = process.communicate()
        except BaseException:
            _end_group(process)
            raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return process.returncode, said


def _heard() -> list[signal.Signals]:
    """Ctrl-C is not heard by what was started to go on in the background."""
    return [number for number in (signal.SIGTERM, signal.SIGINT) if signal.getsignal(number) is not signal.SIG_IGN]


def _leave(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)


def _end_group(process: subprocess.Popen[str]) -> None:
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
