"""What a browser sends as an event's arguments: anything may stand there, whatever our own pages send."""

from __future__ import annotations


def text(value: object, most: int) -> str:
    """As text of at most so many characters; empty for what can't be written."""
    try:
        return str(value)[:most]
    except (ValueError, RecursionError):  # a number of many thousand figures, or boxes in boxes in boxes
        return ""
