"""The remix view, every way with Sketch: words, picture, a part painted by mouse and by keyboard, a blend, blanks. Published, it names whom it comes of."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from sqlmodel import col, select

from rxfeed.domain import gallery, ids
from rxfeed.domain.consent import Decision
from rxfeed.domain.gallery import Changes
from rxfeed.domain.house import House
from rxfeed.domain.tables import Edge
from tests.browser import making
from tests.browser.composing import Composing
from tests.browser.watching import barriers
from tests.making import person, post


def take(page: Page, way: str) -> None:
    page.get_by_role("group", name="Use", exact=True).get_by_text(way, exact=True).click()
    expect(page.get_by_role("radio", name=way, exact=True)).to_be_checked()


def generate(composing: Composing) -> None:
    composing.generate.click()
    expect(composing.page.get_by_text("Asking …").first).to_be_hidden(timeout=making.PATIENCE)
    composing.await_pictures()


def test_every_way_to_a_remix(page: Page, house: House) -> None:
    mara = person(house, "mara")
    boat = post(house, mara, prompt="a quiet {thing} at noon", decision=Decision("anyone", "CC-BY-SA-4.0")).card.id
    kite = post(house, mara, prompt="a kite", decision=Decision("anyone", "CC-BY-4.0")).card.id
    making.sign_up(page, "tariq")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"/p/{boat}")
    page.get_by_role("link", name="Remix", exact=True).click()
    composing = Composing(page)

    expect(page.get_by_role("radio", name="Fill in the blanks")).to_be_checked(timeout=making.PATIENCE)
    page.get_by_label("thing").fill("boat")
    expect(page.locator("ins", has_text="boat")).to_be_visible()
    composing.choose("Pictures", "1")
    generate(composing)
    expect(page.get_by_role("slider", name="Where the one picture ends")).to_be_visible()
    page.get_by_role("slider", name="Where the one picture ends").press("ArrowRight")

    take(page, "Words only")
    composing.prompt.fill("a burning boat at noon")
    expect(page.locator("del", has_text="quiet")).to_be_visible()
    expect(page.locator("ins", has_text="burning")).to_be_visible()
    generate(composing)
    take(page, "Words and picture")
    generate(composing)

    assert not any("sketch-canvas" in address for address in fetched)
    take(page, "Part of it")
    surface = page.locator("#mask-surface svg")
    expect(surface).to_be_visible()
    surface.hover(position={"x": 40, "y": 40})
    page.mouse.down()
    surface.hover(position={"x": 160, "y": 90})
    page.mouse.up()
    expect(page.get_by_text(re.compile(r"^([5-9]|1\d) % of the picture may change"))).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Nothing is painted yet")).to_be_visible()
    page.get_by_text("A rectangle by numbers").press("Enter")
    page.get_by_label("From the left").fill("25")
    page.get_by_role("button", name="Paint the rectangle").press("Enter")
    expect(page.get_by_text("25 % of the picture may change")).to_be_visible()
    page.get_by_role("button", name="Invert").press("Enter")
    expect(page.get_by_text("75 % of the picture may change")).to_be_visible()
    assert not barriers(page)
    generate(composing)
    page.evaluate("sessionStorage.removeItem('token')")  # to the server it is another page then, as after a restart
    page.reload()
    expect(page.get_by_text("75 % of the picture may change")).to_be_visible(timeout=making.PATIENCE)
    composing.choose("Pictures", "1")

    take(page, "Blend")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="a kite").click()
    page.get_by_role("dialog").get_by_role("button", name="Done").click()
    generate(composing)
    expect(page.get_by_label("Licence").get_by_role("option", name="CC BY 4.0", exact=True)).to_be_disabled()
    composing.describe("CC-BY-SA-4.0")
    gallery.edit(house, mara, kite, Changes(decision=Decision("nobody", "CC-BY-4.0")))
    composing.publish.click()
    expect(page.get_by_text("@mara lets nobody remix this picture.")).to_be_visible()
    gallery.edit(house, mara, kite, Changes(decision=Decision("anyone", "CC-BY-4.0")))
    composing.publish.click()
    composing.expect_posted()
    assert not any(address.endswith("/undefined") for address in fetched)
    with house.database.reading() as session:
        edges = session.exec(select(Edge).order_by(col(Edge.number))).all()
    assert [(ids.to_text(edge.parent_id), edge.mode) for edge in edges] == [(boat, "blend"), (kite, "blend")]
