"""The pictures: boxes at once, then something blurred that grows, then what can be picked, or a sentence and Retry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from rxfeed.domain.generation_views import VariantView
from rxfeed.ui.components import names
from rxfeed.ui.components.controls import button, go, icon_button
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.notices import notice
from rxfeed.ui.components.pictures import picture
from rxfeed.ui.composer.arriving import Composer
from rxfeed.ui.composer.browser import pressed
from rxfeed.ui.words import moment, said, say, say_n, told

Variant = rx.Var[VariantView]
WAITING = ("queued", "claimed", "moderating", "calling", "storing")
SIZES = "(min-width: 1100px) 270px, 46vw"
_BOX = "relative grid grid-cols-1 w-full overflow-clip rounded-md bg-sunken"


def pictures_part() -> rx.Component:
    """What was asked for; from the click on without waiting for the server."""
    there = rx.fragment(_grid(Composer.generation.total, rx.foreach(Composer.generation.variants, _variant)), _progress())
    asked = rx.fragment(_asked_boxes(_seed_of_a_picture), _line(say("Asking …")))
    return rx.el.section(
        rx.el.h2(say("Pictures"), id="at-picks", tab_index=-1, class_name="sr-only"),
        rx.cond(pressed.value > Composer.answered, asked, rx.cond(Composer.generation.id != "", there, _nothing_yet())),
        notice(told(Composer.form_problem), tone="error"),
        id="pictures",
        class_name="flex flex-col gap-4 [&>:empty]:absolute scroll-mt-4",
    )


def _nothing_yet() -> rx.Component:
    kept = notice(
        rx.cond(Composer.kept_draft != "", say("Kept as a draft. It waits in your library."), ""),
        button(say("Undo"), kind="bare", icon_name="undo", on_click=Composer.take_draft_up, class_name="!min-h-10 !px-3"),
        tone="ok",
    )
    gone = notice(told(Composer.arrival_problem), tone="error")
    return rx.fragment(kept, gone, _asked_boxes(_outline), _line(say("Your pictures will take shape here.")))


def _asked_boxes(draw: Callable[[rx.Var[str]], rx.Component]) -> rx.Component:
    """As many boxes, of the shape, as the form asks for."""
    numbers = rx.Var.create([1, 2, 3, 4])
    ratio = Composer.shape.replace(":", " / ")
    return _grid(Composer.variants, rx.foreach(numbers, lambda number: rx.cond(number <= Composer.variants, draw(ratio), rx.fragment())))


def _grid(total: rx.Var[int], boxes: rx.Component) -> rx.Component:
    return rx.el.ul(boxes, role="list", class_name=rx.cond(total > 1, "grid grid-cols-2 gap-2.5", "grid grid-cols-1 gap-2.5"))


def _frame(ratio: rx.Var[str], total: rx.Var[int], *inside: rx.Component, class_name: str = "", **props: Any) -> rx.Component:
    """A box of a shape. One that stands alone is never taller than the screen."""
    alone = {"aspectRatio": ratio, "width": "min(100%, calc(68vh * " + ratio + "))", "marginInline": "auto"}
    style = rx.cond(total > 1, rx.Var.create({"aspectRatio": ratio}), rx.Var.create(alone))
    return rx.el.li(*inside, custom_attrs={"style": style}, class_name=f"{_BOX} {class_name}", **props)


def _outline(ratio: rx.Var[str]) -> rx.Component:
    return _frame(ratio, Composer.variants, class_name="!bg-transparent border border-dashed border-line-strong")


def _seed_of_a_picture(ratio: rx.Var[str]) -> rx.Component:
    return _frame(ratio, Composer.variants, _haze(), _bar(rx.Var.create(0.02)))


def _line(text: rx.Var[str]) -> rx.Component:
    return rx.el.p(text, class_name="text-ink-2")


def _variant(variant: Variant) -> rx.Component:
    ratio = variant.picture.width.to_string() + " / " + variant.picture.height.to_string()
    return _frame(
        ratio,
        Composer.generation.total,
        rx.match(
            variant.status,
            ("ready", rx.cond(variant.posted_as != "", _published(variant), _pickable(variant))),
            *((status, _forming(variant)) for status in WAITING),
            _not_come(variant),
        ),
        key=variant.id,
    )


def _forming(variant: Variant) -> rx.Component:
    grows = {
        "filter": "blur(" + (20 - variant.progress * 17).to_string() + "px)",
        "transform": "scale(" + (0.84 + variant.progress * 0.2).to_string() + ")",
        "opacity": (0.6 + variant.progress * 0.4).to_string(),
    }
    look = "absolute inset-0 size-full object-cover rounded-md transition-all duration-500"
    image = rx.el.img(src=variant.picture.src, alt="", custom_attrs={"style": grows}, class_name=look)
    stop = _on_picture("cross", say("Cancel picture {number}", number=variant.number + 1), on_click=Composer.cancel(variant.id))
    return rx.fragment(rx.cond(variant.picture.src != "", image, _haze()), _bar(variant.progress), stop)


def _on_picture(sign: str, label: rx.Var[str], **props: Any) -> rx.Component:
    """A button in the corner, to be seen on any picture."""
    return icon_button(sign, label, class_name="absolute right-1.5 top-1.5 !text-[white] bg-[oklch(.2_.01_60/.55)] hover:!bg-[oklch(.2_.01_60/.8)]", **props)


def _haze() -> rx.Component:
    return rx.el.div(aria_hidden="true", class_name="pulse absolute inset-[12%] rounded-full bg-line-strong/50 blur-2xl")


def _bar(progress: rx.Var[float]) -> rx.Component:
    """Thin, at the bottom. The words below say the same aloud."""
    share = {"width": "max(4%, calc(100% * " + progress.to_string() + "))"}
    inner = rx.el.div(custom_attrs={"style": share}, class_name="h-full rounded-full bg-[white] transition-[width] duration-300")
    return rx.el.div(inner, aria_hidden="true", class_name="absolute inset-x-3 bottom-3 h-1 rounded-full bg-[oklch(.4_.01_60/.45)]")


def _pickable(variant: Variant) -> rx.Component:
    """A real checkbox, looking like the picture's frame."""
    badge = rx.el.span(
        icon("check", 18),
        aria_hidden="true",
        class_name=(
            "absolute left-2.5 top-2.5 size-8 grid place-items-center rounded-full border border-[white] bg-[oklch(.2_.01_60/.35)] text-transparent "
            "in-[.pick:has(:checked)]:bg-ink in-[.pick:has(:checked)]:text-paper in-[.pick:has(:checked)]:border-paper"
        ),
    )
    box = rx.el.input(
        type="checkbox",
        checked=Composer.picks.contains(variant.picture_id),
        on_change=Composer.pick(variant.picture_id),
        aria_label=say("Pick picture {number}", number=variant.number + 1),
        class_name="sr-only",
    )
    shown = picture(variant.picture, sizes=SIZES, eager=True, class_name="arrive size-full object-cover rounded-md")
    frame = (
        "pick absolute inset-0 block rounded-md after:absolute after:inset-0 after:rounded-md after:border-[3px] after:border-transparent "
        "has-[:checked]:after:border-ink has-[:checked]:after:shadow-[inset_0_0_0_3px_var(--paper)] "
        "has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-ink has-[:focus-visible]:outline-offset-2"
    )
    look = _on_picture("eye", say("Look at picture {number} closely", number=variant.number + 1), custom_attrs={"popoverTarget": "look-" + variant.id})
    pick = rx.el.label(box, shown, badge, custom_attrs={"style": _placeholder(variant)}, class_name=f"bg-cover {frame}")
    return rx.fragment(pick, look, _closer_look(variant))


