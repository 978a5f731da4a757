"""How the engine and its worker talk: frames of a kind (1 byte), a length (4 bytes) and a body over the worker's standard input and output."""

from __future__ import annotations

import pickle
import struct
from typing import Any

HEAD = struct.Struct(">cI")

JOB, CANCEL = b"J", b"C"
READY, TAKEN, FORMING, DONE, STOPPED, FAILED = b"R", b"T", b"F", b"D", b"S", b"E"

GLANCE = 0.1
"""How far the first forming picture is: hasty, small, and soon followed by a better one."""


def frame(kind: bytes, body: bytes = b"") -> bytes:
    return HEAD.pack(kind, len(body)) + body


def packed(value: dict[str, Any]) -> bytes:
    """Plain values only; both ends are ours, nobody else can write to the pipe."""
    return pickle.dumps(value, protocol=5)


def unpacked(body: bytes) -> dict[str, Any]:
    value: dict[str, Any] = pickle.loads(body)  # noqa: S301 - written by our own process through a private pipe
    return value
