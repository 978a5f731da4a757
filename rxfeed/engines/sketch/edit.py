"""Pictures made from pictures: references, blends, masks."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops, ImageFilter, ImageOps

from rxfeed.engines.sketch.compose import compose
from rxfeed.engines.sketch.noise import cut
from rxfeed.engines.sketch.palette import from_oklab, to_colour, to_oklab
from rxfeed.engines.sketch.plan import Plan
from rxfeed.engines.sketch.scene import Layer, Scene, Water
from rxfeed.engines.sketch.shapes import Colour, Part, bounds

_GRADES = {"night": (0.52, 265.0, 0.035), "dusk": (0.86, 350.0, 0.04), "dawn": (1.05, 40.0, 0.03), "golden": (1.0, 75.0, 0.045), "noon": (1.06, 95.0, 0.008)}


@dataclass(frozen=True, slots=True)
class Base:
    """What references give: a picture to start from, its leading colours, where it may be changed, whether a whole new scene is drawn."""

    picture: Image.Image | None = None
    untouched: Image.Image | None = None
    hues: tuple[Colour, ...] = ()
    open: Image.Image | None = None
    """L, 255 where the mask lets the picture change."""
    whole: bool = True


def prepare(references: tuple[bytes, ...], mask: bytes | None, width: int, height: int, plan: Plan, seed: int) -> Base:
    """Read the references. A mask goes with the first one; more references are blended: composition of the first, colours of the last, double exposure with those between."""
    if not references:
        return Base()
    pictures = [_fitted(data, width, height) for data in references[:4]]
    opening = _opening(mask, width, height) if mask else None
    picture = pictures[0] if len(pictures) == 1 else _blended(pictures, seed)
    changed = _graded(picture, plan)
    places = bool(plan.places) and not plan.has("table")
    return Base(changed, pictures[0], _leading(picture), opening, whole=places)


def additions(plan: Plan, aspect: float, seed: int, base: Base) -> Scene:
    """Only the things the words name, set into the opening of the mask or into the picture."""
    scene = compose(plan, aspect, seed, base.hues, transparent=True)
    if not plan.things:
        scene.layers = []
    scene.sky = type(scene.sky)(scene.sky.stops, scene.sky.horizon if scene.sky.horizon < 0.95 else 0.6, "air", None, 0.0)
    if base.open is not None and scene.layers:
        box = base.open.getbbox()
        if box:
            scene.layers = _moved(scene.layers, box, base.open.height)
    return scene


def within(base: Base, image: Image.Image) -> Image.Image:
    """The new picture inside the mask's opening, the old one elsewhere, to the pixel."""
    if base.open is None or base.untouched is None:
        return image
    soft = ImageChops.darker(base.open, base.open.filter(ImageFilter.GaussianBlur(3)))
    return Image.composite(image, base.untouched, soft)


def tinted(image: Image.Image, colour: Colour) -> Image.Image:
    """The picture in one hue, its lightness kept."""
    lab = to_oklab(np.asarray(image))
    strength = np.hypot(lab[..., 1], lab[..., 2]) * 0.6 + min(0.10, colour[1]) * 0.6
    a = np.radians(colour[2])
    lab[..., 1], lab[..., 2] = strength * np.cos(a), strength * np.sin(a)
    return Image.fromarray(np.clip(from_oklab(lab), 0, 255).astype(np.uint8))


def _fitted(data: bytes, width: int, height: int) -> Image.Image:
    with Image.open(io.BytesIO(data)) as opened:
        turned = ImageOps.exif_transpose(opened)
        if turned.mode in ("RGBA", "LA", "P"):
            rgba = turned.convert("RGBA")
            paper = Image.new("RGBA", rgba.size, (250, 248, 243, 255))
            turned = Image.alpha_composite(paper, rgba)
        flat = turned.convert("RGB")
    return flat if flat.size == (width, height) else ImageOps.fit(flat, (width, height), Image.Resampling.LANCZOS)


def _opening(mask: bytes, width: int, height: int) -> Image.Image:
    with Image.open(io.BytesIO(mask)) as opened:
        alpha = opened.convert("RGBA").getchannel("A")
    if alpha.size != (width, height):
        alpha = ImageOps.fit(alpha, (width, height), Image.Resampling.NEAREST)
    return alpha.point(lambda v: 255 if v < 128 else 0)