def _closer_look(variant: Variant) -> rx.Component:
    """As large as the screen takes, in the browser's own popover; only fetched when it is opened."""
    name = say("Picture {number}, large", number=variant.number + 1)
    large = rx.el.img(src=variant.picture.full, alt=name, loading="lazy", class_name="block max-w-[94vw] max-h-[80vh] rounded-md")
    leave = {"popoverTarget": "look-" + variant.id, "popoverTargetAction": "hide"}
    shut = _on_picture("cross", say("Close"), custom_attrs={**leave})  # each its own: a component writes its label into it
    refer = button(say("Use as reference"), kind="quiet", icon_name="picture", on_click=Composer.refer_to(variant.picture_id), custom_attrs={**leave})
    below = rx.cond(Composer.engine.most_references > 0, rx.el.div(refer, class_name="flex justify-center pt-3"), rx.fragment())
    look = "m-auto p-0 rounded-md bg-transparent backdrop:bg-[oklch(.1_.01_60/.7)] open:arrive"
    return rx.el.div(large, shut, below, id="look-" + variant.id, custom_attrs={"popover": "auto"}, class_name=look)


def _placeholder(variant: Variant) -> dict[str, object]:
    return {"backgroundImage": rx.cond(variant.picture.placeholder != "", f"url({variant.picture.placeholder})", "none")}


