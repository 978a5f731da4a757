"""How what has just been read joins what is on the page. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rxfeed.domain.talk import ThreadView

_MENTION = re.compile(r"(?:^|(?<=[\s(>*]))@([A-Za-z0-9_]{1,30})$")


def joined(shown: Sequence[ThreadView], thread_id: str, fresh: Sequence[ThreadView], *, more: bool, own: bool = False) -> list[ThreadView]:
    """The list with one thread read anew, where it stood, or without it where nothing of it is left. What belongs below what is loaded waits, unless it is
    one's own."""
    others = [thread for thread in shown if thread.id != thread_id]
    if not fresh:
        return others
    stood = next((thread.place for thread in shown if thread.id == thread_id), "")
    lowest = min((thread.place for thread in others if not thread.begins.pinned), default="")
    if more and not own and not stood and fresh[0].place < lowest:
        return others
    return in_order([*others, replace(fresh[0], place=stood or fresh[0].place)])


def in_order(threads: Sequence[ThreadView]) -> list[ThreadView]:
    """The pinned one first, then by their places; each once."""
    once = {thread.id: thread for thread in threads}.values()
    return sorted(once, key=lambda thread: (thread.begins.pinned, thread.place), reverse=True)


def lengthened(shown: Sequence[ThreadView], part: ThreadView) -> list[ThreadView]:
    """The list with more answers in one of its threads."""
    return [_longer(thread, part) if thread.id == part.id else thread for thread in shown]


def begun_mention(text: str) -> str:
    """The beginning of a handle at the end of a text; empty where none is being typed."""
    found = _MENTION.search(text[-40:])
    return found[1] if found else ""


def with_mention(text: str, handle: str) -> str:
    """The text with the handle in place of its beginning."""
    begun = begun_mention(text)
    return f"{text[: len(text) - len(begun)] if begun else f'{text}@'}{handle} "


def _longer(thread: ThreadView, part: ThreadView) -> ThreadView:
    have = {view.id for view in thread.answers}
    left = 0 if not part.next else thread.more if thread.more < 0 else max(thread.more - len(part.answers), 1)
    return replace(thread, answers=[*thread.answers, *(view for view in part.answers if view.id not in have)], more=left, next=part.next)
