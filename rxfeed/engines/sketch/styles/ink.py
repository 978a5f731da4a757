"""Ink line and wash: contours with a living line, hatched shadows, pale washes that miss the line a little."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from rxfeed.engines.sketch.noise import cut
from rxfeed.engines.sketch.palette import mix, shade, to_rgb
from rxfeed.engines.sketch.scene import Layer, Scene
from rxfeed.engines.sketch.shapes import Colour, Part
from rxfeed.engines.sketch.styles import heaven
from rxfeed.engines.sketch.styles.base import Box, Painter, Sprite

PAPER = (249, 245, 235)
_PAPER_COLOUR: Colour = (0.97, 0.015, 90)


class Ink(Painter):
    def __init__(self, scene: Scene, width: int, height: int, detail: int, seed: int, backdrop: Image.Image | None = None) -> None:
        super().__init__(scene, width, height, detail, seed, backdrop)
        p = scene.palette
        self._line: Colour = (0.22, 0.045, p.near[2] if p.key is None else p.key)
        gap = (9, 7.2, 6.0)[detail] * self.px
        self._hatch = (_strokes(width, height, gap, 0.85, seed), _strokes(width, height, gap, -0.7, seed + 1))
        self._pool = Image.fromarray(np.clip(150 + cut("cloud", width, height, seed % 401, 1.8 * self.px) * 62, 0, 255).astype(np.uint8))

    def sky(self) -> None:
        self.image.paste(PAPER, (0, 0, self.width, self.height))
        if self.scene.sky.kind == "none" and self.backdrop is None:
            return
        wet = self.backdrop or heaven.paint(self.scene, self.width, self.height, self.seed, self.detail)
        strength = 1.0 if self.scene.palette.dark else 0.72
        self.image.paste(wet, (0, 0), self._pool.point(lambda v: int(min(255, v * 1.25) * strength)))
        if self.backdrop is not None:
            self._contours(wet)
        light = self.scene.sky.light
        if light is not None and light.kind != "crescent":
            ring = [(light.x * self.height + np.cos(a) * light.r * self.height, light.y * self.height + np.sin(a) * light.r * self.height) for a in np.linspace(0, 6.35, 90)]
            self._stroke(ring, 1.8)

    def lay(self, layer: Layer) -> None:
        if layer.kind == "ground":
            for part in layer.parts:
                self._land(part, layer.depth)
            return
        box = self.area(layer.parts, pad=int(6 * self.px))
        sprite = self.sprite(layer.parts, pad=int(6 * self.px))
        if sprite is None or box is None:
            return
        if layer.kind == "line":
            self.put(sprite)
            return
        self._blank(sprite.cover, box, 0.93)
        wash = ImageChops.multiply(sprite.cover, self._pool.crop(box).point(lambda v: min(255, int(v * 1.38))))
        off = int(1.5 * self.px)
        self.put(Sprite(sprite.colours, wash, box[0] + off, box[1] - off))
        self._shaded(sprite, box)
        self._outline(layer, box, sprite)

    def finish(self) -> Image.Image:
        return self.grain(self.image, strength=4.2, kind="paper")

    def _land(self, part: Part, depth: float) -> None:
        box = self.area((part,), pad=int(4 * self.px))
        if box is None:
            return
        mask = self.mask(part, box)
        self._blank(mask, box, 1.0)
        fill = self.fill(part, box)
        wash = ImageChops.multiply(mask, self._pool.crop(box).point(lambda v: min(255, int(v * (1.0 + 0.34 * depth)))))
        self.put(Sprite(fill, wash, box[0], box[1]))
        self._shaded(Sprite(fill, mask, box[0], box[1]), box, falling=True)
        points = [tuple(p) for p in part.points * self.height]
        top = [(x, y) for x, y in points if y < self.height * 1.03]
        self._stroke(top, 1.3 + 1.5 * depth)

    def _shaded(self, sprite: Sprite, box: Box, falling: bool = False) -> None:
        """Hatch where the colours are dark, cross-hatch where they are darker still; land from its crest downward."""
        tone = sprite.colours.convert("L")
        limits = (118, 66) if self.scene.palette.dark else (150, 92)
        for lines, limit in zip(self._hatch, limits, strict=True):
            where = ImageChops.multiply(lines.crop(box), ImageChops.multiply(sprite.cover, tone.point(lambda v, m=limit: min(255, max(0, (m - v) * 6)))))
            if falling:
                h = where.height
                where = ImageChops.multiply(where, Image.fromarray(np.interp(np.arange(h), [0, h * 0.5, h], [255, 120, 40]).astype(np.uint8)[:, None]).resize(where.size))
            ink = to_rgb(self._line)
            self.image.paste(Image.new("RGB", where.size, ink), box[:2], where.point(lambda v: int(v * 0.62)))

    def _outline(self, layer: Layer, box: Box, sprite: Sprite) -> None:
        """Contours of every piece, drawn twice where they are long, and a heavier line around the whole."""
        k = 2
        lines = Image.new("L", ((box[2] - box[0]) * k, (box[3] - box[1]) * k), 0)
        pen = ImageDraw.Draw(lines)
        fine = max(1, round((1.25 if layer.kind == "thing" else 0.8) * self.px * k))
        for part in layer.parts:
            if part.line or len(part.points) < 4:
                continue
            points = self.pixels(part, box, k)
            pen.polygon(points, fill=0)
            pen.line([*points, points[0]], fill=225, width=fine, joint="curve")
        thin = lines.reduce(k)
        if layer.kind == "thing":
            rim = ImageChops.subtract(sprite.cover.filter(ImageFilter.MaxFilter(3)), sprite.cover.filter(ImageFilter.MinFilter(3)))
            thin = ImageChops.lighter(thin, rim)
        self.image.paste(Image.new("RGB", thin.size, to_rgb(self._line)), box[:2], thin)

    def _blank(self, mask: Image.Image, box: Box, strength: float) -> None:
        tone = to_rgb(_PAPER_COLOUR) if not self.scene.palette.dark else to_rgb(mix(_PAPER_COLOUR, self.scene.palette.middle, 0.55))
        self.put(Sprite(Image.new("RGB", mask.size, tone), mask.point(lambda v: int(v * strength)), box[0], box[1]))

    def _stroke(self, points: list[tuple[float, float]], wide: float) -> None:
        """A line that swells and breaks off now and then."""
        pen = ImageDraw.Draw(self.image)
        tone = to_rgb(self._line)
        n = len(points)
        swell = 0.75 + 0.5 * np.abs(np.sin(np.linspace(0, n * 0.07 + 2, n) + self.rng.uniform(0, 6)))
        for i in range(n - 1):
            if swell[i] > 0.80 or i % 9:
                pen.line((points[i], points[i + 1]), fill=tone, width=max(1, round(wide * float(swell[i]) * self.px)))

    def _contours(self, picture: Image.Image) -> None:
        """A reference drawn over: its edges as lines."""
        edges = picture.convert("L").filter(ImageFilter.GaussianBlur(2 * self.px)).filter(ImageFilter.FIND_EDGES).point(lambda v: min(255, max(0, (v - 5) * 16)))
        self.image.paste(Image.new("RGB", edges.size, to_rgb(shade(self._line, 0.02))), (0, 0), edges)


def _strokes(width: int, height: int, gap: float, slope: float, seed: int) -> Image.Image:
    """Parallel pen strokes over the whole sheet, wavering."""
    lines = Image.new("L", (width, height), 0)
    pen, rng = ImageDraw.Draw(lines), np.random.default_rng(seed)
    reach = int(height * abs(slope)) + width
    for start in np.arange(-reach if slope > 0 else 0, reach if slope > 0 else reach * 2, gap):
        bow = rng.uniform(-2, 2, 6)
        y = np.linspace(0, height, 6)
        x = start + y * slope + bow
        pen.line(list(zip(x.tolist(), y.tolist(), strict=True)), fill=int(rng.uniform(120, 235)), width=max(1, round(gap * 0.18)))
    return lines
