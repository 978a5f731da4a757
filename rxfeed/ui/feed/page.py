"""The feeds: one page for each, so that each has its link, its first cards and its place."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.components.controls import AddressForm, Text, button, go, link_button, tab
from rxfeed.ui.components.first_content import first_content
from rxfeed.ui.components.notices import empty_box, pictures_lost, skeleton
from rxfeed.ui.components.post_card import post_card
from rxfeed.ui.feed.side import side
from rxfeed.ui.feed.store import CardList, Listed, LiveSink, Sentinel, asked, listed
from rxfeed.ui.here import Here
from rxfeed.ui.live import Live
from rxfeed.ui.shell import frame
from rxfeed.ui.words import say, say_n

FOR_YOU, FOLLOWING, LATEST = listed("v1/feeds/for-you"), listed("v1/feeds/following"), listed("v1/feeds/latest")
PERIOD = asked("period", "day")
TRENDING = Listed("trending", '((period) => period && "v1/feeds/trending?period=" + encodeURIComponent(period))(useAsked("period", "day"))', ("useAsked",))
_WHY_TRENDING = say("What people have liked, reposted and remixed, the newest of it counting most; then what is new. Who somebody is doesn't count.")
EAGER = 2
ZONE: rx.Var[str] = rx.Var("Intl.DateTimeFormat().resolvedOptions().timeZone", _var_type=str)
"""The browser's time zone: a feed recipe may have rules for weekends."""
_COLUMN = "flex flex-col gap-6 max-md:gap-3"


def page() -> rx.Component:
    """`/`: For you; for who isn't signed in, what trends."""
    member = Here.viewer.signed_in
    ranked = say("Ranked by your feed recipe: points for what applies to a picture, the most first. The order stays while you look. Each menu shows its sum.")
    why = rx.cond(Here.known & ~member, _WHY_TRENDING, ranked)
    nothing = empty_box(say("A blank wall"), say("Nobody has published a picture here yet. Describe one, and it hangs here a moment later."), _create_link())
    newest, count = rx.cond(member, Live.newest, Live.ranked), rx.cond(member, Live.count, 0)
    sink = LiveSink.create(list=FOR_YOU.name, newest=newest, count=count, gone=Live.gone, choosy=~member | Here.viewer.choosy)
    pill = _pill(FOR_YOU, rx.cond(member, _news(FOR_YOU), say("The order has changed")).to(str))
    shown = _list(FOR_YOU, say("For you"), nothing, say("That was everything for now."))
    return _page("", say("For you"), why.to(str), rx.fragment(pill, shown, sink, on_mount=Here.tell_zone(ZONE)))


def following_page() -> rx.Component:
    """`/following`: what the people one follows publish and repost."""
    why = say("What the people you follow publish and repost, and what you publish, newest first. Nothing is ranked.")
    nobody = empty_box(
        say("Nobody's pictures yet"),
        say("Follow somebody, and what they publish hangs here. Their names lead to their pages."),
        _latest_link(),
    )
    end = say("That was everything that is kept here. What is older hangs on their own pages.")
    sink = LiveSink.create(list=FOLLOWING.name, newest=f"{Live.newest}{Live.reposted}", count=Live.count, gone=Live.gone, choosy=True)
    shown = rx.cond(Here.known & ~Here.viewer.signed_in, _strangers(), rx.fragment(_pill(FOLLOWING), _list(FOLLOWING, say("Following"), nobody, end), sink))
    return _page("following", say("Following"), why, shown)


def latest_page() -> rx.Component:
    """`/latest`: everything public, newest first."""
    why = say("Newest first. Nothing is ranked, and nothing is left out but what is unlisted, and whom you have muted or blocked.")
    nothing = empty_box(say("A blank wall"), say("Nobody has published a picture here yet. Describe one, and it hangs here a moment later."), _create_link())
    shown = _list(LATEST, say("Latest pictures"), nothing, say("That was everything, back to the first picture."))
    sink = LiveSink.create(list=LATEST.name, newest=Live.newest, count=Live.count, gone=Live.gone, choosy=Here.viewer.choosy)
    return _page("latest", say("Latest pictures"), why, rx.fragment(_pill(LATEST), shown, sink))


def trending_page() -> rx.Component:
    """`/trending`: what people have answered, in a day (`?period=`), a week or all time."""
    nothing = empty_box(say("A blank wall"), say("Here hangs what people like. Its order is made anew every few minutes."), _latest_link())
    end = say("That was everything that trends.")
    sink = LiveSink.create(list=TRENDING.name, newest=Live.ranked, count=0, gone=Live.gone, choosy=True)
    shown = rx.fragment(_periods(), _pill(TRENDING, say("The order has changed")), _list(TRENDING, say("Trending"), nothing, end), sink)
    return _page("trending", say("Trending"), _WHY_TRENDING, shown)


def _periods() -> rx.Component:
    names = {"day": say("Day"), "week": say("Week"), "all": say("All time")}
    look = (
        "inline-flex items-center min-h-10 px-3.5 rounded-full border border-line-strong bg-surface text-sm text-ink-2 whitespace-nowrap hover:bg-sunken "
        "transition duration-150 focus-visible:-outline-offset-2 aria-[current=true]:bg-ink aria-[current=true]:border-ink aria-[current=true]:text-paper"
    )

    def link(period: str, name: Text) -> rx.Component:
        here = rx.cond(rx.Var.create(period) == PERIOD, "true", "false")
        return go(name, href=f"/trending?period={period}", aria_current=here, class_name=look)

    return rx.el.nav(
        *(link(period, name) for period, name in names.items()),
        aria_label=say("Of which time"),
        class_name="flex gap-1.5 mx-4 md:mx-0 mt-4",
    )


