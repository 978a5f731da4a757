"""Where somebody is sent on to: only ever within this site."""

from __future__ import annotations

import re

LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
"""A path on this site: neither `//elsewhere` nor `/\\elsewhere`, which browsers take for the same."""
LONGEST = 2000


def local(way: str) -> str:
    """The way, if it stays on this site; else home."""
    return way if len(way) <= LONGEST and LOCAL.fullmatch(way) else "/"
