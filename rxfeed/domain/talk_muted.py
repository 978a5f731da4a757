"""What a viewer has muted stays folded in a conversation: its place says so, and they may still look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rxfeed.domain import mutes_matching, mutes_words, talk_words
from rxfeed.domain.house import House
from rxfeed.domain.talk_views import CommentView, ThreadView
from rxfeed.domain.viewer import Viewer


def folded(house: House, viewer: Viewer, threads: Iterable[ThreadView]) -> list[ThreadView]:
    """The same threads; comments of others with a muted word or tag are marked. One prepared statement; none for who hides nothing."""
    signs = mutes_words.signs(house, viewer)

    def fold(view: CommentView) -> CommentView:
        return view if view.mine or view.gone else replace(view, muted=mutes_matching.has(signs, talk_words.plain(view.html)))

    if not signs:
        return list(threads)
    return [replace(thread, begins=fold(thread.begins), answers=[fold(answer) for answer in thread.answers]) for thread in threads]
