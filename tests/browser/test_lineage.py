"""Where a picture comes from: on its page, as a graph that is worked by keyboard and on a phone, and what changed from one picture to the next."""

from __future__ import annotations

from playwright.sync_api import expect

from rxfeed import wiring
from rxfeed.settings import Settings
from tests.browser import making
from tests.browser.conftest import OpenPage
from tests.browser.serving import Serving
from tests.browser.watching import barriers
from tests.making import person, post, remix

SMALL = """() => [...document.querySelectorAll("main span, main button, main output")]
    .filter((each) => each.offsetParent && parseFloat(getComputedStyle(each).fontSize) < 12).length"""


def test_a_graph_tells_where_a_picture_comes_from(open_page: OpenPage, server: Serving) -> None:
    house = wiring.build(Settings(data_dir=server.data))
    try:
        mara, tariq = person(house, "marina"), person(house, "tarek")
        root = post(house, mara, prompt="a quiet harbour at night").card.id
        child = remix(house, tariq, root, mode="edit", prompt="a loud harbour at night")
        last = remix(house, mara, child, root, mode="blend", prompt="a loud harbour")
    finally:
        wiring.dismantle(house)
    page = open_page(server, width=390, color_scheme="dark")
    page.goto(f"/p/{child}")
    expect(page.get_by_role("heading", name="Where it comes from")).to_be_visible(timeout=making.PATIENCE)
    page.get_by_role("link", name="The whole lineage").click()
    drawn = page.get_by_role("region", name="The lineage, drawn")
    expect(drawn.get_by_role("link")).to_have_count(3, timeout=making.PATIENCE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SMALL) == 0
    assert not barriers(page)
    drawn.focus()
    page.keyboard.press("ArrowRight")
    making.until(page, "document.querySelector('[role=region]').scrollLeft > 0")
    page.keyboard.press("+")
    page.keyboard.press("+")
    page.keyboard.press("-")
    expect(page.get_by_role("status", name="Size")).to_have_text("125 %")
    page.keyboard.press("-")
    page.get_by_role("button", name="Larger").press("Enter")
    expect(page.get_by_role("status", name="Size")).to_have_text("125 %")
    page.get_by_role("button", name="What changed from @marina to @tarek").press("Enter")
    changed = page.get_by_role("dialog", name="What changed")
    expect(changed.get_by_role("deletion")).to_have_text("quiet ")
    expect(changed.get_by_role("insertion")).to_have_text("loud ")
    expect(changed.get_by_role("slider")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_text("As a list").click()
    expect(page.get_by_role("listitem").filter(has_text="2 steps from the first")).to_be_visible()
    page.goto(f"/p/{last}")
    expect(page.get_by_text("Thanks to")).to_be_visible(timeout=making.PATIENCE)
