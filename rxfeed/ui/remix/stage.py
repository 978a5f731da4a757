"""The picture that is taken further, large; what came of it beside it; and whose it is."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain.remixing_views import ParentView
from rxfeed.domain.views import ParentView as AncestorView
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.compare import compare
from rxfeed.ui.components.controls import button, go
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.names import named, quality_choices
from rxfeed.ui.components.pictures import blurred, framed, picture, veiled
from rxfeed.ui.permission.asking import ask_panel
from rxfeed.ui.remix.editor import editor, surface
from rxfeed.ui.remix.state import Remix
from rxfeed.ui.words import say

Parent = rx.Var[ParentView]
TALLEST = "62vh"
SIZES = "(min-width: 1100px) min(540px, 50vw), 100vw"
_LINK = "underline underline-offset-3 decoration-line-strong hover:decoration-ink"


def stage() -> rx.Component:
    """What one looks at, and below it where it came from."""
    against = Remix.credited[Remix.against]
    both = compare(before=against.image, after=Remix.result, before_name=_whose(against), after_name=say("Yours"), limit=TALLEST)
    seen = rx.cond(Remix.result.src != "", both, rx.cond(Remix.mode == "mask", _masked(), _alone(against)))
    large = rx.cond((Remix.mode == "mask") & Remix.painting, editor(), seen)
    title = rx.el.h2(say("What you take further"), class_name="sr-only")
    return rx.el.section(title, large, _which(), lineage_strip(), id="stage", class_name="scroll-mt-4 flex flex-col gap-4 min-w-0")


def parent_cards() -> rx.Component:
    """Everything that is known of each parent, and what its author allows."""
    return rx.el.ul(rx.foreach(Remix.credited, _card), role="list", class_name="flex flex-col gap-3 px-4 md:px-0")


def lineage_strip() -> rx.Component:
    """From everybody who is credited to the coming picture, the first ones first. A parent's thumbnail is pressed to compare with that one."""
    result = rx.el.img(src=Remix.result.src, alt=say("Yours"), class_name=f"{_THUMB} ring-2 ring-accent ring-offset-2 ring-offset-paper")
    arrow = icon("right", 18, "text-ink-3")
    before = rx.fragment(rx.el.ul(rx.foreach(Remix.before, _ancestor), role="list", class_name="flex flex-wrap items-center gap-1.5"), arrow)
    whole = go(say("The whole lineage"), href=rx.Var.create(f"/p/{Remix.of}/lineage"), class_name=f"text-sm text-ink-2 {_LINK}")
    coming = rx.el.span(say("Yours"), class_name=f"{_THUMB} grid place-items-center border border-dashed border-line-strong text-tiny text-ink-3")
    return rx.el.div(
        rx.cond(Remix.before.length() > 0, before, rx.fragment()),
        rx.el.ul(rx.foreach(Remix.credited, _parent), role="list", class_name="flex flex-wrap items-center gap-2.5"),
        arrow,
        rx.cond(Remix.result.src != "", result, coming),
        rx.cond(Remix.before.length() > 0, whole, rx.fragment()),
        role="group",
        aria_label=say("Lineage"),
        class_name="flex flex-wrap items-center gap-1.5 md:gap-2.5 px-4 md:px-0",
    )


def _which() -> rx.Component:
    """Of a post with several pictures each is taken further for itself."""
    first = Remix.parents[0]

    def other(number: rx.Var[int]) -> rx.Component:
        here = {"custom_attrs": {"aria-current": rx.cond(number == first.picture, "page", "false")}}
        ours = "aria-[current=page]:bg-ink aria-[current=page]:text-paper"
        look = f"inline-flex items-center min-h-10 px-3.5 text-sm font-semibold text-ink-2 hover:bg-sunken {ours}"
        link = go(say("Picture {number}", number=number), href=rx.Var.create(f"/p/{first.post_id}/remix?picture={number}"), class_name=look, **here)
        return rx.cond(number <= first.pictures, link, rx.fragment())

    row = "mx-4 md:mx-0 inline-flex w-fit rounded-sm border border-line-strong bg-surface overflow-hidden"
    shown = rx.el.nav(rx.foreach(rx.Var.create([1, 2, 3, 4]), other), aria_label=say("Which picture"), class_name=row)
    return rx.cond(first.pictures > 1, shown, rx.fragment())


_SMALL = "size-10 rounded-sm object-cover bg-sunken"
_THUMB = "size-14 rounded-sm object-cover bg-sunken"


