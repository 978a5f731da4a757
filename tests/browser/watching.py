"""What a page must not do while it is looked at."""

from __future__ import annotations

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Request

HARMLESS = ("Failed to load resource: the server responded with a status of 4",)
"""An answer that says no is the server's right, and tested where it matters."""
SHIFT = """() => new Promise(done => { let total = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) total += entry.value; })
    .observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(total), 300); })"""

STILL = "() => document.getAnimations().every(each => each.playState !== 'running' || each.effect.getComputedTiming().endTime === Infinity)"


class Watch:
    """Notes errors and requests to elsewhere, and tells of them when asked."""

    def __init__(self, page: Page, url: str, *, quietly: bool) -> None:
        self.page, self.host, self.quietly = page, urlsplit(url).netloc, quietly
        self.wrong: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", self._error)
        page.on("request", self._request)
        page.on("websocket", lambda socket: self._asked(socket.url))

    def found(self) -> list[str]:
        """What was wrong until now, where that matters."""
        return [*self.wrong] if self.quietly else []

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(HARMLESS):
            self.wrong.append(f"console: {message.text}")

    def _error(self, error: Error) -> None:
        self.wrong.append(f"script: {error}")

    def _request(self, request: Request) -> None:
        self._asked(request.url)

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"blob", "data"} and parts.netloc != self.host:
            self.wrong.append(f"left its origin: {url}")


def shift(page: Page) -> float:
    """How far what was on the screen has moved by itself so far (Chromium's layout shift)."""
    return float(page.evaluate(SHIFT))


def barriers(page: Page) -> list[str]:
    """Which of axe's rules the page breaks once nothing on it fades in any more, and where."""
    page.wait_for_function(STILL)
    return [f"{rule['id']}: {[node['html'][:120] for node in rule['nodes']]}" for rule in Axe().run(page).response["violations"]]
