"""The composer with an engine that costs money and a text engine beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.composing import SLOW, Composing
from tests.browser.conftest import OpenPage, StartServer
from tests.browser.making import sign_up
from tests.browser.serving import Serving
from tests.fakes.openai.process import FakeOpenAI, running


@pytest.fixture(scope="module")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeOpenAI]:
    with running(tmp_path_factory.mktemp("openai") / "tally.jsonl", "--small") as fake:
        yield fake


@pytest.fixture(scope="module")
def server(start_server: StartServer, fake: FakeOpenAI) -> Serving:
    return start_server(openai_base_url=fake.url, openai_key="sk-good", openai_text_model="gpt-5.4-nano")


@pytest.fixture
def composing(open_page: OpenPage, server: Serving, request: pytest.FixtureRequest) -> Composing:
    """With an account of the test's own."""
    page = sign_up(open_page(server), request.node.name.removeprefix("test_")[:28], "/create")
    return Composing(page)


def test_the_price_is_there_before_one_asks_and_follows_the_choices(composing: Composing) -> None:
    page = composing.page
    expect(page.get_by_role("group", name="Engine").get_by_label("gpt-image-2")).to_be_checked()
    expect(page.get_by_text("the server can spend $10.00 more")).to_be_visible()
    composing.choose("Pictures", "1")
    price = page.get_by_text("about $")
    single = price.inner_text()
    composing.choose("Quality", "Fine")
    expect(price).not_to_have_text(single)
    composing.choose("Engine", "Sketch")
    expect(page.get_by_text("Sketch draws, it is not AI")).to_be_visible()
    expect(price).to_be_hidden()


def test_controls_are_those_of_the_chosen_engine(composing: Composing) -> None:
    seed = composing.page.get_by_role("textbox", name="Seed")
    expect(seed).to_be_hidden()
    composing.choose("Engine", "Sketch")
    expect(seed).to_be_visible()


def test_a_guest_is_offered_what_a_guest_may_use(page: Page) -> None:
    composing = Composing(page).open()
    expect(page.get_by_text("Sketch draws, it is not AI")).to_be_visible()
    expect(page.get_by_role("group", name="Engine")).to_be_hidden()
    expect(page.get_by_role("button", name="Improve my prompt")).to_be_hidden()
    composing.ask("A boat")
    composing.await_pictures()


def test_a_failure_is_a_sentence_in_its_place_and_retry_asks_once_more(composing: Composing, fake: FakeOpenAI) -> None:
    composing.ask("A boat fault:500")
    failed = composing.page.locator("#pictures li").first
    retry = failed.get_by_role("button", name="Retry")
    expect(retry).to_be_visible(timeout=SLOW)
    expect(failed.get_by_role("paragraph").first).not_to_be_empty()
    expect(composing.prompt).to_have_value("A boat fault:500")
    asked = len(fake.tally())
    retry.click()
    expect(retry).to_be_hidden()
    expect(retry).to_be_visible(timeout=SLOW)
    assert len(fake.tally()) == asked + 1


def test_a_refused_prompt_says_why_and_is_kept(composing: Composing) -> None:
    composing.ask("A nude by the sea")
    expect(composing.page.locator("#pictures li").first.get_by_role("paragraph").first).not_to_be_empty(timeout=SLOW)
    expect(composing.page.get_by_text("No picture came")).to_be_visible()
    expect(composing.prompt).to_have_value("A nude by the sea")


def test_a_better_prompt_is_only_proposed(composing: Composing) -> None:
    page = composing.page
    composing.prompt.fill("A boat")
    page.get_by_role("button", name="Improve my prompt").click()
    expect(page.get_by_role("insertion").first).to_be_visible(timeout=SLOW)
    expect(composing.prompt).to_have_value("A boat")
    page.get_by_role("button", name="Keep mine").click()
    expect(composing.prompt).to_have_value("A boat")
    page.get_by_role("button", name="Improve my prompt").click()
    page.get_by_role("button", name="Accept").click(timeout=SLOW)
    expect(composing.prompt).to_have_value("A boat, seen from below, in the light of a late afternoon")
    page.get_by_role("button", name="Undo").click()
    expect(composing.prompt).to_have_value("A boat")


def test_an_alt_text_is_suggested_and_stays_editable(composing: Composing) -> None:
    composing.ask("A boat")
    composing.await_pictures()
    alt = composing.page.get_by_label("Alt text")
    composing.page.get_by_role("button", name="Suggest", exact=True).click()
    expect(alt).to_have_value(re.compile("^Bands of many colours"), timeout=SLOW)
    alt.fill("Bands")
    composing.page.get_by_label("Caption").focus()
    composing.page.reload()
    expect(alt).to_have_value("Bands", timeout=SLOW)
