"""What `make run` does, step by step, saying each in one line."""

from __future__ import annotations

import sys
from typing import NoReturn

from rxfeed import wiring
from rxfeed.domain import accounts, samples
from rxfeed.domain.errors import Unavailable
from rxfeed.launch import frontend
from rxfeed.launch.children import run_whole
from rxfeed.launch.port import claim
from rxfeed.settings import Settings


def run(settings: Settings) -> NoReturn:
    """From whatever is there to a server that answers."""
    claim(settings.host, settings.port)
    say("Preparing the database")
    if is_empty(settings):
        say("Drawing sample pictures for the empty database (python -m rxfeed demo --remove takes them away)")
        hang_samples()
    build_pages()
    listen(settings)


def serve(settings: Settings) -> NoReturn:
    """What is there, as it is."""
    claim(settings.host, settings.port)
    is_empty(settings)
    listen(settings)


def is_empty(settings: Settings) -> bool:
    """Whether nobody is there yet. Opening the House migrates the database, and says what is wrong before anything else is loaded."""
    house = wiring.build(settings)
    try:
        if code := accounts.setup_code(house):
            say(f"The setup code for the first sign-up, which makes an admin: {code}")
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


def listen(settings: Settings) -> NoReturn:
    """Ends with the process."""
    from rxfeed.launch.server import serve

    say(f"Serving {settings.public_url or f'http://localhost:{settings.port}'} (Ctrl-C ends it)")
    serve(settings)


def say(line: str) -> None:
    """One line on the console, at once."""
    print(line, flush=True)
