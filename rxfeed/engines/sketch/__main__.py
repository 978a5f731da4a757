"""`python -m rxfeed.engines.sketch sheet FILE` draws the contact sheet; `… draw "PROMPT" FILE [SEED]` one picture."""

from __future__ import annotations

import sys
from pathlib import Path

from rxfeed.engines.sketch import sheet
from rxfeed.engines.sketch.draw import Job, draw


def main(words: list[str]) -> int:
    match words:
        case ["sheet", path]:
            sheet.write(Path(path))
        case ["draw", prompt, path, *seed]:
            Path(path).write_bytes(draw(Job(prompt, 1024, 1024, "standard", int(seed[0]) if seed else 1)))
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
