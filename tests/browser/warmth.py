"""Servers forked from a process that has imported everything already: that is three of the four seconds that one costs until it is ready."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path


class Warmth:
    """The process that they are forked from. It is asked by a line of JSON and answers with one."""

    def __init__(self, copy: Path) -> None:
        self._process = subprocess.Popen([sys.executable, __file__], cwd=copy, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def fork(self, environment: dict[str, str], log: Path) -> Forked:
        """`python -m rxfeed serve` with that environment, in a session of its own."""
        return Forked(self, int(self.ask("fork", environment, str(log))))

    def ask(self, *words: object) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(words), file=self._process.stdin, flush=True)
        return self._process.stdout.readline().strip()

    def close(self) -> None:
        """Ends the process, and leaves the servers alone."""
        self._process.communicate()


class Forked:
    """A server, with what `subprocess.Popen` says of one."""

    def __init__(self, warmth: Warmth, pid: int) -> None:
        self._warmth, self.pid = warmth, pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None and (code := self._warmth.ask("poll", self.pid)) != "alive":
            self.returncode = int(code)
        return self.returncode

    def wait(self, timeout: float = 60) -> int:
        """Raises `subprocess.TimeoutExpired`."""
        deadline = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > deadline:
                raise subprocess.TimeoutExpired("serve", timeout)
            time.sleep(0.02)
        return code


def _answer_whatever_is_asked() -> None:
    """Until nobody is left to ask."""
    sys.path[0] = str(Path.cwd())
    from rxfeed.launch.server import PRODUCTION

    os.environ.update(PRODUCTION)
    import rxfeed.__main__
    import rxfeed.launch.steps
    import rxfeed.rxfeed
    from rxfeed.adapters.migrate import newest

    rxfeed.rxfeed.app()
    newest()
    for line in sys.stdin:
        word, *given = json.loads(line)
        print(_fork(*given) if word == "fork" else _code_of(*given), flush=True)


def _fork(environment: dict[str, str], log: str) -> int:
    if child := os.fork():
        return child
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    with Path(os.devnull).open() as nothing, Path(log).open("a") as file:
        for number, end in enumerate((nothing, file, file)):
            os.dup2(end.fileno(), number)
    from rxfeed.__main__ import main

    code = 1
    try:
        code = main(["serve"])
    finally:
        sys.stderr.flush()
        os._exit(code)


def _code_of(pid: int) -> int | str:
    ended, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else "alive"


if __name__ == "__main__":
    _answer_whatever_is_asked()
