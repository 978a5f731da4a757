"""`/collections`: what one has put together, and what others have asked one into."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.collections.list_state import CollectionsPage
from rxfeed.ui.collections.tile import GRID, collection_tile, saved_tile, visibility_choices
from rxfeed.ui.components.controls import Text, button, focused_first, link_button, segmented, text_field
from rxfeed.ui.components.notices import dialog, empty_box, notice, skeleton
from rxfeed.ui.shell import frame, heading
from rxfeed.ui.words import say, told


def page() -> rx.Component:
    """Saved first, then one's own, then the others'."""
    room = rx.cond(CollectionsPage.status == "ready", "", "invisible")
    new = button(say("New collection"), kind="ink", icon_name="plus", on_click=CollectionsPage.open_form, class_name=room)
    found = rx.match(CollectionsPage.status, ("ready", _lists()), ("guest", _guest()), ("failed", _failed()), _waiting())
    return frame(
        heading(say("Collections"), new),
        rx.el.div(found, class_name="px-4 md:px-0"),
        _form(),
        place="collections",
        wide=True,
    )


def _lists() -> rx.Component:
    shared = rx.el.section(
        rx.el.h2(say("Shared with you"), class_name="font-serif text-card mb-4"),
        _tiles(CollectionsPage.shared),
        _more(CollectionsPage.more_shared, CollectionsPage.grow_shared),
        class_name="mt-10",
    )
    return rx.fragment(
        _tiles(CollectionsPage.mine, saved_tile()),
        _more(CollectionsPage.more_mine, CollectionsPage.grow_mine),
        rx.cond(CollectionsPage.shared.length() > 0, shared, rx.fragment()),
        rx.cond(CollectionsPage.beginning, rx.fragment(), rx.el.div(notice(told(CollectionsPage.problem), tone="error"), class_name="has-[p]:mt-6")),
    )


def _tiles(items: rx.Var[list[object]], *first: rx.Component) -> rx.Component:
    return rx.el.ul(*first, rx.foreach(items, lambda item: collection_tile(item=item, key=item.id)), role="list", class_name=GRID)


def _more(cursor: rx.Var[str], grow: object) -> rx.Component:
    return rx.cond(cursor != "", rx.el.div(button(say("More"), kind="quiet", on_click=grow), class_name="mt-6 flex justify-center"), rx.fragment())


def _form() -> rx.Component:
    form = rx.el.form(
        text_field(say("Name"), name="name", max_length=80, required=True, auto_complete="off", custom_attrs=focused_first(), error=_trouble("name")),
        segmented(say("Seen by"), name="visibility", options=visibility_choices(), value="private", hint=explained(), error=_trouble("visibility")),
        notice(told(CollectionsPage.problem, ""), tone="error"),
        rx.el.div(
            button(say("Cancel"), kind="bare", on_click=CollectionsPage.close_form),
            button(say("Begin it"), type="submit"),
            class_name="flex justify-end gap-2",
        ),
        on_submit=CollectionsPage.begin,
        class_name="flex flex-col gap-5",
    )
    return dialog(say("New collection"), form, is_open=CollectionsPage.beginning, on_dismiss=CollectionsPage.close_form, key="begin")


def explained() -> Text:
    """What the three mean."""
    return say("Private: you, and whom you invite. Unlisted: whoever has the address. Public: everybody, on your page.")


def _trouble(field: str) -> rx.Var[str]:
    return told(CollectionsPage.problem, field)


def _guest() -> rx.Component:
    enter = link_button(say("Sign in"), href="/sign-in?next=/collections", kind="ink")
    return empty_box(say("Put pictures together"), say("With an account you can put pictures together."), enter)


def _failed() -> rx.Component:
    return notice(told(CollectionsPage.problem), button(say("Try again"), kind="quiet", on_click=CollectionsPage.arrive), tone="error")


def _waiting() -> rx.Component:
    tile = rx.el.div(skeleton("aspect-3/2 w-full rounded-md"), skeleton("h-5 w-1/2 mt-3"))
    return rx.el.div(tile, tile, rx.el.div(tile, class_name="max-lg:hidden"), class_name=GRID, aria_busy=True)
