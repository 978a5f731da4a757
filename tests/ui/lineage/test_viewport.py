"""Of five hundred posts only what is in sight is drawn: the hooks themselves, in Node, with as much of React as they use."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import Any

import reflex as rx

from rxfeed.domain.lineage_views import GraphView, SpotView, WayView
from rxfeed.launch.environment import with_own_node
from rxfeed.ui.lineage.viewport import AROUND, COLUMN, EDGE, ROW, spots, viewport, ways

GRAPH = GraphView(
    spots=[SpotView(id=f"{column} {row}", column=column, row=row) for column in range(20) for row in range(25)],
    ways=[WayView(child="all the way", box=[0, 0, 20, 25], column=10, row=12), WayView(child="short", box=[0, 24, 1, 24], column=0.5, row=24)],
    columns=20, rows=25, at_column=10, at_row=12,
)  # fmt: skip
WIDE, HIGH = 1000, 600
REACT = """
const kept = [], region = {scrollLeft: 0, scrollTop: 0, clientWidth: %d, clientHeight: %d, scrollTo(x, y) { this.scrollLeft = x; this.scrollTop = y; }};
globalThis.ResizeObserver = class { observe() {} disconnect() {} };
let at, later, again;
const slot = (make) => kept[at++] ??= make();
const useRef = (value) => slot(() => ({current: value ?? region}));
const useState = (first) => {
  const own = slot(() => ({value: first}));
  return [own.value, (next) => { const value = next instanceof Function ? next(own.value) : next; again ||= value !== own.value; own.value = value; }];
};
const useLayoutEffect = (effect, deps) => {
  const own = slot(() => ({}));
  if (!own.deps || deps.some((each, number) => each !== own.deps[number])) later.push(effect);
  own.deps = deps;
};
const drawn = (act) => {
  let shown;
  do { at = 0; later = []; again = false; shown = Drawing(act); act = undefined; later.forEach((effect) => effect()); } while (again);
  return shown;
};
"""
DRAWING = """
const graph = %s;
const Drawing = (act) => {
  %s
  act?.(setZoom, scrolled);
  return {spots: (%s).map(({id}) => id), ways: (%s).map(({child}) => child), x: region.current.scrollLeft, y: region.current.scrollTop};
};
const to = (x, y) => (_, scrolled) => { region.scrollTo(x, y); scrolled({currentTarget: region}); };
console.log(JSON.stringify([drawn(), drawn(to(0, 0)), drawn(to(1500, 2000)), drawn((setZoom) => setZoom(25))]));
"""


def looked_at() -> list[dict[str, Any]]:
    graph = rx.Var("graph", _var_type=GraphView).guess_type()
    data = viewport(graph)
    script = REACT % (WIDE, HIGH) + DRAWING % (
        json.dumps(GRAPH, default=vars), "\n".join(data.hooks), spots(graph, data), ways(graph, data),
    )  # fmt: skip
    node = shutil.which("node", path=with_own_node(os.environ["PATH"]))
    assert node
    return json.loads(subprocess.run([node, "-"], input=script, capture_output=True, text=True, check=True, timeout=60).stdout)  # type: ignore[no-any-return]


def around(x: float, y: float, zoom: int, beyond: float) -> set[str]:
    """Posts at most so many columns and rows outside of what is in sight."""
    wide, high = COLUMN[0] * zoom + COLUMN[1], ROW[0] * zoom + ROW[1]
    left, top, right, bottom = (x - EDGE) / wide - beyond, (y - EDGE) / high - beyond, (x + WIDE - EDGE) / wide + beyond, (y + HIGH - EDGE) / high + beyond
    return {spot.id for spot in GRAPH.spots if left - 1 < spot.column < right and top - 1 < spot.row < bottom}


def test_what_is_in_sight_is_drawn_and_little_else():
    first, corner, further, small = looked_at()
    for seen, zoom in ((first, 100), (corner, 100), (further, 100), (small, 25)):
        shown, place = set(seen["spots"]), (seen["x"], seen["y"])
        assert around(*place, zoom, 0) <= shown <= around(*place, zoom, AROUND + 1)
    assert "10 12" in first["spots"], "the page's own picture"
    assert len(first["spots"]) < len(GRAPH.spots) / 4
    assert [seen["ways"] for seen in (first, corner)] == [["all the way"]] * 2
    assert "short" not in further["ways"]
