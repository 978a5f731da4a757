"""The head of a profile: face, name, words, counts, and what one can do about this person."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.people_views import TextPart
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.chips import sample_badge
from rxfeed.ui.components.controls import Text, button, go, icon_button, link_button
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.notices import dialog, notice
from rxfeed.ui.here import Here
from rxfeed.ui.profile.state import ProfilePage
from rxfeed.ui.profile.store import forget
from rxfeed.ui.safety.report import Reporting
from rxfeed.ui.words import day, say, say_n, told

WHO = ProfilePage.profile
_MENU = "profile-menu"
_LINK = "underline underline-offset-3 decoration-line-strong hover:decoration-ink"


def head() -> rx.Component:
    """Of somebody who is blocked: the name alone."""
    return rx.el.header(
        rx.el.div(
            rx.el.div(_face(), _name(), class_name="flex items-center gap-4 md:gap-6 grow min-w-0 basis-80"),
            rx.cond(WHO.blocked, rx.fragment(), _actions()),
            class_name="flex flex-wrap items-center gap-x-6 gap-y-4",
        ),
        rx.cond(WHO.blocked, rx.fragment(), rx.fragment(_words(), _counts(), _muted())),
        rx.el.div(notice(told(ProfilePage.problem), tone="error"), class_name="not-has-[p]:absolute"),
        class_name="flex flex-col gap-4 px-4 md:px-0 pt-2 md:pt-0",
    )


def _face() -> rx.Component:
    size = "[&>*]:!size-20 md:[&>*]:!size-26 [&>span]:text-[40px]"
    return rx.el.div(avatar(WHO.avatar, WHO.name, 104), class_name=f"shrink-0 {size}")


def _name() -> rx.Component:
    joined = rx.cond(WHO.joined != "", rx.el.span(say("Joined {day}", day=day(WHO.joined))), rx.fragment())
    badge = "px-2 py-0.5 rounded-full bg-sunken text-tiny font-medium text-ink-2"
    return rx.el.div(
        rx.el.h1(WHO.name, class_name="font-serif text-title text-balance"),
        rx.el.p(
            rx.el.span("@", WHO.handle),
            joined,
            rx.cond(WHO.follows_back, rx.el.span(say("Follows you"), class_name=badge), rx.fragment()),
            rx.cond(WHO.is_sample, sample_badge(), rx.fragment()),
            rx.cond(WHO.private, rx.el.span(icon("lock", 14), say("Private"), class_name=f"inline-flex items-center gap-1 {badge}"), rx.fragment()),
            class_name="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-3 mt-1",
        ),
        class_name="min-w-0",
    )


def _words() -> rx.Component:
    words = rx.el.p(rx.foreach(WHO.bio, _part), class_name="whitespace-pre-line text-pretty max-w-[66ch]")
    return rx.cond(WHO.bio.length() > 0, words, rx.fragment())


def _part(part: rx.Var[TextPart]) -> rx.Component:
    """Links to elsewhere open beside this page and vouch for nothing."""
    away = rx.el.a(part.text, href=part.href, rel="nofollow noopener ugc", target="_blank", class_name=_LINK)
    return rx.cond(part.href == "", rx.el.span(part.text), rx.cond(part.href.startswith("/"), go(part.text, href=part.href, class_name=_LINK), away))


def _counts() -> rx.Component:
    return rx.el.ul(
        rx.el.li(say_n("{count} picture", "{count} pictures", WHO.posts)),
        rx.el.li(_count(say_n("{count} follower", "{count} followers", ProfilePage.followers), "followers")),
        rx.el.li(_count(say("{count} following", count=ProfilePage.following), "following")),
        rx.cond(WHO.requests > 0, rx.el.li(_count(say_n("{count} request", "{count} requests", WHO.requests), "requests")), rx.fragment()),
        role="list",
        aria_label=say("Counts"),
        class_name="flex flex-wrap items-center gap-x-5 gap-y-1 text-ink-2 tabular-nums",
    )


def _count(text: Text, which: str) -> rx.Component:
    """The way to the list, for who may see it."""
    return rx.cond(WHO.hidden, rx.el.span(text, class_name="inline-flex items-center min-h-10"), _way(text, which))


def _way(text: Text, which: str) -> rx.Component:
    return go(text, href=f"/u/{WHO.handle}/{which}", class_name=f"inline-flex items-center min-h-10 {_LINK}")


def _actions() -> rx.Component:
    mine = link_button(say("Edit profile"), href="/settings", icon_name="pencil")
    guest = link_button(rx.cond(WHO.private, say("Ask to follow"), say("Follow")).to(str), href=f"/sign-in?next=/u/{WHO.handle}", kind="accent")
    member = rx.fragment(_follow(), _more(), _block_dialog())
    shown = rx.cond(WHO.mine, mine, rx.cond(Here.viewer.signed_in, member, rx.cond(Here.known, guest, rx.fragment())))
    return rx.el.div(shown, class_name="flex items-center gap-2 min-h-11")


def _follow() -> rx.Component:
    """Of a private account: ask, and take it back."""
    undo = {"kind": "quiet", "aria_pressed": True, "on_click": ProfilePage.unfollow, "key": "follow"}
    do = {"kind": "accent", "aria_pressed": False, "on_click": ProfilePage.follow, "key": "follow"}
    begin = rx.cond(WHO.private, button(say("Ask to follow"), icon_name="lock", **do), button(say("Follow"), **do))
    asked = button(say("Asked"), icon_name="clock", title=say("Press again to take it back."), **undo)
    return rx.cond(WHO.follows, button(say("Following"), icon_name="check", **undo), rx.cond(WHO.asked, asked, begin))


def _more() -> rx.Component:
    """Mute and block, in the browser's own popover."""
    line = "flex items-center gap-3 min-h-11 w-full px-3 rounded-sm text-left hover:bg-shade"
    closes = {"popoverTarget": _MENU, "popoverTargetAction": "hide"}
    times = (("", say("Mute")), ("day", say("Mute for a day")), ("week", say("Mute for a week")), ("month", say("Mute for 30 days")))
    mute = rx.fragment(*(
        rx.el.button(icon("hidden"), name, type="button", on_click=[forget(WHO.handle), ProfilePage.mute(lasting)], custom_attrs=closes, class_name=line)
        for lasting, name in times
    ))  # fmt: skip
    unmute = rx.el.button(icon("eye"), say("Unmute"), type="button", on_click=[forget(WHO.handle), ProfilePage.unmute], custom_attrs=closes, class_name=line)
    return rx.el.div(
        icon_button("more", say("More about this person"), custom_attrs={"popoverTarget": _MENU}, class_name="[anchor-name:--profile-more] size-11"),
        rx.el.div(
            rx.cond(WHO.muted, unmute, mute),
            rx.el.button(icon("cross"), say("Block"), type="button", on_click=ProfilePage.begin_block, custom_attrs=closes, class_name=f"{line} text-bad"),
            rx.el.button(
                icon("warning"), say("Report"), type="button", on_click=Reporting.open("account", WHO.handle), custom_attrs=closes,
                class_name=f"{line} text-bad",
            ),
            id=_MENU,
            custom_attrs={"popover": "auto"},
            class_name=(
                "m-0 w-56 p-2 rounded-md border border-line bg-surface text-ink shadow-[0_12px_40px_var(--shade)] open:arrive "
                "[position-anchor:--profile-more] [inset:auto] [top:anchor(bottom)] max-md:[left:anchor(left)] md:[right:anchor(right)]"
            ),
        ),
    )


def _block_dialog() -> rx.Component:
    return dialog(
        say("Block {name}?", name=WHO.name),
        rx.el.p(
            say("Neither of you sees anything of the other from then on, and neither follows the other any more. They aren't told."), class_name="text-ink-2"
        ),
        rx.el.div(
            button(say("Cancel"), kind="bare", on_click=ProfilePage.leave_block),
            button(say("Block"), kind="danger", on_click=[forget(WHO.handle), ProfilePage.block]),
            class_name="flex justify-end gap-2 mt-6",
        ),
        is_open=ProfilePage.blocking,
        on_dismiss=ProfilePage.leave_block,
        key="block",
    )


def _muted() -> rx.Component:
    undo = button(say("Unmute"), kind="bare", on_click=[forget(WHO.handle), ProfilePage.unmute])
    return rx.cond(WHO.muted, notice(say("You have muted {name}: their pictures stay out of your feed.", name=WHO.name), undo), rx.fragment())
