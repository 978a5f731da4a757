"""The author's form: words, who sees it, what others may do."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.views import PictureView
from rxfeed.ui.components.controls import button, checkbox, segmented, select, text_area, text_field
from rxfeed.ui.components.names import licence_choices, rating_choices, remix_choices, reply_choices, training_choices, visibility_choices
from rxfeed.ui.components.notices import dialog, notice
from rxfeed.ui.components.pictures import framed, picture
from rxfeed.ui.here import Here
from rxfeed.ui.post.state import PostPage
from rxfeed.ui.words import day, say, told

POST = PostPage.post
CARD, CONSENT = POST.card, POST.consent


def edit_dialog() -> rx.Component:
    """Opens over the page; what was typed stays until it is kept or left."""
    form = rx.el.form(
        *_words(),
        *_access(),
        *_permission(),
        notice(told(PostPage.problem, ""), tone="error"),
        rx.el.div(
            button(say("Cancel"), kind="bare", on_click=PostPage.leave_edit),
            button(say("Keep changes"), type="submit"),
            class_name="flex justify-end gap-2 pt-1",
        ),
        on_submit=PostPage.keep,
        class_name="flex flex-col gap-5",
    )
    return dialog(say("Edit this post"), form, is_open=PostPage.editing, on_dismiss=PostPage.leave_edit, key="edit")


def _words() -> list[rx.Component]:
    return [
        text_area(say("Caption"), name="caption", default_value=CARD.caption, rows=2, max_length=2000, error=told(PostPage.problem, "caption")),
        text_field(
            say("Tags"), name="tags", default_value=CARD.tags.join(" "), auto_capitalize="none",
            hint=say("Separated by spaces, at most 12."), error=told(PostPage.problem, "tags"),
        ),
        rx.el.div(rx.foreach(CARD.pictures, _alt), class_name="flex flex-col gap-3"),
    ]


def _alt(view: rx.Var[PictureView], number: rx.Var[int]) -> rx.Component:
    """The alt text of one picture, beside the picture."""
    key = f"alt-{number}"
    thumb = framed(view, picture(view, sizes="64px", class_name="absolute inset-0 size-full object-cover"))
    return rx.el.div(
        rx.el.div(thumb, class_name="w-16 shrink-0 rounded-sm overflow-hidden mt-7"),
        rx.el.div(
            text_area(
                say("Alt text"), name=key, key=key, default_value=view.alt, rows=2, max_length=1000, error=told(PostPage.problem, "alt"),
                hint=say("What is to be seen, for those who can't see it."),
            ),
            class_name="grow min-w-0",
        ),
        class_name="flex gap-3 items-start",
    )


def _access() -> list[rx.Component]:
    return [
        segmented(
            say("Seen by"), name="visibility", options=visibility_choices(), value=POST.visibility, error=told(PostPage.problem, "visibility"),
            hint=rx.cond(
                Here.viewer.private,
                say("Your account is private: only your followers see it. Unlisted: those who have the address."),
                say("Unlisted: whoever has the address."),
            ).to(str),
        ),
        segmented(
            say("May comment"), name="replies", options=reply_choices(), value=POST.replies, error=told(PostPage.problem, "replies"),
        ),
        segmented(say("Rating"), name="rating", options=rating_choices(), value=CARD.rating, error=told(PostPage.problem, "rating")),
        checkbox(
            say("Keep the prompt private"), name="prompt_hidden", default_checked=POST.prompt_hidden, hint=say("Prompt and seed are then shown to you alone."),
        ),
    ]


def _permission() -> list[rx.Component]:
    decided = say("As decided on {day}. A change is a new version; the old ones stay on record.", day=day(CONSENT.decided_at))
    return [
        segmented(say("Others may"), name="remix", options=remix_choices(), value=CONSENT.remix, error=told(PostPage.problem, "remix")),
        select(say("Licence"), name="licence", options=licence_choices(), default_value=CONSENT.licence, error=told(PostPage.problem, "licence")),
        segmented(
            say("May models be trained with it?"), name="training", options=training_choices(), value=rx.cond(CONSENT.training, "yes", "no"),
            error=told(PostPage.problem, "training"), hint=decided,
        ),
    ]
