"""On a post's own page: where it comes from, whose credit that is, and what has been made of it."""

from __future__ import annotations

import reflex as rx
from reflex.utils.imports import ImportVar
from reflex.vars import VarData

from rxfeed.domain.lineage_views import GraphView, WayView
from rxfeed.ui.components.controls import go, link_button
from rxfeed.ui.components.notices import pictures_lost
from rxfeed.ui.components.post_tile import WALL, last_row, post_tile
from rxfeed.ui.feed.store import STORE, CardList, Sentinel
from rxfeed.ui.lineage.drawing import LABEL, drawing, on_the_line, way_words
from rxfeed.ui.lineage.state import LineagePart
from rxfeed.ui.words import say, say_n

GRAPH = LineagePart.graph
_LINK = "font-semibold hover:underline underline-offset-3"


def where_from() -> rx.Component:
    """Nothing for a post that has neither parents nor children."""
    return rx.cond(GRAPH.ways.length() > 0, _section(), rx.fragment())


def _section() -> rx.Component:
    whole = link_button(say("The whole lineage"), href=rx.Var.create(f"/p/{LineagePart.asked}/lineage"), icon_name="fork")
    title = rx.el.h2(say("Where it comes from"), id="lineage-title", class_name="font-semibold")
    thanks = rx.el.p(
        rx.el.span(say("Thanks to"), class_name="text-ink-3"),
        rx.foreach(GRAPH.credits, lambda handle: go("@", handle, href=f"/u/{handle}", class_name=_LINK)),
        class_name="flex flex-wrap gap-x-2 text-sm",
    )
    return rx.el.section(
        rx.el.div(title, whole, class_name="flex flex-wrap items-center justify-between gap-3"),
        drawn_part(graph=GRAPH),
        rx.cond(GRAPH.credits.length() > 0, thanks, rx.fragment()),
        rx.cond(GRAPH.descendants > 0, _made_of_it(), rx.fragment()),
        aria_labelledby="lineage-title",
        class_name="flex flex-col gap-3 px-4 md:px-0 mt-8",
    )


@rx.memo
def drawn_part(graph: rx.Var[GraphView]) -> rx.Component:
    return drawing(graph, how, title=say("The lineage, drawn"), tall="360px")


@rx.memo
def how(way: rx.Var[WayView]) -> rx.Component:
    """A picture came of the other."""
    return on_the_line(way, rx.el.span(way_words(way), class_name=LABEL))


def _made_of_it() -> rx.Component:
    title = say_n("{count} picture came of it", "{count} pictures came of it", GRAPH.descendants)
    return rx.el.div(rx.el.h2(title, class_name="font-semibold"), made_of_it(), class_name="flex flex-col gap-3 mt-4")


@rx.memo
def made_of_it() -> rx.Component:
    """What has been made of it directly. A component of its own: it is asked for where there is anything."""
    found = rx.Var("its_remixes", _var_type=CardList, _var_data=_DATA).guess_type()
    data = VarData.merge(_DATA, VarData(imports={STORE: [ImportVar(tag="again")]}))
    again = rx.run_script(rx.Var("again(name_of_remixes)", _var_data=data))
    return rx.el.div(
        rx.el.ul(
            rx.foreach(found.cards, lambda card: post_tile(card=card, eager=False, pinned=False, key=card.id)),
            last_row(),
            role="list",
            aria_label=say("What has been made of it"),
            class_name=f"{WALL} [--row:110px]! md:[--row:150px]!",
        ),
        rx.cond(found.status == "failed", pictures_lost(again), rx.fragment()),
        Sentinel.create(list=rx.Var("name_of_remixes", _var_type=str, _var_data=_DATA).guess_type()),
    )


_NAMED = 'const name_of_remixes = `p/${encodeURIComponent(useParams().id ?? "")}/remixes`, its_remixes = useList(name_of_remixes);'
_DATA = VarData(imports={"react-router": [ImportVar(tag="useParams")], STORE: [ImportVar(tag="useList")]}, hooks={_NAMED: None})
