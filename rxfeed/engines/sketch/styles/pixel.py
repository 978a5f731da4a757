"""Pixel art: painted small, few colours, ordered dither (Bayer 1973), things in a dark outline, enlarged without smoothing."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageChops, ImageFilter

from rxfeed.engines.sketch.palette import shade, to_rgb
from rxfeed.engines.sketch.scene import Layer, Scene
from rxfeed.engines.sketch.styles.base import Painter

_BAYER = np.array([[0, 32, 8, 40, 2, 34, 10, 42], [48, 16, 56, 24, 50, 18, 58, 26], [12, 44, 4, 36, 14, 46, 6, 38], [60, 28, 52, 20, 62, 30, 54, 22],
                   [3, 35, 11, 43, 1, 33, 9, 41], [51, 19, 59, 27, 49, 17, 57, 25], [15, 47, 7, 39, 13, 45, 5, 37], [63, 31, 55, 23, 61, 29, 53, 21]], dtype=np.float32) / 64 - 0.5  # fmt: skip


class Pixel(Painter):
    def __init__(self, scene: Scene, width: int, height: int, detail: int, seed: int, backdrop: Image.Image | None = None) -> None:
        self._full = (width, height)
        self._size = max(1, round((6.4, 5.4, 4.0)[detail] * min(width, height) / 1024 / (2 if detail == 0 else 1)))
        small = (-(-width // self._size), -(-height // self._size))
        super().__init__(scene, small[0], small[1], 1, seed, backdrop.resize(small, Image.Resampling.BOX) if backdrop else None)
        self.smooth = 3

    def lay(self, layer: Layer) -> None:
        sprite = self.sprite(layer.parts)
        if sprite is None:
            return
        hard = sprite.cover.point(lambda v: 255 if v > 110 else 0)
        if layer.kind == "thing" and hard.height > 14:
            rim = hard.filter(ImageFilter.MaxFilter(3))
            tone = to_rgb(shade(self.scene.palette.near, -0.04))
            if self.cover is None:
                self.image.paste(Image.new("RGB", rim.size, tone), (sprite.x, sprite.y), ImageChops.subtract(rim, hard))
        sprite.cover = hard
        self.put(sprite)

    def finish(self) -> Image.Image:
        few = self.image.quantize(28, Image.Quantize.MEDIANCUT, kmeans=2)
        colours = np.array(few.getpalette()[: 28 * 3], dtype=np.float32).reshape(-1, 3)  # type: ignore[index]
        pixels = np.asarray(self.image, dtype=np.float32)
        tiled = np.tile(_BAYER, (self.height // 8 + 1, self.width // 8 + 1))[: self.height, : self.width]
        wanted = pixels + tiled[..., None] * 15
        nearest = np.argmin(((wanted[:, :, None, :] - colours[None, None]) ** 2 * (2, 4, 3)).sum(axis=-1), axis=-1)
        small = Image.fromarray(colours[nearest].astype(np.uint8))
        k = self._size
        if self.cover is not None:
            self.cover = self.cover.resize((self.width * k, self.height * k), Image.Resampling.NEAREST).crop((0, 0, *self._full))
        return small.resize((self.width * k, self.height * k), Image.Resampling.NEAREST).crop((0, 0, *self._full))
