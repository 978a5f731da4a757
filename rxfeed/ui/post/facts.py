"""Everything that is known about a post, beside its picture."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.inline import A

from rxfeed.ui.components.answers import pressing
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.chips import sample_badge, tag_line
from rxfeed.ui.components.controls import Text, go
from rxfeed.ui.components.names import named, quality_choices, rating_choices, remix_choices, visibility_choices
from rxfeed.ui.post.state import PostPage
from rxfeed.ui.words import ago, day, moment, say

POST = PostPage.post
CARD, CONSENT = POST.card, POST.consent
_LINK = "underline underline-offset-3 decoration-line-strong hover:decoration-ink"


def facts() -> rx.Component:
    """Author, caption, how it was made, what others may do."""
    return rx.el.div(
        _author(),
        rx.cond(CARD.caption != "", rx.el.p(CARD.caption, class_name="whitespace-pre-line text-pretty"), rx.fragment()),
        tag_line(CARD.tags),
        _table(say("Made with"), _made_with()),
        _table(say("Others may"), _others_may()),
        class_name="lg:w-[380px] shrink-0 px-4 md:px-0 flex flex-col gap-5",
    )


def _author() -> rx.Component:
    when = rx.el.time(ago(CARD.published_at), date_time=CARD.published_at, title=moment(CARD.published_at))
    return rx.el.div(
        avatar(CARD.author.avatar, CARD.author.name, 46),
        rx.el.div(
            rx.el.p(go(CARD.author.name, href=f"/u/{CARD.author.handle}", class_name="font-semibold hover:underline underline-offset-3")),
            rx.el.p("@", CARD.author.handle, " · ", when, class_name="text-sm text-ink-3"),
            class_name="min-w-0",
        ),
        rx.cond(CARD.is_sample, sample_badge("ml-auto"), rx.fragment()),
        class_name="flex items-center gap-3",
    )


def _made_with() -> list[rx.Component]:
    seeds = rx.foreach(POST.seeds, lambda seed: rx.cond(seed != "", rx.el.code(seed, class_name="block font-sans tabular-nums"), rx.fragment()))
    return [
        _row(say("Engine"), CARD.model),
        rx.cond(POST.quality != "", _row(say("Quality"), named(POST.quality, quality_choices())), rx.fragment()),
        rx.cond(CARD.shape != "", _row(say("Shape"), CARD.shape), rx.fragment()),
        rx.cond(POST.size != "", _row(say("Size"), POST.size), rx.fragment()),
        rx.cond(POST.seeds.length() > 0, _row(say("Seed"), seeds), rx.fragment()),
        rx.cond(CARD.rating != "general", _row(say("Rating"), named(CARD.rating, rating_choices())), rx.fragment()),
        _row(say("Original"), _original()),
        rx.cond(POST.mine, _row(say("Seen by"), named(POST.visibility, visibility_choices())), rx.fragment()),
    ]


def _original() -> rx.Component:
    """What the page shows are smaller copies, without credentials."""
    file = rx.Var.create("/signed/of/") + CARD.id + "/1"
    return rx.el.span(
        rx.el.button(say("Signed: read what it says"), type="button", on_click=pressing("credentials", CARD.id), class_name=f"{_LINK} text-left"),
        A.create(say("Download"), href=file, custom_attrs={"download": ""}, class_name=_LINK),
        rx.el.span(say("The page shows smaller copies."), class_name="basis-full text-sm text-ink-3"),
        class_name="flex flex-wrap gap-x-4 gap-y-1",
    )


def _others_may() -> list[rx.Component]:
    reserved = say("All rights reserved")
    licence = rx.cond(
        CONSENT.licence_url != "",
        rx.el.a(CONSENT.licence_name, href=CONSENT.licence_url, rel="license noopener", target="_blank", class_name=_LINK),
        reserved,
    )
    training = rx.cond(CONSENT.training, say("Yes, models may learn from it"), say("No, not for training"))
    return [
        _row(say("Remix"), named(CONSENT.remix, remix_choices())),
        _row(say("Licence"), licence),
        _row(say("Training"), training),
        _row(say("Decided"), rx.el.span(day(CONSENT.decided_at), " · ", say("version {number}", number=CONSENT.version))),
    ]


def _table(title: Text, rows: list[rx.Component]) -> rx.Component:
    return rx.el.section(
        rx.el.h2(title, class_name="text-sm font-semibold text-ink-2 mb-1"), rx.el.dl(*rows, class_name="divide-y divide-line border-y border-line")
    )


def _row(name: Text, value: Any) -> rx.Component:
    label = rx.el.dt(name, class_name="w-[112px] shrink-0 text-sm text-ink-3 leading-[22px]")
    return rx.el.div(label, rx.el.dd(value, class_name="min-w-0"), class_name="flex items-baseline gap-3 py-2")
