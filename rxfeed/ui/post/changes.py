"""What the form of a post's author says. Pure; the domain checks every value."""

from __future__ import annotations

from collections.abc import Mapping

from rxfeed.domain.consent import Decision
from rxfeed.domain.gallery import Changes

MOST_PICTURES = 8


def changes(form: Mapping[str, str]) -> Changes:
    """The form's fields as the domain takes them. Alt texts are named `alt-0`, `alt-1`, …"""
    alts = tuple(str(form[f"alt-{number}"]) for number in range(MOST_PICTURES) if f"alt-{number}" in form)
    return Changes(
        caption=str(form.get("caption", "")),
        tags=str(form.get("tags", "")),
        alts=alts,
        rating=str(form.get("rating", "")),
        visibility=str(form.get("visibility", "")),
        prompt_hidden="prompt_hidden" in form,
        decision=Decision(str(form.get("remix", "")), str(form.get("licence", "")), training=form.get("training") == "yes"),
    )
