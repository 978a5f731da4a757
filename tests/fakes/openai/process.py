"""The fake as a process of its own, for tests."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.fakes.openai.tally import read_tally

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class FakeOpenAI:
    """A running fake."""

    origin: str
    tally_path: Path

    @property
    def url(self) -> str:
        """The base URL of its OpenAI."""
        return f"{self.origin}/v1"

    def tally(self) -> list[dict[str, Any]]:
        """Every picture request so far, from disk."""
        return read_tally(self.tally_path)

    def hits(self, call_id: str) -> list[dict[str, Any]]:
        """The requests that carried one call's id."""
        return [line for line in self.tally() if line["call"] == call_id]

    def wait_for_hit(self, call_id: str, seconds: float = 10.0) -> None:
        """Until a call's request has arrived. Raises `AssertionError` where it does not."""
        until = time.monotonic() + seconds
        while not self.hits(call_id):
            assert time.monotonic() < until, f"no request for {call_id} in {seconds} s"
            time.sleep(0.02)


@contextmanager
def running(tally: Path, *options: str, port: int = 0) -> Iterator[FakeOpenAI]:
    """Start the fake, with options as in `python -m tests.fakes.openai --help`, and end it at the end."""
    port = port or _free_port()
    command = [sys.executable, "-m", "tests.fakes.openai", "--port", str(port), "--tally", str(tally), "--leash", *options]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "ready\n", "the fake did not start"
            yield FakeOpenAI(f"http://127.0.0.1:{port}", tally)
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
