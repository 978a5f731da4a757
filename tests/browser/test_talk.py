"""Two people talk below a picture, each in a browser of their own: whatever one says, changes or takes back is seen by the other at once."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from sqlmodel import select

from rxfeed.domain.house import House
from rxfeed.domain.tables import Account
from rxfeed.domain.viewer import Viewer
from tests.browser import making
from tests.browser.conftest import OpenPage
from tests.browser.serving import Serving
from tests.browser.watching import barriers
from tests.making import person, post

SOON = 1_000
"""Milliseconds in which the other side sees it."""


def test_what_one_says_the_other_sees(page: Page, open_page: OpenPage, server: Serving, house: House) -> None:
    person(house, "mara")
    making.sign_up(page, "tariq", "/create")
    with house.database.reading() as session:
        author = session.exec(select(Account.id).where(Account.handle == "tariq")).one()
    address = f"/p/{post(house, Viewer(account_id=author, handle='tariq')).card.id}"
    other = open_page(server, width=390, color_scheme="dark")
    other.goto(address)
    expect(other.get_by_text("Nobody has said anything yet.")).to_be_visible(timeout=making.PATIENCE)
    page.goto(address)
    field = page.get_by_label("Say something about it")
    field.fill("x" * 50_000)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("this one has 50000")).to_be_visible()
    assert len(field.input_value()) == 50_000, "what was typed stays typed"
    field.fill("")
    field.press_sequentially("The sun is *perfect*, @ma")
    expect(page.get_by_role("option", name="Mara")).to_be_visible()
    field.press("Tab")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    page.keyboard.type("!")
    page.get_by_role("button", name="Send").click()
    expect(other.get_by_text("The sun is perfect, @mara !")).to_be_visible(timeout=SOON)
    expect(field).to_have_value("")
    expect(other.get_by_role("link", name="@mara", exact=True)).to_have_attribute("href", "/u/mara")
    _answers_and_corrects(page, other)
    for each in (page, other):
        assert not barriers(each)
        assert each.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    _finds_what_a_notice_leads_to(page, other)
    _takes_back(page, other)


def _answers_and_corrects(page: Page, other: Page) -> None:
    page.get_by_role("button", name="Answer", exact=True).press("Enter")
    answer = page.get_by_label("Answer tariq")
    expect(answer).to_be_focused()
    answer.fill("And the hils.")
    page.locator("form", has=answer).get_by_role("button", name="Answer").click()
    expect(other.get_by_text("And the hils.")).to_be_visible(timeout=SOON)
    expect(page.get_by_role("button", name="Answer", exact=True).first).to_be_focused()
    page.get_by_role("button", name="Edit", exact=True).last.click()
    page.get_by_label("Edit your comment").fill("And the hills.")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(other.get_by_text("And the hills.")).to_be_visible(timeout=SOON)
    expect(page.get_by_role("button", name="Answer", exact=True).last).to_be_focused()
    other.get_by_role("button", name="edited").click()
    expect(other.get_by_role("dialog").get_by_text("And the hils.")).to_be_visible()
    other.keyboard.press("Escape")
    page.get_by_role("button", name="Pin", exact=True).first.click()
    expect(other.get_by_text("Pinned")).to_be_visible(timeout=SOON)


def _finds_what_a_notice_leads_to(page: Page, other: Page) -> None:
    """Below everything else on a small screen."""
    answer = f"#{page.locator('article', has_text='And the hills.').last.get_attribute('id')}"
    address = other.url.partition("#")[0]
    other.goto("about:blank")
    other.goto(f"{address}{answer}")
    expect(other.locator(answer)).to_be_in_viewport(ratio=1, timeout=making.PATIENCE)


def _takes_back(page: Page, other: Page) -> None:
    page.get_by_role("region", name="Conversation").get_by_role("button", name="Delete", exact=True).first.click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(other.get_by_text("This comment isn't there any more.")).to_be_visible(timeout=SOON)
    expect(other.get_by_text("The sun is")).to_have_count(0)
    expect(other.get_by_text("And the hills.")).to_be_visible()
