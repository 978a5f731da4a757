"""In the settings: the tags one follows, each let go by one press."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.account.settings_frame import part
from rxfeed.ui.components.controls import go, icon_button
from rxfeed.ui.components.notices import notice
from rxfeed.ui.tags.state import FollowedTags
from rxfeed.ui.words import say, told


def followed_tags() -> rx.Component:
    """A part of a settings page."""
    about = say("What has these tags may come to you without following whoever made it. A tag's own page has the button.")
    nothing = rx.el.p(say("You follow no tag yet."), class_name="text-ink-3")
    tags = rx.el.ul(rx.foreach(FollowedTags.tags, _tag), role="list", class_name="flex flex-wrap gap-2")
    failed = rx.cond(FollowedTags.problem.message != "", notice(told(FollowedTags.problem), tone="error"), rx.fragment())
    shown = rx.cond(FollowedTags.tags.length() > 0, tags, nothing)
    return part(say("Tags you follow"), rx.el.p(about, class_name="-mt-3 text-sm text-ink-2 text-pretty"), shown, failed)


def _tag(tag: rx.Var[str]) -> rx.Component:
    return rx.el.li(
        go("#", tag, href=f"/t/{tag}", class_name="inline-flex items-center min-h-10 [overflow-wrap:anywhere]"),
        icon_button("cross", say("Unfollow {what}", what=tag), on_click=FollowedTags.unfollow(tag), class_name="-mr-2"),
        key=tag,
        class_name="inline-flex items-center gap-2 pl-3.5 pr-2 max-w-full rounded-full border border-line-strong bg-surface text-sm",
    )
