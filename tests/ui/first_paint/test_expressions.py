"""JavaScript as Reflex writes it, read in Python."""

from __future__ import annotations

from typing import Any

import pytest
import reflex as rx

from rxfeed.ui.first_paint.elements import Elements
from rxfeed.ui.first_paint.expressions import Expressions, Unreadable, parsed

CARD = {"name": "Ada", "tags": [], "pictures": [{"width": 3, "height": 2.0}], "edited": True, "nothing": None}

SWITCH = '(() => { switch (JSON.stringify(card?.["name"])) { %s default: return 2; break; } })()'


def _value(script: str) -> Any:
    return Expressions({"one": 1}).read(parsed(script), frozenset({"card"}))({"card": CARD})


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ('card?.["name"]?.valueOf?.() === "Ada"?.valueOf?.()', True),
        ('!(card?.["absent"]?.["deeper"])', True),
        ('card?.["pictures"]?.at?.(0)?.["width"] / card?.["pictures"]?.at?.(0)?.["height"]', 1.5),
        ('card?.["pictures"]?.at?.(1)?.["width"]', None),
        ('"row " + card?.["pictures"]?.at?.(0)?.["height"] + "/" + card?.["edited"]', "row 2/true"),
        ('card?.["tags"] ? "a list is true" : "no"', "a list is true"),
        ('isTrue(card?.["tags"]) ? "yes" : "in Python an empty one isn\'t"', "in Python an empty one isn't"),
        ("1 === true", False),
        ("one + 2 > 2.5 && 7", 7),
        ('card?.["nothing"] ?? "otherwise"', "otherwise"),
        ('pyOr(card?.["name"] === "Bob", () => (card?.["edited"]))', True),
        ('encodeURIComponent("a b&ü/(x)")', "a%20b%26%C3%BC%2F(x)"),
        ('({ ["a"] : card?.["tags"].length, "b" : [1, "\\u00b7"] })', {"a": 0, "b": [1, "·"]}),
        (SWITCH % 'case JSON.stringify("B"): case JSON.stringify("Ada"): return 1; break;', 1),
        (SWITCH % 'case JSON.stringify("B"): return 1; break;', 2),
    ],
)
def test_values(script: str, value: Any) -> None:
    assert _value(script) == value


@pytest.mark.parametrize("script", ["window.location", "card = 1", "1 +", "`a${card}`", "new Date()", "card instanceof one", "fetch(card)"])
def test_what_is_not_known_is_refused_before_anything_is_drawn(script: str) -> None:
    with pytest.raises(Unreadable):
        Expressions({}).read(parsed(script), frozenset({"card"}))


def _drawn(component: rx.Component) -> str:
    return str(Elements("de", {}).component(component, frozenset({"card"}))({"card": CARD | {"name": "<b>&\""}}))


def test_elements_are_written_as_react_writes_them() -> None:
    card = rx.Var("card", _var_type=dict[str, str]).guess_type()
    shown = rx.el.label(
        rx.foreach(rx.Var.create([1, 2]), lambda number: rx.el.b(number)), card["name"], html_for="x", title=card["name"], hidden=True, aria_hidden=False,
        custom_attrs={"style": {"maxHeight": 20, "flexGrow": 2}}, on_click=rx.console_log("pressed"),
    )  # fmt: skip
    html = _drawn(shown)
    assert html.startswith("<label ")
    assert html.endswith("><b>1</b><b>2</b>&lt;b&gt;&amp;\"</label>")
    for part in ('for="x"', 'title="&lt;b&gt;&amp;&quot;"', 'hidden=""', 'aria-hidden="false"', 'style="max-height:20px;flex-grow:2"'):
        assert part in html
    assert "pressed" not in html


def test_a_style_that_only_scripts_write_is_refused() -> None:
    with pytest.raises(Unreadable, match="custom_attrs"):
        _drawn(rx.el.div(color="red"))


def test_a_component_of_a_library_is_refused() -> None:
    with pytest.raises(Unreadable, match="no element"):
        _drawn(rx.moment("2026-11-22"))
