"""A file that somebody wants to know about, and what is known of it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain import credentials
from rxfeed.domain.credentials import FoundPost
from rxfeed.domain.errors import RxfeedError
from rxfeed.ui.account.forms import refusal
from rxfeed.ui.asking import ask
from rxfeed.ui.composer.given import text
from rxfeed.ui.credentials.lines import Line, lines
from rxfeed.ui.words import NO_PROBLEM, Problem, problem


class VerifyPage(rx.State):
    """`how` its posts were found: by `credential`, by `looks`, or not at all; `damaged`: it could not be looked at."""

    asked: bool = False
    """Whether a file has been looked at."""
    lines: list[Line] = []
    how: str = ""
    posts: list[FoundPost] = []
    problem: Problem = NO_PROBLEM

    @rx.event
    def arrive(self) -> None:
        self.reset()

    @rx.event
    async def show(self, said: dict[str, Any]) -> None:
        """The route has looked at a file and kept what it found, sealed: only what this server wrote is shown."""
        self.reset()
        try:
            explained = await ask(self, credentials.unseal, text(said.get("sealed", ""), 200_000) if isinstance(said, dict) else "")
            self.lines, self.how, self.posts, self.asked = lines(explained.reading), explained.how, explained.posts, True
        except RxfeedError as error:
            self.problem = problem(error)

    @rx.event
    def refuse(self, said: dict[str, Any]) -> None:
        """It could not be looked at."""
        self.reset()
        self.problem = refusal(said)
