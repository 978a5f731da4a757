"""From a prompt to a post, and everything that may come between."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.composing import SLOW, Composing
from tests.browser.conftest import OpenPage, StartServer
from tests.browser.making import PASSWORD, sign_up
from tests.browser.serving import Serving

BOAT = "A boat under the moon between mountains"


@pytest.fixture(scope="module")
def server(start_server: StartServer) -> Serving:
    """With room for many pictures from one address."""
    return start_server(guest_pictures_a_day=1000, pictures_a_day=1000)


def test_a_guest_sketches_and_signs_up_at_publish_without_losing_anything(page: Page) -> None:
    composing = Composing(page).open()
    expect(page.get_by_text("1,000 of 1,000 left today")).to_be_visible()
    expect(page.get_by_text("Sketch draws, it is not AI")).to_be_visible()
    composing.ask(BOAT)
    composing.await_pictures()
    expect(page.get_by_label("Pick picture 1")).to_be_checked()
    composing.describe()
    composing.publish.click()
    page.get_by_role("dialog").get_by_role("link", name="Sign up").click()
    page.get_by_label("Handle").fill("sketches_first")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.wait_for_url("**/create", wait_until="commit")
    composing.expect_described()
    expect(composing.prompt).to_have_value(BOAT)
    composing.publish.click()
    composing.expect_posted()


def test_boxes_are_there_before_the_server_answers_and_grow_into_pictures(page: Page) -> None:
    forming: list[str] = []
    page.on("request", lambda request: forming.append(request.url) if "/media/forming/" in request.url else None)
    composing = Composing(page).open()
    composing.choose("Shape", "9:16")
    composing.choose("Quality", "Fine")
    composing.ask(BOAT, pictures=3)
    boxes = page.locator("#pictures li")
    expect(boxes).to_have_count(3)
    expect(page.get_by_text("You can leave this page; they wait in your library.")).to_be_visible(timeout=SLOW)
    width, height = boxes.first.evaluate("box => [box.offsetWidth, box.offsetHeight]")
    assert 1.7 < height / width < 1.85
    composing.await_pictures(3)
    assert len(forming) >= 3
    expect(page.get_by_label("Pick picture 3")).not_to_be_checked()


def test_leaving_reloading_and_a_new_server_lose_nothing(open_page: OpenPage, start_server: StartServer) -> None:
    server = start_server(guest_pictures_a_day=100)
    page = open_page(server, quietly=False)
    composing = Composing(page).open()
    composing.ask(BOAT)
    page.goto("/library")
    page.goto("/create")
    composing.await_pictures()
    composing.describe()
    page.reload()
    composing.expect_described()
    server.kill()
    server.start()
    composing.open()
    composing.expect_described()
    expect(composing.prompt).to_have_value(BOAT)
    expect(page.get_by_label("Pick picture 1")).to_be_checked()


def test_publish_says_what_is_missing_where_it_is_missing(open_page: OpenPage, server: Serving) -> None:
    page = sign_up(open_page(server), "forgets_things", "/create")
    composing = Composing(page)
    composing.ask(BOAT, pictures=2)
    composing.await_pictures(2)
    composing.publish.click()
    expect(page.get_by_text("Pick at least one picture.")).to_be_visible()
    composing.pick(2)
    composing.publish.click()
    expect(page.get_by_text("This picture isn't described yet.")).to_be_visible()
    composing.publish.click()
    expect(page.get_by_role("group", name="Others may").get_by_text("Say who may remix this.")).to_be_visible()
    composing.choose("Others may", "Remix freely")
    expect(page.get_by_text("Say who may remix this.")).to_be_hidden()
    composing.publish.click()
    expect(page.get_by_text("Choose a licence.")).to_be_visible()
    expect(page.get_by_label("Licence")).to_be_focused()
    page.get_by_label("Licence").select_option("CC-BY-ND-4.0")
    composing.publish.click()
    expect(page.get_by_text("exclude each other")).to_be_visible()
    page.get_by_label("Licence").select_option("CC0-1.0")
    composing.publish.click()
    expect(page.get_by_text("Choose a rating.")).to_be_visible()
    composing.choose("Rating", "General")
    composing.publish.click()
    page.wait_for_url("**/p/*", timeout=SLOW, wait_until="commit")


def test_cancel_ends_one_picture_and_retry_brings_it(page: Page) -> None:
    composing = Composing(page).open()
    composing.choose("Quality", "Fine")
    composing.ask(BOAT, pictures=4)
    page.get_by_role("button", name="Cancel picture 4").click(timeout=SLOW)
    expect(page.get_by_text("Cancelled.", exact=True)).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Retry").click()
    composing.await_pictures(4)


def test_cancel_ends_all_of_them_and_frees_the_day(page: Page) -> None:
    composing = Composing(page).open()
    left = page.get_by_text("of 1,000 left today").inner_text()
    composing.choose("Quality", "Fine")
    composing.ask(BOAT, pictures=4)
    page.get_by_role("button", name="Cancel", exact=True).click(timeout=SLOW)
    expect(page.get_by_text("Cancelled", exact=True)).to_be_visible(timeout=SLOW)
    expect(page.get_by_text(left, exact=True)).to_be_visible()


def test_a_draft_waits_in_the_library_and_comes_back(open_page: OpenPage, server: Serving) -> None:
    page = sign_up(open_page(server), "keeps_drafts", "/create")
    composing = Composing(page)
    composing.ask(BOAT)
    composing.await_pictures()
    composing.describe()
    page.get_by_role("button", name="Keep as draft").click()
    expect(page.get_by_text("Kept as a draft. It waits in your library.")).to_be_visible()
    composing.open()
    expect(page.get_by_label("Caption")).to_be_hidden()
    page.goto("/library")
    page.get_by_role("link", name=BOAT).first.click(timeout=SLOW)
    composing.expect_described()


def test_signing_out_in_another_tab_says_so_at_publish_and_loses_nothing(open_page: OpenPage, server: Serving) -> None:
    page = sign_up(open_page(server), "two_tabs", "/create")
    composing = Composing(page)
    composing.ask(BOAT)
    composing.await_pictures()
    other = page.context.new_page()
    other.goto("/latest")
    other.evaluate("fetch('/session/end', {method: 'POST'})")
    composing.describe()
    composing.publish.click()
    page.get_by_role("dialog").get_by_role("link", name="Sign in").click()
    page.get_by_label("Handle").fill("two_tabs")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("form").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/create", wait_until="commit")
    composing.expect_described()
    composing.publish.click()
    composing.expect_posted()


def test_a_time_is_the_readers_own(open_page: OpenPage, server: Serving) -> None:
    zone = ZoneInfo("America/New_York")
    at = (datetime.now(zone) + timedelta(days=2)).replace(hour=12, minute=30, second=0, microsecond=0)
    page = sign_up(open_page(server, timezone_id=zone.key), "waits_a_while", "/create")
    composing = Composing(page)
    composing.ask(BOAT)
    composing.await_pictures()
    composing.describe()
    page.get_by_label("Publish at").fill(f"{at:%Y-%m-%dT%H:%M}")
    expect(composing.publish).to_have_text("Publish later")
    page.reload()
    composing.expect_described()
    expect(page.get_by_label("Publish at")).to_have_value(f"{at:%Y-%m-%dT%H:%M}")
    composing.publish.click()
    expect(page.get_by_text("This post waits for its time. Nobody else sees it yet.")).to_be_visible(timeout=SLOW)
    with closing(sqlite3.connect(server.data / "rxfeed.db")) as database:
        (stored,) = database.execute("SELECT publish_at FROM post WHERE status = 'scheduled'").fetchone()
    assert datetime.fromisoformat(stored).replace(tzinfo=UTC) == at
