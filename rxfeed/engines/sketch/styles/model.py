"""The look of isometric worlds: clean faces, a soft shadow under what stands, a breath of grain."""

from __future__ import annotations

from PIL import Image, ImageFilter

from rxfeed.engines.sketch.palette import shade, to_rgb
from rxfeed.engines.sketch.scene import Layer
from rxfeed.engines.sketch.styles.base import Painter


class Model(Painter):
    def lay(self, layer: Layer) -> None:
        sprite = self.sprite(layer.parts, pad=int(8 * self.px))
        if sprite is None:
            return
        if layer.kind == "thing" and self.cover is None:
            rim = sprite.cover.filter(ImageFilter.GaussianBlur(4 * self.px)).point(lambda v: int(v * 0.45))
            self.image.paste(Image.new("RGB", rim.size, to_rgb(shade(self.scene.palette.near, -0.02))), (sprite.x + int(2 * self.px), sprite.y + int(3 * self.px)), rim)
        self.put(sprite)

    def finish(self) -> Image.Image:
        return self.grain(self.image, strength=3.0, kind="fine", vignette=0.06)
