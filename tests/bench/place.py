"""Where benches keep things: a folder of their own in the system's temporary folder, outside the project."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.serving import Serving, built_copy

LEAVE_OUT = ("node_modules", "__pycache__")


def place() -> Path:
    """The folder."""
    folder = Path(tempfile.gettempdir(), f"rxfeed-bench-{os.getuid()}")
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def cached(name: str, make: Callable[[Path], None]) -> Path:
    """A file or folder of that name, made once: whole or not at all."""
    kept = place() / name
    if not kept.exists():
        with tempfile.TemporaryDirectory(dir=place()) as draft:
            make(Path(draft, name))
            Path(draft, name).rename(kept)
    return kept


def built_app(*, again: bool = True) -> Path:
    """The project with its pages built, in a copy that nobody else touches meanwhile. `again=False`: that of the last run, where there is one."""
    app = place() / "app"
    if again or not app.exists():
        shutil.rmtree(app, ignore_errors=True)
        shutil.copytree(built_copy(), app, symlinks=True, ignore=shutil.ignore_patterns(*LEAVE_OUT))
    return app


@contextmanager
def serving(app: Path, prepare: Callable[[Path], object] | None = None, **settings: object) -> Iterator[Serving]:
    """The real server on a fresh data folder, which `prepare` may fill before, stopped at the end. Settings by field name."""
    with tempfile.TemporaryDirectory(dir=place(), ignore_cleanup_errors=True) as folder:
        server = Serving(app, Path(folder, "data"), **settings)
        server.data.mkdir()
        if prepare:
            prepare(server.data)
        server.start()
        try:
            yield server
        finally:
            server.stop()