def _ancestor(one: rx.Var[AncestorView]) -> rx.Component:
    """Whom the parents came of: who isn't for this viewer, or gone, keeps the place."""
    name = rx.cond(one.handle != "", f"@{one.handle}", say("Somebody")).to(str)
    hidden = rx.el.span(icon("hidden", 16), role="img", aria_label=name, title=name, class_name=f"{_SMALL} grid place-items-center text-ink-3")
    shown = rx.el.img(src=one.thumb, alt=name, title=name, loading="lazy", class_name=_SMALL)
    face = rx.cond(one.thumb != "", shown, hidden)
    return rx.el.li(rx.cond(one.id != "", go(face, href=f"/p/{one.id}", class_name="block rounded-sm hover:opacity-92"), face))


def _parent(parent: Parent, number: rx.Var[int]) -> rx.Component:
    look = "block rounded-sm aria-pressed:ring-2 aria-pressed:ring-ink aria-pressed:ring-offset-2 aria-pressed:ring-offset-paper"
    thumb = blurred(parent.rating, rx.el.img(src=parent.image.src, alt="", class_name=_THUMB), "block rounded-sm")
    press = rx.el.button(
        thumb,
        type="button",
        aria_label=say("Compare with {name}", name=_whose(parent)),
        title=_whose(parent),
        aria_pressed=(Remix.against == number) & (Remix.credited.length() > 1),
        on_click=Remix.compare_with(number),
        class_name=look,
    )
    return rx.el.li(press)


def _alone(parent: Parent) -> rx.Component:
    shown = picture(parent.image, sizes=SIZES, alt=_whose(parent), eager=True, class_name="absolute inset-0 size-full object-contain")
    return rx.el.figure(veiled(parent.rating, framed(parent.image, shown, limit=TALLEST)), class_name="md:rounded-lg overflow-hidden")


def _masked() -> rx.Component:
    again = button(say("Paint"), kind="quiet", icon_name="pencil", on_click=Remix.begin_painting)
    return rx.el.div(surface(), rx.el.div(again, class_name="px-4 md:px-0"), class_name="flex flex-col gap-3")


def _card(parent: Parent) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            avatar(parent.author.avatar, parent.author.name, 36),
            rx.el.div(
                go(parent.author.name, href=f"/u/{parent.author.handle}", class_name="block font-semibold truncate hover:underline underline-offset-3"),
                rx.el.p("@", parent.author.handle, class_name="text-sm text-ink-3 truncate"),
                class_name="min-w-0 grow",
            ),
            go(say("The post"), href=f"/p/{parent.post_id}", class_name=f"shrink-0 text-sm {_LINK}"),
            class_name="flex items-center gap-3",
        ),
        rx.cond(
            parent.prompt != "",
            rx.el.p("“", parent.prompt, "”", class_name="font-serif italic text-card text-pretty line-clamp-6"),
            rx.el.p(say("Its author keeps the prompt private."), class_name="text-ink-3"),
        ),
        rx.el.p(*_parameters(parent), class_name="text-sm text-ink-2 tabular-nums"),
        rx.el.p(_licence(parent), " · ", permission(parent), class_name="text-sm text-ink-2"),
        rx.cond(parent.allowed & parent.may_ask, ask_panel(parent.post_id), rx.fragment()),
        class_name="flex flex-col gap-2.5 p-4 rounded-md border border-line bg-surface",
    )


def _parameters(parent: Parent) -> list[Any]:
    quality = rx.cond(parent.quality != "", rx.el.span(" · ", named(parent.quality, quality_choices())), rx.fragment())
    seed = rx.cond(parent.seed != "", rx.el.span(" · ", say("seed {number}", number=parent.seed)), rx.fragment())
    shape = rx.cond(parent.shape != "", rx.el.span(" · ", parent.shape), rx.fragment())
    return [parent.model, shape, quality, rx.el.span(" · ", parent.size), seed]


def _licence(parent: Parent) -> rx.Component:
    link = rx.el.a(parent.licence_name, href=parent.licence_url, rel="license noopener", target="_blank", class_name=_LINK)
    return rx.cond(parent.licence_url != "", link, say("All rights reserved"))


def permission(parent: Parent) -> rx.Var[str]:
    """What its author allows, to this viewer."""
    granted = rx.match(parent.remix, ("anyone", say("free to remix")), say("you may remix it"))
    no_remixes = say("its licence allows no remixes")
    refused = rx.match(parent.remix, ("ask", say("its author wants to be asked first")), ("nobody", say("nobody may remix it")), no_remixes)
    return rx.cond(parent.mine, say("your own"), rx.cond(parent.allowed, granted, refused)).to(str)


def _whose(parent: Parent) -> rx.Var[str]:
    return rx.cond(parent.mine, say("Your picture"), say("@{handle}'s picture", handle=parent.author.handle)).to(str)
