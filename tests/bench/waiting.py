"""Waits for servers."""

from __future__ import annotations

import time
import urllib.error
import urllib.request


def await_answer(address: str, seconds: float = 60) -> None:
    """Until something answers there with 200."""
    deadline = time.monotonic() + seconds
    while not _answers(address):
        assert time.monotonic() < deadline, f"nothing answers at {address}"
        time.sleep(0.05)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
