"""One picture, from prompt to pixels. Pure: the same job gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from rxfeed.engines.sketch import edit, overlay
from rxfeed.engines.sketch.compose import compose
from rxfeed.engines.sketch.palette import hue_gap, mean_hue
from rxfeed.engines.sketch.plan import Plan, read
from rxfeed.engines.sketch.scene import Scene
from rxfeed.engines.sketch.styles.base import Painter
from rxfeed.engines.sketch.styles.book import painter
from rxfeed.engines.sketch.wire import GLANCE
from rxfeed.engines.sketch.words import COLOURS

Report = Callable[[bytes, float], None]
"""Takes a forming picture (JPEG) and how far the drawing is, 0 to 1."""
Pulse = Callable[[], None]
"""Called between layers; raises to stop the drawing."""

DETAIL = {"draft": 0, "standard": 1, "fine": 2}
PARTIALS = 4
_FORMING_SIDE = 256
_GLANCE_SIDE = 64
"""So small that it can go along with the news of it: some 1,200 bytes."""


@dataclass(frozen=True, slots=True)
class Job:
    """What the worker is asked for; plain values only."""

    prompt: str
    width: int
    height: int
    quality: str
    seed: int
    transparent: bool = False
    references: tuple[bytes, ...] = ()
    mask: bytes | None = None


def draw(job: Job, report: Report | None = None, pulse: Pulse = lambda: None) -> bytes:
    """The finished picture as PNG."""
    plan = read(job.prompt)
    base = edit.prepare(job.references, job.mask, job.width, job.height, plan, job.seed)
    scene = compose(plan, job.width / job.height, job.seed, base.hues, job.transparent) if base.whole else edit.additions(plan, job.width / job.height, job.seed, base)
    if report:
        report(_rough(scene, job, base), GLANCE)
    image = _painted(scene, job, base, report, pulse)
    image = _hued(image, plan, bool(base.hues))
    if job.transparent and scene.sky.kind == "none":
        return _png(image)
    return _png(edit.within(base, image.convert("RGB")))


def _painted(scene: Scene, job: Job, base: edit.Base, report: Report | None, pulse: Pulse) -> Image.Image:
    detail = DETAIL.get(job.quality, 1)
    scale = 2 if detail == 0 else 1
    width, height = job.width // scale, job.height // scale
    brush = painter(scene.plan.style)(scene, width, height, detail, job.seed, base.picture.resize((width, height)) if base.picture else None)
    brush.sky()
    marks = {max(1, len(scene.layers) * k // 3) for k in (1, 2)}
    for number, layer in enumerate(scene.layers, 1):
        pulse()
        brush.paint(layer)
        if report and number in marks:
            report(_small(brush.image, 1.6 if number < len(scene.layers) * 0.6 else 0.7), 0.2 + 0.55 * number / len(scene.layers))
    if scene.sky.kind != "none":
        overlay.weather(brush, scene)
    pulse()
    image = brush.finish()
    pulse()
    if report:
        report(_small(image, 0.0), 0.9)
    if brush.cover is not None:
        image.putalpha(brush.cover)
    return image if scale == 1 else image.resize((job.width, job.height), Image.Resampling.BICUBIC)


def _rough(scene: Scene, job: Job, base: edit.Base) -> bytes:
    """The colours of the composition, hardly more than a blur, within a few hundredths of a second."""
    height = 64
    width = max(16, round(height * job.width / job.height))
    brush = Painter(scene, width, height, 0, job.seed, base.picture.resize((width, height)) if base.picture else None)
    brush.smooth = 1
    brush.sky()
    for layer in scene.layers:
        brush.paint(layer)
    return _small(brush.image, 0.7, _GLANCE_SIDE)


def _small(image: Image.Image, blur: float, longest: int = _FORMING_SIDE) -> bytes:
    side = longest / max(image.size)
    small = image.convert("RGB").resize((max(8, round(image.width * side)), max(8, round(image.height * side))), Image.Resampling.BILINEAR)
    out = io.BytesIO()
    (small.filter(ImageFilter.GaussianBlur(blur)) if blur else small).save(out, "JPEG", quality=76)
    return out.getvalue()


def _hued(image: Image.Image, plan: Plan, referenced: bool) -> Image.Image:
    """Glaze the picture with the colour asked for where its mean hue is still off; see `palette.mean_hue` for what is measured."""
    if len(plan.hues) != 1 or COLOURS[plan.hues[0]][1] < 0.03:
        return image
    aim = COLOURS[plan.hues[0]][2]
    colours = image.convert("RGB")
    small = np.asarray(colours.resize((64, 64), Image.Resampling.BOX), dtype=np.float32)
    if hue_gap(mean_hue(small), aim) < 15:
        return image
    wholly = edit.tinted(colours, COLOURS[plan.hues[0]])
    thin = np.asarray(wholly.resize((64, 64), Image.Resampling.BOX), dtype=np.float32)
    share = next((s for s in (0.2, 0.35, 0.5, 0.65, 0.8) if hue_gap(mean_hue(small * (1 - s) + thin * s), aim) < 18), 1.0)
    turned = Image.blend(colours, wholly, share)
    if image.mode == "RGBA":
        turned.putalpha(image.getchannel("A"))
    return turned


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()
