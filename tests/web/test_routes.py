from __future__ import annotations

from rxfeed.rxfeed import app
from rxfeed.web.routes import REFLEX_PATHS, server_paths


def test_no_page_lives_below_a_path_of_the_server() -> None:
    """While developing, Vite tells the two apart by their first segment."""
    pages = {route.split("/")[0] for route in app._unevaluated_pages}
    assert pages
    assert not pages & set(server_paths())


def test_reflex_is_asked_for_its_own_only() -> None:
    assert {"_event", "ping"} <= REFLEX_PATHS
    assert "_upload" not in REFLEX_PATHS
