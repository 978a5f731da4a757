"""Pages that are pressed before they live, that lose their server and find it again, and that somebody else signs in to."""

from __future__ import annotations

import re
from collections.abc import Callable
from json import dumps

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect
from sqlmodel import select

from rxfeed.domain import gallery, talk
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Post
from rxfeed.domain.viewer import Viewer
from rxfeed.ui.live import Live
from tests.browser import making
from tests.browser.conftest import OpenPage
from tests.browser.serving import Serving
from tests.making import person, post

POSTS, MANY = 27, 26
"""To begin with, and that come at once: more than a page."""
IDS = "[...document.querySelectorAll('[data-post]')].map((card) => card.dataset.post)"


@pytest.fixture(scope="module")
def authors(house: House) -> list[Viewer]:
    """Whose posts are more than a page, in turns."""
    authors = [person(house) for _ in range(3)]
    for number in range(POSTS):
        post(house, authors[number % 3], prompt=f"picture number {number}")
    return authors


@pytest.mark.usefixtures("authors")
def test_presses_wait_for_the_scripts_and_for_the_socket(page: Page, house: House) -> None:
    making.sign_up(page, "early", "/settings")
    bring_scripts, connect = hold_back(page)
    page.goto("/latest", wait_until="commit")
    card = page.get_by_role("article").first
    card.get_by_role("button", name=re.compile("^Like")).click()
    card.get_by_role("link", name="Try this prompt").focus()
    bring_scripts()
    expect(card.get_by_role("button", name="Like, 1 like")).to_have_attribute("aria-pressed", "true", timeout=making.PATIENCE)
    expect(card.get_by_role("link", name="Try this prompt")).to_be_focused()
    card.get_by_role("button", name="Add to a collection").click()
    connect()
    expect(page.get_by_role("dialog").get_by_role("heading", name="Add to a collection")).to_be_visible()
    await_likes(page, house, 1)


def test_a_list_outlives_its_socket_and_catches_up(open_page: OpenPage, server: Serving, house: House, authors: list[Viewer]) -> None:
    page = open_page(server, width=390, quietly=False)
    making.sign_up(page, "travelling")
    expect(page.locator("[data-post]")).to_have_count(24, timeout=making.PATIENCE)
    page.mouse.wheel(0, 60_000)
    making.until(page, f"{IDS}.length >= {POSTS}")
    page.evaluate("scrollTo(0, 600)")
    shown, liked = page.evaluate(IDS), likes(house)
    page.context.set_offline(True)
    page.get_by_role("article").nth(1).get_by_role("button", name=re.compile("^Like")).click()
    new = post(house, authors[0], prompt="meanwhile").card.id
    gallery.bin(house, authors[(POSTS - 1) % 3], shown[0])
    page.context.set_offline(False)
    expect(page.get_by_role("button", name="1 new picture")).to_be_visible(timeout=making.PATIENCE)
    making.until(page, f"!{IDS}.includes('{shown[0]}')")
    assert page.evaluate(IDS) == shown[1:]
    await_likes(page, house, liked + 1)
    page.get_by_role("button", name="1 new picture").click()
    making.until(page, f"{IDS}[0] === '{new}'")
    assert page.evaluate(IDS) == [new, *shown[1:]]
    server.stop()
    server.start()
    expect(page.get_by_role("article")).to_have_count(len(shown))


def test_for_you_stays_as_it_is_and_offers_another_visit(open_page: OpenPage, server: Serving, house: House, authors: list[Viewer]) -> None:
    page = open_page(server, width=390, quietly=False)
    making.sign_up(page, "visiting", "/")
    await_socket(page)
    expect(page.locator("[data-post]")).to_have_count(24)
    shown = page.evaluate(IDS)
    page.context.set_offline(True)
    new = post(house, authors[1], prompt="after the visit had begun").card.id
    page.context.set_offline(False)
    expect(page.get_by_role("button", name="1 new picture")).to_be_visible(timeout=making.PATIENCE)
    assert page.evaluate(IDS) == shown
    page.get_by_role("button", name="1 new picture").click()
    making.until(page, f"{IDS}.includes('{new}')")


