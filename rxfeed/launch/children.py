"""Runs another program so that nothing of it is left behind, whatever ends us."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from types import FrameType

GRACE_SECONDS = 5


def run_whole(command: Sequence[str]) -> tuple[int, str]:
    """Its exit code and what it said. On Ctrl-C or SIGTERM it ends with everything that it has started."""
    before = signal.signal(signal.SIGTERM, _leave)
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
    try:
        said, _ = process.communicate()
    except BaseException:
        _end_group(process)
        raise
    finally:
        signal.signal(signal.SIGTERM, before)
    return process.returncode, said


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _end_group(process: subprocess.Popen[str]) -> None:
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
