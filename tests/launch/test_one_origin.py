"""Against the templates of the Reflex that is installed: an upgrade that moves what we change is noticed here, before it is noticed in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
import reflex_base
from reflex.utils.frontend_skeleton import _compile_vite_config
from reflex_base.config import Config

from rxfeed.launch.one_origin import OWN_ORIGIN, ask_own_origin, hand_on

STATE_JS = Path(reflex_base.__file__).parent / ".templates" / "web" / "utils" / "state.js"


def test_the_pages_ask_their_own_origin() -> None:
    changed = ask_own_origin(STATE_JS.read_text())
    assert changed.count(OWN_ORIGIN) == 1
    assert changed.index("export const getBackendURL") < changed.index(OWN_ORIGIN) < changed.index("SAME_DOMAIN_HOSTNAMES.includes(endpoint.hostname)")


def test_once_is_enough() -> None:
    once = ask_own_origin(STATE_JS.read_text())
    assert ask_own_origin(once) == once


def test_an_upgrade_that_moves_it_is_noticed() -> None:
    with pytest.raises(ValueError, match="one_origin"):
        ask_own_origin("export const getBackendURL = somethingElse;")


def test_vite_hands_on_what_is_the_servers() -> None:
    config = hand_on(_compile_vite_config(Config(app_name="rxfeed")))
    assert config.count("proxy:") == 1
    assert "_event" in config
    assert "healthz" in config
    assert hand_on(config) == config
