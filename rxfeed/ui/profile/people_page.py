"""`/u/{handle}/followers`, `/u/{handle}/following` and one's own `/u/{handle}/requests`: lists of people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from rxfeed.domain.people_views import PersonView
from rxfeed.ui.components.controls import Text, button, link_button
from rxfeed.ui.components.notices import empty_box, notice, skeleton
from rxfeed.ui.components.person_row import person_row
from rxfeed.ui.feed.store import Sentinel
from rxfeed.ui.library.store import ChangeSink, drop
from rxfeed.ui.profile.page import private, theirs
from rxfeed.ui.profile.state import ProfilePage
from rxfeed.ui.profile.store import list_name, more, people_list
from rxfeed.ui.profile.suggested import suggested
from rxfeed.ui.shell import frame, heading
from rxfeed.ui.words import say, told

WHO = ProfilePage.profile


def followers_page() -> rx.Component:
    """Who follows them."""
    return _page(say("Who follows {name}", name=WHO.name), followers_rows())


def following_page() -> rx.Component:
    """Whom they follow."""
    return _page(say("Whom {name} follows", name=WHO.name), following_rows())


def requests_page() -> rx.Component:
    """Who asks to follow, for whom they ask."""
    alone = empty_box(say("Not yours"), say("Who asks to follow somebody is seen by them alone."))
    return _page(say("Who asks to follow you"), rx.cond(WHO.mine, requests_rows(), rx.el.div(alone, class_name="mx-4 md:mx-0")))


def _page(title: Text, rows: rx.Component) -> rx.Component:
    back = link_button(WHO.name, href=f"/u/{WHO.handle}", icon_name="left", kind="bare", class_name="max-w-full truncate")
    return frame(theirs(rx.el.div(heading(title, back), _trouble(), rx.cond(WHO.hidden, private(), rows))))


def _trouble() -> rx.Component:
    return rx.el.div(notice(told(ProfilePage.problem), tone="error"), class_name="px-4 md:px-0 not-has-[p]:absolute")


@rx.memo
def followers_rows() -> rx.Component:
    remove = _answer(say("Remove"), "followers", ProfilePage.remove_follower)
    return _rows("followers", say("Nobody yet. The first one may be you."), lambda person: rx.cond(WHO.mine, remove(person), rx.fragment()))


@rx.memo
def requests_rows() -> rx.Component:
    accept, decline = _answer(say("Accept"), "requests", ProfilePage.accept, "ink"), _answer(say("Decline"), "requests", ProfilePage.decline)
    return _rows("requests", say("Nobody asks just now."), lambda person: rx.fragment(accept(person), decline(person)))


@rx.memo
def following_rows() -> rx.Component:
    return rx.fragment(_rows("following", say("Nobody yet.")), rx.cond(WHO.mine, rx.el.div(suggested(), class_name="px-4 md:px-0 mt-8"), rx.fragment()))


def _answer(text: Text, which: str, handler: Any, kind: str = "quiet") -> Callable[[rx.Var[PersonView]], rx.Component]:
    """A button beside somebody, who leaves the list with it."""
    look = "text-sm px-4 min-h-10 shrink-0"
    return lambda person: button(text, kind=kind, on_click=[drop(list_name(which), person.id), handler(person.handle)], class_name=look)


def _rows(which: str, nobody: Text, answers: Callable[[rx.Var[PersonView]], rx.Component] = lambda _: rx.fragment()) -> rx.Component:
    people = people_list(which)
    again = button(say("Try again"), kind="quiet", on_click=more(which))
    settled = rx.cond(people.cards.length() == 0, empty_box(say("An empty circle"), nobody), rx.fragment())
    return rx.el.div(
        rx.el.ul(
            rx.foreach(people.cards, lambda person: person_row(person, answers(person))),
            role="list",
            aria_busy=people.status == "growing",
            class_name="flex flex-col",
        ),
        rx.match(
            people.status,
            ("ready", settled),
            ("checking", settled),
            ("failed", notice(say("The list didn't come. Is the connection there?"), again, tone="error")),
            rx.el.div(*(skeleton("h-14 w-full") for _ in range(3)), class_name="flex flex-col gap-3"),
        ),
        Sentinel.create(list=list_name(which)),
        ChangeSink.create(list=list_name(which), grows=False, changed=rx.Var.create([]), moves=ProfilePage.moves),
        class_name="px-4 md:px-0",
    )
