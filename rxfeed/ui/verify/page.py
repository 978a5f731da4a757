"""`/verify`: drop any picture, and read what it says of itself."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.credentials import FoundPost
from rxfeed.ui.account.forms import SessionForm
from rxfeed.ui.components.controls import go
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.notices import notice
from rxfeed.ui.components.pictures import picture
from rxfeed.ui.credentials.lines import told_lines
from rxfeed.ui.shell import frame, heading
from rxfeed.ui.verify.state import VerifyPage
from rxfeed.ui.words import say, told

KINDS = "image/png,image/jpeg,image/webp,image/avif"


def page() -> rx.Component:
    """One box that takes a file, and below it what is known of that."""
    return frame(
        heading(say("Where is a picture from?")),
        rx.el.div(
            _box(),
            notice(told(VerifyPage.problem), tone="error"),
            rx.el.div(rx.cond(VerifyPage.asked, _known(), rx.fragment()), aria_live="polite"),
            class_name="flex flex-col gap-6 mx-4 md:mx-0 [&>:empty]:absolute",
        ),
    )


def _box() -> rx.Component:
    """The file field itself lies over the whole box: what is dropped on it the browser puts in, and the form goes off by itself."""
    field = rx.el.input(type="file", name="file", accept=KINDS, aria_label=say("A picture to look at"), class_name="absolute inset-0 opacity-0 cursor-pointer")
    return SessionForm.create(
        rx.el.div(
            icon("upload", 28, "text-ink-3"),
            rx.el.p(say("Drop a picture here, or choose one"), class_name="font-serif italic text-card"),
            rx.el.p(say("From anywhere. It is looked at and not kept. PNG, JPEG, WebP or AVIF, at most 20 MB."), class_name="text-sm text-ink-2 text-balance"),
            field,
            class_name=(
                "relative flex flex-col items-center gap-2 text-center px-6 py-14 rounded-lg border border-dashed border-line-strong bg-surface "
                "hover:bg-sunken has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-ink"
            ),
        ),
        action="/uploads/verify",
        enc_type="multipart/form-data",
        on_refused=VerifyPage.refuse,
        on_done=VerifyPage.show,
    )


def _known() -> rx.Component:
    found = rx.match(
        VerifyPage.how,
        ("credential", say("By its credentials it is this one, from here:")),
        ("looks", say("It looks like this one, from here:")),
        ("damaged", say("The picture in this file is damaged and can't be compared with those that are here.")),
        say("Nothing that you may see here looks like it."),
    )
    return rx.el.div(
        rx.el.section(rx.el.h2(say("What the file itself says"), class_name="font-serif text-card mb-2"), told_lines(VerifyPage.lines)),
        rx.el.section(
            rx.el.h2(say("On this server"), class_name="font-serif text-card mb-2"),
            rx.el.p(found),
            rx.el.ul(rx.foreach(VerifyPage.posts, _post), role="list", class_name="flex flex-wrap gap-4 mt-3 empty:hidden"),
        ),
        class_name="flex flex-col gap-6",
    )


def _post(post: rx.Var[FoundPost]) -> rx.Component:
    look = "size-28 object-cover rounded-md bg-sunken"
    return rx.el.li(
        go(
            picture(post.picture, sizes="112px", alt=say("Picture by {name}", name=post.name), class_name=look),
            rx.el.span("@", post.handle, class_name="block text-sm mt-1.5 max-w-28 truncate"),
            href=f"/p/{post.id}",
            class_name="block rounded-md",
        ),
        key=post.id,
    )
