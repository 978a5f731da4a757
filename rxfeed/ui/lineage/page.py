"""`/p/{id}/lineage`: the graph in full, each line of which opens what changed, and the same as a list."""

from __future__ import annotations

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from rxfeed.domain.lineage_views import GraphView, SpotView, WayView
from rxfeed.domain.views import ParentView
from rxfeed.ui.components.controls import button, go, link_button
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.lineage_thread import mode_words
from rxfeed.ui.components.notices import empty_box, skeleton
from rxfeed.ui.components.refusals import failed, for_members, missing
from rxfeed.ui.lineage.changed import changed_dialog
from rxfeed.ui.lineage.drawing import LABEL, drawing, on_the_line, way_words
from rxfeed.ui.lineage.state import LineagePage
from rxfeed.ui.shell import frame, heading
from rxfeed.ui.words import say, say_n, told

GRAPH = LineagePage.graph
AT_ONCE = 100
"""Lines of the list."""


def page() -> rx.Component:
    """Once it is known that the viewer sees the post."""
    back = link_button(say("Back to the picture"), href=rx.Var.create(f"/p/{LineagePage.asked}"), icon_name="left", kind="bare")
    why, here = told(LineagePage.problem), rx.Var.create(f"/p/{LineagePage.asked}/lineage")
    shown = rx.match(
        LineagePage.status,
        ("ready", _ready()),
        ("missing", missing()),
        ("guest", for_members(why, here)),
        ("failed", failed(why, LineagePage.arrive)),
        _waiting(),
    )
    return frame(rx.el.div(heading(say("Lineage"), back), shown), wide=True)


def _ready() -> rx.Component:
    alone = empty_box(say("Nothing but itself"), say("This picture comes of no other, and nothing has been made of it yet."))
    count = say_n("{count} picture came of it", "{count} pictures came of it", GRAPH.descendants)
    some = rx.el.p(say("The nearest are shown. Open one of them to see what is around it."), class_name="text-sm text-ink-3")
    return rx.cond(
        GRAPH.ways.length() == 0,
        rx.el.div(alone, class_name="mx-4 md:mx-0"),
        rx.el.div(
            rx.cond(GRAPH.descendants > 0, rx.el.p(count, class_name="text-ink-2 px-4 md:px-0"), rx.fragment()),
            drawn(graph=GRAPH),
            rx.cond(GRAPH.whole, rx.fragment(), rx.el.div(some, class_name="px-4 md:px-0")),
            as_list(graph=GRAPH),
            changed_dialog(),
            class_name="flex flex-col gap-3",
        ),
    )


@rx.memo
def drawn(graph: rx.Var[GraphView]) -> rx.Component:
    return drawing(graph, what_changed_here, title=say("The lineage, drawn"), tall="68vh")


@rx.memo
def what_changed_here(way: rx.Var[WayView]) -> rx.Component:
    """A label that opens it, where the viewer may see it."""
    what = say("What changed from {parent} to {child}", parent=f"@{way.parent_handle}", child=f"@{way.child_handle}")
    words = way_words(way)
    look = f"{LABEL} border border-line hover:text-ink hover:border-line-strong"
    opened = rx.el.button(words, type="button", aria_label=what, title=what, on_click=LineagePage.open(way.child, way.number), class_name=look)
    return on_the_line(way, rx.cond(way.opens, opened, rx.el.span(words, class_name=LABEL)))


@rx.memo
def as_list(graph: rx.Var[GraphView]) -> rx.Component:
    """For whoever doesn't look at drawings: each post, and below it what it comes of. Nothing of it is there before it is opened, and then some at a time."""
    listed = ClientStateVar.create("listed", default=0, global_ref=False)
    hooks = listed._get_all_var_data()  # noqa: SLF001  (how a var passes its hooks on)
    opened: rx.Var[object] = rx.Var(f"({{currentTarget}}) => currentTarget.open && setListed(Math.max({AT_ONCE}, listed))", _var_data=hooks)
    more = rx.Var(f"() => setListed(listed + {AT_ONCE})", _var_type=rx.EventChain, _var_data=hooks).guess_type()
    some = rx.Var(f"{graph.spots!s}.slice(0, listed)", _var_type=list[SpotView], _var_data=hooks).guess_type()
    rest = rx.cond(listed.value.to(int) < graph.spots.length(), button(say("More"), kind="quiet", on_click=more), rx.fragment())
    return rx.el.details(
        rx.el.summary(say("As a list"), icon("down", 16), class_name="inline-flex items-center gap-1.5 min-h-11 font-semibold cursor-pointer"),
        rx.el.ol(rx.foreach(some, lambda spot: line_of_list(spot=spot, key=f"{spot.column} {spot.row}")), class_name="flex flex-col divide-y divide-line"),
        rest,
        custom_attrs={"onToggle": opened},
        class_name="px-4 md:px-0",
    )


@rx.memo
def line_of_list(spot: rx.Var[SpotView]) -> rx.Component:
    """A post, and what it comes of."""
    whose = rx.cond(spot.handle != "", f"@{spot.handle}", say("Somebody"))
    link = go(whose, href=f"/p/{spot.id}", class_name="font-semibold hover:underline underline-offset-3")
    steps = rx.cond(spot.steps > 0, say_n("{count} step from the first", "{count} steps from the first", spot.steps), say("the first"))
    state = rx.match(spot.state, ("here", say("this picture")), ("gone", say("deleted")), ("hidden", say("not for you")), "")
    return rx.el.li(
        rx.el.p(rx.cond(spot.id != "", link, whose), rx.el.span(steps), rx.el.span(state), class_name="flex flex-wrap gap-x-3 text-sm"),
        rx.cond(spot.words != "", rx.el.p(spot.words, class_name="font-serif italic text-ink-2"), rx.fragment()),
        rx.el.p(rx.foreach(spot.parents, _from), class_name="flex flex-wrap gap-x-3 text-sm text-ink-2 empty:hidden"),
        class_name="flex flex-col gap-0.5 py-2.5",
    )


def _from(parent: rx.Var[ParentView]) -> rx.Component:
    whose = rx.cond(parent.handle != "", f"@{parent.handle}", say("Somebody"))
    return rx.el.span(say("from"), " ", whose, " · ", mode_words(parent.mode))


def _waiting() -> rx.Component:
    return rx.el.div(skeleton("h-[50vh] w-full md:rounded-lg"), aria_busy=True)
