"""`/u/{handle}`: who that is, and what they have published."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.views import PostCard
from rxfeed.ui.components.controls import button, go, link_button
from rxfeed.ui.components.first_content import kept_content
from rxfeed.ui.components.notices import empty_box, notice, pictures_lost, skeleton
from rxfeed.ui.components.post_tile import busy, tiles, waiting_tiles
from rxfeed.ui.components.title import titled
from rxfeed.ui.feed.store import Sentinel
from rxfeed.ui.profile.collections_tab import their_collections
from rxfeed.ui.profile.head import head
from rxfeed.ui.profile.state import ProfilePage
from rxfeed.ui.profile.store import ADDRESSED, asked_tag, forget, list_name, more, posts_list
from rxfeed.ui.profile.tabs import liked_wall, reposted_wall, tabs, unseen_likes
from rxfeed.ui.shell import frame
from rxfeed.ui.words import say, told

WHO = ProfilePage.profile
EAGER = 4
_PAGE, _LISTS, _WALL = "flex flex-col gap-6", "flex flex-col gap-3.5", "px-1.5 md:px-0 flex flex-col gap-3"


def page() -> rx.Component:
    """Head and wall."""
    return _page("posts", wall())


def first_look(cards: rx.Var[list[PostCard]]) -> rx.Component:
    """What the server draws of it before any script has run."""
    pinned = rx.cond(asked_tag() == "", WHO.pinned, rx.Var.create([])).to(list[str])
    lists = rx.el.div(tabs("posts"), rx.el.section(_tags(), tiles(cards, EAGER, pinned), class_name=_WALL), class_name=_LISTS)
    return rx.el.div(head(), rx.cond(WHO.blocked, rx.fragment(), rx.cond(WHO.hidden, private(), lists)), class_name=_PAGE)


def collections_page() -> rx.Component:
    """`/u/{handle}/collections`: what they have put together."""
    return _page("collections", their_collections())


def reposts_page() -> rx.Component:
    """`/u/{handle}/reposts`: what they pass on."""
    return _page("reposts", reposted_wall())


def likes_page() -> rx.Component:
    """`/u/{handle}/likes`: what they like."""
    return _page("likes", rx.cond(WHO.mine | WHO.shows_likes, liked_wall(), unseen_likes()))


def _page(here: str, content: rx.Component) -> rx.Component:
    lists = rx.el.div(tabs(here), content, class_name=_LISTS)
    shown = rx.cond(WHO.blocked, _blocked(), rx.cond(WHO.hidden, private(), lists))
    return frame(theirs(rx.el.div(head(), shown, class_name=_PAGE)), wide=True)


def theirs(shown: rx.Component) -> rx.Component:
    """A page about whom the address names, as soon as the server has said who that is."""
    found = rx.match(ProfilePage.status, ("ready", shown), ("missing", _missing()), ("failed", _failed()), _waiting())
    here = ProfilePage.asked == ADDRESSED
    title = titled(here & (ProfilePage.status == "ready"), rx.Var.create(f"{WHO.name} (@{WHO.handle}) on rxfeed"))
    return rx.fragment(title, rx.cond(here, found, _waiting()))


@rx.memo
def wall() -> rx.Component:
    """Their posts. A component of its own: they are asked for once it is known that there is somebody."""
    posts, pinned = posts_list(), rx.cond(asked_tag() == "", WHO.pinned, [])
    return rx.el.section(
        rx.el.h2(say("Pictures"), class_name="sr-only"),
        _tags(),
        tiles(posts.cards, EAGER, pinned, aria_busy=busy(posts.status)),
        rx.match(
            posts.status,
            ("ready", rx.cond(posts.cards.length() == 0, _nothing(), rx.fragment())),
            ("failed", pictures_lost(more("posts"))),
            waiting_tiles(),
        ),
        Sentinel.create(list=list_name("posts")),
        class_name=_WALL,
    )


def _tags() -> rx.Component:
    """The tags they use most; one of them, or any other that the address asks for, leaves only its pictures."""
    tag, known = asked_tag(), WHO.tags.contains(asked_tag())
    everything = _tag(say("All"), rx.Var.create(f"/u/{WHO.handle}"), tag == "")
    other = rx.cond((tag != "") & ~known, _tag(rx.Var.create(f"#{tag}"), rx.Var.create(f"/u/{WHO.handle}?tag={tag}"), True), rx.fragment())  # noqa: FBT003
    shown = rx.el.nav(
        everything,
        other,
        rx.foreach(WHO.tags, lambda name: _tag(rx.Var.create(f"#{name}"), rx.Var.create(f"/u/{WHO.handle}?tag={name}"), tag == name)),
        aria_label=say("Tags"),
        class_name="flex gap-1.5 px-2.5 md:px-0 overflow-x-auto [scrollbar-width:none]",
    )
    return rx.cond((WHO.tags.length() > 0) | (tag != ""), shown, rx.fragment())


def _tag(text: rx.Var[str], href: rx.Var[str], here: rx.Var[bool] | bool) -> rx.Component:
    look = (
        "inline-flex items-center min-h-10 px-3.5 rounded-full border border-line-strong bg-surface text-sm text-ink-2 whitespace-nowrap hover:bg-sunken "
        "transition duration-150 focus-visible:-outline-offset-2 aria-[current=true]:bg-ink aria-[current=true]:border-ink aria-[current=true]:text-paper"
    )
    return go(text, href=href, aria_current=rx.cond(here, "true", "false"), class_name=look)


def _nothing() -> rx.Component:
    tagged = empty_box(say("Nothing here"), say("{name} has no picture with this tag.", name=WHO.name))
    return rx.cond(asked_tag() == "", _blank(), rx.el.div(tagged, class_name="mx-2.5 md:mx-0"))


def _blank() -> rx.Component:
    others = say("When {name} publishes a picture, it hangs here.", name=WHO.name)
    mine = say("What you publish hangs here, and stays yours.")
    create = link_button(say("Create"), href="/create", kind="ink", icon_name="plus")
    box = empty_box(say("A blank wall"), rx.cond(WHO.mine, mine, others).to(str), rx.cond(WHO.mine, create, rx.fragment()))
    return rx.el.div(box, class_name="mx-2.5 md:mx-0")


def _blocked() -> rx.Component:
    box = empty_box(
        say("You have blocked {name}", name=WHO.name),
        say("Neither of you sees anything of the other. Nobody was told."),
        button(say("Unblock"), kind="quiet", on_click=[forget(WHO.handle), ProfilePage.unblock]),
    )
    return rx.el.div(box, class_name="mx-4 md:mx-0")


def private() -> rx.Component:
    """In place of what only followers see."""
    waits = say("You have asked to follow {name}. Once they say yes, what they publish hangs here.", name=WHO.name)
    closed = say("Only those whom {name} lets in see the pictures.", name=WHO.name)
    return rx.el.div(empty_box(say("This account is private"), rx.cond(WHO.asked, waits, closed).to(str)), class_name="mx-4 md:mx-0")


def _missing() -> rx.Component:
    back = link_button(say("Back to the feed"), href="/", kind="ink")
    return _alone(empty_box(say("Nobody by that name"), say("The account is gone, or the address isn't whole."), back, whole_page=True))


def _failed() -> rx.Component:
    return _alone(notice(told(ProfilePage.problem), button(say("Try again"), kind="quiet", on_click=ProfilePage.arrive), tone="error"))


def _alone(content: rx.Component) -> rx.Component:
    return rx.el.div(content, class_name="max-w-[784px] mx-4 md:mx-0 max-md:mt-3")


def _waiting() -> rx.Component:
    """What the server has sent of a profile that is on its way, or its shape."""
    return kept_content(rx.el.div(
        rx.el.div(
            skeleton("size-20 md:size-26 rounded-full shrink-0"),
            rx.el.div(skeleton("h-9 w-48"), skeleton("h-5 w-64 max-w-full"), class_name="flex flex-col gap-3 grow"),
            class_name="flex items-center gap-5 px-4 md:px-0 pt-2 md:pt-0",
        ),
        rx.el.div(waiting_tiles(), class_name="px-1.5 md:px-0"),
        rx.el.h1(say("Somebody's page, on its way"), class_name="sr-only"),
        class_name="flex flex-col gap-8",
        aria_busy=True,
    ))  # fmt: skip
