"""A real browser on the real server. Every page is watched: an error on its console, or a request to another origin, fails the test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from rxfeed import wiring
from rxfeed.domain.house import House
from rxfeed.settings import Settings
from tests.browser.profiles import Profiles
from tests.browser.serving import Serving, built_copy
from tests.browser.warmth import Warmth
from tests.browser.watching import Watch
from tests.houses import SqliteTemplates

CHROMIUM = next((path for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), "chromium")
"""The first of them is Chromium without what nobody sees: a third less to do."""

StartServer = Callable[..., Serving]
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def copy() -> Path:
    """The project, built."""
    return built_copy()


@pytest.fixture(scope="session")
def warmth(copy: Path) -> Iterator[Warmth]:
    """What servers are forked from."""
    warmth = Warmth(copy)
    yield warmth
    warmth.close()


@pytest.fixture(scope="module")
def start_server(copy: Path, warmth: Warmth, sqlite_templates: SqliteTemplates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartServer]:
    """Starts a server of the module's own, with settings by field name: `start_server(pictures_a_day=3)`. `cold=True`: from nothing, as `make run` does."""
    started: list[Serving] = []

    def start(*, cold: bool = False, **settings: object) -> Serving:
        data = tmp_path_factory.mktemp("server") / "data"
        if not cold:
            data.mkdir()
            sqlite_templates.copy(data)
        serving = Serving(copy, data, None if cold else warmth, **settings)
        serving.start()
        started.append(serving)
        return serving

    yield start
    for serving in started:
        if serving.process is not None and serving.process.poll() is None:
            serving.stop()


@pytest.fixture(scope="module")
def server(start_server: StartServer) -> Serving:
    """A server with nothing in it, shared by the tests of a module."""
    return start_server()


@pytest.fixture(scope="module")
def house(server: Serving) -> Iterator[House]:
    """The server's own rows and pictures, seen from beside it."""
    opened = wiring.build(Settings(data_dir=server.data))
    yield opened
    wiring.dismantle(opened)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium. It ends with this package, for its loop would stand in the way of coroutine tests."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def profiles(browser: Browser) -> Iterator[Profiles]:
    profiles = Profiles(browser)
    yield profiles
    profiles.close()


@pytest.fixture
def open_page(profiles: Profiles) -> Iterator[OpenPage]:
    """A page in a browser profile of its own: `open_page(server, width=390)`. `quietly=False` where errors are what is tested, `cold=True` where loading is."""
    watches: list[Watch] = []

    def open_one(server: Serving, *, width: int = 1440, height: int = 900, quietly: bool = True, **options: object) -> Page:
        page = profiles.lend(server.url, viewport={"width": width, "height": height}, **options).new_page()
        watches.append(Watch(page, server.url, quietly=quietly))
        return page

    yield open_one
    wrong = [line for watch in watches for line in watch.found()]
    for watch in watches:
        profiles.take_back(watch.page.context)
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def page(open_page: OpenPage, server: Serving) -> Page:
    """A visitor at a desk."""
    return open_page(server)


@pytest.fixture
def second_page(open_page: OpenPage, server: Serving) -> Page:
    """Somebody else, at another machine."""
    return open_page(server)
