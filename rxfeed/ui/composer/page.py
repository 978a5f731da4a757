"""The composer: from a prompt to a post."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.composer.arriving import Composer
from rxfeed.ui.composer.browser import PictureTaker
from rxfeed.ui.composer.choices_part import choices_part, generate_part
from rxfeed.ui.composer.parents_part import parents_part
from rxfeed.ui.composer.pictures_part import pictures_part
from rxfeed.ui.composer.post_part import post_part
from rxfeed.ui.composer.prompt_part import passing_part, prompt_part, style_part
from rxfeed.ui.composer.shelf_part import shelf_part
from rxfeed.ui.shell import frame, heading
from rxfeed.ui.words import say


def page() -> rx.Component:
    """The wish on the left, what comes of it on the right; one below the other where there is less room."""
    wish = rx.el.div(parents_part(), prompt_part(), style_part(), choices_part(), generate_part(), passing_part(), class_name="flex flex-col gap-6 min-w-0")
    outcome = rx.el.div(pictures_part(), post_part(), class_name="flex flex-col gap-5 min-w-0 lg:row-span-2")
    return frame(
        heading(say("Create")),
        PictureTaker.create(
            wish,
            outcome,
            shelf_part(),
            on_taken=Composer.take_picture,
            on_refused=Composer.refuse_picture,
            lost=say("The server did not answer. Try again in a moment."),
            class_name="grid lg:grid-cols-2 lg:grid-rows-[auto_1fr] items-start gap-x-6 gap-y-8 px-4 md:px-0 max-md:pb-20",
        ),
        place="create",
        wide=True,
    )
