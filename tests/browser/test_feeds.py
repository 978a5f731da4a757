"""The feeds beside each other, and a tag's page."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from sqlmodel import select

from rxfeed import wiring
from rxfeed.domain import circle
from rxfeed.domain.tables import Account
from rxfeed.domain.viewer import Viewer
from rxfeed.settings import Settings
from tests.browser import making
from tests.browser.serving import Serving
from tests.browser.watching import barriers
from tests.making import person, post


def test_tabs_lead_to_each_feed_and_tags_to_their_pages(page: Page, server: Serving) -> None:
    making.sign_up(page, "tariq", "/following")
    expect(page.get_by_role("heading", name="Nobody's pictures yet")).to_be_visible()
    house = wiring.build(Settings(data_dir=server.data))
    post(house, person(house, "mara"), prompt="a kite", tags="fog")
    with house.database.reading() as session:
        tariq = session.exec(select(Account.id).where(Account.handle == "tariq")).one()
    circle.follow(house, Viewer(account_id=tariq), "mara")
    wiring.dismantle(house)
    page.reload()
    kite = page.get_by_role("article").get_by_role("link", name="“a kite”")
    expect(kite).to_be_visible(timeout=making.PATIENCE)
    feeds = page.get_by_role("navigation", name="Feeds")
    feeds.get_by_role("link", name="Trending").click()
    page.get_by_role("link", name="Week", exact=True).click()
    expect(page.get_by_role("link", name="Week", exact=True)).to_have_attribute("aria-current", "true")
    expect(kite).to_be_visible()
    assert not barriers(page)
    page.get_by_role("link", name="#fog").click()
    expect(page.get_by_role("heading", level=1, name="#fog")).to_be_visible()
    expect(page.get_by_role("listitem").get_by_role("link").first).to_be_visible()
    page.get_by_role("button", name="Follow", exact=True).click()
    expect(page.get_by_role("button", name="Following")).to_have_attribute("aria-pressed", "true")
    assert not barriers(page)
    page.goto("/settings/hidden")
    expect(page.get_by_role("link", name="#fog")).to_be_visible(timeout=making.PATIENCE)
