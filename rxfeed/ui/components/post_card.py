"""A post in a list."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.views import PictureView, PostCard, Reposter
from rxfeed.ui.components.answers import answers
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.chips import chips, sample_badge, tag_line
from rxfeed.ui.components.controls import go, link_button
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.lineage_thread import thread
from rxfeed.ui.components.pictures import framed, picture, veiled
from rxfeed.ui.components.prompt import folded, try_prompt
from rxfeed.ui.components.remix_link import remix_link
from rxfeed.ui.words import ago, moment, say, say_n

TALLEST = "62vh"
"""So that a portrait never pushes what belongs to it off the screen."""
REST = "280px"
"""How high a card is besides its picture, as a rule: the room that it takes while it is far from the screen, and nothing of it is laid out."""
PEEK = 0.88
"""How much of the row the first of several pictures may take: the next one looks in."""


@rx.memo
def post_card(card: rx.Var[PostCard], eager: rx.Var[bool], by: rx.Var[Reposter], rest: rx.RestProp) -> rx.Component:
    """Author, pictures, prompt, what one does with it. `eager` is for the first two of a list; `by` whose repost has brought it there, if one has."""
    first = card.pictures[0]
    height = f"calc(min({TALLEST}, min(100vw, 784px) * {first.height / first.width}) + {REST})"
    return rx.el.article(
        rx.cond(by, _brought(by), rx.fragment()),
        _author(card),
        rx.cond(card.parents.length() > 0, thread(card), rx.fragment()),
        veiled(card.rating, rx.cond(card.pictures.length() > 1, _strip(card, eager), _single(card, eager))),
        rx.el.div(
            rx.cond(card.prompt != "", folded(card.prompt, f"/p/{card.id}"), rx.fragment()),
            rx.cond(card.caption != "", rx.el.p(card.caption, class_name="text-ink-2 whitespace-pre-line"), rx.fragment()),
            tag_line(card.tags),
            rx.el.div(
                chips(card),
                rx.el.div(
                    rx.cond(card.prompt != "", _again(card), rx.fragment()),
                    rx.cond(card.remix != "nobody", remix_link(card, class_name="!min-h-10 !px-4 text-sm"), rx.fragment()),
                    class_name="ml-auto flex items-center",
                ),
                class_name="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 min-h-11",
            ),
            answers(post=card.id, given=[]),
            class_name="flex flex-col gap-2.5 px-4 md:px-5 pt-3.5 pb-2.5",
        ),
        class_name=(
            "md:rounded-lg md:border border-line bg-surface max-md:bg-transparent overflow-hidden "
            "[content-visibility:auto] scroll-mt-20 md:scroll-mt-4 focus-visible:-outline-offset-2"
        ),
        tab_index=-1,
        custom_attrs={"data-post": card.id, "style": {"containIntrinsicBlockSize": f"auto {height}"}},
    )


def _again(card: rx.Var[PostCard]) -> rx.Component:
    return link_button(say("Try this prompt"), href=try_prompt(card), kind="bare", class_name="!px-3 text-sm")


def _brought(by: rx.Var[Reposter]) -> rx.Component:
    words = go(say("Reposted by {name}", name=by.name), href=f"/u/{by.handle}", class_name="truncate hover:underline underline-offset-3 py-1")
    return rx.el.p(icon("repost", 16), words, class_name="flex items-center gap-2 px-4 md:px-5 pt-2 -mb-2 text-sm text-ink-3 min-w-0")


def _author(card: rx.Var[PostCard]) -> rx.Component:
    when = rx.el.time(ago(card.published_at), date_time=card.published_at, title=moment(card.published_at))
    return rx.el.header(
        avatar(card.author.avatar, card.author.name, 36),
        rx.el.div(
            go(card.author.name, href=f"/u/{card.author.handle}", class_name="font-semibold truncate hover:underline underline-offset-3"),
            rx.el.span("@", card.author.handle, class_name="text-sm text-ink-3 truncate max-sm:hidden"),
            rx.el.span("·", aria_hidden="true", class_name="text-ink-3 max-sm:hidden"),
            go(when, href=f"/p/{card.id}", class_name="text-sm text-ink-3 hover:text-ink whitespace-nowrap py-2"),
            class_name="flex items-baseline gap-1.5 min-w-0 grow",
        ),
        rx.cond(card.is_sample, sample_badge(), rx.fragment()),
        class_name="flex items-center gap-3 px-4 md:px-5 py-3",
    )


def _single(card: rx.Var[PostCard], eager: rx.Var[bool]) -> rx.Component:
    view = card.pictures[0]
    return go(framed(view, _shown(card, view, eager), limit=TALLEST), href=f"/p/{card.id}", class_name="block focus-visible:-outline-offset-2")


def _strip(card: rx.Var[PostCard], eager: rx.Var[bool]) -> rx.Component:
    """Several pictures side by side: swiped, scrolled, or moved with the arrow keys once it has the focus."""
    first = card.pictures[0]
    count = say_n("{count} picture", "{count} pictures", card.pictures.length())
    slides = rx.foreach(
        card.pictures,
        lambda view: rx.el.li(
            go(
                framed(view, _shown(card, view, eager), class_name="h-full max-w-full"),
                href=f"/p/{card.id}",
                class_name="block h-full focus-visible:-outline-offset-2",
            ),
            class_name="h-full shrink-0 max-w-[88%] snap-center first:snap-start last:snap-end",
        ),
    )
    return rx.el.div(
        rx.el.ul(slides, tab_index=0, role="list", aria_label=count, class_name="flex h-full gap-1 overflow-x-auto snap-x snap-mandatory plain-scroll"),
        rx.el.span(count, aria_hidden="true", class_name="absolute right-3 top-3 px-2.5 py-1 rounded-full text-tiny font-medium bg-veil text-[white]"),
        custom_attrs={"style": {"aspectRatio": f"{first.width} / {first.height * PEEK}", "maxHeight": TALLEST}},
        class_name="relative w-full",
    )


def _shown(card: rx.Var[PostCard], view: rx.Var[PictureView], eager: rx.Var[bool]) -> rx.Component:
    words = rx.cond(card.prompt != "", card.prompt, say("Picture by {name}", name=card.author.name))
    width = f"calc({TALLEST}*{view.width}/{view.height})"  # of a tall picture, which is narrower than its column
    sizes = rx.Var.create(f"(min-width: 760px) min(784px, 90vw, {width}), min(100vw, {width})")
    return picture(view, sizes=sizes, alt=words, eager=eager, class_name="absolute inset-0 size-full object-contain")
