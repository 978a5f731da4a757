"""Explore by hand and by keyboard: words, filters in the address, the nearest where nothing is found, more like this."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from rxfeed import wiring
from rxfeed.domain import search_index, similar_looking
from rxfeed.settings import Settings
from tests.browser import making
from tests.browser.conftest import OpenPage, StartServer
from tests.browser.serving import Serving
from tests.browser.watching import barriers
from tests.making import person, post


@pytest.fixture(scope="module")
def found(start_server: StartServer) -> Iterator[tuple[Serving, dict[str, str]]]:
    """A server with a few pictures that are searched and looked at already, and their ids by prompt."""
    server = start_server()
    house = wiring.build(Settings(data_dir=server.data))
    author = person(house, "mara")
    prompts = ("a lighthouse in the fog", "a boat in the fog", "a red kite")
    made = {prompt: post(house, author, prompt=prompt, tags=prompt.split()[-1]).card.id for prompt in prompts}
    search_index.index_due(house)
    similar_looking.look_due(house)
    yield server, made
    wiring.dismantle(house)


def test_words_filters_and_the_nearest(open_page: OpenPage, found: tuple[Serving, dict[str, str]]) -> None:
    server, made = found
    page = open_page(server, width=390, color_scheme="dark")
    page.goto("/explore")
    tiles = page.get_by_role("main").locator("[data-post]")
    expect(tiles).to_have_count(3, timeout=making.PATIENCE)
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.fill("fog")
    page.keyboard.press("Enter")
    page.wait_for_url("**/explore?q=fog")
    expect(tiles).to_have_count(2)
    expect(page.locator("mark").first).to_have_text("fog")
    expect(page.get_by_role("link", name="#fog")).to_be_visible()
    assert not barriers(page)
    page.get_by_text("Filters and order").click()
    page.get_by_label("Engine").select_option("openai")
    page.wait_for_url("**/explore?q=fog&engine=openai")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    page.get_by_role("button", name="Without OpenAI").nth(1).click()  # the first stands with the filters
    expect(tiles).to_have_count(2)
    page.goto("/explore?q=lighthuose")
    page.get_by_role("button", name="lighthouse").click()
    expect(tiles).to_have_count(1)
    page.goto(f"/explore?like={made['a boat in the fog']}")
    expect(page.get_by_role("link", name="The picture itself")).to_be_visible(timeout=making.PATIENCE)
    expect(tiles).not_to_have_count(0)
    page.goto("/explore?shape=7:3")
    expect(page.get_by_text("There is no filter “7:3” of that kind.")).to_be_visible(timeout=making.PATIENCE)
