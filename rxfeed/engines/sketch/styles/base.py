"""The painter every style builds upon: flat colours, soft skies, reflecting water."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from rxfeed.engines.sketch.noise import cut
from rxfeed.engines.sketch.palette import gradient, mix, shade, to_rgb
from rxfeed.engines.sketch.scene import Layer, Scene, Water
from rxfeed.engines.sketch.shapes import Part, bounds
from rxfeed.engines.sketch.styles import heaven

Box = tuple[int, int, int, int]


@dataclass(slots=True)
class Sprite:
    """A painted layer: its colours, its cover (L) and where its upper left corner lies."""

    colours: Image.Image
    cover: Image.Image
    x: int
    y: int


class Painter:
    """Paints a scene layer by layer. Styles override `sky`, `lay` and `finish`. `detail` is 0 draft, 1 standard, 2 fine."""

    def __init__(self, scene: Scene, width: int, height: int, detail: int, seed: int, backdrop: Image.Image | None = None) -> None:
        self.scene, self.width, self.height, self.detail, self.seed = scene, width, height, detail, seed
        self.rng = np.random.default_rng(seed ^ 0x5EED)
        self.image = Image.new("RGB", (width, height), to_rgb(scene.palette.low))
        self.cover: Image.Image | None = Image.new("L", (width, height), 0) if scene.sky.kind == "none" else None
        self.backdrop = backdrop
        self.smooth = (2, 2, 3)[detail]
        self.px = height / 1000
        """Pixels that one thousandth of the height takes."""

    def sky(self) -> None:
        if self.backdrop is not None:
            self.image.paste(self.backdrop)
        elif self.scene.sky.kind != "none":
            self.image.paste(heaven.paint(self.scene, self.width, self.height, self.seed, self.detail))

    def paint(self, layer: Layer | Water) -> None:
        if isinstance(layer, Water):
            self.water(layer)
        elif layer.kind == "light":
            self.shine(layer)
        elif layer.kind == "fog":
            self.mist(layer)
        elif layer.kind == "shadow" or layer.kind == "reflection":
            self.faint(layer)
        else:
            self.lay(layer)

    def lay(self, layer: Layer) -> None:
        sprite = self.sprite(layer.parts)
        if sprite:
            self.put(sprite)

    def finish(self) -> Image.Image:
        return self.image

    # --- what styles share ------------------------------------------------------------------------------------------------------------

    def put(self, sprite: Sprite) -> None:
        self.image.paste(sprite.colours, (sprite.x, sprite.y), sprite.cover)
        if self.cover is not None:
            area = (sprite.x, sprite.y, sprite.x + sprite.cover.width, sprite.y + sprite.cover.height)
            self.cover.paste(ImageChops.lighter(self.cover.crop(area), sprite.cover), area[:2])

    def area(self, parts: tuple[Part, ...], pad: int = 2) -> Box | None:
        """The pixels the parts may touch, inside the picture."""
        left, top, right, bottom = bounds(parts)
        s = self.height
        box = (max(0, int(left * s) - pad), max(0, int(top * s) - pad), min(self.width, int(right * s) + pad + 1), min(self.height, int(bottom * s) + pad + 1))
        return box if box[2] > box[0] and box[3] > box[1] else None

    def sprite(self, parts: tuple[Part, ...], pad: int = 2) -> Sprite | None:
        box = self.area(parts, pad)
        if box is None:
            return None
        w, h, k = box[2] - box[0], box[3] - box[1], self.smooth
        if len(parts) == 1 and not parts[0].line:
            return Sprite(self.fill(parts[0], box), self.mask(parts[0], box), box[0], box[1])
        colours = Image.new("RGB", (w * k, h * k), to_rgb(parts[0].colour))
        cover = Image.new("L", (w * k, h * k), 0)
        pen, stencil = ImageDraw.Draw(colours), ImageDraw.Draw(cover)
        for part in parts:
            points = self.pixels(part, box, k)
            if part.line:
                wide = max(1, round(part.line * self.height * k))
                pen.line(points, fill=to_rgb(part.colour), width=wide, joint="curve")
                stencil.line(points, fill=255, width=wide, joint="curve")
            elif part.foot is not None:
                self._graded(part, colours, box, k)
                stencil.polygon(points, fill=255)
            else:
                pen.polygon(points, fill=to_rgb(part.colour))
                stencil.polygon(points, fill=255)
        cover = cover.reduce(k)
        if parts[0].alpha < 1:
            cover = cover.point(lambda v, a=parts[0].alpha: int(v * a))
        return Sprite(_bleed(colours, k), cover, box[0], box[1])

    def _graded(self, part: Part, colours: Image.Image, box: Box, k: int) -> None:
        """One part with a gradient, painted in its own corner of a larger sprite."""
        own = self.area((part,))
        if own is None:
            return
        size = ((own[2] - own[0]) * k, (own[3] - own[1]) * k)
        alone = Image.new("L", size, 0)
        ImageDraw.Draw(alone).polygon(self.pixels(part, own, k), fill=255)
        colours.paste(self.fill(part, own).resize(size, Image.Resampling.NEAREST), ((own[0] - box[0]) * k, (own[1] - box[1]) * k), alone)

    def pixels(self, part: Part, box: Box, k: int) -> list[tuple[float, float]]:
        flat = ((part.points * self.height - (box[0], box[1])) * k).ravel().tolist()
        return list(zip(flat[::2], flat[1::2], strict=True))

    def mask(self, part: Part, box: Box) -> Image.Image:
        k = self.smooth
        alone = Image.new("L", ((box[2] - box[0]) * k, (box[3] - box[1]) * k), 0)
        ImageDraw.Draw(alone).polygon(self.pixels(part, box, k), fill=255)
        alone = alone.reduce(k)
        return alone if part.alpha >= 1 else alone.point(lambda v: int(v * part.alpha))

    def fill(self, part: Part, box: Box) -> Image.Image:
        """The part's colour over its box, from `colour` at its top to `foot` at its lower end."""
        size = (box[2] - box[0], box[3] - box[1])
        if part.foot is None:
            return Image.new("RGB", size, to_rgb(part.colour))
        top, bottom = part.points[:, 1].min() * self.height - box[1], min(self.height * 1.02, part.points[:, 1].max() * self.height) - box[1]
        at = np.clip((np.arange(size[1]) - top) / max(1.0, bottom - top), 0, 1)
        stops = gradient([part.colour, part.foot], 64)
        column = stops[(at * 63).astype(int)].astype(np.uint8)
        return Image.fromarray(column[:, None, :]).resize(size, Image.Resampling.NEAREST)

    def shine(self, layer: Layer) -> None:
        """Light adds itself to what is there."""
        for part in layer.parts:
            box = self.area((part,))
            if box is None:
                continue
            mask = self.mask(part, box)
            if part.alpha < 0.4:
                mask = mask.filter(ImageFilter.GaussianBlur(5 * self.px))
            self.image.paste(Image.new("RGB", mask.size, to_rgb(part.colour)), box[:2], mask)

    def mist(self, layer: Layer) -> None:
        for part in layer.parts:
            box = self.area((part,), pad=int(60 * self.px))
            if box is None:
                continue
            small = ((box[2] - box[0]) // 8 + 1, (box[3] - box[1]) // 8 + 1)
            soft = self.mask(part, box).resize(small).filter(ImageFilter.GaussianBlur(6 * self.px)).resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BICUBIC)
            self.image.paste(Image.new("RGB", soft.size, to_rgb(part.colour)), box[:2], soft)

    def faint(self, layer: Layer) -> None:
        """Shadows and mirror images: see-through, a little soft."""
        if self.cover is not None:
            return
        sprite = self.sprite(layer.parts)
        if sprite is None:
            return
        soft = 3.0 if layer.kind == "shadow" else 1.2
        sprite.cover = sprite.cover.filter(ImageFilter.GaussianBlur(soft * self.px))
        if layer.kind == "reflection":
            sprite = self.rippled(sprite)
        self.image.paste(sprite.colours, (sprite.x, sprite.y), sprite.cover)

    def rippled(self, sprite: Sprite, strength: float = 5.0) -> Sprite:
        """Each row pushed sideways as ripples do, more towards us."""
        shift = self.ripple(sprite.y, sprite.cover.height, strength)
        return Sprite(_pushed(sprite.colours, shift), _pushed(sprite.cover, shift), sprite.x, sprite.y)

    def ripple(self, top: int, rows: int, strength: float) -> np.ndarray:
        y = np.arange(top, top + rows) / self.height
        near = np.clip((y - self.scene.sky.horizon) / (1.05 - self.scene.sky.horizon), 0.05, 1)
        wobble = np.sin(90 * np.log(near + 0.35) * 1.2) + 0.6 * np.sin(210 * np.log(near + 0.3) + 1.7)
        return np.round(wobble * strength * self.px * (0.25 + near)).astype(int)

    def water(self, water: Water) -> None:
        """A mirror of what stands above it, tinted, rippled, deeper in colour towards us."""
        top = int(water.top * self.height)
        rows = self.height - top
        shown = self.image.crop((0, max(0, top - int(rows * 1.05)), self.width, top)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        shown = shown.resize((self.width, rows), Image.Resampling.BILINEAR).filter(ImageFilter.GaussianBlur(1.2 * self.px))
        shown = _pushed(shown, self.ripple(top, rows, 9 * (1.15 - water.calm)))
        tint = Image.fromarray(gradient([mix(water.colour, self.scene.palette.low, 0.45), water.colour, water.deep], rows).astype(np.uint8)[:, None, :]).resize((self.width, rows), Image.Resampling.NEAREST)
        veil = np.interp(np.linspace(0, 1, rows), [0, 0.25, 1], [0.30, 0.42, 0.72]) + (1 - water.calm) * 0.18
        mask = Image.fromarray((np.clip(veil, 0, 1) * 255).astype(np.uint8)[:, None]).resize((self.width, rows), Image.Resampling.NEAREST)
        shown.paste(tint, (0, 0), mask)
        self.image.paste(shown, (0, top))
        self.image.paste(Image.new("RGB", (self.width, max(1, int(2 * self.px))), to_rgb(shade(mix(water.colour, self.scene.palette.low, 0.7), 0.04))), (0, top))

    def grain(self, image: Image.Image, *, strength: float, kind: str = "paper", zoom: float = 1.0, vignette: float = 0.0, lift: float = 0.0) -> Image.Image:
        """The finished picture with paper grain, in strips to keep memory small. `strength` in 0 to 255 levels."""
        pixels = np.asarray(image)
        out = np.empty_like(pixels)
        x = np.linspace(-1, 1, self.width, dtype=np.float32) ** 2
        for top in range(0, self.height, 128):
            strip = pixels[top:top + 128].astype(np.float32)
            rows = len(strip)
            field = cut(kind, self.width, self.height, self.seed % 997, zoom, top, rows) * strength
            if vignette:
                y = np.linspace(-1, 1, self.height, dtype=np.float32)[top:top + rows] ** 2
                strip *= 1 - vignette * np.clip(x[None, :] + y[:, None] - 0.5, 0, 2)[..., None]
            out[top:top + rows] = np.clip(strip + field[..., None] + lift, 0, 255)
        return Image.fromarray(out)


def _bleed(colours: Image.Image, k: int) -> Image.Image:
    return colours.reduce(k)


def _pushed(image: Image.Image, shift: np.ndarray) -> Image.Image:
    """Rows rolled sideways by pixels."""
    source = np.asarray(image)
    out = np.empty_like(source)
    for i, by in enumerate(shift):
        out[i] = np.roll(source[i], int(by), axis=0) if by else source[i]
    return Image.fromarray(out)
