"""What nobody would send in earnest."""

from __future__ import annotations

from typing import Any

JUNK: dict[str, Any] = {
    "nothing": None, "an empty text": "", "50,000 characters": "x" * 50_000, "nothing to be seen": "\u200b\u200d\ufeff" * 9, "null bytes": "a\0b",
    "half a sign": "\ud800", "below zero": -1, "more than 64 bits": 1 << 200, "no number": float("nan"), "a yes": True, "a list": [None, ["x"]],
    "a tree": {"id": {"a": [1]}, "name": ["x"]}, "markup": "<script>alert(1)</script>'\"; --", "no id": "zzzzzzzzzzzzz", "figures": "9" * 400,
    "a way out": "../../etc/passwd",
}  # fmt: skip
SOME_JUNK = {name: JUNK[name] for name in ("nothing", "50,000 characters", "nothing to be seen", "null bytes", "below zero", "a tree")}
"""For those who don't come far: all of it is sent by somebody who is signed in."""