def test_news_by_the_hundred_move_nothing_and_come_a_page_at_a_time(open_page: OpenPage, server: Serving, house: House, authors: list[Viewer]) -> None:
    page, asked, sockets = open_page(server, width=390, quietly=False), list[str](), list[WebSocketRoute]()
    page.on("request", lambda request: asked.append(request.url) if "since=" in request.url else None)
    page.route_web_socket("**/_event**", lambda socket: (socket.connect_to_server(), sockets.append(socket)))
    page.goto("/latest")
    await_socket(page)
    expect(page.locator("[data-post]")).to_have_count(24)
    page.evaluate("scrollTo(0, 600)")
    shown = page.evaluate(IDS)
    for count in (7, 507):
        sockets[-1].send("42/_event," + dumps(["event", {"delta": {Live.get_full_name(): {"newest_rx_state_": f"{count}", "count_rx_state_": count}}}]))
    expect(page.get_by_role("button", name="501 new pictures")).to_be_visible()
    page.context.set_offline(True)
    came = [post(house, authors[2], prompt=f"news number {number}").card.id for number in range(MANY)]
    page.context.set_offline(False)
    expect(page.get_by_role("button", name="More than 24 new pictures")).to_be_visible(timeout=making.PATIENCE)
    assert (page.evaluate(IDS), page.evaluate("scrollY")) == (shown, 600)
    page.get_by_role("button", name="More than 24 new pictures").click()
    making.until(page, f"{IDS}[0] === '{came[-1]}'")
    assert page.evaluate(IDS)[:24] == came[:-25:-1]
    assert len(asked) == 2, "how many, and which"
    making.until(page, "scrollY === 0")


def test_what_is_typed_in_an_open_form_outlives_the_socket(open_page: OpenPage, server: Serving, house: House) -> None:
    page = open_page(server, quietly=False)
    making.sign_up(page, "writing", "/settings")
    me = signed_in(house, "writing")
    mine = post(house, me).card.id
    talk.write(house, me, mine, "The sun is perfct.")
    page.goto(f"/p/{mine}")
    page.get_by_role("region", name="Conversation").get_by_role("button", name="Edit", exact=True).click()
    page.get_by_label("Edit your comment").fill("The sun is perfect.")
    page.get_by_role("button", name="Edit", exact=True).first.click()
    page.get_by_role("dialog").get_by_label("Caption").fill("A caption that nobody has kept yet")
    page.context.set_offline(True)
    talk.write(house, person(house), mine, "Meanwhile")
    page.context.set_offline(False)
    expect(page.get_by_text("Meanwhile")).to_be_attached(timeout=making.PATIENCE)
    expect(page.get_by_role("dialog").get_by_label("Caption")).to_have_value("A caption that nobody has kept yet")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_label("Edit your comment")).to_have_value("The sun is perfect.")


@pytest.mark.usefixtures("authors")
def test_nothing_of_one_account_is_left_for_the_next(page: Page) -> None:
    refused: list[str] = []
    page.on("response", lambda answer: refused.append(answer.url) if answer.status == 422 else None)
    making.sign_up(page, "anna", "/")
    expect(page.locator("[data-post]")).to_have_count(24)
    page.mouse.wheel(0, 60_000)
    making.until(page, f"{IDS}.length > 24")
    page.goto("/library")
    making.sign_up(page, "berta", "/library")
    page.go_back()
    expect(page.get_by_text("@berta", exact=True).first).to_be_attached(timeout=making.PATIENCE)
    expect(page.locator("[data-post]")).to_have_count(24)
    page.mouse.wheel(0, 60_000)
    making.until(page, f"{IDS}.length > 24")
    assert page.evaluate(f"new Set({IDS}).size === {IDS}.length")
    assert not refused


def hold_back(page: Page) -> tuple[Callable[[], None], Callable[[], None]]:
    """The page's scripts, and what it tells the server, until the first and the second of these are called."""
    scripts: list[Route] = []
    told: list[tuple[WebSocketRoute, str | bytes]] = []
    late = {"scripts", "socket"}

    def carry(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda message: told.append((server, message)) if "socket" in late else server.send(message))

    def bring_scripts() -> None:
        late.remove("scripts")
        for route in scripts:
            route.continue_()

    def connect() -> None:
        late.remove("socket")
        for server, message in told:
            server.send(message)

    page.route("**/assets/*.js", lambda route: scripts.append(route) if "scripts" in late else route.continue_())
    page.route_web_socket("**/_event**", carry)
    return bring_scripts, connect


def await_socket(page: Page) -> None:
    """The hint for newcomers is noted once all that the page asks for has been answered."""
    expect(page.get_by_role("heading", name="New here?")).to_be_visible(timeout=making.PATIENCE)
    making.until(page, "!!localStorage.getItem('rxfeed_hint')")


def signed_in(house: House, handle: str) -> Viewer:
    with house.database.reading() as session:
        return Viewer(account_id=session.exec(select(Account.id).where(Account.handle == handle)).one(), handle=handle)


def likes(house: House) -> int:
    with house.database.reading() as session:
        return sum(session.exec(select(Post.likes)))


def await_likes(page: Page, house: House, count: int) -> None:
    for _ in range(making.PATIENCE // 100):
        if likes(house) == count:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"There were never {count} likes.")
