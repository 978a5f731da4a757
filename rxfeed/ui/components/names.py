"""The words for what the domain calls by identifiers, and the choices made of them."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.consent import LICENCES
from rxfeed.ui.components.controls import Text
from rxfeed.ui.words import say

RESERVED = "LicenseRef-All-Rights-Reserved"


def remix_choices() -> list[tuple[str, Text]]:
    """What others may do, from the widest to nothing."""
    return [("anyone", say("Remix freely")), ("ask", say("Ask first")), ("nobody", say("Not remix"))]


def rating_choices() -> list[tuple[str, Text]]:
    return [("general", say("General")), ("suggestive", say("Suggestive")), ("mature", say("Mature"))]


def visibility_choices() -> list[tuple[str, Text]]:
    return [("public", say("Public")), ("followers", say("Followers")), ("unlisted", say("Unlisted"))]


def reply_choices() -> list[tuple[str, Text]]:
    """Who may comment."""
    return [("everybody", say("Everybody")), ("followers", say("Followers")), ("nobody", say("Nobody"))]


def quality_choices() -> list[tuple[str, Text]]:
    return [("draft", say("Draft")), ("standard", say("Standard")), ("fine", say("Fine"))]


def posted(status: rx.Var[str]) -> rx.Component:
    """What has become of a picture that was posted, by its post's status."""
    return rx.match(
        status,
        ("scheduled", rx.fragment(say("Scheduled"))),
        ("binned", rx.fragment(say("In the bin"))),
        ("hidden", rx.fragment(say("Hidden by a moderator"))),
        ("removed", rx.fragment(say("Removed by a moderator"))),
        rx.fragment(say("Published")),
    )


def training_choices() -> list[tuple[str, Text]]:
    return [("no", say("No")), ("yes", say("Yes"))]


def licence_choices() -> list[tuple[str, Text]]:
    return [(licence.id, licence_name(licence.id)) for licence in LICENCES.values()]


def licence_name(licence: str) -> Text:
    """Names of licences are the same in every language, but for the one that reserves everything."""
    return say("All rights reserved") if licence == RESERVED else LICENCES[licence].name


def named(value: rx.Var[str], choices: list[tuple[str, Text]]) -> rx.Var[str]:
    """The words for a value, where it is one of the choices; else the value itself."""
    return rx.match(value, *choices, value)
