"""What the form of a post's author says. Pure; the domain checks every value."""

from __future__ import annotations

from collections.abc import Mapping

from rxfeed.domain.consent import Decision
from rxfeed.domain.gallery import Changes
from rxfeed.ui.composer.given import text

MOST_PICTURES = 8
LONGEST = 50_000
"""Characters that are looked at; the real limits are the domain's."""


def changes(form: Mapping[str, str]) -> Changes:
    """The form's fields as the domain takes them. Alt texts are named `alt-0`, `alt-1`, …"""
    form = form if isinstance(form, Mapping) else {}
    alts = tuple(_text(form, f"alt-{number}") for number in range(MOST_PICTURES) if f"alt-{number}" in form)
    return Changes(
        caption=_text(form, "caption"),
        tags=_text(form, "tags"),
        alts=alts,
        rating=_text(form, "rating"),
        visibility=_text(form, "visibility"),
        prompt_hidden="prompt_hidden" in form,
        replies=_text(form, "replies") or None,
        decision=Decision(_text(form, "remix"), _text(form, "licence"), training=form.get("training") == "yes"),
    )


def _text(form: Mapping[str, str], name: str) -> str:
    return text(form.get(name, ""), LONGEST)
