"""A feed recipe, from a wish in plain words to somebody else's feed."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser import making
from tests.browser.conftest import OpenPage
from tests.browser.serving import Serving
from tests.browser.watching import barriers


def test_a_wish_becomes_a_recipe_that_somebody_else_adopts(page: Page, server: Serving, open_page: OpenPage) -> None:
    making.sign_up(page, "mara", "/settings/feed")
    wish = page.get_by_label("What should your feed show?")
    wish.fill("less neon, more paper, only people I follow at weekends, make it nice")
    page.get_by_role("button", name="See what that changes").click()
    expect(page.locator("ins")).to_contain_text("more paper, less neon, only people I follow at weekends")
    expect(page.get_by_text("Not understood: make it nice.")).to_be_visible()
    assert not barriers(page)
    page.get_by_role("button", name="Put it into the recipe").click()
    expect(page.get_by_label("More of these tags")).to_have_value("paper")
    expect(page.get_by_label("Less of these tags")).to_have_value("neon")
    expect(page.get_by_label("Only people I follow")).to_have_value("weekends")
    slider = page.get_by_label("Popular")
    slider.focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    expect(slider.locator("..")).to_contain_text("7")
    page.get_by_label("Name", exact=True).fill("Paper days")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved. Your feed goes by it.")).to_be_visible()
    expect(slider).to_have_value("7")
    page.get_by_role("button", name="Share by link").click()
    page.get_by_role("link", name="Its page").click()
    page.wait_for_url("**/recipe/*")
    expect(page.get_by_role("heading", level=1, name="Paper days")).to_be_visible()
    assert not barriers(page)
    other = making.sign_up(open_page(server, width=390, color_scheme="dark"), "tariq", page.url)
    other.get_by_role("button", name="Adopt it").click()
    expect(other.get_by_text("It is yours now, and your feed goes by it.")).to_be_visible()
    assert not barriers(other)
    other.get_by_role("link", name="Feed recipe").click()
    kept = other.get_by_role("listitem").filter(has_text="Paper days")
    expect(kept).to_contain_text("After @mara")
    expect(kept).to_contain_text("In use")
    expect(other.get_by_label("More of these tags")).to_have_value("paper")
