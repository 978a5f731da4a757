"""Icons, drawn inline: 20 px, stroke 1.7, in the colour of the text around them."""

from __future__ import annotations

import reflex as rx

_PATHS = {
    "home": "M3.5 8.8 10 3.5l6.5 5.3v7.7h-13z",
    "bell": "M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.3 15.5a1.7 1.7 0 0 0 3.4 0",
    "search": "M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4",
    "plus": "M10 4v12M4 10h12",
    "chart": "M3.5 16.5h13M5.5 16.5v-5M10 16.5v-10M14.5 16.5v-7",
    "library": "M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h5v5h-5z",
    "stack": "M3.5 8h13v8.5h-13zM5 5.5h10M6.5 3h7",
    "person": "M10 10.2a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6zM3.8 16.8c.7-2.8 3.2-4.2 6.2-4.2s5.5 1.4 6.2 4.2",
    "copy": "M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4",
    "check": "m4 10.5 4 4 8-9",
    "cross": "m5 5 10 10M15 5 5 15",
    "more": "M4.5 10h.01M10 10h.01M15.5 10h.01",
    "pin": "M7 3.5h6M8 3.5v5l-2.5 3h9L12 8.5v-5M10 11.5v5",
    "pencil": "m4 16 .8-3.6L13.2 4l2.8 2.8-8.4 8.4zM11.5 5.7l2.8 2.8",
    "bin": "M4 5.5h12M8 5.5V3.7h4v1.8M5.5 5.5l.8 11h7.4l.8-11M8.5 9v4.5M11.5 9v4.5",
    "undo": "M7.5 4.5 4 8l3.5 3.5M4 8h7.5a4 4 0 0 1 0 8H8",
    "eye": "M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5zM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z",
    "hidden": (
        "m3.5 3.5 13 13M8 5.3A7 7 0 0 1 10 5c4.8 0 7.5 5 7.5 5a13 13 0 0 1-2.3 2.8"
        "M12.3 14.7c-.7.2-1.5.3-2.3.3-4.8 0-7.5-5-7.5-5a13 13 0 0 1 3.3-3.6"
    ),
    "lock": "M5 9h10v7.5H5zM7 9V6.7a3 3 0 0 1 6 0V9",
    "link": "M8.5 11.5a3 3 0 0 0 4.3 0l2.8-2.8a3 3 0 0 0-4.3-4.3L10.5 5.2M11.5 8.5a3 3 0 0 0-4.3 0l-2.8 2.8a3 3 0 0 0 4.3 4.3l.8-.8",
    "clock": "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4l2.7 1.6",
    "warning": "M10 3.5 17.5 16.5h-15zM10 8.5v3.5M10 14.3h.01",
    "picture": "M3.5 4h13v12h-13zM3.5 13.5l3.7-3.7 3 3 2.3-2.3 4 4M12.8 7.7h.01",
    "fork": (
        "M5.5 6.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4zM14.5 6.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4z"
        "M10 17.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4zM5.5 6.2c0 4.3 4.5 3.3 4.5 7.6 0-4.3 4.5-3.3 4.5-7.6"
    ),
    "heart": "M10 16.5S3 12.6 3 7.8A3.8 3.8 0 0 1 10 5.8a3.8 3.8 0 0 1 7 2c0 4.8-7 8.7-7 8.7z",
    "repost": "M4 11V8a2.5 2.5 0 0 1 2.5-2.5h9M13 3l2.5 2.5L13 8M16 9v3a2.5 2.5 0 0 1-2.5 2.5h-9M7 17l-2.5-2.5L7 12",
    "comment": "M10 3.8c-4 0-7 2.5-7 5.8 0 1.9 1 3.5 2.6 4.6l-.4 2.6 2.9-1.6c.6.1 1.2.2 1.9.2 4 0 7-2.5 7-5.8s-3-5.8-7-5.8z",
    "bookmark": "M5.5 3.5h9v13L10 13l-4.5 3.5z",
    "collect": "M3.5 6.5h8v10h-8zM7 6.5v-3h9.5v10h-5M7.5 9.3v4.4M5.3 11.5h4.4",
    "left": "M12 4.5 6.5 10l5.5 5.5",
    "right": "m8 4.5 5.5 5.5L8 15.5",
    "up": "M10 16V4.5M5 9l5-5 5 5",
    "down": "m5 7.5 5 5 5-5",
    "upload": "M10 13V3.8M6 7.5l4-4 4 4M3.5 13v3.5h13V13",
    "download": "M10 3.5V13M6 9.3l4 4 4-4M3.5 13v3.5h13V13",
    "sparkle": "M9 3.5c.6 4.2 1.8 5.4 6 6-4.2.6-5.4 1.8-6 6-.6-4.2-1.8-5.4-6-6 4.2-.6 5.4-1.8 6-6zM15.5 13.5v3M14 15h3",
    "shield": "M10 3 4.5 5v4.5c0 3.6 2.3 5.9 5.5 7.5 3.2-1.6 5.5-3.9 5.5-7.5V5z",
    "dice": "M4 4h12v12H4zM7.5 7.5h.01M12.5 7.5h.01M10 10h.01M7.5 12.5h.01M12.5 12.5h.01",
    "smile": "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM7 11.5c.6 1.3 1.7 2 3 2s2.4-.7 3-2M7.7 8h.01M12.3 8h.01",
    "settings": "M10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM10 3v2M10 15v2M3 10h2M15 10h2M5 5l1.5 1.5M13.5 13.5 15 15M15 5l-1.5 1.5M6.5 13.5 5 15",
    "keys": "M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.7h7",
    "leave": "M12 4H4v12h8M8.5 10H17M14 7l3 3-3 3",
}


def icon(name: str, size: int = 20, class_name: str = "") -> rx.Component:
    """The icon of that name, hidden from screen readers: the words beside it, or an `aria_label`, say what it means. Raises `KeyError`."""
    drawn = {"fill": "none", "stroke": "currentColor", "strokeWidth": "2.6" if name == "more" else "1.7", "strokeLinecap": "round", "strokeLinejoin": "round"}
    return rx.el.svg(
        rx.el.path(d=_PATHS[name]),
        width=size,
        height=size,
        view_box="0 0 20 20",
        aria_hidden="true",
        custom_attrs=drawn,
        class_name=f"shrink-0 {class_name}",
    )
