"""What the server draws before any script has run, and what the scripts draw in its place: the same, to the attribute."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from rxfeed import wiring
from rxfeed.domain import gallery, ids, marks
from rxfeed.domain.gallery_changes import Changes
from rxfeed.domain.tables import Post
from rxfeed.settings import Settings
from tests import making
from tests.browser.conftest import OpenPage, StartServer
from tests.browser.making import PASSWORD, PATIENCE, sign_up
from tests.browser.serving import Serving
from tests.browser.watching import shift

CARDS = 7
SCRIPTS = "**/assets/**/*.js"
LONG = "a long row of beach huts in the rain, <b>&</b> " * 30
LOOKS = """async (parts) => {
  const write = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
    if (node.nodeType !== Node.ELEMENT_NODE || node.localName === "noscript") return "";
    const told = [...node.attributes].filter(({ name }) => !(node.localName === "time" && name === "title"))
      .map(({ name, value }) => ` ${name}="${name === "style" ? node.style.cssText : value}"`).sort().join("");
    return `<${node.localName}${told}>${[...node.childNodes].map(write).join("")}\\n</${node.localName}>`;
  };
  const sent = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  return [sent, document].map((page) => [...page.querySelectorAll(parts)].map(write));
}"""
"""The parts of the page as the server sends them and as they are now. Moments are told in the reader's own zone."""


@pytest.fixture(scope="module")
def filled(start_server: StartServer) -> Iterator[Serving]:
    """A server with every kind of post."""
    server = start_server()
    house = wiring.build(Settings(data_dir=server.data))
    mara = making.person(house, "mara")
    plain = making.post(house, mara).card.id
    sample = making.post(house, mara, prompt="by nobody").card.id
    with house.database.writing() as session:
        session.get_one(Post, ids.from_text(sample)).is_sample = True
    making.post(house, mara, prompt=LONG, variants=2, caption="First light", tags="rain huts")
    making.post(house, mara, prompt="kept back", prompt_hidden=True)
    making.post(house, mara, rating="suggestive", variants=2)
    child = making.remix(house, mara, plain, mode="edit", prompt="taken further")
    making.remix(house, mara, child, plain, mode="blend", prompt="of two")
    gallery.edit(house, mara, child, Changes(caption="Second light"))
    marks.repost(house, making.person(house, "noor"), plain, on=True)
    yield server
    wiring.dismantle(house)


def test_cards(open_page: OpenPage, filled: Serving) -> None:
    """For a member, before the page has heard from the server: its socket stays silent."""
    page = open_page(filled)
    page.route_web_socket("**/_event**", lambda socket: None)
    headers = {"origin": filled.url, "accept": "application/json"}
    assert page.request.post("/session/sign-up", form={"handle": "reader", "password": PASSWORD}, headers=headers).ok
    page.goto("/latest")
    expect(page.get_by_role("feed").get_by_role("article")).to_have_count(CARDS, timeout=PATIENCE)
    sent, drawn = page.evaluate(LOOKS, "article")
    assert len(sent) == 6
    assert sent == drawn[:6]


def test_cards_that_a_repost_has_brought(open_page: OpenPage, filled: Serving) -> None:
    """They name who has reposted them, in Following alone."""
    page = sign_up(open_page(filled), "follower", "/u/noor")
    page.get_by_role("button", name="Follow", exact=True).click()
    expect(page.get_by_role("button", name="Following")).to_be_visible(timeout=PATIENCE)
    page.route_web_socket("**/_event**", lambda socket: None)
    page.goto("/following")
    shown = page.get_by_role("feed").get_by_role("article")
    expect(shown).to_have_count(1, timeout=PATIENCE)
    expect(shown.get_by_role("link", name="Reposted by Noor")).to_have_attribute("href", "/u/noor")
    sent, drawn = page.evaluate(LOOKS, "article")
    assert sent == drawn
    page.goto("/latest")
    expect(shown.first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("link", name="Reposted by")).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/u/mara", "main ul > li:has(a.relative), h1, main nav"),
        ("/p/{id}", "main figure, h1, main dl, [role=group]"),
        ("/explore?q=huts&rating=general", "main ul > li:has(a.relative), main mark, main [aria-label^='Without']"),
    ],
)
def test_pages(open_page: OpenPage, filled: Serving, path: str, parts: str) -> None:
    """Somebody's tiles, a post, and a search with a filter."""
    page = open_page(filled)
    newest = page.request.get("/api/v1/feeds/latest").json()["cards"][0]["id"]
    page.goto(path.format(id=newest))
    expect(page.locator("h1")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#first-content")).to_have_count(0, timeout=PATIENCE)
    title = f"<title>{page.title()}</title>"
    html = page.request.get(page.url).text()
    assert title in html
    assert 'href="/api/v1/openapi.json" rel="service-desc"' in html
    sent, drawn = page.evaluate(LOOKS, parts)
    assert len(sent) >= 4
    assert sent == drawn
    assert shift(page) < 0.02


def test_what_is_pressed_and_typed_before_the_scripts_are_there_is_carried_out(open_page: OpenPage, filled: Serving) -> None:
    page = sign_up(open_page(filled), "early", "/settings")
    newest = page.request.get("/api/v1/feeds/latest").json()["cards"][0]["id"]
    go_on = _open_without_scripts(page, f"/p/{newest}")
    page.get_by_role("button", name="More about this post").click()
    go_on()
    expect(page.get_by_role("button", name="Report this picture")).to_be_visible(timeout=PATIENCE)
    go_on = _open_without_scripts(page, "/create")
    prompt = page.get_by_placeholder("What should the picture show?")
    prompt.fill("typed early")
    go_on()
    expect(page.get_by_text("left today")).to_be_visible(timeout=PATIENCE)
    expect(prompt).to_have_value("typed early")


def _open_without_scripts(page: Page, path: str) -> Callable[[], None]:
    """The page as the server has drawn it. What is returned lets its scripts come."""
    page.route(SCRIPTS, lambda route: None)
    page.goto(path, wait_until="commit")
    return lambda: page.unroute(SCRIPTS)
