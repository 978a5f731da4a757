"""python -m rxfeed …: everything that is done with a server from the console."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from rxfeed.domain import accounts_rescue
from rxfeed.domain.errors import Misconfigured, RxfeedError
from rxfeed.settings import Settings

Command = Callable[[argparse.Namespace], int | None]


def main(words: list[str] | None = None) -> int:
    """Do what the words say. 0: done; 1: it did not work; 2: a setting is wrong."""
    asked = _parser().parse_args(words)
    try:
        return asked.command(asked) or 0
    except RxfeedError as error:
        print(f"rxfeed: {error}", file=sys.stderr)
        return 2 if isinstance(error, Misconfigured) else 1
    except KeyboardInterrupt:
        return 130


def run(asked: argparse.Namespace) -> None:
    """Prepare whatever is not ready yet, then serve: what `make run` does."""
    from rxfeed.launch import steps

    steps.run(Settings.read())


def serve(asked: argparse.Namespace) -> None:
    """Serve the built app until Ctrl-C or SIGTERM."""
    from rxfeed.launch import steps

    steps.serve(Settings.read())


def worker(asked: argparse.Namespace) -> None:
    """Make pictures and do the chores without serving, for servers with RXFEED_JOBS=off."""
    from rxfeed.launch import worker

    worker.work(Settings.read())


def build(asked: argparse.Namespace) -> None:
    """Build the pages, whether or not they have changed."""
    from rxfeed.launch import frontend

    frontend.build()


def migrate(asked: argparse.Namespace) -> None:
    """Bring the database up to date."""
    from rxfeed.launch import console

    console.migrate(Settings.read())


def demo(asked: argparse.Namespace) -> None:
    """Put sample accounts and pictures in, or take them away again."""
    from rxfeed.launch import console

    console.demo(Settings.read(), remove=asked.remove)


def doctor(asked: argparse.Namespace) -> int:
    """Check everything the server needs, and say how to mend what is broken."""
    from rxfeed.launch import doctor

    return doctor.examine(Settings.read())


def counts(asked: argparse.Namespace) -> None:
    """Count people's circles, and posts' likes, saves, reposts, comments and remixes anew, from the rows themselves."""
    from rxfeed.launch import console

    console.counts(Settings.read())


def admin(asked: argparse.Namespace) -> None:
    """Help an account from the console."""
    from rxfeed.launch import console

    console.admin(Settings.read(), asked.deed, asked.handle)


def role(asked: argparse.Namespace) -> None:
    """Make an account a member, a moderator or an admin."""
    from rxfeed.launch import console

    console.role(Settings.read(), asked.handle, asked.role)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m rxfeed", description="A social network for images that people make with AI.")
    commands = parser.add_subparsers(required=True, metavar="command")
    for command in (run, serve, worker, build, migrate, counts, doctor):
        _add(commands, command)
    _add(commands, demo).add_argument("--remove", action="store_true", help="take the samples away")
    helping = _add(commands, admin)
    helping.add_argument("deed", choices=("reset-password", "promote"), help="a new password, or the rights of an admin")
    helping.add_argument("handle", type=lambda handle: handle.removeprefix("@"), help="whose account")
    giving = _add(commands, role)
    giving.add_argument("handle", type=lambda handle: handle.removeprefix("@"), help="whose account")
    giving.add_argument("role", choices=accounts_rescue.ROLES, help="what it may do: a moderator decides about reports")
    return parser


def _add(commands: argparse._SubParsersAction[argparse.ArgumentParser], command: Command) -> argparse.ArgumentParser:
    parser = commands.add_parser(command.__name__, help=command.__doc__, description=command.__doc__)
    parser.set_defaults(command=command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