def _published(variant: Variant) -> rx.Component:
    look = "absolute left-2.5 bottom-2.5 px-3 py-1 rounded-full bg-paper text-ink text-sm font-semibold"
    name = rx.el.span(names.posted(variant.post_status), class_name=look)
    shown = picture(variant.picture, sizes=SIZES, class_name="size-full object-cover opacity-60")
    return go(shown, name, href="/p/" + variant.posted_as, class_name="absolute inset-0 block")


def _not_come(variant: Variant) -> rx.Component:
    """Why, and what to do about it, in the place of the picture."""
    short = rx.match(variant.status, ("cancelled", say("Cancelled.")), say("This picture did not come."))
    why = rx.cond(variant.error != "", said(variant.error, variant.error_values), short)
    sentence = rx.cond(Composer.same_error.message != "", "", why)
    wait = rx.cond(variant.retry_at != "", rx.el.p(say("Not before {time}.", time=moment(variant.retry_at)), class_name="text-sm text-ink-3"), rx.fragment())
    again = rx.cond(
        variant.can_retry,
        button(say("Retry"), rx.el.span(variant.number + 1, class_name="sr-only"), kind="quiet", on_click=Composer.retry(variant.id), class_name="!min-h-10"),
        rx.fragment(),
    )
    return rx.el.div(
        rx.el.p(sentence, class_name="text-sm text-ink-2 text-balance empty:hidden"),
        wait,
        again,
        class_name="flex flex-col items-center justify-center gap-2.5 p-4 text-center border border-line rounded-md",
    )


def _progress() -> rx.Component:
    """`Two of four are ready`, said aloud too, and the ways out."""
    now = Composer.generation
    counted = say_n("One of {total} is ready", "{word} of {total} are ready", now.ready, word=_word(now.ready), total=_small_word(now.total))
    sentence = rx.match(
        now.status,
        ("queued", say("Waiting for their turn")),
        ("running", rx.cond(now.ready == 0, say("Taking shape"), counted)),
        ("ready", rx.cond(now.total > 1, say("All {total} are ready", total=_small_word(now.total)), say("The picture is ready"))),
        ("failed", say("No picture came")),
        ("cancelled", say("Cancelled")),
        counted,
    )
    leave = rx.el.p(say("You can leave this page; they wait in your library."), class_name="text-sm text-ink-3")
    stop = button(say("Cancel"), kind="quiet", on_click=Composer.cancel(""), class_name="shrink-0")
    anew = button(say("Put away"), kind="bare", on_click=Composer.put_away, title=say("The pictures stay in your library"), class_name="shrink-0")
    news = rx.el.p(sentence, aria_live="polite", class_name="font-semibold")
    why = rx.el.p(told(Composer.same_error), class_name="text-sm text-ink-2 text-pretty empty:hidden")
    return rx.el.div(
        rx.el.div(news, why, rx.cond(Composer.is_running, leave, rx.fragment()), class_name="grow basis-56"),
        rx.cond(Composer.is_running, stop, anew),
        class_name="flex flex-wrap items-center gap-x-4 gap-y-2 min-h-11",
    )


def _word(number: rx.Var[int]) -> rx.Var[str]:
    return rx.match(number, (2, say("Two")), (3, say("Three")), say("Four")).to(str)


def _small_word(number: rx.Var[int]) -> rx.Var[str]:
    return rx.match(number, (1, say("one")), (2, say("two")), (3, say("three")), say("four")).to(str)
