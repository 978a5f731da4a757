"""What the browser is given besides the compiled pages: little JavaScript that says why it is there, and fonts within their budget."""

from __future__ import annotations

import re
from pathlib import Path

from rxfeed.ui.shell import head

ASSETS = Path(__file__).parents[2] / "assets"
LINES, FONT_BYTES = 540, 120_000
"""Lines: 300, what a press takes that shows at once or comes too early, and what finds a place again (docs/decisions/0010-a-press-shows-at-once.md,
0012-place-and-keys.md, 0009-first-cards-are-read-from-the-component.md)."""


def test_there_is_little_javascript_and_it_says_why() -> None:
    scripts = sorted(ASSETS.rglob("*.js"))
    assert sum(len(script.read_text("utf-8").splitlines()) for script in scripts) <= LINES
    for script in scripts:
        opening = script.read_text("utf-8").split("\nimport", 1)[0]
        assert opening.startswith("// "), f"{script.name} does not say why it is there"
        assert "Python" in opening or "JavaScript" in opening, f"{script.name} does not say why Python can't"


def test_the_first_load_brings_few_fonts() -> None:
    first = [path for path in (ASSETS / "fonts").glob("*.woff2") if "-ext-" not in path.name]
    assert sum(path.stat().st_size for path in first) <= FONT_BYTES


def test_the_preloaded_fonts_are_the_ones_the_stylesheet_names() -> None:
    css = (ASSETS / "rxfeed.css").read_text("utf-8")
    preloaded = re.findall(r"/fonts/[\w.-]+woff2", " ".join(str(part) for part in head()))
    assert preloaded
    for address in preloaded:
        assert address in css
        assert (ASSETS / address.lstrip("/")).is_file()


def test_every_font_has_its_licence_beside_it() -> None:
    for family in ("inter", "instrument-serif"):
        assert "SIL OPEN FONT LICENSE" in (ASSETS / "fonts" / f"{family}-OFL.txt").read_text("utf-8")
