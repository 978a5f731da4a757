"""python -m rxfeed …: everything that is done with a server from the console."""

from __future__ import annotations

import argparse
import sys

from rxfeed.domain.errors import Misconfigured, RxfeedError
from rxfeed.settings import Settings


def main(words: list[str] | None = None) -> int:
    """Do what the words say. 0: done; 1: it did not work; 2: a setting is wrong."""
    asked = _parser().parse_args(words)
    try:
        return int(asked.command(asked) or 0)
    except RxfeedError as error:
        print(f"rxfeed: {error}", file=sys.stderr)
        return 2 if isinstance(error, Misconfigured) else 1


def run(asked: argparse.Namespace) -> None:
    """Prepare whatever is not ready yet, then serve. What `make run` does."""
    from rxfeed.launch import steps

    steps.run(Settings.read())


def serve(asked: argparse.Namespace) -> None:
    """Serve the built app until Ctrl-C or SIGTERM."""
    from rxfeed.launch import steps

    steps.serve(Settings.read())


def build(asked: argparse.Namespace) -> None:
    """Build the pages, whether or not they have changed."""
    from rxfeed.launch import frontend

    frontend.build()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m rxfeed", description="A social network for images that people make with AI.")
    commands = parser.add_subparsers(required=True, metavar="command")
    for command in (run, serve, build):
        commands.add_parser(command.__name__, help=command.__doc__).set_defaults(command=command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
