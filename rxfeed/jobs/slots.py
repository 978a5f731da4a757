"""A runner's name, and whether another runner on this data folder still lives.

Each runner holds a lock on a file named after it. The system lets go of it when the process ends, however it ends, so that whoever can take the lock knows at
once that its runner is gone. Runners elsewhere have no file here: for them only the lease tells.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import socket
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_held: set[str] = set()
"""Names held by this process: POSIX locks do not keep a process from itself, and closing such a file would drop the lock."""


class Slot:
    """This runner's file, locked from `take` until `give_back` or the end of the process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = f"{re.sub(r'[^a-z0-9]', '', socket.gethostname().lower())[:24]}-{os.getpid()}-{secrets.token_hex(6)}"
        self._handle = -1

    def take(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        _held.add(self.name)
        # Locked before it has its name, so that nobody ever finds it unlocked.
        unnamed = self.folder / f"{self.name}.new"
        self._handle = os.open(unnamed, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        fcntl.lockf(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        unnamed.rename(self._path(self.name))

    def give_back(self) -> None:
        if self._handle >= 0:
            self._path(self.name).unlink(missing_ok=True)
            os.close(self._handle)
            self._handle = -1
        _held.discard(self.name)

    def gone(self, names: Iterable[str]) -> set[str]:
        """Those of the names whose process has certainly ended."""
        return {name for name in names if name not in _held and self._is_free(name)}

    def alive(self, names: Iterable[str]) -> set[str]:
        """Those of the names whose process certainly runs, be it ever so slowly."""
        return {name for name in names if name in _held or (self._path(name).exists() and not self._is_free(name))}

    def forget(self, names: Iterable[str]) -> None:
        """Their work has been taken over."""
        for name in names:
            self._path(name).unlink(missing_ok=True)

    def forget_idle(self, busy: Iterable[str]) -> None:
        """Sweep away what runners left that ended without work in their hands."""
        self.forget(self.gone({path.stem for path in self.folder.glob("*.lock")} - set(busy)))

    def _is_free(self, name: str) -> bool:
        with suppress(OSError), self._path(name).open("r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.lock"
