"""Row 14: the slowest interaction (INP) on the feed with a quarter of the CPU, beside the same clicks and keys on a page without any script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.bench import seeding
from tests.bench.browsing import chromium, noticed, slow_down, visiting
from tests.bench.figures import REPEATS, Figure, middle
from tests.bench.place import serving

WHY = "a press while React takes the page over has it finish that at once; after it, none takes longer than a frame or two"
DESK = {"width": 1440, "height": 900}
STILL = "<title>still</title><label>Describe a picture <input></label>" + "<article><p>A picture</p><p style='height:600px'></p></article>" * 24


def measure(app: Path) -> Iterator[Figure]:
    """Both in turns: whatever else the machine does keeps both from drawing."""
    with serving(app, database_url=seeding.seeded(seeding.FEW)) as server, chromium() as browser:
        seeding.pictures(server.data / "objects")
        feed, still = zip(*((_slowest(browser, server.url), _slowest(browser, server.url, still=True)) for _ in range(REPEATS)), strict=True)
    note = f"{WHY}. The worst of {REPEATS} visits {max(feed):.0f} ms, of the still page {max(still):.0f} ms"
    yield Figure("14", "Slowest interaction on the feed, 4× CPU", middle(feed), "ms", 100, middle(still), "a page without scripts", note=note)


def _slowest(browser: Browser, url: str, *, still: bool = False) -> float:
    """Milliseconds from the click or key to the next frame, of the slowest in one visit."""
    with visiting(browser, url, **DESK) as page:
        if still:
            page.route("**/latest", lambda route: route.fulfill(body=STILL, content_type="text/html"))
        slow_down(page, net=False)
        page.goto("/latest", wait_until="networkidle")
        _use(page)
        page.wait_for_timeout(500)
        return float(noticed(page, "slowest"))


def _use(page: Page) -> None:
    field = page.get_by_label("Describe a picture")
    field.click()
    field.press_sequentially("a quiet harbour", delay=30)
    for number in range(3):
        page.locator("article").nth(number).locator("p").first.click()
    page.keyboard.press("Tab")
    page.keyboard.press("PageDown")
