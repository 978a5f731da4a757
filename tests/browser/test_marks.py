"""Presses below a card: seen at once, on the other side within a second, taken back when refused, and sent when the server is there again."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect
from sqlmodel import select

from rxfeed.domain import circle
from rxfeed.domain.house import House
from rxfeed.domain.tables import Post
from tests.browser import making
from tests.browser.conftest import OpenPage
from tests.browser.serving import Serving
from tests.browser.watching import barriers
from tests.making import person, post

SOON = 1_000
"""Milliseconds in which the other side sees it."""


def like(page: Page) -> Locator:
    """Of the first card, or of the page's post."""
    return page.get_by_role("article").first.get_by_role("button", name=re.compile("^Like"))


def likes(page: Page, count: int) -> Locator:
    return page.get_by_role("article").first.get_by_label(f"Like, {count} like")


def test_a_like_is_seen_everywhere_and_a_refused_one_is_taken_back(page: Page, second_page: Page, house: House) -> None:
    mara = person(house, "mara")
    address = f"/p/{post(house, mara, prompt='a kite').card.id}"
    making.sign_up(page, "tariq")
    second_page.goto("/latest")
    expect(likes(second_page, 0)).to_have_attribute("href", f"/sign-in?next={address}", timeout=making.PATIENCE)
    like(page).click()
    expect(like(page)).to_have_attribute("aria-pressed", "true", timeout=SOON)
    expect(likes(second_page, 1)).to_be_visible(timeout=SOON)
    page.get_by_role("article").first.get_by_role("button", name="Repost, 0 reposts").click()
    expect(second_page.get_by_role("article").first.get_by_label("Repost, 1 repost")).to_be_visible(timeout=SOON)
    page.get_by_role("article").first.get_by_role("button", name="Repost, 1 repost").click()
    expect(second_page.get_by_role("article").first.get_by_label("Repost, 0 reposts")).to_be_visible(timeout=SOON)
    assert not barriers(page)
    page.get_by_role("article").get_by_role("link", name="a kite").click()
    expect(page.get_by_role("heading", level=1, name="a kite")).to_be_visible()
    expect(likes(page, 1)).to_have_attribute("aria-pressed", "true")
    second_page.goto(f"{address}/likes")
    expect(second_page.get_by_role("link", name="@tariq")).to_be_visible(timeout=making.PATIENCE)
    assert not barriers(second_page)
    second_page.get_by_role("link", name="Reposts").click()
    expect(second_page.get_by_text("Nobody yet", exact=True)).to_be_visible()
    second_page.goto("/latest")
    expect(likes(second_page, 1)).to_be_visible(timeout=making.PATIENCE)
    like(page).click()
    expect(likes(second_page, 0)).to_be_visible(timeout=SOON)
    circle.block(house, mara, "tariq")
    like(page).click()
    expect(page.get_by_role("article").get_by_text("This picture isn't there, or isn't there any more.")).to_be_visible()
    expect(likes(page, 0)).to_have_attribute("aria-pressed", "false")


def await_likes(page: Page, house: House, count: int) -> None:
    """Until the server has written so many down. What another page shows, which opened meanwhile, may be older."""
    for _ in range(making.PATIENCE // 100):
        with house.database.reading() as session:
            if sum(session.exec(select(Post.likes))) == count:
                return
        page.wait_for_timeout(100)
    raise AssertionError(f"There were never {count} likes.")


def test_a_press_waits_for_the_server_and_the_last_wish_counts(open_page: OpenPage, server: Serving, house: House) -> None:
    page = open_page(server, quietly=False)
    post(house, person(house), prompt="a boat")
    making.sign_up(page, "lena")
    expect(likes(page, 0)).to_be_visible(timeout=making.PATIENCE)
    server.stop()
    for wanted in ("true", "false", "true"):
        like(page).click()
        expect(like(page)).to_have_attribute("aria-pressed", wanted, timeout=SOON)
    expect(page.get_by_text("There is no connection.")).to_be_visible()
    server.start()
    await_likes(page, house, 1)
    expect(page.get_by_text("There is no connection.")).to_have_count(0)
    page.context.set_offline(True)
    expect(page.get_by_text("There is no connection.")).to_be_visible(timeout=SOON)
    page.context.set_offline(False)
    page.reload()
    expect(likes(page, 1)).to_have_attribute("aria-pressed", "true", timeout=making.PATIENCE)
