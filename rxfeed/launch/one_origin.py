"""Makes the compiled pages talk to the address they came from, whatever port or domain that is."""

from __future__ import annotations

import json
import re
from typing import Any

from reflex_base.config import get_config
from reflex_base.plugins import Plugin

READS_ENDPOINT = "const endpoint = new URL(url_str);\n"
OWN_ORIGIN = """  if (typeof window !== "undefined") {
    const own = new URL(endpoint.pathname, window.location.origin);
    own.protocol = own.protocol.replace("http", endpoint.protocol.startsWith("ws") ? "ws" : "http");
    return own;
  }
"""
VITE_PORT = "port: process.env.PORT,"
VITE_PROXY = re.compile(r" proxy: \{.*?\}, // to the server\n")


class OneOrigin(Plugin):
    """Reflex writes the server's address into the pages when they are built. With this they use their own origin: a new port or domain rebuilds nothing.

    While developing, Vite serves the pages on a port of its own and hands on to the server what is the server's.
    """

    def pre_compile(self, **context: Any) -> None:
        context["add_modify_task"]("utils/state.js", ask_own_origin)
        context["add_modify_task"]("vite.config.js", hand_on)


def ask_own_origin(source: str) -> str:
    """Reflex's `utils/state.js`, changed. Raises `ValueError` where a new Reflex has another one, so that an upgrade is noticed at build time."""
    if OWN_ORIGIN in source:
        return source
    return _replace_once(source, READS_ENDPOINT, READS_ENDPOINT + OWN_ORIGIN)


def hand_on(source: str) -> str:
    """Reflex's `vite.config.js`, with a proxy for every path that is not a page."""
    from rxfeed.web.routes import server_paths

    target = {"target": f"http://localhost:{get_config().backend_port or 8000}", "ws": True}
    proxy = {f"^/({'|'.join(server_paths())})(/|\\?|$)": target}
    return _replace_once(VITE_PROXY.sub("\n", source), VITE_PORT, f"{VITE_PORT} proxy: {json.dumps(proxy)}, // to the server")


def _replace_once(source: str, old: str, new: str) -> str:
    if source.count(old) != 1:
        raise ValueError(f"Reflex no longer writes {old.strip()!r}: look at rxfeed/launch/one_origin.py.")
    return source.replace(old, new)
