"""A list is left and found again: the same cards at the same height, to the pixel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from rxfeed import wiring
from rxfeed.settings import Settings
from tests.browser import making
from tests.browser.conftest import OpenPage, StartServer
from tests.browser.serving import Serving
from tests.making import person, post

POSTS = 40
SEEN = """() => [...document.querySelectorAll("[data-post]")].map((card) => [card.dataset.post, Math.round(card.getBoundingClientRect().top)])
  .filter(([, top]) => top > 0 && top < innerHeight)"""
"""Which cards begin on the screen, and where."""


@pytest.fixture(scope="module")
def wall(start_server: StartServer) -> Iterator[tuple[Serving, list[str]]]:
    """A server with more than a page of posts, and their ids, the oldest first."""
    server = start_server()
    house = wiring.build(Settings(data_dir=server.data))
    author = person(house, "mara")
    yield server, [post(house, author, prompt=f"picture number {number}", variants=1 + number % 2).card.id for number in range(POSTS)]
    wiring.dismantle(house)


def test_back_reload_and_tabs_return_to_the_pixel(open_page: OpenPage, wall: tuple[Serving, list[str]]) -> None:
    server, made = wall
    page = open_page(server, width=390)
    page.goto("/latest")
    _go_down(page, made[8])
    seen = page.evaluate(SEEN)
    page.locator(f"[data-post='{made[8]}'] a.fold").click()
    expect(page.get_by_role("heading", name="Made with")).to_be_visible()
    page.go_back()
    _is_at(page, seen)
    page.reload()
    expect(page.locator("[data-post]")).to_have_count(POSTS)
    _is_at(page, seen)
    assert page.evaluate("new Set([...document.querySelectorAll('[data-post]')].map((card) => card.dataset.post)).size") == POSTS
    page.get_by_role("link", name="Trending", exact=True).evaluate("link => link.click()")
    page.wait_for_url("**/trending")
    page.get_by_role("link", name="Latest", exact=True).click()
    _is_at(page, seen)


def test_keys_go_from_picture_to_picture_and_show_them_in_full(open_page: OpenPage, wall: tuple[Serving, list[str]]) -> None:
    server, made = wall
    page = open_page(server)
    page.goto("/latest")
    expect(page.locator("[data-post]")).to_have_count(24, timeout=making.PATIENCE)
    page.get_by_label("Describe a picture").press("j")
    expect(page.get_by_label("Describe a picture")).to_have_value("j")
    page.get_by_label("Describe a picture").blur()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(f"[data-post='{made[-2]}']")).to_be_focused()
    page.keyboard.press("z")
    full = page.locator("dialog[data-lit]")
    expect(full.get_by_role("status")).to_have_text("picture 0")
    page.keyboard.press("ArrowLeft")
    expect(full.get_by_role("status")).to_have_text("picture 1")
    page.keyboard.press("Escape")
    expect(full).to_be_hidden()
    expect(page.locator(f"[data-post='{made[-2]}']")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/p/{made[-2]}")


def _go_down(page: Page, to: str) -> None:
    expect(page.locator("[data-post]")).to_have_count(24, timeout=making.PATIENCE)
    page.mouse.wheel(0, 60_000)
    expect(page.locator("[data-post]")).to_have_count(POSTS)
    page.locator(f"[data-post='{to}']").evaluate("card => { card.scrollIntoView({block: 'start'}); scrollBy(0, -37); }")
    page.wait_for_timeout(300)


def _is_at(page: Page, seen: list[list[Any]]) -> None:
    """Within what rounding makes of half a pixel."""
    for _ in range(100):
        now = page.evaluate(SEEN)
        if [card for card, _ in now] == [card for card, _ in seen] and all(abs(one[1] - other[1]) <= 1 for one, other in zip(now, seen, strict=True)):
            return
        page.wait_for_timeout(30)
    assert page.evaluate(SEEN) == seen
