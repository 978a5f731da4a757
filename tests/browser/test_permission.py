"""Two people in two browsers: asked, answered, offered back, taken out again."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from rxfeed.domain import gallery, handles_held
from rxfeed.domain.consent import Decision
from rxfeed.domain.gallery import Changes
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer
from tests.browser import making
from tests.browser.watching import barriers
from tests.domain.remixes import FREE, hang, tie


def test_asked_answered_offered_back_and_detached(page: Page, second_page: Page, house: House) -> None:
    making.sign_up(page, "mara")
    making.sign_up(second_page, "tariq")
    mara, tariq = who(house, "mara"), who(house, "tariq")
    parent = hang(house, mara, "ask")
    second_page.goto(f"/p/{parent}/remix")
    second_page.get_by_label("Ask @mara").fill("Your light, in a harbour of mine?")
    second_page.get_by_role("button", name="Ask", exact=True).click()
    expect(second_page.get_by_text("@mara hasn't answered yet.")).to_be_visible()
    page.goto("/notifications")
    expect(page.get_by_text("Your light, in a harbour of mine?")).to_be_visible(timeout=making.PATIENCE)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)
    second_page.goto(f"/p/{parent}/remix")
    expect(second_page.get_by_role("button", name="Generate")).to_be_visible(timeout=making.PATIENCE)
    child = hang(house, tariq)
    tie(house, child, parent)
    second_page.goto(f"/p/{child}")
    second_page.get_by_role("button", name="Offer to @mara").click()
    expect(second_page.get_by_text("You have offered this to @mara")).to_be_visible()
    page.goto(f"/p/{child}")
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("A version by its author and @mara")).to_be_visible()
    page.goto(f"/p/{parent}")
    expect(page.get_by_text("@mara + @tariq")).to_be_visible(timeout=making.PATIENCE)
    assert not barriers(page)
    gallery.edit(house, mara, parent, Changes(decision=Decision("nobody", FREE)))
    page.get_by_role("button", name="Detach").click()
    page.get_by_role("dialog").get_by_role("button", name="Detach").click()
    expect(page.get_by_text("Detached", exact=True)).to_be_visible()
    expect(page.get_by_text("@mara + @tariq")).to_have_count(0)
    second_page.goto("/notifications")
    expect(second_page.get_by_text("An author has detached their picture from your remix.")).to_be_visible(timeout=making.PATIENCE)


def who(house: House, handle: str) -> Viewer:
    """Somebody who has just signed up, as they ask."""
    with house.database.reading() as session:
        account = handles_held.find(house, session, handle)
        assert account is not None
        return Viewer(account_id=account.id, handle=handle)
