"""The post form: what is said about the pictures, and what others may do with them. Nothing is ticked beforehand."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain.consent import LICENCES
from rxfeed.domain.generation_views import VariantView
from rxfeed.ui.components.controls import Text, button, checkbox, link_button, segmented, select, text_area, text_field
from rxfeed.ui.components.names import reply_choices
from rxfeed.ui.components.notices import dialog, notice
from rxfeed.ui.composer.arriving import Composer
from rxfeed.ui.composer.browser import to_local, to_utc
from rxfeed.ui.composer.post_form import LONGEST
from rxfeed.ui.here import Here
from rxfeed.ui.words import language, say, told

_ROW = "flex flex-wrap items-start gap-x-6 gap-y-5"
PAUSE = 500
"""Milliseconds without a key before what is typed is kept."""


def post_part() -> rx.Component:
    """There as soon as the first picture is."""
    sheet = rx.el.section(
        rx.el.h2(say("Your post"), class_name="sr-only"),
        rx.el.div(_words(), key=Composer.generation.id, class_name="contents"),
        _others_may(),
        _who_and_when(),
        _trouble(),
        _ways_out(),
        class_name="flex flex-col gap-5 [&>:empty]:absolute p-5 rounded-lg border border-line bg-surface",
    )
    return rx.fragment(rx.cond(Composer.generation.ready > 0, sheet, rx.fragment()), _account_question())


def _words() -> rx.Component:
    tags = text_field(
        say("Tags"),
        name="tags",
        default_value=_kept("tags"),
        placeholder=say("harbour, papercut, morning"),
        auto_complete="off",
        error=told(Composer.post_problem, "tags"),
        **_noting("tags"),
    )
    return rx.fragment(
        text_area(say("Caption"), name="caption", rows=2, default_value=_kept("caption"), error=told(Composer.post_problem, "caption"), **_noting("caption")),
        rx.foreach(Composer.picked, _alt),
        tags,
    )


def _alt(variant: rx.Var[VariantView], number: rx.Var[int]) -> rx.Component:
    """One for each picked picture, with the picture beside it."""
    name = "alt:" + variant.picture_id
    title = rx.cond(Composer.picked.length() > 1, say("Alt text of picture {number}", number=number + 1), say("Alt text"))
    missing = Composer.nudged & (_kept(name) == "")
    suggest = button(
        rx.cond(Composer.describing == variant.picture_id, say("Looking …"), say("Suggest")),
        kind="bare",
        disabled=Composer.describing != "",
        on_click=Composer.describe(variant.picture_id, language),
        class_name="!min-h-10 !px-3 self-end",
    )
    nudge = say("This picture isn't described yet. Describe it, or press Publish again to publish without.")
    field = text_area(
        title,
        name=name,
        id="alt-" + variant.picture_id,
        rows=2,
        default_value=_kept(name),
        hint=rx.cond(missing, "", say("What somebody who can't see the picture should know.")),
        error=rx.cond(missing, nudge, told(Composer.post_problem, "alt")),
        **_noting(name),
    )
    return rx.el.div(
        rx.el.img(src=variant.picture.src, alt="", class_name="mt-6.5 size-16 rounded-sm object-cover bg-sunken shrink-0"),
        rx.el.div(field, rx.cond(Composer.can_help, suggest, rx.fragment()), class_name="grow min-w-0 flex flex-col"),
        key=variant.picture_id + Composer.alt_sheet,
        class_name="flex items-start gap-3",
    )


def _others_may() -> rx.Component:
    whom = [("anyone", say("Remix freely")), ("ask", say("Ask first")), ("nobody", say("Not remix"))]
    remix = _group("remix", say("Others may"), whom)
    silent = rx.cond(_kept("training") == "", say("No, as long as you choose nothing."), "")
    training = _group("training", say("Train models with it"), [("no", say("No")), ("yes", say("Yes"))], "basis-44 grow", hint=silent)
    return rx.el.div(
        rx.el.div(remix, training, class_name=_ROW),
        select(
            say("Licence"),
            name="licence",
            options=[("", say("Choose …")), *((one.id, say("All rights reserved") if not one.url else one.name) for one in LICENCES.values())],
            value=_kept("licence"),
            barred=Composer.licences_barred,
            on_change=lambda value: Composer.note("licence", value),
            error=told(Composer.post_problem, "licence"),
        ),
        rx.foreach(Composer.licences_why, lambda why: rx.el.p(told(why), class_name="-mt-3 text-sm text-ink-3")),
        class_name="flex flex-col gap-5",
    )


def _who_and_when() -> rx.Component:
    ratings = [("general", say("General")), ("suggestive", say("Suggestive")), ("mature", say("Mature"))]
    rating = _group("rating", say("Rating"), ratings)
    widest = rx.cond(Composer.visibilities.length() > 0, Composer.visibilities[0], "")
    chosen = rx.cond(_kept("visibility") == "", widest, _kept("visibility"))
    whom = [("public", say("Everybody")), ("followers", say("Followers")), ("unlisted", say("With the link"))]
    private = rx.cond(Here.viewer.private, say("Your account is private: only your followers see it."), "")
    kept = rx.cond(Composer.visibilities_barred.length() > 0, say("No more people than can see the pictures it comes of."), private).to(str)
    seen = _group("visibility", say("Who can see it"), whom, value=chosen, barred=Composer.visibilities_barred, hint=kept)
    everybody = rx.cond(_kept("replies") == "", "everybody", _kept("replies"))
    replies = _group("replies", say("May comment"), reply_choices(), value=everybody)
    when = text_field(
        say("Publish at"),
        name="when",
        type="datetime-local",
        key=Composer.generation.id,
        default_value=to_local(_kept("when")),
        on_change=lambda local: Composer.note("when", to_utc(local)),
        hint=say("Empty: at once. The time is your own."),
        error=told(Composer.post_problem, "publish_at"),
    )
    hide = {"checked": _kept("hide_prompt") == "yes", "on_change": lambda ticked: Composer.note("hide_prompt", rx.cond(ticked, "yes", ""))}
    quiet = checkbox(say("Keep the prompt to myself"), name="hide_prompt", **hide)
    return rx.fragment(rx.el.div(rating, seen, class_name=_ROW), rx.el.div(replies, rx.el.div(when, class_name="w-60"), class_name=_ROW), quiet)


def _trouble() -> rx.Component:
    """What no field says, and what to pick."""
    return notice(told(Composer.post_trouble), tone="error")


def _ways_out() -> rx.Component:
    later = _kept("when") != ""
    draft = button(say("Keep as draft"), kind="quiet", on_click=Composer.keep_draft)
    hint = rx.cond(Composer.picks.length() == 0, rx.el.p(say("Pick a picture above."), class_name="text-sm text-ink-3"), rx.fragment())
    return rx.el.div(
        button(rx.cond(later, say("Publish later"), say("Publish")), kind="accent", on_click=Composer.publish, id="publish"),
        rx.cond(Here.viewer.signed_in, draft, rx.fragment()),
        hint,
        class_name="flex flex-wrap items-center gap-3",
    )


def _account_question() -> rx.Component:
    """For guests at Publish: what they have made and typed is still there afterwards, beside the picture that it takes further."""
    first = Composer.parents[0]
    back = rx.cond(Composer.parents.length() > 0, f"/p/{first.post_id}/remix?picture={first.picture}", "/create")
    return dialog(
        say("Publishing needs an account"),
        rx.el.p(say("It takes a handle and a password. Your pictures and everything you typed will be here when you come back."), class_name="text-ink-2 mb-5"),
        rx.el.div(
            link_button(say("Sign up"), href="/sign-up?next=" + back, kind="accent", class_name="grow"),
            link_button(say("Sign in"), href="/sign-in?next=" + back, kind="quiet", class_name="grow"),
            class_name="flex flex-wrap gap-3",
        ),
        is_open=Composer.needs_account,
        on_dismiss=Composer.stay,

    )


def _kept(name: Text) -> rx.Var[str]:
    return rx.cond(Composer.form.contains(name), Composer.form[name], "").to(str)


def _noting(name: Text) -> dict[str, Any]:
    """Kept after a pause and when one leaves the field."""
    return {"max_length": LONGEST, "on_change": lambda text: Composer.note(name, text).debounce(PAUSE), "on_blur": lambda text: Composer.note(name, text)}


def _group(name: str, legend: Text, options: list[tuple[str, Text]], room: str = "", **props: Any) -> rx.Component:
    """One of a few, kept at once; the page can go there."""
    choosing = {"value": _kept(name), "on_change": lambda value: Composer.note(name, value), "error": told(Composer.post_problem, name)}
    choice = segmented(legend, name=name, options=options, **(choosing | props))
    return rx.el.div(choice, id=f"at-{name}", tab_index=-1, class_name=f"min-w-0 outline-none {room}")
