"""The head of a collection: what it is called, who made it, and what the viewer may do with it."""

from __future__ import annotations

import reflex as rx
from reflex_components_core.el.elements.inline import A

from rxfeed.domain.people_views import TextPart
from rxfeed.ui.collections.state import CollectionPage
from rxfeed.ui.collections.tile import how_many, seen_by
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.chips import chip
from rxfeed.ui.components.controls import button, go, icon_button
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.notices import notice
from rxfeed.ui.here import Here
from rxfeed.ui.words import say, told

IT = CollectionPage.view
_LINK = "underline underline-offset-3 decoration-line-strong hover:decoration-ink"


def head() -> rx.Component:
    """Name, words, maker, and the actions."""
    words = rx.el.p(rx.foreach(IT.parts, _part), class_name="whitespace-pre-line text-pretty max-w-[66ch] text-ink-2")
    return rx.el.header(
        rx.el.div(
            rx.el.h1(IT.name, class_name="font-serif text-title text-balance min-w-0 break-words"),
            _actions(),
            class_name="flex flex-wrap items-start justify-between gap-x-6 gap-y-3",
        ),
        rx.cond(IT.parts.length() > 0, words, rx.fragment()),
        _maker(),
        _invitation(),
        rx.el.div(rx.cond(CollectionPage.open == "", notice(told(CollectionPage.problem), tone="error"), rx.fragment()), class_name="not-has-[p]:absolute"),
        class_name="flex flex-col gap-3 px-4 md:px-0 pt-2 md:pt-0",
    )


def _part(part: rx.Var[TextPart]) -> rx.Component:
    """Links to elsewhere open beside this page and vouch for nothing."""
    away = rx.el.a(part.text, href=part.href, rel="nofollow noopener ugc", target="_blank", class_name=_LINK)
    return rx.cond(part.href == "", rx.el.span(part.text), rx.cond(part.href.startswith("/"), go(part.text, href=part.href, class_name=_LINK), away))


def _maker() -> rx.Component:
    who = go(
        avatar(IT.owner.avatar, IT.owner.name, 28),
        rx.el.span(IT.owner.name, class_name="font-semibold truncate"),
        href=f"/u/{IT.owner.handle}",
        class_name="inline-flex items-center gap-2 min-h-10 min-w-0 hover:underline underline-offset-3",
    )
    facts = rx.el.ul(chip(seen_by(IT.visibility)), role="list", aria_label=say("Details"), class_name="flex gap-1.5")
    return rx.el.div(who, how_many(IT.posts, IT.many), facts, class_name="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-2")


def _actions() -> rx.Component:
    """In the order in which one needs them."""
    arrange = button(
        rx.cond(CollectionPage.arranging, say("Done"), say("Arrange")),
        kind="quiet",
        on_click=CollectionPage.arrange,
    )
    edit = icon_button("pencil", say("Edit"), on_click=CollectionPage.show_dialog("edit"), class_name="size-11")
    people = icon_button("person", say("People"), on_click=CollectionPage.show_dialog("people"), class_name="size-11")
    take_along = A.create(  # not a link of the router: the browser itself fetches the file
        icon("download"),
        href=f"/api/c/{IT.id}/zip",
        aria_label=say("Download as ZIP"),
        title=say("Download as ZIP"),
        custom_attrs={"download": ""},
        class_name="inline-grid place-items-center size-11 rounded-full text-ink-2 hover:text-ink hover:bg-shade transition duration-150",
    )
    bin_it = icon_button("bin", say("Delete"), on_click=CollectionPage.show_dialog("delete"), class_name="size-11")
    return rx.el.div(
        rx.cond(IT.may_edit & (IT.posts > 1), arrange, rx.fragment()),
        rx.cond(IT.may_edit, edit, rx.fragment()),
        rx.cond(IT.mine | ((IT.role != "") & ~IT.invited), people, rx.fragment()),
        rx.cond(Here.viewer.signed_in & (IT.posts > 0), take_along, rx.fragment()),
        rx.cond(IT.mine, bin_it, rx.fragment()),
        class_name="flex items-center gap-1",
    )


def _invitation() -> rx.Component:
    """The question that an invited person answers."""
    may = rx.match(
        IT.role, ("add", say("They would like you to add pictures.")), ("edit", say("They would like you to work on it with them.")), say("You may look at it.")
    )
    ask = rx.el.div(
        rx.el.p(say("{name} has invited you to this collection.", name=IT.owner.name), " ", may, class_name="grow basis-60"),
        button(say("Accept"), kind="ink", on_click=CollectionPage.accept),
        button(say("Decline"), kind="bare", on_click=CollectionPage.leave),
        class_name="flex flex-wrap items-center gap-2 px-4 py-3 rounded-md bg-sunken",
    )
    return rx.cond(IT.invited, ask, rx.fragment())
