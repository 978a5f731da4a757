"""What a post's page says of remixing beside the post itself. Nothing of it takes room where there is nothing to say."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.detaching_reading import ChildView
from rxfeed.domain.offers import OfferView, VersionView
from rxfeed.domain.remix_requests import RequestView
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.controls import Text, button, go
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.notices import dialog, notice
from rxfeed.ui.components.pictures import picture, veiled
from rxfeed.ui.here import Here
from rxfeed.ui.permission.state import Remixing
from rxfeed.ui.post.state import PostPage
from rxfeed.ui.words import say, told

_SMALL = "!min-h-10 text-sm"
_LINE = "flex flex-wrap items-center gap-3 py-2.5 border-b border-line last:border-0"


def remixing() -> rx.Component:
    """Offers, versions, and for the author who asks and what has been made of it."""
    more_children = _more(Remixing.more_children, Remixing.show_children)
    more_requests = _more(Remixing.more_requests, Remixing.show_requests)
    versions = rx.el.ul(rx.foreach(Remixing.versions, _version), role="list", class_name="grid grid-cols-3 gap-2.5")
    refused = rx.cond(Remixing.considered == "", told(Remixing.problem), "").to(str)
    shown = rx.el.div(
        rx.el.div(notice(refused, tone="error"), class_name="not-has-[p]:absolute"),
        rx.cond(Remixing.offers.length() > 0, rx.el.ul(rx.foreach(Remixing.offers, _offer), role="list"), rx.fragment()),
        _part(Remixing.versions.length() > 0, say("Versions"), versions),
        _part(Remixing.requests.length() > 0, say("Who asks to remix it"), rx.el.ul(rx.foreach(Remixing.requests, _request), role="list"), more_requests),
        _part(Remixing.children.length() > 0, say("What others have made of it"), rx.el.ul(rx.foreach(Remixing.children, _child), role="list"), more_children),
        class_name="flex flex-col gap-6 px-4 md:px-0 not-has-[p,ul]:absolute",
    )
    live = rx.el.span(key=Here.unread.to_string(), on_mount=Remixing.look_again(Here.unread), hidden=True)
    return rx.fragment(shown, _detach_dialog(), rx.cond(Here.viewer.signed_in, live, rx.fragment()))


def _part(when: rx.Var[bool], title: Text, *content: rx.Component) -> rx.Component:
    heading = rx.el.h2(title, class_name="text-sm font-semibold text-ink-2 mb-1.5")
    return rx.cond(when, rx.el.section(heading, *content), rx.fragment())


def _more(cursor: rx.Var[str], show: rx.EventHandler) -> rx.Component:
    return rx.cond(cursor != "", button(say("More"), kind="quiet", on_click=show, class_name="mt-3"), rx.fragment())


def _offer(one: rx.Var[OfferView]) -> rx.Component:
    """For whoever made it, for who was offered it, and for everybody else."""
    return rx.el.li(rx.cond(one.mine, _to_me(one), rx.cond(PostPage.post.mine, _of_mine(one), _both(one))), key=one.who.handle, class_name=_LINE)


def _of_mine(one: rx.Var[OfferView]) -> rx.Component:
    handle = one.who.handle
    begin = button(say("Offer to @{handle}", handle=handle), kind="quiet", icon_name="fork", on_click=Remixing.offer(handle), class_name=_SMALL)
    offered = rx.el.p(say("You have offered this to @{handle}, as a version by you both.", handle=handle), class_name=_WORDS)
    back = button(say("Take it back"), kind="quiet", on_click=Remixing.take_back(handle), class_name=_SMALL)
    return rx.match(one.status, ("accepted", rx.fragment(_both(one), back)), ("waiting", rx.fragment(offered, back)), begin)


def _to_me(one: rx.Var[OfferView]) -> rx.Component:
    maker = PostPage.post.card.author.handle
    offered = rx.el.p(say("@{handle} offers you this remix of your picture, as a version by you both.", handle=maker), class_name=_WORDS)
    take = button(say("Accept"), kind="ink", on_click=Remixing.take, class_name=_SMALL)
    leave = button(say("Decline"), kind="quiet", on_click=Remixing.leave, class_name=_SMALL)
    end = button(say("Not any more"), kind="quiet", on_click=Remixing.leave, class_name=_SMALL)
    return rx.match(one.status, ("waiting", rx.fragment(offered, take, leave)), ("accepted", rx.fragment(_both(one), end)), rx.fragment())


def _both(one: rx.Var[OfferView]) -> rx.Component:
    link = go("@", one.who.handle, href=f"/u/{one.who.handle}", class_name="font-semibold hover:underline underline-offset-3")
    return rx.el.p(icon("fork", 18, "inline mr-1.5 text-ink-3"), say("A version by its author and"), " ", link, class_name=_WORDS)


def _version(one: rx.Var[VersionView]) -> rx.Component:
    by = rx.el.span("@", PostPage.post.card.author.handle, " + @", one.by.handle, class_name="block mt-1 text-sm text-ink-2 wrap-anywhere")
    words = say("A version by @{one} and @{two}", one=PostPage.post.card.author.handle, two=one.by.handle)
    shown = picture(one.picture, sizes="160px", alt=words, class_name="w-full aspect-square object-cover rounded-sm bg-sunken")
    return rx.el.li(go(veiled(one.rating, shown), by, href=f"/p/{one.id}", class_name="block hover:opacity-92"), key=one.id)


def _request(one: rx.Var[RequestView]) -> rx.Component:
    handle = one.who.handle
    allow = button(say("Accept"), kind="ink", on_click=Remixing.allow(handle), class_name=_SMALL)
    refuse = button(say("Decline"), kind="quiet", on_click=Remixing.refuse(handle), class_name=_SMALL)
    withdraw = button(say("Withdraw"), kind="quiet", on_click=Remixing.refuse(handle), class_name=_SMALL)
    answers = rx.match(one.status, ("waiting", "wider", rx.fragment(allow, refuse)), ("accepted", "narrow", withdraw), allow)
    state = rx.match(one.status, ("accepted", "narrow", say("may remix it")), ("declined", say("declined")), ("withdrawn", say("withdrawn")), say("asks"))
    wider = rx.cond(one.wider, rx.el.p(say("If you accept, the remix may be shown to anybody."), class_name="text-sm text-ink-2 basis-full"), rx.fragment())
    return rx.el.li(
        avatar(one.who.avatar, one.who.name, 36),
        rx.el.div(
            rx.el.p(go("@", handle, href=f"/u/{handle}", class_name="font-semibold hover:underline underline-offset-3"), " ", state),
            rx.cond(one.message != "", rx.el.p(one.message, class_name="text-ink-2 whitespace-pre-line wrap-anywhere"), rx.fragment()),
            class_name="min-w-0 grow basis-40",
        ),
        rx.cond((one.status == "waiting") | (one.status == "wider"), wider, rx.fragment()),
        rx.el.div(answers, role="group", aria_label=say("@{handle} asks", handle=handle), class_name="flex gap-2"),
        key=handle,
        class_name=_LINE,
    )


def _child(one: rx.Var[ChildView]) -> rx.Component:
    """One that its parent's author doesn't see has neither picture nor name."""
    thumb = rx.el.img(src=one.picture.src, alt="", loading="lazy", custom_attrs={"width": 48, "height": 48}, class_name=_THUMB)
    small = rx.cond(one.rating == "general", thumb, rx.el.span(icon("hidden"), class_name=f"{_THUMB} grid place-items-center text-ink-3"))
    named = go(small, rx.el.span("@", one.by.handle, class_name="font-semibold"), href=f"/p/{one.id}", class_name="flex items-center gap-3 hover:opacity-92")
    unseen = rx.el.span(icon("lock", 18, "inline mr-1.5"), say("A remix that you don't see"), class_name="text-ink-3")
    cut = button(say("Detach"), kind="quiet", on_click=Remixing.consider(one.id), class_name=_SMALL)
    answer = rx.cond(one.detached, rx.el.span(say("Detached"), class_name="text-sm text-ink-3"), rx.cond(one.mine, rx.fragment(), cut))
    return rx.el.li(rx.cond(one.seen, named, unseen), rx.el.div(answer, class_name="ml-auto"), key=one.id, class_name=_LINE)


def _detach_dialog() -> rx.Component:
    return dialog(
        say("Detach this remix?"),
        rx.el.p(
            say("The remix stays. Your picture and the link to it go from there; its author is told, and it is on the record. It can't be undone."),
            class_name="text-ink-2 text-pretty",
        ),
        notice(told(Remixing.problem), tone="error"),
        rx.el.div(
            button(say("Cancel"), kind="bare", on_click=Remixing.keep),
            button(say("Detach"), kind="danger", on_click=Remixing.detach),
            class_name="flex justify-end gap-2 mt-6",
        ),
        is_open=Remixing.considered != "",
        on_dismiss=Remixing.keep,
        key="detach",
    )


_WORDS = "grow basis-40 text-pretty"
_THUMB = "size-12 shrink-0 rounded-sm object-cover bg-sunken"
