"""What `make run` does, step by step, saying each in one line."""

from __future__ import annotations

import sys

from rxfeed import wiring
from rxfeed.domain import samples
from rxfeed.domain.errors import Unavailable
from rxfeed.launch import frontend
from rxfeed.launch.children import run_whole
from rxfeed.settings import Settings


def run(settings: Settings) -> None:
    """From whatever is there to a server that answers."""
    if prepare_database(settings):
        say("Drawing sample pictures for the empty database (python -m rxfeed demo --remove takes them away)")
        hang_samples()
    build_pages()
    serve(settings)


def prepare_database(settings: Settings) -> bool:
    """Migrate; whether nobody is there yet."""
    say("Preparing the database")
    house = wiring.build(settings)
    try:
        return samples.is_empty(house)
    finally:
        wiring.dismantle(house)


def hang_samples() -> None:
    """In a process of its own: what drawing leaves in the memory is not for the server to keep."""
    code, said = run_whole([sys.executable, "-m", "rxfeed", "demo"])
    if code:
        raise Unavailable("The sample pictures could not be made.\n{said}", said=said.strip())


def build_pages() -> None:
    """Only when something they are made of has changed."""
    if not frontend.is_current():
        say("Building the pages (about half a minute, only when they have changed)")
        frontend.build()


def serve(settings: Settings) -> None:
    """Serve what is there. Ends with the process."""
    from rxfeed.launch.server import serve

    say(f"Serving {settings.public_url or f'http://localhost:{settings.port}'} (Ctrl-C ends it)")
    serve(settings)


def say(line: str) -> None:
    """One line on the console, at once."""
    print(line, flush=True)
