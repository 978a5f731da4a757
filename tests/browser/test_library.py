"""The library as it is scrolled through, with more in it than a page holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from rxfeed.domain import gallery, session_cookie, sessions, studio
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from rxfeed.domain.viewer import Viewer
from tests.browser.conftest import OpenPage, StartServer
from tests.browser.serving import Serving
from tests.browser.watching import barriers
from tests.making import person, post
from tests.making_many import generations, posts

MANY = 65
PATIENCE = 30_000
"""Milliseconds until a page stands on a busy machine."""


@pytest.fixture(scope="module")
def server(start_server: StartServer) -> Serving:
    return start_server()


def test_scrolling_brings_everything_once_and_what_is_new_is_there_on_coming_back(open_page: OpenPage, server: Serving, house: House) -> None:
    page = open_page(server)
    mara = signed_in(page, server, house, "mara")
    generations(house, mara, MANY)
    page.goto("/library")
    expect(rows(page)).to_have_count(24, timeout=PATIENCE)
    studio.request(house, mara, studio.Ask("sketch", "a boat under the moon"))
    newest = page.get_by_role("main").get_by_role("listitem").filter(has_text="a boat under the moon")
    expect(newest.get_by_text("Ready", exact=True)).to_be_visible(timeout=PATIENCE)
    expect(newest.get_by_role("link", name="Download original 1")).to_have_count(1)
    down_to(page, rows(page), MANY + 1)
    expect(page.get_by_text("That was everything.")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text=f"{MANY + 1} shown")).to_have_count(1)
    assert prompts(page) == ["“a boat under the moon”", *(f"“number {number}”" for number in reversed(range(MANY)))]
    link = page.get_by_role("link", name="“number 20”")
    link.scroll_into_view_if_needed()
    page.wait_for_timeout(300)  # the browser notes the place a moment after scrolling
    place = page.evaluate("scrollY")
    link.click()
    page.wait_for_url("**/create?generation=*")
    generations(house, mara, 1)
    page.go_back()
    expect(rows(page)).to_have_count(MANY + 2, timeout=PATIENCE)
    assert abs(page.evaluate("scrollY") - place) < 400
    assert prompts(page)[:2] == ["“number 0”", "“a boat under the moon”"]


def test_what_is_put_back_leaves_the_bin_and_nothing_else_is_sent(open_page: OpenPage, server: Serving, house: House) -> None:
    page = open_page(server, width=390, height=844)
    tariq, now = signed_in(page, server, house, "tariq"), house.clock.now()
    posts(house, tariq, MANY, "binned", binned_at=lambda number: now - timedelta(days=1, minutes=number))
    gallery.bin(house, tariq, post(house, tariq, prompt="thrown away by mistake").card.id)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/library" in request.url else None)
    page.goto("/library?list=bin")
    back = page.get_by_role("button", name="Put it back")
    expect(back).to_have_count(24, timeout=PATIENCE)
    down_to(page, back, MANY + 1)
    expect(page.get_by_text("That was everything.")).to_be_visible()
    page.get_by_role("listitem").filter(has_text="thrown away by mistake").get_by_role("button", name="Put it back").click()
    expect(page.get_by_text("It hangs in its place again.")).to_be_visible()
    expect(back).to_have_count(MANY)
    assert len(asked) == 3
    page.get_by_role("link", name="Published").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("heading", name="Nothing here")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="thrown away by mistake")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert not barriers(page)


def test_a_list_that_does_not_come_says_so_and_comes_when_asked_again(open_page: OpenPage, server: Serving, house: House) -> None:
    page = open_page(server, quietly=False)
    signed_in(page, server, house, "noor")
    page.route("**/api/library*", lambda route: route.abort())
    page.goto("/library")
    expect(page.get_by_text("Your pictures didn't come.")).to_be_visible(timeout=PATIENCE)
    page.unroute("**/api/library*")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name="Nothing here")).to_be_visible()
    page.goto("/library?list=everybody's")
    expect(page.get_by_text("There is no such list.")).to_be_visible(timeout=PATIENCE)


def signed_in(page: Page, server: Serving, house: House, handle: str) -> Viewer:
    """A new account in this browser."""
    viewer = person(house, handle)
    with house.database.writing() as session:
        secret = sessions.start(house, session, viewer.require_account(), Browser(address="127.0.0.1"))
    page.context.add_cookies([{"name": session_cookie.name(secure=False), "value": secret, "url": server.url}])
    return viewer


def rows(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("link", name="Open", exact=True)


def prompts(page: Page) -> list[str]:
    return page.get_by_role("main").get_by_role("link", name="“").all_inner_texts()


def down_to(page: Page, things: Locator, count: int) -> None:
    """Scroll until so many are there."""
    for _ in range(200):
        if things.count() >= count:
            return
        page.mouse.wheel(0, 4_000)
        page.wait_for_timeout(50)
    raise AssertionError(f"{things.count()} of {count} came.")
