"""How the picture is taken further: by its words, by itself, by a part, with others, by filling in blanks. And what that changes."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.lineage_views import ParameterView
from rxfeed.domain.remixing_views import ModeView, ParentView
from rxfeed.ui.components.controls import button, icon_button, text_field
from rxfeed.ui.components.names import named, quality_choices
from rxfeed.ui.components.notices import notice
from rxfeed.ui.components.prompt_diff import prompt_diff
from rxfeed.ui.composer.choices_part import group, pill
from rxfeed.ui.composer.prompt_part import prompt_part
from rxfeed.ui.remix.changed import ParentChanges
from rxfeed.ui.remix.state import Remix
from rxfeed.ui.words import say, told

Way = rx.Var[ModeView]
PAUSE = 300
"""Milliseconds without a key before what is filled in is looked at."""


def words_part() -> rx.Component:
    """The prompt, or its blanks, and below it what is changed by it."""
    return rx.el.div(rx.cond(Remix.mode == "blanks", _blanks(), prompt_part()), _changed(), class_name="flex flex-col gap-4 px-4 md:px-0")


def ways_part() -> rx.Component:
    """The modes that the engine has for this picture, and why not the others."""

    def shown(way: Way) -> rx.Component:
        return rx.cond((way.mode == "blanks") & (Remix.blank_names.length() == 0), rx.fragment(), _way(way))

    return rx.el.div(
        group(say("Use"), rx.foreach(Remix.ways, shown)),
        rx.foreach(Remix.why_not, lambda why: rx.el.p(told(why), class_name="text-sm text-ink-3")),
        rx.cond(Remix.mode == "mask", _part(), rx.fragment()),
        rx.cond(Remix.mode == "blend", _blend(), rx.fragment()),
        class_name="flex flex-col gap-2.5 px-4 md:px-0",
    )


def credit_part() -> rx.Component:
    """Before anything is made: whom the post will name."""
    sentence = rx.cond(
        Remix.credited.length() > 1,
        say("They are named by your post, and their pictures are ingredients in its signed credentials."),
        say("They are named by your post, and the picture is an ingredient in its signed credentials."),
    )
    return rx.el.section(
        rx.el.h2(say("Credit"), class_name="text-sm font-medium text-ink-2 mb-1"),
        rx.el.p(Remix.names, class_name="font-semibold"),
        rx.cond(Remix.names_before != "", rx.el.p(say("and those before them: {names}", names=Remix.names_before), class_name="text-sm"), rx.fragment()),
        rx.el.p(sentence, class_name="text-sm text-ink-2"),
        class_name="mx-4 md:mx-0 p-4 rounded-md border border-line bg-surface",
    )


def _way(way: Way) -> rx.Component:
    name = rx.match(
        way.mode,
        ("prompt", say("Words only")),
        ("edit", say("Words and picture")),
        ("mask", say("Part of it")),
        ("blend", say("Blend")),
        say("Fill in the blanks"),
    )
    return pill("mode", way.mode, Remix.mode == way.mode, name, Remix.take(way.mode), disabled=~way.allowed & (Remix.mode != way.mode))


def _part() -> rx.Component:
    painted = say("{percent} % of the picture may change.", percent=Remix.mask_percent)
    paint = button(say("Paint the part"), kind="quiet", icon_name="pencil", on_click=Remix.begin_painting)
    return rx.cond(
        Remix.painting,
        rx.fragment(),
        rx.el.div(paint, rx.cond(Remix.can_undo, rx.el.p(painted, class_name="text-sm text-ink-2"), rx.fragment()), class_name="flex items-center gap-3"),
    )


def _blend() -> rx.Component:
    def thumb(parent: rx.Var[ParentView], number: rx.Var[int]) -> rx.Component:
        out = icon_button(
            "cross",
            say("Take @{handle}'s picture out", handle=parent.author.handle),
            on_click=Remix.blend(parent.post_id, parent.picture),
            class_name="absolute -right-2 -top-2 !size-7 after:absolute after:-inset-1.5 bg-surface border border-line-strong",
        )
        picture = rx.el.img(src=parent.image.src, alt=parent.image.alt, class_name="size-20 rounded-sm object-cover bg-sunken")
        return rx.cond(number > 0, rx.el.li(picture, out, class_name="relative"), rx.fragment())

    apart = say("No licence goes with all of these pictures, so their blend could never be published. Take one of them out.")
    look = "!size-20 !min-h-20 !rounded-sm !px-0 border-dashed"
    add = button(say("Add"), kind="quiet", icon_name="plus", on_click=Remix.choose_from("latest"), class_name=look)
    return rx.el.div(
        rx.el.h3(say("Blend with"), class_name="text-sm font-medium text-ink-2"),
        rx.el.div(
            rx.el.ul(rx.foreach(Remix.parents, thumb), role="list", class_name="contents"),
            rx.cond(Remix.parents.length() < 4, add, rx.fragment()),
            class_name="flex flex-wrap gap-3",
        ),
        rx.cond(Remix.is_apart, notice(apart, tone="error"), rx.fragment()),
        class_name="flex flex-col gap-2",
    )


def _blanks() -> rx.Component:
    def field(name: rx.Var[str], number: rx.Var[int]) -> rx.Component:
        given = rx.cond(Remix.blanks.contains(name), Remix.blanks[name], "")
        return text_field(
            name,
            name="blank",
            id=f"blank-{number}",  # a name may have spaces
            key=name,
            default_value=given,
            auto_complete="off",
            on_change=lambda words: Remix.fill_in(name, words).debounce(PAUSE),
            on_blur=lambda words: Remix.fill_in(name, words),
        )

    return rx.el.div(rx.foreach(Remix.blank_names, field), class_name="grid sm:grid-cols-2 gap-4 p-5 rounded-lg border border-line-strong bg-surface")


def _changed() -> rx.Component:
    """Against each parent, as it is typed."""
    return rx.el.div(rx.foreach(Remix.changed, _against), class_name="flex flex-col gap-3")


def _against(change: rx.Var[ParentChanges]) -> rx.Component:
    title = rx.cond(change.mine, say("Your prompt → the new one"), say("@{handle}'s prompt → yours", handle=change.handle))
    words = rx.cond(
        change.hidden,
        rx.el.p(say("Its author keeps the prompt private."), class_name="text-ink-3"),
        rx.cond(change.same, rx.el.p(say("Not a word is changed yet."), class_name="text-sm text-ink-3"), prompt_diff(change.pieces)),
    )
    return rx.el.section(
        rx.el.h2(title, class_name="text-sm font-medium text-ink-2 mb-1"),
        words,
        rx.el.ul(rx.foreach(change.parameters, _parameter), role="list", class_name="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-2 empty:hidden"),
        class_name="px-5 py-4 rounded-md bg-sunken",
    )


def _parameter(one: rx.Var[ParameterView]) -> rx.Component:
    name = rx.match(one.name, ("engine", say("Engine")), ("shape", say("Shape")), ("quality", say("Quality")), say("Seed"))
    gone = rx.el.del_(named(one.before, quality_choices()), class_name="bg-del rounded-[3px] px-0.5")
    before = rx.cond(one.before != "", rx.fragment(gone, " → "), rx.fragment())
    return rx.el.li(name, ": ", before, rx.el.ins(named(one.after, quality_choices()), class_name="bg-add rounded-[3px] px-0.5"))
