"""Chromium for measuring: cold each time, slowed down on request, and asked for what it has noticed itself."""

from __future__ import annotations

import gzip
import re
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Request, Response, sync_playwright

from tests.browser.conftest import CHROMIUM

SLOW_NET = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOW_CPU = 4
PLAIN_FILES = {"script", "stylesheet", "font"}
FONT = re.compile(r"\.woff2?$")
WATCH = """
window.bench = { shift: 0, lcp: 0, pictures: {}, slowest: 0 };
new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) bench.shift += entry.value; })
  .observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => { for (const entry of list.getEntries()) bench.lcp = entry.startTime; })
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (entry.interactionId) bench.slowest = Math.max(bench.slowest, entry.duration); })
  .observe({ type: "event", durationThreshold: 16, buffered: true });
document.addEventListener("load", ({ target }) => {
  if (target.tagName !== "IMG" || !target.currentSrc.includes("/pictures/") || target.currentSrc.includes("-96.webp")) return;
  const { currentSrc } = target;
  target.decode().catch(() => null).then(() => requestAnimationFrame(() => { bench.pictures[currentSrc] ??= performance.now(); }));
}, true);
"""


@dataclass
class Traffic:
    """What a page has fetched. Bytes as gzip would send them, whatever was negotiated."""

    origin: str
    packed: dict[str, int] = field(default_factory=dict)
    """By kind: `script`, `stylesheet`, `font`, `document`, `fetch`, `image`."""
    sent: dict[str, int] = field(default_factory=dict)
    """As they went over the wire."""
    strangers: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)

    def watch(self, page: Page) -> Traffic:
        page.on("request", self._asked)
        page.on("response", lambda answer: self.answers.append(answer))
        return self

    def settle(self) -> Traffic:
        """Weigh what has come."""
        for answer in self.answers:
            kind = "font" if FONT.search(urlsplit(answer.url).path) else answer.request.resource_type
            body = _bytes_of(answer.url) if kind in PLAIN_FILES and answer.status == 200 else b""
            weight = len(gzip.compress(body, 9)) if kind != "font" else len(body)
            self.packed[kind] = self.packed.get(kind, 0) + weight
            self.sent[kind] = self.sent.get(kind, 0) + answer.request.sizes()["responseBodySize"]
        return self

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != urlsplit(self.origin).netloc:
            self.strangers.append(request.url)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def visiting(browser: Browser, url: str, *, width: int, height: int, cookie: str = "") -> Iterator[Page]:
    """A page in a profile of its own: no cache, and a cookie at most. Its policy does not stop what it tries: then it is seen."""
    context = browser.new_context(base_url=url, viewport={"width": width, "height": height}, bypass_csp=True)
    if cookie:
        context.add_cookies([{"name": "rxfeed_session", "value": cookie, "url": url}])
    context.add_init_script(WATCH)
    try:
        yield context.new_page()
    finally:
        context.close()


def slow_down(page: Page, *, net: bool = True, cpu: int = SLOW_CPU) -> None:
    """A phone on a middling network."""
    session = _devtools(page.context, page)
    if net:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_NET)
    session.send("Emulation.setCPUThrottlingRate", {"rate": cpu})


def noticed(page: Page, what: str) -> Any:
    """Of what the page has seen."""
    return page.evaluate(f"bench.{what}")


def _devtools(context: BrowserContext, page: Page) -> CDPSession:
    return context.new_cdp_session(page)


def _bytes_of(url: str) -> bytes:
    """Unpacked."""
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept-Encoding": "identity"})) as answer:
        return bytes(answer.read())
