"""The look's vocabulary for Tailwind: colours, sizes and radii by the names that `design/look.md` gives them.

The values are in `assets/rxfeed.css`, as CSS variables for light and dark; Reflex puts `light` or `dark` on `<html>` before the first paint.
"""

from __future__ import annotations

from typing import Any

COLOURS = (
    "paper", "surface", "sunken", "line", "line-strong", "ink", "ink-2", "ink-3", "accent", "on-accent", "accent-soft", "on-accent-soft",
    "add", "del", "ok", "bad", "shade", "veil",
)

SANS = '"Inter", "Inter Stand-in", system-ui, sans-serif'
SERIF = '"Instrument Serif", "Instrument Stand-in", Georgia, serif'

TAILWIND: dict[str, Any] = {
    "darkMode": "class",
    "theme": {
        "colors": {"transparent": "transparent", "current": "currentColor", **{name: f"var(--{name})" for name in COLOURS}},
        "fontFamily": {"sans": SANS, "serif": SERIF},
        "fontSize": {
            "tiny": ["12px", "1.35"], "sm": ["13px", "1.45"], "base": ["15px", "1.5"], "lg": ["17px", "1.4"],
            "card": ["23px", "1.22"], "prompt": ["26px", "1.25"], "title": ["34px", "1.12"],
        },
        "borderRadius": {"none": "0", "sm": "8px", "md": "14px", "lg": "22px", "full": "9999px"},
        "screens": {"sm": "600px", "md": "760px", "lg": "1100px", "xl": "1320px"},
    },
}
