"""People in two browsers: a follow is seen on the other side at once, a block closes everything, and the pill counts only what is for one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer
from tests.browser import making
from tests.browser.conftest import OpenPage
from tests.browser.serving import Serving
from tests.browser.watching import barriers
from tests.making import person, post

SOON = 1_000
"""Milliseconds in which the other side sees it."""


@pytest.fixture(scope="module")
def mara(house: House) -> Viewer:
    """With more pictures than a page of her wall holds."""
    author = person(house, "mara", bio="I paint. https://mara.example")
    for number in range(26):
        post(house, author, prompt=f"picture number {number}")
    return author


def test_a_follow_is_seen_on_the_other_side_and_listed(page: Page, second_page: Page, mara: Viewer) -> None:
    making.sign_up(page, "tariq")
    second_page.goto("/u/mara")
    expect(second_page.get_by_text("0 followers")).to_be_visible(timeout=making.PATIENCE)
    page.get_by_role("article").first.get_by_role("link", name="Mara", exact=True).click()
    page.get_by_role("button", name="Follow", exact=True).press("Enter")
    expect(second_page.get_by_text("1 follower", exact=True)).to_be_visible(timeout=SOON)
    expect(page.get_by_role("button", name="Following")).to_be_visible(timeout=SOON)
    second_page.get_by_role("link", name="1 follower").click()
    second_page.get_by_role("link", name="@tariq").click()
    expect(second_page.get_by_role("heading", level=1, name="tariq")).to_be_visible()
    page.get_by_role("button", name="Following").click()
    expect(page.get_by_text("0 followers")).to_be_visible(timeout=SOON)


def test_a_wall_grows_and_is_sound(open_page: OpenPage, server: Serving, mara: Viewer) -> None:
    for width, theme in ((1440, "light"), (390, "dark")):
        page = open_page(server, width=width, color_scheme=theme)
        page.goto("/u/mara")
        expect(page.get_by_role("main").get_by_role("img")).to_have_count(24, timeout=making.PATIENCE)
        assert not barriers(page)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        making.until(page, "scrollTo(0, document.body.scrollHeight) ?? document.querySelectorAll('main img').length === 26")


def test_there_is_nobody_by_that_name(page: Page) -> None:
    answer = page.goto('/u/no"body')
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", name="Nobody by that name")).to_be_visible(timeout=making.PATIENCE)


def test_who_is_blocked_is_gone_from_every_list_without_loading_anew(page: Page, house: House, mara: Viewer) -> None:
    post(house, person(house, "kofi"), prompt="a kite")
    making.sign_up(page, "lena")
    other_tab = page.context.new_page()
    other_tab.goto("/latest")
    expect(other_tab.get_by_role("article")).to_have_count(24, timeout=making.PATIENCE)
    page.get_by_role("article").nth(1).get_by_role("link", name="Mara", exact=True).click()
    page.get_by_role("button", name="More about this person").click()
    page.get_by_role("button", name="Block", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Block", exact=True).click()
    expect(page.get_by_role("heading", name="You have blocked Mara")).to_be_visible()
    expect(other_tab.get_by_role("article")).to_have_count(1)
    page.get_by_role("link", name="Feed", exact=True).first.click()
    expect(page.get_by_role("article")).to_have_count(1, timeout=making.PATIENCE)
    page.goto("/u/mara")
    page.get_by_role("button", name="Unblock").click()
    expect(page.get_by_role("button", name="Follow", exact=True)).to_be_visible()
    expect(page.get_by_role("main").get_by_role("img")).to_have_count(24)


def test_the_pill_leaves_out_who_is_muted(page: Page, second_page: Page, mara: Viewer) -> None:
    making.sign_up(page, "nora", "/create")
    making.sign_up(second_page, "ines", "/u/nora")
    second_page.get_by_role("button", name="More about this person").click()
    second_page.get_by_role("button", name="Mute", exact=True).click()
    expect(second_page.get_by_text("You have muted nora")).to_be_visible()
    second_page.goto("/latest")
    expect(second_page.get_by_role("article")).to_have_count(24, timeout=making.PATIENCE)
    making.ask_for(page, "A kite over a hill")
    making.wait_until_ready(page)
    making.say_what_others_may(page)
    page.get_by_role("button", name="Publish").click()
    with second_page.expect_response(lambda answer: "/api/v1/feeds/latest?since=" in answer.url):
        page.get_by_role("button", name="Publish").click()
    expect(second_page.get_by_role("button", name="new picture")).to_have_count(0)
