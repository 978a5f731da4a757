"""From pictures to a post: what is typed is kept at once, and Publish says what is missing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import reflex as rx

from rxfeed.domain import gallery, studio
from rxfeed.domain.errors import NotFound, RxfeedError
from rxfeed.domain.generation_views import VariantView
from rxfeed.domain.viewer import Viewer
from rxfeed.ui.binding import viewer_of
from rxfeed.ui.composer import given, post_form
from rxfeed.ui.composer.forming import NOTHING, Forming
from rxfeed.ui.words import NO_PROBLEM, Problem, problem
from rxfeed.wiring import house

PLACES = {
    "picks": "at-picks", "caption": "field-caption", "tags": "field-tags", "remix": "at-remix", "licence": "field-licence", "training": "at-training",
    "rating": "at-rating", "visibility": "at-visibility", "replies": "at-replies", "publish_at": "field-when",
}  # fmt: skip
"""Where the page goes when Publish finds something missing: the id of the field, or of the group around it."""
BESIDE = (PLACES.keys() | {"alt"}) - {"picks"}
"""Fields that say themselves what is wrong with them."""


class Posting(Forming):
    """The post form. It lives with the generation in the database, so that it is still there after leaving, a sign-up or a new server."""

    alt_sheet: str = ""
    """Changes when the page writes into the alt texts' fields."""
    post_problem: Problem = NO_PROBLEM
    nudged: bool = False
    """Whether the missing alt text was pointed out; the next Publish goes through."""
    needs_account: bool = False
    unkept: str = rx.SessionStorage("", name="rxfeed_unkept")
    kept_draft: str = ""
    """Id of the generation that was just put aside."""

    @rx.var
    def picks(self) -> list[str]:
        return post_form.picks(self.form)

    @rx.var
    def post_trouble(self) -> Problem:
        """What is wrong with the post where none of its fields says it: whose picture it comes of may not allow it any more."""
        return NO_PROBLEM if self.post_problem.field in BESIDE else self.post_problem

    @rx.var
    def picked(self) -> list[VariantView]:
        """The picked pictures in the order in which they were picked."""
        there = {variant.picture_id: variant for variant in self.generation.variants}
        return [there[one] for one in post_form.picks(self.form) if one in there]

    @rx.event
    async def note(self, name: str, text: str) -> None:
        """What stands in a field."""
        name = given.text(name, 40)
        self.form = post_form.noted(self.form, name, given.text(text, post_form.LONGEST))
        if self.post_problem.field in {name, name.partition(":")[0], "publish_at" if name == "when" else name}:
            self.post_problem = NO_PROBLEM
        await self._keep()

    @rx.event
    async def pick(self, picture_id: str) -> None:
        """Pick a picture for the post, or leave it out."""
        if any(variant.picture_id == picture_id for variant in post_form.free(self.generation)):
            self.form, self.nudged = post_form.picked(self.form, picture_id), False
            self.post_problem = NO_PROBLEM if self.post_problem.field == "picks" else self.post_problem
            await self._keep()

    @rx.event
    async def publish(self) -> Any:
        """Make the post, now or at its time."""
        self.post_problem = NO_PROBLEM
        try:
            viewer = await viewer_of(self)
            if self._asks_first(viewer):
                return None
            widest = {"visibility": self.visibilities[0]} if self.visibilities else {}
            post = await house().run(gallery.publish, viewer, post_form.publication(self.generation.id, {**widest, **self.form}))
        except RxfeedError as error:
            self.post_problem = problem(error)
            return rx.set_focus(PLACES[error.field]) if error.field in PLACES else None
        self._clear()
        self._write("")
        self._leave_parents()
        self.begun = self.unfinished = ""
        return rx.redirect(f"/p/{post.card.id}?{'scheduled' if post.status == 'scheduled' else 'published'}=1")

    @rx.event
    async def keep_draft(self) -> None:
        """Put it aside as it is; it waits in the library. Beside a parent one may go on from there."""
        put_aside = self.generation.id
        if await self._done(studio.keep_draft, put_aside, self.form):
            self._clear()
            self.kept_draft = put_aside
            if not self.router.url.path.rstrip("/").endswith("/remix"):
                self._leave_parents()
                self.begun = self.unfinished = ""

    @rx.event
    async def put_away(self) -> None:
        """An empty composer; the pictures are in the library."""
        if await self._done(studio.dismiss, self.generation.id):
            self._clear()

    @rx.event
    def stay(self) -> None:
        """Close the question for an account."""
        self.needs_account = False

    def _asks_first(self, viewer: Viewer) -> bool:
        """Whether something has to be asked before: an account, or, once, the missing alt text."""
        self.needs_account = not viewer.signed_in
        unasked = post_form.lacks_alt(self.form) and not self.nudged
        self.nudged = self.nudged or (unasked and viewer.signed_in)
        return self.needs_account or unasked

    async def _keep(self) -> None:
        """Write down what is typed; in the browser's tab where the server can't, for instance because one has signed out in another window."""
        if self.generation.id:
            kept = await self._done(studio.keep_form, self.generation.id, self.form)
            self.unkept = "" if kept else json.dumps([self.generation.id, self.form])

    async def _done(self, what: Callable[..., None], *given: object, **named: object) -> bool:
        """Whether the domain has done it; else its sentence is shown. What isn't there for a viewer who is signed out waits for the sign-in without a word."""
        try:
            await house().run(what, await viewer_of(self), *given, **named)
        except NotFound:
            return False
        except RxfeedError as error:
            self.post_problem = problem(error)
            return False
        return True

    async def _open(self, generation_id: str) -> None:
        """Come back to a generation, also to a draft. Raises `NotFound`."""
        viewer = await viewer_of(self)
        view = await house().run(studio.watch, viewer, generation_id)
        if view.draft:
            await house().run(studio.keep_draft, viewer, generation_id, view.form, draft=False)
        known = view.id == self.generation.id
        self._show(view)
        if not known:
            self._take_unkept()

    def _take_unkept(self) -> None:
        """What could not be kept when it was typed, if it is this generation's."""
        for name, text in post_form.unkept(self.unkept, self.generation.id).items():
            self.form = post_form.noted(self.form, name, text)

    def _clear(self) -> None:
        self.generation, self.form, self.form_problem, self.post_problem = NOTHING, {}, NO_PROBLEM, NO_PROBLEM
        self.nudged, self.needs_account, self.kept_draft = False, False, ""
