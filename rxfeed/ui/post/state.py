"""One post on its own page, and what its author does with it."""

from __future__ import annotations

from contextlib import suppress

import reflex as rx

from rxfeed.domain import gallery, numbers, pins
from rxfeed.domain.errors import NotAllowed, NotFound, NotSignedIn, RxfeedError
from rxfeed.domain.views import AuthorView, ConsentView, PostCard, PostView
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.binding import viewer_of
from rxfeed.ui.here import Here
from rxfeed.ui.lineage.state import LineagePart
from rxfeed.ui.numbers.state import Numbers
from rxfeed.ui.post.changes import changes
from rxfeed.ui.words import NO_PROBLEM, Problem, problem
from rxfeed.wiring import house

NO_CARD = PostCard("", 0, AuthorView(), [], "", "", [], "", "", "", "general", "", "", "", is_sample=False, edited=False)
NO_POST = PostView(NO_CARD, ConsentView(), "", "", [], "public", "", prompt_hidden=False, mine=False)
REFUSALS: dict[type[RxfeedError], str] = {NotFound: "missing", NotSignedIn: "guest", NotAllowed: "blocked"}
"""`guest`: signing in would show it; `blocked`: by the viewer. Anything else is `failed`."""


class PostPage(rx.State):
    """The post that is shown; `status` says how far that has got: `ready`, `binned`, or one of those of `REFUSALS`."""

    asked: str = ""
    """Id of the post that all of this is about: the page shows nothing of another."""
    post: PostView = NO_POST
    status: str = ""
    problem: Problem = NO_PROBLEM
    editing: bool = False
    deleting: bool = False
    copied: bool = False
    just_published: bool = False
    """Whether its author comes from publishing it."""

    @rx.event
    async def arrive(self) -> rx.event.EventType[()] | None:
        """Show the post that the address names; then its author sees its numbers, and others are counted in them.

        Where it is shown already, a form that is open stays open; so does all of it while it can't be read.
        """
        again, asked = (await self.get_state(Here)).again, self.router.url.path.rstrip("/").rpartition("/")[2]
        editing = self.editing and again
        try:
            post = await ask(self, gallery.show, asked)
            await (await self.get_state(LineagePart)).show(asked)
        except RxfeedError as error:
            if not (again and self.status == "ready") or type(error) in REFUSALS:
                self.reset()
                self.asked, self.problem, self.status = asked, problem(error), REFUSALS.get(type(error), "failed")
            return None
        self.reset()
        self.asked, self.post, self.editing, self.just_published = asked, post, editing, "published" in self.router.url.query_parameters
        self.status = "binned" if post.status == "binned" else "ready"
        return Numbers.arrive if post.mine else PostPage.note_look

    @rx.event
    async def note_look(self) -> None:
        """A view that can't be counted is no harm to who looks."""
        with suppress(RxfeedError):
            await house().together(numbers.look, await viewer_of(self), self.asked)

    @rx.event
    def note_copied(self) -> None:
        """The button itself copies: a script sent by the server would have to be made from text, which the policy forbids."""
        self.copied = True

    @rx.event
    def begin_edit(self) -> None:
        self.editing, self.problem = True, NO_PROBLEM

    @rx.event
    def leave_edit(self) -> None:
        self.editing, self.problem = False, NO_PROBLEM

    @rx.event
    async def keep(self, form: dict[str, str]) -> None:
        """Keep what was edited; a problem leaves the form as it was typed."""
        with sayable(self):
            self.post = await ask(self, gallery.edit, self.asked, changes(form))
            self.editing = False

    @rx.event
    async def pin(self) -> None:
        """First on its author's page, or back in its place."""
        with sayable(self):
            await ask(self, pins.pin, self.asked, not self.post.pinned)
            self.post = await ask(self, gallery.show, self.asked)

    @rx.event
    def begin_delete(self) -> None:
        self.deleting, self.problem = True, NO_PROBLEM

    @rx.event
    def leave_delete(self) -> None:
        self.deleting, self.problem = False, NO_PROBLEM

    @rx.event
    async def delete(self) -> None:
        """Into the bin, for 30 days."""
        with sayable(self):
            await ask(self, gallery.bin, self.asked)
            self.status, self.deleting = "binned", False

    @rx.event
    async def publish_now(self) -> None:
        """It needn't wait any longer."""
        with sayable(self):
            await ask(self, gallery.publish_now, self.asked)
            self.post = await ask(self, gallery.show, self.asked)

    @rx.event
    async def restore(self) -> None:
        """Back out of the bin."""
        with sayable(self):
            await ask(self, gallery.restore, self.asked)
            self.post = await ask(self, gallery.show, self.asked)
            self.status = "ready"
