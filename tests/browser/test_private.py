"""A private account in two browsers: asked, let in and sent away, each seen on the other side at once."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from sqlmodel import select

from rxfeed.domain.house import House
from rxfeed.domain.tables import Account
from rxfeed.domain.viewer import Viewer
from tests.browser import making
from tests.browser.watching import barriers
from tests.making import post

SOON = 1_000
"""Milliseconds in which the other side sees it."""


def test_asked_let_in_and_sent_away_without_loading_anew(page: Page, second_page: Page, house: House) -> None:
    making.sign_up(second_page, "mara", "/settings")
    second_page.get_by_role("button", name="Make it private").click()
    expect(second_page.get_by_text("Your account is private")).to_be_visible()
    with house.database.reading() as session:
        number = session.exec(select(Account.id).where(Account.handle == "mara")).one()
    post(house, Viewer(account_id=number, handle="mara"), prompt="a secret garden")
    second_page.goto("/u/mara")
    expect(second_page.get_by_role("main").get_by_role("img")).to_have_count(1, timeout=making.PATIENCE)

    making.sign_up(page, "tariq", "/u/mara")
    expect(page.get_by_role("heading", name="This account is private")).to_be_visible(timeout=making.PATIENCE)
    assert not barriers(page)
    page.get_by_role("button", name="Ask to follow").click()
    expect(page.get_by_role("button", name="Asked")).to_be_visible(timeout=SOON)

    second_page.get_by_role("link", name="1 request").click(timeout=SOON)
    second_page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("button", name="Following")).to_be_visible(timeout=SOON)
    expect(page.get_by_role("main").get_by_role("img")).to_have_count(1)
    expect(second_page.get_by_role("heading", name="An empty circle")).to_be_visible()

    second_page.goto("/u/mara/followers")
    second_page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("heading", name="This account is private")).to_be_visible(timeout=SOON)
    expect(page.get_by_role("main").get_by_role("img")).to_have_count(0)
