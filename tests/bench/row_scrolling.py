"""Row 11: down to the thousandth post."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from tests.bench import seeding
from tests.bench.browsing import Traffic, chromium, noticed, slow_down, visiting
from tests.bench.figures import Figure
from tests.bench.machine import cpu
from tests.bench.place import serving

CARDS = 1000
WHY = "one run. 42 pages of cards that nobody has asked for yet, of which each takes what row 1 says, and a thousand pictures at row 10's price"
PATIENCE_SECONDS = 120
DOWN = """async ([cards, seconds]) => {
  const until = Date.now() + 1000 * seconds;
  while (document.querySelectorAll("article").length < cards && Date.now() < until) {
    window.scrollTo(0, document.body.scrollHeight);
    await new Promise((go) => setTimeout(go, 50));
  }
  return document.querySelectorAll("article").length;
}"""
KILOBYTE = 1024


FRAMES = """() => {
  bench.busy = 0;
  new PerformanceObserver((list) => {
    for (const { scripts } of list.getEntries()) {
      const ours = scripts.filter(({ sourceURL }) => sourceURL.startsWith(location.origin));
      bench.busy = Math.max(bench.busy, ours.reduce((sum, { duration }) => sum + duration, 0));
    }
  }).observe({ type: "long-animation-frame" });
}"""
"""Milliseconds that the page's scripts, not the one that scrolls, took in the longest frame; what a browser draws and decodes besides is not theirs."""


def measure(app: Path) -> Iterator[Figure]:
    """Once each: it is bytes that are counted, and the worst frame of hundreds."""
    with serving(app, database_url=seeding.seeded(seeding.FEW)) as server, chromium() as browser:
        seeding.pictures(server.data / "objects")
        assert server.process is not None
        pid = server.process.pid
        with visiting(browser, server.url, width=1440, height=900) as page:
            page.goto("/latest", wait_until="networkidle")
            spent, traffic, heard = cpu(pid), Traffic(server.url).watch(page), _Heard()
            page.on("websocket", heard.watch)
            frame = _go_down(page)
            used = 1000 * (cpu(pid) - spent)
            sent = traffic.settle().sent.get("fetch", 0) + heard.bytes
        with visiting(browser, server.url, width=1440, height=900) as page:
            page.goto("/latest", wait_until="networkidle")
            slow_down(page, net=False)
            slow_frame = _go_down(page)
    yield Figure("11", f"Scrolling to {CARDS:,} posts: bytes besides pictures", sent / KILOBYTE, "KB", 450, note="one run")
    yield Figure("11", "… CPU of the server", used, "ms", 300, note=WHY)
    yield Figure("11", "… the longest that scripts kept a frame", frame, "ms", 100, note="one run")
    yield Figure("11", "… the same, 4× CPU", slow_frame, "ms", note="one run")


def _go_down(page: Page) -> float:
    """To the last of so many cards. How long scripts took in the longest frame, in milliseconds."""
    page.evaluate(FRAMES)
    shown = page.evaluate(DOWN, [CARDS, PATIENCE_SECONDS])
    assert shown >= CARDS, f"only {shown} cards came in {PATIENCE_SECONDS} s"
    page.wait_for_timeout(500)
    return float(noticed(page, "busy"))


class _Heard:
    """Bytes on sockets that are opened meanwhile."""

    bytes = 0

    def watch(self, socket: object) -> None:
        socket.on("framereceived", self._frame)  # type: ignore[attr-defined]

    def _frame(self, frame: str | bytes) -> None:
        self.bytes += len(frame)
