"""The real server, as `make run` starts it: built once, started with a fresh folder as often as a test wants."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.warmth import Forked, Warmth

ROOT = Path(__file__).parents[2]
PARTS = ("rxfeed", "assets", "reflex.lock", ".ci", "rxconfig.py", "requirements.txt")
NOT_OURS = frozenset({"__pycache__", "external"})
ASK_CURRENT = "from rxfeed.launch import frontend; raise SystemExit(not frontend.is_current())"
SERVE = [sys.executable, "-m", "rxfeed", "serve"]
MISFIT = "is not called with what doesn't fit"
"""What the server says of such events (`rxfeed/ui/fitting.py`)."""
START_SECONDS = 60
STOP_SECONDS = 15
REAPED_SECONDS = 2
"""What has ended stays in the list of processes until somebody takes note."""


def built_copy() -> Path:
    """A copy of the project with its pages built. It stays in the system's temporary folder, so that only changed sources are built again."""
    place = Path(tempfile.gettempdir(), f"rxfeed-tests-{os.getuid()}")
    place.mkdir(mode=0o700, exist_ok=True)
    with _alone(place / "lock"):
        for part in PARTS:
            _mirror(ROOT / part, place / part)
        if subprocess.run([sys.executable, "-c", ASK_CURRENT], cwd=place, check=False).returncode:
            subprocess.run([sys.executable, "-m", "rxfeed", "build"], cwd=place, check=True)
    return place


class Serving:
    """One server with its folder. Settings are given by field name: `pictures_a_day=3`."""

    def __init__(self, copy: Path, data: Path, warmth: Warmth | None = None, **settings: object) -> None:
        """With `warmth` it is forked from there."""
        chosen = {"data_dir": data, "port": free_port(), **settings}
        self.copy, self.data, self.port = copy, data, chosen["port"]
        self.log = data.with_name(f"{data.name}.log")
        self.settings = {_variable(name): str(value) for name, value in chosen.items()}
        self.process: subprocess.Popen[bytes] | Forked | None = None
        self._warmth = warmth

    @property
    def url(self) -> str:
        """Without a slash at the end."""
        return f"http://localhost:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """This test's settings and nobody else's."""
        return {name: value for name, value in os.environ.items() if not name.startswith(("RXFEED_", "OPENAI_", "REFLEX_", "AWS_"))} | self.settings

    def start(self) -> None:
        """Until it is ready. Fails with what it said where it isn't."""
        self.process = self._warmth.fork(self.environment, self.log) if self._warmth else self._cold()
        deadline = time.monotonic() + START_SECONDS
        while not self._is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise AssertionError(f"The server did not start:\n{self.log.read_text()}")
            time.sleep(0.05)

    def stop(self) -> None:
        """As Ctrl-C does. Fails where anything is left behind."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGTERM)
        try:
            code = self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"The server did not stop:\n{self.log.read_text()}") from None
        said = self.log.read_text()
        assert code == 0, f"The server ended with {code}:\n{said}"
        assert MISFIT not in said, f"A page sent an event that its handler can't take:\n{said}"
        deadline = time.monotonic() + REAPED_SECONDS
        while self._group_lives():
            assert time.monotonic() < deadline, "The server left processes behind."
            time.sleep(0.05)

    def kill(self) -> None:
        """As a power failure does: the server and all its children at once."""
        assert self.process is not None
        if self._group_lives():
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def _cold(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(SERVE, cwd=self.copy, env=self.environment, stdout=log, stderr=log, start_new_session=True)

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def _group_lives(self) -> bool:
        assert self.process is not None
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _variable(name: str) -> str:
    from rxfeed.settings import variable

    return variable(name)


def _mirror(source: Path, target: Path) -> None:
    """Leaves alone what is the same: another process may be running it."""
    if _contents(source) == _contents(target):
        return
    if target.is_dir():
        shutil.rmtree(target)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(*NOT_OURS))
    else:
        shutil.copy(source, target)


def _contents(place: Path) -> dict[Path, bytes]:
    files = {path.relative_to(place): path for path in [place, *place.rglob("*")] if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if NOT_OURS.isdisjoint(name.parts)}


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    built_copy()
