"""Collections in a browser: two keys put a picture in, keys and the mouse put it in order, others see it at once, and it can be taken along."""

from __future__ import annotations

from zipfile import ZipFile

from playwright.sync_api import Locator, Page, expect

from rxfeed.domain.house import House
from tests.browser import making
from tests.making import person, post

SOON = 1_000
"""Milliseconds in which another browser sees it."""


def put_in(page: Page, number: int, name: str) -> None:
    """The card's button has the focus: Enter opens, Enter adds."""
    card = page.get_by_role("article").nth(number)
    card.get_by_role("button", name="Add to a collection").focus()
    page.keyboard.press("Enter")
    choice = page.get_by_role("dialog").get_by_role("listitem").first.get_by_role("button", name=name, exact=False).first
    first = choice if number else page.get_by_label("New collection")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(choice).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def pictures(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("img")


def test_put_in_by_two_keys_put_in_order_seen_elsewhere_and_taken_along(page: Page, second_page: Page, house: House) -> None:
    mara = person(house, "mara")
    for number in range(3):
        post(house, mara, variants=number + 1)
    making.sign_up(page, "tariq")
    for number in range(3):
        put_in(page, number, "My collection")
    page.get_by_role("link", name="Collections").first.click()
    page.get_by_role("main").get_by_role("link", name="My collection").last.click()
    expect(pictures(page)).to_have_count(3)
    page.get_by_role("button", name="Edit", exact=True).click()
    page.get_by_role("dialog").get_by_text("Unlisted", exact=True).click()
    page.get_by_role("button", name="Keep changes").click()
    expect(page.get_by_role("main").get_by_text("Unlisted", exact=True)).to_be_visible()
    second_page.goto(page.url)
    expect(pictures(second_page)).to_have_count(3, timeout=making.PATIENCE)
    shown = [picture.get_attribute("src") for picture in pictures(second_page).all()]
    page.get_by_role("button", name="Arrange").click()
    later = page.get_by_role("button", name="Move later")
    later.first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Now picture 2 of the collection.")).to_be_attached()
    expect(pictures(second_page).first).to_have_attribute("src", str(shown[1]), timeout=SOON)
    expect(later.nth(1)).to_be_focused()
    places = page.locator("main li[draggable]")
    places.nth(1).drag_to(places.nth(0))
    expect(pictures(second_page).first).to_have_attribute("src", str(shown[0]), timeout=SOON)
    page.get_by_role("button", name="Take it out").last.click()
    expect(pictures(second_page)).to_have_count(2, timeout=SOON)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as ZIP").click()
    with ZipFile(download.value.path()) as archive:
        assert (download.value.suggested_filename, archive.testzip()) == ("my-collection.zip", None)
        assert len(archive.namelist()) == 1 + 2 + 1, "the pictures of both posts, and the credits"
        assert "By:       Mara (@mara)" in archive.read("credits.txt").decode()
