"""Builds the pages, and only when something they are made of has changed."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rxfeed.domain.errors import Unavailable
from rxfeed.launch.children import run_whole

SOURCES = (
    "rxconfig.py", "requirements.txt", ".ci/constraints.txt", "assets", "rxfeed/rxfeed.py", "rxfeed/ui", "rxfeed/domain",
    "rxfeed/launch/environment.py", "rxfeed/launch/one_origin.py",
)  # fmt: skip
"""Where pages, words, looks and the versions of what compiles them come from."""
LOCK = ("reflex.lock",)
"""A source too, but one that the build itself brings up to date."""
BUILT = Path(".web", "build", "client")
STAMP = Path(".web", "rxfeed-build")
LOG = Path(".web", "rxfeed-build.log")


def is_current() -> bool:
    """Whether the built pages are those of today's sources."""
    return (BUILT / "index.html").is_file() and STAMP.is_file() and STAMP.read_text() == _stamp(fingerprint(SOURCES))


def build() -> None:
    """Compile and bundle. Raises `Unavailable` with the last lines of what the tools said."""
    sources = fingerprint(SOURCES)
    code, said = run_whole([sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"])
    LOG.parent.mkdir(exist_ok=True)
    LOG.write_text(said)
    if code or not (BUILT / "index.html").is_file():
        last = "\n".join(said.rstrip().splitlines()[-30:])
        raise Unavailable("The pages could not be built. What was said last (all of it is in {log}):\n{last}", log=str(LOG), last=last)
    STAMP.write_text(_stamp(sources))


def fingerprint(sources: Iterable[str]) -> str:
    """One hash over the names and bytes of every file."""
    digest = hashlib.sha256(sys.version.encode())
    for path in _files(sources):
        digest.update(f"{path}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _stamp(sources: str) -> str:
    return f"{sources} {fingerprint(LOCK)}"


def _files(sources: Iterable[str]) -> Iterator[Path]:
    for source in map(Path, sources):
        found = sorted(source.rglob("*")) if source.is_dir() else [source]
        yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts and "external" not in path.parts)
