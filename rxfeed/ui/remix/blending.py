"""What a picture is blended with: chosen from one's own, from collections, from what one likes, from the latest posts."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain import permission, remixing
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.remixing_modes import ParentPick
from rxfeed.domain.remixing_views import CandidateView
from rxfeed.ui.asking import ask
from rxfeed.ui.binding import viewer_of
from rxfeed.ui.remix.painting import Painting
from rxfeed.ui.words import NO_PROBLEM, Problem, problem

WHERE = ("library", "collections", "likes", "latest")


class Blending(Painting):
    """The dialog in which pictures are chosen, and those that are."""

    choosing: bool = False
    where: str = ""
    """Of `WHERE`: what is shown."""
    candidates: list[CandidateView] = []
    more_candidates: str = ""
    """Cursor of those after these; empty at the end."""
    blend_problem: Problem = NO_PROBLEM
    _others: tuple[ParentPick, ...] = ()
    """Blended with, while another mode is looked at."""

    @rx.var
    def blended(self) -> list[str]:
        """Ids of the posts that are."""
        return [parent.post_id for parent in self.parents]

    @rx.var
    def apart(self) -> list[str]:
        """Ids of those that can't be blended with the chosen ones: no licence would fit them all."""
        bound, chosen = [parent.bound for parent in self.parents], {parent.post_id for parent in self.parents}
        alone = {licence: not permission.go_together([*bound, licence]) for licence in {one.bound for one in self.candidates}}
        return [one.post_id for one in self.candidates if one.post_id not in chosen and alone[one.bound]]

    @rx.var
    def is_apart(self) -> bool:
        """The chosen ones themselves are so."""
        return len(self.parents) > 1 and not permission.go_together([parent.bound for parent in self.parents])

    @rx.event
    async def choose_from(self, where: str) -> None:
        """Open the dialog there, at the beginning."""
        if where in WHERE:
            self.choosing, self.where, self.candidates, self.more_candidates = True, where, [], ""
            await self._look_for("")

    @rx.event
    async def more_to_blend(self) -> None:
        """Those after."""
        if self.more_candidates:
            await self._look_for(self.more_candidates)

    @rx.event
    def choose_no_more(self) -> None:
        self.choosing, self.blend_problem = False, NO_PROBLEM

    @rx.event
    async def blend(self, post_id: str, picture: int) -> None:
        """Blend with it too, or no longer."""
        if not self.parents:
            return
        there = [ParentPick(parent.post_id, parent.picture) for parent in self.parents]
        wanted = [*there[:1], *(pick for pick in there[1:] if pick.post_id != post_id)]
        if len(wanted) == len(there) and there[0].post_id != post_id:
            wanted.append(ParentPick(post_id, which(picture)))
        await self._blend_with(wanted)

    async def _blend_with(self, wanted: list[ParentPick]) -> None:
        self.blend_problem = NO_PROBLEM
        try:
            await self._take_further(await viewer_of(self), "blend", wanted)
        except RxfeedError as error:
            self.blend_problem = problem(error)
        else:
            self._reckon()

    async def _look_for(self, cursor: str) -> None:
        self.blend_problem = NO_PROBLEM
        try:
            page = await ask(self, remixing.candidates, self.where, cursor)
        except RxfeedError as error:
            self.blend_problem = problem(error)
        else:
            self.candidates, self.more_candidates = [*self.candidates, *page.candidates], page.next


def which(picture: object) -> int:
    """Which picture of a post is meant: the first where nothing sensible is said."""
    return int(str(picture)) if str(picture) in {"1", "2", "3", "4"} else 1