def _create_link() -> rx.Component:
    return link_button(say("Create the first"), href="/create", kind="ink", icon_name="plus")


def _latest_link() -> rx.Component:
    return link_button(say("See the latest"), href="/latest", kind="ink")


def _recipe_link() -> rx.Component:
    look = "inline-flex items-center min-h-10 text-sm underline underline-offset-3"
    return rx.cond(Here.viewer.signed_in, go(say("Change your feed recipe"), href="/settings/feed", class_name=look), rx.fragment())


def _page(here: str, title: Text, why: Text, shown: rx.Component) -> rx.Component:
    beside = side(why) if here else side(why, _recipe_link())
    return frame(rx.el.h1(title, class_name="sr-only"), _tabs(here), _prompt_box(), shown, place="feed", side=beside)


def _tabs(here: str) -> rx.Component:
    return rx.el.nav(
        tab(say("For you"), "/", here == ""),
        tab(say("Following"), "/following", here == "following"),
        tab(say("Latest"), "/latest", here == "latest"),
        tab(say("Trending"), "/trending", here == "trending"),
        aria_label=say("Feeds"),
        class_name="flex gap-1 px-2 md:px-0 mb-3 md:mb-4 border-b border-line overflow-x-auto overflow-y-hidden [scrollbar-width:none]",
    )


def _strangers() -> rx.Component:
    """For whom there is nobody to follow yet."""
    ways = link_button(say("Sign up"), href="/sign-up", kind="ink"), link_button(say("Sign in"), href="/sign-in", kind="quiet")
    box = empty_box(say("People you follow"), say("With an account, what the people you follow publish hangs here."), rx.el.div(*ways, class_name="flex gap-2"))
    return rx.el.div(box, class_name="mt-6 mx-4 md:mx-0")


def _prompt_box() -> rx.Component:
    """The quickest way to the composer: it opens with these words."""
    return AddressForm.create(
        rx.el.label(say("Describe a picture"), html_for="quick-prompt", class_name="sr-only"),
        rx.el.input(
            id="quick-prompt",
            name="prompt",
            type="text",
            auto_complete="off",
            max_length=4000,
            placeholder=say("Describe a picture…"),
            class_name="grow min-w-0 min-h-11 bg-transparent font-serif italic text-[21px] placeholder:text-ink-3 outline-none",
        ),
        button(say("Create"), type="submit"),
        action="/create",
        method="get",
        class_name=(
            "flex items-center gap-3 mx-4 md:mx-0 pl-5 pr-2.5 py-2.5 rounded-lg bg-surface border border-line-strong "
            "focus-within:outline-2 focus-within:outline-ink focus-within:-outline-offset-1"
        ),
    )


def _pill(shown: Listed, words: Text | None = None) -> rx.Component:
    said, look = _news(shown) if words is None else words, "arrive shadow-[0_6px_24px_var(--shade)] text-sm min-h-10"
    pill = button(said, kind="ink", icon_name="up", on_click=shown.news(), class_name=look)
    room = "sticky top-3 z-10 h-6 flex justify-center items-start pt-1.5 pointer-events-none [&>*]:pointer-events-auto"
    return rx.el.div(rx.cond(shown.found.fresh > 0, pill, rx.fragment()), role="status", class_name=room)


def _news(shown: Listed) -> rx.Var[str]:
    fresh = shown.found.fresh
    return rx.cond(shown.found.many, say("More than {count} new pictures", count=fresh), say_n("{count} new picture", "{count} new pictures", fresh)).to(str)


def _list(shown: Listed, title: Text, nothing: rx.Component, end: Text) -> rx.Component:
    cards = shown.found
    return rx.el.div(
        rx.cond(cards.status == "new", first_content(_COLUMN), _cards(cards, title)),
        rx.match(
            cards.status,
            ("failed", _failed(shown)),
            ("ready", rx.cond(cards.cards.length() == 0, nothing, rx.cond(cards.next == "", _end(end), rx.fragment()))),
            ("new", rx.fragment()),
            ("growing", _waiting()),
            rx.el.div(_waiting(), _waiting(), class_name="flex flex-col gap-6"),
        ),
        Sentinel.create(list=shown.name),
        class_name="flex flex-col gap-6 mt-1",
    )


def _cards(cards: rx.Var[CardList], title: Text) -> rx.Component:
    """A feed without anything in it would be none for those who hear the page."""
    shown = rx.el.div(
        rx.foreach(cards.cards, lambda card, number: post_card(card=card, eager=number < EAGER, by=cards.reposters[card.id], key=card.id)),
        class_name=_COLUMN,
        role="feed",
        aria_busy=(cards.status == "loading") | (cards.status == "growing"),
        aria_label=title,
    )
    return rx.cond(cards.cards.length() > 0, shown, rx.fragment())


def _waiting() -> rx.Component:
    """The shape of a card that is on its way."""
    return rx.el.div(
        rx.el.div(skeleton("size-9 rounded-full"), skeleton("h-4 w-40"), class_name="flex items-center gap-3 px-5 py-3"),
        skeleton("w-full aspect-3/2 max-h-[62vh] rounded-none"),
        rx.el.div(skeleton("h-6 w-3/4"), skeleton("h-6 w-48"), class_name="flex flex-col gap-3 px-5 py-4"),
        class_name="md:rounded-lg md:border border-line bg-surface overflow-hidden",
    )


def _failed(shown: Listed) -> rx.Component:
    return rx.el.div(pictures_lost(shown.more()), class_name="mx-4 md:mx-0")


def _end(words: Text) -> rx.Component:
    return rx.el.p(words, class_name="py-6 text-center text-sm text-ink-3")
