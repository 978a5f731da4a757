"""What this machine is, and what processes have used of it, by their own accounting in `/proc`."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TICK = 1 / os.sysconf("SC_CLK_TCK")
"""Seconds."""
KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class Stat:
    """A line of `/proc/PID/stat`. Seconds; `reaped` is what ended children have used."""

    parent: int
    own: float
    reaped: float


def family(root: int) -> list[int]:
    """A process and everything that descends from it."""
    parents = {pid: stat.parent for pid in _pids() if (stat := _stat(pid))}
    found = [root]
    for pid in found:
        found.extend(child for child, parent in parents.items() if parent == pid)
    return found


def cpu(*roots: int) -> float:
    """Seconds that processes, their children and their ended children have used so far."""
    return sum(stat.own + stat.reaped for root in roots for pid in family(root) if (stat := _stat(pid)))


def memory(root: int) -> int:
    """Bytes (PSS) of a process and its children: shared pages are shared out."""
    return sum(_pss(pid) for pid in family(root))


def memory_by_process(root: int) -> list[tuple[str, int]]:
    """Names and bytes (PSS), the largest first."""
    found = [(_command(pid), _pss(pid)) for pid in family(root)]
    return sorted(found, key=lambda entry: -entry[1])


def description() -> str:
    """Processor, cores, memory, system and Python in one line."""
    model = next((line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    total = int(next(line for line in _lines("/proc/meminfo") if line.startswith("MemTotal")).split()[1]) // (KILOBYTE * KILOBYTE)
    kernel = ".".join(platform.release().split(".")[:2])
    return f"{model}, {os.cpu_count()} cores, {total + 1} GB; {platform.system()} {kernel}; Python {platform.python_version()}"


def load() -> float:
    """Processes that wanted a core during the last minute."""
    return os.getloadavg()[0]


def commit() -> str:
    """What is measured: the commit, and whether something has been changed since."""
    number = _said(["git", "rev-parse", "--short=10", "HEAD"])
    changed = _said(["git", "status", "--porcelain", "--", "rxfeed", "assets", "rxconfig.py", "requirements.txt"])
    return f"{number or 'unknown'}{' with uncommitted changes' if changed else ''}"


def _said(words: Sequence[str]) -> str:
    return subprocess.run(words, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False).stdout.strip()


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _stat(pid: int) -> Stat | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    user, system, reaped_user, reaped_system = (int(field) * TICK for field in fields[11:15])
    return Stat(int(fields[1]), user + system, reaped_user + reaped_system)


def _pss(pid: int) -> int:
    try:
        lines = _lines(f"/proc/{pid}/smaps_rollup")
        return next((int(line.split()[1]) * KILOBYTE for line in lines if line.startswith("Pss:")), 0)
    except OSError:
        return 0


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()[:80]
    except OSError:
        return ""


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines()
