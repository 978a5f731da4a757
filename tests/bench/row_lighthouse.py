"""Row 7 as Lighthouse sees it: its score for the speed of `/`, on the phone and the desk that it imagines.

Lighthouse comes from npm when it is first asked for, and is kept in the benches' folder.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from rxfeed.launch.environment import with_own_node
from tests.bench import seeding
from tests.bench.bare import bare_reflex
from tests.bench.figures import REPEATS, Figure, middle
from tests.bench.place import cached, serving
from tests.browser.conftest import CHROMIUM

VERSION = "13.5.0"
WORDS = ("--quiet", "--output=json", "--only-categories=performance", "--chrome-flags=--headless=new --no-sandbox")
SEEN_AS: Sequence[tuple[str, Sequence[str], float]] = (("mobile", (), 85), ("desktop", ("--preset=desktop",), 97))
"""What else it is told, and the score that is wanted."""


def measure(app: Path) -> Iterator[Figure]:
    with serving(app, database_url=seeding.seeded(seeding.FEW)) as server, bare_reflex() as bare:
        seeding.pictures(server.data / "objects")
        for name, words, target in SEEN_AS:
            seen = [_seen(server.url, words) for _ in range(REPEATS)]
            score, limit = middle([_score(one) for one in seen]), _score(_seen(bare.url, words))
            largest, blocked = (_middle(seen, audit) for audit in ("largest-contentful-paint", "total-blocking-time"))
            note = f"largest contentful paint {largest:,.0f} ms, blocked for {blocked:,.0f} ms; Reflex: one run"
            yield Figure("7", f"Lighthouse {VERSION}, {name}", score, "", target, limit, "bare Reflex", more_is_better=True, note=note)


def _seen(url: str, words: Sequence[str]) -> dict[str, Any]:
    """Its report."""
    lighthouse = cached(f"lighthouse-{VERSION}", _install) / "node_modules" / "lighthouse" / "cli" / "index.js"
    done = subprocess.run(["node", lighthouse, f"{url}/", *WORDS, *words], capture_output=True, check=False, env=_environment())
    assert done.returncode == 0, done.stderr.decode()
    report: dict[str, Any] = orjson.loads(done.stdout)
    return report


def _score(report: dict[str, Any]) -> float:
    """Of a hundred."""
    return round(100 * float(report["categories"]["performance"]["score"]))


def _middle(reports: Sequence[dict[str, Any]], audit: str) -> float:
    return middle([float(report["audits"][audit]["numericValue"]) for report in reports])


def _install(folder: Path) -> None:
    words = ["npm", "install", "--no-audit", "--no-fund", "--prefix", folder, f"lighthouse@{VERSION}"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=_environment())
    assert done.returncode == 0, done.stderr


def _environment() -> dict[str, str]:
    return os.environ | {"PATH": with_own_node(os.environ.get("PATH", os.defpath)), "CHROME_PATH": CHROMIUM}
