"""The prompt: its field, what helps with it, and what it came from."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.generation_views import ReferenceView
from rxfeed.domain.prompts import MOST
from rxfeed.ui.components.controls import button, chip_toggle, icon_button
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.notices import notice
from rxfeed.ui.components.prompt_diff import prompt_diff
from rxfeed.ui.composer.arriving import Composer
from rxfeed.ui.composer.browser import typed
from rxfeed.ui.composer.forming import MOST_SENT
from rxfeed.ui.composer.styles import STYLES
from rxfeed.ui.words import language, number, say, told

TOOL = (
    "inline-flex items-center gap-1.5 min-h-10 px-3.5 rounded-full border border-line-strong bg-surface text-sm text-ink-2 hover:text-ink hover:bg-sunken "
    "has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-ink disabled:opacity-45"
)


def prompt_part() -> rx.Component:
    """The field with its tools, and below it what is only there at times."""
    return rx.el.div(
        rx.el.div(
            _field(),
            _references(),
            rx.el.div(_improve(), _add_picture(), _counter(), class_name="flex flex-wrap items-center gap-2 px-3.5 pb-3.5"),
            class_name="rounded-lg border border-line-strong bg-surface has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-ink",
        ),
        _trouble(),
        _proposal(),
        class_name="flex flex-col gap-3 [&>:empty]:absolute",
    )


def passing_part() -> rx.Component:
    """What comes and goes while one types: below everything that one may be about to press."""
    return rx.el.div(_came_from(), _preview(), class_name="flex flex-col gap-3 [&>:empty]:absolute [&:not(:has(p))]:absolute")


def style_part() -> rx.Component:
    """Words that make a style, on and off."""
    return rx.el.fieldset(
        rx.el.legend(say("Style"), class_name="text-sm font-medium text-ink-2 mb-1.5"),
        rx.el.div(
            *(chip_toggle(say(name), pressed=Composer.worn.contains(style), on_click=Composer.wear(style, language)) for style, (name, _) in STYLES.items()),
            class_name="flex flex-wrap gap-2",
        ),
        class_name=rx.cond(Composer.ready, "", "invisible"),
    )


def _field() -> rx.Component:
    trouble = told(Composer.ask_problem, "prompt")
    return rx.fragment(
        rx.el.label(say("Prompt"), html_for="prompt", class_name="sr-only"),
        rx.el.textarea(
            id="prompt",
            key=Composer.edition,
            default_value=Composer.prompt,
            placeholder=say("What should the picture show?"),
            rows=3,
            max_length=MOST_SENT,
            on_change=lambda text: Composer.typed(text, Composer.edition).debounce(300),
            on_blur=lambda text: Composer.typed(text, Composer.edition),
            aria_describedby="prompt-about",
            aria_invalid=trouble != "",
            class_name=(
                "block w-full px-5 pt-4 pb-3 min-h-28 max-h-[50vh] resize-none [field-sizing:content] bg-transparent font-serif italic text-prompt text-ink "
                "placeholder:text-ink-3 outline-none"
            ),
        ),
    )


def _counter() -> rx.Component:
    return rx.el.p(
        rx.el.span(number(Composer.length), class_name=rx.cond(Composer.length > MOST, "text-bad font-semibold", "")),
        " / ",
        number(MOST),
        class_name="ml-auto px-1.5 text-sm text-ink-3 tabular-nums",
    )


def _add_picture() -> rx.Component:
    name = rx.cond(Composer.engine.most_references > 0, say("Add a picture"), say("Prompt from a picture"))
    return rx.el.label(
        icon("picture", 18),
        name,
        rx.el.input(type="file", accept="image/png,image/jpeg,image/webp,image/avif", multiple=Composer.engine.most_references > 1, class_name="sr-only"),
        title=say("Choose, drop or paste a picture"),
        class_name=f"relative {TOOL}",
    )


def _references() -> rx.Component:
    def thumb(reference: rx.Var[ReferenceView]) -> rx.Component:
        out = "absolute -right-2 -top-2 !size-7 bg-surface border border-line-strong"
        return rx.el.li(
            rx.el.img(src=reference.picture.src, alt=say("Reference picture"), class_name="size-18 rounded-sm object-cover bg-sunken"),
            icon_button("cross", say("Take this picture out"), on_click=Composer.drop_reference(reference.id), class_name=out),
            class_name="relative",
        )

    look = "flex flex-wrap gap-3 px-5 pb-3 pt-2"
    shown = rx.el.ul(rx.foreach(Composer.references, thumb), role="list", aria_label=say("Reference pictures"), class_name=look)
    return rx.cond(Composer.references.length() > 0, shown, rx.fragment())


def _trouble() -> rx.Component:
    sentence = told(Composer.ask_problem, "prompt", "references")
    return rx.el.p(sentence, id="prompt-about", aria_live="polite", class_name="text-sm text-bad font-medium empty:absolute")


def _came_from() -> rx.Component:
    where = Composer.filled_from
    sentence = rx.match(
        where,
        ("", ""),
        ("history", say("Filled from your prompts.")),
        ("template", say("Filled from a template.")),
        ("link", say("Filled from the picture you came from.")),
        ("help", say("The better prompt is in the field.")),
        say("Filled from a picture made with {program}.", program=where),
    )
    return notice(sentence, button(say("Undo"), kind="bare", icon_name="undo", on_click=Composer.undo, class_name="!min-h-10 !px-3"))


def _improve() -> rx.Component:
    doing = rx.cond(Composer.improving, say("Looking for better words …"), say("Improve my prompt"))
    shown = rx.el.button(icon("sparkle", 18), doing, type="button", disabled=Composer.improving, on_click=Composer.improve(typed("prompt")), class_name=TOOL)
    return rx.cond(Composer.can_help, shown, rx.fragment())


def _proposal() -> rx.Component:
    shown = rx.el.div(
        rx.el.p(say("A better prompt, perhaps"), class_name="text-sm font-medium text-ink-2"),
        prompt_diff(Composer.proposal),
        rx.el.div(
            button(say("Accept"), kind="ink", on_click=Composer.accept),
            button(say("Keep mine"), kind="quiet", on_click=Composer.decline),
            class_name="flex gap-2",
        ),
        class_name="arrive flex flex-col gap-3 p-5 rounded-md border border-line bg-surface",
    )
    offered = rx.el.div(rx.cond(Composer.proposal.length() > 0, shown, rx.fragment()), aria_live="polite")
    return rx.fragment(offered, notice(told(Composer.help_problem), tone="error"))


def _preview() -> rx.Component:
    """What each picture will be asked for, where the prompt has alternatives."""
    lines = rx.el.ol(
        rx.foreach(Composer.expanded, lambda text: rx.el.li(text, class_name="font-serif italic text-lg text-ink-2 pl-1")),
        class_name="list-decimal pl-6 flex flex-col gap-0.5 marker:font-sans marker:text-tiny marker:text-ink-3",
    )
    title = rx.el.p(say("What each picture will be asked for"), class_name="text-sm font-medium text-ink-2 mb-1")
    shown = rx.el.div(title, lines, class_name="px-5 py-4 rounded-md bg-sunken")
    return rx.cond(Composer.expanded.length() > 0, shown, rx.fragment())


