"""Skies and walls: what lies behind the first layer, computed small and enlarged."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from rxfeed.engines.sketch.noise import cut
from rxfeed.engines.sketch.palette import from_oklab, gradient, mix, shade, to_oklab, to_rgb
from rxfeed.engines.sketch.scene import Light, Scene

_ROWS = 160


def paint(scene: Scene, width: int, height: int, seed: int, detail: int) -> Image.Image:
    """The backdrop as an RGB picture."""
    rows = min(max(48, height), _ROWS if detail < 2 else 256)
    cols = max(8, round(rows * width / height))
    sky = scene.sky
    reach = max(0.25, min(1.0, sky.horizon + 0.02)) if sky.kind == "air" else 1.0
    y, x = np.mgrid[0:rows, 0:cols].astype(np.float32)
    y, x = y / rows, x / rows
    cloud = cut("cloud", cols, rows, seed % 211, rows / 300 + 0.2)
    bend = 0.07 * cloud if sky.kind != "wall" else 0.02 * cloud
    stops = to_oklab(gradient(list(sky.stops), 256)).astype(np.float32)
    at = np.clip((y / reach + bend) if sky.kind != "ground" else y + bend, 0, 1)
    lab = stops[(at * 255).astype(np.int32)]
    if sky.clouds > 0 and sky.kind == "air":
        _clouds(lab, scene, x, y, seed)
    if sky.light is not None:
        _glow(lab, scene, sky.light, x, y)
    if sky.aurora:
        _aurora(lab, x, y, seed)
    if sky.milkyway:
        _milky(lab, x, y, cloud, scene.aspect, seed)
    if sky.kind == "wall":
        lab[..., 0] += 0.05 * (1 - np.hypot(x - scene.aspect * 0.35, y - 0.3))
    small = Image.fromarray(np.clip(from_oklab(lab), 0, 255).astype(np.uint8))
    picture = small.resize((width, height), Image.Resampling.BICUBIC)
    if sky.stars:
        _stars(picture, scene, seed)
    if sky.rainbow:
        _rainbow(picture, scene)
    if sky.light is not None:
        _body(picture, sky.light, scene)
    return picture


def _clouds(lab: np.ndarray, scene: Scene, x: np.ndarray, y: np.ndarray, seed: int) -> None:
    """Long banks, lit from the light's side, thicker the more `clouds` says."""
    sky = scene.sky
    rows, cols = y.shape
    stretched = cut("cloud", cols, rows * 3, seed % 311 + 5, rows / 260 + 0.5)[::3][:rows]
    puffs = cut("rough", cols, rows * 2, seed % 173 + 9, rows / 120 + 0.4)[::2][:rows]
    body = stretched + 0.16 * puffs
    cover = np.clip((body + (sky.clouds - 0.75) * 1.5) * 1.6, 0, 1) * np.clip(1.25 - y / max(0.3, sky.horizon), 0.15, 1)
    lit = np.clip(np.roll(body, 3, axis=0) - body + 0.35, 0, 1)
    light = mix(scene.palette.light, scene.palette.low, 0.35)
    dark = mix(scene.palette.middle, scene.palette.near, 0.25 if "storm" not in scene.weather else 0.55)
    tone = _lab(dark) + (_lab(light) - _lab(dark)) * lit[..., None]
    strength = (0.72 if "storm" in scene.weather or "clouds" in scene.weather else 0.5) * (0.5 if scene.palette.dark else 1)
    lab += (tone - lab) * (cover * strength)[..., None]


def _glow(lab: np.ndarray, scene: Scene, light: Light, x: np.ndarray, y: np.ndarray) -> None:
    far = np.hypot(x - light.x, y - light.y)
    halo = 0.55 * np.exp(-((far / (light.r * 2.1)) ** 2)) + 0.30 * np.exp(-far / 0.34)
    if light.kind == "disc":
        halo *= 0.3
    tone = _lab(mix(light.colour, scene.palette.low, 0.3))
    lab += (tone - lab) * (halo * (0.75 if light.r < 0.2 else 0.45))[..., None]


def _aurora(lab: np.ndarray, x: np.ndarray, y: np.ndarray, seed: int) -> None:
    rng = np.random.default_rng(seed + 77)
    for hue in (150, 165, 310):
        a, b, c = rng.uniform(1.5, 4), rng.uniform(0, 6), rng.uniform(0.16, 0.36)
        line = c + 0.09 * np.sin(x * a + b) + 0.04 * np.sin(x * a * 2.7 + b * 2)
        below = line - y
        veil = np.where(below > 0, np.exp(-below / 0.16), np.exp(below / 0.018)) * (0.55 + 0.45 * np.sin(x * 46 + 3 * np.sin(x * 9 + b)))
        tone = _lab((0.82, 0.19, hue))
        lab += (tone - lab) * np.clip(veil * 0.62, 0, 1)[..., None]


