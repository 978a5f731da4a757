"""The graph of a family of five hundred and more, in a browser: how long a frame takes at most while one pans and changes the size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from rxfeed import wiring
from rxfeed.domain import ids
from rxfeed.settings import Settings
from tests.bench.browsing import chromium, visiting
from tests.bench.figures import REPEATS, Figure, middle
from tests.bench.place import serving
from tests.bench.row_lineage import family

FRAMES = """async (act) => {
  let last = await new Promise(requestAnimationFrame), longest = 0;
  for (let step = 0; step < 40; step++) {
    act(step);
    const now = await new Promise(requestAnimationFrame);
    [last, longest] = [now, Math.max(longest, now - last)];
  }
  return longest;
}"""
PAN = f"""() => {{
  const region = document.querySelector("main [role=region]");
  return ({FRAMES})((step) => region.scrollBy(step % 20 < 10 ? 60 : -60, 60));
}}"""
ZOOM = f"""() => {{
  const steps = [...document.querySelectorAll("main output ~ button, main button:has(~ output)")];
  return ({FRAMES})((step) => step % 10 || steps[step < 20 ? 0 : 1].click());
}}"""
"""Twice smaller, twice larger."""


def measure(app: Path) -> Iterator[Figure]:
    """At 1440 × 900; the posts have no pictures."""
    posts: list[int] = []

    def prepare(data: Path) -> None:
        house = wiring.build(Settings(data_dir=data))
        posts.extend(family(house))
        wiring.dismantle(house)

    with serving(app, prepare) as server, chromium() as browser:
        both = []
        for _ in range(REPEATS):
            with visiting(browser, server.url, width=1440, height=900) as page:
                both.append(_longest(page, posts[0]))
    pans, zooms = zip(*both, strict=True)
    note = f"500 posts of a root with {len(posts) - 1:,} descendants"
    yield Figure("graph", "Longest frame while panning over the lineage", middle(pans), "ms", 50, note=note)
    yield Figure("graph", "… while changing its size", middle(zooms), "ms", 50)


def _longest(page: Page, root: int) -> tuple[float, float]:
    page.goto(f"/p/{ids.to_text(root)}/lineage")
    page.locator("main [role=region] li a").first.wait_for()
    page.wait_for_timeout(1000)
    return page.evaluate(PAN), page.evaluate(ZOOM)
