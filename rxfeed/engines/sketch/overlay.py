"""Weather that falls in front of everything."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from rxfeed.engines.sketch.noise import cut
from rxfeed.engines.sketch.palette import mix, shade, to_rgb
from rxfeed.engines.sketch.scene import Scene
from rxfeed.engines.sketch.styles.base import Painter


def weather(brush: Painter, scene: Scene) -> None:
    """Fog, lightning, rain, snow and driven leaves, as the plan has them."""
    if scene.sky.kind in ("deep", "ground", "wall") and "snow" not in scene.weather:
        return
    if "fog" in scene.weather:
        _fog(brush, scene)
    if "storm" in scene.weather:
        _lightning(brush, scene)
    if "rain" in scene.weather or "storm" in scene.weather:
        _rain(brush, scene)
    if "snow" in scene.weather:
        _flakes(brush)
    if "wind" in scene.weather:
        _gusts(brush, scene)


def _fog(brush: Painter, scene: Scene) -> None:
    """Densest at the horizon, drifting in banks."""
    w, h = 96, 96
    y = np.linspace(0, 1, h)[:, None]
    banks = cut("cloud", w, h * 2, brush.seed % 61, 0.5)[::2][:h]
    dense = np.clip(0.62 * np.exp(-(((y - scene.sky.horizon - 0.04) / 0.2) ** 2)) + 0.10 * banks, 0, 0.8)
    mask = Image.fromarray((dense * 255).astype(np.uint8)).resize(brush.image.size, Image.Resampling.BICUBIC)
    brush.image.paste(Image.new("RGB", brush.image.size, to_rgb(mix(scene.palette.low, scene.palette.light, 0.4))), (0, 0), mask)


def _lightning(brush: Painter, scene: Scene) -> None:
    rng, w, h = np.random.default_rng(brush.seed + 31), brush.width, brush.height
    bolt, glow = Image.new("L", (w, h), 0), to_rgb((0.98, 0.04, 100))
    pen = ImageDraw.Draw(bolt)
    x, y = rng.uniform(0.2, 0.8) * w, -5.0
    points, end = [(x, y)], scene.sky.horizon * h
    while y < end:
        x, y = x + rng.normal(0, 0.028) * h, y + rng.uniform(0.02, 0.05) * h
        points.append((x, y))
    pen.line(points, fill=255, width=max(1, round(6 * brush.px)), joint="curve")
    for k in rng.choice(len(points) - 2, 3, replace=False):
        fx, fy = points[int(k)]
        fork = [(fx, fy)]
        for _ in range(6):
            fx, fy = fx + rng.normal(0.02, 0.03) * h * (1 if k % 2 else -1), fy + rng.uniform(0.01, 0.035) * h
            fork.append((fx, fy))
        pen.line(fork, fill=200, width=max(1, round(2.5 * brush.px)), joint="curve")
    soft = bolt.reduce(4).filter(ImageFilter.GaussianBlur(8 * brush.px)).resize((w, h)).point(lambda v: min(190, v * 2))
    for mask in (soft, bolt):
        brush.image.paste(Image.new("RGB", (w, h), glow), (0, 0), mask)


def _rain(brush: Painter, scene: Scene) -> None:
    rng, w, h = np.random.default_rng(brush.seed + 41), brush.width, brush.height
    mask = Image.new("L", (w * 2, h * 2), 0)
    pen = ImageDraw.Draw(mask)
    slant = 0.34 if "storm" in scene.weather or "wind" in scene.weather else 0.14
    for _ in range(int(560 * w / h)):
        x, y, near = rng.uniform(-0.2, 1.1) * w * 2, rng.uniform(-0.1, 1.0) * h * 2, rng.uniform(0.3, 1.0)
        long = 0.085 * near * h * 2
        pen.line((x, y, x + long * slant, y + long), fill=int(150 * near), width=max(1, round(3.2 * near * brush.px)))
    tone = to_rgb(shade(mix(scene.palette.low, scene.palette.light, 0.5), 0.04))
    brush.image.paste(Image.new("RGB", (w, h), tone), (0, 0), mask.reduce(2))


def _flakes(brush: Painter) -> None:
    rng, w, h = np.random.default_rng(brush.seed + 51), brush.width, brush.height
    for near, count in ((0.35, 260), (0.6, 130), (1.0, 46)):
        mask = Image.new("L", (w, h), 0)
        pen = ImageDraw.Draw(mask)
        for _ in range(int(count * w / h)):
            x, y, r = rng.uniform(0, w), rng.uniform(0, h), near * rng.uniform(3.5, 8.5) * brush.px
            pen.ellipse((x - r, y - r, x + r, y + r), fill=235)
        soft = mask.filter(ImageFilter.GaussianBlur((0.6 if near < 1 else 2.2) * brush.px))
        brush.image.paste(Image.new("RGB", (w, h), (252, 253, 255)), (0, 0), soft)


def _gusts(brush: Painter, scene: Scene) -> None:
    rng, w, h = np.random.default_rng(brush.seed + 61), brush.width, brush.height
    mask = Image.new("L", (w, h), 0)
    pen = ImageDraw.Draw(mask)
    for _ in range(7):
        x, y, long = rng.uniform(-0.1, 0.7) * w, rng.uniform(0.08, 0.6) * h, rng.uniform(0.2, 0.45) * h
        t = np.linspace(0, 1, 50)
        curl = np.clip((t - 0.75) / 0.25, 0, 1) * 5.2
        r = 0.045 * h * np.clip((t - 0.75) / 0.25, 0, 1)
        pts = list(zip((x + t * long + r * np.sin(curl)).tolist(), (y + 0.012 * h * np.sin(t * 7) - r * (1 - np.cos(curl))).tolist(), strict=True))
        pen.line(pts, fill=210, width=max(1, round(3 * brush.px)), joint="curve")
    brush.image.paste(Image.new("RGB", (w, h), to_rgb(shade(scene.palette.light, 0.01))), (0, 0), mask)
