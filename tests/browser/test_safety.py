"""A report from a card, a moderator's decision, and what the author reads."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from rxfeed.domain import accounts_rescue, safety
from rxfeed.domain.house import House
from rxfeed.domain.safety import Decision
from tests.browser import making
from tests.browser.conftest import OpenPage
from tests.browser.serving import Serving
from tests.browser.watching import barriers, shift
from tests.making import person, post

SOON = 1_000
"""Milliseconds in which the other side sees it."""


def test_a_report_is_obeyed_at_once_and_a_moderator_hides_what_its_author_reads_about(
    page: Page, second_page: Page, open_page: OpenPage, server: Serving, house: House
) -> None:
    making.sign_up(page, "vera", "/create")
    making.publish(page, "A red kite over the sea")
    address = page.url.partition("?")[0]
    post(house, person(house, "mara"), prompt="a quiet harbour")
    making.sign_up(second_page, "wanda")
    other_tab, guest = second_page.context.new_page(), open_page(server)
    kite, *elsewhere = (each.get_by_role("article").filter(has_text="A red kite") for each in (second_page, other_tab, guest))
    for each in (other_tab, guest):
        each.goto("/latest")
        expect(each.get_by_role("button", name="More about this post").first).to_be_visible(timeout=making.PATIENCE)
    menu = kite.get_by_role("button", name="More about this post")
    menu.press("Enter")
    second_page.get_by_role("button", name="Why am I seeing this?").press("Enter")
    expect(second_page.get_by_role("dialog", name="Why am I seeing this?").get_by_role("button", name="Close")).to_be_focused()
    second_page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    menu.click()
    second_page.get_by_role("button", name="Report this picture").click()
    form = second_page.get_by_role("dialog")
    form.get_by_label("Spam or advertising").check()
    form.get_by_role("button", name="Report", exact=True).click()
    expect(form.get_by_role("status")).to_contain_text("You don't see it any more")
    expect(kite).to_have_count(0)
    expect(elsewhere[0]).to_have_count(0, timeout=SOON)
    expect(elsewhere[1]).to_have_count(1)
    assert not barriers(second_page)
    form.get_by_role("button", name="Done").click()
    expect(form).to_have_count(0)
    accounts_rescue.give_role(house, "vera", "member")  # whoever comes first is an admin, about whom moderators don't decide
    accounts_rescue.give_role(house, "wanda", "moderator")
    second_page.goto("/moderation")
    second_page.get_by_role("button", name="Decide").click()
    asked = second_page.get_by_role("dialog")
    asked.get_by_label("Hide it").check()
    asked.get_by_label("Why?").fill("Kites are for elsewhere.")
    assert not barriers(second_page)
    asked.get_by_role("button", name="Decide").click()
    expect(elsewhere[1]).to_have_count(0, timeout=SOON)
    expect(page.get_by_role("link", name="Notifications, 1 unread")).to_be_visible(timeout=SOON)
    expect(second_page.get_by_role("heading", name="Nothing to decide")).to_be_visible()
    page.goto(address)
    expect(page.get_by_text("Why: Kites are for elsewhere.")).to_be_visible()
    assert second_page.request.get(address).status == 200, "moderators see what they decide about"
    second_page.context.clear_cookies()
    assert second_page.request.get(address).status == 404
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.request.get("/moderation").status == 404
    page.goto("/moderation")
    expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    assert shift(page) < 0.01


def test_who_is_suspended_reads_why_on_every_page(page: Page, house: House) -> None:
    making.sign_up(page, "xenia")
    judge = person(house, role="moderator")
    safety.report(house, judge, "account", "xenia", "spam")
    (matter,) = [matter for matter in safety.queue(house, judge).matters if matter.kind == "account"]
    safety.decide(house, judge, matter.id, Decision("suspend", "Too many kites.", days=3))
    page.goto("/settings")
    expect(page.get_by_text("Why: Too many kites.")).to_be_visible()