def _milky(lab: np.ndarray, x: np.ndarray, y: np.ndarray, cloud: np.ndarray, aspect: float, seed: int) -> None:
    slope = 0.8 if seed % 2 else -0.8
    across = (y - 0.45) + slope * (x - aspect / 2) * 0.7
    band = np.exp(-((across / 0.15) ** 2)) * np.clip(0.55 + cloud * 0.6, 0, 1)
    lab += (_lab((0.74, 0.09, 310)) - lab) * (band * 0.5)[..., None]


def _stars(picture: Image.Image, scene: Scene, seed: int) -> None:
    rng, pen = np.random.default_rng(seed + 5), ImageDraw.Draw(picture)
    w, h = picture.size
    reach = scene.sky.horizon if scene.sky.horizon < 0.95 else 1.0
    for _ in range(scene.sky.stars):
        x, y, size = rng.uniform(0, w), rng.uniform(0, h * reach), rng.pareto(2.6) * 0.7 + 0.55
        r = min(size, 3.4) * h / 1000
        tone = to_rgb((min(0.97, 0.72 + 0.1 * size), 0.04, float(rng.choice([90, 240, 60]))))
        pen.ellipse((x - r, y - r, x + r, y + r), fill=tone)
        if size > 3.2 or (size > 2.0 and scene.sky.stars > 300):
            ray = r * 4.2
            pen.polygon([(x - ray, y), (x, y - r * 0.5), (x + ray, y), (x, y + r * 0.5)], fill=tone)
            pen.polygon([(x, y - ray), (x - r * 0.5, y), (x, y + ray), (x + r * 0.5, y)], fill=tone)


def _rainbow(picture: Image.Image, scene: Scene) -> None:
    w, h = picture.size
    k = 2
    arcs, cover = Image.new("RGB", (w // k, h // k)), Image.new("L", (w // k, h // k), 0)
    pen, stencil = ImageDraw.Draw(arcs), ImageDraw.Draw(cover)
    cx, cy = w / k * 0.5, h / k * (scene.sky.horizon + 0.12)
    for i, hue in enumerate((28, 55, 98, 145, 235, 275, 305)):
        r = min(w, h) / k * (0.56 - 0.018 * i)
        box = (cx - r, cy - r, cx + r, cy + r)
        pen.ellipse(box, fill=to_rgb((0.76, 0.16, hue)))
        stencil.ellipse(box, fill=205)
    r = min(w, h) / k * (0.56 - 0.018 * 7)
    stencil.ellipse((cx - r, cy - r, cx + r, cy + r), fill=0)
    picture.paste(arcs.resize((w, h)), (0, 0), cover.filter(ImageFilter.GaussianBlur(h / 700)).resize((w, h)))


def _body(picture: Image.Image, light: Light, scene: Scene) -> None:
    """The disc itself: the moon with its seas or its sickle, the sun plain."""
    h = picture.height
    r, k = light.r * h, 3
    size = int(r * 2) + 4
    x0, y0 = int(light.x * h - r) - 2, int(light.y * h - r) - 2
    cover, disc = Image.new("L", (size * k, size * k), 0), Image.new("RGB", (size * k, size * k), to_rgb(light.colour))
    pen = ImageDraw.Draw(cover)
    pen.ellipse((2 * k, 2 * k, (size - 2) * k, (size - 2) * k), fill=255)
    if light.kind == "crescent":
        shift = 0.42 * r * k
        pen.ellipse((2 * k + shift, 2 * k - shift * 0.5, (size - 2) * k + shift, (size - 2) * k - shift * 0.5), fill=0)
    if light.kind == "moon":
        seas = ImageDraw.Draw(disc)
        tone = to_rgb(shade(light.colour, -0.07))
        for dx, dy, s in ((-0.3, -0.25, 0.26), (0.08, -0.4, 0.16), (0.28, 0.0, 0.22), (-0.12, 0.2, 0.2), (0.2, 0.42, 0.12), (-0.42, 0.3, 0.09), (0.46, -0.34, 0.08)):
            cx, cy, q = size * k / 2 + dx * r * k, size * k / 2 + dy * r * k, s * r * k
            seas.ellipse((cx - q, cy - q * 0.9, cx + q, cy + q * 0.9), fill=tone)
        disc = disc.filter(ImageFilter.GaussianBlur(max(0.5, r * k * 0.02)))
    picture.paste(disc.reduce(k), (x0, y0), cover.reduce(k))


def _lab(colour: tuple[float, float, float]) -> np.ndarray:
    a = np.radians(colour[2])
    return np.array([colour[0], colour[1] * np.cos(a), colour[1] * np.sin(a)], dtype=np.float32)


