"""Putting a collection in order: by buttons, by Alt and the arrow keys, or by dragging."""

from __future__ import annotations

import reflex as rx
from reflex_components_core.el.elements.typography import Li

from rxfeed.domain.views import PostCard
from rxfeed.ui.collections.state import CollectionPage
from rxfeed.ui.collections.store import collected, drop, name_of_collected
from rxfeed.ui.components.controls import icon_button
from rxfeed.ui.components.pictures import framed, picture, veiled
from rxfeed.ui.words import say


class _Place(Li):
    """A place that something can be dragged out of and dropped on."""

    on_drag_start: rx.EventHandler[rx.event.no_args_event_spec]  # type: ignore[type-arg]
    on_drag_over: rx.EventHandler[rx.event.no_args_event_spec]  # type: ignore[type-arg]
    on_drop: rx.EventHandler[rx.event.no_args_event_spec]  # type: ignore[type-arg]
    on_key_down: rx.EventHandler[rx.event.no_args_event_spec]  # type: ignore[type-arg]


_BY_KEY = rx.Var(
    "(event) => { const way = event.altKey && { ArrowLeft: 'earlier', ArrowUp: 'earlier', ArrowRight: 'later', ArrowDown: 'later' }[event.key]; "
    "if (way) { event.preventDefault(); event.currentTarget.querySelector(`[data-move=${way}]`).click(); } }",
    _var_type=rx.EventChain,
).guess_type()
"""Alt and an arrow key do as the two buttons do, and no more: in most browsers they would leave the page."""


def arranging_wall() -> rx.Component:
    """The same posts on even tiles, each with what can be done with its place."""
    moved = rx.cond(CollectionPage.place > 0, say("Now picture {place} of the collection.", place=CollectionPage.place), "")
    hint = say("Drag a picture onto the place where it belongs, move it with the arrows below it, or select it and press Alt with an arrow key.")
    return rx.el.div(
        rx.el.p(hint, class_name="text-sm text-ink-3 mb-3 px-2.5 md:px-0"),
        rx.el.p(moved, role="status", class_name="sr-only"),
        rx.el.ul(
            rx.foreach(collected.cards, lambda card, number: _place(card, number)),
            role="list",
            class_name="grid grid-cols-2 md:grid-cols-3 lg:grid-cols-4 gap-3",
        ),
    )


def _place(card: rx.Var[PostCard], number: rx.Var[int]) -> rx.Component:
    view = card.pictures[0]
    words = rx.cond(card.prompt != "", card.prompt, say("Picture by {name}", name=card.author.name))
    shown = picture(view, sizes="(min-width: 760px) 280px, 50vw", alt=words, class_name="absolute inset-0 size-full object-contain pointer-events-none")
    return _Place.create(
        veiled(card.rating, framed(view, shown, class_name="w-full aspect-square!")),
        _controls(card, number),
        on_drag_start=CollectionPage.lift(card.id),
        on_drag_over=rx.prevent_default,
        on_drop=[rx.prevent_default, CollectionPage.put_down(card.id, number + 1)],
        on_key_down=_BY_KEY,
        tab_index=0,
        custom_attrs={"draggable": "true", "aria-keyshortcuts": "Alt+ArrowLeft Alt+ArrowUp Alt+ArrowRight Alt+ArrowDown"},
        key=card.id,
        class_name="rounded-md overflow-hidden border border-line bg-surface cursor-grab active:cursor-grabbing focus-visible:-outline-offset-2",
    )


def _controls(card: rx.Var[PostCard], number: rx.Var[int]) -> rx.Component:
    is_last = (number == collected.cards.length() - 1) & (collected.next == "")
    earlier, later = CollectionPage.shift(card.id, False, number), CollectionPage.shift(card.id, True, rx.cond(is_last, 0, number + 2))  # noqa: FBT003
    return rx.el.div(
        icon_button("left", say("Move earlier"), on_click=earlier, aria_disabled=number == 0, custom_attrs={"data-move": "earlier"}),
        icon_button("right", say("Move later"), on_click=later, aria_disabled=is_last, custom_attrs={"data-move": "later"}),
        icon_button("picture", say("Make it the cover"), on_click=CollectionPage.stand_for_it(card.id)),
        icon_button("cross", say("Take it out"), on_click=[drop(name_of_collected, card.id), CollectionPage.take_out(card.id)], class_name="ml-auto"),
        class_name="flex items-center p-1",
    )
