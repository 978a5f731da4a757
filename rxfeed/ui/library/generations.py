"""A generation in the library: its prompt, its pictures, and what became of each."""

from __future__ import annotations

import reflex as rx
from reflex_components_core.el.elements.inline import A

from rxfeed.domain.library_views import GenerationItem, VariantItem
from rxfeed.ui.components import names
from rxfeed.ui.components.controls import go, link_button
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.pictures import framed, picture
from rxfeed.ui.here import Here
from rxfeed.ui.library.state import LibraryPage
from rxfeed.ui.words import ago, moment, said, say

_ON_PICTURE = (
    "grid place-items-center size-10 rounded-full bg-veil text-[white] transition-opacity duration-150 "
    "[@media(hover:hover)]:opacity-0 group-hover:opacity-100 focus-visible:opacity-100 focus-visible:outline-[white] focus-visible:-outline-offset-4"
)
HEIGHT = 168
"""Pixels of a picture in its row; on a phone two of them share the width."""


@rx.memo
def generation_row(generation: rx.Var[GenerationItem], rest: rx.RestProp) -> rx.Component:
    """Opens in the composer, where it goes on."""
    composer = f"/create?generation={generation.id}"
    return rx.el.li(
        rx.el.div(
            go("“", generation.prompt, "”", href=composer, class_name="fold grow min-w-0 font-serif italic text-card hover:text-ink-2"),
            link_button(say("Open"), href=composer, class_name="text-sm min-h-10 px-4 shrink-0"),
            class_name="flex items-start gap-4",
        ),
        rx.el.p(
            _status(generation), " · ", generation.model, " · ", generation.shape, " · ",
            rx.el.time(ago(generation.created_at), date_time=generation.created_at, title=moment(generation.created_at)),
            class_name="text-sm text-ink-3 mt-1 mb-3.5",
        ),
        rx.el.ul(
            rx.foreach(generation.variants, lambda variant: _variant(generation, variant)),
            role="list",
            class_name="flex flex-wrap gap-2.5 max-md:grid max-md:grid-cols-2",
        ),
        class_name="rounded-lg border border-line bg-surface p-4 md:p-5",
    )


def _status(generation: rx.Var[GenerationItem]) -> rx.Component:
    words = rx.match(
        generation.status,
        ("queued", say("Waiting")),
        ("running", say("Forming: {ready} of {total} ready", ready=generation.ready, total=generation.total)),
        ("ready", say("Ready")),
        ("partly_ready", say("{ready} of {total} ready", ready=generation.ready, total=generation.total)),
        ("failed", say("Failed")),
        ("cancelled", say("Cancelled")),
        generation.status,
    )
    return rx.el.span(rx.cond(generation.draft, rx.fragment(say("Draft"), " · "), rx.fragment()), words, class_name="font-medium text-ink-2")


def _variant(generation: rx.Var[GenerationItem], variant: rx.Var[VariantItem]) -> rx.Component:
    shape = {"height": f"{HEIGHT}px", "aspectRatio": f"{generation.width} / {generation.height}"}
    inner = rx.cond(variant.picture.src != "", _seen(generation, variant), rx.cond(variant.has_ended, _failed(variant), _waiting()))
    return rx.el.li(inner, custom_attrs={"style": shape}, class_name="group relative max-w-full max-md:h-auto! overflow-hidden rounded-sm bg-sunken")


def _seen(generation: rx.Var[GenerationItem], variant: rx.Var[VariantItem]) -> rx.Component:
    """The picture, or what can be seen of it while it forms; one that was posted leads to its post."""
    blur = rx.cond(variant.status == "ready", "", "blur-md scale-105")
    alt = say("Picture {number} of {total}", number=variant.number, total=generation.total)
    shown = framed(
        variant.picture,
        rx.el.div(picture(variant.picture, sizes="(min-width: 760px) 300px, 45vw", alt=alt, class_name="size-full object-cover"), class_name=blur),
        class_name="size-full",
    )
    badge = rx.el.span(
        rx.cond(variant.post_status == "published", icon("check", 14), rx.fragment()), names.posted(variant.post_status),
        class_name="absolute left-2 bottom-2 inline-flex items-center gap-1 px-2 py-0.5 rounded-full text-tiny font-medium bg-paper text-ink",
    )
    return rx.fragment(
        rx.cond(
            variant.posted_as != "",
            go(shown, badge, href=f"/p/{variant.posted_as}", class_name="block size-full focus-visible:-outline-offset-2"),
            rx.el.div(shown, rx.cond(variant.status == "ready", rx.fragment(), _bar(variant)), class_name="size-full"),
        ),
        rx.cond(variant.original != "", rx.el.div(_wear(variant), _download(variant), class_name="absolute right-1.5 top-1.5 flex gap-1.5"), rx.fragment()),
    )


def _download(variant: rx.Var[VariantItem]) -> rx.Component:
    """The bytes as the engine made them. On a desk it appears with the pointer or the focus."""
    text = say("Download original {number}", number=variant.number)
    return A.create(  # not a link of the router: the browser itself fetches it
        icon("download", 18),
        href=variant.original,
        custom_attrs={"download": "", "aria-label": text},
        title=text,
        class_name=_ON_PICTURE,
    )


def _wear(variant: rx.Var[VariantItem]) -> rx.Component:
    """For who has an account."""
    text = say("Use picture {number} as avatar", number=variant.number)
    button = rx.el.button(icon("person", 18), type="button", aria_label=text, title=text, on_click=LibraryPage.wear(variant.picture_id), class_name=_ON_PICTURE)
    return rx.cond(Here.viewer.signed_in, button, rx.fragment())


def _bar(variant: rx.Var[VariantItem]) -> rx.Component:
    return rx.el.div(
        rx.el.div(custom_attrs={"style": {"width": f"{variant.progress * 100}%"}}, class_name="h-full rounded-full bg-[white] transition-[width] duration-200"),
        class_name="absolute inset-x-2.5 bottom-2.5 h-1 rounded-full bg-[oklch(1_0_0/.4)]",
        role="progressbar",
        aria_label=say("Forming"),
        aria_valuenow=variant.progress * 100,
    )


def _failed(variant: rx.Var[VariantItem]) -> rx.Component:
    why = rx.cond(variant.error != "", said(variant.error, variant.error_values), say("This one didn't come."))
    return rx.el.div(
        icon("warning", 18, "text-bad"),
        rx.el.p(why, class_name="text-tiny text-ink-2 line-clamp-2 md:line-clamp-5"),
        class_name="size-full flex flex-col items-center justify-center gap-1.5 p-3 text-center overflow-hidden",
    )


def _waiting() -> rx.Component:
    return rx.el.div(rx.el.span(say("Waiting"), class_name="text-tiny text-ink-3"), class_name="pulse size-full grid place-items-center")
