"""One collection on its page, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from rxfeed.domain import collections
from rxfeed.domain.collections import Changes
from rxfeed.domain.collections_views import CollectionView, MemberView
from rxfeed.domain.errors import NotAllowed, NotFound, RxfeedError
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.here import Here
from rxfeed.ui.profile.looking import look
from rxfeed.ui.words import NO_PROBLEM, Problem, problem

REFUSALS: dict[type[RxfeedError], str] = {NotFound: "missing", NotAllowed: "blocked"}


class CollectionPage(rx.State):
    """`status` says how far it has got: `ready`, one of those of `REFUSALS`, `gone` (just deleted) or `failed`."""

    asked: str = ""
    """Id of the collection that all of this is about: the page shows nothing of another."""
    view: CollectionView = CollectionView()
    members: list[MemberView] = []
    status: str = ""
    problem: Problem = NO_PROBLEM
    open: str = ""
    """The dialog that is open: `edit`, `people`, `delete`, or none."""
    arranging: bool = False
    place: int = 0
    """Where the post that was moved last stands now, from 1: for those who hear it."""
    moves: int = 0
    """Grows when the posts on screen are to be looked at again."""
    _lifted: str = ""
    """The post that is being dragged."""

    @rx.event
    async def arrive(self) -> None:
        """Show the collection that the address names. Where it is shown already, a form that is open stays open."""
        if not ((await self.get_state(Here)).again and self.status == "ready"):
            self.reset()
        self.asked = self.router.url.path.rstrip("/").rpartition("/")[2]
        await self.look_again()

    @rx.event
    async def look_again(self) -> None:
        """What is true of it now, for whoever looks. What is shown stays while it can't be read."""
        if self.status == "gone":  # who has deleted it hears of that too
            return
        before = self.view.version
        look(self.router.session.client_token, f"c/{self.asked[:20]}")  # before it is read, so that nothing falls between the two
        try:
            self.view, self.members = await ask(self, collections.show, self.asked), await ask(self, collections.members, self.asked)
        except RxfeedError as error:
            if self.status != "ready" or type(error) in REFUSALS:
                self.status, self.problem = REFUSALS.get(type(error), "failed"), problem(error)
            return
        self.status = "ready"
        self.arranging &= self.view.may_edit
        self.moves += before not in {0, self.view.version}

    @rx.event
    def show_dialog(self, name: str) -> None:
        self.open, self.problem = str(name), NO_PROBLEM

    @rx.event
    def close_dialog(self) -> None:
        self.open, self.problem = "", NO_PROBLEM

    @rx.event
    def arrange(self) -> None:
        """Begin or end putting in order."""
        self.arranging, self.place = not self.arranging and self.view.may_edit, 0

    @rx.event
    async def keep(self, form: dict[str, str]) -> None:
        """Keep what was edited; a problem leaves the form as it was typed."""
        given = {name: str(form[name]) for name in ("name", "description", "visibility") if name in form} if isinstance(form, dict) else {}
        if await self._do(collections.change, Changes(**given)):
            self.open = ""

    @rx.event
    async def stand_for_it(self, post_id: str) -> None:
        """That post's picture becomes the cover."""
        await self._do(collections.cover, post_id)

    @rx.event
    async def take_out(self, post_id: str) -> None:
        await self._do(collections.take_out, post_id)

    @rx.event
    async def shift(self, post_id: str, later: bool, place: int) -> None:
        """Past its neighbour; `place` is where it stands then, counted by the page."""
        if await self._do(lambda house, viewer, asked: collections.shift(house, viewer, asked, post_id, later=bool(later))):
            self.place = place if isinstance(place, int) else 0

    @rx.event
    def lift(self, post_id: str) -> None:
        """It is being dragged."""
        self._lifted = str(post_id)

    @rx.event
    async def put_down(self, onto: str, place: int) -> None:
        """It is dropped on another one, whose place it takes."""
        lifted, self._lifted = self._lifted, ""
        if lifted and await self._do(collections.move, lifted, onto):
            self.place = place if isinstance(place, int) else 0

    @rx.event
    async def delete(self) -> None:
        """For good."""
        with sayable(self):
            await ask(self, collections.delete, self.asked)
            self.status, self.open = "gone", ""

    @rx.event
    async def accept(self) -> None:
        await self._do(collections.accept)

    @rx.event
    async def leave(self) -> None:
        """Decline, or don't take part any more."""
        await self._do(collections.leave)

    @rx.event
    async def invite(self, form: dict[str, str]) -> None:
        form = form if isinstance(form, dict) else {}
        await self._do(collections.invite, str(form.get("handle", "")), str(form.get("role", "")))

    @rx.event
    async def give(self, handle: str, role: str) -> None:
        """Let somebody do more, or less."""
        await self._do(collections.invite, handle, role)

    @rx.event
    async def remove(self, handle: str) -> None:
        await self._do(collections.remove, handle)

    async def _do(self, work: Callable[..., Any], *args: Any) -> bool:
        """Whether it was done. Where it was refused, what is on the screen may be wrong: all of it is looked at again."""
        with sayable(self) as it:
            await ask(self, work, self.asked, *args)
        refused = self.problem
        await self.look_again()
        if not it.done:
            self.moves, self.problem = self.moves + 1, refused
        return it.done
