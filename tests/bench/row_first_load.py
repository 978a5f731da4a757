"""Row 7: `/` in a cold browser, and the weight of what comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench import seeding
from tests.bench.bare import bare_reflex
from tests.bench.browsing import Traffic, chromium, noticed, slow_down, visiting
from tests.bench.figures import REPEATS, Figure, middle
from tests.bench.place import serving

DESK, TALL, PHONE = (1440, 900), (1440, 4400), (390, 4400)
"""The tall windows have room for six cards, so that pictures wait for nobody to scroll."""
SIX = 6
PATIENCE = 60_000
FAST = "Without a network in between the browser's own work decides: it decodes six large pictures and draws 1440 × 4400 pixels while Reflex starts"
KILOBYTE = 1024
WEIGHTS = (("script", "JavaScript, gzip", 190), ("stylesheet", "CSS, gzip", 20), ("font", "Fonts", 120))


@dataclass(frozen=True, slots=True)
class Visit:
    """Milliseconds from the navigation; shift without unit."""

    six: float
    lcp: float
    shift: float


def measure(app: Path) -> Iterator[Figure]:
    with serving(app, database_url=seeding.seeded(seeding.FEW)) as server, bare_reflex() as bare, chromium() as browser:
        seeding.pictures(server.data / "objects")
        ours, floor = _weigh(browser, server.url), _weigh(browser, bare.url)
        for kind, name, most in WEIGHTS:
            limit = floor.packed.get(kind, 0) / KILOBYTE or None
            note = f"{ours.sent.get(kind, 0) / KILOBYTE:.0f} KB on the wire"
            yield Figure("7", f"First load of /: {name}", ours.packed.get(kind, 0) / KILOBYTE, "KB", most, limit, "bare Reflex", note=note)
        yield Figure("7", "Requests that leave the origin", len(ours.strangers), "", 0)
        yield from _times(browser, server.url, bare.url)


def _weigh(browser: Browser, url: str) -> Traffic:
    with visiting(browser, url, width=DESK[0], height=DESK[1]) as page:
        traffic = Traffic(url).watch(page)
        page.goto("/", wait_until="networkidle")
        page.wait_for_timeout(1000)
        return traffic.settle()


def _times(browser: Browser, ours: str, bare: str) -> Iterator[Figure]:
    fast, floor = _in_turns(browser, ours, bare, TALL)
    yield Figure("7", "Six pictures shown, fast", _six(fast), "ms", 400, _six(floor), "bare Reflex", note=FAST)
    slow, slow_floor = _in_turns(browser, ours, bare, PHONE, slow=True)
    yield Figure("7", "Six pictures shown, 1.6 Mb/s, 150 ms, 4× CPU", _six(slow), "ms", 2600, _six(slow_floor), "bare Reflex")
    desk = [_visit(browser, ours, DESK, 1) for _ in range(REPEATS)]
    yield Figure("7", "Largest contentful paint, 1440 × 900, fast", middle([visit.lcp for visit in desk]), "ms")
    yield Figure("7", "Layout shift, the worst of all loads", max(visit.shift for visit in [*fast, *slow, *desk]), "", 0.02)


def _six(visits: list[Visit]) -> float:
    return middle([visit.six for visit in visits])


def _in_turns(browser: Browser, ours: str, bare: str, window: tuple[int, int], *, slow: bool = False) -> tuple[list[Visit], list[Visit]]:
    """So that whatever else the machine does holds both back."""
    both = [(_visit(browser, ours, window, SIX, slow=slow), _visit(browser, bare, window, SIX, slow=slow)) for _ in range(REPEATS)]
    return [one for one, _ in both], [other for _, other in both]


def _visit(browser: Browser, url: str, window: tuple[int, int], wanted: int, *, slow: bool = False) -> Visit:
    with visiting(browser, url, width=window[0], height=window[1]) as page:
        if slow:
            slow_down(page)
        page.goto("/", wait_until="commit")
        page.wait_for_function(f"window.bench && Object.keys(bench.pictures).length >= {wanted}", timeout=PATIENCE)
        page.wait_for_timeout(700)
        times = sorted(noticed(page, "pictures").values())
        return Visit(times[wanted - 1], noticed(page, "lcp"), noticed(page, "shift"))
