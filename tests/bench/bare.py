"""The smallest Reflex app of the same version: one page of the same pictures, one trivial event. What Reflex itself costs, measured beside rxfeed.

Built once and kept in the benches' folder. It has no shell, no theme, no fonts, no card and no database.
"""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rxfeed.launch.environment import QUIET, with_own_node
from tests.bench import seeding
from tests.bench.place import cached
from tests.bench.waiting import await_answer
from tests.browser.serving import ROOT, free_port

APP = '''
import reflex as rx


class Bare(rx.State):
    word: str = ""
    cards: list[str] = []

    @rx.event
    def say(self, word: str):
        self.word = word

    @rx.event
    def load(self):
        self.cards = [f"/pictures/{number:02}" for number in range(PICTURES)]


def card(start: rx.Var[str]) -> rx.Component:
    return rx.el.img(src=start + "-640.webp", src_set=start + "-640.webp 640w, " + start + "-1280.webp 1280w", sizes="SIZES", class_name="block w-full")


def page() -> rx.Component:
    return rx.el.main(rx.el.p(Bare.word), rx.foreach(Bare.cards, card), class_name="max-w-[784px] mx-auto")


app = rx.App(toaster=None, app_wraps={})
app.add_page(page, route="/", on_load=Bare.load)
'''
CONFIG = '''
import reflex as rx

config = rx.Config(
    app_name="bare", telemetry_enabled=False, show_built_with_reflex=False, state_manager_mode="memory", frontend_compression_formats=["gzip"],
    plugins=[rx.plugins.TailwindV4Plugin()], disable_plugins=[rx.plugins.SitemapPlugin],
)
'''
SERVE = '''
import asyncio, signal, sys
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server
from bare.bare import app


async def serve(port):
    server = Server(app(), address="127.0.0.1", port=port, interface=Interfaces.ASGI, log_level=LogLevels.error)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, server.stop)
    await server.serve()


asyncio.run(serve(int(sys.argv[1])))
'''
PRODUCTION = {"REFLEX_ENV_MODE": "prod", "__REFLEX_SKIP_COMPILE": "true", "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true"}
SIZES = "(min-width: 784px) 784px, 100vw"


@dataclass(frozen=True, slots=True)
class Bare:
    """It runs."""

    port: int
    pid: int
    EVENT = "reflex___state____state.bare___bare____bare.say"

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"


@contextmanager
def bare_reflex() -> Iterator[Bare]:
    """Served as Reflex serves in production: one process of Granian, pages and socket on one port."""
    project = cached(f"bare-reflex-{importlib.metadata.version('reflex')}", _build)
    port = int((project / "port").read_text())
    words = [sys.executable, "serve.py", str(port)]
    with (project / "log").open("wb") as log:
        process = subprocess.Popen(words, cwd=project, env=_environment(port) | PRODUCTION, stdout=log, stderr=log)
    try:
        await_answer(f"http://127.0.0.1:{port}/ping")
        yield Bare(port, process.pid)
    finally:
        process.kill()
        process.wait()


def _build(project: Path) -> None:
    port = free_port()
    (project / "bare").mkdir(parents=True)
    (project / "bare" / "__init__.py").touch()
    (project / "bare" / "bare.py").write_text(APP.replace("PICTURES", str(seeding.PICTURES)).replace("SIZES", SIZES))
    (project / "rxconfig.py").write_text(CONFIG)
    (project / "serve.py").write_text(SERVE)
    (project / "port").write_text(str(port))
    (project / "assets" / "pictures").mkdir(parents=True)
    for file in seeding.drawn().glob("*.webp"):
        shutil.copy(file, project / "assets" / "pictures" / file.name.removeprefix("bench"))
    shutil.copytree(ROOT / "reflex.lock", project / "reflex.lock")
    words = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    done = subprocess.run(words, cwd=project, env=_environment(port), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _environment(port: int) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("RXFEED_")}
    registry = subprocess.run(["npm", "config", "get", "registry"], capture_output=True, text=True, check=False, env=_with_node(inherited)).stdout.strip()
    return _with_node(inherited) | QUIET | {"NPM_CONFIG_REGISTRY": registry, "REFLEX_API_URL": f"http://localhost:{port}"}


def _with_node(environment: dict[str, str]) -> dict[str, str]:
    return environment | {"PATH": with_own_node(environment.get("PATH", os.defpath))}
