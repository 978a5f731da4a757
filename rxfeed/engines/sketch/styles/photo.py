"""Photograph-like: air between the layers, a plane of focus, rounded forms, bloom, lens falloff, film grain."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageChops, ImageEnhance, ImageFilter

from rxfeed.engines.sketch.noise import cut
from rxfeed.engines.sketch.palette import mix, shade, to_rgb
from rxfeed.engines.sketch.scene import Layer
from rxfeed.engines.sketch.styles.base import Painter, Sprite


class Photo(Painter):
    def sky(self) -> None:
        super().sky()
        if self.backdrop is None and self.scene.sky.light is not None:
            self.image = _bloomed(self.image, 26 * self.px, 0.5)

    def lay(self, layer: Layer) -> None:
        out = abs(layer.depth - self.scene.focus)
        blur = (7.5 * max(0.0, out - 0.22) if layer.depth < self.scene.focus else 26 * max(0.0, out - 0.10)) * self.px
        groups = [(p,) for p in layer.parts] if layer.kind == "ground" else [layer.parts]
        for parts in groups:
            sprite = self.sprite(parts, pad=int(4 + blur * 3))
            if sprite is None:
                continue
            if layer.kind == "ground":
                self._relief(sprite, layer.depth)
            elif layer.kind == "thing":
                self._round(sprite)
            if blur > 0.5:
                sprite.cover = sprite.cover.filter(ImageFilter.GaussianBlur(blur))
                sprite.colours = sprite.colours.filter(ImageFilter.GaussianBlur(blur))
            self.put(sprite)
        if layer.kind == "ground" and layer.depth < 0.6 and self.cover is None:
            self._air(layer)

    def finish(self) -> Image.Image:
        self.image = _bloomed(self.image, 12 * self.px, 0.24)
        self.image = ImageEnhance.Contrast(self.image).enhance(1.07)
        self.image = self.grain(self.image, strength=8.5, kind="fine", vignette=0.26)
        if self.detail == 2:
            self.image = self.grain(self.image, strength=3.0, kind="white")
        return self.image

    def _relief(self, sprite: Sprite, depth: float) -> None:
        """Rock, grass and earth as a height field lit from the light's side."""
        w, h = sprite.colours.size
        zoom = max(0.5, (0.6 + 1.4 * depth) * self.px * 1.6)
        rows = min(h, self.height)
        field = cut("rough", w, rows + 4, self.seed % 89 + int(depth * 50), zoom)[: rows + 2]
        side = 1.0 if self.scene.sky.light is None or self.scene.sky.light.x * self.height < self.width / 2 else -1.0
        lit = (field[1:rows + 1, :] - field[2:rows + 2, :]) * 60 * (0.5 + depth) + side * (np.roll(field[1:rows + 1], 1, axis=1) - field[1:rows + 1]) * 34
        relief = Image.fromarray(np.clip(128 + lit + field[:rows] * 12, 0, 255).astype(np.uint8))
        sprite.colours = ImageChops.overlay(sprite.colours, Image.merge("RGB", (relief,) * 3).resize((w, h)))

    def _round(self, sprite: Sprite) -> None:
        """Form from the outline: brighter where it turns to the light, darker where it turns away, a thin bright rim."""
        light = self.scene.sky.light
        toward = 1 if light is None or light.x * self.height < sprite.x + sprite.cover.width / 2 else -1
        reach = max(3, int(min(sprite.cover.size) * 0.07))
        soft = sprite.cover.filter(ImageFilter.GaussianBlur(reach * 0.8))
        near, far = ImageChops.offset(soft, toward * reach, reach), ImageChops.offset(soft, -toward * reach, -reach)
        bright = ImageChops.subtract(far, near).point(lambda v: int(v * 0.34))
        dark = ImageChops.subtract(near, far).point(lambda v: int(v * 0.62))
        white = to_rgb(mix(self.scene.palette.light, self.scene.palette.low, 0.2))
        sprite.colours.paste(Image.new("RGB", soft.size, to_rgb(shade(self.scene.palette.near, -0.04))), (0, 0), bright if toward < 0 else dark)
        sprite.colours.paste(Image.new("RGB", soft.size, white), (0, 0), dark.point(lambda v: v // 2) if toward < 0 else bright)
        noise = cut("rough", sprite.cover.width, sprite.cover.height, self.seed % 67, max(0.4, self.px))
        texture = Image.fromarray(np.clip(128 + noise * 15, 0, 255).astype(np.uint8))
        sprite.colours = ImageChops.overlay(sprite.colours, Image.merge("RGB", (texture,) * 3))

    def _air(self, layer: Layer) -> None:
        """Haze settles at the foot of everything far."""
        p = self.scene.palette
        foot = max(float(part.points[:-2, 1].max()) for part in layer.parts if len(part.points) > 3) if any(len(part.points) > 3 for part in layer.parts) else 0.5
        y = np.linspace(0, 1, 128)
        veil = np.exp(-(((y - min(foot, 0.9)) / 0.075) ** 2)) * 0.42 * (0.75 - layer.depth)
        mask = Image.fromarray((np.clip(veil, 0, 1) * 255).astype(np.uint8)[:, None]).resize(self.image.size, Image.Resampling.BICUBIC)
        self.image.paste(Image.new("RGB", self.image.size, to_rgb(mix(p.low, p.light, 0.25))), (0, 0), mask)


def _bloomed(image: Image.Image, reach: float, strength: float) -> Image.Image:
    """Bright parts shine over their edges."""
    small = image.reduce(4)
    bright = small.point(lambda v: max(0, int((v - 150) * 2.2))).filter(ImageFilter.GaussianBlur(max(0.6, reach / 4))).resize(image.size, Image.Resampling.BILINEAR)
    return ImageChops.screen(image, bright.point(lambda v: int(v * strength)))
