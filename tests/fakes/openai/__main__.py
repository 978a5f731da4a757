"""The fake as a process of its own; it says `ready` when it listens, and ends on SIGTERM or Ctrl-C."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from granian.constants import Interfaces
from granian.server.embed import Server
from starlette.applications import Starlette

from tests.fakes.openai.app import fake_app


def main() -> None:
    arguments = _arguments()
    app = fake_app(arguments.tally, delay=arguments.delay, grain=not arguments.small, half=arguments.half)
    asyncio.run(serve(app, arguments.port, leash=arguments.leash))


async def serve(app: Starlette, port: int, *, leash: bool) -> None:
    """Listen on loopback until told to end. On a leash, that is also when standard input closes, because whoever held it is gone."""
    server = Server(app, address="127.0.0.1", port=port, interface=Interfaces.ASGINL, websockets=False, log_enabled=False)
    loop = asyncio.get_running_loop()
    serving = loop.create_task(server.serve())
    if leash:
        loop.add_reader(sys.stdin, serving.cancel)
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, serving.cancel)
    await _listening(port)
    print("ready", flush=True)
    await asyncio.wait([serving])


async def _listening(port: int) -> None:
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.01)
        else:
            writer.close()
            return


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--tally", type=Path, help="file for one line a picture request")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds before each event")
    parser.add_argument("--small", action="store_true", help="pictures of some KB in place of a MB")
    parser.add_argument("--half", action="store_true", help="pictures half as wide and high as was asked")
    parser.add_argument("--leash", action="store_true", help="end when standard input closes")
    return parser.parse_args()


main()
