"""Cut paper: sheets with torn, pale edges that throw shadows on the sheets below."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageFilter

from rxfeed.engines.sketch.noise import cut
from rxfeed.engines.sketch.palette import shade, to_rgb
from rxfeed.engines.sketch.scene import Layer
from rxfeed.engines.sketch.shapes import Part
from rxfeed.engines.sketch.styles.base import Painter, Sprite


class Paper(Painter):
    def lay(self, layer: Layer) -> None:
        if layer.kind == "ground":
            for part in layer.parts:
                self._sheet(part, layer.depth)
            return
        if layer.kind == "line":
            super().lay(layer)
            return
        sprite = self.sprite(layer.parts, pad=int(14 * self.px))
        if sprite is None:
            return
        self._shadow(sprite.cover, sprite.x, sprite.y, 5 if layer.kind == "thing" else 2.5, 0.42 if layer.kind == "thing" else 0.28)
        if layer.kind == "thing" and len(layer.parts) < 160:
            self._stacked(layer, sprite)
        self.put(sprite)

    def finish(self) -> Image.Image:
        self.image = self.grain(self.image, strength=5.5, kind="paper", vignette=0.05)
        if self.detail:
            self.image = self.grain(self.image, strength=3.0, kind="fibre")
        return self.image

    def _sheet(self, part: Part, depth: float) -> None:
        """One torn sheet: the pale core shows along the tear."""
        box = self.area((part,), pad=int(12 * self.px))
        if box is None:
            return
        outer = self.mask(part, box)
        self._shadow(outer, box[0], box[1], 7 + 6 * depth, 0.34 + 0.16 * depth)
        core = to_rgb(shade(part.colour, 0.20 if part.colour[0] < 0.75 else 0.10, 0.45))
        self.put(Sprite(Image.new("RGB", outer.size, core), outer, box[0], box[1]))
        self.put(Sprite(self.fill(part, box), self._torn(outer, (1.3 + 1.6 * depth) * self.px), box[0], box[1]))

    def _torn(self, mask: Image.Image, wide: float) -> Image.Image:
        """The mask less an uneven rim of about `wide` pixels."""
        soft = mask.filter(ImageFilter.BoxBlur(max(1, round(wide * 1.3))))
        rough = Image.fromarray((128 + cut("rough", mask.width, mask.height, self.seed % 83, 1.0) * 52).clip(0, 255).astype("uint8"))
        pushed = ImageChops.subtract(soft, rough, 1, 128 - 40)
        torn = ImageChops.darker(mask, pushed.point([0 if v < 168 else min(255, (v - 168) * 9) for v in range(256)]))
        return ImageChops.lighter(torn, soft.point([255 if v >= 252 else 0 for v in range(256)]))

    def _shadow(self, cover: Image.Image, x: int, y: int, reach: float, dark: float) -> None:
        """Cast away from the light, down and aside."""
        if self.cover is not None:
            return
        light = self.scene.sky.light
        toward = light.x * self.height if light else self.width * 0.25
        dx = int((1 if x + cover.width / 2 >= toward else -1) * reach * 0.6 * self.px)
        dy = int(-reach * 0.55 * self.px) if cover.width > self.width * 0.8 else int(reach * 0.5 * self.px)
        small = cover.reduce(4).filter(ImageFilter.GaussianBlur(max(0.6, reach * self.px / 4)))
        soft = small.resize(cover.size, Image.Resampling.BILINEAR).point(lambda v: int(v * dark))
        tone = to_rgb(shade(self.scene.palette.near, -0.06))
        self.image.paste(Image.new("RGB", cover.size, tone), (x + dx, y + dy), soft)

    def _stacked(self, layer: Layer, sprite: Sprite) -> None:
        """Inside a thing, each piece of paper lifts a little: a soft dark line under it."""
        inner = sprite.colours.convert("L").filter(ImageFilter.FIND_EDGES).filter(ImageFilter.GaussianBlur(1.6 * self.px)).point(lambda v: min(90, v))
        sprite.colours.paste(Image.new("RGB", sprite.colours.size, to_rgb(shade(self.scene.palette.near, -0.02))), (int(1 * self.px), int(2 * self.px)), inner)
