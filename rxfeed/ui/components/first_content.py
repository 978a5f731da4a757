"""The place in a page for what the server puts there before any script has run (`rxfeed/web/first_html.py`)."""

from __future__ import annotations

import reflex as rx

MARK = "<!--first cards-->"
"""What the server replaces."""
_ID = "first-content"


def first_content(class_name: str = "") -> rx.Component:
    """Empty but for the mark. What the server puts there stays until the page draws its own."""
    return _place(rx.Var.create(MARK), class_name)


def kept_content(otherwise: rx.Component) -> rx.Component:
    """On a page whose address names something: what the server has sent of it, until the page knows it itself; without that, `otherwise`."""
    there = rx.Var(f'(globalThis.document?.getElementById("{_ID}")?.innerHTML ?? "")', _var_type=str).guess_type()
    sent = (there != "") & (there != MARK)
    return rx.cond(sent, _place(there), otherwise)


def _place(html: rx.Var[str], class_name: str = "") -> rx.Component:
    given = {"dangerouslySetInnerHTML": rx.Var.create({"__html": html}), "suppressHydrationWarning": True}
    return rx.el.div(id=_ID, key="first", custom_attrs=given, class_name=class_name)
