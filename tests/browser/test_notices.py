"""Two people: what one does is counted on the other's page at once, read there, and gone from every page they have open."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser import making
from tests.browser.watching import barriers

SOON = 1_000
"""Milliseconds in which the other side sees it."""


def test_a_follow_is_counted_at_once_and_read(page: Page, second_page: Page) -> None:
    making.sign_up(page, "mara")
    other_tab = page.context.new_page()
    other_tab.goto("/create")
    making.sign_up(second_page, "tariq", "/u/mara")
    second_page.get_by_role("button", name="Follow", exact=True).click()
    for tab in (page, other_tab):
        expect(tab.get_by_role("link", name="Notifications, 1 unread")).to_be_visible(timeout=SOON)
    page.get_by_role("link", name="Notifications").click()
    expect(page.get_by_role("main").get_by_role("link", name="@tariq follows you now.")).to_be_visible(timeout=making.PATIENCE)
    for tab in (page, other_tab):
        expect(tab.get_by_role("link", name="Notifications", exact=True)).to_be_visible()
    assert not barriers(page)
    page.get_by_role("link", name="@tariq follows you now.").click()
    page.wait_for_url("**/u/tariq")
