"""The contact sheet: twelve scenes in six styles with two seeds each, and a strip of isometric worlds below."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from rxfeed.engines.sketch.draw import Job, draw

SCENES = (
    "rolling hills at dawn", "a boat under the moon between mountains", "a harbour with boats at sunset", "a city at night", "a forest in autumn", "desert dunes with a cactus",
    "a garden full of flowers", "a portrait of a woman", "a fox in winter", "a vase and fruit on a table", "colourful fish under water", "a lighthouse by the sea in a storm",
)  # fmt: skip
STYLES = ("paper cut", "watercolour", "risograph", "ink", "pixel art", "photograph")
SEEDS = (1, 2)
_CELL, _LABEL, _SIDE, _DRAWN = 148, 18, 150, 320


def pictures(side: int) -> Iterator[tuple[str, str, int, Image.Image]]:
    """Scene, style, seed and picture of all 144, `side` pixels square."""
    for scene in SCENES:
        for style in STYLES:
            for seed in SEEDS:
                yield scene, style, seed, drawn(f"{scene}, {style}", side, seed)


def drawn(prompt: str, side: int, seed: int) -> Image.Image:
    with Image.open(io.BytesIO(draw(Job(prompt, side, side, "standard", seed)))) as picture:
        return picture.convert("RGB")


def write(path: Path) -> None:
    """Draw the sheet into a WebP file."""
    columns = len(STYLES) * len(SEEDS)
    sheet = Image.new("RGB", (_SIDE + columns * _CELL, _LABEL * 2 + (len(SCENES) + 1) * _CELL + _LABEL), (251, 250, 248))
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(12)
    for n, style in enumerate(STYLES):
        pen.text((_SIDE + n * 2 * _CELL + 4, 3), style, fill=(28, 25, 22), font=font)
    for n, (scene, _style, _seed, picture) in enumerate(pictures(_DRAWN)):
        row, column = divmod(n, columns)
        if column == 0:
            _label(pen, scene, 4, _LABEL + row * _CELL + 6, font)
        sheet.paste(picture.resize((_CELL - 4, _CELL - 4), Image.Resampling.LANCZOS), (_SIDE + column * _CELL, _LABEL + row * _CELL))
    top = _LABEL * 2 + len(SCENES) * _CELL
    _label(pen, "isometric, seed 1", 4, top + 6, font)
    for column, scene in enumerate(SCENES):
        sheet.paste(drawn(f"{scene}, isometric", _DRAWN, 1).resize((_CELL - 4, _CELL - 4), Image.Resampling.LANCZOS), (_SIDE + column * _CELL, top))
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path, "WEBP", quality=80, method=6)


def _label(pen: ImageDraw.ImageDraw, text: str, x: int, y: int, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> None:
    line = ""
    for word in text.split():
        if pen.textlength(f"{line} {word}", font=font) > _SIDE - 12:
            pen.text((x, y), line, fill=(28, 25, 22), font=font)
            line, y = "", y + 15
        line = f"{line} {word}".strip()
    pen.text((x, y), line, fill=(28, 25, 22), font=font)
