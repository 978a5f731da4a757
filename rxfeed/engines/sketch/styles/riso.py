"""Risograph: three inks through halftone screens, a little out of register, on off-white paper."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageEnhance

from rxfeed.engines.sketch.noise import cut
from rxfeed.engines.sketch.palette import to_rgb
from rxfeed.engines.sketch.styles.base import Painter

PAPER = np.array([247, 243, 232], dtype=np.float32)
_BLUE, _PINK, _YELLOW, _TEAL, _ORANGE, _FEDERAL, _RED, _GREEN, _PURPLE, _MINT, _SUN = (
    (0, 112, 190), (255, 72, 160), (255, 226, 40), (0, 125, 138), (255, 112, 52), (46, 70, 130), (240, 76, 88), (0, 160, 96), (112, 84, 168), (120, 208, 184), (255, 184, 30),
)  # fmt: skip
SETS = ((_BLUE, _PINK, _YELLOW), (_TEAL, _ORANGE, _YELLOW), (_FEDERAL, _RED, _YELLOW), (_PURPLE, _ORANGE, _MINT), (_FEDERAL, _PINK, _SUN), (_TEAL, _RED, _YELLOW))


class Riso(Painter):
    def finish(self) -> Image.Image:
        inks = self._inks()
        absorb = -np.log(np.clip(np.array(inks, dtype=np.float32) / PAPER, 0.012, 0.995))
        apart = np.linalg.inv(absorb + np.eye(3, dtype=np.float32) * 0.02)
        source = np.asarray(ImageEnhance.Color(self.image).enhance(1.28))
        density = self._densities(source, apart)
        pitch = (9.0, 6.6, 5.4)[self.detail] * max(self.px, 0.5)
        out = np.empty_like(source)
        for top in range(0, self.height, 128):
            rows = min(128, self.height - top)
            paper = PAPER + cut("paper", self.width, self.height, self.seed % 71, 1.0, top, rows)[..., None] * 3.0
            total = np.zeros((rows, self.width, 3), dtype=np.float32)
            for i, angle in enumerate((0.26, 1.31, 0.79)):
                total += self._screened(density[i], i, angle, pitch, top, rows)[..., None] * absorb[i]
            out[top:top + rows] = np.clip(paper * np.exp(-total), 0, 255)
        return Image.fromarray(out)

    def _inks(self) -> list[tuple[int, int, int]]:
        key = self.scene.palette.key
        if key is not None and not self.scene.palette.gentle:
            return [to_rgb((0.42, 0.17, key)), to_rgb((0.66, 0.19, key + 14)), to_rgb((0.87, 0.12, key - 10))]
        ranked = sorted(SETS, key=lambda inks: self._miss(np.array(inks, dtype=np.float32)))
        return list(ranked[int(self.rng.integers(2))])

    def _miss(self, inks: np.ndarray) -> float:
        """How far a print with these inks would be from the picture."""
        small = np.asarray(self.image.resize((24, 24)), dtype=np.float32).reshape(-1, 3)
        absorb = -np.log(np.clip(inks / PAPER, 0.012, 0.995))
        need = np.clip(-np.log(np.clip(small / PAPER, 0.02, 1)) @ np.linalg.inv(absorb + np.eye(3, dtype=np.float32) * 0.02), 0, 1)
        return float(np.abs(PAPER * np.exp(-need @ absorb) - small).mean())

    def _densities(self, source: np.ndarray, apart: np.ndarray) -> list[np.ndarray]:
        """How much of each ink every pixel needs, 0 to 255, each sheet shifted by its own error of register."""
        found = [np.empty(source.shape[:2], dtype=np.uint8) for _ in range(3)]
        for top in range(0, self.height, 128):
            strip = np.clip(source[top:top + 128].astype(np.float32) / PAPER, 0.02, 1)
            need = np.clip(-np.log(strip) @ apart, 0, 1)
            for i in range(3):
                found[i][top:top + 128] = need[..., i] * 255
        reach = 3.2 * self.px
        shifts = self.rng.uniform(-reach, reach, (3, 2)).round().astype(int)
        return [np.roll(f, tuple(s), axis=(0, 1)) for f, s in zip(found, shifts, strict=True)]

    def _screened(self, density: np.ndarray, number: int, angle: float, pitch: float, top: int, rows: int) -> np.ndarray:
        """Cover of one ink in a strip: dots that grow with density, speckled where the drum printed thin."""
        y = np.arange(top, top + rows, dtype=np.float32)[:, None]
        x = np.arange(self.width, dtype=np.float32)[None, :]
        k = np.float32(2 * np.pi / pitch)
        u, v = (x * np.cos(angle) + y * np.sin(angle)) * k, (y * np.cos(angle) - x * np.sin(angle)) * k
        screen = 0.5 + (_cos(u) + _cos(v)) * 0.25
        d = density[top:top + rows].astype(np.float32) / 255
        dots = np.clip((d * 1.06 - screen) * 3.4 + 0.5, 0, 1)
        cover = dots * 0.62 + d * 0.38
        speckle = cut("fine", self.width, self.height, self.seed % 131 + number * 29, 1.0, top, rows)
        printed: np.ndarray = cover * np.clip(1.0 + speckle * 0.20 - 0.05, 0, 1.1)
        return printed


def _cos(angle: np.ndarray) -> np.ndarray:
    """Cosine by a parabola pair; quick, and dots don't need better."""
    t = angle * np.float32(1 / (2 * np.pi)) + np.float32(0.25)
    t = (t - np.floor(t)) * 2 - 1
    bent: np.ndarray = -4 * t * (1 - np.abs(t))
    return bent
