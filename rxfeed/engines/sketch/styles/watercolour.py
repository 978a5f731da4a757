"""Watercolour: pigment that pools at its edges and granulates in the paper, rims left dry, a ragged border."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from rxfeed.engines.sketch.noise import cut
from rxfeed.engines.sketch.palette import shade, to_rgb
from rxfeed.engines.sketch.scene import Layer, Scene
from rxfeed.engines.sketch.styles import heaven
from rxfeed.engines.sketch.styles.base import Painter, Sprite

PAPER = (250, 247, 239)


class Watercolour(Painter):
    def __init__(self, scene: Scene, width: int, height: int, detail: int, seed: int, backdrop: Image.Image | None = None) -> None:
        super().__init__(scene, width, height, detail, seed, backdrop)
        self._pool = _levels(_calm(cut("cloud", width, height, seed % 401, 2.6 * self.px)), 0.80, 0.17)
        self._rough = _levels(cut("rough", width, height, seed % 83, 1.0), 0.5, 0.22)
        self._granules = _levels(cut("paper", width, height, seed % 57, 1.0), 0.975, 0.032)

    def sky(self) -> None:
        if self.scene.sky.kind == "none" and self.backdrop is None:
            self.image.paste(PAPER, (0, 0, self.width, self.height))
            return
        wet = self.backdrop or heaven.paint(self.scene, self.width, self.height, self.seed, self.detail)
        if self.backdrop is not None:
            wet = wet.filter(ImageFilter.MedianFilter(5)).filter(ImageFilter.ModeFilter(5))
        blooms = self._pool.filter(ImageFilter.GaussianBlur(2)).point(lambda v: 255 if v > 203 else int(max(0, 225 - (203 - v) * 0.75)))
        self.image.paste(PAPER, (0, 0, self.width, self.height))
        self.image.paste(wet, (0, 0), blooms.point(lambda v: max(150, v)))
        rims = ImageChops.difference(blooms.point(lambda v: 255 if v > 214 else 0).filter(ImageFilter.GaussianBlur(1.6 * self.px)), blooms.point(lambda v: 255 if v > 214 else 0)).point(lambda v: int(v * 0.16))
        self.image.paste(Image.new("RGB", self.image.size, to_rgb(shade(self.scene.sky.stops[0], -0.10))), (0, 0), rims)

    def lay(self, layer: Layer) -> None:
        if layer.kind == "ground":
            for part in layer.parts:
                sprite = self.sprite((part,), pad=int(10 * self.px))
                if sprite:
                    self._wash(sprite, wobble=2.4, rim=0.30, fade=layer.depth < 0.8)
            return
        sprite = self.sprite(layer.parts, pad=int(8 * self.px))
        if sprite:
            self._dry_rim(sprite, layer)
            self._wash(sprite, wobble=1.3 if layer.kind == "thing" else 0.8, rim=0.34)

    def finish(self) -> Image.Image:
        self._splatter()
        if self.cover is None:
            self._border()
        self.image = ImageChops.multiply(self.image, Image.merge("RGB", (self._granules,) * 3))
        return self.grain(self.image, strength=2.6, kind="fibre", lift=5)

    def _wash(self, sprite: Sprite, wobble: float, rim: float, fade: bool = False) -> None:
        box = (sprite.x, sprite.y, sprite.x + sprite.cover.width, sprite.y + sprite.cover.height)
        cover = self._wobbled(sprite.cover, box, wobble * self.px)
        pool = self._pool.crop(box)
        thin = Image.composite(sprite.colours, Image.new("RGB", cover.size, PAPER), pool.point(lambda v: min(255, int(v * 1.12))))
        density = cover.point(lambda v: int(v * 0.95))
        if fade:
            density = ImageChops.multiply(density, _falling(cover.size, cover.getbbox()))
        self.put(Sprite(thin, density, *box[:2]))
        edge = ImageChops.subtract(cover, cover.filter(ImageFilter.GaussianBlur(3.2 * self.px))).point(lambda v: min(255, int(v * rim * 2.2)))
        dark = ImageChops.multiply(sprite.colours, sprite.colours)
        self.image.paste(Image.blend(sprite.colours, dark, 0.8), box[:2], edge)

    def _dry_rim(self, sprite: Sprite, layer: Layer) -> None:
        """Paper left bare around a thing, so that wet colours don't run together."""
        if layer.kind != "thing" or self.cover is not None:
            return
        wide = sprite.cover.filter(ImageFilter.GaussianBlur(2.6 * self.px)).point(lambda v: min(225, v * 2))
        self.image.paste(Image.new("RGB", wide.size, PAPER), (sprite.x, sprite.y), wide)

    def _wobbled(self, cover: Image.Image, box: tuple[int, int, int, int], wide: float) -> Image.Image:
        """The outline as a loaded brush leaves it."""
        soft = cover.filter(ImageFilter.BoxBlur(max(1, round(wide))))
        mixed = ImageChops.add(soft, self._rough.crop(box), 2.0)
        lut = [int(np.clip((v - 116) * 14, 0, 255)) for v in range(256)]
        return ImageChops.darker(mixed.point(lut), soft.point(lambda v: min(255, v * 12)))

    def _border(self) -> None:
        """Paper that the brush did not reach."""
        w, h = self.image.size
        inset = 0.030 * h
        mask = Image.new("L", (w, h), 255)
        ImageDraw.Draw(mask).rectangle((inset, inset, w - inset, h - inset), fill=0)
        self.image.paste(Image.new("RGB", (w, h), PAPER), (0, 0), self._wobbled(mask, (0, 0, w, h), 10 * self.px).filter(ImageFilter.GaussianBlur(0.7)))

    def _splatter(self) -> None:
        tone = to_rgb(shade(self.scene.palette.accent, -0.02))
        cover = Image.new("L", self.image.size, 0)
        pen = ImageDraw.Draw(cover)
        for _ in range(34):
            x, y = self.rng.uniform(0, self.width), self.rng.beta(3, 1.2) * self.height
            r = self.rng.pareto(2.2) * 1.4 * self.px + 0.6
            if r < 7 * self.px:
                pen.ellipse((x - r, y - r, x + r, y + r), fill=int(self.rng.uniform(60, 150)))
        if self.cover is None:
            self.image.paste(Image.new("RGB", self.image.size, tone), (0, 0), cover)


def _calm(field: np.ndarray) -> np.ndarray:
    """The drift of wet paper without its finest detail."""
    small = Image.fromarray(np.ascontiguousarray(field)).reduce(8)
    return np.asarray(small.resize((field.shape[1], field.shape[0]), Image.Resampling.BICUBIC))


def _levels(field: np.ndarray, middle: float, spread: float) -> Image.Image:
    return Image.fromarray(np.clip((middle + field * spread) * 255, 0, 255).astype(np.uint8))


def _falling(size: tuple[int, int], box: tuple[int, int, int, int] | None) -> Image.Image:
    """Pigment thins towards the foot of a wash."""
    top, bottom = (box[1], box[3]) if box else (0, size[1])
    column = np.interp(np.arange(size[1]), [top, top + (bottom - top) * 0.25, bottom], [255, 250, 205])
    return Image.fromarray(column.astype(np.uint8)[:, None]).resize(size, Image.Resampling.NEAREST)
