"""What was asked, one line a request, on disk before anything else happens: the truth that crash tests compare with."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

from starlette.requests import Request


class Tally:
    """Append-only JSON lines; without a file it only counts."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.lines: list[dict[str, Any]] = []

    def received(self, request: Request, **more: Any) -> None:
        """Write down a request that would be paid for."""
        line = {"call": request.headers.get("x-client-request-id", ""), "path": request.url.path, "at": time.time(), **more}
        self.lines.append(line)
        if self._path is not None:
            with self._path.open("a") as file:
                file.write(json.dumps(line) + "\n")
                file.flush()
                os.fsync(file.fileno())


def read_tally(path: Path) -> list[dict[str, Any]]:
    """Every line so far."""
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
