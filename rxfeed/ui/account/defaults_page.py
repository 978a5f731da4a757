"""`/settings/posts`: what a new post begins with. Every post can still say otherwise."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.consent import LICENCES
from rxfeed.ui.account.defaults_state import PostDefaults
from rxfeed.ui.account.forms import outcome
from rxfeed.ui.account.settings_frame import known, part
from rxfeed.ui.components.controls import button, segmented, select
from rxfeed.ui.components.names import visibility_choices
from rxfeed.ui.words import say, told

FIRST = PostDefaults.first


def page() -> rx.Component:
    """One form."""
    return known(PostDefaults, "/settings/posts", part(say("New posts begin with"), _form()))


def _form() -> rx.Component:
    each_time = ("", say("Ask me"))
    ratings = [each_time, ("general", say("General")), ("suggestive", say("Suggestive")), ("mature", say("Mature"))]
    whom = [each_time, ("anyone", say("Remix freely")), ("ask", say("Ask first")), ("nobody", say("Not remix"))]
    licences = [("", say("Ask me each time")), *((one.id, say("All rights reserved") if not one.url else one.name) for one in LICENCES.values())]
    trained = rx.cond(FIRST.training, "yes", "no").to(str)
    return rx.el.form(
        rx.el.p(say("The form of a post starts with these, and you can change each of them there."), class_name="text-ink-2 text-pretty"),
        segmented(
            say("Seen by"),
            name="visibility",
            options=visibility_choices(),
            value=rx.cond(FIRST.visibility == "", "public", FIRST.visibility).to(str),
            error=told(PostDefaults.problem, "visibility"),
        ),
        segmented(say("Rating"), name="rating", options=ratings, value=FIRST.rating, error=told(PostDefaults.problem, "rating")),
        segmented(say("Others may"), name="remix", options=whom, value=FIRST.remix, error=told(PostDefaults.problem, "remix")),
        select(say("Licence"), name="licence", options=licences, default_value=FIRST.licence, error=told(PostDefaults.problem, "licence")),
        segmented(
            say("Train models with it"),
            name="training",
            options=[("no", say("No")), ("yes", say("Yes"))],
            value=trained,
            hint=say("No, unless you say yes here or on the post."),
        ),
        outcome(PostDefaults, "first", say("Saved."), "rating", "remix", "licence"),
        rx.el.div(button(say("Save"), type="submit", kind="ink")),
        on_submit=PostDefaults.keep,
        reset_on_submit=False,
        class_name="flex flex-col gap-5",
    )
