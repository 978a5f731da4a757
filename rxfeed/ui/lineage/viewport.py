"""What of the graph is in sight, and how large it is.

The region scrolls by itself, without any script. Only where other columns or rows come into sight is the drawing rendered again, and what stays in sight is
left alone then: a graph of 500 posts is never drawn as a whole. The middle of what one looks at stays there when the size changes; at first it is the page's
own picture.
"""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.utils.imports import ImportVar
from reflex.vars import VarData

from rxfeed.domain.lineage_views import GraphView, SpotView, WayView

LEAST, MOST, STEP = 25, 200, 25
"""Of the size, in per cent."""
COLUMN, ROW = (1.2, 76), (0.82, 45)
"""Pixels for each per cent, and those that no size changes: letters need them."""
EDGE = 24
"""Pixels around the sheet."""
AROUND = 2
"""Columns and rows beyond the edges that are drawn too, so that nobody scrolls faster."""
LABELS = 75
"""Per cent from which lines have labels: on a smaller drawing they would hide it."""
PICTURE = 0.42
"""Of a column."""


def viewport(graph: rx.Var[GraphView]) -> VarData:
    """The hooks of whatever draws that graph. It has to be a prop of the component: hooks run before a state is there."""
    hooks = f"""const region = useRef(null), middle = useRef([0, 0]), [zoom, setZoom] = useState(100), [sight, see] = useState([0, 0, -1, -1]);
const wide = {COLUMN[0]} * zoom + {COLUMN[1]}, high = {ROW[0]} * zoom + {ROW[1]};
const look = () => {{
  const {{scrollLeft: x, scrollTop: y, clientWidth, clientHeight}} = region.current;
  const now = [x / wide - {AROUND}, y / high - {AROUND}, (x + clientWidth) / wide + {AROUND}, (y + clientHeight) / high + {AROUND}].map(Math.round);
  see((before) => before.every((place, number) => place === now[number]) ? before : now);
}};
const scrolled = ({{currentTarget: at}}) => {{
  middle.current = [(at.scrollLeft + at.clientWidth / 2 - {EDGE}) / wide, (at.scrollTop + at.clientHeight / 2 - {EDGE}) / high];
  look();
}};
useLayoutEffect(() => {{ middle.current = [{graph.at_column!s} + {PICTURE / 2}, {graph.at_row!s} + 0.5]; }}, [{graph!s}]);
useLayoutEffect(() => {{
  const at = region.current, watch = new ResizeObserver(look);
  at.scrollTo(middle.current[0] * wide + {EDGE} - at.clientWidth / 2, middle.current[1] * high + {EDGE} - at.clientHeight / 2);
  look();
  watch.observe(at);
  return () => watch.disconnect();
}}, [zoom, {graph!s}]);"""
    names = ("useLayoutEffect", "useRef", "useState")
    return VarData(imports={"react": [ImportVar(tag=name) for name in names]}, hooks={hooks: None})


def sizes(data: VarData) -> rx.Var[Any]:
    """The style in which everything else is reckoned."""
    return rx.Var(f"({{'--col': `${{wide}}px`, '--step': `${{high}}px`, '--side': `${{wide * {PICTURE}}}px`}})", _var_data=data)


def spots(graph: rx.Var[GraphView], data: VarData) -> rx.Var[list[SpotView]]:
    """Those in sight."""
    return rx.Var(f"{graph.spots!s}.filter({_STANDS})", _var_type=list[SpotView], _var_data=data).guess_type()


def ways(graph: rx.Var[GraphView], data: VarData, *, labels: bool = False) -> rx.Var[list[WayView]]:
    """Those that pass there, or whose `labels` stand there."""
    found = f"(zoom < {LABELS} ? [] : {graph.ways!s}.filter({_STANDS}))" if labels else f"{graph.ways!s}.filter({_PASSES})"
    return rx.Var(found, _var_type=list[WayView], _var_data=data).guess_type()


_STANDS = "({column, row}) => sight[0] <= column && column <= sight[2] && sight[1] <= row && row <= sight[3]"
_PASSES = "({box}) => sight[0] <= box[2] && box[0] <= sight[2] && sight[1] <= box[3] && box[1] <= sight[3]"
