"""Somebody's page: three pictures first, by tag, and found under the handle of before."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from rxfeed.domain import handles_held
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer
from tests.browser import making
from tests.browser.watching import barriers
from tests.making import post


def test_a_page_of_ones_own_making(page: Page, second_page: Page, house: House) -> None:
    making.sign_up(page, "mara", "/settings")
    with house.database.reading() as session:
        found = handles_held.find(house, session, "mara")
    assert found is not None
    mara = Viewer(account_id=found.id, handle="mara")
    first = post(house, mara, prompt="the oldest", tags="fog").card.id
    for number in range(3):
        post(house, mara, prompt=f"picture {number}", tags="kite")
    page.goto(f"/p/{first}")
    page.get_by_role("button", name="Pin to your page").click()
    expect(page.get_by_role("button", name="Unpin from your page")).to_be_visible()
    second_page.goto("/u/mara")
    wall = second_page.get_by_role("main").get_by_role("img")
    expect(wall).to_have_count(4, timeout=making.PATIENCE)
    expect(second_page.get_by_role("main").get_by_role("listitem").filter(has=second_page.get_by_role("img")).first).to_contain_text("Pinned")
    second_page.get_by_role("link", name="#fog").click()
    expect(wall).to_have_count(1)
    assert not barriers(second_page)
    page.goto("/settings")
    page.get_by_label("Handle", exact=True).fill("mara_two")
    page.get_by_role("button", name="Change the handle").click()
    expect(page.get_by_text("@mara leads here until")).to_be_visible()
    answer = second_page.goto("/u/mara?tag=fog")
    assert answer is not None
    assert (urlsplit(second_page.url).path, urlsplit(second_page.url).query) == ("/u/mara_two", "tag=fog")
    expect(wall).to_have_count(1, timeout=making.PATIENCE)