def _blended(pictures: list[Image.Image], seed: int) -> Image.Image:
    first = pictures[0]
    for number, other in enumerate(pictures[1:-1]):
        first = _double(first, other, seed + number)
    return _recoloured(first, pictures[-1], _double_strength(len(pictures)), seed)


def _double_strength(count: int) -> float:
    return 0.34 if count == 2 else 0.22


def _double(one: Image.Image, two: Image.Image, seed: int) -> Image.Image:
    """Double exposure: the second shows where drifting clouds of noise and the first one's dark parts let it."""
    w, h = one.size
    drift = cut("cloud", 64, 64, seed % 409, 0.6)
    field = np.clip(0.5 + drift * 0.9, 0, 1)
    mask = Image.fromarray((field * 255).astype(np.uint8)).resize((w, h), Image.Resampling.BICUBIC)
    return Image.composite(ImageChops.screen(one.point(lambda v: int(v * 0.72)), two.point(lambda v: int(v * 0.72))), one, mask)


def _recoloured(picture: Image.Image, source: Image.Image, share: float, seed: int) -> Image.Image:
    """Colours of `source` by matching mean and spread in OKLab (Reinhard et al., "Color transfer between images", 2001), and a breath of its shapes."""
    mine, theirs = to_oklab(np.asarray(picture)), to_oklab(np.asarray(source.resize((96, 96))))
    spread = theirs.reshape(-1, 3).std(axis=0) / np.maximum(mine.reshape(-1, 3).std(axis=0), 1e-3)
    moved = (mine - mine.mean(axis=(0, 1))) * np.clip(spread, 0.4, 2.2) * (0.5, 1, 1) + (mine - mine.mean(axis=(0, 1))) * (0.5, 0, 0) + theirs.mean(axis=(0, 1)) * (0.4, 1, 1) + mine.mean(axis=(0, 1)) * (0.6, 0, 0)
    toned = Image.fromarray(np.clip(from_oklab(moved), 0, 255).astype(np.uint8))
    w, h = toned.size
    field = np.clip(0.5 + cut("cloud", 64, 64, seed % 307 + 3, 0.6), 0, 1) * share * 2
    mask = Image.fromarray((np.clip(field, 0, 0.75) * 255).astype(np.uint8)).resize((w, h), Image.Resampling.BICUBIC)
    return Image.composite(ImageChops.soft_light(toned, source), toned, mask)


def _graded(picture: Image.Image, plan: Plan) -> Image.Image:
    """Hour and mood as a colour grade over the reference."""
    grade = _GRADES.get(plan.time)
    if grade is None:
        return picture
    light, hue, chroma = grade
    lab = to_oklab(np.asarray(picture))
    lab[..., 0] *= light
    a = np.radians(hue)
    lab[..., 1] += chroma * np.cos(a)
    lab[..., 2] += chroma * np.sin(a)
    return Image.fromarray(np.clip(from_oklab(lab), 0, 255).astype(np.uint8))


def _leading(picture: Image.Image) -> tuple[Colour, ...]:
    """Two colours that carry the picture, the strongest first."""
    small = picture.resize((64, 64)).quantize(8, Image.Quantize.MEDIANCUT).convert("RGB")
    counted = sorted(((n * (0.02 + to_colour(rgb)[1]), to_colour(rgb)) for n, rgb in small.getcolors(4096) or []), reverse=True)  # type: ignore[arg-type]
    lead = counted[0][1]
    far = next((c for _, c in counted[1:] if abs((c[2] - lead[2] + 180) % 360 - 180) > 40), None)
    return (lead,) if far is None else (lead, far)


def _moved(layers: list[Layer | Water], box: tuple[int, int, int, int], height: int) -> list[Layer | Water]:
    """Layers scaled into the pixels of `box`."""
    parts = [p for layer in layers if isinstance(layer, Layer) for p in layer.parts]
    left, top, right, bottom = bounds(parts)
    x0, y0, x1, y1 = (v / height for v in box)
    k = min((x1 - x0) * 0.86 / (right - left), (y1 - y0) * 0.86 / (bottom - top))
    shift = np.array([(x0 + x1) / 2 - (left + right) / 2 * k, (y0 + y1) / 2 - (top + bottom) / 2 * k])
    return [Layer(tuple(Part(p.points * k + shift, p.colour, p.foot, p.line * k, p.glow, p.alpha) for p in layer.parts), layer.depth, layer.kind) for layer in layers if isinstance(layer, Layer)]
