"""Row 13: from Generate to a forming picture, and from Publish to somebody else's screen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.bench import seeding
from tests.bench.browsing import chromium, visiting
from tests.bench.figures import REPEATS, Figure, middle
from tests.bench.place import serving
from tests.browser.composing import SLOW, Composing

DESK = {"width": 1440, "height": 900}
PROMPT = "A boat under the moon between mountains, paper cut"
FORMING = r"""
window.forming = { clicked: 0, seen: 0 };
document.addEventListener("click", ({ target }) => { if (target.closest("#generate")) window.forming = { clicked: performance.now(), seen: 0 }; }, true);
document.addEventListener("load", ({ target }) => {
  if (target.tagName !== "IMG" || !/\/media\/forming\/|^data:/.test(target.src) || !target.closest("#pictures") || forming.seen) return;
  target.decode().catch(() => null).then(() => requestAnimationFrame(() => { forming.seen ||= performance.now(); }));
}, true);
"""
PUBLISHED = """
document.addEventListener("click", ({ target }) => {
  if (target.closest("#publish")) sessionStorage.published = performance.timeOrigin + performance.now();
}, true);
"""
PILL = """
new MutationObserver(() => { if (!window.pill && document.querySelector('[role="status"] button')) window.pill = performance.timeOrigin + performance.now(); })
  .observe(document, { subtree: true, childList: true });
"""
TAKE = "() => sessionStorage.published"


def measure(app: Path) -> Iterator[Figure]:
    roomy = {"pictures_a_day": 10_000, "guest_pictures_a_day": 10_000}
    with serving(app, partial(seeding.seeded_copy, seeding.FEW), **roomy) as server, chromium() as browser:
        seeding.pictures(server.data / "objects")
        yield Figure("13", "Generate pressed → first forming picture on the screen", _forming(browser, server.url), "ms", 300)
        yield Figure("13", "Publish pressed → the pill in another browser", _seen_by_another(browser, server.url), "ms", 1000, note="one run")


def _forming(browser: Browser, url: str) -> float:
    """Milliseconds, warm: the first is not counted."""
    with visiting(browser, url, **DESK, cookie=seeding.SECRET) as page:
        page.add_init_script(FORMING)
        composing = Composing(page).open()
        return middle([_once(page, composing) for _ in range(REPEATS + 1)][1:])


def _once(page: Page, composing: Composing) -> float:
    composing.ask(PROMPT)
    page.wait_for_function("forming.seen > 0", timeout=SLOW)
    taken = float(page.evaluate("forming.seen - forming.clicked"))
    composing.await_pictures()
    return taken


def _seen_by_another(browser: Browser, url: str) -> float:
    with visiting(browser, url, **DESK, cookie=seeding.SECRET) as author, visiting(browser, url, **DESK) as reader:
        author.add_init_script(PUBLISHED)
        composing = Composing(author).open()
        composing.ask(PROMPT)
        composing.await_pictures()
        composing.describe()
        reader.add_init_script(PILL)
        reader.goto("/latest", wait_until="networkidle")
        composing.publish.click()
        expect(reader.locator('[role="status"] button')).to_be_visible(timeout=SLOW)
        seen = float(reader.evaluate("window.pill"))
        composing.expect_posted()
        return seen - float(author.evaluate(TAKE))
