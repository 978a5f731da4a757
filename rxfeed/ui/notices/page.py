"""`/notifications`: who did what, newest first, each line a link to it."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.notices_views import NoticeView
from rxfeed.domain.views import AuthorView
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.controls import button, go, link_button
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.notices import empty_box, notice, skeleton
from rxfeed.ui.here import Here
from rxfeed.ui.notices.state import NoticesPage
from rxfeed.ui.shell import frame, heading
from rxfeed.ui.words import ago, moment, said, say, say_n, told


def page() -> rx.Component:
    """The list, or why there is none."""
    return frame(
        heading(say("Notifications"), rx.cond(NoticesPage.status == "ready", _heads(), rx.fragment())),
        rx.el.div(
            rx.match(NoticesPage.status, ("ready", _whole()), ("guest", _guest()), ("failed", _failed()), _waiting()),
            class_name="px-4 md:px-0",
        ),
        place="notices",
    )


def _heads() -> rx.Component:
    return rx.el.div(
        rx.cond(Here.unread > 0, button(say("Mark all as read"), kind="quiet", icon_name="check", on_click=NoticesPage.read_all), rx.fragment()),
        link_button(rx.el.span(say("Choose what"), class_name="max-sm:sr-only"), href="/settings/notices", kind="bare", icon_name="settings"),
        class_name="flex items-center gap-1",
    )


def _whole() -> rx.Component:
    more = button(say("More"), kind="quiet", on_click=NoticesPage.more)
    lines = rx.el.ul(rx.foreach(NoticesPage.notices, lambda one: notice_line(one=one, key=one.id)), role="list", class_name="flex flex-col")
    return rx.el.div(
        _news(),
        _problem(),
        _let_in(),
        rx.cond(NoticesPage.notices.length() > 0, lines, _empty()),
        rx.cond(NoticesPage.next != "", rx.el.div(more, class_name="flex justify-center pt-6"), rx.fragment()),
    )


def _news() -> rx.Component:
    """What has come while one looks."""
    count = Here.unread - NoticesPage.left
    pill = button(say_n("{count} new notification", "{count} new notifications", count), kind="ink", icon_name="up", on_click=NoticesPage.arrive)
    return rx.el.div(rx.cond(count > 0, rx.el.div(pill, class_name="flex justify-center pb-4"), rx.fragment()), role="status")


@rx.memo
def notice_line(one: rx.Var[NoticeView], rest: rx.RestProp) -> rx.Component:
    """One of them."""
    inside = "flex gap-3.5 py-3.5 px-3 -mx-3 rounded-sm"
    line = "relative border-b border-line last:border-0"
    fresh = f"{line} before:absolute before:-left-3 before:inset-y-4 before:w-[3px] before:rounded-full before:bg-ink"
    shown = [_faces(one), _words(one), _thumb(one)]
    return rx.el.li(
        rx.cond(one.href != "", go(*shown, href=one.href, class_name=f"{inside} hover:bg-shade"), rx.el.div(*shown, class_name=inside)),
        rx.cond(one.asks, _answers(one), rx.fragment()),
        class_name=rx.cond(one.unread, fresh, line),
    )


def _answers(one: rx.Var[NoticeView]) -> rx.Component:
    """What is asked: may they follow, may they remix, is it a version by both?"""
    small = "!min-h-10 text-sm"
    return rx.el.div(
        button(say("Accept"), kind="ink", on_click=NoticesPage.accept(one.id), class_name=small),
        button(say("Decline"), kind="quiet", on_click=NoticesPage.decline(one.id), class_name=small),
        role="group",
        aria_label=said(one.sentence, rx.Var.create({"who": f"@{one.one}"})),
        class_name="flex gap-2 pb-3.5 pl-14.5",
    )


def _faces(one: rx.Var[NoticeView]) -> rx.Component:
    """One person's, or two people's one before the other."""
    def face(who: rx.Var[AuthorView], number: rx.Var[int]) -> rx.Component:
        place = rx.cond(number == 0, "absolute left-0 top-0", "absolute right-0 bottom-0 rounded-full outline-2 outline-paper")
        return rx.el.span(rx.cond(one.two == "", avatar(who.avatar, who.name, 44), avatar(who.avatar, who.name, 32)), class_name=place)

    sign = rx.match(one.kind, ("generation_failed", icon("warning")), ("generation_ready", icon("picture")), ("detached", icon("fork")), icon("shield"))
    nobody = rx.el.span(sign, class_name="size-11 grid place-items-center rounded-full bg-sunken text-ink-2")
    return rx.el.span(rx.cond(one.people.length() > 0, rx.foreach(one.people, face), nobody), aria_hidden="true", class_name="relative shrink-0 size-11")


def _words(one: rx.Var[NoticeView]) -> rx.Component:
    fresh = rx.el.span(say("New"), ": ", class_name="sr-only")
    quote = rx.el.span(one.words, class_name="mt-0.5 text-ink-2 line-clamp-2 wrap-anywhere")
    return rx.el.span(
        rx.el.span(rx.cond(one.unread, fresh, rx.fragment()), said(one.sentence, rx.Var.create({"who": _who(one)})), class_name="block wrap-anywhere"),
        rx.cond(one.words != "", quote, rx.fragment()),
        rx.el.time(ago(one.at), date_time=one.at, title=moment(one.at), class_name="block mt-0.5 text-sm text-ink-3"),
        class_name=rx.cond(one.unread, "grow min-w-0 font-medium", "grow min-w-0"),
    )


def _who(one: rx.Var[NoticeView]) -> rx.Var[str]:
    """`@ada`, `@ada and @bo`, `@ada, @bo and 12 others`."""
    first, second = rx.Var.create(f"@{one.one}"), rx.Var.create(f"@{one.two}")
    more = say_n("{first}, {second} and {count} other", "{first}, {second} and {count} others", one.others, first=first, second=second)
    return rx.cond(one.two == "", first, rx.cond(one.others > 0, more, say("{first} and {second}", first=first, second=second))).to(str)


def _thumb(one: rx.Var[NoticeView]) -> rx.Component:
    size = {"width": 48, "height": 48}
    shown = rx.el.img(src=one.thumb, alt="", loading="lazy", custom_attrs=size, class_name="size-12 shrink-0 rounded-sm object-cover bg-sunken")
    return rx.cond(one.thumb != "", shown, rx.fragment())


def _empty() -> rx.Component:
    return empty_box(
        say("Quiet so far"),
        say("When somebody likes a picture of yours, comments on it or follows you, you read it here."),
        link_button(say("Create a picture"), href="/create", kind="ink"),
    )


def _guest() -> rx.Component:
    return empty_box(
        say("Nobody is signed in"),
        say("What others do with your pictures is told to your account."),
        link_button(say("Sign in"), href="/sign-in?next=/notifications", kind="ink"),
        link_button(say("Sign up"), href="/sign-up?next=/notifications", kind="quiet"),
    )


def _let_in() -> rx.Component:
    """What has come of an answer."""
    words = rx.cond(NoticesPage.let_in != "", say("@{handle} follows you now.", handle=NoticesPage.let_in), "")
    return rx.el.div(notice(words.to(str), tone="ok"), class_name="has-[p]:mb-4")


def _problem() -> rx.Component:
    return rx.el.div(notice(told(NoticesPage.problem), tone="error"), class_name="has-[p]:mb-4")


def _failed() -> rx.Component:
    return notice(told(NoticesPage.problem), button(say("Try again"), kind="quiet", on_click=NoticesPage.arrive), tone="error")


def _waiting() -> rx.Component:
    words = rx.el.div(skeleton("h-5 w-2/3"), skeleton("h-4 w-24 mt-2"), class_name="grow")
    face = rx.el.div(class_name="pulse bg-shade size-11 rounded-full", aria_hidden="true")
    return rx.el.div(*(rx.el.div(face, words, class_name="flex gap-3.5 py-3.5") for _ in range(5)))
