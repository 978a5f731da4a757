"""What `make run` does, step by step, saying each in one line."""

from __future__ import annotations

from rxfeed.launch import frontend
from rxfeed.settings import Settings


def run(settings: Settings) -> None:
    """From whatever is there to a server that answers."""
    if not frontend.is_current():
        say("Building the pages (about half a minute, only when they have changed)")
        frontend.build()
    serve(settings)


def serve(settings: Settings) -> None:
    """Serve what is there."""
    from rxfeed.launch.server import serve

    say(f"Serving {settings.public_url or f'http://localhost:{settings.port}'} (Ctrl-C ends it)")
    serve(settings)


def say(line: str) -> None:
    """One line on the console, at once."""
    print(line, flush=True)
