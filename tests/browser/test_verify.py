"""What a file says of itself: by the badge of a card, by dropping the file, and by a reader that is not ours."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from rxfeed.adapters import credentials_chain
from rxfeed.domain import credentials, ids
from rxfeed.domain.credentials_rows import current, signed_key
from rxfeed.domain.house import House
from tests.browser.conftest import OpenPage, StartServer
from tests.browser.outside_reader import outside_reader
from tests.browser.serving import Serving
from tests.domain.test_credentials import came_of
from tests.making import person, post

PATIENCE = 30_000
TRUST = {"Trusted": "trusted", "Valid": "valid", "Invalid": "invalid"}


@pytest.fixture(scope="module")
def server(start_server: StartServer) -> Serving:
    return start_server(jobs="off")


def test_a_remix_tells_the_same_by_its_badge_when_dropped_and_to_an_outside_reader(
    open_page: OpenPage, browser: Browser, server: Serving, house: House, tmp_path: Path
) -> None:
    mara, tariq = person(house, "mara"), person(house, "tariq")
    first, second = post(house, mara, prompt="a quiet harbour"), post(house, tariq, prompt="a loud harbour")
    came_of(house, second, [first])
    assert credentials.renew(house, ids.from_text(second.card.id))

    page = open_page(server)
    page.goto("/latest")
    card = page.get_by_role("article").filter(has_text="a loud harbour")
    card.get_by_role("button", name="Credentials").click(timeout=PATIENCE)
    panel = page.get_by_role("dialog", name="What the file itself says")
    expect(panel.get_by_text("The signature holds")).to_be_visible(timeout=PATIENCE)
    expect(panel.get_by_text("One step back: @mara, sketch.")).to_be_visible()
    with page.expect_download() as loading:
        panel.get_by_role("link", name="Download").click()
    file = tmp_path / loading.value.suggested_filename
    loading.value.save_as(file)
    assert file.read_bytes() == signed(house, second.card.id)

    reload(page)
    card.get_by_role("button", name="More about this post").click(timeout=PATIENCE)
    menu = page.get_by_role("dialog", name="More about this post")
    expect(menu).to_be_visible(timeout=PATIENCE)
    expect(panel).to_be_hidden()  # what a page that is loaded again shows is the page
    page.evaluate("history.pushState(history.state, '')")
    page.go_back()
    expect(menu).to_be_hidden()
    page.goto("/verify")
    drop(page, file)
    expect(page.get_by_text("By its credentials it is this one, from here:")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("It carries version 1 of its author's decision.")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="@tariq")).to_have_attribute("href", f"/p/{second.card.id}")
    broken = bytearray(file.read_bytes())
    broken[len(broken) // 2] ^= 1
    file.write_bytes(broken)
    drop(page, file)
    expect(page.get_by_text("Nothing it says is certain any more.")).to_be_visible(timeout=PATIENCE)

    every = [signed(house, first.card.id), signed(house, second.card.id), bytes(broken)]
    with outside_reader(browser) as read_all:
        root = credentials_chain.anchors(server.data, None)
        outside = read_all([("image/png", base64.b64encode(data).decode()) for data in every], root)
    for data, theirs in zip(every, outside, strict=True):
        ours = credentials.read(house, data)
        assert (TRUST[theirs["validation_state"]], theirs["active_manifest"], len(theirs["manifests"]) - 1) == (ours.trust, ours.manifest, ours.ancestors)


def reload(page: Page) -> None:
    """Until the server has said what is in its state: what would be opened by that is open then. Playwright takes no builtin for a listener."""
    heard: list[str | bytes] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(frame)))
    page.reload()
    for _ in range(PATIENCE // 50):
        if any('"is_hydrated_rx_state_":true' in str(frame) for frame in heard):
            return
        page.wait_for_timeout(50)
    raise AssertionError("The page never lived.")


def signed(house: House, post_id: str) -> bytes:
    with house.database.reading() as session:
        return house.objects.get(signed_key(current(session, [ids.from_text(post_id)])[0].name))


def drop(page: Page, file: Path) -> None:
    """The file field lies over the whole box, so that dropping is the browser's own."""
    page.get_by_label("A picture to look at").set_input_files(file)
