"""What the parts of For you's ranking are called."""

from __future__ import annotations

from collections.abc import Mapping

import reflex as rx

from rxfeed.ui.components.controls import Text
from rxfeed.ui.words import say


def weights() -> Mapping[str, tuple[Text, Text]]:
    """Each weight: its name, and what it counts."""
    return {
        "followed": (say("People I follow"), say("Their pictures come earlier.")),
        "tags": (say("Tags I like"), say("Tags you follow, and those of pictures you liked lately.")),
        "remixes": (say("Remixes of what I like"), say("What others made from pictures you liked.")),
        "alike": (say("Looks like what I like"), say("Colours and lines like those of the pictures you liked last.")),
        "popular": (say("Popular"), say("What many have liked, reposted or remixed.")),
        "fresh": (say("New"), say("Half as much with every day.")),
        "newcomers": (say("New people"), say("Who came in the last 30 days. One place in twelve is theirs in any case.")),
        "more": (say("What I want more of"), say("The tags below, and “More like this”.")),
        "less": (say("What I want less of"), say("The tags below, and “Not interested”: taken away.")),
        "seen": (say("Shown before"), say("In your last three visits, or liked by you: taken away.")),
    }


def weight(name: rx.Var[str]) -> rx.Var[str]:
    """By name."""
    return rx.match(name, *((key, words) for key, (words, _) in weights().items()), "").to(str)


def rules() -> Mapping[str, Text]:
    """What alone may be shown."""
    return {"followed": say("Only people I follow"), "originals": say("Only originals, no remixes"), "general": say("Only pictures rated for everybody")}


def source(name: rx.Var[str]) -> rx.Var[str]:
    """Where a picture was found."""
    return rx.match(
        name,
        ("followed", say("It was found among the pictures of people you follow.")),
        ("large", say("It was found among the pictures of people you follow.")),
        ("tags", say("It was found by a tag that you like or follow.")),
        ("remixes", say("It was found among remixes of pictures you liked.")),
        ("similar", say("It was found among pictures that look like those you liked.")),
        ("trending", say("It was found in Trending.")),
        ("newcomers", say("It was found among the pictures of new people.")),
        say("It was found among the latest pictures."),
    ).to(str)
