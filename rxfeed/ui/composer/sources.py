"""What a wish takes further, and how: posts, a mode, words for blanks, a painted part. Nothing of it where the wish is no remix."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Sequence
from dataclasses import replace

import reflex as rx

from rxfeed.domain import mask_marks, remixing, uploads
from rxfeed.domain.gallery_words import VISIBILITIES
from rxfeed.domain.generation_views import GenerationView
from rxfeed.domain.house import House
from rxfeed.domain.mask_marks import Drawing, Mark
from rxfeed.domain.remixing_modes import SHOWN, ParentPick
from rxfeed.domain.remixing_views import LicenceOption, ModeView, ParentView, RemixView
from rxfeed.domain.studio import Ask
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import ParentView as AncestorView
from rxfeed.ui.words import Problem
from rxfeed.wiring import house

UNDER, COARSE = 640, 160
"""Pixels: the longer side of a mask as the page shows it, and as it is weighed."""


class Sources(rx.State):
    """The parents of the coming pictures."""

    mode: str = ""
    """`prompt`, `edit`, `mask`, `blend` or `blanks`; empty where nothing is taken further."""
    parents: list[ParentView] = []
    before: list[AncestorView] = []
    """Of whom those came."""
    modes: list[ModeView] = []
    """For each engine, and why not."""
    blank_names: list[str] = []
    blanks: dict[str, str] = {}
    licences: list[LicenceOption] = []
    """What the coming post may have, and why not; empty where it has no parents."""
    visibilities: list[str] = list(VISIBILITIES)
    mask_under: str = ""
    """What is painted, as a data URI, but for strokes since `mask_edition` was raised: those the browser still shows itself."""
    mask_edition: int = 0
    mask_percent: int = 0
    """How much of the picture may change."""
    mask_on_dark: bool = False
    """Whether the picture is so dark that what stays is better shown bright."""
    begun: str = rx.SessionStorage("", name="rxfeed_remix")
    """Mode and pictures (`blend id.1 id.2`) of the remix that is under way, also in the browser's tab, as the prompt is."""
    unfinished: str = rx.SessionStorage("", name="rxfeed_remix_unfinished")
    """What is painted and filled in of it, as `remix.unfinished` writes it."""
    _marks: list[Mark] = []
    _mask_id: str = ""
    """Of the mask as it was sent last; empty where it has changed since."""

    @rx.var
    def licences_barred(self) -> list[str]:
        """Those that don't go with the parents'."""
        return [licence.id for licence in self.licences if not licence.allowed]

    @rx.var
    def licences_why(self) -> list[Problem]:
        """Why not, each reason once."""
        return list({one.why: Problem(one.why, one.why_values, "licence") for one in self.licences if not one.allowed}.values())

    @rx.var
    def visibilities_barred(self) -> list[str]:
        """Those with which more people would see the post than see its parents."""
        return [one for one in VISIBILITIES if one not in self.visibilities]

    async def _take_further(self, viewer: Viewer, mode: str, picks: Sequence[ParentPick]) -> None:
        """These, that way. Raises what `remixing.look` raises, and changes nothing then."""
        view = await house().run(remixing.look, viewer, picks)
        if not self.parents or _pick(view.parents[0]) != _pick(self.parents[0]):
            self._marks, self.blanks, self._mask_id = [], {}, ""
            self.mask_on_dark = mask_marks.is_dark(view.parents[0].image.placeholder)
        self._know(view)
        self.mode = mode
        self._show_mask()

    async def _follow(self, viewer: Viewer, there: GenerationView) -> None:
        """The sources of a generation that one comes back to. What has been painted since is another mask. Raises what `remixing.look` raises."""
        await self._take_further(viewer, there.mode, [ParentPick(source.post_id, source.picture) for source in there.sources])
        self._mask_id = self._mask_id if self._marks else there.mask

    def _take_nothing_further(self) -> None:
        self._know(RemixView(visibilities=list(VISIBILITIES)))
        self.mode, self.blanks, self._marks, self._mask_id, self.mask_under, self.mask_percent = "", {}, [], "", "", 0

    def _know(self, view: RemixView) -> None:
        self.parents, self.before, self.modes, self.blank_names = view.parents, view.before, view.modes, view.blanks
        self.licences, self.visibilities = view.licences, view.visibilities

    def _picks(self) -> tuple[ParentPick, ...]:
        """Only a blend has more than one."""
        chosen = self.parents if self.mode == "blend" else self.parents[:1]
        return tuple(_pick(parent) for parent in chosen) if self.mode else ()

    def _finished(self, wish: Ask) -> Ask:
        """A wish that can be priced, whatever is still missing in it: what counts is how many pictures the engine is shown."""
        if self.mode not in SHOWN:
            return replace(wish, mode="", parents=())
        return replace(wish, mode="blend" if len(wish.parents) > 1 else "edit", mask="")

    def _show_mask(self) -> None:
        """All that is painted goes into the picture below; the browser forgets its strokes."""
        small = self._drawn(UNDER)
        self.mask_under = "data:image/png;base64," + base64.b64encode(mask_marks.png(small)).decode() if self._marks else ""
        self.mask_edition += 1
        self._weigh_mask()

    def _weigh_mask(self) -> None:
        self.mask_percent = round(100 * mask_marks.share(self._drawn(COARSE)))

    def _drawn(self, most: int = 0) -> Drawing:
        """The mask, in the parent's size or with a longer side of so many pixels."""
        width, height = (self.parents[0].image.width, self.parents[0].image.height) if self.parents else (1, 1)
        scale = min(1.0, most / max(width, height)) if most else 1.0
        return mask_marks.drawn(self._marks, max(1, round(width * scale)), max(1, round(height * scale)))

    async def _send_mask(self, viewer: Viewer) -> None:
        """Keep what is painted with the server, once. Raises what `uploads` raises."""
        if self.mode == "mask" and self._marks and not self._mask_id:
            data = await asyncio.to_thread(lambda: mask_marks.png(self._drawn()))
            self._mask_id = await house().run(_keep, viewer, data)


def _pick(parent: ParentView) -> ParentPick:
    return ParentPick(parent.post_id, parent.picture)


def _keep(house: House, viewer: Viewer, data: bytes) -> str:
    uploads.admit(house, viewer, "mask")
    return uploads.receive(house, viewer, data, "mask").taken.id
