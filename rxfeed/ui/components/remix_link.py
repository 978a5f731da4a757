"""The way from a post to the view that takes it further."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain.views import PostCard
from rxfeed.ui.components.controls import link_button
from rxfeed.ui.words import say


def remix_link(card: rx.Var[PostCard], kind: str = "soft", *, mine: rx.Var[bool] | bool = False, class_name: str = "", **props: Any) -> rx.Component:
    """Remix, or Ask to remix where one has to; the view itself says what is possible. In lists nothing stands where nobody may: `mine` is not known there."""
    look = {"href": rx.Var.create(f"/p/{card.id}/remix"), "icon_name": "fork", "class_name": class_name, **props}
    return rx.cond((card.remix == "anyone") | mine, link_button(say("Remix"), kind=kind, **look), link_button(say("Ask to remix"), kind="soft", **look))
