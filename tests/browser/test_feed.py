"""The feed, a post and the library as they are looked at: growing lists, Back, folds, languages, themes, small screens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from rxfeed import wiring
from rxfeed.settings import Settings
from tests.browser import making
from tests.browser.conftest import OpenPage, StartServer
from tests.browser.serving import Serving
from tests.browser.watching import barriers, shift
from tests.making import person, post

POSTS = 30
PATIENCE = 30_000
"""Milliseconds until a page stands on a busy machine."""
LONG = "a long row of beach huts in the rain, " * 30
JAVASCRIPT, STYLES, FONTS = 190_000, 20_000, 120_000
"""Bytes of the first load, compressed with gzip."""


@pytest.fixture(scope="module")
def filled(start_server: StartServer) -> Iterator[Serving]:
    """A server with more posts than a page holds; the newest has a long prompt and two pictures."""
    server = start_server()
    house = wiring.build(Settings(data_dir=server.data))
    author = person(house, "mara")
    for number in range(POSTS - 1):
        post(house, author, prompt=f"picture number {number}")
    post(house, author, prompt=LONG, variants=2, tags="rain huts")
    yield server
    wiring.dismantle(house)


@pytest.fixture
def desk(open_page: OpenPage, filled: Serving) -> Page:
    page = open_page(filled)
    page.goto("/latest")
    expect(page.get_by_role("article")).to_have_count(24, timeout=PATIENCE)
    return page


def test_the_list_grows_to_its_end(desk: Page) -> None:
    desk.mouse.wheel(0, 60_000)
    expect(desk.get_by_role("article")).to_have_count(POSTS, timeout=PATIENCE)
    desk.mouse.wheel(0, 60_000)
    expect(desk.get_by_text("That was everything, back to the first picture.")).to_be_visible()


def test_a_long_prompt_is_folded_until_asked_for(desk: Page) -> None:
    words = desk.get_by_role("article").first.get_by_role("link", name=LONG[:60])
    folded = words.bounding_box()
    assert folded is not None
    assert folded["height"] < 100
    desk.get_by_role("checkbox", name="More").press("Space")
    unfolded = words.bounding_box()
    assert unfolded is not None
    assert unfolded["height"] > 2 * folded["height"]


def test_several_pictures_are_moved_by_keyboard(desk: Page) -> None:
    strip = desk.get_by_role("list", name="2 pictures")
    strip.focus()
    desk.keyboard.press("ArrowRight")
    making.until(desk, "document.querySelector('[aria-label=\"2 pictures\"]').scrollLeft > 20")


def test_it_speaks_the_browsers_language_and_another_when_asked(open_page: OpenPage, filled: Serving) -> None:
    page = open_page(filled, locale="de-DE")
    page.goto("/latest")
    expect(page.get_by_role("heading", level=1)).to_have_text("Neueste Bilder", timeout=PATIENCE)
    assert page.evaluate("document.documentElement.lang") == "de"
    page.get_by_role("button", name="Darstellung und Sprache").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Latest pictures")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Latest pictures")


def test_the_theme_is_kept(open_page: OpenPage, filled: Serving) -> None:
    page = open_page(filled, color_scheme="light")
    page.goto("/latest")
    page.get_by_role("button", name="Appearance and language").click()
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_class(re.compile("dark"))
    page.reload()
    expect(page.locator("html")).to_have_class(re.compile("dark"))


def test_what_is_not_there_says_so(open_page: OpenPage, filled: Serving) -> None:
    page = open_page(filled)
    answer = page.goto("/p/00000nothing")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", name="No such picture")).to_be_visible(timeout=PATIENCE)
    page.goto("/nothing/at/all")
    expect(page.get_by_role("heading", level=1, name="There is nothing here")).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_everybody_can_use_it(open_page: OpenPage, filled: Serving, width: int, theme: str) -> None:
    page = open_page(filled, width=width, color_scheme=theme)
    page.goto("/latest")
    expect(page.get_by_role("article")).to_have_count(24, timeout=PATIENCE)
    _is_sound(page)
    page.get_by_role("article").nth(1).get_by_role("link").nth(1).click()
    expect(page.get_by_role("heading", name="Made with")).to_be_visible(timeout=PATIENCE)
    _is_sound(page)
    page.goto("/library")
    expect(page.get_by_role("heading", name="Nothing here")).to_be_visible(timeout=PATIENCE)
    _is_sound(page)


def test_the_first_load_is_light(open_page: OpenPage, filled: Serving) -> None:
    page = open_page(filled)
    page.goto("/latest")
    expect(page.get_by_role("article")).to_have_count(24, timeout=PATIENCE)
    paths = page.evaluate("performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname)")
    built = filled.copy / ".web" / "build" / "client"
    assert _weight(built, paths, ".js") <= JAVASCRIPT
    assert _weight(built, paths, ".css") <= STYLES
    assert _weight(built, paths, ".woff2") <= FONTS


def _is_sound(page: Page) -> None:
    """No violation that axe knows, nothing wider than the screen, nothing that jumps."""
    assert not barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert shift(page) <= 0.02


def _weight(built: Path, paths: list[str], kind: str) -> int:
    files = {built / path.lstrip("/") for path in paths if path.endswith(kind)}
    assert files
    return sum((packed if (packed := file.with_name(f"{file.name}.gz")).is_file() else file).stat().st_size for file in files)
