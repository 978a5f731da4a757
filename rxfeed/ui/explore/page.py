"""`/explore`: everything that is public, searched and filtered; what is asked for stands in the address."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.explore_query import Query
from rxfeed.domain.views import AuthorView, FoundCard, PostCard
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.controls import AddressForm, button, go, link_button
from rxfeed.ui.components.first_content import first_content
from rxfeed.ui.components.notices import empty_box, notice, pictures_lost
from rxfeed.ui.components.post_tile import tiles, waiting_tiles
from rxfeed.ui.explore.filters import filters, holding, narrowing
from rxfeed.ui.explore.state import ExplorePage
from rxfeed.ui.explore.store import FOUND
from rxfeed.ui.explore.tile import found_tiles
from rxfeed.ui.feed.store import Sentinel, asked
from rxfeed.ui.shell import frame
from rxfeed.ui.words import say, told

PAGE = ExplorePage
EAGER = 6
_LINE = "flex gap-2 flex-1 basis-40 min-w-0 overflow-x-auto plain-scroll"
_CHIP = "inline-flex shrink-0 items-center gap-2 min-h-10 px-3.5 rounded-full bg-sunken text-sm text-ink hover:bg-shade"


def page() -> rx.Component:
    """Search, filters, who and which tags are meant, pictures."""
    return frame(
        rx.el.h1(say("Explore"), class_name="sr-only"),
        rx.el.div(_search(), filters(_meant()), _said(), class_name="flex flex-col gap-3 px-4 md:px-0 pt-3 md:pt-0 pb-4"),
        wall(),
        place="explore",
        wide=True,
    )


def _search() -> rx.Component:
    """The words become part of the address, beside the filters that are there."""
    kept = [
        rx.cond(getattr(PAGE.query, name) != "", rx.el.input(type="hidden", name=name, value=getattr(PAGE.query, name)), rx.fragment())
        for name in Query.__slots__
        if name != "q"
    ]
    return AddressForm.create(
        rx.el.label(say("Search prompts, captions, tags"), html_for="explore-words", class_name="sr-only"),
        rx.el.input(
            id="explore-words", name="q", type="search", max_length=400, default_value=PAGE.query.q, key=PAGE.query.q, list="explore-completions",
            placeholder=say("Search prompts, captions, tags"), auto_complete="off", on_change=PAGE.complete.debounce(120),
            class_name="grow min-w-0 min-h-11 bg-transparent font-serif italic text-[21px] placeholder:text-ink-3 outline-none",
        ),
        rx.el.datalist(rx.foreach(PAGE.completions, lambda text: rx.el.option(value=text)), id="explore-completions"),
        *kept,
        button(say("Search"), type="submit", kind="ink"),
        action="/explore",
        method="get",
        role="search",
        class_name=(
            "flex items-center gap-3 pl-5 pr-2.5 py-2 rounded-lg bg-surface border border-line-strong "
            "focus-within:outline-2 focus-within:outline-ink focus-within:-outline-offset-1"
        ),
    )  # fmt: skip


def _meant() -> rx.Component:
    """People and tags that begin so: beside the filters, so that nothing moves."""
    tags = rx.foreach(PAGE.found.tags, lambda tag: go("#", tag, href=f"/t/{tag}", class_name=_CHIP))
    some = (PAGE.people.length() > 0) | (PAGE.found.tags.length() > 0)
    shown = rx.el.nav(rx.foreach(PAGE.people, _person), tags, aria_label=say("People and tags"), class_name=_LINE)
    return rx.cond(some, shown, rx.fragment())


def _like() -> rx.Component:
    """Which picture these are like, and in what."""
    link = go(say("The picture itself"), href=rx.Var.create("/p/") + asked("like", ""), class_name=_CHIP)
    why = rx.el.span(say("Pictures with like colours, lines, tags and words."), class_name="text-sm text-ink-2")
    return rx.el.p(link, why, class_name="flex flex-wrap items-center gap-x-3 gap-y-2 px-2.5 md:px-0 pb-3")


def _person(person: rx.Var[AuthorView]) -> rx.Component:
    return go(avatar(person.avatar, person.name, 24), person.name, href=f"/u/{person.handle}", class_name=_CHIP)


def _said() -> rx.Component:
    """What can't be asked for, with what was asked still there; and how far the ranking reaches."""
    cut = rx.el.p(say("Of what fits, the newest 5,000 are ranked here."), class_name="text-sm text-ink-3")
    sentence = rx.cond(PAGE.status == "failed", told(PAGE.problem), "").to(str)
    wrong = rx.el.div(notice(sentence, tone="error"), class_name="not-has-[p]:hidden")
    return rx.fragment(wrong, rx.cond(PAGE.found.cut, cut, rx.fragment()))


@rx.memo
def wall() -> rx.Component:
    """What is found, as far as it is known."""
    found = FOUND.found
    refused = rx.cond(PAGE.status == "failed", rx.fragment(), pictures_lost(FOUND.more()))
    nothing = (found.cards.length() == 0) & (found.next == "")
    return rx.el.section(
        rx.el.h2(say("Pictures"), class_name="sr-only"),
        rx.cond(found.status == "new", first_content(), first_look(found.cards)),
        rx.match(
            found.status,
            ("ready", rx.cond(nothing, rx.el.div(_nothing(), class_name="mx-2.5 md:mx-0"), rx.fragment())),
            ("failed", rx.el.div(refused, class_name="mx-2.5 md:mx-0")),
            ("new", rx.fragment()),
            waiting_tiles(),
        ),
        Sentinel.create(list=FOUND.name),
        class_name="px-1.5 md:px-0 flex flex-col gap-3",
    )


def first_look(cards: rx.Var[list[PostCard]]) -> rx.Component:
    """What holds, and rows that fill the width; where words were searched for, with the words."""
    with_words, plain = found_tiles(cards.to(list[FoundCard]), EAGER), tiles(cards, EAGER)
    return rx.el.div(rx.cond(asked("like", "") != "", _like(), holding()), rx.cond(asked("q", "") != "", with_words, plain))


def _nothing() -> rx.Component:
    """It says so, and offers the nearest; it never shows other pictures as if they were meant."""
    whole = link_button(say("See everything"), href="/explore", kind="quiet")
    near = rx.el.ul(
        rx.foreach(PAGE.found.nearest, lambda text: rx.el.li(button(text, kind="quiet", on_click=PAGE.choose("q", text)))),
        role="list",
        class_name="flex flex-wrap justify-center gap-2 empty:hidden",
    )
    offered, other = say("Nothing has all of that. These searches find something:"), say("Nothing fits. Take a filter or a word away.")
    words = rx.cond((PAGE.found.nearest.length() > 0) | (PAGE.found.without.length() > 0), offered, other).to(str)
    return empty_box(say("Nothing found"), words, near, narrowing(PAGE.found.without), whole)
