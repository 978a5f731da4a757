from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rxfeed.launch.children import run_whole

PARENT = """
import sys
from rxfeed.launch.children import run_whole
run_whole(["sh", "-c", "sleep 300 & echo $! > {note}; wait"])
"""


def test_its_code_and_words_come_back() -> None:
    assert run_whole(["sh", "-c", "echo out; echo err >&2; exit 3"]) == (3, "out\nerr\n")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_behind(tmp_path: Path, number: signal.Signals) -> None:
    note = tmp_path / "grandchild"
    parent = subprocess.Popen([sys.executable, "-c", PARENT.format(note=note)])
    grandchild = _number_in(note)
    parent.send_signal(number)
    assert parent.wait(20) != 0
    _wait_for_end(grandchild)


def test_a_signal_at_the_very_start_leaves_nothing_either(tmp_path: Path) -> None:
    note = tmp_path / "child"
    script = f"import sys\nfrom rxfeed.launch.children import run_whole\nrun_whole(['sh', '-c', 'echo $$ > {note}; kill -TERM $PPID; sleep 300'])"
    parent = subprocess.Popen([sys.executable, "-c", script])
    child = _number_in(note)
    assert parent.wait(20) != 0
    _wait_for_end(child)


def _number_in(note: Path) -> int:
    for _ in range(1000):
        if note.exists() and note.read_text().strip():
            return int(note.read_text())
        time.sleep(0.02)
    raise AssertionError("the child never started")


def _wait_for_end(pid: int) -> None:
    for _ in range(500):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.02)
    raise AssertionError("the grandchild lives on")
