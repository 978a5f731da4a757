"""CPU seconds of one 1024 x 1024 picture for each style and quality: `python -m tests.bench.bench_sketch`."""

from __future__ import annotations

import statistics
import time

from rxfeed.engines.sketch.draw import Job, draw

PROMPTS = (
    "a boat under the moon between mountains", "a city at night", "flowers in a garden",
    "a fox in the forest", "a portrait of a woman", "a harbour with boats", "hills at dawn",
)  # fmt: skip
STYLES = ("paper cut", "watercolour", "risograph", "ink", "pixel art", "isometric", "photograph")


def main() -> None:
    draw(Job("hills", 64, 64, "draft", 1))
    for quality in ("draft", "standard", "fine"):
        for style in STYLES:
            taken = []
            for seed, prompt in enumerate(PROMPTS):
                started = time.process_time()
                draw(Job(f"{prompt}, {style}", 1024, 1024, quality, seed), lambda picture, progress: None)
                taken.append(time.process_time() - started)
            print(f"{quality:9}{style:13}median of {len(taken)}: {statistics.median(taken):.2f} s   worst {max(taken):.2f} s")


if __name__ == "__main__":
    main()
