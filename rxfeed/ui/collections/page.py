"""`/c/{id}`: a collection, its pictures, and for whoever may, what they do with it."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.collections.arranging import arranging_wall
from rxfeed.ui.collections.dialogs import dialogs
from rxfeed.ui.collections.head import head
from rxfeed.ui.collections.state import CollectionPage
from rxfeed.ui.collections.store import ADDRESSED, again, collected, name_of_collected
from rxfeed.ui.components.controls import button, link_button
from rxfeed.ui.components.first_content import kept_content
from rxfeed.ui.components.notices import empty_box, notice, pictures_lost, skeleton
from rxfeed.ui.components.post_tile import busy, tiles, waiting_tiles
from rxfeed.ui.components.title import titled
from rxfeed.ui.feed.store import Sentinel
from rxfeed.ui.library.store import ChangeSink
from rxfeed.ui.shell import frame
from rxfeed.ui.words import say, told

EAGER = 4


def page() -> rx.Component:
    """Head and wall."""
    ready = rx.el.div(head(), wall(), dialogs(), class_name="flex flex-col gap-6")
    found = rx.match(
        CollectionPage.status, ("ready", ready), ("missing", _missing()), ("blocked", _blocked()), ("gone", _gone()), ("failed", _failed()), _waiting()
    )
    here = CollectionPage.asked == ADDRESSED
    title = titled(here & (CollectionPage.status == "ready"), rx.Var.create(f"{CollectionPage.view.name} on rxfeed"))
    return frame(title, rx.cond(here, found, _waiting()), place="collections", wide=True)


@rx.memo
def wall() -> rx.Component:
    """Its posts. A component of its own: they are asked for once it is known that there is something."""
    failed = pictures_lost(again(name_of_collected))
    settled = rx.cond(collected.cards.length() == 0, rx.el.div(_nothing(), class_name="mx-2.5 md:mx-0"), rx.fragment())
    return rx.el.section(
        rx.el.h2(say("Pictures"), class_name="sr-only"),
        rx.cond(CollectionPage.arranging, arranging_wall(), _tiles()),
        rx.match(collected.status, ("ready", settled), ("checking", settled), ("failed", failed), waiting_tiles()),
        Sentinel.create(list=name_of_collected),
        ChangeSink.create(list=name_of_collected, grows=False, changed=rx.Var.create([]), moves=CollectionPage.moves),
        class_name="px-1.5 md:px-0 flex flex-col gap-3",
    )


def _tiles() -> rx.Component:
    return tiles(collected.cards, EAGER, aria_busy=busy(collected.status))


def _nothing() -> rx.Component:
    theirs = say("Nothing is in it yet that you could see.")
    ours = say("Put pictures in from any card: “Add to a collection”.")
    to_feed = link_button(say("To the feed"), href="/", kind="ink")
    may = CollectionPage.view.may_add
    return empty_box(say("Still empty"), rx.cond(may, ours, theirs).to(str), rx.cond(may, to_feed, rx.fragment()))


def _missing() -> rx.Component:
    back = link_button(say("Back to the feed"), href="/", kind="ink")
    return _alone(empty_box(say("No such collection"), say("It is gone, or it isn't meant for you."), back, whole_page=True))


def _gone() -> rx.Component:
    back = link_button(say("Your collections"), href="/collections", kind="ink")
    return _alone(empty_box(say("Deleted"), say("The collection is gone. Its pictures are where they were."), back, whole_page=True))


def _blocked() -> rx.Component:
    theirs = link_button(say("To their page"), href=rx.Var.create("/u/") + CollectionPage.problem.blanks["handle"], kind="ink")
    return _alone(empty_box(say("By somebody you have blocked"), told(CollectionPage.problem), theirs, whole_page=True))


def _failed() -> rx.Component:
    return _alone(notice(told(CollectionPage.problem), button(say("Try again"), kind="quiet", on_click=CollectionPage.arrive), tone="error"))


def _alone(content: rx.Component) -> rx.Component:
    return rx.el.div(content, class_name="max-w-[784px] mx-4 md:mx-0 max-md:mt-3")


def _waiting() -> rx.Component:
    """What the server has sent of a collection that is on its way, or its shape."""
    return kept_content(rx.el.div(
        rx.el.div(skeleton("h-9 w-64 max-w-full"), skeleton("h-5 w-48"), class_name="flex flex-col gap-3 px-4 md:px-0 pt-2 md:pt-0"),
        rx.el.div(waiting_tiles(), class_name="px-1.5 md:px-0"),
        rx.el.h1(say("A collection, on its way"), class_name="sr-only"),
        class_name="flex flex-col gap-8",
        aria_busy=True,
    ))  # fmt: skip
